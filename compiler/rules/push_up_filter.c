// SPDX-License-Identifier: Apache-2.0
//
// Moves a FILTER towards the LOAD: past ORDER, DISTINCT, UNION, past a FOREACH that only passes the
// columns on, into the inputs of a JOIN or CROSS, and below a GROUP when it reads the key alone.
// Only where the operator has no other user, and never a predicate whose evaluation counts
// (RANDOM, Assert).

#include "compiler/rules/rules.h"

#include <string.h>

// Puts a filter with this predicate between op and its input `i`.
static void insert_filter(Rewrite *rewrite, const LogicalOperator *filter, LogicalOperator *op,
                          size_t i, Expression *predicate) {
    LogicalOperator *moved = rewrite_new_operator(rewrite, LOGICAL_FILTER, filter, 1);
    moved->schema = op->inputs[i]->schema;
    moved->filter.predicate = predicate;
    moved->inputs[0] = op->inputs[i];
    op->inputs[i] = moved;
}

// Past an operator whose every input has the same columns as its output.
static bool push_to_all_inputs(Rewrite *rewrite, LogicalOperator *filter, LogicalOperator *op) {
    for (size_t i = 0; i < op->n_inputs; i++) {
        const Schema *schema = op->inputs[i]->schema;
        if ((schema == NULL) != (op->schema == NULL))
            return false;
        for (int f = 0; schema && f < schema->n_fields; f++)
            if (!type_equal(schema->fields[f].type, op->schema->fields[f].type))
                return false;
    }
    for (size_t i = 0; i < op->n_inputs; i++)
        insert_filter(rewrite, filter, op, i, filter->filter.predicate);
    return true;
}

// The columns of the filter's input that the predicate reads, by column.
static bool *columns_read(Rewrite *rewrite, const Expression *predicate, size_t n_columns) {
    bool *used = ARENA_NEW_ARRAY(rewrite->plan->arena, bool, n_columns);
    expression_mark_columns(predicate, used, n_columns);
    return used;
}

static bool push_past_foreach(Rewrite *rewrite, LogicalOperator *filter, LogicalOperator *op) {
    if (!op->schema)
        return false;
    size_t n_columns = (size_t)op->schema->n_fields;
    bool *used = columns_read(rewrite, filter->filter.predicate, n_columns);
    Expression **map = ARENA_NEW_ARRAY(rewrite->plan->arena, Expression *, n_columns);
    size_t column = 0;
    for (size_t i = 0; i < op->foreach.n_items; i++) {
        const GenerateItem *item = &op->foreach.items[i];
        if (item->n_fields == 0)
            return false;
        bool passes = !item->flatten && item->expression->kind == EXPRESSION_COLUMN;
        for (size_t f = 0; f < item->n_fields && column < n_columns; f++, column++) {
            if (used[column] && !passes)
                return false;
            map[column] = passes ? item->expression : NULL;
        }
    }
    insert_filter(rewrite, filter, op, 0,
                  expression_replace_columns(rewrite->plan->arena, filter->filter.predicate, map));
    return true;
}

// The input whose columns alone the predicate reads; *first is its first column in the output.
static bool only_input(Rewrite *rewrite, const LogicalOperator *filter, const LogicalOperator *op,
                       size_t *input, size_t *first) {
    bool *used = columns_read(rewrite, filter->filter.predicate, (size_t)op->schema->n_fields);
    size_t column = 0, n_found = 0;
    for (size_t i = 0; i < op->n_inputs; i++) {
        if (!op->inputs[i]->schema)
            return false;
        size_t width = (size_t)op->inputs[i]->schema->n_fields;
        if (memchr(used + column, true, width)) {
            *input = i;
            *first = column;
            n_found++;
        }
        column += width;
    }
    return n_found == 1;
}

// A filter on a side that may be padded with nulls would also have to see the padding.
static bool side_is_padded(const LogicalOperator *op, size_t input) {
    if (op->kind != LOGICAL_JOIN)
        return false;
    return !op->join.keyed[input].inner;
}

static bool push_into_join(Rewrite *rewrite, LogicalOperator *filter, LogicalOperator *op) {
    size_t input, first;
    if (!op->schema || !only_input(rewrite, filter, op, &input, &first) ||
        side_is_padded(op, input))
        return false;
    Arena *arena = rewrite->plan->arena;
    const Schema *schema = op->inputs[input]->schema;
    Expression **map = ARENA_NEW_ARRAY(arena, Expression *, (size_t)op->schema->n_fields);
    for (int f = 0; f < schema->n_fields; f++)
        map[first + (size_t)f] =
            expression_column(arena, &filter->place, schema->fields[f].type, (size_t)f);
    insert_filter(rewrite, filter, op, input,
                  expression_replace_columns(arena, filter->filter.predicate, map));
    return true;
}

static bool is_not_bag_column(const Expression *node, void *context) {
    (void)context;
    return node->kind != EXPRESSION_COLUMN || node->index == 0;
}

// `group` of a GROUP by one expression is that expression of any row of the group.
static bool push_below_group(Rewrite *rewrite, LogicalOperator *filter, LogicalOperator *op) {
    if (op->n_inputs != 1 || op->group.all || op->group.keyed[0].n_keys != 1 ||
        !expression_walk(filter->filter.predicate, is_not_bag_column, NULL))
        return false;
    insert_filter(rewrite, filter, op, 0,
                  expression_replace_columns(rewrite->plan->arena, filter->filter.predicate,
                                             op->group.keyed[0].keys));
    return true;
}

static bool push(Rewrite *rewrite, LogicalOperator *filter, LogicalOperator *op) {
    switch (op->kind) {
    case LOGICAL_ORDER:
        return op->order.limit < 0 && push_to_all_inputs(rewrite, filter, op);
    case LOGICAL_DISTINCT:
    case LOGICAL_UNION:
        return push_to_all_inputs(rewrite, filter, op);
    case LOGICAL_FOREACH:
        return push_past_foreach(rewrite, filter, op);
    case LOGICAL_JOIN:
    case LOGICAL_CROSS:
        return push_into_join(rewrite, filter, op);
    case LOGICAL_GROUP:
        return push_below_group(rewrite, filter, op);
    default:
        return false;
    }
}

Status rule_push_up_filter(Rewrite *rewrite, bool *changed) {
    size_t n = rewrite->plan->n_operators; // those that are added need no look in this round
    for (size_t i = 0; i < n; i++) {
        LogicalOperator *filter = rewrite->plan->operators[i];
        if (filter->kind != LOGICAL_FILTER || expression_is_impure(filter->filter.predicate))
            continue;
        LogicalOperator *op = filter->inputs[0];
        if (rewrite_count_users(rewrite, op) != 1 || !push(rewrite, filter, op))
            continue;
        rewrite_replace_uses(rewrite, filter, op);
        filter->n_inputs = 0; // gone; no user is left
        *changed = true;
        return STATUS_OK; // users have changed: look again from the start
    }
    return STATUS_OK;
}
