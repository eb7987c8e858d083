// SPDX-License-Identifier: Apache-2.0
//
// The map side of LIMIT: lets through at most so many rows of each split; the LIMIT stage behind it
// picks the first of those in split order.

#include "runtime/op/limit_count.h"
#include "runtime/op/operators.h"

typedef struct LimitPipe {
    Evaluator *limit;
    bool known;
    uint64_t n_max;
    uint64_t n_passed; // of the present split
} LimitPipe;

static Status limit_open(Worker *worker, const PipeOperator *pipe, void **state) {
    LimitPipe *self = ARENA_NEW(worker->state, LimitPipe);
    *state = self;
    return evaluator_create(worker, pipe->limit, NULL, &self->limit);
}

static Status limit_push(Worker *worker, const PipeOperator *pipe, void *state,
                         const Batch *batch) {
    LimitPipe *self = state;
    if (!self->known) {
        TRY(limit_count(worker, self->limit, &pipe->limit->place, &self->n_max));
        self->known = true;
    }
    const uint64_t left = self->n_max - self->n_passed;
    if (left == 0)
        return STATUS_OK;
    Batch first = *batch;
    if (first.n_selected > left) {
        first.n_selected = left;
        if (!first.selection)
            first.n_rows = left;
    }
    self->n_passed += first.n_selected;
    if (self->n_passed == self->n_max)
        worker->full_pipe = pipe->id; // the source may stop reading
    return pipe_push_outputs(worker, pipe->outputs, pipe->n_outputs, &first);
}

static Status limit_end_split(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)worker, (void)pipe;
    ((LimitPipe *)state)->n_passed = 0;
    return STATUS_OK;
}

static void limit_close(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)worker, (void)pipe;
    LimitPipe *self = state;
    if (self && self->limit)
        evaluator_destroy(self->limit);
}

const PipeType pipe_limit = {
    .name = "limit",
    .open = limit_open,
    .push = limit_push,
    .end_split = limit_end_split,
    .close = limit_close,
};
