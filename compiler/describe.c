// SPDX-License-Identifier: Apache-2.0
//
// DESCRIBE, byte for byte as Apache Pig prints it.

#include <string.h>

#include "compiler/session.h"

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
    describe(relation->alias, nested,
             nested ? nested_schema(relation, nested) : relation->op->schema, out);
    return STATUS_OK;
}
