// SPDX-License-Identifier: Apache-2.0
//
// A plan of its own for some roots: everything they reach, through inputs and through scalars, is
// copied so that rules may change it. Operators were made after their inputs, so their numbers are
// a topological order.

#include <stdlib.h>
#include <string.h>

#include "compiler/session.h"

typedef struct Reached { // operators, in no order
    Compiler *compiler;
    Arena *arena;
    bool *seen; // by id
    size_t n;
    LogicalOperator **operators;
    bool *scalars; // by number
} Reached;

static void reach(Reached *reached, LogicalOperator *op) {
    if (reached->seen[op->id])
        return;
    reached->seen[op->id] = true;
    reached->operators[reached->n++] = op;
}

static bool reach_scalar(const Expression *node, void *context) {
    Reached *reached = context;
    if (node->kind == EXPRESSION_SCALAR && !reached->scalars[node->scalar]) {
        reached->scalars[node->scalar] = true;
        reach(reached, reached->compiler->scalars[node->scalar].relation);
    }
    return true;
}

static void reach_expression(Reached *reached, const Expression *expression) {
    if (expression)
        expression_walk(expression, reach_scalar, reached);
}

static void reach_items(Reached *reached, const GenerateItem *items, size_t n) {
    for (size_t i = 0; i < n; i++)
        reach_expression(reached, items[i].expression);
}

static void reach_nested(Reached *reached, const NestedOperator *op) {
    for (size_t i = 0; i < op->n_bags; i++)
        reach_expression(reached, op->bags[i]);
    reach_expression(reached, op->predicate);
    reach_expression(reached, op->limit);
    reach_items(reached, op->items, op->n_items);
}

static void reach_keys(Reached *reached, const KeyedInput *keyed, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < keyed[i].n_keys; k++)
            reach_expression(reached, keyed[i].keys[k]);
}

static void reach_from(Reached *reached, const LogicalOperator *op) {
    for (size_t i = 0; i < op->n_inputs; i++)
        reach(reached, op->inputs[i]);
    switch (op->kind) {
    case LOGICAL_FILTER:
        reach_expression(reached, op->filter.predicate);
        break;
    case LOGICAL_FOREACH:
        for (size_t i = 0; i < op->foreach.n_nested; i++)
            reach_nested(reached, &op->foreach.nested[i]);
        reach_items(reached, op->foreach.items, op->foreach.n_items);
        break;
    case LOGICAL_GROUP:
        reach_keys(reached, op->group.keyed, op->n_inputs);
        break;
    case LOGICAL_JOIN:
        reach_keys(reached, op->join.keyed, op->n_inputs);
        break;
    case LOGICAL_LIMIT:
        reach_expression(reached, op->limit.limit);
        break;
    default:
        break;
    }
}

static int by_id(const void *a, const void *b) {
    size_t x = (*(LogicalOperator *const *)a)->id, y = (*(LogicalOperator *const *)b)->id;
    return (x > y) - (x < y);
}

// Copies in the order of ids; copies[id] is the copy of operator id.
static void copy_operators(Reached *reached, LogicalPlan *plan, LogicalOperator **copies) {
    plan->n_operators = reached->n;
    plan->operators = ARENA_NEW_ARRAY(plan->arena, LogicalOperator *, reached->n);
    for (size_t i = 0; i < reached->n; i++) {
        const LogicalOperator *op = reached->operators[i];
        LogicalOperator *copy = ARENA_NEW(plan->arena, LogicalOperator);
        *copy = *op;
        copy->inputs = ARENA_NEW_ARRAY(plan->arena, LogicalOperator *, op->n_inputs);
        for (size_t k = 0; k < op->n_inputs; k++)
            copy->inputs[k] = copies[op->inputs[k]->id];
        plan->operators[i] = copies[op->id] = copy;
    }
}

static void copy_scalars(Reached *reached, LogicalPlan *plan, LogicalOperator *const *copies) {
    plan->n_scalars = reached->compiler->n_scalars;
    plan->scalars = ARENA_NEW_ARRAY(plan->arena, ScalarRelation, plan->n_scalars);
    for (size_t i = 0; i < plan->n_scalars; i++) {
        if (!reached->scalars[i])
            continue;
        plan->scalars[i] = reached->compiler->scalars[i];
        plan->scalars[i].relation = copies[plan->scalars[i].relation->id];
    }
}

Status compiler_plan(Compiler *compiler, Arena *arena, const Roots *roots, DiagnosticSink *sink,
                     LogicalPlan **plan) {
    size_t n = compiler->next_operator;
    Reached reached = {.compiler = compiler,
                       .arena = arena,
                       .seen = ARENA_NEW_ARRAY(arena, bool, n),
                       .operators = ARENA_NEW_ARRAY(arena, LogicalOperator *, n),
                       .scalars = ARENA_NEW_ARRAY(arena, bool, compiler->n_scalars)};
    for (size_t i = 0; i < roots->n; i++)
        reach(&reached, roots->operators[i]);
    for (size_t i = 0; i < reached.n; i++) // grows while it is walked
        reach_from(&reached, reached.operators[i]);
    qsort(reached.operators, reached.n, sizeof *reached.operators, by_id);
    LogicalOperator **copies = ARENA_NEW_ARRAY(arena, LogicalOperator *, n);
    *plan = ARENA_NEW(arena, LogicalPlan);
    (*plan)->arena = arena;
    copy_operators(&reached, *plan, copies);
    copy_scalars(&reached, *plan, copies);
    return plan_check(compiler, *plan, sink);
}
