// SPDX-License-Identifier: Apache-2.0
//
// KEYSET, VALUELIST, VALUESET and INVERSEMAP.

#include "udf/builtin/functions.h"
#include "udf/vector/map_order.h"

// Refuses what is no map while typing.
static Status want_map(const ResultRequest *request, FunctionCall *call) {
    if (request->n_args == 0)
        return diagnose(request->sink, 1026, NULL, "%s takes a map", call->function->name);
    const Type *type = request->args[0].type;
    if (type->tag != PIG_MAP)
        return diagnose(request->sink, 1200, NULL, "%s takes a map, not %s", call->function->name,
                        type_name(type->tag));
    return STATUS_OK;
}

RESULT_RULE(key_set) {
    return want_map(request, call);
}

RESULT_RULE(values) {
    TRY(want_map(request, call));
    const Type *value = call->arg_types[0]->value;
    Schema *fields = schema_new(request->arena, 1);
    fields->fields[0].type = value ? value : type_of(PIG_ANY);
    call->result = type_bag(request->arena, fields, NULL);
    return STATUS_OK;
}

RESULT_RULE(inverse_map) {
    return want_map(request, call);
}

typedef enum MapPart { MAP_KEYS, MAP_VALUES, MAP_DISTINCT_VALUES } MapPart;

static void append_part(Arena *arena, Column *bags, const Value *map, MapPart part) {
    ValueItems items = value_items(map);
    ValueSet seen = value_set(arena, items.n_items / 2);
    size_t start = bags->children[0].n_rows;
    for (size_t i = 0; i < items.n_items / 2; i++) {
        Value key = value_next(&items), value = value_next(&items);
        if (part == MAP_DISTINCT_VALUES && !value_set_add(&seen, &value))
            continue;
        append_single(&bags->children[0], part == MAP_KEYS ? &key : &value);
    }
    end_span(bags, start);
}

// Keys or values of a map column as bags over the same rows of its children: nothing is copied.
static bool share_part(pig_ctx *ctx, const pig_vec *maps, size_t n_rows, pig_vec *out,
                       MapPart part) {
    const Type *bag = ctx->call->result;
    if (maps->type != PIG_MAP || maps->form != PIG_FLAT || part == MAP_DISTINCT_VALUES ||
        !bag->fields || maps->children[part].type != bag->fields->fields[0].type->tag)
        return false;
    memcpy(out->data, maps->data, n_rows * sizeof(pig_span));
    bag_of_single_fields(ctx_arena(ctx), out, maps->children[part], n_rows);
    return true;
}

// The maps of an argument with their entries in Java's order, which is that of the bags.
static Vector ordered_maps(pig_ctx *ctx, const pig_vec *maps, size_t n_rows) {
    return maps->type == PIG_MAP ? vector_order_maps(ctx_arena(ctx), maps, n_rows) : *maps;
}

static int bags_of(pig_ctx *ctx, size_t n_rows, const pig_vec *args, pig_vec *out, MapPart part) {
    const Vector maps = ordered_maps(ctx, args, n_rows);
    if (share_part(ctx, &maps, n_rows, out, part))
        return 0;
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        Value map = value_at(&maps, i);
        if (row_is_valid(out, i))
            append_part(ctx_arena(ctx), &bags, &map, part);
        else
            append_null(&bags);
    }
    *out = column_finish(&bags);
    return 0;
}

BATCH_FN(udf_keyset) {
    UNUSED(n_args);
    return bags_of(ctx, n_rows, args, out, MAP_KEYS);
}

BATCH_FN(udf_valuelist) {
    UNUSED(n_args);
    return bags_of(ctx, n_rows, args, out, MAP_VALUES);
}

BATCH_FN(udf_valueset) {
    UNUSED(n_args);
    return bags_of(ctx, n_rows, args, out, MAP_DISTINCT_VALUES);
}

// ---- INVERSEMAP ----

// The text of each value, in the order of the map's entries; false: a value is null.
static bool texts_of_values(pig_ctx *ctx, const Value *map, Value *texts) {
    ValueItems items = value_items(map);
    Text text = text_new(0);
    bool good = true;
    for (size_t i = 0; i < items.n_items / 2 && good; i++) {
        value_next(&items);
        Value value = value_next(&items);
        good = value.tag != PIG_UNKNOWN;
        text_clear(&text);
        values_print(&text, &value);
        texts[i] = (Value){.tag = PIG_CHARARRAY};
        texts[i].slot.str = pig_str_copy(ctx, text.data, text.n_bytes);
    }
    text_free(&text);
    return good;
}

// The keys that have the value `text`, as a bag of one row.
static Vector keys_with(Arena *arena, const Type *type, const Value *map, const Value *texts,
                        const Value *text) {
    Column bag;
    column_init_in(&bag, arena, type, 1);
    ValueItems items = value_items(map);
    for (size_t i = 0; i < items.n_items / 2; i++) {
        Value key = value_next(&items);
        value_next(&items);
        if (values_compare(&texts[i], text) == 0)
            append_single(&bag.children[0], &key);
    }
    end_span(&bag, 0);
    return column_finish(&bag);
}

static int append_inverse(pig_ctx *ctx, Column *maps, const Type *bag_type, const Value *map) {
    Arena *arena = ctx_arena(ctx);
    size_t n = value_count(map), start = maps->children[0].n_rows;
    Value *texts = arena_array(arena, n, sizeof *texts);
    if (!texts_of_values(ctx, map, texts))
        return pig_fail(ctx, "INVERSEMAP cannot make a key of a null value");
    ValueSet seen = value_set(arena, n);
    for (size_t i = 0; i < n; i++) {
        if (!value_set_add(&seen, &texts[i]))
            continue;
        Vector keys = keys_with(arena, bag_type, map, texts, &texts[i]);
        Value bag = value_at(&keys, 0);
        append_value(&maps->children[0], &texts[i]);
        append_value(&maps->children[1], &bag);
    }
    end_span(maps, start);
    return 0;
}

BATCH_FN(udf_inversemap) {
    UNUSED(n_args);
    Arena *arena = ctx_arena(ctx);
    Schema *fields = schema_new(arena, 1);
    fields->fields[0].type = type_of(PIG_CHARARRAY);
    const Type *bag_type = type_bag(arena, fields, NULL);
    const Vector ordered = ordered_maps(ctx, args, n_rows);
    Column maps;
    column_init_in(&maps, arena, ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        ctx->row = i;
        Value map = value_at(&ordered, i);
        if (!row_is_valid(out, i))
            append_null(&maps);
        else if (append_inverse(ctx, &maps, bag_type, &map) != 0)
            return -1;
    }
    *out = column_finish(&maps);
    return 0;
}
