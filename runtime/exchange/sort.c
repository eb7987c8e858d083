// SPDX-License-Identifier: Apache-2.0
//
// Normalised key: each key in turn, as bytes that tell where they end. 0 is a null; else 1 and the
// value: fixed-width ones big end first, strings with a 0 behind (0 and 1 inside become 1 1, 1 2).
// DESC inverts the bytes of its key. Keys of other types stop at their first byte.
//
//   ORDER BY page, n DESC     | 1 | /p/17 | 0 | ~1 | ~value of n (4) | zeros | 0 |
//
// Since the bytes of no key are the beginning of another's, items whose first 15 bytes are equal
// are both whole or both cut off.

#include "runtime/exchange/sort.h"

#include "udf/vector/compare.h"

enum {
    ITEM_BYTES = 16,
    PREFIX_BYTES = 15, // of the key
    SMALL_SORT = 24,   // sorted by insertion
    RADIX_FROM = 512,  // below it merging is faster than another pass of buckets
};

typedef unsigned __int128 Key128;

// ---- normalised keys ----

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

// The bytes of one key, from the left. n: how many; more than PREFIX_BYTES if not all are here.
typedef struct KeyBytes {
    Key128 bits;
    size_t n;
} KeyBytes;

// A byte at place `at` from the left.
static Key128 byte_bits(unsigned char byte, size_t at) {
    return at < ITEM_BYTES ? (Key128)byte << (8 * (ITEM_BYTES - 1 - at)) : 0;
}

static void add_string_slowly(KeyBytes *key, const char *data, size_t n_bytes, bool utf16) {
    for (size_t i = 0; i < n_bytes && key->n <= PREFIX_BYTES; i++) {
        const unsigned char byte = (unsigned char)data[i];
        if (byte <= 1) {
            key->bits |= byte_bits(1, key->n++);
            key->bits |= byte_bits(byte + 1, key->n++);
        } else {
            key->bits |= byte_bits(utf16 ? utf16_rank(byte) : byte, key->n++);
        }
    }
    key->n++; // the 0 behind it
}

// Has any of the 8 bytes a value below 2, or from 0xEE on?
static bool has_special(uint64_t word) {
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    const uint64_t low = (word - 2 * ones) & ~word & tops;
    const uint64_t high = word & ((word & ~tops) + (0x80 - 0x6E) * ones) & tops;
    return (low | high) != 0;
}

static void add_string(KeyBytes *key, const pig_str *s, bool utf16) {
    enum { MOST = PREFIX_BYTES - 2 };
    uint64_t words[2] = {0};
    const char *data = pig_str_data(s);
    if (s->n_bytes > MOST) {
        add_string_slowly(key, data, s->n_bytes, utf16);
        return;
    }
    memcpy(words, data, s->n_bytes);
    uint64_t filled[2] = {words[0], words[1]};
    memset((char *)filled + s->n_bytes, 'a', sizeof filled - s->n_bytes);
    if (has_special(filled[0]) || has_special(filled[1])) {
        add_string_slowly(key, data, s->n_bytes, utf16);
        return;
    }
    const Key128 bits = (Key128)__builtin_bswap64(words[0]) << 64 | __builtin_bswap64(words[1]);
    key->bits |= bits >> (8 * key->n);
    key->n += s->n_bytes + 1;
}

// The bytes of one value.
static inline KeyBytes value_bytes(const Vector *v, size_t row) {
    row = pig_at(v, row);
    if (pig_is_null(v, row))
        return (KeyBytes){0, 1};
    KeyBytes key = {byte_bits(1, 0), 1};
    pig_type type = (pig_type)v->type;
    const void *data = v->data;
    if (type == PIG_ANY) {
        type = (pig_type)v->tags[row];
        key.bits |= byte_bits((unsigned char)type, key.n++);
        data = (const pig_slot *)v->data + row;
        row = 0;
    }
    const size_t width = fixed_bytes(type);
    if (width) {
        const Key128 value = ordered_bits(type, data, row);
        key.bits |= value << (8 * (ITEM_BYTES - key.n - width));
        key.n += width;
    } else if (type == PIG_CHARARRAY || type == PIG_BYTEARRAY) {
        add_string(&key, (const pig_str *)data + row, type == PIG_CHARARRAY);
    } else {
        key.n = ITEM_BYTES + 1;
    }
    return key;
}

// Adds a key to items whose first used[i] bytes stand.
static void add_key(const Vector *v, bool descending, const uint32_t *rows, size_t n, uint8_t *used,
                    SortItem *items) {
    for (size_t i = 0; i < n; i++) {
        if (used[i] > PREFIX_BYTES)
            continue;
        KeyBytes key = value_bytes(v, rows ? rows[i] : i);
        if (descending) {
            key.bits = ~key.bits;
            if (key.n < ITEM_BYTES)
                key.bits &= ~(~(Key128)0 >> (8 * key.n));
        }
        key.bits = used[i] < ITEM_BYTES ? key.bits >> (8 * used[i]) : 0;
        items[i].high |= (uint64_t)(key.bits >> 64);
        items[i].low |= (uint64_t)key.bits;
        used[i] = (uint8_t)(used[i] + (key.n > ITEM_BYTES ? ITEM_BYTES + 1 : key.n));
    }
}

void sort_items_fill(const SortColumns *columns, const uint32_t *rows, size_t n, SortItem *items) {
    enum { STEP = 1024 };
    for (size_t first = 0; first < n; first += STEP) {
        const size_t here = n - first < STEP ? n - first : STEP;
        uint8_t used[STEP] = {0};
        uint32_t numbers[STEP];
        for (size_t i = 0; i < here; i++) {
            numbers[i] = rows ? rows[first + i] : (uint32_t)(first + i);
            items[first + i] = (SortItem){.row = numbers[i]};
        }
        for (size_t k = 0; k < columns->n_keys; k++)
            add_key(&columns->keys[k], columns->descending[k], numbers, here, used, items + first);
        for (size_t i = 0; i < here; i++)
            items[first + i].low =
                (items[first + i].low & ~UINT64_C(0xFF)) | (used[i] > PREFIX_BYTES);
    }
}

int sort_compare_rows(const SortColumns *a, size_t i, const SortColumns *b, size_t j) {
    for (size_t k = 0; k < a->n_keys; k++) {
        const int order = value_compare(&a->keys[k], i, &b->keys[k], j);
        if (order)
            return a->descending[k] ? -order : order;
    }
    return 0;
}

// ---- sorting ----

static bool after(const SortColumns *columns, const SortItem *a, const SortItem *b) {
    const int order = sort_compare_prefix(a, b);
    if (order || sort_is_settled(a))
        return order > 0;
    return sort_compare_rows(columns, a->row, columns, b->row) > 0;
}

static void insertion_sort(const SortColumns *columns, SortItem *items, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const SortItem item = items[i];
        size_t to = i;
        for (; to > 0 && after(columns, &items[to - 1], &item); to--)
            items[to] = items[to - 1];
        items[to] = item;
    }
}

static void merge_sort(const SortColumns *columns, SortItem *items, size_t n, SortItem *scratch) {
    if (n <= SMALL_SORT) {
        insertion_sort(columns, items, n);
        return;
    }
    const size_t half = n / 2;
    merge_sort(columns, items, half, scratch);
    merge_sort(columns, items + half, n - half, scratch);
    if (!after(columns, &items[half - 1], &items[half]))
        return;
    memcpy(scratch, items, half * sizeof *items);
    size_t a = 0, b = half, to = 0;
    while (a < half && b < n)
        items[to++] = after(columns, &scratch[a], &items[b]) ? items[b++] : scratch[a++];
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
static void radix_sort(const SortColumns *columns, SortItem *items, size_t n, SortItem *scratch) {
    if (n < RADIX_FROM) {
        merge_sort(columns, items, n, scratch);
        return;
    }
    const size_t byte = first_difference(items, n);
    if (byte == PREFIX_BYTES) {
        if (!sort_is_settled(items))
            merge_sort(columns, items, n, scratch);
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
            radix_sort(columns, items + starts[b], ends[b] - starts[b], scratch);
}

void sort_items(const SortColumns *columns, SortItem *items, size_t n, SortItem *scratch) {
    radix_sort(columns, items, n, scratch);
}
