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

// What is sorted by: keys[i] sorts by the value columns.values[i], which its column does not tell
// yet.
static SortKey *resolve_sort_keys(Scope *scope, const AstSortKeys *ast, ValueList *columns) {
    size_t *ends = ARENA_NEW_ARRAY(scope->arena, size_t, ast->n); // number of columns behind item i
    for (size_t i = 0; i < ast->n; i++) {
        resolve_into(scope, ast->items[i].column, columns);
        ends[i] = columns->n;
    }
    if (check_comparison(scope, &ast->function.name) != STATUS_OK || columns->failed)
        return NULL;
    SortKey *keys = ARENA_NEW_ARRAY(scope->arena, SortKey, columns->n);
    for (size_t i = 0, item = 0; i < columns->n; i++) {
        while (i >= ends[item])
            item++;
        keys[i].descending = ast->items[item].descending;
    }
    return keys;
}

static bool to_columns(Scope *scope, const ValueList *columns, SortKey *keys) {
    for (size_t i = 0; i < columns->n; i++)
        if (!sort_column(scope, columns->values[i].expression, &keys[i].column))
            return false;
    return true;
}

const SortKey *build_sort_keys(Scope *scope, const AstSortKeys *ast, size_t *n) {
    ValueList columns = {0};
    SortKey *keys = resolve_sort_keys(scope, ast, &columns);
    *n = columns.n;
    return keys && to_columns(scope, &columns, keys) ? keys : NULL;
}

static LogicalOperator *order_by(Builder *b, LogicalOperator *input, size_t n,
                                 const SortKey *keys) {
    LogicalOperator *op = relation_new(b, LOGICAL_ORDER, input->schema, 1, &input);
    op->order.n_keys = n;
    op->order.keys = keys;
    op->order.limit = -1;
    return op;
}

static bool is_rest(const Value *v) {
    return v->expression->kind == EXPRESSION_TUPLE_TAIL;
}

// Rows of unknown schema by their columns from one on, a tuple: the keys become columns of their
// own in front of the row, which stays alone behind the ORDER.
static LogicalOperator *order_by_rest(Builder *b, LogicalOperator *input, const ValueList *columns,
                                      SortKey *keys) {
    size_t n = columns->n;
    GenerateItem *items = ARENA_NEW_ARRAY(b->arena, GenerateItem, n + 1);
    Schema *schema = schema_new(b->arena, (int)n + 1);
    Expression *row = expression_column(b->arena, &b->place, type_of(PIG_TUPLE), 0);
    for (size_t i = 0; i <= n; i++) {
        Expression *part = i < n ? columns->values[i].expression : row;
        items[i] = (GenerateItem){.expression = part, .n_fields = 1};
        schema->fields[i].type = part->type;
        if (i < n)
            keys[i].column = i;
    }
    LogicalOperator *keyed = relation_project(b, input, schema, n + 1, items);
    GenerateItem *whole = ARENA_NEW(b->arena, GenerateItem);
    row = expression_column(b->arena, &b->place, type_of(PIG_TUPLE), n);
    *whole = (GenerateItem){.expression = row, .flatten = true};
    return relation_project(b, order_by(b, keyed, n, keys), NULL, 1, whole);
}

LogicalOperator *build_order(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    Scope scope = relation_scope(b, input);
    ValueList columns = {0};
    SortKey *keys = resolve_sort_keys(&scope, &ast->sort, &columns);
    if (!keys)
        return NULL;
    for (size_t i = 0; i < columns.n; i++) {
        if (!is_rest(&columns.values[i]))
            continue;
        if (i + 1 == columns.n)
            return order_by_rest(b, input, &columns, keys);
        diagnose(b->sink, 1128, &columns.values[i].expression->place,
                 "a range to the last column must be the last sort key");
        return NULL;
    }
    return to_columns(&scope, &columns, keys) ? order_by(b, input, columns.n, keys) : NULL;
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
