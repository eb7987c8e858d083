// SPDX-License-Identifier: Apache-2.0
//
// GROUP and COGROUP: the key, called `group`, and for each input a bag called like it.

#include <strings.h>

#include "compiler/build.h"

// The type of `group`: the key's own, or a tuple of several.
static const Type *key_type(Builder *b, const Keys *keys) {
    if (keys->n == 1)
        return keys->common[0].type;
    Schema *fields = schema_new(b->arena, (int)keys->n);
    for (size_t k = 0; k < keys->n; k++)
        fields->fields[k] = keys->common[k];
    return type_tuple(b->arena, fields);
}

static const Schema *group_schema(Builder *b, const Type *key, LogicalOperator *const *inputs,
                                  size_t n) {
    Schema *schema = schema_new(b->arena, (int)n + 1);
    schema->fields[0] = (Field){"group", key};
    for (size_t i = 0; i < n; i++)
        schema->fields[i + 1] =
            (Field){relation_name(b, inputs[i]), type_bag(b->arena, inputs[i]->schema, NULL)};
    return schema;
}

static bool is_column(const Expression *key) {
    return key->kind == EXPRESSION_COLUMN || key->kind == EXPRESSION_ROW_FIELD;
}

// 'collected' takes one input, grouped by columns. What loaders must be able to do is looked at
// when the group is needed.
static Status check_collected(Builder *b, const LogicalOperator *op) {
    if (op->n_inputs > 1)
        return diagnose(b->sink, 1200, &b->place, "GROUP USING 'collected' takes one relation");
    const KeyedInput *keyed = &op->group.keyed[0];
    bool columns = !op->group.all;
    for (size_t i = 0; i < keyed->n_keys; i++)
        columns &= is_column(keyed->keys[i]);
    if (columns)
        return STATUS_OK;
    return diagnose(b->sink, 1200, &b->place, "GROUP USING 'collected' takes columns or * as keys");
}

static Status group_hint(Builder *b, const AstOperator *ast, GroupHint *hint) {
    *hint = GROUP_DEFAULT;
    if (!ast->hint.text)
        return STATUS_OK;
    if (strcasecmp(ast->hint.text, "merge") == 0)
        *hint = GROUP_MERGE;
    else if (strcasecmp(ast->hint.text, "collected") == 0)
        *hint = GROUP_COLLECTED;
    else if (strcasecmp(ast->hint.text, "regular") != 0)
        return diagnose(b->sink, 1200, &ast->hint.place,
                        "GROUP knows 'collected', 'merge' and 'regular', not '%s'", ast->hint.text);
    return STATUS_OK;
}

static bool keyed_inputs(Builder *b, const AstKeyedInputs *ast, LogicalOperator ***built) {
    LogicalOperator **inputs = ARENA_NEW_ARRAY(b->arena, LogicalOperator *, ast->n);
    bool all = true;
    for (size_t i = 0; i < ast->n; i++) {
        inputs[i] = build_input(b, &ast->items[i].input);
        all &= inputs[i] != NULL;
    }
    *built = inputs;
    return all;
}

// GROUP ALL: one group, whatever the rows.
static void all_keys(Builder *b, size_t n_inputs, Keys *keys) {
    Field *common = ARENA_NEW(b->arena, Field);
    common->type = type_of(PIG_CHARARRAY);
    *keys =
        (Keys){.n = 1, .inputs = ARENA_NEW_ARRAY(b->arena, KeyedInput, n_inputs), .common = common};
}

static LogicalOperator *make_group(Builder *b, const AstOperator *ast, const Keys *keys,
                                   LogicalOperator **inputs) {
    size_t n = ast->keyed.n;
    const Type *key = key_type(b, keys);
    LogicalOperator *op =
        relation_new(b, LOGICAL_GROUP, group_schema(b, key, inputs, n), n, inputs);
    KeyedInput *keyed = ARENA_NEW_ARRAY(b->arena, KeyedInput, n);
    for (size_t i = 0; i < n; i++) {
        keyed[i] = keys->inputs[i];
        keyed[i].inner = ast->keyed.items[i].inner;
    }
    op->group.keyed = keyed;
    op->group.all = ast->keyed.items[0].keys.n == 0;
    op->group.key_type = key;
    return op;
}

// Keys that are columns tell which input they are of by the relation alone.
static Status check_inputs(Builder *b, const Keys *keys, LogicalOperator *const *inputs, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < keys->inputs[i].n_keys; k++)
            if (keys->inputs[i].keys[k]->kind != EXPRESSION_CONSTANT)
                return build_check_distinct(b, inputs, n, 2225, "COGROUP");
    return STATUS_OK;
}

LogicalOperator *build_group(Builder *b, const AstOperator *ast) {
    LogicalOperator **inputs;
    Keys keys;
    if (!keyed_inputs(b, &ast->keyed, &inputs))
        return NULL;
    GroupHint hint;
    Status status = group_hint(b, ast, &hint);
    if (ast->keyed.items[0].keys.n == 0)
        all_keys(b, ast->keyed.n, &keys);
    else if (build_keys(b, &ast->keyed, inputs, true, &keys) != STATUS_OK)
        return NULL;
    if (status != STATUS_OK || check_inputs(b, &keys, inputs, ast->keyed.n) != STATUS_OK)
        return NULL;
    LogicalOperator *op = make_group(b, ast, &keys, inputs);
    op->group.hint = hint;
    return hint == GROUP_COLLECTED && check_collected(b, op) != STATUS_OK ? NULL : op;
}
