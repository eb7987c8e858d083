// SPDX-License-Identifier: Apache-2.0
//
// Rows are kept until they are printed, since a width is known only once its cells are. Too wide a
// table takes from its widest column, cell by cell, then leaves out columns at the right.

#include "runtime/shell/box.h"

#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include "lang/base/grow.h"
#include "lang/base/text.h"

enum { MIN_COLUMN_WIDTH = 6 };

struct Box {
    Arena *arena;      // of the table
    Arena *rows_arena; // of the rows not yet printed
    size_t n_columns, n_shown;
    const BoxColumn *columns;
    size_t n_rows, capacity;
    const char ***rows;
    size_t *widths;
    bool has_head; // is printed: widths stand
};

// The next character and its width; bad bytes are U+FFFD, control characters a blank.
static int next_character(const char **text, ucs4_t *c) {
    int n_bytes = u8_strmbtouc(c, (const uint8_t *)*text);
    if (n_bytes == 0)
        return -1;
    *text += n_bytes > 0 ? n_bytes : 1;
    if (n_bytes < 0)
        *c = 0xFFFD;
    int width = uc_width(*c, "UTF-8");
    if (width >= 0)
        return width;
    *c = ' ';
    return 1;
}

size_t box_text_width(const char *text) {
    size_t total = 0;
    ucs4_t c;
    for (int width; (width = next_character(&text, &c)) >= 0;)
        total += (size_t)width;
    return total;
}

static void widen(Box *box, size_t column, const char *text) {
    size_t width = text != NULL && !box->has_head ? box_text_width(text) : 0;
    if (width > box->widths[column])
        box->widths[column] = width;
}

Box *box_create(size_t n_columns, const BoxColumn *columns) {
    Arena *arena = arena_create(0, NULL, NULL);
    Box *box = ARENA_NEW(arena, Box);
    *box = (Box){.arena = arena,
                 .rows_arena = arena_create(0, NULL, NULL),
                 .n_columns = n_columns,
                 .n_shown = n_columns,
                 .columns = columns,
                 .widths = ARENA_NEW_ARRAY(arena, size_t, n_columns)};
    for (size_t i = 0; i < n_columns; i++) {
        widen(box, i, columns[i].name);
        widen(box, i, columns[i].type);
    }
    return box;
}

void box_destroy(Box *box) {
    arena_destroy(box->rows_arena);
    arena_destroy(box->arena);
}

void box_add_row(Box *box, const char *const *cells) {
    box->rows =
        arena_grow(box->rows_arena, box->rows, box->n_rows, &box->capacity, sizeof *box->rows);
    const char **row = ARENA_NEW_ARRAY(box->rows_arena, const char *, box->n_columns);
    for (size_t i = 0; i < box->n_columns; i++) {
        row[i] = cells[i] != NULL ? arena_strdup(box->rows_arena, cells[i]) : NULL;
        widen(box, i, row[i]);
    }
    box->rows[box->n_rows++] = row;
}

size_t box_row_count(const Box *box) {
    return box->n_rows;
}

// ---- drawing ----

static size_t total_width(const size_t *widths, size_t n) {
    size_t total = 1;
    for (size_t i = 0; i < n; i++)
        total += widths[i] + 3;
    return total;
}

static void fit(Box *box, size_t width) {
    while (box->n_shown > 0 && total_width(box->widths, box->n_shown) > width) {
        size_t widest = 0;
        for (size_t i = 1; i < box->n_shown; i++) {
            if (box->widths[i] > box->widths[widest])
                widest = i;
        }
        if (box->widths[widest] > MIN_COLUMN_WIDTH)
            box->widths[widest]--;
        else if (box->n_shown > 1)
            box->n_shown--;
        else
            return;
    }
}

static void put_character(FILE *out, ucs4_t c) {
    uint8_t bytes[6];
    int n = u8_uctomb(bytes, c, sizeof bytes);
    if (n > 0)
        fwrite(bytes, 1, (size_t)n, out);
}

static void put_blanks(FILE *out, size_t n) {
    while (n-- > 0)
        putc(' ', out);
}

static void put_cell(const Box *box, FILE *out, const char *text, size_t column, bool right) {
    size_t room = box->widths[column];
    text = text != NULL ? text : "";
    size_t width = box_text_width(text);
    bool cut = width > room;
    size_t limit = cut ? room - 1 : room, used = 0;
    fputs(" ", out);
    if (right && !cut)
        put_blanks(out, room - width);
    ucs4_t c;
    for (int w; (w = next_character(&text, &c)) >= 0 && used + (size_t)w <= limit;) {
        put_character(out, c);
        used += (size_t)w;
    }
    if (cut) {
        fputs("…", out);
        used++;
    }
    if (!right || cut)
        put_blanks(out, room - used);
    fputs(" │", out);
}

static void put_rule(const Box *box, FILE *out, const char *left, const char *cross,
                     const char *right) {
    fputs(left, out);
    for (size_t i = 0; i < box->n_shown; i++) {
        for (size_t k = 0; k < box->widths[i] + 2; k++)
            fputs("─", out);
        fputs(i + 1 < box->n_shown ? cross : right, out);
    }
    fputc('\n', out);
}

static void end_row(const Box *box, FILE *out) {
    fputs(box->n_shown < box->n_columns ? " …\n" : "\n", out);
}

static void put_head(const Box *box, FILE *out) {
    const BoxColumn *columns = box->columns;
    fputs("│", out);
    for (size_t i = 0; i < box->n_shown; i++)
        put_cell(box, out, columns[i].name, i, columns[i].right);
    end_row(box, out);
    fputs("│", out);
    for (size_t i = 0; i < box->n_shown; i++)
        put_cell(box, out, columns[i].type, i, columns[i].right);
    end_row(box, out);
}

static void put_row(const Box *box, FILE *out, const char *const *row) {
    fputs("│", out);
    for (size_t i = 0; i < box->n_shown; i++)
        put_cell(box, out, row[i], i, box->columns[i].right);
    end_row(box, out);
}

void box_print_rows(Box *box, unsigned width, FILE *out) {
    if (!box->has_head) {
        fit(box, width > 0 ? width : 80);
        put_rule(box, out, "┌", "┬", "┐");
        put_head(box, out);
        put_rule(box, out, "├", "┼", "┤");
        box->has_head = true;
    }
    for (size_t i = 0; i < box->n_rows; i++)
        put_row(box, out, box->rows[i]);
    arena_reset(box->rows_arena);
    box->rows = NULL;
    box->n_rows = box->capacity = 0;
}

void box_print_end(const Box *box, FILE *out) {
    if (box->has_head)
        put_rule(box, out, "└", "┴", "┘");
}
