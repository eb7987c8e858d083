// SPDX-License-Identifier: Apache-2.0
//
// Stages: aggregation, grouping, joins, sorting, ranks, limits; null keys, many threads, little
// memory.

#include "tests/unit/op_plan.h"

static const char PAIRS[] = "a\t1\nb\t2\na\t3\n\t4\n\t5\nc\t\n";

// An AGGREGATE stage by the first column of its inputs.
typedef struct AggregatePlan {
    TestPlan *p;
    Registry *registry;
    const Schema *in;
    Stage *stage;
    StageAggregate aggregates[4];
} AggregatePlan;

static AggregatePlan *aggregate_plan(size_t n_inputs, const char *in, const char *out) {
    TestPlan *p = plan_new();
    AggregatePlan *a = ARENA_NEW(p->arena, AggregatePlan);
    a->p = p;
    a->registry = registry_create(p->arena);
    a->in = plan_schema(p, in);
    a->stage = plan_stage(p, STAGE_AGGREGATE, n_inputs, plan_schema(p, out));
    a->stage->aggregates = a->aggregates;
    for (size_t tag = 0; tag < n_inputs; tag++)
        plan_set_input(a->stage, tag, a->in, 1, plan_list(p, 1, plan_column(p, a->in, 0)), false);
    return a;
}

static void aggregate_plan_free(AggregatePlan *a) {
    registry_destroy(a->registry);
    plan_free(a->p);
}

// Adds an aggregate over one column of an input.
static StageAggregate *add_aggregate(AggregatePlan *a, const char *name, size_t column,
                                     size_t tag) {
    TestPlan *p = a->p;
    Schema *one = schema_new(p->arena, 1);
    one->fields[0] = a->in->fields[column];
    FunctionCall *call = ARENA_NEW(p->arena, FunctionCall);
    const Argument bag = {.type = plan_bag(p, one)};
    DiagnosticSink *sink = diagnostics_create(p->arena);
    ck_assert_int_eq(registry_resolve(a->registry, name, &bag, 1, &(Place){0}, sink, call),
                     STATUS_OK);
    StageAggregate *added = &a->aggregates[a->stage->n_aggregates++];
    *added = (StageAggregate){.call = call,
                              .tag = tag,
                              .n_args = 1,
                              .args = plan_list(p, 1, plan_column(p, a->in, column))};
    return added;
}

static void add_distinct(AggregatePlan *a, const char *name, size_t column, size_t tag) {
    StageAggregate *added = add_aggregate(a, name, column, tag);
    added->distinct = true;
    added->n_distinct = 1;
    added->distinct_args = added->args;
}

// Adds rows to an input: each text is a source of its own, whose partial groups are merged.
static void feed(AggregatePlan *a, const char *rows, size_t tag) {
    plan_behind(a->p, plan_load(a->p, rows, a->in), plan_emit(a->p, a->stage, tag));
}

static void dump_stage(AggregatePlan *a) {
    plan_behind(a->p, plan_stage_source(a->p, a->stage), plan_dump(a->p, a->stage->output));
}

START_TEST(aggregates_by_key_with_a_null_group) {
    AggregatePlan *a = aggregate_plan(1, "k:chararray v:int", "k:chararray n:long s:long");
    add_aggregate(a, "COUNT", 1, 0);
    add_aggregate(a, "SUM", 1, 0);
    feed(a, PAIRS, 0);
    dump_stage(a);
    ck_assert_str_eq(plan_run(a->p), "(,2,9)\n(a,2,4)\n(b,1,2)\n(c,0,)\n");
    aggregate_plan_free(a);
}
END_TEST

START_TEST(distinct_aggregates_count_each_value_once) {
    AggregatePlan *a = aggregate_plan(1, "k:chararray v:chararray", "k:chararray n:long all:long");
    add_distinct(a, "COUNT", 1, 0);
    add_aggregate(a, "COUNT", 1, 0);
    feed(a, "a\tx\na\tx\na\ty\nb\tx\nb\t\n", 0);
    feed(a, "a\tx\na\tlonger than twelve\nb\tx\nc\t\n", 0);
    dump_stage(a);
    ck_assert_str_eq(plan_run(a->p), "(a,3,5)\n(b,1,2)\n(c,0,0)\n");
    aggregate_plan_free(a);
}
END_TEST

START_TEST(null_keys_of_two_inputs_do_not_merge) {
    AggregatePlan *a = aggregate_plan(2, "k:chararray v:int", "k:chararray n:long m:long");
    add_aggregate(a, "COUNT", 1, 0);
    add_aggregate(a, "COUNT", 1, 1);
    // INNER: b, c and the null group of input 0 are dropped.
    plan_set_input(a->stage, 1, a->in, 1, a->stage->inputs[1].keys, true);
    feed(a, PAIRS, 0);
    feed(a, "a\t7\n\t8\nd\t9\n", 1);
    dump_stage(a);
    ck_assert_str_eq(plan_run(a->p), "(,0,1)\n(a,2,1)\n(d,0,1)\n");
    aggregate_plan_free(a);
}
END_TEST

// Lines "k<i % keys>\t<i>\t<a text of some length>".
static char *many_rows(size_t n, size_t n_keys) {
    Text text = text_new(0);
    for (size_t i = 0; i < n; i++)
        text_printf(&text, "key%zu\t%zu\tsome text that is longer than twelve bytes %zu\n",
                    i * 7919 % n_keys, i, i);
    return text.data; // freed with the process
}

START_TEST(aggregates_and_distinct_rows_spill) {
    AggregatePlan *a =
        aggregate_plan(1, "k:chararray v:long t:chararray", "k:chararray n:long d:long a:double");
    add_aggregate(a, "COUNT", 1, 0);
    add_distinct(a, "COUNT", 2, 0);
    add_aggregate(a, "AVG", 1, 0);
    char *rows = many_rows(60000, 20000);
    feed(a, rows, 0);
    feed(a, rows, 0);
    dump_stage(a);
    const char *plenty = plan_run_with(a->p, 2, 0, true);
    const char *little = plan_run_with(a->p, 2, 4 << 20, true);
    ck_assert_int_eq(a->p->code, 0);
    ck_assert_ptr_nonnull(strstr(plenty, "(key0,6,3,"));
    ck_assert_str_eq(plenty, little);
    ck_assert_str_eq(plenty, plan_run_with(a->p, 1, 0, true));
    free(rows);
    aggregate_plan_free(a);
}
END_TEST

// ---- GROUP ----

static TestPlan *group_plan(const char *first, const char *second, bool inner) {
    TestPlan *p = plan_new();
    const Schema *in = plan_schema(p, "k:chararray v:int");
    Schema *out = schema_new(p->arena, 3);
    out->fields[0] = (Field){"group", type_of(PIG_CHARARRAY)};
    out->fields[1] = (Field){"A", plan_bag(p, in)};
    out->fields[2] = (Field){"B", plan_bag(p, in)};
    Stage *stage = plan_stage(p, STAGE_GROUP, 2, out);
    plan_set_input(stage, 0, in, 1, plan_list(p, 1, plan_column(p, in, 0)), false);
    plan_set_input(stage, 1, in, 1, plan_list(p, 1, plan_column(p, in, 0)), inner);
    plan_behind(p, plan_load(p, first, in), plan_emit(p, stage, 0));
    plan_behind(p, plan_load(p, second, in), plan_emit(p, stage, 1));
    plan_behind(p, plan_stage_source(p, stage), plan_dump(p, out));
    return p;
}

START_TEST(groups_rows_of_two_inputs) {
    TestPlan *p = group_plan(PAIRS, "a\t7\n\t8\nd\t9\n", false);
    ck_assert_str_eq(plan_run(p), "(,{(,5),(,4)},{})\n(,{},{(,8)})\n(a,{(a,3),(a,1)},{(a,7)})\n"
                                  "(b,{(b,2)},{})\n(c,{(c,)},{})\n(d,{},{(d,9)})\n");
    plan_free(p);
    p = group_plan(PAIRS, "a\t7\n\t8\nd\t9\n", true);
    ck_assert_str_eq(plan_run(p), "(,{},{(,8)})\n(a,{(a,3),(a,1)},{(a,7)})\n(d,{},{(d,9)})\n");
    plan_free(p);
}
END_TEST

START_TEST(a_group_of_all_rows_spills) {
    TestPlan *p = plan_new();
    const Schema *in = plan_schema(p, "k:chararray v:long t:chararray");
    Schema *out = schema_new(p->arena, 2);
    out->fields[0] = (Field){"group", type_of(PIG_CHARARRAY)};
    out->fields[1] = (Field){"A", plan_bag(p, in)};
    Stage *stage = plan_stage(p, STAGE_GROUP, 1, out);
    stage->all = true;
    plan_set_input(stage, 0, in, 0, NULL, false);
    char *rows = many_rows(60000, 10);
    plan_behind(p, plan_load(p, rows, in), plan_emit(p, stage, 0));
    plan_behind(p, plan_stage_source(p, stage), plan_dump(p, out));
    const char *plenty = plan_run_with(p, 2, 0, false);
    const char *little = plan_run_with(p, 2, 5 << 20, false);
    ck_assert_int_eq(strncmp(plenty, "(all,{(key0,0,some text", 23), 0);
    ck_assert_str_eq(plenty, little);
    free(rows);
    plan_free(p);
}
END_TEST

// ---- JOIN ----

static TestPlan *join_plan(const char *left, const char *right, bool left_inner, bool right_inner,
                           size_t probe, size_t n_keys) {
    TestPlan *p = plan_new();
    const Schema *in = plan_schema(p, "k:chararray v:int");
    const Schema *out = plan_schema(p, "k:chararray v:int k2:chararray v2:int");
    Stage *stage = plan_stage(p, STAGE_JOIN, 2, out);
    stage->probe = probe;
    const bool inner[] = {left_inner, right_inner};
    for (size_t i = 0; i < 2; i++)
        plan_set_input(stage, i, in, n_keys, plan_list(p, 1, plan_column(p, in, 0)), inner[i]);
    const char *const texts[] = {left, right};
    plan_behind(p, plan_load(p, texts[1 - probe], in), plan_emit(p, stage, 1 - probe));
    PipeOperator *pipe = plan_pipe(p, PIPE_PROBE, in, out);
    pipe->stage = stage;
    PipeOperator *dump = plan_dump(p, out);
    plan_behind(p, plan_load(p, texts[probe], in), pipe);
    plan_then(p, pipe, dump);
    plan_behind(p, plan_stage_source(p, stage), dump);
    return p;
}

static const char RIGHT[] = "a\t7\na\t8\n\t9\nd\t10\n";

START_TEST(inner_join_matches_no_null) {
    for (size_t probe = 0; probe < 2; probe++) {
        TestPlan *p = join_plan(PAIRS, RIGHT, true, true, probe, 1);
        ck_assert_str_eq(plan_run(p), "(a,1,a,7)\n(a,1,a,8)\n(a,3,a,7)\n(a,3,a,8)\n");
        plan_free(p);
    }
}
END_TEST

START_TEST(outer_joins_pad_with_nulls) {
    for (size_t probe = 0; probe < 2; probe++) {
        TestPlan *p = join_plan(PAIRS, RIGHT, true, false, probe, 1); // LEFT
        ck_assert_str_eq(plan_run(p), "(,4,,)\n(,5,,)\n(a,1,a,7)\n(a,1,a,8)\n(a,3,a,7)\n"
                                      "(a,3,a,8)\n(b,2,,)\n(c,,,)\n");
        plan_free(p);
        p = join_plan(PAIRS, RIGHT, false, false, probe, 1); // FULL
        ck_assert_str_eq(plan_run(p), "(,,,9)\n(,,d,10)\n(,4,,)\n(,5,,)\n(a,1,a,7)\n(a,1,a,8)\n"
                                      "(a,3,a,7)\n(a,3,a,8)\n(b,2,,)\n(c,,,)\n");
        plan_free(p);
    }
}
END_TEST

START_TEST(no_keys_is_a_cross) {
    TestPlan *p = join_plan("a\t1\nb\t2\n", "\t7\nc\t8\n", true, true, 0, 0);
    ck_assert_str_eq(plan_run(p), "(a,1,,7)\n(a,1,c,8)\n(b,2,,7)\n(b,2,c,8)\n");
    plan_free(p);
}
END_TEST

START_TEST(a_build_side_on_disk_is_joined_at_the_end) {
    Text left = text_new(0), right = text_new(0);
    for (size_t i = 0; i < 150000; i++)
        text_printf(&left, "a rather long key number %zu\t%zu\n", i, i);
    for (size_t i = 0; i < 3000; i++)
        text_printf(&right, "a rather long key number %zu\t%zu\n", i * 97, i);
    TestPlan *p = join_plan(left.data, right.data, false, false, 1, 1);
    const char *plenty = plan_run_with(p, 2, 0, true);
    const char *little = plan_run_with(p, 2, 4 << 20, true);
    ck_assert_int_eq(p->code, 0);
    ck_assert_ptr_nonnull(strstr(plenty, "(a rather long key number 97,97,a rather long key number "
                                         "97,1)\n"));
    ck_assert_str_eq(plenty, little);
    plan_free(p);
    text_free(&left);
    text_free(&right);
}
END_TEST

// ---- ORDER, LIMIT, RANK ----

static TestPlan *sort_plan(StageKind kind, const char *text, const char *schema, size_t n_keys,
                           const SortKey *keys, int64_t limit) {
    TestPlan *p = plan_new();
    const Schema *in = plan_schema(p, schema);
    const Schema *out = in;
    if (kind == STAGE_RANK)
        out = plan_schema(p, arena_printf(p->arena, "rank:long %s", schema));
    Stage *stage = plan_stage(p, kind, 1, out);
    plan_set_input(stage, 0, in, 0, NULL, false);
    stage->n_sort_keys = n_keys;
    stage->sort_keys = keys;
    stage->limit = limit;
    plan_behind(p, plan_load(p, text, in), plan_emit(p, stage, 0));
    plan_behind(p, plan_stage_source(p, stage), plan_dump(p, out));
    return p;
}

START_TEST(order_puts_nulls_first_and_last_when_descending) {
    const SortKey up[] = {{0, false}, {1, true}}, down[] = {{0, true}, {1, false}};
    TestPlan *p = sort_plan(STAGE_ORDER, PAIRS, "k:chararray v:int", 2, up, -1);
    ck_assert_str_eq(plan_run_with(p, 2, 0, false), "(,5)\n(,4)\n(a,3)\n(a,1)\n(b,2)\n(c,)\n");
    plan_free(p);
    p = sort_plan(STAGE_ORDER, PAIRS, "k:chararray v:int", 2, down, -1);
    ck_assert_str_eq(plan_run_with(p, 2, 0, false), "(c,)\n(b,2)\n(a,1)\n(a,3)\n(,4)\n(,5)\n");
    plan_free(p);
}
END_TEST

// U+FF5E is above U+1F600 in UTF-16 units, though not in bytes.
static const char WIDE[] = "\xEF\xBD\x9E\t1\n\xF0\x9F\x98\x80\t2\nz\t3\nz\t1\nz\t2\n";

START_TEST(order_by_one_chararray_goes_by_bytes) {
    const SortKey keys[] = {{0, false}};
    TestPlan *p = sort_plan(STAGE_ORDER, WIDE, "k:chararray v:int", 1, keys, -1);
    ck_assert_str_eq(plan_run_with(p, 1, 0, false),
                     "(z,2)\n(z,1)\n(z,3)\n(\xEF\xBD\x9E,1)\n(\xF0\x9F\x98\x80,2)\n");
    plan_free(p);
}
END_TEST

START_TEST(order_by_several_keys_goes_by_utf16_units) {
    const SortKey keys[] = {{0, false}, {1, false}};
    TestPlan *p = sort_plan(STAGE_ORDER, WIDE, "k:chararray v:int", 2, keys, -1);
    ck_assert_str_eq(plan_run_with(p, 1, 0, false),
                     "(z,1)\n(z,2)\n(z,3)\n(\xF0\x9F\x98\x80,2)\n(\xEF\xBD\x9E,1)\n");
    plan_free(p);
}
END_TEST

static const char *sorted_keys(TestPlan *p, size_t n_threads, size_t budget) {
    const char *text = plan_run_with(p, n_threads, budget, false);
    ck_assert_int_eq(p->code, 0);
    return text;
}

START_TEST(order_spills_and_does_not_depend_on_threads) {
    const SortKey keys[] = {{0, true}};
    char *rows = many_rows(60000, 500);
    TestPlan *p = sort_plan(STAGE_ORDER, rows, "k:chararray v:long t:chararray", 1, keys, -1);
    const char *plenty = sorted_keys(p, 2, 0);
    ck_assert_int_eq(strncmp(plenty, "(key99,", 7), 0);
    ck_assert_str_eq(plenty, sorted_keys(p, 1, 0));
    ck_assert_str_eq(plenty, sorted_keys(p, 2, 5 << 20));
    TestPlan *q = sort_plan(STAGE_ORDER, rows, "k:chararray v:long t:chararray", 1, keys, 100);
    const char *first = sorted_keys(q, 2, 0);
    ck_assert_int_eq(strncmp(plenty, first, strlen(first)), 0);
    size_t n_lines = 0;
    for (const char *c = first; *c; c++)
        n_lines += *c == '\n';
    ck_assert_uint_eq(n_lines, 100);
    plan_free(q);
    plan_free(p);
    free(rows);
}
END_TEST

START_TEST(ranks_leave_gaps_unless_dense) {
    const SortKey keys[] = {{0, false}};
    TestPlan *p = sort_plan(STAGE_RANK, "3\n1\n1\n\n2\n", "v:int", 1, keys, -1);
    ck_assert_str_eq(plan_run_with(p, 2, 0, false), "(1,)\n(2,1)\n(2,1)\n(4,2)\n(5,3)\n");
    p->stages[0]->dense = true;
    ck_assert_str_eq(plan_run_with(p, 2, 0, false), "(1,)\n(2,1)\n(2,1)\n(3,2)\n(4,3)\n");
    plan_free(p);
    p = sort_plan(STAGE_RANK, "3\n1\n", "v:int", 0, NULL, -1);
    ck_assert_str_eq(plan_run_with(p, 2, 0, false), "(1,3)\n(2,1)\n");
    plan_free(p);
}
END_TEST

START_TEST(ranks_over_rows_on_disk) {
    const SortKey keys[] = {{0, false}};
    char *rows = many_rows(60000, 500);
    TestPlan *p = sort_plan(STAGE_RANK, rows, "k:chararray v:long t:chararray", 1, keys, -1);
    const char *plenty = sorted_keys(p, 2, 0);
    ck_assert_str_eq(plenty, sorted_keys(p, 2, 5 << 20));
    plan_free(p);
    free(rows);
}
END_TEST

START_TEST(limit_takes_the_first_rows) {
    TestPlan *p = sort_plan(STAGE_LIMIT, "3\n1\n2\n", "v:int", 0, NULL, -1);
    p->stages[0]->limit_expression = plan_int(p, 2);
    ck_assert_str_eq(plan_run_with(p, 2, 0, false), "(3)\n(1)\n");
    p->stages[0]->limit_expression = plan_int(p, 0);
    ck_assert_str_eq(plan_run_with(p, 2, 0, false), "");
    p->stages[0]->limit_expression = plan_int(p, -1);
    plan_run_with(p, 2, 0, false);
    ck_assert_int_eq(p->code, 1066);
    p->stages[0]->limit_expression = NULL; // all of them
    ck_assert_str_eq(plan_run_with(p, 2, 0, false), "(3)\n(1)\n(2)\n");
    plan_free(p);
}
END_TEST

RUN_SUITE("stages", aggregates_by_key_with_a_null_group, distinct_aggregates_count_each_value_once,
          null_keys_of_two_inputs_do_not_merge, aggregates_and_distinct_rows_spill,
          groups_rows_of_two_inputs, a_group_of_all_rows_spills, inner_join_matches_no_null,
          outer_joins_pad_with_nulls, no_keys_is_a_cross, a_build_side_on_disk_is_joined_at_the_end,
          order_puts_nulls_first_and_last_when_descending, order_by_one_chararray_goes_by_bytes,
          order_by_several_keys_goes_by_utf16_units, order_spills_and_does_not_depend_on_threads,
          ranks_leave_gaps_unless_dense, ranks_over_rows_on_disk, limit_takes_the_first_rows)
