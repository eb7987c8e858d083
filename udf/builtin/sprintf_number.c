// SPDX-License-Identifier: Apache-2.0
//
// Numbers in SPRINTF. Java rounds the decimal text of a number half up, which is not what printf
// does: %.1f of 1.25 is 1.3.

#include "udf/builtin/decimal.h"
#include "udf/builtin/sprintf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "udf/value/bignum.h"
#include "udf/value/number_text.h"

typedef struct Digits {
    bool negative;
    bool no_zeros;      // flag 0 pads with blanks
    const char *prefix; // "0x"; NULL: none
    const char *text;   // without sign
    size_t n_bytes;
    size_t n_integer; // before the point, where commas go
} Digits;

// Sign, prefix, grouping, zeros and padding round the digits of a number.
static void append_signed(Text *to, const FormatItem *item, const Digits *digits) {
    Text number = text_new(0);
    text_append_string(&number, digits->negative ? (item->parenthesis ? "(" : "-")
                                : item->plus     ? "+"
                                : item->space    ? " "
                                                 : "");
    text_append_string(&number, digits->prefix ? digits->prefix : "");
    const char *close = digits->negative && item->parenthesis ? ")" : "";
    size_t n_integer = item->comma ? digits->n_integer : 0;
    size_t commas = n_integer ? (n_integer - 1) / 3 : 0;
    size_t length = number.n_bytes + digits->n_bytes + commas + strlen(close);
    if (item->zero && !digits->no_zeros)
        for (; item->width > 0 && length < (size_t)item->width; length++)
            text_append_char(&number, '0');
    for (size_t i = 0; i < digits->n_bytes; i++) {
        if (i > 0 && i < n_integer && (n_integer - i) % 3 == 0)
            text_append_char(&number, ',');
        text_append_char(&number, digits->text[i]);
    }
    text_append_string(&number, close);
    format_padded(to, item, number.data, number.n_bytes);
    text_free(&number);
}

// ---- whole numbers ----

static const pig_str *big_at(const pig_vec *v, size_t i) {
    size_t at = pig_at(v, i);
    return v->type == PIG_ANY ? &((const pig_slot *)v->data)[at].str : &pig_strs(v)[at];
}

static const char *base_prefix(const FormatItem *item) {
    return !item->hash ? NULL : item->conversion == 'x' ? "0x" : "0";
}

// Hexadecimal or octal; a negative int or long shows its two's complement.
static FormatFault format_bits(Text *to, const FormatItem *item, int64_t value, bool is_int) {
    if (item->plus || item->space || item->comma || item->parenthesis)
        return "%x and %o of an int or long take no sign flags";
    char digits[32];
    uint64_t bits = is_int ? (uint32_t)value : (uint64_t)value;
    int n = snprintf(digits, sizeof digits, item->conversion == 'x' ? "%llx" : "%llo",
                     (unsigned long long)bits);
    append_signed(to, item,
                  &(Digits){.prefix = base_prefix(item), .text = digits, .n_bytes = (size_t)n});
    return NULL;
}

static FormatFault format_big_integer(Text *to, const FormatItem *item, const pig_str *value) {
    bool decimal = item->conversion == 'd';
    if (!decimal && item->comma)
        return "%x and %o take no comma";
    Text digits = text_new(0);
    big_print_base(&digits, value, decimal ? 10 : item->conversion == 'x' ? 16 : 8);
    bool negative = digits.data[0] == '-';
    size_t n = digits.n_bytes - negative;
    append_signed(to, item,
                  &(Digits){.negative = negative,
                            .prefix = decimal ? NULL : base_prefix(item),
                            .text = digits.data + negative,
                            .n_bytes = n,
                            .n_integer = decimal ? n : 0});
    text_free(&digits);
    return NULL;
}

FormatFault format_integer(Text *to, const FormatItem *item, const pig_vec *v, size_t i) {
    if (item->precision >= 0)
        return "a whole number has no precision";
    if (item->hash && item->conversion == 'd')
        return "%d takes no flag #";
    if (type_at(v, i) == PIG_BIGINTEGER)
        return format_big_integer(to, item, big_at(v, i));
    int64_t value;
    if (!integer_at(v, i, &value))
        return "%d, %x and %o take whole numbers";
    if (item->conversion != 'd')
        return format_bits(to, item, value, type_at(v, i) == PIG_INT);
    char digits[NUMBER_TEXT_BYTES];
    size_t n = format_long(value, digits);
    bool negative = value < 0;
    append_signed(to, item,
                  &(Digits){.negative = negative,
                            .text = digits + negative,
                            .n_bytes = n - negative,
                            .n_integer = n - negative});
    return NULL;
}

// ---- decimal numbers ----

static void append_fraction(Text *digits, const Decimal *d, int first, int n) {
    for (int i = 0; i < n; i++)
        text_append_char(digits, decimal_digit(d, first - i));
}

// Returns the number of digits before the point.
static size_t fixed_digits(Text *digits, Decimal *d, const FormatItem *item, int precision) {
    decimal_round(d, precision, ROUND_HALF_UP);
    int n = decimal_integer_digits(d);
    append_fraction(digits, d, n - 1, n);
    if (precision > 0 || item->hash)
        text_append_char(digits, '.');
    append_fraction(digits, d, -1, precision);
    return (size_t)n;
}

static void scientific_digits(Text *digits, Decimal *d, const FormatItem *item, int precision) {
    decimal_round(d, precision - (d->n_digits ? d->exponent - 1 : 0), ROUND_HALF_UP);
    int exponent = d->n_digits ? d->exponent - 1 : 0;
    text_append_char(digits, decimal_digit(d, exponent));
    if (precision > 0 || item->hash)
        text_append_char(digits, '.');
    append_fraction(digits, d, exponent - 1, precision);
    text_printf(digits, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

// %g: fixed when 10^-4 <= rounded value < 10^precision.
static size_t general_digits(Text *digits, Decimal *d, const FormatItem *item, int precision) {
    precision = precision == 0 ? 1 : precision;
    Decimal rounded = *d;
    if (d->n_digits)
        decimal_round(&rounded, precision - d->exponent, ROUND_HALF_UP);
    int exponent = rounded.n_digits ? rounded.exponent - 1 : 0;
    if (exponent >= -4 && exponent < precision)
        return fixed_digits(digits, d, item, precision - 1 - exponent);
    scientific_digits(digits, d, item, precision - 1);
    return 0;
}

static FormatFault format_decimal(Text *to, const FormatItem *item, Decimal *d, bool negative) {
    Text digits = text_new(0);
    int precision = item->precision < 0 ? 6 : item->precision;
    size_t n_integer = 0;
    if (item->conversion == 'f')
        n_integer = fixed_digits(&digits, d, item, precision);
    else if (item->conversion == 'e')
        scientific_digits(&digits, d, item, precision);
    else
        n_integer = general_digits(&digits, d, item, precision);
    append_signed(to, item,
                  &(Digits){.negative = negative,
                            .text = digits.data,
                            .n_bytes = digits.n_bytes,
                            .n_integer = n_integer});
    text_free(&digits);
    return NULL;
}

// "0x1.8p1": C writes the exponent's plus and leaves out ".0".
static FormatFault format_hexadecimal(Text *to, const FormatItem *item, double value) {
    char c[64], java[72];
    snprintf(c, sizeof c, "%a", fabs(value));
    char *exponent = strchr(c, 'p');
    *exponent++ = 0;
    exponent += *exponent == '+';
    int n = snprintf(java, sizeof java, "%s%sp%s", c, strchr(c, '.') ? "" : ".0", exponent);
    append_signed(
        to, item,
        &(Digits){
            .negative = signbit(value), .no_zeros = true, .text = java, .n_bytes = (size_t)n});
    return NULL;
}

static FormatFault format_special(Text *to, const FormatItem *item, double value) {
    if (isnan(value)) {
        format_padded(to, item, "NaN", 3);
        return NULL;
    }
    append_signed(
        to, item,
        &(Digits){.negative = value < 0, .no_zeros = true, .text = "Infinity", .n_bytes = 8});
    return NULL;
}

static FormatFault format_big_decimal(Text *to, const FormatItem *item, const pig_str *value) {
    if (item->conversion == 'a')
        return "%a takes a float or double";
    Text digits = text_new(0);
    big_print(&digits, value, true);
    Decimal *d = malloc(sizeof *d);
    FormatFault fault = d ? NULL : "out of memory";
    if (d && decimal_from_text(d, digits.data, digits.n_bytes))
        fault = format_decimal(to, item, d, d->negative);
    free(d);
    text_free(&digits);
    return fault;
}

FormatFault format_real(Text *to, const FormatItem *item, const pig_vec *v, size_t i) {
    size_t at = pig_at(v, i);
    double value;
    switch (type_at(v, i)) {
    case PIG_FLOAT:
        value = v->type == PIG_ANY ? ((const pig_slot *)v->data)[at].f : pig_floats(v)[at];
        break;
    case PIG_DOUBLE:
        value = v->type == PIG_ANY ? ((const pig_slot *)v->data)[at].d : pig_doubles(v)[at];
        break;
    case PIG_BIGDECIMAL:
        return format_big_decimal(to, item, big_at(v, i));
    default:
        return "%e, %f and %g take float, double and bigdecimal";
    }
    if (!isfinite(value))
        return format_special(to, item, value);
    if (item->conversion == 'a')
        return format_hexadecimal(to, item, value);
    char text[NUMBER_TEXT_BYTES];
    Decimal d;
    decimal_from_text(&d, text, format_double(fabs(value), text));
    return format_decimal(to, item, &d, signbit(value));
}
