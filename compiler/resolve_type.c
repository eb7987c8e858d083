// SPDX-License-Identifier: Apache-2.0
//
// Types and schemas as written in scripts: AS clauses and casts.

#include <string.h>

#include "compiler/scope.h"
#include "lang/base/map.h"

static const pig_type tags[] = {
    [AST_TYPE_BOOLEAN] = PIG_BOOLEAN,
    [AST_TYPE_INT] = PIG_INT,
    [AST_TYPE_LONG] = PIG_LONG,
    [AST_TYPE_FLOAT] = PIG_FLOAT,
    [AST_TYPE_DOUBLE] = PIG_DOUBLE,
    [AST_TYPE_DATETIME] = PIG_DATETIME,
    [AST_TYPE_BIGINTEGER] = PIG_BIGINTEGER,
    [AST_TYPE_BIGDECIMAL] = PIG_BIGDECIMAL,
    [AST_TYPE_CHARARRAY] = PIG_CHARARRAY,
    [AST_TYPE_BYTEARRAY] = PIG_BYTEARRAY,
    [AST_TYPE_TUPLE] = PIG_TUPLE,
    [AST_TYPE_BAG] = PIG_BAG,
    [AST_TYPE_MAP] = PIG_MAP,
};

static const Schema *inner_schema(Scope *scope, const AstSchema *ast, bool named) {
    const Schema *schema = NULL;
    if (!ast || ast->n == 0)
        return NULL;
    // A name twice was reported; the type goes on without its inside.
    return resolve_schema(scope, ast, named, &schema) == STATUS_OK ? schema : NULL;
}

const Type *resolve_type(Scope *scope, const AstType *ast, bool named) {
    if (scope->depth > COMPILER_MAX_DEPTH)
        return type_of(PIG_BYTEARRAY);
    scope->depth++;
    const Type *type = type_of(tags[ast->kind]);
    if (ast->kind == AST_TYPE_TUPLE)
        type = type_tuple(scope->arena, inner_schema(scope, ast->fields, named));
    else if (ast->kind == AST_TYPE_BAG)
        type =
            type_bag(scope->arena, inner_schema(scope, ast->fields, named), ast->tuple_name.text);
    else if (ast->kind == AST_TYPE_MAP && ast->value)
        type = type_map_named(scope->arena, ast->value_name.text,
                              resolve_type(scope, ast->value, true));
    scope->depth--;
    return type;
}

// Fields without a name are numbered for each of these words.
const char *numbered_name(Scope *scope, FieldNumbers *numbers, const Type *type) {
    static const char *const words[] = {"val", "tuple", "bag", "map"};
    pig_type tag = type->tag;
    int kind = tag == PIG_TUPLE ? 1 : tag == PIG_BAG ? 2 : tag == PIG_MAP ? 3 : 0;
    return arena_printf(scope->arena, "%s_%d", words[kind], numbers->next[kind]++);
}

Status resolve_schema(Scope *scope, const AstSchema *ast, bool named, const Schema **schema) {
    Schema *made = schema_new(scope->arena, (int)ast->n);
    FieldNumbers numbers = {0};
    Map names = map_new(scope->arena);
    Status status = STATUS_OK;
    for (size_t i = 0; i < ast->n; i++) {
        const AstField *field = &ast->fields[i];
        Field *to = &made->fields[i];
        to->name = field->name.text;
        if (field->type)
            to->type = resolve_type(scope, field->type, named);
        if (!to->name && named)
            to->name = numbered_name(scope, &numbers, to->type);
        if (to->name && map_get(&names, to->name, strlen(to->name)))
            status = diagnose(scope->sink, 1200, &field->place,
                              "two fields of the schema are called '%s'", to->name);
        else if (to->name)
            map_put(&names, to->name, strlen(to->name), to);
    }
    *schema = made;
    return status;
}
