// SPDX-License-Identifier: Apache-2.0
//
// Compiled patterns of call sites; see the header.

#include "udf/builtin/pattern.h"

#include <stdlib.h>

int udf_pattern_bind(pig_ctx *ctx, void **data) {
    Pattern *pattern = calloc(1, sizeof *pattern);
    if (!pattern)
        return pig_fail_code(ctx, 9020, "out of memory");
    pattern->text = text_new(0);
    pattern->why = text_new(0);
    *data = pattern;
    return 0;
}

static void forget(Pattern *pattern) {
    regex_match_free(pattern->match);
    java_regex_free(pattern->regex);
    pattern->match = NULL;
    pattern->regex = NULL;
}

void udf_pattern_unbind(void *data) {
    Pattern *pattern = data;
    forget(pattern);
    text_free(&pattern->text);
    text_free(&pattern->why);
    free(pattern);
}

bool pattern_use(Pattern *pattern, const pig_str *text) {
    const char *bytes = pig_str_data(text);
    if (pattern->compiled && pattern->text.n_bytes == text->n_bytes &&
        memcmp(pattern->text.data, bytes, text->n_bytes) == 0)
        return pattern->regex;
    forget(pattern);
    text_clear(&pattern->text);
    text_append(&pattern->text, bytes, text->n_bytes);
    text_clear(&pattern->why);
    pattern->compiled = true;
    pattern->regex = java_regex_compile(bytes, text->n_bytes, 0, &pattern->why);
    if (pattern->regex)
        pattern->match = regex_match_create(pattern->regex);
    return pattern->regex;
}

static bool settle(pig_ctx *ctx, const Pattern *pattern, RegexOutcome outcome) {
    if (outcome == REGEX_TOO_COMPLEX)
        pig_fail_code(ctx, 9022, "matching '%.100s' takes too many steps", pattern->text.data);
    return outcome == REGEX_MATCHED;
}

bool pattern_find(pig_ctx *ctx, Pattern *pattern, const char *text, size_t n_bytes, size_t from) {
    if (from > n_bytes)
        return false;
    return settle(ctx, pattern, regex_find(pattern->regex, pattern->match, text, n_bytes, from));
}

bool pattern_matches(pig_ctx *ctx, Pattern *pattern, const char *text, size_t n_bytes) {
    return settle(ctx, pattern, regex_match_whole(pattern->regex, pattern->match, text, n_bytes));
}

size_t pattern_next(const char *text, size_t n_bytes, size_t start, size_t end) {
    if (end > start)
        return end;
    size_t next = end + 1;
    while (next < n_bytes && ((unsigned char)text[next] & 0xC0) == 0x80)
        next++;
    return next;
}
