// SPDX-License-Identifier: Apache-2.0
//
// Logical plan to map/reduce plan. Each logical operator becomes a Stream: the points where its
// rows come out. A UNION's stream has the points of all its inputs, a JOIN's two: the PROBE
// operator and the stage that gives the rows the probe left over.
//
// Sources run one after the other, so what depends on what matters: a stage's source on all that
// emit to it, a source with a PROBE on all that emit to the build side, a source whose operators
// read a scalar on the source that collects it. Where a dependency would close a circle (a relation
// joined with an aggregate of itself), the stream is made anew: its LOAD is read a second time, or
// if there is a stage behind it, its rows are kept by a LIMIT stage without limit and read from
// there.

#include "compiler/stages.h"

#include <string.h>
#include <strings.h>

#include "lang/base/grow.h"
#include "compiler/combine.h"
#include "compiler/fetch.h"
#include "compiler/stage_graph.h"

static const char *const pipe_words[] = {
#define X(kind, word, meaning) word,
    PIPE_KINDS(X)
#undef X
};

static const char *const stage_words[] = {
#define X(kind, word, meaning) word,
    STAGE_KINDS(X)
#undef X
};

const char *pipe_word(PipeKind kind) {
    return pipe_words[kind];
}

const char *stage_word(StageKind kind) {
    return stage_words[kind];
}

// ---- Streams of logical operators ----

Status stream_of_input(StageBuilder *b, LogicalOperator *op, bool fresh, int depth,
                       Stream *stream) {
    return fresh ? stream_anew(b, op, true, depth + 1, stream) : stream_of(b, op, stream);
}

// All rows of the stream are kept, and come again from a source of their own.
static Stream kept(StageBuilder *b, const Stream *stream, const LogicalOperator *op) {
    Stage *stage = graph_new_stage(b, STAGE_LIMIT, op, 1, op->schema);
    ((StageInput *)stage->inputs)[0].schema = op->schema;
    Stream again = graph_stage_stream(b, stage);
    graph_emit(b, stream, stage, 0, again.points[0].source, op);
    return again;
}

static Status load_stream(StageBuilder *b, const LogicalOperator *op, Stream *stream) {
    PlanSource *source = graph_new_source(b, op->schema);
    source->load = op;
    Point *point = ARENA_NEW(b->arena, Point);
    point->source = source;
    *stream = (Stream){.n_points = 1, .points = point};
    if (op->n_inputs == 0)
        return STATUS_OK;
    Stream job;
    TRY(stream_of(b, op->inputs[0], &job));
    source->native = job.points[0].source->stage;
    graph_wait_for(b, graph_source_number(b, source), graph_source_number(b, job.points[0].source));
    return STATUS_OK;
}

static bool is_piped(const LogicalOperator *op) {
    switch (op->kind) {
    case LOGICAL_LOAD:
    case LOGICAL_FILTER:
    case LOGICAL_FOREACH:
    case LOGICAL_UNION:
    case LOGICAL_STREAM:
        return true;
    default:
        return false;
    }
}

static bool depends_on(StageBuilder *b, const Stream *stream, size_t other) {
    for (size_t i = 0; i < stream->n_points; i++)
        if (graph_closes_circle(b, graph_source_number(b, stream->points[i].source), other))
            return true;
    return false;
}

Status stream_later(StageBuilder *b, LogicalOperator *op, const size_t *others, size_t n_others,
                    Stream *stream) {
    bool circle = false;
    TRY(stream_of(b, op, stream));
    for (size_t i = 0; i < n_others && !circle; i++)
        circle = depends_on(b, stream, others[i]);
    if (circle) {
        if (is_piped(op))
            TRY(stream_anew(b, op, true, 0, stream));
        else
            *stream = kept(b, stream, op);
    }
    for (size_t i = 0; i < stream->n_points; i++)
        for (size_t k = 0; k < n_others; k++)
            graph_wait_for(b, graph_source_number(b, stream->points[i].source), others[k]);
    return STATUS_OK;
}

// ---- One function a logical operator ----

static Status filter_stream(StageBuilder *b, LogicalOperator *op, bool fresh, int depth,
                            Stream *stream) {
    Stream input;
    TRY(stream_after_scalars(b, op, 0, fresh, depth, &input));
    PipeOperator *pipe = graph_new_pipe(b, PIPE_FILTER, op, op->inputs[0]->schema, op->schema);
    pipe->predicate = op->filter.predicate;
    *stream = graph_through(b, &input, pipe);
    return STATUS_OK;
}

static PipeOperator *project_pipe(StageBuilder *b, const LogicalOperator *op, const Schema *input,
                                  const GenerateItem *items, size_t n_items) {
    PipeOperator *pipe = graph_new_pipe(b, PIPE_PROJECT, op, input, op->schema);
    pipe->items = items;
    pipe->n_items = n_items;
    return pipe;
}

StageInput stage_keyed_input(const LogicalOperator *input, const KeyedInput *keyed) {
    return (StageInput){.schema = input->schema,
                        .n_keys = keyed->n_keys,
                        .keys = keyed->keys,
                        .inner = keyed->inner};
}

// Emits all inputs of op to the stage, and gives the stage's stream. The rows wait for the scalars
// that op reads, and `also` unless it is NULL.
static Status shuffle_after(StageBuilder *b, LogicalOperator *op, const LogicalOperator *also,
                            Stage *stage, Stream *stream) {
    *stream = graph_stage_stream(b, stage);
    PlanSource *source = stream->points[0].source;
    size_t *scalars = NULL, n;
    TRY(stream_scalar_sources(b, op, also, &scalars, &n));
    for (size_t i = 0; i < op->n_inputs; i++) {
        Stream input;
        TRY(stream_later(b, op->inputs[i], scalars, n, &input));
        graph_emit(b, &input, stage, i, source, op->inputs[i]);
    }
    return STATUS_OK;
}

static Status shuffle(StageBuilder *b, LogicalOperator *op, Stage *stage, Stream *stream) {
    return shuffle_after(b, op, NULL, stage, stream);
}

static void take_keys(Stage *stage, const LogicalOperator *op) {
    StageInput *inputs = (StageInput *)stage->inputs;
    for (size_t i = 0; i < op->n_inputs; i++)
        inputs[i] = stage_keyed_input(op->inputs[i], &op->group.keyed[i]);
    stage->all = op->group.all;
}

static Status group_stream(StageBuilder *b, LogicalOperator *op, Stream *stream) {
    Stage *stage = graph_new_stage(b, STAGE_GROUP, op, op->n_inputs, op->schema);
    take_keys(stage, op);
    return shuffle(b, op, stage, stream);
}

static bool is_no_scalar(const Expression *node, void *context) {
    (void)context;
    return node->kind != EXPRESSION_SCALAR;
}

static bool read_scalars(Expression *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!expression_walk(list[i], is_no_scalar, NULL))
            return true;
    return false;
}

// Whether what is worked out as rows arrive reads relations that are used as values.
static bool aggregates_read_scalars(const Combined *combined) {
    for (size_t i = 0; i < combined->n_aggregates; i++) {
        const StageAggregate *aggregate = &combined->aggregates[i];
        if (read_scalars(&aggregate->filter, aggregate->filter != NULL) ||
            read_scalars(aggregate->args, aggregate->n_args) ||
            read_scalars(aggregate->distinct_args, aggregate->n_distinct))
            return true;
    }
    return false;
}

static Status combined_stream(StageBuilder *b, LogicalOperator *op, const Combined *combined,
                              Stream *stream) {
    LogicalOperator *group = op->inputs[0];
    Stage *stage = graph_new_stage(b, STAGE_AGGREGATE, group, group->n_inputs, combined->output);
    take_keys(stage, group);
    stage->aggregates = combined->aggregates;
    stage->n_aggregates = combined->n_aggregates;
    Stream grouped;
    TRY(shuffle_after(b, group, aggregates_read_scalars(combined) ? op : NULL, stage, &grouped));
    size_t *sources = NULL, n;
    TRY(stream_scalar_sources(b, op, NULL, &sources, &n));
    for (size_t k = 0; k < n; k++)
        graph_wait_for(b, graph_source_number(b, grouped.points[0].source), sources[k]);
    *stream = graph_through(
        b, &grouped, project_pipe(b, op, combined->output, combined->items, combined->n_items));
    return STATUS_OK;
}

static Status foreach_stream(StageBuilder *b, LogicalOperator *op, bool fresh, int depth,
                             Stream *stream) {
    Combined combined;
    if (combine_group(b->arena, op, b->environment->registry, &combined))
        return combined_stream(b, op, &combined, stream);
    Stream input;
    TRY(stream_after_scalars(b, op, 0, fresh, depth, &input));
    PipeOperator *pipe =
        project_pipe(b, op, op->inputs[0]->schema, op->foreach.items, op->foreach.n_items);
    pipe->nested = op->foreach.nested;
    pipe->n_nested = op->foreach.n_nested;
    *stream = graph_through(b, &input, pipe);
    return STATUS_OK;
}

static Status union_stream(StageBuilder *b, LogicalOperator *op, bool fresh, int depth,
                           Stream *stream) {
    *stream = (Stream){0};
    for (size_t i = 0; i < op->n_inputs; i++) {
        Stream input;
        TRY(stream_of_input(b, op->inputs[i], fresh, depth, &input));
        Point *points = ARENA_NEW_ARRAY(b->arena, Point, stream->n_points + input.n_points);
        if (stream->n_points)
            memcpy(points, stream->points, stream->n_points * sizeof *points);
        memcpy(points + stream->n_points, input.points, input.n_points * sizeof *points);
        stream->points = points;
        stream->n_points += input.n_points;
    }
    return STATUS_OK;
}

static Status stream_stream(StageBuilder *b, LogicalOperator *op, bool fresh, int depth,
                            Stream *stream) {
    Stream input;
    TRY(stream_of_input(b, op->inputs[0], fresh, depth, &input));
    PipeOperator *pipe = graph_new_pipe(b, PIPE_STREAM, op, op->inputs[0]->schema, op->schema);
    pipe->command = op->stream.command;
    *stream = graph_through(b, &input, pipe);
    return STATUS_OK;
}

static Status distinct_stream(StageBuilder *b, LogicalOperator *op, Stream *stream) {
    const Schema *schema = op->inputs[0]->schema;
    size_t n = schema ? (size_t)schema->n_fields : 1;
    Stage *stage = graph_new_stage(b, STAGE_AGGREGATE, op, 1, op->schema);
    Expression **keys = ARENA_NEW_ARRAY(b->arena, Expression *, n);
    for (size_t f = 0; f < n; f++)
        keys[f] = expression_column(b->arena, &op->place,
                                    schema ? schema->fields[f].type : type_of(PIG_TUPLE), f);
    ((StageInput *)stage->inputs)[0] = (StageInput){.schema = schema, .n_keys = n, .keys = keys};
    return shuffle(b, op, stage, stream);
}

static Status order_stream(StageBuilder *b, LogicalOperator *op, Stream *stream) {
    Stage *stage = graph_new_stage(b, STAGE_ORDER, op, 1, op->schema);
    ((StageInput *)stage->inputs)[0].schema = op->inputs[0]->schema;
    stage->n_sort_keys = op->order.n_keys;
    stage->sort_keys = op->order.keys;
    stage->limit = op->order.limit;
    return shuffle(b, op, stage, stream);
}

static Status rank_stream(StageBuilder *b, LogicalOperator *op, Stream *stream) {
    Stage *stage = graph_new_stage(b, STAGE_RANK, op, 1, op->schema);
    ((StageInput *)stage->inputs)[0].schema = op->inputs[0]->schema;
    stage->n_sort_keys = op->rank.n_keys;
    stage->sort_keys = op->rank.keys;
    stage->dense = op->rank.dense;
    return shuffle(b, op, stage, stream);
}

static Status limit_stream(StageBuilder *b, LogicalOperator *op, Stream *stream) {
    Stream input;
    TRY(stream_after_scalars(b, op, 0, false, 0, &input));
    PipeOperator *pipe = graph_new_pipe(b, PIPE_LIMIT, op, op->inputs[0]->schema, op->schema);
    pipe->limit = op->limit.limit;
    Stream cut = graph_through(b, &input, pipe);
    Stage *stage = graph_new_stage(b, STAGE_LIMIT, op, 1, op->schema);
    ((StageInput *)stage->inputs)[0].schema = op->schema;
    stage->limit_expression = op->limit.limit;
    *stream = graph_stage_stream(b, stage);
    graph_emit(b, &cut, stage, 0, stream->points[0].source, op);
    return STATUS_OK;
}

// ---- Ends ----

// Apache Pig numbers the rows of a RANK on the map side of a job of their own.
static bool after_reduce(const Stream *stream) {
    for (size_t i = 0; i < stream->n_points; i++) {
        const Stage *stage = stream->points[i].source->stage;
        if (stage && stage->kind != STAGE_RANK)
            return true;
    }
    return false;
}

static Status add_store(StageBuilder *b, LogicalOperator *op) {
    Stream input;
    StagePlan *plan = b->plan;
    TRY(stream_of(b, op->inputs[0], &input));
    PipeOperator *pipe =
        graph_new_pipe(b, PIPE_STORE, op, op->inputs[0]->schema, op->inputs[0]->schema);
    pipe->store = plan->n_stores;
    plan->stores =
        arena_grow(b->arena, plan->stores, plan->n_stores, &b->max_stores, sizeof *plan->stores);
    plan->stores[plan->n_stores++] = (PlanStore){.store = op, .after_reduce = after_reduce(&input)};
    graph_attach(b, &input, pipe);
    return STATUS_OK;
}

// The job waits for its store, which was added before: inputs come first.
static Status native_stream(StageBuilder *b, LogicalOperator *op, Stream *stream) {
    StagePlan *plan = b->plan;
    LogicalOperator *store = op->inputs[0];
    Stage *stage = graph_new_stage(b, STAGE_NATIVE, op, 0, NULL);
    stage->job = op->native.job;
    while (plan->stores[stage->store].store != store)
        stage->store++;
    plan->stores[stage->store].native = stage;
    *stream = graph_stage_stream(b, stage);
    const size_t number = graph_source_number(b, stream->points[0].source);
    Stream stored;
    TRY(stream_of(b, store->inputs[0], &stored));
    for (size_t i = 0; i < stored.n_points; i++)
        graph_wait_for(b, number, graph_source_number(b, stored.points[i].source));
    return STATUS_OK;
}

static Status add_dump(StageBuilder *b, LogicalOperator *op) {
    Stream input;
    StagePlan *plan = b->plan;
    LogicalOperator *relation = op->inputs[0];
    TRY(stream_of(b, relation, &input));
    PipeOperator *pipe = graph_new_pipe(b, PIPE_COLLECT, op, relation->schema, relation->schema);
    pipe->collection = plan->n_collections;
    plan->collections = arena_grow(b->arena, plan->collections, plan->n_collections,
                                   &b->max_collections, sizeof *plan->collections);
    plan->collections[plan->n_collections++] =
        (PlanCollection){.kind = COLLECTION_DUMP, .relation = relation, .dump = op};
    graph_attach(b, &input, pipe);
    return STATUS_OK;
}

// ---- Driver ----

Status stream_anew(StageBuilder *b, LogicalOperator *op, bool fresh, int depth, Stream *stream) {
    if (depth > MAX_DEPTH)
        return diagnose(b->sink, 2000, &op->place, "the script nests too deeply");
    switch (op->kind) {
    case LOGICAL_LOAD:
        return load_stream(b, op, stream);
    case LOGICAL_FILTER:
        return filter_stream(b, op, fresh, depth, stream);
    case LOGICAL_FOREACH:
        return foreach_stream(b, op, fresh, depth, stream);
    case LOGICAL_UNION:
        return union_stream(b, op, fresh, depth, stream);
    case LOGICAL_STREAM:
        return stream_stream(b, op, fresh, depth, stream);
    default:
        break;
    }
    if (fresh) { // what a stage made once is kept, not made again
        Stream once;
        TRY(stream_of(b, op, &once));
        *stream = kept(b, &once, op);
        return STATUS_OK;
    }
    switch (op->kind) {
    case LOGICAL_GROUP:
        return group_stream(b, op, stream);
    case LOGICAL_JOIN:
    case LOGICAL_CROSS:
        return stream_of_join(b, op, stream);
    case LOGICAL_DISTINCT:
        return distinct_stream(b, op, stream);
    case LOGICAL_ORDER:
        return order_stream(b, op, stream);
    case LOGICAL_RANK:
        return rank_stream(b, op, stream);
    case LOGICAL_LIMIT:
        return limit_stream(b, op, stream);
    case LOGICAL_NATIVE:
        return native_stream(b, op, stream);
    default:
        return diagnose(b->sink, 2999, &op->place, "%s cannot run here yet",
                        logical_word(op->kind));
    }
}

Status stream_of(StageBuilder *b, LogicalOperator *op, Stream *stream) {
    if (!b->streams[op->id].points)
        TRY(stream_anew(b, op, false, 0, &b->streams[op->id]));
    *stream = b->streams[op->id];
    return STATUS_OK;
}

static size_t largest_id(const LogicalPlan *plan) {
    size_t id = 0;
    for (size_t i = 0; i < plan->n_operators; i++)
        if (plan->operators[i]->id > id)
            id = plan->operators[i]->id;
    return id;
}

static bool wants_fetch(const CompilerEnvironment *environment) {
    const char *value =
        environment->property ? environment->property(environment->context, "opt.fetch") : NULL;
    return !value || strcasecmp(value, "true") == 0;
}

Status stages_build(const LogicalPlan *logical, const CompilerEnvironment *environment,
                    DiagnosticSink *sink, StagePlan **plan) {
    Arena *arena = logical->arena;
    *plan = ARENA_NEW(arena, StagePlan);
    (*plan)->arena = arena;
    (*plan)->n_scalars = logical->n_scalars;
    (*plan)->fetched = plan_is_fetched(logical) && wants_fetch(environment);
    StageBuilder b = {
        .arena = arena,
        .logical = logical,
        .environment = environment,
        .sink = sink,
        .plan = *plan,
        .streams = ARENA_NEW_ARRAY(arena, Stream, largest_id(logical) + 1),
        .collectors = ARENA_NEW_ARRAY(arena, size_t, logical->n_scalars),
    };
    for (size_t i = 0; i < logical->n_operators; i++) {
        LogicalOperator *op = logical->operators[i];
        if (op->kind == LOGICAL_STORE)
            TRY(add_store(&b, op));
        else if (op->kind == LOGICAL_DUMP)
            TRY(add_dump(&b, op));
    }
    graph_order_sources(&b);
    return STATUS_OK;
}
