// SPDX-License-Identifier: Apache-2.0
//
// COUNT and COUNT_STAR. The state is the count. COUNT looks at the first field of each tuple.

#include "udf/builtin/builtin.h"
#include "udf/builtin/functions.h"

static int add_all(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                   void *const *states) {
    UNUSED(ctx), UNUSED(args), UNUSED(n_args);
    if (one_state(states, n_rows)) {
        *(int64_t *)states[0] += (int64_t)n_rows;
        return 0;
    }
    for (size_t i = 0; i < n_rows; i++)
        ++*(int64_t *)states[i];
    return 0;
}

static int add_valid(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                     void *const *states) {
    if (!args->valid)
        return add_all(ctx, n_rows, args, n_args, states);
    if (args->form == PIG_CONSTANT)
        return pig_is_null(args, 0) ? 0 : add_all(ctx, n_rows, args, n_args, states);
    for (size_t i = 0; i < n_rows; i++)
        *(int64_t *)states[i] += row_is_valid(args, i);
    return 0;
}

static int merge(pig_ctx *ctx, size_t n, void *const *into, void *const *from) {
    UNUSED(ctx);
    for (size_t i = 0; i < n; i++)
        *(int64_t *)into[i] += *(const int64_t *)from[i];
    return 0;
}

static int finish(pig_ctx *ctx, size_t n, void *const *states, pig_vec *out) {
    UNUSED(ctx);
    for (size_t i = 0; i < n; i++)
        pig_longs_out(out)[i] = *(const int64_t *)states[i];
    return 0;
}

const pig_agg udf_count = {.size = sizeof(pig_agg),
                           .state_bytes = sizeof(int64_t),
                           .add = add_valid,
                           .merge = merge,
                           .finish = finish,
                           .order = PIG_ORDER_NONE};

const pig_agg udf_count_star = {.size = sizeof(pig_agg),
                                .state_bytes = sizeof(int64_t),
                                .add = add_all,
                                .merge = merge,
                                .finish = finish,
                                .order = PIG_ORDER_NONE};

RESULT_RULE(count) {
    UNUSED(request);
    call->n_columns = 1;
    return STATUS_OK;
}

RESULT_RULE(count_star) {
    UNUSED(request);
    call->n_columns = 0;
    return STATUS_OK;
}
