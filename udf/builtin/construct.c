// SPDX-License-Identifier: Apache-2.0
//
// TOTUPLE, TOBAG and TOMAP: values put together. The types of the results follow from those of the
// arguments.

#include "udf/builtin/functions.h"

// ---- TOTUPLE ----

RESULT_RULE(to_tuple) {
    if (request->n_args > 0) {
        Schema *fields = schema_new(request->arena, (int)request->n_args);
        for (size_t i = 0; i < request->n_args; i++)
            fields->fields[i] = (Field){request->args[i].name, request->args[i].type};
        call->result = type_tuple(request->arena, fields);
    }
    call->naming = RESULT_BY_CLASS;
    return STATUS_OK;
}

BATCH_FN(udf_totuple) {
    for (size_t a = 0; a < n_args; a++)
        out->children[a] = vector_flatten(ctx_arena(ctx), &args[a], n_rows);
    return 0;
}

// ---- TOBAG ----

// A field that has no type in the reference either: DESCRIBE shows NULL.
static const Type *mixed_bag(Arena *arena) {
    static const Type none = {.tag = PIG_UNKNOWN};
    static const Type mixed = {.tag = PIG_ANY, .shown = &none};
    Schema *fields = schema_new(arena, 1);
    fields->fields[0].type = &mixed;
    return type_bag(arena, fields, NULL);
}

static bool is_tuple(const Argument *arg) {
    return arg->type->tag == PIG_TUPLE;
}

// Equal types give a bag of them, a tuple being taken as it is. Tuples of unlike widths cannot be
// columns: such a bag knows nothing of its tuples.
RESULT_RULE(to_bag) {
    const Argument *args = request->args;
    bool equal = request->n_args > 0, tuples = false;
    for (size_t i = 0; i < request->n_args; i++) {
        equal &= type_equal(args[i].type, args[0].type);
        tuples |= is_tuple(&args[i]);
    }
    if (equal && tuples) {
        call->result = type_bag(request->arena, args[0].type->fields, NULL);
    } else if (equal) {
        Schema *fields = schema_new(request->arena, 1);
        fields->fields[0].type = args[0].type;
        call->result = type_bag(request->arena, fields, NULL);
    } else {
        const Type *mixed = mixed_bag(request->arena);
        call->result = tuples ? type_shown_as(request->arena, PIG_BAG, mixed) : mixed;
    }
    return STATUS_OK;
}

#define INTERLEAVE(unit)                                                                           \
    do {                                                                                           \
        unit *to = values.data;                                                                    \
        for (size_t a = 0; a < n_args; a++) {                                                      \
            const unit *from = args[a].data;                                                       \
            for (size_t i = 0; i < n_rows; i++)                                                    \
                to[i * n_args + a] = from[i * step(&args[a])];                                     \
        }                                                                                          \
    } while (0)

// Arguments of one simple type without nulls: their values in turn are the bags' one column.
static bool interleave(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                       pig_vec *out) {
    const Type *bag = ctx->call->result;
    for (size_t a = 0; a < n_args; a++)
        if (args[a].valid || !bag->fields || args[a].type != bag->fields->fields[0].type->tag ||
            type_is_complex((pig_type)args[a].type) || args[a].type == PIG_ANY)
            return false;
    if (n_args == 0)
        return false;
    Vector values = vector_new(ctx_arena(ctx), bag->fields->fields[0].type, n_rows * n_args);
    switch (vector_width((pig_type)values.type)) {
    case 1:
        INTERLEAVE(uint8_t);
        break;
    case 4:
        INTERLEAVE(uint32_t);
        break;
    case 8:
        INTERLEAVE(uint64_t);
        break;
    default:
        INTERLEAVE(pig_str);
        break;
    }
    for (size_t i = 0; i < n_rows; i++)
        pig_spans_out(out)[i] = (pig_span){i * n_args, n_args};
    bag_of_single_fields(ctx_arena(ctx), out, values, n_rows * n_args);
    return true;
}

BATCH_FN(udf_tobag) {
    if (interleave(ctx, n_rows, args, n_args, out))
        return 0;
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    Column *tuples = &bags.children[0];
    for (size_t i = 0; i < n_rows; i++) {
        size_t start = tuples->n_rows;
        for (size_t a = 0; a < n_args; a++) {
            Value value = value_at(&args[a], i);
            if (ctx->call->arg_types[a]->tag == PIG_TUPLE || value.tag == PIG_TUPLE)
                append_value(tuples, &value);
            else
                append_single(tuples, &value);
        }
        end_span(&bags, start);
    }
    *out = column_finish(&bags);
    return 0;
}

// ---- TOMAP ----

static const Type *pair_value_type(const Type *bag) {
    return bag->fields && bag->fields->n_fields == 2 ? bag->fields->fields[1].type : NULL;
}

RESULT_RULE(to_map) {
    const Argument *args = request->args;
    const Type *value = request->n_args > 1 ? args[1].type : NULL;
    for (size_t i = 3; value && i < request->n_args; i += 2)
        if (!type_equal(value, args[i].type))
            value = NULL;
    bool pairs = request->n_args == 1 && args[0].type->tag == PIG_BAG;
    if (pairs && args[0].type->fields && args[0].type->fields->n_fields < 2)
        return diagnose(request->sink, 1200, NULL, "TOMAP takes a bag of keys with values");
    if (pairs)
        value = pair_value_type(args[0].type);
    if (value && type_is_untyped(value->tag))
        value = NULL;
    call->result = type_map(request->arena, value);
    return STATUS_OK;
}

static int put(pig_ctx *ctx, Column *maps, const Value *key, const Value *value) {
    if (key->tag != PIG_CHARARRAY && key->tag != PIG_UNKNOWN)
        return pig_fail(ctx, "a map's key must be a chararray, not %s", type_name(key->tag));
    append_value(&maps->children[0], key);
    append_value(&maps->children[1], value);
    return 0;
}

typedef struct Pair {
    Value key, value;
} Pair;

// Appends the entries as one map, of equal keys the last.
static int append_map(pig_ctx *ctx, Column *maps, const Pair *pairs, size_t n) {
    size_t start = maps->children[0].n_rows;
    bool *last = arena_array(ctx_arena(ctx), n, sizeof *last);
    ValueSet seen = value_set(ctx_arena(ctx), n);
    for (size_t i = n; i-- > 0;)
        last[i] = value_set_add(&seen, &pairs[i].key);
    for (size_t i = 0; i < n; i++)
        if (last[i] && put(ctx, maps, &pairs[i].key, &pairs[i].value) != 0)
            return -1;
    end_span(maps, start);
    return 0;
}

static int map_of_bag(pig_ctx *ctx, Column *maps, const Value *bag) {
    if (bag->tag != PIG_BAG) { // one value is no pair: that is a null, of whatever type it is
        append_null(maps);
        return 0;
    }
    ValueItems tuples = value_items(bag);
    Pair *pairs = arena_array(ctx_arena(ctx), tuples.n_items, sizeof *pairs);
    for (size_t i = 0; i < tuples.n_items; i++) {
        Value tuple = value_next(&tuples);
        pairs[i] = (Pair){value_field(&tuple, 0), value_field(&tuple, 1)};
    }
    return append_map(ctx, maps, pairs, tuples.n_items);
}

BATCH_FN(udf_tomap) {
    Column maps;
    column_init_in(&maps, ctx_arena(ctx), ctx->call->result, n_rows);
    Pair *pairs = arena_array(ctx_arena(ctx), n_args / 2 + 1, sizeof *pairs);
    for (size_t i = 0; i < n_rows; i++) {
        ctx->row = i;
        if (n_args == 1) {
            Value bag = value_at(&args[0], i);
            if (map_of_bag(ctx, &maps, &bag) != 0)
                return -1;
            continue;
        }
        if (n_args % 2)
            return pig_fail(ctx, "TOMAP takes pairs of key and value, not %zu values", n_args);
        for (size_t p = 0; p < n_args / 2; p++)
            pairs[p] = (Pair){value_at(&args[2 * p], i), value_at(&args[2 * p + 1], i)};
        if (n_args == 0)
            append_null(&maps);
        else if (append_map(ctx, &maps, pairs, n_args / 2) != 0)
            return -1;
    }
    *out = column_finish(&maps);
    return 0;
}
