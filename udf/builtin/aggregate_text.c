// SPDX-License-Identifier: Apache-2.0
//
// MIN and MAX of chararrays. The best text so far is kept in a buffer that the state owns and
// reuses, unless the column promises that its strings stay where they are.

#include "udf/builtin/builtin.h"
#include "udf/builtin/functions.h"
#include "udf/vector/compare.h"

typedef struct TextExtreme {
    pig_str best;
    char *buffer;
    uint32_t capacity;
    uint32_t seen;
} TextExtreme;

static void keep(pig_ctx *ctx, TextExtreme *s, const pig_str *text, bool stable) {
    s->seen = 1;
    if (stable || text->n_bytes <= PIG_STR_INLINE) {
        s->best = *text;
        return;
    }
    if (text->n_bytes > s->capacity) {
        s->capacity = text->n_bytes + text->n_bytes / 2;
        s->buffer = pig_alloc_state(ctx, s->capacity);
    }
    memmove(s->buffer, pig_str_data(text), text->n_bytes);
    s->best = pig_str_make(s->buffer, text->n_bytes);
}

static void take(pig_ctx *ctx, TextExtreme *s, const pig_str *text, int sign, bool stable) {
    if (!s->seen || sign * text_compare_utf16(text, &s->best) > 0)
        keep(ctx, s, text, stable);
}

static int add(pig_ctx *ctx, size_t n_rows, const pig_vec *v, void *const *states, int sign) {
    bool stable = v->flags & PIG_VEC_STABLE;
    for (size_t i = 0; i < n_rows; i++)
        if (!pig_is_null(v, i))
            take(ctx, states[i], str_at(v, i), sign, stable);
    return 0;
}

static int merge(pig_ctx *ctx, size_t n, void *const *into, void *const *from, int sign) {
    for (size_t i = 0; i < n; i++) {
        const TextExtreme *part = from[i];
        if (part->seen)
            take(ctx, into[i], &part->best, sign, false);
    }
    return 0;
}

static int add_max(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                   void *const *states) {
    UNUSED(n_args);
    return add(ctx, n_rows, args, states, 1);
}

static int add_min(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                   void *const *states) {
    UNUSED(n_args);
    return add(ctx, n_rows, args, states, -1);
}

static int merge_max(pig_ctx *ctx, size_t n, void *const *into, void *const *from) {
    return merge(ctx, n, into, from, 1);
}

static int merge_min(pig_ctx *ctx, size_t n, void *const *into, void *const *from) {
    return merge(ctx, n, into, from, -1);
}

static int finish(pig_ctx *ctx, size_t n, void *const *states, pig_vec *out) {
    for (size_t i = 0; i < n; i++) {
        const TextExtreme *s = states[i];
        if (s->seen)
            pig_strs_out(out)[i] = pig_str_copy(ctx, pig_str_data(&s->best), s->best.n_bytes);
        else
            pig_set_null(ctx, out, i);
    }
    return 0;
}

// Saved as the text behind one byte, or as nothing.
static int save(pig_ctx *ctx, const void *state, pig_str *out) {
    const TextExtreme *s = state;
    size_t n = s->seen ? (size_t)s->best.n_bytes + 1 : 0;
    char *bytes = pig_alloc(ctx, n);
    if (s->seen) {
        bytes[0] = 1;
        memcpy(bytes + 1, pig_str_data(&s->best), s->best.n_bytes);
    }
    *out = pig_str_make(bytes, n);
    return 0;
}

static int load(pig_ctx *ctx, const pig_str *in, void *state) {
    if (in->n_bytes == 0)
        return 0;
    pig_str text = pig_str_make(pig_str_data(in) + 1, in->n_bytes - 1);
    keep(ctx, state, &text, false);
    return 0;
}

#define TEXT_AGGREGATE(name, add_fn, merge_fn)                                                     \
    const pig_agg name = {.size = sizeof(pig_agg),                                                 \
                          .state_bytes = sizeof(TextExtreme),                                      \
                          .add = add_fn,                                                           \
                          .merge = merge_fn,                                                       \
                          .finish = finish,                                                        \
                          .save = save,                                                            \
                          .load = load,                                                            \
                          .order = PIG_ORDER_NONE};

TEXT_AGGREGATE(udf_max_text, add_max, merge_max)
TEXT_AGGREGATE(udf_min_text, add_min, merge_min)
