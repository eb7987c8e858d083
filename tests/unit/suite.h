// SPDX-License-Identifier: Apache-2.0
//
// The main of a unit test: runs the tests named in an array.

#ifndef JAVELINA_TESTS_UNIT_SUITE_H
#define JAVELINA_TESTS_UNIT_SUITE_H

#include <check.h>
#include <stdlib.h>

// Runs the tests, each between set_up and tear_down (NULL: nothing); returns the exit status.
static inline int run_suite(const char *name, SFun set_up, SFun tear_down,
                            const TTest *const *tests, size_t n_tests) {
    Suite *suite = suite_create(name);
    TCase *cases = tcase_create(name);
    tcase_set_timeout(cases, 60); // a busy machine is no failure
    tcase_add_checked_fixture(cases, set_up, tear_down);
    for (size_t i = 0; i < n_tests; i++)
        tcase_add_test(cases, tests[i]);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int n_failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return n_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define RUN_SUITE_BETWEEN(name, set_up, tear_down, ...)                                            \
    int main(void) {                                                                               \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return run_suite(name, set_up, tear_down, tests, sizeof tests / sizeof *tests);            \
    }

#define RUN_SUITE(name, ...) RUN_SUITE_BETWEEN(name, NULL, NULL, __VA_ARGS__)

#endif
