// SPDX-License-Identifier: Apache-2.0
//
// The table is kept whole, since a width is known only once all its cells are. Too wide a table
// takes from its widest column, cell by cell, then leaves out columns at the right.

#include "runtime/shell/box.h"

#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include "lang/base/text.h"

enum { MIN_COLUMN_WIDTH = 6 };

struct Box {
    Arena *arena;
    size_t n_columns;
    const BoxColumn *columns;
    size_t n_rows, capacity;
    const char ***rows;
    size_t *widths;
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
    size_t width = text != NULL ? box_text_width(text) : 0;
    if (width > box->widths[column])
        box->widths[column] = width;
}

Box *box_create(Arena *arena, size_t n_columns, const BoxColumn *columns) {
    Box *box = ARENA_NEW(arena, Box);
    box->arena = arena;
    box->n_columns = n_columns;
    box->columns = columns;
    box->widths = ARENA_NEW_ARRAY(arena, size_t, n_columns);
    for (size_t i = 0; i < n_columns; i++) {
        widen(box, i, columns[i].name);
        widen(box, i, columns[i].type);
    }
    return box;
}

void box_add_row(Box *box, const char *const *cells) {
    if (box->n_rows == box->capacity) {
        size_t capacity = box->capacity > 0 ? 2 * box->capacity : 64;
        const char ***rows = ARENA_NEW_ARRAY(box->arena, const char **, capacity);
        if (box->n_rows > 0)
            memcpy(rows, box->rows, box->n_rows * sizeof *rows);
        box->rows = rows;
        box->capacity = capacity;
    }
    const char **row = ARENA_NEW_ARRAY(box->arena, const char *, box->n_columns);
    for (size_t i = 0; i < box->n_columns; i++) {
        row[i] = cells[i] != NULL ? arena_strdup(box->arena, cells[i]) : NULL;
        widen(box, i, row[i]);
    }
    box->rows[box->n_rows++] = row;
}

size_t box_row_count(const Box *box) {
    return box->n_rows;
}

// ---- drawing ----

typedef struct Drawing {
    const Box *box;
    FILE *out;
    size_t n_shown; // columns
    size_t *widths;
} Drawing;

static size_t total_width(const size_t *widths, size_t n) {
    size_t total = 1;
    for (size_t i = 0; i < n; i++)
        total += widths[i] + 3;
    return total;
}

static void fit(Drawing *drawing, size_t width) {
    while (total_width(drawing->widths, drawing->n_shown) > width) {
        size_t widest = 0;
        for (size_t i = 1; i < drawing->n_shown; i++) {
            if (drawing->widths[i] > drawing->widths[widest])
                widest = i;
        }
        if (drawing->widths[widest] > MIN_COLUMN_WIDTH)
            drawing->widths[widest]--;
        else if (drawing->n_shown > 1)
            drawing->n_shown--;
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

static void put_cell(const Drawing *drawing, const char *text, size_t column, bool right) {
    size_t room = drawing->widths[column];
    text = text != NULL ? text : "";
    size_t width = box_text_width(text);
    bool cut = width > room;
    size_t limit = cut ? room - 1 : room, used = 0;
    fputs(" ", drawing->out);
    if (right && !cut)
        put_blanks(drawing->out, room - width);
    ucs4_t c;
    for (int w; (w = next_character(&text, &c)) >= 0 && used + (size_t)w <= limit;) {
        put_character(drawing->out, c);
        used += (size_t)w;
    }
    if (cut) {
        fputs("…", drawing->out);
        used++;
    }
    if (!right || cut)
        put_blanks(drawing->out, room - used);
    fputs(" │", drawing->out);
}

static void put_rule(const Drawing *drawing, const char *left, const char *cross,
                     const char *right) {
    fputs(left, drawing->out);
    for (size_t i = 0; i < drawing->n_shown; i++) {
        for (size_t k = 0; k < drawing->widths[i] + 2; k++)
            fputs("─", drawing->out);
        fputs(i + 1 < drawing->n_shown ? cross : right, drawing->out);
    }
    fputc('\n', drawing->out);
}

static void end_row(const Drawing *drawing) {
    fputs(drawing->n_shown < drawing->box->n_columns ? " …\n" : "\n", drawing->out);
}

static void put_head(const Drawing *drawing) {
    const BoxColumn *columns = drawing->box->columns;
    fputs("│", drawing->out);
    for (size_t i = 0; i < drawing->n_shown; i++)
        put_cell(drawing, columns[i].name, i, columns[i].right);
    end_row(drawing);
    fputs("│", drawing->out);
    for (size_t i = 0; i < drawing->n_shown; i++)
        put_cell(drawing, columns[i].type, i, columns[i].right);
    end_row(drawing);
}

void box_print(const Box *box, unsigned width, FILE *out) {
    Drawing drawing = {box, out, box->n_columns,
                       ARENA_NEW_ARRAY(box->arena, size_t, box->n_columns)};
    if (box->n_columns == 0)
        return;
    memcpy(drawing.widths, box->widths, box->n_columns * sizeof *drawing.widths);
    fit(&drawing, width > 0 ? width : 80);
    put_rule(&drawing, "┌", "┬", "┐");
    put_head(&drawing);
    put_rule(&drawing, "├", "┼", "┤");
    for (size_t r = 0; r < box->n_rows; r++) {
        fputs("│", out);
        for (size_t i = 0; i < drawing.n_shown; i++)
            put_cell(&drawing, box->rows[r][i], i, box->columns[i].right);
        end_row(&drawing);
    }
    put_rule(&drawing, "└", "┴", "┘");
}
