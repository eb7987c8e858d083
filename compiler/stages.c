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

#include "compiler/combine.h"

enum { MAX_DEPTH = 10000 };

typedef struct Point {  // where rows come out
    PlanSource *source; // the source whose pipeline this is
    PipeOperator *pipe; // NULL: directly at the source
} Point;

typedef struct Stream {
    size_t n_points;
    Point *points;
} Stream;

// What a source waits for, and what the builder knows of it.
typedef struct SourceInfo {
    PlanSource *source;
    size_t n_waits;
    size_t *waits; // numbers of sources
    size_t max_waits;
} SourceInfo;

typedef struct Builder {
    Arena *arena;
    const LogicalPlan *logical;
    const CompilerEnvironment *environment;
    DiagnosticSink *sink;
    StagePlan *plan;
    Stream *streams; // by logical operator id
    SourceInfo *sources;
    size_t n_sources, max_sources;
    size_t *collectors; // by scalar: number of the source it is collected from, + 1
    size_t max_pipes, max_stages, max_stores, max_collections;
} Builder;

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

// Room for one more item in an array that doubles.
static void *grown(Arena *arena, void *items, size_t n, size_t *max, size_t item_bytes) {
    if (n < *max)
        return items;
    *max = *max ? *max * 2 : 8;
    void *larger = arena_array(arena, *max, item_bytes);
    if (n)
        memcpy(larger, items, n * item_bytes);
    return larger;
}

// ---- Sources and what they wait for
// --------------------------------------------------------------

static size_t source_number(const Builder *b, const PlanSource *source) {
    size_t i = 0;
    while (b->sources[i].source != source)
        i++;
    return i;
}

static PlanSource *new_source(Builder *b, const Schema *schema) {
    PlanSource *source = ARENA_NEW(b->arena, PlanSource);
    source->schema = schema;
    b->sources = grown(b->arena, b->sources, b->n_sources, &b->max_sources, sizeof *b->sources);
    b->sources[b->n_sources++] = (SourceInfo){.source = source};
    return source;
}

static void wait_for(Builder *b, size_t waiting, size_t other) {
    SourceInfo *info = &b->sources[waiting];
    for (size_t i = 0; i < info->n_waits; i++)
        if (info->waits[i] == other)
            return;
    info->waits = grown(b->arena, info->waits, info->n_waits, &info->max_waits, sizeof(size_t));
    info->waits[info->n_waits++] = other;
}

static bool waits_for(const Builder *b, size_t waiting, size_t other, bool *seen) {
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

// Would `source` have to run before itself if it waited for `other`?
static bool closes_circle(Builder *b, size_t source, size_t other) {
    bool *seen = ARENA_NEW_ARRAY(b->arena, bool, b->n_sources);
    return waits_for(b, other, source, seen);
}

// ---- Pipe operators and stages
// -------------------------------------------------------------------

static PipeOperator *new_pipe(Builder *b, PipeKind kind, const LogicalOperator *logical,
                              const Schema *input, const Schema *output) {
    StagePlan *plan = b->plan;
    PipeOperator *pipe = ARENA_NEW(b->arena, PipeOperator);
    pipe->kind = kind;
    pipe->id = plan->n_operators;
    pipe->logical = logical;
    pipe->input = input;
    pipe->output = output;
    plan->operators =
        grown(b->arena, plan->operators, plan->n_operators, &b->max_pipes, sizeof(void *));
    plan->operators[plan->n_operators++] = pipe;
    return pipe;
}

static void add_output(Builder *b, PipeOperator ***outputs, size_t *n, PipeOperator *pipe) {
    PipeOperator **more = ARENA_NEW_ARRAY(b->arena, PipeOperator *, *n + 1);
    if (*n)
        memcpy(more, *outputs, *n * sizeof *more);
    more[(*n)++] = pipe;
    *outputs = more;
}

static void attach(Builder *b, const Stream *stream, PipeOperator *pipe) {
    for (size_t i = 0; i < stream->n_points; i++) {
        const Point *point = &stream->points[i];
        if (point->pipe)
            add_output(b, &point->pipe->outputs, &point->pipe->n_outputs, pipe);
        else
            add_output(b, &point->source->outputs, &point->source->n_outputs, pipe);
    }
}

// The stream behind an operator that was attached to `stream`: a point for each source it runs in.
static Stream behind(Builder *b, const Stream *stream, PipeOperator *pipe) {
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

// As `attach`, for a stream whose points may be one pipe in several sources: attached once.
static void attach_once(Builder *b, const Stream *stream, PipeOperator *pipe) {
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

static Stream through(Builder *b, const Stream *stream, PipeOperator *pipe) {
    attach_once(b, stream, pipe);
    return behind(b, stream, pipe);
}

// Do the rows go to several reducers?
static bool takes_parallel(const LogicalOperator *op) {
    return op->kind != LOGICAL_RANK && !(op->kind == LOGICAL_GROUP && op->group.all);
}

static Stage *new_stage(Builder *b, StageKind kind, const LogicalOperator *logical, size_t n_inputs,
                        const Schema *output) {
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
    plan->stages = grown(b->arena, plan->stages, plan->n_stages, &b->max_stages, sizeof(void *));
    plan->stages[plan->n_stages++] = stage;
    return stage;
}

static Stream stage_stream(Builder *b, Stage *stage) {
    PlanSource *source = new_source(b, stage->output);
    source->stage = stage;
    Point *point = ARENA_NEW(b->arena, Point);
    point->source = source;
    return (Stream){.n_points = 1, .points = point};
}

// Rows of the stream go to input `tag` of the stage, whose source waits for them.
static void emit_to(Builder *b, const Stream *stream, Stage *stage, size_t tag,
                    const PlanSource *stage_source, const LogicalOperator *input) {
    PipeOperator *pipe = new_pipe(b, PIPE_EMIT, stage->logical, input->schema, input->schema);
    pipe->stage = stage;
    pipe->tag = tag;
    attach_once(b, stream, pipe);
    for (size_t i = 0; i < stream->n_points; i++)
        wait_for(b, source_number(b, stage_source), source_number(b, stream->points[i].source));
}

// ---- Streams of logical operators
// ----------------------------------------------------------------

static Status stream_of(Builder *b, LogicalOperator *op, Stream *stream);
static Status make_stream(Builder *b, LogicalOperator *op, bool fresh, int depth, Stream *stream);

static Status input_stream(Builder *b, LogicalOperator *op, bool fresh, int depth, Stream *stream) {
    return fresh ? make_stream(b, op, true, depth + 1, stream) : stream_of(b, op, stream);
}

// All rows of the stream are kept, and come again from a source of their own.
static Stream kept(Builder *b, const Stream *stream, const LogicalOperator *op) {
    Stage *stage = new_stage(b, STAGE_LIMIT, op, 1, op->schema);
    ((StageInput *)stage->inputs)[0].schema = op->schema;
    Stream again = stage_stream(b, stage);
    emit_to(b, stream, stage, 0, again.points[0].source, op);
    return again;
}

static Status load_stream(Builder *b, const LogicalOperator *op, Stream *stream) {
    PlanSource *source = new_source(b, op->schema);
    source->load = op;
    Point *point = ARENA_NEW(b->arena, Point);
    point->source = source;
    *stream = (Stream){.n_points = 1, .points = point};
    if (op->n_inputs == 0)
        return STATUS_OK;
    Stream job;
    TRY(stream_of(b, op->inputs[0], &job));
    source->native = job.points[0].source->stage;
    wait_for(b, source_number(b, source), source_number(b, job.points[0].source));
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

// A stream with the rows of op that may run after source `before` was complete: the one there is,
// or a new one where that would close a circle.
static bool depends_on(Builder *b, const Stream *stream, size_t other) {
    for (size_t i = 0; i < stream->n_points; i++)
        if (closes_circle(b, source_number(b, stream->points[i].source), other))
            return true;
    return false;
}

static Status later_stream(Builder *b, LogicalOperator *op, const size_t *others, size_t n_others,
                           Stream *stream) {
    bool circle = false;
    TRY(stream_of(b, op, stream));
    for (size_t i = 0; i < n_others && !circle; i++)
        circle = depends_on(b, stream, others[i]);
    if (circle) {
        if (is_piped(op))
            TRY(make_stream(b, op, true, 0, stream));
        else
            *stream = kept(b, stream, op);
    }
    for (size_t i = 0; i < stream->n_points; i++)
        for (size_t k = 0; k < n_others; k++)
            wait_for(b, source_number(b, stream->points[i].source), others[k]);
    return STATUS_OK;
}

// ---- Scalars
// -------------------------------------------------------------------------------------

typedef struct ScalarSet {
    Builder *builder;
    bool *used; // by scalar
    size_t n_used;
} ScalarSet;

static bool note_scalar(const Expression *node, void *context) {
    ScalarSet *set = context;
    if (node->kind == EXPRESSION_SCALAR && !set->used[node->scalar]) {
        set->used[node->scalar] = true;
        set->n_used++;
    }
    return true;
}

static void note_scalars_of_items(ScalarSet *set, const GenerateItem *items, size_t n) {
    for (size_t i = 0; i < n; i++)
        expression_walk(items[i].expression, note_scalar, set);
}

static void note_scalars_of_nested(ScalarSet *set, const NestedOperator *op) {
    for (size_t i = 0; i < op->n_bags; i++)
        expression_walk(op->bags[i], note_scalar, set);
    if (op->predicate)
        expression_walk(op->predicate, note_scalar, set);
    if (op->limit)
        expression_walk(op->limit, note_scalar, set);
    note_scalars_of_items(set, op->items, op->n_items);
}

static void note_scalars_of_keys(ScalarSet *set, const KeyedInput *keyed, size_t n_inputs) {
    for (size_t i = 0; i < n_inputs; i++)
        for (size_t k = 0; k < keyed[i].n_keys; k++)
            expression_walk(keyed[i].keys[k], note_scalar, set);
}

static void note_scalars(ScalarSet *set, const LogicalOperator *op) {
    switch (op->kind) {
    case LOGICAL_FILTER:
        expression_walk(op->filter.predicate, note_scalar, set);
        break;
    case LOGICAL_FOREACH:
        note_scalars_of_items(set, op->foreach.items, op->foreach.n_items);
        for (size_t i = 0; i < op->foreach.n_nested; i++)
            note_scalars_of_nested(set, &op->foreach.nested[i]);
        break;
    case LOGICAL_GROUP:
        note_scalars_of_keys(set, op->group.keyed, op->n_inputs);
        break;
    case LOGICAL_JOIN:
        note_scalars_of_keys(set, op->join.keyed, op->n_inputs);
        break;
    case LOGICAL_LIMIT:
        expression_walk(op->limit.limit, note_scalar, set);
        break;
    default:
        break;
    }
}

// The source that collects scalar `s`; made at first use.
static Status collect_scalar(Builder *b, size_t s, size_t *const sources, size_t *n_sources) {
    LogicalOperator *relation = b->logical->scalars[s].relation;
    Stream stream;
    TRY(stream_of(b, relation, &stream));
    if (!b->collectors[s]) {
        StagePlan *plan = b->plan;
        PipeOperator *pipe =
            new_pipe(b, PIPE_COLLECT, relation, relation->schema, relation->schema);
        pipe->collection = plan->n_collections;
        plan->collections = grown(b->arena, plan->collections, plan->n_collections,
                                  &b->max_collections, sizeof *plan->collections);
        plan->collections[plan->n_collections++] =
            (PlanCollection){.kind = COLLECTION_SCALAR, .relation = relation, .scalar = s};
        attach_once(b, &stream, pipe);
        b->collectors[s] = 1;
    }
    for (size_t i = 0; i < stream.n_points; i++)
        sources[(*n_sources)++] = source_number(b, stream.points[i].source);
    return STATUS_OK;
}

// The sources that collect what op's expressions read.
static Status scalar_sources(Builder *b, const LogicalOperator *op, size_t **sources, size_t *n) {
    ScalarSet set = {.builder = b, .used = ARENA_NEW_ARRAY(b->arena, bool, b->logical->n_scalars)};
    note_scalars(&set, op);
    *n = 0;
    if (set.n_used == 0)
        return STATUS_OK;
    enum { MAX_SOURCES_OF_SCALARS = 4096 };
    *sources = ARENA_NEW_ARRAY(b->arena, size_t, MAX_SOURCES_OF_SCALARS);
    for (size_t s = 0; s < b->logical->n_scalars; s++) {
        if (!set.used[s])
            continue;
        if (*n > MAX_SOURCES_OF_SCALARS / 2)
            return diagnose(b->sink, 2000, &op->place, "too many relations are used as values");
        TRY(collect_scalar(b, s, *sources, n));
    }
    return STATUS_OK;
}

// The stream of input `i` of op, to run after the scalars that op reads.
static Status input_after_scalars(Builder *b, LogicalOperator *op, size_t i, bool fresh, int depth,
                                  Stream *stream) {
    size_t *sources = NULL, n;
    TRY(scalar_sources(b, op, &sources, &n));
    if (n == 0)
        return input_stream(b, op->inputs[i], fresh, depth, stream);
    if (!fresh)
        return later_stream(b, op->inputs[i], sources, n, stream);
    TRY(make_stream(b, op->inputs[i], true, depth + 1, stream));
    for (size_t p = 0; p < stream->n_points; p++)
        for (size_t k = 0; k < n; k++)
            wait_for(b, source_number(b, stream->points[p].source), sources[k]);
    return STATUS_OK;
}

// ---- One function a logical operator
// -------------------------------------------------------------

static Status filter_stream(Builder *b, LogicalOperator *op, bool fresh, int depth,
                            Stream *stream) {
    Stream input;
    TRY(input_after_scalars(b, op, 0, fresh, depth, &input));
    PipeOperator *pipe = new_pipe(b, PIPE_FILTER, op, op->inputs[0]->schema, op->schema);
    pipe->predicate = op->filter.predicate;
    *stream = through(b, &input, pipe);
    return STATUS_OK;
}

static PipeOperator *project_pipe(Builder *b, const LogicalOperator *op, const Schema *input,
                                  const GenerateItem *items, size_t n_items) {
    PipeOperator *pipe = new_pipe(b, PIPE_PROJECT, op, input, op->schema);
    pipe->items = items;
    pipe->n_items = n_items;
    return pipe;
}

static StageInput keyed_input(const LogicalOperator *input, const KeyedInput *keyed) {
    return (StageInput){.schema = input->schema,
                        .n_keys = keyed->n_keys,
                        .keys = keyed->keys,
                        .inner = keyed->inner};
}

// Emits all inputs of op to the stage, and gives the stage's stream.
static Status shuffle(Builder *b, LogicalOperator *op, Stage *stage, Stream *stream) {
    *stream = stage_stream(b, stage);
    PlanSource *source = stream->points[0].source;
    for (size_t i = 0; i < op->n_inputs; i++) {
        Stream input;
        TRY(input_after_scalars(b, op, i, false, 0, &input));
        emit_to(b, &input, stage, i, source, op->inputs[i]);
    }
    return STATUS_OK;
}

static void take_keys(Stage *stage, const LogicalOperator *op) {
    StageInput *inputs = (StageInput *)stage->inputs;
    for (size_t i = 0; i < op->n_inputs; i++)
        inputs[i] = keyed_input(op->inputs[i], &op->group.keyed[i]);
    stage->all = op->group.all;
}

static Status group_stream(Builder *b, LogicalOperator *op, Stream *stream) {
    Stage *stage = new_stage(b, STAGE_GROUP, op, op->n_inputs, op->schema);
    take_keys(stage, op);
    return shuffle(b, op, stage, stream);
}

static Status combined_stream(Builder *b, LogicalOperator *op, const Combined *combined,
                              Stream *stream) {
    LogicalOperator *group = op->inputs[0];
    Stage *stage = new_stage(b, STAGE_AGGREGATE, group, group->n_inputs, combined->output);
    take_keys(stage, group);
    stage->aggregates = combined->aggregates;
    stage->n_aggregates = combined->n_aggregates;
    Stream grouped;
    TRY(shuffle(b, group, stage, &grouped));
    size_t *sources = NULL, n;
    TRY(scalar_sources(b, op, &sources, &n));
    for (size_t k = 0; k < n; k++)
        wait_for(b, source_number(b, grouped.points[0].source), sources[k]);
    *stream = through(b, &grouped,
                      project_pipe(b, op, combined->output, combined->items, combined->n_items));
    return STATUS_OK;
}

static Status foreach_stream(Builder *b, LogicalOperator *op, bool fresh, int depth,
                             Stream *stream) {
    Combined combined;
    if (combine_group(b->arena, op, b->environment->registry, &combined))
        return combined_stream(b, op, &combined, stream);
    Stream input;
    TRY(input_after_scalars(b, op, 0, fresh, depth, &input));
    PipeOperator *pipe =
        project_pipe(b, op, op->inputs[0]->schema, op->foreach.items, op->foreach.n_items);
    pipe->nested = op->foreach.nested;
    pipe->n_nested = op->foreach.n_nested;
    *stream = through(b, &input, pipe);
    return STATUS_OK;
}

static Status union_stream(Builder *b, LogicalOperator *op, bool fresh, int depth, Stream *stream) {
    *stream = (Stream){0};
    for (size_t i = 0; i < op->n_inputs; i++) {
        Stream input;
        TRY(input_stream(b, op->inputs[i], fresh, depth, &input));
        Point *points = ARENA_NEW_ARRAY(b->arena, Point, stream->n_points + input.n_points);
        if (stream->n_points)
            memcpy(points, stream->points, stream->n_points * sizeof *points);
        memcpy(points + stream->n_points, input.points, input.n_points * sizeof *points);
        stream->points = points;
        stream->n_points += input.n_points;
    }
    return STATUS_OK;
}

static Status stream_stream(Builder *b, LogicalOperator *op, bool fresh, int depth,
                            Stream *stream) {
    Stream input;
    TRY(input_stream(b, op->inputs[0], fresh, depth, &input));
    PipeOperator *pipe = new_pipe(b, PIPE_STREAM, op, op->inputs[0]->schema, op->schema);
    pipe->command = op->stream.command;
    *stream = through(b, &input, pipe);
    return STATUS_OK;
}

static Status distinct_stream(Builder *b, LogicalOperator *op, Stream *stream) {
    const Schema *schema = op->inputs[0]->schema;
    size_t n = schema ? (size_t)schema->n_fields : 1;
    Stage *stage = new_stage(b, STAGE_AGGREGATE, op, 1, op->schema);
    Expression **keys = ARENA_NEW_ARRAY(b->arena, Expression *, n);
    for (size_t f = 0; f < n; f++)
        keys[f] = expression_column(b->arena, &op->place,
                                    schema ? schema->fields[f].type : type_of(PIG_TUPLE), f);
    ((StageInput *)stage->inputs)[0] = (StageInput){.schema = schema, .n_keys = n, .keys = keys};
    return shuffle(b, op, stage, stream);
}

static Status order_stream(Builder *b, LogicalOperator *op, Stream *stream) {
    Stage *stage = new_stage(b, STAGE_ORDER, op, 1, op->schema);
    ((StageInput *)stage->inputs)[0].schema = op->inputs[0]->schema;
    stage->n_sort_keys = op->order.n_keys;
    stage->sort_keys = op->order.keys;
    stage->limit = op->order.limit;
    return shuffle(b, op, stage, stream);
}

static Status rank_stream(Builder *b, LogicalOperator *op, Stream *stream) {
    Stage *stage = new_stage(b, STAGE_RANK, op, 1, op->schema);
    ((StageInput *)stage->inputs)[0].schema = op->inputs[0]->schema;
    stage->n_sort_keys = op->rank.n_keys;
    stage->sort_keys = op->rank.keys;
    stage->dense = op->rank.dense;
    return shuffle(b, op, stage, stream);
}

static Status limit_stream(Builder *b, LogicalOperator *op, Stream *stream) {
    Stream input;
    TRY(input_after_scalars(b, op, 0, false, 0, &input));
    PipeOperator *pipe = new_pipe(b, PIPE_LIMIT, op, op->inputs[0]->schema, op->schema);
    pipe->limit = op->limit.limit;
    Stream cut = through(b, &input, pipe);
    Stage *stage = new_stage(b, STAGE_LIMIT, op, 1, op->schema);
    ((StageInput *)stage->inputs)[0].schema = op->schema;
    stage->limit_expression = op->limit.limit;
    *stream = stage_stream(b, stage);
    emit_to(b, &cut, stage, 0, stream->points[0].source, op);
    return STATUS_OK;
}

// ---- JOIN and CROSS
// ------------------------------------------------------------------------------

// A guess at the bytes behind an operator, to choose what is hashed.
static int64_t estimate_bytes(const Builder *b, const LogicalOperator *op, int depth) {
    const CompilerEnvironment *environment = b->environment;
    if (op->kind == LOGICAL_LOAD) {
        int64_t n = environment->input_bytes
                        ? environment->input_bytes(environment->context, op->load.location)
                        : -1;
        return n < 0 ? INT32_MAX : n;
    }
    int64_t sum = 0;
    for (size_t i = 0; i < op->n_inputs && depth < MAX_DEPTH; i++)
        sum += estimate_bytes(b, op->inputs[i], depth + 1);
    switch (op->kind) {
    case LOGICAL_FILTER:
    case LOGICAL_GROUP:
    case LOGICAL_DISTINCT:
        return sum / 3;
    case LOGICAL_LIMIT:
        return sum < 65536 ? sum : 65536;
    default:
        return sum;
    }
}

// The input that is not hashed: the largest, of equals the first.
static size_t choose_probe(const Builder *b, const LogicalOperator *op) {
    size_t best = 0;
    int64_t most = -1;
    for (size_t i = 0; i < op->n_inputs; i++) {
        int64_t bytes = estimate_bytes(b, op->inputs[i], 0);
        if (bytes > most) {
            most = bytes;
            best = i;
        }
    }
    return best;
}

static void join_inputs(Builder *b, Stage *stage, const LogicalOperator *op) {
    (void)b;
    StageInput *inputs = (StageInput *)stage->inputs;
    for (size_t i = 0; i < op->n_inputs; i++) {
        if (op->kind == LOGICAL_JOIN)
            inputs[i] = keyed_input(op->inputs[i], &op->join.keyed[i]);
        else
            inputs[i] = (StageInput){.schema = op->inputs[i]->schema, .inner = true};
    }
}

// Numbers of the sources that fill the hash tables.
static Status emit_build_sides(Builder *b, LogicalOperator *op, Stage *stage,
                               const PlanSource *stage_source, size_t **sources, size_t *n) {
    *n = 0;
    size_t max = 0;
    for (size_t i = 0; i < op->n_inputs; i++) {
        Stream input;
        if (i == stage->probe)
            continue;
        TRY(input_after_scalars(b, op, i, false, 0, &input));
        emit_to(b, &input, stage, i, stage_source, op->inputs[i]);
        for (size_t p = 0; p < input.n_points; p++) {
            *sources = grown(b->arena, *sources, *n, &max, sizeof(size_t));
            (*sources)[(*n)++] = source_number(b, input.points[p].source);
        }
    }
    return STATUS_OK;
}

static Status join_stream(Builder *b, LogicalOperator *op, Stream *stream) {
    Stage *stage = new_stage(b, STAGE_JOIN, op, op->n_inputs, op->schema);
    join_inputs(b, stage, op);
    stage->probe = choose_probe(b, op);
    Stream rest = stage_stream(b, stage);
    PlanSource *rest_source = rest.points[0].source;
    size_t *sources = NULL, n;
    TRY(emit_build_sides(b, op, stage, rest_source, &sources, &n));
    LogicalOperator *probing = op->inputs[stage->probe];
    Stream input;
    TRY(later_stream(b, probing, sources, n, &input));
    PipeOperator *pipe = new_pipe(b, PIPE_PROBE, op, probing->schema, op->schema);
    pipe->stage = stage;
    pipe->tag = stage->probe;
    Stream probed = through(b, &input, pipe);
    size_t rest_number = source_number(b, rest_source);
    for (size_t i = 0; i < input.n_points; i++)
        wait_for(b, rest_number, source_number(b, input.points[i].source));
    Point *points = ARENA_NEW_ARRAY(b->arena, Point, probed.n_points + 1);
    memcpy(points, probed.points, probed.n_points * sizeof *points);
    points[probed.n_points] = rest.points[0];
    *stream = (Stream){.n_points = probed.n_points + 1, .points = points};
    return STATUS_OK;
}

// ---- Ends
// ----------------------------------------------------------------------------------------

// Apache Pig numbers the rows of a RANK on the map side of a job of their own.
static bool after_reduce(const Stream *stream) {
    for (size_t i = 0; i < stream->n_points; i++) {
        const Stage *stage = stream->points[i].source->stage;
        if (stage && stage->kind != STAGE_RANK)
            return true;
    }
    return false;
}

static Status add_store(Builder *b, LogicalOperator *op) {
    Stream input;
    StagePlan *plan = b->plan;
    TRY(stream_of(b, op->inputs[0], &input));
    PipeOperator *pipe = new_pipe(b, PIPE_STORE, op, op->inputs[0]->schema, op->inputs[0]->schema);
    pipe->store = plan->n_stores;
    plan->stores =
        grown(b->arena, plan->stores, plan->n_stores, &b->max_stores, sizeof *plan->stores);
    plan->stores[plan->n_stores++] = (PlanStore){.store = op, .after_reduce = after_reduce(&input)};
    attach_once(b, &input, pipe);
    return STATUS_OK;
}

// The job waits for its store, which was added before: inputs come first.
static Status native_stream(Builder *b, LogicalOperator *op, Stream *stream) {
    StagePlan *plan = b->plan;
    LogicalOperator *store = op->inputs[0];
    Stage *stage = new_stage(b, STAGE_NATIVE, op, 0, NULL);
    stage->job = op->native.job;
    while (plan->stores[stage->store].store != store)
        stage->store++;
    plan->stores[stage->store].native = stage;
    *stream = stage_stream(b, stage);
    const size_t number = source_number(b, stream->points[0].source);
    Stream stored;
    TRY(stream_of(b, store->inputs[0], &stored));
    for (size_t i = 0; i < stored.n_points; i++)
        wait_for(b, number, source_number(b, stored.points[i].source));
    return STATUS_OK;
}

static Status add_dump(Builder *b, LogicalOperator *op) {
    Stream input;
    StagePlan *plan = b->plan;
    LogicalOperator *relation = op->inputs[0];
    TRY(stream_of(b, relation, &input));
    PipeOperator *pipe = new_pipe(b, PIPE_COLLECT, op, relation->schema, relation->schema);
    pipe->collection = plan->n_collections;
    plan->collections = grown(b->arena, plan->collections, plan->n_collections, &b->max_collections,
                              sizeof *plan->collections);
    plan->collections[plan->n_collections++] =
        (PlanCollection){.kind = COLLECTION_DUMP, .relation = relation};
    attach_once(b, &input, pipe);
    return STATUS_OK;
}

// ---- Driver
// --------------------------------------------------------------------------------------

static Status make_stream(Builder *b, LogicalOperator *op, bool fresh, int depth, Stream *stream) {
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
        return join_stream(b, op, stream);
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

static Status stream_of(Builder *b, LogicalOperator *op, Stream *stream) {
    if (!b->streams[op->id].points)
        TRY(make_stream(b, op, false, 0, &b->streams[op->id]));
    *stream = b->streams[op->id];
    return STATUS_OK;
}

static void place_source(Builder *b, size_t number, bool *placed) {
    if (placed[number])
        return;
    placed[number] = true;
    for (size_t i = 0; i < b->sources[number].n_waits; i++)
        place_source(b, b->sources[number].waits[i], placed);
    b->plan->sources[b->plan->n_sources++] = b->sources[number].source;
}

// Every source after those it waits for; LOADs that nobody reads are left out.
static void order_sources(Builder *b) {
    bool *placed = ARENA_NEW_ARRAY(b->arena, bool, b->n_sources);
    b->plan->sources = ARENA_NEW_ARRAY(b->arena, PlanSource *, b->n_sources);
    for (size_t i = 0; i < b->n_sources; i++)
        if (b->sources[i].source->stage || b->sources[i].source->n_outputs)
            place_source(b, i, placed);
}

static size_t largest_id(const LogicalPlan *plan) {
    size_t id = 0;
    for (size_t i = 0; i < plan->n_operators; i++)
        if (plan->operators[i]->id > id)
            id = plan->operators[i]->id;
    return id;
}

Status stages_build(const LogicalPlan *logical, const CompilerEnvironment *environment,
                    DiagnosticSink *sink, StagePlan **plan) {
    Arena *arena = logical->arena;
    *plan = ARENA_NEW(arena, StagePlan);
    (*plan)->arena = arena;
    (*plan)->n_scalars = logical->n_scalars;
    Builder b = {
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
    order_sources(&b);
    return STATUS_OK;
}
