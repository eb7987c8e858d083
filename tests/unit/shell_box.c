// SPDX-License-Identifier: Apache-2.0
//
// Tables in boxes: alignment, wide characters, narrow terminals.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/box.h"
#include "tests/unit/suite.h"

static char *draw(Box *box, unsigned width) {
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    box_print_rows(box, width, out);
    box_print_end(box, out);
    fclose(out);
    box_destroy(box);
    return text;
}

START_TEST(numbers_stand_right_text_left_null_empty) {
    const BoxColumn columns[] = {{"name", "chararray", false}, {"n", "int", true}};
    Box *box = box_create(2, columns);
    box_add_row(box, (const char *[]){"Amy", "7"});
    box_add_row(box, (const char *[]){"Céline", NULL});
    char *text = draw(box, 80);
    ck_assert_str_eq(text, "┌───────────┬─────┐\n"
                           "│ name      │   n │\n"
                           "│ chararray │ int │\n"
                           "├───────────┼─────┤\n"
                           "│ Amy       │   7 │\n"
                           "│ Céline    │     │\n"
                           "└───────────┴─────┘\n");
    free(text);
}
END_TEST

START_TEST(east_asian_characters_take_two_cells) {
    ck_assert_uint_eq(box_text_width("日本"), 4);
    ck_assert_uint_eq(box_text_width("é"), 1);
    ck_assert_uint_eq(box_text_width("\xff"), 1);
}
END_TEST

START_TEST(wide_text_is_cut_to_the_terminal) {
    const BoxColumn columns[] = {{"a", "chararray", false}};
    Box *box = box_create(1, columns);
    box_add_row(box, (const char *[]){"0123456789012345678901234567890"});
    char *text = draw(box, 20);
    ck_assert_ptr_nonnull(strstr(text, "│ 012345678901234… │\n"));
    free(text);
}
END_TEST

START_TEST(too_many_columns_are_left_out) {
    BoxColumn columns[40];
    const char *cells[40];
    for (int i = 0; i < 40; i++) {
        columns[i] = (BoxColumn){"c", "int", true};
        cells[i] = "1";
    }
    Box *box = box_create(40, columns);
    box_add_row(box, cells);
    char *text = draw(box, 20);
    ck_assert_ptr_nonnull(strstr(text, "│   1 │   1 │   1 │ …\n"));
    free(text);
}
END_TEST

START_TEST(later_rows_go_under_the_same_head) {
    const BoxColumn columns[] = {{"a", "int", true}};
    Box *box = box_create(1, columns);
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    box_add_row(box, (const char *[]){"1"});
    box_print_rows(box, 80, out);
    box_add_row(box, (const char *[]){"12345"});
    box_print_rows(box, 80, out);
    box_print_end(box, out);
    fclose(out);
    box_destroy(box);
    ck_assert_str_eq(text, "┌─────┐\n│   a │\n│ int │\n├─────┤\n│   1 │\n│ 12… │\n└─────┘\n");
    free(text);
}
END_TEST

RUN_SUITE("shell_box", numbers_stand_right_text_left_null_empty,
          east_asian_characters_take_two_cells, wide_text_is_cut_to_the_terminal,
          too_many_columns_are_left_out, later_rows_go_under_the_same_head)
