// SPDX-License-Identifier: Apache-2.0
//
// State on disk. A spill file has no name (it is unlinked at birth), is written by one worker and
// read by all; what it holds is found by extents that the writer keeps. Pieces are compressed with
// LZ4.

#ifndef JAVELINA_RUNTIME_EXCHANGE_SPILL_H
#define JAVELINA_RUNTIME_EXCHANGE_SPILL_H

#include "runtime/exec/query.h"
#include "udf/vector/batch.h"

typedef struct SpillFile {
    bool open;
    int fd;
    uint64_t end;
} SpillFile;

typedef struct SpillExtent {
    uint64_t offset;
    uint32_t n_bytes;     // in the file
    uint32_t n_raw_bytes; // unpacked
} SpillExtent;

enum { SPILL_BLOCK_ROWS = 2048, SPILL_PIECE_BYTES = 8 * 1024 * 1024 };

// Rows to be written: rows[0..n) (NULL: 0 .. n - 1) of the columns.
typedef struct SpillRows {
    const Vector *columns;
    size_t n_columns;
    const uint32_t *rows;
    size_t n; // at most SPILL_BLOCK_ROWS
} SpillRows;

// Writes the first of the rows as one piece of no more than SPILL_PIECE_BYTES, or a single row of
// up to 1 GiB, to the worker's file, which is made at the first call. *n_written: how many; at
// least one. Fails with 6018 when the disk is full or the directory cannot be written.
MUST_CHECK Status spill_write_rows(Worker *worker, SpillFile *file, const SpillRows *rows,
                                   SpillExtent *extent, size_t *n_written);

// What a piece of rows is read into.
typedef struct SpilledRows {
    const Type *const *types; // of the columns
    size_t n_columns;
    Vector *columns;
    size_t n;
} SpilledRows;

// Reads a piece that spill_write_rows wrote; values in the arena.
MUST_CHECK Status spill_read_rows(Worker *worker, const SpillFile *file, const SpillExtent *extent,
                                  Arena *arena, SpilledRows *rows);

void spill_close(SpillFile *file);

#endif
