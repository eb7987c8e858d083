// SPDX-License-Identifier: Apache-2.0
//
// Values as text.

#include "udf/vector/print.h"

#include "udf/value/bignum.h"
#include "udf/value/datetime.h"
#include "udf/value/number_text.h"
#include "udf/vector/map_order.h"
#include "udf/vector/value.h"

#include <stdlib.h>

// ---- text ----

static void print_number(Text *out, pig_type tag, const pig_slot *slot) {
    char *to = text_reserve(out, NUMBER_TEXT_BYTES);
    if (!to)
        return;
    switch (tag) {
    case PIG_INT:
        text_advance(out, format_int(slot->i, to));
        break;
    case PIG_LONG:
        text_advance(out, format_long(slot->l, to));
        break;
    case PIG_FLOAT:
        text_advance(out, format_float(slot->f, to));
        break;
    default:
        text_advance(out, format_double(slot->d, to));
    }
}

static void print_simple(Text *out, pig_type tag, const pig_slot *slot) {
    switch (tag) {
    case PIG_UNKNOWN:
        break;
    case PIG_BOOLEAN:
        text_append_string(out, slot->boolean ? "true" : "false");
        break;
    case PIG_BYTEARRAY:
    case PIG_CHARARRAY:
        text_append(out, pig_str_data(&slot->str), slot->str.n_bytes);
        break;
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        big_print(out, &slot->str, tag == PIG_BIGDECIMAL);
        break;
    case PIG_DATETIME: {
        char text[DATETIME_TEXT_BYTES];
        text_append(out, text, format_datetime(&slot->datetime, text));
        break;
    }
    default:
        print_number(out, tag, slot);
    }
}

static void print_value(Text *out, const Value *value, MapOrder kind);

static void print_items(Text *out, const Value *value, char open, char close, MapOrder kind) {
    ValueItems items = value_items(value);
    text_append_char(out, open);
    for (size_t i = 0; i < items.n_items; i++) {
        if (i > 0)
            text_append_char(out, ',');
        Value item = value_next(&items);
        if (value->tag == PIG_BAG && item.tag == PIG_UNKNOWN)
            text_append(out, "()", 2);
        else
            print_value(out, &item, kind);
    }
    text_append_char(out, close);
}

static void print_map(Text *out, const Value *map, bool java_style, MapOrder kind);

static void print_java(Text *out, const Value *value, MapOrder kind) {
    if (value->tag == PIG_MAP)
        print_map(out, value, true, kind);
    else if (value->tag == PIG_UNKNOWN)
        text_append(out, "null", 4);
    else
        print_value(out, value, kind);
}

// Apache Pig leaves a map that is a value of a map to Java's own toString.
static void print_map_value(Text *out, const Value *value, bool java_style, MapOrder kind) {
    if (value->tag == PIG_MAP || java_style)
        print_java(out, value, kind);
    else
        print_value(out, value, kind);
}

static void print_map_key(Text *out, const Value *key, bool java_style, MapOrder kind) {
    print_map_value(out, key, java_style || kind == MAP_ORDER_DUMPED, kind);
}

static void print_map(Text *out, const Value *map, bool java_style, MapOrder kind) {
    size_t n = value_count(map);
    uint32_t few[32], *order = n <= 32 ? few : malloc(n * sizeof *order);
    Value *entries = malloc((n ? n : 1) * 2 * sizeof *entries);
    if (!order || !entries) {
        out->full = true;
        n = 0;
    } else {
        map_order(map, kind, order, n);
        ValueItems items = value_items(map);
        for (size_t i = 0; i < 2 * n; i++)
            entries[i] = value_next(&items);
    }
    text_append_char(out, java_style ? '{' : '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            text_append_string(out, java_style ? ", " : ",");
        print_map_key(out, &entries[2 * order[i]], java_style, kind);
        text_append_char(out, java_style ? '=' : '#');
        print_map_value(out, &entries[2 * order[i] + 1], java_style, kind);
    }
    text_append_char(out, java_style ? '}' : ']');
    free(entries);
    if (order != few)
        free(order);
}

static void print_value(Text *out, const Value *value, MapOrder kind) {
    switch (value->tag) {
    case PIG_TUPLE:
        print_items(out, value, '(', ')', kind);
        break;
    case PIG_BAG:
        print_items(out, value, '{', '}', kind);
        break;
    case PIG_MAP:
        print_map(out, value, false, kind);
        break;
    default:
        print_simple(out, value->tag, &value->slot);
    }
}

void values_print(Text *out, const Value *value) {
    print_value(out, value, MAP_ORDER_FRESH);
}

void values_print_java(Text *out, const Value *value) {
    print_java(out, value, MAP_ORDER_FRESH);
}

void value_print(Text *out, const Vector *v, size_t row) {
    value_print_in_order(out, v, row, MAP_ORDER_FRESH);
}

void value_print_in_order(Text *out, const Vector *v, size_t row, MapOrder kind) {
    size_t at = pig_at(v, row);
    if (pig_is_null(v, row))
        return;
    switch (v->type) {
    case PIG_CHARARRAY:
    case PIG_BYTEARRAY:
        text_append(out, pig_str_data(&pig_strs(v)[at]), pig_strs(v)[at].n_bytes);
        return;
    case PIG_INT:
        print_number(out, PIG_INT, &(pig_slot){.i = pig_ints(v)[at]});
        return;
    case PIG_LONG:
        print_number(out, PIG_LONG, &(pig_slot){.l = pig_longs(v)[at]});
        return;
    case PIG_DOUBLE:
        print_number(out, PIG_DOUBLE, &(pig_slot){.d = pig_doubles(v)[at]});
        return;
    default: {
        Value value = value_at(v, row);
        print_value(out, &value, kind);
    }
    }
}
