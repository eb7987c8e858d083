// SPDX-License-Identifier: Apache-2.0
//
// Backwards from the store: an operator is needed if it is the store's, or if it leads to a needed
// operator, stage or scalar; a source is needed if an operator of its is. Sources run in order, so
// one pass from the last to the first finds all.

#include "runtime/exec/plan_slice.h"

typedef struct Slice {
    Arena *arena;
    const StagePlan *plan;
    const NativeState *natives;
    bool *stores;           // needed: the one that is asked for, and those that jobs read
    bool failed;            // a job that is needed has failed
    bool *stages, *scalars; // needed, by id and number
    PipeOperator **copies;  // by operator id; of the source at work
    bool *visited;
} Slice;

static bool needs_end(const Slice *slice, const PipeOperator *pipe) {
    switch (pipe->kind) {
    case PIPE_STORE:
        return slice->stores[pipe->store];
    case PIPE_EMIT:
        return slice->stages[pipe->stage->id];
    case PIPE_COLLECT: {
        const PlanCollection *collection = &slice->plan->collections[pipe->collection];
        return collection->kind == COLLECTION_SCALAR && slice->scalars[collection->scalar];
    }
    default:
        return false;
    }
}

static size_t copy_outputs(Slice *slice, PipeOperator *const *outputs, size_t n_outputs,
                           PipeOperator **copies);

// The operator with its needed outputs; NULL if it leads nowhere.
static PipeOperator *copy_operator(Slice *slice, const PipeOperator *pipe) {
    if (slice->visited[pipe->id])
        return slice->copies[pipe->id];
    slice->visited[pipe->id] = true;
    PipeOperator **outputs = ARENA_NEW_ARRAY(slice->arena, PipeOperator *, pipe->n_outputs);
    const size_t n_outputs = copy_outputs(slice, pipe->outputs, pipe->n_outputs, outputs);
    if (n_outputs == 0 && !needs_end(slice, pipe) &&
        !(pipe->kind == PIPE_PROBE && slice->stages[pipe->stage->id]))
        return NULL;
    PipeOperator *copy = ARENA_NEW(slice->arena, PipeOperator);
    *copy = *pipe;
    copy->n_outputs = n_outputs;
    copy->outputs = outputs;
    if (pipe->kind == PIPE_PROBE)
        slice->stages[pipe->stage->id] = true;
    return slice->copies[pipe->id] = copy;
}

static size_t copy_outputs(Slice *slice, PipeOperator *const *outputs, size_t n_outputs,
                           PipeOperator **copies) {
    size_t n = 0;
    for (size_t i = 0; i < n_outputs; i++) {
        PipeOperator *copy = copy_operator(slice, outputs[i]);
        if (copy)
            copies[n++] = copy;
    }
    return n;
}

// A job that has been done is not done again: what it wrote is there.
static void need_job(Slice *slice, const Stage *job) {
    slice->failed |= slice->natives[job->id] == NATIVE_FAILED;
    slice->stages[job->id] = slice->natives[job->id] == NATIVE_WAITS;
}

static PlanSource *copy_source(Slice *slice, const PlanSource *source) {
    PipeOperator **outputs = ARENA_NEW_ARRAY(slice->arena, PipeOperator *, source->n_outputs);
    const size_t n_outputs = copy_outputs(slice, source->outputs, source->n_outputs, outputs);
    const bool is_job = source->stage && source->stage->kind == STAGE_NATIVE;
    if (is_job ? !slice->stages[source->stage->id] : n_outputs == 0)
        return NULL;
    PlanSource *copy = ARENA_NEW(slice->arena, PlanSource);
    *copy = *source;
    copy->n_outputs = n_outputs;
    copy->outputs = outputs;
    if (is_job)
        slice->stores[source->stage->store] = true;
    else if (source->stage)
        slice->stages[source->stage->id] = true;
    if (source->native)
        need_job(slice, source->native);
    for (size_t i = 0; i < source->n_scalars; i++)
        slice->scalars[source->scalars[i]] = true;
    return copy;
}

const StagePlan *plan_slice(Arena *arena, const StagePlan *plan, size_t store,
                            const NativeState *natives) {
    Slice slice = {
        .arena = arena,
        .plan = plan,
        .natives = natives,
        .stores = ARENA_NEW_ARRAY(arena, bool, plan->n_stores),
        .stages = ARENA_NEW_ARRAY(arena, bool, plan->n_stages),
        .scalars = ARENA_NEW_ARRAY(arena, bool, plan->n_scalars),
        .copies = ARENA_NEW_ARRAY(arena, PipeOperator *, plan->n_operators),
        .visited = ARENA_NEW_ARRAY(arena, bool, plan->n_operators),
    };
    slice.stores[store] = true;
    StagePlan *made = ARENA_NEW(arena, StagePlan);
    *made = *plan;
    made->sources = ARENA_NEW_ARRAY(arena, PlanSource *, plan->n_sources);
    size_t first = plan->n_sources;
    for (size_t i = plan->n_sources; i-- > 0;) {
        PlanSource *source = copy_source(&slice, plan->sources[i]);
        if (source)
            made->sources[--first] = source;
    }
    made->sources += first;
    made->n_sources = plan->n_sources - first;
    made->stores = ARENA_NEW_ARRAY(arena, PlanStore, plan->n_stores);
    for (size_t i = 0; i < plan->n_stores; i++)
        if (slice.stores[i])
            made->stores[i] = plan->stores[i];
    return slice.failed ? NULL : made;
}
