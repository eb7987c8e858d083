// SPDX-License-Identifier: Apache-2.0
//
// Partial groups on disk. A run is written bucket by bucket, in pieces of rows: first the groups
// (inputs seen, key parts, the states as bytes), then for each distinct aggregate its argument rows
// with the number of their group within the bucket. Reading merges a piece as if its groups had
// just been made.

#include <stdlib.h>

#include "lang/base/grow.h"
#include "runtime/op/aggregate.h"

// ---- writing ----

// Entries to be written together.
typedef struct EntryList {
    char *const *entries;
    size_t n;
} EntryList;

static size_t group_columns(const AggregateStage *self) {
    return 1 + self->layout.n_parts + self->plan->n_aggregates;
}

static Status save_states(AggregateStage *self, AggregateWorker *mine, Worker *worker, size_t a,
                          const EntryList *list, Vector *out) {
    const AggregateCall *call = &self->calls[a];
    *out = vector_new(worker->arena, type_of(PIG_BYTEARRAY), list->n);
    const FunctionHost host = aggregate_host(worker, mine->memory);
    for (size_t i = 0; i < list->n && !call->plan->distinct; i++) {
        const char *state = list->entries[i] + call->offset;
        if (call->flat) {
            pig_strs_out(out)[i] = pig_str_make(state, call->state_bytes);
            continue;
        }
        FunctionFailure failure = {0};
        if (function_save(mine->functions[a], &host, state, &pig_strs_out(out)[i], &failure) !=
            STATUS_OK)
            return aggregate_failed(worker, call, &failure);
    }
    return STATUS_OK;
}

static struct SpilledPiece *add_piece(AggregateRun *run) {
    void *pieces = heap_grow(run->pieces, run->n_pieces, &run->piece_capacity, sizeof *run->pieces);
    if (!pieces)
        return NULL;
    run->pieces = pieces;
    return &run->pieces[run->n_pieces++];
}

// Writes the rows as one piece or, if they are large, several.
static Status write_pieces(Worker *worker, SpillFile *file, AggregateRun *run, size_t call,
                           const SpillRows *all) {
    uint32_t *rows = arena_alloc(worker->arena, all->n * sizeof *rows);
    for (size_t i = 0; i < all->n; i++)
        rows[i] = (uint32_t)i;
    for (size_t done = 0, n; done < all->n; done += n) {
        const SpillRows rest = {all->columns, all->n_columns, rows + done, all->n - done};
        struct SpilledPiece piece = {.call = call};
        TRY(spill_write_rows(worker, file, &rest, &piece.extent, &n));
        piece.n = n;
        struct SpilledPiece *added = add_piece(run);
        if (!added)
            return aggregate_no_memory(worker);
        *added = piece;
    }
    return STATUS_OK;
}

static Status write_groups(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                           AggregateRun *run, const EntryList *list) {
    char *const *entries = list->entries;
    const size_t n = list->n;
    Arena *arena = worker->arena;
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, group_columns(self));
    columns[0] = vector_new(arena, type_of(PIG_LONG), n);
    for (size_t i = 0; i < n; i++)
        pig_longs_out(&columns[0])[i] = (int64_t)*aggregate_seen(self, entries[i]);
    for (size_t p = 0; p < self->layout.n_parts; p++)
        columns[1 + p] = key_entries_part(&self->layout, p, arena, entries, n);
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        TRY(save_states(self, mine, worker, a, list, &columns[1 + self->layout.n_parts + a]));
    const SpillRows rows = {columns, group_columns(self), NULL, n};
    return write_pieces(worker, &mine->file, run, SIZE_MAX, &rows);
}

static Status write_distinct(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                             AggregateRun *run, size_t a, const EntryList *list) {
    char *const *entries = list->entries;
    const size_t n = list->n;
    const KeyLayout *layout = &self->calls[a].distinct;
    Arena *arena = worker->arena;
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, layout->n_parts);
    columns[0] = vector_new(arena, type_of(PIG_LONG), n);
    for (size_t i = 0; i < n; i++) {
        char *group = *(char **)(void *)(entries[i] + 16);
        pig_longs_out(&columns[0])[i] = (int64_t)(uintptr_t)*aggregate_merged(self, group);
    }
    for (size_t p = 1; p < layout->n_parts; p++)
        columns[p] = key_entries_part(layout, p, arena, entries, n);
    const SpillRows rows = {columns, layout->n_parts, NULL, n};
    return write_pieces(worker, &mine->file, run, a, &rows);
}

static Status write_bucket(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                           AggregateRun *run, size_t bucket) {
    const size_t start = bucket ? run->groups.ends[bucket - 1] : 0, end = run->groups.ends[bucket];
    // Numbers within the bucket stand where the address of the merged entry will.
    for (size_t e = start; e < end; e++)
        *aggregate_merged(self, run->groups.entries[e]) = (char *)(uintptr_t)(e - start);
    for (size_t e = start; e < end; e += SPILL_BLOCK_ROWS) {
        const size_t n = end - e < SPILL_BLOCK_ROWS ? end - e : SPILL_BLOCK_ROWS;
        const ArenaMark mark = arena_mark(worker->arena);
        const EntryList here = {run->groups.entries + e, n};
        TRY(write_groups(self, mine, worker, run, &here));
        arena_release(worker->arena, mark);
    }
    for (size_t a = 0; a < self->plan->n_aggregates; a++) {
        if (!self->calls[a].plan->distinct)
            continue;
        const BucketList *list = &run->distinct[a];
        const size_t last = list->ends[bucket];
        for (size_t e = bucket ? list->ends[bucket - 1] : 0; e < last; e += SPILL_BLOCK_ROWS) {
            const size_t n = last - e < SPILL_BLOCK_ROWS ? last - e : SPILL_BLOCK_ROWS;
            const ArenaMark mark = arena_mark(worker->arena);
            const EntryList here = {list->entries + e, n};
            TRY(write_distinct(self, mine, worker, run, a, &here));
            arena_release(worker->arena, mark);
        }
    }
    run->piece_ends[bucket] = run->n_pieces;
    return STATUS_OK;
}

static Status write_run(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                        AggregateRun *run) {
    for (size_t b = 0; b < AGGREGATE_BUCKETS; b++)
        TRY(write_bucket(self, mine, worker, run, b));
    run->spilled = true;
    run->file = &mine->file;
    free(run->groups.entries);
    run->groups = (BucketList){0};
    for (size_t a = 0; a < self->plan->n_aggregates; a++) {
        free(run->distinct[a].entries);
        run->distinct[a] = (BucketList){0};
    }
    return STATUS_OK;
}

// Empty tables over empty memory.
static Status start_again(AggregateStage *self, AggregateWorker *mine, Worker *worker) {
    key_table_free(&mine->groups);
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        key_table_free(&mine->distinct[a]);
    arena_destroy(mine->memory);
    mine->memory = arena_create(0, worker_out_of_memory, worker);
    budget_give_back(self->query->budget, mine->taken);
    mine->taken = 0;
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        if (self->calls[a].plan->distinct &&
            key_table_init(&mine->distinct[a], &self->calls[a].distinct, 0, mine->memory) !=
                STATUS_OK)
            return aggregate_no_memory(worker);
    return key_table_init(&mine->groups, &self->layout, self->owner_bytes, mine->memory) ==
                   STATUS_OK
               ? STATUS_OK
               : aggregate_no_memory(worker);
}

Status aggregate_spill(AggregateStage *self, AggregateWorker *mine, Worker *worker) {
    for (size_t r = 0; r < mine->n_runs; r++)
        if (!mine->runs[r].spilled)
            TRY(write_run(self, mine, worker, &mine->runs[r]));
    return start_again(self, mine, worker);
}

// ---- reading ----

// Groups of the bucket being read, by number; NULL: not of the share at work.
typedef struct Numbered {
    char **groups;
    size_t n, capacity;
} Numbered;

// Room for the numbers of n more groups; NULL: no memory.
static char **number_groups(Numbered *numbered, size_t n) {
    if (numbered->n + n > numbered->capacity) {
        const size_t capacity = 2 * (numbered->n + n);
        char **groups = realloc(numbered->groups, capacity * sizeof *groups);
        if (!groups)
            return NULL;
        numbered->groups = groups;
        numbered->capacity = capacity;
    }
    char **added = numbered->groups + numbered->n;
    memset(added, 0, n * sizeof *added);
    numbered->n += n;
    return added;
}

// Keeps the rows rows[0..n) of the columns.
static void keep_rows(Arena *arena, Vector *columns, size_t n_columns, const uint32_t *rows,
                      size_t n) {
    for (size_t c = 0; c < n_columns; c++)
        columns[c] = vector_gather(arena, &columns[c], rows, n);
}

// Merges the saved states of one aggregate into the entries.
static Status merge_saved(AggregateMerge *merge, size_t a, const Vector *saved,
                          char *const *entries, size_t n) {
    const AggregateCall *call = &merge->stage->calls[a];
    FunctionFailure failure = {0};
    void *into[SPILL_BLOCK_ROWS], *from[SPILL_BLOCK_ROWS];
    const size_t stride = (call->state_bytes + 15) / 16 * 16;
    char *states = arena_zalloc(merge->worker->arena, n * stride);
    for (size_t i = 0; i < n; i++) {
        const pig_str *bytes = &pig_strs(saved)[i];
        into[i] = entries[i] + call->offset;
        from[i] = states + i * stride;
        if (call->flat)
            memcpy(from[i], pig_str_data(bytes), call->state_bytes);
        else if (function_load(merge->mine->functions[a], &merge->host, bytes, from[i], &failure) !=
                 STATUS_OK)
            return aggregate_failed(merge->worker, call, &failure);
    }
    if (function_merge(merge->mine->functions[a], &merge->host, n, into, from, &failure) !=
        STATUS_OK)
        return aggregate_failed(merge->worker, call, &failure);
    return STATUS_OK;
}

static void read_keys(const AggregateMerge *merge, const Vector *columns, size_t n,
                      KeyBatch *keys) {
    const AggregateStage *self = merge->stage;
    const AggregateRows rows = {.keys = columns + 1,
                                .n = n,
                                .groups =
                                    self->parted ? pig_longs(columns + 1 + self->n_keys) : NULL};
    aggregate_keys(self, merge->worker->arena, &rows, keys);
}

// Merges rows of groups; entries[i]: where row i went.
static Status add_groups(AggregateMerge *merge, const Vector *columns, size_t n,
                         const KeyBatch *keys, char **entries) {
    AggregateStage *self = merge->stage;
    if (key_table_add(&merge->groups, keys, entries) != STATUS_OK)
        return aggregate_no_memory(merge->worker);
    if (aggregate_knows_groups(merge))
        return STATUS_OK;
    for (size_t i = 0; i < n; i++)
        *aggregate_seen(self, entries[i]) |= (uint64_t)pig_longs(&columns[0])[i];
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        if (!self->calls[a].plan->distinct)
            TRY(merge_saved(merge, a, &columns[1 + self->layout.n_parts + a], entries, n));
    return STATUS_OK;
}

static Status read_groups(AggregateMerge *merge, Vector *columns, size_t n, Numbered *numbered) {
    Arena *arena = merge->worker->arena;
    KeyBatch keys;
    read_keys(merge, columns, n, &keys);
    char **added = number_groups(numbered, n);
    if (!added)
        return aggregate_no_memory(merge->worker);
    uint32_t *rows = arena_alloc(arena, n * sizeof *rows);
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++)
        if (key_share_has(&merge->group_share, keys.hashes[i]))
            rows[n_kept++] = (uint32_t)i;
    if (n_kept == n)
        return add_groups(merge, columns, n, &keys, added);
    keep_rows(arena, columns, group_columns(merge->stage), rows, n_kept);
    read_keys(merge, columns, n_kept, &keys);
    char **entries = arena_alloc(arena, n_kept * sizeof *entries);
    TRY(add_groups(merge, columns, n_kept, &keys, entries));
    for (size_t i = 0; i < n_kept; i++)
        added[rows[i]] = entries[i];
    return STATUS_OK;
}

// The keys of distinct rows: their first column holds hashes of groups; compared is the address.
static void distinct_keys(const AggregateMerge *merge, const KeyLayout *layout,
                          const Vector *columns, char *const *groups, size_t n, KeyBatch *keys) {
    key_batch_fill(layout, merge->worker->arena, columns, NULL, n, keys);
    keys->columns[0].words = (const uint64_t *)(const void *)groups;
}

static Status read_distinct(AggregateMerge *merge, size_t a, Vector *columns, size_t n,
                            const Numbered *numbered) {
    const KeyLayout *layout = &merge->stage->calls[a].distinct;
    Arena *arena = merge->worker->arena;
    char **groups = arena_alloc(arena, n * sizeof *groups);
    int64_t *hashes = pig_longs_out(&columns[0]);
    for (size_t i = 0; i < n; i++) {
        groups[i] = numbered->groups[hashes[i]];
        hashes[i] = groups[i] ? (int64_t)key_entry_hash(groups[i]) : 0;
    }
    KeyBatch keys;
    distinct_keys(merge, layout, columns, groups, n, &keys);
    uint32_t *rows = arena_alloc(arena, n * sizeof *rows);
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++)
        if (groups[i] && key_share_has(&merge->distinct_share, keys.hashes[i])) {
            groups[n_kept] = groups[i];
            rows[n_kept++] = (uint32_t)i;
        }
    if (n_kept < n) {
        keep_rows(arena, columns, layout->n_parts, rows, n_kept);
        distinct_keys(merge, layout, columns, groups, n_kept, &keys);
    }
    char **entries = arena_alloc(arena, n_kept * sizeof *entries);
    return key_table_add(&merge->distinct[a], &keys, entries) == STATUS_OK
               ? STATUS_OK
               : aggregate_no_memory(merge->worker);
}

static const Type *const *piece_types(const AggregateStage *self, Arena *arena, size_t call,
                                      size_t *n_columns) {
    const KeyLayout *layout = call == SIZE_MAX ? &self->layout : &self->calls[call].distinct;
    *n_columns = call == SIZE_MAX ? group_columns(self) : layout->n_parts;
    const Type **types = ARENA_NEW_ARRAY(arena, const Type *, *n_columns);
    const size_t first = call == SIZE_MAX ? 1 : 0;
    types[0] = type_of(PIG_LONG);
    for (size_t p = 0; p < layout->n_parts; p++)
        types[first + p] = layout->parts[p].type;
    for (size_t c = first + layout->n_parts; c < *n_columns; c++)
        types[c] = type_of(PIG_BYTEARRAY);
    return types;
}

static Status read_piece(AggregateMerge *merge, const AggregateRun *run,
                         const struct SpilledPiece *piece, Numbered *numbered) {
    Worker *worker = merge->worker;
    Arena *arena = worker->arena;
    SpilledRows rows = {0};
    rows.types = piece_types(merge->stage, arena, piece->call, &rows.n_columns);
    rows.columns = ARENA_NEW_ARRAY(arena, Vector, rows.n_columns);
    TRY(spill_read_rows(worker, run->file, &piece->extent, arena, &rows));
    return piece->call == SIZE_MAX
               ? read_groups(merge, rows.columns, rows.n, numbered)
               : read_distinct(merge, piece->call, rows.columns, rows.n, numbered);
}

Status aggregate_unspill(AggregateMerge *merge, const AggregateRun *run) {
    Numbered numbered = {0};
    Status status = STATUS_OK;
    for (size_t b = merge->first; b < merge->last && status == STATUS_OK; b++) {
        numbered.n = 0;
        for (size_t p = b ? run->piece_ends[b - 1] : 0;
             p < run->piece_ends[b] && status == STATUS_OK; p++) {
            const ArenaMark mark = arena_mark(merge->worker->arena);
            status = read_piece(merge, run, &run->pieces[p], &numbered);
            arena_release(merge->worker->arena, mark);
        }
    }
    free(numbered.groups);
    return status;
}

void aggregate_spilled_bytes(const AggregateStage *self, size_t first, size_t last, size_t *groups,
                             size_t *distinct) {
    *groups = *distinct = 0;
    for (size_t r = 0; r < self->n_runs; r++) {
        const AggregateRun *run = self->runs[r];
        if (!run->spilled)
            continue;
        for (size_t p = first ? run->piece_ends[first - 1] : 0; p < run->piece_ends[last - 1];
             p++) {
            const struct SpilledPiece *piece = &run->pieces[p];
            const bool of_groups = piece->call == SIZE_MAX;
            const KeyLayout *layout =
                of_groups ? &self->layout : &self->calls[piece->call].distinct;
            const size_t entry = layout->n_bytes + (of_groups ? self->owner_bytes : 0);
            // An entry, two slots and its place in the list; long texts.
            *(of_groups ? groups : distinct) +=
                piece->n * (entry + 3 * sizeof(uint64_t)) + piece->extent.n_raw_bytes;
        }
    }
}
