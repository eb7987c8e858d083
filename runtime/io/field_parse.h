// SPDX-License-Identifier: Apache-2.0
//
// The usual spellings of numbers, read without a call: up to 18 digits, a minus sign, one point.
// Everything else is left to udf/value/number_text.h, which knows all the rules.

#ifndef JAVELINA_RUNTIME_IO_FIELD_PARSE_H
#define JAVELINA_RUNTIME_IO_FIELD_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The 8 digits of `word` (first digit lowest) as a number. After: Daniel Lemire, "Number parsing at
// a gigabyte per second", 2021.
static inline uint64_t eight_digits(uint64_t word) {
    word -= 0x3030303030303030ull;
    word = word * 10 + (word >> 8);
    return ((word & 0x000000FF000000FFull) * 0x000F424000000064ull +
            (word >> 16 & 0x000000FF000000FFull) * 0x0000271000000001ull) >>
           32;
}

static inline bool are_eight_digits(uint64_t word) {
    return ((word & 0xF0F0F0F0F0F0F0F0ull) |
            ((word + 0x0606060606060606ull) & 0xF0F0F0F0F0F0F0F0ull) >> 4) == 0x3333333333333333ull;
}

// n_bytes (1..16) digits to a number; 8 bytes behind `text` must be readable. false: other bytes.
static inline bool short_digits(const char *text, size_t n_bytes, uint64_t *value) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t first, high = 0;
    const size_t n_first = n_bytes > 8 ? n_bytes - 8 : n_bytes;
    memcpy(&first, text, sizeof first);
    if (n_first < 8)
        first = first << (64 - 8 * n_first) | 0x3030303030303030ull >> 8 * n_first;
    if (!are_eight_digits(first))
        return false;
    *value = eight_digits(first);
    if (n_bytes <= 8)
        return true;
    memcpy(&high, text + n_first, sizeof high);
    if (!are_eight_digits(high))
        return false;
    *value = *value * 100000000u + eight_digits(high);
    return true;
#else
    uint64_t number = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        const unsigned digit = (unsigned char)text[i] - '0';
        if (digit > 9)
            return false;
        number = number * 10 + digit;
    }
    *value = number;
    return true;
#endif
}

// [-]digits, up to 16 of them.
static inline bool plain_integer(const char *text, size_t n_bytes, int64_t *value) {
    uint64_t number;
    const bool negative = n_bytes > 1 && *text == '-';
    text += negative;
    n_bytes -= negative;
    if (n_bytes - 1 > 15 || !short_digits(text, n_bytes, &number))
        return false;
    *value = negative ? -(int64_t)number : (int64_t)number;
    return true;
}

// [-]digits[.digits]: digits without the point, and how many stood behind it.
static inline bool plain_decimal(const char *text, size_t n_bytes, uint64_t *digits,
                                 unsigned *n_behind, bool *negative) {
    uint64_t number = 0;
    size_t at = 0, point = n_bytes;
    *negative = n_bytes > 0 && *text == '-';
    at += *negative;
    const size_t first = at;
    if (n_bytes - first > 19 || n_bytes == first)
        return false;
    for (; at < n_bytes; at++) {
        const unsigned digit = (unsigned char)text[at] - '0';
        if (digit <= 9)
            number = number * 10 + digit;
        else if (text[at] == '.' && point == n_bytes)
            point = at;
        else
            return false;
    }
    const size_t n_digits = n_bytes - first - (point < n_bytes);
    if (n_digits == 0 || n_digits > 18)
        return false;
    *digits = number;
    *n_behind = point < n_bytes ? (unsigned)(n_bytes - point - 1) : 0;
    return true;
}

// Exact: both parts are whole doubles and one division rounds once. After: William D. Clinger,
// "How to read floating point numbers accurately", 1990.
static inline bool plain_double(const char *text, size_t n_bytes, double *value) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                    1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
    uint64_t digits;
    unsigned n_behind;
    bool negative;
    if (!plain_decimal(text, n_bytes, &digits, &n_behind, &negative) || digits > (uint64_t)1 << 53)
        return false;
    const double number = (double)digits / powers[n_behind];
    *value = negative ? -number : number;
    return true;
}

// The same for float: a whole float divided by a power of ten that is one too.
static inline bool plain_float(const char *text, size_t n_bytes, float *value) {
    static const float powers[] = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f,
                                   1e6f, 1e7f, 1e8f, 1e9f, 1e10f};
    uint64_t digits;
    unsigned n_behind;
    bool negative;
    if (!plain_decimal(text, n_bytes, &digits, &n_behind, &negative) ||
        digits > (uint64_t)1 << 24 || n_behind > 10)
        return false;
    const float number = (float)digits / powers[n_behind];
    *value = negative ? -number : number;
    return true;
}

#endif
