// SPDX-License-Identifier: Apache-2.0
//
// Order, equality, hashes and sort keys. Columns of simple types have loops of their own; nested
// values are walked as Values. Hashes of bags and maps do not depend on the order inside, since
// their comparison does not.

#include "udf/vector/compare.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stdlib.h>

#include "udf/value/bignum.h"
#include "udf/vector/value.h"

// ---- simple values ----

#define THREE_WAY(x, y) (((x) > (y)) - ((x) < (y)))

// A double as an integer whose order is Double.compare's.
static int64_t double_rank(double d) {
    int64_t bits;
    if (d != d)
        return INT64_MAX;
    memcpy(&bits, &d, sizeof bits);
    return bits < 0 ? bits ^ INT64_MAX : bits;
}

static int compare_bytes(const pig_str *a, const pig_str *b) {
    uint32_t n = a->n_bytes < b->n_bytes ? a->n_bytes : b->n_bytes;
    int order = memcmp(pig_str_data(a), pig_str_data(b), n);
    return order ? order : THREE_WAY(a->n_bytes, b->n_bytes);
}

// In UTF-16 the characters from U+E000 to U+FFFF (first byte EE, EF) come after those beyond the
// BMP (first byte F0 and up).
static int utf16_rank(unsigned char c) {
    return c == 0xEE || c == 0xEF ? c + 0x10 : c;
}

// From the first byte that differs on; order: what memcmp says.
static int compare_far(const unsigned char *x, const unsigned char *y, uint32_t n, int order) {
    uint32_t i = 0;
    for (; i + 8 <= n && memcmp(x + i, y + i, 8) == 0; i += 8)
        ;
    while (x[i] == y[i])
        i++;
    return x[i] < 0xEE || y[i] < 0xEE ? order : utf16_rank(x[i]) - utf16_rank(y[i]);
}

static int compare_whole(const pig_str *a, const pig_str *b) {
    const unsigned char *x = (const unsigned char *)pig_str_data(a);
    const unsigned char *y = (const unsigned char *)pig_str_data(b);
    uint32_t n = a->n_bytes < b->n_bytes ? a->n_bytes : b->n_bytes;
    int order = memcmp(x, y, n);
    return order == 0 ? THREE_WAY(a->n_bytes, b->n_bytes) : compare_far(x, y, n, order);
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
// Most strings differ in their first four bytes, which stand in the structure, padded with zeros.
// Only where both have a byte beyond ASCII can the orders of bytes and of UTF-16 units differ.
int text_compare_utf16(const pig_str *a, const pig_str *b) {
    uint32_t x, y;
    memcpy(&x, a->u.inlined, sizeof x);
    memcpy(&y, b->u.inlined, sizeof y);
    if (x != y && !(x & y & 0x80808080u))
        return __builtin_bswap32(x) < __builtin_bswap32(y) ? -1 : 1;
    if (a->n_bytes > PIG_STR_INLINE || b->n_bytes > PIG_STR_INLINE || x != y)
        return compare_whole(a, b);
    uint64_t rest_x, rest_y;
    memcpy(&rest_x, a->u.inlined + 4, sizeof rest_x);
    memcpy(&rest_y, b->u.inlined + 4, sizeof rest_y);
    if (rest_x == rest_y)
        return THREE_WAY(a->n_bytes, b->n_bytes);
    if (rest_x & rest_y & 0x8080808080808080u)
        return compare_whole(a, b);
    return __builtin_bswap64(rest_x) < __builtin_bswap64(rest_y) ? -1 : 1;
}
#else
int text_compare_utf16(const pig_str *a, const pig_str *b) {
    return compare_whole(a, b);
}
#endif

static int compare_slots(pig_type tag, const pig_slot *a, const pig_slot *b) {
    switch (tag) {
    case PIG_BOOLEAN:
        return THREE_WAY(a->boolean, b->boolean);
    case PIG_INT:
        return THREE_WAY(a->i, b->i);
    case PIG_LONG:
        return THREE_WAY(a->l, b->l);
    case PIG_FLOAT:
        return THREE_WAY(double_rank(a->f), double_rank(b->f));
    case PIG_DOUBLE:
        return THREE_WAY(double_rank(a->d), double_rank(b->d));
    case PIG_DATETIME:
        return THREE_WAY(a->datetime.milliseconds, b->datetime.milliseconds);
    case PIG_CHARARRAY:
        return text_compare_utf16(&a->str, &b->str);
    case PIG_BYTEARRAY:
        return compare_bytes(&a->str, &b->str);
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        return big_compare(&a->str, &b->str, tag == PIG_BIGDECIMAL);
    default:
        return 0;
    }
}

// ---- nested values ----

static int by_value(const void *a, const void *b) {
    return values_compare(a, b);
}

// The tuples of a bag or the entries of a map (key, value, key, value ...), sorted. Given: free.
static Value *sorted_items(const Value *nested) {
    ValueItems items = value_items(nested);
    Value *list = malloc((items.n_items ? items.n_items : 1) * sizeof *list);
    if (!list)
        return NULL;
    for (size_t i = 0; i < items.n_items; i++)
        list[i] = value_next(&items);
    size_t step = nested->tag == PIG_MAP ? 2 : 1; // entries are sorted by their keys
    qsort(list, items.n_items / step, step * sizeof *list, by_value);
    return list;
}

static int compare_sorted(const Value *a, const Value *b) {
    size_t n = value_count(a) * (a->tag == PIG_MAP ? 2 : 1);
    if (n == 0)
        return 0;
    Value *x = sorted_items(a), *y = sorted_items(b);
    int order = 0;
    for (size_t i = 0; x && y && order == 0 && i < n; i++)
        order = values_compare(&x[i], &y[i]);
    free(x);
    free(y);
    return order;
}

static int compare_fields(const Value *a, const Value *b) {
    ValueItems x = value_items(a), y = value_items(b);
    int order = 0;
    for (size_t i = 0; order == 0 && i < x.n_items; i++) {
        Value left = value_next(&x), right = value_next(&y);
        order = values_compare(&left, &right);
    }
    return order;
}

int values_compare(const Value *a, const Value *b) {
    if (a->tag != b->tag)
        return THREE_WAY(a->tag, b->tag);
    if (!type_is_complex(a->tag))
        return compare_slots(a->tag, &a->slot, &b->slot);
    size_t n = value_count(a), m = value_count(b);
    if (n != m)
        return THREE_WAY(n, m);
    return a->tag == PIG_TUPLE ? compare_fields(a, b) : compare_sorted(a, b);
}

int value_compare(const Vector *a, size_t i, const Vector *b, size_t j) {
    Value x = value_at(a, i), y = value_at(b, j);
    return values_compare(&x, &y);
}

static bool tuples_equal(const Vector *a, size_t i, const Vector *b, size_t j) {
    if (a->n_children != b->n_children)
        return false;
    for (uint32_t c = 0; c < a->n_children; c++)
        if (!value_equal(&a->children[c], i, &b->children[c], j))
            return false;
    return true;
}

// Rows that are not null, of PIG_ANY columns; most pairs are of one plain type.
static bool any_equal(const Vector *a, size_t i, const Vector *b, size_t j) {
    const size_t row = pig_at(a, i), other = pig_at(b, j);
    const pig_slot *x = (const pig_slot *)a->data + row, *y = (const pig_slot *)b->data + other;
    if (a->tags[row] != b->tags[other])
        return value_compare(a, i, b, j) == 0;
    switch (a->tags[row]) {
    case PIG_INT:
        return x->i == y->i;
    case PIG_LONG:
        return x->l == y->l;
    case PIG_CHARARRAY:
    case PIG_BYTEARRAY:
        return pig_str_equal(&x->str, &y->str);
    default:
        return value_compare(a, i, b, j) == 0;
    }
}

bool value_equal(const Vector *a, size_t i, const Vector *b, size_t j) {
    bool null = pig_is_null(a, i);
    if (null || pig_is_null(b, j))
        return null && pig_is_null(b, j);
    if (a->type != b->type)
        return value_compare(a, i, b, j) == 0;
    if (a->type == PIG_ANY)
        return any_equal(a, i, b, j);
    i = pig_at(a, i);
    j = pig_at(b, j);
    switch (a->type) {
    case PIG_INT:
        return pig_ints(a)[i] == pig_ints(b)[j];
    case PIG_LONG:
        return pig_longs(a)[i] == pig_longs(b)[j];
    case PIG_CHARARRAY:
    case PIG_BYTEARRAY:
    case PIG_BIGINTEGER:
        return pig_str_equal(&pig_strs(a)[i], &pig_strs(b)[j]);
    case PIG_TUPLE:
        if (!((a->flags | b->flags) & PIG_VEC_RAGGED))
            return tuples_equal(a, i, b, j);
        return value_compare(a, i, b, j) == 0;
    default:
        return value_compare(a, i, b, j) == 0;
    }
}

// ---- hashes ----

static const uint64_t null_hash = 0x9E6C63D0876A9A47u;
static const uint64_t multiplier = 0x9E3779B97F4A7C15u;

// Both halves of a 128-bit product, folded: every bit of the input reaches every bit of the result.
static inline uint64_t fold(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t hash_word(uint64_t word) {
    return fold(word ^ 0x2D358DCCAA6C78A5u, multiplier);
}

static inline uint64_t hash_string(const pig_str *s) {
    if (s->n_bytes > PIG_STR_INLINE)
        return XXH3_64bits(pig_str_data(s), s->n_bytes);
    uint64_t words[2];
    memcpy(words, s, sizeof words);
    return fold(words[0] ^ 0x8BB84B93962EACC9u, words[1] ^ multiplier);
}

static inline uint64_t mix(uint64_t so_far, uint64_t hash) {
    return fold(so_far ^ 0x4B33A62ED433D4A3u, hash ^ multiplier);
}

static uint64_t hash_slot(pig_type tag, const pig_slot *slot) {
    switch (tag) {
    case PIG_BOOLEAN:
        return hash_word(slot->boolean);
    case PIG_INT:
        return hash_word((uint64_t)slot->i);
    case PIG_LONG:
        return hash_word((uint64_t)slot->l);
    case PIG_FLOAT:
        return hash_word((uint64_t)double_rank(slot->f));
    case PIG_DOUBLE:
        return hash_word((uint64_t)double_rank(slot->d));
    case PIG_DATETIME:
        return hash_word((uint64_t)slot->datetime.milliseconds);
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        return big_hash(&slot->str, tag == PIG_BIGDECIMAL);
    case PIG_CHARARRAY:
    case PIG_BYTEARRAY:
        return hash_string(&slot->str);
    default:
        return null_hash;
    }
}

uint64_t values_hash(const Value *value) {
    if (!type_is_complex(value->tag))
        return hash_slot(value->tag, &value->slot);
    ValueItems items = value_items(value);
    uint64_t hash = hash_word(items.n_items), sum = 0;
    for (size_t i = 0; i < items.n_items; i++) {
        Value item = value_next(&items);
        uint64_t one = values_hash(&item);
        if (value->tag == PIG_TUPLE) {
            hash = mix(hash, one);
        } else if (value->tag == PIG_MAP) {
            item = value_next(&items);
            sum += mix(one, values_hash(&item));
            i++;
        } else {
            sum += hash_word(one);
        }
    }
    return mix(hash, sum);
}

#define HASH_LOOP(type, values, expression)                                                        \
    do {                                                                                           \
        const type *restrict in = values;                                                          \
        for (size_t i = 0; i < n; i++) {                                                           \
            type x = in[rows ? rows[i] : i];                                                       \
            hashes[i] = expression;                                                                \
        }                                                                                          \
    } while (0)

static void hash_strings(const pig_str *strings, const uint32_t *rows, size_t n,
                         uint64_t *restrict hashes) {
    for (size_t i = 0; i < n; i++)
        hashes[i] = hash_string(&strings[rows ? rows[i] : i]);
}

static void hash_each(const Vector *v, const uint32_t *rows, size_t n, uint64_t *hashes) {
    for (size_t i = 0; i < n; i++) {
        Value value = value_at(v, rows ? rows[i] : i);
        hashes[i] = values_hash(&value);
    }
}

static void hash_any(const Vector *v, const uint32_t *rows, size_t n, uint64_t *hashes) {
    const pig_slot *slots = v->data;
    for (size_t i = 0; i < n; i++) {
        const size_t row = rows ? rows[i] : i;
        const pig_type tag = (pig_type)v->tags[row];
        if (type_is_complex(tag))
            hash_each(v, (const uint32_t[]){(uint32_t)row}, 1, &hashes[i]);
        else
            hashes[i] = hash_slot(tag, &slots[row]);
    }
}

// Tuples of known width: field after field.
static void hash_tuples(const Vector *v, const uint32_t *rows, size_t n, uint64_t *hashes) {
    for (size_t i = 0; i < n; i++)
        hashes[i] = hash_word(v->n_children);
    for (uint32_t c = 0; c < v->n_children; c++)
        vector_hash(&v->children[c], rows, n, hashes, true);
    for (size_t i = 0; i < n; i++)
        hashes[i] = mix(hashes[i], 0);
}

static void hash_flat(const Vector *v, const uint32_t *rows, size_t n, uint64_t *restrict hashes) {
    switch (v->type) {
    case PIG_INT:
        HASH_LOOP(int32_t, v->data, hash_word((uint64_t)x));
        break;
    case PIG_LONG:
        HASH_LOOP(int64_t, v->data, hash_word((uint64_t)x));
        break;
    case PIG_DOUBLE:
        HASH_LOOP(double, v->data, hash_word((uint64_t)double_rank(x)));
        break;
    case PIG_CHARARRAY:
    case PIG_BYTEARRAY:
        hash_strings(v->data, rows, n, hashes);
        break;
    case PIG_ANY:
        hash_any(v, rows, n, hashes);
        break;
    case PIG_TUPLE:
        if (!(v->flags & PIG_VEC_RAGGED)) {
            hash_tuples(v, rows, n, hashes);
            break;
        } // fall through
    default:
        hash_each(v, rows, n, hashes);
        return; // nulls are seen to
    }
    for (size_t i = 0; v->valid && i < n; i++)
        if (pig_is_null(v, rows ? rows[i] : i))
            hashes[i] = null_hash;
}

static void hash_any_form(const Vector *v, const uint32_t *rows, size_t n, uint64_t *hashes) {
    if (v->form == PIG_FLAT) {
        hash_flat(v, rows, n, hashes);
        return;
    }
    Value value = value_at(v, 0);
    uint64_t hash = values_hash(&value);
    for (size_t i = 0; i < n; i++)
        hashes[i] = hash;
}

enum { HASH_CHUNK = 1024 };

void vector_hash(const Vector *v, const uint32_t *rows, size_t n, uint64_t *hashes, bool combine) {
    if (!combine) {
        hash_any_form(v, rows, n, hashes);
        return;
    }
    uint64_t chunk[HASH_CHUNK];
    uint32_t numbers[HASH_CHUNK];
    for (size_t first = 0; first < n; first += HASH_CHUNK) {
        size_t some = n - first < HASH_CHUNK ? n - first : HASH_CHUNK;
        const uint32_t *these = rows ? rows + first : numbers;
        for (size_t i = 0; !rows && i < some; i++)
            numbers[i] = (uint32_t)(first + i);
        hash_any_form(v, these, some, chunk);
        for (size_t i = 0; i < some; i++)
            hashes[first + i] = mix(hashes[first + i], chunk[i]);
    }
}

// ---- sort keys ----

static void append_big_endian(Text *out, uint64_t value, size_t n_bytes) {
    char bytes[8];
    for (size_t i = 0; i < n_bytes; i++)
        bytes[i] = (char)(value >> 8 * (n_bytes - 1 - i));
    text_append(out, bytes, n_bytes);
}

// A zero byte becomes 00 FF; 00 00 ends the key.
static void append_string_key(Text *out, const pig_str *s, bool utf16) {
    char *to = text_reserve(out, 2 * (size_t)s->n_bytes + 2);
    if (!to)
        return;
    const unsigned char *bytes = (const unsigned char *)pig_str_data(s);
    size_t n = 0;
    for (uint32_t i = 0; i < s->n_bytes; i++) {
        to[n++] = (char)(utf16 ? utf16_rank(bytes[i]) : bytes[i]);
        if (bytes[i] == 0)
            to[n++] = (char)0xFF;
    }
    to[n++] = 0;
    to[n++] = 0;
    text_advance(out, n);
}

static uint64_t flip_sign(int64_t value) {
    return (uint64_t)value ^ (uint64_t)1 << 63;
}

static void append_slot_key(Text *out, pig_type tag, const pig_slot *slot) {
    switch (tag) {
    case PIG_BOOLEAN:
        text_append_char(out, (char)slot->boolean);
        break;
    case PIG_INT:
        append_big_endian(out, (uint32_t)slot->i ^ 0x80000000u, 4);
        break;
    case PIG_LONG:
        append_big_endian(out, flip_sign(slot->l), 8);
        break;
    case PIG_FLOAT:
        append_big_endian(out, flip_sign(double_rank(slot->f)), 8);
        break;
    case PIG_DOUBLE:
        append_big_endian(out, flip_sign(double_rank(slot->d)), 8);
        break;
    case PIG_DATETIME:
        append_big_endian(out, flip_sign(slot->datetime.milliseconds), 8);
        break;
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        big_append_sort_key(out, &slot->str, tag == PIG_BIGDECIMAL);
        break;
    case PIG_CHARARRAY:
    case PIG_BYTEARRAY:
        append_string_key(out, &slot->str, tag == PIG_CHARARRAY);
        break;
    default:
        break;
    }
}

static void append_nested_key(Text *out, const Value *value) {
    size_t n = value_count(value) * (value->tag == PIG_MAP ? 2 : 1);
    append_big_endian(out, n, 8);
    if (value->tag == PIG_TUPLE) {
        ValueItems items = value_items(value);
        for (size_t i = 0; i < n; i++) {
            Value item = value_next(&items);
            values_append_sort_key(out, &item);
        }
        return;
    }
    Value *items = sorted_items(value);
    if (!items)
        out->full = true;
    for (size_t i = 0; items && i < n; i++)
        values_append_sort_key(out, &items[i]);
    free(items);
}

void values_append_sort_key(Text *out, const Value *value) {
    text_append_char(out, (char)value->tag);
    if (type_is_complex(value->tag))
        append_nested_key(out, value);
    else
        append_slot_key(out, value->tag, &value->slot);
}

void value_append_sort_key(Text *out, const Vector *v, size_t row, bool descending) {
    size_t start = out->n_bytes;
    Value value = value_at(v, row);
    values_append_sort_key(out, &value);
    for (size_t i = start; descending && i < out->n_bytes; i++)
        out->data[i] = (char)~out->data[i];
}
