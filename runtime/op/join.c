// SPDX-License-Identifier: Apache-2.0
//
// The JOIN stage: inner joins of any number of inputs, outer joins of two, and CROSS (no keys,
// every row matches). Null keys match nothing; rows with them come out of outer joins only.

#include "runtime/op/join.h"

#include "runtime/op/operators.h"

// ---- life ----

// What a row takes in a table: two references, and its key.
enum { LATER_BYTES = 2 * sizeof(RowRef) + 40 };

static Status join_open(Query *query, const Stage *stage, void **state) {
    Arena *arena = arena_create(0, NULL, NULL);
    JoinStage *self = *state = ARENA_NEW(arena, JoinStage);
    self->plan = stage;
    self->query = query;
    self->arena = arena;
    self->n_keys = stage->inputs[0].n_keys;
    self->layout = keyed_layout(arena, &stage->inputs[0], self->n_keys, false);
    self->n_workers = query->n_threads;
    self->n_sides = stage->n_inputs - 1;
    self->keeps_build = stage->n_inputs == 2 && !stage->inputs[stage->probe].inner;
    self->keeps_probe = stage->n_inputs == 2 && !stage->inputs[1 - stage->probe].inner;
    self->inputs = ARENA_NEW_ARRAY(arena, KeyedStore, stage->n_inputs);
    for (size_t i = 0; i < stage->n_inputs; i++)
        keyed_store_init(&self->inputs[i], query, arena, &stage->inputs[i], self->n_keys == 0,
                         i == stage->probe ? 0 : LATER_BYTES);
    const size_t n_partitions = join_probe_store(self)->shuffle.shape.n_partitions;
    join_tables_init(self, arena, self->inputs, n_partitions, &self->tables);
    self->deferred = ARENA_NEW_ARRAY(arena, bool, n_partitions);
    self->workers = ARENA_NEW_ARRAY(arena, JoinWorker, self->n_workers);
    for (size_t w = 0; w < self->n_workers; w++)
        self->workers[w].readers = ARENA_NEW_ARRAY(arena, KeyedReader, stage->n_inputs);
    self->may_be_small = join_may_be_small(query, stage);
    for (size_t p = 0; p < n_partitions; p++)
        self->deferred[p] = self->may_be_small;
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->changed, NULL);
    return STATUS_OK;
}

static void join_close(Query *query, const Stage *stage, void *state) {
    (void)query;
    JoinStage *self = state;
    if (!self)
        return;
    join_tables_free(self, &self->tables);
    for (size_t i = 0; i < stage->n_inputs; i++)
        shuffle_free(&self->inputs[i].shuffle);
    pthread_mutex_destroy(&self->lock);
    pthread_cond_destroy(&self->changed);
    arena_destroy(self->arena);
}

static Status join_open_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage;
    JoinStage *self = state;
    return keyed_reader_open(&self->workers[worker->number].readers[tag], worker,
                             &self->inputs[tag]);
}

static void join_close_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage;
    JoinStage *self = state;
    keyed_reader_close(&self->workers[worker->number].readers[tag], &self->inputs[tag]);
}

// ---- build rows ----

// The rows whose key has no null, with their hashes in front; returns how many.
static size_t with_keys(const JoinStage *self, const Batch *batch, KeyBatch *keys, uint32_t *rows) {
    size_t n = 0;
    for (size_t i = 0; i < batch->n_selected; i++) {
        if (key_has_null(&self->layout, keys, i))
            continue;
        rows[n] = (uint32_t)batch_row(batch, i);
        keys->hashes[n++] = keys->hashes[i];
    }
    return n;
}

static Status read_keys(JoinStage *self, Worker *worker, size_t tag, const Batch *batch,
                        Vector **columns, KeyBatch *keys) {
    const KeyedStore *store = &self->inputs[tag];
    TRY(keyed_reader_run(&self->workers[worker->number].readers[tag], worker, store, batch,
                         columns));
    const KeyedRows rows = {keyed_store_keys(store, worker->arena, *columns), batch->selection,
                            batch->n_selected, tag};
    keyed_batch(&self->layout, false, worker->arena, &rows, keys);
    return STATUS_OK;
}

static Status join_emit(Worker *worker, const Stage *stage, void *state, size_t tag,
                        const Batch *batch) {
    (void)stage;
    JoinStage *self = state;
    Vector *columns;
    KeyBatch keys;
    TRY(read_keys(self, worker, tag, batch, &columns, &keys));
    const uint32_t *rows = batch->selection;
    size_t n = batch->n_selected;
    if (!self->keeps_build && !self->may_be_small) {
        uint32_t *kept = arena_alloc(worker->arena, n * sizeof *kept);
        n = with_keys(self, batch, &keys, kept);
        rows = kept;
    }
    if (n == 0)
        return STATUS_OK;
    return shuffle_add(&self->inputs[tag].shuffle, worker, columns, rows, n, keys.hashes);
}

static Status join_end_split(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)worker, (void)stage, (void)state, (void)tag;
    return STATUS_OK;
}

// ---- probing ----

// Sets rows of partitions on disk aside: what stays is at the front of rows and keys.
static Status defer(JoinStage *self, Worker *worker, const Vector *columns, KeyBatch *keys,
                    uint32_t *rows, bool *skip) {
    uint32_t *later = arena_alloc(worker->arena, keys->n * sizeof *later);
    uint64_t *hashes = arena_alloc(worker->arena, keys->n * sizeof *hashes);
    size_t n_later = 0;
    for (size_t i = 0; i < keys->n; i++) {
        if (skip[i] || !self->deferred[key_table_of(keys->hashes[i], self->tables.n_partitions)])
            continue;
        later[n_later] = rows[i];
        hashes[n_later++] = keys->hashes[i];
    }
    if (n_later == 0)
        return STATUS_OK;
    return shuffle_add(&join_probe_store(self)->shuffle, worker, columns, later, n_later, hashes);
}

// The keys of the rows that are not deferred.
static void keep_ready(const JoinStage *self, Worker *worker, const Vector *key_columns,
                       KeyBatch *keys, uint32_t *rows, bool *skip) {
    size_t n = 0;
    for (size_t i = 0; i < keys->n; i++) {
        if (!skip[i] && self->deferred[key_table_of(keys->hashes[i], self->tables.n_partitions)])
            continue;
        rows[n] = rows[i];
        skip[n++] = skip[i];
    }
    const KeyedRows ready = {key_columns, rows, n, 0};
    if (n < keys->n)
        keyed_batch(&self->layout, false, worker->arena, &ready, keys);
}

static bool any_deferred(const JoinStage *self) {
    for (size_t p = 0; p < self->tables.n_partitions; p++)
        if (self->deferred[p])
            return true;
    return false;
}

static void note_deferred(JoinStage *self) {
    for (size_t s = 0; s < self->n_sides; s++)
        for (size_t p = 0; p < self->tables.n_partitions; p++)
            self->deferred[p] |= shuffle_is_spilled(&self->tables.sides[s].store->shuffle, p);
}

static Status build_once(JoinStage *self, Worker *worker) {
    pthread_mutex_lock(&self->lock);
    const bool built = self->built;
    if (self->next_part == 0)
        note_deferred(self);
    pthread_mutex_unlock(&self->lock);
    return built ? STATUS_OK : join_build(self, worker);
}

// Sets all rows aside.
static Status defer_all(JoinStage *self, Worker *worker, const Batch *batch) {
    const size_t tag = self->plan->probe;
    Vector *columns;
    KeyBatch keys;
    TRY(read_keys(self, worker, tag, batch, &columns, &keys));
    return shuffle_add(&join_probe_store(self)->shuffle, worker, columns, batch->selection,
                       batch->n_selected, keys.hashes);
}

static Status join_probe(Worker *worker, const Stage *stage, void *state, const PipeOperator *pipe,
                         const Batch *batch) {
    JoinStage *self = state;
    Vector *columns;
    KeyBatch keys;
    if (self->may_be_small)
        return defer_all(self, worker, batch);
    TRY(build_once(self, worker));
    TRY(read_keys(self, worker, stage->probe, batch, &columns, &keys));
    uint32_t *rows = arena_alloc(worker->arena, keys.n * sizeof *rows);
    bool *skip = arena_alloc(worker->arena, keys.n * sizeof *skip);
    for (size_t i = 0; i < keys.n; i++) {
        rows[i] = (uint32_t)batch_row(batch, i);
        skip[i] = key_has_null(&self->layout, &keys, i);
    }
    if (any_deferred(self)) {
        TRY(defer(self, worker, columns, &keys, rows, skip));
        keep_ready(self, worker, keyed_store_keys(join_probe_store(self), worker->arena, columns),
                   &keys, rows, skip);
    }
    Joiner *joiner = joiner_new(self, worker, &self->tables, pipe->outputs, pipe->n_outputs);
    const JoinProbe probe = {columns, keys, rows, skip};
    return joiner_probe(joiner, &probe);
}

static Status join_probe_end_split(Worker *worker, const Stage *stage, void *state,
                                   const PipeOperator *pipe) {
    (void)worker, (void)stage, (void)state, (void)pipe;
    return STATUS_OK;
}

// ---- what is left ----

static Status join_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions) {
    (void)worker, (void)stage;
    JoinStage *self = state;
    if (!self->built)
        note_deferred(self);
    if (join_is_small(self)) {
        *n_partitions = 1;
        return STATUS_OK;
    }
    *n_partitions = self->keeps_build || any_deferred(self) ? self->tables.n_partitions : 0;
    return STATUS_OK;
}

static Status join_run_partition(Worker *worker, const Stage *stage, void *state,
                                 const PlanSource *source, size_t partition) {
    (void)stage;
    JoinStage *self = state;
    if (join_is_small(self))
        return join_small(self, worker, source);
    if (!self->keeps_build && !self->deferred[partition])
        return STATUS_OK;
    if (self->deferred[partition] || !self->built)
        return join_from_disk(self, worker, source, partition);
    Joiner *joiner = joiner_new(self, worker, &self->tables, source->outputs, source->n_outputs);
    return joiner_push_unmatched(joiner, partition);
}

const StageType stage_join = {
    .name = "join",
    .open = join_open,
    .open_input = join_open_input,
    .close_input = join_close_input,
    .emit = join_emit,
    .end_split = join_end_split,
    .seal = join_seal,
    .run_partition = join_run_partition,
    .probe = join_probe,
    .probe_end_split = join_probe_end_split,
    .close = join_close,
};
