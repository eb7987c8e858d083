// SPDX-License-Identifier: Apache-2.0
//
// Decimal numbers as digits; see the header.

#include "udf/builtin/decimal.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void drop_leading_zeros(Decimal *d) {
    int zeros = 0;
    while (zeros < d->n_digits && d->digits[zeros] == '0')
        zeros++;
    memmove(d->digits, d->digits + zeros, (size_t)(d->n_digits - zeros));
    d->n_digits -= zeros;
    d->exponent -= zeros;
    if (d->n_digits == 0)
        d->exponent = 0;
}

bool decimal_from_text(Decimal *d, const char *text, size_t n_bytes) {
    const char *at = text, *end = text + n_bytes;
    d->negative = at < end && *at == '-';
    d->n_digits = d->exponent = d->scale = 0;
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    bool any = false, point = false;
    for (; at < end && (isdigit((unsigned char)*at) || (*at == '.' && !point)); at++) {
        if (*at == '.') {
            point = true;
            continue;
        }
        any = true;
        d->exponent += !point;
        d->scale += point;
        if (d->n_digits < DECIMAL_MAX_DIGITS)
            d->digits[d->n_digits++] = *at;
    }
    if (!any)
        return false;
    if (at < end && (*at == 'e' || *at == 'E')) {
        char number[16];
        size_t n = (size_t)(end - at - 1);
        n = n < sizeof number - 1 ? n : sizeof number - 1;
        memcpy(number, at + 1, n);
        number[n] = 0;
        int exponent = atoi(number);
        d->exponent += exponent;
        d->scale -= exponent;
        at = end;
    }
    drop_leading_zeros(d);
    return at == end;
}

// Is one more in the last kept digit wanted? kept: digits that stay.
static bool rounds_away(const Decimal *d, int kept, DecimalRounding rounding) {
    bool exact = true;
    for (int i = kept < 0 ? 0 : kept; i < d->n_digits; i++)
        exact &= d->digits[i] == '0';
    if (exact)
        return false;
    int half = -1; // of the dropped part against one half
    if (kept >= 0 && d->digits[kept] >= '5') {
        half = d->digits[kept] > '5';
        for (int i = kept + 1; i < d->n_digits; i++)
            half |= d->digits[i] != '0';
    }
    bool odd = kept > 0 && (d->digits[kept - 1] - '0') % 2 != 0;
    switch (rounding) {
    case ROUND_UP:
        return true;
    case ROUND_CEILING:
        return !d->negative;
    case ROUND_FLOOR:
        return d->negative;
    case ROUND_HALF_UP:
        return half >= 0;
    case ROUND_HALF_DOWN:
        return half > 0;
    case ROUND_HALF_EVEN:
        return half > 0 || (half == 0 && odd);
    default:
        return false;
    }
}

static void increment(Decimal *d, int kept) {
    int i = kept - 1;
    while (i >= 0 && d->digits[i] == '9')
        d->digits[i--] = '0';
    if (i >= 0) {
        d->digits[i]++;
        return;
    }
    int n = kept < DECIMAL_MAX_DIGITS ? kept : DECIMAL_MAX_DIGITS - 1;
    memmove(d->digits + 1, d->digits, (size_t)n);
    d->digits[0] = '1';
    d->n_digits = n + 1;
    d->exponent++;
}

bool decimal_round(Decimal *d, int places, DecimalRounding rounding) {
    int kept = d->exponent + places; // digits that stay
    d->scale = places;
    if (d->n_digits == 0 || kept >= d->n_digits)
        return true;
    bool inexact = false;
    for (int i = kept < 0 ? 0 : kept; i < d->n_digits; i++)
        inexact |= d->digits[i] != '0';
    if (inexact && rounding == ROUND_UNNECESSARY)
        return false;
    bool away = rounds_away(d, kept, rounding);
    if (kept <= 0) { // nothing stays but perhaps a one just left of what is dropped
        d->n_digits = away;
        d->digits[0] = '1';
        d->exponent = away ? 1 - places : 0;
        return true;
    }
    d->n_digits = kept;
    if (away)
        increment(d, kept);
    return true;
}

double decimal_to_double(const Decimal *d) {
    char text[DECIMAL_MAX_DIGITS + 32];
    snprintf(text, sizeof text, "%s0.%.*sE%d", d->negative && d->n_digits ? "-" : "", d->n_digits,
             d->n_digits ? d->digits : "0", d->exponent);
    return strtod(text, NULL);
}

char decimal_digit(const Decimal *d, int position) {
    int i = d->exponent - 1 - position;
    return i >= 0 && i < d->n_digits ? d->digits[i] : '0';
}

int decimal_integer_digits(const Decimal *d) {
    return d->n_digits && d->exponent > 0 ? d->exponent : 1;
}
