// SPDX-License-Identifier: Apache-2.0
//
// FILTER A BY p AND q becomes two filters, so that each can move on its own. A row passes only when
// both are true, so the three-valued AND loses nothing.

#include "compiler/rules/rules.h"

Status rule_split_filter(Rewrite *rewrite, bool *changed) {
    for (size_t i = 0; i < rewrite->plan->n_operators; i++) {
        LogicalOperator *op = rewrite->plan->operators[i];
        if (op->kind != LOGICAL_FILTER || op->filter.predicate->kind != EXPRESSION_AND ||
            expression_is_impure(op->filter.predicate))
            continue;
        const Expression *both = op->filter.predicate;
        LogicalOperator *first = rewrite_new_operator(rewrite, LOGICAL_FILTER, op, 1);
        first->filter.predicate = both->children[0];
        first->inputs[0] = op->inputs[0];
        op->filter.predicate = both->children[1];
        op->inputs[0] = first;
        *changed = true;
    }
    return STATUS_OK;
}
