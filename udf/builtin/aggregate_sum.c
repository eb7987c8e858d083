// SPDX-License-Identifier: Apache-2.0
//
// SUM and AVG of int, long, float, double and untyped columns. Integers are added as longs that
// wrap; floats and doubles as doubles, one after the other, so that a sum's last digit depends on
// the order of rows alone. The count of non-null rows tells an empty sum (null) from zero.

#include "udf/builtin/builtin.h"
#include "udf/builtin/functions.h"

typedef struct LongSum {
    int64_t sum; // wraps
    int64_t n;
} LongSum;

typedef struct DoubleSum {
    double sum;
    int64_t n;
} DoubleSum;

static int64_t wrapping_add(int64_t a, int64_t b) {
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

#define ADD(name, State, c_type, combine)                                                          \
    static int name(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,               \
                    void *const *states) {                                                         \
        UNUSED(ctx), UNUSED(n_args);                                                               \
        const c_type *values = args->data;                                                         \
        size_t stride = step(args);                                                                \
        if (!args->valid && stride && one_state(states, n_rows)) {                                 \
            State sum = *(const State *)states[0];                                                 \
            for (size_t i = 0; i < n_rows; i++)                                                    \
                sum.sum = combine(sum.sum, values[i]);                                             \
            sum.n += (int64_t)n_rows;                                                              \
            *(State *)states[0] = sum;                                                             \
            return 0;                                                                              \
        }                                                                                          \
        if (!args->valid) {                                                                        \
            for (size_t i = 0; i < n_rows; i++) {                                                  \
                State *s = states[i];                                                              \
                s->sum = combine(s->sum, values[i * stride]);                                      \
                s->n++;                                                                            \
            }                                                                                      \
            return 0;                                                                              \
        }                                                                                          \
        for (size_t i = 0; i < n_rows; i++)                                                        \
            if (row_is_valid(args, i * stride)) {                                                  \
                State *s = states[i];                                                              \
                s->sum = combine(s->sum, values[i * stride]);                                      \
                s->n++;                                                                            \
            }                                                                                      \
        return 0;                                                                                  \
    }

static double plain_add(double a, double b) {
    return a + b;
}

ADD(add_ints, LongSum, int32_t, wrapping_add)
ADD(add_longs, LongSum, int64_t, wrapping_add)
ADD(add_floats, DoubleSum, float, plain_add)
ADD(add_doubles, DoubleSum, double, plain_add)

static int add_untyped(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                       void *const *states) {
    UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        DoubleSum *s = states[i];
        double value;
        if (double_at(ctx, args, i, &value)) {
            s->sum += value;
            s->n++;
        }
    }
    return 0;
}

static int merge_longs(pig_ctx *ctx, size_t n, void *const *into, void *const *from) {
    UNUSED(ctx);
    for (size_t i = 0; i < n; i++) {
        LongSum *to = into[i];
        const LongSum *part = from[i];
        to->sum = wrapping_add(to->sum, part->sum);
        to->n += part->n;
    }
    return 0;
}

static int merge_doubles(pig_ctx *ctx, size_t n, void *const *into, void *const *from) {
    UNUSED(ctx);
    for (size_t i = 0; i < n; i++) {
        DoubleSum *to = into[i];
        const DoubleSum *part = from[i];
        to->sum += part->sum;
        to->n += part->n;
    }
    return 0;
}

#define FINISH(name, State, c_type, expression)                                                    \
    static int name(pig_ctx *ctx, size_t n, void *const *states, pig_vec *out) {                   \
        c_type *results = out->data;                                                               \
        for (size_t i = 0; i < n; i++) {                                                           \
            const State *s = states[i];                                                            \
            if (s->n == 0)                                                                         \
                pig_set_null(ctx, out, i);                                                         \
            else                                                                                   \
                results[i] = (expression);                                                         \
        }                                                                                          \
        return 0;                                                                                  \
    }

FINISH(finish_long_sum, LongSum, int64_t, s->sum)
FINISH(finish_double_sum, DoubleSum, double, s->sum)
FINISH(finish_long_average, LongSum, double, (double)s->sum / (double)s->n)
FINISH(finish_double_average, DoubleSum, double, s->sum / (double)s->n)

#define SUM_AGGREGATE(name, State, add_fn, merge_fn, finish_fn)                                    \
    const pig_agg name = {.size = sizeof(pig_agg),                                                 \
                          .state_bytes = sizeof(State),                                            \
                          .add = add_fn,                                                           \
                          .merge = merge_fn,                                                       \
                          .finish = finish_fn};

SUM_AGGREGATE(udf_sum_int, LongSum, add_ints, merge_longs, finish_long_sum)
SUM_AGGREGATE(udf_sum_long, LongSum, add_longs, merge_longs, finish_long_sum)
SUM_AGGREGATE(udf_sum_float, DoubleSum, add_floats, merge_doubles, finish_double_sum)
SUM_AGGREGATE(udf_sum_double, DoubleSum, add_doubles, merge_doubles, finish_double_sum)
SUM_AGGREGATE(udf_sum_untyped, DoubleSum, add_untyped, merge_doubles, finish_double_sum)
SUM_AGGREGATE(udf_avg_int, LongSum, add_ints, merge_longs, finish_long_average)
SUM_AGGREGATE(udf_avg_long, LongSum, add_longs, merge_longs, finish_long_average)
SUM_AGGREGATE(udf_avg_float, DoubleSum, add_floats, merge_doubles, finish_double_average)
SUM_AGGREGATE(udf_avg_double, DoubleSum, add_doubles, merge_doubles, finish_double_average)
SUM_AGGREGATE(udf_avg_untyped, DoubleSum, add_untyped, merge_doubles, finish_double_average)
