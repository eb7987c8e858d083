// SPDX-License-Identifier: Apache-2.0
//
// UNION: by position, where the inputs agree in number of columns, else of unknown schema; or by
// name (ONSCHEMA), where a column that an input lacks is null. Inputs are cast to the common types.

#include <string.h>

#include "compiler/build.h"

static Status report_types(Builder *b, int code, const char *name, const Type *a,
                           const Type *other) {
    return diagnose_hint(b->sink, code, &b->place, "cast them to one type first",
                         "column %s is of types %s and %s", name ? name : "without name",
                         type_text(b->arena, a), type_text(b->arena, other));
}

// ---- by position ----

static bool same_width(LogicalOperator *const *inputs, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!inputs[i]->schema || inputs[i]->schema->n_fields != inputs[0]->schema->n_fields)
            return false;
    return true;
}

static Status merge_positions(Builder *b, LogicalOperator *const *inputs, size_t n,
                              const Schema **merged) {
    *merged = NULL;
    if (!same_width(inputs, n))
        return STATUS_OK;
    Schema *schema = schema_prefixed(b->arena, NULL, inputs[0]->schema);
    for (size_t i = 1; i < n; i++)
        for (int f = 0; f < schema->n_fields; f++) {
            const Field *other = &inputs[i]->schema->fields[f];
            const Type *type = schema_union_type(b->arena, schema->fields[f].type, other->type);
            if (!type)
                return report_types(b, 1051, schema->fields[f].name, schema->fields[f].type,
                                    other->type);
            schema->fields[f].type = type;
            if (!schema->fields[f].name)
                schema->fields[f].name = other->name;
        }
    *merged = schema;
    return STATUS_OK;
}

// Rows of a known schema as rows of any length.
static LogicalOperator *forget_schema(Builder *b, LogicalOperator *input) {
    if (!input->schema)
        return input;
    Scope scope = relation_scope(b, input);
    size_t n = (size_t)input->schema->n_fields;
    GenerateItem *items = ARENA_NEW_ARRAY(b->arena, GenerateItem, n);
    for (size_t i = 0; i < n; i++)
        items[i] =
            (GenerateItem){.expression = column_of(&scope, i, &b->place).expression, .n_fields = 1};
    return relation_project(b, input, NULL, n, items);
}

static LogicalOperator *union_by_position(Builder *b, LogicalOperator **inputs, size_t n) {
    const Schema *schema;
    if (merge_positions(b, inputs, n, &schema) != STATUS_OK)
        return NULL;
    for (size_t i = 0; i < n; i++)
        inputs[i] = schema ? relation_cast(b, inputs[i], schema) : forget_schema(b, inputs[i]);
    return relation_new(b, LOGICAL_UNION, schema, n, inputs);
}

// ---- by name ----

static Status check_names(Builder *b, const LogicalOperator *input) {
    if (!input->schema)
        return diagnose(b->sink, 1116, &b->place,
                        "the schema of %s is not known, ONSCHEMA needs it",
                        relation_name((Builder *)b, input));
    for (int f = 0; f < input->schema->n_fields; f++)
        if (!input->schema->fields[f].name)
            return diagnose_hint(b->sink, 1116, &b->place, "name it with AS",
                                 "column $%d of %s has no name, ONSCHEMA needs one", f,
                                 relation_name((Builder *)b, input));
    return STATUS_OK;
}

static Status report_several(Builder *b, const char *name) {
    return diagnose_hint(b->sink, 1025, &b->place, "rename one with AS",
                         "several columns go with '%s' in the UNION", name);
}

// Adds the input's columns to those of the inputs before: `fields` has room.
static Status merge_input(Builder *b, const Schema *input, Field *fields, int *n) {
    const NameIndex *before = name_index(b->arena, fields, *n);
    for (int f = 0; f < input->n_fields; f++) {
        const Field *field = &input->fields[f];
        int at = name_index_meet(before, field->name);
        if (at == SCHEMA_AMBIGUOUS)
            return report_several(b, field->name);
        if (at < 0) {
            fields[(*n)++] = *field;
            continue;
        }
        const Type *type = schema_union_type(b->arena, fields[at].type, field->type);
        if (!type)
            return report_types(b, 1056, field->name, fields[at].type, field->type);
        fields[at].type = type;
        if (strlen(field->name) < strlen(fields[at].name))
            fields[at].name = field->name;
    }
    return STATUS_OK;
}

// The input with the columns of the merged schema, nulls for those that it lacks.
static Status align(Builder *b, LogicalOperator **input, const Schema *schema) {
    Scope scope = relation_scope(b, *input);
    const Schema *own = (*input)->schema;
    size_t n = (size_t)schema->n_fields;
    GenerateItem *items = ARENA_NEW_ARRAY(b->arena, GenerateItem, n);
    bool needed = own->n_fields != schema->n_fields;
    const NameIndex *names = name_index(b->arena, own->fields, own->n_fields);
    for (size_t i = 0; i < n; i++) {
        int at = name_index_meet(names, schema->fields[i].name);
        if (at == SCHEMA_AMBIGUOUS)
            return report_several(b, schema->fields[i].name);
        Value v = at < 0 ? value_null(&scope, &b->place) : column_of(&scope, (size_t)at, &b->place);
        Value converted = value_convert(&scope, v, schema->fields[i].type);
        needed |= at != (int)i || converted.expression != v.expression;
        items[i] = (GenerateItem){.expression = converted.expression, .n_fields = 1};
    }
    if (needed)
        *input = relation_project(b, *input, schema, n, items);
    return STATUS_OK;
}

static LogicalOperator *union_by_name(Builder *b, LogicalOperator **inputs, size_t n) {
    int width = 0, n_fields = 0;
    for (size_t i = 0; i < n; i++) {
        if (check_names(b, inputs[i]) != STATUS_OK)
            return NULL;
        width += inputs[i]->schema->n_fields;
    }
    Field *fields = ARENA_NEW_ARRAY(b->arena, Field, (size_t)width);
    for (size_t i = 0; i < n; i++)
        if (merge_input(b, inputs[i]->schema, fields, &n_fields) != STATUS_OK)
            return NULL;
    Schema *schema = schema_new(b->arena, n_fields);
    if (n_fields)
        memcpy(schema->fields, fields, (size_t)n_fields * sizeof *fields);
    for (size_t i = 0; i < n; i++)
        if (align(b, &inputs[i], schema) != STATUS_OK)
            return NULL;
    return relation_new(b, LOGICAL_UNION, schema, n, inputs);
}

LogicalOperator *build_union(Builder *b, const AstOperator *ast) {
    LogicalOperator **inputs;
    size_t n = ast->inputs.n;
    if (n < 2) {
        diagnose(b->sink, 2998, &b->place, "a UNION is of two relations or more");
        diagnostics_set_status(b->sink, EXIT_STATUS_THROWABLE);
        return NULL;
    }
    if (!build_inputs(b, &ast->inputs, &inputs) ||
        build_check_distinct(b, inputs, n, 1200, "UNION") != STATUS_OK)
        return NULL;
    return ast->onschema ? union_by_name(b, inputs, n) : union_by_position(b, inputs, n);
}
