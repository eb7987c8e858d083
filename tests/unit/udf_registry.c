// SPDX-License-Identifier: Apache-2.0
//
// Names and results: DEFINE, hints, packages, names of results, types that follow from arguments.

#include "tests/unit/udf_calls.h"

static FunctionCall resolved(const char *name, const Argument *args, size_t n) {
    FunctionCall call;
    ck_assert_msg(registry_resolve(calls.registry, name, args, n, NULL, calls.sink, &call) ==
                      STATUS_OK,
                  "%s", name);
    return call;
}

static const char *described(const Type *type) {
    Text text = text_new(0);
    type_describe(type, &text);
    const char *copy = arena_strndup(calls.arena, text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

START_TEST(a_near_name_is_suggested) {
    ck_assert_str_eq(result_of("Upper('a')"), "error 1070");
    ck_assert_ptr_nonnull(strstr(diagnostics_first_error(calls.sink)->hint, "UPPER"));
    ck_assert_str_eq(result_of("SUM(5)"), "error 1045");
    ck_assert_ptr_nonnull(strstr(diagnostics_first_error(calls.sink)->hint, "GROUP first"));
}
END_TEST

START_TEST(define_renames_hides_and_gives_arguments) {
    const char *whole[] = {"true"};
    ck_assert(registry_define(calls.registry, "RX", "REGEX_EXTRACT", whole, 1, NULL, calls.sink) ==
              STATUS_OK);
    ck_assert_str_eq(result_of("RX('hello', 'l', 0)"), "null");
    ck_assert_str_eq(result_of("REGEX_EXTRACT('hello', 'l', 0)"), "l");
    ck_assert(registry_define(calls.registry, "UPPER", "LOWER", NULL, 0, NULL, calls.sink) ==
              STATUS_OK);
    ck_assert_str_eq(result_of("UPPER('A')"), "a");
    const char *two[] = {"x", "y"};
    ck_assert(registry_define(calls.registry, "F", "TRIM", two, 2, NULL, calls.sink) == STATUS_OK);
    ck_assert_str_eq(result_of("F('a')"), "error 1200");
    ck_assert(registry_define(calls.registry, "G", "org.example.No", NULL, 0, NULL, calls.sink) ==
              STATUS_OK);
    ck_assert_str_eq(result_of("G('a')"), "error 1070");
}
END_TEST

START_TEST(results_are_named_as_in_the_reference) {
    Argument number = {.type = type_of(PIG_INT), .name = "a"};
    FunctionCall call = resolved("ABS", &number, 1);
    ck_assert_int_eq(call.naming, RESULT_BY_CLASS);
    ck_assert_str_eq(call.class_name, "org.apache.pig.builtin.IntAbs");
    number.type = type_of(PIG_BIGINTEGER);
    ck_assert_str_eq(resolved("ABS", &number, 1).fixed_name, "x");
    Argument text = {.type = type_of(PIG_CHARARRAY), .name = "line"};
    ck_assert_str_eq(resolved("TOKENIZE", &text, 1).fixed_name, "bag_of_tokenTuples_from_line");
    text.name = NULL;
    ck_assert_str_eq(resolved("TOKENIZE", &text, 1).fixed_name, "bag_of_tokenTuples_from_null");
    ck_assert_int_eq(resolved("TRIM", &text, 1).naming, RESULT_NAMELESS);
}
END_TEST

START_TEST(types_of_results_follow_from_arguments) {
    Argument a = {.type = type_of(PIG_INT), .name = "a"};
    Argument b = {.type = type_of(PIG_CHARARRAY), .name = "b"};
    Argument same[] = {a, a}, mixed[] = {a, b}, pair[] = {b, a};
    ck_assert_str_eq(described(resolved("TOBAG", same, 2).result), "{(int)}");
    ck_assert_str_eq(described(resolved("TOBAG", mixed, 2).result), "{(NULL)}");
    ck_assert_str_eq(described(resolved("TOTUPLE", mixed, 2).result), "(a: int,b: chararray)");
    ck_assert_str_eq(described(resolved("TOMAP", pair, 2).result), "map[int]");
    ck_assert_str_eq(described(resolved("DIFF", same, 2).result), "{}");
    ck_assert_str_eq(described(resolved("STRSPLIT", &b, 1).result), "()");
    ck_assert_str_eq(described(resolved("TOKENIZE", &b, 1).result),
                     "{tuple_of_tokens: (token: chararray)}");
}
END_TEST

START_TEST(untyped_arguments_take_their_own_form) {
    Argument untyped = {.type = type_of(PIG_ANY), .name = "a"};
    ck_assert_str_eq(resolved("ABS", &untyped, 1).class_name, "org.apache.pig.builtin.ABS");
    FunctionCall call = resolved("UPPER", &untyped, 1);
    ck_assert_int_eq(call.arg_types[0]->tag, PIG_CHARARRAY);
}
END_TEST

START_TEST(names_are_sorted_and_unique) {
    size_t n;
    const char *const *names = registry_names(calls.registry, &n);
    ck_assert_uint_gt(n, 100);
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(*names[i] && (i == 0 || strcmp(names[i - 1], names[i]) < 0), "%s", names[i]);
}
END_TEST

RUN_CALLS("udf_registry", a_near_name_is_suggested, define_renames_hides_and_gives_arguments,
          results_are_named_as_in_the_reference, types_of_results_follow_from_arguments,
          untyped_arguments_take_their_own_form, names_are_sorted_and_unique)
