// SPDX-License-Identifier: Apache-2.0
//
// PCRE2 behind Java's words. Anchoring is an option of compilation, because the just-in-time code
// does not take it at match time: a regex is compiled once for whole matches and once for finding.
// Each has a second form for texts of ASCII only, which runs in two thirds of the time.

#include "udf/value/java_regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "udf/value/java_pattern.h"
#include "udf/value/utf16.h"

enum {
    MATCH_LIMIT = 20000000, // steps before a match is given up
    DEPTH_LIMIT = 200000,
    HEAP_LIMIT_KB = 64 * 1024,
    JIT_STACK_FIRST = 32 * 1024,
    JIT_STACK_MOST = 2 * 1024 * 1024,
    LOOK_AT_BYTES = 4096,
};

typedef struct Code {
    pcre2_code *code; // NULL: not there
    bool fast;        // has just-in-time code
} Code;

struct JavaRegex {
    Code whole, find;
    Code whole_ascii, find_ascii;
    uint32_t n_groups;
};

struct RegexMatch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    int n_set; // groups of the last match, counted with group 0
};

static bool compile(const Text *pattern, uint32_t options, Text *why, Code *code) {
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context)
        pcre2_set_newline(context, PCRE2_NEWLINE_ANY);
    int error;
    size_t at;
    code->code =
        pcre2_compile((PCRE2_SPTR)pattern->data, pattern->n_bytes, options, &error, &at, context);
    pcre2_compile_context_free(context);
    if (!code->code) {
        char message[160];
        pcre2_get_error_message(error, (PCRE2_UCHAR *)message, sizeof message);
        text_append_string(why, message);
        return false;
    }
    code->fast = pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE) == 0;
    return true;
}

typedef struct Pattern {
    const char *bytes;
    size_t n_bytes;
    unsigned flags;
} Pattern;

static bool compile_both(const Pattern *pattern, bool ascii, Code *whole, Code *find, Text *why) {
    Text rewritten = text_new(0);
    bool unicode;
    PatternOptions how = {.dot_all = pattern->flags & REGEX_DOT_MATCHES_NEWLINE, .ascii = ascii};
    bool good =
        java_pattern_rewrite(pattern->bytes, pattern->n_bytes, how, &rewritten, &unicode, why);
    uint32_t options = ascii ? 0 : PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | (unicode ? PCRE2_UCP : 0);
    if (good && !(pattern->flags & REGEX_FIND_ONLY))
        good = compile(&rewritten, options | PCRE2_ANCHORED | PCRE2_ENDANCHORED, why, whole);
    if (good && !(pattern->flags & REGEX_WHOLE_ONLY))
        good = compile(&rewritten, options, why, find);
    text_free(&rewritten);
    return good;
}

JavaRegex *java_regex_compile(const char *pattern, size_t n_bytes, unsigned flags, Text *why) {
    JavaRegex *regex = calloc(1, sizeof *regex);
    if (!regex) {
        text_append_string(why, "out of memory");
        return NULL;
    }
    const Pattern p = {pattern, n_bytes, flags};
    if (!compile_both(&p, false, &regex->whole, &regex->find, why)) {
        java_regex_free(regex);
        return NULL;
    }
    pcre2_pattern_info(regex->whole.code ? regex->whole.code : regex->find.code,
                       PCRE2_INFO_CAPTURECOUNT, &regex->n_groups);
    Text ignored = text_new(0); // a pattern that has no ASCII form does without
    if (text_is_ascii(pattern, n_bytes))
        (void)compile_both(&p, true, &regex->whole_ascii, &regex->find_ascii, &ignored);
    text_free(&ignored);
    return regex;
}

void java_regex_free(JavaRegex *regex) {
    if (!regex)
        return;
    pcre2_code_free(regex->whole.code);
    pcre2_code_free(regex->find.code);
    pcre2_code_free(regex->whole_ascii.code);
    pcre2_code_free(regex->find_ascii.code);
    free(regex);
}

RegexMatch *regex_match_create(const JavaRegex *regex) {
    RegexMatch *match = calloc(1, sizeof *match);
    if (!match)
        return NULL;
    match->data = pcre2_match_data_create(regex->n_groups + 1, NULL);
    match->context = pcre2_match_context_create(NULL);
    match->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL);
    if (!match->data || !match->context) {
        regex_match_free(match);
        return NULL;
    }
    pcre2_set_match_limit(match->context, MATCH_LIMIT);
    pcre2_set_depth_limit(match->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(match->context, HEAP_LIMIT_KB);
    if (match->stack)
        pcre2_jit_stack_assign(match->context, NULL, match->stack);
    return match;
}

void regex_match_free(RegexMatch *match) {
    if (!match)
        return;
    pcre2_match_data_free(match->data);
    pcre2_match_context_free(match->context);
    pcre2_jit_stack_free(match->stack);
    free(match);
}

static RegexOutcome run(const Code *any, const Code *ascii, RegexMatch *match, const char *text,
                        size_t n_bytes, size_t from) {
    // A long text that is searched on and on is not looked at again and again.
    bool looked_at = ascii->code && (from == 0 || n_bytes <= LOOK_AT_BYTES);
    const Code *code = looked_at && text_is_ascii(text, n_bytes) ? ascii : any;
    if (!code->code || !match)
        return REGEX_TOO_COMPLEX;
    PCRE2_SPTR subject = (PCRE2_SPTR)(text ? text : "");
    int n =
        code->fast
            ? pcre2_jit_match(code->code, subject, n_bytes, from, 0, match->data, match->context)
            : pcre2_match(code->code, subject, n_bytes, from, 0, match->data, match->context);
    match->n_set = n > 0 ? n : 0;
    if (n > 0)
        return REGEX_MATCHED;
    return n == PCRE2_ERROR_NOMATCH ? REGEX_NO_MATCH : REGEX_TOO_COMPLEX;
}

RegexOutcome regex_match_whole(const JavaRegex *regex, RegexMatch *match, const char *text,
                               size_t n_bytes) {
    return run(&regex->whole, &regex->whole_ascii, match, text, n_bytes, 0);
}

RegexOutcome regex_find(const JavaRegex *regex, RegexMatch *match, const char *text, size_t n_bytes,
                        size_t from) {
    return run(&regex->find, &regex->find_ascii, match, text, n_bytes, from);
}

unsigned regex_group_count(const JavaRegex *regex) {
    return regex->n_groups;
}

bool regex_group(const RegexMatch *match, unsigned group, size_t *start, size_t *end) {
    if (group >= (unsigned)match->n_set)
        return false;
    const size_t *offsets = pcre2_get_ovector_pointer(match->data);
    if (offsets[2 * group] == PCRE2_UNSET)
        return false;
    *start = offsets[2 * group];
    *end = offsets[2 * group + 1];
    return true;
}

int regex_group_number(const JavaRegex *regex, const char *name, size_t n_bytes) {
    char copy[128];
    if (n_bytes >= sizeof copy)
        return -1;
    memcpy(copy, name, n_bytes);
    copy[n_bytes] = '\0';
    const pcre2_code *code = regex->whole.code ? regex->whole.code : regex->find.code;
    int number = pcre2_substring_number_from_name(code, (PCRE2_SPTR)copy);
    return number > 0 ? number : -1;
}
