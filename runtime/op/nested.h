// SPDX-License-Identifier: Apache-2.0
//
// The nested block of a FOREACH: bags made from bags, for a whole batch of rows at a time. A bag in
// the making is a list of tuple numbers and a span of that list for each row: FILTER shortens the
// list, ORDER permutes it within the spans, LIMIT cuts the spans. Tuples are put together only for
// bags that expressions read.

#ifndef JAVELINA_RUNTIME_OP_NESTED_H
#define JAVELINA_RUNTIME_OP_NESTED_H

#include "runtime/op/generate.h"

typedef struct NestedBlock NestedBlock;

// pipe: a PROJECT. Memory in worker->state.
MUST_CHECK Status nested_create(Worker *worker, const PipeOperator *pipe, NestedBlock **block);
void nested_destroy(NestedBlock *block);

// The array that expressions with NESTED nodes read (for evaluator_create).
const Vector *const *nested_values(const NestedBlock *block);

// Works out all operators for the selected rows of the batch.
MUST_CHECK Status nested_run(NestedBlock *block, Worker *worker, const Batch *batch);

#endif
