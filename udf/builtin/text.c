// SPDX-License-Identifier: Apache-2.0
//
// Case, trimming, parts of texts and searching. A part of a text points into it instead of being
// copied. Positions are UTF-16 units; texts that are all ASCII never look at more than bytes.

#include <unicase.h>
#include <unistr.h>
#include <stdlib.h>

#include "udf/builtin/functions.h"
#include "udf/value/utf16.h"

// ---- case ----

static uint64_t bytes_between(uint64_t word, unsigned char from, unsigned char to) {
    // The high bit of each byte that lies in from..to; all bytes are below 0x80.
    const uint64_t ones = 0x0101010101010101u;
    uint64_t at_least = word + ones * (0x80u - from), above = word + ones * (0x7Fu - to);
    return at_least & ~above & (ones << 7);
}

// Flips the case of the letters from..to; n_bytes of ASCII.
static void flip_case(char *to, const char *from, size_t n_bytes, unsigned char first,
                      unsigned char last) {
    size_t i = 0;
    for (; i + 8 <= n_bytes; i += 8) {
        uint64_t word;
        memcpy(&word, from + i, 8);
        word ^= bytes_between(word, first, last) >> 2; // 0x80 to 0x20
        memcpy(to + i, &word, 8);
    }
    for (; i < n_bytes; i++) {
        unsigned char c = (unsigned char)from[i];
        to[i] = (char)(c >= first && c <= last ? c ^ 0x20 : c);
    }
}

typedef uint8_t *FullMapping(const uint8_t *s, size_t n, const char *language, uninorm_t norm,
                             uint8_t *result, size_t *length);

// The twelve bytes of a short text, padded with zeros, as a word and its rest.
typedef struct ShortText {
    uint64_t low;
    uint32_t high;
} ShortText;

static ShortText short_text(const pig_str *text) {
    ShortText s;
    memcpy(&s.low, text->u.inlined, sizeof s.low);
    memcpy(&s.high, text->u.inlined + sizeof s.low, sizeof s.high);
    return s;
}

static pig_str flip_short(const pig_str *text, ShortText s, unsigned char first,
                          unsigned char last) {
    pig_str result = {.n_bytes = text->n_bytes};
    s.low ^= bytes_between(s.low, first, last) >> 2;
    s.high ^= (uint32_t)(bytes_between(s.high, first, last) >> 2);
    memcpy(result.u.inlined, &s.low, sizeof s.low);
    memcpy(result.u.inlined + sizeof s.low, &s.high, sizeof s.high);
    return result;
}

static pig_str map_case(pig_ctx *ctx, const pig_str *text, bool upper) {
    const ShortText s = short_text(text);
    if (text->n_bytes <= PIG_STR_INLINE && !((s.low | s.high) & 0x8080808080808080u))
        return flip_short(text, s, upper ? 'a' : 'A', upper ? 'z' : 'Z');
    const char *from = pig_str_data(text);
    size_t n = text->n_bytes;
    if (text_is_ascii(from, n)) {
        char *to = pig_alloc(ctx, n);
        flip_case(to, from, n, upper ? 'a' : 'A', upper ? 'z' : 'Z');
        return pig_str_make(to, n);
    }
    FullMapping *mapping = upper ? u8_toupper : u8_tolower;
    size_t length = 0;
    uint8_t *mapped = mapping((const uint8_t *)from, n, NULL, NULL, NULL, &length);
    if (!mapped) // not UTF-8
        return *text;
    pig_str result = pig_str_copy(ctx, (const char *)mapped, length);
    free(mapped);
    return result;
}

static int map_rows(pig_ctx *ctx, size_t n_rows, const pig_vec *arg, pig_vec *out, bool upper) {
    for (size_t i = 0; i < n_rows; i++)
        if (row_is_valid(out, i))
            pig_strs_out(out)[i] = map_case(ctx, str_at(arg, i), upper);
    return 0;
}

BATCH_FN(udf_upper) {
    UNUSED(n_args);
    return map_rows(ctx, n_rows, args, out, true);
}

BATCH_FN(udf_lower) {
    UNUSED(n_args);
    return map_rows(ctx, n_rows, args, out, false);
}

// Maps the first UTF-16 unit alone, so a character beyond the basic plane stays.
static pig_str map_first(pig_ctx *ctx, const pig_str *text, bool upper) {
    ucs4_t c;
    const uint8_t *bytes = (const uint8_t *)pig_str_data(text);
    int n = text->n_bytes ? u8_mbtouc(&c, bytes, text->n_bytes) : 0;
    if (n <= 0 || c > 0xFFFF)
        return *text;
    uint8_t first[8];
    int n_first = u8_uctomb(first, upper ? uc_toupper(c) : uc_tolower(c), sizeof first);
    if (n_first <= 0)
        return *text;
    size_t rest = text->n_bytes - (size_t)n, n_all = (size_t)n_first + rest;
    char small[PIG_STR_INLINE];
    char *to = n_all <= PIG_STR_INLINE ? small : pig_alloc(ctx, n_all);
    memcpy(to, first, (size_t)n_first);
    memcpy(to + n_first, bytes + n, rest);
    return pig_str_make(to, n_all);
}

// What is no text fails when it runs, as in the reference; untyped bytes are taken for text.
static int map_firsts(pig_ctx *ctx, size_t n_rows, const pig_vec *arg, pig_vec *out, bool upper) {
    for (size_t i = 0; i < n_rows; i++) {
        pig_str text;
        if (!row_is_valid(out, i))
            continue;
        ctx->row = i;
        if (!text_at(arg, i, true, &text))
            return pig_fail(ctx, "a chararray is wanted, not %s", type_name(type_at(arg, i)));
        pig_strs_out(out)[i] = map_first(ctx, &text, upper);
    }
    return 0;
}

BATCH_FN(udf_ucfirst) {
    return n_args ? map_firsts(ctx, n_rows, args, out, true) : all_null(ctx, n_rows, out);
}

BATCH_FN(udf_lcfirst) {
    return n_args ? map_firsts(ctx, n_rows, args, out, false) : all_null(ctx, n_rows, out);
}

// ---- trimming ----

enum { TRIM_LEFT = 1, TRIM_RIGHT = 2 };

// Strips bytes from `least` up to the space.
static int trim(size_t n_rows, const pig_vec *arg, pig_vec *out, int sides, unsigned char least) {
    for (size_t i = 0; i < n_rows; i++) {
        const pig_str *text = str_at(arg, i);
        const char *start = pig_str_data(text), *end = start + text->n_bytes;
        if (!row_is_valid(out, i))
            continue;
        while (sides & TRIM_LEFT && start < end && (unsigned char)*start >= least &&
               (unsigned char)*start <= ' ')
            start++;
        while (sides & TRIM_RIGHT && start < end && (unsigned char)end[-1] >= least &&
               (unsigned char)end[-1] <= ' ')
            end--;
        pig_strs_out(out)[i] = pig_str_make(start, (size_t)(end - start));
    }
    out->flags |= arg->flags & PIG_VEC_STABLE;
    return 0;
}

BATCH_FN(udf_trim) {
    UNUSED(ctx), UNUSED(n_args);
    return trim(n_rows, args, out, TRIM_LEFT | TRIM_RIGHT, 0);
}

BATCH_FN(udf_ltrim) {
    UNUSED(ctx), UNUSED(n_args);
    return trim(n_rows, args, out, TRIM_LEFT, ' ');
}

BATCH_FN(udf_rtrim) {
    UNUSED(ctx), UNUSED(n_args);
    return trim(n_rows, args, out, TRIM_RIGHT, ' ');
}

// ---- SUBSTRING ----

// A cut through a surrogate pair leaves half a character, which UTF-8 cannot hold: it becomes one
// question mark, as where the reference writes it.
static pig_str cut(pig_ctx *ctx, const char *text, size_t n_bytes, size_t from, size_t to,
                   bool *copied) {
    size_t start = utf16_offset(text, n_bytes, from), end = utf16_offset(text, n_bytes, to);
    bool half_start = utf16_length(text, start) != from, half_end = utf16_length(text, end) != to;
    if (!half_start && !half_end)
        return pig_str_make(text + start, end - start);
    if (from == to)
        return pig_str_make(text, 0);
    *copied = true;
    size_t body_start = start + (half_start ? 4 : 0);
    size_t n = end > body_start ? end - body_start : 0;
    char *copy = pig_alloc(ctx, n + 2), *at = copy;
    if (half_start)
        *at++ = '?';
    at = (char *)memcpy(at, text + body_start, n) + n;
    if (half_end)
        *at++ = '?';
    return pig_str_make(copy, (size_t)(at - copy));
}

BATCH_FN(udf_substring) {
    UNUSED(n_args);
    bool copied = false;
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        const pig_str *text = str_at(&args[0], i);
        int64_t from = pig_ints(&args[1])[pig_at(&args[1], i)];
        int64_t to = pig_ints(&args[2])[pig_at(&args[2], i)];
        const char *data = pig_str_data(text);
        int64_t length = (int64_t)utf16_length(data, text->n_bytes);
        to = to > length ? length : to;
        if (from < 0 || from > length || to < from)
            pig_set_null(ctx, out, i);
        else if (length == text->n_bytes)
            pig_strs_out(out)[i] = pig_str_make(data + from, (size_t)(to - from));
        else
            pig_strs_out(out)[i] = cut(ctx, data, text->n_bytes, (size_t)from, (size_t)to, &copied);
    }
    if (!copied)
        out->flags |= args[0].flags & PIG_VEC_STABLE;
    return 0;
}

// ---- searching ----

// Unit of the first place at or after unit `from`, -1: none.
static int32_t index_of(const pig_str *text, const pig_str *needle, int64_t from) {
    const char *data = pig_str_data(text);
    size_t n = text->n_bytes, start = from <= 0 ? 0 : utf16_offset(data, n, (size_t)from);
    if (needle->n_bytes == 0)
        return from <= 0 ? 0 : start == n ? (int32_t)utf16_length(data, n) : (int32_t)from;
    const char *found = text_find(data + start, n - start, pig_str_data(needle), needle->n_bytes);
    return found ? (int32_t)utf16_length(data, (size_t)(found - data)) : -1;
}

static bool is_simple_search(const pig_vec *args, size_t n_args) {
    return args[0].type == PIG_CHARARRAY && args[1].type == PIG_CHARARRAY &&
           (n_args < 3 || args[2].type == PIG_INT);
}

// Arguments that are not chararrays give null, an int start is wanted: as in the reference.
BATCH_FN(udf_indexof) {
    if (n_args < 2)
        return all_null(ctx, n_rows, out);
    for (size_t i = 0; is_simple_search(args, n_args) && i < n_rows; i++)
        if (row_is_valid(out, i))
            pig_ints_out(out)[i] =
                index_of(str_at(&args[0], i), str_at(&args[1], i),
                         n_args < 3 ? 0 : pig_ints(&args[2])[pig_at(&args[2], i)]);
    if (is_simple_search(args, n_args))
        return 0;
    for (size_t i = 0; i < n_rows; i++) {
        pig_str text, needle;
        int64_t from = 0;
        bool known = text_at(&args[0], i, false, &text) && text_at(&args[1], i, false, &needle);
        if (known && n_args > 2)
            known = type_at(&args[2], i) == PIG_INT && integer_at(&args[2], i, &from);
        if (known)
            pig_ints_out(out)[i] = index_of(&text, &needle, from);
        else
            pig_set_null(ctx, out, i);
    }
    return 0;
}

static int32_t last_index_of(const pig_str *text, const pig_str *needle) {
    const char *data = pig_str_data(text), *wanted = pig_str_data(needle);
    if (needle->n_bytes > text->n_bytes)
        return -1;
    for (size_t at = text->n_bytes - needle->n_bytes;; at--) {
        if (memcmp(data + at, wanted, needle->n_bytes) == 0)
            return (int32_t)utf16_length(data, at);
        if (at == 0)
            return -1;
    }
}

BATCH_FN(udf_last_index_of) {
    UNUSED(ctx), UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++)
        if (row_is_valid(out, i))
            pig_ints_out(out)[i] = last_index_of(str_at(&args[0], i), str_at(&args[1], i));
    return 0;
}

BATCH_FN(udf_startswith) {
    UNUSED(ctx), UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        const pig_str *text = str_at(&args[0], i), *start = str_at(&args[1], i);
        pig_booleans_out(out)[i] =
            start->n_bytes <= text->n_bytes &&
            memcmp(pig_str_data(text), pig_str_data(start), start->n_bytes) == 0;
    }
    return 0;
}

BATCH_FN(udf_endswith) {
    UNUSED(ctx), UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        const pig_str *text = str_at(&args[0], i), *end = str_at(&args[1], i);
        pig_booleans_out(out)[i] = end->n_bytes <= text->n_bytes &&
                                   memcmp(pig_str_data(text) + text->n_bytes - end->n_bytes,
                                          pig_str_data(end), end->n_bytes) == 0;
    }
    return 0;
}
