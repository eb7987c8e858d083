// SPDX-License-Identifier: Apache-2.0
//
// Compiled patterns of call sites; see the header.

#include "udf/builtin/pattern.h"

#include <ctype.h>
#include <stdlib.h>

#include "udf/value/utf16.h"

int udf_pattern_bind(pig_ctx *ctx, void **data) {
    Pattern *pattern = calloc(1, sizeof *pattern);
    if (!pattern)
        return pig_fail_code(ctx, 9020, "out of memory");
    pattern->text = text_new(0);
    pattern->why = text_new(0);
    pattern->literal = text_new(0);
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
    text_free(&pattern->literal);
    free(pattern);
}

// Fills pattern->literal if nothing in the pattern has a meaning.
static void find_literal(Pattern *pattern) {
    const Text *text = &pattern->text;
    text_clear(&pattern->literal);
    for (size_t i = 0; i < text->n_bytes; i++) {
        char c = text->data[i];
        bool escaped =
            c == '\\' && i + 1 < text->n_bytes && ispunct((unsigned char)text->data[i + 1]);
        if (escaped)
            c = text->data[++i];
        else if (c == '\0' || strchr("\\^$.|?*+()[]{}", c)) {
            text_clear(&pattern->literal);
            return;
        }
        text_append_char(&pattern->literal, c);
    }
}

// Two U+FFFD stand for the halves of a pair, which are no letters either.
static bool matches_nothing_anywhere(const Pattern *pattern) {
    static const char halves[] = "\xEF\xBF\xBD\xEF\xBF\xBD";
    size_t start, end;
    return pattern->literal.n_bytes == 0 &&
           regex_find(pattern->regex, pattern->match, halves, 6, 3) == REGEX_MATCHED &&
           regex_group(pattern->match, 0, &start, &end) && start == 3 && end == 3;
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
    text_clear(&pattern->literal);
    if (pattern->regex) {
        pattern->match = regex_match_create(pattern->regex);
        find_literal(pattern);
        pattern->splits_pairs = matches_nothing_anywhere(pattern);
    }
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

bool pattern_find_span(pig_ctx *ctx, Pattern *pattern, const pig_str *text, size_t from,
                       PatternSpan *found) {
    const char *data = pig_str_data(text);
    const Text *literal = &pattern->literal;
    if (literal->n_bytes == 0)
        return pattern_find(ctx, pattern, data, text->n_bytes, from) &&
               regex_group(pattern->match, 0, &found->start, &found->end);
    if (from > text->n_bytes)
        return false;
    const char *at = text_find(data + from, text->n_bytes - from, literal->data, literal->n_bytes);
    if (!at)
        return false;
    found->start = (size_t)(at - data);
    found->end = found->start + literal->n_bytes;
    return true;
}

bool pattern_matches(pig_ctx *ctx, Pattern *pattern, const char *text, size_t n_bytes) {
    return settle(ctx, pattern, regex_match_whole(pattern->regex, pattern->match, text, n_bytes));
}

bool pattern_splits_pair(const Pattern *pattern, const pig_str *text, const PatternSpan *found) {
    return pattern->splits_pairs && found->start == found->end && found->end < text->n_bytes &&
           (unsigned char)pig_str_data(text)[found->end] >= 0xF0;
}

size_t pattern_next(const char *text, size_t n_bytes, size_t start, size_t end) {
    if (end > start)
        return end;
    size_t next = end + 1;
    while (next < n_bytes && ((unsigned char)text[next] & 0xC0) == 0x80)
        next++;
    return next;
}
