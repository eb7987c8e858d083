// SPDX-License-Identifier: Apache-2.0
//
// SUM, AVG, MIN and MAX of biginteger and bigdecimal. A state keeps its number as bytes in a buffer
// of its own (udf/value/bignum.h has the layout); steps are worked out in scratch memory that is
// given back at once.

#include <gmp.h>

#include "udf/builtin/builtin.h"
#include "udf/builtin/functions.h"
#include "udf/value/bignum.h"

typedef struct BigState {
    char *bytes;
    uint32_t n_bytes;
    uint32_t capacity;
    int64_t n; // rows
} BigState;

static pig_str value_of(const BigState *s) {
    return pig_str_make(s->bytes, s->n_bytes);
}

static void keep(pig_ctx *ctx, BigState *s, const pig_str *value) {
    if (value->n_bytes > s->capacity) {
        s->capacity = value->n_bytes + 16;
        s->bytes = pig_alloc_state(ctx, s->capacity);
    }
    if (value->n_bytes)
        memmove(s->bytes, pig_str_data(value), value->n_bytes);
    s->n_bytes = value->n_bytes;
}

// What a new value does to a state that has one.
typedef void Step(pig_ctx *ctx, BigState *s, const pig_str *value, bool decimal);

static void step_sum(pig_ctx *ctx, BigState *s, const pig_str *value, bool decimal) {
    Arena *scratch = ctx_arena(ctx);
    ArenaMark mark = arena_mark(scratch);
    pig_str sum, before = value_of(s);
    if (big_arithmetic(scratch, BIG_ADD, &before, value, decimal, &sum)) {
        // The state's buffer may come from the same arena: it must not be given back.
        char copy[256];
        char *bytes = sum.n_bytes <= sizeof copy ? copy : NULL;
        if (bytes)
            memcpy(bytes, pig_str_data(&sum), sum.n_bytes);
        if (bytes)
            arena_release(scratch, mark);
        pig_str kept = bytes ? pig_str_make(bytes, sum.n_bytes) : sum;
        keep(ctx, s, &kept);
    }
}

static void step_max(pig_ctx *ctx, BigState *s, const pig_str *value, bool decimal) {
    pig_str best = value_of(s);
    if (big_compare(value, &best, decimal) > 0)
        keep(ctx, s, value);
}

static void step_min(pig_ctx *ctx, BigState *s, const pig_str *value, bool decimal) {
    pig_str best = value_of(s);
    if (big_compare(value, &best, decimal) < 0)
        keep(ctx, s, value);
}

static void take(pig_ctx *ctx, BigState *s, const pig_str *value, int64_t n, bool decimal,
                 Step *step_fn) {
    if (s->n == 0)
        keep(ctx, s, value);
    else
        step_fn(ctx, s, value, decimal);
    s->n += n;
}

static int add(pig_ctx *ctx, size_t n_rows, const pig_vec *v, void *const *states, Step *step_fn) {
    for (size_t i = 0; i < n_rows; i++)
        if (!pig_is_null(v, i))
            take(ctx, states[i], str_at(v, i), 1, v->type == PIG_BIGDECIMAL, step_fn);
    return 0;
}

static int merge(pig_ctx *ctx, size_t n, void *const *into, void *const *from, bool decimal,
                 Step *step_fn) {
    for (size_t i = 0; i < n; i++) {
        const BigState *part = from[i];
        pig_str value = value_of(part);
        if (part->n)
            take(ctx, into[i], &value, part->n, decimal, step_fn);
    }
    return 0;
}

static int finish(pig_ctx *ctx, size_t n, void *const *states, pig_vec *out) {
    for (size_t i = 0; i < n; i++) {
        const BigState *s = states[i];
        if (s->n)
            pig_strs_out(out)[i] = pig_str_copy(ctx, s->bytes, s->n_bytes);
        else
            pig_set_null(ctx, out, i);
    }
    return 0;
}

// ---- averages: 34 significant digits, half to even, as java.math's DECIMAL128 ----

enum { AVERAGE_DIGITS = 34 };

static int32_t decode(const pig_str *value, mpz_t number) {
    const unsigned char *bytes = (const unsigned char *)pig_str_data(value);
    int32_t scale;
    memcpy(&scale, bytes, sizeof scale);
    mpz_import(number, value->n_bytes - BIG_HEADER_BYTES, -1, 1, 0, 0, bytes + BIG_HEADER_BYTES);
    if (bytes[4])
        mpz_neg(number, number);
    return scale;
}

static pig_str encode(pig_ctx *ctx, const mpz_t number, int32_t scale) {
    size_t n = mpz_sgn(number) ? (mpz_sizeinbase(number, 2) + 7) / 8 : 0;
    unsigned char *bytes = pig_alloc(ctx, n + BIG_HEADER_BYTES);
    memcpy(bytes, &scale, sizeof scale);
    bytes[4] = mpz_sgn(number) < 0;
    mpz_export(bytes + BIG_HEADER_BYTES, NULL, -1, 1, 0, 0, number);
    return pig_str_make((const char *)bytes, n + BIG_HEADER_BYTES);
}

static size_t digits_of(const mpz_t number) {
    size_t n = mpz_sizeinbase(number, 10); // may be one too many
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, n - 1);
    n -= mpz_cmpabs(number, power) < 0;
    mpz_clear(power);
    return n;
}

// quotient = numerator / divisor rounded half to even; tells whether it was exact.
static bool divide_half_even(mpz_t quotient, const mpz_t numerator, const mpz_t divisor) {
    mpz_t rest;
    mpz_init(rest);
    mpz_tdiv_qr(quotient, rest, numerator, divisor);
    bool exact = mpz_sgn(rest) == 0;
    mpz_mul_2exp(rest, rest, 1);
    int half = mpz_cmpabs(rest, divisor);
    if (!exact && (half > 0 || (half == 0 && mpz_odd_p(quotient)))) {
        if (mpz_sgn(numerator) < 0)
            mpz_sub_ui(quotient, quotient, 1);
        else
            mpz_add_ui(quotient, quotient, 1);
    }
    mpz_clear(rest);
    return exact;
}

// sum / 10^scale divided by count: scales the sum up (or the count) until the quotient has 34
// digits, then drops zeros of an exact one down to the sum's own scale.
static int32_t average(mpz_t sum, int32_t scale, int64_t count) {
    mpz_t divisor, power, quotient;
    mpz_inits(divisor, power, quotient, NULL);
    mpz_set_si(divisor, count);
    int32_t shift = AVERAGE_DIGITS + (int32_t)digits_of(divisor) - (int32_t)digits_of(sum);
    bool exact = false;
    for (;; shift--) { // at most twice: the guess may give one digit too many
        mpz_t scaled_sum, scaled_divisor;
        mpz_init_set(scaled_sum, sum);
        mpz_init_set(scaled_divisor, divisor);
        mpz_ui_pow_ui(power, 10, (unsigned long)(shift < 0 ? -shift : shift));
        mpz_mul(shift < 0 ? scaled_divisor : scaled_sum, shift < 0 ? scaled_divisor : scaled_sum,
                power);
        exact = divide_half_even(quotient, scaled_sum, scaled_divisor);
        mpz_clears(scaled_sum, scaled_divisor, NULL);
        if (digits_of(quotient) <= AVERAGE_DIGITS)
            break;
    }
    int32_t result_scale = scale + shift;
    while (exact && result_scale > scale && mpz_divisible_ui_p(quotient, 10)) {
        mpz_divexact_ui(quotient, quotient, 10);
        result_scale--;
    }
    mpz_set(sum, quotient);
    mpz_clears(divisor, power, quotient, NULL);
    return result_scale;
}

static int finish_average(pig_ctx *ctx, size_t n, void *const *states, pig_vec *out) {
    for (size_t i = 0; i < n; i++) {
        const BigState *s = states[i];
        if (!s->n) {
            pig_set_null(ctx, out, i);
            continue;
        }
        mpz_t sum;
        mpz_init(sum);
        pig_str value = value_of(s);
        int32_t scale = decode(&value, sum);
        if (mpz_sgn(sum))
            scale = average(sum, scale, s->n);
        pig_strs_out(out)[i] = encode(ctx, sum, scale);
        mpz_clear(sum);
    }
    return 0;
}

// ---- spilling: count, then the number ----

static int save(pig_ctx *ctx, const void *state, pig_str *out) {
    const BigState *s = state;
    size_t n = sizeof s->n + s->n_bytes;
    char *bytes = pig_alloc(ctx, n);
    memcpy(bytes, &s->n, sizeof s->n);
    if (s->n_bytes)
        memcpy(bytes + sizeof s->n, s->bytes, s->n_bytes);
    *out = pig_str_make(bytes, n);
    return 0;
}

static int load(pig_ctx *ctx, const pig_str *in, void *state) {
    BigState *s = state;
    const char *bytes = pig_str_data(in);
    if (in->n_bytes < sizeof s->n)
        return state_is_damaged(ctx);
    memcpy(&s->n, bytes, sizeof s->n);
    pig_str value = pig_str_make(bytes + sizeof s->n, in->n_bytes - sizeof s->n);
    keep(ctx, s, &value);
    return 0;
}

#define BIG_AGGREGATE(name, step_fn, is_decimal, finish_fn, order_needed)                          \
    static int name##_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,         \
                          void *const *states) {                                                   \
        UNUSED(n_args);                                                                            \
        return add(ctx, n_rows, args, states, step_fn);                                            \
    }                                                                                              \
    static int name##_merge(pig_ctx *ctx, size_t n, void *const *into, void *const *from) {        \
        return merge(ctx, n, into, from, is_decimal, step_fn);                                     \
    }                                                                                              \
    const pig_agg udf_##name = {.size = sizeof(pig_agg),                                           \
                                .state_bytes = sizeof(BigState),                                   \
                                .add = name##_add,                                                 \
                                .merge = name##_merge,                                             \
                                .finish = finish_fn,                                               \
                                .save = save,                                                      \
                                .load = load,                                                      \
                                .order = order_needed};

BIG_AGGREGATE(sum_biginteger, step_sum, false, finish, PIG_ORDER_NONE)
BIG_AGGREGATE(sum_bigdecimal, step_sum, true, finish, PIG_ORDER_ROWS)
BIG_AGGREGATE(avg_biginteger, step_sum, false, finish_average, PIG_ORDER_NONE)
BIG_AGGREGATE(avg_bigdecimal, step_sum, true, finish_average, PIG_ORDER_ROWS)
BIG_AGGREGATE(min_biginteger, step_min, false, finish, PIG_ORDER_NONE)
BIG_AGGREGATE(min_bigdecimal, step_min, true, finish, PIG_ORDER_ROWS)
BIG_AGGREGATE(max_biginteger, step_max, false, finish, PIG_ORDER_NONE)
BIG_AGGREGATE(max_bigdecimal, step_max, true, finish, PIG_ORDER_ROWS)
