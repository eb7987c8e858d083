// SPDX-License-Identifier: Apache-2.0
//
// A table in a box, for people: a row of names, a row of types, then rows of cells. Widths are
// counted in terminal cells (an East-Asian character takes two); what does not fit into the
// terminal is cut and marked with an ellipsis.

#ifndef JAVELINA_RUNTIME_SHELL_BOX_H
#define JAVELINA_RUNTIME_SHELL_BOX_H

#include <stdbool.h>
#include <stdio.h>

#include "lang/base/arena.h"

typedef struct BoxColumn {
    const char *name; // NULL: nameless
    const char *type;
    bool right; // numbers stand at the right
} BoxColumn;

typedef struct Box Box;

// An empty table; columns are borrowed. Everything lives in `arena`.
Box *box_create(Arena *arena, size_t n_columns, const BoxColumn *columns);

// A row of n_columns cells, copied; NULL: a null, shown as nothing. Control characters are shown
// as blanks, bytes that are not UTF-8 as U+FFFD.
void box_add_row(Box *box, const char *const *cells);

size_t box_row_count(const Box *box);

// Draws it no wider than `width` cells where that is possible.
void box_print(const Box *box, unsigned width, FILE *out);

// Terminal cells of a text.
size_t box_text_width(const char *text);

#endif
