// SPDX-License-Identifier: Apache-2.0
//
// Big numbers: text, order, arithmetic. Expected values are Apache Pig's.

#include "udf/value/bignum.h"

#include "tests/unit/suite.h"

static Arena *arena;

static pig_str decimal(const char *text) {
    pig_str value;
    ck_assert_msg(big_from_text(arena, text, strlen(text), true, &value), "'%s'", text);
    return value;
}

static pig_str integer(const char *text) {
    pig_str value;
    ck_assert_msg(big_from_text(arena, text, strlen(text), false, &value), "'%s'", text);
    return value;
}

static const char *printed(pig_str value, bool is_decimal) {
    Text text = text_new(0);
    big_print(&text, &value, is_decimal);
    const char *copy = arena_strndup(arena, text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

static const char *operate(BigOperation operation, pig_str a, pig_str b, bool is_decimal) {
    pig_str result;
    return big_arithmetic(arena, operation, &a, &b, is_decimal, &result)
               ? printed(result, is_decimal)
               : "null";
}

START_TEST(decimals_print_as_java_prints_them) {
    arena = arena_create(0, NULL, NULL);
    ck_assert_str_eq(printed(decimal("1e3"), true), "1E+3");
    ck_assert_str_eq(printed(decimal("1e-7"), true), "1E-7");
    ck_assert_str_eq(printed(decimal("0e5"), true), "0E+5");
    ck_assert_str_eq(printed(decimal("-0.00"), true), "0.00");
    ck_assert_str_eq(printed(decimal(".5"), true), "0.5");
    ck_assert_str_eq(printed(decimal("5."), true), "5");
    ck_assert_str_eq(printed(decimal("0.000001"), true), "0.000001");
    ck_assert_str_eq(printed(decimal("-123.4500"), true), "-123.4500");
    ck_assert_str_eq(printed(big_from_double(arena, 1e21, true), true), "1.0E+21");
    ck_assert_str_eq(printed(big_from_double(arena, 0.1, true), true), "0.1");
    arena_destroy(arena);
}
END_TEST

START_TEST(arithmetic_keeps_apache_pigs_scales) {
    arena = arena_create(0, NULL, NULL);
    ck_assert_str_eq(operate(BIG_DIVIDE, decimal("10.0"), decimal("3.0"), true), "3.333333");
    ck_assert_str_eq(operate(BIG_DIVIDE, decimal("1.0000"), decimal("123.45"), true),
                     "0.0081004455");
    ck_assert_str_eq(operate(BIG_DIVIDE, decimal("2"), decimal("-3"), true), "-0.666667");
    ck_assert_str_eq(operate(BIG_ADD, decimal("1.5"), decimal("2.25"), true), "3.75");
    ck_assert_str_eq(operate(BIG_MULTIPLY, decimal("1.50"), decimal("2.0"), true), "3.000");
    ck_assert_str_eq(operate(BIG_DIVIDE, decimal("1"), decimal("0.0"), true), "null");
    ck_assert_str_eq(operate(BIG_MODULO, integer("-7"), integer("3"), false), "2");
    ck_assert_str_eq(operate(BIG_MODULO, integer("7"), integer("-3"), false), "null");
    ck_assert_str_eq(operate(BIG_DIVIDE, integer("-7"), integer("2"), false), "-3");
    ck_assert_str_eq(
        operate(BIG_MULTIPLY, integer("123456789012345678901"), integer("10000000000"), false),
        "1234567890123456789010000000000");
    arena_destroy(arena);
}
END_TEST

START_TEST(equal_decimals_of_unlike_scale_are_equal) {
    arena = arena_create(0, NULL, NULL);
    pig_str a = decimal("1.5"), b = decimal("1.50"), c = decimal("-1.5"), d = decimal("100");
    ck_assert_int_eq(big_compare(&a, &b, true), 0);
    ck_assert_uint_eq(big_hash(&a, true), big_hash(&b, true));
    ck_assert_int_lt(big_compare(&c, &a, true), 0);
    ck_assert_int_lt(big_compare(&a, &d, true), 0);
    arena_destroy(arena);
}
END_TEST

START_TEST(sort_keys_order_as_numbers_do) {
    arena = arena_create(0, NULL, NULL);
    static const char *const ascending[] = {"-1e10", "-100.5", "-100.25", "-0.1", "0",
                                            "0.001", "0.25",   "3",       "29",   "30"};
    Text before = text_new(0), key = text_new(0);
    for (size_t i = 0; i < sizeof ascending / sizeof *ascending; i++) {
        pig_str value = decimal(ascending[i]);
        text_clear(&key);
        big_append_sort_key(&key, &value, true);
        if (i > 0)
            ck_assert_msg(memcmp(before.data, key.data,
                                 key.n_bytes < before.n_bytes ? key.n_bytes : before.n_bytes) < 0,
                          "%s", ascending[i]);
        text_clear(&before);
        text_append(&before, key.data, key.n_bytes);
    }
    text_free(&before);
    text_free(&key);
    arena_destroy(arena);
}
END_TEST

START_TEST(narrowing_keeps_the_low_bits) {
    arena = arena_create(0, NULL, NULL);
    pig_str a = integer("18446744073709551621"), b = decimal("-7.9");
    ck_assert_int_eq(big_to_long(&a, false), 5);
    ck_assert_int_eq(big_to_long(&b, true), -7);
    arena_destroy(arena);
}
END_TEST

START_TEST(other_text_is_no_number) {
    arena = arena_create(0, NULL, NULL);
    pig_str value;
    ck_assert(!big_from_text(arena, "1.5", 3, false, &value));
    ck_assert(!big_from_text(arena, "5BI", 3, false, &value));
    ck_assert(!big_from_text(arena, "", 0, true, &value));
    ck_assert(!big_from_text(arena, "1e", 2, true, &value));
    ck_assert(!big_from_text(arena, ".", 1, true, &value));
    ck_assert(big_from_text(arena, " +007 ", 6, false, &value));
    ck_assert_str_eq(printed(value, false), "7");
    arena_destroy(arena);
}
END_TEST

RUN_SUITE("bignum", decimals_print_as_java_prints_them, arithmetic_keeps_apache_pigs_scales,
          equal_decimals_of_unlike_scale_are_equal, sort_keys_order_as_numbers_do,
          narrowing_keeps_the_low_bits, other_text_is_no_number)
