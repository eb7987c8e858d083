// SPDX-License-Identifier: Apache-2.0
//
// ORDER followed by a LIMIT with a constant becomes a top-N: the sort keeps only what is wanted.
// A LIMIT moves before a FOREACH without FLATTEN, and of two limits the smaller stays.

#include "compiler/rules/rules.h"

static bool constant_limit(const LogicalOperator *op, int64_t *limit) {
    const Expression *e = op->kind == LOGICAL_LIMIT ? op->limit.limit : NULL;
    if (!e || e->kind != EXPRESSION_CONSTANT || pig_is_null(e->constant, 0))
        return false;
    if (e->type->tag == PIG_INT)
        *limit = pig_ints(e->constant)[0];
    else if (e->type->tag == PIG_LONG)
        *limit = pig_longs(e->constant)[0];
    else
        return false;
    return *limit >= 0;
}

static bool has_flatten(const LogicalOperator *each) {
    for (size_t i = 0; i < each->foreach.n_items; i++)
        if (each->foreach.items[i].flatten)
            return true;
    return false;
}

// LIMIT(FOREACH(x)) -> FOREACH(LIMIT(x)).
static void swap_with_foreach(Rewrite *rewrite, LogicalOperator *limit, LogicalOperator *each) {
    LogicalOperator *input = each->inputs[0];
    rewrite_replace_uses(rewrite, limit, each);
    each->inputs[0] = limit;
    limit->inputs[0] = input;
    limit->schema = input->schema;
}

Status rule_limit_optimizer(Rewrite *rewrite, bool *changed) {
    for (size_t i = 0; i < rewrite->plan->n_operators; i++) {
        LogicalOperator *op = rewrite->plan->operators[i];
        int64_t limit, inner;
        if (!constant_limit(op, &limit) || rewrite_count_users(rewrite, op->inputs[0]) != 1)
            continue;
        LogicalOperator *before = op->inputs[0];
        if (before->kind == LOGICAL_FOREACH && !has_flatten(before)) {
            swap_with_foreach(rewrite, op, before);
            *changed = true;
            return STATUS_OK;
        }
        if (before->kind == LOGICAL_ORDER) {
            if (before->order.limit < 0 || limit < before->order.limit)
                before->order.limit = limit;
            rewrite_replace_uses(rewrite, op, before);
        } else if (constant_limit(before, &inner)) {
            if (limit < inner)
                before->limit.limit = op->limit.limit;
            rewrite_replace_uses(rewrite, op, before);
        } else {
            continue;
        }
        op->n_inputs = 0;
        *changed = true;
        return STATUS_OK;
    }
    return STATUS_OK;
}
