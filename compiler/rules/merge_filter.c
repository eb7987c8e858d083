// SPDX-License-Identifier: Apache-2.0
//
// Filters that follow each other become one with AND, in the order in which they stood: one pass
// over the batch, and the first condition narrows what the second sees.

#include "compiler/rules/rules.h"

Status rule_merge_filter(Rewrite *rewrite, bool *changed) {
    for (size_t i = 0; i < rewrite->plan->n_operators; i++) {
        LogicalOperator *op = rewrite->plan->operators[i];
        if (op->kind != LOGICAL_FILTER || op->inputs[0]->kind != LOGICAL_FILTER)
            continue;
        LogicalOperator *before = op->inputs[0];
        if (rewrite_count_users(rewrite, before) != 1 ||
            expression_is_impure(before->filter.predicate) ||
            expression_is_impure(op->filter.predicate))
            continue;
        op->filter.predicate =
            predicate_and(rewrite->plan->arena, before->filter.predicate, op->filter.predicate);
        op->inputs[0] = before->inputs[0];
        *changed = true;
    }
    return STATUS_OK;
}
