// SPDX-License-Identifier: Apache-2.0
//
// REGEX_EXTRACT, REGEX_EXTRACT_ALL and REGEX_SEARCH. Groups point into the subject.

#include "udf/builtin/functions.h"
#include "udf/builtin/pattern.h"

static bool constructor_says(const pig_ctx *ctx, bool otherwise) {
    const char *argument = pig_constructor_arg(ctx, 0);
    return argument ? strcasecmp(argument, "true") == 0 : otherwise;
}

static int bad_pattern(pig_ctx *ctx, const Pattern *pattern, size_t i) {
    ctx->row = i;
    return pig_fail_code(ctx, 2078, "'%.100s' is no regular expression: %.200s", pattern->text.data,
                         pattern->why.data);
}

static bool search(pig_ctx *ctx, Pattern *pattern, const pig_str *text, bool whole) {
    const char *data = pig_str_data(text);
    return whole ? pattern_matches(ctx, pattern, data, text->n_bytes)
                 : pattern_find(ctx, pattern, data, text->n_bytes, 0);
}

// The text of a group, or NO_STRING if it took no part.
static pig_str group_text(const Pattern *pattern, unsigned group, const pig_str *text) {
    size_t start, end;
    const char *data = pig_str_data(text);
    if (regex_group(pattern->match, group, &start, &end))
        return str_part(data + start, end - start, data + text->n_bytes);
    pig_str none = {.n_bytes = NO_STRING};
    return none;
}

// A group number beyond the pattern's gives null, one below zero fails; so does a null pattern.
static int extract_row(pig_ctx *ctx, Pattern *pattern, const pig_vec *args, size_t i, bool whole,
                       pig_vec *out) {
    ctx->row = i;
    if (pig_is_null(&args[0], i) || pig_is_null(&args[2], i)) {
        pig_set_null(ctx, out, i);
        return 0;
    }
    if (pig_is_null(&args[1], i))
        return pig_fail_code(ctx, 2078, "the regular expression of REGEX_EXTRACT is null");
    if (!pattern_use(pattern, str_at(&args[1], i)))
        return bad_pattern(ctx, pattern, i);
    const pig_str *text = str_at(&args[0], i);
    if (!search(ctx, pattern, text, whole)) {
        pig_set_null(ctx, out, i);
        return ctx->failed ? -1 : 0;
    }
    int32_t group = pig_ints(&args[2])[pig_at(&args[2], i)];
    if (group < 0)
        return pig_fail_code(ctx, 2078, "there is no group %d", group);
    pig_str found = {.n_bytes = NO_STRING};
    if ((unsigned)group <= regex_group_count(pattern->regex))
        found = group_text(pattern, (unsigned)group, text);
    if (found.n_bytes == NO_STRING)
        pig_set_null(ctx, out, i);
    else
        pig_strs_out(out)[i] = found;
    return 0;
}

BATCH_FN(udf_regex_extract) {
    UNUSED(n_args);
    bool whole = constructor_says(ctx, false);
    for (size_t i = 0; i < n_rows; i++)
        if (extract_row(ctx, ctx->bind_data, args, i, whole, out) != 0)
            return -1;
    out->flags |= args[0].flags & PIG_VEC_STABLE;
    return 0;
}

BATCH_FN(udf_regex_extract_all) {
    UNUSED(n_args);
    Pattern *pattern = ctx->bind_data;
    bool whole = constructor_says(ctx, true);
    StrList groups = str_list(ctx_arena(ctx), n_rows * 8);
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        if (!pattern_use(pattern, str_at(&args[1], i)))
            return bad_pattern(ctx, pattern, i);
        const pig_str *text = str_at(&args[0], i);
        if (!search(ctx, pattern, text, whole)) {
            if (ctx->failed)
                return -1;
            pig_set_null(ctx, out, i);
            continue;
        }
        unsigned n_groups = regex_group_count(pattern->regex);
        pig_spans_out(out)[i] = (pig_span){groups.n, n_groups};
        for (unsigned g = 1; g <= n_groups; g++)
            str_list_add(&groups, group_text(pattern, g, text));
    }
    ragged_of_strings(ctx_arena(ctx), out, &groups);
    out->children[0].flags |= args[0].flags & PIG_VEC_STABLE;
    return 0;
}

// Group 1 of every match; false: no match, or a failure.
static bool search_all(pig_ctx *ctx, Pattern *pattern, const pig_str *text, StrList *found) {
    const char *data = pig_str_data(text);
    size_t at = 0, before = found->n, start, end;
    while (pattern_find(ctx, pattern, data, text->n_bytes, at)) {
        str_list_add(found, group_text(pattern, 1, text));
        regex_group(pattern->match, 0, &start, &end);
        at = pattern_next(data, text->n_bytes, start, end);
    }
    return !ctx->failed && found->n > before;
}

static Vector strings_or_nulls(Arena *arena, const StrList *list) {
    Vector values = str_list_vector(list);
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].n_bytes == NO_STRING)
            vector_set_null(arena, &values, i, list->n);
    return values;
}

BATCH_FN(udf_regex_search) {
    if (n_args == 0)
        return all_null(ctx, n_rows, out);
    if (n_args == 1)
        return pig_fail_code(ctx, 2078, "REGEX_SEARCH takes a text and a pattern");
    Pattern *pattern = ctx->bind_data;
    StrList found = str_list(ctx_arena(ctx), n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        pig_str text, expression;
        if (!row_is_valid(out, i))
            continue;
        ctx->row = i;
        if (!text_at(&args[0], i, false, &text) || !text_at(&args[1], i, false, &expression))
            return pig_fail(ctx, "REGEX_SEARCH wants a chararray and a pattern");
        if (!pattern_use(pattern, &expression))
            return bad_pattern(ctx, pattern, i);
        if (regex_group_count(pattern->regex) == 0)
            return pig_fail_code(ctx, 2078, "the pattern of REGEX_SEARCH has no group");
        size_t before = found.n;
        if (search_all(ctx, pattern, &text, &found))
            pig_spans_out(out)[i] = (pig_span){before, found.n - before};
        else if (ctx->failed)
            return -1;
        else
            pig_set_null(ctx, out, i);
    }
    Vector values = strings_or_nulls(ctx_arena(ctx), &found);
    values.flags |= args[0].flags & PIG_VEC_STABLE;
    bag_of_single_fields(ctx_arena(ctx), out, values, found.n);
    return 0;
}
