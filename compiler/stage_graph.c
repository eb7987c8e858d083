// SPDX-License-Identifier: Apache-2.0
//
// The nodes of a map/reduce plan while it is built: sources and what they wait for, pipe operators,
// stages, and the streams that tie them together.

#include "compiler/stage_graph.h"

#include <string.h>

#include "lang/base/grow.h"

// ---- Sources and what they wait for ----

size_t graph_source_number(const StageBuilder *b, const PlanSource *source) {
    size_t i = 0;
    while (b->sources[i].source != source)
        i++;
    return i;
}

PlanSource *graph_new_source(StageBuilder *b, const Schema *schema) {
    PlanSource *source = ARENA_NEW(b->arena, PlanSource);
    source->schema = schema;
    b->sources =
        arena_grow(b->arena, b->sources, b->n_sources, &b->max_sources, sizeof *b->sources);
    b->sources[b->n_sources++] = (SourceInfo){.source = source};
    return source;
}

void graph_wait_for(StageBuilder *b, size_t waiting, size_t other) {
    SourceInfo *info = &b->sources[waiting];
    for (size_t i = 0; i < info->n_waits; i++)
        if (info->waits[i] == other)
            return;
    info->waits =
        arena_grow(b->arena, info->waits, info->n_waits, &info->max_waits, sizeof(size_t));
    info->waits[info->n_waits++] = other;
}

static bool waits_for(const StageBuilder *b, size_t waiting, size_t other, bool *seen) {
    if (waiting == other)
        return true;
    if (seen[waiting])
        return false;
    seen[waiting] = true;
    for (size_t i = 0; i < b->sources[waiting].n_waits; i++)
        if (waits_for(b, b->sources[waiting].waits[i], other, seen))
            return true;
    return false;
}

bool graph_closes_circle(StageBuilder *b, size_t source, size_t other) {
    bool *seen = ARENA_NEW_ARRAY(b->arena, bool, b->n_sources);
    return waits_for(b, other, source, seen);
}

// ---- Pipe operators and stages ----

PipeOperator *graph_new_pipe(StageBuilder *b, PipeKind kind, const LogicalOperator *logical,
                             const Schema *input, const Schema *output) {
    StagePlan *plan = b->plan;
    PipeOperator *pipe = ARENA_NEW(b->arena, PipeOperator);
    pipe->kind = kind;
    pipe->id = plan->n_operators;
    pipe->logical = logical;
    pipe->input = input;
    pipe->output = output;
    plan->operators =
        arena_grow(b->arena, plan->operators, plan->n_operators, &b->max_pipes, sizeof(void *));
    plan->operators[plan->n_operators++] = pipe;
    return pipe;
}

static void add_output(StageBuilder *b, PipeOperator ***outputs, size_t *n, PipeOperator *pipe) {
    PipeOperator **more = ARENA_NEW_ARRAY(b->arena, PipeOperator *, *n + 1);
    if (*n)
        memcpy(more, *outputs, *n * sizeof *more);
    more[(*n)++] = pipe;
    *outputs = more;
}

static void attach(StageBuilder *b, const Stream *stream, PipeOperator *pipe) {
    for (size_t i = 0; i < stream->n_points; i++) {
        const Point *point = &stream->points[i];
        if (point->pipe)
            add_output(b, &point->pipe->outputs, &point->pipe->n_outputs, pipe);
        else
            add_output(b, &point->source->outputs, &point->source->n_outputs, pipe);
    }
}

// The stream behind an operator that was attached to `stream`: a point for each source it runs in.
static Stream behind(StageBuilder *b, const Stream *stream, PipeOperator *pipe) {
    Stream out = {.points = ARENA_NEW_ARRAY(b->arena, Point, stream->n_points)};
    for (size_t i = 0; i < stream->n_points; i++) {
        bool known = false;
        for (size_t k = 0; k < out.n_points; k++)
            known |= out.points[k].source == stream->points[i].source;
        if (!known)
            out.points[out.n_points++] = (Point){.source = stream->points[i].source, .pipe = pipe};
    }
    return out;
}

void graph_attach(StageBuilder *b, const Stream *stream, PipeOperator *pipe) {
    Stream once = {.points = ARENA_NEW_ARRAY(b->arena, Point, stream->n_points)};
    for (size_t i = 0; i < stream->n_points; i++) {
        bool seen = false;
        for (size_t k = 0; k < once.n_points; k++)
            seen |= stream->points[i].pipe && once.points[k].pipe == stream->points[i].pipe;
        if (!seen)
            once.points[once.n_points++] = stream->points[i];
    }
    attach(b, &once, pipe);
}

Stream graph_through(StageBuilder *b, const Stream *stream, PipeOperator *pipe) {
    graph_attach(b, stream, pipe);
    return behind(b, stream, pipe);
}

// Do the rows go to several reducers?
static bool takes_parallel(const LogicalOperator *op) {
    return op->kind != LOGICAL_RANK && !(op->kind == LOGICAL_GROUP && op->group.all);
}

Stage *graph_new_stage(StageBuilder *b, StageKind kind, const LogicalOperator *logical,
                       size_t n_inputs, const Schema *output) {
    StagePlan *plan = b->plan;
    Stage *stage = ARENA_NEW(b->arena, Stage);
    stage->kind = kind;
    stage->id = plan->n_stages;
    stage->logical = logical;
    stage->n_inputs = n_inputs;
    stage->inputs = ARENA_NEW_ARRAY(b->arena, StageInput, n_inputs);
    stage->output = output;
    stage->probe = SIZE_MAX;
    stage->limit = -1;
    stage->parallel = takes_parallel(logical) ? logical->parallel : 0;
    plan->stages =
        arena_grow(b->arena, plan->stages, plan->n_stages, &b->max_stages, sizeof(void *));
    plan->stages[plan->n_stages++] = stage;
    return stage;
}

Stream graph_stage_stream(StageBuilder *b, Stage *stage) {
    PlanSource *source = graph_new_source(b, stage->output);
    source->stage = stage;
    Point *point = ARENA_NEW(b->arena, Point);
    point->source = source;
    return (Stream){.n_points = 1, .points = point};
}

void graph_emit(StageBuilder *b, const Stream *stream, Stage *stage, size_t tag,
                const PlanSource *stage_source, const LogicalOperator *input) {
    PipeOperator *pipe = graph_new_pipe(b, PIPE_EMIT, stage->logical, input->schema, input->schema);
    pipe->stage = stage;
    pipe->tag = tag;
    graph_attach(b, stream, pipe);
    for (size_t i = 0; i < stream->n_points; i++)
        graph_wait_for(b, graph_source_number(b, stage_source),
                       graph_source_number(b, stream->points[i].source));
}

// ---- Order of sources ----

static void place_source(StageBuilder *b, size_t number, bool *placed) {
    if (placed[number])
        return;
    placed[number] = true;
    for (size_t i = 0; i < b->sources[number].n_waits; i++)
        place_source(b, b->sources[number].waits[i], placed);
    b->plan->sources[b->plan->n_sources++] = b->sources[number].source;
}

void graph_order_sources(StageBuilder *b) {
    bool *placed = ARENA_NEW_ARRAY(b->arena, bool, b->n_sources);
    b->plan->sources = ARENA_NEW_ARRAY(b->arena, PlanSource *, b->n_sources);
    for (size_t i = 0; i < b->n_sources; i++)
        if (b->sources[i].source->stage || b->sources[i].source->n_outputs)
            place_source(b, i, placed);
}
