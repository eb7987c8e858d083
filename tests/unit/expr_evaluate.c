// SPDX-License-Identifier: Apache-2.0
//
// Expressions over batches: three-valued logic, selections, nulls, wrapping, casts of text.
// Expected values are those of Apache Pig.

#include "runtime/expr/evaluate.h"

#include <string.h>

#include "runtime/exec/query.h"
#include "runtime/expr/cast.h"
#include "tests/unit/suite.h"
#include "udf/vector/column.h"
#include "udf/vector/print.h"

typedef struct Bench {
    Query query;
    RunOptions options;
    Worker worker;
    Vector columns[4];
    Batch batch;
} Bench;

static Bench bench;

static void setup(size_t n_rows) {
    memset(&bench, 0, sizeof bench);
    bench.options.n_threads = 1;
    bench.options.budget = budget_create(0);
    bench.query.options = &bench.options;
    bench.query.budget = bench.options.budget;
    bench.query.n_threads = 1;
    worker_init(&bench.worker, &bench.query, 0);
    bench.batch = (Batch){n_rows, NULL, n_rows, 4, bench.columns};
}

static void teardown(void) {
    worker_free(&bench.worker);
    budget_destroy(bench.options.budget);
}

static Arena *arena(void) {
    return bench.worker.state;
}

static Expression *node(ExpressionKind kind, const Type *type, size_t n,
                        Expression *const *children) {
    Expression *e = ARENA_NEW(arena(), Expression);
    Expression **list = ARENA_NEW_ARRAY(arena(), Expression *, n);
    for (size_t i = 0; i < n; i++)
        list[i] = children[i];
    *e = (Expression){.kind = kind, .type = type, .n_children = n, .children = list};
    return e;
}

#define NODE(kind, tag, ...)                                                                       \
    node(kind, type_of(tag), sizeof((Expression *[]){__VA_ARGS__}) / sizeof(Expression *),         \
         (Expression *[]){__VA_ARGS__})

static Expression *column(size_t index) {
    Expression *e = node(EXPRESSION_COLUMN, type_of((pig_type)bench.columns[index].type), 0, NULL);
    e->index = index;
    return e;
}

static Expression *constant(Vector v) {
    Expression *e = node(EXPRESSION_CONSTANT, type_of((pig_type)v.type), 0, NULL);
    Vector *copy = ARENA_NEW(arena(), Vector);
    *copy = v;
    copy->form = PIG_CONSTANT;
    e->constant = copy;
    return e;
}

// Rows as text, parsed to the tag; "" is null.
static Vector values(pig_type tag, const char *const *texts, size_t n) {
    static const LocalZone utc;
    FieldCaster *caster = field_caster_create(arena(), type_of(tag), n, &utc);
    for (size_t i = 0; i < n; i++)
        field_caster_add(caster, *texts[i] ? texts[i] : NULL, strlen(texts[i]));
    return field_caster_finish(caster);
}

#define VALUES(tag, ...)                                                                           \
    values(tag, (const char *[]){__VA_ARGS__},                                                     \
           sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *))

static Expression *literal(pig_type tag, const char *text) {
    return constant(values(tag, &text, 1));
}

// The selected rows of the result, joined by blanks; nulls as '-'.
static const char *run(const Expression *expression) {
    Evaluator *evaluator;
    Vector v;
    ck_assert_int_eq(evaluator_create(&bench.worker, expression, NULL, &evaluator), STATUS_OK);
    Status status = evaluator_run(evaluator, &bench.worker, &bench.batch, &v);
    Text text = text_new(0);
    if (status != STATUS_OK)
        text_printf(&text, "failed %d", bench.worker.failure.code);
    for (size_t i = 0; status == STATUS_OK && i < bench.batch.n_selected; i++) {
        size_t row = batch_row(&bench.batch, i);
        text_append_string(&text, i ? " " : "");
        if (pig_is_null(&v, row))
            text_append_char(&text, '-');
        else
            value_print(&text, &v, row);
    }
    const char *result = arena_strndup(arena(), text.data, text.n_bytes);
    text_free(&text);
    evaluator_destroy(evaluator);
    return result;
}

static const char *chosen(const Expression *expression) {
    Evaluator *evaluator;
    uint32_t selection[64];
    size_t n;
    Text text = text_new(0);
    ck_assert_int_eq(evaluator_create(&bench.worker, expression, NULL, &evaluator), STATUS_OK);
    ck_assert_int_eq(evaluator_select(evaluator, &bench.worker, &bench.batch, selection, &n),
                     STATUS_OK);
    for (size_t i = 0; i < n; i++)
        text_printf(&text, i ? " %u" : "%u", selection[i]);
    const char *result = arena_strndup(arena(), text.data, text.n_bytes);
    text_free(&text);
    evaluator_destroy(evaluator);
    return result;
}

START_TEST(integers_wrap_and_nulls_spread) {
    setup(3);
    bench.columns[0] = VALUES(PIG_INT, "2147483647", "", "-5");
    bench.columns[1] = VALUES(PIG_INT, "1", "1", "3");
    ck_assert_str_eq(run(NODE(EXPRESSION_ADD, PIG_INT, column(0), column(1))), "-2147483648 - -2");
    ck_assert_str_eq(run(NODE(EXPRESSION_DIVIDE, PIG_INT, column(0), column(1))),
                     "2147483647 - -1");
    ck_assert_str_eq(run(NODE(EXPRESSION_MODULO, PIG_INT, column(0), column(1))), "0 - -2");
    ck_assert_str_eq(run(NODE(EXPRESSION_MULTIPLY, PIG_INT, column(0), literal(PIG_INT, "2"))),
                     "-2 - -10");
    ck_assert_str_eq(run(NODE(EXPRESSION_NEGATE, PIG_INT, column(0))), "-2147483647 - 5");
    teardown();
}
END_TEST

START_TEST(division_by_zero_is_null_and_counted) {
    setup(3);
    bench.columns[0] = VALUES(PIG_DOUBLE, "1.5", "0.0", "-0.0");
    ck_assert_str_eq(
        run(NODE(EXPRESSION_DIVIDE, PIG_DOUBLE, literal(PIG_DOUBLE, "3.0"), column(0))),
        "2.0 - -Infinity");
    ck_assert_uint_eq(bench.worker.counters.warnings[WARNING_DIVIDE_BY_ZERO].count, 1);
    bench.columns[1] = VALUES(PIG_LONG, "0", "1", "2");
    ck_assert_str_eq(run(NODE(EXPRESSION_MODULO, PIG_LONG, literal(PIG_LONG, "7"), column(1))),
                     "failed 0");
    teardown();
}
END_TEST

START_TEST(comparisons_choose_rows) {
    setup(4);
    bench.columns[0] = VALUES(PIG_DOUBLE, "NaN", "", "0.0", "-0.0");
    Expression *zero = literal(PIG_DOUBLE, "0.0");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_GREATER, PIG_BOOLEAN, column(0), zero)), "0");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_LESS, PIG_BOOLEAN, column(0), zero)), "3");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_EQUAL, PIG_BOOLEAN, column(0), zero)), "2");
    Expression *less = NODE(EXPRESSION_LESS, PIG_BOOLEAN, column(0), zero);
    ck_assert_str_eq(chosen(NODE(EXPRESSION_NOT, PIG_BOOLEAN, less)), "0 2");
    ck_assert_str_eq(run(less), "false - false true");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_IS_NULL, PIG_BOOLEAN, column(0))), "1");
    teardown();
}
END_TEST

START_TEST(chararrays_compare_by_utf16_unit) {
    setup(3);
    bench.columns[0] = VALUES(PIG_CHARARRAY, "\U0001F600", "\uFFFD", "a text of more than twelve");
    ck_assert_str_eq(
        chosen(NODE(EXPRESSION_LESS, PIG_BOOLEAN, column(0), literal(PIG_CHARARRAY, "\uFFFD"))),
        "0 2");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_EQUAL, PIG_BOOLEAN, column(0),
                                 literal(PIG_CHARARRAY, "a text of more than twelve"))),
                     "2");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_NOT_EQUAL, PIG_BOOLEAN, column(0),
                                 literal(PIG_CHARARRAY, "\uFFFD"))),
                     "0 2");
    teardown();
}
END_TEST

START_TEST(and_or_have_three_values) {
    setup(9);
    bench.columns[0] =
        VALUES(PIG_BOOLEAN, "true", "true", "true", "false", "false", "false", "", "", "");
    bench.columns[1] =
        VALUES(PIG_BOOLEAN, "true", "false", "", "true", "false", "", "true", "false", "");
    Expression *both = NODE(EXPRESSION_AND, PIG_BOOLEAN, column(0), column(1));
    Expression *either = NODE(EXPRESSION_OR, PIG_BOOLEAN, column(0), column(1));
    ck_assert_str_eq(run(both), "true false - false false false - false -");
    ck_assert_str_eq(run(either), "true true true true false - true - -");
    ck_assert_str_eq(chosen(both), "0");
    ck_assert_str_eq(chosen(either), "0 1 2 3 6");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_NOT, PIG_BOOLEAN, both)), "1 3 4 5 7");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_NOT, PIG_BOOLEAN, either)), "4");
    teardown();
}
END_TEST

START_TEST(right_sides_run_only_where_needed) {
    setup(3);
    bench.columns[0] = VALUES(PIG_INT, "0", "1", "2");
    Expression *zero = literal(PIG_INT, "0"), *one = literal(PIG_INT, "1");
    Expression *modulo = NODE(EXPRESSION_MODULO, PIG_INT, one, column(0)); // fails for 0
    Expression *guard = NODE(EXPRESSION_NOT_EQUAL, PIG_BOOLEAN, column(0), zero);
    Expression *test = NODE(EXPRESSION_EQUAL, PIG_BOOLEAN, modulo, one);
    ck_assert_str_eq(run(NODE(EXPRESSION_AND, PIG_BOOLEAN, guard, test)), "false false true");
    ck_assert_str_eq(chosen(NODE(EXPRESSION_AND, PIG_BOOLEAN, guard, test)), "2");
    ck_assert_str_eq(run(NODE(EXPRESSION_CONDITION, PIG_INT, guard, modulo, zero)), "0 0 1");
    teardown();
}
END_TEST

START_TEST(conditions_blend_branches) {
    setup(4);
    bench.columns[0] = VALUES(PIG_BOOLEAN, "true", "false", "", "true");
    bench.columns[1] = VALUES(PIG_CHARARRAY, "a", "b", "c", "a text of more than twelve");
    Expression *other = literal(PIG_CHARARRAY, "x");
    ck_assert_str_eq(run(NODE(EXPRESSION_CONDITION, PIG_CHARARRAY, column(0), column(1), other)),
                     "a x - a text of more than twelve");
    bench.columns[2] = VALUES(PIG_BAG, "{(1,a)}", "{(2)}", "{}", "{(3),(4)}");
    Expression *empty = literal(PIG_BAG, "{}");
    ck_assert_str_eq(run(NODE(EXPRESSION_CONDITION, PIG_BAG, column(0), column(2), empty)),
                     "{(1,a)} {} - {(3),(4)}");
    const uint32_t selection[] = {1, 3};
    bench.batch.selection = selection;
    bench.batch.n_selected = 2;
    ck_assert_str_eq(run(NODE(EXPRESSION_CONDITION, PIG_BAG, column(0), column(2), empty)),
                     "{} {(3),(4)}");
    teardown();
}
END_TEST

START_TEST(in_knows_nulls) {
    setup(3);
    bench.columns[0] = VALUES(PIG_INT, "1", "2", "");
    Expression *none = constant(vector_null(arena(), type_of(PIG_INT)));
    Expression *in = NODE(EXPRESSION_IN, PIG_BOOLEAN, column(0), literal(PIG_INT, "1"), none);
    ck_assert_str_eq(run(in), "true - -");
    in = NODE(EXPRESSION_IN, PIG_BOOLEAN, column(0), literal(PIG_INT, "1"), literal(PIG_INT, "3"));
    ck_assert_str_eq(run(in), "true false -");
    teardown();
}
END_TEST

START_TEST(matches_is_a_whole_match) {
    setup(4);
    bench.columns[0] = VALUES(PIG_CHARARRAY, "banana", "bandana", "ban\nana", "");
    static const struct {
        const char *pattern, *rows;
    } cases[] = {{"ban.*", "true true true -"},      {".*ana", "true true true -"},
                 {".*nan.*", "true false false -"},  {"banana", "true false false -"},
                 {"ban[ad].*", "true true false -"}, {"ban\\s?.*", "true true true -"},
                 {"ba.*\\w", "true true false -"},   {".*", "true true true -"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Expression *pattern = literal(PIG_CHARARRAY, cases[i].pattern);
        ck_assert_str_eq(run(NODE(EXPRESSION_MATCHES, PIG_BOOLEAN, column(0), pattern)),
                         cases[i].rows);
    }
    bench.columns[1] = VALUES(PIG_CHARARRAY, "b.*", "x", "ban.ana", "a");
    ck_assert_str_eq(run(NODE(EXPRESSION_MATCHES, PIG_BOOLEAN, column(0), column(1))),
                     "true false false -");
    Expression *bad = literal(PIG_CHARARRAY, "(");
    ck_assert_str_eq(run(NODE(EXPRESSION_MATCHES, PIG_BOOLEAN, column(0), bad)), "failed 1066");
    teardown();
}
END_TEST

static const Type *pair_type(void) {
    Schema *fields = schema_new(arena(), 2);
    fields->fields[0].type = type_of(PIG_INT);
    fields->fields[1].type = type_of(PIG_CHARARRAY);
    return type_tuple(arena(), fields);
}

static const char *cast_of(const Type *type) {
    Expression *cast = NODE(EXPRESSION_CAST, PIG_INT, column(0));
    cast->type = type;
    return run(cast);
}

START_TEST(nested_text_is_read_as_apache_pig_reads_it) {
    setup(6);
    bench.columns[0] = VALUES(PIG_BYTEARRAY, "x(1,a)", "((1,2),a)", "(1", "(1,a,z)w", "()", "(,)");
    ck_assert_str_eq(cast_of(pair_type()), "(1,a) (,2) - (1,a,z) - (,)");
    bench.columns[0] = VALUES(PIG_BYTEARRAY, "}(1,a)", "(1,a", "1", "((1,a)", "(1,}a)", "(a,})");
    ck_assert_str_eq(cast_of(pair_type()), "- - - (,a) (1,}a) (,})");
    bench.columns[0] = VALUES(PIG_BYTEARRAY, "(1,(2,3))", "((1,a)", "()", "(a, b)", "1", "(,)");
    ck_assert_str_eq(cast_of(type_of(PIG_TUPLE)), "(1,(2,3)) - () (a, b) - (,)");
    bench.columns[0] = VALUES(PIG_BYTEARRAY, "{x(1,a),y(2,b)z}w", "{(1,a)(2,b)}", "{{(1,a)}}",
                              "{(1,a)", "{1,a}", "{(1)}");
    ck_assert_str_eq(cast_of(type_bag(arena(), pair_type()->fields, NULL)),
                     "{(1,a),(2,b)} {(1,a)} {(1,a)} - {} -");
    bench.columns[0] =
        VALUES(PIG_BYTEARRAY, "x[a#1]x", "[a#1,b#7,a#2]", "[#1]", "[a#b#c]", "[a#1,b#(1]", "[]");
    ck_assert_str_eq(cast_of(type_of(PIG_MAP)), "[a#1] [a#2,b#7] - [a#b#c] - []");
    bench.columns[0] =
        VALUES(PIG_BYTEARRAY, "[a#x]]", "[ a # 1 ]", "[a#]", "[a#(1)),b#2]", "[a]", "[k#2]");
    ck_assert_str_eq(cast_of(type_map(arena(), type_of(PIG_INT))), "[a#] [ a #1] [a#] - - [k#2]");
    teardown();
}
END_TEST

START_TEST(typed_values_cast_by_value) {
    setup(4);
    bench.columns[0] = VALUES(PIG_DOUBLE, "3.99", "-1e30", "NaN", "");
    ck_assert_str_eq(cast_of(type_of(PIG_INT)), "3 -2147483648 0 -");
    ck_assert_str_eq(cast_of(type_of(PIG_LONG)), "3 -9223372036854775808 0 -");
    ck_assert_str_eq(cast_of(type_of(PIG_CHARARRAY)), "3.99 -1.0E30 NaN -");
    ck_assert_str_eq(cast_of(type_of(PIG_BIGDECIMAL)), "3.99 -1.0E+30 - -");
    bench.columns[0] = VALUES(PIG_LONG, "4294967297", "0", "-1", "");
    ck_assert_str_eq(cast_of(type_of(PIG_INT)), "1 0 -1 -");
    ck_assert_str_eq(cast_of(type_of(PIG_BOOLEAN)), "true false true -");
    ck_assert_str_eq(cast_of(type_of(PIG_BIGINTEGER)), "4294967297 0 -1 -");
    bench.columns[0] = VALUES(PIG_BYTEARRAY, "12abc", "5", "3.9", "");
    ck_assert_str_eq(cast_of(type_of(PIG_INT)), "- 5 3 -");
    ck_assert_uint_eq(bench.worker.counters.warnings[WARNING_FIELD_DISCARDED_TYPE_CONVERSION].count,
                      1);
    Vector mixed = vector_new(arena(), type_of(PIG_ANY), 4);
    Vector number = VALUES(PIG_INT, "7", "8", "9", "10");
    vector_set_any(arena(), &mixed, 0, 4, &bench.columns[0], 1);
    vector_set_any(arena(), &mixed, 1, 4, &number, 1);
    vector_set_null(arena(), &mixed, 2, 4);
    vector_set_any(arena(), &mixed, 3, 4, &bench.columns[0], 2);
    bench.columns[0] = mixed;
    ck_assert_str_eq(cast_of(type_of(PIG_DOUBLE)), "5.0 8.0 - 3.9");
    teardown();
}
END_TEST

START_TEST(insides_are_reached) {
    setup(3);
    bench.columns[0] = VALUES(PIG_BYTEARRAY, "(1,a)", "", "(3,c)");
    Expression *tuple = NODE(EXPRESSION_CAST, PIG_TUPLE, column(0));
    tuple->type = pair_type();
    Expression *field = NODE(EXPRESSION_TUPLE_FIELD, PIG_CHARARRAY, tuple);
    field->index = 1;
    ck_assert_str_eq(run(field), "a - c");
    bench.columns[1] = VALUES(PIG_MAP, "[a#1,b#2]", "[b#3]", "");
    Expression *value = NODE(EXPRESSION_MAP_VALUE, PIG_BYTEARRAY, column(1));
    value->text = "a";
    value->n_text_bytes = 1;
    ck_assert_str_eq(run(value), "1 - -");
    bench.columns[2] = VALUES(PIG_BAG, "{(1,a),(2,b)}", "{}", "");
    Expression *bag = NODE(EXPRESSION_BAG_PROJECT, PIG_BAG, column(2));
    static const size_t indexes[] = {1, 5};
    bag->n_indexes = 2;
    bag->indexes = indexes;
    ck_assert_str_eq(run(bag), "{(a,),(b,)} {} -");
    teardown();
}
END_TEST

RUN_SUITE("evaluate", integers_wrap_and_nulls_spread, division_by_zero_is_null_and_counted,
          comparisons_choose_rows, chararrays_compare_by_utf16_unit, and_or_have_three_values,
          right_sides_run_only_where_needed, conditions_blend_branches, in_knows_nulls,
          matches_is_a_whole_match, nested_text_is_read_as_apache_pig_reads_it,
          typed_values_cast_by_value, insides_are_reached)
