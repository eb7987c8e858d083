// SPDX-License-Identifier: Apache-2.0
//
// A new kind of operator with expressions has to be added here, twice.

#include "compiler/operator_expressions.h"

// ---- visiting them ----

typedef struct Walk {
    VisitExpression *visit;
    void *context;
} Walk;

static void walk(const Walk *w, const Expression *expression) {
    if (expression)
        expression_walk(expression, w->visit, w->context);
}

static void walk_items(const Walk *w, const GenerateItem *items, size_t n) {
    for (size_t i = 0; i < n; i++)
        walk(w, items[i].expression);
}

static void walk_nested(const Walk *w, const NestedOperator *op) {
    for (size_t i = 0; i < op->n_bags; i++)
        walk(w, op->bags[i]);
    walk(w, op->predicate);
    walk(w, op->limit);
    walk_items(w, op->items, op->n_items);
}

static void walk_keys(const Walk *w, const KeyedInput *keyed, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < keyed[i].n_keys; k++)
            walk(w, keyed[i].keys[k]);
}

void operator_walk_expressions(const LogicalOperator *op, VisitExpression *visit, void *context) {
    const Walk w = {visit, context};
    switch (op->kind) {
    case LOGICAL_FILTER:
        walk(&w, op->filter.predicate);
        break;
    case LOGICAL_FOREACH:
        for (size_t i = 0; i < op->foreach.n_nested; i++)
            walk_nested(&w, &op->foreach.nested[i]);
        walk_items(&w, op->foreach.items, op->foreach.n_items);
        break;
    case LOGICAL_GROUP:
        walk_keys(&w, op->group.keyed, op->n_inputs);
        break;
    case LOGICAL_JOIN:
        walk_keys(&w, op->join.keyed, op->n_inputs);
        break;
    case LOGICAL_LIMIT:
        walk(&w, op->limit.limit);
        break;
    default:
        break;
    }
}

// ---- changing them ----

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
