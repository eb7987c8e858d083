// SPDX-License-Identifier: Apache-2.0
//
// A box is printed a thousand rows at a time, so that a long result neither waits nor fills the
// memory; the first thousand decide its widths.

#include "runtime/shell/table.h"

#include <string.h>

#include "runtime/shell/output.h"
#include "udf/vector/value.h"

enum { ROWS_AT_A_TIME = 1000 };

static const char *described(Arena *arena, const Type *type) {
    Text text = text_new(0);
    if (type_is_complex(type->tag))
        text_append_string(&text, type_name(type->tag));
    else
        type_describe(type, &text);
    const char *copy = arena_strdup(arena, text.data);
    text_free(&text);
    return copy;
}

static const BoxColumn *make_columns(Table *table, const Schema *schema) {
    BoxColumn *columns = ARENA_NEW_ARRAY(table->arena, BoxColumn, table->n_columns);
    if (schema == NULL) {
        columns[0].type = "tuple";
        return columns;
    }
    for (int i = 0; i < schema->n_fields; i++) {
        const Field *field = &schema->fields[i];
        columns[i] = (BoxColumn){field->name, described(table->arena, field->type),
                                 type_is_number(type_seen(field->type)->tag)};
    }
    return columns;
}

void table_open(Table *table, const Schema *schema) {
    table->n_columns = schema != NULL ? (size_t)schema->n_fields : 1;
    if (table->boxed && table->n_columns > 0)
        table->box = box_create(table->n_columns, make_columns(table, schema));
}

// The fields of a row as texts; a row of unknown schema is one tuple.
static void add_to_box(Table *table, const Value *row, bool whole) {
    const char **cells = ARENA_NEW_ARRAY(table->arena, const char *, table->n_columns);
    ValueItems items = value_items(row);
    Text text = text_new(0);
    for (size_t i = 0; i < table->n_columns && (whole || i < items.n_items); i++) {
        Value field = whole ? *row : value_next(&items);
        text_clear(&text);
        values_print(&text, &field);
        cells[i] = field.tag != PIG_UNKNOWN ? arena_strdup(table->arena, text.data) : NULL;
    }
    text_free(&text);
    box_add_row(table->box, cells);
}

static void print_tuple(Table *table, const Value *row) {
    Text text = text_new(0);
    values_print(&text, row);
    fwrite(text.data, 1, text.n_bytes, table->out);
    putc('\n', table->out);
    text_free(&text);
}

void table_row(void *context, const LogicalOperator *dump, const char *packed) {
    (void)dump;
    Table *table = context;
    if (table->limit >= 0 && table->n_rows >= (uint64_t)table->limit) {
        table->more = *table->stop = true;
        return;
    }
    table->n_rows++;
    Value row = value_unpack(packed);
    if (table->box == NULL) {
        print_tuple(table, &row);
        return;
    }
    ArenaMark mark = arena_mark(table->arena);
    add_to_box(table, &row, row.tag != PIG_TUPLE || table->n_columns != value_count(&row));
    arena_release(table->arena, mark);
    if (box_row_count(table->box) == ROWS_AT_A_TIME)
        box_print_rows(table->box, output_width(table->out), table->out);
}

void table_close(Table *table, double seconds) {
    if (table->box == NULL)
        return;
    char count[AMOUNT_TEXT];
    box_print_rows(table->box, output_width(table->out), table->out);
    box_print_end(table->box, table->out);
    fprintf(table->out, "%s %s%s, %.0f ms\n", output_count(count, table->n_rows),
            table->n_rows == 1 ? "row" : "rows", table->more ? ", more follow" : "",
            seconds * 1000);
    box_destroy(table->box);
}

void table_abandon(Table *table) {
    if (table->box != NULL)
        box_destroy(table->box);
}
