// SPDX-License-Identifier: Apache-2.0
//
// The digits that Java up to version 18 prints for floats and for doubles that are whole numbers:
// enough to read the number back, not always the fewest.

#ifndef JAVELINA_UDF_VALUE_FLOAT_DIGITS_H
#define JAVELINA_UDF_VALUE_FLOAT_DIGITS_H

#include <stdint.h>

enum { FLOAT_DIGITS_BYTES = 24 };

// Digits of a positive, finite float: value = 0.d1d2d3 * 10^*point. Returns their number.
// After: Guy Steele, Jon White, "How to print floating-point numbers accurately", 1990, with the
// stopping rule of Java's library.
int float_digits(float value, char *digits, int *point);

// Digits of a double from 2^63 up and below LARGE_LIMIT.
int large_digits(double value, char *digits, int *point);

#define LARGE_LIMIT 1e45 // its arithmetic fits into 128 bits

// Digits of a whole number below 2^63 that came from a float or double with n_significant bits
// (24 or 53); those that lie below the precision are dropped.
int whole_digits(uint64_t value, int n_significant, char *digits, int *point);

#endif
