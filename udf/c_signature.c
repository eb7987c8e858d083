// SPDX-License-Identifier: Apache-2.0
//
// A reader of C prototypes, as far as their values can be passed by libffi and mean something to a
// script. Structures by value and pointers to anything but text are refused.

#include "udf/c_signature.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

typedef struct CReader {
    Arena *arena;
    const char *at;
    Text *why;
    CSignatureFault fault;
} CReader;

static void fail(CReader *r, CSignatureFault fault, const char *message) {
    if (r->fault == C_SIGNATURE_GOOD) {
        text_printf(r->why, "%s at \"%.40s\"", message, r->at);
        r->fault = fault;
    }
}

static void skip_blanks(CReader *r) {
    while (isspace((unsigned char)*r->at))
        r->at++;
}

static bool accept(CReader *r, const char *token) {
    skip_blanks(r);
    size_t n = strlen(token);
    if (strncmp(r->at, token, n) != 0)
        return false;
    if (isalpha((unsigned char)*token) && (isalnum((unsigned char)r->at[n]) || r->at[n] == '_'))
        return false; // a longer word
    r->at += n;
    return true;
}

static size_t word_length(CReader *r) {
    skip_blanks(r);
    size_t n = 0;
    while (isalnum((unsigned char)r->at[n]) || r->at[n] == '_')
        n++;
    return n;
}

static const struct {
    const char *word;
    CType type;
} simple_types[] = {
    {"void", C_VOID},     {"bool", C_BOOL},       {"_Bool", C_BOOL},    {"int8_t", C_INT8},
    {"int8", C_INT8},     {"uint8_t", C_UINT8},   {"uint8", C_UINT8},   {"int16_t", C_INT16},
    {"int16", C_INT16},   {"uint16_t", C_UINT16}, {"uint16", C_UINT16}, {"int32_t", C_INT32},
    {"int32", C_INT32},   {"uint32_t", C_UINT32}, {"uint32", C_UINT32}, {"int64_t", C_INT64},
    {"int64", C_INT64},   {"uint64_t", C_UINT64}, {"uint64", C_UINT64}, {"size_t", C_UINT64},
    {"ssize_t", C_INT64}, {"float", C_FLOAT},     {"double", C_DOUBLE}, {"time_t", C_INT64},
};

static CType integer_of(size_t n_bytes, bool is_unsigned) {
    CType type = n_bytes == 1 ? C_INT8 : n_bytes == 2 ? C_INT16 : n_bytes == 4 ? C_INT32 : C_INT64;
    return (CType)(type + is_unsigned);
}

// "unsigned long int" and the like; false when there is no such word.
static bool read_integer_words(CReader *r, CType *type) {
    int n_long = 0;
    bool is_unsigned = false, any = false, is_short = false, is_char = false, more = true;
    while (more) {
        if (accept(r, "unsigned"))
            is_unsigned = true;
        else if (accept(r, "long"))
            n_long++;
        else if (accept(r, "short"))
            is_short = true;
        else if (accept(r, "char"))
            is_char = true;
        else
            more = accept(r, "int") || accept(r, "signed");
        any |= more;
    }
    if (any)
        *type = integer_of(is_char       ? 1
                           : is_short    ? 2
                           : n_long == 1 ? sizeof(long)
                           : n_long      ? 8
                                         : sizeof(int),
                           is_unsigned);
    return any;
}

static bool read_base_type(CReader *r, CType *type) {
    while (accept(r, "const") || accept(r, "volatile") || accept(r, "restrict"))
        continue;
    if (accept(r, "struct") || accept(r, "union")) {
        fail(r, C_SIGNATURE_UNSUPPORTED, "structures cannot be passed");
        return false;
    }
    for (size_t i = 0; i < sizeof simple_types / sizeof *simple_types; i++)
        if (accept(r, simple_types[i].word)) {
            *type = simple_types[i].type;
            return true;
        }
    if (read_integer_words(r, type))
        return true;
    fail(r, C_SIGNATURE_UNSUPPORTED, "a known type is expected");
    return false;
}

static int read_stars(CReader *r) {
    int n = 0;
    for (;; n++) {
        while (accept(r, "const") || accept(r, "restrict"))
            continue;
        if (!accept(r, "*"))
            return n;
    }
}

static bool is_char(CType type) {
    return type == C_INT8 || type == C_UINT8;
}

static bool read_result(CReader *r, CSignature *s) {
    CType type;
    if (!read_base_type(r, &type))
        return false;
    int stars = read_stars(r);
    if (stars > 1 || (stars == 1 && !is_char(type))) {
        fail(r, C_SIGNATURE_UNSUPPORTED, "a result can be no pointer but text");
        return false;
    }
    s->result = type;
    if (stars)
        s->result = accept(r, "free") ? C_TEXT_FREED : C_TEXT;
    return true;
}

static bool read_parameter(CReader *r, CSignature *s) {
    if (s->n_parameters + 2 > C_SIGNATURE_MAX_PARAMETERS) {
        fail(r, C_SIGNATURE_UNREADABLE, "too many parameters");
        return false;
    }
    CParameter *p = &s->parameters[s->n_parameters++];
    if (accept(r, "bytes")) {
        *p = (CParameter){.type = C_BYTES};
        if (!accept(r, ",") || !accept(r, "size_t")) {
            fail(r, C_SIGNATURE_UNREADABLE, "\", size_t\" is expected behind bytes");
            return false;
        }
        s->parameters[s->n_parameters++] = (CParameter){.type = C_BYTE_COUNT};
        return true;
    }
    *p = (CParameter){.out = accept(r, "out")};
    if (!read_base_type(r, &p->type))
        return false;
    int stars = read_stars(r);
    r->at += word_length(r); // the name, if any
    if (p->out ? stars == 1 && p->type >= C_BOOL && p->type <= C_DOUBLE
               : stars == 0 && p->type != C_VOID)
        return true;
    if (!p->out && stars == 1 && is_char(p->type)) {
        p->type = C_TEXT;
        return true;
    }
    fail(r, C_SIGNATURE_UNSUPPORTED, "a parameter can be no pointer but text or \"out\"");
    return false;
}

static bool read_variable_part(CReader *r, CSignature *s) {
    s->variadic = true;
    s->n_fixed = s->n_parameters;
    if (accept(r, ";"))
        return true;
    fail(r, C_SIGNATURE_VARIADIC, "\"; types\" is expected behind ...");
    return false;
}

static void read_parameters(CReader *r, CSignature *s) {
    if (accept(r, ")"))
        return;
    const char *start = r->at;
    if (accept(r, "void") && accept(r, ")"))
        return;
    r->at = start;
    bool more = true;
    while (more) {
        if (!s->variadic && accept(r, "...")) {
            if (!read_variable_part(r, s))
                return;
            continue;
        }
        if (!read_parameter(r, s))
            return;
        more = accept(r, ",");
    }
    if (!accept(r, ")"))
        fail(r, C_SIGNATURE_UNREADABLE, "\")\" is expected");
}

CSignatureFault c_signature_parse(Arena *arena, const char *text, CSignature *signature,
                                  Text *why) {
    CReader r = {.arena = arena, .at = text, .why = why};
    *signature = (CSignature){0};
    if (!read_result(&r, signature))
        return r.fault;
    size_t n = word_length(&r);
    signature->name = arena_strndup(arena, r.at, n);
    r.at += n;
    if (n == 0 || !accept(&r, "(")) {
        fail(&r, C_SIGNATURE_UNREADABLE, "\"name(\" is expected");
        return r.fault;
    }
    read_parameters(&r, signature);
    if (!signature->variadic)
        signature->n_fixed = signature->n_parameters;
    if (r.fault == C_SIGNATURE_GOOD) {
        signature->check_errno = accept(&r, "errno");
        accept(&r, ";");
        skip_blanks(&r);
        if (*r.at)
            fail(&r, C_SIGNATURE_UNREADABLE, "the end is expected");
    }
    return r.fault;
}
