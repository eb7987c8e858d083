// SPDX-License-Identifier: Apache-2.0
//
// The examples in the table of built-ins are true, and its entries well formed.

#include "tests/unit/udf_calls.h"
#include "udf/function.h"

static const char *without_quotes(Arena *arena, const char *text) {
    char *copy = arena_strdup(arena, text), *to = copy;
    for (const char *at = text; *at; at++)
        if (*at != '\'')
            *to++ = *at;
    *to = 0;
    return copy;
}

// Obeys the DEFINE that an example may begin with; the call behind it.
static char *defined(char *example) {
    enum { MAX_ARGS = 4 };
    char alias[32], name[32];
    int n_read = 0;
    if (sscanf(example, "DEFINE %31s %31[A-Za-z](%n", alias, name, &n_read) < 2)
        return example;
    const char *args[MAX_ARGS];
    size_t n_args = 0;
    char *at = example + n_read, *end = strstr(at, "); ");
    ck_assert_ptr_nonnull(end);
    *end = 0;
    for (char *arg = strtok(at, "'"); arg; arg = strtok(NULL, "'"))
        if (*arg != ',' && n_args < MAX_ARGS)
            args[n_args++] = arg;
    ck_assert(registry_define(calls.registry, alias, name, args, n_args, NULL, calls.sink) ==
              STATUS_OK);
    return end + strlen("); ");
}

START_TEST(every_example_gives_what_it_says) {
    int n_wrong = 0;
    for (size_t i = 0; i < udf_n_builtins; i++) {
        const char *example = udf_builtins[i].example, *arrow = strstr(example, " -> ");
        if (!arrow)
            continue;
        char *call = arena_strndup(calls.arena, example, (size_t)(arrow - example));
        const char *expected = without_quotes(calls.arena, arrow + 4);
        const char *given = result_of(defined(call));
        if (strcmp(given, expected) != 0)
            fprintf(stderr, "%s gave %s\n", example, given);
        n_wrong += strcmp(given, expected) != 0;
    }
    ck_assert_int_eq(n_wrong, 0);
}
END_TEST

START_TEST(every_signature_can_be_read) {
    Arena *arena = arena_create(0, NULL, NULL);
    for (size_t i = 0; i < udf_n_builtins; i++) {
        Text why = text_new(0);
        ck_assert_msg(signature_parse(arena, udf_builtins[i].signature, &why), "%s: %s",
                      udf_builtins[i].class_name, why.data);
        text_free(&why);
    }
    arena_destroy(arena);
}
END_TEST

RUN_CALLS("udf_examples", every_example_gives_what_it_says, every_signature_can_be_read)
