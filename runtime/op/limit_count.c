// SPDX-License-Identifier: Apache-2.0
//
// The value of a LIMIT's expression, taken from a batch of one row and no columns.

#include "runtime/op/limit_count.h"

Status limit_count(Worker *worker, Evaluator *limit, const Place *place, uint64_t *n) {
    const Batch one = {.n_rows = 1, .n_selected = 1};
    Vector v;
    TRY(evaluator_run(limit, worker, &one, &v));
    if (pig_is_null(&v, 0))
        return worker_fail(worker, 1066, place, "the number of rows to LIMIT to is null");
    int64_t value = v.type == PIG_INT    ? pig_ints(&v)[0]
                    : v.type == PIG_LONG ? pig_longs(&v)[0]
                                         : -1;
    if (value < 0)
        return worker_fail(worker, 1066, place,
                           "LIMIT needs a number of rows that is not negative");
    *n = (uint64_t)value;
    return STATUS_OK;
}
