// SPDX-License-Identifier: Apache-2.0
//
// In Apache Pig an operator pulls rows from the one before it, and a failure that comes out of such
// a pull loses its number: 0 is left. So the number depends on who stands behind the operator that
// fails. The end of a job pulls nothing: what a job stores is pushed, except where a job has
// several ends (those hang on a split, which pulls).

#include "runtime/exec/failure.h"

enum {
    ERROR_PULLED = 0,
    ERROR_STREAM_INPUT = 2083,
    ERROR_STORE_FAILED = 2244,
    ERROR_NO_INPUT = 2118,
    ERROR_STREAM = 2055,
    ERROR_FETCH = 2088,
};

static const PlanSource *source_of(const StagePlan *plan, const Failure *failure) {
    const size_t source = (size_t)(failure->order >> ORDER_SOURCE_SHIFT);
    return source < plan->n_sources ? plan->sources[source] : NULL;
}

static bool is_for_stores(const StagePlan *plan) {
    for (size_t i = 0; i < plan->n_collections; i++)
        if (plan->collections[i].kind == COLLECTION_DUMP)
            return false;
    return plan->n_stores > 0;
}

// Is there an end other than *end (the first that is met, if NULL)? Depth is that of the plan,
// which the compiler bounds.
static bool has_another_end(PipeOperator *const *outputs, size_t n_outputs,
                            const PipeOperator **end) {
    for (size_t i = 0; i < n_outputs; i++) {
        const PipeOperator *pipe = outputs[i];
        if (pipe->n_outputs == 0 && !*end)
            *end = pipe;
        if (pipe->n_outputs == 0 ? pipe != *end
                                 : has_another_end(pipe->outputs, pipe->n_outputs, end))
            return true;
    }
    return false;
}

// Is this input of a JOIN written down by an earlier job: to be held in memory, sampled, indexed?
static bool has_own_job(const LogicalOperator *join, size_t input) {
    if (!join || join->kind != LOGICAL_JOIN)
        return false;
    switch (join->join.hint) {
    case JOIN_REPLICATED:
    case JOIN_MERGE:
    case JOIN_MERGE_SPARSE:
        return input != 0;
    case JOIN_SKEWED:
        return input == 0;
    default:
        return false;
    }
}

static bool is_pulled_into(const PlanSource *source, const Stage *stage, size_t input) {
    if (stage->kind == STAGE_LIMIT)
        return true;
    return !source->stage && stage->kind != STAGE_ORDER && !has_own_job(stage->logical, input);
}

static bool is_pulled_by(const PlanSource *source, const PipeOperator *pipe) {
    switch (pipe->kind) {
    case PIPE_EMIT:
        return is_pulled_into(source, pipe->stage, pipe->tag);
    case PIPE_PROBE:
        return is_pulled_into(source, pipe->stage, pipe->stage->probe);
    case PIPE_STORE:
    case PIPE_COLLECT:
        return has_another_end(source->outputs, source->n_outputs, &pipe);
    default:
        return true;
    }
}

static int pulled_code(const StagePlan *plan, const Failure *failure) {
    const PlanSource *source = source_of(plan, failure);
    const PipeOperator *pipe = failure->pipe;
    if (!source || !pipe || pipe->n_outputs == 0)
        return failure->code;
    const PipeOperator *next = pipe->outputs[0];
    if (pipe->n_outputs == 1 && next->kind == PIPE_STREAM)
        return ERROR_STREAM_INPUT;
    return pipe->n_outputs > 1 || is_pulled_by(source, next) ? ERROR_PULLED : failure->code;
}

int failure_code(const StagePlan *plan, const Failure *failure) {
    static const struct {
        int code, fetched;
    } others[] = {{ERROR_NO_INPUT, ERROR_SETUP}, {ERROR_STREAM, ERROR_FETCH}};
    if (failure->code == ERROR_RUN)
        return is_for_stores(plan) ? ERROR_STORE_FAILED : failure->code;
    for (size_t i = 0; plan->fetched && i < sizeof others / sizeof *others; i++)
        if (failure->code == others[i].code)
            return others[i].fetched;
    return plan->fetched ? failure->code : pulled_code(plan, failure);
}

// Does a reduce pipeline feed the stage? That is the end of a job.
static bool is_fed_by_a_job(const PipeOperator *pipe, const Stage *stage) {
    if (pipe->kind == PIPE_EMIT && pipe->stage == stage)
        return true;
    for (size_t i = 0; i < pipe->n_outputs; i++)
        if (is_fed_by_a_job(pipe->outputs[i], stage))
            return true;
    return false;
}

// Do rows come to a JOIN whose other input an earlier job has written down?
static bool joins_what_a_job_made(const PipeOperator *pipe) {
    if (pipe->kind == PIPE_PROBE || pipe->kind == PIPE_EMIT) {
        const size_t input = pipe->kind == PIPE_PROBE ? pipe->stage->probe : pipe->tag;
        if (!has_own_job(pipe->stage->logical, input) &&
            has_own_job(pipe->stage->logical, input == 0))
            return true;
    }
    for (size_t i = 0; i < pipe->n_outputs; i++)
        if (joins_what_a_job_made(pipe->outputs[i]))
            return true;
    return false;
}

bool failure_is_behind_a_job(const StagePlan *plan, const Failure *failure) {
    const PlanSource *source = source_of(plan, failure);
    if (!source || !failure->pipe)
        return false;
    for (size_t i = 0; i < source->n_outputs; i++)
        if (joins_what_a_job_made(source->outputs[i]))
            return true;
    const Stage *stage = source->stage;
    if (!stage)
        return false;
    if (stage->kind == STAGE_ORDER || stage->kind == STAGE_LIMIT || stage->kind == STAGE_RANK)
        return true;
    for (size_t i = 0; i < plan->n_sources; i++)
        for (size_t j = 0; plan->sources[i]->stage && j < plan->sources[i]->n_outputs; j++)
            if (is_fed_by_a_job(plan->sources[i]->outputs[j], stage))
                return true;
    return false;
}
