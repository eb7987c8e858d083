// SPDX-License-Identifier: Apache-2.0
//
// Hash tables of build sides. A table holds each key once; the rows of a key are neighbours in the
// partition's list of references.

#include <errno.h>

#include "runtime/op/join.h"

static Status no_memory(Worker *worker) {
    return worker_fail(worker, 6017, NULL, "out of memory while joining");
}

// ---- tables ----

void join_tables_init(const JoinStage *self, Arena *arena, const KeyedStore *stores,
                      size_t n_partitions, JoinTables *tables) {
    *tables = (JoinTables){.n_partitions = n_partitions, .n_stores = self->n_workers + 1};
    tables->sides = ARENA_NEW_ARRAY(arena, JoinSide, self->n_sides);
    for (size_t i = 0, s = 0; i < self->plan->n_inputs; i++) {
        if (i == self->plan->probe)
            continue;
        JoinSide *side = &tables->sides[s++];
        side->tag = i;
        side->store = &stores[i];
        side->tables = ARENA_NEW_ARRAY(arena, KeyTable, n_partitions);
        side->parts = ARENA_NEW_ARRAY(arena, JoinPart, n_partitions);
        side->n_stores = n_partitions * tables->n_stores;
        side->stores = ARENA_NEW_ARRAY(arena, const RowStore *, side->n_stores);
        (void)!row_store_init_in(&side->empty, side->store->types, side->store->n_stored, arena, 0);
        for (size_t st = 0; st < side->n_stores; st++)
            side->stores[st] = &side->empty;
    }
}

static void free_part(JoinSide *side, size_t partition) {
    JoinPart *part = &side->parts[partition];
    if (part->memory) {
        key_table_free(&side->tables[partition]);
        shuffled_rows_free(&part->rows);
    }
    arena_destroy(part->memory);
    *part = (JoinPart){0};
}

void join_tables_free(const JoinStage *self, JoinTables *tables) {
    for (size_t s = 0; s < self->n_sides; s++)
        for (size_t p = 0; p < tables->n_partitions; p++)
            free_part(&tables->sides[s], p);
}

// Numbers the keys of the rows: entries[i] is that of reference i. The owner's bytes of an entry
// count its rows meanwhile.
static Status number_keys(const JoinStage *self, Worker *worker, const JoinSide *side,
                          KeyTable *table, const ShuffledRows *rows, char **entries) {
    for (size_t first = 0; first < rows->n_rows; first += BATCH_ROWS) {
        const size_t left = rows->n_rows - first, n = left < BATCH_ROWS ? left : BATCH_ROWS;
        const ArenaMark mark = arena_mark(worker->arena);
        const Vector *keys =
            keyed_store_gather_keys(side->store, worker->arena, rows, rows->refs + first, n);
        KeyBatch batch;
        const KeyedRows keyed = {keys, NULL, n, side->tag};
        keyed_batch(&self->layout, false, worker->arena, &keyed, &batch);
        if (key_table_add(table, &batch, entries + first) != STATUS_OK)
            return no_memory(worker);
        for (size_t i = 0; i < n; i++)
            join_matches(self, entries[first + i])->n++;
        arena_release(worker->arena, mark);
    }
    return STATUS_OK;
}

// Sorts the references by key, each key's in the order of the input. Stores count from `base`.
static void sort_refs(const JoinStage *self, KeyTable *table, JoinPart *part, size_t base,
                      char *const *entries) {
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
}

Status join_build_part(const JoinStage *self, Worker *worker, JoinTables *tables, size_t s,
                       size_t partition, const JoinRange *range) {
    JoinSide *side = &tables->sides[s];
    JoinPart *part = &side->parts[partition];
    KeyTable *table = &side->tables[partition];
    free_part(side, partition);
    part->memory = worker_arena(worker);
    if (key_table_init(table, &self->layout, sizeof(JoinMatches), part->memory) != STATUS_OK)
        return no_memory(worker);
    TRY(shuffle_read(range->pieces, worker, range->from, range->to, &part->rows));
    if (key_table_reserve(table, part->rows.n_rows / 2) != STATUS_OK)
        return no_memory(worker);
    Arena *scratch = worker_arena(worker);
    char **entries = arena_alloc(scratch, part->rows.n_rows * sizeof *entries);
    const Status status = number_keys(self, worker, side, table, &part->rows, entries);
    const size_t base = partition * tables->n_stores;
    if (status == STATUS_OK) {
        sort_refs(self, table, part, base, entries);
        for (size_t st = 0; st < part->rows.n_stores; st++)
            side->stores[base + st] = part->rows.stores[st];
    }
    arena_destroy(scratch);
    return status;
}

// ---- together ----

typedef struct BuildTask {
    JoinStage *stage;
    size_t partition;
} BuildTask;

static Status build_task(Worker *worker, void *context) {
    const BuildTask *task = context;
    JoinStage *self = task->stage;
    if (self->deferred[task->partition])
        return STATUS_OK;
    for (size_t s = 0; s < self->n_sides; s++) {
        ShufflePieces pieces;
        shuffle_find(&self->tables.sides[s].store->shuffle, worker, task->partition,
                     task->partition + 1, &pieces);
        const JoinRange all = {&pieces, 0, pieces.n_rows};
        const Status status =
            join_build_part(self, worker, &self->tables, s, task->partition, &all);
        shuffle_pieces_free(&pieces);
        TRY(status);
    }
    return STATUS_OK;
}

static void finish_part(JoinStage *self, Status status) {
    pthread_mutex_lock(&self->lock);
    self->failed |= status != STATUS_OK;
    self->n_parts_done++;
    self->built = self->n_parts_done == self->tables.n_partitions;
    pthread_cond_broadcast(&self->changed);
    pthread_mutex_unlock(&self->lock);
}

static bool next_part(JoinStage *self, size_t *partition) {
    pthread_mutex_lock(&self->lock);
    *partition = self->next_part;
    const bool some = self->next_part < self->tables.n_partitions && !self->failed;
    self->next_part += some;
    pthread_mutex_unlock(&self->lock);
    return some;
}

// Waits until the others are done with their parts.
static Status wait_for_others(JoinStage *self, const Worker *worker) {
    enum { GLANCE = 50 };
    Status status = STATUS_OK;
    pthread_mutex_lock(&self->lock);
    while (!self->built && !self->failed && status == STATUS_OK)
        status = worker_wait(worker, &self->changed, &self->lock, GLANCE);
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
