// SPDX-License-Identifier: Apache-2.0
//
// STRSPLIT and STRSPLITTOBAG: Java's String.split. Limit 0 drops empty parts at the end, a positive
// limit is the most parts there may be, a negative one keeps all. A bad pattern gives null.

#include "udf/builtin/functions.h"
#include "udf/builtin/pattern.h"

// What is being split, and where the next part begins.
typedef struct Splitter {
    pig_ctx *ctx;
    const char *data;
    size_t n_bytes, from;
    bool behind_half; // the part begins with half of a surrogate pair
    StrList *parts;
    size_t before; // parts of earlier rows
} Splitter;

static bool wants_more(const Splitter *s, int64_t limit) {
    return limit <= 0 || s->parts->n - s->before + 1 < (size_t)limit;
}

static void add_part(Splitter *s, size_t end) {
    pig_str part = str_part(s->data + s->from, end - s->from, s->data + s->n_bytes);
    if (s->behind_half) {
        Text whole = text_new(0);
        text_append_char(&whole, '?');
        text_append(&whole, pig_str_data(&part), part.n_bytes);
        part = pig_str_copy(s->ctx, whole.data, whole.n_bytes);
        text_free(&whole);
    }
    s->behind_half = false;
    str_list_add(s->parts, part);
}

// Parts of `text` behind those of earlier rows.
static void split(pig_ctx *ctx, Pattern *pattern, const pig_str *text, int64_t limit,
                  StrList *parts) {
    Splitter s = {.ctx = ctx,
                  .data = pig_str_data(text),
                  .n_bytes = text->n_bytes,
                  .parts = parts,
                  .before = parts->n};
    PatternSpan found;
    size_t at = 0;
    while (wants_more(&s, limit) && pattern_find_span(ctx, pattern, text, at, &found)) {
        at = pattern_next(s.data, s.n_bytes, found.start, found.end);
        if (found.end > 0) { // an empty match in front makes no empty part
            add_part(&s, found.start);
            s.from = found.end;
        }
        if (pattern_splits_pair(pattern, text, &found) && wants_more(&s, limit)) {
            str_list_add(parts, pig_str_make("?", 1));
            s.from = found.end + PAIR_BYTES;
            s.behind_half = true;
        }
    }
    if (parts->n == s.before) {
        str_list_add(parts, *text);
        return;
    }
    add_part(&s, s.n_bytes);
    while (limit == 0 && parts->n > s.before && parts->items[parts->n - 1].n_bytes == 0)
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
