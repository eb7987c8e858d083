// SPDX-License-Identifier: Apache-2.0
//
// Expansion of macros: what a call becomes, whose names are kept, and which mistakes are found.

#include <stdio.h>
#include <unistd.h>

#include "tests/unit/lang_script.h"

static void expect(const char *text, const char *result) {
    Script script = script_new();
    script_read(&script, text);
    ck_assert_msg(script_code(&script) < 0, "%s: %s", text, script_message(&script));
    ck_assert_str_eq(script_unparsed(&script), result);
    script_free(&script);
}

START_TEST(a_call_becomes_the_statements_of_the_body) {
    expect("DEFINE over(rel, n) RETURNS out { $out = FILTER $rel BY i > $n; };\n"
           "B = over(A, 1);",
           "B = FILTER A BY i > 1;\n");
}
END_TEST

START_TEST(inner_aliases_get_names_of_their_own) {
    expect("DEFINE m(rel) RETURNS out { x = FILTER $rel BY i > 1; g = GROUP x ALL;\n"
           "  $out = FOREACH g GENERATE COUNT(x), x::f, i; }\n"
           "B = m(A); C = m(B);",
           "macro_m_x_0 = FILTER A BY i > 1;\n"
           "macro_m_g_0 = GROUP macro_m_x_0 ALL;\n"
           "B = FOREACH macro_m_g_0 GENERATE COUNT(macro_m_x_0), macro_m_x_0::f, i;\n"
           "macro_m_x_1 = FILTER B BY i > 1;\n"
           "macro_m_g_1 = GROUP macro_m_x_1 ALL;\n"
           "C = FOREACH macro_m_g_1 GENERATE COUNT(macro_m_x_1), macro_m_x_1::f, i;\n");
}
END_TEST

START_TEST(names_of_nested_calls_stack) {
    expect("DEFINE j(a) RETURNS o { p = LIMIT $a 1; $o = LIMIT p 2; };\n"
           "DEFINE jj(a) RETURNS o { q = j($a); $o = j(q); };\n"
           "R = jj(A);",
           "macro_jj_macro_j_p_0_0 = LIMIT A 1;\n"
           "macro_jj_q_0 = LIMIT macro_jj_macro_j_p_0_0 2;\n"
           "macro_jj_macro_j_p_1_0 = LIMIT macro_jj_q_0 1;\n"
           "R = LIMIT macro_jj_macro_j_p_1_0 2;\n");
}
END_TEST

START_TEST(an_alias_handed_in_is_the_callers) {
    expect("DEFINE m(rel) RETURNS out { X = LIMIT $rel 1; $out = LIMIT X 2; };\nB = m(X);",
           "X = LIMIT X 1;\nB = LIMIT X 2;\n");
}
END_TEST

START_TEST(names_of_a_nested_block_stay) {
    expect("DEFINE tops(rel) RETURNS out { g = GROUP $rel BY k;\n"
           " $out = FOREACH g { g2 = FILTER $rel BY v > 1; GENERATE group, COUNT(g2); }; };\n"
           "B = tops(A);",
           "macro_tops_g_0 = GROUP A BY k;\n"
           "B = FOREACH macro_tops_g_0 { g2 = FILTER A BY v > 1; GENERATE group, COUNT(g2); };\n");
}
END_TEST

START_TEST(a_macro_may_be_used_before_its_definition) {
    expect("B = one(A);\nDEFINE one(rel) RETURNS out { $out = LIMIT $rel 1; };\n",
           "B = LIMIT A 1;\n");
}
END_TEST

START_TEST(arguments_are_program_text) {
    expect(
        "DEFINE m(rel, cond, f) RETURNS out { $out = FILTER $rel BY $cond AND $f($0) == '$f'; };\n"
        "B = m(A, 'i > 1', MAX);",
        "B = FILTER A BY i > 1 AND MAX($0) == 'MAX';\n");
}
END_TEST

START_TEST(several_results_and_none) {
    expect("DEFINE two(rel) RETURNS a, b { SPLIT $rel INTO $a IF i == 1, $b OTHERWISE; };\n"
           "DEFINE save(rel) RETURNS void { STORE $rel INTO 'out'; };\n"
           "X, Y = two(A);\nsave(X);",
           "SPLIT A INTO X IF i == 1, Y OTHERWISE;\nSTORE X INTO 'out';\n");
}
END_TEST

START_TEST(comments_and_strings_of_a_body_may_hold_braces) {
    expect("DEFINE m(rel) RETURNS out {\n -- a } $nothing\n /* { $x */ $out = FILTER $rel BY s == "
           "'}'; }\n"
           "B = m(A);",
           "B = FILTER A BY s == '}';\n");
}
END_TEST

typedef struct Mistake {
    const char *text;
    int line;
} Mistake;

#define M "DEFINE m(rel, n) RETURNS out { $out = LIMIT $rel $n; };\n"

static const Mistake mistakes[] = {
    {M "B = m(A);", 2},
    {M "B = m(A, 1, 2);", 2},
    {M "B, C = m(A, 1);", 2},
    {M "m(A, 1);", 2},
    {M "B = M(A, 1);", 2},
    {M "B = m(A, -1);", 2},
    {M "B = m(A, \"1\");", 2},
    {M "B = m(A, `1`);", 2},
    {M "B = m(A, 3L);", 2},
    {M "B = m((LIMIT A 1), 1);", 2},
    {M "=> m(A, 1);", 2},
    {M M "B = m(A, 1);", 2},
    {"DEFINE v(rel) RETURNS void { STORE $rel INTO 'o'; };\nX = v(A);", 2},
    {"DEFINE l(rel) RETURNS out {\n $out = l($rel); };\nX = l(A);", 2},
    {"DEFINE a(r) RETURNS o { $o = b($r); };\nDEFINE b(r) RETURNS o { $o = a($r); };\nX = a(A);",
     2},
    {"DEFINE l(rel) RETURNS out { out = LIMIT $rel 1; };\nX = l(A);", 1},
    {"DEFINE l(rel) RETURNS out {\n $out = LIMIT $rel $n; };\nX = l(A);", 2},
    {"DEFINE l(rel) RETURNS out {\n DUMP $rel;\n $out = LIMIT $rel 1; };\nX = l(A);", 2},
    {"DEFINE l(rel) RETURNS out {\n $out = FOREACH $rel GENERATE '\\$i'; };\nX = l(A);", 2},
};

START_TEST(mistakes_are_found_with_their_lines) {
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        Script script = script_new();
        script_read(&script, mistakes[i].text);
        ck_assert_msg(script_code(&script) == 1200, "%s: %d %s", mistakes[i].text,
                      script_code(&script), script_message(&script));
        ck_assert_msg(script_line(&script) == mistakes[i].line, "%s: line %d %s", mistakes[i].text,
                      script_line(&script), script_message(&script));
        script_free(&script);
    }
}
END_TEST

START_TEST(a_body_that_is_never_called_is_not_read) {
    expect("DEFINE l(rel) RETURNS out { $out = l($rel); nonsense };\nB = LIMIT A 1;",
           "B = LIMIT A 1;\n");
}
END_TEST

START_TEST(a_mistake_in_a_body_names_the_call) {
    Script script = script_new();
    script_read(&script, "DEFINE m(rel) RETURNS out {\n $out = FILTRE $rel BY i; };\n\nB = m(A);");
    const Diagnostic *error = diagnostics_first_error(script.sink);
    ck_assert_int_eq(error->place.line, 2);
    ck_assert_ptr_nonnull(error->place.call);
    ck_assert_str_eq(error->place.call->macro, "m");
    ck_assert_int_eq(error->place.call->at.line, 4);
    ck_assert_int_eq(diagnostics_error_count(script.sink), 1);
    script_free(&script);
}
END_TEST

START_TEST(expansion_is_bounded) {
    Script script = script_new();
    Text text = text_new(0);
    text_printf(&text, "DEFINE m0(r) RETURNS o { $o = LIMIT $r 1; };\n");
    for (int i = 1; i < 60; i++) // each calls the one before twice
        text_printf(&text, "DEFINE m%d(r) RETURNS o { x = m%d($r); $o = m%d(x); };\n", i, i - 1,
                    i - 1);
    text_printf(&text, "B = m59(A);\n");
    script_read(&script, text.data);
    ck_assert_int_eq(script_code(&script), 9042);
    text_free(&text);
    script_free(&script);
}
END_TEST

START_TEST(imported_files_are_read_once) {
    char path[] = "/tmp/imported.XXXXXX";
    int file = mkstemp(path);
    static const char text[] = "%default n 3\nREGISTER 'f.py' USING streaming_python AS f;\n"
                               "DEFINE m(r) RETURNS o { $o = LIMIT $r $n; };\nL = LOAD 'x';\n";
    ck_assert_int_eq(write(file, text, sizeof text - 1), (ssize_t)sizeof text - 1);
    close(file);
    Script script = script_new();
    script_read(&script,
                arena_printf(script.arena, "IMPORT '%s';\nIMPORT '%s';\nB = m(L);", path, path));
    unlink(path);
    ck_assert_msg(script_code(&script) < 0, "%s", script_message(&script));
    ck_assert_str_eq(
        script_unparsed(&script),
        "REGISTER 'f.py' USING streaming_python AS f;\nL = LOAD 'x';\nB = LIMIT L 3;\n");
    script_free(&script);
}
END_TEST

START_TEST(a_missing_import_is_101) {
    Script script = script_new();
    script_read(&script, "IMPORT '/nowhere/x.pig';");
    ck_assert_int_eq(script_code(&script), 101);
    script_free(&script);
}
END_TEST

RUN_SUITE("lang_macro", a_call_becomes_the_statements_of_the_body,
          inner_aliases_get_names_of_their_own, names_of_nested_calls_stack,
          an_alias_handed_in_is_the_callers, names_of_a_nested_block_stay,
          a_macro_may_be_used_before_its_definition, arguments_are_program_text,
          several_results_and_none, comments_and_strings_of_a_body_may_hold_braces,
          mistakes_are_found_with_their_lines, a_body_that_is_never_called_is_not_read,
          a_mistake_in_a_body_names_the_call, expansion_is_bounded, imported_files_are_read_once,
          a_missing_import_is_101)
