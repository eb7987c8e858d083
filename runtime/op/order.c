// SPDX-License-Identifier: Apache-2.0
//
// The ORDER stage: a parallel sort whose partitions are ranges of keys, in order.

#include "runtime/exchange/sorter.h"
#include "runtime/op/operators.h"

typedef struct OrderStage {
    Arena *arena;
    Sorter sorter;
} OrderStage;

static Status order_open(Query *query, const Stage *stage, void **state) {
    Arena *arena = arena_create(0, NULL, NULL);
    OrderStage *self = *state = ARENA_NEW(arena, OrderStage);
    self->arena = arena;
    sorter_init(&self->sorter, query, arena, stage->inputs[0].schema, stage->sort_keys,
                stage->n_sort_keys, stage->limit);
    return STATUS_OK;
}

static Status order_emit(Worker *worker, const Stage *stage, void *state, size_t tag,
                         const Batch *batch) {
    (void)stage, (void)tag;
    return sorter_add(&((OrderStage *)state)->sorter, worker, batch);
}

static Status order_end_split(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage, (void)tag;
    return sorter_end_split(&((OrderStage *)state)->sorter, worker);
}

static Status order_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions) {
    Sorter *sorter = &((OrderStage *)state)->sorter;
    TRY(sorter_seal(sorter, worker, stage_parts(stage), SIZE_MAX));
    *n_partitions = sorter->n_rows ? sorter->n_ranges : 0;
    return STATUS_OK;
}

static Status push(Worker *worker, void *context, Batch *batch, const bool *same) {
    (void)same;
    const PlanSource *source = context;
    return pipe_push_outputs(worker, source->outputs, source->n_outputs, batch);
}

static Status order_run_partition(Worker *worker, const Stage *stage, void *state,
                                  const PlanSource *source, size_t partition) {
    (void)stage;
    return sorter_merge(&((OrderStage *)state)->sorter, worker, partition, false, push,
                        (void *)source);
}

static void order_close(Query *query, const Stage *stage, void *state) {
    (void)query, (void)stage;
    OrderStage *self = state;
    if (!self)
        return;
    sorter_free(&self->sorter);
    arena_destroy(self->arena);
}

const StageType stage_order = {
    .name = "order",
    .open = order_open,
    .emit = order_emit,
    .end_split = order_end_split,
    .seal = order_seal,
    .run_partition = order_run_partition,
    .close = order_close,
};
