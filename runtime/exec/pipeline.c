// SPDX-License-Identifier: Apache-2.0
//
// A pipeline is run by plain calls: a source pushes a batch to its operators, each pushes what it
// makes to the next. The states stand in an array by operator id.

#include "runtime/exec/pipeline.h"

#include <string.h>

#include "runtime/op/operator.h"

// Post-order walk; `last` counts down, so that users come behind what feeds them. Depth is that of
// the plan, which the compiler bounds.
static void visit(const PipeOperator *pipe, bool *seen, const PipeOperator **operators,
                  size_t *last) {
    if (seen[pipe->id])
        return;
    seen[pipe->id] = true;
    for (size_t i = 0; i < pipe->n_outputs; i++)
        visit(pipe->outputs[i], seen, operators, last);
    operators[--*last] = pipe;
}

static const PipeOperator *sole_limit(const PlanSource *source) {
    PipeOperator *const *outputs = source->outputs;
    size_t n_outputs = source->n_outputs;
    while (n_outputs == 1 && outputs[0]->kind != PIPE_LIMIT) {
        n_outputs = outputs[0]->n_outputs;
        outputs = outputs[0]->outputs;
    }
    if (n_outputs != 1 || outputs[0]->n_outputs != 1)
        return NULL;
    const PipeOperator *end = outputs[0]->outputs[0];
    return end->kind == PIPE_EMIT && end->stage->kind == STAGE_LIMIT ? outputs[0] : NULL;
}

Pipeline pipeline_of(Arena *arena, const StagePlan *plan, const PlanSource *source) {
    const PipeOperator **operators =
        ARENA_NEW_ARRAY(arena, const PipeOperator *, plan->n_operators);
    bool *seen = ARENA_NEW_ARRAY(arena, bool, plan->n_operators);
    size_t last = plan->n_operators;
    for (size_t i = 0; i < source->n_outputs; i++)
        visit(source->outputs[i], seen, operators, &last);
    return (Pipeline){
        .n_operators = plan->n_operators - last,
        .operators = operators + last,
        .sole_limit = sole_limit(source),
    };
}

Status pipeline_open(Worker *worker, const Pipeline *pipeline) {
    for (size_t i = 0; i < pipeline->n_operators; i++)
        worker->operator_states[pipeline->operators[i]->id] = NULL;
    for (size_t i = 0; i < pipeline->n_operators; i++) {
        const PipeOperator *pipe = pipeline->operators[i];
        TRY(pipe_type(pipe->kind)->open(worker, pipe, &worker->operator_states[pipe->id]));
    }
    return STATUS_OK;
}

Status pipe_push_outputs(Worker *worker, PipeOperator *const *outputs, size_t n_outputs,
                         const Batch *batch) {
    for (size_t i = 0; i < n_outputs; i++) {
        const PipeOperator *pipe = outputs[i];
        const Status status =
            pipe_type(pipe->kind)->push(worker, pipe, worker->operator_states[pipe->id], batch);
        if (status == STATUS_FAILED && !worker->failure.pipe) // the innermost call is the first
            worker->failure.pipe = pipe;
        TRY(status);
    }
    return STATUS_OK;
}

Status pipeline_end_split(Worker *worker, const Pipeline *pipeline) {
    for (size_t i = 0; i < pipeline->n_operators; i++) {
        const PipeOperator *pipe = pipeline->operators[i];
        const PipeType *type = pipe_type(pipe->kind);
        if (type->end_split)
            TRY(type->end_split(worker, pipe, worker->operator_states[pipe->id]));
    }
    return STATUS_OK;
}

void pipeline_close(Worker *worker, const Pipeline *pipeline) {
    for (size_t i = 0; i < pipeline->n_operators; i++) {
        const PipeOperator *pipe = pipeline->operators[i];
        const PipeType *type = pipe_type(pipe->kind);
        if (type->close)
            type->close(worker, pipe, worker->operator_states[pipe->id]);
        worker->operator_states[pipe->id] = NULL;
    }
}
