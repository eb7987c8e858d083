// SPDX-License-Identifier: Apache-2.0
//
// A column that grows and owns its values: the memory behind sort runs, hash tables, join sides,
// grouped bags. Appending copies rows deeply (children of bags and maps, far strings), except that
// far strings of a PIG_VEC_STABLE vector stay where they are.

#ifndef JAVELINA_UDF_VECTOR_COLUMN_H
#define JAVELINA_UDF_VECTOR_COLUMN_H

#include "udf/vector/value.h"

typedef struct Column {
    Vector vector; // rows 0 .. n_rows - 1; arrays move when it grows
    size_t n_rows;
    size_t capacity;
    const Type *type;        // of a bag's child: the bag's type, whose fields are the tuple's
    Arena *strings;          // far strings; shared by the columns of a table, borrowed. NULL: far
                             // strings are not copied
    Arena *arrays;           // where the arrays live; NULL: malloc
    struct Column *children; // one for each child of the vector; their vectors are vector.children
    size_t n_children;
} Column;

// type and strings: borrowed for the column's life. Free with column_free.
void column_init(Column *column, const Type *type, Arena *strings);

// A column in an arena, with far strings left where they are: to build a vector row by row. Need
// not be freed. n_rows: how many are expected.
void column_init_in(Column *column, Arena *arena, const Type *type, size_t n_rows);

// Gives an empty column an arena for far strings. Borrowed for the column's life.
void column_own_strings(Column *column, Arena *strings);

void column_free(Column *column);

// Empties it, keeps the memory. The strings arena is the owner's to reset.
void column_clear(Column *column);

// Appends rows[0..n) of v (rows NULL: 0 .. n - 1). v has the column's type, or any physical form of
// it. STATUS_FAILED when memory is exhausted (nothing reported; the caller names the operator).
MUST_CHECK Status column_append(Column *column, const Vector *v, const uint32_t *rows, size_t n);

MUST_CHECK Status column_append_null(Column *column, size_t n);

// Appends one value; a value of another type, or a tuple of another width, is a null. The vectors
// of the children are brought up to date by column_finish.
MUST_CHECK Status column_append_value(Column *column, const Value *value);

// Cuts the column to n_rows (no more than it has); children of bags and maps keep their rows.
void column_truncate(Column *column, size_t n_rows);

// Brings vector.children up to date after column_append_value and after rows were appended to the
// children directly; returns the vector.
Vector column_finish(Column *column);

// Bytes held, without the strings arena.
size_t column_bytes(const Column *column);

// For those who fill a column by hand (parsers of nested text): room for n more rows; one more row
// that spans child rows start .. start + n - 1.
MUST_CHECK Status column_reserve(Column *column, size_t n);
MUST_CHECK Status column_append_span(Column *column, size_t start, size_t n);

// One more row of a tuple whose fields have been appended to the children.
MUST_CHECK Status column_append_tuple(Column *column);

// One more row of a string or fixed-width type.
MUST_CHECK Status column_append_slot(Column *column, const pig_slot *slot);

#endif
