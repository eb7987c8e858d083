// SPDX-License-Identifier: Apache-2.0
//
// A table numbers the groups; references to rows are sorted by number.

#include "runtime/op/keyed_groups.h"

#include <string.h>

#include "runtime/exchange/map_sort.h"

static Status no_memory(Worker *worker) {
    return worker_fail(worker, 6017, NULL, "out of memory while grouping");
}

// Numbers the groups of an input's rows; the owner's bytes of an entry are its number.
static Status number_rows(KeyedGroups *groups, size_t tag) {
    GroupedInput *input = &groups->inputs[tag];
    Arena *scratch = groups->worker->arena;
    char *entries[BATCH_ROWS];
    input->groups = arena_alloc(groups->memory, input->rows.n_rows * sizeof *input->groups);
    for (size_t first = 0; first < input->rows.n_rows; first += BATCH_ROWS) {
        const size_t left = input->rows.n_rows - first, n = left < BATCH_ROWS ? left : BATCH_ROWS;
        const ArenaMark mark = arena_mark(scratch);
        const Vector *keys = keyed_store_gather_keys(&groups->stores[tag], scratch, &input->rows,
                                                     input->rows.refs + first, n);
        KeyBatch batch;
        const KeyedRows rows = {keys, NULL, n, tag};
        keyed_batch(groups->layout, groups->parted, scratch, &rows, &batch);
        const size_t n_before = groups->table.n_entries;
        if (key_table_add(&groups->table, &batch, entries) != STATUS_OK)
            return no_memory(groups->worker);
        for (size_t e = n_before; e < groups->table.n_entries; e++)
            *keyed_group_number(groups, groups->table.entries[e]) = e;
        for (size_t i = 0; i < n; i++)
            input->groups[first + i] = (uint32_t)*keyed_group_number(groups, entries[i]);
        arena_release(scratch, mark);
    }
    return STATUS_OK;
}

static Status order_groups(KeyedGroups *groups) {
    const ReducerOrder *order = groups->order;
    const size_t n = groups->table.n_entries;
    groups->entries = arena_alloc(groups->memory, n * sizeof *groups->entries);
    groups->ends = ARENA_NEW_ARRAY(groups->memory, size_t, order->n_reducers);
    if (n) // an empty table has no entries to point to
        memcpy(groups->entries, groups->table.entries, n * sizeof *groups->entries);
    if (reducer_order(order, groups->worker->arena, groups->entries, n, groups->ends) != STATUS_OK)
        return no_memory(groups->worker);
    groups->ranks = arena_alloc(groups->memory, n * sizeof *groups->ranks);
    for (size_t e = 0; e < n; e++)
        groups->ranks[*keyed_group_number(groups, groups->entries[e])] = (uint32_t)e;
    return STATUS_OK;
}

// Rows of one mapper come in the order in which it puts them out.
static void sort_as_mapper(KeyedGroups *groups, GroupedInput *input) {
    const size_t n = input->rows.n_rows;
    if (n == 0)
        return;
    uint32_t *ranks = arena_alloc(groups->memory, n * sizeof *ranks);
    uint32_t *rows = arena_alloc(groups->memory, n * sizeof *rows);
    uint32_t *numbers = arena_alloc(groups->memory, n * sizeof *numbers);
    RowRef *refs = arena_alloc(groups->memory, n * sizeof *refs);
    for (size_t i = 0; i < n; i++)
        ranks[i] = groups->ranks[input->groups[i]];
    map_sort(ranks, n, rows);
    for (size_t i = 0; i < n; i++) {
        numbers[i] = input->groups[rows[i]];
        refs[i] = input->rows.refs[rows[i]];
    }
    input->groups = numbers;
    memcpy(input->rows.refs, refs, n * sizeof *refs);
}

// Sorts the references by group, keeping their order within each.
static void sort_by_group(KeyedGroups *groups, GroupedInput *input) {
    const size_t n_groups = groups->table.n_entries;
    size_t *at = ARENA_NEW_ARRAY(groups->memory, size_t, n_groups + 1);
    input->refs = arena_alloc(groups->memory, input->rows.n_rows * sizeof *input->refs);
    for (size_t i = 0; i < input->rows.n_rows; i++)
        at[input->groups[i]]++;
    size_t sum = 0;
    for (size_t g = 0; g < n_groups; g++) {
        const size_t n = at[g];
        at[g] = sum;
        sum += n;
    }
    for (size_t i = 0; i < input->rows.n_rows; i++)
        input->refs[at[input->groups[i]]++] = input->rows.refs[i];
    input->ends = at;
}

Status keyed_groups_make(KeyedGroups *groups, const ShufflePieces *pieces) {
    Worker *worker = groups->worker;
    groups->memory = worker_arena(worker);
    groups->inputs = ARENA_NEW_ARRAY(groups->memory, GroupedInput, groups->n_inputs);
    if (key_table_init(&groups->table, groups->layout, sizeof(uint64_t), groups->memory) !=
        STATUS_OK)
        return no_memory(worker);
    for (size_t i = 0; i < groups->n_inputs; i++) {
        TRY(shuffle_read(&pieces[i], worker, 0, pieces[i].n_rows, &groups->inputs[i].rows));
        TRY(number_rows(groups, i));
    }
    TRY(order_groups(groups));
    for (size_t i = 0; i < groups->n_inputs; i++) {
        if (pieces[i].trail)
            sort_as_mapper(groups, &groups->inputs[i]);
        sort_by_group(groups, &groups->inputs[i]);
    }
    return STATUS_OK;
}

void keyed_groups_free(KeyedGroups *groups) {
    for (size_t i = 0; i < groups->n_inputs; i++)
        shuffled_rows_free(&groups->inputs[i].rows);
    key_table_free(&groups->table);
    arena_destroy(groups->memory);
}
