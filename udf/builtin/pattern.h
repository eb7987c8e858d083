// SPDX-License-Identifier: Apache-2.0
//
// The pattern of one call site for one worker: compiled when it first appears and again only when
// it changes. A constant pattern is so compiled once. Patterns without special characters, and
// those that only escape some ("\|"), are known as the plain texts that they are.

#ifndef JAVELINA_UDF_BUILTIN_PATTERN_H
#define JAVELINA_UDF_BUILTIN_PATTERN_H

#include "udf/builtin/builtin.h"
#include "udf/value/java_regex.h"

typedef struct Pattern {
    JavaRegex *regex; // NULL: bad, `why` tells
    RegexMatch *match;
    Text text; // as last compiled
    Text why;
    Text literal; // what the pattern stands for if it is a plain text, else empty
    bool compiled;
    bool splits_pairs; // matches nothing between two characters that it does not know
} Pattern;

// A text, or a part of it.
typedef struct PatternSpan {
    size_t start, end;
} PatternSpan;

// bind and unbind of functions with a pattern: bind_data is a Pattern.
int udf_pattern_bind(pig_ctx *ctx, void **data);
void udf_pattern_unbind(void *data);

// Makes `pattern` the one spelt by `text`; false: bad.
bool pattern_use(Pattern *pattern, const pig_str *text);

// Finds the next match at or after *from; false: none, or too complex, which fails the call
// (ctx->failed).
bool pattern_find(pig_ctx *ctx, Pattern *pattern, const char *text, size_t n_bytes, size_t from);
bool pattern_matches(pig_ctx *ctx, Pattern *pattern, const char *text, size_t n_bytes);

// pattern_find where only the whole match is asked for: a plain text is searched for as such.
bool pattern_find_span(pig_ctx *ctx, Pattern *pattern, const pig_str *text, size_t from,
                       PatternSpan *found);

// An empty match in front of a surrogate pair that is followed by another one inside the pair, as
// in Java, which leaves two halves. They cannot be said in UTF-8: each becomes a question mark.
bool pattern_splits_pair(const Pattern *pattern, const pig_str *text, const PatternSpan *found);

enum { PAIR_BYTES = 4 };

// Where to look for the match after the last one, which ended at `end`: an empty match moves on by
// a character. Past n_bytes: there is no further place.
size_t pattern_next(const char *text, size_t n_bytes, size_t start, size_t end);

#endif
