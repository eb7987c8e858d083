// SPDX-License-Identifier: Apache-2.0
//
// Regular expressions in Java's syntax and meaning, run by PCRE2 with its just-in-time compiler. A
// pattern is rewritten where the two differ; match and depth limits turn exploding patterns into an
// error. A compiled regex is read-only and may be shared by threads; match state is per thread.

#ifndef JAVELINA_UDF_VALUE_JAVA_REGEX_H
#define JAVELINA_UDF_VALUE_JAVA_REGEX_H

#include "lang/base/arena.h"
#include "lang/base/text.h"

#include <stdbool.h>

typedef struct JavaRegex JavaRegex;
typedef struct RegexMatch RegexMatch; // per-thread state: offsets of the groups of the last match

enum {
    REGEX_DOT_MATCHES_NEWLINE = 1,
    REGEX_WHOLE_ONLY = 2, // regex_find will not be called: compiles in half the time
    REGEX_FIND_ONLY = 4,  // regex_match_whole will not be called
};

// NULL on a bad pattern, with the reason appended to *why. Given: java_regex_free.
JavaRegex *java_regex_compile(const char *pattern, size_t n_bytes, unsigned flags, Text *why);
void java_regex_free(JavaRegex *regex);

RegexMatch *regex_match_create(const JavaRegex *regex);
void regex_match_free(RegexMatch *match);

typedef enum RegexOutcome { REGEX_NO_MATCH, REGEX_MATCHED, REGEX_TOO_COMPLEX } RegexOutcome;

// The whole text matches.
RegexOutcome regex_match_whole(const JavaRegex *regex, RegexMatch *match, const char *text,
                               size_t n_bytes);
// The first match at or after byte `from`.
RegexOutcome regex_find(const JavaRegex *regex, RegexMatch *match, const char *text, size_t n_bytes,
                        size_t from);

unsigned regex_group_count(const JavaRegex *regex);

// Byte range of group `group` (0: the match); false: the group took no part.
bool regex_group(const RegexMatch *match, unsigned group, size_t *start, size_t *end);

// Number of the group named `name`, -1 if there is none.
int regex_group_number(const JavaRegex *regex, const char *name, size_t n_bytes);

#endif
