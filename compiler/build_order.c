// SPDX-License-Identifier: Apache-2.0
//
// ORDER, RANK, LIMIT and SAMPLE.

#include "compiler/build.h"

// ---- sort keys ----

// The column that is sorted by; false after reporting that it is none.
static bool sort_column(Scope *scope, const Expression *column, size_t *index) {
    bool whole = !scope->schema && column->kind == EXPRESSION_COLUMN;
    if (column->kind != EXPRESSION_COLUMN && column->kind != EXPRESSION_ROW_FIELD) {
        diagnose_hint(scope->sink, 9031, &column->place, "give the schema with AS",
                      "the last columns as sort keys need a known schema");
        return false;
    }
    *index = whole ? SORT_WHOLE_ROW : column->index;
    return true;
}

// USING: there are no comparison functions here; those of Java cannot be called.
static Status check_comparison(Scope *scope, const AstName *name) {
    if (!name->text)
        return STATUS_OK;
    if (registry_knows(compiler_registry(scope->compiler), name->text))
        return diagnose(scope->sink, 1200, &name->place, "%s does not compare", name->text);
    return diagnose_hint(scope->sink, 1070, &name->place, "ORDER knows ASC and DESC",
                         "there is no comparison function '%s'", name->text);
}

const SortKey *build_sort_keys(Scope *scope, const AstSortKeys *ast, size_t *n) {
    ValueList columns = {0};
    size_t *ends = ARENA_NEW_ARRAY(scope->arena, size_t, ast->n); // number of columns behind item i
    for (size_t i = 0; i < ast->n; i++) {
        resolve_into(scope, ast->items[i].column, &columns);
        ends[i] = columns.n;
    }
    if (check_comparison(scope, &ast->function.name) != STATUS_OK || columns.failed)
        return NULL;
    SortKey *keys = ARENA_NEW_ARRAY(scope->arena, SortKey, columns.n);
    for (size_t i = 0, item = 0; i < columns.n; i++) {
        while (i >= ends[item])
            item++;
        keys[i].descending = ast->items[item].descending;
        if (!sort_column(scope, columns.values[i].expression, &keys[i].column))
            return NULL;
    }
    *n = columns.n;
    return keys;
}

LogicalOperator *build_order(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    Scope scope = relation_scope(b, input);
    size_t n = 0;
    const SortKey *keys = build_sort_keys(&scope, &ast->sort, &n);
    if (!keys)
        return NULL;
    LogicalOperator *op = relation_new(b, LOGICAL_ORDER, input->schema, 1, &input);
    op->order.n_keys = n;
    op->order.keys = keys;
    op->order.limit = -1;
    return op;
}

static const Schema *rank_schema(Builder *b, const LogicalOperator *input) {
    if (!input->schema)
        return NULL;
    Schema *rank = schema_new(b->arena, 1);
    rank->fields[0] =
        (Field){arena_printf(b->arena, "rank_%s", relation_name(b, input)), type_of(PIG_LONG)};
    return schema_concat(b->arena, (const Schema *const[]){rank, input->schema}, NULL, 2);
}

LogicalOperator *build_rank(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    Scope scope = relation_scope(b, input);
    size_t n = 0;
    const SortKey *keys = ast->sort.n ? build_sort_keys(&scope, &ast->sort, &n) : NULL;
    if (ast->sort.n && !keys)
        return NULL;
    LogicalOperator *op = relation_new(b, LOGICAL_RANK, rank_schema(b, input), 1, &input);
    op->rank.n_keys = n;
    op->rank.keys = keys;
    op->rank.dense = ast->dense;
    return op;
}

// ---- LIMIT and SAMPLE ----

static bool reads_no_column(const Expression *node, void *context) {
    (void)context;
    return node->kind != EXPRESSION_COLUMN && node->kind != EXPRESSION_ROW_FIELD;
}

// An expression that is the same for all rows; wrong after reporting 1131.
static Value resolve_scalar_only(Scope *scope, const AstExpression *ast, const char *what) {
    Value v = resolve(scope, ast);
    if (value_is_wrong(v) || expression_walk(v.expression, reads_no_column, NULL))
        return v;
    diagnose(scope->sink, 1131, &scope->statement,
             "%s takes a number or a scalar, not a column of its input", what);
    return value_wrong();
}

Expression *build_limit_expression(Scope *scope, const AstExpression *ast) {
    Value v = resolve_scalar_only(scope, ast, "LIMIT");
    if (value_is_wrong(v))
        return NULL;
    if (value_tag(v) != PIG_INT && value_tag(v) != PIG_LONG) {
        diagnose(scope->sink, 1058, &scope->statement, "LIMIT takes an int or a long, not %s",
                 type_text(scope->arena, v.expression->type));
        return NULL;
    }
    return value_convert(scope, v, type_of(PIG_LONG)).expression;
}

LogicalOperator *build_limit(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    Scope scope = relation_scope(b, input);
    Expression *limit = build_limit_expression(&scope, ast->expression);
    if (!limit)
        return NULL;
    LogicalOperator *op = relation_new(b, LOGICAL_LIMIT, input->schema, 1, &input);
    op->limit.limit = limit;
    return op;
}

// SAMPLE A p is FILTER A BY RANDOM() < p.
LogicalOperator *build_sample(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    Scope scope = relation_scope(b, input);
    Value fraction = resolve_scalar_only(&scope, ast->expression, "SAMPLE");
    ValueList none = {0};
    Value random = call_function(&scope, "RANDOM", &none, &b->place);
    Value chosen = typed_comparison(&scope, EXPRESSION_LESS, &b->place, random, fraction);
    return value_is_wrong(chosen) ? NULL : build_filter_on(b, input, chosen.expression);
}
