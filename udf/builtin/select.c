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
    Status status = STATUS_OK;
    if (!regex)
        status = diagnose(request->sink, 1200, NULL, "PluckTuple: '%s': %s", prefix, why.data);
    text_free(&why);
    TRY(status);
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

// What stands in the place of a null or of what is rolled up; a null where nothing can.
static Value dimension_word(const pig_vec *arg, const char *word) {
    if (type_is_complex((pig_type)arg->type) || !word)
        return (Value){0};
    Value value = text_value(word, strlen(word));
    value.tag = arg->type == PIG_BYTEARRAY ? PIG_BYTEARRAY : PIG_CHARARRAY;
    return value;
}

// A dimension's n_rows values, nulls told apart from what is rolled up, and behind them what stands
// for that.
static Vector dimension_values(const pig_ctx *ctx, const pig_vec *arg, const Type *type,
                               size_t n_rows) {
    const Value rolled = dimension_word(arg, pig_constructor_arg(ctx, 0));
    const Value unknown = dimension_word(arg, "unknown");
    Column values;
    column_init_in(&values, ctx_arena(ctx), type, n_rows + 1);
    for (size_t i = 0; i < n_rows; i++) {
        const Value value = value_at(arg, i);
        append_value(&values, value.tag != PIG_UNKNOWN ? &value : &unknown);
    }
    append_value(&values, &rolled);
    return column_finish(&values);
}

enum { MAX_CUBE = 20, MAX_ROLLUP = 63 };

// A bag for each row, of a tuple for each of the sets: bit n_args - 1 - a of a set tells whether
// dimension a is rolled up.
static Vector dimension_bags(const pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                             const uint64_t *sets, size_t n_sets) {
    Arena *arena = ctx_arena(ctx);
    const Type *bag = ctx->call->result;
    Vector out = vector_new(arena, bag, n_rows);
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, n_args);
    uint32_t *rows = ARENA_NEW_ARRAY(arena, uint32_t, n_rows * n_sets);
    for (size_t a = 0; a < n_args; a++) {
        const Vector values = dimension_values(ctx, &args[a], bag->fields->fields[a].type, n_rows);
        for (size_t s = 0; s < n_sets; s++) {
            const bool rolled = sets[s] >> (n_args - 1 - a) & 1;
            for (size_t i = 0; i < n_rows; i++)
                rows[i * n_sets + s] = (uint32_t)(rolled ? n_rows : i);
        }
        columns[a] = vector_gather(arena, &values, rows, n_rows * n_sets);
    }
    out.children[0] = tuples_of(columns, n_args);
    pig_span *spans = out.data;
    for (size_t i = 0; i < n_rows; i++)
        spans[i] = (pig_span){i * n_sets, n_sets};
    return out;
}

BATCH_FN(udf_cube_dimensions) {
    if (n_args > MAX_CUBE)
        return pig_fail_code(ctx, 9023, "CUBE of more than %d columns", MAX_CUBE);
    const size_t n_sets = (size_t)1 << n_args;
    uint64_t *sets = ARENA_NEW_ARRAY(ctx_arena(ctx), uint64_t, n_sets);
    for (size_t s = 0; s < n_sets; s++)
        sets[s] = s;
    *out = dimension_bags(ctx, n_rows, args, n_args, sets, n_sets);
    return 0;
}

BATCH_FN(udf_rollup_dimensions) {
    if (n_args > MAX_ROLLUP)
        return pig_fail_code(ctx, 9023, "ROLLUP of more than %d columns", MAX_ROLLUP);
    uint64_t sets[MAX_ROLLUP + 1];
    for (size_t s = 0; s <= n_args; s++) // the last s are rolled up
        sets[s] = ((uint64_t)1 << s) - 1;
    *out = dimension_bags(ctx, n_rows, args, n_args, sets, n_args + 1);
    return 0;
}
