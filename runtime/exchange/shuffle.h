// SPDX-License-Identifier: Apache-2.0
//
// Rows on their way to the partition that their key's hash names. Every worker keeps a RowStore a
// partition; when the budget refuses it more memory it writes them all to its spill file. A
// partition is read back, whole or a range at a time, in the order of the splits that the rows came
// from, so that what is made of them does not depend on the number of threads. What is too large to
// be read at once can be shuffled again, by other bits of the hash.

#ifndef JAVELINA_RUNTIME_EXCHANGE_SHUFFLE_H
#define JAVELINA_RUNTIME_EXCHANGE_SHUFFLE_H

#include "runtime/exchange/key_table.h"
#include "runtime/exchange/rows.h"
#include "runtime/exchange/spill.h"

enum {
    SHUFFLE_MOST_PARTITIONS = 32,
    SHUFFLE_MOST_LEVELS = 4,
    SHUFFLE_TRAIL_ROWS = 32 * 1024, // so many leave a trail
};

typedef struct ShuffleShape {
    const Type *const *types; // borrowed
    size_t n_columns;
    size_t n_partitions; // 1 or SHUFFLE_MOST_PARTITIONS
    size_t level;        // of shuffling again; below SHUFFLE_MOST_LEVELS
    size_t later_bytes;  // that each row will take besides once its partition is read
} ShuffleShape;

typedef struct Shuffle {
    Query *query;
    ShuffleShape shape;
    size_t n_workers;
    struct ShuffleWorker *workers;
} Shuffle;

// arena: the stage's, used by one thread now.
void shuffle_init(Shuffle *shuffle, Query *query, Arena *arena, const ShuffleShape *shape);
void shuffle_free(Shuffle *shuffle);

static inline size_t shuffle_partition(const Shuffle *shuffle, uint64_t hash) {
    const ShuffleShape *shape = &shuffle->shape;
    return key_table_of(shape->level ? key_hash_mix(hash, shape->level) : hash,
                        shape->n_partitions);
}

// Adds rows[0..n) (NULL: 0 .. n - 1) of the columns; hashes[i] is that of row i of these.
MUST_CHECK Status shuffle_add(Shuffle *shuffle, Worker *worker, const Vector *columns,
                              const uint32_t *rows, size_t n, const uint64_t *hashes);

// Rows added by all workers.
uint64_t shuffle_rows(const Shuffle *shuffle);

// True if rows of the partition are on disk.
bool shuffle_is_spilled(const Shuffle *shuffle, size_t partition);

// The rows of some partitions, in the order of the splits, where they lie. Those of one split are
// in the order of the input within each partition; across partitions where there is a trail.
typedef struct ShufflePieces {
    const Shuffle *shuffle;
    Arena *arena;
    uint64_t n_rows;
    size_t n_bytes; // that they take once they are read, at a guess
    size_t n_pieces;
    struct LocatedPiece *pieces;
    size_t n_stores; // those in memory
    const RowStore **stores;
    const uint8_t *trail; // all rows, few, of one split: the partition of each; else NULL
} ShufflePieces;

// Finds the rows of partitions [first, last). Free with shuffle_pieces_free.
void shuffle_find(const Shuffle *shuffle, Worker *worker, size_t first, size_t last,
                  ShufflePieces *pieces);
void shuffle_pieces_free(ShufflePieces *pieces);

// The end of a range of rows that begins at `from` and takes n_bytes or so; at least one row more.
uint64_t shuffle_pieces_end(const ShufflePieces *pieces, uint64_t from, size_t n_bytes);

// Rows that have been read.
typedef struct ShuffledRows {
    size_t n_rows;
    RowRef *refs; // in the order of the splits
    size_t n_stores;
    const RowStore **stores;
    RowStore back; // rows that were on disk
    Arena *arena;
} ShuffledRows;

// Reads rows [from, to) of the pieces; several workers may. Free with shuffled_rows_free. Fails
// with 2078 when there are more than 4 billion.
MUST_CHECK Status shuffle_read(const ShufflePieces *pieces, Worker *worker, uint64_t from,
                               uint64_t to, ShuffledRows *rows);
void shuffled_rows_free(ShuffledRows *rows);

// Takes the stored columns of rows first .. first + n - 1 of the pieces.
typedef Status ShuffleSink(Worker *worker, void *context, const Vector *columns, uint64_t first,
                           size_t n);

// Reads rows [from, to) and hands them to the sink, a batch at a time.
MUST_CHECK Status shuffle_scan(const ShufflePieces *pieces, Worker *worker, uint64_t from,
                               uint64_t to, ShuffleSink *sink, void *context);

// How many partitions of the shuffle to take at once, so that a run has `n` rows or so: a power of
// two.
size_t shuffle_width(const Shuffle *shuffle, uint64_t n_rows);

#endif
