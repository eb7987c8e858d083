// SPDX-License-Identifier: Apache-2.0
//
// Rows that a stage keeps: a column store of one worker, and gathering rows out of several stores.
// A column that has only been null takes no memory (columns that nobody reads arrive so).

#ifndef JAVELINA_RUNTIME_EXCHANGE_ROWS_H
#define JAVELINA_RUNTIME_EXCHANGE_ROWS_H

#include "udf/vector/batch.h"
#include "udf/vector/column.h"

typedef struct RowStore {
    size_t n_rows;
    size_t n_columns;
    const Type *const *types; // borrowed
    Column *columns;
    bool *kept;     // the column has had a value; else all its rows are null
    Arena *strings; // borrowed
    bool in_arena;  // so are the arrays
    size_t n_expected;
} RowStore;

// strings: for far strings; borrowed for the store's life.
MUST_CHECK Status row_store_init(RowStore *store, const Type *const *types, size_t n_columns,
                                 Arena *strings);
// The same with everything in the arena and room for n_rows.
MUST_CHECK Status row_store_init_in(RowStore *store, const Type *const *types, size_t n_columns,
                                    Arena *arena, size_t n_rows);
void row_store_free(RowStore *store);

// The columns as vectors, in the arena; those that were never kept are constant nulls.
Vector *row_store_columns(const RowStore *store, Arena *arena);

// Appends rows[0..n) (NULL: 0 .. n - 1) of the columns. STATUS_FAILED: out of memory.
MUST_CHECK Status row_store_append(RowStore *store, const Vector *columns, const uint32_t *rows,
                                   size_t n);

// Bytes held, without far strings.
size_t row_store_bytes(const RowStore *store);

// A row of one of several stores.
typedef struct RowRef {
    uint32_t store; // ROW_REF_NONE: no row, all null
    uint32_t row;
} RowRef;
#define ROW_REF_NONE UINT32_MAX

// Column `column` of the rows refs[0..n), in the arena. Far strings are shared with the stores.
Vector row_gather(Arena *arena, const RowStore *const *stores, size_t n_stores, size_t column,
                  const RowRef *refs, size_t n);

// The types of a relation's columns; a relation of unknown schema is one ragged tuple.
const Type *const *row_types(Arena *arena, const Schema *schema, size_t *n_columns);

#endif
