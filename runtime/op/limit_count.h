// SPDX-License-Identifier: Apache-2.0
//
// The number behind LIMIT: a constant or a scalar, asked for when the first row comes.

#ifndef JAVELINA_RUNTIME_OP_LIMIT_COUNT_H
#define JAVELINA_RUNTIME_OP_LIMIT_COUNT_H

#include "runtime/expr/evaluate.h"

// *n: the value of `limit`, which reads no column. Fails with 1066 when it is negative or null.
MUST_CHECK Status limit_count(Worker *worker, Evaluator *limit, const Place *place, uint64_t *n);

#endif
