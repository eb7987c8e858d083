// SPDX-License-Identifier: Apache-2.0
//
// Big numbers as bytes, worked on by GMP. Each call imports its operands and exports its result, so
// that a vector never holds what must be freed. Scales and sizes are bounded: text with an exponent
// beyond MAX_SCALE is no number here.

#include "udf/value/bignum.h"

#include <gmp.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "udf/value/number_text.h"

enum {
    MAX_SCALE = 100000000,
    MAX_TEXT_BYTES = 1000000, // longer text is not read as a number
    MAX_EXPANSION = 1000000,  // digits that lining up two scales may add
    LEAST_DIVISION_SCALE = 6, // Apache Pig's least scale of a quotient
};

// ---- bytes and GMP ----

static int32_t load_scale(const pig_str *value) {
    int32_t scale;
    memcpy(&scale, pig_str_data(value), sizeof scale);
    return scale;
}

static bool is_negative(const pig_str *value) {
    return value->n_bytes >= BIG_HEADER_BYTES && pig_str_data(value)[4] != 0;
}

// Initialises n; 0 for a null's empty bytes.
static void import(mpz_t n, const pig_str *value, int32_t *scale) {
    mpz_init(n);
    *scale = 0;
    if (value->n_bytes < BIG_HEADER_BYTES)
        return;
    *scale = load_scale(value);
    mpz_import(n, value->n_bytes - BIG_HEADER_BYTES, -1, 1, 0, 0,
               pig_str_data(value) + BIG_HEADER_BYTES);
    if (is_negative(value))
        mpz_neg(n, n);
}

static pig_str export(Arena *arena, const mpz_t n, int32_t scale) {
    size_t magnitude = mpz_sgn(n) ? (mpz_sizeinbase(n, 2) + 7) / 8 : 0;
    size_t n_bytes = BIG_HEADER_BYTES + magnitude;
    char few[PIG_STR_INLINE];
    char *bytes = n_bytes <= sizeof few ? few : arena_alloc(arena, n_bytes);
    memcpy(bytes, &scale, sizeof scale);
    bytes[4] = mpz_sgn(n) < 0;
    mpz_export(bytes + BIG_HEADER_BYTES, NULL, -1, 1, 0, 0, n);
    return pig_str_make(bytes, n_bytes);
}

static pig_str export_and_clear(Arena *arena, mpz_t n, int32_t scale) {
    pig_str value = export(arena, n, scale);
    mpz_clear(n);
    return value;
}

static void set_int64(mpz_t n, int64_t value) {
    uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
    mpz_import(n, 1, -1, sizeof magnitude, 0, 0, &magnitude);
    if (value < 0)
        mpz_neg(n, n);
}

static void multiply_by_power(mpz_t n, uint32_t exponent) {
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, exponent);
    mpz_mul(n, n, power);
    mpz_clear(power);
}

// n / 10^exponent, the rest dropped.
static void divide_by_power(mpz_t n, uint32_t exponent) {
    if (exponent > mpz_sizeinbase(n, 10)) {
        mpz_set_ui(n, 0);
        return;
    }
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, exponent);
    mpz_tdiv_q(n, n, power);
    mpz_clear(power);
}

// Decimal digits of |n|: 1 for zero.
static size_t precision(const mpz_t n) {
    size_t n_digits = mpz_sizeinbase(n, 10); // right or one too large
    if (n_digits <= 1)
        return 1;
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, n_digits - 1);
    if (mpz_cmpabs(n, power) < 0)
        n_digits--;
    mpz_clear(power);
    return n_digits;
}

// ---- from and to other types ----

pig_str big_from_long(Arena *arena, int64_t value) {
    mpz_t n;
    mpz_init(n);
    set_int64(n, value);
    return export_and_clear(arena, n, 0);
}

static bool is_blank(char c) {
    return (unsigned char)c <= ' ';
}

// Digits (without the point) of [sign] digits [. digits] [e exponent] into `digits`, their scale
// into *scale; false if the text has another form. A biginteger is a sign and digits.
static bool scan_decimal(const char *p, const char *end, bool decimal, char *digits,
                         int64_t *scale) {
    size_t n = 0;
    bool point = false;
    int64_t fraction = 0;
    for (; p < end; p++) {
        if (*p >= '0' && *p <= '9') {
            digits[n++] = *p;
            fraction += point;
        } else if (*p == '.' && decimal && !point) {
            point = true;
        } else {
            break;
        }
    }
    digits[n] = '\0';
    int64_t exponent = 0;
    if (n && decimal && p < end && (*p == 'e' || *p == 'E')) {
        bool negative = ++p < end && *p == '-';
        if (p < end && (*p == '-' || *p == '+'))
            p++;
        if (p == end)
            return false;
        for (; p < end && *p >= '0' && *p <= '9' && exponent <= MAX_SCALE; p++)
            exponent = exponent * 10 + (*p - '0');
        exponent = negative ? -exponent : exponent;
    }
    *scale = fraction - exponent;
    return n && p == end && *scale <= MAX_SCALE && *scale >= -MAX_SCALE;
}

bool big_from_text(Arena *arena, const char *text, size_t n_bytes, bool decimal, pig_str *value) {
    const char *end = text + n_bytes;
    while (text < end && is_blank(*text))
        text++;
    while (end > text && is_blank(end[-1]))
        end--;
    bool negative = text < end && *text == '-';
    if (text < end && (*text == '-' || *text == '+'))
        text++;
    if (text == end || end - text > MAX_TEXT_BYTES)
        return false;
    char few[64];
    size_t needed = (size_t)(end - text) + 1;
    char *digits = needed <= sizeof few ? few : malloc(needed);
    int64_t scale = 0;
    bool read = digits && scan_decimal(text, end, decimal, digits, &scale);
    if (read) {
        mpz_t n;
        mpz_init_set_str(n, digits, 10);
        if (negative)
            mpz_neg(n, n);
        *value = export_and_clear(arena, n, (int32_t)scale);
    }
    if (digits != few)
        free(digits);
    return read;
}

pig_str big_from_double(Arena *arena, double value, bool decimal) {
    pig_str result = {0};
    if (decimal) {
        char text[NUMBER_TEXT_BYTES];
        if (!big_from_text(arena, text, format_double(value, text), true, &result))
            result = big_from_long(arena, 0);
        return result;
    }
    int64_t whole = 0;
    if (value >= 9223372036854775808.0)
        whole = INT64_MAX;
    else if (value <= -9223372036854775808.0)
        whole = INT64_MIN;
    else if (value == value)
        whole = (int64_t)value;
    return big_from_long(arena, whole);
}

// The whole part of a bigdecimal into n.
static void import_whole(mpz_t n, const pig_str *value, bool decimal) {
    int32_t scale;
    import(n, value, &scale);
    if (!decimal || scale == 0)
        return;
    if (scale > 0)
        divide_by_power(n, (uint32_t)scale);
    else if (-scale <= MAX_EXPANSION)
        multiply_by_power(n, (uint32_t)-scale);
    else
        mpz_set_ui(n, 0); // a multiple of 2^64: nobody sees more than the low bits
}

pig_str big_convert(Arena *arena, const pig_str *value, bool decimal) {
    mpz_t n;
    import_whole(n, value, decimal);
    return export_and_clear(arena, n, 0);
}

int64_t big_to_long(const pig_str *value, bool decimal) {
    mpz_t n;
    import_whole(n, value, decimal);
    uint64_t low = 0;
    for (size_t i = 0; i < 64 / GMP_NUMB_BITS; i++)
        low |= (uint64_t)mpz_getlimbn(n, (mp_size_t)i) << (i * GMP_NUMB_BITS % 64);
    bool negative = mpz_sgn(n) < 0;
    mpz_clear(n);
    return (int64_t)(negative ? -low : low);
}

double big_to_double(const pig_str *value, bool decimal) {
    Text text = text_new(0);
    double result = 0;
    big_print(&text, value, decimal);
    parse_double(text.data, text.n_bytes, &result);
    text_free(&text);
    return result;
}

// ---- to text ----

// BigDecimal.toString of `digits` (n of them, no sign) and a scale.
static void print_scaled(Text *out, const char *digits, size_t n, int32_t scale) {
    int64_t exponent = -(int64_t)scale + (int64_t)n - 1; // of the first digit
    if (scale >= 0 && exponent >= -6) {
        if (scale == 0) {
            text_append(out, digits, n);
            return;
        }
        int64_t whole = (int64_t)n - scale;
        if (whole > 0)
            text_append(out, digits, (size_t)whole);
        else
            text_append_char(out, '0');
        text_append_char(out, '.');
        for (int64_t i = whole; i < 0; i++)
            text_append_char(out, '0');
        size_t from = whole > 0 ? (size_t)whole : 0;
        text_append(out, digits + from, n - from);
        return;
    }
    text_append_char(out, digits[0]);
    if (n > 1) {
        text_append_char(out, '.');
        text_append(out, digits + 1, n - 1);
    }
    if (exponent != 0)
        text_printf(out, "E%+lld", (long long)exponent);
}

// Decimal digits of |n|. few: room for 64 bytes. Given: free unless it is `few`.
static char *digits_of(const mpz_t n, char *few, size_t *n_digits) {
    size_t needed = mpz_sizeinbase(n, 10) + 2;
    char *digits = needed <= 64 ? few : malloc(needed);
    if (!digits)
        return NULL;
    mpz_get_str(digits, 10, n);
    if (digits[0] == '-')
        memmove(digits, digits + 1, strlen(digits));
    *n_digits = strlen(digits);
    return digits;
}

void big_print(Text *out, const pig_str *value, bool decimal) {
    mpz_t n;
    int32_t scale;
    char few[64];
    size_t n_digits;
    import(n, value, &scale);
    char *digits = digits_of(n, few, &n_digits);
    if (digits) {
        if (mpz_sgn(n) < 0)
            text_append_char(out, '-');
        print_scaled(out, digits, n_digits, decimal ? scale : 0);
    }
    if (digits != few)
        free(digits);
    mpz_clear(n);
}

void big_put_bytes(Text *out, const pig_str *value) {
    const unsigned char *big = (const unsigned char *)pig_str_data(value);
    const size_t n = value->n_bytes - BIG_HEADER_BYTES;
    const bool negative = big[4];
    Text bytes = text_new(0); // least significant first
    unsigned carry = 1;
    for (size_t i = 0; i < n; i++) {
        const unsigned byte = big[BIG_HEADER_BYTES + i];
        const unsigned sum = negative ? (~byte & 0xFF) + carry : byte;
        text_append_char(&bytes, (char)sum);
        carry = sum >> 8;
    }
    const bool top = bytes.n_bytes && bytes.data[bytes.n_bytes - 1] & 0x80;
    if (top != negative || bytes.n_bytes == 0)
        text_append_char(&bytes, negative ? (char)0xFF : 0);
    for (int shift = 24; shift >= 0; shift -= 8)
        text_append_char(out, (char)(bytes.n_bytes >> shift));
    for (size_t i = bytes.n_bytes; i-- > 0;)
        text_append_char(out, bytes.data[i]);
    text_free(&bytes);
}

void big_print_base(Text *out, const pig_str *value, int base) {
    mpz_t n;
    int32_t scale;
    import(n, value, &scale);
    char *to = text_reserve(out, mpz_sizeinbase(n, base) + 2);
    if (to) {
        mpz_get_str(to, base, n);
        text_advance(out, strlen(to));
    }
    mpz_clear(n);
}

// ---- order ----

// A number as 0.digits * 10^exponent without zeros at the end of the digits: equal numbers are
// equal in all three.
typedef struct Normal {
    int sign;
    int64_t exponent;
    size_t n_digits;
    char *digits;
    char few[64];
} Normal;

static void normalise(Normal *normal, const pig_str *value, bool decimal) {
    mpz_t n;
    int32_t scale;
    import(n, value, &scale);
    normal->sign = mpz_sgn(n);
    normal->n_digits = 0;
    normal->digits = digits_of(n, normal->few, &normal->n_digits);
    if (!normal->digits)
        normal->n_digits = 0;
    normal->exponent = (int64_t)normal->n_digits - (decimal ? scale : 0);
    while (normal->n_digits && normal->digits[normal->n_digits - 1] == '0')
        normal->n_digits--;
    if (normal->sign == 0)
        normal->exponent = 0;
    mpz_clear(n);
}

static void normal_free(Normal *normal) {
    if (normal->digits != normal->few)
        free(normal->digits);
}

static int compare_magnitude(const Normal *a, const Normal *b) {
    if (a->exponent != b->exponent)
        return a->exponent < b->exponent ? -1 : 1;
    size_t n = a->n_digits < b->n_digits ? a->n_digits : b->n_digits;
    int order = n ? memcmp(a->digits, b->digits, n) : 0;
    return order ? order : (a->n_digits > b->n_digits) - (a->n_digits < b->n_digits);
}

int big_compare(const pig_str *a, const pig_str *b, bool decimal) {
    if (pig_str_equal(a, b))
        return 0;
    Normal x, y;
    normalise(&x, a, decimal);
    normalise(&y, b, decimal);
    int order = (x.sign > y.sign) - (x.sign < y.sign);
    if (order == 0)
        order = x.sign < 0 ? compare_magnitude(&y, &x) : compare_magnitude(&x, &y);
    normal_free(&x);
    normal_free(&y);
    return order;
}

uint64_t big_hash(const pig_str *value, bool decimal) {
    Normal normal;
    normalise(&normal, value, decimal);
    uint64_t hash = (uint64_t)normal.exponent * 0x9E3779B97F4A7C15u + (uint64_t)(normal.sign + 2);
    for (size_t i = 0; i < normal.n_digits; i++)
        hash = (hash ^ (unsigned char)normal.digits[i]) * 0x100000001B3u;
    normal_free(&normal);
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

void big_append_sort_key(Text *out, const pig_str *value, bool decimal) {
    Normal normal;
    normalise(&normal, value, decimal);
    size_t start = out->n_bytes;
    text_append_char(out, (char)(normal.sign + 1));
    uint64_t exponent = (uint64_t)normal.exponent ^ (uint64_t)1 << 63;
    for (int shift = 56; shift >= 0; shift -= 8)
        text_append_char(out, (char)(exponent >> shift));
    text_append(out, normal.digits ? normal.digits : "", normal.n_digits);
    text_append_char(out, '\0');
    for (size_t i = start + 1; normal.sign < 0 && i < out->n_bytes; i++)
        out->data[i] = (char)~out->data[i];
    normal_free(&normal);
}

// ---- arithmetic ----

// Brings both to the larger scale; false when that would take too many digits.
static bool line_up(mpz_t a, int32_t *a_scale, mpz_t b, int32_t *b_scale) {
    int64_t difference = (int64_t)*a_scale - *b_scale;
    if (difference > MAX_EXPANSION || difference < -MAX_EXPANSION)
        return false;
    if (difference > 0) {
        multiply_by_power(b, (uint32_t)difference);
        *b_scale = *a_scale;
    } else if (difference < 0) {
        multiply_by_power(a, (uint32_t)-difference);
        *a_scale = *b_scale;
    }
    return true;
}

// q = a / b at `scale`, rounded half up (away from zero).
static bool divide_rounded(mpz_t a, int32_t a_scale, const mpz_t b, int32_t b_scale,
                           int64_t scale) {
    int64_t shift = scale - a_scale + b_scale;
    if (shift > MAX_EXPANSION || shift < -MAX_EXPANSION)
        return false;
    mpz_t divisor, rest;
    mpz_init_set(divisor, b);
    mpz_init(rest);
    if (shift > 0)
        multiply_by_power(a, (uint32_t)shift);
    else if (shift < 0)
        multiply_by_power(divisor, (uint32_t)-shift);
    int sign = mpz_sgn(a) * mpz_sgn(divisor);
    mpz_tdiv_qr(a, rest, a, divisor);
    mpz_mul_2exp(rest, rest, 1);
    if (mpz_cmpabs(rest, divisor) >= 0) {
        if (sign < 0)
            mpz_sub_ui(a, a, 1);
        else
            mpz_add_ui(a, a, 1);
    }
    mpz_clear(divisor);
    mpz_clear(rest);
    return true;
}

static bool divide(mpz_t a, int32_t *a_scale, const mpz_t b, int32_t b_scale, bool decimal) {
    if (mpz_sgn(b) == 0)
        return false;
    if (!decimal) {
        mpz_tdiv_q(a, a, b);
        return true;
    }
    int64_t scale = (int64_t)*a_scale + (int64_t)precision(b) + 1;
    if (scale < LEAST_DIVISION_SCALE)
        scale = LEAST_DIVISION_SCALE;
    if (!divide_rounded(a, *a_scale, b, b_scale, scale))
        return false;
    *a_scale = (int32_t)scale;
    return true;
}

static bool operate(BigOperation operation, mpz_t a, int32_t *a_scale, mpz_t b, int32_t b_scale,
                    bool decimal) {
    switch (operation) {
    case BIG_ADD:
    case BIG_SUBTRACT:
        if (!line_up(a, a_scale, b, &b_scale))
            return false;
        if (operation == BIG_ADD)
            mpz_add(a, a, b);
        else
            mpz_sub(a, a, b);
        return true;
    case BIG_MULTIPLY:
        mpz_mul(a, a, b);
        *a_scale += b_scale;
        return *a_scale <= MAX_SCALE && *a_scale >= -MAX_SCALE;
    case BIG_DIVIDE:
        return divide(a, a_scale, b, b_scale, decimal);
    case BIG_MODULO:
        if (mpz_sgn(b) <= 0)
            return false;
        mpz_fdiv_r(a, a, b);
        return true;
    }
    return false;
}

bool big_arithmetic(Arena *arena, BigOperation operation, const pig_str *a, const pig_str *b,
                    bool decimal, pig_str *result) {
    mpz_t x, y;
    int32_t x_scale, y_scale;
    import(x, a, &x_scale);
    import(y, b, &y_scale);
    bool done = operate(operation, x, &x_scale, y, y_scale, decimal);
    if (done)
        *result = export(arena, x, x_scale);
    mpz_clear(x);
    mpz_clear(y);
    return done;
}

pig_str big_negate(Arena *arena, const pig_str *value) {
    mpz_t n;
    int32_t scale;
    import(n, value, &scale);
    mpz_neg(n, n);
    return export_and_clear(arena, n, scale);
}
