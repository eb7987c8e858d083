// SPDX-License-Identifier: Apache-2.0
//
// An alias x of the body of m becomes macro_m_x_n unless the caller handed it in. A field is
// renamed only if it is spelt like an alias met before in the body (a bag of GROUP, the x of x::f),
// and if no nested statement of its block has that name.

#include "lang/rename.h"

#include <inttypes.h>
#include <string.h>

typedef struct Renaming {
    Arena *arena;
    MacroScope *scope;
    const AstOperator *block; // the nested FOREACH around the expression, NULL outside
} Renaming;

static bool has(const Map *map, const char *name) {
    return map_get(map, name, strlen(name)) != NULL;
}

static const char *mark(Map *map, const char *name) {
    return map_put(map, name, strlen(name), map->arena);
}

MacroScope *macro_scope(Arena *arena, const char *macro, int64_t number, MacroScope *outer) {
    MacroScope *scope = ARENA_NEW(arena, MacroScope);
    *scope = (MacroScope){
        .macro = macro,
        .prefix = arena_printf(arena, "%smacro_%s_", outer ? outer->prefix : "", macro),
        .suffix = arena_printf(arena, "_%" PRId64 "%s", number, outer ? outer->suffix : ""),
        .kept = map_new(arena),
        .seen = map_new(arena),
        .assigned = map_new(arena),
        .outer = outer};
    return scope;
}

static const char *masked(const Renaming *r, const MacroScope *scope, const char *name) {
    return arena_printf(r->arena, "%s%s%s", scope->prefix, name, scope->suffix);
}

// A name that was handed in belongs to the scope around, and so on outwards.
static void rename_alias_in(const Renaming *r, AstName *name, bool assigns) {
    if (!name->text || strcmp(name->text, "@") == 0)
        return;
    for (MacroScope *scope = r->scope; scope; scope = scope->outer) {
        mark(&scope->seen, name->text);
        if (assigns)
            mark(&scope->assigned, name->text);
        if (!has(&scope->kept, name->text)) {
            name->text = masked(r, scope, name->text);
            return;
        }
    }
}

static void rename_alias(const Renaming *r, AstName *name) {
    rename_alias_in(r, name, false);
}

static void assign_alias(const Renaming *r, AstName *name) {
    rename_alias_in(r, name, true);
}

static bool is_nested_name(const Renaming *r, const char *name) {
    for (size_t i = 0; r->block && i < r->block->n_nested; i++)
        if (strcmp(r->block->nested_statements[i].alias.text, name) == 0)
            return true;
    return false;
}

// One part of a field's name, between two `::`.
static const char *field_part(const Renaming *r, const char *part) {
    if (is_nested_name(r, part))
        return part;
    for (const MacroScope *scope = r->scope; scope; scope = scope->outer)
        if (has(&scope->seen, part) && !has(&scope->kept, part))
            return masked(r, scope, part);
    return part;
}

static const char *rename_field(const Renaming *r, const char *name) {
    const char *result = NULL;
    for (const char *at = name, *end; at; at = end ? end + 2 : NULL) {
        end = strstr(at, "::");
        const char *part = arena_strndup(r->arena, at, end ? (size_t)(end - at) : strlen(at));
        part = field_part(r, part);
        result = result ? arena_printf(r->arena, "%s::%s", result, part) : part;
    }
    return result;
}

static void rename_expression(const Renaming *r, AstExpression *e) {
    if (!e)
        return;
    if (e->kind == AST_NAME) {
        e->text = rename_field(r, e->text);
        e->n_bytes = strlen(e->text);
    }
    for (size_t i = 0; i < e->n_children; i++)
        rename_expression(r, e->children[i]);
}

static void rename_expressions(const Renaming *r, AstExpressions list) {
    for (size_t i = 0; i < list.n; i++)
        rename_expression(r, list.items[i]);
}

static void rename_operator(const Renaming *r, AstOperator *operator);

// nested: the input is a field of the outer relation, not an alias.
static void rename_input(const Renaming *r, AstInput *input, bool nested) {
    rename_expression(r, input->field);
    rename_operator(r, input->operator);
    if (!nested)
        rename_alias(r, &input->alias);
    else if (input->alias.text)
        input->alias.text = rename_field(r, input->alias.text);
}

static void rename_sort(const Renaming *r, AstSortKeys keys) {
    for (size_t i = 0; i < keys.n; i++)
        rename_expression(r, keys.items[i].column);
}

static void rename_generate(const Renaming *r, AstGenerate generate) {
    for (size_t i = 0; i < generate.n; i++)
        rename_expression(r, generate.items[i].expression);
}

// Everything but inputs.
static void rename_parts(const Renaming *r, AstOperator *operator) {
    rename_expression(r, operator->expression);
    rename_sort(r, operator->sort);
    rename_expressions(r, operator->cube);
    for (size_t i = 0; i < operator->n_branches; i++) {
        assign_alias(r, &operator->branches[i].alias);
        rename_expression(r, operator->branches[i].condition);
    }
    Renaming inside = *r;
    if (operator->nested)
        inside.block = operator;
    for (size_t i = 0; i < operator->n_nested; i++) {
        AstNestedStatement *nested = &operator->nested_statements[i];
        rename_expression(&inside, nested->expression);
        if (!nested->operator)
            continue;
        for (size_t j = 0; j < nested->operator->inputs.n; j++)
            rename_input(&inside, &nested->operator->inputs.items[j], true);
        rename_parts(&inside, nested->operator);
    }
    rename_generate(&inside, operator->generate);
}

static void rename_operator(const Renaming *r, AstOperator *operator) {
    // `d = c;` is left as it is, so that it does not see the aliases of the body: as in Apache Pig.
    if (!operator|| operator->kind == AST_OPERATOR_ALIAS)
        return;
    for (size_t i = 0; i < operator->inputs.n; i++)
        rename_input(r, &operator->inputs.items[i], false);
    for (size_t i = 0; i < operator->keyed.n; i++) {
        rename_input(r, &operator->keyed.items[i].input, false);
        rename_expressions(r, operator->keyed.items[i].keys);
    }
    rename_operator(r, operator->native_store);
    rename_operator(r, operator->native_load);
    rename_parts(r, operator);
}

void rename_statement(Arena *arena, MacroScope *scope, Statement *statement) {
    Renaming r = {.arena = arena, .scope = scope};
    rename_operator(&r, statement->operator);
    for (size_t i = 0; i < statement->aliases.n; i++)
        assign_alias(&r, &statement->aliases.items[i]);
}
