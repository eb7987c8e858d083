// SPDX-License-Identifier: Apache-2.0
//
// Assert and UniqueID.

#include "udf/builtin/functions.h"
#include "udf/vector/print.h"

#include <stdio.h>
#include <stdlib.h>

// The condition may be any value of boolean type; a null passes.
BATCH_FN(udf_assert) {
    for (size_t i = 0; i < n_rows; i++) {
        Value condition = value_at(&args[0], i);
        pig_booleans_out(out)[i] = 1;
        if (condition.tag != PIG_BOOLEAN || condition.slot.boolean)
            continue;
        Text message = text_new(0);
        if (n_args > 1)
            value_print(&message, &args[1], pig_at(&args[1], i));
        ctx->row = i;
        pig_fail_code(ctx, 2078, "assertion violated: %.300s", message.data);
        text_free(&message);
        return -1;
    }
    return 0;
}

int udf_unique_id_bind(pig_ctx *ctx, void **data) {
    *data = calloc(1, sizeof(uint64_t));
    return *data ? 0 : pig_fail_code(ctx, 9020, "out of memory");
}

void udf_unique_id_unbind(void *data) {
    free(data);
}

// The number of the task and of the row in it. A worker runs several tasks: the count goes on.
BATCH_FN(udf_unique_id) {
    UNUSED(args), UNUSED(n_args);
    uint64_t *count = ctx->bind_data;
    for (size_t i = 0; i < n_rows; i++) {
        char text[48];
        int n = snprintf(text, sizeof text, "%llu-%llu", (unsigned long long)ctx->host->task,
                         (unsigned long long)(*count)++);
        pig_strs_out(out)[i] = pig_str_copy(ctx, text, (size_t)n);
    }
    return 0;
}
