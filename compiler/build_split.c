// SPDX-License-Identifier: Apache-2.0
//
// SPLIT and ASSERT, which are FILTERs.

#include "compiler/session.h"

// None of the conditions is true. OTHERWISE keeps the rows for which they are all false; OTHERWISE
// ALL also those for which the answer is null.
static Value otherwise(Scope *scope, Value any, bool all, const Place *place) {
    if (!value_is_wrong(any) && expression_is_impure(any.expression)) {
        diagnose(scope->sink, 1131, place,
                 "OTHERWISE would ask a second time a function whose answers change");
        return value_wrong();
    }
    Value none = typed_not(scope, place, any);
    if (!all || value_is_wrong(any))
        return none;
    Value unknown = typed_null_test(scope, EXPRESSION_IS_NULL, place, any);
    return typed_logical(scope, EXPRESSION_OR, place, unknown, none);
}

static void enter_branch(Builder *b, const AstSplitBranch *ast, const SplitBranch *branch) {
    b->alias = ast->alias.text;
    b->place = ast->alias.place;
    b->faults = branch->faults;
    b->sink = branch->faults->sink;
}

// The condition of a branch that has one.
static Value branch_condition(Builder *b, const AstSplitBranch *ast, SplitBranch *branch,
                              LogicalOperator *input) {
    enter_branch(b, ast, branch);
    Value condition = build_condition(b, input, ast->condition, "SPLIT");
    if (!value_is_wrong(condition))
        branch->op = build_filter_on(b, input, condition.expression);
    return condition;
}

// One of the conditions is true; what is wrong in them is wrong in OTHERWISE.
static Value any_condition(Builder *b, const AstOperator *ast, const Value *conditions,
                           const SplitBranch *branches, LogicalOperator *input) {
    Scope scope = relation_scope(b, input);
    Value any = conditions[0];
    for (size_t i = 1; i + 1 < ast->n_branches; i++)
        any = typed_logical(&scope, EXPRESSION_OR, &ast->place, any, conditions[i]);
    for (size_t i = 0; i + 1 < ast->n_branches; i++)
        faults_add_cause(b->arena, b->faults, branches[i].faults);
    return any;
}

void build_split(Builder *b, const AstOperator *ast, SplitBranch *branches) {
    b->place = ast->place;
    b->fields_wait = true;
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    struct Faults *faults = b->faults;
    Value *conditions = ARENA_NEW_ARRAY(b->arena, Value, ast->n_branches);
    for (size_t i = 0; i < ast->n_branches; i++) {
        const AstSplitBranch *branch = &ast->branches[i];
        faults_add_cause(b->arena, branches[i].faults, faults);
        if (!input)
            continue;
        if (branch->condition) {
            conditions[i] = branch_condition(b, branch, &branches[i], input);
            continue;
        }
        enter_branch(b, branch, &branches[i]);
        Value any = any_condition(b, ast, conditions, branches, input);
        Scope scope = relation_scope(b, input);
        Value none = otherwise(&scope, any, branch->all, &b->place);
        if (!value_is_wrong(none))
            branches[i].op = build_filter_on(b, input, none.expression);
    }
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
    arguments.values[0] = value_convert(&scope, arguments.values[0], type_of(PIG_BOOLEAN));
    if (ast->message.text)
        value_list_add(&scope, &arguments,
                       value_of(expression_text(b->arena, &ast->message.place, ast->message.text,
                                                ast->message.n_bytes),
                                NULL));
    Value holds = call_function(&scope, "Assert", &arguments, &b->place);
    return value_is_wrong(holds) ? NULL : build_filter_on(b, input, holds.expression);
}
