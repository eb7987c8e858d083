// SPDX-License-Identifier: Apache-2.0
//
// Libraries of functions: the sample loads and runs, damaged and foreign ones are refused before a
// function of theirs is called. Damaged ones are made by changing bytes of the sample's manifest.

#include <unistd.h>

#include "tests/unit/udf_calls.h"

static const char *sample_path(Arena *arena) {
    const char *build = getenv("BUILD");
    return arena_printf(arena, "%s/samples/udf_c/geo.so", build ? build : ".");
}

static char *read_file(Arena *arena, const char *path, size_t *n) {
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    char *bytes = arena_alloc(arena, 1 << 20);
    *n = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

// Where the manifest begins in the file.
static pig_library *manifest_in(char *bytes, size_t n) {
    static const uint32_t magic = PIG_ABI_MAGIC;
    for (size_t i = 0; i + sizeof(pig_library) <= n; i += 8) {
        pig_library *library = (pig_library *)(void *)(bytes + i);
        if (memcmp(bytes + i, &magic, 4) == 0 && library->sizeof_vec == sizeof(pig_vec))
            return library;
    }
    return NULL;
}

// Loads the bytes as a library; the code of the first error, 0: none.
static int load_bytes(const char *bytes, size_t n) {
    char path[] = "/tmp/udf-library-XXXXXX";
    int file = mkstemp(path);
    ck_assert(file >= 0 && write(file, bytes, n) == (ssize_t)n);
    close(file);
    const char *summary;
    diagnostics_clear(calls.sink);
    Status status = registry_load_library(calls.registry, path, NULL, calls.sink, &summary);
    unlink(path);
    return status == STATUS_OK ? 0 : diagnostics_first_error(calls.sink)->code;
}

START_TEST(the_sample_says_what_it_has) {
    const char *summary = NULL;
    ck_assert(registry_load_library(calls.registry, sample_path(calls.arena), NULL, calls.sink,
                                    &summary) == STATUS_OK);
    ck_assert_ptr_nonnull(strstr(summary, "geo 1.0 (abi 1.1): distance(lat1: double"));
    ck_assert(registry_knows(calls.registry, "cell"));
}
END_TEST

START_TEST(functions_of_each_kind_run) {
    const char *summary;
    ck_assert(registry_load_library(calls.registry, sample_path(calls.arena), NULL, calls.sink,
                                    &summary) == STATUS_OK);
    ck_assert_str_eq(result_of("cell(48.85, 2)"), "N48E002");
    ck_assert_str_eq(result_of("cell(-0.2, -78.5)"), "S01W079");
    ck_assert_str_eq(result_of("cell(null, 1.0)"), "null");
    ck_assert_str_eq(result_of("cell(95.0, 1.0)"), "error 0");
    ck_assert_str_eq(result_of("cell('x', 1.0)"), "error 1045");
    ck_assert_str_eq(result_of("ROUND(distance(45.75, 4.85, 48.85, 2.35))"), "393");
    ck_assert_str_eq(result_of("spread(TOBAG(1.0, 3.0))"), "1.0");
    ck_assert_str_eq(result_of("spread(TOBAG(1, 3))"), "error 1045");
}
END_TEST

START_TEST(a_missing_file_is_101_and_a_text_file_9008) {
    const char *summary;
    ck_assert(registry_load_library(calls.registry, "/no/such.so", NULL, calls.sink, &summary) ==
              STATUS_FAILED);
    ck_assert_int_eq(diagnostics_first_error(calls.sink)->code, 101);
    ck_assert_int_eq(load_bytes("no library", 10), 9008);
}
END_TEST

START_TEST(another_abi_is_refused) {
    size_t n;
    char *bytes = read_file(calls.arena, sample_path(calls.arena), &n);
    pig_library *library = manifest_in(bytes, n);
    ck_assert_ptr_nonnull(library);
    ck_assert_int_eq(load_bytes(bytes, n), 0);
    library->abi_major = PIG_ABI_MAJOR + 2;
    ck_assert_int_eq(load_bytes(bytes, n), 9001);
    library->abi_major = PIG_ABI_MAJOR;
    library->abi_minor = PIG_ABI_MINOR + 1; // newer, but nothing of it is used
    ck_assert_int_eq(load_bytes(bytes, n), 0);
    library->sizeof_fn += 8;
    ck_assert_int_eq(load_bytes(bytes, n), 9002);
    library->sizeof_fn -= 8;
    library->magic++;
    ck_assert_int_eq(load_bytes(bytes, n), 9003);
    library->magic--;
    library->sizeof_vec = 32;
    ck_assert_int_eq(load_bytes(bytes, n), 9004);
    library->sizeof_vec = sizeof(pig_vec);
    library->n_functions = 1000000;
    ck_assert_int_eq(load_bytes(bytes, n), 9005);
}
END_TEST

START_TEST(a_bad_entry_is_refused) {
    size_t n;
    char *bytes = read_file(calls.arena, sample_path(calls.arena), &n);
    char *signature = memmem(bytes, n, "(bag{(x: double)})", 18);
    ck_assert_ptr_nonnull(signature);
    memcpy(signature, "(bag{(x: dxxxle)})", 18);
    ck_assert_int_eq(load_bytes(bytes, n), 9007);
    memcpy(signature, "(x: double)       ", 18);
    ck_assert_int_eq(load_bytes(bytes, n), 9006);
}
END_TEST

RUN_CALLS("udf_library", the_sample_says_what_it_has, functions_of_each_kind_run,
          a_missing_file_is_101_and_a_text_file_9008, another_abi_is_refused,
          a_bad_entry_is_refused)
