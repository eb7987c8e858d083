// SPDX-License-Identifier: Apache-2.0
//
// Reading checks every length against what is there before anything is allocated for it.

#include "runtime/io/bin_value.h"

#include <string.h>

#include "udf/value/bignum.h"
#include "udf/vector/pack.h"

enum {
    BIN_NULL = 1,
    BIN_BYTE = 6,
    BIN_LONG_CHARARRAY = 60,
    SHORT_CHARARRAY_MAX = 65534,
};

// ---- reading ----

typedef struct BinReader {
    Arena *arena;
    const char *at, *end;
    Text *out;
    int depth;
} BinReader;

// Takes an n-byte big-endian number.
static bool take_number(BinReader *reader, size_t n_bytes, uint64_t *number) {
    if ((size_t)(reader->end - reader->at) < n_bytes)
        return false;
    *number = 0;
    for (size_t i = 0; i < n_bytes; i++)
        *number = *number << 8 | (unsigned char)*reader->at++;
    return true;
}

static BinStatus take_bytes(BinReader *reader, size_t length_bytes, const char **bytes,
                            size_t *n_bytes) {
    uint64_t n;
    if (!take_number(reader, length_bytes, &n))
        return BIN_INCOMPLETE;
    if (n > INT32_MAX)
        return BIN_DAMAGED;
    if ((uint64_t)(reader->end - reader->at) < n)
        return BIN_INCOMPLETE;
    *bytes = reader->at;
    *n_bytes = (size_t)n;
    reader->at += n;
    return BIN_OK;
}

static BinStatus read_string(BinReader *reader, size_t length_bytes, pig_type tag) {
    const char *bytes = NULL;
    size_t n_bytes = 0;
    const BinStatus status = take_bytes(reader, length_bytes, &bytes, &n_bytes);
    if (status == BIN_OK)
        pack_string(reader->out, tag, bytes, n_bytes);
    return status;
}

// Two's complement, most significant byte first, to a sign and a magnitude from the other end.
static BinStatus read_biginteger(BinReader *reader) {
    const char *bytes = NULL;
    size_t n = 0;
    const BinStatus status = take_bytes(reader, 4, &bytes, &n);
    if (status != BIN_OK)
        return status;
    char *big = arena_zalloc(reader->arena, BIG_HEADER_BYTES + n + 1);
    const bool negative = n && bytes[0] & 0x80;
    unsigned carry = 1;
    for (size_t i = 0; i < n; i++) {
        const unsigned byte = (unsigned char)bytes[n - 1 - i];
        const unsigned sum = negative ? (~byte & 0xFF) + carry : byte;
        big[BIG_HEADER_BYTES + i] = (char)sum;
        carry = sum >> 8;
    }
    big[4] = negative;
    if (negative && carry)
        big[BIG_HEADER_BYTES + n++] = 1;
    while (n && big[BIG_HEADER_BYTES + n - 1] == 0)
        n--;
    pack_string(reader->out, PIG_BIGINTEGER, big, BIG_HEADER_BYTES + n);
    return BIN_OK;
}

static BinStatus read_bigdecimal(BinReader *reader) {
    const char *bytes = NULL;
    size_t n = 0;
    pig_str value;
    const BinStatus status = take_bytes(reader, 4, &bytes, &n);
    if (status != BIN_OK)
        return status;
    if (!big_from_text(reader->arena, bytes, n, true, &value))
        return BIN_DAMAGED;
    pack_string(reader->out, PIG_BIGDECIMAL, pig_str_data(&value), value.n_bytes);
    return BIN_OK;
}

static BinStatus read_fixed(BinReader *reader, pig_type tag, size_t n_bytes) {
    uint64_t number;
    pig_slot slot = {.l = 0};
    if (!take_number(reader, n_bytes, &number))
        return BIN_INCOMPLETE;
    if (tag == PIG_BOOLEAN)
        slot.boolean = number != 0;
    else if (n_bytes == 4)
        slot.i = (int32_t)number; // a float has the same bits
    else
        slot.l = (int64_t)number;
    pack_slot(reader->out, tag, &slot);
    return BIN_OK;
}

static BinStatus read_datetime(BinReader *reader) {
    uint64_t milliseconds, offset;
    if (!take_number(reader, 8, &milliseconds) || !take_number(reader, 2, &offset))
        return BIN_INCOMPLETE;
    pack_slot(reader->out, PIG_DATETIME,
              &(pig_slot){.datetime = {.milliseconds = (int64_t)milliseconds,
                                       .offset_minutes = (int16_t)offset}});
    return BIN_OK;
}

static BinStatus read_datum(BinReader *reader);

static BinStatus read_nested(BinReader *reader, pig_type tag) {
    uint64_t n;
    if (!take_number(reader, tag == PIG_BAG ? 8 : 4, &n))
        return BIN_INCOMPLETE;
    if (n > INT32_MAX || reader->depth == BIN_MAX_DEPTH)
        return BIN_DAMAGED;
    const size_t opened = pack_open(reader->out, tag);
    const uint64_t n_items = tag == PIG_MAP ? 2 * n : n;
    reader->depth++;
    for (uint64_t i = 0; i < n_items; i++) {
        const BinStatus status = read_datum(reader);
        if (status != BIN_OK)
            return status;
    }
    reader->depth--;
    pack_close(reader->out, opened, (size_t)n);
    return BIN_OK;
}

static BinStatus read_datum(BinReader *reader) {
    if (reader->at == reader->end)
        return BIN_INCOMPLETE;
    const unsigned char tag = (unsigned char)*reader->at++;
    switch (tag) {
    case BIN_NULL:
        pack_null(reader->out);
        return BIN_OK;
    case PIG_BOOLEAN:
        return read_fixed(reader, PIG_BOOLEAN, 1);
    case BIN_BYTE: {
        uint64_t byte;
        if (!take_number(reader, 1, &byte))
            return BIN_INCOMPLETE;
        pack_slot(reader->out, PIG_INT, &(pig_slot){.i = (int8_t)byte});
        return BIN_OK;
    }
    case PIG_INT:
    case PIG_FLOAT:
        return read_fixed(reader, (pig_type)tag, 4);
    case PIG_LONG:
    case PIG_DOUBLE:
        return read_fixed(reader, (pig_type)tag, 8);
    case PIG_DATETIME:
        return read_datetime(reader);
    case PIG_BYTEARRAY:
        return read_string(reader, 4, PIG_BYTEARRAY);
    case PIG_CHARARRAY:
        return read_string(reader, 2, PIG_CHARARRAY);
    case BIN_LONG_CHARARRAY:
        return read_string(reader, 4, PIG_CHARARRAY);
    case PIG_BIGINTEGER:
        return read_biginteger(reader);
    case PIG_BIGDECIMAL:
        return read_bigdecimal(reader);
    case PIG_MAP:
    case PIG_TUPLE:
    case PIG_BAG:
        return read_nested(reader, (pig_type)tag);
    default:
        return BIN_DAMAGED;
    }
}

BinStatus bin_pack(Arena *arena, const char **at, const char *end, Text *out) {
    BinReader reader = {.arena = arena, .at = *at, .end = end, .out = out};
    const BinStatus status = read_datum(&reader);
    if (status == BIN_OK)
        *at = reader.at;
    return status;
}

// ---- writing ----

static void put_number(Text *out, uint64_t number, size_t n_bytes) {
    char bytes[8];
    for (size_t i = 0; i < n_bytes; i++)
        bytes[i] = (char)(number >> 8 * (n_bytes - 1 - i));
    text_append(out, bytes, n_bytes);
}

static void put_chararray(Text *out, const pig_str *value) {
    const bool is_short = value->n_bytes <= SHORT_CHARARRAY_MAX;
    text_append_char(out, is_short ? (char)PIG_CHARARRAY : (char)BIN_LONG_CHARARRAY);
    put_number(out, value->n_bytes, is_short ? 2 : 4);
    text_append(out, pig_str_data(value), value->n_bytes);
}

static void put_bigdecimal(Text *out, const pig_str *value) {
    Text printed = text_new(0);
    big_print(&printed, value, true);
    put_number(out, printed.n_bytes, 4);
    text_append(out, printed.data, printed.n_bytes);
    text_free(&printed);
}

static void put_nested(Text *out, const Value *value) {
    ValueItems items = value_items(value);
    put_number(out, value_count(value), value->tag == PIG_BAG ? 8 : 4);
    for (size_t i = 0; i < items.n_items; i++) {
        const Value item = value_next(&items);
        bin_put(out, &item);
    }
}

static void put_datetime(Text *out, const pig_datetime *value) {
    put_number(out, (uint64_t)value->milliseconds, 8);
    put_number(out, (uint64_t)value->offset_minutes, 2);
}

void bin_put(Text *out, const Value *value) {
    if (value->tag == PIG_CHARARRAY) {
        put_chararray(out, &value->slot.str);
        return;
    }
    text_append_char(out, value->tag == PIG_UNKNOWN ? (char)BIN_NULL : (char)value->tag);
    switch (value->tag) {
    case PIG_BOOLEAN:
        text_append_char(out, (char)value->slot.boolean);
        break;
    case PIG_INT:
    case PIG_FLOAT:
        put_number(out, (uint32_t)value->slot.i, 4);
        break;
    case PIG_LONG:
    case PIG_DOUBLE:
        put_number(out, (uint64_t)value->slot.l, 8);
        break;
    case PIG_DATETIME:
        put_datetime(out, &value->slot.datetime);
        break;
    case PIG_BYTEARRAY:
        put_number(out, value->slot.str.n_bytes, 4);
        text_append(out, pig_str_data(&value->slot.str), value->slot.str.n_bytes);
        break;
    case PIG_BIGINTEGER:
        big_put_bytes(out, &value->slot.str);
        break;
    case PIG_BIGDECIMAL:
        put_bigdecimal(out, &value->slot.str);
        break;
    case PIG_MAP:
    case PIG_TUPLE:
    case PIG_BAG:
        put_nested(out, value);
        break;
    default:
        break;
    }
}

// ---- types ----

static const Schema *item_types(Arena *arena, const Value *tuple) {
    ValueItems items = value_items(tuple);
    Schema *schema = schema_new(arena, (int)items.n_items);
    for (size_t i = 0; i < items.n_items; i++) {
        const Value item = value_next(&items);
        if (item.tag == PIG_UNKNOWN)
            continue;
        schema->fields[i].type =
            type_is_complex(item.tag) ? bin_type(arena, item.packed) : type_of(item.tag);
    }
    return schema;
}

const Type *bin_type(Arena *arena, const char *packed) {
    const Value value = value_unpack(packed);
    if (value.tag == PIG_UNKNOWN)
        return type_of(PIG_BYTEARRAY);
    if (value.tag == PIG_TUPLE)
        return type_tuple(arena, item_types(arena, &value));
    if (value.tag != PIG_BAG || value_count(&value) == 0)
        return type_of(value.tag);
    ValueItems tuples = value_items(&value);
    const Value first = value_next(&tuples);
    return first.tag == PIG_TUPLE ? type_bag(arena, item_types(arena, &first), NULL)
                                  : type_of(PIG_BAG);
}
