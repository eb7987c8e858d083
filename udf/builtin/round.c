// SPDX-License-Identifier: Apache-2.0
//
// ROUND and ROUND_TO. ROUND is floor(x + 1/2) worked out exactly, saturating as Java's casts do.
// ROUND_TO rounds the decimal text of the number, so 2.675 to two digits is 2.68.

#include "udf/builtin/decimal.h"
#include "udf/builtin/functions.h"
#include "udf/value/number_text.h"

#include <math.h>

static double round_half_up(double x) {
    double floored = floor(x);
    return x - floored >= 0.5 ? floored + 1 : floored;
}

// The same as an integer where that is exact: no call, no tests for infinities.
static inline bool is_small(double x) {
    return fabs(x) < 0x1p51;
}

static inline int64_t round_small(double x) {
    int64_t whole = (int64_t)x;
    whole -= (double)whole > x;
    return whole + (x - (double)whole >= 0.5);
}

static int64_t to_long(double x) {
    if (isnan(x))
        return 0;
    if (x >= 0x1p63)
        return INT64_MAX;
    return x < -0x1p63 ? INT64_MIN : (int64_t)x;
}

static int32_t to_int(double x) {
    if (isnan(x))
        return 0;
    if (x >= 0x1p31)
        return INT32_MAX;
    return x < -0x1p31 ? INT32_MIN : (int32_t)x;
}

BATCH_FN(udf_round_double) {
    UNUSED(ctx), UNUSED(n_args);
    const double *x = pig_doubles(args);
    size_t stride = step(args);
    for (size_t i = 0; i < n_rows; i++)
        pig_longs_out(out)[i] = is_small(x[i * stride]) ? round_small(x[i * stride])
                                                        : to_long(round_half_up(x[i * stride]));
    return 0;
}

BATCH_FN(udf_round_float) {
    UNUSED(ctx), UNUSED(n_args);
    const float *x = pig_floats(args);
    size_t stride = step(args);
    for (size_t i = 0; i < n_rows; i++) {
        double value = (double)x[i * stride];
        if (fabs(value) < 0x1p30)
            pig_ints_out(out)[i] = (int32_t)round_small(value);
        else
            pig_ints_out(out)[i] = to_int(round_half_up(value));
    }
    return 0;
}

BATCH_FN(udf_round_untyped) {
    UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        double x;
        if (double_at(ctx, args, i, &x))
            pig_longs_out(out)[i] = to_long(round_half_up(x));
        else
            pig_set_null(ctx, out, i);
    }
    return 0;
}

// ---- ROUND_TO ----

static int bad_mode(pig_ctx *ctx, size_t i, int64_t mode) {
    ctx->row = i;
    return pig_fail_code(ctx, 2078, "%lld is no rounding mode of ROUND_TO", (long long)mode);
}

// Rounds the number that `text` spells and reads it back as a double.
static int round_text(pig_ctx *ctx, size_t i, const char *text, size_t n_bytes, int64_t digits,
                      int64_t mode, double *result) {
    Decimal d;
    if (!decimal_from_text(&d, text, n_bytes)) { // NaN or an infinity
        ctx->row = i;
        return pig_fail_code(ctx, 2078, "cannot round %.*s", (int)n_bytes, text);
    }
    if (mode < 0 || mode > ROUND_UNNECESSARY)
        return bad_mode(ctx, i, mode);
    digits = digits > 4096 ? 4096 : digits < -4096 ? -4096 : digits;
    if (!decimal_round(&d, (int)digits, (DecimalRounding)mode)) {
        ctx->row = i;
        return pig_fail_code(ctx, 2078, "rounding is needed, but mode 7 forbids it");
    }
    *result = decimal_to_double(&d);
    return 0;
}

// Rounds to the nearest without text, if x is clearly nearer to one multiple of 10^-digits than to
// the other: then its decimal text is too. The quotient of two whole doubles is the double nearest
// to the decimal result.
static bool round_clear(double x, int64_t digits, int64_t mode, double *result) {
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const size_t n_powers = sizeof powers / sizeof *powers;
    if (digits < 0 || digits >= (int64_t)n_powers || mode < ROUND_HALF_UP || mode > ROUND_HALF_EVEN)
        return false;
    double scaled = fabs(x) * powers[digits];
    if (!(scaled < 0x1p50)) // also NaN
        return false;
    int64_t whole = (int64_t)scaled;
    double rest = scaled - (double)whole;
    if (fabs(rest - 0.5) <= scaled * 0x1p-50)
        return false;
    whole += rest > 0.5;
    double rounded = (double)whole / powers[digits];
    *result = x < 0 && whole ? -rounded : rounded;
    return true;
}

// `x` rounded by its shortest decimal text.
static int round_double(pig_ctx *ctx, size_t i, double x, int64_t digits, int64_t mode,
                        double *result) {
    if (round_clear(x, digits, mode, result))
        return 0;
    char text[NUMBER_TEXT_BYTES];
    size_t n = format_double(x, text);
    return round_text(ctx, i, text, n, digits, mode, result);
}

static int64_t mode_at(const pig_vec *args, size_t n_args, size_t i) {
    int64_t mode = ROUND_HALF_EVEN;
    if (n_args > 2)
        integer_at(&args[2], i, &mode);
    return mode;
}

BATCH_FN(udf_round_to_double) {
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        int64_t digits = 0;
        integer_at(&args[1], i, &digits);
        if (round_double(ctx, i, pig_doubles(args)[i * step(args)], digits,
                         mode_at(args, n_args, i), &pig_doubles_out(out)[i]) != 0)
            return -1;
    }
    return 0;
}

BATCH_FN(udf_round_to_float) {
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        int64_t digits = 0;
        double rounded = 0;
        integer_at(&args[1], i, &digits);
        if (round_double(ctx, i, (double)pig_floats(args)[i * step(args)], digits,
                         mode_at(args, n_args, i), &rounded) != 0)
            return -1;
        pig_floats_out(out)[i] = (float)rounded;
    }
    return 0;
}

// Both the number and the digits are untyped.
BATCH_FN(udf_round_to_untyped) {
    for (size_t i = 0; i < n_rows; i++) {
        double x, digits;
        if (!row_is_valid(out, i))
            continue;
        if (!double_at(ctx, &args[0], i, &x) || !double_at(ctx, &args[1], i, &digits)) {
            pig_set_null(ctx, out, i);
            continue;
        }
        if (round_double(ctx, i, x, to_long(digits), mode_at(args, n_args, i),
                         &pig_doubles_out(out)[i]) != 0)
            return -1;
    }
    return 0;
}
