// SPDX-License-Identifier: Apache-2.0
//
// Functions of whole bags: DIFF, SUBTRACT, Distinct, BagToString, BagToTuple.

#include "udf/builtin/functions.h"

// ---- sets of tuples ----

static ValueSet set_of(Arena *arena, const Value *bag) {
    size_t n = bag->tag == PIG_BAG ? value_count(bag) : 0;
    ValueSet set = value_set(arena, n);
    if (bag->tag != PIG_BAG)
        return set;
    ValueItems tuples = value_items(bag);
    for (size_t i = 0; i < n; i++) {
        Value tuple = value_next(&tuples);
        value_set_add(&set, &tuple);
    }
    return set;
}

static void append_missing(Column *tuples, const ValueSet *from, const ValueSet *other) {
    for (size_t i = 0; i < from->n; i++)
        if (!other || !value_set_has(other, &from->items[i]))
            append_value(tuples, &from->items[i]);
}

static void append_difference(pig_ctx *ctx, Column *bags, const Value *a, const Value *b) {
    size_t start = bags->children[0].n_rows;
    if (a->tag == PIG_BAG && b->tag == PIG_BAG) {
        ValueSet left = set_of(ctx_arena(ctx), a), right = set_of(ctx_arena(ctx), b);
        append_missing(&bags->children[0], &left, &right);
        append_missing(&bags->children[0], &right, &left);
    } else if (values_compare(a, b) != 0) {
        append_single(&bags->children[0], a);
        append_single(&bags->children[0], b);
    }
    end_span(bags, start);
}

BATCH_FN(udf_diff) {
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        ctx->row = i;
        if (n_args != 2)
            return pig_fail_code(ctx, 2107, "DIFF takes two arguments, not %zu", n_args);
        if (!row_is_valid(out, i)) {
            append_null(&bags);
            continue;
        }
        Value a = value_at(&args[0], i), b = value_at(&args[1], i);
        append_difference(ctx, &bags, &a, &b);
    }
    *out = column_finish(&bags);
    return 0;
}

// A null bag is an empty one.
BATCH_FN(udf_subtract) {
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        ctx->row = i;
        if (n_args != 2)
            return pig_fail(ctx, "SUBTRACT takes two arguments, not %zu", n_args);
        Value a = value_at(&args[0], i), b = value_at(&args[1], i);
        pig_type wrong = a.tag != PIG_BAG && a.tag != PIG_UNKNOWN ? a.tag : b.tag;
        if (wrong != PIG_BAG && wrong != PIG_UNKNOWN)
            return pig_fail(ctx, "SUBTRACT takes bags, not %s", type_name(wrong));
        ValueSet left = set_of(ctx_arena(ctx), &a), right = set_of(ctx_arena(ctx), &b);
        size_t start = bags.children[0].n_rows;
        append_missing(&bags.children[0], &left, &right);
        end_span(&bags, start);
    }
    *out = column_finish(&bags);
    return 0;
}

BATCH_FN(udf_distinct) {
    if (n_args == 0)
        return pig_fail(ctx, "a bag is wanted");
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        Value bag = value_at(&args[0], i);
        ctx->row = i;
        if (bag.tag != PIG_BAG && bag.tag != PIG_UNKNOWN)
            return pig_fail(ctx, "a bag is wanted, not %s", type_name(bag.tag));
        ValueSet set = set_of(ctx_arena(ctx), &bag); // a null has no tuples
        size_t start = bags.children[0].n_rows;
        append_missing(&bags.children[0], &set, NULL);
        end_span(&bags, start);
    }
    *out = column_finish(&bags);
    return 0;
}

// ---- bags as text and as tuples ----

// Refuses what is no bag while typing.
static Status want_bag(const ResultRequest *request, const FunctionCall *call, size_t most_args) {
    if (request->n_args == 0 || request->n_args > most_args ||
        request->args[0].type->tag != PIG_BAG)
        return diagnose(request->sink, 1200, NULL, "%s takes a bag%s", call->function->name,
                        most_args > 1 ? " and a delimiter" : "");
    return STATUS_OK;
}

RESULT_RULE(bag_to_string) {
    if (request->n_args > 1 && request->args[1].type->tag != PIG_CHARARRAY)
        return diagnose(request->sink, 1200, NULL, "the delimiter of BagToString is no chararray");
    return want_bag(request, call, 2);
}

RESULT_RULE(bag_to_tuple) {
    call->naming = RESULT_BY_CLASS;
    return want_bag(request, call, 1);
}

static void append_joined(Text *to, const Value *bag, const pig_str *delimiter) {
    ValueItems tuples = value_items(bag);
    bool first = true;
    for (size_t i = 0; i < tuples.n_items; i++) {
        Value tuple = value_next(&tuples);
        ValueItems fields = value_items(&tuple);
        for (size_t f = 0; f < fields.n_items; f++) {
            Value field = value_next(&fields);
            if (!first)
                text_append(to, pig_str_data(delimiter), delimiter->n_bytes);
            values_print_java(to, &field);
            first = false;
        }
    }
}

BATCH_FN(udf_bag_to_string) {
    pig_str underscore = pig_str_make("_", 1);
    Text joined = text_new(0);
    for (size_t i = 0; i < n_rows; i++) {
        pig_str delimiter = underscore;
        Value bag = value_at(&args[0], i);
        if (!row_is_valid(out, i) || (n_args > 1 && !text_at(&args[1], i, true, &delimiter))) {
            pig_set_null(ctx, out, i);
            continue;
        }
        text_clear(&joined);
        append_joined(&joined, &bag, &delimiter);
        pig_strs_out(out)[i] = pig_str_copy(ctx, joined.data, joined.n_bytes);
    }
    text_free(&joined);
    return 0;
}

BATCH_FN(udf_bag_to_tuple) {
    UNUSED(n_args);
    Column rows;
    column_init_in(&rows, ctx_arena(ctx), ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        Value bag = value_at(&args[0], i);
        if (!row_is_valid(out, i)) {
            append_null(&rows);
            continue;
        }
        size_t start = rows.children[0].n_rows;
        ValueItems tuples = value_items(&bag);
        for (size_t t = 0; t < tuples.n_items; t++) {
            Value tuple = value_next(&tuples);
            ValueItems fields = value_items(&tuple);
            for (size_t f = 0; f < fields.n_items; f++) {
                Value field = value_next(&fields);
                append_value(&rows.children[0], &field);
            }
        }
        end_span(&rows, start);
    }
    *out = column_finish(&rows);
    return 0;
}
