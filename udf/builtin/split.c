// SPDX-License-Identifier: Apache-2.0
//
// STRSPLIT and STRSPLITTOBAG: Java's String.split. Limit 0 drops empty parts at the end, a positive
// limit is the most parts there may be, a negative one keeps all. A bad pattern gives null.

#include "udf/builtin/functions.h"
#include "udf/builtin/pattern.h"

// Parts of `text` into `parts`, which has `before` entries of earlier rows.
static void split(pig_ctx *ctx, Pattern *pattern, const pig_str *text, int64_t limit,
                  StrList *parts) {
    const char *data = pig_str_data(text);
    size_t n = text->n_bytes, at = 0, from = 0, before = parts->n;
    PatternSpan found;
    bool any = false;
    while ((limit <= 0 || parts->n - before + 1 < (size_t)limit) &&
           pattern_find_span(ctx, pattern, text, at, &found)) {
        at = pattern_next(data, n, found.start, found.end);
        if (from == 0 && found.end == 0)
            continue; // an empty match in front makes no empty part
        str_list_add(parts, str_part(data + from, found.start - from, data + n));
        from = found.end;
        any = true;
    }
    if (!any) {
        str_list_add(parts, *text);
        return;
    }
    str_list_add(parts, pig_str_make(data + from, n - from));
    while (limit == 0 && parts->n > before && parts->items[parts->n - 1].n_bytes == 0)
        parts->n--;
}

// Splits every row; fills the spans of out.
static int split_rows(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args, pig_vec *out,
                      StrList *parts) {
    Pattern *pattern = ctx->bind_data;
    pig_str blank = pig_str_make("\\s", 2);
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        ctx->row = i;
        if (!pattern_use(pattern, n_args > 1 ? str_at(&args[1], i) : &blank)) {
            pig_set_null(ctx, out, i);
            continue;
        }
        int64_t limit = 0;
        if (n_args > 2)
            integer_at(&args[2], i, &limit);
        size_t before = parts->n;
        split(ctx, pattern, str_at(&args[0], i), limit, parts);
        if (ctx->failed)
            return -1;
        pig_spans_out(out)[i] = (pig_span){before, parts->n - before};
    }
    return 0;
}

BATCH_FN(udf_strsplit) {
    StrList parts = str_list(ctx_arena(ctx), n_rows * 8);
    if (split_rows(ctx, n_rows, args, n_args, out, &parts) != 0)
        return -1;
    ragged_of_strings(ctx_arena(ctx), out, &parts);
    out->children[0].flags |= args[0].flags & PIG_VEC_STABLE;
    return 0;
}

// The schema says nothing of the bag's tuples, so they are ragged, each with one field.
BATCH_FN(udf_strsplittobag) {
    Arena *arena = ctx_arena(ctx);
    StrList parts = str_list(arena, n_rows * 8);
    if (split_rows(ctx, n_rows, args, n_args, out, &parts) != 0)
        return -1;
    Vector fields = (Vector){.type = PIG_TUPLE, .form = PIG_FLAT};
    ragged_of_strings(arena, &fields, &parts);
    fields.children[0].flags |= args[0].flags & PIG_VEC_STABLE;
    bag_of_ragged_singles(arena, out, fields.children, parts.n);
    return 0;
}
