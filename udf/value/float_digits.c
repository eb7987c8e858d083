// SPDX-License-Identifier: Apache-2.0
//
// d = B / S * 10^exponent with whole numbers B and S, and M half a unit in the last place on B's
// scale: digits are the quotients of B / S, and the last one is reached when what is left is below
// M (low) or nearer than M to the next digit (high). Floats fit into 128 bits.

#include "udf/value/float_digits.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

typedef unsigned __int128 Wide;

enum {
    FLOAT_BITS = 24, // of a mantissa
    DOUBLE_BITS = 53,
    BIAS = 127,
    LARGEST_PLAIN = 8,
    SMALLEST_PLAIN = -3,
};

// ---- whole numbers ----

// Decimal digits below the precision of a number whose lowest bit counts 2^exponent.
static int digits_below_precision(int exponent) {
    return exponent > 1 ? (int)((double)exponent * 0.30102999566398119521) : 0;
}

int whole_digits(uint64_t value, int n_significant, char *digits, int *point) {
    int n_bits = 64 - __builtin_clzll(value | 1);
    int n_dropped =
        n_bits - 1 > n_significant ? digits_below_precision(n_bits - 2 - n_significant) : 0;
    int n = 0;
    uint64_t power = 1;
    for (int i = 0; i < n_dropped; i++)
        power *= 10;
    if (n_dropped)
        value = value / power + (value % power >= power / 2);
    char reversed[FLOAT_DIGITS_BYTES];
    for (; value; value /= 10)
        reversed[n++] = (char)('0' + value % 10);
    *point = n + n_dropped;
    for (int i = 0; i < n; i++)
        digits[i] = reversed[n - 1 - i];
    while (n > 1 && digits[n - 1] == '0')
        n--;
    return n;
}

// ---- floats ----

typedef struct Scaled {
    Wide b, s, m;
    int exponent; // of ten
    int n_bits;   // of the integers that Java would take: their overflow shows in the last digit
} Scaled;

static Wide power_of_five(int exponent) {
    Wide power = 1;
    while (exponent-- > 0)
        power *= 5;
    return power;
}

// value = mantissa * 2^(exponent - n_bits + 1), the highest of the mantissa's n_bits set.
typedef struct Binary {
    uint64_t mantissa;
    int n_bits;
    int exponent;      // of the highest bit
    int n_significant; // fewer than n_bits for numbers below the normal ones
} Binary;

static Binary take_apart_float(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint32_t mantissa = bits & 0x7FFFFF;
    int exponent = (int)(bits >> 23) - BIAS;
    if (exponent != -BIAS)
        return (Binary){mantissa | 1u << 23, FLOAT_BITS, exponent, FLOAT_BITS};
    int shift = __builtin_clz(mantissa) - (32 - FLOAT_BITS);
    return (Binary){mantissa << shift, FLOAT_BITS, 1 - BIAS - shift, FLOAT_BITS - shift};
}

// Bits of 5^exponent, as Java's library estimates them.
static int bits_of_five(int exponent) {
    static const int bits[] = {0,  3,  5,  7,  10, 12, 14, 17, 19, 21, 24, 26, 28, 31,
                               33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56, 59, 61};
    int n = (int)(sizeof bits / sizeof *bits);
    return exponent < n ? bits[exponent] : exponent * 3;
}

static int integer_bits(int b_bits, int tens_bits) {
    int n = b_bits > tens_bits ? b_bits : tens_bits;
    return n < 32 ? 32 : n < 64 ? 64 : 128;
}

static int smaller(int a, int b) {
    return a < b ? a : b;
}

static Scaled scale(Binary v) {
    int n_zeros = __builtin_ctzll(v.mantissa), n_bits = v.n_bits - n_zeros;
    int n_tiny = n_bits - v.exponent - 1 > 0 ? n_bits - v.exponent - 1 : 0;
    double fraction = ldexp((double)v.mantissa, 1 - v.n_bits); // 1 <= fraction < 2
    int decimal = (int)floor((fraction - 1.5) * 0.289529654 + 0.176091259 +
                             (double)v.exponent * 0.301029995663981);
    int five_b = decimal < 0 ? -decimal : 0, five_s = decimal > 0 ? decimal : 0;
    int two_b = five_b + n_tiny + v.exponent, two_s = five_s + n_tiny;
    int two_m = two_b - v.n_significant;
    two_b -= n_bits - 1;
    int common = smaller(two_b, two_s);
    two_b -= common;
    two_s -= common;
    two_m -= common;
    if (n_bits == 1)
        two_m--; // the float below a power of two is only half as far away
    if (two_m < 0) {
        two_b -= two_m;
        two_s -= two_m;
        two_m = 0;
    }
    return (Scaled){.b = (Wide)(v.mantissa >> n_zeros) * power_of_five(five_b) << two_b,
                    .s = power_of_five(five_s) << two_s,
                    .m = power_of_five(five_b) << two_m,
                    .exponent = decimal,
                    .n_bits = integer_bits(n_bits + two_b + bits_of_five(five_b),
                                           two_s + 1 + bits_of_five(five_s + 1))};
}

static void round_up(char *digits, int n, int *exponent) {
    int i = n - 1;
    while (i > 0 && digits[i] == '9')
        digits[i--] = '0';
    if (digits[i] == '9') {
        digits[i] = '1';
        ++*exponent;
    } else {
        digits[i]++;
    }
}

// The value as a signed integer of n_bits.
static __int128 wrapped(Wide value, int n_bits) {
    return (__int128)(value << (128 - n_bits)) >> (128 - n_bits);
}

static int generate(Scaled x, char *digits, int *point) {
    const Wide tens = x.s * 10;
    int n = 0;
    bool low = false, high = false;
    for (bool first = true; first || (!low && !high); first = false) {
        int digit = (int)(x.b / x.s);
        x.b = x.b % x.s * 10;
        x.m *= 10;
        low = (__int128)x.b < wrapped(x.m, x.n_bits);
        high = wrapped(x.b + x.m, x.n_bits) > (__int128)tens;
        if (!first && wrapped(x.m, x.n_bits) <= 0)
            low = high = true;
        if (first && digit == 0 && !high)
            x.exponent--; // the estimate was too high
        else
            digits[n++] = (char)('0' + digit);
        // At least two digits where there will be an exponent.
        if (first && (x.exponent < SMALLEST_PLAIN || x.exponent >= LARGEST_PLAIN))
            low = high = false;
    }
    bool odd = (digits[n - 1] & 1) != 0;
    if (high && (!low || x.b * 2 > tens || (x.b * 2 == tens && odd)))
        round_up(digits, n, &x.exponent);
    *point = x.exponent + 1;
    return n;
}

int float_digits(float value, char *digits, int *point) {
    if (value < 9223372036854775808.0f && value == floorf(value))
        return whole_digits((uint64_t)value, FLOAT_BITS, digits, point);
    return generate(scale(take_apart_float(value)), digits, point);
}

int large_digits(double value, char *digits, int *point) {
    int exponent;
    uint64_t mantissa = (uint64_t)ldexp(frexp(value, &exponent), DOUBLE_BITS);
    return generate(scale((Binary){mantissa, DOUBLE_BITS, exponent - 1, DOUBLE_BITS}), digits,
                    point);
}
