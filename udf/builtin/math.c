// SPDX-License-Identifier: Apache-2.0
//
// Functions of one double, ABS and RANDOM.

#include "udf/builtin/functions.h"
#include "udf/value/bignum.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#define OF_DOUBLE(name, call)                                                                      \
    BATCH_FN(udf_##name) {                                                                         \
        UNUSED(ctx), UNUSED(n_args);                                                               \
        const double *x = pig_doubles(args);                                                       \
        double *y = pig_doubles_out(out);                                                          \
        size_t stride = step(args);                                                                \
        for (size_t i = 0; i < n_rows; i++)                                                        \
            y[i] = call(x[i * stride]);                                                            \
        return 0;                                                                                  \
    }

// glibc's cbrt(27) is not 3: one step of Newton's in wider numbers makes it right.
static double cube_root(double x) {
    double y = cbrt(x);
    long double cube = (long double)y * y * y;
    double step_back = (double)(cube - x) / (3 * y * y);
    return isfinite(step_back) ? (double)((long double)y - step_back) : y;
}

// Numbers that have a fraction fit into a long; the sign of a zero is that of x.
static inline double round_down(double x) {
    double whole = (double)(int64_t)x;
    return copysign(whole - (whole > x), x);
}

static inline double round_up(double x) {
    double whole = (double)(int64_t)x;
    return copysign(whole + (whole < x), x);
}

static double floor_of(double x) {
    return fabs(x) < 0x1p52 ? round_down(x) : x;
}

static double ceil_of(double x) {
    return fabs(x) < 0x1p52 ? round_up(x) : x;
}

OF_DOUBLE(acos, acos)
OF_DOUBLE(asin, asin)
OF_DOUBLE(atan, atan)
OF_DOUBLE(cbrt, cube_root)
OF_DOUBLE(ceil, ceil_of)
OF_DOUBLE(cos, cos)
OF_DOUBLE(cosh, cosh)
OF_DOUBLE(exp, exp)
OF_DOUBLE(floor, floor_of)
OF_DOUBLE(log, log)
OF_DOUBLE(log10, log10)
OF_DOUBLE(sin, sin)
OF_DOUBLE(sinh, sinh)
OF_DOUBLE(sqrt, sqrt)
OF_DOUBLE(tan, tan)
OF_DOUBLE(tanh, tanh)

// ---- ABS: the type is kept; the least int and long stay negative ----

#define ABSOLUTE(name, c_type, expression)                                                         \
    BATCH_FN(udf_##name) {                                                                         \
        UNUSED(ctx), UNUSED(n_args);                                                               \
        const c_type *values = args->data;                                                         \
        c_type *y = out->data;                                                                     \
        size_t stride = step(args);                                                                \
        for (size_t i = 0; i < n_rows; i++) {                                                      \
            c_type x = values[i * stride];                                                         \
            y[i] = (expression);                                                                   \
        }                                                                                          \
        return 0;                                                                                  \
    }

ABSOLUTE(abs_int, int32_t, x < 0 ? (int32_t)(0u - (uint32_t)x) : x)
ABSOLUTE(abs_long, int64_t, x < 0 ? (int64_t)(0u - (uint64_t)x) : x)
ABSOLUTE(abs_float, float, fabsf(x))
ABSOLUTE(abs_double, double, fabs(x))

BATCH_FN(udf_abs_untyped) {
    UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        double x;
        if (double_at(ctx, args, i, &x))
            pig_doubles_out(out)[i] = fabs(x);
        else
            pig_set_null(ctx, out, i);
    }
    return 0;
}

// The sign is one byte behind the scale.
BATCH_FN(udf_abs_big) {
    UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        const pig_str *x = str_at(args, i);
        pig_str *y = &pig_strs_out(out)[i];
        bool negative = row_is_valid(out, i) && x->n_bytes > 4 && pig_str_data(x)[4];
        *y = negative ? big_negate(ctx_arena(ctx), x) : *x;
    }
    return 0;
}

// ---- RANDOM: java.util.Random, so that a seed gives the reference's numbers ----

typedef struct JavaRandom {
    uint64_t seed;
} JavaRandom;

enum { RANDOM_BITS = 48 };

static bool parse_seed(const char *text, int64_t *seed) {
    char *end;
    errno = 0;
    *seed = strtoll(text, &end, 10);
    return *text && !isspace((unsigned char)*text) && *end == '\0' && errno == 0;
}

// The seed must be a long, as Long.valueOf takes it.
RESULT_RULE(random) {
    const char *seed = call->n_constructor_args ? call->constructor_args[0] : NULL;
    int64_t number;
    call->naming = RESULT_BY_CLASS;
    if (!seed || parse_seed(seed, &number))
        return STATUS_OK;
    return diagnose(request->sink, 1200, NULL, "the seed of RANDOM is no long: '%s'", seed);
}

int udf_random_bind(pig_ctx *ctx, void **data) {
    JavaRandom *random = calloc(1, sizeof *random);
    if (!random)
        return pig_fail_code(ctx, 9020, "out of memory");
    const char *text = pig_constructor_arg(ctx, 0);
    uint64_t seed;
    int64_t given;
    if (text && parse_seed(text, &given))
        seed = (uint64_t)given + ctx->host->task;
    else
        seed = (uint64_t)ctx->host->now_milliseconds * 0x9E3779B97F4A7C15u ^
               (ctx->host->task + 1) * 0xD1342543DE82EF95u ^ (uint64_t)(uintptr_t)random;
    random->seed = (seed ^ 0x5DEECE66Du) & (((uint64_t)1 << RANDOM_BITS) - 1);
    *data = random;
    return 0;
}

void udf_random_unbind(void *data) {
    free(data);
}

static uint64_t next_bits(JavaRandom *random, int n) {
    random->seed = (random->seed * 0x5DEECE66Du + 0xB) & (((uint64_t)1 << RANDOM_BITS) - 1);
    return random->seed >> (RANDOM_BITS - n);
}

BATCH_FN(udf_random) {
    UNUSED(args), UNUSED(n_args);
    JavaRandom *random = ctx->bind_data;
    for (size_t i = 0; i < n_rows; i++) {
        uint64_t high = next_bits(random, 26);
        pig_doubles_out(out)[i] = (double)((high << 27) + next_bits(random, 27)) * 0x1.0p-53;
    }
    return 0;
}
