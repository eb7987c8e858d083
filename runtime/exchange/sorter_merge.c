// SPDX-License-Identifier: Apache-2.0
//
// Merging one range of all runs: a heap of cursors, the least row on top. A cursor stands in the
// sorted items of a run in memory, or in the block of a run on disk that it has read last.

#include <stdlib.h>

#include "runtime/exchange/sorter.h"

typedef struct Cursor {
    const SorterRun *run;
    const SortItem *items;
    size_t at, end; // of items
    SortColumns columns;
    const uint64_t *orders;
    size_t block; // of a run on disk: the next to read
    Arena *memory;
    RowStore store;
    SortItem *block_items;
} Cursor;

typedef struct Merge {
    const Sorter *sorter;
    Worker *worker;
    const SortItem *low, *high; // NULL: open
    size_t n_cursors;
    Cursor *cursors;
    const RowStore **stores;
    size_t n_heap;
    size_t *heap; // cursors, least first
    size_t n;     // rows noted
    RowRef refs[BATCH_ROWS];
    bool same[BATCH_ROWS];
    bool has_before;      // `before_*`: the row noted last
    const Cursor *before; // NULL: its keys are the only row of `kept`
    uint32_t before_row;
    SortItem before_item;
    RowStore kept;
    Arena *kept_memory;
    bool want_same;
    uint64_t n_left; // rows that are still wanted
    SorterSink *sink;
    void *context;
} Merge;

static Status no_memory(Worker *worker) {
    return worker_fail(worker, 6017, NULL, "out of memory while sorting");
}

// The first item at or behind `bound`.
static size_t lower_bound(const SortItem *items, size_t n, const SortItem *bound) {
    size_t low = 0, high = n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sort_compare_prefix(&items[middle], bound) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void narrow(const Merge *merge, Cursor *cursor, size_t n) {
    cursor->at = merge->low ? lower_bound(cursor->items, n, merge->low) : 0;
    cursor->end = merge->high ? lower_bound(cursor->items, n, merge->high) : n;
}

// ---- runs on disk ----

static Status read_block(Merge *merge, Cursor *cursor, const SorterBlock *block) {
    const Sorter *sorter = merge->sorter;
    row_store_free(&cursor->store);
    arena_reset(cursor->memory);
    Arena *arena = cursor->memory;
    const size_t n_columns = sorter->n_stored + 1;
    const Type **types = ARENA_NEW_ARRAY(arena, const Type *, n_columns);
    memcpy(types, sorter->types, sorter->n_stored * sizeof *types);
    types[sorter->n_stored] = type_of(PIG_LONG);
    SpilledRows rows = {.types = types, .n_columns = n_columns};
    Vector *columns = rows.columns = ARENA_NEW_ARRAY(arena, Vector, n_columns);
    TRY(spill_read_rows(merge->worker, cursor->run->file, &block->extent, arena, &rows));
    const size_t n = rows.n;
    if (row_store_init_in(&cursor->store, sorter->types, sorter->n_stored, arena, n) != STATUS_OK ||
        row_store_append(&cursor->store, columns, NULL, n) != STATUS_OK)
        return no_memory(merge->worker);
    cursor->orders = (const uint64_t *)columns[sorter->n_stored].data;
    cursor->columns = sorter_columns(sorter, arena, columns);
    cursor->block_items = arena_alloc(arena, n * sizeof *cursor->block_items);
    sort_items_fill(&cursor->columns, NULL, n, cursor->block_items);
    cursor->items = cursor->block_items;
    narrow(merge, cursor, n);
    return STATUS_OK;
}

// Reads on until there is a row of the range; at == end at the end of the run.
static Status read_on(Merge *merge, Cursor *cursor) {
    const SorterRun *run = cursor->run;
    while (cursor->at == cursor->end && cursor->block < run->n_blocks) {
        const SorterBlock *block = &run->blocks[cursor->block];
        if (merge->high && sort_compare_prefix(&block->first, merge->high) >= 0)
            break;
        cursor->block++;
        TRY(read_block(merge, cursor, block));
    }
    return STATUS_OK;
}

static Status open_cursor(Merge *merge, Cursor *cursor, const SorterRun *run) {
    cursor->run = run;
    if (!run->spilled) {
        cursor->items = run->items;
        cursor->orders = run->orders;
        cursor->columns =
            (SortColumns){merge->sorter->n_keys, run->keys, merge->sorter->descending};
        narrow(merge, cursor, run->n);
        return STATUS_OK;
    }
    cursor->memory = arena_create(0, worker_out_of_memory, merge->worker);
    while (merge->low && cursor->block + 1 < run->n_blocks &&
           sort_compare_prefix(&run->blocks[cursor->block + 1].first, merge->low) < 0)
        cursor->block++;
    if (row_store_init(&cursor->store, merge->sorter->types, merge->sorter->n_stored,
                       cursor->memory) != STATUS_OK)
        return no_memory(merge->worker);
    return read_on(merge, cursor);
}

static void close_cursor(Cursor *cursor) {
    row_store_free(&cursor->store);
    arena_destroy(cursor->memory);
}

// ---- counting ----

static Status count_before(Merge *merge, Cursor *cursor, const SorterRun *run, uint64_t *n_rows) {
    TRY(open_cursor(merge, cursor, run));
    *n_rows += cursor->at;
    for (size_t b = 0; b + 1 < cursor->block; b++)
        *n_rows += run->blocks[b].n;
    return STATUS_OK;
}

Status sorter_rows_before(const Sorter *sorter, Worker *worker, size_t range, uint64_t *n_rows) {
    *n_rows = 0;
    if (range == 0)
        return STATUS_OK;
    Merge *merge = calloc(1, sizeof *merge);
    if (!merge)
        return no_memory(worker);
    *merge = (Merge){.sorter = sorter, .worker = worker, .low = &sorter->bounds[range - 1]};
    Status status = STATUS_OK;
    for (size_t r = 0; r < sorter->n_runs && status == STATUS_OK; r++) {
        Cursor cursor = {0};
        status = count_before(merge, &cursor, sorter->runs[r], n_rows);
        close_cursor(&cursor);
    }
    free(merge);
    return status;
}

// ---- the heap ----

// Is the row of cursor a before that of b? Equal keys: by split, then by run.
static bool cursor_before(const Cursor *a, const Cursor *b) {
    const SortItem *x = &a->items[a->at], *y = &b->items[b->at];
    int order = sort_compare_prefix(x, y);
    if (order == 0 && !sort_is_settled(x))
        order = sort_compare_rows(&a->columns, x->row, &b->columns, y->row);
    if (order)
        return order < 0;
    if (a->orders[x->row] != b->orders[y->row])
        return a->orders[x->row] < b->orders[y->row];
    return a->run->sequence < b->run->sequence;
}

static bool heap_before(const Merge *merge, size_t i, size_t j) {
    return cursor_before(&merge->cursors[merge->heap[i]], &merge->cursors[merge->heap[j]]);
}

static void sift_down(Merge *merge, size_t at) {
    for (;;) {
        size_t least = at, child = 2 * at + 1;
        if (child < merge->n_heap && heap_before(merge, child, least))
            least = child;
        if (child + 1 < merge->n_heap && heap_before(merge, child + 1, least))
            least = child + 1;
        if (least == at)
            return;
        const size_t moved = merge->heap[at];
        merge->heap[at] = merge->heap[least];
        merge->heap[least] = moved;
        at = least;
    }
}

// ---- results ----

static Status flush(Merge *merge) {
    const Sorter *sorter = merge->sorter;
    Arena *arena = merge->worker->arena;
    if (merge->n == 0)
        return STATUS_OK;
    const ArenaMark mark = arena_mark(arena);
    Batch out = {.n_rows = merge->n, .n_selected = merge->n, .n_columns = sorter->n_columns};
    out.columns = ARENA_NEW_ARRAY(arena, Vector, sorter->n_columns);
    for (size_t c = 0; c < sorter->n_columns; c++)
        out.columns[c] =
            row_gather(arena, merge->stores, merge->n_cursors, c, merge->refs, merge->n);
    merge->n = 0;
    TRY(worker_check(merge->worker));
    TRY(merge->sink(merge->worker, merge->context, &out, merge->want_same ? merge->same : NULL));
    arena_release(arena, mark);
    return STATUS_OK;
}

// Has the row under the cursor the keys of the row noted last?
static bool same_as_before(const Merge *merge, const Cursor *cursor) {
    const SortItem *item = &cursor->items[cursor->at];
    const Sorter *sorter = merge->sorter;
    if (!merge->has_before || sort_compare_prefix(&merge->before_item, item) != 0)
        return false;
    if (sort_is_settled(item))
        return true;
    if (merge->before)
        return sort_compare_rows(&merge->before->columns, merge->before_row, &cursor->columns,
                                 item->row) == 0;
    Arena *arena = merge->worker->arena;
    const Vector *columns = row_store_columns(&merge->kept, arena);
    const SortColumns keys = sorter_columns(sorter, arena, columns);
    return sort_compare_rows(&keys, 0, &cursor->columns, item->row) == 0;
}

// Copies the row noted last out of a block that is about to go.
static Status keep_before(Merge *merge) {
    const Sorter *sorter = merge->sorter;
    const Cursor *cursor = merge->before;
    if (!merge->kept_memory)
        merge->kept_memory = arena_create(0, worker_out_of_memory, merge->worker);
    row_store_free(&merge->kept);
    arena_reset(merge->kept_memory);
    if (row_store_init(&merge->kept, sorter->types, sorter->n_stored, merge->kept_memory) !=
        STATUS_OK)
        return no_memory(merge->worker);
    const Vector *columns = row_store_columns(&cursor->store, merge->worker->arena);
    merge->before = NULL;
    return row_store_append(&merge->kept, columns, &merge->before_row, 1) == STATUS_OK
               ? STATUS_OK
               : no_memory(merge->worker);
}

static void note(Merge *merge, size_t number) {
    Cursor *cursor = &merge->cursors[number];
    const SortItem *item = &cursor->items[cursor->at];
    if (merge->want_same) {
        merge->same[merge->n] = same_as_before(merge, cursor);
        merge->has_before = true;
        merge->before = cursor;
        merge->before_row = item->row;
        merge->before_item = *item;
    }
    merge->refs[merge->n++] = (RowRef){(uint32_t)number, item->row};
}

// Moves the top cursor on. Reading a block ends what refers to the one before, so the rows noted
// are passed on first.
static Status advance(Merge *merge) {
    const size_t number = merge->heap[0];
    Cursor *cursor = &merge->cursors[number];
    if (++cursor->at == cursor->end && cursor->run->spilled) {
        TRY(flush(merge));
        if (merge->want_same && merge->before == cursor)
            TRY(keep_before(merge));
        TRY(read_on(merge, cursor));
    }
    if (cursor->at == cursor->end) {
        merge->heap[0] = merge->heap[--merge->n_heap];
        if (merge->n_heap == 0)
            return STATUS_OK;
    }
    sift_down(merge, 0);
    return STATUS_OK;
}

static Status merge_all(Merge *merge) {
    const Sorter *sorter = merge->sorter;
    for (size_t r = 0; r < sorter->n_runs; r++) {
        Cursor *cursor = &merge->cursors[r];
        TRY(open_cursor(merge, cursor, sorter->runs[r]));
        merge->stores[r] = sorter->runs[r]->spilled ? &cursor->store : &sorter->runs[r]->store;
        if (cursor->at < cursor->end)
            merge->heap[merge->n_heap++] = r;
    }
    for (size_t i = merge->n_heap / 2; i-- > 0;)
        sift_down(merge, i);
    while (merge->n_heap && merge->n_left) {
        note(merge, merge->heap[0]);
        merge->n_left--;
        if (merge->n == BATCH_ROWS)
            TRY(flush(merge));
        TRY(advance(merge));
    }
    return flush(merge);
}

Status sorter_merge(const Sorter *sorter, Worker *worker, size_t range, bool want_same,
                    SorterSink *sink, void *context) {
    Merge *merge = calloc(1, sizeof *merge);
    if (!merge)
        return no_memory(worker);
    merge->sorter = sorter;
    merge->worker = worker;
    merge->low = range ? &sorter->bounds[range - 1] : NULL;
    merge->high = range + 1 < sorter->n_ranges ? &sorter->bounds[range] : NULL;
    merge->n_cursors = sorter->n_runs;
    merge->cursors = calloc(sorter->n_runs + 1, sizeof *merge->cursors);
    merge->stores = calloc(sorter->n_runs + 1, sizeof *merge->stores);
    merge->heap = calloc(sorter->n_runs + 1, sizeof *merge->heap);
    merge->want_same = want_same;
    merge->n_left = sorter->limit < 0 ? UINT64_MAX : (uint64_t)sorter->limit;
    merge->sink = sink;
    merge->context = context;
    const Status status =
        merge->cursors && merge->stores && merge->heap ? merge_all(merge) : no_memory(worker);
    for (size_t r = 0; merge->cursors && r < sorter->n_runs; r++)
        close_cursor(&merge->cursors[r]);
    row_store_free(&merge->kept);
    arena_destroy(merge->kept_memory);
    free(merge->cursors);
    free(merge->stores);
    free(merge->heap);
    free(merge);
    return status;
}
