// SPDX-License-Identifier: Apache-2.0
//
// Expressions of operators, all in one place: what a new kind of operator has to be added to.

#include "compiler/rules/rules.h"

#include <string.h>

typedef struct Change {
    Arena *arena;
    ChangeExpression *change;
    void *context;
} Change;

static Expression *changed(const Change *c, Expression *expression) {
    return expression ? expression_rewrite(c->arena, expression, c->change, c->context) : NULL;
}

static Expression *const *changed_list(const Change *c, Expression *const *list, size_t n) {
    Expression **copy = ARENA_NEW_ARRAY(c->arena, Expression *, n);
    for (size_t i = 0; i < n; i++)
        copy[i] = changed(c, list[i]);
    return copy;
}

static const GenerateItem *changed_items(const Change *c, const GenerateItem *items, size_t n) {
    GenerateItem *copy = ARENA_NEW_ARRAY(c->arena, GenerateItem, n);
    for (size_t i = 0; i < n; i++) {
        copy[i] = items[i];
        copy[i].expression = changed(c, items[i].expression);
    }
    return copy;
}

static const NestedOperator *changed_nested(const Change *c, const NestedOperator *nested,
                                            size_t n) {
    NestedOperator *copy = ARENA_NEW_ARRAY(c->arena, NestedOperator, n);
    for (size_t i = 0; i < n; i++) {
        copy[i] = nested[i];
        copy[i].bags = changed_list(c, nested[i].bags, nested[i].n_bags);
        copy[i].predicate = changed(c, nested[i].predicate);
        copy[i].limit = changed(c, nested[i].limit);
        copy[i].items = changed_items(c, nested[i].items, nested[i].n_items);
    }
    return copy;
}

static const KeyedInput *changed_keys(const Change *c, const KeyedInput *keyed, size_t n) {
    KeyedInput *copy = ARENA_NEW_ARRAY(c->arena, KeyedInput, n);
    for (size_t i = 0; i < n; i++) {
        copy[i] = keyed[i];
        copy[i].keys = changed_list(c, keyed[i].keys, keyed[i].n_keys);
    }
    return copy;
}

void operator_rewrite_expressions(Arena *arena, LogicalOperator *op, ChangeExpression *change,
                                  void *context) {
    Change c = {.arena = arena, .change = change, .context = context};
    switch (op->kind) {
    case LOGICAL_FILTER:
        op->filter.predicate = changed(&c, op->filter.predicate);
        break;
    case LOGICAL_FOREACH:
        op->foreach.nested = changed_nested(&c, op->foreach.nested, op->foreach.n_nested);
        op->foreach.items = changed_items(&c, op->foreach.items, op->foreach.n_items);
        break;
    case LOGICAL_GROUP:
        op->group.keyed = changed_keys(&c, op->group.keyed, op->n_inputs);
        break;
    case LOGICAL_JOIN:
        op->join.keyed = changed_keys(&c, op->join.keyed, op->n_inputs);
        break;
    case LOGICAL_LIMIT:
        op->limit.limit = changed(&c, op->limit.limit);
        break;
    default:
        break;
    }
}

typedef bool VisitExpression(const Expression *node, void *context);

static bool walk_keys(const KeyedInput *keyed, size_t n, VisitExpression *visit, void *context) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < keyed[i].n_keys; k++)
            if (!expression_walk(keyed[i].keys[k], visit, context))
                return false;
    return true;
}

static bool walk_foreach(const LogicalOperator *op, VisitExpression *visit, void *context) {
    for (size_t i = 0; i < op->foreach.n_nested; i++)
        for (size_t b = 0; b < op->foreach.nested[i].n_bags; b++)
            if (!expression_walk(op->foreach.nested[i].bags[b], visit, context))
                return false;
    for (size_t i = 0; i < op->foreach.n_items; i++)
        if (!expression_walk(op->foreach.items[i].expression, visit, context))
            return false;
    return true;
}

bool operator_walk_expressions(const LogicalOperator *op, VisitExpression *visit, void *context) {
    switch (op->kind) {
    case LOGICAL_FILTER:
        return expression_walk(op->filter.predicate, visit, context);
    case LOGICAL_FOREACH:
        return walk_foreach(op, visit, context);
    case LOGICAL_GROUP:
        return walk_keys(op->group.keyed, op->n_inputs, visit, context);
    case LOGICAL_JOIN:
        return walk_keys(op->join.keyed, op->n_inputs, visit, context);
    case LOGICAL_LIMIT:
        return expression_walk(op->limit.limit, visit, context);
    default:
        return true;
    }
}

Expression *predicate_and(Arena *arena, Expression *a, Expression *b) {
    return expression_new(arena, EXPRESSION_AND, &a->place, type_of(PIG_BOOLEAN), 2,
                          (Expression *[]){a, b});
}
