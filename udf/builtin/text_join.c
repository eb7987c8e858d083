// SPDX-License-Identifier: Apache-2.0
//
// CONCAT and EqualsIgnoreCase: functions of the texts of their arguments.

#include <unicase.h>
#include <unistr.h>

#include "udf/builtin/functions.h"

static bool all_strings(const pig_vec *args, size_t n_args) {
    for (size_t a = 0; a < n_args; a++)
        if (args[a].type != PIG_CHARARRAY && args[a].type != PIG_BYTEARRAY)
            return false;
    return true;
}

static pig_str concat_row(pig_ctx *ctx, const pig_vec *args, size_t n_args, size_t i) {
    size_t n = 0;
    for (size_t a = 0; a < n_args; a++)
        n += str_at(&args[a], i)->n_bytes;
    char small[PIG_STR_INLINE];
    char *to = n <= PIG_STR_INLINE ? small : pig_alloc(ctx, n), *at = to;
    for (size_t a = 0; a < n_args; a++) {
        const pig_str *part = str_at(&args[a], i);
        memcpy(at, pig_str_data(part), part->n_bytes);
        at += part->n_bytes;
    }
    return pig_str_make(to, n);
}

// Values whose types are known only now.
static int concat_any(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                      pig_vec *out) {
    Text joined = text_new(0), scratch = text_new(0);
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        text_clear(&joined);
        for (size_t a = 0; a < n_args; a++) {
            pig_str part = any_text_at(&args[a], i, &scratch);
            text_append(&joined, pig_str_data(&part), part.n_bytes);
        }
        pig_strs_out(out)[i] = pig_str_copy(ctx, joined.data, joined.n_bytes);
    }
    text_free(&joined);
    text_free(&scratch);
    return 0;
}

BATCH_FN(udf_concat) {
    if (!all_strings(args, n_args))
        return concat_any(ctx, n_rows, args, n_args, out);
    for (size_t i = 0; i < n_rows; i++)
        if (row_is_valid(out, i))
            pig_strs_out(out)[i] = concat_row(ctx, args, n_args, i);
    return 0;
}

// Java's equalsIgnoreCase: units are equal when their simple upper or lower cases are.
static bool equal_ignoring_case(const pig_str *a, const pig_str *b) {
    const uint8_t *p = (const uint8_t *)pig_str_data(a), *p_end = p + a->n_bytes;
    const uint8_t *q = (const uint8_t *)pig_str_data(b), *q_end = q + b->n_bytes;
    while (p < p_end && q < q_end) {
        ucs4_t c, d;
        p += u8_mbtouc(&c, p, (size_t)(p_end - p));
        q += u8_mbtouc(&d, q, (size_t)(q_end - q));
        if (c == d)
            continue;
        if (c > 0xFFFF || d > 0xFFFF)
            return false;
        ucs4_t upper_c = uc_toupper(c), upper_d = uc_toupper(d);
        if (upper_c != upper_d && uc_tolower(upper_c) != uc_tolower(upper_d))
            return false;
    }
    return p == p_end && q == q_end;
}

BATCH_FN(udf_equals_ignore_case) {
    if (n_args < 2)
        return n_args == 0 ? all_null(ctx, n_rows, out) : pig_fail(ctx, "two texts are wanted");
    Text left = text_new(0), right = text_new(0);
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        pig_str a = any_text_at(&args[0], i, &left), b = any_text_at(&args[1], i, &right);
        pig_booleans_out(out)[i] = equal_ignoring_case(&a, &b);
    }
    text_free(&left);
    text_free(&right);
    return 0;
}
