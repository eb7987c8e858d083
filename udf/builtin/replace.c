// SPDX-License-Identifier: Apache-2.0
//
// REPLACE: Java's replaceAll. In the replacement $1 and ${name} stand for groups and a backslash
// takes the next character as it is. What Java refuses gives null.

#include "udf/builtin/functions.h"
#include "udf/builtin/pattern.h"

#include <ctype.h>

// Appends group `group` of the last match.
static void append_group(const Pattern *pattern, unsigned group, const char *text, Text *to) {
    size_t start, end;
    if (regex_group(pattern->match, group, &start, &end))
        text_append(to, text + start, end - start);
}

// "${name}" at *at (behind the $); false: not well formed or no such group.
static bool append_named(const Pattern *pattern, const char **at, const char *end, const char *text,
                         Text *to) {
    const char *name = ++*at;
    while (*at < end && isalnum((unsigned char)**at))
        ++*at;
    if (*at == end || **at != '}' || *at == name)
        return false;
    int group = regex_group_number(pattern->regex, name, (size_t)(*at - name));
    ++*at;
    if (group < 0)
        return false;
    append_group(pattern, (unsigned)group, text, to);
    return true;
}

// "$12": as many digits as still name a group.
static bool append_numbered(const Pattern *pattern, const char **at, const char *end,
                            const char *text, Text *to) {
    unsigned n_groups = regex_group_count(pattern->regex);
    unsigned group = (unsigned)(*(*at)++ - '0');
    if (group > n_groups)
        return false;
    while (*at < end && isdigit((unsigned char)**at) &&
           group * 10 + (unsigned)(**at - '0') <= n_groups)
        group = group * 10 + (unsigned)(*(*at)++ - '0');
    append_group(pattern, group, text, to);
    return true;
}

static bool append_replacement(const Pattern *pattern, const pig_str *replacement, const char *text,
                               Text *to) {
    const char *at = pig_str_data(replacement), *end = at + replacement->n_bytes;
    while (at < end) {
        char c = *at++;
        if (c != '\\' && c != '$') {
            text_append_char(to, c);
            continue;
        }
        if (at == end)
            return false;
        if (c == '\\')
            text_append_char(to, *at++);
        else if (*at == '{' ? !append_named(pattern, &at, end, text, to)
                            : !isdigit((unsigned char)*at) ||
                                  !append_numbered(pattern, &at, end, text, to))
            return false;
    }
    return true;
}

// Appends what replaces the last match.
static bool append_for_match(const Pattern *pattern, const pig_str *replacement, bool plain,
                             const char *text, Text *to) {
    if (!plain)
        return append_replacement(pattern, replacement, text, to);
    text_append(to, pig_str_data(replacement), replacement->n_bytes);
    return true;
}

// false: null (or the call failed).
static bool replace(pig_ctx *ctx, Pattern *pattern, const pig_str *subject,
                    const pig_str *replacement, bool plain, Text *to, bool *changed) {
    const char *text = pig_str_data(subject);
    size_t n = subject->n_bytes, at = 0, copied = 0;
    PatternSpan found;
    text_clear(to);
    *changed = false;
    while (plain ? pattern_find_span(ctx, pattern, subject, at, &found)
                 : pattern_find(ctx, pattern, text, n, at) &&
                       regex_group(pattern->match, 0, &found.start, &found.end)) {
        text_append(to, text + copied, found.start - copied);
        if (!append_for_match(pattern, replacement, plain, text, to))
            return false;
        copied = found.end;
        *changed = true;
        at = pattern_next(text, n, found.start, found.end);
        if (pattern_splits_pair(pattern, subject, &found)) {
            text_append_char(to, '?');
            if (!append_for_match(pattern, replacement, plain, text, to))
                return false;
            text_append_char(to, '?');
            copied = found.end + PAIR_BYTES;
        }
    }
    if (*changed)
        text_append(to, text + copied, n - copied);
    return !ctx->failed;
}

static bool is_plain(const pig_str *replacement) {
    const char *data = pig_str_data(replacement);
    return !memchr(data, '$', replacement->n_bytes) && !memchr(data, '\\', replacement->n_bytes);
}

BATCH_FN(udf_replace) {
    UNUSED(n_args);
    Pattern *pattern = ctx->bind_data;
    Text to = text_new(0);
    for (size_t i = 0; i < n_rows && !ctx->failed; i++) {
        if (!row_is_valid(out, i))
            continue;
        ctx->row = i;
        const pig_str *subject = str_at(&args[0], i), *replacement = str_at(&args[2], i);
        bool changed = false;
        if (!pattern_use(pattern, str_at(&args[1], i)) ||
            !replace(ctx, pattern, subject, replacement, is_plain(replacement), &to, &changed))
            pig_set_null(ctx, out, i);
        else
            pig_strs_out(out)[i] = changed ? pig_str_copy(ctx, to.data, to.n_bytes) : *subject;
    }
    text_free(&to);
    return ctx->failed ? -1 : 0;
}
