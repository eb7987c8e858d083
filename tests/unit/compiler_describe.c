// SPDX-License-Identifier: Apache-2.0
//
// Names and types of columns, as DESCRIBE shows them. The expected texts are what Apache Pig 0.18
// prints.

#include "tests/unit/compiler_session.h"
#include "tests/unit/suite.h"

#define TYPED                                                                                      \
    "A = LOAD 'x' AS (a:int, b:long, s:chararray, u, t:(p:int,q:chararray), "                      \
    "g:{(r:int,z:chararray)}, m:map[int]);\n"
#define SMALL                                                                                      \
    "A = LOAD 'x' AS (k:chararray, v:int);\n"                                                      \
    "B = LOAD 'y' AS (k:chararray, w:chararray);\n"                                                \
    "U = LOAD 'z';\n"

typedef struct Example {
    const char *script;
    const char *expected;
} Example;

static void check_examples(const Example *examples, size_t n) {
    for (size_t i = 0; i < n; i++) {
        TestSession *session = test_session_create();
        ck_assert_str_eq(test_compile(session, examples[i].script), examples[i].expected);
        test_session_free(session);
    }
}

#define CHECK(examples) check_examples(examples, sizeof(examples) / sizeof *(examples))

START_TEST(load_names_what_has_no_name) {
    static const Example examples[] = {
        {"A = LOAD 'x'; DESCRIBE A;", "Schema for A unknown.\n"},
        {"A = LOAD 'x' AS (k, v); DESCRIBE A;", "A: {k: bytearray,v: bytearray}\n"},
        {"A = LOAD 'x' AS (int, b:(int,long), {(int)}, c:{t:(x,chararray)}, map[int]); DESCRIBE A;",
         "A: {val_0: int,b: (val_0: int,val_1: long),bag_0: {(val_0: int)},"
         "c: {t: (x: bytearray,val_0: chararray)},map_0: map[int]}\n"},
        {"A = LOAD 'x' AS (b:bag{}, c:bag{t:()}, e:{()}, f:tuple()); DESCRIBE A;",
         "A: {b: {()},c: {t: ()},e: {()},f: ()}\n"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(generate_keeps_names_of_columns_only) {
    static const Example examples[] = {
        {TYPED "B = FOREACH A GENERATE (a>1? 0 : b), (a>1 ? b : 0), a+1, -b, 'x'; DESCRIBE B;",
         "B: {long,b: long,int,long,chararray}\n"},
        {TYPED "B = FOREACH A GENERATE (CASE WHEN a>1 THEN 0 ELSE b END), (CASE a WHEN 1 THEN s "
               "WHEN 2 THEN u END), (CASE a WHEN 1 THEN b END); DESCRIBE B;",
         "B: {long,u: chararray,b: long}\n"},
        {TYPED "B = FOREACH A GENERATE t.p AS tp, t.(p,q), t.(q), g.r, g.(r,z), g.(r), m#'a', "
               "t.$0; DESCRIBE B;",
         "B: {tp: int,t_p_q: (p: int,q: chararray),q: chararray,{(r: int)},{(r: int,z: chararray)},"
         "{(r: int)},int,p: int}\n"},
        {TYPED "B = FOREACH A GENERATE *, a AS zz; DESCRIBE B;",
         "B: {a: int,b: long,s: chararray,u: bytearray,t: (p: int,q: chararray),"
         "g: {(r: int,z: chararray)},m: map[int],zz: int}\n"},
        {"A = LOAD 'x'; B = FOREACH A GENERATE $0, $1 AS v, $2 AS w:int; DESCRIBE B;",
         "B: {bytearray,v: bytearray,w: int}\n"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(as_renames_and_casts) {
    static const Example examples[] = {
        // A type that the left operand had before it was widened does not cast.
        {TYPED "B = FOREACH A GENERATE a / 2.0 AS r:int, a/2.0 AS w:long, u+1 AS k:int, "
               "-u AS l:int; DESCRIBE B;",
         "B: {r: double,w: long,k: int,l: int}\n"},
        {TYPED "B = FOREACH A GENERATE t AS (foo:(x:long,y:chararray)), g AS gg:{(aa:long,bb)}, "
               "m AS o:map[], a AS c:bytearray, t AS d:tuple(); DESCRIBE B;",
         "B: {foo: (x: long,y: chararray),gg: {(aa: long,bb: chararray)},o: map[int],c: int,"
         "d: (p: int,q: chararray)}\n"},
        {TYPED "B = FOREACH A GENERATE FLATTEN(g.(r,z)) AS (x:long,y), FLATTEN(m) AS (c,d:long), "
               "FLATTEN(a) AS e:chararray; DESCRIBE B;",
         "B: {x: long,y: chararray,c: chararray,d: long,e: chararray}\n"},
        {TYPED "B = FOREACH A GENERATE a AS (z:int), b AS long; DESCRIBE B;",
         "B: {z: int,val_0: long}\n"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(flatten_prefixes_names) {
    static const Example examples[] = {
        {TYPED "B = FOREACH A GENERATE FLATTEN(g.r), FLATTEN(t), FLATTEN(m), FLATTEN(a); "
               "DESCRIBE B;",
         "B: {null::r: int,t::p: int,t::q: chararray,m::key: chararray,m::value: int,a: int}\n"},
        {"A = LOAD 'x' AS (i:int, t:tuple(), b:bag{});\n"
         "B = FOREACH A GENERATE i, FLATTEN(t); C = FOREACH A GENERATE i, FLATTEN(b);\n"
         "D = FOREACH A GENERATE i, FLATTEN(b) AS (p:int, q:chararray);\n"
         "DESCRIBE B; DESCRIBE C; DESCRIBE D;",
         "Schema for B unknown.\nSchema for C unknown.\nD: {i: int,p: int,q: chararray}\n"},
        {TYPED "G = GROUP A BY (a, s); B = FOREACH G GENERATE FLATTEN(group), FLATTEN(A.s); "
               "DESCRIBE B;",
         "B: {group::a: int,group::s: chararray,null::s: chararray}\n"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(group_and_join_prefix_names) {
    static const Example examples[] = {
        {SMALL "G = COGROUP A BY k, B BY k; DESCRIBE G;",
         "G: {group: chararray,A: {(k: chararray,v: int)},B: {(k: chararray,w: chararray)}}\n"},
        {SMALL "G = GROUP A BY (v + 1, k); DESCRIBE G;",
         "G: {group: (int,k: chararray),A: {(k: chararray,v: int)}}\n"},
        {SMALL "G = GROUP U BY ($0, $1); H = GROUP U ALL; DESCRIBE G; DESCRIBE H;",
         "G: {group: (bytearray,bytearray),U: {()}}\nH: {group: chararray,U: {()}}\n"},
        {SMALL "C = JOIN A BY k, B BY k; D = JOIN C BY A::k LEFT, A BY k; DESCRIBE D;",
         "D: {C::A::k: chararray,C::A::v: int,C::B::k: chararray,C::B::w: chararray,"
         "A::k: chararray,A::v: int}\n"},
        {SMALL "C = JOIN A BY k, U BY (chararray)$0; DESCRIBE C;", "Schema for C unknown.\n"},
        {SMALL "C = JOIN A BY k, B BY k; D = FOREACH C GENERATE A::k, v; DESCRIBE D;",
         "D: {A::k: chararray,A::v: int}\n"},
        {SMALL "R = RANK A BY v DESC; DESCRIBE R;", "R: {rank_A: long,k: chararray,v: int}\n"},
        {SMALL "C = CUBE A BY CUBE(v); DESCRIBE C;",
         "C: {group: int,cube: {(v: int,k: chararray)}}\n"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(union_merges_by_position_or_name) {
    static const Example examples[] = {
        {SMALL "C = FOREACH A GENERATE k, (double)v AS v; D = UNION A, C; DESCRIBE D;",
         "D: {k: chararray,v: double}\n"},
        {SMALL "D = UNION A, B, U; DESCRIBE D;", "Schema for D unknown.\n"},
        {SMALL "D = UNION ONSCHEMA A, B; DESCRIBE D;", "D: {k: chararray,v: int,w: chararray}\n"},
        {SMALL "J = JOIN A BY k, B BY k; C = FOREACH J GENERATE A::k, w; "
               "D = UNION ONSCHEMA C, A; DESCRIBE D;",
         "D: {k: chararray,B::w: chararray,v: int}\n"},
        {"A = LOAD 'x' AS (t:(p:int), b:{(r:int)}, m:map[int], x:int);\n"
         "B = LOAD 'x' AS (t:(p:long), b:{(r:double)}, m:map[], x);\n"
         "C = UNION A, B; DESCRIBE C;",
         "C: {t: (),b: {()},m: map[],x: int}\n"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(nested_blocks_name_their_bags) {
    static const Example examples[] = {
        {TYPED "G = GROUP A ALL; F = FOREACH G { x = A.s; y = DISTINCT x; o = ORDER A BY a DESC; "
               "f = FOREACH A GENERATE a+1, s AS ss; z = group; w = FILTER y BY s == 'x'; "
               "GENERATE x, y, f, COUNT(w), FLATTEN(o.a), z; };\n"
               "DESCRIBE F; DESCRIBE F::f; DESCRIBE F::w; DESCRIBE F::z; DESCRIBE F::no;",
         "F: {x: {(s: chararray)},y: {(s: chararray)},f: {(int,ss: chararray)},long,null::a: int,"
         "group: chararray}\n"
         "F::f: {int,ss: chararray}\nF::w: {s: chararray}\n"
         "Schema for F::z unknown.\nSchema for F::no unknown.\n"},
        {TYPED "G = GROUP A ALL; F = FOREACH G { x = A.s; v = A.a; c = CROSS v, x; GENERATE c; }; "
               "DESCRIBE F;",
         "F: {c: {(v::a: int,x::s: chararray)}}\n"},
    };
    CHECK(examples);
}
END_TEST

START_TEST(operators_without_columns_of_their_own_keep_the_schema) {
    static const Example examples[] = {
        {SMALL "C = FILTER A BY v > 1; D = DISTINCT C; E = LIMIT D 3; F = SAMPLE E 0.5; "
               "SPLIT F INTO G IF v > 2, H OTHERWISE; DESCRIBE H; B = H; DESCRIBE B;",
         "H: {k: chararray,v: int}\nB: {k: chararray,v: int}\n"},
        {SMALL "ASSERT A BY v > 0, 'm'; DESCRIBE A;", "A: {k: chararray,v: int}\n"},
        {SMALL "S = STREAM A THROUGH `cat` AS (x, y:int); T = STREAM A THROUGH `cat`; "
               "DESCRIBE S; DESCRIBE T;",
         "S: {x: bytearray,y: int}\nSchema for T unknown.\n"},
        {SMALL "=> FILTER A BY v > 1; DESCRIBE @;", "____RESERVED____: {k: chararray,v: int}\n"},
    };
    CHECK(examples);
}
END_TEST

RUN_SUITE("compiler_describe", load_names_what_has_no_name, generate_keeps_names_of_columns_only,
          as_renames_and_casts, flatten_prefixes_names, group_and_join_prefix_names,
          union_merges_by_position_or_name, nested_blocks_name_their_bags,
          operators_without_columns_of_their_own_keep_the_schema)
