// SPDX-License-Identifier: Apache-2.0
//
// A parallel external sort. Workers fill runs and sort them as splits end; runs go to disk when the
// budget says so. Then the keys are cut into ranges by samples, and each range is merged from all
// runs on its own. Rows with equal keys stay in the order of the input: a run keeps the split of
// each row. With a limit each worker keeps only what may be among the first rows.

#ifndef JAVELINA_RUNTIME_EXCHANGE_SORTER_H
#define JAVELINA_RUNTIME_EXCHANGE_SORTER_H

#include "runtime/exchange/rows.h"
#include "runtime/exchange/sort.h"
#include "runtime/exchange/spill.h"

// A block of a sorted run on disk.
typedef struct SorterBlock {
    SortItem first;
    size_t n;
    SpillExtent extent;
} SorterBlock;

typedef struct SorterRun {
    RowStore store;
    Arena *strings;
    uint64_t *orders; // split of each row
    SortItem *items;  // sorted once the run is closed
    size_t n, capacity;
    size_t sequence;
    Vector *keys; // of the closed run
    bool spilled;
    const SpillFile *file;
    SorterBlock *blocks;
    size_t n_blocks, block_capacity;
} SorterRun;

typedef struct SorterWorker {
    SorterRun *present; // being filled
    SorterRun **runs;   // closed
    size_t n_runs, run_capacity, next_sequence;
    bool has_cutoff; // with a limit: rows behind `cutoff` are not wanted
    SortItem cutoff;
    SpillFile file;
    size_t taken, n_batches;
} SorterWorker;

typedef struct Sorter {
    Query *query;
    const Schema *schema; // of the rows; NULL: ragged
    size_t n_columns;
    size_t n_stored; // and the keys of ragged rows
    const Type *const *types;
    size_t n_keys;
    size_t *key_columns; // among the stored
    size_t *key_fields;  // of a ragged row
    bool *descending;
    int64_t limit;
    size_t n_workers;
    SorterWorker *workers;
    SorterRun **runs; // after sealing: all
    size_t n_runs;
    uint64_t n_rows;
    size_t n_ranges;
    SortItem *bounds; // n_ranges - 1: range r ends before bounds[r]
} Sorter;

// limit: -1 for all rows. arena: the stage's.
void sorter_init(Sorter *sorter, Query *query, Arena *arena, const Schema *schema,
                 const SortKey *keys, size_t n_keys, int64_t limit);
void sorter_free(Sorter *sorter);

MUST_CHECK Status sorter_add(Sorter *sorter, Worker *worker, const Batch *batch);
MUST_CHECK Status sorter_end_split(Sorter *sorter, Worker *worker);

// All rows are in. They are cut into no more than most_ranges, and least_ranges or so if there are
// keys to cut at. Rows with equal keys are in one range.
MUST_CHECK Status sorter_seal(Sorter *sorter, Worker *worker, size_t least_ranges,
                              size_t most_ranges);

// Takes sorted rows. same[i]: row i has the keys of the row before it in the range; NULL unless
// asked for.
typedef Status SorterSink(Worker *worker, void *context, Batch *batch, const bool *same);

// Hands the rows of one range to the sink, at most `limit` rows.
MUST_CHECK Status sorter_merge(const Sorter *sorter, Worker *worker, size_t range, bool want_same,
                               SorterSink *sink, void *context);

// Counts the rows of the ranges before `range`.
MUST_CHECK Status sorter_rows_before(const Sorter *sorter, Worker *worker, size_t range,
                                     uint64_t *n_rows);

// Key vectors among stored columns.
SortColumns sorter_columns(const Sorter *sorter, Arena *arena, const Vector *stored);

#endif
