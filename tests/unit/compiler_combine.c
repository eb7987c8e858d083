// SPDX-License-Identifier: Apache-2.0
//
// Which FOREACHs over a GROUP need no bag, and how many aggregates they become.

#include "compiler/combine.h"
#include "tests/unit/compiler_session.h"
#include "tests/unit/suite.h"

enum { NEEDS_BAGS = -1 };

// The number of aggregates of the FOREACH over G, or NEEDS_BAGS.
static int aggregates_of(const char *group, const char *foreach) {
    TestSession *session = test_session_create();
    Arena *arena = session->arena;
    const char *script = arena_printf(arena,
                                      "A = LOAD 'x' AS (k:chararray, v:int, w:double);\n"
                                      "B = LOAD 'y' AS (k:chararray, v:int);\n"
                                      "DEFINE bloom BuildBloom('jenkins', 'fixed', '64', '2');\n"
                                      "G = %s;\nF = FOREACH G %s;\nSTORE F INTO 'f';\n",
                                      group, foreach);
    ck_assert_str_eq(test_compile(session, script), "");
    Roots roots = compiler_take_stores(session->compiler);
    LogicalPlan *plan;
    ck_assert_int_eq(compiler_plan(session->compiler, arena, &roots, session->sink, &plan),
                     STATUS_OK);
    int n = NEEDS_BAGS;
    for (size_t i = 0; i < plan->n_operators; i++) {
        Combined combined;
        if (plan->operators[i]->kind == LOGICAL_FOREACH &&
            combine_group(arena, plan->operators[i], session->registry, &combined))
            n = (int)combined.n_aggregates;
    }
    test_session_free(session);
    return n;
}

static int by_key(const char *foreach) {
    return aggregates_of("GROUP A BY k", foreach);
}

START_TEST(aggregates_over_projections_filters_and_distincts_need_no_bag) {
    ck_assert_int_eq(by_key("GENERATE group, COUNT(A), SUM(A.v), COUNT(A)"), 2);
    ck_assert_int_eq(by_key("{ D = DISTINCT A.v; GENERATE group, COUNT(D); }"), 1);
    ck_assert_int_eq(by_key("{ P = FILTER A BY v > 1; GENERATE COUNT(P), MAX(P.w); }"), 2);
    ck_assert_int_eq(by_key("GENERATE IsEmpty(A), SIZE(A)"), 1);
    ck_assert_int_eq(by_key("GENERATE group, SUM(TOBAG(MIN(A.v), 3))"), 1);
}
END_TEST

START_TEST(algebraic_functions_need_no_bag) {
    ck_assert_int_eq(by_key("GENERATE group, FLATTEN(TOP(3, 1, A))"), 1);
    ck_assert_int_eq(by_key("GENERATE group, COV(A.v, A.w), COR(A.v, A.w), Distinct(A.v)"), 3);
    ck_assert_int_eq(by_key("GENERATE bloom(A.k)"), 1);
    ck_assert_int_eq(by_key("{ P = FILTER A BY v > 1; GENERATE TOP(2, 1, P), COV(P.v, P.w); }"), 2);
}
END_TEST

START_TEST(bags_of_different_rows_are_not_fed_together) {
    ck_assert_int_eq(by_key("{ P = FILTER A BY v > 1; GENERATE COV(A.v, P.w); }"), NEEDS_BAGS);
    ck_assert_int_eq(aggregates_of("COGROUP A BY k, B BY k", "GENERATE COV(A.v, B.v)"), NEEDS_BAGS);
    ck_assert_int_eq(by_key("GENERATE TOP((int)COUNT(A), 1, A)"), NEEDS_BAGS);
    ck_assert_int_eq(by_key("GENERATE COUNT(A), A.v"), NEEDS_BAGS);
}
END_TEST

START_TEST(inputs_of_a_cogroup_may_be_inner) {
    ck_assert_int_eq(
        aggregates_of("COGROUP A BY k INNER, B BY k", "GENERATE group, COUNT(A), COUNT(B)"), 2);
}
END_TEST

RUN_SUITE("compiler_combine", aggregates_over_projections_filters_and_distincts_need_no_bag,
          algebraic_functions_need_no_bag, bags_of_different_rows_are_not_fed_together,
          inputs_of_a_cogroup_may_be_inner)
