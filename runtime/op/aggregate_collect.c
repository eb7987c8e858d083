// SPDX-License-Identifier: Apache-2.0
//
// The map side of AGGREGATE: rows to groups in the worker's table, arguments to states.

#include <stdlib.h>

#include "lang/base/grow.h"
#include "runtime/op/aggregate.h"

// ---- inputs ----

static Status create_call(AggregateInput *input, Worker *worker, const StageAggregate *plan,
                          size_t a) {
    const size_t n = plan->distinct ? plan->n_distinct : plan->n_args;
    Expression *const *args = plan->distinct ? plan->distinct_args : plan->args;
    input->args[a] = ARENA_NEW_ARRAY(worker->state, Evaluator *, n + 1);
    for (size_t i = 0; i < n; i++)
        TRY(evaluator_create(worker, args[i], NULL, &input->args[a][i]));
    if (plan->filter)
        TRY(evaluator_create(worker, plan->filter, NULL, &input->filters[a]));
    return STATUS_OK;
}

Status aggregate_open_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    AggregateStage *self = state;
    AggregateWorker *mine;
    TRY(aggregate_worker(self, worker, &mine));
    AggregateInput *input = &mine->inputs[tag];
    if (input->n_open++)
        return STATUS_OK;
    const StageInput *plan = &stage->inputs[tag];
    input->keys = ARENA_NEW_ARRAY(worker->state, Evaluator *, self->n_keys + 1);
    input->args = ARENA_NEW_ARRAY(worker->state, Evaluator **, stage->n_aggregates);
    input->filters = ARENA_NEW_ARRAY(worker->state, Evaluator *, stage->n_aggregates);
    for (size_t k = 0; k < self->n_keys; k++)
        TRY(evaluator_create(worker, plan->keys[k], NULL, &input->keys[k]));
    for (size_t a = 0; a < stage->n_aggregates; a++)
        if (stage->aggregates[a].tag == tag)
            TRY(create_call(input, worker, &stage->aggregates[a], a));
    return STATUS_OK;
}

static void destroy(Evaluator *evaluator) {
    if (evaluator)
        evaluator_destroy(evaluator);
}

void aggregate_close_input(Worker *worker, const Stage *stage, void *state, size_t tag) {
    AggregateStage *self = state;
    AggregateInput *input = &self->workers[worker->number].inputs[tag];
    if (input->n_open == 0 || --input->n_open)
        return;
    for (size_t k = 0; input->keys && k < self->n_keys; k++)
        destroy(input->keys[k]);
    for (size_t a = 0; input->args && input->filters && a < stage->n_aggregates; a++) {
        const StageAggregate *plan = &stage->aggregates[a];
        const size_t n = plan->distinct ? plan->n_distinct : plan->n_args;
        for (size_t i = 0; input->args[a] && i < n; i++)
            destroy(input->args[a][i]);
        destroy(input->filters[a]);
    }
    *input = (AggregateInput){0};
}

// ---- rows ----

// The groups of the selected rows.
static Status find_groups(AggregateStage *self, AggregateWorker *mine, Worker *worker, size_t tag,
                          const Batch *batch, char **entries) {
    Vector *keys = ARENA_NEW_ARRAY(worker->arena, Vector, self->n_keys);
    for (size_t k = 0; k < self->n_keys; k++)
        TRY(evaluator_run(mine->inputs[tag].keys[k], worker, batch, &keys[k]));
    KeyBatch key_batch;
    const size_t n = self->n_keys ? batch->n_selected : 1;
    const AggregateRows rows = {.keys = keys, .list = batch->selection, .n = n, .tag = tag};
    aggregate_keys(self, worker->arena, &rows, &key_batch);
    if (key_table_add(&mine->groups, &key_batch, entries) != STATUS_OK)
        return aggregate_no_memory(worker);
    for (size_t i = n; i < batch->n_selected; i++)
        entries[i] = entries[0];
    if (self->input_bits[tag])
        for (size_t i = 0; i < n; i++)
            *aggregate_seen(self, entries[i]) |= self->input_bits[tag];
    return STATUS_OK;
}

// Those for which the filter is true.
static Status filter_rows(Evaluator *filter, Worker *worker, const Batch *batch, char **entries,
                          AggregateTaken *taken) {
    *taken = (AggregateTaken){.n = batch->n_selected,
                              .n_selected = batch->n_selected,
                              .rows = batch->selection,
                              .entries = entries};
    if (!filter)
        return STATUS_OK;
    uint32_t *rows = arena_alloc(worker->arena, batch->n_selected * sizeof *rows);
    uint32_t *places = arena_alloc(worker->arena, batch->n_selected * sizeof *places);
    TRY(evaluator_select(filter, worker, batch, rows, &taken->n));
    taken->rows = rows;
    taken->places = places;
    taken->entries = arena_alloc(worker->arena, taken->n * sizeof *entries);
    for (size_t i = 0, from = 0; i < taken->n; i++, from++) {
        while (batch_row(batch, from) != rows[i])
            from++;
        taken->entries[i] = entries[from];
        places[i] = (uint32_t)from;
    }
    return STATUS_OK;
}

static Vector dense(Arena *arena, const Vector *v, const AggregateTaken *taken) {
    if (v->form == PIG_CONSTANT || !taken->rows)
        return *v;
    return vector_gather(arena, v, taken->rows, taken->n);
}

Status aggregate_add(AggregateStage *self, AggregateWorker *mine, Worker *worker, size_t a,
                     const Vector *args, char *const *entries, size_t n) {
    const AggregateCall *call = &self->calls[a];
    void **states = arena_alloc(worker->arena, n * sizeof *states);
    for (size_t i = 0; i < n; i++)
        states[i] = entries[i] + call->offset;
    FunctionHost host = aggregate_host(worker, mine->memory);
    host.section = mine->section;
    FunctionFailure failure = {0};
    if (function_add(mine->functions[a], &host, n, args, states, &failure) != STATUS_OK)
        return aggregate_failed(worker, call, &failure);
    return STATUS_OK;
}

static Status add_distinct(AggregateWorker *mine, Worker *worker, const AggregateCall *call,
                           size_t a, const Vector *args, const AggregateTaken *taken) {
    Arena *arena = worker->arena;
    const size_t n_args = call->plan->n_distinct;
    Vector *parts = ARENA_NEW_ARRAY(arena, Vector, n_args + 1);
    uint64_t *hashes = arena_alloc(arena, taken->n * sizeof *hashes);
    for (size_t i = 0; i < taken->n; i++)
        hashes[i] = key_entry_hash(taken->entries[i]);
    parts[0] = (Vector){.type = PIG_LONG, .form = PIG_FLAT, .data = hashes};
    memcpy(parts + 1, args, n_args * sizeof *parts);
    // Hashed by what the group's key is, compared by where the group is: groups that are merged
    // later keep the hashes of their rows.
    KeyBatch keys;
    key_batch_fill(&call->distinct, arena, parts, NULL, taken->n, &keys);
    keys.columns[0].words = (const uint64_t *)(const void *)taken->entries;
    char **entries = arena_alloc(arena, taken->n * sizeof *entries);
    if (key_table_add(&mine->distinct[a], &keys, entries) != STATUS_OK)
        return aggregate_no_memory(worker);
    return STATUS_OK;
}

static Status add_call(AggregateStage *self, AggregateWorker *mine, Worker *worker, size_t a,
                       const Batch *batch, char **entries) {
    const AggregateCall *call = &self->calls[a];
    const AggregateInput *input = &mine->inputs[call->plan->tag];
    const size_t n_args = call->plan->distinct ? call->plan->n_distinct : call->plan->n_args;
    AggregateTaken taken;
    TRY(filter_rows(input->filters[a], worker, batch, entries, &taken));
    if (taken.n == 0)
        return STATUS_OK;
    Batch rows = *batch;
    if (taken.rows) {
        rows.selection = taken.rows;
        rows.n_selected = taken.n;
    }
    Vector *args = ARENA_NEW_ARRAY(worker->arena, Vector, n_args + 1);
    for (size_t i = 0; i < n_args; i++) {
        TRY(evaluator_run(input->args[a][i], worker, &rows, &args[i]));
        args[i] = dense(worker->arena, &args[i], &taken);
    }
    if (call->plan->distinct)
        return add_distinct(mine, worker, call, a, args, &taken);
    if (aggregate_holds(self, mine, a))
        return aggregate_hold(self, mine, worker, a, args, &taken);
    return aggregate_add(self, mine, worker, a, args, taken.entries, taken.n);
}

// ---- sections ----

static void next_section(AggregateWorker *mine) {
    mine->section = ++mine->n_sections;
    mine->section_rows = 0;
}

// ---- memory ----

static size_t table_bytes(const KeyTable *table) {
    return (table->mask + 1 + table->capacity) * sizeof(uint64_t);
}

static size_t worker_bytes(const AggregateStage *self, const AggregateWorker *mine) {
    size_t n_bytes = arena_footprint(mine->memory) + table_bytes(&mine->groups);
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        if (self->calls[a].plan->distinct)
            n_bytes += table_bytes(&mine->distinct[a]);
    return n_bytes;
}

// Bytes of the groups of the present table. They depend on the rows alone.
static size_t present_bytes(const AggregateStage *self, const AggregateWorker *mine) {
    size_t n_bytes = mine->groups.n_entries * mine->groups.entry_bytes;
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        if (self->calls[a].plan->distinct)
            n_bytes += mine->distinct[a].n_entries * mine->distinct[a].entry_bytes;
    return n_bytes;
}

static Status spill_if_wanted(AggregateStage *self, AggregateWorker *mine, Worker *worker) {
    if (!mine->spill_wanted || worker_bytes(self, mine) < budget_least_spill(self->query->budget))
        return STATUS_OK;
    mine->spill_wanted = false;
    TRY(aggregate_flush(self, mine, worker));
    return aggregate_spill(self, mine, worker);
}

// Bytes of groups that are worth a run of their own.
static size_t run_bytes(const AggregateStage *self) {
    enum { MOST_RUN_BYTES = 24 * 1024 * 1024 };
    const size_t share = budget_limit(self->query->budget) / 8;
    return share < MOST_RUN_BYTES ? share : MOST_RUN_BYTES;
}

// Asks the budget for what the tables have grown by. When it refuses, the groups are to be spilled.
static void account(const AggregateStage *self, AggregateWorker *mine) {
    const size_t n_bytes = worker_bytes(self, mine);
    if (n_bytes <= mine->taken)
        return;
    const size_t more = n_bytes - mine->taken;
    if (!budget_take(self->query->budget, more)) {
        budget_force(self->query->budget, more);
        mine->spill_wanted = true;
    }
    mine->taken = n_bytes;
}

// Groups are spilled at once if the order of rows does not matter; else where a run or a section
// ends, which must not depend on how much memory there happens to be, or sums of doubles would
// (unless there is very little).
static Status make_room(AggregateStage *self, AggregateWorker *mine, Worker *worker) {
    account(self, mine);
    if (mine->section) {
        if (mine->section_rows < run_bytes(self) / mine->groups.entry_bytes)
            return STATUS_OK;
        next_section(mine);
    } else if (self->row_order != PIG_ORDER_NONE) {
        if (present_bytes(self, mine) < run_bytes(self))
            return STATUS_OK;
        TRY(aggregate_flush(self, mine, worker));
    }
    return spill_if_wanted(self, mine, worker);
}

// Which section the rows of the split at hand belong to.
static Status find_section(AggregateStage *self, AggregateWorker *mine, Worker *worker) {
    enum { MOST_SPLITS_IN_ORDER = 4 };
    const bool sections =
        self->row_order == PIG_ORDER_SECTIONS && worker->n_splits > MOST_SPLITS_IN_ORDER;
    if (sections == (mine->section != 0))
        return STATUS_OK;
    if (sections) {
        next_section(mine);
        return STATUS_OK;
    }
    mine->section = 0;
    return aggregate_flush(self, mine, worker);
}

Status aggregate_emit(Worker *worker, const Stage *stage, void *state, size_t tag,
                      const Batch *batch) {
    AggregateStage *self = state;
    AggregateWorker *mine = &self->workers[worker->number];
    char **entries = arena_alloc(worker->arena, batch->n_selected * sizeof *entries);
    TRY(find_section(self, mine, worker));
    mine->n_rows += batch->n_selected;
    mine->section_rows += batch->n_selected;
    TRY(find_groups(self, mine, worker, tag, batch, entries));
    TRY(aggregate_hold_rows(self, mine, worker, tag, entries, batch->n_selected));
    for (size_t a = 0; a < stage->n_aggregates; a++)
        if (self->calls[a].plan->tag == tag)
            TRY(add_call(self, mine, worker, a, batch, entries));
    return make_room(self, mine, worker);
}

// ---- runs ----

// Notes the bucket of each entry. by_group: entries of a distinct aggregate go where their group
// goes, and its address stands in their first part.
static void find_buckets(const KeyTable *table, bool by_group, uint8_t *buckets) {
    enum { AHEAD = 16 };
    const size_t n = table->n_entries;
    for (size_t e = 0; e < n; e++) {
        if (by_group && e + 2 * AHEAD < n)
            __builtin_prefetch(table->entries[e + 2 * AHEAD]);
        if (e + AHEAD < n) {
            const char *ahead = table->entries[e + AHEAD];
            __builtin_prefetch(by_group ? *(const char *const *)(const void *)(ahead + 16) : ahead);
        }
        const char *entry = table->entries[e];
        if (by_group)
            entry = *(const char *const *)(const void *)(entry + 16);
        buckets[e] = (uint8_t)aggregate_bucket(key_entry_hash(entry));
    }
}

// Moves the entries of a table into a list sorted by bucket.
static Status sort_by_bucket(KeyTable *table, bool by_group, BucketList *list) {
    list->n = table->n_entries;
    list->entries = malloc((list->n + 1) * sizeof *list->entries);
    uint8_t *buckets = malloc(list->n + 1);
    if (!list->entries || !buckets) {
        free(buckets);
        return STATUS_FAILED;
    }
    find_buckets(table, by_group, buckets);
    size_t starts[AGGREGATE_BUCKETS] = {0}, sum = 0;
    for (size_t e = 0; e < list->n; e++)
        starts[buckets[e]]++;
    for (size_t b = 0; b < AGGREGATE_BUCKETS; b++) {
        const size_t n = starts[b];
        starts[b] = sum;
        sum += n;
        list->ends[b] = sum;
    }
    for (size_t e = 0; e < list->n; e++)
        list->entries[starts[buckets[e]]++] = table->entries[e];
    free(buckets);
    key_table_clear(table);
    return STATUS_OK;
}

static AggregateRun *new_run(AggregateStage *self, AggregateWorker *mine, const Worker *worker) {
    AggregateRun *runs = heap_grow(mine->runs, mine->n_runs, &mine->run_capacity, sizeof *runs);
    if (!runs)
        return NULL;
    mine->runs = runs;
    AggregateRun *run = &mine->runs[mine->n_runs];
    *run = (AggregateRun){.order = worker->order, .sequence = mine->next_sequence++};
    run->distinct = calloc(self->plan->n_aggregates + 1, sizeof *run->distinct);
    if (!run->distinct)
        return NULL;
    mine->n_runs++;
    return run;
}

Status aggregate_flush(AggregateStage *self, AggregateWorker *mine, Worker *worker) {
    if (mine->groups.n_entries == 0)
        return STATUS_OK;
    TRY(aggregate_release(self, mine, worker));
    AggregateRun *run = new_run(self, mine, worker);
    if (!run)
        return aggregate_no_memory(worker);
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        if (self->calls[a].plan->distinct &&
            sort_by_bucket(&mine->distinct[a], true, &run->distinct[a]) != STATUS_OK)
            return aggregate_no_memory(worker);
    if (sort_by_bucket(&mine->groups, false, &run->groups) != STATUS_OK)
        return aggregate_no_memory(worker);
    return STATUS_OK;
}

Status aggregate_end_split(Worker *worker, const Stage *stage, void *state, size_t tag) {
    (void)stage, (void)tag;
    AggregateStage *self = state;
    AggregateWorker *mine = &self->workers[worker->number];
    if (self->row_order == PIG_ORDER_NONE)
        return STATUS_OK;
    mine->split_is_large = false;
    if (mine->section)
        next_section(mine);
    else
        TRY(aggregate_flush(self, mine, worker));
    return spill_if_wanted(self, mine, worker);
}
