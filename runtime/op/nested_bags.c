// SPDX-License-Identifier: Apache-2.0
//
// Bags as lists of tuple numbers. A null bag has an empty span; only the plain bag keeps its null.

#include "runtime/op/nested_bags.h"

#include "runtime/op/tuple.h"

size_t bags_total(const Bags *bags, const Batch *batch) {
    size_t n = 0;
    for (size_t i = 0; i < batch->n_selected; i++)
        n += bags->spans[batch_row(batch, i)].n_rows;
    return n;
}

Status bags_of_expression(Worker *worker, Evaluator *evaluator, const Batch *batch, Bags *bags) {
    Vector *v = arena_alloc(worker->arena, sizeof *v);
    TRY(evaluator_run(evaluator, worker, batch, v));
    if (v->type == PIG_ANY)
        *v = bags_of_any(worker->arena, v, batch->n_rows, batch);
    *bags = (Bags){.tuples = &v->children[0], .n_tuples = bag_child_rows(v, batch)};
    bags->spans = ARENA_NEW_ARRAY(worker->arena, pig_span, batch->n_rows);
    for (size_t i = 0; i < batch->n_selected; i++) {
        const size_t row = batch_row(batch, i);
        if (!pig_is_null(v, row)) {
            bags->spans[row] = pig_spans(v)[pig_at(v, row)];
            continue;
        }
        if (!bags->valid) {
            const size_t n_words = (batch->n_rows + 63) / 64;
            bags->valid = arena_alloc(worker->arena, n_words * sizeof *bags->valid);
            memset(bags->valid, 0xFF, n_words * sizeof *bags->valid);
        }
        bags->valid[row / 64] &= ~((uint64_t)1 << (row % 64));
    }
    return STATUS_OK;
}

// The bags as a bag vector.
Vector bags_vector(Arena *arena, const Bags *bags, const Batch *batch) {
    Vector *tuples = arena_alloc(arena, sizeof *tuples);
    *tuples = *bags->tuples;
    pig_span *spans = bags->spans;
    if (bags->list) {
        const size_t n = bags_total(bags, batch);
        uint32_t *list = arena_alloc(arena, n * sizeof *list);
        spans = ARENA_NEW_ARRAY(arena, pig_span, batch->n_rows);
        size_t to = 0;
        for (size_t i = 0; i < batch->n_selected; i++) {
            const size_t row = batch_row(batch, i);
            const pig_span span = bags->spans[row];
            spans[row] = (pig_span){to, span.n_rows};
            memcpy(list + to, bags->list + span.start, span.n_rows * sizeof *list);
            to += span.n_rows;
        }
        *tuples = vector_gather(arena, bags->tuples, list, n);
    }
    return (Vector){.type = PIG_BAG,
                    .form = PIG_FLAT,
                    .n_children = 1,
                    .data = spans,
                    .valid = bags->valid,
                    .children = tuples};
}

// Columns of the tuples; a relation of unknown schema is one ragged column.
Vector *bags_columns(Arena *arena, const Bags *bags, const Schema *tuple, size_t *n) {
    if (!tuple) {
        *n = 1;
        return (Vector *)bags->tuples;
    }
    *n = (size_t)tuple->n_fields;
    return tuple_columns(arena, bags->tuples, bags->n_tuples, tuple, *n);
}

// Fills the chunk with the next tuples; false at the end.
bool bags_walk_next(BagsWalk *walk, BagsChunk *chunk) {
    chunk->n = 0;
    while (walk->i < walk->batch->n_selected && chunk->n < BATCH_ROWS) {
        const size_t row = batch_row(walk->batch, walk->i);
        const pig_span span = walk->bags->spans[row];
        while (walk->at < span.n_rows && chunk->n < BATCH_ROWS) {
            chunk->tuples[chunk->n] = bags_tuple(walk->bags, span.start + walk->at++);
            chunk->rows[chunk->n++] = (uint32_t)row;
        }
        if (walk->at == span.n_rows)
            walk->i++, walk->at = 0;
    }
    return chunk->n > 0;
}

// The chunk's tuples as a batch. used: columns that will be read; NULL: all.
Batch bags_chunk_batch(Arena *arena, const BagsChunk *chunk, const Vector *columns,
                       size_t n_columns, const bool *used) {
    bool consecutive = true;
    for (size_t i = 1; consecutive && i < chunk->n; i++)
        consecutive = chunk->tuples[i] == chunk->tuples[0] + i;
    Batch batch = {.n_rows = chunk->n, .n_selected = chunk->n, .n_columns = n_columns};
    batch.columns = ARENA_NEW_ARRAY(arena, Vector, n_columns);
    for (size_t c = 0; c < n_columns; c++) {
        if (used && !used[c])
            batch.columns[c] = vector_null(arena, type_of((pig_type)columns[c].type));
        else if (consecutive)
            batch.columns[c] = vector_slice(arena, &columns[c], chunk->tuples[0], chunk->n);
        else
            batch.columns[c] = vector_gather(arena, &columns[c], chunk->tuples, chunk->n);
    }
    return batch;
}

// Spans from the number of tuples of each row.
void bags_set_starts(Bags *bags, const Batch *batch) {
    size_t start = 0;
    for (size_t i = 0; i < batch->n_selected; i++) {
        pig_span *span = &bags->spans[batch_row(batch, i)];
        span->start = start;
        start += span->n_rows;
    }
}

// A copy of the list, with the bags one after the other; spans say where.
uint32_t *bags_copy_list(Arena *arena, const Bags *in, const Batch *batch, Bags *out) {
    *out = (Bags){.tuples = in->tuples, .n_tuples = in->n_tuples};
    out->spans = ARENA_NEW_ARRAY(arena, pig_span, batch->n_rows);
    uint32_t *list = arena_alloc(arena, bags_total(in, batch) * sizeof *list);
    out->list = list;
    size_t to = 0;
    for (size_t i = 0; i < batch->n_selected; i++) {
        const size_t row = batch_row(batch, i);
        const pig_span span = in->spans[row];
        out->spans[row] = (pig_span){to, span.n_rows};
        for (size_t t = 0; t < span.n_rows; t++)
            list[to++] = bags_tuple(in, span.start + t);
    }
    return list;
}
