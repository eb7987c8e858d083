// SPDX-License-Identifier: Apache-2.0
//
// Rows of a small split wait for its end and are then added in the order in which a mapper of
// Apache Pig hands them to its combiner (map_sort.h): the last digit of a sum of doubles shows it.

#include "runtime/exchange/map_sort.h"
#include "runtime/op/aggregate.h"

enum { MOST_HELD_BYTES = 16 * 1024 * 1024, NO_ROW = UINT32_MAX };

typedef struct HeldCall {
    Column *args;    // NULL: does not wait
    uint32_t *turns; // of each row: its number among those of the input
    size_t n;
} HeldCall;

typedef struct HeldInput {
    char **entries; // the groups of all its rows
    size_t n;
} HeldInput;

struct HeldRows {
    Arena *memory, *texts;
    HeldInput *inputs;
    HeldCall *calls; // of each aggregate
};

// ---- holding ----

static void open_call(HeldRows *held, const AggregateCall *call, HeldCall *out) {
    const StageAggregate *plan = call->plan;
    if (call->order == PIG_ORDER_NONE || plan->distinct)
        return;
    out->args = ARENA_NEW_ARRAY(held->memory, Column, plan->n_args + 1);
    out->turns = arena_alloc(held->memory, MAP_SORT_MOST_ROWS * sizeof *out->turns);
    for (size_t i = 0; i < plan->n_args; i++)
        column_init(&out->args[i], plan->args[i]->type, held->texts);
}

static void open_held(const AggregateStage *self, AggregateWorker *mine, Worker *worker) {
    Arena *memory = worker_arena(worker);
    HeldRows *held = mine->held = ARENA_NEW(memory, HeldRows);
    held->memory = memory;
    held->texts = worker_arena(worker);
    held->calls = ARENA_NEW_ARRAY(memory, HeldCall, self->plan->n_aggregates);
    held->inputs = ARENA_NEW_ARRAY(memory, HeldInput, self->plan->n_inputs);
    for (size_t i = 0; i < self->plan->n_inputs; i++)
        held->inputs[i].entries = arena_alloc(memory, MAP_SORT_MOST_ROWS * sizeof(char *));
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        open_call(held, &self->calls[a], &held->calls[a]);
}

void aggregate_held_free(const AggregateStage *self, HeldRows *held) {
    if (!held)
        return;
    for (size_t a = 0; held->calls && a < self->plan->n_aggregates; a++)
        for (size_t i = 0; held->calls[a].args && i < self->plan->aggregates[a].n_args; i++)
            column_free(&held->calls[a].args[i]);
    arena_destroy(held->texts);
    arena_destroy(held->memory);
}

static bool may_hold(const AggregateStage *self, const AggregateWorker *mine) {
    return self->row_order != PIG_ORDER_NONE && mine->section == 0 && !mine->split_is_large;
}

Status aggregate_hold_rows(AggregateStage *self, AggregateWorker *mine, Worker *worker, size_t tag,
                           char *const *entries, size_t n) {
    if (!may_hold(self, mine))
        return STATUS_OK;
    if (!mine->held)
        open_held(self, mine, worker);
    HeldInput *input = &mine->held->inputs[tag];
    if (input->n + n > MAP_SORT_MOST_ROWS || arena_footprint(mine->held->texts) > MOST_HELD_BYTES) {
        TRY(aggregate_release(self, mine, worker));
        mine->split_is_large = true;
        return STATUS_OK;
    }
    memcpy(input->entries + input->n, entries, n * sizeof *entries);
    input->n += n;
    return STATUS_OK;
}

bool aggregate_holds(const AggregateStage *self, const AggregateWorker *mine, size_t a) {
    return may_hold(self, mine) && mine->held && mine->held->calls[a].args;
}

Status aggregate_hold(AggregateStage *self, AggregateWorker *mine, Worker *worker, size_t a,
                      const Vector *args, const AggregateTaken *taken) {
    const StageAggregate *plan = self->calls[a].plan;
    HeldCall *call = &mine->held->calls[a];
    const size_t first = mine->held->inputs[plan->tag].n - taken->n_selected;
    for (size_t i = 0; i < plan->n_args; i++)
        if (column_append(&call->args[i], &args[i], NULL, taken->n) != STATUS_OK)
            return aggregate_no_memory(worker);
    for (size_t i = 0; i < taken->n; i++)
        call->turns[call->n++] = (uint32_t)(first + (taken->places ? taken->places[i] : i));
    return STATUS_OK;
}

// ---- release ----

// The numbers of an input's rows in the order in which they leave the mapper.
static Status sort_rows(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                        const HeldInput *input, uint32_t *rows) {
    const size_t n_groups = mine->groups.n_entries;
    ReducerOrder order = self->order;
    order.whole = true;
    char **entries = arena_alloc(worker->arena, n_groups * sizeof *entries);
    size_t *ends = ARENA_NEW_ARRAY(worker->arena, size_t, order.n_reducers);
    memcpy(entries, mine->groups.entries, n_groups * sizeof *entries);
    if (reducer_order(&order, worker->arena, entries, n_groups, ends) != STATUS_OK)
        return aggregate_no_memory(worker);
    for (size_t e = 0; e < n_groups; e++)
        *aggregate_rank(self, entries[e]) = e;
    uint32_t *ranks = arena_alloc(worker->arena, input->n * sizeof *ranks);
    for (size_t i = 0; i < input->n; i++)
        ranks[i] = (uint32_t)*aggregate_rank(self, input->entries[i]);
    map_sort(ranks, input->n, rows);
    return STATUS_OK;
}

// Adds what one aggregate holds, in the order of `rows`, all of its input's.
static Status release_call(AggregateStage *self, AggregateWorker *mine, Worker *worker, size_t a,
                           const uint32_t *rows) {
    const AggregateCall *call = &self->calls[a];
    const HeldInput *input = &mine->held->inputs[call->plan->tag];
    HeldCall *held = &mine->held->calls[a];
    Arena *arena = worker->arena;
    uint32_t *at = arena_alloc(arena, input->n * sizeof *at), picked[BATCH_ROWS];
    char *entries[BATCH_ROWS];
    Vector *args = ARENA_NEW_ARRAY(arena, Vector, call->plan->n_args + 1);
    for (size_t i = 0; i < input->n; i++)
        at[i] = NO_ROW;
    for (size_t i = 0; i < held->n; i++)
        at[held->turns[i]] = (uint32_t)i;
    for (size_t next = 0; next < input->n;) {
        const ArenaMark mark = arena_mark(arena);
        size_t n = 0;
        for (; next < input->n && n < BATCH_ROWS; next++)
            if (at[rows[next]] != NO_ROW) {
                picked[n] = at[rows[next]];
                entries[n++] = input->entries[rows[next]];
            }
        for (size_t i = 0; i < call->plan->n_args; i++) {
            const Vector whole = column_finish(&held->args[i]);
            args[i] = vector_gather(arena, &whole, picked, n);
        }
        TRY(aggregate_add(self, mine, worker, a, args, entries, n));
        arena_release(arena, mark);
    }
    return STATUS_OK;
}

static Status release_input(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                            size_t tag) {
    HeldInput *input = &mine->held->inputs[tag];
    if (input->n == 0)
        return STATUS_OK;
    const ArenaMark mark = arena_mark(worker->arena);
    uint32_t *rows = arena_alloc(worker->arena, input->n * sizeof *rows);
    TRY(sort_rows(self, mine, worker, input, rows));
    for (size_t a = 0; a < self->plan->n_aggregates; a++)
        if (mine->held->calls[a].args && self->calls[a].plan->tag == tag)
            TRY(release_call(self, mine, worker, a, rows));
    arena_release(worker->arena, mark);
    input->n = 0;
    return STATUS_OK;
}

Status aggregate_release(AggregateStage *self, AggregateWorker *mine, Worker *worker) {
    HeldRows *held = mine->held;
    if (!held)
        return STATUS_OK;
    for (size_t i = 0; i < self->plan->n_inputs; i++)
        TRY(release_input(self, mine, worker, i));
    for (size_t a = 0; a < self->plan->n_aggregates; a++) {
        for (size_t i = 0; held->calls[a].args && i < self->plan->aggregates[a].n_args; i++)
            column_clear(&held->calls[a].args[i]);
        held->calls[a].n = 0;
    }
    arena_reset(held->texts);
    return STATUS_OK;
}
