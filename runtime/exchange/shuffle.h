// SPDX-License-Identifier: Apache-2.0
//
// Rows on their way to the partition that their key's hash names. Every worker keeps a RowStore a
// partition; when the budget refuses it more memory it writes them all to its spill file. A
// partition is read back as references in the order of the splits that the rows came from, so that
// what is made of them does not depend on the number of threads.

#ifndef JAVELINA_RUNTIME_EXCHANGE_SHUFFLE_H
#define JAVELINA_RUNTIME_EXCHANGE_SHUFFLE_H

#include "runtime/exchange/key_table.h"
#include "runtime/exchange/rows.h"
#include "runtime/exchange/spill.h"

enum { SHUFFLE_MOST_PARTITIONS = 32 };

typedef struct Shuffle {
    Query *query;
    size_t n_columns;
    const Type *const *types;
    size_t n_partitions; // 1 or SHUFFLE_MOST_PARTITIONS
    size_t n_workers;
    struct ShuffleWorker *workers;
} Shuffle;

// types: borrowed. arena: the stage's, used by one thread now.
void shuffle_init(Shuffle *shuffle, Query *query, Arena *arena, const Type *const *types,
                  size_t n_columns, size_t n_partitions);
void shuffle_free(Shuffle *shuffle);

static inline size_t shuffle_partition(const Shuffle *shuffle, uint64_t hash) {
    return key_table_of(hash, shuffle->n_partitions);
}

// Adds rows[0..n) (NULL: 0 .. n - 1) of the columns; hashes[i] is that of row i of these.
MUST_CHECK Status shuffle_add(Shuffle *shuffle, Worker *worker, const Vector *columns,
                              const uint32_t *rows, size_t n, const uint64_t *hashes);

// Rows added by all workers.
uint64_t shuffle_rows(const Shuffle *shuffle);

// True if rows of the partition are on disk.
bool shuffle_is_spilled(const Shuffle *shuffle, size_t partition);

// Rows of some partitions.
typedef struct ShuffledRows {
    size_t n_rows;
    RowRef *refs; // in the order of the splits
    size_t n_stores;
    const RowStore **stores;
    RowStore back; // rows that were on disk
    Arena *arena;
    Budget *budget;
    size_t taken;
} ShuffledRows;

// The rows of partitions [first, last), those on disk read back. Free with shuffled_rows_free.
MUST_CHECK Status shuffle_take(const Shuffle *shuffle, Worker *worker, size_t first, size_t last,
                               ShuffledRows *rows);
void shuffled_rows_free(ShuffledRows *rows);

// How many partitions of the shuffle to take at once, so that a run has `n` rows or so: a power of
// two.
size_t shuffle_width(const Shuffle *shuffle, uint64_t n_rows);

#endif
