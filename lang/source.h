// SPDX-License-Identifier: Apache-2.0
//
// Script text and places in it. A Place survives parameter substitution and macro expansion: it
// names the line and column where the reader sees the words, and for text inside a macro also the
// call that brought it in.

#ifndef JAVELINA_LANG_SOURCE_H
#define JAVELINA_LANG_SOURCE_H

#include <stddef.h>

#include "lang/base/arena.h"

// One text: a script file, an imported file, standard input, or the words behind -e.
typedef struct Source {
    const char *name; // as shown to the user; NULL for -e
    const char *text; // as the user wrote it, NUL-terminated
    size_t n_bytes;
    int first_line; // number of the text's first line; 0 means 1. A piece of a longer input has
                    // more
} Source;

// Where something stands. All zero: nowhere in particular.
typedef struct Place {
    const Source *source;
    int line;                     // from 1; 0 unknown
    int column;                   // from 1, in characters
    int width;                    // characters to underline, at least 1 when line is set
    const struct MacroCall *call; // the macro call this came from, NULL at top level
} Place;

typedef struct MacroCall {
    const char *macro; // name of the macro
    Place at;          // where it was called
} MacroCall;

// Number of the text's first line.
int source_first_line(const Source *source);

// The line `line` of the source without its line end. Borrowed from the source.
const char *source_line(const Source *source, int line, size_t *n_bytes);

#endif
