// SPDX-License-Identifier: Apache-2.0
//
// Hash tables of build sides. A table holds each key once; the rows of a key are neighbours in the
// partition's list of references.

#include <errno.h>
#include <time.h>

#include "runtime/op/join.h"

static Status no_memory(Worker *worker) {
    return worker_fail(worker, 6017, NULL, "out of memory while joining");
}

// Numbers the keys of the rows: numbers[i] is that of reference i. The owner's bytes of an entry
// count its rows meanwhile.
static Status number_keys(JoinStage *self, Worker *worker, JoinSide *side, KeyTable *table,
                          const ShuffledRows *rows, char **entries) {
    for (size_t first = 0; first < rows->n_rows; first += BATCH_ROWS) {
        const size_t left = rows->n_rows - first, n = left < BATCH_ROWS ? left : BATCH_ROWS;
        const ArenaMark mark = arena_mark(worker->arena);
        const Vector *keys =
            keyed_store_gather_keys(&side->store, worker->arena, rows, rows->refs + first, n);
        KeyBatch batch;
        keyed_batch(&self->layout, false, worker->arena, keys, NULL, n, side->tag, &batch);
        if (key_table_add(table, &batch, entries + first) != STATUS_OK)
            return no_memory(worker);
        for (size_t i = 0; i < n; i++)
            join_matches(self, entries[first + i])->n++;
        arena_release(worker->arena, mark);
    }
    return STATUS_OK;
}

// Sorts the references by key, each key's in the order of the input.
static void sort_refs(JoinStage *self, JoinSide *side, KeyTable *table, JoinPart *part,
                      size_t partition, char *const *entries) {
    const size_t base = partition * join_stores_a_partition(self);
    uint32_t sum = 0;
    for (size_t e = 0; e < table->n_entries; e++) {
        JoinMatches *matches = join_matches(self, table->entries[e]);
        matches->first = sum;
        sum += matches->n;
        matches->n = 0;
    }
    part->refs = arena_alloc(part->memory, part->rows.n_rows * sizeof *part->refs);
    for (size_t i = 0; i < part->rows.n_rows; i++) {
        JoinMatches *matches = join_matches(self, entries[i]);
        RowRef ref = part->rows.refs[i];
        ref.store += (uint32_t)base;
        part->refs[matches->first + matches->n++] = ref;
    }
    for (size_t s = 0; s < part->rows.n_stores; s++)
        side->stores[base + s] = part->rows.stores[s];
}

static Status build_part(JoinStage *self, Worker *worker, JoinSide *side, size_t partition) {
    JoinPart *part = &side->parts[partition];
    KeyTable *table = &side->tables[partition];
    part->memory = arena_create(0, worker_out_of_memory, worker);
    if (key_table_init(table, &self->layout, sizeof(JoinMatches), part->memory) != STATUS_OK)
        return no_memory(worker);
    TRY(shuffle_take(&side->store.shuffle, worker, partition, partition + 1, &part->rows));
    if (key_table_reserve(table, part->rows.n_rows / 2) != STATUS_OK)
        return no_memory(worker);
    Arena *scratch = arena_create(0, worker_out_of_memory, worker);
    char **entries = arena_alloc(scratch, part->rows.n_rows * sizeof *entries);
    const Status status = number_keys(self, worker, side, table, &part->rows, entries);
    if (status == STATUS_OK)
        sort_refs(self, side, table, part, partition, entries);
    arena_destroy(scratch);
    return status;
}

Status join_build_partition(JoinStage *self, Worker *worker, size_t partition) {
    for (size_t s = 0; s < self->n_sides; s++)
        if (!self->sides[s].parts[partition].memory)
            TRY(build_part(self, worker, &self->sides[s], partition));
    return STATUS_OK;
}

void join_free_partition(JoinStage *self, size_t partition) {
    for (size_t s = 0; s < self->n_sides; s++) {
        JoinPart *part = &self->sides[s].parts[partition];
        if (part->memory) {
            key_table_free(&self->sides[s].tables[partition]);
            shuffled_rows_free(&part->rows);
        }
        arena_destroy(part->memory);
        *part = (JoinPart){0};
    }
}

// --- together
// --------------------------------------------------------------------------------------

typedef struct BuildTask {
    JoinStage *stage;
    size_t partition;
} BuildTask;

static Status build_task(Worker *worker, void *context) {
    const BuildTask *task = context;
    if (task->stage->deferred[task->partition])
        return STATUS_OK;
    return join_build_partition(task->stage, worker, task->partition);
}

static void finish_part(JoinStage *self, Status status) {
    pthread_mutex_lock(&self->lock);
    self->failed |= status != STATUS_OK;
    self->n_parts_done++;
    self->built = self->n_parts_done == self->n_partitions;
    pthread_cond_broadcast(&self->changed);
    pthread_mutex_unlock(&self->lock);
}

static bool next_part(JoinStage *self, size_t *partition) {
    pthread_mutex_lock(&self->lock);
    *partition = self->next_part;
    const bool some = self->next_part < self->n_partitions && !self->failed;
    self->next_part += some;
    pthread_mutex_unlock(&self->lock);
    return some;
}

// Waits until the others are done with their parts.
static Status wait_for_others(JoinStage *self, const Worker *worker) {
    enum { NANOSECONDS = 1000000000, GLANCE = 50000000 };
    Status status = STATUS_OK;
    pthread_mutex_lock(&self->lock);
    while (!self->built && !self->failed && status == STATUS_OK) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += GLANCE;
        until.tv_sec += until.tv_nsec / NANOSECONDS;
        until.tv_nsec %= NANOSECONDS;
        pthread_cond_timedwait(&self->changed, &self->lock, &until);
        status = worker_check(worker);
    }
    if (self->failed)
        status = STATUS_CANCELLED;
    pthread_mutex_unlock(&self->lock);
    return status;
}

Status join_build(JoinStage *self, Worker *worker) {
    size_t partition;
    while (next_part(self, &partition)) {
        BuildTask task = {self, partition};
        // Guarded, so that others are told when memory runs out here.
        const Status status = worker_guard(worker, build_task, &task);
        finish_part(self, status);
        TRY(status);
    }
    return wait_for_others(self, worker);
}
