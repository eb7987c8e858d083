// SPDX-License-Identifier: Apache-2.0
//
// The JOIN stage: inner joins of any number of inputs, outer joins of two, and CROSS (no keys,
// every row matches). Matches are noted as numbers and gathered a batch at a time. Null keys match
// nothing; rows with them come out of outer joins only.

#include "runtime/op/join.h"

#include <stdlib.h>

#include "runtime/op/operators.h"
#include "runtime/op/tuple.h"

// --- life
// ------------------------------------------------------------------------------------------

static Status join_open(Query *query, const Stage *stage, void **state) {
    Arena *arena = arena_create(0, NULL, NULL);
    JoinStage *self = *state = ARENA_NEW(arena, JoinStage);
    self->plan = stage;
    self->query = query;
    self->arena = arena;
    self->n_keys = stage->inputs[0].n_keys;
    self->layout = keyed_layout(arena, &stage->inputs[0], self->n_keys, false);
    self->n_workers = query->n_threads;
    self->sides = ARENA_NEW_ARRAY(arena, JoinSide, stage->n_inputs);
    keyed_store_init(&self->probe, query, arena, &stage->inputs[stage->probe], self->n_keys == 0);
    self->n_partitions = self->probe.shuffle.n_partitions;
    self->keeps_build = stage->n_inputs == 2 && !stage->inputs[stage->probe].inner;
    for (size_t i = 0; i < stage->n_inputs; i++) {
        if (i == stage->probe)
            continue;
        JoinSide *side = &self->sides[self->n_sides++];
        side->tag = i;
        keyed_store_init(&side->store, query, arena, &stage->inputs[i], self->n_keys == 0);
        side->tables = ARENA_NEW_ARRAY(arena, KeyTable, self->n_partitions);
        side->parts = ARENA_NEW_ARRAY(arena, JoinPart, self->n_partitions);
        side->n_stores = self->n_partitions * join_stores_a_partition(self);
        side->stores = ARENA_NEW_ARRAY(arena, const RowStore *, side->n_stores);
        (void)!row_store_init(&side->empty, side->store.types, side->store.n_stored, arena);
        for (size_t st = 0; st < side->n_stores; st++)
            side->stores[st] = &side->empty;
        self->keeps_probe = stage->n_inputs == 2 && !stage->inputs[i].inner;
    }
    self->deferred = ARENA_NEW_ARRAY(arena, bool, self->n_partitions);
    self->workers = ARENA_NEW_ARRAY(arena, JoinWorker, self->n_workers);
    for (size_t w = 0; w < self->n_workers; w++)
        self->workers[w].readers = ARENA_NEW_ARRAY(arena, KeyedReader, stage->n_inputs);
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->changed, NULL);
    return STATUS_OK;
}

static void join_close(Query *query, const Stage *stage, void *state) {
    (void)query, (void)stage;
    JoinStage *self = state;
    if (!self)
        return;
    for (size_t p = 0; p < self->n_partitions; p++)
        join_free_partition(self, p);
    for (size_t s = 0; s < self->n_sides; s++) {
        shuffle_free(&self->sides[s].store.shuffle);
        row_store_free(&self->sides[s].empty);
    }
    shuffle_free(&self->probe.shuffle);
    pthread_mutex_destroy(&self->lock);
    pthread_cond_destroy(&self->changed);
    arena_destroy(self->arena);
}

static KeyedStore *input_store(JoinStage *self, size_t tag) {
    for (size_t s = 0; s < self->n_sides; s++)
        if (self->sides[s].tag == tag)
            return &self->sides[s].store;
    return &self->probe;
}

static Status join_open_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage;
    JoinStage *self = state;
    return keyed_reader_open(&self->workers[worker->number].readers[tag], worker,
                             input_store(self, tag));
}

static void join_close_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage;
    JoinStage *self = state;
    keyed_reader_close(&self->workers[worker->number].readers[tag], input_store(self, tag));
}

// --- build rows
// ------------------------------------------------------------------------------------

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
    const KeyedStore *store = input_store(self, tag);
    TRY(keyed_reader_run(&self->workers[worker->number].readers[tag], worker, store, batch,
                         columns));
    keyed_batch(&self->layout, false, worker->arena,
                keyed_store_keys(store, worker->arena, *columns), batch->selection,
                batch->n_selected, tag, keys);
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
    if (!self->keeps_build) {
        uint32_t *kept = arena_alloc(worker->arena, n * sizeof *kept);
        n = with_keys(self, batch, &keys, kept);
        rows = kept;
    }
    if (n == 0)
        return STATUS_OK;
    return shuffle_add(&input_store(self, tag)->shuffle, worker, columns, rows, n, keys.hashes);
}

static Status join_end_split(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)worker, (void)stage, (void)state, (void)tag;
    return STATUS_OK;
}

// --- joined rows
// -----------------------------------------------------------------------------------

// Matches of one batch of probing rows, on their way out.
typedef struct Joiner {
    JoinStage *stage;
    Worker *worker;
    PipeOperator *const *outputs;
    size_t n_outputs;
    const Vector *columns; // of the probing rows; NULL: there are none
    size_t n;
    uint32_t rows[BATCH_ROWS]; // probing row; VECTOR_NO_ROW where columns is NULL
    RowRef *refs;              // BATCH_ROWS a side
    size_t partition;          // all matches are of this one; SIZE_MAX: of any
} Joiner;

static RowRef *side_refs(const Joiner *joiner, size_t side) {
    return joiner->refs + side * BATCH_ROWS;
}

static Joiner *joiner_new(JoinStage *self, Worker *worker, PipeOperator *const *outputs,
                          size_t n_outputs, size_t partition) {
    Joiner *joiner = ARENA_NEW(worker->arena, Joiner);
    joiner->stage = self;
    joiner->worker = worker;
    joiner->outputs = outputs;
    joiner->n_outputs = n_outputs;
    joiner->partition = partition;
    joiner->refs = arena_alloc(worker->arena, self->n_sides * BATCH_ROWS * sizeof(RowRef));
    return joiner;
}

static Vector probe_column(const Joiner *joiner, Arena *arena, size_t column) {
    const Vector *v = &joiner->columns[column];
    return v->form == PIG_CONSTANT ? *v : vector_gather(arena, v, joiner->rows, joiner->n);
}

// References that count stores from `base`: the other partitions may be freed by their workers.
static const RowRef *refs_from(Arena *arena, const RowRef *refs, size_t n, size_t base) {
    RowRef *moved = arena_alloc(arena, n * sizeof *moved);
    for (size_t i = 0; i < n; i++) {
        moved[i] = refs[i];
        if (refs[i].store != ROW_REF_NONE)
            moved[i].store -= (uint32_t)base;
    }
    return moved;
}

// The columns of input `tag` for the noted matches.
static size_t input_columns(const Joiner *joiner, Arena *arena, size_t tag, Vector *columns) {
    const JoinStage *self = joiner->stage;
    if (tag == self->plan->probe) {
        for (size_t c = 0; c < self->probe.n_columns; c++)
            columns[c] = joiner->columns ? probe_column(joiner, arena, c)
                                         : vector_null(arena, self->probe.types[c]);
        return self->probe.n_columns;
    }
    size_t s = 0;
    while (self->sides[s].tag != tag)
        s++;
    const JoinSide *side = &self->sides[s];
    size_t n_stores = side->n_stores, base = 0;
    const RowRef *refs = side_refs(joiner, s);
    if (joiner->partition != SIZE_MAX) {
        n_stores = join_stores_a_partition(self);
        base = joiner->partition * n_stores;
        refs = refs_from(arena, refs, joiner->n, base);
    }
    for (size_t c = 0; c < side->store.n_columns; c++)
        columns[c] = row_gather(arena, side->stores + base, n_stores, c, refs, joiner->n);
    return side->store.n_columns;
}

// Ragged rows: the fields of each input strung together.
static Vector ragged_rows(const Joiner *joiner, Arena *arena, Vector *columns) {
    const Stage *plan = joiner->stage->plan;
    size_t n_columns = 0, n_parts = 0;
    for (size_t i = 0; i < plan->n_inputs; i++)
        n_columns += plan->inputs[i].schema ? (size_t)plan->inputs[i].schema->n_fields : 1;
    TuplePart *parts = ARENA_NEW_ARRAY(arena, TuplePart, n_columns);
    for (size_t i = 0; i < plan->n_inputs; i++) {
        const Schema *schema = plan->inputs[i].schema;
        for (int f = 0; f < (schema ? schema->n_fields : 1); f++, n_parts++)
            parts[n_parts] = (TuplePart){.values = &columns[n_parts], .spread = !schema};
    }
    return tuple_concat(arena, parts, n_parts, joiner->n);
}

static Status flush(Joiner *joiner) {
    const Stage *plan = joiner->stage->plan;
    Arena *arena = joiner->worker->arena;
    if (joiner->n == 0)
        return STATUS_OK;
    const ArenaMark mark = arena_mark(arena);
    Batch out = {.n_rows = joiner->n, .n_selected = joiner->n};
    size_t n_columns = joiner->stage->probe.n_columns;
    for (size_t s = 0; s < joiner->stage->n_sides; s++)
        n_columns += joiner->stage->sides[s].store.n_columns;
    out.columns = ARENA_NEW_ARRAY(arena, Vector, n_columns);
    for (size_t i = 0; i < plan->n_inputs; i++)
        out.n_columns += input_columns(joiner, arena, i, out.columns + out.n_columns);
    Vector row;
    if (!plan->output) {
        row = ragged_rows(joiner, arena, out.columns);
        out.columns = &row;
        out.n_columns = 1;
    }
    joiner->n = 0;
    TRY(worker_check(joiner->worker));
    TRY(pipe_push_outputs(joiner->worker, joiner->outputs, joiner->n_outputs, &out));
    arena_release(arena, mark);
    return STATUS_OK;
}

// Notes the rows of one key of a single build side.
static Status note_matches(Joiner *joiner, uint32_t row, const RowRef *refs, size_t n) {
    while (n) {
        if (joiner->n == BATCH_ROWS)
            TRY(flush(joiner));
        const size_t room = BATCH_ROWS - joiner->n, here = n < room ? n : room;
        memcpy(joiner->refs + joiner->n, refs, here * sizeof *refs);
        for (size_t i = 0; i < here; i++)
            joiner->rows[joiner->n + i] = row;
        joiner->n += here;
        refs += here;
        n -= here;
    }
    return STATUS_OK;
}

static Status note_padded(Joiner *joiner, uint32_t row) {
    const RowRef none = {ROW_REF_NONE, 0};
    return note_matches(joiner, row, &none, 1);
}

// Notes the product of several sides' matches, the last side turning fastest.
static Status note_product(Joiner *joiner, uint32_t row, const RowRef *const *refs,
                           const uint32_t *counts) {
    const size_t n_sides = joiner->stage->n_sides;
    uint64_t n = 1;
    for (size_t s = 0; s < n_sides; s++)
        if (__builtin_mul_overflow(n, counts[s], &n))
            return worker_fail(joiner->worker, 2078, NULL, "the join makes too many rows of one");
    for (uint64_t k = 0; k < n; k++) {
        if (joiner->n == BATCH_ROWS)
            TRY(flush(joiner));
        uint64_t rest = k;
        for (size_t s = n_sides; s-- > 0;) {
            side_refs(joiner, s)[joiner->n] = refs[s][rest % counts[s]];
            rest /= counts[s];
        }
        joiner->rows[joiner->n++] = row;
    }
    return STATUS_OK;
}

// --- probing
// ---------------------------------------------------------------------------------------

static const RowRef *matches_refs(const JoinStage *self, size_t side, uint64_t hash,
                                  const JoinMatches *matches) {
    const size_t partition = key_table_of(hash, self->n_partitions);
    return self->sides[side].parts[partition].refs + matches->first;
}

static Status probe_one_side(Joiner *joiner, const KeyBatch *keys, const uint32_t *rows,
                             const bool *skip) {
    JoinStage *self = joiner->stage;
    Arena *arena = joiner->worker->arena;
    char **entries = arena_alloc(arena, keys->n * sizeof *entries);
    key_tables_find(&self->layout, self->sides[0].tables, self->n_partitions, keys, skip, entries);
    for (size_t i = 0; i < keys->n; i++) {
        if (!entries[i]) {
            if (self->keeps_probe)
                TRY(note_padded(joiner, rows[i]));
            continue;
        }
        JoinMatches *matches = join_matches(self, entries[i]);
        if (self->keeps_build && !matches->matched)
            __atomic_store_n(&matches->matched, 1, __ATOMIC_RELAXED);
        TRY(note_matches(joiner, rows[i], matches_refs(self, 0, keys->hashes[i], matches),
                         matches->n));
    }
    return STATUS_OK;
}

static Status probe_many_sides(Joiner *joiner, const KeyBatch *keys, const uint32_t *rows,
                               const bool *skip) {
    JoinStage *self = joiner->stage;
    Arena *arena = joiner->worker->arena;
    char **entries = arena_alloc(arena, self->n_sides * keys->n * sizeof *entries);
    const RowRef **refs = ARENA_NEW_ARRAY(arena, const RowRef *, self->n_sides);
    uint32_t *counts = ARENA_NEW_ARRAY(arena, uint32_t, self->n_sides);
    for (size_t s = 0; s < self->n_sides; s++)
        key_tables_find(&self->layout, self->sides[s].tables, self->n_partitions, keys, skip,
                        entries + s * keys->n);
    for (size_t i = 0; i < keys->n; i++) {
        bool all = true;
        for (size_t s = 0; all && s < self->n_sides; s++) {
            char *entry = entries[s * keys->n + i];
            all = entry != NULL;
            if (!all)
                break;
            const JoinMatches *matches = join_matches(self, entry);
            refs[s] = matches_refs(self, s, keys->hashes[i], matches);
            counts[s] = matches->n;
        }
        if (all)
            TRY(note_product(joiner, rows[i], refs, counts));
    }
    return STATUS_OK;
}

// Joins rows whose keys are ready. skip[i]: has no match.
static Status probe_keys(Joiner *joiner, const KeyBatch *keys, const uint32_t *rows,
                         const bool *skip) {
    TRY(joiner->stage->n_sides == 1 ? probe_one_side(joiner, keys, rows, skip)
                                    : probe_many_sides(joiner, keys, rows, skip));
    return flush(joiner);
}

// Sets rows of partitions on disk aside: what stays is at the front of rows and keys.
static Status defer(JoinStage *self, Worker *worker, const Vector *columns, KeyBatch *keys,
                    uint32_t *rows, bool *skip) {
    uint32_t *later = arena_alloc(worker->arena, keys->n * sizeof *later);
    uint64_t *hashes = arena_alloc(worker->arena, keys->n * sizeof *hashes);
    size_t n_later = 0;
    for (size_t i = 0; i < keys->n; i++) {
        if (skip[i] || !self->deferred[key_table_of(keys->hashes[i], self->n_partitions)])
            continue;
        later[n_later] = rows[i];
        hashes[n_later++] = keys->hashes[i];
    }
    if (n_later == 0)
        return STATUS_OK;
    return shuffle_add(&self->probe.shuffle, worker, columns, later, n_later, hashes);
}

// The keys of the rows that are not deferred.
static void keep_ready(const JoinStage *self, Worker *worker, const Vector *key_columns,
                       KeyBatch *keys, uint32_t *rows, bool *skip) {
    size_t n = 0;
    for (size_t i = 0; i < keys->n; i++) {
        if (!skip[i] && self->deferred[key_table_of(keys->hashes[i], self->n_partitions)])
            continue;
        rows[n] = rows[i];
        skip[n++] = skip[i];
    }
    if (n < keys->n)
        keyed_batch(&self->layout, false, worker->arena, key_columns, rows, n, 0, keys);
}

static bool any_deferred(const JoinStage *self) {
    for (size_t p = 0; p < self->n_partitions; p++)
        if (self->deferred[p])
            return true;
    return false;
}

static void note_deferred(JoinStage *self) {
    for (size_t s = 0; s < self->n_sides; s++)
        for (size_t p = 0; p < self->n_partitions; p++)
            self->deferred[p] |= shuffle_is_spilled(&self->sides[s].store.shuffle, p);
}

static Status build_once(JoinStage *self, Worker *worker) {
    pthread_mutex_lock(&self->lock);
    const bool built = self->built;
    if (self->next_part == 0)
        note_deferred(self);
    pthread_mutex_unlock(&self->lock);
    return built ? STATUS_OK : join_build(self, worker);
}

static Status join_probe(Worker *worker, const Stage *stage, void *state, const PipeOperator *pipe,
                         const Batch *batch) {
    JoinStage *self = state;
    Vector *columns;
    KeyBatch keys;
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
        keep_ready(self, worker, keyed_store_keys(&self->probe, worker->arena, columns), &keys,
                   rows, skip);
    }
    Joiner *joiner = joiner_new(self, worker, pipe->outputs, pipe->n_outputs, SIZE_MAX);
    joiner->columns = columns;
    return probe_keys(joiner, &keys, rows, skip);
}

static Status join_probe_end_split(Worker *worker, const Stage *stage, void *state,
                                   const PipeOperator *pipe) {
    (void)worker, (void)stage, (void)state, (void)pipe;
    return STATUS_OK;
}

// --- what is left
// ----------------------------------------------------------------------------------

static Status join_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions) {
    (void)worker, (void)stage;
    JoinStage *self = state;
    if (!self->built)
        note_deferred(self);
    *n_partitions = self->keeps_build || any_deferred(self) ? self->n_partitions : 0;
    return STATUS_OK;
}

// Rows that waited for this partition.
static Status probe_deferred(Joiner *joiner, size_t partition) {
    JoinStage *self = joiner->stage;
    Worker *worker = joiner->worker;
    ShuffledRows waiting;
    Status status = shuffle_take(&self->probe.shuffle, worker, partition, partition + 1, &waiting);
    for (size_t first = 0; first < waiting.n_rows && status == STATUS_OK; first += BATCH_ROWS) {
        const size_t left = waiting.n_rows - first, n = left < BATCH_ROWS ? left : BATCH_ROWS;
        const ArenaMark mark = arena_mark(worker->arena);
        Vector *columns = ARENA_NEW_ARRAY(worker->arena, Vector, self->probe.n_stored);
        uint32_t *rows = arena_alloc(worker->arena, n * sizeof *rows);
        for (size_t i = 0; i < n; i++)
            rows[i] = (uint32_t)i;
        for (size_t c = 0; c < self->probe.n_stored; c++)
            columns[c] = row_gather(worker->arena, waiting.stores, waiting.n_stores, c,
                                    waiting.refs + first, n);
        KeyBatch keys;
        keyed_batch(&self->layout, false, worker->arena,
                    keyed_store_keys(&self->probe, worker->arena, columns), NULL, n, 0, &keys);
        joiner->columns = columns;
        status = probe_keys(joiner, &keys, rows, NULL);
        arena_release(worker->arena, mark);
    }
    shuffled_rows_free(&waiting);
    return status;
}

// Rows of the build side that no probing row matched.
static Status push_unmatched(Joiner *joiner, size_t partition) {
    JoinStage *self = joiner->stage;
    const KeyTable *table = &self->sides[0].tables[partition];
    joiner->columns = NULL;
    for (size_t e = 0; e < table->n_entries; e++) {
        const JoinMatches *matches = join_matches(self, table->entries[e]);
        if (!matches->matched)
            TRY(note_matches(joiner, VECTOR_NO_ROW,
                             self->sides[0].parts[partition].refs + matches->first, matches->n));
    }
    return flush(joiner);
}

static Status join_run_partition(Worker *worker, const Stage *stage, void *state,
                                 const PlanSource *source, size_t partition) {
    (void)stage;
    JoinStage *self = state;
    if (!self->keeps_build && !self->deferred[partition])
        return STATUS_OK;
    Joiner *joiner = joiner_new(self, worker, source->outputs, source->n_outputs, partition);
    TRY(join_build_partition(self, worker, partition));
    if (self->deferred[partition])
        TRY(probe_deferred(joiner, partition));
    if (self->keeps_build)
        TRY(push_unmatched(joiner, partition));
    join_free_partition(self, partition);
    return STATUS_OK;
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
