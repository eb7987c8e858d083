// SPDX-License-Identifier: Apache-2.0
//
// Evaluation of typed expressions over batches. An Evaluator belongs to one worker; it holds the
// expression made ready (function states, compiled patterns, kernels chosen by type).
//
// Results stand at the row numbers of the input batch: row r of the result belongs to row r of the
// batch, and only selected rows are computed; what stands in the others is harmless to read. A
// result may be constant. It lives in worker->arena.

#ifndef JAVELINA_RUNTIME_EXPR_EVALUATE_H
#define JAVELINA_RUNTIME_EXPR_EVALUATE_H

#include "runtime/exec/worker.h"
#include "udf/vector/batch.h"

typedef struct Evaluator Evaluator;

// Makes the expression ready for one worker; memory in worker->state. Fails as function binding
// does. nested: values of NESTED expressions, by index, are taken from this array at evaluation
// (NULL when the expression has none).
MUST_CHECK Status evaluator_create(Worker *worker, const Expression *expression,
                                   const Vector *const *nested, Evaluator **evaluator);

// Releases function states and patterns.
void evaluator_destroy(Evaluator *evaluator);

MUST_CHECK Status evaluator_run(Evaluator *evaluator, Worker *worker, const Batch *input,
                                Vector *result);

// For a boolean expression: the selected rows for which it is true, ascending, into
// selection[0..*n_selected); room for input->n_selected.
MUST_CHECK Status evaluator_select(Evaluator *evaluator, Worker *worker, const Batch *input,
                                   uint32_t *selection, size_t *n_selected);

// Column `column` of `input` cast to another type as `expression` would (used by readers):
// see cast.h for single casts without an expression.

#endif
