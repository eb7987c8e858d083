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

// A look-behind whose length varies, asked through a callout.
typedef struct Behind {
    Code code;
    uint32_t most_characters;
    uint32_t first_group, n_groups; // of the whole pattern, which stand in it
    bool negative;
} Behind;

// A regex for one kind of texts.
typedef struct Form {
    Code whole, find;
    Behind *behinds;
    unsigned n_behinds;
} Form;

struct JavaRegex {
    Form any, ascii;
    uint32_t n_groups;
};

typedef struct Subject {
    PCRE2_SPTR text;
    size_t n_bytes;
} Subject;

// What the callouts of a match need to know.
typedef struct BehindRun {
    const Form *form;
    Subject subject;
    unsigned n_asked; // look-behinds tried in this match
    size_t wanted;    // where the look-behind being matched must end
    pcre2_match_data *data[LOOK_BEHINDS_MAX];
    int n_set[LOOK_BEHINDS_MAX];  // groups, 0: it has not matched yet
    pcre2_match_context *context; // has no stack of just-in-time code, which the match itself uses
} BehindRun;

struct RegexMatch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    BehindRun *behinds; // NULL: none
    int n_set;          // groups of the last match, counted with group 0
};

// ---- compiling ----

// 0, or PCRE2's error with its text in *why.
static int compile(const Text *pattern, uint32_t options, Text *why, Code *code) {
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (context)
        pcre2_set_newline(context, PCRE2_NEWLINE_LF); // a pattern says itself what ends a line
    int error;
    size_t at;
    code->code =
        pcre2_compile((PCRE2_SPTR)pattern->data, pattern->n_bytes, options, &error, &at, context);
    pcre2_compile_context_free(context);
    if (!code->code) {
        char message[160];
        pcre2_get_error_message(error, (PCRE2_UCHAR *)message, sizeof message);
        text_append_string(why, message);
        return error;
    }
    code->fast = pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE) == 0;
    return 0;
}

typedef struct Pattern {
    const char *bytes;
    size_t n_bytes;
    unsigned flags;
} Pattern;

static void form_free(Form *form) {
    pcre2_code_free(form->whole.code);
    pcre2_code_free(form->find.code);
    for (unsigned i = 0; i < form->n_behinds; i++)
        pcre2_code_free(form->behinds[i].code.code);
    free(form->behinds);
    *form = (Form){0};
}

static int compile_behinds(LookBehinds *all, uint32_t options, Text *why, Form *form) {
    int error = 0;
    form->behinds = all->n ? calloc(all->n, sizeof *form->behinds) : NULL;
    for (unsigned i = 0; i < all->n; i++) {
        LookBehind *from = &all->items[i];
        if (form->behinds && error == 0) {
            form->behinds[form->n_behinds] = (Behind){.most_characters = from->most_characters,
                                                      .first_group = from->first_group,
                                                      .n_groups = from->n_groups,
                                                      .negative = from->negative};
            error = compile(&from->pattern, options | PCRE2_ANCHORED, why,
                            &form->behinds[form->n_behinds++].code);
        }
        text_free(&from->pattern);
    }
    return all->n && !form->behinds ? PCRE2_ERROR_NOMEMORY : error;
}

// `behinds`: look-behinds are taken out of the pattern; NULL: PCRE2 does them.
static int compile_with(const Pattern *pattern, bool ascii, LookBehinds *behinds, Form *form,
                        Text *why) {
    Text rewritten = text_new(0);
    PatternOptions how = {.dot_all = pattern->flags & REGEX_DOT_MATCHES_NEWLINE,
                          .ascii = ascii,
                          .look_behinds = behinds};
    bool good = java_pattern_rewrite(pattern->bytes, pattern->n_bytes, how, &rewritten, why);
    uint32_t options = ascii ? 0 : PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
    int error = good ? 0 : PCRE2_ERROR_INTERNAL;
    if (behinds) // they would lose places that only a callout knows
        options |= PCRE2_NO_AUTO_POSSESS | PCRE2_NO_START_OPTIMIZE;
    if (behinds && error == 0)
        error = compile_behinds(behinds, options, why, form);
    if (error == 0 && !(pattern->flags & REGEX_FIND_ONLY))
        error =
            compile(&rewritten, options | PCRE2_ANCHORED | PCRE2_ENDANCHORED, why, &form->whole);
    if (error == 0 && !(pattern->flags & REGEX_WHOLE_ONLY))
        error = compile(&rewritten, options, why, &form->find);
    text_free(&rewritten);
    if (error != 0)
        form_free(form);
    return error;
}

static bool compile_form(const Pattern *pattern, bool ascii, Form *form, Text *why) {
    int error = compile_with(pattern, ascii, NULL, form, why);
    if (error != PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH)
        return error == 0;
    LookBehinds *behinds = calloc(1, sizeof *behinds);
    text_clear(why);
    error = behinds ? compile_with(pattern, ascii, behinds, form, why) : PCRE2_ERROR_NOMEMORY;
    free(behinds);
    return error == 0;
}

JavaRegex *java_regex_compile(const char *pattern, size_t n_bytes, unsigned flags, Text *why) {
    JavaRegex *regex = calloc(1, sizeof *regex);
    if (!regex) {
        text_append_string(why, "out of memory");
        return NULL;
    }
    const Pattern p = {pattern, n_bytes, flags};
    if (!compile_form(&p, false, &regex->any, why)) {
        java_regex_free(regex);
        return NULL;
    }
    pcre2_pattern_info(regex->any.whole.code ? regex->any.whole.code : regex->any.find.code,
                       PCRE2_INFO_CAPTURECOUNT, &regex->n_groups);
    Text ignored = text_new(0); // a pattern that has no ASCII form does without
    if (text_is_ascii(pattern, n_bytes))
        (void)compile_form(&p, true, &regex->ascii, &ignored);
    text_free(&ignored);
    return regex;
}

void java_regex_free(JavaRegex *regex) {
    if (!regex)
        return;
    form_free(&regex->any);
    form_free(&regex->ascii);
    free(regex);
}

// ---- matching ----

static void set_limits(pcre2_match_context *context) {
    pcre2_set_match_limit(context, MATCH_LIMIT);
    pcre2_set_depth_limit(context, DEPTH_LIMIT);
    pcre2_set_heap_limit(context, HEAP_LIMIT_KB);
}

static int run_code(const Code *code, const Subject *on, size_t from, pcre2_match_data *data,
                    pcre2_match_context *context) {
    if (code->fast)
        return pcre2_jit_match(code->code, on->text, on->n_bytes, from, 0, data, context);
    return pcre2_match(code->code, on->text, on->n_bytes, from, 0, data, context);
}

// Does the look-behind match a text that ends at `place`? Short ones first, as in Java.
static int ask_behind(BehindRun *run, unsigned number, size_t place) {
    const Behind *behind = &run->form->behinds[number];
    size_t outer = run->wanted, from = place;
    int n = PCRE2_ERROR_NOMATCH;
    run->wanted = place;
    for (uint32_t back = 0; n == PCRE2_ERROR_NOMATCH; back++) {
        if (run->n_asked++ == MATCH_LIMIT)
            return PCRE2_ERROR_MATCHLIMIT;
        n = run_code(&behind->code, &run->subject, from, run->data[number], run->context);
        if (from == 0 || back == behind->most_characters)
            break;
        from--;
        while (from > 0 && (run->subject.text[from] & 0xC0) == 0x80)
            from--;
    }
    run->wanted = outer;
    run->n_set[number] = n >= 0 ? n : run->n_set[number];
    if (n < 0 && n != PCRE2_ERROR_NOMATCH)
        return n; // ends the match with this error
    return (n >= 0) == behind->negative;
}

// 0 goes on, 1 goes back, below zero fails.
static int callout(pcre2_callout_block *block, void *data) {
    BehindRun *run = data;
    if (block->callout_number == LOOK_BEHIND_END)
        return block->current_position != run->wanted;
    return ask_behind(run, block->callout_number, block->current_position);
}

static void behind_run_free(BehindRun *run) {
    if (!run)
        return;
    for (unsigned i = 0; i < LOOK_BEHINDS_MAX; i++)
        pcre2_match_data_free(run->data[i]);
    pcre2_match_context_free(run->context);
    free(run);
}

static BehindRun *behind_run_create(const Form *form) {
    BehindRun *run = calloc(1, sizeof *run);
    if (!run)
        return NULL;
    run->context = pcre2_match_context_create(NULL);
    bool good = run->context;
    for (unsigned i = 0; i < form->n_behinds && good; i++)
        good = (run->data[i] = pcre2_match_data_create(form->behinds[i].n_groups + 1, NULL));
    if (!good) {
        behind_run_free(run);
        return NULL;
    }
    set_limits(run->context);
    pcre2_set_callout(run->context, callout, run);
    return run;
}

RegexMatch *regex_match_create(const JavaRegex *regex) {
    RegexMatch *match = calloc(1, sizeof *match);
    if (!match)
        return NULL;
    unsigned n_behinds = regex->any.n_behinds;
    match->data = pcre2_match_data_create(regex->n_groups + 1, NULL);
    match->context = pcre2_match_context_create(NULL);
    match->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL);
    match->behinds = n_behinds ? behind_run_create(&regex->any) : NULL;
    if (!match->data || !match->context || (n_behinds && !match->behinds)) {
        regex_match_free(match);
        return NULL;
    }
    set_limits(match->context);
    if (match->behinds)
        pcre2_set_callout(match->context, callout, match->behinds);
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
    behind_run_free(match->behinds);
    free(match);
}

static RegexOutcome run(RegexMatch *match, const Form *form, const Code *code,
                        const Subject *subject, size_t from) {
    if (!code->code || !match)
        return REGEX_TOO_COMPLEX;
    if (match->behinds) {
        match->behinds->form = form;
        match->behinds->subject = *subject;
        match->behinds->n_asked = 0;
        memset(match->behinds->n_set, 0, sizeof match->behinds->n_set);
    }
    int n = run_code(code, subject, from, match->data, match->context);
    match->n_set = n > 0 ? n : 0;
    if (n > 0)
        return REGEX_MATCHED;
    return n == PCRE2_ERROR_NOMATCH ? REGEX_NO_MATCH : REGEX_TOO_COMPLEX;
}

RegexOutcome regex_match_whole(const JavaRegex *regex, RegexMatch *match, const char *text,
                               size_t n_bytes) {
    const Subject subject = {(PCRE2_SPTR)(text ? text : ""), n_bytes};
    bool ascii = regex->ascii.whole.code && text_is_ascii(text, n_bytes);
    const Form *form = ascii ? &regex->ascii : &regex->any;
    return run(match, form, &form->whole, &subject, 0);
}

RegexOutcome regex_find(const JavaRegex *regex, RegexMatch *match, const char *text, size_t n_bytes,
                        size_t from) {
    const Subject subject = {(PCRE2_SPTR)(text ? text : ""), n_bytes};
    // A long text that is searched on and on is not looked at again and again.
    bool looked_at = regex->ascii.find.code && (from == 0 || n_bytes <= LOOK_AT_BYTES);
    const Form *form = looked_at && text_is_ascii(text, n_bytes) ? &regex->ascii : &regex->any;
    return run(match, form, &form->find, &subject, from);
}

unsigned regex_group_count(const JavaRegex *regex) {
    return regex->n_groups;
}

// The innermost look-behind that holds the group, -1 for none.
static int behind_of_group(const RegexMatch *match, unsigned group) {
    if (!match->behinds || group == 0)
        return -1;
    const Form *form = match->behinds->form;
    for (int i = (int)form->n_behinds - 1; i >= 0; i--)
        if (group - form->behinds[i].first_group < form->behinds[i].n_groups)
            return i;
    return -1;
}

bool regex_group(const RegexMatch *match, unsigned group, size_t *start, size_t *end) {
    pcre2_match_data *data = match->data;
    int n_set = match->n_set, behind = behind_of_group(match, group);
    if (behind >= 0) {
        data = match->behinds->data[behind];
        n_set = match->behinds->n_set[behind];
        group -= match->behinds->form->behinds[behind].first_group - 1;
    }
    if (group >= (unsigned)n_set)
        return false;
    const size_t *offsets = pcre2_get_ovector_pointer(data);
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
    const pcre2_code *code = regex->any.whole.code ? regex->any.whole.code : regex->any.find.code;
    int number = pcre2_substring_number_from_name(code, (PCRE2_SPTR)copy);
    return number > 0 ? number : -1;
}
