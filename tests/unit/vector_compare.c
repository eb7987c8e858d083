// SPDX-License-Identifier: Apache-2.0
//
// Order, equality, hashes and sort keys agree with each other and with Apache Pig's order.

#include "udf/vector/compare.h"

#include <math.h>
#include <string.h>

#include "tests/unit/suite.h"
#include "udf/vector/column.h"

static Arena *arena;

static Vector texts(const char *const *list, size_t n, pig_type tag) {
    Vector v = vector_new(arena, type_of(tag), n);
    for (size_t i = 0; i < n; i++)
        vector_put_text(arena, &v, i, list[i], strlen(list[i]));
    return v;
}

static int key_order(const Vector *v, size_t i, size_t j, bool descending) {
    Text a = text_new(0), b = text_new(0);
    value_append_sort_key(&a, v, i, descending);
    value_append_sort_key(&b, v, j, descending);
    size_t n = a.n_bytes < b.n_bytes ? a.n_bytes : b.n_bytes;
    int order = memcmp(a.data, b.data, n);
    if (order == 0)
        order = (a.n_bytes > b.n_bytes) - (a.n_bytes < b.n_bytes);
    text_free(&a);
    text_free(&b);
    return order;
}

static int sign(int order) {
    return (order > 0) - (order < 0);
}

// Rows 0 .. n - 1 of v are in ascending order, no two equal.
static void check_ascending(const Vector *v, size_t n) {
    uint64_t *hashes = arena_alloc(arena, n * sizeof *hashes);
    vector_hash(v, NULL, n, hashes, false);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            int expected = (i > j) - (i < j);
            ck_assert_msg(sign(value_compare(v, i, v, j)) == expected, "%zu %zu", i, j);
            ck_assert_msg(sign(key_order(v, i, j, false)) == expected, "key %zu %zu", i, j);
            ck_assert_msg(sign(key_order(v, i, j, true)) == -expected, "down %zu %zu", i, j);
            ck_assert(value_equal(v, i, v, j) == (i == j));
            ck_assert((hashes[i] == hashes[j]) == (i == j));
        }
    }
}

// The same values in a PIG_ANY vector.
static void check_any_agrees(const Vector *v, size_t n) {
    Vector any = vector_to_any(arena, v, n);
    uint64_t *a = arena_alloc(arena, n * sizeof *a), *b = arena_alloc(arena, n * sizeof *b);
    vector_hash(v, NULL, n, a, false);
    vector_hash(&any, NULL, n, b, false);
    for (size_t i = 0; i < n; i++) {
        ck_assert_uint_eq(a[i], b[i]);
        ck_assert(value_equal(v, i, &any, i));
    }
    check_ascending(&any, n);
}

START_TEST(null_is_least_and_longs_go_by_value) {
    arena = arena_create(0, NULL, NULL);
    Vector v = vector_new(arena, type_of(PIG_LONG), 5);
    const int64_t values[] = {0, INT64_MIN, -1, 0, INT64_MAX};
    memcpy(v.data, values, sizeof values);
    vector_set_null(arena, &v, 0, 5);
    check_ascending(&v, 5);
    check_any_agrees(&v, 5);
    arena_destroy(arena);
}
END_TEST

START_TEST(doubles_compare_like_java) {
    arena = arena_create(0, NULL, NULL);
    Vector v = vector_new(arena, type_of(PIG_DOUBLE), 7);
    const double values[] = {-INFINITY, -1.5, -0.0, 0.0, 1e-300, INFINITY, NAN};
    memcpy(v.data, values, sizeof values);
    check_ascending(&v, 7);
    check_any_agrees(&v, 7);
    arena_destroy(arena);
}
END_TEST

START_TEST(chararrays_go_by_utf16_unit) {
    arena = arena_create(0, NULL, NULL);
    const char *const list[] = {"",
                                "a",
                                "a longer text than twelve bytes",
                                "ab",
                                "b",
                                "\u00e9",
                                "\xED\x9F\xBF",
                                "\U0001F600",
                                "\uE000",
                                "\uFFFD"};
    Vector v = texts(list, 10, PIG_CHARARRAY);
    check_ascending(&v, 10);
    check_any_agrees(&v, 10);
    Vector bytes = texts(list, 7, PIG_BYTEARRAY);
    check_ascending(&bytes, 7);
    arena_destroy(arena);
}
END_TEST

START_TEST(tuples_go_field_by_field_and_bags_by_size) {
    arena = arena_create(0, NULL, NULL);
    Schema *fields = schema_new(arena, 2);
    fields->fields[0].type = type_of(PIG_INT);
    fields->fields[1].type = type_of(PIG_CHARARRAY);
    Vector pair = vector_new(arena, type_tuple(arena, fields), 4);
    const int32_t numbers[] = {1, 1, 2, 3};
    memcpy(pair.children[0].data, numbers, sizeof numbers);
    const char *const list[] = {"a", "b", "a", ""};
    pair.children[1] = texts(list, 4, PIG_CHARARRAY);
    check_ascending(&pair, 4);
    check_any_agrees(&pair, 4);
    Vector bag = vector_new(arena, type_bag(arena, fields, NULL), 4);
    bag.children[0] = pair;
    const pig_span spans[] = {{0, 0}, {2, 1}, {0, 2}, {1, 2}};
    memcpy(bag.data, spans, sizeof spans);
    check_ascending(&bag, 4);
    check_any_agrees(&bag, 4);
    arena_destroy(arena);
}
END_TEST

START_TEST(bags_are_equal_in_any_order) {
    arena = arena_create(0, NULL, NULL);
    Schema *fields = schema_new(arena, 1);
    fields->fields[0].type = type_of(PIG_INT);
    Vector bag = vector_new(arena, type_bag(arena, fields, NULL), 2);
    Vector item = vector_new(arena, type_of(PIG_INT), 4);
    const int32_t numbers[] = {1, 2, 2, 1};
    memcpy(item.data, numbers, sizeof numbers);
    bag.children[0].children[0] = item;
    const pig_span spans[] = {{0, 2}, {2, 2}};
    memcpy(bag.data, spans, sizeof spans);
    uint64_t hashes[2];
    vector_hash(&bag, NULL, 2, hashes, false);
    ck_assert_uint_eq(hashes[0], hashes[1]);
    ck_assert(value_equal(&bag, 0, &bag, 1));
    ck_assert_int_eq(key_order(&bag, 0, 1, false), 0);
    arena_destroy(arena);
}
END_TEST

START_TEST(hashes_of_several_columns_depend_on_all) {
    arena = arena_create(0, NULL, NULL);
    Vector a = vector_new(arena, type_of(PIG_INT), 3), b = vector_new(arena, type_of(PIG_INT), 3);
    const int32_t left[] = {1, 1, 2}, right[] = {2, 1, 1};
    memcpy(a.data, left, sizeof left);
    memcpy(b.data, right, sizeof right);
    uint64_t hashes[3];
    vector_hash(&a, NULL, 3, hashes, false);
    vector_hash(&b, NULL, 3, hashes, true);
    ck_assert(hashes[0] != hashes[1] && hashes[1] != hashes[2] && hashes[0] != hashes[2]);
    arena_destroy(arena);
}
END_TEST

START_TEST(types_describe_as_apache_pig_does) {
    arena = arena_create(0, NULL, NULL);
    Schema *fields = schema_new(arena, 2);
    fields->fields[0] = (Field){"x", type_of(PIG_INT)};
    fields->fields[1] = (Field){NULL, type_map(arena, type_of(PIG_LONG))};
    Text text = text_new(0);
    type_describe(type_bag(arena, fields, "t"), &text);
    ck_assert_str_eq(text.data, "{t: (x: int,map[long])}");
    text_clear(&text);
    type_describe(type_bag(arena, fields, NULL), &text);
    ck_assert_str_eq(text.data, "{(x: int,map[long])}");
    text_clear(&text);
    type_describe(type_of(PIG_BAG), &text);
    type_describe(type_of(PIG_TUPLE), &text);
    type_describe(type_of(PIG_MAP), &text);
    type_describe(type_bag(arena, NULL, ""), &text);
    ck_assert_str_eq(text.data, "{()}()map[]{}");
    text_free(&text);
    ck_assert_int_eq(type_from_name("CharArray", 9), PIG_CHARARRAY);
    ck_assert_int_eq(type_from_name("string", 6), PIG_UNKNOWN);
    arena_destroy(arena);
}
END_TEST

RUN_SUITE("vector compare", null_is_least_and_longs_go_by_value, doubles_compare_like_java,
          chararrays_go_by_utf16_unit, tuples_go_field_by_field_and_bags_by_size,
          bags_are_equal_in_any_order, hashes_of_several_columns_depend_on_all,
          types_describe_as_apache_pig_does)
