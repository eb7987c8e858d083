// SPDX-License-Identifier: Apache-2.0
//
// The GROUP stage: rows to bags. Rows are shuffled by the hash of their key; then each partition
// numbers its groups, sorts the references to its rows by group, and gathers them, so that a bag is
// a span of columns that many bags share. A partition that does not fit into memory is shuffled
// again, until it is a single group; the rows of that lie in mapped files (exec/worker_memory.h).

#include <stdlib.h>

#include "runtime/op/keyed_groups.h"
#include "runtime/op/operators.h"
#include "runtime/op/tuple.h"

// A row's group and sorted reference.
enum { LATER_BYTES = sizeof(uint32_t) + sizeof(RowRef) };

typedef struct GroupWorker {
    KeyedReader *readers; // by input
} GroupWorker;

typedef struct GroupStage {
    const Stage *plan;
    Arena *arena;
    size_t n_keys;
    bool parted; // null keys of different inputs are different groups
    KeyLayout layout;
    KeyedStore *inputs;
    size_t n_workers;
    GroupWorker *workers;
    size_t width; // partitions of the shuffle that make one
    ReducerOrder order;
} GroupStage;

static Status group_open(Query *query, const Stage *stage, void **state) {
    Arena *arena = arena_create(0, NULL, NULL);
    GroupStage *self = *state = ARENA_NEW(arena, GroupStage);
    self->plan = stage;
    self->arena = arena;
    self->n_keys = stage->all ? 0 : stage->inputs[0].n_keys;
    self->parted = stage->n_inputs > 1 && self->n_keys > 0;
    self->layout = keyed_layout(arena, &stage->inputs[0], self->n_keys, self->parted);
    self->order = stage_reducers(stage, &self->layout, self->n_keys);
    self->inputs = ARENA_NEW_ARRAY(arena, KeyedStore, stage->n_inputs);
    for (size_t i = 0; i < stage->n_inputs; i++)
        keyed_store_init(&self->inputs[i], query, arena, &stage->inputs[i], stage->all,
                         LATER_BYTES);
    self->n_workers = query->n_threads;
    self->workers = ARENA_NEW_ARRAY(arena, GroupWorker, self->n_workers);
    for (size_t w = 0; w < self->n_workers; w++)
        self->workers[w].readers = ARENA_NEW_ARRAY(arena, KeyedReader, stage->n_inputs);
    return STATUS_OK;
}

static void group_close(Query *query, const Stage *stage, void *state) {
    (void)query;
    GroupStage *self = state;
    if (!self)
        return;
    for (size_t i = 0; i < stage->n_inputs; i++)
        shuffle_free(&self->inputs[i].shuffle);
    arena_destroy(self->arena);
}

static Status group_open_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage;
    GroupStage *self = state;
    return keyed_reader_open(&self->workers[worker->number].readers[tag], worker,
                             &self->inputs[tag]);
}

static void group_close_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage;
    GroupStage *self = state;
    keyed_reader_close(&self->workers[worker->number].readers[tag], &self->inputs[tag]);
}

static Status group_emit(Worker *worker, const Stage *stage, void *state, size_t tag,
                         const Batch *batch) {
    (void)stage;
    GroupStage *self = state;
    KeyedStore *store = &self->inputs[tag];
    Vector *columns;
    TRY(keyed_reader_run(&self->workers[worker->number].readers[tag], worker, store, batch,
                         &columns));
    const KeyedRows rows = {keyed_store_keys(store, worker->arena, columns), batch->selection,
                            batch->n_selected, tag};
    KeyBatch keys;
    keyed_batch(&self->layout, self->parted, worker->arena, &rows, &keys);
    return shuffle_add(&store->shuffle, worker, columns, batch->selection, batch->n_selected,
                       keys.hashes);
}

static Status group_end_split(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)worker, (void)stage, (void)state, (void)tag;
    return STATUS_OK;
}

static Status group_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions) {
    (void)worker;
    enum { ROWS_A_PARTITION = 32 * 1024 };
    GroupStage *self = state;
    uint64_t n_rows = 0;
    self->width = SIZE_MAX;
    for (size_t i = 0; i < stage->n_inputs; i++) {
        const size_t width = shuffle_width(&self->inputs[i].shuffle, ROWS_A_PARTITION);
        self->width = width < self->width ? width : self->width;
        n_rows += shuffle_rows(&self->inputs[i].shuffle);
    }
    const size_t n_most = self->inputs[0].shuffle.shape.n_partitions;
    *n_partitions = n_rows ? n_most / self->width : 0;
    self->order.whole = self->width == n_most;
    return STATUS_OK;
}

// ---- a partition ----

typedef struct Grouping {
    GroupStage *stage;
    Worker *worker;
    const PlanSource *source;
    KeyedGroups rows;
} Grouping;

// Partitions [first, last) of shuffles of one level.
typedef struct GroupTask {
    const KeyedStore *stores; // by input
    size_t level, first, last;
    uint64_t n_before; // rows of the partition that was split into these
} GroupTask;

static Status no_memory(Worker *worker) {
    return worker_fail(worker, 6017, NULL, "out of memory while grouping");
}

static Vector group_key(Grouping *grouping, char *const *entries, size_t n) {
    const GroupStage *self = grouping->stage;
    Arena *arena = grouping->worker->arena;
    if (self->n_keys == 0) {
        Vector all = vector_new(arena, type_of(PIG_CHARARRAY), 1);
        vector_put_text(arena, &all, 0, "all", 3);
        all.form = PIG_CONSTANT;
        return all;
    }
    if (self->n_keys == 1) {
        const Vector key = key_entries_part(&self->layout, 0, arena, entries, n);
        return tuple_group_key(arena, &key, n);
    }
    Vector *parts = ARENA_NEW_ARRAY(arena, Vector, self->n_keys);
    for (size_t k = 0; k < self->n_keys; k++)
        parts[k] = key_entries_part(&self->layout, k, arena, entries, n);
    return (Vector){.type = PIG_TUPLE,
                    .form = PIG_FLAT,
                    .n_children = (uint32_t)self->n_keys,
                    .children = parts};
}

static bool is_range(const uint32_t *groups, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (groups[i] != groups[0] + i)
            return false;
    return true;
}

// The bags of one input for some groups. Their rows are gathered one group after the other.
static Vector group_bags(Grouping *grouping, size_t tag, const uint32_t *groups, size_t n) {
    const GroupedInput *input = &grouping->rows.inputs[tag];
    const KeyedStore *store = &grouping->stage->inputs[tag];
    Arena *arena = grouping->worker->arena;
    pig_span *spans = ARENA_NEW_ARRAY(arena, pig_span, n + 1);
    size_t n_rows = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t here = input->ends[groups[i]] - grouped_start(input, groups[i]);
        spans[i] = (pig_span){here ? n_rows : 0, here};
        n_rows += here;
    }
    const RowRef *refs = input->refs + grouped_start(input, groups[0]);
    if (!is_range(groups, n)) {
        RowRef *picked = arena_alloc(arena, n_rows * sizeof *picked);
        for (size_t i = 0; i < n; i++)
            memcpy(picked + spans[i].start, input->refs + grouped_start(input, groups[i]),
                   spans[i].n_rows * sizeof *picked);
        refs = picked;
    }
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, store->n_columns);
    for (size_t c = 0; c < store->n_columns; c++)
        columns[c] = row_gather(arena, input->rows.stores, input->rows.n_stores, c, refs, n_rows);
    Vector *tuples = columns;
    if (store->plan->schema) {
        tuples = arena_alloc(arena, sizeof *tuples);
        *tuples = (Vector){.type = PIG_TUPLE,
                           .form = PIG_FLAT,
                           .n_children = (uint32_t)store->n_columns,
                           .children = columns};
    }
    return (Vector){
        .type = PIG_BAG, .form = PIG_FLAT, .n_children = 1, .data = spans, .children = tuples};
}

static Status push_groups(Grouping *grouping, const uint32_t *groups, size_t n) {
    const GroupStage *self = grouping->stage;
    Worker *worker = grouping->worker;
    const ArenaMark mark = arena_mark(worker->arena);
    char **entries = arena_alloc(worker->arena, n * sizeof *entries);
    for (size_t i = 0; i < n; i++)
        entries[i] = grouping->rows.table.entries[groups[i]];
    Batch out = {.n_rows = n, .n_selected = n, .n_columns = 1 + self->plan->n_inputs};
    out.columns = ARENA_NEW_ARRAY(worker->arena, Vector, out.n_columns);
    out.columns[0] = group_key(grouping, entries, n);
    for (size_t i = 0; i < self->plan->n_inputs; i++)
        out.columns[1 + i] = group_bags(grouping, i, groups, n);
    TRY(worker_check(worker));
    TRY(pipe_push_outputs(worker, grouping->source->outputs, grouping->source->n_outputs, &out));
    arena_release(worker->arena, mark);
    return STATUS_OK;
}

// Has the group a row in every INNER input? Adds its rows to *n_rows.
static bool wanted(const Grouping *grouping, size_t group, size_t *n_rows) {
    const Stage *plan = grouping->stage->plan;
    size_t n = 0;
    for (size_t i = 0; i < plan->n_inputs; i++) {
        const size_t here =
            grouping->rows.inputs[i].ends[group] - grouped_start(&grouping->rows.inputs[i], group);
        if (here == 0 && plan->inputs[i].inner)
            return false;
        n += here;
    }
    *n_rows += n;
    return true;
}

// Batches hold as many groups as fit, and no more rows in their bags than caches like.
static Status push_entries(Grouping *grouping, char *const *entries, size_t n_entries) {
    enum { ROWS_A_BATCH = 16 * 1024 };
    uint32_t groups[BATCH_ROWS];
    size_t n = 0, n_rows = 0;
    for (size_t e = 0; e < n_entries; e++) {
        const uint64_t group = *keyed_group_number(&grouping->rows, entries[e]);
        if (!wanted(grouping, group, &n_rows))
            continue;
        groups[n++] = (uint32_t)group;
        if (n < BATCH_ROWS && n_rows < ROWS_A_BATCH)
            continue;
        TRY(push_groups(grouping, groups, n));
        n = n_rows = 0;
    }
    return n ? push_groups(grouping, groups, n) : STATUS_OK;
}

static Status push_all(Grouping *grouping) {
    const size_t *ends = grouping->rows.ends;
    for (size_t r = 0, first = 0; r < grouping->rows.order->n_reducers; first = ends[r++]) {
        grouping->worker->part = r;
        TRY(push_entries(grouping, grouping->rows.entries + first, ends[r] - first));
    }
    return STATUS_OK;
}

// Does Apache Pig sort the rows of bags on their way, for an ORDER in the FOREACH behind?
static bool is_sorted_on_the_way(const GroupStage *self, const PlanSource *source) {
    if (self->plan->n_inputs > 1 || source->n_outputs != 1)
        return false;
    const LogicalOperator *next = source->outputs[0]->logical;
    bool orders = false;
    if (!next || next->kind != LOGICAL_FOREACH)
        return false;
    for (size_t i = 0; i < next->foreach.n_nested; i++) {
        orders |= next->foreach.nested[i].kind == NESTED_ORDER;
        if (next->foreach.nested[i].kind == NESTED_LIMIT)
            return false;
    }
    return orders;
}

// All rows of the pieces at once.
static Status group_pieces(GroupStage *self, Worker *worker, const PlanSource *source,
                           const ShufflePieces *pieces) {
    Grouping grouping = {.stage = self, .worker = worker, .source = source};
    ReducerOrder order = self->order;
    order.natural = is_sorted_on_the_way(self, source);
    grouping.rows = (KeyedGroups){.worker = worker,
                                  .stores = self->inputs,
                                  .n_inputs = self->plan->n_inputs,
                                  .layout = &self->layout,
                                  .parted = self->parted,
                                  .order = &order};
    Status status = keyed_groups_make(&grouping.rows, pieces);
    if (status == STATUS_OK)
        status = push_all(&grouping);
    keyed_groups_free(&grouping.rows);
    return status;
}

static Status group_partitions(GroupStage *self, Worker *worker, const PlanSource *source,
                               const GroupTask *task);

// Shuffles the pieces again, and groups each of the new partitions.
static Status group_split(GroupStage *self, Worker *worker, const PlanSource *source,
                          const GroupTask *task, ShufflePieces *pieces) {
    Arena *arena = worker_arena(worker);
    const size_t n_inputs = self->plan->n_inputs;
    KeyedStore *stores = ARENA_NEW_ARRAY(arena, KeyedStore, n_inputs);
    GroupTask next = {.stores = stores, .level = task->level + 1};
    Status status = STATUS_OK;
    size_t n_made = 0;
    for (size_t i = 0; i < n_inputs && status == STATUS_OK; i++) {
        const KeyedSplit split = {&task->stores[i], &self->layout, self->parted, i};
        next.n_before += pieces[i].n_rows;
        status = keyed_store_split(&split, worker, arena, &pieces[i], &stores[i]);
        n_made++;
    }
    for (size_t p = 0; p < SHUFFLE_MOST_PARTITIONS && status == STATUS_OK; p++) {
        next.first = p;
        next.last = p + 1;
        status = group_partitions(self, worker, source, &next);
    }
    for (size_t i = 0; i < n_made; i++)
        shuffle_free(&stores[i].shuffle);
    arena_destroy(arena);
    return status;
}

static Status group_partitions(GroupStage *self, Worker *worker, const PlanSource *source,
                               const GroupTask *task) {
    const size_t n_inputs = self->plan->n_inputs;
    ShufflePieces *pieces = calloc(n_inputs, sizeof *pieces);
    if (!pieces)
        return no_memory(worker);
    uint64_t n_rows = 0;
    size_t n_bytes = 0;
    for (size_t i = 0; i < n_inputs; i++) {
        shuffle_find(&task->stores[i].shuffle, worker, task->first, task->last, &pieces[i]);
        n_rows += pieces[i].n_rows;
        n_bytes += pieces[i].n_bytes;
    }
    const bool split =
        self->n_keys > 0 && keyed_split_helps(worker, task->level, n_rows, task->n_before, n_bytes);
    const Status status = split ? group_split(self, worker, source, task, pieces)
                                : group_pieces(self, worker, source, pieces);
    for (size_t i = 0; i < n_inputs; i++)
        shuffle_pieces_free(&pieces[i]);
    free(pieces);
    return status;
}

static Status group_run_partition(Worker *worker, const Stage *stage, void *state,
                                  const PlanSource *source, size_t partition) {
    (void)stage;
    GroupStage *self = state;
    const GroupTask task = {
        .stores = self->inputs,
        .first = partition * self->width,
        .last = (partition + 1) * self->width,
        .n_before = UINT64_MAX,
    };
    return group_partitions(self, worker, source, &task);
}

const StageType stage_group = {
    .name = "group",
    .open = group_open,
    .open_input = group_open_input,
    .close_input = group_close_input,
    .emit = group_emit,
    .end_split = group_end_split,
    .seal = group_seal,
    .run_partition = group_run_partition,
    .close = group_close,
};
