// SPDX-License-Identifier: Apache-2.0
//
// The calls that pig_udf.h promises to functions. A program that loads libraries exports them.

#include "udf/context.h"

#include <stdarg.h>
#include <stdio.h>

void *pig_alloc(pig_ctx *ctx, size_t n_bytes) {
    return arena_alloc(ctx->host->results, n_bytes);
}

void *pig_alloc_state(pig_ctx *ctx, size_t n_bytes) {
    Arena *arena = ctx->host->states ? ctx->host->states : ctx->host->results;
    return arena_alloc(arena, n_bytes);
}

pig_str pig_str_copy(pig_ctx *ctx, const char *bytes, size_t n_bytes) {
    if (n_bytes <= PIG_STR_INLINE)
        return pig_str_make(bytes, n_bytes);
    char *copy = pig_alloc(ctx, n_bytes);
    memcpy(copy, bytes, n_bytes);
    return pig_str_make(copy, n_bytes);
}

void pig_set_null(pig_ctx *ctx, pig_vec *out, size_t i) {
    vector_set_null(ctx->host->results, out, i, ctx->n_rows);
}

static int fail(pig_ctx *ctx, int code, const char *format, va_list args) {
    if (!ctx->failed) {
        ctx->failed = true;
        ctx->failure->code = code;
        ctx->failure->row = ctx->row;
        vsnprintf(ctx->failure->message, sizeof ctx->failure->message, format, args);
    }
    return -1;
}

int pig_fail(pig_ctx *ctx, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int outcome = fail(ctx, 0, format, args);
    va_end(args);
    return outcome;
}

int pig_fail_code(pig_ctx *ctx, int code, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int outcome = fail(ctx, code, format, args);
    va_end(args);
    return outcome;
}

void pig_warn(pig_ctx *ctx, const char *kind) {
    if (ctx->host->warn)
        ctx->host->warn(ctx->host->context, kind);
}

bool pig_cancelled(const pig_ctx *ctx) {
    return ctx->host->cancelled && *ctx->host->cancelled;
}

void *pig_bind_data(const pig_ctx *ctx) {
    return ctx->bind_data;
}

void *pig_thread_data(const pig_ctx *ctx) {
    return ctx->thread_data;
}

uint64_t pig_section(const pig_ctx *ctx) {
    return ctx->host->section;
}

size_t pig_n_constructor_args(const pig_ctx *ctx) {
    return ctx->call->n_constructor_args;
}

const char *pig_constructor_arg(const pig_ctx *ctx, size_t i) {
    return i < ctx->call->n_constructor_args ? ctx->call->constructor_args[i] : NULL;
}

// Room for n rows of a vector that was laid out without any.
static void make_room(Arena *arena, pig_vec *v, size_t n) {
    v->form = PIG_FLAT;
    v->valid = NULL;
    size_t width = v->flags & PIG_VEC_RAGGED ? sizeof(pig_span) : vector_width((pig_type)v->type);
    v->data = width ? arena_array(arena, n, width) : NULL;
    v->tags = v->type == PIG_ANY ? arena_array(arena, n, 1) : NULL;
    if (v->type == PIG_TUPLE && !(v->flags & PIG_VEC_RAGGED))
        for (uint32_t c = 0; c < v->n_children; c++)
            make_room(arena, &v->children[c], n);
}

void pig_new_children(pig_ctx *ctx, pig_vec *out, size_t n) {
    for (uint32_t c = 0; c < out->n_children; c++)
        make_room(ctx->host->results, &out->children[c], n);
}
