// SPDX-License-Identifier: Apache-2.0
//
// The LIMIT stage: the first rows in the order of the splits. Each split keeps no more rows than
// are wanted in all. Without a number it keeps all rows, for a relation that must be read twice.

#include "runtime/op/kept_rows.h"
#include "runtime/op/limit_count.h"
#include "runtime/op/operators.h"

typedef struct LimitWorker {
    size_t n_open;
    Evaluator *limit;
    uint64_t order; // split that n_kept counts
    uint64_t n_kept;
} LimitWorker;

typedef struct LimitStage {
    Arena *arena;
    KeptRows kept;
    LimitWorker *workers;
    uint64_t n_wanted; // every worker writes the same
} LimitStage;

static Status limit_open(Query *query, const Stage *stage, void **state) {
    Arena *arena = arena_create(0, NULL, NULL);
    LimitStage *self = *state = ARENA_NEW(arena, LimitStage);
    self->arena = arena;
    self->n_wanted = UINT64_MAX;
    self->workers = ARENA_NEW_ARRAY(arena, LimitWorker, query->n_threads);
    kept_rows_init(&self->kept, query, arena, stage->inputs[0].schema);
    return STATUS_OK;
}

static Status limit_open_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)tag;
    LimitWorker *mine = &((LimitStage *)state)->workers[worker->number];
    mine->order = UINT64_MAX;
    if (mine->n_open++ || !stage->limit_expression)
        return STATUS_OK;
    return evaluator_create(worker, stage->limit_expression, NULL, &mine->limit);
}

static void limit_close_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage, (void)tag;
    LimitWorker *mine = &((LimitStage *)state)->workers[worker->number];
    if (mine->n_open == 0 || --mine->n_open)
        return;
    if (mine->limit)
        evaluator_destroy(mine->limit);
    mine->limit = NULL;
}

static Status limit_emit(Worker *worker, const Stage *stage, void *state, size_t tag,
                         const Batch *batch) {
    (void)tag;
    LimitStage *self = state;
    LimitWorker *mine = &self->workers[worker->number];
    uint64_t n_wanted = UINT64_MAX;
    if (mine->limit) {
        TRY(limit_count(worker, mine->limit, &stage->limit_expression->place, &n_wanted));
        __atomic_store_n(&self->n_wanted, n_wanted, __ATOMIC_RELAXED);
    }
    if (mine->order != worker->order) {
        mine->order = worker->order;
        mine->n_kept = 0;
    }
    Batch first = *batch;
    if (first.n_selected > n_wanted - mine->n_kept) {
        first.n_selected = n_wanted - mine->n_kept;
        if (!first.selection)
            first.n_rows = first.n_selected;
    }
    mine->n_kept += first.n_selected;
    return first.n_selected ? kept_rows_add(&self->kept, worker, &first) : STATUS_OK;
}

static Status limit_end_split(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)worker, (void)stage, (void)state, (void)tag;
    return STATUS_OK;
}

static Status limit_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions) {
    (void)stage;
    LimitStage *self = state;
    kept_rows_seal(&self->kept, worker, self->n_wanted, n_partitions);
    return STATUS_OK;
}

static Status push(Worker *worker, void *context, Batch *batch, uint64_t first) {
    (void)first;
    const PlanSource *source = context;
    return pipe_push_outputs(worker, source->outputs, source->n_outputs, batch);
}

static Status limit_run_partition(Worker *worker, const Stage *stage, void *state,
                                  const PlanSource *source, size_t partition) {
    (void)stage;
    return kept_rows_run(&((LimitStage *)state)->kept, worker, partition, push, (void *)source);
}

static void limit_close(Query *query, const Stage *stage, void *state) {
    (void)query, (void)stage;
    LimitStage *self = state;
    if (!self)
        return;
    kept_rows_free(&self->kept);
    arena_destroy(self->arena);
}

const StageType stage_limit = {
    .name = "limit",
    .open = limit_open,
    .open_input = limit_open_input,
    .close_input = limit_close_input,
    .emit = limit_emit,
    .end_split = limit_end_split,
    .seal = limit_seal,
    .run_partition = limit_run_partition,
    .close = limit_close,
};
