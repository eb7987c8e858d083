// SPDX-License-Identifier: Apache-2.0
//
// Bags of a nested block in the making, one for each row of a batch: a list of tuple numbers, and a
// span of the list for each row. And walks over all their tuples, in batches.

#ifndef JAVELINA_RUNTIME_OP_NESTED_BAGS_H
#define JAVELINA_RUNTIME_OP_NESTED_BAGS_H

#include "runtime/expr/evaluate.h"

// A bag for each row of the batch.
typedef struct Bags {
    const Vector *tuples; // a TUPLE vector
    size_t n_tuples;
    const uint32_t *list; // tuple numbers; NULL: 0, 1, 2 ...
    pig_span *spans;      // of the list, one a row of the batch; {0, 0} where not selected
    uint64_t *valid;      // NULL: no bag is null
} Bags;

static inline uint32_t bags_tuple(const Bags *bags, size_t at) {
    return bags->list ? bags->list[at] : (uint32_t)at;
}

// Tuples in the bags of the selected rows.
size_t bags_total(const Bags *bags, const Batch *batch);

// The bags that an expression gives.
MUST_CHECK Status bags_of_expression(Worker *worker, Evaluator *evaluator, const Batch *batch,
                                     Bags *bags);

// The bags as a bag vector.
Vector bags_vector(Arena *arena, const Bags *bags, const Batch *batch);

// Columns of the tuples; those of unknown schema are one ragged column. *n: how many.
Vector *bags_columns(Arena *arena, const Bags *bags, const Schema *tuple, size_t *n);

// Makes `out` bags of the same tuples with a list of their own, one bag after the other, which the
// caller may change. Returns the list.
uint32_t *bags_copy_list(Arena *arena, const Bags *in, const Batch *batch, Bags *out);

// Spans know their lengths; sets where they start.
void bags_set_starts(Bags *bags, const Batch *batch);

typedef struct BagsChunk {
    size_t n;
    uint32_t tuples[BATCH_ROWS]; // their numbers
    uint32_t rows[BATCH_ROWS];   // of the outer batch
} BagsChunk;

typedef struct BagsWalk {
    const Bags *bags;
    const Batch *batch;
    size_t i, at; // next selected row, next tuple of its bag
} BagsWalk;

// Fills the chunk with the next tuples; false at the end.
bool bags_walk_next(BagsWalk *walk, BagsChunk *chunk);

// The chunk's tuples as a batch. used: columns that will be read; NULL: all.
Batch bags_chunk_batch(Arena *arena, const BagsChunk *chunk, const Vector *columns,
                       size_t n_columns, const bool *used);

#endif
