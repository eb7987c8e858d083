// SPDX-License-Identifier: Apache-2.0
//
// Calls of functions written as text, for tests: CONCAT('a', UPPER('b')). Literals are int, long
// (5L), float (1.5F), double, biginteger (5BI), bigdecimal (5BD), text, true, false, null and
// bytes (b'..', an untyped value). A call that fails prints as "error CODE".

#ifndef JAVELINA_TESTS_UNIT_UDF_CALLS_H
#define JAVELINA_TESTS_UNIT_UDF_CALLS_H

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/suite.h"
#include "udf/registry.h"
#include "udf/value/bignum.h"
#include "udf/vector/print.h"

typedef struct Calls {
    Arena *arena;
    Registry *registry;
    DiagnosticSink *sink;
    FunctionHost host;
} Calls;

typedef struct Operand {
    const Type *type;
    Vector vector; // one row
    const char *name;
    int error; // not 0: the code of a failure
} Operand;

// Made anew for each test.
static Calls calls;

static inline void calls_set_up(void) {
    Arena *arena = arena_create(0, NULL, NULL);
    calls = (Calls){
        .arena = arena, .registry = registry_create(arena), .sink = diagnostics_create(arena)};
    calls.host =
        (FunctionHost){.results = arena, .states = arena, .now_milliseconds = 1577836800000};
}

static inline void calls_tear_down(void) {
    registry_destroy(calls.registry);
    arena_destroy(calls.arena);
}

// A suite whose tests each find a fresh registry in `calls`.
#define RUN_CALLS(name, ...) RUN_SUITE_BETWEEN(name, calls_set_up, calls_tear_down, __VA_ARGS__)

static inline Operand operand_of(Arena *arena, pig_type tag) {
    Operand o = {.type = type_of(tag)};
    o.vector = vector_new(arena, o.type, 1);
    return o;
}

static inline Operand operand_text(Arena *arena, pig_type tag, const char *text, size_t n) {
    Operand o = operand_of(arena, tag);
    vector_put_text(arena, &o.vector, 0, text, n);
    return o;
}

static inline Operand operand_number(Arena *arena, const char *text, size_t n) {
    char copy[64];
    snprintf(copy, sizeof copy, "%.*s", (int)n, text);
    Operand o;
    if (n > 2 && (memcmp(text + n - 2, "BI", 2) == 0 || memcmp(text + n - 2, "BD", 2) == 0)) {
        bool decimal = text[n - 1] == 'D';
        o = operand_of(arena, decimal ? PIG_BIGDECIMAL : PIG_BIGINTEGER);
        (void)!big_from_text(arena, text, n - 2, decimal, pig_strs_out(&o.vector));
    } else if (text[n - 1] == 'L') {
        o = operand_of(arena, PIG_LONG);
        *pig_longs_out(&o.vector) = strtoll(copy, NULL, 10);
    } else if (text[n - 1] == 'F') {
        o = operand_of(arena, PIG_FLOAT);
        *pig_floats_out(&o.vector) = strtof(copy, NULL);
    } else if (strpbrk(copy, ".eE") || isalpha((unsigned char)copy[copy[0] == '-'])) {
        o = operand_of(arena, PIG_DOUBLE);
        *pig_doubles_out(&o.vector) = strtod(copy, NULL);
    } else {
        o = operand_of(arena, PIG_INT);
        *pig_ints_out(&o.vector) = (int32_t)strtol(copy, NULL, 10);
    }
    return o;
}

// The casts that calls need: numbers widen, bytes become text.
static inline Vector operand_cast(Arena *arena, const Operand *from, const Type *to) {
    Vector v = from->vector;
    if (type_equal(from->type, to) || type_is_complex(to->tag))
        return v;
    if (pig_is_null(&v, 0)) {
        v = vector_new(arena, to, 1);
        vector_set_null(arena, &v, 0, 1);
        return v;
    }
    if (type_is_string(from->type->tag) && type_is_string(to->tag)) {
        v.type = (uint8_t)to->tag;
        return v;
    }
    double number = from->type->tag == PIG_INT     ? *pig_ints(&v)
                    : from->type->tag == PIG_LONG  ? (double)*pig_longs(&v)
                    : from->type->tag == PIG_FLOAT ? *pig_floats(&v)
                                                   : *pig_doubles(&v);
    v = vector_new(arena, to, 1);
    switch (to->tag) {
    case PIG_INT:
        *pig_ints_out(&v) = (int32_t)number;
        break;
    case PIG_LONG:
        *pig_longs_out(&v) = (int64_t)number;
        break;
    case PIG_FLOAT:
        *pig_floats_out(&v) = (float)number;
        break;
    default:
        *pig_doubles_out(&v) = number;
    }
    return v;
}

static inline Operand operand_error(int code) {
    return (Operand){.type = type_of(PIG_BYTEARRAY), .error = code};
}

static inline Operand call_with(const char *name, Operand *args, size_t n) {
    Argument arguments[16];
    Vector vectors[16];
    for (size_t i = 0; i < n; i++) {
        if (args[i].error)
            return args[i];
        arguments[i] = (Argument){args[i].type, args[i].name, &args[i].vector, false};
    }
    FunctionCall *call = ARENA_NEW(calls.arena, FunctionCall);
    diagnostics_clear(calls.sink);
    if (registry_resolve(calls.registry, name, arguments, n, NULL, calls.sink, call) != STATUS_OK)
        return operand_error(diagnostics_first_error(calls.sink)->code);
    for (size_t i = 0; i < n; i++)
        vectors[i] = operand_cast(calls.arena, &args[i], call->arg_types[i]);
    FunctionFailure failure = {0};
    FunctionState *state = function_state_create(call, &calls.host, &failure);
    if (!state)
        return operand_error(failure.code ? failure.code : -1);
    Operand result = {.type = call->result};
    Status status = function_call(state, &calls.host, 1, vectors, &result.vector, &failure);
    function_state_free(state);
    return status == STATUS_OK ? result : operand_error(failure.code ? failure.code : -1);
}

static inline void skip_spaces(const char **at) {
    while (**at == ' ')
        ++*at;
}

static inline Operand evaluate(const char **at);

static inline Operand evaluate_call(const char *name, const char **at) {
    Operand args[16];
    size_t n = 0;
    ++*at;
    skip_spaces(at);
    while (**at && **at != ')') {
        args[n++] = evaluate(at);
        skip_spaces(at);
        *at += **at == ',';
    }
    *at += **at == ')';
    return call_with(name, args, n);
}

// Text up to the closing quote, which is passed; \' is a quote.
static inline Operand evaluate_text(pig_type tag, const char **at) {
    Text text = text_new(0);
    for (++*at; **at && **at != '\''; ++*at) {
        *at += (*at)[0] == '\\' && (*at)[1] == '\'';
        text_append_char(&text, **at);
    }
    *at += **at == '\'';
    Operand o = operand_text(calls.arena, tag, text.data, text.n_bytes);
    text_free(&text);
    return o;
}

static inline Operand evaluate(const char **at) {
    skip_spaces(at);
    if (**at == '\'')
        return evaluate_text(PIG_CHARARRAY, at);
    if (**at == 'b' && (*at)[1] == '\'') {
        ++*at;
        return evaluate_text(PIG_BYTEARRAY, at);
    }
    const char *start = *at;
    while (isalnum((unsigned char)**at) || (**at && strchr("_.-+", **at)))
        ++*at;
    size_t n = (size_t)(*at - start);
    if (**at == '(')
        return evaluate_call(arena_strndup(calls.arena, start, n), at);
    if (strncmp(start, "null", n) == 0) {
        Operand o = operand_of(calls.arena, PIG_BYTEARRAY);
        vector_set_null(calls.arena, &o.vector, 0, 1);
        return o;
    }
    if (strncmp(start, "true", n) == 0 || strncmp(start, "false", n) == 0) {
        Operand o = operand_of(calls.arena, PIG_BOOLEAN);
        *pig_booleans_out(&o.vector) = *start == 't';
        return o;
    }
    return operand_number(calls.arena, start, n);
}

// What the call written in `text` gives, printed as DUMP does; "null" for a null.
static inline const char *result_of(const char *text) {
    const char *at = text;
    Operand o = evaluate(&at);
    if (o.error)
        return arena_printf(calls.arena, "error %d", o.error == -1 ? 0 : o.error);
    if (pig_is_null(&o.vector, 0))
        return "null";
    Text printed = text_new(0);
    value_print(&printed, &o.vector, 0);
    const char *copy = arena_strndup(calls.arena, printed.data, printed.n_bytes);
    text_free(&printed);
    return copy;
}

#endif
