// SPDX-License-Identifier: Apache-2.0
//
// A column is as wide as its longest cell, or its name and four blanks. Tuples and bags of more
// than three show the first and the last.

#include "runtime/shell/illustrate.h"

#include <string.h>

#include "runtime/shell/box.h"
#include "udf/vector/pack.h"
#include "udf/vector/value.h"

enum { SHOWN_WHOLE = 3, NAME_MARGIN = 4, LEAST_WIDTH = 5 };

// ---- cells ----

static void append_type(Text *out, const Type *type);

static void append_fields(Text *out, const Schema *schema) {
    for (int i = 0; schema && i < schema->n_fields; i++) {
        const Field *field = &schema->fields[i];
        text_append_string(out, i > 0 ? "," : "");
        text_append_string(out, field->name ? field->name : "");
        text_append_char(out, ':');
        append_type(out, field->type);
    }
}

static void append_type(Text *out, const Type *type) {
    type = type_seen(type);
    text_append_string(out, type_name(type->tag));
    if (type->tag != PIG_TUPLE && type->tag != PIG_BAG)
        return;
    text_append_char(out, type->tag == PIG_BAG ? '{' : '(');
    if (type->tag == PIG_BAG)
        text_printf(out, "%s:tuple(", type->tuple_name ? type->tuple_name : "");
    append_fields(out, type->fields);
    text_append_string(out, type->tag == PIG_BAG ? ")}" : ")");
}

static void append_value(Text *out, const Value *value);

static void append_items(Text *out, const Value *nested) {
    ValueItems items = value_items(nested);
    const size_t n = items.n_items;
    for (size_t i = 0; i < n; i++) {
        const Value item = value_next(&items);
        if (n > SHOWN_WHOLE && i > 0 && i + 1 < n)
            continue;
        text_append_string(out, i == 0 ? "" : n > SHOWN_WHOLE ? ", ..., " : ", ");
        append_value(out, &item);
    }
}

static void append_value(Text *out, const Value *value) {
    if (value->tag != PIG_TUPLE && value->tag != PIG_BAG) {
        values_print(out, value);
        return;
    }
    text_append_char(out, value->tag == PIG_BAG ? '{' : '(');
    append_items(out, value);
    text_append_char(out, value->tag == PIG_BAG ? '}' : ')');
}

// ---- a table ----

typedef struct Grid {
    Arena *arena;
    size_t n_columns, n_rows; // the first row holds the names
    const char **cells;
    size_t *widths;
} Grid;

static void put_cell(Grid *grid, size_t row, size_t column, Text *text) {
    grid->cells[row * grid->n_columns + column] = arena_strdup(grid->arena, text->data);
    size_t width = box_text_width(text->data) + (row == 0 ? NAME_MARGIN : 0);
    if (width < LEAST_WIDTH)
        width = LEAST_WIDTH;
    if (width > grid->widths[column])
        grid->widths[column] = width;
    text_clear(text);
}

static void put_names(Grid *grid, const Schema *schema) {
    Text text = text_new(0);
    for (size_t c = 0; c < grid->n_columns; c++) {
        const Schema one = {.n_fields = 1, .fields = &schema->fields[c]};
        append_fields(&text, &one);
        put_cell(grid, 0, c, &text);
    }
    text_free(&text);
}

static void put_rows(Grid *grid, const ExampleStep *step) {
    Text text = text_new(0);
    const char *at = step->kept.data;
    for (size_t r = 0; r < step->n_kept; r++) {
        const Value row = value_unpack(at);
        at += packed_size(at, SIZE_MAX);
        ValueItems fields = value_items(&row);
        for (size_t c = 0; c < grid->n_columns; c++) {
            if (c < fields.n_items) {
                const Value field = value_next(&fields);
                append_value(&text, &field);
            }
            put_cell(grid, r + 1, c, &text);
        }
    }
    text_free(&text);
}

static void print_repeated(char c, size_t n, FILE *out) {
    while (n-- > 0)
        putc(c, out);
}

static void print_cell(const char *text, size_t width, FILE *out) {
    fputs(text, out);
    print_repeated(' ', width - box_text_width(text), out);
    fputs(" | ", out);
}

static void print_grid(const Grid *grid, const char *alias, FILE *out) {
    const size_t margin = box_text_width(alias) + NAME_MARGIN;
    size_t ruler = margin + 1 + 3 * (grid->n_columns + 1);
    for (size_t c = 0; c < grid->n_columns; c++)
        ruler += grid->widths[c];
    for (size_t r = 0; r < grid->n_rows; r++) {
        if (r < 2) {
            print_repeated('-', ruler, out);
            putc('\n', out);
        }
        fputs("| ", out);
        print_cell(r == 0 ? alias : "", margin, out);
        for (size_t c = 0; c < grid->n_columns; c++)
            print_cell(grid->cells[r * grid->n_columns + c], grid->widths[c], out);
        putc('\n', out);
    }
    if (grid->n_rows == 1) {
        print_repeated('-', ruler, out);
        putc('\n', out);
    }
    print_repeated('-', ruler, out);
    putc('\n', out);
}

static void print_step(const ExampleStep *step, FILE *out) {
    Grid grid = {.arena = arena_create(0, NULL, NULL),
                 .n_columns = (size_t)step->schema->n_fields,
                 .n_rows = 1 + step->n_kept};
    grid.cells = ARENA_NEW_ARRAY(grid.arena, const char *, grid.n_columns *grid.n_rows);
    grid.widths = ARENA_NEW_ARRAY(grid.arena, size_t, grid.n_columns);
    put_names(&grid, step->schema);
    put_rows(&grid, step);
    print_grid(&grid, step->alias, out);
    arena_destroy(grid.arena);
}

// A statement may be several steps (CUBE is): the first of a name is the statement's input.
static bool is_shown(const Examples *examples, size_t step) {
    const ExampleStep *s = &examples->steps[step];
    if (!s->alias || !s->schema)
        return false;
    for (size_t i = 0; i < step; i++)
        if (examples->steps[i].alias && strcmp(examples->steps[i].alias, s->alias) == 0)
            return false;
    return true;
}

void illustrate_print(const Examples *examples, FILE *out) {
    for (size_t i = 0; i < examples->n; i++)
        if (is_shown(examples, i))
            print_step(&examples->steps[i], out);
    putc('\n', out);
}
