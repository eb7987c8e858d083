// SPDX-License-Identifier: Apache-2.0
//
// Name patterns of Hadoop: * ? [a-c] [^0-9] and a backslash before a character that means itself.
// Braces are written out before anything is matched.

#ifndef JAVELINA_RUNTIME_IO_GLOB_H
#define JAVELINA_RUNTIME_IO_GLOB_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/base/arena.h"

// True if the text holds a character that makes it a pattern.
bool glob_is_pattern(const char *text);

// Does one path component match a pattern without braces? UTF-8; work is bounded by the product of
// the two lengths.
bool glob_match(const char *pattern, const char *name);

// Writes out the braces: "a{b,c}" -> "ab", "ac". Unbalanced braces stand for themselves. Returns
// NULL when there would be more than max_alternatives.
const char **glob_alternatives(Arena *arena, const char *pattern, size_t max_alternatives,
                               size_t *n_alternatives);

#endif
