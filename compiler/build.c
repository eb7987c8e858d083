// SPDX-License-Identifier: Apache-2.0
//
// From a statement's operator to the plan's: inputs, and the way to the families of build_*.c.

#include "compiler/build.h"

#include <string.h>

#include "compiler/session.h"

typedef LogicalOperator *BuildFunction(Builder *b, const AstOperator *ast);

static LogicalOperator *build_alias(Builder *b, const AstOperator *ast) {
    return build_input(b, &ast->inputs.items[0]);
}

static BuildFunction *const families[] = {
    [AST_OPERATOR_LOAD] = build_load,       [AST_OPERATOR_STORE] = build_store,
    [AST_OPERATOR_FOREACH] = build_foreach, [AST_OPERATOR_FILTER] = build_filter,
    [AST_OPERATOR_GROUP] = build_group,     [AST_OPERATOR_COGROUP] = build_group,
    [AST_OPERATOR_JOIN] = build_join,       [AST_OPERATOR_CROSS] = build_cross,
    [AST_OPERATOR_UNION] = build_union,     [AST_OPERATOR_DISTINCT] = build_distinct,
    [AST_OPERATOR_LIMIT] = build_limit,     [AST_OPERATOR_SAMPLE] = build_sample,
    [AST_OPERATOR_ORDER] = build_order,     [AST_OPERATOR_RANK] = build_rank,
    [AST_OPERATOR_CUBE] = build_cube,       [AST_OPERATOR_ASSERT] = build_assert,
    [AST_OPERATOR_STREAM] = build_stream,   [AST_OPERATOR_NATIVE] = build_native,
    [AST_OPERATOR_ALIAS] = build_alias,
};

LogicalOperator *build_operator(Builder *b, const AstOperator *ast) {
    if (ast->kind == AST_OPERATOR_SPLIT) {
        diagnose(b->sink, 1200, &ast->place, "SPLIT makes several relations and cannot stand here");
        return NULL;
    }
    if (b->depth >= COMPILER_MAX_DEPTH) {
        diagnose(b->sink, 9030, &ast->place, "operators nest deeper than %d levels",
                 COMPILER_MAX_DEPTH);
        return NULL;
    }
    b->place = ast->place;
    b->parallel = (int)ast->parallel;
    b->partitioner = ast->partitioner.text;
    return families[ast->kind](b, ast);
}

// ---- inputs ----

static LogicalOperator *report_undefined(Builder *b, const AstName *alias) {
    size_t n = 0;
    const char *const *names = compiler_aliases(b->compiler, &n);
    const char *near = nearest_name(alias->text, names, n);
    diagnose_hint(b->sink, 1200, &alias->place,
                  near ? arena_printf(b->arena, "did you mean '%s'?", near) : NULL,
                  "there is no relation '%s'", alias->text);
    return NULL;
}

static LogicalOperator *build_inline(Builder *b, const AstOperator *ast) {
    Builder inner = *b;
    inner.alias = NULL;
    inner.block = NULL;
    inner.depth++;
    return build_operator(&inner, ast);
}

LogicalOperator *build_input(Builder *b, const AstInput *input) {
    if (input->operator)
        return build_inline(b, input->operator);
    Relation *relation = session_find(b->compiler, input->alias.text);
    if (!relation)
        return report_undefined(b, &input->alias);
    if (relation->op)
        return relation->op;
    faults_add_cause(b->arena, b->faults, relation->faults);
    return relation->stand_in;
}

bool build_inputs(Builder *b, const AstInputs *inputs, LogicalOperator ***built) {
    LogicalOperator **operators = ARENA_NEW_ARRAY(b->arena, LogicalOperator *, inputs->n);
    bool all = true;
    for (size_t i = 0; i < inputs->n; i++) {
        operators[i] = build_input(b, &inputs->items[i]);
        all &= operators[i] != NULL;
    }
    *built = operators;
    return all;
}

Status build_check_distinct(Builder *b, LogicalOperator *const *inputs, size_t n, int code,
                            const char *what) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (inputs[i] == inputs[k])
                return diagnose_hint(
                    b->sink, code, &b->place,
                    arena_printf(b->arena,
                                 "make a second relation of it: %s2 = FOREACH %s "
                                 "GENERATE *;",
                                 relation_name(b, inputs[i]), relation_name(b, inputs[i])),
                    "%s takes a relation once: %s", what, relation_name(b, inputs[i]));
    return STATUS_OK;
}

const char *const *build_strings(Builder *b, const AstStrings *strings) {
    const char **texts = ARENA_NEW_ARRAY(b->arena, const char *, strings->n);
    for (size_t i = 0; i < strings->n; i++)
        texts[i] = strings->items[i].text;
    return texts;
}

// ---- filters ----

Value build_condition(Builder *b, const LogicalOperator *input, const AstExpression *ast,
                      const char *what) {
    Scope scope = relation_scope(b, input);
    Value v = resolve(&scope, ast);
    if (value_is_wrong(v) || value_tag(v) == PIG_BOOLEAN)
        return value_convert(&scope, v, type_of(PIG_BOOLEAN));
    diagnose(b->sink, 1058, &b->place, "the condition of %s must be boolean, not %s", what,
             type_text(b->arena, v.expression->type));
    return value_wrong();
}

LogicalOperator *build_filter_on(Builder *b, LogicalOperator *input, Expression *predicate) {
    LogicalOperator *op = relation_new(b, LOGICAL_FILTER, input->schema, 1, &input);
    op->filter.predicate = predicate;
    return op;
}

LogicalOperator *build_filter(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    Value condition = build_condition(b, input, ast->expression, "FILTER");
    return value_is_wrong(condition) ? NULL : build_filter_on(b, input, condition.expression);
}

LogicalOperator *build_distinct(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    return input ? relation_new(b, LOGICAL_DISTINCT, input->schema, 1, &input) : NULL;
}
