// SPDX-License-Identifier: Apache-2.0
//
// C functions by prototype: every shape of arguments and results, and what is refused.

#include "tests/unit/udf_calls.h"

static int define(const char *alias, const char *library, const char *signature) {
    const char *args[] = {library, signature};
    diagnostics_clear(calls.sink);
    Status status = registry_define(calls.registry, alias, "FFI", args, 2, NULL, calls.sink);
    return status == STATUS_OK ? 0 : diagnostics_first_error(calls.sink)->code;
}

static const char *libc = "libc.so.6", *libm = "libm.so.6";

START_TEST(common_shapes) {
    ck_assert_int_eq(define("root", libm, "double sqrt(double)"), 0);
    ck_assert_int_eq(define("hypot", libm, "double hypot(double x, double y)"), 0);
    ck_assert_int_eq(define("absolute", libc, "long labs(long)"), 0);
    ck_assert_str_eq(result_of("root(9.0)"), "3.0");
    ck_assert_str_eq(result_of("root(9)"), "3.0");
    ck_assert_str_eq(result_of("hypot(3.0, 4)"), "5.0");
    ck_assert_str_eq(result_of("hypot(3.0, null)"), "null");
    ck_assert_str_eq(result_of("absolute(-5L)"), "5");
    ck_assert_str_eq(result_of("root('x')"), "error 1045");
}
END_TEST

START_TEST(integers_are_checked_not_cut) {
    ck_assert_int_eq(define("small", libc, "int abs(int)"), 0);
    ck_assert_int_eq(define("upper", libc, "int toupper(int c)"), 0);
    ck_assert_str_eq(result_of("small(-7)"), "7");
    ck_assert_str_eq(result_of("small(-7L)"), "7");
    ck_assert_str_eq(result_of("small(3000000000L)"), "error 9016");
    ck_assert_str_eq(result_of("upper(97)"), "65");
}
END_TEST

START_TEST(texts_go_in_and_come_out) {
    ck_assert_int_eq(define("length", libc, "size_t strlen(const char *text)"), 0);
    ck_assert_int_eq(define("copy", libc, "char *free strdup(const char *)"), 0);
    ck_assert_int_eq(define("find", libc, "char *strstr(const char*, const char*)"), 0);
    ck_assert_int_eq(define("environment", libc, "const char* getenv(const char*)"), 0);
    ck_assert_str_eq(result_of("length('four')"), "4");
    ck_assert_str_eq(result_of("length('a text of more than twelve bytes')"), "32");
    ck_assert_str_eq(result_of("copy('a text of more than twelve bytes')"),
                     "a text of more than twelve bytes");
    ck_assert_str_eq(result_of("find('haystack', 'st')"), "stack");
    ck_assert_str_eq(result_of("find('haystack', 'zz')"), "null");
    ck_assert_str_eq(result_of("environment('no such variable')"), "null");
}
END_TEST

START_TEST(out_parameters_are_part_of_the_result) {
    ck_assert_int_eq(define("frexp", libm, "double frexp(double, out int*)"), 0);
    ck_assert_int_eq(define("sincos", libm, "void sincos(double, out double*, out double*)"), 0);
    ck_assert_str_eq(result_of("frexp(8.0)"), "(0.5,4)");
    ck_assert_str_eq(result_of("sincos(0.0)"), "(0.0,1.0)");
}
END_TEST

START_TEST(pairs_variable_parts_and_errno) {
    ck_assert_int_eq(define("shortest", libc, "size_t strnlen(bytes, size_t)"), 0);
    ck_assert_int_eq(define("logarithm", libm, "double log(double) errno"), 0);
    ck_assert_str_eq(result_of("shortest('some bytes')"), "10");
    ck_assert_str_eq(result_of("logarithm(1.0)"), "0.0");
    ck_assert_str_eq(result_of("logarithm(0.0)"), "error 9018");
}
END_TEST

START_TEST(what_cannot_be_called_is_refused) {
    ck_assert_int_eq(define("f", "libnosuch.so.1", "double f(double)"), 101);
    ck_assert_int_eq(define("f", libm, "double hypott(double, double)"), 9012);
    ck_assert_ptr_nonnull(strstr(diagnostics_first_error(calls.sink)->hint, "hypot"));
    ck_assert_int_eq(define("f", libc, "struct div_t div(int, int)"), 9013);
    ck_assert_int_eq(define("f", libc, "int memcmp(void*, void*, size_t)"), 9013);
    ck_assert_int_eq(define("f", libc, "nosuchtype f(int)"), 9013);
    ck_assert_int_eq(define("f", libc, "int printf(const char*, ...)"), 9014);
    ck_assert_int_eq(define("f", libc, "int abs int"), 9011);
    ck_assert_int_eq(define("f", libc, "int abs(int"), 9011);
    ck_assert(!registry_knows(calls.registry, "f"));
}
END_TEST

RUN_CALLS("udf_ffi", common_shapes, integers_are_checked_not_cut, texts_go_in_and_come_out,
          out_parameters_are_part_of_the_result, pairs_variable_parts_and_errno,
          what_cannot_be_called_is_refused)
