// SPDX-License-Identifier: Apache-2.0
//
// File commands in a fresh folder.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/shell/files.h"
#include "runtime/shell/fs.h"
#include "tests/unit/suite.h"

static Arena *arena;
static DiagnosticSink *sink;
static char folder[32];
static char *printed;
static size_t n_printed;
static FILE *out;

static void setup(void) {
    arena = arena_create(0, NULL, NULL);
    sink = diagnostics_create(arena);
    strcpy(folder, "/tmp/shell_filesXXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    out = open_memstream(&printed, &n_printed);
}

static void teardown(void) {
    fclose(out);
    free(printed);
    ck_assert_int_eq(files_remove(folder, sink), STATUS_OK);
    arena_destroy(arena);
}

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
}

static Status fs(const char *a, const char *b, const char *c, const char *d) {
    const char *const words[] = {a, b, c, d};
    size_t n = 0;
    while (n < 4 && words[n] != NULL)
        n++;
    Status status = fs_run(n, words, out, arena, sink);
    fflush(out);
    return status;
}

START_TEST(copy_of_a_tree_has_everything) {
    ck_assert_int_eq(files_make_directory("a/b", sink), STATUS_OK);
    write_file("a/b/f", "text");
    ck_assert_int_eq(files_copy("a", "c", false, sink), STATUS_OK);
    ck_assert_int_eq(files_cat("c/b/f", out, sink), STATUS_OK);
    fflush(out);
    ck_assert_str_eq(printed, "text");
}
END_TEST

START_TEST(copy_into_a_folder_keeps_the_name) {
    ck_assert_int_eq(files_make_directory("d", sink), STATUS_OK);
    write_file("f", "x");
    ck_assert_int_eq(files_copy("f", "d/", false, sink), STATUS_OK);
    ck_assert(files_exists("d/f"));
}
END_TEST

START_TEST(copy_below_itself_is_refused) {
    ck_assert_int_eq(files_make_directory("d", sink), STATUS_OK);
    ck_assert_int_eq(files_copy("d", "d/e", false, sink), STATUS_FAILED);
    ck_assert(!files_exists("d/e"));
}
END_TEST

START_TEST(missing_file_is_2997_with_status_5) {
    ck_assert_int_eq(files_remove("nothere", sink), STATUS_FAILED);
    ck_assert_int_eq(diagnostics_first_error(sink)->code, 2997);
    ck_assert_int_eq(diagnostics_status(sink), EXIT_STATUS_IO);
}
END_TEST

START_TEST(cat_of_a_folder_prints_its_files_in_name_order) {
    ck_assert_int_eq(files_make_directory("d/sub", sink), STATUS_OK);
    write_file("d/2", "second");
    write_file("d/1", "first ");
    write_file("d/sub/3", "third");
    ck_assert_int_eq(files_cat("d", out, sink), STATUS_OK);
    fflush(out);
    ck_assert_str_eq(printed, "first second");
}
END_TEST

START_TEST(fs_globs_its_paths) {
    write_file("x1", "1");
    write_file("x2", "2");
    ck_assert_int_eq(fs("-cat", "x*", NULL, NULL), STATUS_OK);
    ck_assert_str_eq(printed, "12");
}
END_TEST

START_TEST(fs_rm_says_what_it_deleted) {
    write_file("x1", "1");
    ck_assert_int_eq(fs("-rm", "x1", NULL, NULL), STATUS_OK);
    ck_assert_str_eq(printed, "Deleted x1\n");
    ck_assert_int_eq(fs("-rm", "x1", NULL, NULL), STATUS_FAILED);
    ck_assert_int_eq(fs("-rm", "-f", "x1", NULL), STATUS_OK);
}
END_TEST

START_TEST(fs_test_answers_by_status) {
    ck_assert_int_eq(fs("-touchz", "z", NULL, NULL), STATUS_OK);
    ck_assert_int_eq(fs("-test", "-z", "z", NULL), STATUS_OK);
    ck_assert_int_eq(fs("-test", "-d", "z", NULL), STATUS_FAILED);
}
END_TEST

START_TEST(fs_chmod_takes_octal_and_words) {
    write_file("f", "");
    ck_assert_int_eq(fs("-chmod", "600", "f", NULL), STATUS_OK);
    ck_assert_int_eq(fs("-chmod", "a+r,u-w", "f", NULL), STATUS_OK);
    ck_assert_int_eq(fs("-stat", "%a", "f", NULL), STATUS_OK);
    ck_assert_str_eq(printed, "444\n");
    ck_assert_int_eq(fs("-chmod", "what", "f", NULL), STATUS_FAILED);
}
END_TEST

START_TEST(fs_count_counts_below) {
    ck_assert_int_eq(files_make_directory("d/e", sink), STATUS_OK);
    write_file("d/e/f", "123");
    ck_assert_int_eq(fs("-count", "d", NULL, NULL), STATUS_OK);
    ck_assert_str_eq(printed, "           2            1                  3 d\n");
}
END_TEST

START_TEST(fs_unknown_command_has_a_hint) {
    ck_assert_int_eq(fs("-mkdri", "d", NULL, NULL), STATUS_FAILED);
    ck_assert_str_eq(diagnostics_first_error(sink)->hint, "did you mean '-mkdir'?");
}
END_TEST

RUN_SUITE_BETWEEN("shell_files", setup, teardown, copy_of_a_tree_has_everything,
                  copy_into_a_folder_keeps_the_name, copy_below_itself_is_refused,
                  missing_file_is_2997_with_status_5,
                  cat_of_a_folder_prints_its_files_in_name_order, fs_globs_its_paths,
                  fs_rm_says_what_it_deleted, fs_test_answers_by_status,
                  fs_chmod_takes_octal_and_words, fs_count_counts_below,
                  fs_unknown_command_has_a_hint)
