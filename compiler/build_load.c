// SPDX-License-Identifier: Apache-2.0
//
// LOAD and STORE: the format as a loader or storer, and the schema that comes with the data.

#include <string.h>

#include "compiler/build.h"
#include "compiler/cast.h"
#include "compiler/session.h"

FormatCall build_format(Builder *b, const AstFunction *function) {
    FormatCall format = {.name = function->name.text,
                         .n_args = function->arguments.n,
                         .args = build_strings(b, &function->arguments),
                         .place = function->name.place};
    const char *name;
    const char *const *args;
    size_t n_args;
    if (format.name &&
        registry_definition(compiler_registry(b->compiler), format.name, &name, &args, &n_args)) {
        format.name = name;
        if (format.n_args == 0) {
            format.args = args;
            format.n_args = n_args;
        }
    }
    return format;
}

static Status check_kind(Builder *b, const FormatCall *format, bool store) {
    const CompilerEnvironment *environment = compiler_environment(b->compiler);
    if (!format->name || !environment->format_kind)
        return STATUS_OK;
    FormatKind kind = environment->format_kind(environment->context, format->name);
    if (kind == FORMAT_BOTH || kind == (store ? FORMAT_STORER : FORMAT_LOADER))
        return STATUS_OK;
    const char *what = store ? "storer" : "loader";
    if (kind == FORMAT_UNKNOWN && !registry_knows(environment->registry, format->name))
        return diagnose(b->sink, 1070, &format->place, "there is no %s '%s'", what, format->name);
    return diagnose(b->sink, 1200, &format->place, "%s is not a %s", format->name, what);
}

static Status check_format(Builder *b, const FormatCall *format, bool store) {
    const CompilerEnvironment *environment = compiler_environment(b->compiler);
    TRY(check_kind(b, format, store));
    if (!environment->check_format)
        return STATUS_OK;
    return environment->check_format(environment->context, format, store, b->sink);
}

static Status load_schema(Builder *b, const char *location, const FormatCall *format,
                          const Schema *declared, const Schema **schema) {
    const CompilerEnvironment *environment = compiler_environment(b->compiler);
    *schema = declared;
    if (!environment->load_schema)
        return STATUS_OK;
    return environment->load_schema(environment->context, b->arena, location, format, declared,
                                    schema, b->sink);
}

// The columns as they were read, cast to the types that the AS clause gives. NULL: one cannot be
// (reported).
static LogicalOperator *cast_columns(Builder *b, LogicalOperator *load, const Schema *declared) {
    const Schema *read = load->schema;
    if (!declared || !read)
        return load;
    Schema *wanted = schema_new(b->arena, read->n_fields);
    for (int i = 0; i < read->n_fields; i++) {
        const Type *from = read->fields[i].type, *to = declared->fields[i].type;
        wanted->fields[i] = read->fields[i];
        if (to->tag == PIG_BYTEARRAY)
            continue;
        wanted->fields[i].type = to;
        if (!type_equal(from, to) && cast_verdict(from, to) != CAST_FINE) {
            (void)diagnose(b->sink, 1031, &load->load.format.place,
                           "the data have %s, the AS clause %s", type_name(from->tag),
                           type_name(to->tag));
            return NULL;
        }
    }
    return relation_cast(b, load, wanted);
}

LogicalOperator *build_load(Builder *b, const AstOperator *ast) {
    FormatCall format = build_format(b, &ast->function);
    Status status = check_format(b, &format, false);
    Scope scope = {.compiler = b->compiler, .arena = b->arena, .sink = b->sink};
    const Schema *declared = NULL, *schema = NULL;
    if (ast->as && resolve_schema(&scope, ast->as, true, &declared) != STATUS_OK)
        status = STATUS_FAILED;
    if (status != STATUS_OK ||
        load_schema(b, ast->location.text, &format, declared, &schema) != STATUS_OK)
        return NULL;
    LogicalOperator *op = relation_new(b, LOGICAL_LOAD, schema, 0, NULL);
    op->load.location = ast->location.text;
    op->load.format = format;
    op->load.has_as = declared != NULL;
    return cast_columns(b, op, declared);
}

// The location of a STORE without the blanks around it. NULL: nothing is left (reported).
static const char *store_location(Builder *b, const AstOperator *ast) {
    const char *at = ast->location.text;
    at += strspn(at, " \t");
    size_t n_bytes = strlen(at);
    while (n_bytes && strchr(" \t", at[n_bytes - 1]))
        n_bytes--;
    if (n_bytes)
        return arena_strndup(b->arena, at, n_bytes);
    (void)diagnose(b->sink, 1200, &ast->location.place, "a STORE needs the name of a place");
    return NULL;
}

LogicalOperator *build_store(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    FormatCall format = build_format(b, &ast->function);
    const char *location = store_location(b, ast);
    if (check_format(b, &format, true) != STATUS_OK || !input || !location)
        return NULL;
    b->alias = input->alias;
    LogicalOperator *op = relation_new(b, LOGICAL_STORE, input->schema, 1, &input);
    op->store.location = location;
    op->store.format = format;
    return op;
}
