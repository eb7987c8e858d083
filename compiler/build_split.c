// SPDX-License-Identifier: Apache-2.0
//
// SPLIT and ASSERT, which are FILTERs.

#include "compiler/build.h"

// None of the conditions is true. OTHERWISE keeps the rows for which they are all false; OTHERWISE
// ALL also those for which the answer is null.
static Value otherwise(Scope *scope, Value any, bool all, const Place *place) {
    Value none = typed_not(scope, place, any);
    if (!all || value_is_wrong(any))
        return none;
    Value unknown = typed_null_test(scope, EXPRESSION_IS_NULL, place, any);
    return typed_logical(scope, EXPRESSION_OR, place, unknown, none);
}

// The conditions of the branches, and *any: one of them is true. All are looked at.
static Status resolve_branches(Builder *b, const AstOperator *ast, LogicalOperator *input,
                               Value *conditions, Value *any) {
    Scope scope = relation_scope(b, input);
    Status status = STATUS_OK;
    *any = value_wrong();
    for (size_t i = 0; i < ast->n_branches; i++) {
        const AstSplitBranch *branch = &ast->branches[i];
        if (!branch->condition)
            continue;
        b->place = branch->alias.place;
        conditions[i] = build_condition(b, input, branch->condition, "SPLIT");
        if (value_is_wrong(conditions[i]))
            status = STATUS_FAILED;
        else if (value_is_wrong(*any))
            *any = conditions[i];
        else
            *any = typed_logical(&scope, EXPRESSION_OR, &ast->place, *any, conditions[i]);
    }
    return status;
}

Status build_split(Builder *b, const AstOperator *ast, LogicalOperator **branches) {
    b->place = ast->place;
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return STATUS_FAILED;
    Value *conditions = ARENA_NEW_ARRAY(b->arena, Value, ast->n_branches);
    Value any;
    TRY(resolve_branches(b, ast, input, conditions, &any));
    Scope scope = relation_scope(b, input);
    for (size_t i = 0; i < ast->n_branches; i++) {
        const AstSplitBranch *branch = &ast->branches[i];
        b->alias = branch->alias.text;
        b->place = branch->alias.place;
        if (!branch->condition)
            conditions[i] = otherwise(&scope, any, branch->all, &b->place);
        if (value_is_wrong(conditions[i]))
            return STATUS_FAILED;
        branches[i] = build_filter_on(b, input, conditions[i].expression);
    }
    return STATUS_OK;
}

// ASSERT A BY c, 'm' is FILTER A BY Assert(c, 'm'). Apache Pig asks through a bincond, hence 1047.
LogicalOperator *build_assert(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    Scope scope = relation_scope(b, input);
    ValueList arguments = {0};
    value_list_add(&scope, &arguments, resolve(&scope, ast->expression));
    if (arguments.failed)
        return NULL;
    if (value_tag(arguments.values[0]) != PIG_BOOLEAN) {
        diagnose(b->sink, 1047, &ast->expression->place,
                 "the condition of ASSERT must be boolean, not %s",
                 type_text(b->arena, arguments.values[0].expression->type));
        return NULL;
    }
    if (ast->message.text)
        value_list_add(&scope, &arguments,
                       value_of(expression_text(b->arena, &ast->message.place, ast->message.text,
                                                ast->message.n_bytes),
                                NULL));
    Value holds = call_function(&scope, "Assert", &arguments, &b->place);
    return value_is_wrong(holds) ? NULL : build_filter_on(b, input, holds.expression);
}
