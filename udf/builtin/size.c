// SPDX-License-Identifier: Apache-2.0
//
// SIZE by type, ARITY, IsEmpty.

#include "udf/builtin/functions.h"
#include "udf/value/utf16.h"
#include "udf/vector/pack.h"
#include "udf/vector/print.h"

BATCH_FN(udf_size_one) {
    UNUSED(ctx), UNUSED(args), UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++)
        pig_longs_out(out)[i] = 1;
    return 0;
}

// A short text is all ASCII if none of its twelve bytes, padded with zeros, has the high bit.
static inline bool is_short_ascii(const pig_str *text) {
    uint64_t low;
    uint32_t high;
    memcpy(&low, text->u.inlined, sizeof low);
    memcpy(&high, text->u.inlined + sizeof low, sizeof high);
    return text->n_bytes <= PIG_STR_INLINE && !((low | high) & 0x8080808080808080u);
}

BATCH_FN(udf_size_text) {
    UNUSED(ctx), UNUSED(n_args);
    const pig_str *texts = pig_strs(args);
    size_t stride = step(args);
    for (size_t i = 0; i < n_rows; i++) {
        const pig_str *text = &texts[i * stride];
        if (is_short_ascii(text))
            pig_longs_out(out)[i] = text->n_bytes;
        else if (row_is_valid(out, i))
            pig_longs_out(out)[i] = (int64_t)utf16_length(pig_str_data(text), text->n_bytes);
    }
    return 0;
}

// Bags and maps.
BATCH_FN(udf_size_span) {
    UNUSED(ctx), UNUSED(n_args);
    const pig_span *spans = pig_spans(args);
    size_t stride = step(args);
    for (size_t i = 0; i < n_rows; i++)
        pig_longs_out(out)[i] = (int64_t)spans[i * stride].n_rows;
    return 0;
}

BATCH_FN(udf_size_tuple) {
    if (args->flags & PIG_VEC_RAGGED)
        return udf_size_span(ctx, n_rows, args, n_args, out);
    for (size_t i = 0; i < n_rows; i++)
        pig_longs_out(out)[i] = args->n_children;
    return 0;
}

// An untyped value that turns out to have a type is measured as what it is.
static int64_t size_of_any(const pig_vec *v, size_t i) {
    pig_str text;
    switch (type_at(v, i)) {
    case PIG_CHARARRAY:
        text_at(v, i, true, &text);
        return (int64_t)utf16_length(pig_str_data(&text), text.n_bytes);
    case PIG_BYTEARRAY:
        text_at(v, i, true, &text);
        return text.n_bytes;
    case PIG_TUPLE:
    case PIG_BAG:
    case PIG_MAP:
        return (int64_t)packed_count(pig_str_data(&((const pig_slot *)v->data)[pig_at(v, i)].str));
    default:
        return 1;
    }
}

BATCH_FN(udf_size_untyped) {
    UNUSED(ctx), UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++)
        if (row_is_valid(out, i))
            pig_longs_out(out)[i] = size_of_any(args, i);
    return 0;
}

BATCH_FN(udf_arity) {
    UNUSED(args);
    for (size_t i = 0; i < n_rows; i++) {
        if (n_args == 0)
            pig_set_null(ctx, out, i);
        else
            pig_ints_out(out)[i] = (int32_t)n_args;
    }
    return 0;
}

BATCH_FN(udf_is_empty) {
    if (n_args == 0)
        return pig_fail(ctx, "a bag or a map is wanted");
    for (size_t i = 0; i < n_rows; i++) {
        pig_type type = type_at(args, i);
        ctx->row = i;
        if (type == PIG_UNKNOWN)
            return pig_fail_code(ctx, 2102, "a null is neither empty nor not");
        if (type != PIG_BAG && type != PIG_MAP)
            return pig_fail_code(ctx, 2102, "a %s cannot be tested for emptiness", type_name(type));
        uint64_t n =
            args->type == PIG_ANY
                ? packed_count(pig_str_data(&((const pig_slot *)args->data)[pig_at(args, i)].str))
                : pig_spans(args)[pig_at(args, i)].n_rows;
        pig_booleans_out(out)[i] = n == 0;
    }
    return 0;
}
