// SPDX-License-Identifier: Apache-2.0
//
// An input of a GROUP or JOIN stage on its way into a shuffle: its columns, then those of its keys
// that are no plain columns.

#ifndef JAVELINA_RUNTIME_OP_KEYED_INPUT_H
#define JAVELINA_RUNTIME_OP_KEYED_INPUT_H

#include "runtime/exchange/key_table.h"
#include "runtime/exchange/shuffle.h"
#include "runtime/expr/evaluate.h"

typedef struct KeyedStore {
    const StageInput *plan;
    size_t n_columns;         // of the input
    size_t n_stored;          // and of keys
    const Type *const *types; // n_stored
    size_t n_keys;
    size_t *key_columns; // among the stored
    Shuffle shuffle;
} KeyedStore;

// all: one partition whatever the keys are. later_bytes: that a row takes once it is read back.
void keyed_store_init(KeyedStore *store, Query *query, Arena *arena, const StageInput *input,
                      bool all, size_t later_bytes);

// Evaluators of an input's keys on one worker.
typedef struct KeyedReader {
    size_t n_open;
    Evaluator **keys;
} KeyedReader;

MUST_CHECK Status keyed_reader_open(KeyedReader *reader, Worker *worker, const KeyedStore *store);
void keyed_reader_close(KeyedReader *reader, const KeyedStore *store);

// The columns to be stored, of a batch: those of the input and the keys. In worker->arena.
MUST_CHECK Status keyed_reader_run(const KeyedReader *reader, Worker *worker,
                                   const KeyedStore *store, const Batch *batch, Vector **columns);

// The key columns among stored ones.
Vector *keyed_store_keys(const KeyedStore *store, Arena *arena, const Vector *stored);

// Shuffling rows again, because those of one partition are too many.
typedef struct KeyedSplit {
    const KeyedStore *from;
    const KeyLayout *layout;
    bool parted;
    size_t tag;
} KeyedSplit;

// Makes `to` a store of the rows of the pieces, at the next level. arena: of the store; the shuffle
// in it is the caller's to free, also after a failure.
MUST_CHECK Status keyed_store_split(const KeyedSplit *split, Worker *worker, Arena *arena,
                                    const ShufflePieces *pieces, KeyedStore *to);

// Is it worth it? n_rows, n_bytes: of a partition at `level`; n_before: rows of the one that it was
// split from. A partition that holds nearly all of those is one key, which no hash takes apart.
bool keyed_split_helps(const Worker *worker, size_t level, uint64_t n_rows, uint64_t n_before,
                       size_t n_bytes);

// The keys of refs[0..n).
Vector *keyed_store_gather_keys(const KeyedStore *store, Arena *arena, const ShuffledRows *rows,
                                const RowRef *refs, size_t n);

// The layout of the stage's keys. parted: with a part that separates the null keys of inputs.
KeyLayout keyed_layout(Arena *arena, const StageInput *input, size_t n_keys, bool parted);

// Rows whose keys are wanted.
typedef struct KeyedRows {
    const Vector *keys;
    const uint32_t *rows; // NULL: 0 .. n - 1
    size_t n;
    size_t tag; // the input
} KeyedRows;

// Their keys made ready for look-up. parted: as in the layout.
void keyed_batch(const KeyLayout *layout, bool parted, Arena *arena, const KeyedRows *rows,
                 KeyBatch *batch);

#endif
