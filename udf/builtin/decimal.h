// SPDX-License-Identifier: Apache-2.0
//
// Decimal numbers as digits, for rounding by the decimal text of a number as java.math.BigDecimal
// does it: ROUND_TO and SPRINTF. The value is 0.d1d2d3... * 10^exponent.

#ifndef JAVELINA_UDF_BUILTIN_DECIMAL_H
#define JAVELINA_UDF_BUILTIN_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

enum { DECIMAL_MAX_DIGITS = 1200 }; // longer texts are cut there

typedef struct Decimal {
    bool negative;
    int n_digits; // without leading zeros; 0: the value is zero
    int exponent;
    int scale; // digits behind the point of the text it came from (or was rounded to)
    char digits[DECIMAL_MAX_DIGITS + 1];
} Decimal;

// In the order of java.math.BigDecimal's constants.
typedef enum DecimalRounding {
    ROUND_UP,
    ROUND_DOWN,
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_UNNECESSARY,
} DecimalRounding;

// Reads "-12.50E3"; false when it is no decimal number (NaN, Infinity).
bool decimal_from_text(Decimal *d, const char *text, size_t n_bytes);

// Rounds to `places` digits behind the point (negative: before it). false: ROUND_UNNECESSARY, and
// it was necessary.
bool decimal_round(Decimal *d, int places, DecimalRounding rounding);

// The nearest double.
double decimal_to_double(const Decimal *d);

// Digit `position` places left of the point (0: the units; negative: behind the point), '0' beyond
// the digits.
char decimal_digit(const Decimal *d, int position);

// Digits before the point, at least 1.
int decimal_integer_digits(const Decimal *d);

#endif
