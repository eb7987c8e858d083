// SPDX-License-Identifier: Apache-2.0
//
// Numbers as text, both ways. Expected texts are those of Apache Pig on JDK 17.

#include "udf/value/number_text.h"

#include <math.h>
#include <string.h>

#include "tests/unit/suite.h"

static const char *double_text(double value) {
    static char text[NUMBER_TEXT_BYTES + 1];
    text[format_double(value, text)] = '\0';
    return text;
}

static const char *float_text(float value) {
    static char text[NUMBER_TEXT_BYTES + 1];
    text[format_float(value, text)] = '\0';
    return text;
}

START_TEST(doubles_print_in_java_shape) {
    ck_assert_str_eq(double_text(0.0), "0.0");
    ck_assert_str_eq(double_text(-0.0), "-0.0");
    ck_assert_str_eq(double_text(1.0), "1.0");
    ck_assert_str_eq(double_text(-12.5), "-12.5");
    ck_assert_str_eq(double_text(123.45), "123.45");
    ck_assert_str_eq(double_text(0.1 + 0.2), "0.30000000000000004");
    ck_assert_str_eq(double_text(1.0 / 3), "0.3333333333333333");
    ck_assert_str_eq(double_text(100.0 / 3), "33.333333333333336");
    ck_assert_str_eq(double_text(4.35 * 100), "434.99999999999994");
    ck_assert_str_eq(double_text(9999999.0), "9999999.0");
    ck_assert_str_eq(double_text(10000000.0), "1.0E7");
    ck_assert_str_eq(double_text(1e10), "1.0E10");
    ck_assert_str_eq(double_text(0.001), "0.001");
    ck_assert_str_eq(double_text(0.002), "0.002");
    ck_assert_str_eq(double_text(0.00099), "9.9E-4");
    ck_assert_str_eq(double_text(0.0123), "0.0123");
    ck_assert_str_eq(double_text(1234567.125), "1234567.125");
    ck_assert_str_eq(double_text(1.7976931348623157e308), "1.7976931348623157E308");
    ck_assert_str_eq(double_text(4.9e-324), "4.9E-324");
    ck_assert_str_eq(double_text(2e23), "1.9999999999999998E23");
    ck_assert_str_eq(double_text((double)NAN), "NaN");
    ck_assert_str_eq(double_text((double)INFINITY), "Infinity");
    ck_assert_str_eq(double_text((double)-INFINITY), "-Infinity");
}
END_TEST

START_TEST(floats_print_their_own_digits) {
    ck_assert_str_eq(float_text(0.1f), "0.1");
    ck_assert_str_eq(float_text(0.3f), "0.3");
    ck_assert_str_eq(float_text(1e10f), "1.0E10");
    ck_assert_str_eq(float_text(16777216.0f), "1.6777216E7");
    ck_assert_str_eq(float_text(123456789.0f), "1.23456792E8");
    ck_assert_str_eq(float_text(1.17549435e-38f), "1.17549435E-38");
    ck_assert_str_eq(float_text(1.4e-45f), "1.4E-45");
    ck_assert_str_eq(double_text(282879384806159008.0), "2.82879384806159008E17");
    ck_assert_str_eq(float_text(-2.5f), "-2.5");
    ck_assert_str_eq(float_text(7.0f), "7.0");
    ck_assert_str_eq(double_text((double)0.1f), "0.10000000149011612");
}
END_TEST

START_TEST(integers_print_to_their_limits) {
    char text[NUMBER_TEXT_BYTES + 1];
    text[format_long(INT64_MIN, text)] = '\0';
    ck_assert_str_eq(text, "-9223372036854775808");
    text[format_int(INT32_MIN, text)] = '\0';
    ck_assert_str_eq(text, "-2147483648");
    text[format_long(0, text)] = '\0';
    ck_assert_str_eq(text, "0");
    text[format_long(1000000000000000000, text)] = '\0';
    ck_assert_str_eq(text, "1000000000000000000");
}
END_TEST

typedef struct IntegerCase {
    const char *text;
    bool file_bytes;
    bool is_int, is_long;
    int32_t i;
    int64_t l;
} IntegerCase;

static const IntegerCase integer_cases[] = {
    {"5", true, true, true, 5, 5},
    {"-12", true, true, true, -12, -12},
    {"+5", true, true, true, 5, 5},
    {"007", true, true, true, 7, 7},
    {"12345678", true, true, true, 12345678, 12345678},
    {" 5 ", true, true, true, 5, 5},
    {"3.9", true, true, true, 3, 3},
    {"-3.9", false, true, true, -3, -3},
    {"1e3", true, true, true, 1000, 1000},
    {"5f", true, true, true, 5, 5},
    {"5d", true, true, true, 5, 5},
    {"0x1p3", true, true, true, 8, 8},
    {"0x1F", true, false, false, 0, 0},
    {"1,000", true, false, false, 0, 0},
    {"--5", true, false, false, 0, 0},
    {"+ 5", true, false, false, 0, 0},
    {"12abc", true, false, false, 0, 0},
    {"", true, false, false, 0, 0},
    {"-", true, false, false, 0, 0},
    {" ", true, false, false, 0, 0},
    {".", true, false, false, 0, 0},
    {"10L", true, false, true, 0, 10},
    {"1.5L", true, false, true, 0, 1},
    {"10L", false, false, false, 0, 0},
    {"2147483647.5", true, true, true, INT32_MAX, INT32_MAX},
    {"2147483648", true, false, true, 0, 2147483648},
    {"-2147483648.5", true, true, true, INT32_MIN, -2147483648},
    {"-2147483649", true, false, true, 0, -2147483649},
    {"2147483648", false, true, true, INT32_MAX, 2147483648},
    {"2147483648.5", false, false, true, 0, 2147483648},
    {"-2147483649", false, true, true, INT32_MIN, -2147483649},
    {"9223372036854775809", true, false, true, 0, INT64_MAX},
    {"-9223372036854775809", true, false, true, 0, INT64_MIN},
    {"1e19", true, false, false, 0, 0},
    {"9223372036854777000", true, false, false, 0, 0},
    {"-1e30", false, true, true, INT32_MIN, INT64_MIN},
    {"NaN", false, true, true, 0, 0},
    {"NaN", true, false, false, 0, 0},
    {"-Infinity", false, true, true, INT32_MIN, INT64_MIN},
    {"-Infinity", true, false, false, 0, 0},
    {"\u0661\u0662", false, true, true, 12, 12},
};

START_TEST(text_to_integers_follows_apache_pig) {
    for (size_t k = 0; k < sizeof integer_cases / sizeof *integer_cases; k++) {
        const IntegerCase *c = &integer_cases[k];
        int32_t i;
        int64_t l;
        size_t n = strlen(c->text);
        ck_assert_msg(parse_int(c->text, n, c->file_bytes, &i) == c->is_int, "'%s'", c->text);
        ck_assert_msg(parse_long(c->text, n, c->file_bytes, &l) == c->is_long, "'%s'", c->text);
        if (c->is_int)
            ck_assert_msg(i == c->i, "'%s' %d", c->text, i);
        if (c->is_long)
            ck_assert_msg(l == c->l, "'%s' %lld", c->text, (long long)l);
    }
}
END_TEST

START_TEST(text_to_double_reads_what_java_reads) {
    static const char *const good[] = {"1",
                                       "1.5",
                                       ".5",
                                       "5.",
                                       "1e3",
                                       "1E-3",
                                       "-0",
                                       "123456789.123456789",
                                       "2e23",
                                       "1e400",
                                       "1.5d",
                                       "1.5f",
                                       " 7 ",
                                       "0x1p3",
                                       "1e-400",
                                       "0.1",
                                       "9007199254740993",
                                       "1.7976931348623157e308",
                                       "4.9e-324",
                                       "18446744073709551616",
                                       "0.000000000000000000000000000000000001",
                                       "3.141592653589793238462643383279"};
    for (size_t k = 0; k < sizeof good / sizeof *good; k++) {
        double value, expected;
        char plain[64];
        strcpy(plain, good[k]);
        if (!strstr(plain, "0x"))
            plain[strcspn(plain, "df")] = '\0';
        expected = strtod(plain, NULL);
        ck_assert_msg(parse_double(good[k], strlen(good[k]), &value), "'%s'", good[k]);
        ck_assert_msg(memcmp(&value, &expected, sizeof value) == 0, "'%s' %.17g", good[k], value);
    }
    static const char *const bad[] = {"nan", "inf",  "1L", "1,5", "",  " ",   "e5",       "1e",
                                      "1e+", "0x10", ".",  "+",   "d", "1 2", "Infinityx"};
    double value;
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        ck_assert_msg(!parse_double(bad[k], strlen(bad[k]), &value), "'%s'", bad[k]);
    ck_assert(parse_double("-Infinity", 9, &value) && isinf(value) && value < 0);
    ck_assert(parse_double("NaN", 3, &value) && isnan(value));
}
END_TEST

// Reading back what was printed, over many doubles of every size.
START_TEST(doubles_survive_text) {
    uint64_t bits = 88172645463325252u;
    for (int k = 0; k < 50000; k++) {
        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        double value, back;
        if (k % 2)
            value = (double)(int64_t)(bits % 100000000000) / 10000;
        else
            memcpy(&value, &bits, sizeof value);
        if (isnan(value) || isinf(value))
            continue;
        char text[NUMBER_TEXT_BYTES + 1];
        size_t n = format_double(value, text);
        text[n] = '\0';
        ck_assert(parse_double(text, n, &back));
        ck_assert_msg(memcmp(&value, &back, sizeof value) == 0, "%s", text);
        ck_assert(strtod(text, NULL) == value);
    }
}
END_TEST

START_TEST(floats_survive_text) {
    uint32_t bits = 2463534242u;
    for (int k = 0; k < 50000; k++) {
        bits ^= bits << 13, bits ^= bits >> 17, bits ^= bits << 5;
        float value, back;
        memcpy(&value, &bits, sizeof value);
        if (isnan(value) || isinf(value))
            continue;
        char text[NUMBER_TEXT_BYTES + 1];
        size_t n = format_float(value, text);
        text[n] = '\0';
        ck_assert(parse_float(text, n, false, &back));
        ck_assert_msg(value == back, "%s", text);
    }
}
END_TEST

START_TEST(boolean_text_is_a_word_in_any_case) {
    bool value;
    ck_assert(parse_boolean("TRUE", 4, &value) && value);
    ck_assert(parse_boolean("false", 5, &value) && !value);
    ck_assert(!parse_boolean(" true", 5, &value));
    ck_assert(!parse_boolean("1", 1, &value));
    ck_assert(!parse_boolean("t", 1, &value));
}
END_TEST

RUN_SUITE("number text", doubles_print_in_java_shape, floats_print_their_own_digits,
          integers_print_to_their_limits, text_to_integers_follows_apache_pig,
          text_to_double_reads_what_java_reads, doubles_survive_text, floats_survive_text,
          boolean_text_is_a_word_in_any_case)
