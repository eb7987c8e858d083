// SPDX-License-Identifier: Apache-2.0
//
// Properties: which layer wins, and the file format.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/shell/properties.h"
#include "tests/unit/suite.h"

static Arena *arena;
static DiagnosticSink *sink;
static Properties *properties;

static void setup(void) {
    arena = arena_create(0, NULL, NULL);
    sink = diagnostics_create(arena);
    properties = properties_create(arena);
}

static void teardown(void) {
    arena_destroy(arena);
}

static void load(const char *text) {
    char path[] = "/tmp/propertiesXXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq((int)write(fd, text, strlen(text)), (int)strlen(text));
    close(fd);
    ck_assert_int_eq(properties_load(properties, path, PROPERTY_FILE, sink), STATUS_OK);
    unlink(path);
}

START_TEST(higher_layer_wins_whatever_the_order) {
    properties_set(properties, "k", "set", PROPERTY_SET);
    properties_set(properties, "k", "line", PROPERTY_COMMAND_LINE);
    ck_assert_str_eq(properties_get(properties, "k"), "set");
}
END_TEST

START_TEST(last_one_wins_within_a_layer) {
    properties_set_pair(properties, "k=1", PROPERTY_COMMAND_LINE);
    properties_set_pair(properties, "k=a=b", PROPERTY_COMMAND_LINE);
    ck_assert_str_eq(properties_get(properties, "k"), "a=b");
}
END_TEST

START_TEST(unknown_key_is_not_set) {
    ck_assert_ptr_null(properties_get(properties, "no.such.key"));
}
END_TEST

START_TEST(file_has_comments_separators_and_joined_lines) {
    load("# comment\n! another\n\n a = 1 \nb:two words\nc three\nlong=x\\\n   y\n");
    ck_assert_str_eq(properties_get(properties, "a"), "1 ");
    ck_assert_str_eq(properties_get(properties, "b"), "two words");
    ck_assert_str_eq(properties_get(properties, "c"), "three");
    ck_assert_str_eq(properties_get(properties, "long"), "xy");
}
END_TEST

START_TEST(file_has_escapes) {
    load("a\\=b=c\\td\\u00e9\\:\r\n");
    ck_assert_str_eq(properties_get(properties, "a=b"), "c\td\xc3\xa9:");
}
END_TEST

START_TEST(missing_file_ends_with_status_8) {
    ck_assert_int_eq(properties_load(properties, "/nothere", PROPERTY_FILE, sink), STATUS_FAILED);
    ck_assert_int_eq(diagnostics_status(sink), EXIT_STATUS_THROWABLE);
}
END_TEST

START_TEST(switches_read_several_words) {
    properties_set(properties, "s", "ON", PROPERTY_SET);
    ck_assert(properties_is_true(properties, "s"));
    properties_set(properties, "s", "off", PROPERTY_SET);
    ck_assert(!properties_is_true(properties, "s"));
}
END_TEST

START_TEST(near_miss_only_for_keys_of_ours) {
    ck_assert_str_eq(properties_near_miss("pig.memroy"), "pig.memory");
    ck_assert_ptr_null(properties_near_miss("pig.memory"));
    ck_assert_ptr_null(properties_near_miss("my.memory"));
}
END_TEST

RUN_SUITE_BETWEEN("shell_properties", setup, teardown, higher_layer_wins_whatever_the_order,
                  last_one_wins_within_a_layer, unknown_key_is_not_set,
                  file_has_comments_separators_and_joined_lines, file_has_escapes,
                  missing_file_ends_with_status_8, switches_read_several_words,
                  near_miss_only_for_keys_of_ours)
