// SPDX-License-Identifier: Apache-2.0
//
// The RANK stage: a long in front of each row. Without keys it is the row's number in the input;
// with keys rows come sorted, rows with equal keys share a rank, and the next rank counts them all
// or, if DENSE, is one more.

#include "runtime/exchange/sorter.h"
#include "runtime/op/kept_rows.h"
#include "runtime/op/operators.h"
#include "runtime/op/tuple.h"

typedef struct RankStage {
    Arena *arena;
    bool sorted;
    Sorter sorter;
    KeptRows kept;
} RankStage;

static Status rank_open(Query *query, const Stage *stage, void **state) {
    Arena *arena = arena_create(0, NULL, NULL);
    RankStage *self = *state = ARENA_NEW(arena, RankStage);
    self->arena = arena;
    self->sorted = stage->n_sort_keys > 0;
    if (self->sorted)
        sorter_init(&self->sorter, query, arena, stage->inputs[0].schema, stage->sort_keys,
                    stage->n_sort_keys, -1);
    else
        kept_rows_init(&self->kept, query, arena, stage->inputs[0].schema);
    return STATUS_OK;
}

static Status rank_emit(Worker *worker, const Stage *stage, void *state, size_t tag,
                        const Batch *batch) {
    (void)stage, (void)tag;
    RankStage *self = state;
    return self->sorted ? sorter_add(&self->sorter, worker, batch)
                        : kept_rows_add(&self->kept, worker, batch);
}

static Status rank_end_split(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage, (void)tag;
    RankStage *self = state;
    return self->sorted ? sorter_end_split(&self->sorter, worker) : STATUS_OK;
}

static Status rank_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions) {
    RankStage *self = state;
    if (!self->sorted) {
        kept_rows_seal(&self->kept, worker, UINT64_MAX, n_partitions);
        return STATUS_OK;
    }
    // A rank counts the rows before, which are known; a dense one the keys before, which only show
    // when they are merged.
    TRY(sorter_seal(&self->sorter, worker, 1, stage->dense ? 1 : SIZE_MAX));
    *n_partitions = self->sorter.n_rows ? self->sorter.n_ranges : 0;
    return STATUS_OK;
}

// The ranks so far.
typedef struct Ranks {
    const Stage *plan;
    const PlanSource *source;
    uint64_t n_rows;
    int64_t rank;
} Ranks;

static Status push_ranked(Worker *worker, const Ranks *ranks, const Batch *batch, Vector *rank) {
    Batch out = *batch;
    Vector row;
    if (ranks->plan->output) {
        out.n_columns = batch->n_columns + 1;
        out.columns = ARENA_NEW_ARRAY(worker->arena, Vector, out.n_columns);
        out.columns[0] = *rank;
        memcpy(out.columns + 1, batch->columns, batch->n_columns * sizeof *out.columns);
    } else {
        const TuplePart parts[] = {{.values = rank},
                                   {.values = &batch->columns[0], .spread = true}};
        row = tuple_concat(worker->arena, parts, 2, batch->n_rows);
        out.columns = &row;
        out.n_columns = 1;
    }
    return pipe_push_outputs(worker, ranks->source->outputs, ranks->source->n_outputs, &out);
}

static Status push_numbered(Worker *worker, void *context, Batch *batch, uint64_t first) {
    Vector rank = vector_new(worker->arena, type_of(PIG_LONG), batch->n_rows);
    for (size_t i = 0; i < batch->n_rows; i++)
        pig_longs_out(&rank)[i] = (int64_t)(first + i + 1);
    return push_ranked(worker, context, batch, &rank);
}

static Status push_sorted(Worker *worker, void *context, Batch *batch, const bool *same) {
    Ranks *ranks = context;
    Vector rank = vector_new(worker->arena, type_of(PIG_LONG), batch->n_rows);
    for (size_t i = 0; i < batch->n_rows; i++) {
        if (!same[i])
            ranks->rank = ranks->plan->dense ? ranks->rank + 1 : (int64_t)ranks->n_rows + 1;
        ranks->n_rows++;
        pig_longs_out(&rank)[i] = ranks->rank;
    }
    return push_ranked(worker, ranks, batch, &rank);
}

static Status rank_run_partition(Worker *worker, const Stage *stage, void *state,
                                 const PlanSource *source, size_t partition) {
    RankStage *self = state;
    Ranks ranks = {.plan = stage, .source = source};
    if (!self->sorted)
        return kept_rows_run(&self->kept, worker, partition, push_numbered, &ranks);
    TRY(sorter_rows_before(&self->sorter, worker, partition, &ranks.n_rows));
    return sorter_merge(&self->sorter, worker, partition, true, push_sorted, &ranks);
}

static void rank_close(Query *query, const Stage *stage, void *state) {
    (void)query, (void)stage;
    RankStage *self = state;
    if (!self)
        return;
    if (self->sorted)
        sorter_free(&self->sorter);
    else
        kept_rows_free(&self->kept);
    arena_destroy(self->arena);
}

const StageType stage_rank = {
    .name = "rank",
    .open = rank_open,
    .emit = rank_emit,
    .end_split = rank_end_split,
    .seal = rank_seal,
    .run_partition = rank_run_partition,
    .close = rank_close,
};
