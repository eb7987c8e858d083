// SPDX-License-Identifier: Apache-2.0
//
// A relation that is used as a value is collected by the source it comes from; what reads the value
// runs after that source.

#include "compiler/stage_graph.h"

#include "compiler/operator_expressions.h"
#include "lang/base/grow.h"

typedef struct ScalarSet {
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

// The source that collects scalar `s`; made at first use.
static Status collect_scalar(StageBuilder *b, size_t s, size_t *const sources, size_t *n_sources) {
    LogicalOperator *relation = b->logical->scalars[s].relation;
    Stream stream;
    TRY(stream_of(b, relation, &stream));
    if (!b->collectors[s]) {
        StagePlan *plan = b->plan;
        PipeOperator *pipe =
            graph_new_pipe(b, PIPE_COLLECT, relation, relation->schema, relation->schema);
        pipe->collection = plan->n_collections;
        plan->collections = arena_grow(b->arena, plan->collections, plan->n_collections,
                                       &b->max_collections, sizeof *plan->collections);
        plan->collections[plan->n_collections++] =
            (PlanCollection){.kind = COLLECTION_SCALAR, .relation = relation, .scalar = s};
        graph_attach(b, &stream, pipe);
        b->collectors[s] = 1;
    }
    for (size_t i = 0; i < stream.n_points; i++)
        sources[(*n_sources)++] = graph_source_number(b, stream.points[i].source);
    return STATUS_OK;
}

Status stream_scalar_sources(StageBuilder *b, const LogicalOperator *op,
                             const LogicalOperator *also, size_t **sources, size_t *n) {
    ScalarSet set = {.used = ARENA_NEW_ARRAY(b->arena, bool, b->logical->n_scalars)};
    operator_walk_expressions(op, note_scalar, &set);
    if (also)
        operator_walk_expressions(also, note_scalar, &set);
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

Status stream_after_scalars(StageBuilder *b, LogicalOperator *op, size_t i, bool fresh, int depth,
                            Stream *stream) {
    size_t *sources = NULL, n;
    TRY(stream_scalar_sources(b, op, NULL, &sources, &n));
    if (n == 0)
        return stream_of_input(b, op->inputs[i], fresh, depth, stream);
    if (!fresh)
        return stream_later(b, op->inputs[i], sources, n, stream);
    TRY(stream_anew(b, op->inputs[i], true, depth + 1, stream));
    for (size_t p = 0; p < stream->n_points; p++)
        for (size_t k = 0; k < n; k++)
            graph_wait_for(b, graph_source_number(b, stream->points[p].source), sources[k]);
    return STATUS_OK;
}
