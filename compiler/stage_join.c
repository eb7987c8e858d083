// SPDX-License-Identifier: Apache-2.0
//
// JOIN and CROSS: all inputs but the largest fill hash tables; the largest probes them as its rows
// come, and the stage gives what the probe left over.

#include "compiler/stage_graph.h"

#include <string.h>

#include "lang/base/grow.h"

// A guess at the bytes behind an operator, to choose what is hashed.
static int64_t estimate_bytes(const StageBuilder *b, const LogicalOperator *op, int depth) {
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
static size_t choose_probe(const StageBuilder *b, const LogicalOperator *op) {
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

static void join_inputs(Stage *stage, const LogicalOperator *op) {
    StageInput *inputs = (StageInput *)stage->inputs;
    for (size_t i = 0; i < op->n_inputs; i++) {
        if (op->kind == LOGICAL_JOIN)
            inputs[i] = stage_keyed_input(op->inputs[i], &op->join.keyed[i]);
        else
            inputs[i] = (StageInput){.schema = op->inputs[i]->schema, .inner = true};
    }
}

// Numbers of the sources that fill the hash tables.
static Status emit_build_sides(StageBuilder *b, LogicalOperator *op, Stage *stage,
                               const PlanSource *stage_source, size_t **sources, size_t *n) {
    *n = 0;
    size_t max = 0;
    for (size_t i = 0; i < op->n_inputs; i++) {
        Stream input;
        if (i == stage->probe)
            continue;
        TRY(stream_after_scalars(b, op, i, false, 0, &input));
        graph_emit(b, &input, stage, i, stage_source, op->inputs[i]);
        for (size_t p = 0; p < input.n_points; p++) {
            *sources = arena_grow(b->arena, *sources, *n, &max, sizeof(size_t));
            (*sources)[(*n)++] = graph_source_number(b, input.points[p].source);
        }
    }
    return STATUS_OK;
}

Status stream_of_join(StageBuilder *b, LogicalOperator *op, Stream *stream) {
    Stage *stage = graph_new_stage(b, STAGE_JOIN, op, op->n_inputs, op->schema);
    join_inputs(stage, op);
    stage->probe = choose_probe(b, op);
    Stream rest = graph_stage_stream(b, stage);
    PlanSource *rest_source = rest.points[0].source;
    size_t *sources = NULL, n;
    TRY(emit_build_sides(b, op, stage, rest_source, &sources, &n));
    LogicalOperator *probing = op->inputs[stage->probe];
    Stream input;
    TRY(stream_later(b, probing, sources, n, &input));
    PipeOperator *pipe = graph_new_pipe(b, PIPE_PROBE, op, probing->schema, op->schema);
    pipe->stage = stage;
    pipe->tag = stage->probe;
    Stream probed = graph_through(b, &input, pipe);
    size_t rest_number = graph_source_number(b, rest_source);
    for (size_t i = 0; i < input.n_points; i++)
        graph_wait_for(b, rest_number, graph_source_number(b, input.points[i].source));
    Point *points = ARENA_NEW_ARRAY(b->arena, Point, probed.n_points + 1);
    memcpy(points, probed.points, probed.n_points * sizeof *points);
    points[probed.n_points] = rest.points[0];
    *stream = (Stream){.n_points = probed.n_points + 1, .points = points};
    return STATUS_OK;
}
