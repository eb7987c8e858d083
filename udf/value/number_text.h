// SPDX-License-Identifier: Apache-2.0
//
// Numbers to and from text, as Java does it (Double.toString, Double.parseDouble, ...), and the
// rules by which Apache Pig turns field text into int, long, float, double and boolean.

#ifndef JAVELINA_UDF_VALUE_NUMBER_TEXT_H
#define JAVELINA_UDF_VALUE_NUMBER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NUMBER_TEXT_BYTES = 40 }; // room that any of the format calls needs

// Write text without terminator to `to`, return its length.
size_t format_int(int32_t value, char *to);
size_t format_long(int64_t value, char *to);
size_t format_float(float value, char *to); // shortest, Java's shape: 1.0E10, 0.001, NaN
size_t format_double(double value, char *to);

// Field bytes to a value; false: not a number of that type (a null). `file_bytes` tells bytes that
// a loader read from a chararray that is cast: their rules differ (range, suffixes, digits).
bool parse_int(const char *text, size_t n_bytes, bool file_bytes, int32_t *value);
bool parse_long(const char *text, size_t n_bytes, bool file_bytes, int64_t *value);
bool parse_float(const char *text, size_t n_bytes, bool file_bytes, float *value);
bool parse_double(const char *text, size_t n_bytes, double *value);
bool parse_boolean(const char *text, size_t n_bytes, bool *value);

#endif
