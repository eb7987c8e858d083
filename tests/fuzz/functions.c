// SPDX-License-Identifier: Apache-2.0
//
// Built-in functions on any arguments: the first line chooses the function, every further line is
// an argument. A line that begins with # is an int, with % a long, with & a double, with ~ untyped
// bytes; all others are text.

#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "udf/function.h"
#include "udf/registry.h"

enum { MAX_ARGUMENTS = 6 };

static Vector argument_of(Arena *arena, const char *line, size_t n_bytes) {
    char number[32] = "";
    if (n_bytes > 1)
        memcpy(number, line + 1, n_bytes - 1 < 31 ? n_bytes - 1 : 31);
    pig_type tag = n_bytes == 0   ? PIG_CHARARRAY
                   : *line == '#' ? PIG_INT
                   : *line == '%' ? PIG_LONG
                   : *line == '&' ? PIG_DOUBLE
                   : *line == '~' ? PIG_BYTEARRAY
                                  : PIG_CHARARRAY;
    Vector v = vector_new(arena, type_of(tag), 1);
    switch (tag) {
    case PIG_INT:
        *pig_ints_out(&v) = (int32_t)strtol(number, NULL, 10);
        break;
    case PIG_LONG:
        *pig_longs_out(&v) = strtoll(number, NULL, 10);
        break;
    case PIG_DOUBLE:
        *pig_doubles_out(&v) = strtod(number, NULL);
        break;
    default:
        vector_put_text(arena, &v, 0, line + (tag == PIG_BYTEARRAY),
                        n_bytes - (tag == PIG_BYTEARRAY));
    }
    return v;
}

static bool takes(const FunctionCall *call, const Vector *args, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (call->arg_types[i]->tag != args[i].type && call->arg_types[i]->tag != PIG_ANY)
            return false;
    return true;
}

static void try_call(Arena *arena, const FunctionCall *call, const Vector *args) {
    const FunctionHost host = {
        .results = arena, .states = arena, .now_milliseconds = 1577836800000};
    FunctionFailure failure;
    FunctionState *state = function_state_create(call, &host, &failure);
    if (state == NULL)
        return;
    Vector out;
    (void)!function_call(state, &host, 1, args, &out, &failure);
    function_state_free(state);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes) {
    if (n_bytes == 0)
        return 0;
    Arena *arena = arena_create(0, NULL, NULL);
    Registry *registry = registry_create(arena);
    Vector vectors[MAX_ARGUMENTS];
    Argument args[MAX_ARGUMENTS];
    size_t n = 0;
    const char *at = memchr(bytes, '\n', n_bytes), *end = (const char *)bytes + n_bytes;
    while (at && n < MAX_ARGUMENTS) {
        const char *line = at + 1;
        at = memchr(line, '\n', (size_t)(end - line));
        vectors[n] = argument_of(arena, line, (size_t)((at ? at : end) - line));
        args[n] = (Argument){.type = type_of((pig_type)vectors[n].type), .name = "a"};
        n++;
    }
    FunctionCall call;
    const char *name = udf_builtins[bytes[0] % udf_n_builtins].name;
    if (*name &&
        registry_resolve(registry, name, args, n, NULL, diagnostics_create(arena), &call) ==
            STATUS_OK &&
        call.fn->kind == PIG_KIND_SCALAR && takes(&call, vectors, n))
        try_call(arena, &call, vectors);
    registry_destroy(registry);
    arena_destroy(arena);
    return 0;
}
