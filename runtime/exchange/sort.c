// SPDX-License-Identifier: Apache-2.0
//
// Normalised key, 16 bytes: for each key a byte 0 (null) or 1, then the value's bytes, until there
// is no room or a value of unknown length has been put in. DESC inverts the bytes of its key. A
// string takes all the room there is; the last byte is its length, or the room if it is longer.
//
//   ORDER BY n DESC, name     | ~1 | ~value of n (8) | 1 | first bytes of name | length |

#include "runtime/exchange/sort.h"

#include "udf/vector/compare.h"

enum {
    PREFIX_BYTES = 16,
    SMALL_SORT = 24,  // sorted by insertion
    RADIX_FROM = 512, // below it merging is faster than another pass of buckets
};

typedef unsigned __int128 Key128;

// --- normalised keys ---------------------------------------------------------------------------

// Bytes of a fixed-width value behind its null byte; 0: of unknown length.
static size_t fixed_bytes(pig_type type) {
    switch (type) {
    case PIG_BOOLEAN:
        return 1;
    case PIG_INT:
    case PIG_FLOAT:
        return 4;
    case PIG_LONG:
    case PIG_DOUBLE:
    case PIG_DATETIME:
        return 8;
    default:
        return 0;
    }
}

static uint64_t double_bits(double d) {
    uint64_t u;
    if (d != d)
        d = __builtin_nan("");
    memcpy(&u, &d, sizeof u);
    u &= d != d ? INT64_MAX : UINT64_MAX;
    return u >> 63 ? ~u : u | (uint64_t)1 << 63;
}

static uint32_t float_bits(float f) {
    uint32_t u;
    if (f != f)
        f = __builtin_nanf("");
    memcpy(&u, &f, sizeof u);
    u &= f != f ? INT32_MAX : UINT32_MAX;
    return u >> 31 ? ~u : u | (uint32_t)1 << 31;
}

// The value as an unsigned number of fixed_bytes(type) bytes in the same order.
static uint64_t ordered_bits(pig_type type, const void *data, size_t row) {
    switch (type) {
    case PIG_BOOLEAN:
        return ((const uint8_t *)data)[row];
    case PIG_INT:
        return (uint32_t)((const int32_t *)data)[row] ^ (uint32_t)1 << 31;
    case PIG_FLOAT:
        return float_bits(((const float *)data)[row]);
    case PIG_LONG:
        return (uint64_t)((const int64_t *)data)[row] ^ (uint64_t)1 << 63;
    case PIG_DOUBLE:
        return double_bits(((const double *)data)[row]);
    default:
        return (uint64_t)((const pig_datetime *)data)[row].milliseconds ^ (uint64_t)1 << 63;
    }
}

// Chararrays go by UTF-16 unit: characters past U+FFFF (bytes F0..F4) come before U+E000..U+FFFF
// (EE, EF).
static unsigned char utf16_rank(unsigned char byte) {
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
}

// The first bytes of a string as a number of n_bytes, zeros behind its end, then its length.
static Key128 string_bits(const pig_str *s, size_t n_bytes, bool utf16) {
    unsigned char bytes[PREFIX_BYTES] = {0};
    const size_t n = s->n_bytes < n_bytes ? s->n_bytes : n_bytes - 1;
    memcpy(bytes, pig_str_data(s), n);
    if (utf16)
        for (size_t i = 0; i < n; i++)
            bytes[i] = utf16_rank(bytes[i]);
    bytes[n_bytes - 1] = (unsigned char)(s->n_bytes < n_bytes ? s->n_bytes : n_bytes);
    uint64_t high, low;
    memcpy(&high, bytes, 8);
    memcpy(&low, bytes + 8, 8);
    const Key128 all = (Key128)__builtin_bswap64(high) << 64 | __builtin_bswap64(low);
    return all >> (8 * (PREFIX_BYTES - n_bytes));
}

// The n_bytes bytes (null byte included) of one value; what does not fit is cut off.
static Key128 value_bits(const Vector *v, size_t row, size_t n_bytes) {
    row = pig_at(v, row);
    if (pig_is_null(v, row))
        return 0;
    const Key128 not_null = (Key128)1 << (8 * (n_bytes - 1));
    size_t room = n_bytes - 1;
    pig_type type = (pig_type)v->type;
    const void *data = v->data;
    Key128 bits = not_null;
    if (type == PIG_ANY) {
        type = (pig_type)v->tags[row];
        if (room == 0)
            return bits;
        bits |= (Key128)type << (8 * --room);
        data = (const pig_slot *)v->data + row;
        row = 0;
    }
    if (room == 0)
        return bits;
    if (type == PIG_CHARARRAY || type == PIG_BYTEARRAY)
        return bits | string_bits((const pig_str *)data + row, room, type == PIG_CHARARRAY);
    const size_t width = fixed_bytes(type);
    if (width == 0)
        return bits;
    const uint64_t value = ordered_bits(type, data, row);
    return bits | (width <= room ? (Key128)value << (8 * (room - width))
                                 : (Key128)(value >> (8 * (width - room))));
}

// Adds key k at byte `used`; returns the bytes it takes.
static size_t add_key(const Vector *v, bool descending, const uint32_t *rows, size_t n, size_t used,
                      SortItem *items) {
    const size_t room = PREFIX_BYTES - used;
    const size_t width = fixed_bytes((pig_type)v->type);
    const size_t n_bytes = width && width + 1 < room ? width + 1 : room;
    const unsigned shift = (unsigned)(8 * (room - n_bytes));
    const Key128 mask = n_bytes == PREFIX_BYTES ? ~(Key128)0 : ((Key128)1 << (8 * n_bytes)) - 1;
    for (size_t i = 0; i < n; i++) {
        Key128 bits = value_bits(v, rows ? rows[i] : i, n_bytes);
        if (descending)
            bits = ~bits & mask;
        bits <<= shift;
        items[i].high |= (uint64_t)(bits >> 64);
        items[i].low |= (uint64_t)bits;
    }
    return n_bytes;
}

void sort_items_fill(const SortColumns *columns, const uint32_t *rows, size_t n, SortItem *items) {
    for (size_t i = 0; i < n; i++)
        items[i] = (SortItem){.row = rows ? rows[i] : (uint32_t)i};
    size_t used = 0;
    for (size_t k = 0; k < columns->n_keys && used < PREFIX_BYTES; k++)
        used += add_key(&columns->keys[k], columns->descending[k], rows, n, used, items);
}

SortWhole sort_whole(size_t n_keys, const pig_type *types, const bool *descending) {
    size_t used = 0;
    for (size_t k = 0; k < n_keys; k++) {
        const bool string = types[k] == PIG_CHARARRAY || types[k] == PIG_BYTEARRAY;
        if (string && k + 1 == n_keys && used + 2 < PREFIX_BYTES)
            return (SortWhole){.room = (uint8_t)(PREFIX_BYTES - used - 1),
                               .inverted = descending[k]};
        if (fixed_bytes(types[k]) == 0)
            return (SortWhole){0};
        used += 1 + fixed_bytes(types[k]);
    }
    return (SortWhole){.always = used <= PREFIX_BYTES};
}

int sort_compare_rows(const SortColumns *a, size_t i, const SortColumns *b, size_t j) {
    for (size_t k = 0; k < a->n_keys; k++) {
        const int order = value_compare(&a->keys[k], i, &b->keys[k], j);
        if (order)
            return a->descending[k] ? -order : order;
    }
    return 0;
}

// --- sorting -----------------------------------------------------------------------------------

typedef struct Sorter {
    const SortColumns *columns;
    SortWhole whole;
} Sorter;

static bool after(const Sorter *sorter, const SortItem *a, const SortItem *b) {
    const int order = sort_compare_prefix(a, b);
    if (order || sort_is_settled(&sorter->whole, a))
        return order > 0;
    return sort_compare_rows(sorter->columns, a->row, sorter->columns, b->row) > 0;
}

static void insertion_sort(const Sorter *sorter, SortItem *items, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const SortItem item = items[i];
        size_t to = i;
        for (; to > 0 && after(sorter, &items[to - 1], &item); to--)
            items[to] = items[to - 1];
        items[to] = item;
    }
}

static void merge_sort(const Sorter *sorter, SortItem *items, size_t n, SortItem *scratch) {
    if (n <= SMALL_SORT) {
        insertion_sort(sorter, items, n);
        return;
    }
    const size_t half = n / 2;
    merge_sort(sorter, items, half, scratch);
    merge_sort(sorter, items + half, n - half, scratch);
    if (!after(sorter, &items[half - 1], &items[half]))
        return;
    memcpy(scratch, items, half * sizeof *items);
    size_t a = 0, b = half, to = 0;
    while (a < half && b < n)
        items[to++] = after(sorter, &scratch[a], &items[b]) ? items[b++] : scratch[a++];
    memcpy(items + to, scratch + a, (half - a) * sizeof *items);
}

// The first byte in which the items differ, PREFIX_BYTES if there is none.
static size_t first_difference(const SortItem *items, size_t n) {
    uint64_t high = 0, low = 0;
    for (size_t i = 1; i < n; i++) {
        high |= items[i].high ^ items[0].high;
        low |= items[i].low ^ items[0].low;
    }
    if (high)
        return (size_t)__builtin_clzll(high) / 8;
    return low ? 8 + (size_t)__builtin_clzll(low) / 8 : PREFIX_BYTES;
}

static size_t byte_at(const SortItem *item, size_t byte) {
    const uint64_t word = byte < 8 ? item->high : item->low;
    return word >> (56 - 8 * (byte % 8)) & 0xFF;
}

// At most PREFIX_BYTES deep: every level settles one byte.
static void radix_sort(const Sorter *sorter, SortItem *items, size_t n, SortItem *scratch) {
    if (n < RADIX_FROM) {
        merge_sort(sorter, items, n, scratch);
        return;
    }
    const size_t byte = first_difference(items, n);
    if (byte == PREFIX_BYTES) {
        if (!sort_is_settled(&sorter->whole, items))
            merge_sort(sorter, items, n, scratch);
        return;
    }
    size_t ends[256] = {0};
    for (size_t i = 0; i < n; i++)
        ends[byte_at(&items[i], byte)]++;
    size_t starts[256], sum = 0;
    for (size_t b = 0; b < 256; b++) {
        starts[b] = sum;
        sum += ends[b];
        ends[b] = starts[b];
    }
    for (size_t i = 0; i < n; i++)
        scratch[ends[byte_at(&items[i], byte)]++] = items[i];
    memcpy(items, scratch, n * sizeof *items);
    for (size_t b = 0; b < 256; b++)
        if (ends[b] - starts[b] > 1)
            radix_sort(sorter, items + starts[b], ends[b] - starts[b], scratch);
}

void sort_items(const SortColumns *columns, SortItem *items, size_t n, SortItem *scratch) {
    enum { MOST_KEYS = PREFIX_BYTES / 2 };
    pig_type types[MOST_KEYS];
    Sorter sorter = {.columns = columns};
    if (columns->n_keys <= MOST_KEYS) {
        for (size_t k = 0; k < columns->n_keys; k++)
            types[k] = (pig_type)columns->keys[k].type;
        sorter.whole = sort_whole(columns->n_keys, types, columns->descending);
    }
    radix_sort(&sorter, items, n, scratch);
}
