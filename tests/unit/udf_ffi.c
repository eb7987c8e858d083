// SPDX-License-Identifier: Apache-2.0
//
// C functions by prototype: every shape of arguments and results, and what is refused.

#include "tests/unit/suite.h"
#include "tests/unit/udf_calls.h"

static int define(Calls *calls, const char *alias, const char *library, const char *signature) {
    const char *args[] = {library, signature};
    diagnostics_clear(calls->sink);
    Status status = registry_define(calls->registry, alias, "FFI", args, 2, NULL, calls->sink);
    return status == STATUS_OK ? 0 : diagnostics_first_error(calls->sink)->code;
}

static const char *libc = "libc.so.6", *libm = "libm.so.6";

START_TEST(common_shapes) {
    Calls calls = calls_create();
    ck_assert_int_eq(define(&calls, "root", libm, "double sqrt(double)"), 0);
    ck_assert_int_eq(define(&calls, "hypot", libm, "double hypot(double x, double y)"), 0);
    ck_assert_int_eq(define(&calls, "absolute", libc, "long labs(long)"), 0);
    ck_assert_str_eq(result_of(&calls, "root(9.0)"), "3.0");
    ck_assert_str_eq(result_of(&calls, "root(9)"), "3.0");
    ck_assert_str_eq(result_of(&calls, "hypot(3.0, 4)"), "5.0");
    ck_assert_str_eq(result_of(&calls, "hypot(3.0, null)"), "null");
    ck_assert_str_eq(result_of(&calls, "absolute(-5L)"), "5");
    ck_assert_str_eq(result_of(&calls, "root('x')"), "error 1045");
    calls_destroy(&calls);
}
END_TEST

START_TEST(integers_are_checked_not_cut) {
    Calls calls = calls_create();
    ck_assert_int_eq(define(&calls, "small", libc, "int abs(int)"), 0);
    ck_assert_int_eq(define(&calls, "upper", libc, "int toupper(int c)"), 0);
    ck_assert_str_eq(result_of(&calls, "small(-7)"), "7");
    ck_assert_str_eq(result_of(&calls, "small(-7L)"), "7");
    ck_assert_str_eq(result_of(&calls, "small(3000000000L)"), "error 9016");
    ck_assert_str_eq(result_of(&calls, "upper(97)"), "65");
    calls_destroy(&calls);
}
END_TEST

START_TEST(texts_go_in_and_come_out) {
    Calls calls = calls_create();
    ck_assert_int_eq(define(&calls, "length", libc, "size_t strlen(const char *text)"), 0);
    ck_assert_int_eq(define(&calls, "copy", libc, "char *free strdup(const char *)"), 0);
    ck_assert_int_eq(define(&calls, "find", libc, "char *strstr(const char*, const char*)"), 0);
    ck_assert_int_eq(define(&calls, "environment", libc, "const char* getenv(const char*)"), 0);
    ck_assert_str_eq(result_of(&calls, "length('four')"), "4");
    ck_assert_str_eq(result_of(&calls, "length('a text of more than twelve bytes')"), "32");
    ck_assert_str_eq(result_of(&calls, "copy('a text of more than twelve bytes')"),
                     "a text of more than twelve bytes");
    ck_assert_str_eq(result_of(&calls, "find('haystack', 'st')"), "stack");
    ck_assert_str_eq(result_of(&calls, "find('haystack', 'zz')"), "null");
    ck_assert_str_eq(result_of(&calls, "environment('no such variable')"), "null");
    calls_destroy(&calls);
}
END_TEST

START_TEST(out_parameters_are_part_of_the_result) {
    Calls calls = calls_create();
    ck_assert_int_eq(define(&calls, "frexp", libm, "double frexp(double, out int*)"), 0);
    ck_assert_int_eq(
        define(&calls, "sincos", libm, "void sincos(double, out double*, out double*)"), 0);
    ck_assert_str_eq(result_of(&calls, "frexp(8.0)"), "(0.5,4)");
    ck_assert_str_eq(result_of(&calls, "sincos(0.0)"), "(0.0,1.0)");
    calls_destroy(&calls);
}
END_TEST

START_TEST(pairs_variable_parts_and_errno) {
    Calls calls = calls_create();
    ck_assert_int_eq(define(&calls, "shortest", libc, "size_t strnlen(bytes, size_t)"), 0);
    ck_assert_int_eq(define(&calls, "logarithm", libm, "double log(double) errno"), 0);
    ck_assert_str_eq(result_of(&calls, "shortest('some bytes')"), "10");
    ck_assert_str_eq(result_of(&calls, "logarithm(1.0)"), "0.0");
    ck_assert_str_eq(result_of(&calls, "logarithm(0.0)"), "error 9018");
    calls_destroy(&calls);
}
END_TEST

START_TEST(what_cannot_be_called_is_refused) {
    Calls calls = calls_create();
    ck_assert_int_eq(define(&calls, "f", "libnosuch.so.1", "double f(double)"), 101);
    ck_assert_int_eq(define(&calls, "f", libm, "double hypott(double, double)"), 9012);
    ck_assert_ptr_nonnull(strstr(diagnostics_first_error(calls.sink)->hint, "hypot"));
    ck_assert_int_eq(define(&calls, "f", libc, "struct div_t div(int, int)"), 9013);
    ck_assert_int_eq(define(&calls, "f", libc, "int memcmp(void*, void*, size_t)"), 9013);
    ck_assert_int_eq(define(&calls, "f", libc, "nosuchtype f(int)"), 9013);
    ck_assert_int_eq(define(&calls, "f", libc, "int printf(const char*, ...)"), 9014);
    ck_assert_int_eq(define(&calls, "f", libc, "int abs int"), 9011);
    ck_assert_int_eq(define(&calls, "f", libc, "int abs(int"), 9011);
    ck_assert(!registry_knows(calls.registry, "f"));
    calls_destroy(&calls);
}
END_TEST

RUN_SUITE("udf_ffi", common_shapes, integers_are_checked_not_cut, texts_go_in_and_come_out,
          out_parameters_are_part_of_the_result, pairs_variable_parts_and_errno,
          what_cannot_be_called_is_refused)
