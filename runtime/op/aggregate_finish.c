// SPDX-License-Identifier: Apache-2.0
//
// The reduce side of AGGREGATE: the runs of a few buckets are merged in the order of their splits.
// The first entry of a key is adopted as it is; later ones are merged into it, many at a time.

#include <stdlib.h>

#include "runtime/exchange/hash_order.h"
#include "runtime/op/aggregate.h"
#include "runtime/op/tuple.h"

enum { PREFETCH_AHEAD = 12 };

// ---- sealing ----

static int run_order(const void *a, const void *b) {
    const AggregateRun *x = *(const AggregateRun *const *)a, *y = *(const AggregateRun *const *)b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

// The number of partitions goes by the number of rows, which no number of threads changes.
static size_t partition_count(const AggregateStage *self) {
    enum { ROWS_A_PARTITION = 32 * 1024 };
    uint64_t n_rows = 0;
    size_t n = 1;
    for (size_t w = 0; w < self->n_workers; w++)
        n_rows += self->workers[w].n_rows;
    if (self->layout.n_parts == 0)
        return 1;
    while (n < AGGREGATE_BUCKETS && n * ROWS_A_PARTITION < n_rows)
        n *= 2;
    return n;
}

Status aggregate_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions) {
    (void)stage;
    AggregateStage *self = state;
    size_t n_runs = 0;
    for (size_t w = 0; w < self->n_workers; w++) {
        if (self->workers[w].memory)
            TRY(aggregate_flush(self, &self->workers[w], worker));
        n_runs += self->workers[w].n_runs;
    }
    self->runs = malloc((n_runs + 1) * sizeof *self->runs);
    if (!self->runs)
        return aggregate_no_memory(worker);
    for (size_t w = 0; w < self->n_workers; w++)
        for (size_t r = 0; r < self->workers[w].n_runs; r++)
            self->runs[self->n_runs++] = &self->workers[w].runs[r];
    qsort(self->runs, self->n_runs, sizeof(*self->runs), run_order);
    *n_partitions = self->n_partitions = self->n_runs ? partition_count(self) : 0;
    self->order.whole = self->n_partitions == 1;
    return STATUS_OK;
}

// ---- merging ----

static Status merge_pairs(AggregateMerge *merge) {
    const size_t n = merge->n_pairs;
    merge->n_pairs = 0;
    void *into[BATCH_ROWS], *from[BATCH_ROWS];
    for (size_t a = 0; n && a < merge->stage->plan->n_aggregates; a++) {
        const AggregateCall *call = &merge->stage->calls[a];
        if (call->plan->distinct)
            continue;
        for (size_t i = 0; i < n; i++) {
            into[i] = merge->into[i] + call->offset;
            from[i] = merge->from[i] + call->offset;
        }
        FunctionFailure failure = {0};
        if (function_merge(merge->mine->functions[a], &merge->host, n, into, from, &failure) !=
            STATUS_OK)
            return aggregate_failed(merge->worker, call, &failure);
    }
    return STATUS_OK;
}

static size_t first_of(const BucketList *list, size_t bucket) {
    return bucket ? list->ends[bucket - 1] : 0;
}

static Status merge_groups(AggregateMerge *merge, const BucketList *list) {
    AggregateStage *self = merge->stage;
    const size_t end = list->ends[merge->last - 1];
    for (size_t e = first_of(list, merge->first); e < end; e++) {
        if (e + 2 * PREFETCH_AHEAD < end)
            __builtin_prefetch(list->entries[e + 2 * PREFETCH_AHEAD]);
        if (e + PREFETCH_AHEAD < end)
            key_table_prefetch(&merge->groups, key_entry_hash(list->entries[e + PREFETCH_AHEAD]));
        char *entry = list->entries[e];
        if (!key_share_has(&merge->group_share, key_entry_hash(entry)))
            continue;
        char *kept = key_table_adopt(&merge->groups, entry);
        if (!kept)
            return aggregate_no_memory(merge->worker);
        *aggregate_merged(self, entry) = kept;
        if (kept == entry)
            continue;
        *aggregate_seen(self, kept) |= *aggregate_seen(self, entry);
        merge->into[merge->n_pairs] = kept;
        merge->from[merge->n_pairs++] = entry;
        if (merge->n_pairs == BATCH_ROWS)
            TRY(merge_pairs(merge));
    }
    return merge_pairs(merge);
}

// The group of a distinct row; NULL once the share that it belongs to is done.
static char **distinct_group(char *entry) {
    return (char **)(void *)(entry + 16);
}

static bool is_whole(const AggregateMerge *merge) {
    return merge->group_share.n_shares == 1 && merge->distinct_share.n_shares == 1;
}

static bool is_in_shares(const AggregateMerge *merge, const char *entry, const char *group) {
    return group && key_share_has(&merge->distinct_share, key_entry_hash(entry)) &&
           key_share_has(&merge->group_share, key_entry_hash(group));
}

// Distinct argument rows of one aggregate, now of the merged groups.
static Status merge_distinct(AggregateMerge *merge, const BucketList *list, KeyTable *table) {
    const bool whole = is_whole(merge);
    const size_t end = list->ends[merge->last - 1];
    for (size_t e = first_of(list, merge->first); e < end; e++) {
        if (e + 2 * PREFETCH_AHEAD < end)
            __builtin_prefetch(list->entries[e + 2 * PREFETCH_AHEAD]);
        if (e + PREFETCH_AHEAD < end)
            key_table_prefetch(table, key_entry_hash(list->entries[e + PREFETCH_AHEAD]));
        char *entry = list->entries[e];
        char **group = distinct_group(entry);
        if (!whole && !is_in_shares(merge, entry, *group))
            continue;
        *group = *aggregate_merged(merge->stage, *group);
        const char *kept = key_table_adopt(table, entry);
        if (!kept)
            return aggregate_no_memory(merge->worker);
        if (kept != entry)
            *group = NULL;
    }
    return STATUS_OK;
}

static Status add_distinct_rows(AggregateMerge *merge, size_t a) {
    const AggregateCall *call = &merge->stage->calls[a];
    const KeyTable *table = &merge->distinct[a];
    Arena *arena = merge->worker->arena;
    void *states[BATCH_ROWS];
    for (size_t first = 0; first < table->n_entries; first += BATCH_ROWS) {
        const size_t left = table->n_entries - first, n = left < BATCH_ROWS ? left : BATCH_ROWS;
        const ArenaMark mark = arena_mark(arena);
        char *const *entries = table->entries + first;
        for (size_t i = 0; i < n; i++)
            states[i] = *distinct_group(entries[i]) + call->offset;
        Vector *args = ARENA_NEW_ARRAY(arena, Vector, call->plan->n_args + 1);
        for (size_t i = 0; i < call->plan->n_args; i++)
            args[i] = key_entries_part(&call->distinct, i + 1, arena, entries, n);
        FunctionFailure failure = {0};
        if (function_add(merge->mine->functions[a], &merge->host, n, args, states, &failure) !=
            STATUS_OK)
            return aggregate_failed(merge->worker, call, &failure);
        arena_release(arena, mark);
    }
    return STATUS_OK;
}

static Status merge_run(AggregateMerge *merge, const AggregateRun *run) {
    TRY(worker_check(merge->worker));
    if (run->spilled)
        return aggregate_unspill(merge, run);
    if (!aggregate_knows_groups(merge))
        TRY(merge_groups(merge, &run->groups));
    for (size_t a = 0; a < merge->stage->plan->n_aggregates; a++)
        if (merge->stage->calls[a].plan->distinct)
            TRY(merge_distinct(merge, &run->distinct[a], &merge->distinct[a]));
    return STATUS_OK;
}

// ---- results ----

// The groups that are wanted: those with a row in every INNER input. Returns how many.
static size_t wanted_groups(const AggregateStage *self, char **entries, size_t n) {
    const uint64_t inner = self->inner;
    if (!inner)
        return n;
    size_t n_wanted = 0;
    for (size_t e = 0; e < n; e++)
        if ((*aggregate_seen(self, entries[e]) & inner) == inner)
            entries[n_wanted++] = entries[e];
    return n_wanted;
}

// The columns of n groups.
static Status output_columns(AggregateMerge *merge, char *const *entries, size_t n, Batch *out) {
    AggregateStage *self = merge->stage;
    Arena *arena = merge->worker->arena;
    const size_t n_aggregates = self->plan->n_aggregates;
    const size_t n_fields =
        self->plan->output ? (size_t)self->plan->output->n_fields : self->n_keys + n_aggregates;
    *out = (Batch){.n_rows = n, .n_selected = n};
    out->columns = ARENA_NEW_ARRAY(arena, Vector, n_fields + n_aggregates + self->n_keys + 1);
    if (self->plan->all && n_fields == n_aggregates + 1) {
        Vector key = vector_new(arena, type_of(PIG_CHARARRAY), 1);
        key.form = PIG_CONSTANT;
        vector_put_text(arena, &key, 0, "all", 3);
        out->columns[out->n_columns++] = key;
    }
    for (size_t k = 0; k < self->n_keys; k++)
        out->columns[out->n_columns++] = key_entries_part(&self->layout, k, arena, entries, n);
    const LogicalOperator *logical = self->plan->logical;
    if (self->n_keys == 1 && logical && logical->kind == LOGICAL_GROUP)
        out->columns[0] = tuple_group_key(arena, &out->columns[0], n);
    void *states[BATCH_ROWS];
    for (size_t a = 0; a < n_aggregates; a++) {
        const AggregateCall *call = &self->calls[a];
        for (size_t i = 0; i < n; i++)
            states[i] = entries[i] + call->offset;
        FunctionFailure failure = {0};
        if (function_finish(merge->mine->functions[a], &merge->host, n, states,
                            &out->columns[out->n_columns++], &failure) != STATUS_OK)
            return aggregate_failed(merge->worker, call, &failure);
    }
    return STATUS_OK;
}

static Status push_entries(AggregateMerge *merge, const PlanSource *source, char *const *entries,
                           size_t n_entries) {
    Worker *worker = merge->worker;
    for (size_t first = 0; first < n_entries; first += BATCH_ROWS) {
        const size_t n = n_entries - first < BATCH_ROWS ? n_entries - first : BATCH_ROWS;
        const ArenaMark mark = arena_mark(worker->arena);
        Batch out;
        TRY(worker_check(worker));
        TRY(output_columns(merge, entries + first, n, &out));
        TRY(pipe_push_outputs(worker, source->outputs, source->n_outputs, &out));
        arena_release(worker->arena, mark);
    }
    return STATUS_OK;
}

static Status push_groups(AggregateMerge *merge, const PlanSource *source) {
    const AggregateStage *self = merge->stage;
    Worker *worker = merge->worker;
    char **entries = merge->groups.entries;
    const size_t n_all = wanted_groups(self, entries, merge->groups.n_entries);
    size_t *ends = ARENA_NEW_ARRAY(worker->arena, size_t, self->order.n_reducers);
    if (n_all && self->row_order != PIG_ORDER_ROWS && !reducer_order_sorts(&self->order, n_all))
        hash_order(worker->arena, entries, n_all);
    if (reducer_order(&self->order, worker->arena, entries, n_all, ends) != STATUS_OK)
        return aggregate_no_memory(worker);
    for (size_t r = 0, first = 0; r < self->order.n_reducers; first = ends[r++]) {
        worker->part = r;
        TRY(push_entries(merge, source, entries + first, ends[r] - first));
    }
    return STATUS_OK;
}

// ---- a partition ----

static size_t entries_in(const AggregateStage *self, size_t first, size_t last) {
    size_t largest = 0;
    for (size_t r = 0; r < self->n_runs; r++) {
        const BucketList *list = &self->runs[r]->groups;
        const size_t n = self->runs[r]->spilled ? 0 : list->ends[last - 1] - first_of(list, first);
        largest = n > largest ? n : largest;
    }
    return largest;
}

// Rows of a distinct aggregate in all runs: few are in several.
static size_t distinct_in(const AggregateStage *self, size_t a, size_t first, size_t last) {
    size_t n = 0;
    for (size_t r = 0; r < self->n_runs; r++) {
        const BucketList *list = &self->runs[r]->distinct[a];
        if (!self->runs[r]->spilled)
            n += list->ends[last - 1] - first_of(list, first);
    }
    return n;
}

static Status open_distinct(AggregateMerge *merge) {
    AggregateStage *self = merge->stage;
    const size_t n_shares = merge->group_share.n_shares * merge->distinct_share.n_shares;
    merge->distinct_memory = worker_arena(merge->worker);
    for (size_t a = 0; a < self->plan->n_aggregates; a++) {
        if (!self->calls[a].plan->distinct)
            continue;
        const size_t n = distinct_in(self, a, merge->first, merge->last) / n_shares;
        if (key_table_init(&merge->distinct[a], &self->calls[a].distinct, 0,
                           merge->distinct_memory) != STATUS_OK ||
            key_table_reserve(&merge->distinct[a], n) != STATUS_OK)
            return aggregate_no_memory(merge->worker);
    }
    return STATUS_OK;
}

// Rows of one share of several are marked as done, lest the next take them again.
static void close_distinct(AggregateMerge *merge) {
    const bool whole = is_whole(merge);
    for (size_t a = 0; a < merge->stage->plan->n_aggregates; a++) {
        KeyTable *table = &merge->distinct[a];
        for (size_t e = 0; !whole && e < table->n_entries; e++)
            *distinct_group(table->entries[e]) = NULL;
        key_table_free(table);
    }
    arena_destroy(merge->distinct_memory);
    merge->distinct_memory = NULL;
}

static Status open_merge(AggregateMerge *merge) {
    AggregateStage *self = merge->stage;
    TRY(aggregate_worker(self, merge->worker, &merge->mine));
    merge->memory = worker_arena(merge->worker);
    merge->host = aggregate_host(merge->worker, merge->memory);
    merge->distinct = ARENA_NEW_ARRAY(merge->memory, KeyTable, self->plan->n_aggregates);
    const size_t n = entries_in(self, merge->first, merge->last) / merge->group_share.n_shares;
    if (key_table_init(&merge->groups, &self->layout, self->owner_bytes, merge->memory) !=
            STATUS_OK ||
        key_table_reserve(&merge->groups, n) != STATUS_OK)
        return aggregate_no_memory(merge->worker);
    return STATUS_OK;
}

// One share of the distinct rows of the groups; the groups too with the first.
static Status run_distinct(AggregateMerge *merge) {
    AggregateStage *self = merge->stage;
    TRY(open_distinct(merge));
    for (size_t r = 0; r < self->n_runs; r++)
        TRY(merge_run(merge, self->runs[r]));
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        if (self->calls[a].plan->distinct)
            TRY(add_distinct_rows(merge, a));
    return STATUS_OK;
}

// One share of the groups.
static Status run_groups(AggregateMerge *merge, const PlanSource *source) {
    TRY(open_merge(merge));
    for (size_t i = 0; i < merge->distinct_share.n_shares; i++) {
        merge->distinct_share.number = i;
        const Status status = run_distinct(merge);
        close_distinct(merge);
        TRY(status);
    }
    return push_groups(merge, source);
}

static size_t share_count(size_t n_bytes, size_t room) {
    enum { MOST_SHARES = 64 }; // more reading is worse than mapped memory
    const size_t n = n_bytes / room + 1;
    return n < MOST_SHARES ? n : MOST_SHARES;
}

// How often the partition must be gone through.
static void find_shares(AggregateMerge *merge) {
    const Query *query = merge->stage->query;
    const size_t room = budget_share(query->budget, query->n_threads) + 1;
    size_t groups, distinct;
    aggregate_spilled_bytes(merge->stage, merge->first, merge->last, &groups, &distinct);
    merge->group_share.n_shares = share_count(groups, room);
    merge->distinct_share.n_shares = share_count(distinct / merge->group_share.n_shares, room);
}

Status aggregate_run_partition(Worker *worker, const Stage *stage, void *state,
                               const PlanSource *source, size_t partition) {
    (void)stage;
    AggregateStage *self = state;
    const size_t width = AGGREGATE_BUCKETS / self->n_partitions;
    AggregateMerge *merge = calloc(1, sizeof *merge);
    if (!merge)
        return aggregate_no_memory(worker);
    merge->stage = self;
    merge->worker = worker;
    merge->first = partition * width;
    merge->last = (partition + 1) * width;
    find_shares(merge);
    Status status = STATUS_OK;
    for (size_t i = 0; i < merge->group_share.n_shares && status == STATUS_OK; i++) {
        merge->group_share.number = i;
        status = run_groups(merge, source);
        key_table_free(&merge->groups);
        arena_destroy(merge->memory);
        merge->memory = NULL;
        merge->distinct = NULL;
    }
    free(merge);
    return status;
}
