// SPDX-License-Identifier: Apache-2.0
//
// The keys of GROUP, COGROUP and JOIN: as many of each input, and of types that go together.

#include "compiler/build.h"

// Apache Pig's parser counts keys as they are written; what ranges stand for is counted later.
static Status report_counts(Builder *b, const AstKeyedInputs *ast, size_t i, bool group, size_t n,
                            size_t n_first) {
    const AstExpressions *keys = &ast->items[i].keys;
    bool late = keys->n == ast->items[0].keys.n;
    const Place *place = late || keys->n == 0 ? &b->place : &keys->items[0]->place;
    return diagnose(b->sink,
                    !late   ? 1200
                    : group ? 1122
                            : 1012,
                    place, "%zu key%s here, %zu for the first relation", n, n == 1 ? "" : "s",
                    n_first);
}

// Keys of input i whose types do not go with those before.
static Status report_types(Builder *b, const ValueList *keys, size_t i, size_t k,
                           const Type *before) {
    const Expression *key = keys[i].values[k].expression;
    const char *one = type_text(b->arena, before), *other = type_text(b->arena, key->type);
    if (keys[i].n == 1)
        return diagnose(b->sink, 1107, &key->place, "keys of types %s and %s do not go together",
                        one, other);
    return diagnose(b->sink, 1130, &b->place,
                    "key no. %zu of relation no. %zu is of type %s, which does not go with %s "
                    "before it",
                    k + 1, i + 1, other, one);
}

// A bag or map among several keys of a GROUP. Alone it is refused when the job is made.
static Status check_key(Builder *b, const Type *type, bool group, size_t n_keys) {
    if ((type->tag != PIG_BAG && type->tag != PIG_MAP) || !group || n_keys == 1)
        return STATUS_OK;
    return diagnose(b->sink, 1061, &b->place, "a %s cannot be a key", type_name(type->tag));
}

static ValueList resolve_keys(Builder *b, const AstKeyedInput *ast, LogicalOperator *input) {
    Scope scope = relation_scope(b, input);
    ValueList keys = {0};
    for (size_t i = 0; i < ast->keys.n; i++)
        resolve_into(&scope, ast->keys.items[i], &keys);
    return keys;
}

// The type that key k of all inputs is cast to.
static Status common_type(Builder *b, const ValueList *keys, size_t n_inputs, size_t k,
                          const Type **common) {
    *common = keys[0].values[k].expression->type;
    for (size_t i = 1; i < n_inputs; i++) {
        const Type *type = keys[i].values[k].expression->type;
        const Type *wider = schema_union_type(b->arena, *common, type);
        if (!wider)
            return report_types(b, keys, i, k, *common);
        *common = wider;
    }
    return STATUS_OK;
}

static Status resolve_all(Builder *b, const AstKeyedInputs *ast, LogicalOperator *const *inputs,
                          bool group, ValueList *keys) {
    Status status = STATUS_OK;
    for (size_t i = 1; i < ast->n; i++)
        if (ast->items[i].keys.n != ast->items[0].keys.n)
            status = report_counts(b, ast, i, group, ast->items[i].keys.n, ast->items[0].keys.n);
    for (size_t i = 0; i < ast->n; i++) {
        keys[i] = resolve_keys(b, &ast->items[i], inputs[i]);
        if (keys[i].failed)
            status = STATUS_FAILED;
    }
    for (size_t i = 1; i < ast->n && status == STATUS_OK; i++)
        if (keys[i].n != keys[0].n || ast->items[i].keys.n != ast->items[0].keys.n)
            status = report_counts(b, ast, i, group, keys[i].n, keys[0].n);
    return status;
}

static void convert_keys(Builder *b, const ValueList *keys, LogicalOperator *input,
                         const Field *common, KeyedInput *keyed) {
    Scope scope = relation_scope(b, input);
    Expression **expressions = ARENA_NEW_ARRAY(b->arena, Expression *, keys->n);
    for (size_t k = 0; k < keys->n; k++)
        expressions[k] = value_convert(&scope, keys->values[k], common[k].type).expression;
    keyed->n_keys = keys->n;
    keyed->keys = expressions;
}

Status build_keys(Builder *b, const AstKeyedInputs *ast, LogicalOperator *const *inputs, bool group,
                  Keys *keys) {
    ValueList *values = ARENA_NEW_ARRAY(b->arena, ValueList, ast->n);
    TRY(resolve_all(b, ast, inputs, group, values));
    size_t n = values[0].n;
    Field *common = ARENA_NEW_ARRAY(b->arena, Field, n);
    for (size_t k = 0; k < n; k++) {
        common[k].name = values[0].values[k].name;
        TRY(common_type(b, values, ast->n, k, &common[k].type));
        TRY(check_key(b, common[k].type, group, n));
    }
    KeyedInput *keyed = ARENA_NEW_ARRAY(b->arena, KeyedInput, ast->n);
    for (size_t i = 0; i < ast->n; i++)
        convert_keys(b, &values[i], inputs[i], common, &keyed[i]);
    *keys = (Keys){.n = n, .inputs = keyed, .common = common};
    return STATUS_OK;
}
