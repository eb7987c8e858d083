// SPDX-License-Identifier: Apache-2.0
//
// Each class has a rule of its own; the numbers are those of the JDK, Joda-Time and Apache Pig's
// tuples and bags.

#include "udf/vector/java_hash.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "udf/value/bignum.h"

uint32_t java_text_hash(const pig_str *text) {
    const unsigned char *p = (const unsigned char *)pig_str_data(text), *end = p + text->n_bytes;
    uint32_t hash = 0;
    while (p < end) {
        if (*p < 0x80) {
            hash = hash * 31 + *p++;
            continue;
        }
        uint32_t c = *p;
        size_t n = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        if ((size_t)(end - p) < n)
            n = 1;
        if (n == 2)
            c = (c & 0x1F) << 6 | (p[1] & 0x3F);
        else if (n == 3)
            c = (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3F);
        else if (n == 4)
            c = (c & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3F);
        if (c > 0xFFFF) {
            hash = hash * 31 + (0xD800 + ((c - 0x10000) >> 10));
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        hash = hash * 31 + c;
        p += n;
    }
    return hash;
}

uint32_t java_bytes_hash(const pig_str *bytes) {
    const signed char *p = (const signed char *)pig_str_data(bytes);
    uint32_t hash = 1;
    for (size_t i = 0; i < bytes->n_bytes; i++)
        hash = hash * 31 + (uint32_t)p[i];
    return hash;
}

uint32_t java_float_bits(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return isnan(value) ? 0x7FC00000 : bits;
}

uint64_t java_double_bits(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return isnan(value) ? 0x7FF8000000000000 : bits;
}

static uint32_t fold(uint64_t bits) {
    return (uint32_t)(bits ^ bits >> 32);
}

// The zone of an instant, by the name that Joda-Time gives it.
static uint32_t zone_hash(int32_t offset_minutes) {
    char name[16];
    const int minutes = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    const int n = snprintf(name, sizeof name, "%c%02d:%02d", offset_minutes < 0 ? '-' : '+',
                           minutes / 60 % 100, minutes % 60);
    const pig_str utc = pig_str_make("UTC", 3), text = pig_str_make(name, (size_t)n);
    const uint32_t milliseconds = (uint32_t)offset_minutes * 60000;
    if (offset_minutes == 0)
        return java_text_hash(&utc);
    return java_text_hash(&text) + 37 * milliseconds + 31 * milliseconds;
}

static uint32_t datetime_hash(const pig_datetime *value) {
    const pig_str iso = pig_str_make("ISO", 3);
    return fold((uint64_t)value->milliseconds) + java_text_hash(&iso) * 11 +
           zone_hash(value->offset_minutes);
}

// Of the unscaled integer: its magnitude as words of 32 bits, the highest first.
static uint32_t big_integer_hash(const pig_str *value) {
    const unsigned char *p = (const unsigned char *)pig_str_data(value);
    const size_t n = value->n_bytes - BIG_HEADER_BYTES;
    uint32_t hash = 0;
    for (size_t word = (n + 3) / 4; word-- > 0;) {
        uint32_t bits = 0;
        for (size_t i = 0; i < 4 && word * 4 + i < n; i++)
            bits |= (uint32_t)p[BIG_HEADER_BYTES + word * 4 + i] << 8 * i;
        hash = hash * 31 + bits;
    }
    return p[4] ? -hash : hash;
}

static uint32_t big_decimal_hash(const pig_str *value) {
    int32_t scale;
    memcpy(&scale, pig_str_data(value), sizeof scale);
    return 31 * big_integer_hash(value) + (uint32_t)scale;
}

// Tuples skip nulls; bags multiply by another prime.
static uint32_t sequence_hash(const Value *value, uint32_t first, uint32_t factor) {
    uint32_t hash = first;
    ValueItems items = value_items(value);
    for (size_t i = 0; i < items.n_items; i++) {
        const Value item = value_next(&items);
        if (item.tag != PIG_UNKNOWN)
            hash = hash * factor + java_value_hash(&item);
    }
    return hash;
}

static uint32_t map_hash(const Value *value) {
    uint32_t hash = 0;
    ValueItems items = value_items(value);
    for (size_t i = 0; i + 1 < items.n_items; i += 2) {
        const Value key = value_next(&items), item = value_next(&items);
        hash += java_value_hash(&key) ^ java_value_hash(&item);
    }
    return hash;
}

uint32_t java_value_hash(const Value *value) {
    switch (value->tag) {
    case PIG_BOOLEAN:
        return value->slot.boolean ? 1231 : 1237;
    case PIG_INT:
        return (uint32_t)value->slot.i;
    case PIG_LONG:
        return fold((uint64_t)value->slot.l);
    case PIG_FLOAT:
        return java_float_bits(value->slot.f);
    case PIG_DOUBLE:
        return fold(java_double_bits(value->slot.d));
    case PIG_DATETIME:
        return datetime_hash(&value->slot.datetime);
    case PIG_BYTEARRAY:
        return java_bytes_hash(&value->slot.str);
    case PIG_CHARARRAY:
        return java_text_hash(&value->slot.str);
    case PIG_BIGINTEGER:
        return big_integer_hash(&value->slot.str);
    case PIG_BIGDECIMAL:
        return big_decimal_hash(&value->slot.str);
    case PIG_TUPLE:
        return sequence_hash(value, 17, 31);
    case PIG_BAG:
        return sequence_hash(value, 1, 37);
    case PIG_MAP:
        return map_hash(value);
    default:
        return 0;
    }
}
