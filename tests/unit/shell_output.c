// SPDX-License-Identifier: Apache-2.0
//
// Amounts for people, colours by environment, and rows on their way to a reader.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/output.h"
#include "runtime/shell/table.h"
#include "udf/vector/pack.h"
#include "udf/vector/vector.h"
#include "tests/unit/suite.h"

START_TEST(counts_have_a_comma_every_three_digits) {
    char text[AMOUNT_TEXT];
    ck_assert_str_eq(output_count(text, 7), "7");
    ck_assert_str_eq(output_count(text, 1204), "1,204");
    ck_assert_str_eq(output_count(text, UINT64_MAX), "18,446,744,073,709,551,615");
}
END_TEST

START_TEST(bytes_have_a_unit) {
    char text[AMOUNT_TEXT];
    ck_assert_str_eq(output_bytes(text, 0), "0 B");
    ck_assert_str_eq(output_bytes(text, 38000), "38 KB");
    ck_assert_str_eq(output_bytes(text, 1900000000), "1.9 GB");
}
END_TEST

START_TEST(no_color_beats_force_and_the_option_beats_both) {
    FILE *file = fopen("/dev/null", "w");
    setenv("NO_COLOR", "", 1);
    setenv("CLICOLOR_FORCE", "1", 1);
    ck_assert(output_wants_color(NULL, file));
    setenv("NO_COLOR", "1", 1);
    ck_assert(!output_wants_color("auto", file));
    ck_assert(output_wants_color("always", file));
    unsetenv("NO_COLOR");
    ck_assert(!output_wants_color("never", file));
    unsetenv("CLICOLOR_FORCE");
    ck_assert(!output_wants_color(NULL, file)); // no terminal
    fclose(file);
}
END_TEST

START_TEST(width_of_what_is_no_terminal_is_80) {
    FILE *file = fopen("/dev/null", "w");
    ck_assert_uint_eq(output_width(file), 80);
    fclose(file);
}
END_TEST

static Schema *one_int(Arena *arena) {
    Schema *schema = schema_new(arena, 1);
    schema->fields[0] = (Field){"n", type_of(PIG_INT)};
    return schema;
}

// A packed row of one int.
static const char *packed_int(Arena *arena, int32_t n) {
    Vector column = vector_new(arena, type_of(PIG_INT), 1);
    ((int32_t *)column.data)[0] = n;
    const Vector row = {.type = PIG_TUPLE, .n_children = 1, .children = &column};
    Text text = text_new(0);
    pack_value(&text, &row, 0);
    char *copy = arena_alloc(arena, text.n_bytes + 1);
    memcpy(copy, text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

START_TEST(rows_behind_the_limit_stop_the_run) {
    Arena *arena = arena_create(0, NULL, NULL);
    char *printed = NULL;
    size_t n_printed = 0;
    volatile bool stop = false;
    Table table = {
        .out = open_memstream(&printed, &n_printed), .arena = arena, .limit = 2, .stop = &stop};
    table_open(&table, one_int(arena));
    table_row(&table, NULL, packed_int(arena, 1));
    table_row(&table, NULL, packed_int(arena, 2));
    ck_assert(!stop);
    table_row(&table, NULL, packed_int(arena, 3));
    ck_assert(stop && table.more);
    table_close(&table, 0);
    fclose(table.out);
    ck_assert_str_eq(printed, "(1)\n(2)\n");
    free(printed);
    arena_destroy(arena);
}
END_TEST

START_TEST(boxes_tell_how_many_rows) {
    Arena *arena = arena_create(0, NULL, NULL);
    char *printed = NULL;
    size_t n_printed = 0;
    volatile bool stop = false;
    Table table = {.out = open_memstream(&printed, &n_printed),
                   .arena = arena,
                   .limit = TABLE_ALL_ROWS,
                   .stop = &stop,
                   .boxed = true};
    table_open(&table, one_int(arena));
    table_row(&table, NULL, packed_int(arena, 7));
    table_close(&table, 0.004);
    fclose(table.out);
    ck_assert_str_eq(printed,
                     "┌─────┐\n│   n │\n│ int │\n├─────┤\n│   7 │\n└─────┘\n1 row, 4 ms\n");
    free(printed);
    arena_destroy(arena);
}
END_TEST

RUN_SUITE("shell_output", counts_have_a_comma_every_three_digits, bytes_have_a_unit,
          no_color_beats_force_and_the_option_beats_both, width_of_what_is_no_terminal_is_80,
          rows_behind_the_limit_stop_the_run, boxes_tell_how_many_rows)
