// SPDX-License-Identifier: Apache-2.0
//
// FILTER: narrows the selection of a batch, copies nothing.

#include "runtime/expr/evaluate.h"
#include "runtime/op/operators.h"

static Status filter_open(Worker *worker, const PipeOperator *pipe, void **state) {
    Evaluator *predicate;
    TRY(evaluator_create(worker, pipe->predicate, NULL, &predicate));
    *state = predicate;
    return STATUS_OK;
}

static Status filter_push(Worker *worker, const PipeOperator *pipe, void *state,
                          const Batch *batch) {
    Batch kept = *batch;
    uint32_t *selection = arena_alloc(worker->arena, batch->n_selected * sizeof *selection);
    TRY(evaluator_select(state, worker, batch, selection, &kept.n_selected));
    if (kept.n_selected == 0)
        return STATUS_OK;
    if (kept.n_selected < batch->n_rows)
        kept.selection = selection;
    return pipe_push_outputs(worker, pipe->outputs, pipe->n_outputs, &kept);
}

static void filter_close(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)worker, (void)pipe;
    if (state)
        evaluator_destroy(state);
}

const PipeType pipe_filter = {
    .name = "filter",
    .open = filter_open,
    .push = filter_push,
    .close = filter_close,
};
