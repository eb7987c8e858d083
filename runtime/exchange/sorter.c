// SPDX-License-Identifier: Apache-2.0
//
// Filling, sorting and spilling runs; choosing ranges.

#include "runtime/exchange/sorter.h"

#include <stdlib.h>

#include "lang/base/grow.h"
#include "runtime/exchange/map_sort.h"
#include "runtime/op/tuple.h"

enum {
    LEAST_RUN_ROWS = 64 * 1024, // smaller runs wait for the next split
    SAMPLES_A_RUN = 256,
    ROWS_A_RANGE = 32 * 1024,
    MOST_RANGES = 64,
};

static Status no_memory(Worker *worker) {
    return worker_fail(worker, 6017, NULL, "out of memory while sorting");
}

// ---- life ----

static void lay_out(Sorter *sorter, Arena *arena, const SortKey *keys) {
    const Type *const *columns = row_types(arena, sorter->schema, &sorter->n_columns);
    sorter->n_stored = sorter->n_columns;
    const Type **types = ARENA_NEW_ARRAY(arena, const Type *, sorter->n_columns + sorter->n_keys);
    memcpy(types, columns, sorter->n_columns * sizeof *types);
    for (size_t k = 0; k < sorter->n_keys; k++) {
        sorter->descending[k] = keys[k].descending;
        sorter->key_fields[k] = keys[k].column;
        sorter->key_columns[k] = keys[k].column;
        if (keys[k].column == SORT_WHOLE_ROW) {
            sorter->key_columns[k] = 0;
        } else if (!sorter->schema) {
            types[sorter->n_stored] = type_of(PIG_ANY);
            sorter->key_columns[k] = sorter->n_stored++;
        }
    }
    sorter->types = types;
}

void sorter_init(Sorter *sorter, Query *query, Arena *arena, const Schema *schema,
                 const SortKey *keys, size_t n_keys, int64_t limit) {
    *sorter = (Sorter){.query = query,
                       .schema = schema,
                       .n_keys = n_keys,
                       .limit = limit,
                       .n_workers = query->n_threads};
    sorter->key_columns = ARENA_NEW_ARRAY(arena, size_t, n_keys);
    sorter->key_fields = ARENA_NEW_ARRAY(arena, size_t, n_keys);
    sorter->descending = ARENA_NEW_ARRAY(arena, bool, n_keys);
    lay_out(sorter, arena, keys);
    sorter->workers = ARENA_NEW_ARRAY(arena, SorterWorker, sorter->n_workers);
}

static void run_free_rows(SorterRun *run) {
    row_store_free(&run->store);
    arena_destroy(run->strings);
    free(run->orders);
    free(run->items);
    free(run->keys);
    run->strings = NULL;
    run->orders = NULL;
    run->items = NULL;
    run->keys = NULL;
}

static void run_free(SorterRun *run) {
    if (!run)
        return;
    run_free_rows(run);
    free(run->blocks);
    free(run);
}

void sorter_free(Sorter *sorter) {
    for (size_t w = 0; w < sorter->n_workers; w++) {
        SorterWorker *mine = &sorter->workers[w];
        for (size_t r = 0; r < mine->n_runs; r++)
            run_free(mine->runs[r]);
        run_free(mine->present);
        free(mine->runs);
        spill_close(&mine->file);
        budget_give_back(sorter->query->budget, mine->taken);
        *mine = (SorterWorker){0};
    }
    free(sorter->runs);
    free(sorter->bounds);
    sorter->runs = NULL;
    sorter->bounds = NULL;
}

static SorterRun *run_new(const Sorter *sorter, SorterWorker *mine, Worker *worker) {
    SorterRun *run = calloc(1, sizeof *run);
    if (!run)
        return NULL;
    run->strings = arena_create(0, worker_out_of_memory, worker);
    run->sequence = mine->next_sequence++;
    if (row_store_init(&run->store, sorter->types, sorter->n_stored, run->strings) != STATUS_OK) {
        run_free(run);
        return NULL;
    }
    return run;
}

// ---- filling ----

// The columns to be stored: those of the batch as the types want them, and keys of ragged rows.
static Vector *stored_columns(const Sorter *sorter, Arena *arena, const Batch *batch) {
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, sorter->n_stored);
    memcpy(columns, batch->columns, sorter->n_columns * sizeof *columns);
    for (size_t k = 0; k < sorter->n_keys; k++) {
        Vector *column = &columns[sorter->key_columns[k]];
        const Type *type = sorter->types[sorter->key_columns[k]];
        const size_t field = sorter->key_fields[k];
        if (field == SORT_WHOLE_ROW)
            continue;
        if (!sorter->schema) {
            *column = tuple_columns(arena, &columns[0], batch->n_rows, NULL, field + 1)[field];
        } else if (column->type == PIG_ANY && type->tag != PIG_ANY) {
            const Vector flat = vector_flatten(arena, column, batch->n_rows);
            *column = vector_from_any(arena, &flat, batch->n_rows, type);
        }
    }
    return columns;
}

// A chararray that is the only key is sorted by its bytes, one of several keys by UTF-16 units: so
// does Apache Pig (the two differ beyond U+FFFF only).
static Vector key_vector(const Sorter *sorter, const Vector *column) {
    Vector key = *column;
    if (sorter->n_keys == 1 && key.type == PIG_CHARARRAY)
        key.type = PIG_BYTEARRAY;
    return key;
}

SortColumns sorter_columns(const Sorter *sorter, Arena *arena, const Vector *stored) {
    Vector *keys = ARENA_NEW_ARRAY(arena, Vector, sorter->n_keys);
    for (size_t k = 0; k < sorter->n_keys; k++)
        keys[k] = key_vector(sorter, &stored[sorter->key_columns[k]]);
    return (SortColumns){sorter->n_keys, keys, sorter->descending};
}

static Status reserve(SorterRun *run, size_t n) {
    if (run->n + n <= run->capacity)
        return STATUS_OK;
    size_t capacity = run->capacity ? 2 * run->capacity : 4096;
    while (capacity < run->n + n)
        capacity *= 2;
    SortItem *items = realloc(run->items, capacity * sizeof *items);
    if (items)
        run->items = items;
    uint64_t *orders = realloc(run->orders, capacity * sizeof *orders);
    if (orders)
        run->orders = orders;
    if (!items || !orders || capacity > UINT32_MAX)
        return STATUS_FAILED;
    run->capacity = capacity;
    return STATUS_OK;
}

// Takes rows whose items are ready.
static Status append(SorterRun *run, const Worker *worker, const Vector *columns,
                     const uint32_t *rows, const SortItem *items, size_t n) {
    TRY(reserve(run, n));
    for (size_t i = 0; i < n; i++) {
        run->items[run->n + i] = items[i];
        run->items[run->n + i].row = (uint32_t)(run->n + i);
        run->orders[run->n + i] = worker->order;
    }
    run->n += n;
    return row_store_append(&run->store, columns, rows, n);
}

// The key columns of a run that grows no more.
static Status take_keys(const Sorter *sorter, SorterRun *run) {
    run->keys = calloc(sorter->n_keys + 1, sizeof *run->keys);
    if (!run->keys)
        return STATUS_FAILED;
    for (size_t k = 0; k < sorter->n_keys; k++) {
        const size_t c = sorter->key_columns[k];
        if (!run->store.kept[c]) { // all null: give it rows to compare
            TRY(column_append_null(&run->store.columns[c], run->n));
            run->store.kept[c] = true;
        }
        run->keys[k] = key_vector(sorter, &run->store.columns[c].vector);
    }
    return STATUS_OK;
}

static Status sort_run(const Sorter *sorter, SorterRun *run) {
    SortItem *scratch = malloc((run->n + 1) * sizeof *scratch);
    if (!scratch || take_keys(sorter, run) != STATUS_OK) {
        free(scratch);
        return STATUS_FAILED;
    }
    const SortColumns columns = {sorter->n_keys, run->keys, sorter->descending};
    sort_items(&columns, run->items, run->n, scratch);
    free(scratch);
    return STATUS_OK;
}

static bool same_keys(const SortColumns *columns, const SortItem *a, const SortItem *b) {
    return sort_compare_prefix(a, b) == 0 &&
           (sort_is_settled(a) || sort_compare_rows(columns, a->row, columns, b->row) == 0);
}

// Rows with equal keys change places as in a mapper of Apache Pig, if the run is all that one would
// have seen. ranks: 3 * n numbers; input: n items.
static void pass_mappers(const Sorter *sorter, SorterRun *run, uint32_t *ranks, SortItem *input) {
    const SortColumns columns = {sorter->n_keys, run->keys, sorter->descending};
    size_t n = run->n;
    uint32_t *rows = ranks + n, *second = rows + n, rank = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && !same_keys(&columns, &run->items[i - 1], &run->items[i]))
            rank++;
        ranks[run->items[i].row] = rank;
        input[run->items[i].row] = run->items[i];
    }
    map_sort(ranks, n, rows);
    for (size_t i = 0; i < n; i++)
        run->items[i] = input[rows[i]];
    if (sorter->limit < 0)
        return;
    // What is left is sorted once more, in a second job.
    n = (size_t)sorter->limit < n ? (size_t)sorter->limit : n;
    for (size_t i = 0; i < n; i++) {
        input[i] = run->items[i];
        second[i] = ranks[input[i].row];
    }
    map_sort(second, n, rows);
    for (size_t i = 0; i < n; i++)
        run->items[i] = input[rows[i]];
}

static Status sort_as_mapper(const Sorter *sorter, SorterRun *run) {
    SortItem *input = malloc((run->n + 1) * sizeof *input);
    uint32_t *ranks = malloc((3 * run->n + 1) * sizeof *ranks);
    const bool ok = input && ranks;
    if (ok)
        pass_mappers(sorter, run, ranks, input);
    free(input);
    free(ranks);
    return ok ? STATUS_OK : STATUS_FAILED;
}

static bool is_one_mapper(const SorterWorker *mine, const SorterRun *run) {
    return !mine->has_cutoff && mine->n_runs == 0 && run->n <= MAP_SORT_MOST_ROWS &&
           run->orders[0] == run->orders[run->n - 1];
}

static Status close_run(const Sorter *sorter, SorterWorker *mine, Worker *worker) {
    SorterRun *run = mine->present;
    if (!run || run->n == 0)
        return STATUS_OK;
    SorterRun **runs = heap_grow(mine->runs, mine->n_runs, &mine->run_capacity, sizeof *runs);
    if (!runs)
        return no_memory(worker);
    mine->runs = runs;
    if (sort_run(sorter, run) != STATUS_OK ||
        (is_one_mapper(mine, run) && sort_as_mapper(sorter, run) != STATUS_OK))
        return no_memory(worker);
    mine->runs[mine->n_runs++] = run;
    mine->present = NULL;
    return STATUS_OK;
}

// ---- the first rows only ----

// Keeps the first `limit` rows of the present run; the last of them is the new cut-off.
static Status cut(const Sorter *sorter, SorterWorker *mine, Worker *worker) {
    SorterRun *old = mine->present;
    if (sort_run(sorter, old) != STATUS_OK)
        return no_memory(worker);
    const size_t limit = (size_t)sorter->limit, n = old->n < limit ? old->n : limit;
    SorterRun *run = mine->present = run_new(sorter, mine, worker);
    if (!run || reserve(run, n) != STATUS_OK)
        return no_memory(worker);
    uint32_t *rows = arena_alloc(worker->arena, n * sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i] = old->items[i].row;
        run->items[i] = old->items[i];
        run->items[i].row = (uint32_t)i;
        run->orders[i] = old->orders[rows[i]];
    }
    const Vector *columns = row_store_columns(&old->store, worker->arena);
    run->n = n;
    const Status status = row_store_append(&run->store, columns, rows, n);
    if (n == limit && n > 0) {
        mine->has_cutoff = true;
        mine->cutoff = run->items[n - 1];
    }
    run_free(old);
    return status == STATUS_OK ? STATUS_OK : no_memory(worker);
}

// Drops rows behind the cut-off; returns how many are left.
static size_t before_cutoff(const SorterWorker *mine, SortItem *items, uint32_t *rows, size_t n) {
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++)
        if (sort_compare_prefix(&items[i], &mine->cutoff) <= 0) {
            items[n_kept] = items[i];
            rows[n_kept++] = items[i].row;
        }
    return n_kept;
}

// ---- spilling ----

static SorterBlock *add_block(SorterRun *run) {
    SorterBlock *blocks =
        heap_grow(run->blocks, run->n_blocks, &run->block_capacity, sizeof *blocks);
    if (!blocks)
        return NULL;
    run->blocks = blocks;
    return &run->blocks[run->n_blocks++];
}

// Writes rows of the run from sorted row `first` on as a block; *n: how many.
static Status write_block(SorterWorker *mine, Worker *worker, SorterRun *run,
                          const SpillRows *sorted, size_t first, size_t *n) {
    uint32_t rows[SPILL_BLOCK_ROWS];
    SpillRows block = *sorted;
    block.rows = rows;
    block.n = run->n - first < SPILL_BLOCK_ROWS ? run->n - first : SPILL_BLOCK_ROWS;
    for (size_t i = 0; i < block.n; i++)
        rows[i] = run->items[first + i].row;
    SpillExtent extent;
    TRY(spill_write_rows(worker, &mine->file, &block, &extent, n));
    SorterBlock *added = add_block(run);
    if (!added)
        return no_memory(worker);
    *added = (SorterBlock){.first = run->items[first], .n = *n, .extent = extent};
    return STATUS_OK;
}

static Status spill_run(const Sorter *sorter, SorterWorker *mine, Worker *worker, SorterRun *run) {
    Vector *columns = ARENA_NEW_ARRAY(worker->arena, Vector, sorter->n_stored + 1);
    memcpy(columns, row_store_columns(&run->store, worker->arena),
           sorter->n_stored * sizeof *columns);
    columns[sorter->n_stored] = (Vector){.type = PIG_LONG, .form = PIG_FLAT, .data = run->orders};
    const SpillRows sorted = {.columns = columns, .n_columns = sorter->n_stored + 1};
    for (size_t first = 0, n; first < run->n; first += n)
        TRY(write_block(mine, worker, run, &sorted, first, &n));
    run->spilled = true;
    run->file = &mine->file;
    run_free_rows(run);
    return STATUS_OK;
}

static Status spill(const Sorter *sorter, SorterWorker *mine, Worker *worker) {
    TRY(close_run(sorter, mine, worker));
    for (size_t r = 0; r < mine->n_runs; r++)
        if (!mine->runs[r]->spilled)
            TRY(spill_run(sorter, mine, worker, mine->runs[r]));
    budget_give_back(sorter->query->budget, mine->taken);
    mine->taken = 0;
    return STATUS_OK;
}

static size_t run_bytes(const SorterRun *run) {
    return run->spilled ? run->n_blocks * sizeof *run->blocks
                        : row_store_bytes(&run->store) + arena_footprint(run->strings) +
                              run->capacity * (sizeof *run->items + sizeof *run->orders);
}

// Asks the budget for what the runs have grown by; spills when it refuses.
static Status account(const Sorter *sorter, SorterWorker *mine, Worker *worker) {
    enum { BATCHES_BETWEEN = 4 };
    if (++mine->n_batches % BATCHES_BETWEEN || !mine->present)
        return STATUS_OK;
    // Sorting takes as much again as the items.
    size_t n_bytes = run_bytes(mine->present) + mine->present->capacity * sizeof(SortItem);
    for (size_t r = 0; r < mine->n_runs; r++)
        n_bytes += run_bytes(mine->runs[r]);
    if (n_bytes <= mine->taken)
        return STATUS_OK;
    if (!budget_take(sorter->query->budget, n_bytes - mine->taken)) {
        if (n_bytes >= budget_least_spill(sorter->query->budget))
            return spill(sorter, mine, worker);
        budget_force(sorter->query->budget, n_bytes - mine->taken);
    }
    mine->taken = n_bytes;
    return STATUS_OK;
}

// ---- calls ----

static bool wants_few(const Sorter *sorter) {
    enum { FEW = 1 << 20 };
    return sorter->limit >= 0 && sorter->limit <= FEW;
}

Status sorter_add(Sorter *sorter, Worker *worker, const Batch *batch) {
    SorterWorker *mine = &sorter->workers[worker->number];
    Arena *arena = worker->arena;
    const Vector *columns = stored_columns(sorter, arena, batch);
    const SortColumns keys = sorter_columns(sorter, arena, columns);
    SortItem *items = arena_alloc(arena, batch->n_selected * sizeof *items);
    sort_items_fill(&keys, batch->selection, batch->n_selected, items);
    size_t n = batch->n_selected;
    const uint32_t *rows = batch->selection;
    if (mine->has_cutoff) {
        uint32_t *kept = arena_alloc(arena, n * sizeof *kept);
        n = before_cutoff(mine, items, kept, n);
        rows = kept;
    }
    if (n == 0)
        return STATUS_OK;
    if (!mine->present)
        mine->present = run_new(sorter, mine, worker);
    if (!mine->present || append(mine->present, worker, columns, rows, items, n) != STATUS_OK)
        return no_memory(worker);
    if (wants_few(sorter) && mine->present->n > 4 * (size_t)sorter->limit + 8 * BATCH_ROWS)
        TRY(cut(sorter, mine, worker));
    return account(sorter, mine, worker);
}

Status sorter_end_split(Sorter *sorter, Worker *worker) {
    SorterWorker *mine = &sorter->workers[worker->number];
    if (wants_few(sorter) || !mine->present || mine->present->n < LEAST_RUN_ROWS)
        return STATUS_OK;
    return close_run(sorter, mine, worker);
}

// ---- ranges ----

typedef struct Sample {
    SortItem item;
    size_t weight;
} Sample;

static int sample_order(const void *a, const void *b) {
    return sort_compare_prefix(&((const Sample *)a)->item, &((const Sample *)b)->item);
}

static size_t take_samples(const SorterRun *run, Sample *samples) {
    const size_t n_items = run->spilled ? run->n_blocks : run->n;
    const size_t step = n_items / SAMPLES_A_RUN + 1;
    size_t n = 0;
    for (size_t i = 0; i < n_items; i += step) {
        samples[n].item = run->spilled ? run->blocks[i].first : run->items[i];
        samples[n++].weight = step * (run->spilled ? run->blocks[i].n : 1);
    }
    return n;
}

// Bounds at equal steps of weight; those that are equal are left out.
static void choose_bounds(Sorter *sorter, const Sample *samples, size_t n, size_t n_ranges) {
    size_t total = 0, sum = 0, n_bounds = 0;
    for (size_t i = 0; i < n; i++)
        total += samples[i].weight;
    for (size_t i = 0; i < n; i++) {
        sum += samples[i].weight;
        if (n_bounds + 1 >= n_ranges || sum * n_ranges < total * (n_bounds + 1))
            continue;
        const SortItem *last = n_bounds ? &sorter->bounds[n_bounds - 1] : &samples[0].item;
        if (sort_compare_prefix(last, &samples[i].item) < 0)
            sorter->bounds[n_bounds++] = samples[i].item;
    }
    sorter->n_ranges = n_bounds + 1;
}

static Status find_ranges(Sorter *sorter, size_t n_ranges) {
    Sample *samples = malloc((sorter->n_runs * (SAMPLES_A_RUN + 1) + 1) * sizeof *samples);
    sorter->bounds = calloc(n_ranges, sizeof *sorter->bounds);
    if (!samples || !sorter->bounds) {
        free(samples);
        return STATUS_FAILED;
    }
    size_t n = 0;
    for (size_t r = 0; r < sorter->n_runs; r++)
        n += take_samples(sorter->runs[r], samples + n);
    qsort(samples, n, sizeof *samples, sample_order);
    choose_bounds(sorter, samples, n, n_ranges);
    free(samples);
    return STATUS_OK;
}

Status sorter_seal(Sorter *sorter, Worker *worker, size_t least_ranges, size_t most_ranges) {
    for (size_t w = 0; w < sorter->n_workers; w++) {
        TRY(close_run(sorter, &sorter->workers[w], worker));
        sorter->n_runs += sorter->workers[w].n_runs;
    }
    sorter->runs = calloc(sorter->n_runs + 1, sizeof *sorter->runs);
    if (!sorter->runs)
        return no_memory(worker);
    size_t to = 0;
    for (size_t w = 0; w < sorter->n_workers; w++)
        for (size_t r = 0; r < sorter->workers[w].n_runs; r++) {
            sorter->runs[to] = sorter->workers[w].runs[r];
            sorter->n_rows += sorter->runs[to++]->n;
        }
    size_t n_ranges = sorter->n_rows / ROWS_A_RANGE + 1;
    n_ranges = n_ranges > least_ranges ? n_ranges : least_ranges;
    n_ranges = n_ranges < MOST_RANGES ? n_ranges : MOST_RANGES;
    n_ranges = n_ranges < most_ranges ? n_ranges : most_ranges;
    if (sorter->limit >= 0)
        n_ranges = 1;
    return find_ranges(sorter, n_ranges) == STATUS_OK ? STATUS_OK : no_memory(worker);
}
