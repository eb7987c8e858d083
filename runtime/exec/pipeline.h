// SPDX-License-Identifier: Apache-2.0
//
// The pipe operators behind one source, upstream first, and their life on a worker: opened once,
// told the end of each split, closed. pipe_push_outputs (runtime/op/operator.h) is here too.

#ifndef JAVELINA_RUNTIME_EXEC_PIPELINE_H
#define JAVELINA_RUNTIME_EXEC_PIPELINE_H

#include "runtime/exec/worker.h"

typedef struct Pipeline {
    size_t n_operators;
    const PipeOperator **operators; // inputs before their users
    // The LIMIT operator that all rows of the source come to and only a LIMIT stage behind it: when
    // it is full, neither the rest of the split nor later splits are needed. NULL: none.
    const PipeOperator *sole_limit;
} Pipeline;

// The operators that rows of the source reach.
Pipeline pipeline_of(Arena *arena, const StagePlan *plan, const PlanSource *source);

MUST_CHECK Status pipeline_open(Worker *worker, const Pipeline *pipeline);
MUST_CHECK Status pipeline_end_split(Worker *worker, const Pipeline *pipeline);
// Also after a failure, and after an open that failed half-way.
void pipeline_close(Worker *worker, const Pipeline *pipeline);

#endif
