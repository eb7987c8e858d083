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

// An empty table; columns are borrowed. Given: free it with box_destroy.
Box *box_create(size_t n_columns, const BoxColumn *columns);
void box_destroy(Box *box);

// A row of n_columns cells, copied; NULL: a null, shown as nothing. Control characters are shown
// as blanks, bytes that are not UTF-8 as U+FFFD.
void box_add_row(Box *box, const char *const *cells);

// Rows added and not yet printed.
size_t box_row_count(const Box *box);

// Prints the rows added so far and forgets them. The first call decides the columns' widths from
// the rows at hand, no wider than `width` cells in all where that is possible, and prints the head.
void box_print_rows(Box *box, unsigned width, FILE *out);

// The rule under the last row.
void box_print_end(const Box *box, FILE *out);

// Terminal cells of a text.
size_t box_text_width(const char *text);

#endif
