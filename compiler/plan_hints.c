// SPDX-License-Identifier: Apache-2.0
//
// What the hints 'collected' and 'merge' ask of their inputs, as Apache Pig asks when it makes
// jobs. No loader here promises that a key is in one split only, so some of them are never granted;
// those that are (merge joins) run as any other join does.

#include <string.h>

#include "compiler/session.h"

enum { MAX_DEPTH = 10000 };

static Status refuse(const LogicalOperator *op, int code, const char *why, DiagnosticSink *sink) {
    return diagnose_hint(sink, code, &op->place, "leave USING out", "%s", why);
}

// ---- which side of a job the rows come from ----

typedef enum Side { SIDE_MAP, SIDE_MAP_OF_SEVERAL, SIDE_REDUCE } Side;

static Side side_of(const LogicalOperator *op, int depth) {
    if (depth > MAX_DEPTH)
        return SIDE_REDUCE;
    switch (op->kind) {
    case LOGICAL_LOAD:
        return SIDE_MAP;
    case LOGICAL_FILTER:
    case LOGICAL_FOREACH:
    case LOGICAL_STREAM:
        return side_of(op->inputs[0], depth + 1);
    case LOGICAL_RANK:
        return op->rank.n_keys ? SIDE_REDUCE : SIDE_MAP;
    case LOGICAL_JOIN:
        return op->join.hint == JOIN_REPLICATED ? side_of(op->inputs[0], depth + 1) : SIDE_REDUCE;
    case LOGICAL_UNION:
        return SIDE_MAP_OF_SEVERAL;
    default:
        return SIDE_REDUCE;
    }
}

static Status check_collected(const LogicalOperator *op, DiagnosticSink *sink) {
    switch (side_of(op->inputs[0], 0)) {
    case SIDE_MAP_OF_SEVERAL:
        return refuse(op, 2171, "'collected' takes rows of one LOAD", sink);
    case SIDE_REDUCE:
        return refuse(op, 2250, "'collected' cannot come behind an operator that moves rows", sink);
    default:
        return refuse(op, 2249, "'collected' needs a loader that keeps each key in one split",
                      sink);
    }
}

// ---- merging ----

static bool is_ascending(const LogicalOperator *order) {
    for (size_t i = 0; i < order->order.n_keys; i++)
        if (order->order.keys[i].descending)
            return false;
    return true;
}

// Do the rows come from LOADs through FILTER, FOREACH and ascending ORDER only?
static bool can_be_merged(const LogicalOperator *op, int depth) {
    const bool passes = op->kind == LOGICAL_FILTER || op->kind == LOGICAL_FOREACH ||
                        (op->kind == LOGICAL_ORDER && is_ascending(op));
    if (op->kind == LOGICAL_LOAD)
        return true;
    return passes && depth < MAX_DEPTH && can_be_merged(op->inputs[0], depth + 1);
}

static Status check_merged_inputs(const LogicalOperator *op, DiagnosticSink *sink) {
    for (size_t i = 0; i < op->n_inputs; i++)
        if (!can_be_merged(op->inputs[i], 0))
            return refuse(
                op, 1103,
                "'merge' takes rows of a LOAD through FILTER, FOREACH and ascending ORDER", sink);
    return STATUS_OK;
}

static Status check_merge_group(const LogicalOperator *op, DiagnosticSink *sink) {
    TRY(check_merged_inputs(op, sink));
    if (op->n_inputs < 2)
        return refuse(op, 2251, "COGROUP USING 'merge' takes two relations or more", sink);
    return refuse(op, 2252, "'merge' needs loaders that keep each key in one split", sink);
}

// Can the loader tell where its splits begin? Those that cannot are few.
static bool is_ordered_loader(const FormatCall *format) {
    static const char *const others[] = {"TextLoader", "JsonLoader"};
    const char *dot = format->name ? strrchr(format->name, '.') : NULL;
    const char *name = dot ? dot + 1 : format->name;
    for (size_t i = 0; name && i < sizeof others / sizeof *others; i++)
        if (strcmp(name, others[i]) == 0)
            return false;
    return true;
}

// The LOAD whose rows are merged as they are read; NULL: an ORDER is between.
static const LogicalOperator *merged_load(const LogicalOperator *op) {
    while (op->kind == LOGICAL_FILTER || op->kind == LOGICAL_FOREACH)
        op = op->inputs[0];
    return op->kind == LOGICAL_LOAD ? op : NULL;
}

static Status check_merge_join(const LogicalOperator *op, DiagnosticSink *sink) {
    if (op->join.hint == JOIN_MERGE)
        TRY(check_merged_inputs(op, sink));
    if (!op->join.keyed[0].inner || !op->join.keyed[1].inner)
        return refuse(op, 2252, "an outer merge join needs loaders that keep each key in one split",
                      sink);
    const LogicalOperator *load = merged_load(op->inputs[1]);
    if (op->join.hint == JOIN_MERGE_SPARSE)
        return refuse(op, 1104, "a merge-sparse join needs a loader with an index", sink);
    if (load && !is_ordered_loader(&load->load.format))
        return refuse(op, 1104, "the right side of a merge join needs a loader with ordered splits",
                      sink);
    return STATUS_OK;
}

static Status check_bloom_join(const LogicalOperator *op, DiagnosticSink *sink) {
    if (op->join.keyed[0].inner || op->join.keyed[1].inner)
        return STATUS_OK;
    return refuse(op, 1109, "a bloom join cannot be a full outer join", sink);
}

Status plan_check_hints(const LogicalOperator *op, DiagnosticSink *sink) {
    if (op->kind == LOGICAL_GROUP && op->group.hint == GROUP_COLLECTED)
        return check_collected(op, sink);
    if (op->kind == LOGICAL_GROUP && op->group.hint == GROUP_MERGE)
        return check_merge_group(op, sink);
    if (op->kind != LOGICAL_JOIN)
        return STATUS_OK;
    if (op->join.hint == JOIN_MERGE || op->join.hint == JOIN_MERGE_SPARSE)
        return check_merge_join(op, sink);
    return op->join.hint == JOIN_BLOOM ? check_bloom_join(op, sink) : STATUS_OK;
}
