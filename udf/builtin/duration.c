// SPDX-License-Identifier: Apache-2.0
//
// AddDuration, SubtractDuration and the ...Between functions. Years, months, weeks and days move
// the local clock (a day over a change of the clock keeps the time of day); smaller parts move the
// instant.

#include "udf/builtin/date_state.h"
#include "udf/builtin/functions.h"
#include "udf/value/datetime.h"

#include <ctype.h>

enum { MAX_YEAR = 292275054 };

// ---- durations ----

typedef struct Duration {
    int64_t years, months, weeks, days, milliseconds;
} Duration;

static bool read_part(const char **at, const char *end, int64_t *whole, int64_t *thousandths,
                      bool *fraction) {
    bool negative = *at < end && **at == '-';
    if (*at < end && (**at == '-' || **at == '+'))
        ++*at;
    const char *start = *at;
    *whole = *thousandths = 0;
    for (; *at < end && isdigit((unsigned char)**at) && *whole <= INT32_MAX; ++*at)
        *whole = *whole * 10 + (**at - '0');
    bool any = *at > start && *whole <= INT32_MAX; // Joda-Time's parts are ints
    *fraction = any && *at < end && (**at == '.' || **at == ',');
    if (*fraction) {
        int n = 0;
        for (++*at; *at < end && isdigit((unsigned char)**at); ++*at, n++)
            if (n < 3)
                *thousandths = *thousandths * 10 + (**at - '0');
        for (; n < 3; n++)
            *thousandths *= 10;
    }
    if (negative) {
        *whole = -*whole;
        *thousandths = -*thousandths;
    }
    return any;
}

// "P1Y2M3W4DT5H6M7.8S"; letters in any case, each part at most once and in order. "P" alone is
// no time at all.
static bool parse_duration(const pig_str *text, Duration *d) {
    const char *at = pig_str_data(text), *end = at + text->n_bytes;
    const char *left = "ymwd"; // letters that may still come
    bool in_time = false, any = false;
    *d = (Duration){0};
    if (at == end || tolower((unsigned char)*at++) != 'p')
        return false;
    while (at < end) {
        if (tolower((unsigned char)*at) == 't' && !in_time) {
            in_time = true;
            left = "hms";
            at++;
            continue;
        }
        int64_t whole, thousandths;
        bool fraction;
        if (!read_part(&at, end, &whole, &thousandths, &fraction) || at == end)
            return false;
        char letter = (char)tolower((unsigned char)*at++);
        const char *found = letter ? strchr(left, letter) : NULL;
        if (!found || (fraction && !(in_time && letter == 's')))
            return false;
        left = found + 1;
        any = true;
        if (in_time)
            d->milliseconds += whole * (letter == 'h'   ? 3600000
                                        : letter == 'm' ? 60000
                                                        : 1000) +
                               thousandths;
        else
            *(letter == 'y'   ? &d->years
              : letter == 'm' ? &d->months
              : letter == 'w' ? &d->weeks
                              : &d->days) = whole;
    }
    return any || !in_time;
}

// false: past the last year that there is.
static bool add_months(int64_t *local, int64_t months) {
    int64_t rest, year;
    int month, day;
    civil_from_days(datetime_day(*local, &rest), &year, &month, &day);
    int64_t count = year * 12 + (month - 1) + months;
    year = floor_divide(count, 12);
    if (year < -MAX_YEAR || year > MAX_YEAR)
        return false;
    month = (int)(count - year * 12) + 1;
    int length = civil_month_length(year, month);
    *local = days_from_civil(year, month, day < length ? day : length) * DAY_MILLISECONDS + rest;
    return true;
}

static int add_duration(pig_ctx *ctx, const pig_datetime *start, const Duration *d, int sign,
                        pig_datetime *result) {
    DateState *state = ctx->bind_data;
    int64_t local = date_local(state, start);
    *result = *start;
    if (d->years || d->months || d->weeks || d->days) {
        int64_t by_days = sign * (d->weeks * 7 + d->days) * DAY_MILLISECONDS;
        if ((d->years && !add_months(&local, sign * 12 * d->years)) ||
            (d->months && !add_months(&local, sign * d->months)) ||
            __builtin_add_overflow(local, by_days, &local))
            return pig_fail(ctx, "the sum is past the end of the calendar");
        // Where the clock skips the time, it stands an hour later.
        if (!date_from_local(state, start, local, result) &&
            !date_from_local(state, start, local + 3600000, result))
            return pig_fail(ctx, "the clock of that zone skips the sum");
    }
    int64_t instant;
    if (__builtin_add_overflow(result->milliseconds, sign * d->milliseconds, &instant))
        return pig_fail(ctx, "the sum is past the end of the calendar");
    if (d->milliseconds)
        *result = date_at(state, result, instant);
    return 0;
}

static int add_rows(pig_ctx *ctx, size_t n_rows, const pig_vec *args, pig_vec *out, int sign) {
    const bool constant = args[1].form == PIG_CONSTANT;
    bool parsed = false;
    Duration d = {0};
    for (size_t i = 0; i < n_rows; i++) {
        ctx->row = i;
        if (!row_is_valid(out, i))
            continue;
        const pig_str *text = str_at(&args[1], i);
        parsed = (constant && parsed) || parse_duration(text, &d);
        if (!parsed)
            return pig_fail(ctx, "'%.*s' is no duration",
                            text->n_bytes > 100 ? 100 : (int)text->n_bytes, pig_str_data(text));
        if (add_duration(ctx, &pig_datetimes(args)[pig_at(args, i)], &d, sign,
                         &pig_datetimes_out(out)[i]) != 0)
            return -1;
    }
    return 0;
}

BATCH_FN(udf_add_duration) {
    UNUSED(n_args);
    return add_rows(ctx, n_rows, args, out, 1);
}

BATCH_FN(udf_subtract_duration) {
    UNUSED(n_args);
    return add_rows(ctx, n_rows, args, out, -1);
}

// ---- between ----

// Wraps like Java's subtraction.
static int64_t elapsed(const pig_datetime *to, const pig_datetime *from) {
    return (int64_t)((uint64_t)to->milliseconds - (uint64_t)from->milliseconds);
}

#define ELAPSED(name, unit)                                                                        \
    BATCH_FN(udf_##name##_between) {                                                               \
        UNUSED(ctx), UNUSED(n_args);                                                               \
        for (size_t i = 0; i < n_rows; i++)                                                        \
            pig_longs_out(out)[i] = elapsed(&pig_datetimes(&args[0])[pig_at(&args[0], i)],         \
                                            &pig_datetimes(&args[1])[pig_at(&args[1], i)]) /       \
                                    (unit);                                                        \
        return 0;                                                                                  \
    }

ELAPSED(milliseconds, 1)
ELAPSED(seconds, 1000)
ELAPSED(minutes, 60000)
ELAPSED(hours, 3600000)
ELAPSED(days, (int64_t)DAY_MILLISECONDS)
ELAPSED(weeks, 7 * (int64_t)DAY_MILLISECONDS)

typedef struct Date {
    int64_t year, rest; // rest: milliseconds since the month or year began
    int month, day;
} Date;

static Date date_of(int64_t local) {
    Date date;
    int64_t rest;
    civil_from_days(datetime_day(local, &rest), &date.year, &date.month, &date.day);
    date.rest = (date.day - 1) * (int64_t)DAY_MILLISECONDS + rest;
    return date;
}

// Whole months from `from` to the later `to`. The last day of a month is as good as any later day
// that the other month has.
static int64_t whole_months(int64_t to, int64_t from) {
    Date a = date_of(to), b = date_of(from);
    int64_t months = (a.year - b.year) * 12 + a.month - b.month;
    if (a.day == civil_month_length(a.year, a.month) && b.day > a.day)
        b.rest -= (b.day - a.day) * (int64_t)DAY_MILLISECONDS;
    return a.rest < b.rest ? months - 1 : months;
}

// The 29th of February counts as the 28th against a year without it.
static int64_t whole_years(int64_t to, int64_t from) {
    const int64_t leap_day = 59 * (int64_t)DAY_MILLISECONDS;
    Date a = date_of(to), b = date_of(from);
    int64_t a_rest = to - days_from_civil(a.year, 1, 1) * DAY_MILLISECONDS;
    int64_t b_rest = from - days_from_civil(b.year, 1, 1) * DAY_MILLISECONDS;
    if (b_rest >= leap_day) {
        if (civil_is_leap(b.year) && !civil_is_leap(a.year))
            b_rest -= DAY_MILLISECONDS;
        else if (!civil_is_leap(b.year) && a_rest >= leap_day && civil_is_leap(a.year))
            a_rest -= DAY_MILLISECONDS;
    }
    return a.year - b.year - (a_rest < b_rest);
}

// Counted on the clock of the second argument.
static int between(pig_ctx *ctx, size_t n_rows, const pig_vec *args, pig_vec *out,
                   int64_t (*count)(int64_t to, int64_t from)) {
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        const pig_datetime *a = &pig_datetimes(&args[0])[pig_at(&args[0], i)];
        const pig_datetime *b = &pig_datetimes(&args[1])[pig_at(&args[1], i)];
        pig_datetime there = date_at(ctx->bind_data, b, a->milliseconds);
        int64_t to = date_local(ctx->bind_data, &there), from = date_local(ctx->bind_data, b);
        pig_longs_out(out)[i] = to < from ? -count(from, to) : count(to, from);
    }
    return 0;
}

BATCH_FN(udf_months_between) {
    UNUSED(n_args);
    return between(ctx, n_rows, args, out, whole_months);
}

BATCH_FN(udf_years_between) {
    UNUSED(n_args);
    return between(ctx, n_rows, args, out, whole_years);
}
