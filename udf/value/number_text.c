// SPDX-License-Identifier: Apache-2.0
//
// Numbers to and from text. Plain forms, nearly all there is in data, take short paths: integers of
// up to 18 digits eight bytes at a time, doubles whose digits and power of ten are exact, output of
// doubles with few decimals. Everything else goes by Java's rules at leisure.

#include "udf/value/number_text.h"

#include "udf/value/double_text.h"
#include "udf/value/float_digits.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// ---- integers to text ----

static const char digit_pairs[201] = "00010203040506070809101112131415161718192021222324"
                                     "25262728293031323334353637383940414243444546474849"
                                     "50515253545556575859606162636465666768697071727374"
                                     "75767778798081828384858687888990919293949596979899";

static const uint64_t powers[] = {1u,
                                  10u,
                                  100u,
                                  1000u,
                                  10000u,
                                  100000u,
                                  1000000u,
                                  10000000u,
                                  100000000u,
                                  1000000000u,
                                  10000000000u,
                                  100000000000u,
                                  1000000000000u,
                                  10000000000000u,
                                  100000000000000u,
                                  1000000000000000u,
                                  10000000000000000u,
                                  100000000000000000u,
                                  1000000000000000000u,
                                  10000000000000000000u};

// 1233 / 4096 is a little more than log10(2): the guess is right or one too small.
static size_t count_digits(uint64_t value) {
    unsigned n_bits = 64 - (unsigned)__builtin_clzll(value | 1);
    unsigned guess = n_bits * 1233 >> 12;
    return guess + (value >= powers[guess]) + (value == 0);
}

// Writes exactly n digits of `value`.
static void write_digits(uint64_t value, char *to, size_t n) {
    while (n >= 2) {
        n -= 2;
        memcpy(to + n, digit_pairs + value % 100 * 2, 2);
        value /= 100;
    }
    if (n)
        *to = (char)('0' + value % 10);
}

static size_t format_unsigned(uint64_t value, char *to) {
    size_t n = count_digits(value);
    write_digits(value, to, n);
    return n;
}

size_t format_long(int64_t value, char *to) {
    if (value >= 0)
        return format_unsigned((uint64_t)value, to);
    *to = '-';
    return 1 + format_unsigned(-(uint64_t)value, to + 1);
}

size_t format_int(int32_t value, char *to) {
    return format_long(value, to);
}

// ---- floating point to text ----

// Java's shape of 0.d1d2d3... * 10^point.
static size_t shape_digits(const char *digits, int n, int point, char *to) {
    char *p = to;
    if (point > 7 || point < -2) { // d.ddE-7
        *p++ = digits[0];
        *p++ = '.';
        if (n > 1)
            memcpy(p, digits + 1, (size_t)n - 1);
        else
            *p = '0';
        p += n > 1 ? n - 1 : 1;
        *p++ = 'E';
        return (size_t)(p - to) + format_long(point - 1, p);
    }
    if (point <= 0) { // 0.00ddd
        memcpy(p, "0.00", 4);
        p += 2 - point;
        memcpy(p, digits, (size_t)n);
        return (size_t)(p - to) + (size_t)n;
    }
    for (int i = 0; i < point; i++) // dd.ddd, filled with zeros before the point
        *p++ = i < n ? digits[i] : '0';
    *p++ = '.';
    if (n > point)
        memcpy(p, digits + point, (size_t)(n - point));
    else
        *p = '0';
    p += n > point ? n - point : 1;
    return (size_t)(p - to);
}

static size_t put(char *to, const char *text) {
    size_t n = strlen(text);
    memcpy(to, text, n);
    return n;
}

// A value below 1e7 with at most eight decimals: scaled to an integer it has fewer than 16 digits,
// which name one double only, so dividing back proves the digits.
static size_t format_short_decimal(double value, char *to) {
    static const double scale = 1e8;
    int64_t units = (int64_t)(value * scale + 0.5);
    if ((double)units / scale != value)
        return 0;
    uint32_t whole = (uint32_t)(units / 100000000), fraction = (uint32_t)(units % 100000000);
    size_t n = format_unsigned(whole, to);
    to[n++] = '.';
    if (fraction % 1000000 == 0) { // two decimals: most money, most percentages
        memcpy(to + n, digit_pairs + fraction / 1000000 * 2, 2);
        return n + 2 - (fraction % 10000000 == 0);
    }
    write_digits(fraction, to + n, 8);
    size_t end = n + 8;
    while (to[end - 1] == '0')
        end--;
    return end;
}

// Java writes at least two digits and takes the nearest pair. Only the smallest numbers have a
// one-digit form whose nearest pair is another number: 4.9E-324, not 5.0E-324.
static int second_digit(double value, char *digits, int *point) {
    char text[16];
    if (value > 1e-300)
        return 1;
    snprintf(text, sizeof text, "%.1e", value);
    if (text[0] == '9' && digits[0] == '1') // 1.0E-323, not 9.9E-324
        return 1;
    digits[0] = text[0];
    digits[1] = text[2];
    *point = atoi(text + 4) + 1;
    return digits[1] == '0' ? 1 : 2;
}

static int double_digits(double value, char *digits, int *point) {
    if (value < 9223372036854775808.0 && value == floor(value))
        return whole_digits((uint64_t)value, DBL_MANT_DIG, digits, point);
    // The fewest digits may stand half-way between two large numbers; Java takes more then.
    if (value >= 9223372036854775808.0 && value < LARGE_LIMIT)
        return large_digits(value, digits, point);
    int n = double_text_shortest(value, false, digits, point);
    return n == 1 ? second_digit(value, digits, point) : n;
}

// Sign and the values that have no digits; *done when that was all.
static size_t format_special(double value, char *to, bool *done) {
    size_t sign = 0;
    *done = true;
    if (value != value)
        return put(to, "NaN");
    if (signbit(value))
        to[sign++] = '-';
    if (isinf(value))
        return sign + put(to + sign, "Infinity");
    if (value == 0)
        return sign + put(to + sign, "0.0");
    *done = false;
    return sign;
}

size_t format_float(float value, char *to) {
    char digits[FLOAT_DIGITS_BYTES];
    int point;
    bool done;
    size_t sign = format_special((double)value, to, &done);
    if (done)
        return sign;
    int n = float_digits(fabsf(value), digits, &point);
    return sign + shape_digits(digits, n, point, to + sign);
}

size_t format_double(double value, char *to) {
    char digits[FLOAT_DIGITS_BYTES];
    int point;
    bool done;
    size_t sign = format_special(value, to, &done);
    if (done)
        return sign;
    value = fabs(value);
    if (value < 1e7 && value >= 1e-3) {
        size_t n = format_short_decimal(value, to + sign);
        if (n)
            return sign + n;
    }
    int n = double_digits(value, digits, &point);
    return sign + shape_digits(digits, n, point, to + sign);
}

// ---- text to numbers: what is shared ----

static inline uint64_t load64(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline bool eight_digits(uint64_t word) {
    return ((word & 0xF0F0F0F0F0F0F0F0u) |
            (((word + 0x0606060606060606u) & 0xF0F0F0F0F0F0F0F0u) >> 4)) == 0x3333333333333333u;
}

// Eight ASCII digits, first one in the lowest byte. After: Johnny Lee, "Fast numeric string to
// int", 2016.
static inline uint64_t eight_digits_value(uint64_t word) {
    word -= 0x3030303030303030u;
    word = word * 10 + (word >> 8);
    return (((word & 0x000000FF000000FFu) * 0x000F424000000064u) +
            (((word >> 16) & 0x000000FF000000FFu) * 0x0000271000000001u)) >>
           32;
}

// Reads digits while there are any, into *value (which may wrap past 19 digits).
static inline const char *read_digits(const char *p, const char *end, uint64_t *value) {
    uint64_t v = *value;
    while (end - p >= 8 && eight_digits(load64(p))) {
        v = v * 100000000u + eight_digits_value(load64(p));
        p += 8;
    }
    while (p < end && (unsigned char)(*p - '0') < 10)
        v = v * 10 + (uint64_t)(*p++ - '0');
    *value = v;
    return p;
}

static void trim(const char **text, size_t *n_bytes) {
    while (*n_bytes && (unsigned char)**text <= ' ')
        ++*text, --*n_bytes;
    while (*n_bytes && (unsigned char)(*text)[*n_bytes - 1] <= ' ')
        --*n_bytes;
}

// ---- text to double ----

// A decimal number taken apart: digits * 10^exponent.
typedef struct Decimal {
    uint64_t digits;
    int exponent;
    bool negative;
    bool exact; // `digits` holds all of them
} Decimal;

static int read_exponent(const char **at, const char *end) {
    const char *p = *at;
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end || (unsigned char)(*p - '0') >= 10)
        return 0; // *at stays: the caller sees text left over
    int exponent = 0;
    for (; p < end && (unsigned char)(*p - '0') < 10; p++)
        exponent = exponent < 100000 ? exponent * 10 + (*p - '0') : exponent;
    *at = p;
    return negative ? -exponent : exponent;
}

// False when the text is no plain decimal number from end to end.
static inline bool take_apart(const char *p, const char *end, Decimal *d) {
    *d = (Decimal){.exact = true};
    if (p < end && (*p == '-' || *p == '+'))
        d->negative = *p++ == '-';
    const char *first = p;
    p = read_digits(p, end, &d->digits);
    ptrdiff_t n_digits = p - first;
    if (p < end && *p == '.') {
        const char *fraction = ++p;
        p = read_digits(p, end, &d->digits);
        d->exponent = (int)-(p - fraction);
        n_digits += p - fraction;
    }
    d->exact = n_digits <= 19;
    if (n_digits == 0 || n_digits > 100000)
        return false;
    if (p < end && (*p == 'e' || *p == 'E')) {
        const char *digits = p + 1;
        const char *after = digits;
        d->exponent += read_exponent(&after, end);
        if (after == digits)
            return false;
        p = after;
    }
    return p == end;
}

static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                       1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Both factors are exact doubles, so one rounding gives the nearest double. After: William Clinger,
// "How to read floating point numbers accurately", 1990.
static inline bool exact_product(const Decimal *d, double *value) {
    if (!d->exact || d->digits >> 53 || d->exponent < -22 || d->exponent > 22)
        return false;
    double v = (double)d->digits;
    v = d->exponent < 0 ? v / powers_of_ten[-d->exponent] : v * powers_of_ten[d->exponent];
    *value = d->negative ? -v : v;
    return true;
}

#if LDBL_MANT_DIG == 64
// Up to 19 digits and powers to 10^27 are exact in the 64-bit mantissa of a long double. Its
// quotient is off by at most half of the lowest bit; rounding it again is right unless the bits
// below a double's are next to half.
static bool extended_product(const Decimal *d, double *value) {
    static const long double long_powers[] = {1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,
                                              1e7L,  1e8L,  1e9L,  1e10L, 1e11L, 1e12L, 1e13L,
                                              1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L,
                                              1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};
    if (!d->exact || d->exponent < -27 || d->exponent > 27)
        return false;
    long double v = (long double)d->digits;
    v = d->exponent < 0 ? v / long_powers[-d->exponent] : v * long_powers[d->exponent];
    uint64_t mantissa;
    memcpy(&mantissa, &v, sizeof mantissa);
    uint64_t below = mantissa & 0x7FF;
    if (below >= 0x3FF && below <= 0x401)
        return false;
    *value = d->negative ? -(double)v : (double)v;
    return true;
}
#else
static bool extended_product(const Decimal *d, double *value) {
    (void)d, (void)value;
    return false;
}
#endif

enum { LONGEST_HEX_FLOAT = 120 };

static bool is_hex_float(const char *text, size_t n_bytes) {
    size_t i = *text == '-' || *text == '+' ? 1 : 0;
    return n_bytes > i + 2 && text[i] == '0' && (text[i + 1] == 'x' || text[i + 1] == 'X');
}

// Java's hexadecimal floats, whose exponent is not optional. strtod and strtof agree on the rest.
static bool read_hex_float(const char *text, size_t n_bytes, bool single, double *value) {
    char copy[LONGEST_HEX_FLOAT + 1];
    if (n_bytes > LONGEST_HEX_FLOAT || !memchr(text, 'p', n_bytes) == !memchr(text, 'P', n_bytes))
        return false;
    memcpy(copy, text, n_bytes);
    copy[n_bytes] = '\0';
    char *end;
    *value = single ? (double)strtof(copy, &end) : strtod(copy, &end);
    return end == copy + n_bytes;
}

static bool read_word(const char *text, size_t n_bytes, double *value) {
    bool negative = n_bytes && *text == '-';
    if (n_bytes && (*text == '-' || *text == '+'))
        text++, n_bytes--;
    if (n_bytes == 3 && memcmp(text, "NaN", 3) == 0)
        *value = (double)NAN;
    else if (n_bytes == 8 && memcmp(text, "Infinity", 8) == 0)
        *value = negative ? (double)-INFINITY : (double)INFINITY;
    else
        return false;
    return true;
}

// Double.parseDouble or Float.parseFloat of text that is no plain short decimal.
static bool read_java(const char *text, size_t n_bytes, bool single, double *value) {
    trim(&text, &n_bytes);
    if (n_bytes == 0 || n_bytes > 100000)
        return false;
    if (read_word(text, n_bytes, value))
        return true;
    if (strchr("dDfF", text[n_bytes - 1]) && text[n_bytes - 1])
        n_bytes--;
    if (n_bytes && is_hex_float(text, n_bytes))
        return read_hex_float(text, n_bytes, single, value);
    Decimal d;
    if (!take_apart(text, text + n_bytes, &d))
        return false;
    if (*text == '+')
        text++, n_bytes--;
    float f;
    if (!single)
        return exact_product(&d, value) || double_text_read(text, n_bytes, value);
    if (!double_text_read_float(text, n_bytes, &f))
        return false;
    *value = (double)f;
    return true;
}

bool parse_double(const char *text, size_t n_bytes, double *value) {
    Decimal d;
    if (take_apart(text, text + n_bytes, &d) &&
        (exact_product(&d, value) || extended_product(&d, value)))
        return true;
    return read_java(text, n_bytes, false, value);
}

// A double rounds to the right float unless it stands half-way between two.
static bool rounds_to_float(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return (bits & 0x1FFFFFFF) != 0x10000000 && fabs(value) < 1e38 && fabs(value) > 1e-37;
}

// File bytes lose a last f before Java reads them: "NaNf", "7 f" and "1.5df" are numbers.
bool parse_float(const char *text, size_t n_bytes, bool file_bytes, float *value) {
    if (file_bytes && n_bytes > 0 && (text[n_bytes - 1] | 0x20) == 'f')
        n_bytes--;
    Decimal d;
    double wide;
    if (take_apart(text, text + n_bytes, &d) && exact_product(&d, &wide) &&
        (wide == 0 || rounds_to_float(wide))) {
        *value = (float)wide;
        return true;
    }
    bool read = read_java(text, n_bytes, true, &wide);
    if (read)
        *value = (float)wide;
    return read;
}

// ---- text to integers ----

// Sign and 1 to 18 digits, nothing else.
static inline bool plain_long(const char *p, size_t n_bytes, int64_t *value) {
    const char *end = p + n_bytes;
    bool negative = n_bytes && *p == '-';
    p += negative;
    uint64_t v = 0;
    const char *first = p;
    if (end - p > 18 || read_digits(p, end, &v) != end || first == end)
        return false;
    *value = negative ? -(int64_t)v : (int64_t)v;
    return true;
}

// The zeros of the sets of decimal digits in the BMP, as Character.digit knows them.
static const uint16_t digit_zeros[] = {
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10};

static int unicode_digit(uint32_t c) {
    if (c < 0x80)
        return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    for (size_t i = 0; i < sizeof digit_zeros / sizeof *digit_zeros; i++)
        if (c >= digit_zeros[i] && c < digit_zeros[i] + 10u)
            return (int)(c - digit_zeros[i]);
    return -1;
}

// Long.parseLong: sign and digits of any script, within the range of long.
static bool java_integer(const char *text, size_t n_bytes, int64_t *value) {
    const unsigned char *p = (const unsigned char *)text, *end = p + n_bytes;
    bool negative = n_bytes && *p == '-';
    if (n_bytes && (*p == '-' || *p == '+'))
        p++;
    if (p == end)
        return false;
    int64_t v = 0; // kept negative: that range is the larger one
    while (p < end) {
        uint32_t c = *p;
        size_t n = c < 0x80 ? 1 : c >= 0xE0 && c < 0xF0 ? 3 : 2;
        if ((c >= 0x80 && c < 0xC0) || c >= 0xF0 || (size_t)(end - p) < n)
            return false;
        if (n == 2)
            c = (c & 0x1F) << 6 | (p[1] & 0x3F);
        if (n == 3)
            c = (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3F);
        int digit = unicode_digit(c);
        if (digit < 0 || __builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, digit, &v))
            return false;
        p += n;
    }
    if (!negative && v == INT64_MIN)
        return false;
    *value = negative ? v : -v;
    return true;
}

static int64_t clamp_double(double d, int64_t low, int64_t high) {
    if (d != d)
        return 0;
    if (d >= (double)high)
        return high;
    return d <= (double)low ? low : (int64_t)d;
}

// Of file bytes only a minus and ASCII digits are read as an integer, the rest as a double: a plus
// costs the digits that a double does not have.
static bool integer_text(const char *text, size_t n_bytes, bool file_bytes, int64_t *value) {
    for (size_t i = 0; file_bytes && i < n_bytes; i++)
        if ((text[i] < '0' || text[i] > '9') && text[i] != '-')
            return false;
    return java_integer(text, n_bytes, value);
}

// Bytes and chararrays differ in what is too large, see parse_int and parse_long.
static bool odd_int(const char *text, size_t n_bytes, bool file_bytes, int32_t *value) {
    int64_t whole;
    if (file_bytes)
        trim(&text, &n_bytes);
    if (integer_text(text, n_bytes, file_bytes, &whole) && whole == (int32_t)whole) {
        *value = (int32_t)whole;
        return true;
    }
    double d;
    if (!parse_double(text, n_bytes, &d))
        return false;
    bool fits = file_bytes ? d < 2147483648.0 && d > -2147483649.0 : !(d > 2147483648.0);
    if (fits)
        *value = (int32_t)clamp_double(d, INT32_MIN, INT32_MAX);
    return fits;
}

static bool odd_long(const char *text, size_t n_bytes, bool file_bytes, int64_t *value) {
    if (file_bytes)
        trim(&text, &n_bytes);
    if (file_bytes && n_bytes && (text[n_bytes - 1] == 'l' || text[n_bytes - 1] == 'L'))
        n_bytes--;
    if (integer_text(text, n_bytes, file_bytes, value))
        return true;
    double d;
    if (!parse_double(text, n_bytes, &d))
        return false;
    static const double limit = 9223372036854775808.0;
    bool fits = file_bytes ? d <= limit && d >= -limit : !(d > limit);
    if (fits)
        *value = clamp_double(d, INT64_MIN, INT64_MAX);
    return fits;
}

bool parse_int(const char *text, size_t n_bytes, bool file_bytes, int32_t *value) {
    int64_t wide;
    if (plain_long(text, n_bytes, &wide) && wide == (int32_t)wide) {
        *value = (int32_t)wide;
        return true;
    }
    return odd_int(text, n_bytes, file_bytes, value);
}

bool parse_long(const char *text, size_t n_bytes, bool file_bytes, int64_t *value) {
    return plain_long(text, n_bytes, value) || odd_long(text, n_bytes, file_bytes, value);
}

bool parse_boolean(const char *text, size_t n_bytes, bool *value) {
    bool yes = n_bytes == 4 && strncasecmp(text, "true", 4) == 0;
    if (!yes && !(n_bytes == 5 && strncasecmp(text, "false", 5) == 0))
        return false;
    *value = yes;
    return true;
}
