// SPDX-License-Identifier: Apache-2.0
//
// Dropping the selection of a batch.

#include "udf/vector/batch.h"

Batch batch_compact(Arena *arena, const Batch *batch) {
    if (!batch->selection)
        return *batch;
    Batch out = {.n_rows = batch->n_selected,
                 .n_selected = batch->n_selected,
                 .n_columns = batch->n_columns,
                 .columns = ARENA_NEW_ARRAY(arena, Vector, batch->n_columns)};
    for (size_t i = 0; i < batch->n_columns; i++) {
        const Vector *v = &batch->columns[i];
        if (v->form == PIG_CONSTANT)
            out.columns[i] = *v;
        else
            out.columns[i] = vector_gather(arena, v, batch->selection, batch->n_selected);
    }
    return out;
}
