// SPDX-License-Identifier: Apache-2.0
//
// A shuffle of one partition, which gives rows back in the order of the splits.

#include "runtime/op/kept_rows.h"

void kept_rows_init(KeptRows *kept, Query *query, Arena *arena, const Schema *schema) {
    ShuffleShape shape = {.n_partitions = 1};
    shape.types = row_types(arena, schema, &shape.n_columns);
    shuffle_init(&kept->shuffle, query, arena, &shape);
}

void kept_rows_free(KeptRows *kept) {
    shuffle_pieces_free(&kept->pieces);
    shuffle_free(&kept->shuffle);
}

Status kept_rows_add(KeptRows *kept, Worker *worker, const Batch *batch) {
    return shuffle_add(&kept->shuffle, worker, batch->columns, batch->selection, batch->n_selected,
                       NULL);
}

void kept_rows_seal(KeptRows *kept, Worker *worker, uint64_t limit, size_t *n_pieces) {
    shuffle_find(&kept->shuffle, worker, 0, 1, &kept->pieces);
    kept->n_wanted = kept->pieces.n_rows < limit ? kept->pieces.n_rows : limit;
    *n_pieces = (kept->n_wanted + KEPT_PIECE_ROWS - 1) / KEPT_PIECE_ROWS;
}

typedef struct KeptScan {
    size_t n_columns;
    KeptRowsSink *sink;
    void *context;
} KeptScan;

static Status pass_on(Worker *worker, void *context, const Vector *columns, uint64_t first,
                      size_t n) {
    const KeptScan *scan = context;
    Batch out = {
        .n_rows = n, .n_selected = n, .n_columns = scan->n_columns, .columns = (Vector *)columns};
    return scan->sink(worker, scan->context, &out, first);
}

Status kept_rows_run(const KeptRows *kept, Worker *worker, size_t piece, KeptRowsSink *sink,
                     void *context) {
    const uint64_t from = (uint64_t)piece * KEPT_PIECE_ROWS;
    const uint64_t left = kept->n_wanted - from;
    const uint64_t n = left < KEPT_PIECE_ROWS ? left : KEPT_PIECE_ROWS;
    KeptScan scan = {kept->shuffle.shape.n_columns, sink, context};
    return shuffle_scan(&kept->pieces, worker, from, from + n, pass_on, &scan);
}
