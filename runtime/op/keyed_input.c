// SPDX-License-Identifier: Apache-2.0
//
// Keys that are plain columns are stored once; others get a column of their own.

#include "runtime/op/keyed_input.h"

void keyed_store_init(KeyedStore *store, Query *query, Arena *arena, const StageInput *input,
                      bool all, size_t later_bytes) {
    *store = (KeyedStore){.plan = input};
    const Type *const *columns = row_types(arena, input->schema, &store->n_columns);
    store->n_keys = all ? 0 : input->n_keys;
    store->key_columns = ARENA_NEW_ARRAY(arena, size_t, store->n_keys);
    const Type **types = ARENA_NEW_ARRAY(arena, const Type *, store->n_columns + store->n_keys);
    memcpy(types, columns, store->n_columns * sizeof *types);
    store->n_stored = store->n_columns;
    for (size_t k = 0; k < store->n_keys; k++) {
        const Expression *key = input->keys[k];
        if (key->kind == EXPRESSION_COLUMN && input->schema) {
            store->key_columns[k] = key->index;
            continue;
        }
        types[store->n_stored] = key->type;
        store->key_columns[k] = store->n_stored++;
    }
    store->types = types;
    const ShuffleShape shape = {
        .types = types,
        .n_columns = store->n_stored,
        .n_partitions = store->n_keys ? SHUFFLE_MOST_PARTITIONS : 1,
        .later_bytes = later_bytes,
    };
    shuffle_init(&store->shuffle, query, arena, &shape);
}

// ---- shuffling again ----

typedef struct Splitting {
    const KeyedSplit *split;
    KeyedStore *to;
} Splitting;

static Status split_rows(Worker *worker, void *context, const Vector *columns, uint64_t first,
                         size_t n) {
    (void)first;
    const Splitting *splitting = context;
    const KeyedSplit *split = splitting->split;
    const KeyedRows rows = {keyed_store_keys(split->from, worker->arena, columns), NULL, n,
                            split->tag};
    KeyBatch keys;
    keyed_batch(split->layout, split->parted, worker->arena, &rows, &keys);
    return shuffle_add(&splitting->to->shuffle, worker, columns, NULL, n, keys.hashes);
}

Status keyed_store_split(const KeyedSplit *split, Worker *worker, Arena *arena,
                         const ShufflePieces *pieces, KeyedStore *to) {
    *to = *split->from;
    ShuffleShape shape = to->shuffle.shape;
    shape.level++;
    shuffle_init(&to->shuffle, worker->query, arena, &shape);
    Splitting splitting = {split, to};
    return shuffle_scan(pieces, worker, 0, pieces->n_rows, split_rows, &splitting);
}

bool keyed_split_helps(const Worker *worker, size_t level, uint64_t n_rows, uint64_t n_before,
                       size_t n_bytes) {
    enum { FEW_ROWS = 256 };
    const Query *query = worker->query;
    return n_bytes > budget_share(query->budget, query->n_threads) &&
           level + 1 < SHUFFLE_MOST_LEVELS && n_rows > FEW_ROWS && n_rows < n_before / 8 * 7;
}

Status keyed_reader_open(KeyedReader *reader, Worker *worker, const KeyedStore *store) {
    if (reader->n_open++)
        return STATUS_OK;
    reader->keys = ARENA_NEW_ARRAY(worker->state, Evaluator *, store->n_keys);
    for (size_t k = 0; k < store->n_keys; k++)
        TRY(evaluator_create(worker, store->plan->keys[k], NULL, &reader->keys[k]));
    return STATUS_OK;
}

void keyed_reader_close(KeyedReader *reader, const KeyedStore *store) {
    if (reader->n_open == 0 || --reader->n_open)
        return;
    for (size_t k = 0; reader->keys && k < store->n_keys; k++)
        if (reader->keys[k])
            evaluator_destroy(reader->keys[k]);
    reader->keys = NULL;
}

Status keyed_reader_run(const KeyedReader *reader, Worker *worker, const KeyedStore *store,
                        const Batch *batch, Vector **columns) {
    Vector *all = ARENA_NEW_ARRAY(worker->arena, Vector, store->n_stored);
    for (size_t c = 0; c < store->n_columns; c++)
        all[c] = batch->columns[c];
    for (size_t k = 0; k < store->n_keys; k++)
        if (store->key_columns[k] >= store->n_columns)
            TRY(evaluator_run(reader->keys[k], worker, batch, &all[store->key_columns[k]]));
    *columns = all;
    return STATUS_OK;
}

Vector *keyed_store_keys(const KeyedStore *store, Arena *arena, const Vector *stored) {
    Vector *keys = ARENA_NEW_ARRAY(arena, Vector, store->n_keys + 1);
    for (size_t k = 0; k < store->n_keys; k++)
        keys[k] = stored[store->key_columns[k]];
    return keys;
}

Vector *keyed_store_gather_keys(const KeyedStore *store, Arena *arena, const ShuffledRows *rows,
                                const RowRef *refs, size_t n) {
    Vector *keys = ARENA_NEW_ARRAY(arena, Vector, store->n_keys + 1);
    for (size_t k = 0; k < store->n_keys; k++)
        keys[k] = row_gather(arena, rows->stores, rows->n_stores, store->key_columns[k], refs, n);
    return keys;
}

KeyLayout keyed_layout(Arena *arena, const StageInput *input, size_t n_keys, bool parted) {
    const Type **types = ARENA_NEW_ARRAY(arena, const Type *, n_keys + 1);
    for (size_t k = 0; k < n_keys; k++)
        types[k] = input->keys[k]->type;
    types[n_keys] = type_of(PIG_LONG);
    return key_layout(arena, types, n_keys + (parted ? 1 : 0));
}

void keyed_batch(const KeyLayout *layout, bool parted, Arena *arena, const KeyedRows *rows,
                 KeyBatch *batch) {
    if (!parted) {
        key_batch_fill(layout, arena, rows->keys, rows->rows, rows->n, batch);
        return;
    }
    Vector *all = ARENA_NEW_ARRAY(arena, Vector, layout->n_parts);
    memcpy(all, rows->keys, (layout->n_parts - 1) * sizeof *all);
    all[layout->n_parts - 1] = vector_new(arena, type_of(PIG_LONG), 1);
    all[layout->n_parts - 1].form = PIG_CONSTANT;
    key_batch_fill(layout, arena, all, rows->rows, rows->n, batch);
    key_batch_separate_nulls(layout, arena, rows->tag, NULL, batch);
}
