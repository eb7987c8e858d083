// SPDX-License-Identifier: Apache-2.0
//
// A plan of its own for some roots: everything they reach, through inputs and through scalars, is
// copied so that rules may change it. Operators were made after their inputs, so their numbers are
// a topological order.

#include <stdlib.h>
#include <string.h>

#include "compiler/operator_expressions.h"
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

static void reach_from(Reached *reached, const LogicalOperator *op) {
    for (size_t i = 0; i < op->n_inputs; i++)
        reach(reached, op->inputs[i]);
    operator_walk_expressions(op, reach_scalar, reached);
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

static bool has_rows(const LogicalOperator *op) {
    return op->kind != LOGICAL_STORE && op->kind != LOGICAL_DUMP && op->kind != LOGICAL_NATIVE;
}

static LogicalOperator *dump_of(Compiler *compiler, Arena *arena, LogicalOperator *relation) {
    LogicalOperator *dump = ARENA_NEW(arena, LogicalOperator);
    *dump = (LogicalOperator){.kind = LOGICAL_DUMP,
                              .id = compiler_next_operator(compiler),
                              .alias = relation->alias,
                              .place = relation->place,
                              .schema = relation->schema,
                              .n_inputs = 1,
                              .inputs = ARENA_NEW(arena, LogicalOperator *)};
    dump->inputs[0] = relation;
    return dump;
}

Status compiler_plan_steps(Compiler *compiler, Arena *arena, LogicalOperator *dump,
                           DiagnosticSink *sink, LogicalPlan **plan) {
    const Roots roots = {1, &dump};
    TRY(compiler_plan(compiler, arena, &roots, sink, plan));
    const size_t n = (*plan)->n_operators;
    LogicalOperator **all = ARENA_NEW_ARRAY(arena, LogicalOperator *, 2 * n);
    memcpy(all, (*plan)->operators, n * sizeof *all);
    size_t n_all = n;
    for (size_t i = 0; i < n; i++)
        if (has_rows(all[i]) && all[i] != all[n - 1]->inputs[0])
            all[n_all++] = dump_of(compiler, arena, all[i]);
    (*plan)->operators = all;
    (*plan)->n_operators = n_all;
    return STATUS_OK;
}
