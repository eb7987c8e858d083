// SPDX-License-Identifier: Apache-2.0
//
// Making operators of the plan, and projections that casts and renamings need.

#include <string.h>

#include "compiler/build.h"

LogicalOperator *relation_new(Builder *b, LogicalKind kind, const Schema *schema, size_t n_inputs,
                              LogicalOperator *const *inputs) {
    LogicalOperator *op = ARENA_NEW(b->arena, LogicalOperator);
    op->kind = kind;
    op->id = compiler_next_operator(b->compiler);
    op->alias = b->alias;
    op->place = b->place;
    op->schema = schema;
    op->parallel = b->parallel;
    op->partitioner = b->partitioner;
    op->n_inputs = n_inputs;
    op->inputs = ARENA_NEW_ARRAY(b->arena, LogicalOperator *, n_inputs);
    if (n_inputs)
        memcpy(op->inputs, inputs, n_inputs * sizeof *inputs);
    return op;
}

static bool reads_text(const FormatCall *format) {
    if (!format->name)
        return true;
    const char *dot = strrchr(format->name, '.');
    const char *name = dot ? dot + 1 : format->name;
    return strcmp(name, "PigStorage") == 0 || strcmp(name, "TextLoader") == 0;
}

// Type of a field of the operator's rows when their schema is not known.
static pig_type relation_unknown_type(const LogicalOperator *op) {
    while (op->kind == LOGICAL_FILTER || op->kind == LOGICAL_DISTINCT ||
           op->kind == LOGICAL_ORDER || op->kind == LOGICAL_LIMIT)
        op = op->inputs[0];
    bool bytes =
        op->kind == LOGICAL_STREAM || (op->kind == LOGICAL_LOAD && reads_text(&op->load.format));
    return bytes ? PIG_BYTEARRAY : PIG_ANY;
}

Scope relation_scope(Builder *b, const LogicalOperator *input) {
    return (Scope){
        .compiler = b->compiler,
        .arena = b->arena,
        .sink = b->sink,
        .relation = input->alias,
        .origin = &input->place,
        .schema = input->schema,
        .unknown = input->schema ? PIG_ANY : relation_unknown_type(input),
        .faults = b->faults,
        .statement = b->place,
        .fields_wait = b->fields_wait,
        .depth = b->depth,
    };
}

const char *relation_name(Builder *b, const LogicalOperator *op) {
    return op->alias ? op->alias : arena_printf(b->arena, "1-%zu", op->id);
}

LogicalOperator *relation_project(Builder *b, LogicalOperator *input, const Schema *schema,
                                  size_t n_items, const GenerateItem *items) {
    LogicalOperator *op = relation_new(b, LOGICAL_FOREACH, schema, 1, &input);
    op->alias = input->alias;
    op->parallel = 0;
    op->foreach.n_items = n_items;
    op->foreach.items = items;
    return op;
}

LogicalOperator *relation_cast(Builder *b, LogicalOperator *input, const Schema *schema) {
    Scope scope = relation_scope(b, input);
    size_t n = (size_t)schema->n_fields;
    GenerateItem *items = ARENA_NEW_ARRAY(b->arena, GenerateItem, n);
    bool needed = false;
    for (size_t i = 0; i < n; i++) {
        Value column = column_of(&scope, i, &b->place);
        Value converted = value_convert(&scope, column, schema->fields[i].type);
        needed |= converted.expression != column.expression;
        items[i] = (GenerateItem){.expression = converted.expression, .n_fields = 1};
    }
    return needed ? relation_project(b, input, schema, n, items) : input;
}
