// SPDX-License-Identifier: Apache-2.0
//
// A batch: up to BATCH_ROWS rows of columns, and which of them are meant. What flows between
// operators. Everything in it is borrowed and valid until the consumer returns.
//
// A relation whose schema is unknown flows as a single column: a ragged TUPLE, the whole row.

#ifndef JAVELINA_UDF_VECTOR_BATCH_H
#define JAVELINA_UDF_VECTOR_BATCH_H

#include "udf/vector/vector.h"

enum { BATCH_ROWS = 2048 };

typedef struct Batch {
    size_t n_rows;             // rows in the columns
    const uint32_t *selection; // ascending row numbers that are meant; NULL: all n_rows
    size_t n_selected;         // = n_rows when selection is NULL
    size_t n_columns;
    Vector *columns;
} Batch;

// Row number of the i-th selected row.
static inline size_t batch_row(const Batch *batch, size_t i) {
    return batch->selection ? batch->selection[i] : i;
}

// True if the one column is the whole row, as where no schema is known. With a schema it is a
// column of tuples.
static inline bool batch_is_rows(const Batch *batch, const Schema *schema) {
    return !schema && batch->n_columns == 1 && batch->columns[0].flags & PIG_VEC_RAGGED;
}

// The same rows without selection: columns gathered into the arena; flat unless constant.
Batch batch_compact(Arena *arena, const Batch *batch);

#endif
