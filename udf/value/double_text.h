// SPDX-License-Identifier: Apache-2.0
//
// The C side of the double-conversion library: shortest digits and exact reading of decimal text.

#ifndef JAVELINA_UDF_VALUE_DOUBLE_TEXT_H
#define JAVELINA_UDF_VALUE_DOUBLE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { SHORTEST_DIGITS_BYTES = 20 };

// The shortest decimal digits that read back as the positive, finite `value`: value = 0.d1d2d3 *
// 10^*point. Returns their number; no terminator is counted.
int double_text_shortest(double value, bool single, char *digits, int *point);

// Reads plain decimal text (sign, digits, point, exponent) that fills all n_bytes.
bool double_text_read(const char *text, size_t n_bytes, double *value);
bool double_text_read_float(const char *text, size_t n_bytes, float *value);

#ifdef __cplusplus
}
#endif

#endif
