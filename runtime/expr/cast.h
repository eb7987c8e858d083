// SPDX-License-Identifier: Apache-2.0
//
// Conversions of values between types, each pair of Apache Pig's table. What does not fit is null
// and counted.

#ifndef JAVELINA_RUNTIME_EXPR_CAST_H
#define JAVELINA_RUNTIME_EXPR_CAST_H

#include "runtime/exec/worker.h"
#include "udf/vector/batch.h"

// The selected rows of v (a column of a batch of n_rows; rows NULL: all) as `to`. v's physical type
// may be PIG_ANY: each value is converted by its own type. column_name: for the warning's example.
MUST_CHECK Status cast_vector(Worker *worker, const Vector *v, size_t n_rows, const uint32_t *rows,
                              size_t n_selected, const Type *from, const Type *to,
                              const char *column_name, Vector *result);

// One field's text, as a loader read it, into row `row` of `out` (type `to`, n_rows rows, laid out
// by vector_new); text that does not fit leaves a null. Nested text allocates in `arena`; children
// grow, so rows must come in ascending order. Returns false if the text did not fit.
bool cast_field_text(Arena *arena, const char *text, size_t n_bytes, const Type *to, Vector *out,
                     size_t row, size_t n_rows, int32_t default_offset_minutes);

#endif
