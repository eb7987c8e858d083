// SPDX-License-Identifier: Apache-2.0
//
// The rows of a DUMP on their way to the reader: a box on a terminal in grunt, tuples elsewhere,
// and for `head` only the first few.

#ifndef JAVELINA_RUNTIME_SHELL_TABLE_H
#define JAVELINA_RUNTIME_SHELL_TABLE_H

#include <stdio.h>

#include "compiler/logical.h"
#include "runtime/shell/box.h"
#include "udf/type.h"

enum { TABLE_ALL_ROWS = -1 };

typedef struct Table {
    FILE *out;
    Arena *arena;
    int64_t limit;       // TABLE_ALL_ROWS: no limit
    volatile bool *stop; // the flag that interrupts the run; set when the limit is passed
    bool boxed;
    Box *box; // from here on: of the table itself
    size_t n_columns;
    uint64_t n_rows;
    bool more; // rows were left out
} Table;

// The caller has filled in the fields up to `boxed`. schema: of the rows, NULL if it is not known.
void table_open(Table *table, const Schema *schema);

// A RowSink's function; context: a Table.
void table_row(void *context, const LogicalOperator *dump, const char *packed);

// Prints what is left and, under a box, how many rows there are and how long it took.
void table_close(Table *table, double seconds);

// Instead, after a run that failed or was interrupted.
void table_abandon(Table *table);

#endif
