// SPDX-License-Identifier: Apache-2.0
//
// Rewriting patterns of java.util.regex into PCRE2's language.

#ifndef JAVELINA_UDF_VALUE_JAVA_PATTERN_H
#define JAVELINA_UDF_VALUE_JAVA_PATTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/base/text.h"

enum {
    LOOK_BEHINDS_MAX = 64,
    LOOK_BEHIND_END = 255, // number of the callout at the end of a look-behind's pattern
};

// A look-behind whose length varies, which PCRE2 does not have: (?C<n>) stands for number n in the
// pattern. It holds where `pattern` matches a text that ends at that place.
typedef struct LookBehind {
    Text pattern; // ends in (?C255)
    uint32_t most_characters;
    uint32_t first_group, n_groups; // that stand in it
    bool negative;
} LookBehind;

typedef struct LookBehinds {
    LookBehind items[LOOK_BEHINDS_MAX];
    unsigned n;
} LookBehinds;

// How to rewrite.
typedef struct PatternOptions {
    bool dot_all;              // the dot matches line ends too
    bool ascii;                // for texts of ASCII only, to be compiled without UTF
    LookBehinds *look_behinds; // NULL: they are left to PCRE2. Patterns given: text_free
} PatternOptions;

// Appends the pattern in PCRE2's language to `out`; false with the reason in *why when Java would
// refuse it.
bool java_pattern_rewrite(const char *pattern, size_t n_bytes, PatternOptions options, Text *out,
                          Text *why);

#endif
