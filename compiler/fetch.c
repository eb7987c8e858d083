// SPDX-License-Identifier: Apache-2.0
//
// Whether Apache Pig would run a plan without a job. It tells some failures by other codes then.

#include "compiler/fetch.h"

static bool sorts(const LogicalOperator *foreach) {
    for (size_t i = 0; i < foreach->foreach.n_nested; i++)
        if (foreach->foreach.nested[i].kind == NESTED_ORDER ||
            foreach->foreach.nested[i].kind == NESTED_DISTINCT)
            return true;
    return false;
}

static bool can_be_fetched(const LogicalOperator *op) {
    switch (op->kind) {
    case LOGICAL_LOAD:
        return op->n_inputs == 0;
    case LOGICAL_DUMP:
    case LOGICAL_FILTER:
    case LOGICAL_LIMIT:
    case LOGICAL_STREAM:
    case LOGICAL_UNION:
        return true;
    case LOGICAL_FOREACH:
        return !sorts(op);
    default:
        return false;
    }
}

// The only operator that reads `op`; NULL: several do.
static const LogicalOperator *sole_user(const LogicalPlan *plan, const LogicalOperator *op) {
    const LogicalOperator *user = NULL;
    for (size_t i = 0; i < plan->n_operators; i++)
        for (size_t k = 0; k < plan->operators[i]->n_inputs; k++) {
            if (plan->operators[i]->inputs[k] != op)
                continue;
            if (user)
                return NULL;
            user = plan->operators[i];
        }
    return user;
}

static bool flattens(const LogicalOperator *foreach) {
    for (size_t i = 0; i < foreach->foreach.n_items; i++)
        if (foreach->foreach.items[i].flatten)
            return true;
    return false;
}

// Does a LIMIT cut the rows as they are loaded?
static bool is_limited(const LogicalPlan *plan, const LogicalOperator *load) {
    const LogicalOperator *op = sole_user(plan, load);
    while (op && op->kind == LOGICAL_FOREACH && !flattens(op))
        op = sole_user(plan, op);
    return op && op->kind == LOGICAL_LIMIT && op->limit.limit->kind == EXPRESSION_CONSTANT;
}

bool plan_is_fetched(const LogicalPlan *plan) {
    for (size_t i = 0; i < plan->n_scalars; i++)
        if (plan->scalars[i].relation)
            return false;
    for (size_t i = 0; i < plan->n_operators; i++) {
        const LogicalOperator *op = plan->operators[i];
        if (!can_be_fetched(op) || (op->kind != LOGICAL_DUMP && !sole_user(plan, op)) ||
            (op->kind == LOGICAL_LOAD && !is_limited(plan, op)))
            return false;
    }
    return true;
}
