// SPDX-License-Identifier: Apache-2.0
//
// MIN and MAX of int, long, float, double, datetime and untyped columns. NaN beats every number in
// both, and -0.0 is below 0.0, as in Java's Math.min and Math.max.

#include "udf/builtin/builtin.h"
#include "udf/builtin/functions.h"

#include <math.h>

#define STATE(Name, c_type)                                                                        \
    typedef struct Name {                                                                          \
        c_type value;                                                                              \
        int64_t seen;                                                                              \
    } Name;

STATE(IntExtreme, int32_t)
STATE(LongExtreme, int64_t)
STATE(FloatExtreme, float)
STATE(DoubleExtreme, double)
STATE(DatetimeExtreme, pig_datetime)

#define LESS(a, b)    ((a) < (b))
#define GREATER(a, b) ((a) > (b))
// a takes the place of b.
#define FLOAT_LESS(a, b)    ((a) < (b) || isnan(a) || ((a) == (b) && signbit(a) && !signbit(b)))
#define FLOAT_GREATER(a, b) ((a) > (b) || isnan(a) || ((a) == (b) && !signbit(a) && signbit(b)))
#define BEFORE(a, b)        ((a).milliseconds < (b).milliseconds)
#define AFTER(a, b)         ((a).milliseconds > (b).milliseconds)

// A NaN that has won stays: nothing compares with it, and FLOAT_LESS(x, NaN) is false for numbers.
#define TAKE(s, x, beats)                                                                          \
    do {                                                                                           \
        if (!(s)->seen || beats(x, (s)->value))                                                    \
            (s)->value = (x);                                                                      \
        (s)->seen = 1;                                                                             \
    } while (0)

#define EXTREME(name, State, c_type, beats, order_needed)                                          \
    static int name##_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,         \
                          void *const *states) {                                                   \
        UNUSED(ctx), UNUSED(n_args);                                                               \
        const c_type *values = args->data;                                                         \
        size_t stride = step(args);                                                                \
        if (!args->valid && stride && one_state(states, n_rows)) {                                 \
            State best = *(const State *)states[0];                                                \
            for (size_t i = 0; i < n_rows; i++)                                                    \
                TAKE(&best, values[i], beats);                                                     \
            *(State *)states[0] = best;                                                            \
            return 0;                                                                              \
        }                                                                                          \
        for (size_t i = 0; i < n_rows; i++)                                                        \
            if (row_is_valid(args, i * stride)) {                                                  \
                State *s = states[i];                                                              \
                TAKE(s, values[i * stride], beats);                                                \
            }                                                                                      \
        return 0;                                                                                  \
    }                                                                                              \
    static int name##_merge(pig_ctx *ctx, size_t n, void *const *into, void *const *from) {        \
        UNUSED(ctx);                                                                               \
        for (size_t i = 0; i < n; i++) {                                                           \
            State *to = into[i];                                                                   \
            const State *part = from[i];                                                           \
            if (part->seen)                                                                        \
                TAKE(to, part->value, beats);                                                      \
        }                                                                                          \
        return 0;                                                                                  \
    }                                                                                              \
    static int name##_finish(pig_ctx *ctx, size_t n, void *const *states, pig_vec *out) {          \
        c_type *results = out->data;                                                               \
        for (size_t i = 0; i < n; i++) {                                                           \
            const State *s = states[i];                                                            \
            if (s->seen)                                                                           \
                results[i] = s->value;                                                             \
            else                                                                                   \
                pig_set_null(ctx, out, i);                                                         \
        }                                                                                          \
        return 0;                                                                                  \
    }                                                                                              \
    const pig_agg udf_##name = {.size = sizeof(pig_agg),                                           \
                                .state_bytes = sizeof(State),                                      \
                                .add = name##_add,                                                 \
                                .merge = name##_merge,                                             \
                                .finish = name##_finish,                                           \
                                .order = order_needed};

EXTREME(min_int, IntExtreme, int32_t, LESS, PIG_ORDER_NONE)
EXTREME(max_int, IntExtreme, int32_t, GREATER, PIG_ORDER_NONE)
EXTREME(min_long, LongExtreme, int64_t, LESS, PIG_ORDER_NONE)
EXTREME(max_long, LongExtreme, int64_t, GREATER, PIG_ORDER_NONE)
EXTREME(min_float, FloatExtreme, float, FLOAT_LESS, PIG_ORDER_NONE)
EXTREME(max_float, FloatExtreme, float, FLOAT_GREATER, PIG_ORDER_NONE)
EXTREME(min_double, DoubleExtreme, double, FLOAT_LESS, PIG_ORDER_NONE)
EXTREME(max_double, DoubleExtreme, double, FLOAT_GREATER, PIG_ORDER_NONE)
EXTREME(min_datetime, DatetimeExtreme, pig_datetime, BEFORE, PIG_ORDER_ROWS)
EXTREME(max_datetime, DatetimeExtreme, pig_datetime, AFTER, PIG_ORDER_ROWS)

#define UNTYPED(name, beats)                                                                       \
    static int name##_untyped_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args, \
                                  void *const *states) {                                           \
        UNUSED(n_args);                                                                            \
        for (size_t i = 0; i < n_rows; i++) {                                                      \
            DoubleExtreme *s = states[i];                                                          \
            double value;                                                                          \
            if (double_at(ctx, args, i, &value))                                                   \
                TAKE(s, value, beats);                                                             \
        }                                                                                          \
        return 0;                                                                                  \
    }                                                                                              \
    const pig_agg udf_##name##_untyped = {.size = sizeof(pig_agg),                                 \
                                          .state_bytes = sizeof(DoubleExtreme),                    \
                                          .add = name##_untyped_add,                               \
                                          .merge = name##_double_merge,                            \
                                          .finish = name##_double_finish,                          \
                                          .order = PIG_ORDER_NONE};

UNTYPED(min, FLOAT_LESS)
UNTYPED(max, FLOAT_GREATER)
