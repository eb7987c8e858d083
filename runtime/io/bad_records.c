// SPDX-License-Identifier: Apache-2.0
//
// A batch without some rows is a batch with a selection.

#include "runtime/io/bad_records.h"

#include <inttypes.h>
#include <stdio.h>
#include <strings.h>

#include "runtime/exec/query.h"

bool bad_records_skip(const Query *query) {
    const RunOptions *options = query->options;
    const char *what = options->property
                           ? options->property(options->property_context, "pig.load.badrecords")
                           : NULL;
    return what && strcasecmp(what, "skip") == 0;
}

void bad_records_drop(Worker *worker, Batch *batch, const bool *is_bad, const char *place) {
    uint32_t *selection = ARENA_NEW_ARRAY(worker->arena, uint32_t, batch->n_rows);
    size_t n = 0;
    for (size_t row = 0; row < batch->n_rows; row++)
        if (!is_bad[row])
            selection[n++] = (uint32_t)row;
    worker_warn(worker, WARNING_RECORD_SKIPPED, batch->n_rows - n, "%s", place);
    batch->selection = selection;
    batch->n_selected = n;
}

void text_place(const Worker *worker, const TextPiece *piece, size_t row, char *to, size_t n_room) {
    const char *file = worker->input ? worker->input : "?";
    if (piece->first_line)
        snprintf(to, n_room, "%s:%" PRIu64, file, piece->first_line + row);
    else if (piece->offset == TEXT_NO_OFFSET)
        snprintf(to, n_room, "%s", file);
    else
        snprintf(to, n_room, "%s at byte %" PRIu64, file,
                 piece->offset + piece->index->row_start[row]);
}
