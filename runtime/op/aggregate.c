// SPDX-License-Identifier: Apache-2.0
//
// The AGGREGATE stage as a whole: layout of entries, life, and the keys of its inputs.

#include "runtime/op/aggregate.h"

#include <stdlib.h>

#include "runtime/op/operators.h"

enum { ERROR_MEMORY = 6017 };

// ---- life ----

static void lay_out_keys(AggregateStage *self) {
    const StageInput *input = &self->plan->inputs[0];
    self->n_keys = self->plan->all ? 0 : input->n_keys;
    self->parted = self->plan->n_inputs > 1 && self->n_keys > 0;
    const Type **types = ARENA_NEW_ARRAY(self->arena, const Type *, self->n_keys + 1);
    for (size_t k = 0; k < self->n_keys; k++)
        types[k] = input->keys[k]->type;
    types[self->n_keys] = type_of(PIG_LONG);
    self->layout = key_layout(self->arena, types, self->n_keys + (self->parted ? 1 : 0));
    self->order = stage_reducers(self->plan, &self->layout, self->n_keys);
}

// Bits for the INNER inputs, to know the groups that have a row in each.
static void lay_out_bits(AggregateStage *self) {
    size_t n = 0;
    self->input_bits = ARENA_NEW_ARRAY(self->arena, uint64_t, self->plan->n_inputs);
    for (size_t i = 0; self->plan->n_inputs > 1 && i < self->plan->n_inputs; i++) {
        if (!self->plan->inputs[i].inner)
            continue;
        self->input_bits[i] = (uint64_t)1 << (n++ % STAGE_MOST_INNER);
        self->inner |= self->input_bits[i];
    }
}

// Distinct rows come together in an order of their own once the groups are merged.
static pig_order order_needed(const StageAggregate *plan) {
    const pig_order order = function_order(plan->call);
    return plan->distinct && order == PIG_ORDER_SECTIONS ? PIG_ORDER_ROWS : order;
}

static void lay_out_calls(AggregateStage *self) {
    const Stage *plan = self->plan;
    self->calls = ARENA_NEW_ARRAY(self->arena, AggregateCall, plan->n_aggregates);
    self->seen_offset = self->layout.n_bytes;
    self->merged_offset = self->seen_offset + 8;
    size_t offset = self->merged_offset + 8;
    self->row_order = PIG_ORDER_NONE;
    for (size_t a = 0; a < plan->n_aggregates; a++) {
        AggregateCall *call = &self->calls[a];
        call->plan = &plan->aggregates[a];
        call->offset = offset;
        call->state_bytes = function_state_bytes(call->plan->call);
        call->flat = function_state_is_flat(call->plan->call);
        offset += (call->state_bytes + 7) / 8 * 8;
        call->order = order_needed(call->plan);
        self->row_order = call->order < self->row_order ? call->order : self->row_order;
        if (!call->plan->distinct)
            continue;
        const size_t n = call->plan->n_distinct;
        const Type **types = ARENA_NEW_ARRAY(self->arena, const Type *, n + 1);
        types[0] = type_of(PIG_LONG); // the group's address
        for (size_t i = 0; i < n; i++)
            types[i + 1] = call->plan->distinct_args[i]->type;
        call->distinct = key_layout(self->arena, types, n + 1);
    }
    self->owner_bytes = offset - self->layout.n_bytes;
}

static Status aggregate_open(Query *query, const Stage *stage, void **state) {
    Arena *arena = arena_create(0, NULL, NULL);
    AggregateStage *self = *state = ARENA_NEW(arena, AggregateStage);
    self->plan = stage;
    self->query = query;
    self->arena = arena;
    lay_out_keys(self);
    lay_out_bits(self);
    lay_out_calls(self);
    self->n_workers = query->n_threads;
    self->workers = ARENA_NEW_ARRAY(arena, AggregateWorker, self->n_workers);
    for (size_t w = 0; w < self->n_workers; w++) {
        AggregateWorker *mine = &self->workers[w];
        mine->distinct = ARENA_NEW_ARRAY(arena, KeyTable, stage->n_aggregates);
        mine->functions = ARENA_NEW_ARRAY(arena, FunctionState *, stage->n_aggregates);
        mine->inputs = ARENA_NEW_ARRAY(arena, AggregateInput, stage->n_inputs);
    }
    return STATUS_OK;
}

static void free_worker(AggregateStage *self, AggregateWorker *mine) {
    for (size_t a = 0; a < self->plan->n_aggregates; a++) {
        if (mine->functions[a])
            function_state_free(mine->functions[a]);
        key_table_free(&mine->distinct[a]);
    }
    key_table_free(&mine->groups);
    aggregate_held_free(self, mine->held);
    for (size_t r = 0; r < mine->n_runs; r++) {
        free(mine->runs[r].groups.entries);
        for (size_t a = 0; mine->runs[r].distinct && a < self->plan->n_aggregates; a++)
            free(mine->runs[r].distinct[a].entries);
        free(mine->runs[r].distinct);
        free(mine->runs[r].pieces);
    }
    free(mine->runs);
    spill_close(&mine->file);
    arena_destroy(mine->memory);
    budget_give_back(self->query->budget, mine->taken);
}

static void aggregate_close(Query *query, const Stage *stage, void *state) {
    (void)query, (void)stage;
    AggregateStage *self = state;
    if (!self)
        return;
    for (size_t w = 0; w < self->n_workers; w++)
        if (self->workers[w].memory)
            free_worker(self, &self->workers[w]);
    free(self->runs);
    arena_destroy(self->arena);
}

Status aggregate_no_memory(Worker *worker) {
    return worker_fail(worker, ERROR_MEMORY, NULL, "out of memory while grouping");
}

Status aggregate_failed(Worker *worker, const AggregateCall *call, const FunctionFailure *failure) {
    const StageAggregate *plan = call->plan;
    const Place *place = plan->n_args ? &plan->args[0]->place : NULL;
    return worker_fail_function(worker, plan->call, place, failure);
}

FunctionHost aggregate_host(const Worker *worker, Arena *states) {
    FunctionHost host = worker->host;
    host.results = worker->arena;
    host.states = states;
    return host;
}

Status aggregate_worker(AggregateStage *self, Worker *worker, AggregateWorker **mine) {
    AggregateWorker *own = *mine = &self->workers[worker->number];
    if (own->memory) {
        arena_set_handler(own->memory, worker_out_of_memory, worker);
        return STATUS_OK;
    }
    own->memory = arena_create(0, worker_out_of_memory, worker);
    const FunctionHost host = aggregate_host(worker, own->memory);
    for (size_t a = 0; a < self->plan->n_aggregates; a++) {
        const AggregateCall *call = &self->calls[a];
        FunctionFailure failure = {0};
        own->functions[a] = function_state_create(call->plan->call, &host, &failure);
        if (!own->functions[a])
            return aggregate_failed(worker, call, &failure);
        if (call->plan->distinct &&
            key_table_init(&own->distinct[a], &call->distinct, 0, own->memory) != STATUS_OK)
            return aggregate_no_memory(worker);
    }
    if (key_table_init(&own->groups, &self->layout, self->owner_bytes, own->memory) != STATUS_OK)
        return aggregate_no_memory(worker);
    return STATUS_OK;
}

// ---- keys ----

void aggregate_keys(const AggregateStage *self, Arena *arena, const AggregateRows *rows,
                    KeyBatch *batch) {
    if (!self->parted) {
        key_batch_fill(&self->layout, arena, rows->keys, rows->list, rows->n, batch);
        return;
    }
    Vector *all = ARENA_NEW_ARRAY(arena, Vector, self->n_keys + 1);
    memcpy(all, rows->keys, self->n_keys * sizeof *all);
    all[self->n_keys] = vector_new(arena, type_of(PIG_LONG), 1);
    all[self->n_keys].form = PIG_CONSTANT;
    key_batch_fill(&self->layout, arena, all, rows->list, rows->n, batch);
    key_batch_separate_nulls(&self->layout, arena, rows->tag, rows->groups, batch);
}

const StageType stage_aggregate = {
    .name = "aggregate",
    .open = aggregate_open,
    .open_input = aggregate_open_input,
    .close_input = aggregate_close_input,
    .emit = aggregate_emit,
    .end_split = aggregate_end_split,
    .seal = aggregate_seal,
    .run_partition = aggregate_run_partition,
    .close = aggregate_close,
};
