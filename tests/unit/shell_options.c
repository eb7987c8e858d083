// SPDX-License-Identifier: Apache-2.0
//
// The command line: names, arguments, and where the script's own words begin.

#include <stdlib.h>
#include <string.h>

#include "runtime/shell/options.h"
#include "tests/unit/suite.h"

static Arena *arena;
static DiagnosticSink *sink;
static Options options;

static void setup(void) {
    arena = arena_create(0, NULL, NULL);
    sink = diagnostics_create(arena);
}

static void teardown(void) {
    arena_destroy(arena);
}

static Status parse(int n, char *words[]) {
    return options_parse(n, words, arena, sink, &options);
}

#define PARSE(...)                                                                                 \
    parse((int)(sizeof(char *[]){"pig", __VA_ARGS__} / sizeof(char *)),                            \
          (char *[]){"pig", __VA_ARGS__})

START_TEST(short_and_long_names_are_the_same_option) {
    ck_assert_int_eq(PARSE("-c", "--no_multiquery", "-optimizer_off", "All", "a.pig"), STATUS_OK);
    ck_assert(options.given[OPTION_CHECK]);
    ck_assert(options.given[OPTION_NO_MULTIQUERY]);
    ck_assert_str_eq(options.rules_off.words[0], "All");
    ck_assert_str_eq(options.script, "a.pig");
}
END_TEST

START_TEST(words_behind_the_script_are_its_own) {
    ck_assert_int_eq(PARSE("a.pig", "-param", "n=2"), STATUS_OK);
    ck_assert_uint_eq(options.params.n, 0);
    ck_assert_uint_eq(options.arguments.n, 2);
}
END_TEST

START_TEST(file_option_leaves_the_next_word_to_the_script) {
    ck_assert_int_eq(PARSE("-f", "a.pig", "-param", "n=2", "b"), STATUS_OK);
    ck_assert_str_eq(options.script, "a.pig");
    ck_assert_str_eq(options.params.words[0], "n=2");
    ck_assert_str_eq(options.arguments.words[0], "b");
}
END_TEST

START_TEST(param_is_not_p_with_aram) {
    ck_assert_int_eq(PARSE("-param", "a=1", "-p", "b=2"), STATUS_OK);
    ck_assert_uint_eq(options.params.n, 2);
    ck_assert_str_eq(options.params.words[1], "b=2");
}
END_TEST

START_TEST(property_joined_or_apart) {
    ck_assert_int_eq(PARSE("-Dpig.memory=64m", "-D", "a=b"), STATUS_OK);
    ck_assert_str_eq(options.properties.words[0], "pig.memory=64m");
    ck_assert_str_eq(options.properties.words[1], "a=b");
}
END_TEST

START_TEST(execute_takes_the_rest_of_the_line) {
    ck_assert_int_eq(PARSE("-e", "DUMP", "A", ";", "-c"), STATUS_OK);
    ck_assert_str_eq(options.statements, "DUMP A ; -c");
    ck_assert(!options.given[OPTION_CHECK]);
}
END_TEST

START_TEST(long_option_takes_its_argument_behind_equals) {
    ck_assert_int_eq(PARSE("--color=never", "-x", "-c"), STATUS_OK);
    ck_assert_str_eq(options.value[OPTION_COLOR], "never");
    ck_assert_str_eq(options.value[OPTION_EXECTYPE], "-c");
}
END_TEST

START_TEST(unknown_option_ends_with_status_7_and_a_hint) {
    ck_assert_int_eq(PARSE("-parm", "a=1"), STATUS_FAILED);
    ck_assert_int_eq(diagnostics_status(sink), EXIT_STATUS_PARSE);
    ck_assert_str_eq(diagnostics_first_error(sink)->hint, "did you mean '-param'?");
}
END_TEST

START_TEST(missing_argument_ends_with_status_7) {
    ck_assert_int_eq(PARSE("-x"), STATUS_FAILED);
    ck_assert_int_eq(diagnostics_status(sink), EXIT_STATUS_PARSE);
}
END_TEST

START_TEST(dash_is_standard_input) {
    ck_assert_int_eq(PARSE("-"), STATUS_OK);
    ck_assert(options.standard_input);
    ck_assert_ptr_null(options.script);
}
END_TEST

START_TEST(help_takes_a_topic) {
    ck_assert_int_eq(PARSE("-h", "properties"), STATUS_OK);
    ck_assert_str_eq(options.help_topic, "properties");
}
END_TEST

RUN_SUITE_BETWEEN("shell_options", setup, teardown, short_and_long_names_are_the_same_option,
                  words_behind_the_script_are_its_own,
                  file_option_leaves_the_next_word_to_the_script, param_is_not_p_with_aram,
                  property_joined_or_apart, execute_takes_the_rest_of_the_line,
                  long_option_takes_its_argument_behind_equals,
                  unknown_option_ends_with_status_7_and_a_hint, missing_argument_ends_with_status_7,
                  dash_is_standard_input, help_takes_a_topic)
