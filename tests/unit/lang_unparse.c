// SPDX-License-Identifier: Apache-2.0
//
// Every script of the conformance cases, read, written and read again, gives the same trees.

#include <glob.h>
#include <stdio.h>
#include <unistd.h>

#include "tests/unit/lang_same.h"
#include "tests/unit/lang_script.h"

// Compares the statements of `text` with those of its unparsed form. Texts with mistakes pass.
static void expect_round_trip(const char *name, const char *text) {
    Script first = script_new(), second = script_new();
    script_read(&first, text);
    if (script_code(&first) < 0) {
        script_read_plain(&second, script_unparsed(&first));
        ck_assert_msg(script_code(&second) < 0, "%s: %s in\n%s", name, script_message(&second),
                      second.source.text);
        ck_assert_msg(first.n_statements == second.n_statements, "%s: %s", name,
                      second.source.text);
        for (size_t i = 0; i < first.n_statements; i++)
            ck_assert_msg(same_statement(first.statements[i], second.statements[i]), "%s: %s", name,
                          second.statements[i]->text.text);
    }
    script_free(&first);
    script_free(&second);
}

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    Text text = text_new(0);
    char piece[4096];
    size_t n;
    while (file && (n = fread(piece, 1, sizeof piece, file)) > 0)
        text_append(&text, piece, n);
    if (file)
        fclose(file);
    char *copy = strndup(text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

// Tries the files of a pattern below the top of the sources.
static size_t try_all(const char *pattern) {
    glob_t found;
    ck_assert_int_eq(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *text = read_file(found.gl_pathv[i]);
        expect_round_trip(found.gl_pathv[i], text);
        free(text);
    }
    size_t n = found.gl_pathc;
    globfree(&found);
    return n;
}

START_TEST(scripts_survive_a_round_trip) {
    const char *top = getenv("srcdir");
    ck_assert_int_eq(chdir(top ? top : "."), 0);
    ck_assert_uint_gt(try_all("samples/*/*.pig"), 3);
    ck_assert_int_eq(chdir("tests/conformance"), 0); // commands of %declare read data/
    ck_assert_uint_gt(try_all("*/*.pig"), 1000);
}
END_TEST

static const char *const rare[] = {
    "A = LOAD 'a\\'b\\\\c\\n\\u0001' USING F('x', 'y') AS (t:tuple(a:int, b), "
    "g:bag{u:(c:map[v:long])}, m:map[]);",
    "B = FOREACH A GENERATE - - a, -(a + b) * c, a - (b - c), (a - b) - c, a % (b * c), -a.b;",
    "B = FILTER A BY NOT (a == 1 OR b IS NULL) AND (c MATCHES 'x' OR NOT (NOT d));",
    "B = FILTER A BY (a) == true OR (b);",
    "B = GROUP A BY ((a, b));",
    "B = GROUP A BY ((1, 2), c);",
    "B = GROUP A BY (a..c);",
    "B = COGROUP A BY * INNER, B ALL OUTER USING 'merge' PARTITION BY org.P PARALLEL 7;",
    "B = JOIN A BY a FULL, B BY b;",
    "B = FOREACH A GENERATE (int)(a + 1), (int)a + 1, ((1)), {}, [], (), {(1), ('a')}, {(a)};",
    "B = FOREACH A GENERATE ['k'#{(1)}], ['k', a], t.(a, $1).b, m#'k'#null, f().x.$2, (*).$1;",
    "B = FOREACH A GENERATE CASE a + 1 WHEN 1 THEN 'x' ELSE (b == 1 ? 'y' : 'z') END;",
    "B = FILTER A BY (a IN (1, b + 1) AND c == 2);",
    "B = FOREACH A { x = $1.(a, b); y = ORDER b.c BY d DESC; GENERATE x, FLATTEN(y) AS (q:int, r); "
    "};",
    "B = RANK A BY a..c DESC, d DENSE;",
    "=> (FILTER (LIMIT @ 3) BY a == 1);",
    "DEFINE c `x 'y' | z` INPUT('f' USING P(';'), stdin) OUTPUT(stdout, 'g') SHIP() STDERR('e');",
    "B = STREAM A THROUGH `sed 's/\\\\t/\\n\\./'`;",
    "B = NATIVE 'x.jar' ('a', 'b') STORE A INTO 'i' LOAD 'o' `Main  i o`;",
    "SPLIT A INTO B IF a == 1, C OTHERWISE ALL;",
};

START_TEST(rare_forms_survive_a_round_trip) {
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++) {
        Script script = script_new();
        script_read(&script, rare[i]);
        ck_assert_msg(script_code(&script) < 0, "%s: %s", rare[i], script_message(&script));
        script_free(&script);
        expect_round_trip(rare[i], rare[i]);
    }
}
END_TEST

START_TEST(parentheses_are_written_where_they_are_needed) {
    Script script = script_new();
    script_read(&script, "B = FOREACH A GENERATE ((a) + (b * c)), (a + b) * c;");
    ck_assert_str_eq(script_unparsed(&script), "B = FOREACH A GENERATE a + b * c, (a + b) * c;\n");
    script_free(&script);
}
END_TEST

RUN_SUITE("lang_unparse", scripts_survive_a_round_trip, rare_forms_survive_a_round_trip,
          parentheses_are_written_where_they_are_needed)
