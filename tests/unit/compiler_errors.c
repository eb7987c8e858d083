// SPDX-License-Identifier: Apache-2.0
//
// Codes and lines of what the compiler refuses, those of Apache Pig 0.18; and when it tells: a DUMP
// tells only the faults that it needs.

#include "tests/unit/compiler_session.h"
#include "tests/unit/suite.h"

#define TYPED                                                                                      \
    "A = LOAD 'x' AS (i:int, s:chararray, z:boolean, e:datetime, t:(p:int,q:int), b:{(p:int)}, "   \
    "m:map[int], u);\n"

typedef struct Example {
    const char *statement; // defines B
    const char *expected;
} Example;

static void check_examples(const Example *examples, size_t n) {
    for (size_t i = 0; i < n; i++) {
        TestSession *session = test_session_create();
        const char *script =
            arena_printf(session->arena, TYPED "U = LOAD 'u';\n%s\nDUMP B;", examples[i].statement);
        const char *printed = test_compile(session, script);
        ck_assert_msg(strcmp(printed, arena_printf(session->arena, "%s\n", examples[i].expected)) ==
                          0,
                      "%s: %s", examples[i].statement, printed);
        test_session_free(session);
    }
}

#define CHECK(examples) check_examples(examples, sizeof(examples) / sizeof *(examples))

START_TEST(names_and_fields) {
    static const Example examples[] = {
        {"B = FOREACH A GENERATE i,\n nope;", "1025 at 4"},
        {"B = FILTER U BY i > 1;", "1025 at 3"},
        {"B = FOREACH A GENERATE $17;", "1000 at 3"},
        {"B = FOREACH A GENERATE i.x;", "1000 at 3"},
        {"B = FOREACH A GENERATE u.x;", "1000 at 3"},
        {"B = FOREACH A GENERATE i.$0;", "1129 at 3"},
        {"B = FOREACH A GENERATE t.zz;", "1128 at 3"},
        {"B = FOREACH A GENERATE b.$2;", "1127 at 3"},
        {"B = FOREACH A GENERATE A.zz;", "1200 at 3"},
        {"B = FOREACH A GENERATE A;", "1200 at 3"},
        {"B = FOREACH A GENERATE i, s AS i;", "1108 at 3"},
        {"B = FOREACH A GENERATE s..i;", "1000 at 3"},
        {"B = FOREACH A GENERATE zz..;", "1025 at 3"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(names_that_double_an_expression_end_in_an_error) {
    Text block = text_new(0);
    text_append_string(&block, "B = FOREACH A { x0 = i;\n");
    for (int n = 1; n < 40; n++)
        text_printf(&block, "x%d = x%d + x%d;\n", n, n - 1, n - 1);
    text_append_string(&block, "GENERATE x39; };");
    const Example example = {block.data, "9030 at 22"};
    check_examples(&example, 1);
    text_free(&block);
}
END_TEST

START_TEST(operands) {
    static const Example examples[] = {
        {"B = FOREACH A GENERATE i + s;", "1039 at 3"},
        {"B = FOREACH A GENERATE u % u;", "1039 at 3"},
        {"B = FILTER A BY z < z;", "1039 at 3"},
        {"B = FILTER A BY b == b;", "1039 at 3"},
        {"B = FILTER A BY i AND z;", "1038 at 3"},
        {"B = FILTER A BY NOT u;", "1042 at 3"},
        {"B = FOREACH A GENERATE -s;", "1041 at 3"},
        {"B = FILTER A BY i MATCHES 'x';", "1037 at 3"},
        {"B = FILTER A BY i + 1;", "1058 at 3"},
        {"B = FOREACH A GENERATE (i ? 1 : 2);", "1047 at 3"},
        {"B = FOREACH A GENERATE (i > 1 ? i : s);", "1050 at 3"},
        {"B = FOREACH A GENERATE (z ? u : z);", "1050 at 3"},
        {"B = FILTER A BY i IN ('a');", "1039 at 3"},
        {"B = FILTER A BY i IN (1, 'a');", "1039 at 3"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(casts_and_as) {
    static const Example examples[] = {
        {"B = FOREACH A GENERATE (tuple(int))s;", "1052 at 3"},
        {"B = FOREACH A GENERATE (datetime)s;", "1052 at 3"},
        {"B = FOREACH A GENERATE (chararray)e;", "1052 at 3"},
        {"B = FOREACH A GENERATE (bytearray)i;", "1051 at 3"},
        {"B = FOREACH A GENERATE (tuple(int,int,int))t;", "1052 at 3"},
        {"B = FOREACH A GENERATE (map[])m;", "1052 at 3"},
        {"B = FOREACH A GENERATE (bag{})b;", "1052 at 3"},
        {"B = FOREACH A GENERATE s#'k';", "1052 at 3"},
        {"B = FOREACH A GENERATE i AS j:boolean;", "1031 at 3"},
        {"B = FOREACH A GENERATE i AS (j:(x:int));", "1031 at 3"},
        {"B = FOREACH A GENERATE t AS (k:(x:int));", "1031 at 3"},
        {"B = FOREACH A GENERATE FLATTEN(t) AS (x, y, z);", "1031 at 3"},
        {"B = LOAD 'x' AS (a:int, a:int);", "1200 at 3"},
        {"B = FOREACH A GENERATE 3000000000;", "1200 at 3"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(relations) {
    static const Example examples[] = {
        {"B = FILTER Z BY i > 1;", "1200 at 3"},
        {"B = JOIN A BY i, A BY i;", "1200 at 3"},
        {"B = JOIN A BY i LEFT, U BY $0;", "1109 at 3"},
        {"C = LOAD 'x' AS (s:chararray);\nB = JOIN A BY i, C BY s;", "1107 at 4"},
        {"C = LOAD 'x' AS (s:chararray);\nB = JOIN A BY (i,s), C BY s;", "1200 at 4"},
        {"B = JOIN A BY i, U BY $0 USING 'nope';", "1200 at 3"},
        {"B = GROUP A BY b;", "1068 at 3"},
        {"B = GROUP A BY (i, b);", "1061 at 3"},
        {"C = LOAD 'x' AS (s:chararray);\nB = COGROUP A BY i..z, C BY s;", "1122 at 4"},
        {"B = ORDER A BY b;", "1068 at 3"},
        {"B = LIMIT A i;", "1131 at 3"},
        {"B = LIMIT A 1.5;", "1058 at 3"},
        {"B = UNION ONSCHEMA A, U;", "1116 at 3"},
        {"C = FOREACH A GENERATE i AS x; D = FOREACH A GENERATE s AS x; B = UNION C, D;",
         "1051 at 3"},
        {"C = FOREACH A GENERATE i AS x; D = FOREACH A GENERATE s AS x; B = UNION ONSCHEMA C, D;",
         "1056 at 3"},
        {"B = CUBE A BY CUBE(i, nope);", "2225 at 3"},
        {"B = LOAD 'x' USING Nope();", "1070 at 3"},
        {"B = LOAD 'x' USING UPPER();", "1200 at 3"},
        {"B = STREAM A THROUGH nope;", "1200 at 3"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(functions) {
    static const Example examples[] = {
        {"B = FOREACH A GENERATE\n nosuch(i);", "1070 at 4"},
        {"B = FOREACH A GENERATE UPPER(s, s);", "1045 at 3"},
        {"G = GROUP A ALL;\nB = FOREACH G GENERATE SUM(A.s);", "1045 at 4"},
    };
    CHECK(examples);
}
END_TEST

static void check_script(const char *script, const char *expected) {
    TestSession *session = test_session_create();
    ck_assert_str_eq(test_compile(session, script), expected);
    test_session_free(session);
}

START_TEST(dump_tells_only_what_it_needs) {
    check_script(TYPED "B = FILTER A BY zz == 1;\nDUMP A;", "");
    check_script(TYPED "B = FILTER A BY zz == 1;\nC = LIMIT B 1;\nDUMP C;", "1025 at 2\n");
    // What the reference's parser finds stops every DUMP behind it.
    check_script(TYPED "B = FILTER Z BY zz == 1;\nDUMP A;", "1200 at 2\n");
    check_script(TYPED "DUMP Z;", "1003 at 0\n");
    check_script("DUMP;", "2997 at 0\n");
}
END_TEST

START_TEST(one_mistake_makes_one_message) {
    TestSession *session = test_session_create();
    test_compile(session, TYPED "B = FILTER A BY zz == 1 AND yy == 2;\n"
                                "C = FOREACH B GENERATE i + 1;\nD = JOIN B BY i, C BY $0;\n");
    ck_assert_int_eq(compiler_report(session->compiler, FAULTS_ALL, session->sink), STATUS_FAILED);
    ck_assert_int_eq(diagnostics_error_count(session->sink), 2);
    ck_assert_int_eq(compiler_report(session->compiler, FAULTS_ALL, session->sink), STATUS_OK);
    test_session_free(session);
}
END_TEST

RUN_SUITE("compiler_errors", names_and_fields, names_that_double_an_expression_end_in_an_error,
          operands, casts_and_as, relations, functions, dump_tells_only_what_it_needs,
          one_mistake_makes_one_message)
