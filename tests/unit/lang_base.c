// SPDX-License-Identifier: Apache-2.0
//
// Maps, arenas, growing texts and captured output.

#include "lang/base/capture.h"
#include "lang/base/map.h"
#include "lang/base/text.h"
#include "tests/unit/suite.h"

#include <stdio.h>
#include <string.h>

START_TEST(a_map_finds_what_was_put) {
    Arena *arena = arena_create(0, NULL, NULL);
    Map map = map_new(arena);
    int values[1000];
    char key[20];
    for (int i = 0; i < 1000; i++) {
        snprintf(key, sizeof key, "k%d", i);
        map_put(&map, key, strlen(key), &values[i]);
    }
    map_put(&map, "k7", 2, &values[0]);
    ck_assert_uint_eq(map.n_entries, 1000);
    ck_assert_ptr_eq(map_get(&map, "k7", 2), &values[0]);
    ck_assert_ptr_eq(map_get(&map, "k999", 4), &values[999]);
    ck_assert_ptr_null(map_get(&map, "k1000", 5));
    size_t at = 0, n = 0;
    while (map_next(&map, &at))
        n++;
    ck_assert_uint_eq(n, 1000);
    arena_destroy(arena);
}
END_TEST

START_TEST(an_empty_map_holds_nothing) {
    Map map = map_new(NULL);
    size_t at = 0;
    ck_assert_ptr_null(map_get(&map, "x", 1));
    ck_assert_ptr_null(map_next(&map, &at));
}
END_TEST

START_TEST(a_released_arena_is_used_again) {
    Arena *arena = arena_create(0, NULL, NULL);
    ArenaMark mark = arena_mark(arena);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 10000; i++)
            memset(arena_alloc(arena, 100), round, 100);
        arena_release(arena, mark);
    }
    ck_assert_uint_lt(arena_footprint(arena), 4000000);
    arena_destroy(arena);
}
END_TEST

START_TEST(a_text_stops_at_its_maximum) {
    Text text = text_new(100);
    for (int i = 0; i < 50; i++)
        text_append_string(&text, "1234");
    ck_assert(text_is_full(&text));
    ck_assert_uint_le(text.n_bytes, 100);
    ck_assert_uint_eq(strlen(text.data), text.n_bytes);
    text_free(&text);
}
END_TEST

START_TEST(output_and_status_of_a_command_are_captured) {
    Text out = text_new(0);
    ck_assert_int_eq(capture_output("printf 'a\\nb'; exit 3", &out), 3);
    ck_assert_str_eq(out.data, "a\nb");
    text_clear(&out);
    ck_assert_int_eq(capture_output("cat", &out), 0);
    ck_assert_str_eq(out.data, "");
    ck_assert_int_eq(capture_output("kill -TERM $$", &out), 128 + 15);
    text_free(&out);
}
END_TEST

RUN_SUITE("lang_base", a_map_finds_what_was_put, an_empty_map_holds_nothing,
          a_released_arena_is_used_again, a_text_stops_at_its_maximum,
          output_and_status_of_a_command_are_captured)
