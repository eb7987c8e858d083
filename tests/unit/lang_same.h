// SPDX-License-Identifier: Apache-2.0
//
// Do two trees say the same? Places, and parentheses that mean nothing, are not compared.

#ifndef JAVELINA_TESTS_UNIT_LANG_SAME_H
#define JAVELINA_TESTS_UNIT_LANG_SAME_H

#include <string.h>

#include "lang/ast.h"

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_name(AstName a, AstName b) {
    return same_text(a.text, b.text);
}

static bool same_string(AstString a, AstString b) {
    return (!a.text && !b.text) ||
           (a.text && b.text && a.n_bytes == b.n_bytes && memcmp(a.text, b.text, a.n_bytes) == 0);
}

#define SAME_LISTS(a, b, n, items, same)                                                           \
    do {                                                                                           \
        if ((a).n != (b).n)                                                                        \
            return false;                                                                          \
        for (size_t i_ = 0; i_ < (a).n; i_++)                                                      \
            if (!same((a).items[i_], (b).items[i_]))                                               \
                return false;                                                                      \
    } while (0)

static bool same_strings(AstStrings a, AstStrings b) {
    SAME_LISTS(a, b, n, items, same_string);
    return true;
}

static bool same_names(AstNames a, AstNames b) {
    SAME_LISTS(a, b, n, items, same_name);
    return true;
}

static bool same_function(AstFunction a, AstFunction b) {
    return same_name(a.name, b.name) && same_strings(a.arguments, b.arguments);
}

static bool same_schema(const AstSchema *a, const AstSchema *b);

static bool same_type(const AstType *a, const AstType *b) {
    if (!a || !b)
        return a == b;
    return a->kind == b->kind && same_name(a->tuple_name, b->tuple_name) &&
           same_schema(a->fields, b->fields) && same_type(a->value, b->value);
}

static bool same_field(AstField a, AstField b) {
    return same_name(a.name, b.name) && same_type(a.type, b.type);
}

static bool same_schema(const AstSchema *a, const AstSchema *b) {
    if (!a || !b)
        return a == b;
    SAME_LISTS(*a, *b, n, fields, same_field);
    return a->parenthesised == b->parenthesised;
}

static bool same_expression(const AstExpression *a, const AstExpression *b) {
    if (!a || !b)
        return a == b;
    SAME_LISTS(*a, *b, n_children, children, same_expression);
    return a->kind == b->kind && a->n_bytes == b->n_bytes &&
           (a->n_bytes == 0 || memcmp(a->text, b->text, a->n_bytes) == 0) &&
           a->number == b->number && a->flag == b->flag && same_type(a->type, b->type) &&
           (a->kind != AST_DEREFERENCE || a->parenthesised == b->parenthesised);
}

static bool same_expressions(AstExpressions a, AstExpressions b) {
    SAME_LISTS(a, b, n, items, same_expression);
    return true;
}

static bool same_operator(const AstOperator *a, const AstOperator *b);

static bool same_input(AstInput a, AstInput b) {
    return same_name(a.alias, b.alias) && same_operator(a.operator, b.operator) &&
           same_expression(a.field, b.field);
}

static bool same_inputs(AstInputs a, AstInputs b) {
    SAME_LISTS(a, b, n, items, same_input);
    return true;
}

static bool same_keyed(AstKeyedInput a, AstKeyedInput b) {
    return same_input(a.input, b.input) && same_expressions(a.keys, b.keys) && a.all == b.all &&
           a.inner == b.inner && a.outer == b.outer;
}

static bool same_keyed_inputs(AstKeyedInputs a, AstKeyedInputs b) {
    SAME_LISTS(a, b, n, items, same_keyed);
    return true;
}

static bool same_sort_key(AstSortKey a, AstSortKey b) {
    return a.descending == b.descending && same_expression(a.column, b.column);
}

static bool same_sort(AstSortKeys a, AstSortKeys b) {
    SAME_LISTS(a, b, n, items, same_sort_key);
    return same_function(a.function, b.function);
}

static bool same_item(AstGenerateItem a, AstGenerateItem b) {
    return same_expression(a.expression, b.expression) && same_schema(a.as, b.as);
}

static bool same_generate(AstGenerate a, AstGenerate b) {
    SAME_LISTS(a, b, n, items, same_item);
    return true;
}

static bool same_nested(AstNestedStatement a, AstNestedStatement b) {
    return same_name(a.alias, b.alias) && same_operator(a.operator, b.operator) &&
           same_expression(a.expression, b.expression);
}

static bool same_branch(AstSplitBranch a, AstSplitBranch b) {
    return same_name(a.alias, b.alias) && a.all == b.all &&
           same_expression(a.condition, b.condition);
}

static bool same_end(AstStreamEnd a, AstStreamEnd b) {
    return same_string(a.path, b.path) && same_function(a.function, b.function);
}

static bool same_ends(AstStreamEnds a, AstStreamEnds b) {
    SAME_LISTS(a, b, n, items, same_end);
    return true;
}

static bool same_command(const AstCommand *a, const AstCommand *b) {
    if (!a || !b)
        return a == b;
    return same_string(a->command, b->command) && same_ends(a->inputs, b->inputs) &&
           same_ends(a->outputs, b->outputs) && same_strings(a->ships, b->ships) &&
           same_strings(a->caches, b->caches) && a->has_ship == b->has_ship &&
           same_string(a->stderr_directory, b->stderr_directory) &&
           a->stderr_limit == b->stderr_limit;
}

static bool same_clauses(const AstOperator *a, const AstOperator *b) {
    return same_string(a->location, b->location) && same_function(a->function, b->function) &&
           same_schema(a->as, b->as) && a->join == b->join &&
           a->outer_written == b->outer_written && same_string(a->hint, b->hint) &&
           same_name(a->partitioner, b->partitioner) && a->parallel == b->parallel &&
           a->nested == b->nested && a->dense == b->dense && a->onschema == b->onschema &&
           same_string(a->message, b->message) && same_name(a->command_alias, b->command_alias) &&
           same_command(a->command, b->command) && same_string(a->jar, b->jar) &&
           same_strings(a->native_paths, b->native_paths) &&
           same_operator(a->native_store, b->native_store) &&
           same_operator(a->native_load, b->native_load) &&
           same_strings(a->parameters, b->parameters);
}

static bool same_operator(const AstOperator *a, const AstOperator *b) {
    if (!a || !b)
        return a == b;
    SAME_LISTS(*a, *b, n_nested, nested_statements, same_nested);
    SAME_LISTS(*a, *b, n_branches, branches, same_branch);
    return a->kind == b->kind && same_inputs(a->inputs, b->inputs) &&
           same_expression(a->expression, b->expression) && same_keyed_inputs(a->keyed, b->keyed) &&
           same_sort(a->sort, b->sort) && same_generate(a->generate, b->generate) &&
           same_expressions(a->cube, b->cube) && same_clauses(a, b);
}

static bool same_statement(const Statement *a, const Statement *b) {
    return a->kind == b->kind && same_names(a->aliases, b->aliases) && a->arrow == b->arrow &&
           same_operator(a->operator, b->operator) && same_name(a->name, b->name) &&
           same_function(a->function, b->function) && same_command(a->command, b->command) &&
           same_string(a->path, b->path) && same_name(a->engine, b->engine) &&
           same_name(a->namespace, b->namespace) && same_text(a->line.word, b->line.word) &&
           same_strings(a->line.arguments, b->line.arguments);
}

#endif
