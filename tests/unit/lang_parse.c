// SPDX-License-Identifier: Apache-2.0
//
// What the parser reads and what it refuses, with code, line and status. The refusals are those of
// Apache Pig 0.18.

#include "tests/unit/lang_script.h"

// ---- Tables: one statement each ----

static const char *const accepted[] = {
    "A = LOAD 'x';",
    "A = LOAD 'x' USING PigStorage(',') AS (a:int, b:chararray, c);",
    "A = LOAD'x'AS(i:int);",
    "A = LOAD 'x' AS i:int;",
    "A = LOAD 'x' USING org.apache.pig.builtin.PigStorage AS (group:int, input:long, rank);",
    "A = LOAD 'x' AS (m:map[], n:[int], o:map[k:int], t:(int, b:long), g:{(int)}, h:{}, "
    "z:bag{null:(a:int)});",
    "A = LOAD 'x' AS (int, chararray);",
    "STORE A INTO 'out' USING PigStorage();",
    "B = FILTER A BY NOT i == 1 AND NOT s IS NULL OR NOT i IN (1, 2);",
    "B = FILTER A BY a eq 1 or b NEQ 2 aNd c lte 3;",
    "B = FILTER A BY s MATCHES '.*' AND t IS NOT NULL;",
    "B = FOREACH A GENERATE *, $0, a.., ..b, $1..$2, a::b AS x:int;",
    "B = FOREACH A GENERATE FLATTEN(b) AS (x, y:int), FLATTEN(c.d);",
    "B = FOREACH A GENERATE - - i, -(i), - (int)i, (int)-i, (int)(long)i;",
    "B = FOREACH A GENERATE (i == 1 ? 2 : (i == 2 ? 3 : 4)), ((i == 1) ? 1 : 2);",
    "B = FOREACH A GENERATE CASE WHEN i == 1 THEN 1 ELSE 2 END, CASE i WHEN 1 THEN 2 END + 1;",
    "B = FOREACH A GENERATE m#'a'#'b', m#null, t.$1, b.(x, $2), f(*).g, org.x.F(a, b..);",
    "B = FOREACH A GENERATE (1, 'a'), {(1), (2)}, ['k'#1], {x, 2}, ['k', x], (a, b), (*), (a..c);",
    "B = FOREACH A GENERATE (tuple(int, long))s, (bag{tuple(int)})s, (map[long])s;",
    "B = FOREACH A GENERATE 1L, 1.5F, 1.5e3, .5, 5BI, 5.5BD, 1e2BD, 5F, null, true;",
    "B = FOREACH A { x = b.a; y = i + 1; z = FILTER b BY a > 1; w = LIMIT b.a 1; GENERATE x, y; };",
    "B = FOREACH A { x = ORDER $3 BY a DESC, b; y = DISTINCT x; z = CROSS x, y; GENERATE z; }",
    "B = FOREACH A { x = FOREACH b GENERATE a; GENERATE COUNT(x), end, when; };",
    "B = FOREACH (FILTER A BY i > 1) GENERATE i;",
    "B = FOREACH (FOREACH A GENERATE i) GENERATE *;",
    "B = GROUP A BY (a, b) USING 'collected' PARALLEL 3;",
    "B = GROUP A ALL;",
    "B = COGROUP A BY a INNER, B BY b OUTER PARTITION BY org.x.P;",
    "B = JOIN A BY (a, b) LEFT OUTER, B BY ($0, $1) USING 'replicated' PARALLEL 2;",
    "B = JOIN A BY a, B BY b, C BY c;",
    "B = CROSS A, B;",
    "B = UNION ONSCHEMA A, (LIMIT A 1);",
    "B = DISTINCT A PARALLEL 2;",
    "B = LIMIT (LIMIT A 10 PARALLEL 2) 1;",
    "B = SAMPLE A 0.1;",
    "B = ORDER A BY a DESC, $1 ASC, (c DESC), d..e;",
    "B = ORDER A BY * DESC USING org.x.Compare;",
    "B = RANK A;",
    "B = RANK A BY a DESC, b DENSE;",
    "rank = RANK rank BY rank;",
    "B = CUBE A BY CUBE(a, b), ROLLUP(c);",
    "ASSERT A BY i < 3, 'too large';",
    "SPLIT A INTO B IF i == 1, C IF i == 2, D OTHERWISE;",
    "B = STREAM A THROUGH `cut -f 1` AS (x:int);",
    "B = STREAM A THROUGH cmd;",
    "DEFINE cmd `awk '{print}'` INPUT(stdin USING PigStreaming(';')) OUTPUT('f') SHIP('a', 'b') "
    "CACHE('c#d') STDERR('e' LIMIT 3);",
    "DEFINE f org.x.F('a', 'b');",
    "DEFINE f org.x.F;",
    "B = NATIVE 'x.jar' STORE A INTO 'i' LOAD 'o' AS (a:int) `Main i o`;",
    "B = A;",
    "B = (LIMIT A 1);",
    "=> FILTER @ BY i == 1;",
    "REGISTER 'x.jar'",
    "REGISTER x.py USING jython AS m",
    "B = FOREACH A GENERATE Distinct(A), Assert(b, 'x');",
    "B = FILTER @ BY a == 'it\\'s' -- a comment; with a semicolon\n AND b == '\\u0041';",
};

typedef struct Refused {
    const char *text;
    int code, line;
    ExitStatus status;
} Refused;

static const Refused refused[] = {
    {"FILTER A BY i == 2;", 1000, 1, EXIT_STATUS_THROWABLE},
    {"fooo bar;", 1000, 1, EXIT_STATUS_THROWABLE},
    {"A=LOAD'x'AS(i:int);", 1000, 1, EXIT_STATUS_THROWABLE},
    {"A /*1*/ = LOAD 'x';", 1000, 1, EXIT_STATUS_THROWABLE},
    {"1A = LOAD 'x';", 1000, 1, EXIT_STATUS_THROWABLE},
    {"A\n = LOAD 'x';", 1000, 1, EXIT_STATUS_THROWABLE},
    {"A = LOAD 'x';\nSTORE A INTO 'o'\n", 1000, 3, EXIT_STATUS_THROWABLE},
    {"A = LOAD 'x' AS (i:int;\nDUMP A;\n", 1000, 3, EXIT_STATUS_THROWABLE},
    {"A = LOAD 'x AS (i:int);\nDUMP A;\n", 1000, 3, EXIT_STATUS_THROWABLE},
    {"B = FOREACH G { F = LIMIT A 1; GENERATE F;\nDUMP B;\n", 1000, 3, EXIT_STATUS_THROWABLE},
    {"A = LOAD 'x';\n/* no end\nDUMP A;\n", 1000, 2, EXIT_STATUS_THROWABLE},
    {"DUMP A B;", 1000, 1, EXIT_STATUS_THROWABLE},
    {"A = LOAD 'x' \\\n AS (i:int);", 1200, 1, EXIT_STATUS_PIG},
    {"A = LOAD 'x' AS (_i:int);", 1200, 1, EXIT_STATUS_PIG},
    {"A = LOAD 'x' AS (i:int) USING PigStorage();", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE 2147483648;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE 9223372036854775808L;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE 5.;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE 1a;", 1200, 1, EXIT_STATUS_PIG},
    {"filter = LOAD 'x' AS (i:int);", 1200, 1, EXIT_STATUS_PIG},
    {"A = LOAD \"x\" AS (i:int);", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE '' == '';", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE ('a' MATCHES 'b');", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE SIZE('a\nb');", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE i,\n s,;", 1200, 2, EXIT_STATUS_PIG},
    {"A = LOAD 'x' AS (i:int,\n);", 1200, 2, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE input;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE i AS group;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE (string)i;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A i;", 1200, 1, EXIT_STATUS_PIG},
    {"A = LOAD 'x'\nB = FILTER A BY i == 1;", 1200, 2, EXIT_STATUS_PIG},
    {"B = FILTER A BY i == 1\nDUMP B;", 1200, 2, EXIT_STATUS_PIG},
    {"B = FITLER A BY i == 1;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH G { GENERATE group; F = LIMIT A 1; };", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH G { F = LIMIT A 1; };", 1200, 1, EXIT_STATUS_PIG},
    {"B = GROUP A BY i PARALLEL many;", 1200, 1, EXIT_STATUS_PIG},
    {"SPLIT A INTO B IF i > 1;", 1200, 1, EXIT_STATUS_PIG},
    {"SPLIT A INTO B OTHERWISE;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FILTER A BY i = 1;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FILTER A BY i <> 1;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FILTER A BY i NOT IN (1);", 1200, 1, EXIT_STATUS_PIG},
    {"B = FILTER A BY i == 1 && j == 2;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE '\\d';", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE '\\u12';", 2998, 1, EXIT_STATUS_THROWABLE},
    {"DEFINE through(rel) RETURNS out { $out = LIMIT $rel 1; };", 1200, 1, EXIT_STATUS_PIG},
    {"B = JOIN A BY i;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE ((map[])m#'a')#'x';", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE F(v < 3);", 1200, 1, EXIT_STATUS_PIG},
    {"A = LOAD 'x' AS (b:bag{int});", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE 1.e3;", 1200, 1, EXIT_STATUS_PIG},
    {"B = FOREACH A GENERATE 'x'#'k';", 1200, 1, EXIT_STATUS_PIG},
    {"T = SPLIT A INTO B IF a == 1, C OTHERWISE;", 1200, 1, EXIT_STATUS_PIG},
    {"B = GROUP A BY (a == 1, b);", 1200, 1, EXIT_STATUS_PIG},
};

enum {
    N_ACCEPTED = sizeof accepted / sizeof *accepted,
    N_REFUSED = sizeof refused / sizeof *refused
};

START_TEST(statements_of_every_kind_are_read) {
    for (int i = 0; i < N_ACCEPTED; i++) {
        Script script = script_new();
        script_read(&script, accepted[i]);
        ck_assert_msg(script_code(&script) < 0, "%s: %s", accepted[i], script_message(&script));
        ck_assert_msg(script.n_statements == 1, "%s: %zu statements", accepted[i],
                      script.n_statements);
        script_free(&script);
    }
}
END_TEST

START_TEST(mistakes_have_the_codes_lines_and_statuses_of_the_reference) {
    for (int i = 0; i < N_REFUSED; i++) {
        Script script = script_new();
        script_read(&script, refused[i].text);
        ck_assert_msg(script_code(&script) == refused[i].code, "%s: %d %s", refused[i].text,
                      script_code(&script), script_message(&script));
        ck_assert_msg(script_line(&script) == refused[i].line, "%s: line %d", refused[i].text,
                      script_line(&script));
        ck_assert_int_eq(diagnostics_status(script.sink), refused[i].status);
        script_free(&script);
    }
}
END_TEST

// ---- Hints ----

static void expect_hint(const char *text, const char *hint) {
    Script script = script_new();
    script_read(&script, text);
    ck_assert_msg(strstr(script_hint(&script), hint) != NULL, "%s: hint '%s'", text,
                  script_hint(&script));
    script_free(&script);
}

START_TEST(near_mistakes_get_a_hint) {
    expect_hint("B = FILTER A BY i = 1;", "==");
    expect_hint("A = LOAD \"x\";", "single quotes");
    expect_hint("A = LOAD \xE2\x80\x98x\xE2\x80\x99;", "single quotes");
    expect_hint("B = FITLER A BY i == 1;", "FILTER");
    expect_hint("A = LOAD 'x'\nB = FILTER A BY i == 1;", "line 1");
    expect_hint("A=LOAD 'x';", "blanks around");
    expect_hint("B = FILTER A BY i == 1 && j == 2;", "AND");
    expect_hint("A = LOAD 'x' \\\n AS (i:int);", "over lines");
    expect_hint("dmup A;", "dump");
    expect_hint("B = FOREACH A GENERATE REPLACE(s, '\\d', '');", "\\\\");
    expect_hint("B = FOREACH A GENERATE 2147483648;", "L");
    expect_hint("B = FOREACH A GENRATE i;", "GENERATE");
}
END_TEST

// ---- Going on after mistakes, places, limits ----

START_TEST(one_run_reports_several_mistakes) {
    Script script = script_new();
    script_read(&script, "A = LOAD 'x'\nB = FILTER A BY i = 1;\nC = FITLER B;\nD = LIMIT B 1;\n");
    ck_assert_int_eq(diagnostics_error_count(script.sink), 3);
    ck_assert_uint_eq(script.n_statements, 1);
    ck_assert_str_eq(script.statements[0]->aliases.items[0].text, "D");
    script_free(&script);
}
END_TEST

START_TEST(columns_count_characters_from_one) {
    Script script = script_new();
    script_read(&script, "A = FILTER B BY s == '\xC3\xBC\xE2\x82\xAC' AND t = 1;");
    const Diagnostic *error = diagnostics_first_error(script.sink);
    ck_assert_int_eq(error->place.line, 1);
    ck_assert_int_eq(error->place.column, 33);
    script_free(&script);
}
END_TEST

START_TEST(places_lead_through_parameters_to_what_the_user_wrote) {
    Script script = script_new();
    ck_assert_int_eq(parameters_add(script.parameters, "n=12345678", script.sink), STATUS_OK);
    script_read(&script, "A = FILTER B BY x == $n AND y = 2;");
    const Diagnostic *error = diagnostics_first_error(script.sink);
    ck_assert_int_eq(error->place.column, 31);
    script_free(&script);
}
END_TEST

START_TEST(lines_go_on_from_the_first_line_of_a_piece) {
    Script script = script_new();
    const char *text = "\nA = LOAD;";
    Source source = {.name = "<stdin>", .text = text, .n_bytes = strlen(text), .first_line = 7};
    Preprocessed plain = preprocessed_plain(script.arena, &source);
    Parser *parser =
        parser_create(script.arena, &plain, macros_create(script.arena), NULL, script.sink);
    Statement *statement;
    ck_assert_int_eq(parser_next(parser, &statement), PARSE_ERROR);
    ck_assert_int_eq(script_line(&script), 8);
    script_free(&script);
}
END_TEST

static const char *nested(Script *script, const char *before, const char *open, const char *middle,
                          const char *close, const char *after, int n) {
    Text text = text_new(0);
    text_append_string(&text, before);
    for (int i = 0; i < n; i++)
        text_append_string(&text, open);
    text_append_string(&text, middle);
    for (int i = 0; i < n; i++)
        text_append_string(&text, close);
    text_append_string(&text, after);
    const char *result = arena_strdup(script->arena, text.data);
    text_free(&text);
    return result;
}

static void expect_nested(const char *open, const char *close, int n, int code) {
    Script script = script_new();
    script_read(&script, nested(&script, "B = FOREACH A GENERATE ", open, "x", close, ";", n));
    ck_assert_msg(script_code(&script) == code, "%s %d: %d %s", open, n, script_code(&script),
                  script_message(&script));
    script_free(&script);
}

START_TEST(nesting_has_a_limit_and_an_error) {
    expect_nested("(", " + 1)", 900, -1);
    expect_nested("(", " + 1)", 1100, 9040);
    expect_nested("", " + 1", 1900, -1);
    expect_nested("", " + 1", 100000, 9040);
    expect_nested("- ", "", 100000, 9040);
    expect_nested("(int)", "", 100000, 9040);
    expect_nested("{", "}", 100000, 9040);
    expect_nested("F(", ")", 100000, 9040);
    expect_nested("", ".x", 100000, 9040);
    expect_nested("(CASE WHEN a THEN ", " END)", 100000, 9040);
}
END_TEST

// ---- Shell commands ----

static Statement *one_statement(Script *script, const char *text) {
    script_read(script, text);
    ck_assert_msg(script_code(script) < 0, "%s: %s", text, script_message(script));
    ck_assert_uint_ge(script->n_statements, 1);
    return script->statements[0];
}

static void expect_command(const char *text, const char *word, size_t n, const char *first) {
    Script script = script_new();
    const Statement *statement = one_statement(&script, text);
    ck_assert_int_eq(statement->kind, STATEMENT_COMMAND);
    ck_assert_str_eq(statement->line.word, word);
    ck_assert_msg(statement->line.arguments.n == n, "%s: %zu", text, statement->line.arguments.n);
    if (n)
        ck_assert_str_eq(statement->line.arguments.items[0].text, first);
    script_free(&script);
}

START_TEST(shell_commands_are_cut_into_words) {
    expect_command("DUMP A;", "dump", 1, "A");
    expect_command("dump", "dump", 0, NULL);
    expect_command("\\d @\n", "dump", 1, "@");
    expect_command("describe B::F;", "describe", 1, "B::F");
    expect_command("fs -ls /tmp/x -- comment", "fs", 2, "-ls");
    expect_command("cat 'a b';", "cat", 2, "'a");
    expect_command("sh echo 'a b' c;", "sh", 3, "echo");
    expect_command("set job.name 'a; b'", "set", 2, "job.name");
    expect_command("set", "set", 0, NULL);
    expect_command("explain -out f -brief A;", "explain", 4, "-out");
    expect_command("exec -param n=1 s.pig", "exec", 3, "-param");
    expect_command("QUIT", "quit", 0, NULL);
}
END_TEST

START_TEST(quotes_are_taken_off_values) {
    Script script = script_new();
    const Statement *statement = one_statement(&script, "set a 'b c'\nset d \"e\"\n");
    ck_assert_str_eq(statement->line.arguments.items[1].text, "b c");
    ck_assert_str_eq(script.statements[1]->line.arguments.items[1].text, "\"e\"");
    script_free(&script);
}
END_TEST

START_TEST(several_commands_share_a_line) {
    Script script = script_new();
    script_read(&script, "pwd; cat a b; DUMP C DUMP D; ls\nrm x\n");
    ck_assert_int_eq(script_code(&script), -1);
    ck_assert_uint_eq(script.n_statements, 6);
    script_free(&script);
}
END_TEST

START_TEST(command_words_stay_free_as_aliases) {
    Script script = script_new();
    const Statement *statement = one_statement(&script, "cat = LOAD 'x' AS (rm:int);");
    ck_assert_int_eq(statement->kind, STATEMENT_RELATION);
    script_free(&script);
}
END_TEST

START_TEST(complete_texts_are_told_from_unfinished_ones) {
    static const char *const complete[] = {"",       "A = LOAD 'x';",
                                           "DUMP A", "B = FOREACH A { GENERATE x; }",
                                           "pwd\n",  "-- only a comment"};
    static const char *const unfinished[] = {"A = LOAD 'x'", "A = LOAD 'x;", "/* a",
                                             "B = FOREACH A { GENERATE x;",
                                             "DEFINE m(a) RETURNS b { $b = $a; "};
    for (size_t i = 0; i < sizeof complete / sizeof *complete; i++)
        ck_assert_msg(text_is_complete(complete[i], strlen(complete[i])), "%s", complete[i]);
    for (size_t i = 0; i < sizeof unfinished / sizeof *unfinished; i++)
        ck_assert_msg(!text_is_complete(unfinished[i], strlen(unfinished[i])), "%s", unfinished[i]);
}
END_TEST

// ---- Trees ----

START_TEST(a_constant_in_parentheses_is_a_tuple) {
    Script script = script_new();
    const Statement *statement =
        one_statement(&script, "B = FOREACH A GENERATE (2), (-5), (x), ((2));");
    const AstGenerateItem *items = statement->operator->generate.items;
    ck_assert_int_eq(items[0].expression->kind, AST_TUPLE);
    ck_assert_int_eq(items[1].expression->kind, AST_NEGATE);
    ck_assert_int_eq(items[2].expression->kind, AST_NAME);
    ck_assert_int_eq(items[3].expression->children[0]->kind, AST_TUPLE);
    script_free(&script);
}
END_TEST

START_TEST(keys_in_parentheses_are_several_keys) {
    Script script = script_new();
    script_read(&script, "B = GROUP A BY (a, b);\nC = GROUP A BY ((a, b));\nD = GROUP A BY (a);");
    ck_assert_uint_eq(script.statements[0]->operator->keyed.items[0].keys.n, 2);
    ck_assert_uint_eq(script.statements[1]->operator->keyed.items[0].keys.n, 1);
    ck_assert_uint_eq(script.statements[2]->operator->keyed.items[0].keys.n, 1);
    script_free(&script);
}
END_TEST

START_TEST(products_bind_before_sums_and_not_before_and) {
    Script script = script_new();
    const Statement *statement =
        one_statement(&script, "B = FILTER A BY NOT a == 1 + 2 * 3 AND b IS NULL;");
    const AstExpression *e = statement->operator->expression;
    ck_assert_int_eq(e->kind, AST_AND);
    ck_assert_int_eq(e->children[0]->kind, AST_NOT);
    const AstExpression *equal = e->children[0]->children[0];
    ck_assert_int_eq(equal->kind, AST_EQUAL);
    ck_assert_int_eq(equal->children[1]->kind, AST_ADD);
    ck_assert_int_eq(equal->children[1]->children[1]->kind, AST_MULTIPLY);
    script_free(&script);
}
END_TEST

START_TEST(escapes_become_characters) {
    Script script = script_new();
    const Statement *statement = one_statement(
        &script, "B = FOREACH A GENERATE 'a\\tb\\n\\'\\\\\\u00e9\\ud83d\\ude00\\u0000z';");
    const AstExpression *text = statement->operator->generate.items[0].expression;
    static const char expected[] = "a\tb\n'\\\xC3\xA9\xF0\x9F\x98\x80\0z";
    ck_assert_uint_eq(text->n_bytes, sizeof expected - 1);
    ck_assert_mem_eq(text->text, expected, sizeof expected);
    script_free(&script);
}
END_TEST

START_TEST(function_names_keep_their_dots) {
    Script script = script_new();
    const Statement *statement = one_statement(&script, "B = FOREACH A GENERATE org.x.F(a).b;");
    const AstExpression *field = statement->operator->generate.items[0].expression;
    ck_assert_int_eq(field->kind, AST_DEREFERENCE);
    ck_assert_str_eq(field->children[0]->text, "org.x.F");
    script_free(&script);
}
END_TEST

RUN_SUITE("lang_parse", statements_of_every_kind_are_read,
          mistakes_have_the_codes_lines_and_statuses_of_the_reference, near_mistakes_get_a_hint,
          one_run_reports_several_mistakes, columns_count_characters_from_one,
          places_lead_through_parameters_to_what_the_user_wrote,
          lines_go_on_from_the_first_line_of_a_piece, nesting_has_a_limit_and_an_error,
          shell_commands_are_cut_into_words, quotes_are_taken_off_values,
          several_commands_share_a_line, command_words_stay_free_as_aliases,
          complete_texts_are_told_from_unfinished_ones, a_constant_in_parentheses_is_a_tuple,
          keys_in_parentheses_are_several_keys, products_bind_before_sums_and_not_before_and,
          escapes_become_characters, function_names_keep_their_dots)
