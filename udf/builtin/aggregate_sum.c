// SPDX-License-Identifier: Apache-2.0
//
// SUM and AVG of int, long, float, double and untyped columns. Integers are added as longs that
// wrap; floats and doubles as doubles, one after the other. The sums of several sections, which
// come in any order, are added with their rounding errors (Neumaier's variant of Kahan's
// summation), so that no order shows in the result. The count of non-null rows tells an empty sum
// (null) from zero.

#include <math.h>

#include "udf/builtin/builtin.h"
#include "udf/builtin/functions.h"

typedef struct LongSum {
    int64_t sum; // wraps
    int64_t n;
} LongSum;

typedef struct DoubleSum {
    double sum; // of the section at hand
    int64_t n;
    uint64_t section;    // 0: there are none
    double others, lost; // the sum of the sections before, and what rounding took from it
} DoubleSum;

enum { SECTION_NONE, SECTION_MERGED };

static int64_t wrapping_add(int64_t a, int64_t b) {
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static void add_to_others(DoubleSum *s, double value) {
    const double sum = s->others + value;
    const double from_value = sum - s->others;
    s->lost =
        isfinite(sum) ? s->lost + ((s->others - (sum - from_value)) + (value - from_value)) : 0;
    s->others = sum;
}

static void begin_section(DoubleSum *s, uint64_t section) {
    add_to_others(s, s->sum);
    s->sum = 0;
    s->section = section;
}

static double all_sections(const DoubleSum *s) {
    if (s->section == SECTION_NONE)
        return s->sum;
    DoubleSum all = *s;
    add_to_others(&all, s->sum);
    return all.others + all.lost;
}

static inline void add_long(LongSum *s, int64_t value, uint64_t section) {
    UNUSED(section);
    s->sum = wrapping_add(s->sum, value);
    s->n++;
}

static inline void add_double(DoubleSum *s, double value, uint64_t section) {
    if (s->section != section)
        begin_section(s, section);
    s->sum += value;
    s->n++;
}

#define ADD(name, State, c_type, add)                                                              \
    static int name(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,               \
                    void *const *states) {                                                         \
        UNUSED(n_args);                                                                            \
        const uint64_t section = pig_section(ctx);                                                 \
        const c_type *values = args->data;                                                         \
        const size_t stride = step(args);                                                          \
        if (!args->valid && stride && one_state(states, n_rows)) {                                 \
            State s = *(const State *)states[0];                                                   \
            for (size_t i = 0; i < n_rows; i++)                                                    \
                add(&s, values[i], section);                                                       \
            *(State *)states[0] = s;                                                               \
            return 0;                                                                              \
        }                                                                                          \
        for (size_t i = 0; i < n_rows; i++)                                                        \
            if (row_is_valid(args, i * stride))                                                    \
                add(states[i], values[i * stride], section);                                       \
        return 0;                                                                                  \
    }

ADD(add_ints, LongSum, int32_t, add_long)
ADD(add_longs, LongSum, int64_t, add_long)
ADD(add_floats, DoubleSum, float, add_double)
ADD(add_doubles, DoubleSum, double, add_double)

static int add_untyped(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                       void *const *states) {
    UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        double value;
        if (double_at(ctx, args, i, &value))
            add_double(states[i], value, pig_section(ctx));
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
        to->n += part->n;
        if (to->section == SECTION_NONE && part->section == SECTION_NONE) {
            to->sum += part->sum;
            continue;
        }
        begin_section(to, SECTION_MERGED);
        add_to_others(to, part->sum);
        add_to_others(to, part->others);
        to->lost += part->lost;
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
FINISH(finish_double_sum, DoubleSum, double, all_sections(s))
FINISH(finish_long_average, LongSum, double, (double)s->sum / (double)s->n)
FINISH(finish_double_average, DoubleSum, double, all_sections(s) / (double)s->n)

#define SUM_AGGREGATE(name, State, add_fn, merge_fn, finish_fn, order_needed)                      \
    const pig_agg name = {.size = sizeof(pig_agg),                                                 \
                          .state_bytes = sizeof(State),                                            \
                          .add = add_fn,                                                           \
                          .merge = merge_fn,                                                       \
                          .finish = finish_fn,                                                     \
                          .order = order_needed};

SUM_AGGREGATE(udf_sum_int, LongSum, add_ints, merge_longs, finish_long_sum, PIG_ORDER_NONE)
SUM_AGGREGATE(udf_sum_long, LongSum, add_longs, merge_longs, finish_long_sum, PIG_ORDER_NONE)
SUM_AGGREGATE(udf_sum_float, DoubleSum, add_floats, merge_doubles, finish_double_sum,
              PIG_ORDER_SECTIONS)
SUM_AGGREGATE(udf_sum_double, DoubleSum, add_doubles, merge_doubles, finish_double_sum,
              PIG_ORDER_SECTIONS)
SUM_AGGREGATE(udf_sum_untyped, DoubleSum, add_untyped, merge_doubles, finish_double_sum,
              PIG_ORDER_SECTIONS)
SUM_AGGREGATE(udf_avg_int, LongSum, add_ints, merge_longs, finish_long_average, PIG_ORDER_NONE)
SUM_AGGREGATE(udf_avg_long, LongSum, add_longs, merge_longs, finish_long_average, PIG_ORDER_NONE)
SUM_AGGREGATE(udf_avg_float, DoubleSum, add_floats, merge_doubles, finish_double_average,
              PIG_ORDER_SECTIONS)
SUM_AGGREGATE(udf_avg_double, DoubleSum, add_doubles, merge_doubles, finish_double_average,
              PIG_ORDER_SECTIONS)
SUM_AGGREGATE(udf_avg_untyped, DoubleSum, add_untyped, merge_doubles, finish_double_average,
              PIG_ORDER_SECTIONS)
