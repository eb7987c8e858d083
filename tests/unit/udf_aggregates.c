// SPDX-License-Identifier: Apache-2.0
//
// Aggregates over states: nulls, merging of parts, saving and loading, for every type.

#include "tests/unit/udf_calls.h"

enum { N_ROWS = 6, MAX_COLUMNS = 4 };

// Rows 1, null, 3, 2, null, -4 of a type.
static Vector sample(pig_type tag) {
    static const char *const texts[N_ROWS] = {"1", NULL, "3", "2", NULL, "-4"};
    Vector v = vector_new(calls.arena, type_of(tag), N_ROWS);
    for (size_t i = 0; i < N_ROWS; i++) {
        if (!texts[i]) {
            vector_set_null(calls.arena, &v, i, N_ROWS);
            continue;
        }
        Operand one = operand_number(calls.arena, texts[i], strlen(texts[i]));
        if (tag == PIG_BIGINTEGER || tag == PIG_BIGDECIMAL)
            (void)!big_from_text(calls.arena, texts[i], strlen(texts[i]), tag == PIG_BIGDECIMAL,
                                 &pig_strs_out(&v)[i]);
        else if (type_is_string(tag))
            vector_put_text(calls.arena, &v, i, texts[i], strlen(texts[i]));
        else if (tag == PIG_DATETIME)
            pig_datetimes_out(&v)[i].milliseconds = *pig_ints(&one.vector) * 1000;
        else {
            Vector cast = operand_cast(calls.arena, &one, type_of(tag));
            memcpy((char *)v.data + i * vector_width(tag), cast.data, vector_width(tag));
        }
    }
    return v;
}

static FunctionCall resolve(const char *name, pig_type tag) {
    Schema *fields = schema_new(calls.arena, 1);
    fields->fields[0].type = type_of(tag);
    Argument bag = {.type = type_bag(calls.arena, fields, NULL)};
    FunctionCall call;
    ck_assert_msg(registry_resolve(calls.registry, name, &bag, 1, NULL, calls.sink, &call) ==
                      STATUS_OK,
                  "%s of %s", name, type_name(tag));
    return call;
}

static void *new_state(const FunctionCall *call) {
    return arena_zalloc(calls.arena, function_state_bytes(call));
}

static void add(FunctionState *state, const Vector *columns, size_t n_columns, size_t first,
                size_t n, void *into) {
    FunctionFailure failure;
    void *states[N_ROWS];
    uint32_t rows[N_ROWS];
    Vector parts[MAX_COLUMNS];
    for (size_t i = 0; i < n; i++) {
        states[i] = into;
        rows[i] = (uint32_t)(first + i);
    }
    for (size_t c = 0; c < n_columns; c++)
        parts[c] = columns[c].form == PIG_CONSTANT
                       ? columns[c]
                       : vector_gather(calls.arena, &columns[c], rows, n);
    ck_assert(function_add(state, &calls.host, n, parts, states, &failure) == STATUS_OK);
}

// The aggregate of n_rows of the columns, in two parts that are merged, one of them saved and
// loaded.
static const char *merged_call(const FunctionCall *call, const Vector *columns, size_t n_rows) {
    FunctionFailure failure;
    FunctionState *state = function_state_create(call, &calls.host, &failure);
    size_t half = n_rows / 2;
    void *left = new_state(call), *right = new_state(call);
    add(state, columns, call->n_columns, 0, half, left);
    add(state, columns, call->n_columns, half, n_rows - half, right);
    if (!function_state_is_flat(call)) {
        pig_str saved;
        ck_assert(function_save(state, &calls.host, right, &saved, &failure) == STATUS_OK);
        right = new_state(call);
        ck_assert(function_load(state, &calls.host, &saved, right, &failure) == STATUS_OK);
    }
    ck_assert(function_merge(state, &calls.host, 1, &left, &right, &failure) == STATUS_OK);
    Vector out;
    ck_assert(function_finish(state, &calls.host, 1, &left, &out, &failure) == STATUS_OK);
    function_state_free(state);
    if (pig_is_null(&out, 0))
        return "null";
    Text text = text_new(0);
    value_print(&text, &out, 0);
    const char *copy = arena_strndup(calls.arena, text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

// The aggregate of the sample.
static const char *merged(const char *name, pig_type tag, size_t n_rows) {
    FunctionCall call = resolve(name, tag);
    Vector v = sample(tag);
    return merged_call(&call, &v, n_rows);
}

typedef struct Row {
    pig_type tag;
    const char *sum, *avg, *min, *max;
} Row;

static const Row rows[] = {
    {PIG_INT, "2", "0.5", "-4", "3"},
    {PIG_LONG, "2", "0.5", "-4", "3"},
    {PIG_FLOAT, "2.0", "0.5", "-4.0", "3.0"},
    {PIG_DOUBLE, "2.0", "0.5", "-4.0", "3.0"},
    {PIG_BYTEARRAY, "2.0", "0.5", "-4.0", "3.0"},
    {PIG_BIGINTEGER, "2", "0.5", "-4", "3"},
    {PIG_BIGDECIMAL, "2", "0.5", "-4", "3"},
    {PIG_CHARARRAY, NULL, NULL, "-4", "3"},
    {PIG_DATETIME, NULL, NULL, "1969-12-31T23:59:56.000Z", "1970-01-01T00:00:03.000Z"},
};

static void check(const char *name, pig_type tag, size_t n, const char *expected) {
    if (!expected)
        return;
    const char *given = merged(name, tag, n);
    ck_assert_msg(strcmp(given, expected) == 0, "%s of %s gave %s, not %s", name, type_name(tag),
                  given, expected);
}

START_TEST(parts_merge_to_the_whole) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check("SUM", rows[i].tag, N_ROWS, rows[i].sum);
        check("AVG", rows[i].tag, N_ROWS, rows[i].avg);
        check("MIN", rows[i].tag, N_ROWS, rows[i].min);
        check("MAX", rows[i].tag, N_ROWS, rows[i].max);
        check("COUNT", rows[i].tag, N_ROWS, "4");
        check("COUNT_STAR", rows[i].tag, N_ROWS, "6");
    }
}
END_TEST

START_TEST(no_rows_give_null_but_count_zero) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check("SUM", rows[i].tag, 0, rows[i].sum ? "null" : NULL);
        check("AVG", rows[i].tag, 0, rows[i].avg ? "null" : NULL);
        check("MIN", rows[i].tag, 0, "null");
        check("MAX", rows[i].tag, 0, "null");
        check("COUNT", rows[i].tag, 0, "0");
        check("COUNT_STAR", rows[i].tag, 0, "0");
    }
}
END_TEST

START_TEST(a_constant_column_counts_for_every_row) {
    FunctionFailure failure;
    FunctionCall call = resolve("SUM", PIG_LONG);
    FunctionState *state = function_state_create(&call, &calls.host, &failure);
    Vector seven = vector_new(calls.arena, type_of(PIG_LONG), 1);
    *pig_longs_out(&seven) = 7;
    seven.form = PIG_CONSTANT;
    void *one = new_state(&call), *states[3] = {one, one, one};
    ck_assert(function_add(state, &calls.host, 3, &seven, states, &failure) == STATUS_OK);
    Vector out;
    ck_assert(function_finish(state, &calls.host, 1, &one, &out, &failure) == STATUS_OK);
    ck_assert_int_eq(*pig_longs(&out), 21);
    function_state_free(state);
}
END_TEST

START_TEST(nan_beats_every_number) {
    ck_assert_str_eq(result_of("MIN(TOBAG(1.0, NaN, 2.0))"), "NaN");
    ck_assert_str_eq(result_of("MAX(TOBAG(NaN, 1.0, 2.0))"), "NaN");
    ck_assert_str_eq(result_of("MIN(TOBAG(0.0, -0.0))"), "-0.0");
    ck_assert_str_eq(result_of("MAX(TOBAG(-0.0, 0.0))"), "0.0");
}
END_TEST

// The sum of one column's values, each a section of its own, taken in the order of `order`, the
// last `n_merged` of them by another state.
static double sum_of_sections(const double *values, const size_t *order, size_t n,
                              size_t n_merged) {
    const FunctionCall call = resolve("SUM", PIG_DOUBLE);
    FunctionFailure failure;
    FunctionState *state = function_state_create(&call, &calls.host, &failure);
    void *left = new_state(&call), *right = new_state(&call);
    for (size_t i = 0; i < n; i++) {
        Vector column = vector_new(calls.arena, type_of(PIG_DOUBLE), 1);
        pig_doubles_out(&column)[0] = values[order[i]];
        calls.host.section = order[i] + 1;
        add(state, &column, 1, 0, 1, i < n - n_merged ? left : right);
    }
    calls.host.section = 0;
    ck_assert(function_merge(state, &calls.host, 1, &left, &right, &failure) == STATUS_OK);
    Vector out;
    ck_assert(function_finish(state, &calls.host, 1, &left, &out, &failure) == STATUS_OK);
    function_state_free(state);
    return pig_doubles(&out)[0];
}

START_TEST(sections_of_doubles_sum_to_the_same_in_any_order) {
    static const double values[] = {0.1, 0.2, 0.3, 1e9, -1e9};
    static const size_t orders[][5] = {
        {0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {3, 0, 1, 4, 2}, {2, 4, 0, 3, 1}};
    for (size_t o = 0; o < sizeof orders / sizeof *orders; o++)
        for (size_t n_merged = 0; n_merged < 5; n_merged++)
            ck_assert_double_eq(sum_of_sections(values, orders[o], 5, n_merged), 0.6);
}
END_TEST

// `name` of the arguments, fed with the columns.
static const char *algebraic(const char *name, const Argument *args, size_t n_args,
                             const Vector *columns, size_t n_columns) {
    FunctionCall call;
    ck_assert(registry_resolve(calls.registry, name, args, n_args, NULL, calls.sink, &call) ==
              STATUS_OK);
    call.n_columns = n_columns;
    return merged_call(&call, columns, N_ROWS);
}

START_TEST(algebraic_functions_merge_as_well) {
    Schema *fields = schema_new(calls.arena, 1);
    fields->fields[0].type = type_of(PIG_INT);
    const Argument bag = {.type = type_bag(calls.arena, fields, NULL)};
    const Argument number = {.type = type_of(PIG_INT)};
    const Vector ints = sample(PIG_INT);
    Vector two = operand_number(calls.arena, "2", 1).vector;
    Vector zero = operand_number(calls.arena, "0", 1).vector;
    two.form = zero.form = PIG_CONSTANT;
    ck_assert_str_eq(algebraic("Distinct", &bag, 1, &ints, 1), "{(1),(),(3),(2),(-4)}");
    ck_assert_str_eq(
        algebraic("TOP", (Argument[]){number, number, bag}, 3, (Vector[]){two, zero, ints}, 3),
        "{(2),(3)}");
    ck_assert_str_eq(algebraic("COV", (Argument[]){bag, bag}, 2, (Vector[]){ints, ints}, 2),
                     "null");
    ck_assert_str_eq(algebraic("COV", (Argument[]){bag, bag}, 2, (Vector[]){two, two}, 2),
                     "{(var0,var1,0.0)}");
}
END_TEST

START_TEST(bloom_filters_merge_to_that_of_all_keys) {
    const char *const shape[] = {"jenkins", "fixed", "64", "3"};
    ck_assert(registry_define(calls.registry, "small", "BuildBloom", shape, 4, NULL, calls.sink) ==
              STATUS_OK);
    const Argument bag = {.type = type_of(PIG_BAG)};
    Vector seven = operand_number(calls.arena, "7", 1).vector;
    seven.form = PIG_CONSTANT;
    const char *whole = algebraic("small", &bag, 1, &seven, 1);
    ck_assert_str_eq(whole, result_of("small(TOBAG(7, 7))"));
}
END_TEST

RUN_CALLS("udf_aggregates", algebraic_functions_merge_as_well,
          bloom_filters_merge_to_that_of_all_keys, parts_merge_to_the_whole,
          no_rows_give_null_but_count_zero, a_constant_column_counts_for_every_row,
          nan_beats_every_number, sections_of_doubles_sum_to_the_same_in_any_order)
