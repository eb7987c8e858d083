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

#endif
