// SPDX-License-Identifier: Apache-2.0
//
// The driver of the rewrite rules and the few changes of a plan that rules are made of.

#include "compiler/rule.h"

#include <string.h>
#include <strings.h>

#include "compiler/rules/rules.h"

enum { MAX_ROUNDS = 100 }; // of one rule: a bound for rules that undo each other

typedef struct Rule {
    const char *name;
    RuleFunction *run;
} Rule;

static const Rule rules[] = {
#define RULE(name, function) {#name, function},
#include "compiler/rules.def"
#undef RULE
};

enum { N_RULES = sizeof rules / sizeof rules[0] };

static bool is_disabled(const Rule *rule, const char *const *disabled, size_t n_disabled) {
    for (size_t i = 0; i < n_disabled; i++)
        if (strcasecmp(disabled[i], rule->name) == 0 || strcasecmp(disabled[i], "All") == 0)
            return true;
    return false;
}

Status rules_run(LogicalPlan *plan, const CompilerEnvironment *environment,
                 const char *const *disabled, size_t n_disabled, DiagnosticSink *sink) {
    Rewrite rewrite = {.plan = plan, .environment = environment, .sink = sink};
    for (size_t r = 0; r < N_RULES; r++) {
        if (is_disabled(&rules[r], disabled, n_disabled))
            continue;
        bool changed = true;
        for (int round = 0; changed && round < MAX_ROUNDS; round++) {
            changed = false;
            TRY(rules[r].run(&rewrite, &changed));
            if (changed)
                rewrite_resort(&rewrite);
        }
    }
    return STATUS_OK;
}

size_t rewrite_count_users(const Rewrite *rewrite, const LogicalOperator *op) {
    const LogicalPlan *plan = rewrite->plan;
    size_t n = 0;
    for (size_t i = 0; i < plan->n_operators; i++)
        for (size_t k = 0; k < plan->operators[i]->n_inputs; k++)
            n += plan->operators[i]->inputs[k] == op;
    for (size_t i = 0; i < plan->n_scalars; i++)
        n += plan->scalars[i].relation == op;
    return n;
}

void rewrite_replace_uses(Rewrite *rewrite, const LogicalOperator *from, LogicalOperator *to) {
    LogicalPlan *plan = rewrite->plan;
    for (size_t i = 0; i < plan->n_operators; i++)
        for (size_t k = 0; k < plan->operators[i]->n_inputs; k++)
            if (plan->operators[i] != to && plan->operators[i]->inputs[k] == from)
                plan->operators[i]->inputs[k] = to;
    for (size_t i = 0; i < plan->n_scalars; i++)
        if (plan->scalars[i].relation == from)
            plan->scalars[i].relation = to;
}

static size_t next_id(const LogicalPlan *plan) {
    size_t id = 0;
    for (size_t i = 0; i < plan->n_operators; i++)
        if (plan->operators[i]->id >= id)
            id = plan->operators[i]->id + 1;
    return id;
}

LogicalOperator *rewrite_new_operator(Rewrite *rewrite, LogicalKind kind,
                                      const LogicalOperator *origin, size_t n_inputs) {
    LogicalPlan *plan = rewrite->plan;
    LogicalOperator *op = ARENA_NEW(plan->arena, LogicalOperator);
    op->kind = kind;
    op->id = next_id(plan);
    op->alias = origin->alias;
    op->place = origin->place;
    op->schema = origin->schema;
    op->n_inputs = n_inputs;
    op->inputs = ARENA_NEW_ARRAY(plan->arena, LogicalOperator *, n_inputs);
    LogicalOperator **all = ARENA_NEW_ARRAY(plan->arena, LogicalOperator *, plan->n_operators + 1);
    memcpy(all, plan->operators, plan->n_operators * sizeof *all);
    all[plan->n_operators++] = op;
    plan->operators = all;
    return op;
}

// The plan's operators with a mark each, by position.
typedef struct Order {
    LogicalPlan *plan;
    LogicalOperator **sorted;
    size_t n_sorted;
    bool *seen; // by id
} Order;

static void place_after_inputs(Order *order, LogicalOperator *op) {
    if (order->seen[op->id])
        return;
    order->seen[op->id] = true;
    for (size_t i = 0; i < op->n_inputs; i++)
        place_after_inputs(order, op->inputs[i]);
    order->sorted[order->n_sorted++] = op;
}

void rewrite_resort(Rewrite *rewrite) {
    LogicalPlan *plan = rewrite->plan;
    Order order = {
        .plan = plan,
        .sorted = ARENA_NEW_ARRAY(plan->arena, LogicalOperator *, plan->n_operators),
        .seen = ARENA_NEW_ARRAY(plan->arena, bool, next_id(plan)),
    };
    for (size_t i = 0; i < plan->n_scalars; i++)
        if (plan->scalars[i].relation)
            place_after_inputs(&order, plan->scalars[i].relation);
    for (size_t i = 0; i < plan->n_operators; i++) {
        LogicalKind kind = plan->operators[i]->kind;
        if (kind == LOGICAL_STORE || kind == LOGICAL_DUMP || kind == LOGICAL_NATIVE)
            place_after_inputs(&order, plan->operators[i]);
    }
    plan->operators = order.sorted;
    plan->n_operators = order.n_sorted;
}
