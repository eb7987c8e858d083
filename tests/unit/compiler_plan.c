// SPDX-License-Identifier: Apache-2.0
//
// What statements become in the logical plan: kinds of operators in order, casts of inputs,
// scalars.

#include "tests/unit/compiler_session.h"
#include "tests/unit/suite.h"

#define TWO                                                                                        \
    "A = LOAD 'x' AS (k:chararray, v:int);\n"                                                      \
    "B = LOAD 'y' AS (k:chararray, w:double);\n"

static LogicalPlan *plan_of(TestSession *session, const char *script) {
    ck_assert_str_eq(test_compile(session, script), "");
    Roots roots = compiler_take_stores(session->compiler);
    LogicalPlan *plan;
    ck_assert_int_eq(compiler_plan(session->compiler, session->arena, &roots, session->sink, &plan),
                     STATUS_OK);
    return plan;
}

static const char *words_of(TestSession *session, const LogicalPlan *plan) {
    const char *words = "";
    for (size_t i = 0; i < plan->n_operators; i++)
        words = arena_printf(session->arena, "%s%s%s", words, i ? " " : "",
                             logical_word(plan->operators[i]->kind));
    return words;
}

static void check_words(const char *script, const char *expected) {
    TestSession *session = test_session_create();
    ck_assert_str_eq(words_of(session, plan_of(session, script)), expected);
    test_session_free(session);
}

START_TEST(combinations_become_what_they_mean) {
    check_words(TWO "SPLIT A INTO C IF v > 1, D OTHERWISE; STORE C INTO 'c'; STORE D INTO 'd';",
                "Load Filter Filter Store Store");
    check_words(TWO "ASSERT A BY v > 1, 'm'; C = SAMPLE A 0.5; STORE C INTO 'c';",
                "Load Filter Filter Store");
    check_words(TWO "C = CUBE A BY CUBE(k, v); STORE C INTO 'c';", "Load ForEach CoGroup Store");
}
END_TEST

START_TEST(only_what_the_roots_reach_is_in_the_plan) {
    check_words(TWO "C = FILTER B BY w > 1.0; D = LIMIT A 1; STORE D INTO 'd';",
                "Load Limit Store");
}
END_TEST

START_TEST(a_job_stands_between_its_store_and_its_load) {
    check_words(TWO "C = NATIVE 'j' STORE A INTO 'i' LOAD 'o' AS (k:chararray) `i o`;"
                    "D = JOIN C BY k, B BY k; STORE D INTO 'd';",
                "Load Load Store Native Load Join Store");
    check_words(TWO "C = NATIVE 'j' STORE A INTO 'i' LOAD 'o'; STORE B INTO 'b';", "Load Store");
}
END_TEST

START_TEST(union_casts_its_inputs) {
    check_words(TWO "C = UNION A, B; STORE C INTO 'c';", "Load Load ForEach Union Store");
    // Rows of unlike width: those of known schemas become rows of any width.
    check_words(TWO "C = LOAD 'z'; D = UNION A, C; STORE D INTO 'd';",
                "Load Load ForEach Union Store");
}
END_TEST

START_TEST(as_on_flattened_columns_casts_behind) {
    check_words(TWO "G = GROUP A ALL; C = FOREACH G GENERATE FLATTEN(A) AS (x:chararray, y:long); "
                    "STORE C INTO 'c';",
                "Load CoGroup ForEach ForEach Store");
}
END_TEST

START_TEST(keys_are_cast_to_a_common_type) {
    TestSession *session = test_session_create();
    const LogicalPlan *plan = plan_of(session, TWO "C = JOIN A BY v, B BY w; STORE C INTO 'c';");
    const LogicalOperator *join = plan->operators[2];
    ck_assert_int_eq(join->kind, LOGICAL_JOIN);
    ck_assert_int_eq(join->join.keyed[0].keys[0]->kind, EXPRESSION_CAST);
    ck_assert_int_eq(join->join.keyed[0].keys[0]->type->tag, PIG_DOUBLE);
    ck_assert_int_eq(join->join.keyed[1].keys[0]->kind, EXPRESSION_COLUMN);
    ck_assert_int_eq(join->schema->fields[1].type->tag, PIG_INT);
    test_session_free(session);
}
END_TEST

START_TEST(relations_of_scalars_are_in_the_plan) {
    TestSession *session = test_session_create();
    const LogicalPlan *plan =
        plan_of(session, TWO "S = FOREACH (GROUP B ALL) GENERATE SUM(B.w) AS t; "
                             "C = FOREACH A GENERATE v / S.t; STORE C INTO 'c';");
    ck_assert_str_eq(words_of(session, plan), "Load Load CoGroup ForEach ForEach Store");
    ck_assert_uint_eq(plan->n_scalars, 1);
    ck_assert_ptr_eq(plan->scalars[0].relation, plan->operators[3]);
    test_session_free(session);
}
END_TEST

START_TEST(case_over_a_value_tests_the_last_first) {
    TestSession *session = test_session_create();
    const LogicalPlan *plan =
        plan_of(session, TWO "C = FOREACH A GENERATE (CASE v WHEN 1 THEN 'x' WHEN 2 THEN 'y' END); "
                             "STORE C INTO 'c';");
    const Expression *outer = plan->operators[1]->foreach.items[0].expression;
    ck_assert_int_eq(outer->kind, EXPRESSION_CONDITION);
    const Vector *compared = outer->children[0]->children[1]->constant;
    ck_assert_int_eq(pig_ints(compared)[0], 2);
    test_session_free(session);
}
END_TEST

START_TEST(an_open_range_of_unknown_rows_is_their_rest) {
    TestSession *session = test_session_create();
    const LogicalPlan *plan =
        plan_of(session, "A = LOAD 'x'; B = FOREACH A GENERATE $2..; STORE B INTO 'b';");
    const LogicalOperator *foreach = plan->operators[1];
    ck_assert_ptr_null(foreach->schema);
    ck_assert(foreach->foreach.items[0].flatten);
    const Expression *rest = foreach->foreach.items[0].expression;
    ck_assert_int_eq(rest->kind, EXPRESSION_TUPLE_TAIL);
    ck_assert_uint_eq(rest->index, 2);
    test_session_free(session);
}
END_TEST

RUN_SUITE("compiler_plan", an_open_range_of_unknown_rows_is_their_rest,
          combinations_become_what_they_mean, only_what_the_roots_reach_is_in_the_plan,
          a_job_stands_between_its_store_and_its_load, union_casts_its_inputs,
          as_on_flattened_columns_casts_behind, keys_are_cast_to_a_common_type,
          relations_of_scalars_are_in_the_plan, case_over_a_value_tests_the_last_first)
