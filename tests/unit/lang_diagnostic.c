// SPDX-License-Identifier: Apache-2.0
//
// How diagnostics look, which one decides the status, and which names are near.

#include <stdio.h>

#include "lang/error_code.h"
#include "tests/unit/lang_script.h"

static char *printed(const DiagnosticSink *sink) {
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *out = open_memstream(&text, &n_bytes);
    diagnostics_print(sink, out, false);
    fclose(out);
    char *copy = strdup(text);
    free(text);
    return copy;
}

static void expect_printed(Script *script, const char *text) {
    char *found = printed(script->sink);
    ck_assert_str_eq(found, text);
    free(found);
}

static Place at(Script *script, int line, int column, int width) {
    return (Place){.source = &script->source, .line = line, .column = column, .width = width};
}

static Script with_source(const char *text) {
    Script script = script_new();
    script.source = (Source){.name = "top.pig", .text = text, .n_bytes = strlen(text)};
    return script;
}

START_TEST(an_error_shows_its_line_a_caret_and_a_hint) {
    Script script = with_source("A = LOAD 'x';\nB = FILTER A BY agee > 1;\n");
    Place place = at(&script, 2, 17, 4);
    diagnose_hint(script.sink, 1025, &place, "did you mean 'age'?", "'%s' is not a field of %s",
                  "agee", "A");
    expect_printed(&script, "top.pig:2:17: ERROR 1025: 'agee' is not a field of A\n"
                            "  2 | B = FILTER A BY agee > 1;\n"
                            "    |                 ^^^^ did you mean 'age'?\n"
                            "    at line 2, column 17 of top.pig\n");
    script_free(&script);
}
END_TEST

START_TEST(an_error_without_place_is_one_line) {
    Script script = script_new();
    diagnose(script.sink, 1003, NULL, "unknown alias");
    expect_printed(&script, "ERROR 1003: unknown alias\n");
    script_free(&script);
}
END_TEST

START_TEST(words_behind_e_have_no_file) {
    Script script = with_source("DUMP A");
    script.source.name = NULL;
    Place place = at(&script, 1, 6, 1);
    diagnose(script.sink, 1003, &place, "unknown alias");
    expect_printed(&script, "ERROR 1003: unknown alias\n"
                            "  1 | DUMP A\n"
                            "    |      ^\n"
                            "    at line 1, column 6\n");
    script_free(&script);
}
END_TEST

START_TEST(the_caret_stands_under_wide_characters_and_tabs) {
    Script script = with_source("\t\xC3\xBC = x;\r\n");
    Place place = at(&script, 1, 6, 1);
    diagnose(script.sink, 1, &place, "m");
    expect_printed(&script, "top.pig:1:6: ERROR 1: m\n"
                            "  1 |  \xC3\xBC = x;\n"
                            "    |      ^\n"
                            "    at line 1, column 6 of top.pig\n");
    script_free(&script);
}
END_TEST

START_TEST(long_lines_are_cut_round_the_caret) {
    char text[5000];
    memset(text, 'x', sizeof text);
    text[4000] = 'y';
    text[sizeof text - 1] = '\0';
    Script script = with_source(text);
    Place place = at(&script, 1, 4001, 1);
    diagnose(script.sink, 1, &place, "m");
    char *found = printed(script.sink);
    ck_assert_uint_lt(strlen(found), 600);
    const char *excerpt = strstr(found, "..."), *caret = strchr(found, '^');
    const char *line = strchr(excerpt, '\n');
    const char *y = strchr(excerpt, 'y');
    ck_assert_ptr_nonnull(y);
    ck_assert_int_eq(y - (strstr(found, "  1 | ") + 6), caret - (line + 1) - 6);
    free(found);
    script_free(&script);
}
END_TEST

START_TEST(a_place_in_a_macro_names_the_calls) {
    Script script = with_source("a\nb\n");
    MacroCall outer = {.macro = "m", .at = at(&script, 2, 1, 1)};
    Place place = at(&script, 1, 1, 1);
    place.call = &outer;
    diagnose(script.sink, 1200, &place, "wrong");
    char *found = printed(script.sink);
    ck_assert_ptr_nonnull(strstr(found, "in macro m, called from top.pig:2:1\n"));
    free(found);
    script_free(&script);
}
END_TEST

START_TEST(the_first_error_decides_the_status) {
    Script script = script_new();
    diagnose_warning(script.sink, "only a warning");
    ck_assert_int_eq(diagnostics_status(script.sink), EXIT_STATUS_OK);
    diagnose(script.sink, 2997, NULL, "first");
    diagnostics_set_status(script.sink, EXIT_STATUS_IO);
    diagnose(script.sink, 1200, NULL, "second");
    ck_assert_int_eq(diagnostics_status(script.sink), EXIT_STATUS_IO);
    ck_assert_int_eq(diagnostics_error_count(script.sink), 2);
    diagnostics_clear(script.sink);
    ck_assert_int_eq(diagnostics_status(script.sink), EXIT_STATUS_OK);
    script_free(&script);
}
END_TEST

START_TEST(ten_errors_are_shown_and_the_rest_counted) {
    Script script = script_new();
    for (int i = 0; i < 25; i++)
        diagnose(script.sink, 1200, NULL, "error %d", i);
    char *found = printed(script.sink);
    ck_assert_ptr_nonnull(strstr(found, "error 9\n"));
    ck_assert_ptr_null(strstr(found, "error 10\n"));
    ck_assert_ptr_nonnull(strstr(found, "25 errors"));
    free(found);
    script_free(&script);
}
END_TEST

START_TEST(near_names_are_found_and_far_ones_not) {
    static const char *const names[] = {"age", "name", "gpa", "Customer"};
    ck_assert_str_eq(nearest_name("agee", names, 4), "age");
    ck_assert_str_eq(nearest_name("customer", names, 4), "Customer");
    ck_assert_str_eq(nearest_name("naem", names, 4), "name");
    ck_assert_ptr_null(nearest_name("nosuch", names, 4));
    ck_assert_ptr_null(nearest_name("", names, 4));
}
END_TEST

START_TEST(codes_are_explained) {
    static const int codes[] = {
#define ERROR_CODE(number, meaning, remedy) number,
#include "lang/error_codes.def"
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        ck_assert(i == 0 || codes[i] > codes[i - 1]);
        ck_assert_int_eq(error_code_find(codes[i])->number, codes[i]);
    }
    ck_assert_ptr_null(error_code_find(1));
    ck_assert_ptr_null(error_code_find(99999));
}
END_TEST

RUN_SUITE("lang_diagnostic", codes_are_explained, an_error_shows_its_line_a_caret_and_a_hint,
          an_error_without_place_is_one_line, words_behind_e_have_no_file,
          the_caret_stands_under_wide_characters_and_tabs, long_lines_are_cut_round_the_caret,
          a_place_in_a_macro_names_the_calls, the_first_error_decides_the_status,
          ten_errors_are_shown_and_the_rest_counted, near_names_are_found_and_far_ones_not)
