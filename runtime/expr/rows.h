// SPDX-License-Identifier: Apache-2.0
//
// Which rows of a batch are meant.

#ifndef JAVELINA_RUNTIME_EXPR_ROWS_H
#define JAVELINA_RUNTIME_EXPR_ROWS_H

#include "udf/vector/vector.h"

typedef struct Rows {
    const uint32_t *list; // ascending; NULL: 0 .. n - 1
    size_t n;
    size_t n_rows; // of the batch
} Rows;

// All rows of a batch.
static inline Rows rows_all(size_t n_rows) {
    return (Rows){NULL, n_rows, n_rows};
}

static inline size_t rows_at(const Rows *rows, size_t i) {
    return rows->list ? rows->list[i] : i;
}

// Those of `rows` that are not among `taken`, which is a subset.
Rows rows_without(Arena *arena, const Rows *rows, const Rows *taken);

// Two sets that have no row in common, together.
Rows rows_merge(Arena *arena, const Rows *a, const Rows *b);

// Values for the rows, given dense (row i of v belongs to rows_at(i)), each put at its row. v is
// returned when it is constant or the rows are all.
Vector rows_scatter(Arena *arena, const Vector *v, const Rows *rows);

// The rows of v, dense. v is returned when it is constant or the rows are all.
Vector rows_gather(Arena *arena, const Vector *v, const Rows *rows);

// One vector of `type` that has a's value in a_rows and b's in b_rows.
Vector rows_blend(Arena *arena, const Type *type, const Vector *a, const Rows *a_rows,
                  const Vector *b, const Rows *b_rows);

// One vector that has yes's value where the condition is true, no's where it is false, null where
// it is null. yes and no: of one type that is not nested, with a value for every row.
Vector rows_choose(Arena *arena, const Vector *condition, const Vector *yes, const Vector *no,
                   size_t n_rows);

// Nulls in all of `v`'s rows_at(i) for which null[i]; v's bitmap is made when needed.
void rows_set_null(Arena *arena, Vector *v, const Rows *rows, const bool *null);

// Field `index` of each tuple of v (a tuple vector of either form, or PIG_ANY); null past the end
// and for null tuples. n_rows: rows of v.
Vector tuple_field(Arena *arena, const Vector *v, size_t index, size_t n_rows);

// v, a bag, map or ragged tuple vector, with children that hold only what the rows span.
Vector rows_compact_spans(Arena *arena, const Vector *v, const Rows *rows);

#endif
