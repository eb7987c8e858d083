// SPDX-License-Identifier: Apache-2.0
//
// FOREACH over the bags of a GROUP: FLATTEN and nested blocks; FILTER, LIMIT and STREAM in
// pipelines.

#include "tests/unit/op_plan.h"

static const char FIRST[] = "a\t1\nb\t2\na\t3\nc\t\na\t1\n";
static const char SECOND[] = "a\t7\na\t8\nd\t9\n";

// (group, A, B) of two texts, projected to `out`.
typedef struct Grouped {
    TestPlan *p;
    const Schema *in, *group;
    PipeOperator *project;
} Grouped;

static Grouped grouped(const char *first, const char *second, const char *out_schema,
                       size_t n_items) {
    TestPlan *p = plan_new();
    const Schema *in = plan_schema(p, "k:chararray v:int");
    Schema *group = schema_new(p->arena, 3);
    group->fields[0] = (Field){"group", type_of(PIG_CHARARRAY)};
    group->fields[1] = (Field){"A", plan_bag(p, in)};
    group->fields[2] = (Field){"B", plan_bag(p, in)};
    Stage *stage = plan_stage(p, STAGE_GROUP, 2, group);
    for (size_t i = 0; i < 2; i++)
        plan_set_input(stage, i, in, 1, plan_list(p, 1, plan_column(p, in, 0)), false);
    plan_behind(p, plan_load(p, first, in), plan_emit(p, stage, 0));
    plan_behind(p, plan_load(p, second, in), plan_emit(p, stage, 1));
    const Schema *out = plan_schema(p, out_schema);
    PipeOperator *project = plan_pipe(p, PIPE_PROJECT, group, out);
    project->n_items = n_items;
    project->items = ARENA_NEW_ARRAY(p->arena, GenerateItem, n_items);
    plan_behind(p, plan_stage_source(p, stage), project);
    plan_then(p, project, plan_dump(p, out));
    return (Grouped){p, in, group, project};
}

static void set_item(Grouped *g, size_t i, Expression *expression, bool flatten, size_t n_fields) {
    ((GenerateItem *)g->project->items)[i] = (GenerateItem){expression, flatten, n_fields};
}

static Expression *nested(Grouped *g, size_t index) {
    Expression *node = plan_node(g->p, EXPRESSION_NESTED, plan_bag(g->p, g->in));
    node->index = index;
    return node;
}

static NestedOperator *set_nested(Grouped *g, size_t n) {
    NestedOperator *operators = ARENA_NEW_ARRAY(g->p->arena, NestedOperator, n);
    for (size_t i = 0; i < n; i++) {
        operators[i].schema = g->in;
        operators[i].n_bags = 1;
    }
    g->project->n_nested = n;
    g->project->nested = operators;
    return operators;
}

START_TEST(flatten_drops_rows_of_empty_bags) {
    Grouped g = grouped(FIRST, SECOND, "k:chararray x:chararray v:int", 2);
    set_item(&g, 0, plan_column(g.p, g.group, 0), false, 1);
    set_item(&g, 1, plan_column(g.p, g.group, 2), true, 2);
    ck_assert_str_eq(plan_run(g.p), "(a,a,7)\n(a,a,8)\n(d,d,9)\n");
    plan_free(g.p);
}
END_TEST

START_TEST(flatten_of_two_bags_is_their_product) {
    Grouped g = grouped("a\t1\na\t2\nb\t3\n", SECOND, "x:chararray v:int y:chararray w:int", 2);
    set_item(&g, 0, plan_column(g.p, g.group, 1), true, 2);
    set_item(&g, 1, plan_column(g.p, g.group, 2), true, 2);
    ck_assert_str_eq(plan_run(g.p), "(a,1,a,7)\n(a,1,a,8)\n(a,2,a,7)\n(a,2,a,8)\n");
    plan_free(g.p);
}
END_TEST

// Text with n rows of one key.
static char *one_key(size_t n) {
    Text text = text_new(0);
    for (size_t i = 0; i < n; i++)
        text_printf(&text, "a\t%zu\n", i);
    return text.data;
}

START_TEST(long_products_come_in_batches) {
    char *many = one_key(3000);
    Grouped g = grouped(many, "a\t1\na\t2\na\t3\n", "x:chararray v:int y:chararray w:int", 2);
    set_item(&g, 0, plan_column(g.p, g.group, 1), true, 2);
    set_item(&g, 1, plan_column(g.p, g.group, 2), true, 2);
    const char *all = plan_run_with(g.p, 1, 0, false);
    size_t n_lines = 0;
    for (const char *c = all; *c; c++)
        n_lines += *c == '\n';
    ck_assert_uint_eq(n_lines, 9000);
    ck_assert_ptr_nonnull(strstr(all, "(a,2999,a,3)\n"));
    free(many);
    plan_free(g.p);
}
END_TEST

START_TEST(nested_filter_keeps_groups_without_tuples) {
    Grouped g = grouped(FIRST, "", "k:chararray", 2);
    NestedOperator *ops = set_nested(&g, 1);
    ops[0].kind = NESTED_FILTER;
    ops[0].bags = plan_list(g.p, 1, plan_column(g.p, g.group, 1));
    ops[0].predicate = plan_binary(g.p, EXPRESSION_GREATER, type_of(PIG_BOOLEAN),
                                   plan_column(g.p, g.in, 1), plan_int(g.p, 1));
    set_item(&g, 0, plan_column(g.p, g.group, 0), false, 1);
    set_item(&g, 1, nested(&g, 0), false, 1);
    ck_assert_str_eq(plan_run(g.p), "(a,{(a,3)})\n(b,{(b,2)})\n(c,{})\n");
    plan_free(g.p);
}
END_TEST

static const SortKey BY_VALUE_DOWN[] = {{1, true}};

START_TEST(nested_order_and_limit_take_the_first_of_each_bag) {
    Grouped g = grouped(FIRST, "", "k:chararray", 2);
    NestedOperator *ops = set_nested(&g, 2);
    ops[0].kind = NESTED_ORDER;
    ops[0].bags = plan_list(g.p, 1, plan_column(g.p, g.group, 1));
    ops[0].n_sort_keys = 1;
    ops[0].sort_keys = BY_VALUE_DOWN;
    ops[1].kind = NESTED_LIMIT;
    ops[1].bags = plan_list(g.p, 1, nested(&g, 0));
    ops[1].limit = plan_int(g.p, 2);
    set_item(&g, 0, plan_column(g.p, g.group, 0), false, 1);
    set_item(&g, 1, nested(&g, 1), false, 1);
    ck_assert_str_eq(plan_run(g.p), "(a,{(a,3),(a,1)})\n(b,{(b,2)})\n(c,{(c,)})\n");
    // Read as a whole too, the ORDER may not stop at the first few.
    set_item(&g, 0, nested(&g, 0), false, 1);
    ck_assert_str_eq(plan_run(g.p), "({(a,3),(a,1),(a,1)},{(a,3),(a,1)})\n"
                                    "({(b,2)},{(b,2)})\n({(c,)},{(c,)})\n");
    plan_free(g.p);
}
END_TEST

START_TEST(nested_distinct_keeps_one_of_equal_tuples) {
    Grouped g = grouped("a\t1\nb\t1\na\t1\na\t\na\t\na\t2\n", "", "k:chararray", 1);
    NestedOperator *ops = set_nested(&g, 1);
    ops[0].kind = NESTED_DISTINCT;
    ops[0].bags = plan_list(g.p, 1, plan_column(g.p, g.group, 1));
    set_item(&g, 0, nested(&g, 0), false, 1);
    ck_assert_str_eq(plan_run(g.p), "({(a,2),(a,),(a,1)})\n({(b,1)})\n");
    plan_free(g.p);
}
END_TEST

START_TEST(nested_cross_and_foreach) {
    Grouped g = grouped("a\t1\na\t2\nb\t5\n", "a\t7\na\t8\n", "b:bytearray", 2);
    NestedOperator *ops = set_nested(&g, 2);
    const Schema *both = plan_schema(g.p, "k:chararray v:int l:chararray w:int");
    const Schema *sum = plan_schema(g.p, "s:int");
    ops[0].kind = NESTED_CROSS;
    ops[0].n_bags = 2;
    ops[0].bags = plan_list(g.p, 2, plan_column(g.p, g.group, 1), plan_column(g.p, g.group, 2));
    ops[0].schema = both;
    ops[1].kind = NESTED_FOREACH;
    Expression *cross = nested(&g, 0), *sums = nested(&g, 1);
    cross->type = plan_bag(g.p, both);
    sums->type = plan_bag(g.p, sum);
    ops[1].bags = plan_list(g.p, 1, cross);
    ops[1].schema = sum;
    GenerateItem *items = ARENA_NEW_ARRAY(g.p->arena, GenerateItem, 1);
    items[0] = (GenerateItem){plan_binary(g.p, EXPRESSION_ADD, type_of(PIG_INT),
                                          plan_column(g.p, both, 1), plan_column(g.p, both, 3)),
                              false, 1};
    ops[1].n_items = 1;
    ops[1].items = items;
    set_item(&g, 0, cross, false, 1);
    set_item(&g, 1, sums, false, 1);
    ck_assert_str_eq(plan_run(g.p), "({(a,2,a,8),(a,2,a,7),(a,1,a,8),(a,1,a,7)},"
                                    "{(10),(9),(9),(8)})\n({},{})\n");
    plan_free(g.p);
}
END_TEST

START_TEST(rows_of_unknown_schema_are_strung_together) {
    TestPlan *p = plan_new();
    PipeOperator *project = plan_pipe(p, PIPE_PROJECT, NULL, NULL);
    Expression *row = plan_node(p, EXPRESSION_COLUMN, type_of(PIG_TUPLE));
    GenerateItem *items = ARENA_NEW_ARRAY(p->arena, GenerateItem, 2);
    items[0] = (GenerateItem){plan_field(p, 1), false, 1};
    items[1] = (GenerateItem){row, true, 0};
    project->n_items = 2;
    project->items = items;
    plan_behind(p, plan_load(p, "a\tb\nc\nd\te\tf\n", NULL), project);
    plan_then(p, project, plan_dump(p, NULL));
    ck_assert_str_eq(plan_run_with(p, 1, 0, false), "(b,a,b)\n(,c)\n(e,d,e,f)\n");
    plan_free(p);
}
END_TEST

static const char *streamed(TestPlan *p, const char *command, const Schema *out) {
    StreamCommand *what = ARENA_NEW(p->arena, StreamCommand);
    what->command = command;
    const Schema *in = plan_schema(p, "k:chararray v:int");
    PipeOperator *pipe = plan_pipe(p, PIPE_STREAM, in, out);
    pipe->command = what;
    char *many = one_key(20000);
    plan_behind(p, plan_load(p, many, in), pipe);
    plan_then(p, pipe, plan_dump(p, out));
    free(many);
    return plan_run_with(p, 1, 0, false);
}

START_TEST(stream_writes_and_reads_at_once) {
    TestPlan *p = plan_new();
    const char *all = streamed(p, "sed p", plan_schema(p, "k:chararray v:int"));
    ck_assert_int_eq(p->code, 0);
    size_t n_lines = 0;
    for (const char *c = all; *c; c++)
        n_lines += *c == '\n';
    ck_assert_uint_eq(n_lines, 40000);
    plan_free(p);
    p = plan_new();
    ck_assert_str_eq(streamed(p, "head -n 1", NULL), "(a,0)\n");
    ck_assert_int_eq(p->code, 0);
    plan_free(p);
}
END_TEST

START_TEST(a_streaming_program_that_fails_is_2055) {
    TestPlan *p = plan_new();
    streamed(p, "false", NULL);
    ck_assert_int_eq(p->code, 2055);
    plan_free(p);
    p = plan_new();
    streamed(p, "no_such_command_here", NULL);
    ck_assert_int_eq(p->code, 2055);
    plan_free(p);
}
END_TEST

RUN_SUITE("project", flatten_drops_rows_of_empty_bags, flatten_of_two_bags_is_their_product,
          long_products_come_in_batches, nested_filter_keeps_groups_without_tuples,
          nested_order_and_limit_take_the_first_of_each_bag,
          nested_distinct_keeps_one_of_equal_tuples, nested_cross_and_foreach,
          rows_of_unknown_schema_are_strung_together, stream_writes_and_reads_at_once,
          a_streaming_program_that_fails_is_2055)
