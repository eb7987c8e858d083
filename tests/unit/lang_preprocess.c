// SPDX-License-Identifier: Apache-2.0
//
// Parameters: substitution, precedence, declarations, files. Results are those of Apache Pig 0.18.

#include <stdio.h>
#include <unistd.h>

#include "tests/unit/lang_script.h"

// Substitutes in `text` with -param definitions (NULL-terminated) and compares.
static void expect(const char *const *definitions, const char *text, const char *result) {
    Script script = script_new();
    for (; *definitions; definitions++)
        ck_assert_int_eq(parameters_add(script.parameters, *definitions, script.sink), STATUS_OK);
    script.source = (Source){.name = "t.pig", .text = text, .n_bytes = strlen(text)};
    Status status =
        preprocess(script.arena, &script.source, script.parameters, script.sink, &script.text);
    ck_assert_msg(status == STATUS_OK, "%s: %s", text, script_message(&script));
    ck_assert_str_eq(script.text.text, result);
    script_free(&script);
}

#define EXPECT(text, result, ...) expect((const char *const[]){__VA_ARGS__, NULL}, text, result)

START_TEST(names_are_replaced_in_text_and_strings) {
    EXPECT("$n ${n} '$n' x${n}y $na$n", "1 1 '1' x1y 21", "n=1", "na=2");
    EXPECT("a$n `echo $n` fs -ls $n", "a1 `echo 1` fs -ls 1", "n=1");
}
END_TEST

START_TEST(comments_are_left_alone) {
    EXPECT("-- $x\n/* $x */ $n '-- $n'", "-- $x\n/* $x */ 1 '-- 1'", "n=1");
}
END_TEST

START_TEST(positions_and_other_dollars_stay) {
    EXPECT("$1 $ $$ ${n ${ n } $", "$1 $ $$ ${n ${ n } $", "n=1");
}
END_TEST

START_TEST(a_backslash_protects_and_goes_away) {
    EXPECT("\\$n '\\${n}' \\\\$n", "$n '${n}' \\$n", "n=1");
}
END_TEST

START_TEST(values_lose_their_quotes) {
    EXPECT("$a|$b|$c|$d", "one two|it's|a=b|", "a='one two'", "b=\"it's\"", "c='a=b'", "d=''");
}
END_TEST

START_TEST(a_value_in_braces_is_substituted_again) {
    EXPECT("$a ${a}", "$b 2", "b=2", "a='\\$b'");
}
END_TEST

START_TEST(later_values_win_and_default_yields) {
    EXPECT("%default n 5\n%default m 6\n%declare n 7\n$n $m", "\n\n\n7 6", "n=1");
    EXPECT("$n", "3", "n=1", "n=3");
    EXPECT("%default n 1\n%default n 2\n$n", "\n\n1", "x=1");
}
END_TEST

START_TEST(a_declaration_takes_one_word_and_leaves_the_rest) {
    EXPECT("%declare a 5;\n$a", "\n5;", "x=1");
    EXPECT("%declare c 6 -- d\n$c", " -- d\n6", "x=1");
    EXPECT("%declare a 'v' -- the rest\n$a", " -- the rest\nv", "x=1");
    EXPECT("  %DECLARE a $x$x;\nb; %declare c d\n$a $c", "  \nb; \n11; d", "x=1");
}
END_TEST

START_TEST(commands_give_their_trimmed_output) {
    EXPECT("%declare w `printf '  one  two \\n\\n'`\n<$w>", "\n<one  two>", "x=1");
    EXPECT("%declare w `printf 'a\\nb\\n' | tail -1; echo c`\n<$w>", "\n<b\nc>", "x=1");
    EXPECT("$s", "hi there", "s=`echo hi there`");
}
END_TEST

START_TEST(macro_bodies_wait_for_their_call) {
    EXPECT("DEFINE m(a) RETURNS b { $b = LIMIT $a $n; };\n$n",
           "DEFINE m(a) RETURNS b { $b = LIMIT $a $n; };\n1", "n=1");
}
END_TEST

START_TEST(paths_of_register_may_look_like_comments) {
    EXPECT("REGISTER $d/*.jar\n$d", "REGISTER lib/*.jar\nlib", "d=lib");
}
END_TEST

START_TEST(a_byte_order_mark_is_left_out) {
    EXPECT("\xEF\xBB\xBF$n", "1", "n=1");
}
END_TEST

// ---- Mistakes ----

static void expect_error(const char *text, int code, int line, ExitStatus status) {
    Script script = script_new();
    script_read(&script, text);
    ck_assert_msg(script_code(&script) == code, "%s: %d", text, script_code(&script));
    ck_assert_int_eq(script_line(&script), line);
    ck_assert_int_eq(diagnostics_status(script.sink), status);
    ck_assert_uint_eq(script.n_statements, 0);
    script_free(&script);
}

START_TEST(undefined_names_and_bad_declarations_stop_the_script) {
    expect_error("A = LOAD 'x';\nB = LIMIT A $n;", 2997, 2, EXIT_STATUS_IO);
    expect_error("A = LOAD '${n}';", 2997, 1, EXIT_STATUS_IO);
    expect_error("%declare b '$n'\nA = LOAD 'x';", 2997, 1, EXIT_STATUS_IO);
    expect_error("%declare a\nA = LOAD 'x';", 2997, 1, EXIT_STATUS_IO);
    expect_error("%declare a 5 6\nA = LOAD 'x';", 2997, 1, EXIT_STATUS_IO);
    expect_error("%declare a = 5\nA = LOAD 'x';", 2997, 1, EXIT_STATUS_IO);
    expect_error("\n%declare w `false`\nA = LOAD 'x';", 2999, 2, EXIT_STATUS_THROWABLE);
}
END_TEST

START_TEST(every_undefined_name_is_reported_with_a_near_one) {
    Script script = script_new();
    ck_assert_int_eq(parameters_add(script.parameters, "input=x", script.sink), STATUS_OK);
    script_read(&script, "A = LOAD '$inptu';\nB = LIMIT A $n;");
    ck_assert_int_eq(diagnostics_error_count(script.sink), 2);
    ck_assert_ptr_nonnull(strstr(script_hint(&script), "'$input'"));
    script_free(&script);
}
END_TEST

START_TEST(malformed_definitions_are_refused) {
    static const char *const malformed[] = {"novalue", "n=", "=1", "1n=2"};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        Script script = script_new();
        ck_assert_int_eq(parameters_add(script.parameters, malformed[i], script.sink),
                         STATUS_FAILED);
        ck_assert_int_eq(script_code(&script), 2997);
        ck_assert_int_eq(diagnostics_status(script.sink), EXIT_STATUS_IO);
        script_free(&script);
    }
}
END_TEST

// ---- Files and scopes ----

static Status read_text(Script *script, const char *text) {
    char path[] = "/tmp/parameters.XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    Status status = parameters_read_file(script->parameters, path, script->sink);
    unlink(path);
    return status;
}

static void expect_value(const Script *script, const char *name, const char *value) {
    const char *found = parameters_get(script->parameters, name);
    ck_assert_msg(found != NULL, "%s", name);
    ck_assert_str_eq(found, value);
}

START_TEST(files_hold_names_values_and_comments) {
    Script script = script_new();
    ck_assert_int_eq(read_text(&script, "# a comment\nn = 2\nname=carol # more\n"
                                        "quoted = 'two words'\r\npath=data/x.txt\n"
                                        "full = $path/$n\ncmd = `echo hello`"),
                     STATUS_OK);
    expect_value(&script, "n", "2");
    expect_value(&script, "name", "carol");
    expect_value(&script, "quoted", "two words");
    expect_value(&script, "full", "data/x.txt/2");
    expect_value(&script, "cmd", "hello");
    script_free(&script);
}
END_TEST

START_TEST(a_bad_line_of_a_file_is_named) {
    Script script = script_new();
    ck_assert_int_eq(read_text(&script, "a = 1\nthis is no pair\n"), STATUS_FAILED);
    ck_assert_int_eq(script_code(&script), 2997);
    ck_assert_int_eq(script_line(&script), 2);
    script_free(&script);
}
END_TEST

START_TEST(a_missing_file_has_no_line) {
    Script script = script_new();
    ck_assert_int_eq(parameters_read_file(script.parameters, "/nowhere/x", script.sink),
                     STATUS_FAILED);
    ck_assert_int_eq(script_code(&script), 2997);
    ck_assert_int_eq(script_line(&script), 0);
    script_free(&script);
}
END_TEST

START_TEST(an_inner_scope_sees_the_outer_and_hides_it) {
    Script script = script_new();
    ck_assert_int_eq(parameters_add(script.parameters, "n=1", script.sink), STATUS_OK);
    Parameters *inner = parameters_create(script.arena, script.parameters);
    ck_assert_str_eq(parameters_get(inner, "n"), "1");
    ck_assert_int_eq(parameters_add(inner, "n=2", script.sink), STATUS_OK);
    ck_assert_str_eq(parameters_get(inner, "n"), "2");
    ck_assert_str_eq(parameters_get(script.parameters, "n"), "1");
    script_free(&script);
}
END_TEST

RUN_SUITE("lang_preprocess", names_are_replaced_in_text_and_strings, comments_are_left_alone,
          positions_and_other_dollars_stay, a_backslash_protects_and_goes_away,
          values_lose_their_quotes, a_value_in_braces_is_substituted_again,
          later_values_win_and_default_yields, a_declaration_takes_one_word_and_leaves_the_rest,
          commands_give_their_trimmed_output, macro_bodies_wait_for_their_call,
          paths_of_register_may_look_like_comments, a_byte_order_mark_is_left_out,
          undefined_names_and_bad_declarations_stop_the_script,
          every_undefined_name_is_reported_with_a_near_one, malformed_definitions_are_refused,
          files_hold_names_values_and_comments, a_bad_line_of_a_file_is_named,
          a_missing_file_has_no_line, an_inner_scope_sees_the_outer_and_hides_it)
