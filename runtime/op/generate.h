// SPDX-License-Identifier: Apache-2.0
//
// GENERATE: the items of a FOREACH or nested FOREACH over a batch, with FLATTEN. Without FLATTEN of
// bags or maps the result has the rows of the input; with it each input row becomes the product of
// what is flattened: no row for an empty bag, a row of nulls for a null one.

#ifndef JAVELINA_RUNTIME_OP_GENERATE_H
#define JAVELINA_RUNTIME_OP_GENERATE_H

#include "runtime/expr/evaluate.h"

typedef struct Generator Generator;

// Receives results. origins[i]: the input row that row i of `out` comes from; NULL: out has the
// rows and the selection of the input.
typedef Status GeneratorSink(Worker *worker, void *context, const Batch *out,
                             const uint32_t *origins);

// output: schema of the result; NULL: it is one ragged tuple. nested: as in evaluator_create.
// transient: the sink keeps nothing of a batch, so that a long product needs memory for one batch
// only. Memory in worker->state.
MUST_CHECK Status generator_create(Worker *worker, const GenerateItem *items, size_t n_items,
                                   const Schema *output, const Vector *const *nested,
                                   bool transient, Generator **generator);

void generator_destroy(Generator *generator);

// Hands the result to `sink` in batches of at most BATCH_ROWS rows (or the input's own number).
MUST_CHECK Status generator_run(Generator *generator, Worker *worker, const Batch *input,
                                GeneratorSink *sink, void *context);

#endif
