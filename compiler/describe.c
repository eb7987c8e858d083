// SPDX-License-Identifier: Apache-2.0
//
// DESCRIBE, byte for byte as Apache Pig prints it.

#include <string.h>

#include "compiler/session.h"

// ---- pig.pretty.print.schema: a line a field ----

static void indent(Text *out, int depth) {
    for (int i = 0; i < depth; i++)
        text_append_string(out, "    ");
}

static void pretty_fields(const Schema *schema, int depth, Text *out);

// An opening word, what is inside one level deeper, a closing word.
static void pretty_open(Text *out, const char *word) {
    text_printf(out, "%s\n", word);
}

static void pretty_close(Text *out, int depth, const char *word) {
    indent(out, depth);
    text_append_string(out, word);
}

static void pretty_tuple(const Schema *fields, int depth, Text *out) {
    pretty_open(out, "(");
    if (fields)
        pretty_fields(fields, depth + 1, out);
    pretty_close(out, depth, ")");
}

static void pretty_bag(const Type *type, int depth, Text *out) {
    pretty_open(out, "{");
    if (type->fields) {
        indent(out, depth + 1);
        if (type->tuple_name)
            text_printf(out, "%s: ", type->tuple_name);
        pretty_tuple(type->fields, depth + 1, out);
        text_append_char(out, '\n');
    }
    pretty_close(out, depth, "}");
}

static void pretty_type(const Type *type, int depth, Text *out) {
    if (type->tag == PIG_TUPLE) {
        pretty_tuple(type->fields, depth, out);
    } else if (type->tag == PIG_BAG) {
        pretty_bag(type, depth, out);
    } else if (type->tag == PIG_MAP && type->value) {
        pretty_open(out, "map[");
        indent(out, depth + 1);
        pretty_type(type->value, depth + 1, out);
        text_append_char(out, '\n');
        pretty_close(out, depth, "]");
    } else {
        type_describe(type, out);
    }
}

static void pretty_fields(const Schema *schema, int depth, Text *out) {
    for (int i = 0; i < schema->n_fields; i++) {
        const Field *field = &schema->fields[i];
        indent(out, depth);
        if (field->name)
            text_printf(out, "%s: ", field->name);
        pretty_type(field->type, depth, out);
        text_append_string(out, i + 1 < schema->n_fields ? ",\n" : "\n");
    }
}

static bool wants_pretty(const Compiler *compiler) {
    const CompilerEnvironment *environment = compiler->environment;
    const char *value = environment->property
                            ? environment->property(environment->context, "pig.pretty.print.schema")
                            : NULL;
    return value && strcmp(value, "true") == 0;
}

// ---- DESCRIBE ----

static void describe_pretty(const char *alias, const Schema *schema, Text *out) {
    text_printf(out, "%s: {\n", alias);
    pretty_fields(schema, 1, out);
    text_append_string(out, "}\n");
}

static void describe(const char *alias, const char *nested, const Schema *schema, Text *out) {
    const char *separator = nested ? "::" : "";
    nested = nested ? nested : "";
    if (!schema) {
        text_printf(out, "Schema for %s%s%s unknown.\n", alias, separator, nested);
        return;
    }
    text_printf(out, "%s%s%s: ", alias, separator, nested);
    schema_describe(schema, out);
    text_append_char(out, '\n');
}

static const Schema *nested_schema(const Relation *relation, const char *nested) {
    const LogicalOperator *block = relation->block;
    for (size_t i = block ? block->foreach.n_nested : 0; i-- > 0;)
        if (strcmp(block->foreach.nested[i].alias, nested) == 0)
            return block->foreach.nested[i].schema;
    return NULL;
}

Status compiler_describe(Compiler *compiler, const char *alias, const char *nested,
                         const Place *place, DiagnosticSink *sink, Text *out) {
    Relation *relation = NULL;
    TRY(session_need(compiler, alias, place, sink, &relation));
    if (nested && relation->op->kind != LOGICAL_FOREACH)
        return diagnose(sink, 1001, NULL, "%s is no FOREACH, and has no alias '%s'", alias, nested);
    if (!nested && relation->op->schema && wants_pretty(compiler))
        describe_pretty(relation->alias, relation->op->schema, out);
    else
        describe(relation->alias, nested,
                 nested ? nested_schema(relation, nested) : relation->op->schema, out);
    return STATUS_OK;
}
