// SPDX-License-Identifier: Apache-2.0
//
// Calling C functions by their prototype. The call interface is prepared once when the function is
// DEFINEd; the commonest shapes go through typed loops without libffi, all others through ffi_call
// a row. Integers that do not fit a parameter end the run instead of being cut.

#include <dlfcn.h>
#include <errno.h>
#include <ffi.h>
#include <stdlib.h>

#include "udf/builtin/builtin.h"
#include "udf/c_signature.h"
#include "udf/symbols.h"

typedef struct ForeignCall {
    CSignature signature;
    void *address;
    ffi_cif interface;
    ffi_type *types[C_SIGNATURE_MAX_PARAMETERS];
    size_t n_out; // out parameters
} ForeignCall;

typedef union Cell {
    int8_t i8;
    uint8_t u8;
    int16_t i16;
    uint16_t u16;
    int32_t i32;
    uint32_t u32;
    int64_t i64;
    uint64_t u64;
    float f;
    double d;
    const void *pointer;
    ffi_arg widened; // at least this large is a result of libffi's
} Cell;

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "cells put narrow integers first");

typedef struct CTypeFacts {
    ffi_type *ffi;
    pig_type parameter, result; // PIG_UNKNOWN: takes no argument of the script
    int64_t least, most;
} CTypeFacts;

static const CTypeFacts facts[] = {
    [C_VOID] = {&ffi_type_void, PIG_UNKNOWN, PIG_UNKNOWN, 0, 0},
    [C_BOOL] = {&ffi_type_uint8, PIG_BOOLEAN, PIG_BOOLEAN, 0, 1},
    [C_INT8] = {&ffi_type_sint8, PIG_LONG, PIG_INT, INT8_MIN, INT8_MAX},
    [C_UINT8] = {&ffi_type_uint8, PIG_LONG, PIG_INT, 0, UINT8_MAX},
    [C_INT16] = {&ffi_type_sint16, PIG_LONG, PIG_INT, INT16_MIN, INT16_MAX},
    [C_UINT16] = {&ffi_type_uint16, PIG_LONG, PIG_INT, 0, UINT16_MAX},
    [C_INT32] = {&ffi_type_sint32, PIG_LONG, PIG_INT, INT32_MIN, INT32_MAX},
    [C_UINT32] = {&ffi_type_uint32, PIG_LONG, PIG_LONG, 0, UINT32_MAX},
    [C_INT64] = {&ffi_type_sint64, PIG_LONG, PIG_LONG, INT64_MIN, INT64_MAX},
    [C_UINT64] = {&ffi_type_uint64, PIG_LONG, PIG_LONG, 0, INT64_MAX},
    [C_FLOAT] = {&ffi_type_float, PIG_FLOAT, PIG_FLOAT, 0, 0},
    [C_DOUBLE] = {&ffi_type_double, PIG_DOUBLE, PIG_DOUBLE, 0, 0},
    [C_TEXT] = {&ffi_type_pointer, PIG_CHARARRAY, PIG_CHARARRAY, 0, 0},
    [C_TEXT_FREED] = {&ffi_type_pointer, PIG_CHARARRAY, PIG_CHARARRAY, 0, 0},
    [C_BYTES] = {&ffi_type_pointer, PIG_CHARARRAY, PIG_CHARARRAY, 0, 0},
    [C_BYTE_COUNT] = {&ffi_type_uint64, PIG_UNKNOWN, PIG_UNKNOWN, 0, 0},
};

// ---- one row ----

static int put_integer(pig_ctx *ctx, const CTypeFacts *type, int64_t value, Cell *cell) {
    if (value < type->least || value > type->most)
        return pig_fail_code(ctx, 9016, "%lld does not fit the C type (%lld to %lld)",
                             (long long)value, (long long)type->least, (long long)type->most);
    cell->i64 = value; // little endian: the low bytes are the narrower types
    return 0;
}

// A terminated copy.
static int put_text(pig_ctx *ctx, const pig_str *text, Cell *cell) {
    const char *bytes = pig_str_data(text);
    if (memchr(bytes, 0, text->n_bytes))
        return pig_fail_code(ctx, 9017,
                             "the text holds a NUL byte, which C would take for its end");
    char *copy = pig_alloc(ctx, (size_t)text->n_bytes + 1);
    memcpy(copy, bytes, text->n_bytes);
    copy[text->n_bytes] = 0;
    cell->pointer = copy;
    return 0;
}

static int put_argument(pig_ctx *ctx, CType type, const pig_vec *v, size_t i, Cell *cell) {
    size_t at = pig_at(v, i);
    switch (type) {
    case C_BOOL:
        cell->u8 = pig_booleans(v)[at];
        return 0;
    case C_FLOAT:
        cell->f = pig_floats(v)[at];
        return 0;
    case C_DOUBLE:
        cell->d = pig_doubles(v)[at];
        return 0;
    case C_TEXT:
        return put_text(ctx, &pig_strs(v)[at], cell);
    case C_BYTES:
        cell->pointer = pig_str_data(&pig_strs(v)[at]);
        return 0;
    default:
        return put_integer(ctx, &facts[type], pig_longs(v)[at], cell);
    }
}

// libffi returns integers as wide as a register; their low bytes stand first.
static int take_value(pig_ctx *ctx, CType type, const Cell *cell, pig_vec *out, size_t i) {
    switch (type) {
    case C_VOID:
        pig_set_null(ctx, out, i);
        break;
    case C_BOOL:
        pig_booleans_out(out)[i] = cell->u8 != 0;
        break;
    case C_FLOAT:
        pig_floats_out(out)[i] = cell->f;
        break;
    case C_DOUBLE:
        pig_doubles_out(out)[i] = cell->d;
        break;
    case C_TEXT:
    case C_TEXT_FREED: {
        const char *text = cell->pointer;
        if (text)
            pig_strs_out(out)[i] = pig_str_copy(ctx, text, strlen(text));
        else
            pig_set_null(ctx, out, i);
        if (type == C_TEXT_FREED)
            free((void *)text);
        break;
    }
    case C_UINT64:
        if (cell->u64 > INT64_MAX)
            return pig_fail_code(ctx, 9016, "the result %llu does not fit a long",
                                 (unsigned long long)cell->u64);
        pig_longs_out(out)[i] = cell->i64;
        break;
    case C_INT64:
        pig_longs_out(out)[i] = cell->i64;
        break;
    case C_UINT32:
        pig_longs_out(out)[i] = cell->u32;
        break;
    default:
        pig_ints_out(out)[i] = type == C_INT8     ? cell->i8
                               : type == C_UINT8  ? cell->u8
                               : type == C_INT16  ? cell->i16
                               : type == C_UINT16 ? cell->u16
                                                  : cell->i32;
    }
    return 0;
}

// Puts the script's arguments into cells; out parameters get a pointer to their own cell.
static int put_arguments(pig_ctx *ctx, const CSignature *s, const pig_vec *args, size_t i,
                         Cell *cells, Cell *outs) {
    size_t arg = 0, out = 0;
    for (size_t p = 0; p < s->n_parameters; p++) {
        const CParameter *parameter = &s->parameters[p];
        if (parameter->out) {
            outs[out] = (Cell){0};
            cells[p].pointer = &outs[out++];
        } else if (parameter->type == C_BYTE_COUNT) {
            cells[p].u64 = str_at(&args[arg - 1], i)->n_bytes;
        } else if (put_argument(ctx, parameter->type, &args[arg++], i, &cells[p]) != 0) {
            return -1;
        }
    }
    return 0;
}

// The result, and what came back through out parameters, as fields of a tuple.
static int take_tuple(pig_ctx *ctx, const ForeignCall *f, const Cell *result, const Cell *outs,
                      pig_vec *out, size_t i) {
    const CSignature *s = &f->signature;
    uint32_t field = 0;
    size_t n = 0;
    if (s->result != C_VOID && take_value(ctx, s->result, result, &out->children[field++], i) != 0)
        return -1;
    for (size_t p = 0; p < s->n_parameters; p++)
        if (s->parameters[p].out &&
            take_value(ctx, s->parameters[p].type, &outs[n++], &out->children[field++], i) != 0)
            return -1;
    return 0;
}

static int call_row(pig_ctx *ctx, const ForeignCall *f, const pig_vec *args, pig_vec *out,
                    size_t i) {
    const CSignature *s = &f->signature;
    Cell cells[C_SIGNATURE_MAX_PARAMETERS], outs[C_SIGNATURE_MAX_PARAMETERS], result = {0};
    void *pointers[C_SIGNATURE_MAX_PARAMETERS];
    if (put_arguments(ctx, s, args, i, cells, outs) != 0)
        return -1;
    for (size_t p = 0; p < s->n_parameters; p++)
        pointers[p] = &cells[p];
    errno = 0;
    ffi_call((ffi_cif *)&f->interface, FFI_FN(f->address), &result, pointers);
    if (s->check_errno && errno)
        return pig_fail_code(ctx, 9018, "%s: %s", s->name, strerror(errno));
    if (out->type == PIG_TUPLE)
        return take_tuple(ctx, f, &result, outs, out, i);
    if (f->n_out)
        return take_value(ctx,
                          s->parameters[0].out ? s->parameters[0].type
                                               : s->parameters[s->n_parameters - 1].type,
                          outs, out, i);
    return take_value(ctx, s->result, &result, out, i);
}

// ---- whole columns ----

static BATCH_FN(call_general) {
    UNUSED(n_args);
    const ForeignCall *f = ctx->call->function->foreign;
    for (size_t i = 0; i < n_rows; i++) {
        ctx->row = i;
        if (row_is_valid(out, i) && call_row(ctx, f, args, out, i) != 0)
            return -1;
    }
    return 0;
}

#define SHAPE(name, prototype, write, value)                                                       \
    static BATCH_FN(name) {                                                                        \
        UNUSED(n_args);                                                                            \
        const ForeignCall *f = ctx->call->function->foreign;                                       \
        prototype;                                                                                 \
        memcpy(&fn, &f->address, sizeof fn);                                                       \
        for (size_t i = 0; i < n_rows; i++)                                                        \
            if (row_is_valid(out, i))                                                              \
                write(out)[i] = value;                                                             \
        return 0;                                                                                  \
    }

SHAPE(call_double, double (*fn)(double), pig_doubles_out, fn(pig_doubles(args)[pig_at(args, i)]))
SHAPE(call_two_doubles, double (*fn)(double, double), pig_doubles_out,
      fn(pig_doubles (&args[0])[pig_at(&args[0], i)], pig_doubles (&args[1])[pig_at(&args[1], i)]))
SHAPE(call_long, int64_t (*fn)(int64_t), pig_longs_out, fn(pig_longs(args)[pig_at(args, i)]))

static pig_batch_fn *loop_for(const CSignature *s) {
    const CParameter *p = s->parameters;
    if (s->check_errno || s->variadic)
        return call_general;
    if (s->n_parameters == 1 && !p->out && p->type == s->result) {
        if (s->result == C_DOUBLE)
            return call_double;
        if (s->result == C_INT64)
            return call_long;
    }
    if (s->n_parameters == 2 && s->result == C_DOUBLE && !p[0].out && !p[1].out &&
        p[0].type == C_DOUBLE && p[1].type == C_DOUBLE)
        return call_two_doubles;
    return call_general;
}

// ---- making one ----

static void *open_library(Arena *arena, const char *library, const Place *place,
                          DiagnosticSink *sink) {
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        (void)diagnose_hint(sink, 101, place, arena_strdup(arena, dlerror()),
                            "the library '%s' cannot be opened", library);
    return handle;
}

static void *find_symbol(Arena *arena, void *handle, const char *library, const char *name,
                         const Place *place, DiagnosticSink *sink) {
    void *address = dlsym(handle, name);
    if (address)
        return address;
    size_t n = 0;
    const char **names = library_symbols(arena, handle, &n);
    const char *near = nearest_name(name, names, n);
    (void)diagnose_hint(sink, 9012, place,
                        near ? arena_printf(arena, "did you mean %s?", near) : NULL,
                        "'%s' has no function '%s'", library, name);
    return NULL;
}

static Status report_signature(CSignatureFault fault, const char *text, const char *why,
                               const Place *place, DiagnosticSink *sink) {
    switch (fault) {
    case C_SIGNATURE_GOOD:
        return STATUS_OK;
    case C_SIGNATURE_UNSUPPORTED:
        return diagnose(sink, 9013, place, "'%s' cannot be called: %s", text, why);
    case C_SIGNATURE_VARIADIC:
        return diagnose_hint(sink, 9014, place, "int f(const char*, ...; int)",
                             "the variable arguments of '%s' have no types: %s", text, why);
    default:
        return diagnose_hint(sink, 9011, place, "double hypot(double, double)",
                             "the C signature '%s' cannot be read: %s", text, why);
    }
}

static bool prepare(ForeignCall *f) {
    const CSignature *s = &f->signature;
    for (size_t p = 0; p < s->n_parameters; p++) {
        f->types[p] = s->parameters[p].out ? &ffi_type_pointer : facts[s->parameters[p].type].ffi;
        f->n_out += s->parameters[p].out;
    }
    unsigned n = (unsigned)s->n_parameters;
    ffi_status status =
        s->variadic
            ? ffi_prep_cif_var(&f->interface, FFI_DEFAULT_ABI, (unsigned)s->n_fixed, n,
                               facts[s->result].ffi, f->types)
            : ffi_prep_cif(&f->interface, FFI_DEFAULT_ABI, n, facts[s->result].ffi, f->types);
    return status == FFI_OK;
}

// How a script sees it: "(long, double) -> double".
static const char *script_signature(Arena *arena, const ForeignCall *f) {
    const CSignature *s = &f->signature;
    Text text = text_new(0);
    text_append_char(&text, '(');
    for (size_t p = 0; p < s->n_parameters; p++)
        if (!s->parameters[p].out && facts[s->parameters[p].type].parameter != PIG_UNKNOWN)
            text_printf(&text, "%s%s", text.n_bytes > 1 ? ", " : "",
                        type_name(facts[s->parameters[p].type].parameter));
    text_append_string(&text, ") -> ");
    size_t n_results = f->n_out + (s->result != C_VOID);
    if (n_results > 1)
        text_append_char(&text, '(');
    size_t before = text.n_bytes;
    if (s->result != C_VOID)
        text_append_string(&text, type_name(facts[s->result].result));
    for (size_t p = 0; p < s->n_parameters; p++)
        if (s->parameters[p].out)
            text_printf(&text, "%s%s", text.n_bytes > before ? ", " : "",
                        type_name(facts[s->parameters[p].type].result));
    text_append_string(&text, n_results == 0 ? "bytearray" : n_results > 1 ? ")" : "");
    const char *copy = arena_strndup(arena, text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

static const Function *function_of(Arena *arena, const char *name, const char *library,
                                   const ForeignCall *f) {
    Function *function = ARENA_NEW(arena, Function);
    const char *signature = script_signature(arena, f);
    *function = (Function){.name = name,
                           .class_name = name,
                           .signature_text = signature,
                           .library = library,
                           .foreign = f,
                           .fn = {.size = sizeof(pig_fn),
                                  .name = name,
                                  .signature = signature,
                                  .kind = PIG_KIND_SCALAR,
                                  .flags = PIG_IMPURE,
                                  .batch = loop_for(&f->signature),
                                  .doc = "a C function"}};
    if (f->signature.result == C_DOUBLE && loop_for(&f->signature) != call_general)
        function->fn.flags = 0; // arithmetic may be folded
    return function;
}

const Function *ffi_function(Arena *arena, const char *name, const char *library,
                             const char *signature, const Place *place, DiagnosticSink *sink,
                             void **handle) {
    ForeignCall *f = ARENA_NEW(arena, ForeignCall);
    Text why = text_new(0);
    CSignatureFault fault = c_signature_parse(arena, signature, &f->signature, &why);
    Status status = report_signature(fault, signature, why.data, place, sink);
    text_free(&why);
    if (status != STATUS_OK)
        return NULL;
    if (!(*handle = open_library(arena, library, place, sink)))
        return NULL;
    f->address = find_symbol(arena, *handle, library, f->signature.name, place, sink);
    if (f->address && prepare(f))
        return function_of(arena, name, library, f);
    if (f->address)
        (void)diagnose(sink, 9015, place, "libffi cannot call '%s'", signature);
    dlclose(*handle);
    return NULL;
}
