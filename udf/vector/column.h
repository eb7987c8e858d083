// SPDX-License-Identifier: Apache-2.0
//
// A column that grows and owns its values: the memory behind sort runs, hash tables, join sides,
// grouped bags. Appending copies rows deeply (children of bags and maps, far strings), except that
// far strings of a PIG_VEC_STABLE vector stay where they are.

#ifndef JAVELINA_UDF_VECTOR_COLUMN_H
#define JAVELINA_UDF_VECTOR_COLUMN_H

#include "udf/vector/vector.h"

typedef struct Column {
    Vector vector; // rows 0 .. n_rows - 1; arrays move when it grows
    size_t n_rows;
    size_t capacity;
    const Type *type;
    Arena *strings;          // far strings; shared by the columns of a table, borrowed
    struct Column *children; // one for each child of the vector; their vectors are vector.children
    size_t n_children;
} Column;

// type and strings: borrowed for the column's life. Free with column_free.
void column_init(Column *column, const Type *type, Arena *strings);
void column_free(Column *column);

// Empties it, keeps the memory. The strings arena is the owner's to reset.
void column_clear(Column *column);

// Appends rows[0..n) of v (rows NULL: 0 .. n - 1). v has the column's type, or any physical form of
// it. STATUS_FAILED when memory is exhausted (nothing reported; the caller names the operator).
MUST_CHECK Status column_append(Column *column, const Vector *v, const uint32_t *rows, size_t n);

MUST_CHECK Status column_append_null(Column *column, size_t n);

// Bytes held, without the strings arena.
size_t column_bytes(const Column *column);

#endif
