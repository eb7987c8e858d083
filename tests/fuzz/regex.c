// SPDX-License-Identifier: Apache-2.0
//
// The first line is a pattern in Java's syntax, what follows is the text it is tried on.

#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "udf/value/java_regex.h"

static void try_groups(const JavaRegex *regex, const RegexMatch *match, size_t n_bytes) {
    for (unsigned group = 0; group <= regex_group_count(regex); group++) {
        size_t start, end;
        if (regex_group(match, group, &start, &end) && (start > end || end > n_bytes))
            __builtin_trap();
    }
}

static void try_regex(const JavaRegex *regex, const char *text, size_t n_bytes) {
    RegexMatch *match = regex_match_create(regex);
    if (match == NULL)
        return;
    if (regex_match_whole(regex, match, text, n_bytes) == REGEX_MATCHED)
        try_groups(regex, match, n_bytes);
    if (regex_find(regex, match, text, n_bytes, 0) == REGEX_MATCHED)
        try_groups(regex, match, n_bytes);
    regex_match_free(match);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes) {
    const char *pattern = (const char *)bytes;
    const char *newline = n_bytes == 0 ? NULL : memchr(pattern, '\n', n_bytes);
    size_t pattern_bytes = newline == NULL ? n_bytes : (size_t)(newline - pattern);
    Text why = text_new(0);
    JavaRegex *regex = java_regex_compile(pattern, pattern_bytes, 0, &why);
    if (regex != NULL) {
        size_t text_at = newline == NULL ? n_bytes : pattern_bytes + 1;
        try_regex(regex, pattern + text_at, n_bytes - text_at);
        java_regex_free(regex);
    }
    text_free(&why);
    return 0;
}
