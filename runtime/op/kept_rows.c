// SPDX-License-Identifier: Apache-2.0
//
// A shuffle of one partition, which gives rows back in the order of the splits.

#include "runtime/op/kept_rows.h"

void kept_rows_init(KeptRows *kept, Query *query, Arena *arena, const Schema *schema) {
    const Type *const *types = row_types(arena, schema, &kept->n_columns);
    shuffle_init(&kept->shuffle, query, arena, types, kept->n_columns, 1);
}

void kept_rows_free(KeptRows *kept) {
    shuffled_rows_free(&kept->rows);
    shuffle_free(&kept->shuffle);
}

Status kept_rows_add(KeptRows *kept, Worker *worker, const Batch *batch) {
    return shuffle_add(&kept->shuffle, worker, batch->columns, batch->selection, batch->n_selected,
                       NULL);
}

Status kept_rows_seal(KeptRows *kept, Worker *worker, uint64_t limit, size_t *n_pieces) {
    TRY(shuffle_take(&kept->shuffle, worker, 0, 1, &kept->rows));
    if (kept->rows.n_rows > limit)
        kept->rows.n_rows = (size_t)limit;
    *n_pieces = (kept->rows.n_rows + KEPT_PIECE_ROWS - 1) / KEPT_PIECE_ROWS;
    return STATUS_OK;
}

Status kept_rows_run(const KeptRows *kept, Worker *worker, size_t piece, KeptRowsSink *sink,
                     void *context) {
    const ShuffledRows *rows = &kept->rows;
    size_t end = (piece + 1) * KEPT_PIECE_ROWS;
    end = end < rows->n_rows ? end : rows->n_rows;
    for (size_t first = piece * KEPT_PIECE_ROWS; first < end; first += BATCH_ROWS) {
        const size_t n = end - first < BATCH_ROWS ? end - first : BATCH_ROWS;
        const ArenaMark mark = arena_mark(worker->arena);
        Batch out = {.n_rows = n, .n_selected = n, .n_columns = kept->n_columns};
        out.columns = ARENA_NEW_ARRAY(worker->arena, Vector, kept->n_columns);
        for (size_t c = 0; c < kept->n_columns; c++)
            out.columns[c] =
                row_gather(worker->arena, rows->stores, rows->n_stores, c, rows->refs + first, n);
        TRY(worker_check(worker));
        TRY(sink(worker, context, &out, first));
        arena_release(worker->arena, mark);
    }
    return STATUS_OK;
}
