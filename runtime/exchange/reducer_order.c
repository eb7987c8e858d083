// SPDX-License-Identifier: Apache-2.0
//
// A key is written as Apache Pig's Writable of its type, a byte in front that says whether it is
// null; fields of tuples as its files between jobs have them (BinInterSedes): a byte for type and
// size class, then the value, numbers with the highest byte first.

#include "runtime/exchange/reducer_order.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/text.h"
#include "udf/value/bignum.h"
#include "udf/vector/batch.h"
#include "udf/vector/java_hash.h"

// Size classes of a kind of field, by how the length is written.
typedef struct SizeMarks {
    char in_byte, in_short, in_word; // 0: there is no such class
} SizeMarks;

enum {
    MARK_TRUE = 0,
    MARK_FALSE = 1,
    MARK_INT = 3,
    MARK_INT_0 = 4,
    MARK_INT_IN_SHORT = 6,
    MARK_INT_IN_BYTE = 7,
    MARK_LONG = 8,
    MARK_FLOAT = 9,
    MARK_DOUBLE = 10,
    MARK_NULL = 27,
    MARK_LONG_IN_BYTE = 31,
    MARK_LONG_IN_SHORT = 32,
    MARK_LONG_IN_INT = 33,
    MARK_LONG_0 = 34,
    MARK_TUPLE_0 = 36,
    MARK_BIGINTEGER = 46,
    MARK_BIGDECIMAL = 47,
    MARK_DATETIME = 48,
    MOST_SHORT_TUPLE = 9,
    MOST_KEY_BYTES = 64 * 1024 * 1024, // larger ones are not sorted
};

static const SizeMarks BYTEARRAY_MARKS = {13, 12, 11};
static const SizeMarks CHARARRAY_MARKS = {0, 15, 14};
static const SizeMarks MAP_MARKS = {18, 17, 16};
static const SizeMarks TUPLE_MARKS = {21, 20, 19};
static const SizeMarks BAG_MARKS = {24, 23, 22};

// The low n_bytes bytes of a number, the highest first.
static void put_number(Text *out, uint64_t number, size_t n_bytes) {
    for (size_t i = n_bytes; i-- > 0;)
        text_append_char(out, (char)(number >> 8 * i));
}

static void put_marked(Text *out, int mark, uint64_t number, size_t n_bytes) {
    text_append_char(out, (char)mark);
    put_number(out, number, n_bytes);
}

static void put_size(Text *out, const SizeMarks *marks, size_t n) {
    if (marks->in_byte && n < UINT8_MAX)
        put_marked(out, marks->in_byte, n, 1);
    else if (n < UINT16_MAX)
        put_marked(out, marks->in_short, n, 2);
    else
        put_marked(out, marks->in_word, n, 4);
}

static void put_sized(Text *out, const SizeMarks *marks, const pig_str *bytes) {
    put_size(out, marks, bytes->n_bytes);
    text_append(out, pig_str_data(bytes), bytes->n_bytes);
}

static void put_int_field(Text *out, int32_t value) {
    if (value == 0 || value == 1)
        put_marked(out, MARK_INT_0 + value, 0, 0);
    else if (value == (int8_t)value)
        put_marked(out, MARK_INT_IN_BYTE, (uint64_t)value, 1);
    else if (value == (int16_t)value)
        put_marked(out, MARK_INT_IN_SHORT, (uint64_t)value, 2);
    else
        put_marked(out, MARK_INT, (uint64_t)value, 4);
}

static void put_long_field(Text *out, int64_t value) {
    if (value == 0 || value == 1)
        put_marked(out, MARK_LONG_0 + (int)value, 0, 0);
    else if (value == (int8_t)value)
        put_marked(out, MARK_LONG_IN_BYTE, (uint64_t)value, 1);
    else if (value == (int16_t)value)
        put_marked(out, MARK_LONG_IN_SHORT, (uint64_t)value, 2);
    else if (value == (int32_t)value)
        put_marked(out, MARK_LONG_IN_INT, (uint64_t)value, 4);
    else
        put_marked(out, MARK_LONG, (uint64_t)value, 8);
}

static void put_datetime(Text *out, const pig_datetime *value) {
    put_number(out, (uint64_t)value->milliseconds, 8);
    put_number(out, (uint64_t)value->offset_minutes, 2);
}

// A number's text, its length in front.
static void put_big_text(Text *out, const SizeMarks *marks, const pig_str *value, bool decimal) {
    Text text = text_new(0);
    big_print(&text, value, decimal);
    const pig_str digits = pig_str_make(text.data, text.n_bytes);
    put_sized(out, marks, &digits);
    text_free(&text);
}

static void put_field(Text *out, const Value *value);

static void put_items(Text *out, const Value *value) {
    ValueItems items = value_items(value);
    for (size_t i = 0; i < items.n_items; i++) {
        const Value item = value_next(&items);
        put_field(out, &item);
    }
}

static void put_tuple_size(Text *out, size_t n) {
    if (n <= MOST_SHORT_TUPLE)
        text_append_char(out, (char)(MARK_TUPLE_0 + n));
    else
        put_size(out, &TUPLE_MARKS, n);
}

// A value as a field of a tuple.
static void put_field(Text *out, const Value *value) {
    switch (value->tag) {
    case PIG_BOOLEAN:
        text_append_char(out, value->slot.boolean ? MARK_TRUE : MARK_FALSE);
        break;
    case PIG_INT:
        put_int_field(out, value->slot.i);
        break;
    case PIG_LONG:
        put_long_field(out, value->slot.l);
        break;
    case PIG_FLOAT:
        put_marked(out, MARK_FLOAT, java_float_bits(value->slot.f), 4);
        break;
    case PIG_DOUBLE:
        put_marked(out, MARK_DOUBLE, java_double_bits(value->slot.d), 8);
        break;
    case PIG_DATETIME:
        text_append_char(out, MARK_DATETIME);
        put_datetime(out, &value->slot.datetime);
        break;
    case PIG_BYTEARRAY:
        put_sized(out, &BYTEARRAY_MARKS, &value->slot.str);
        break;
    case PIG_CHARARRAY:
        put_sized(out, &CHARARRAY_MARKS, &value->slot.str);
        break;
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        text_append_char(out, value->tag == PIG_BIGINTEGER ? MARK_BIGINTEGER : MARK_BIGDECIMAL);
        put_big_text(out, &CHARARRAY_MARKS, &value->slot.str, value->tag == PIG_BIGDECIMAL);
        break;
    case PIG_TUPLE:
        put_tuple_size(out, value_count(value));
        put_items(out, value);
        break;
    case PIG_BAG:
        put_size(out, &BAG_MARKS, value_count(value));
        put_items(out, value);
        break;
    case PIG_MAP:
        put_size(out, &MAP_MARKS, value_count(value));
        put_items(out, value);
        break;
    default:
        text_append_char(out, MARK_NULL);
    }
}

// Hadoop's integer of varying length: one byte up to 127, else a byte that tells how many follow,
// the more the smaller.
static void put_text_size(Text *out, size_t n) {
    enum { ONE_BYTE_FOLLOWS = 0x8F };
    size_t n_bytes = 1;
    while (n_bytes < 4 && n >> 8 * n_bytes)
        n_bytes++;
    if (n > INT8_MAX)
        text_append_char(out, (char)(ONE_BYTE_FOLLOWS - (n_bytes - 1)));
    put_number(out, n, n <= INT8_MAX ? 1 : n_bytes);
}

// A value as a key by itself.
static void put_alone(Text *out, const Value *value) {
    static const SizeMarks unmarked = {0, 1, 2};
    switch (value->tag) {
    case PIG_BOOLEAN:
        text_append_char(out, (char)value->slot.boolean);
        break;
    case PIG_INT:
        put_number(out, (uint64_t)value->slot.i, 4);
        break;
    case PIG_LONG:
        put_number(out, (uint64_t)value->slot.l, 8);
        break;
    case PIG_FLOAT:
        put_number(out, java_float_bits(value->slot.f), 4);
        break;
    case PIG_DOUBLE:
        put_number(out, java_double_bits(value->slot.d), 8);
        break;
    case PIG_DATETIME:
        put_datetime(out, &value->slot.datetime);
        break;
    case PIG_CHARARRAY:
        put_text_size(out, value->slot.str.n_bytes);
        text_append(out, pig_str_data(&value->slot.str), value->slot.str.n_bytes);
        break;
    case PIG_BIGINTEGER:
        big_put_bytes(out, &value->slot.str);
        break;
    case PIG_BIGDECIMAL:
        put_big_text(out, &unmarked, &value->slot.str, true);
        break;
    default:
        put_field(out, value);
    }
}

static void put_natural_key(Text *out, const ReducerOrder *order, const Vector *keys, size_t row) {
    for (size_t k = 0; k < order->n_keys; k++) {
        const Value value = value_at(&keys[k], row);
        values_append_sort_key(out, &value);
    }
}

static void put_written_key(Text *out, const ReducerOrder *order, const Vector *keys, size_t row) {
    if (order->tuple)
        put_tuple_size(out, order->n_keys);
    for (size_t k = 0; k < order->n_keys; k++) {
        const Value value = value_at(&keys[k], row);
        if (order->tuple)
            put_field(out, &value);
        else {
            text_append_char(out, value.tag == PIG_UNKNOWN);
            if (value.tag != PIG_UNKNOWN)
                put_alone(out, &value);
        }
    }
}

// ---- hashes ----

// Of a key by itself: Writables hash some types in ways of their own.
static uint32_t hash_alone(const Value *value) {
    switch (value->tag) {
    case PIG_BOOLEAN:
        return !value->slot.boolean;
    case PIG_LONG:
        return (uint32_t)value->slot.l;
    case PIG_DOUBLE:
        return (uint32_t)java_double_bits(value->slot.d);
    case PIG_CHARARRAY:
        return java_bytes_hash(&value->slot.str);
    case PIG_BYTEARRAY:
        return 17 * 31 + java_bytes_hash(&value->slot.str); // it stands in a tuple of its own
    default:
        return java_value_hash(value);
    }
}

size_t reducer_of(const ReducerOrder *order, const Vector *keys, size_t row) {
    uint32_t hash = 17;
    for (size_t k = 0; k < order->n_keys; k++) {
        const Value value = value_at(&keys[k], row);
        if (!order->tuple)
            hash = hash_alone(&value);
        else if (value.tag != PIG_UNKNOWN)
            hash = hash * 31 + java_value_hash(&value);
    }
    return (hash & INT32_MAX) % order->n_reducers;
}

// ---- order ----

typedef struct PlacedKey {
    size_t reducer;
    const char *bytes; // while the text grows: where they begin
    size_t n_bytes;
    size_t number;
    char *entry;
} PlacedKey;

static int place_order(const void *a, const void *b) {
    const PlacedKey *x = a, *y = b;
    if (x->reducer != y->reducer)
        return x->reducer < y->reducer ? -1 : 1;
    const size_t n = x->n_bytes < y->n_bytes ? x->n_bytes : y->n_bytes;
    const int order = n ? memcmp(x->bytes, y->bytes, n) : 0;
    if (order)
        return order;
    if (x->n_bytes != y->n_bytes)
        return x->n_bytes < y->n_bytes ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

// Finds reducer and bytes of some keys.
static void place_keys(const ReducerOrder *order, Arena *arena, Text *bytes, PlacedKey *placed,
                       size_t n) {
    const KeyLayout *layout = order->layout;
    char **entries = arena_alloc(arena, n * sizeof *entries);
    for (size_t i = 0; i < n; i++)
        entries[i] = placed[i].entry;
    Vector *keys = ARENA_NEW_ARRAY(arena, Vector, layout->n_parts);
    for (size_t p = 0; p < layout->n_parts; p++)
        keys[p] = key_entries_part(layout, p, arena, entries, n);
    for (size_t i = 0; i < n; i++) {
        const size_t start = bytes ? bytes->n_bytes : 0;
        if (order->n_reducers > 1)
            placed[i].reducer = reducer_of(order, keys, i);
        if (!bytes)
            continue;
        if (order->natural)
            put_natural_key(bytes, order, keys, i);
        else
            put_written_key(bytes, order, keys, i);
        for (size_t p = order->n_keys; p < layout->n_parts; p++)
            put_number(bytes, (uint64_t)pig_longs(&keys[p])[pig_at(&keys[p], i)], 1);
        placed[i].n_bytes = bytes->n_bytes - start;
    }
}

// Sorts them and notes where each reducer's end.
static void finish(const ReducerOrder *order, PlacedKey *placed, char **entries, size_t n,
                   size_t *ends) {
    qsort(placed, n, sizeof *placed, place_order);
    for (size_t r = 0, at = 0; r < order->n_reducers; r++) {
        for (; at < n && placed[at].reducer == r; at++)
            entries[at] = placed[at].entry;
        ends[r] = at;
    }
}

Status reducer_order(const ReducerOrder *order, Arena *arena, char **entries, size_t n,
                     size_t *ends) {
    const bool sorted = reducer_order_sorts(order, n);
    if (n == 0 || (!sorted && order->n_reducers == 1)) {
        for (size_t r = 0; r < order->n_reducers; r++)
            ends[r] = n;
        return STATUS_OK;
    }
    PlacedKey *placed = calloc(n, sizeof *placed);
    if (!placed)
        return STATUS_FAILED;
    Text bytes = text_new(MOST_KEY_BYTES);
    for (size_t first = 0; first < n; first += BATCH_ROWS) {
        const size_t left = n - first, here = left < BATCH_ROWS ? left : BATCH_ROWS;
        const ArenaMark mark = arena_mark(arena);
        for (size_t i = first; i < first + here; i++) {
            placed[i].entry = entries[i];
            placed[i].number = i;
        }
        place_keys(order, arena, sorted ? &bytes : NULL, placed + first, here);
        arena_release(arena, mark);
    }
    if (text_is_full(&bytes))
        for (size_t i = 0; i < n; i++)
            placed[i].n_bytes = 0;
    for (size_t i = 0, at = 0; i < n; at += placed[i++].n_bytes)
        placed[i].bytes = bytes.data + at;
    finish(order, placed, entries, n, ends);
    text_free(&bytes);
    free(placed);
    return STATUS_OK;
}
