// SPDX-License-Identifier: Apache-2.0
//
// A relation that is used as a value is collected by the source it comes from; what reads the value
// runs after that source.

#include "compiler/stage_graph.h"

#include "lang/base/grow.h"

typedef struct ScalarSet {
    StageBuilder *builder;
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

Status stream_scalar_sources(StageBuilder *b, const LogicalOperator *op, size_t **sources,
                             size_t *n) {
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

Status stream_after_scalars(StageBuilder *b, LogicalOperator *op, size_t i, bool fresh, int depth,
                            Stream *stream) {
    size_t *sources = NULL, n;
    TRY(stream_scalar_sources(b, op, &sources, &n));
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
