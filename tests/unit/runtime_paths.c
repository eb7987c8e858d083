// SPDX-License-Identifier: Apache-2.0
//
// Locations to files: globs, lists, folders in depth, hidden names; files to tasks.

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/exec/folders.h"
#include "runtime/io/glob.h"
#include "runtime/io/split.h"
#include "tests/unit/suite.h"

START_TEST(patterns_match_as_in_hadoop) {
    static const struct {
        const char *pattern, *name;
        bool matches;
    } cases[] = {
        {"part-*", "part-10", true},
        {"part-?", "part-10", false},
        {"part-?", "part-a", true},
        {"part-[12]", "part-2", true},
        {"part-[a-c]", "part-b", true},
        {"part-[^0-9]", "part-a", true},
        {"part-[^0-9]", "part-1", false},
        {"*a*b*", "xxaxxbxx", true},
        {"*a*b", "xxaxxbxx", false},
        {"", "", true},
        {"*", "", true},
        {"\\*", "*", true},
        {"\\*", "x", false},
        {"?", "é", true},
        {"[é]", "é", true},
        {"[a", "a", false},
        {"a]", "a]", true},
        {"*.txt", ".txt", true},
        {"a*****b", "ab", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(glob_match(cases[i].pattern, cases[i].name) == cases[i].matches, "%s %s",
                      cases[i].pattern, cases[i].name);
}
END_TEST

START_TEST(many_stars_do_not_explode) {
    char name[5000];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    ck_assert(!glob_match("*a*a*a*a*a*a*a*a*a*a*a*a*b", name));
}
END_TEST

static void check_alternatives(const char *pattern, const char *joined) {
    Arena *arena = arena_create(0, NULL, NULL);
    size_t n = 0;
    char all[200] = "";
    const char **list = glob_alternatives(arena, pattern, 100, &n);
    ck_assert_ptr_nonnull(list);
    for (size_t i = 0; i < n; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s|", list[i]);
    ck_assert_str_eq(all, joined);
    arena_destroy(arena);
}

START_TEST(braces_are_written_out) {
    Arena *arena = arena_create(0, NULL, NULL);
    size_t n = 0;
    check_alternatives("plain", "plain|");
    check_alternatives("a{b,c}d", "abd|acd|");
    check_alternatives("x{,0}", "x|x0|");
    check_alternatives("{a{1,2},b}", "a1|b|a2|");
    check_alternatives("{a", "{a|");
    check_alternatives("a\\{b,c}", "a\\{b,c}|");
    ck_assert_ptr_null(glob_alternatives(arena, "{a,b}{a,b}{a,b}", 7, &n));
    arena_destroy(arena);
}
END_TEST

static void touch(const char *path, size_t n_bytes) {
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    for (size_t i = 0; i < n_bytes; i++)
        fputc('x', file);
    fclose(file);
}

static void check_location(const char *location, const char *joined) {
    Arena *arena = arena_create(0, NULL, NULL);
    InputFiles files = {0};
    char all[400] = "";
    const PathError error = uri_expand(arena, location, &files);
    if (error.code)
        snprintf(all, sizeof all, "%d", error.code);
    for (size_t i = 0; i < files.n_files; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s ", files.files[i].path);
    ck_assert_str_eq(all, joined);
    arena_destroy(arena);
}

START_TEST(locations_name_files) {
    char folder[] = "/tmp/runtime_paths_XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    mkdir("d", 0777);
    mkdir("d/sub", 0777);
    mkdir("d/_temporary", 0777);
    touch("d/a.txt", 1);
    touch("d/b.txt", 1);
    touch("d/_hidden", 1);
    touch("d/.hidden", 1);
    touch("d/sub/c.txt", 1);
    touch("d/_temporary/part", 1);
    check_location("d", "d/a.txt d/b.txt d/sub/c.txt ");
    check_location("d/", "d/a.txt d/b.txt d/sub/c.txt ");
    check_location(" d ", "d/a.txt d/b.txt d/sub/c.txt ");
    check_location("d/{a.txt,}", "d/a.txt ");
    check_location("d/a.txt , d/b.txt", "d/a.txt d/b.txt ");
    check_location("foo://host/x", "1200");
    check_location("d/*", "d/a.txt d/b.txt d/sub/c.txt ");
    check_location("*/{a,b}.txt", "d/a.txt d/b.txt ");
    check_location("d/b.txt,d/b.txt", "d/b.txt d/b.txt ");
    check_location("d/{a,*}.txt", "d/a.txt d/b.txt ");
    check_location("d/a.txt,,d/b.txt", "1200");
    check_location("", "1200");
    check_location("none", "2118");
    check_location("none*", "2118");
    check_location("d/_hidden", "2118");
    check_location("d/_*", "2118");
    Arena *arena = arena_create(0, NULL, NULL);
    const char *uri = arena_printf(arena, "file://%s/d/a.txt", folder);
    check_location(uri, arena_printf(arena, "%s/d/a.txt ", folder));
    uri = arena_printf(arena, "file:%s/d/[a].txt", folder);
    check_location(uri, arena_printf(arena, "%s/d/a.txt ", folder));
    arena_destroy(arena);
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert(folder_remove(folder));
}
END_TEST

static uint64_t always(const char *path) {
    (void)path;
    return SPLIT_BYTES;
}

START_TEST(large_files_are_cut_small_ones_gathered) {
    Arena *arena = arena_create(0, NULL, NULL);
    InputFile list[] = {{"a", 100, true},
                        {"b", 100, true},
                        {"c", 40u << 20, true},
                        {"d", 5, true},
                        {"pipe", 0, false}};
    const InputFiles files = {.n_files = 5, .files = list};
    const SplitRule rule = {always, 0}, small = {always, 10};
    const Tasks tasks = split_files(arena, &files, &rule);
    uint64_t n_bytes = 0;
    for (size_t t = 0; t < tasks.n_tasks; t++)
        for (size_t s = 0; s < tasks.tasks[t].n_splits; s++)
            n_bytes += tasks.tasks[t].splits[s].n_bytes;
    ck_assert_uint_eq(n_bytes, 205 + (40u << 20));
    ck_assert_uint_eq(tasks.n_bytes, n_bytes);
    ck_assert_uint_eq(tasks.tasks[0].n_splits, 3);
    ck_assert_uint_eq(tasks.n_tasks, 3);
    const InputFiles small_files = {.n_files = 2, .files = list};
    ck_assert_uint_eq(split_files(arena, &small_files, &small).n_tasks, 20);
    arena_destroy(arena);
}
END_TEST

RUN_SUITE("paths", patterns_match_as_in_hadoop, many_stars_do_not_explode, braces_are_written_out,
          locations_name_files, large_files_are_cut_small_ones_gathered)
