// SPDX-License-Identifier: Apache-2.0
//
// PROJECT, the FOREACH of a pipeline: the nested block, then the items over its bags.

#include "runtime/op/generate.h"
#include "runtime/op/nested.h"
#include "runtime/op/operators.h"

typedef struct Project {
    NestedBlock *nested;
    Generator *generator;
} Project;

static Status project_open(Worker *worker, const PipeOperator *pipe, void **state) {
    Project *self = ARENA_NEW(worker->state, Project);
    *state = self;
    if (pipe->n_nested)
        TRY(nested_create(worker, pipe, &self->nested));
    return generator_create(worker, pipe->items, pipe->n_items, pipe->output,
                            self->nested ? nested_values(self->nested) : NULL, true,
                            &self->generator);
}

static Status push_on(Worker *worker, void *context, const Batch *out, const uint32_t *origins) {
    (void)origins;
    const PipeOperator *pipe = context;
    if (out->n_selected == 0)
        return STATUS_OK;
    return pipe_push_outputs(worker, pipe->outputs, pipe->n_outputs, out);
}

static Status project_push(Worker *worker, const PipeOperator *pipe, void *state,
                           const Batch *batch) {
    Project *self = state;
    if (self->nested)
        TRY(nested_run(self->nested, worker, batch));
    return generator_run(self->generator, worker, batch, push_on, (void *)pipe);
}

static void project_close(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)worker, (void)pipe;
    Project *self = state;
    if (!self)
        return;
    generator_destroy(self->generator);
    nested_destroy(self->nested);
}

const PipeType pipe_project = {
    .name = "project",
    .open = project_open,
    .push = project_push,
    .close = project_close,
};
