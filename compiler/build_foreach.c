// SPDX-License-Identifier: Apache-2.0
//
// FOREACH: the nested block, then GENERATE. Casts that AS asks of flattened columns stand in a
// second FOREACH behind the first.

#include "compiler/build.h"
#include "compiler/resolve_nested.h"

static void write_item(Scope *scope, const AstGenerateItem *ast, WrittenItem *item) {
    const AstExpression *expression = ast->expression;
    item->place = expression->place;
    item->flatten = expression->kind == AST_FLATTEN;
    if (item->flatten)
        expression = expression->children[0];
    item->range = resolve_is_range(expression);
    resolve_into(scope, expression, &item->values);
    const char *name =
        item->values.n == 1 ? nested_item_name(scope, expression, item->values.values[0]) : NULL;
    if (name)
        item->values.values[0].name = name;
    item->whole = item->range && !scope->schema && !item->values.failed &&
                  value_tag(item->values.values[0]) == PIG_TUPLE;
}

static void write_as(Scope *scope, const AstSchema *ast, WrittenItem *item) {
    AsField *fields = ARENA_NEW_ARRAY(scope->arena, AsField, ast->n);
    FieldNumbers numbers = {0};
    for (size_t i = 0; i < ast->n; i++) {
        fields[i].name = ast->fields[i].name.text;
        if (ast->fields[i].type)
            fields[i].type = resolve_type(scope, ast->fields[i].type, true);
        if (!fields[i].name)
            fields[i].name = numbered_name(scope, &numbers, fields[i].type);
    }
    item->as = fields;
    item->n_as = ast->n;
}

static size_t count_calls(const AstExpression *e) {
    size_t n = e && e->kind == AST_CALL;
    for (size_t i = 0; e && i < e->n_children; i++)
        n += count_calls(e->children[i]);
    return n;
}

// Apache Pig names each call three times before the name that stays. The numbers show where a name
// is part of another.
static void skip_serials(Scope *scope, const AstGenerate *ast) {
    size_t n = 0;
    for (size_t i = 0; i < ast->n; i++)
        n += count_calls(ast->items[i].expression);
    for (size_t i = 0; i < 3 * n; i++)
        compiler_next_serial(scope->compiler);
}

Status foreach_generate(Scope *scope, const AstGenerate *ast, Generated *generated) {
    WrittenItem *items = ARENA_NEW_ARRAY(scope->arena, WrittenItem, ast->n);
    skip_serials(scope, ast);
    for (size_t i = 0; i < ast->n; i++) {
        write_item(scope, &ast->items[i], &items[i]);
        if (ast->items[i].as)
            write_as(scope, ast->items[i].as, &items[i]);
    }
    return generate(scope, &ast->place, items, ast->n, generated);
}

// The FOREACH itself, and the one that casts its columns if AS wants other types.
static LogicalOperator *make_foreach(Builder *b, LogicalOperator *input, const NestedBlock *block,
                                     const Generated *generated) {
    LogicalOperator *op = relation_new(b, LOGICAL_FOREACH, generated->direct, 1, &input);
    op->foreach.n_nested = block->n;
    op->foreach.nested = block->operators;
    op->foreach.n_items = generated->n_items;
    op->foreach.items = generated->items;
    b->block = op;
    return generated->schema ? relation_cast(b, op, generated->schema) : op;
}

LogicalOperator *build_foreach(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    Scope scope = relation_scope(b, input);
    NestedBlock block = {0};
    Status status = nested_resolve(&scope, ast, &block);
    scope.nested = &block;
    Generated generated;
    if (foreach_generate(&scope, &ast->generate, &generated) != STATUS_OK || status != STATUS_OK)
        return NULL;
    return make_foreach(b, input, &block, &generated);
}
