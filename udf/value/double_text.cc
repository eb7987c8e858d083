// SPDX-License-Identifier: Apache-2.0
//
// Calls into double-conversion, the one C++ library at this level, without exceptions or run-time
// types, so that linking stays C's.

#include "udf/value/double_text.h"

#include <double-conversion/double-conversion.h>

using double_conversion::DoubleToStringConverter;
using double_conversion::StringToDoubleConverter;

int double_text_shortest(double value, bool single, char *digits, int *point) {
    bool negative;
    int length;
    DoubleToStringConverter::DoubleToAscii(
        value,
        single ? DoubleToStringConverter::SHORTEST_SINGLE : DoubleToStringConverter::SHORTEST, 0,
        digits, SHORTEST_DIGITS_BYTES, &negative, &length, point);
    return length;
}

bool double_text_read(const char *text, size_t n_bytes, double *value) {
    const StringToDoubleConverter reader(StringToDoubleConverter::NO_FLAGS, 0, 0, nullptr, nullptr);
    int used;
    *value = reader.StringToDouble(text, (int)n_bytes, &used);
    return used == (int)n_bytes && used > 0;
}

bool double_text_read_float(const char *text, size_t n_bytes, float *value) {
    const StringToDoubleConverter reader(StringToDoubleConverter::NO_FLAGS, 0, 0, nullptr, nullptr);
    int used;
    *value = reader.StringToFloat(text, (int)n_bytes, &used);
    return used == (int)n_bytes && used > 0;
}
