// SPDX-License-Identifier: Apache-2.0
//
// Rows kept in the order of the input and given back in pieces: what LIMIT, and RANK without keys,
// are made of.

#ifndef JAVELINA_RUNTIME_OP_KEPT_ROWS_H
#define JAVELINA_RUNTIME_OP_KEPT_ROWS_H

#include "runtime/exchange/shuffle.h"
#include "runtime/op/operator.h"

enum { KEPT_PIECE_ROWS = 64 * 1024 };

typedef struct KeptRows {
    Shuffle shuffle;
    ShufflePieces pieces; // once sealed
    uint64_t n_wanted;
} KeptRows;

void kept_rows_init(KeptRows *kept, Query *query, Arena *arena, const Schema *schema);
void kept_rows_free(KeptRows *kept);

MUST_CHECK Status kept_rows_add(KeptRows *kept, Worker *worker, const Batch *batch);

// All rows are in; only the first `limit` will be asked for. *n_pieces: of KEPT_PIECE_ROWS each.
void kept_rows_seal(KeptRows *kept, Worker *worker, uint64_t limit, size_t *n_pieces);

// Takes rows first, first + 1 ... of the input.
typedef Status KeptRowsSink(Worker *worker, void *context, Batch *batch, uint64_t first);
MUST_CHECK Status kept_rows_run(const KeptRows *kept, Worker *worker, size_t piece,
                                KeptRowsSink *sink, void *context);

#endif
