// SPDX-License-Identifier: Apache-2.0
//
// Conversions of values between types, each pair of Apache Pig's table. What does not fit is null
// and counted.

#ifndef JAVELINA_RUNTIME_EXPR_CAST_H
#define JAVELINA_RUNTIME_EXPR_CAST_H

#include "runtime/exec/worker.h"
#include "runtime/expr/rows.h"
#include "udf/vector/batch.h"

// The selected rows of v as `to`. v's physical type may be PIG_ANY: each value is converted by its
// own type. column_name: for the warning's example.
MUST_CHECK Status cast_vector(Worker *worker, const Vector *v, Rows rows, const Type *to,
                              const char *column_name, Vector *result);

// A column of fields that a loader read as text, cast to a type as they come.
typedef struct FieldCaster FieldCaster;

// n_rows: how many are expected. Everything lives in the arena; strings may point into the texts.
FieldCaster *field_caster_create(Arena *arena, const Type *to, size_t n_rows,
                                 const LocalZone *local_zone);

// One more row; text NULL: a null. Returns false if the text does not fit (the row is null).
bool field_caster_add(FieldCaster *caster, const char *text, size_t n_bytes);

Vector field_caster_finish(FieldCaster *caster);

#endif
