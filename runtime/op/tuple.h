// SPDX-License-Identifier: Apache-2.0
//
// Tuples as columns and columns as tuples. A relation or bag of unknown schema travels as ragged
// tuples, rows that know their own width; these calls take rows apart by position and string
// columns and tuples together.

#ifndef JAVELINA_RUNTIME_OP_TUPLE_H
#define JAVELINA_RUNTIME_OP_TUPLE_H

#include "udf/vector/batch.h"

// Fields of row `row` of a TUPLE vector; 0 for a null tuple.
size_t tuple_width(const Vector *tuple, size_t row);

// The first n_fields fields of a TUPLE vector as columns of n_rows (in the arena): null where the
// tuple is null or too short. fields: their types if known, else NULL. Values are shared.
Vector *tuple_columns(Arena *arena, const Vector *tuple, size_t n_rows, const Schema *fields,
                      size_t n_fields);

// A TUPLE vector over columns; not ragged. Borrows `columns`.
Vector tuple_of_columns(Vector *columns, size_t n_columns);

// The rows of a bag vector's child that the spans of the batch's selected rows reach, at most.
size_t bag_child_rows(const Vector *bag, const Batch *batch);

// A part of a row put together by tuple_concat.
typedef struct TuplePart {
    const Vector *values;
    const uint32_t
        *rows;         // row of `values` for each result row, VECTOR_NO_ROW: null; NULL: the same
    bool spread;       // values are tuples, their fields become fields of the result
    size_t null_width; // spread: nulls that stand for a null tuple
} TuplePart;

// Ragged tuples whose row i is the parts' rows i strung together.
Vector tuple_concat(Arena *arena, const TuplePart *parts, size_t n_parts, size_t n_rows);

// The key column of a GROUP: a null among tuples shows as an empty tuple, as in Apache Pig.
Vector tuple_group_key(Arena *arena, const Vector *key, size_t n_rows);

// A PIG_ANY column as bags, for FLATTEN: a bag is itself, a tuple a bag of it, a map its entries,
// any other value a bag of one tuple of it, null is null. Only rows[0..n) of the n_rows are made.
Vector bags_of_any(Arena *arena, const Vector *any, size_t n_rows, const Batch *batch);

#endif
