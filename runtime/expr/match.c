// SPDX-License-Identifier: Apache-2.0
//
// MATCHES. A constant pattern is looked at once: text without anything special, perhaps with .* at
// its ends, needs no regular expression at all. In constant patterns of . * + ? {} [] () | alone
// the dot also matches a newline, as in Apache Pig, which runs those by an automaton.

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "runtime/expr/node.h"
#include "udf/value/java_regex.h"

typedef enum Shape { SHAPE_REGEX, SHAPE_EQUALS, SHAPE_STARTS, SHAPE_ENDS, SHAPE_CONTAINS } Shape;

typedef struct Matcher {
    bool ready;
    Shape shape;
    Text pattern; // of a constant, or the last one of a column
    const char *literal;
    size_t n_literal;
    JavaRegex *regex;
    RegexMatch *match;
} Matcher;

// ---- shapes ----

static bool contains_any(const char *text, size_t n_bytes, const char *set) {
    for (size_t i = 0; i < n_bytes; i++)
        if (text[i] && strchr(set, text[i]))
            return true;
    return false;
}

static bool contains_pair(const char *text, size_t n_bytes) {
    static const char *const pairs[] = {"&&", "(?", "??", "*?", "+?", "}?", "?+", "*+", "++", "}+"};
    for (size_t i = 0; i + 1 < n_bytes; i++)
        for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
            if (text[i] == pairs[p][0] && text[i + 1] == pairs[p][1])
                return true;
    return false;
}

static bool is_plain(const char *pattern, size_t n_bytes) {
    return !contains_any(pattern, n_bytes, "\\^$") && !contains_pair(pattern, n_bytes);
}

// Recognises "text", "text.*", ".*text" and ".*text.*".
static Shape shape_of(const char *pattern, size_t n_bytes, const char **literal, size_t *n) {
    bool open_start = n_bytes >= 2 && memcmp(pattern, ".*", 2) == 0;
    if (open_start)
        pattern += 2, n_bytes -= 2;
    bool open_end = n_bytes >= 2 && memcmp(pattern + n_bytes - 2, ".*", 2) == 0;
    if (open_end)
        n_bytes -= 2;
    *literal = pattern;
    *n = n_bytes;
    if (contains_any(pattern, n_bytes, "\\^$.|?*+()[]{}"))
        return SHAPE_REGEX;
    if (open_start)
        return open_end ? SHAPE_CONTAINS : SHAPE_ENDS;
    return open_end ? SHAPE_STARTS : SHAPE_EQUALS;
}

static void release_regex(Matcher *matcher) {
    regex_match_free(matcher->match);
    java_regex_free(matcher->regex);
    matcher->match = NULL;
    matcher->regex = NULL;
    matcher->ready = false;
}

static Status set_pattern(Node *node, Worker *worker, const char *pattern, size_t n_bytes,
                          bool constant) {
    Matcher *matcher = node->matcher;
    release_regex(matcher);
    text_clear(&matcher->pattern);
    text_append(&matcher->pattern, pattern, n_bytes);
    pattern = matcher->pattern.data;
    matcher->shape = SHAPE_REGEX;
    bool plain = constant && is_plain(pattern, n_bytes);
    if (plain)
        matcher->shape = shape_of(pattern, n_bytes, &matcher->literal, &matcher->n_literal);
    if (matcher->shape == SHAPE_REGEX) {
        Text why = text_new(0);
        unsigned flags = REGEX_WHOLE_ONLY | (plain ? REGEX_DOT_MATCHES_NEWLINE : 0u);
        matcher->regex = java_regex_compile(pattern, n_bytes, flags, &why);
        matcher->match = matcher->regex ? regex_match_create(matcher->regex) : NULL;
        Status status = STATUS_OK;
        if (!matcher->match)
            status = worker_fail(worker, 1066, &node->expression->place,
                                 "bad regular expression '%.200s': %s", pattern, why.data);
        text_free(&why);
        TRY(status);
    }
    matcher->ready = true;
    return STATUS_OK;
}

Status prepare_matches(Node *node, Worker *worker) {
    node->matcher = ARENA_NEW(worker->state, Matcher);
    node->matcher->pattern = text_new(0);
    return STATUS_OK;
}

void release_matches(Node *node) {
    release_regex(node->matcher);
    text_free(&node->matcher->pattern);
    node->matcher = NULL;
}

// ---- finding ----

// Whether the needle begins at one of the places, for the few places left at the end of a text.
static bool found_at_one_of(const char *text, size_t n_places, const char *needle, size_t n) {
    for (size_t i = 0; i < n_places; i++)
        if (text[i] == needle[0] && memcmp(text + i + 1, needle + 1, n - 1) == 0)
            return true;
    return false;
}

#ifdef __SSE2__
enum { LANES = 16 };

// Compares first and last byte of the needle at 16 places at once. After: Wojciech Mula, "SIMD-
// friendly algorithms for substring searching", 2016.
static bool contains(const char *text, size_t n_bytes, const char *needle, size_t n) {
    const size_t n_places = n_bytes - n + 1;
    const __m128i first = _mm_set1_epi8(needle[0]), last = _mm_set1_epi8(needle[n - 1]);
    size_t i = 0;
    for (; i + LANES <= n_places; i += LANES) {
        const __m128i starts = _mm_loadu_si128((const __m128i *)(text + i));
        const __m128i ends = _mm_loadu_si128((const __m128i *)(text + i + n - 1));
        unsigned mask = (unsigned)_mm_movemask_epi8(
            _mm_and_si128(_mm_cmpeq_epi8(starts, first), _mm_cmpeq_epi8(ends, last)));
        for (; mask; mask &= mask - 1)
            if (memcmp(text + i + __builtin_ctz(mask), needle, n) == 0)
                return true;
    }
    return found_at_one_of(text + i, n_places - i, needle, n);
}
#else
static bool contains(const char *text, size_t n_bytes, const char *needle, size_t n) {
    return n_bytes < 64 ? found_at_one_of(text, n_bytes - n + 1, needle, n)
                        : memmem(text, n_bytes, needle, n) != NULL;
}
#endif

// ---- matching ----

static bool matches_literal(const Matcher *matcher, const char *text, size_t n_bytes) {
    size_t n = matcher->n_literal;
    if (n_bytes < n)
        return false;
    if (n == 0)
        return matcher->shape != SHAPE_EQUALS || n_bytes == 0;
    switch (matcher->shape) {
    case SHAPE_EQUALS:
        return n_bytes == n && memcmp(text, matcher->literal, n) == 0;
    case SHAPE_STARTS:
        return memcmp(text, matcher->literal, n) == 0;
    case SHAPE_ENDS:
        return memcmp(text + n_bytes - n, matcher->literal, n) == 0;
    default:
        return contains(text, n_bytes, matcher->literal, n);
    }
}

static Status match_one(Node *node, Worker *worker, const pig_str *text, uint8_t *result) {
    Matcher *matcher = node->matcher;
    const char *bytes = pig_str_data(text);
    if (matcher->shape != SHAPE_REGEX) {
        *result = matches_literal(matcher, bytes, text->n_bytes);
        return STATUS_OK;
    }
    RegexOutcome outcome = regex_match_whole(matcher->regex, matcher->match, bytes, text->n_bytes);
    *result = outcome == REGEX_MATCHED;
    if (outcome == REGEX_TOO_COMPLEX)
        return worker_fail(worker, 9010, &node->expression->place,
                           "regular expression '%.200s' takes too many steps on '%.*s'",
                           matcher->pattern.data, text->n_bytes < 100 ? (int)text->n_bytes : 100,
                           bytes);
    return STATUS_OK;
}

// Compiles the pattern of a row unless it is the one at hand.
static Status use_pattern(Node *node, Worker *worker, const pig_str *pattern, bool constant) {
    const Matcher *matcher = node->matcher;
    const char *bytes = pig_str_data(pattern);
    if (matcher->ready && matcher->pattern.n_bytes == pattern->n_bytes &&
        memcmp(matcher->pattern.data, bytes, pattern->n_bytes) == 0)
        return STATUS_OK;
    return set_pattern(node, worker, bytes, pattern->n_bytes, constant);
}

static Status match_rows(Node *node, Worker *worker, const Vector *sides, const Rows *rows,
                         Vector *out) {
    const Vector *texts = &sides[0], *patterns = &sides[1];
    bool constant = node->children[1]->expression->kind == EXPRESSION_CONSTANT;
    uint8_t *results = pig_booleans_out(out);
    for (size_t i = 0; i < rows->n; i++) {
        size_t row = rows_at(rows, i);
        if (out->valid && pig_is_null(out, row))
            continue;
        if (!node->matcher->ready || patterns->form == PIG_FLAT)
            TRY(use_pattern(node, worker, &pig_strs(patterns)[pig_at(patterns, row)], constant));
        TRY(match_one(node, worker, &pig_strs(texts)[pig_at(texts, row)], &results[row]));
    }
    return STATUS_OK;
}

Status run_matches(Node *node, const Scope *scope, Vector *out) {
    Arena *arena = scope->worker->arena;
    Vector sides[2];
    TRY(node_run(node->children[0], scope, &sides[0]));
    TRY(node_run(node->children[1], scope, &sides[1]));
    bool constant = all_constant(sides, 2);
    Rows rows = constant ? (Rows){NULL, 1, 1} : scope->rows;
    *out = vector_new(arena, type_of(PIG_BOOLEAN), rows.n_rows);
    out->valid = combined_validity(arena, sides, 2, rows.n_rows);
    if (sides[1].form == PIG_CONSTANT && !pig_is_null(&sides[1], 0))
        TRY(use_pattern(node, scope->worker, pig_strs(&sides[1]),
                        node->children[1]->expression->kind == EXPRESSION_CONSTANT));
    TRY(match_rows(node, scope->worker, sides, &rows, out));
    if (constant)
        out->form = PIG_CONSTANT;
    return STATUS_OK;
}
