// SPDX-License-Identifier: Apache-2.0
//
// The context of a running call, as built-ins see it. User functions see it as an opaque pig_ctx.

#ifndef JAVELINA_UDF_CONTEXT_H
#define JAVELINA_UDF_CONTEXT_H

#include "udf/function.h"

struct pig_ctx {
    const FunctionHost *host;
    const FunctionCall *call;
    FunctionFailure *failure; // filled by the first pig_fail
    bool failed;
    size_t n_rows; // of `out`
    size_t row;    // row functions: the row being worked on
    void *bind_data;
    void *thread_data;
};

// Where results go.
static inline Arena *ctx_arena(const pig_ctx *ctx) {
    return ctx->host->results;
}

// The constant value of argument i, NULL if it is not a constant (or null).
static inline const pig_str *ctx_constant_text(const pig_ctx *ctx, size_t i) {
    const Vector *v =
        ctx->call->constants && i < ctx->call->n_args ? ctx->call->constants[i] : NULL;
    if (!v || v->type != PIG_CHARARRAY || pig_is_null(v, 0))
        return NULL;
    return pig_strs(v);
}

#endif
