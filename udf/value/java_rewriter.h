// SPDX-License-Identifier: Apache-2.0
//
// What the parts of the rewriting of patterns share: java_pattern.c has groups and repetitions,
// java_class.c single characters and classes.

#ifndef JAVELINA_UDF_VALUE_JAVA_REWRITER_H
#define JAVELINA_UDF_VALUE_JAVA_REWRITER_H

#include "udf/value/java_pattern.h"
#include "udf/value/java_property.h"

enum { REWRITER_MAX_DEPTH = 200 };

typedef struct PatternFlags {
    bool dot_all, multiline, comments, unix_lines, ignore_case, unicode_case, unicode;
} PatternFlags;

typedef struct Rewriter {
    PatternOptions options;
    const char *start;
    const char *at;
    const char *end;
    Text *out;
    Text *why;
    PatternFlags flags;
    unsigned n_groups; // opened so far
    unsigned all_groups;
    int depth;
    int look_behinds; // that surround this place
    Text *groups;     // those inside a look-behind of its own, empty; NULL: not inside one
    bool failed;
} Rewriter;

// false, with the reason kept if it is the first.
bool rewriter_fail(Rewriter *r, const char *reason);

bool rewriter_looking_at(const Rewriter *r, const char *word);
bool rewriter_accept(Rewriter *r, const char *word);

// Steps over blanks and comments where (?x) is on.
void rewriter_skip_comments(Rewriter *r);

// One character that stands for itself.
void rewriter_emit_character(Rewriter *r, uint32_t c);

// The character at r->at, UTF-8.
bool rewriter_read_character(Rewriter *r, uint32_t *c);

// Escapes that stand for one character, behind the backslash; *known is false for others (then
// nothing is read).
bool rewriter_read_escape(Rewriter *r, uint32_t *c, bool *known);

// \p{Name}, \pL, \P{Name}, behind the p or P.
bool rewriter_property(Rewriter *r, bool negated);

// \d \D \s \S \w \W.
void rewriter_predefined(Rewriter *r, char letter);

// A class, behind its opening bracket, appended to `out`.
bool rewriter_class(Rewriter *r, Text *out);

// PCRE2 is told to ignore case. Where Java ignores it for ASCII letters only, and the text is not
// all ASCII, both cases are spelled out instead.
static inline bool rewriter_passes_case(const Rewriter *r) {
    return r->flags.ignore_case && (r->flags.unicode_case || r->options.ascii);
}

static inline PropertyFlags rewriter_property_flags(const Rewriter *r) {
    return (PropertyFlags){.ignore_case = r->flags.ignore_case, .unicode = r->flags.unicode};
}

#endif
