// SPDX-License-Identifier: Apache-2.0
//
// PluckTuple, and the dimensions of CUBE and ROLLUP.

#include "udf/builtin/functions.h"
#include "udf/value/java_regex.h"

#include <strings.h>

// ---- PluckTuple ----

typedef struct Plucked {
    size_t n;
    const size_t *columns;
} Plucked;

static bool name_matches(const char *name, const char *prefix, const JavaRegex *regex) {
    if (strncmp(name, prefix, strlen(prefix)) == 0)
        return true;
    RegexMatch *match = regex ? regex_match_create(regex) : NULL;
    bool matches = match && regex_match_whole(regex, match, name, strlen(name)) == REGEX_MATCHED;
    if (match)
        regex_match_free(match);
    return matches;
}

// Keeps the columns whose name has the prefix or matches it as a pattern, or the others.
RESULT_RULE(pluck_tuple) {
    Arena *arena = request->arena;
    const char *prefix = call->constructor_args[0];
    bool keep = call->n_constructor_args < 2 || strcasecmp(call->constructor_args[1], "true") == 0;
    Text why = text_new(0);
    JavaRegex *regex = java_regex_compile(prefix, strlen(prefix), 0, &why);
    text_free(&why);
    size_t *columns = ARENA_NEW_ARRAY(arena, size_t, request->n_args), n = 0;
    for (size_t i = 0; i < request->n_args; i++) {
        const char *name = request->args[i].name;
        if ((name && name_matches(name, prefix, regex)) == keep)
            columns[n++] = i;
    }
    java_regex_free(regex);
    Schema *fields = schema_new(arena, (int)n);
    for (size_t i = 0; i < n; i++)
        fields->fields[i] = (Field){request->args[columns[i]].name, request->args[columns[i]].type};
    Plucked *plucked = ARENA_NEW(arena, Plucked);
    *plucked = (Plucked){n, columns};
    call->rule_data = plucked;
    call->result = type_tuple(arena, fields);
    call->naming = RESULT_FIXED;
    call->fixed_name = "plucked";
    return STATUS_OK;
}

BATCH_FN(udf_pluck_tuple) {
    UNUSED(n_args);
    const Plucked *plucked = ctx->call->rule_data;
    for (size_t i = 0; i < plucked->n; i++)
        out->children[i] = vector_flatten(ctx_arena(ctx), &args[plucked->columns[i]], n_rows);
    return 0;
}

// ---- IdentityColumn ----

RESULT_RULE(identity_column) {
    if (request->n_args != 1)
        return diagnose(request->sink, 1200, NULL, "IdentityColumn takes one argument");
    call->result = request->args[0].type;
    call->naming = RESULT_FIXED;
    call->fixed_name = request->args[0].name;
    return STATUS_OK;
}

BATCH_FN(udf_identity_column) {
    UNUSED(n_args);
    *out = vector_flatten(ctx_arena(ctx), &args[0], n_rows);
    return 0;
}

// ---- dimensions ----

static bool is_text(pig_type tag) {
    return tag == PIG_CHARARRAY || tag == PIG_BYTEARRAY;
}

// A null dimension is told apart from what is rolled up by a word, whatever the column's type.
static const Type *dimension_type(Arena *arena, const Type *type) {
    bool as_it_is = is_text(type->tag) || type->tag == PIG_ANY || type_is_complex(type->tag);
    return as_it_is ? type : type_shown_as(arena, PIG_ANY, type);
}

RESULT_RULE(dimensions) {
    Schema *fields = schema_new(request->arena, (int)request->n_args);
    for (size_t i = 0; i < request->n_args; i++)
        fields->fields[i] =
            (Field){request->args[i].name, dimension_type(request->arena, request->args[i].type)};
    call->result = type_bag(request->arena, fields, NULL);
    call->naming = RESULT_FIXED;
    call->fixed_name = "dimensions";
    return STATUS_OK;
}

// A dimension's value, or what stands for all of them. A null in the data is told apart from that.
static Value dimension(const pig_ctx *ctx, const pig_vec *args, size_t a, size_t i, bool all) {
    const char *marker = pig_constructor_arg(ctx, 0);
    Value value = all ? (Value){0} : value_at(&args[a], i);
    if (value.tag != PIG_UNKNOWN)
        return value;
    const char *word = all ? marker : "unknown";
    if (type_is_complex((pig_type)args[a].type) || !word)
        return value;
    value = text_value(word, strlen(word));
    value.tag = args[a].type == PIG_BYTEARRAY ? PIG_BYTEARRAY : PIG_CHARARRAY;
    return value;
}

// One tuple; bit n_args - 1 - a of `rolled` tells whether dimension a is rolled up.
static void append_dimensions(const pig_ctx *ctx, Column *tuples, const pig_vec *args,
                              size_t n_args, size_t i, uint64_t rolled) {
    for (size_t a = 0; a < n_args; a++) {
        Value value = dimension(ctx, args, a, i, rolled >> (n_args - 1 - a) & 1);
        append_value(&tuples->children[a], &value);
    }
    Status status = column_append_tuple(tuples);
    UNUSED(status);
}

enum { MAX_DIMENSIONS = 20 };

BATCH_FN(udf_cube_dimensions) {
    if (n_args > MAX_DIMENSIONS)
        return pig_fail_code(ctx, 9023, "CUBE of more than %d columns", MAX_DIMENSIONS);
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        size_t start = bags.children[0].n_rows;
        for (uint64_t rolled = 0; rolled < (uint64_t)1 << n_args; rolled++)
            append_dimensions(ctx, &bags.children[0], args, n_args, i, rolled);
        end_span(&bags, start);
    }
    *out = column_finish(&bags);
    return 0;
}

BATCH_FN(udf_rollup_dimensions) {
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        size_t start = bags.children[0].n_rows;
        for (size_t n = 0; n <= n_args; n++) // the last n are rolled up
            append_dimensions(ctx, &bags.children[0], args, n_args, i, ((uint64_t)1 << n) - 1);
        end_span(&bags, start);
    }
    *out = column_finish(&bags);
    return 0;
}
