// SPDX-License-Identifier: Apache-2.0
//
// Rewriting patterns of java.util.regex into PCRE2's language.

#ifndef JAVELINA_UDF_VALUE_JAVA_PATTERN_H
#define JAVELINA_UDF_VALUE_JAVA_PATTERN_H

#include <stdbool.h>

#include "lang/base/text.h"

// How to rewrite.
typedef struct PatternOptions {
    bool dot_all; // the dot matches line ends too
    bool ascii;   // for texts of ASCII only, to be compiled without UTF
} PatternOptions;

// Appends the pattern in PCRE2's language to `out`; false with the reason in *why when Java would
// refuse it. *unicode: the pattern asks for Unicode classes.
bool java_pattern_rewrite(const char *pattern, size_t n_bytes, PatternOptions options, Text *out,
                          bool *unicode, Text *why);

#endif
