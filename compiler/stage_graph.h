// SPDX-License-Identifier: Apache-2.0
//
// What the files that make a map/reduce plan share: the plan under construction, and streams, the
// points where the rows of a logical operator come out.

#ifndef JAVELINA_COMPILER_STAGE_GRAPH_H
#define JAVELINA_COMPILER_STAGE_GRAPH_H

#include "compiler/stages.h"

enum { MAX_DEPTH = 10000 }; // of operators that stand behind each other

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

typedef struct StageBuilder {
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
} StageBuilder;

// ---- Sources ----

PlanSource *graph_new_source(StageBuilder *b, const Schema *schema);
size_t graph_source_number(const StageBuilder *b, const PlanSource *source);

// Source `waiting` runs after source `other` (numbers).
void graph_wait_for(StageBuilder *b, size_t waiting, size_t other);

// Would `source` have to run before itself if it waited for `other`?
bool graph_closes_circle(StageBuilder *b, size_t source, size_t other);

// Puts every source into the plan after those it waits for; LOADs that nobody reads are left out.
void graph_order_sources(StageBuilder *b);

// ---- Pipe operators and stages ----

PipeOperator *graph_new_pipe(StageBuilder *b, PipeKind kind, const LogicalOperator *logical,
                             const Schema *input, const Schema *output);

// Rows of the stream go to `pipe`, once even where one pipe is a point of several sources.
void graph_attach(StageBuilder *b, const Stream *stream, PipeOperator *pipe);

// Attaches the pipe; the stream behind it, with a point for each source that it runs in.
Stream graph_through(StageBuilder *b, const Stream *stream, PipeOperator *pipe);

Stage *graph_new_stage(StageBuilder *b, StageKind kind, const LogicalOperator *logical,
                       size_t n_inputs, const Schema *output);

// The stream of what a stage gives, from a new source.
Stream graph_stage_stream(StageBuilder *b, Stage *stage);

// Rows of the stream go to input `tag` of the stage, whose source waits for them.
void graph_emit(StageBuilder *b, const Stream *stream, Stage *stage, size_t tag,
                const PlanSource *stage_source, const LogicalOperator *input);

// A stage's input with its keys.
StageInput stage_keyed_input(const LogicalOperator *input, const KeyedInput *keyed);

// ---- Streams of logical operators ----

// The stream of op, made at first use.
Status stream_of(StageBuilder *b, LogicalOperator *op, Stream *stream) MUST_CHECK;

// A stream of the same rows that shares no source with the one there is (`fresh`), or the one that
// a chain of fresh streams `depth` long asks for.
Status stream_anew(StageBuilder *b, LogicalOperator *op, bool fresh, int depth,
                   Stream *stream) MUST_CHECK;
Status stream_of_input(StageBuilder *b, LogicalOperator *op, bool fresh, int depth,
                       Stream *stream) MUST_CHECK;

// A stream with the rows of op that runs after the sources `others`: the one there is, or a new one
// where that would close a circle.
Status stream_later(StageBuilder *b, LogicalOperator *op, const size_t *others, size_t n_others,
                    Stream *stream) MUST_CHECK;

// The numbers of the n sources that collect what the expressions of op read, and those of `also`
// unless it is NULL.
Status stream_scalar_sources(StageBuilder *b, const LogicalOperator *op,
                             const LogicalOperator *also, size_t **sources, size_t *n) MUST_CHECK;

// The stream of input i of op, to run after the scalars that op reads.
Status stream_after_scalars(StageBuilder *b, LogicalOperator *op, size_t i, bool fresh, int depth,
                            Stream *stream) MUST_CHECK;

// The stream of a JOIN or CROSS: what the probe finds, and what it leaves over.
Status stream_of_join(StageBuilder *b, LogicalOperator *op, Stream *stream) MUST_CHECK;
#endif
