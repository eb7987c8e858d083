// SPDX-License-Identifier: Apache-2.0
//
// UTF-8 text measured in UTF-16 units, and its repair.

#include "udf/value/utf16.h"

#include <string.h>

#include "tests/unit/suite.h"

START_TEST(length_counts_utf16_units) {
    ck_assert_uint_eq(utf16_length("abc", 3), 3);
    ck_assert_uint_eq(utf16_length("gr\u00fc\u00df", 6), 4);
    ck_assert_uint_eq(utf16_length("a\U0001F600b", 6), 4);
    ck_assert_uint_eq(utf16_length("", 0), 0);
}
END_TEST

START_TEST(offset_finds_the_byte_of_a_unit) {
    const char *text = "a\U0001F600b\u00fc!";
    size_t n = strlen(text);
    ck_assert_uint_eq(utf16_offset(text, n, 0), 0);
    ck_assert_uint_eq(utf16_offset(text, n, 1), 1);
    ck_assert_uint_eq(utf16_offset(text, n, 2), 1);
    ck_assert_uint_eq(utf16_offset(text, n, 3), 5);
    ck_assert_uint_eq(utf16_offset(text, n, 5), 8);
    ck_assert_uint_eq(utf16_offset(text, n, 6), n);
    ck_assert_uint_eq(utf16_offset(text, n, 99), n);
    ck_assert_uint_eq(utf16_offset("hello", 5, 3), 3);
}
END_TEST

START_TEST(malformed_sequences_are_seen_and_replaced) {
    char to[64];
    ck_assert(text_is_utf8("gr\u00fc\u00df", 6));
    ck_assert(!text_is_utf8("\xC3", 1));
    ck_assert(!text_is_utf8("\xED\xA0\x80", 3));
    ck_assert(!text_is_utf8("\xC0\xAF", 2));
    size_t n = text_repair_utf8("a\xFF"
                                "b",
                                3, to);
    ck_assert_uint_eq(n, 5);
    ck_assert_mem_eq(to, "a\uFFFDb", 5);
    n = text_repair_utf8("\xE2\x82", 2, to); // a cut sequence is one replacement
    ck_assert_uint_eq(n, 3);
    n = text_repair_utf8("\xE2\x82x", 3, to);
    ck_assert_mem_eq(to, "\uFFFDx", 4);
    ck_assert_uint_eq(n, 4);
}
END_TEST

RUN_SUITE("utf16", length_counts_utf16_units, offset_finds_the_byte_of_a_unit,
          malformed_sequences_are_seen_and_replaced)
