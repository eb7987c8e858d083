// SPDX-License-Identifier: Apache-2.0
//
// The calendar and ISO-8601 text. The grammar of text is that of Joda-Time's general ISO parser,
// which Apache Pig uses: a date by month, week or day of the year, then a time whose last part may
// have a fraction, then an offset.

#include "udf/value/datetime.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_YEAR = 292278994, MAX_FRACTION_DIGITS = 9, BLANK_AT = 10 };

// ---- calendar ----

int64_t days_from_civil(int64_t year, int month, int day) {
    year -= month <= 2;
    int64_t era = floor_divide(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void civil_from_many_days(int64_t days, int64_t *year, int *month, int *day) {
    days += 719468;
    int64_t era = floor_divide(days, 146097);
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

// 1 Monday .. 7 Sunday.
static int day_of_week(int64_t days) {
    int64_t from_monday = (days + 3) % 7;
    return (int)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

// The day on which week 1 of an ISO year begins: the Monday of the week that has 4 January.
static int64_t first_week_day(int64_t year) {
    int64_t fourth = days_from_civil(year, 1, 4);
    return fourth - (day_of_week(fourth) - 1);
}

static int weeks_in_year(int64_t year) {
    return (int)((first_week_day(year + 1) - first_week_day(year)) / 7);
}

static int day_of_year(int64_t year, int month, int day) {
    static const int before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return before_month[month - 1] + (month > 2 && civil_is_leap(year)) + day;
}

// The week of day `day` of a year. A week belongs to the year that its Thursday lies in.
static int week_of(int day, int weekday, int64_t year, int64_t *week_year) {
    const int length = civil_is_leap(year) ? 366 : 365;
    int thursday = day + 4 - weekday;
    *week_year = year;
    if (thursday < 1) {
        thursday += civil_is_leap(--*week_year) ? 366 : 365;
    } else if (thursday > length) {
        thursday -= length;
        ++*week_year;
    }
    return (thursday - 1) / 7 + 1;
}

DatetimeFields datetime_fields(const pig_datetime *value) {
    int64_t rest_of_day;
    const int64_t days = datetime_day(datetime_local(value), &rest_of_day);
    const int rest = (int)rest_of_day;
    DatetimeFields f = {.millisecond = rest % 1000,
                        .second = rest / 1000 % 60,
                        .minute = rest / 60000 % 60,
                        .hour = rest / 3600000,
                        .day_of_week = day_of_week(days)};
    civil_from_days(days, &f.year, &f.month, &f.day);
    f.day_of_year = day_of_year(f.year, f.month, f.day);
    f.week = week_of(f.day_of_year, f.day_of_week, f.year, &f.week_year);
    return f;
}

int civil_week(int64_t days, int64_t *week_year) {
    int64_t year;
    int month, day;
    civil_from_days(days, &year, &month, &day);
    return week_of(day_of_year(year, month, day), day_of_week(days), year, week_year);
}

// ---- to text ----

static char *put_number(char *to, int64_t value, int width) {
    char digits[24];
    int n = 0;
    do
        digits[n++] = (char)('0' + value % 10);
    while ((value /= 10) > 0 || n < width);
    while (n > 0)
        *to++ = digits[--n];
    return to;
}

size_t format_datetime(const pig_datetime *value, char *to) {
    DatetimeFields f = datetime_fields(value);
    char *p = to;
    if (f.year < 0)
        *p++ = '-';
    p = put_number(p, f.year < 0 ? -f.year : f.year, 4);
    *p++ = '-';
    p = put_number(p, f.month, 2);
    *p++ = '-';
    p = put_number(p, f.day, 2);
    *p++ = 'T';
    p = put_number(p, f.hour, 2);
    *p++ = ':';
    p = put_number(p, f.minute, 2);
    *p++ = ':';
    p = put_number(p, f.second, 2);
    *p++ = '.';
    p = put_number(p, f.millisecond, 3);
    if (value->offset_minutes == 0) {
        *p++ = 'Z';
        return (size_t)(p - to);
    }
    int offset = abs(value->offset_minutes);
    *p++ = value->offset_minutes < 0 ? '-' : '+';
    p = put_number(p, offset / 60, 2);
    *p++ = ':';
    p = put_number(p, offset % 60, 2);
    return (size_t)(p - to);
}

// ---- from text ----

typedef struct Reader {
    const char *at;
    const char *end;
} Reader;

static bool accept(Reader *r, char c) {
    if (r->at == r->end || *r->at != c)
        return false;
    r->at++;
    return true;
}

static bool next_is_digit(const Reader *r) {
    return r->at < r->end && *r->at >= '0' && *r->at <= '9';
}

// 1 to `most` digits.
static bool read_number(Reader *r, int most, int64_t *value) {
    if (!next_is_digit(r))
        return false;
    *value = 0;
    for (int n = 0; next_is_digit(r) && n < most; n++)
        *value = *value * 10 + (*r->at++ - '0');
    return true;
}

static bool read_two(Reader *r, int low, int high, int *value) {
    int64_t number;
    if (!read_number(r, 2, &number) || number < low || number > high)
        return false;
    *value = (int)number;
    return true;
}

static bool read_year(Reader *r, int64_t *year) {
    bool negative = accept(r, '-');
    if (!negative)
        accept(r, '+');
    if (!read_number(r, 9, year) || *year > MAX_YEAR)
        return false;
    *year = negative ? -*year : *year;
    return true;
}

// "W01" or "W01-3".
static bool read_week(Reader *r, int64_t year, int64_t *days) {
    int week, day = 1;
    if (!read_two(r, 1, 53, &week) || week > weeks_in_year(year))
        return false;
    if (accept(r, '-') && !read_two(r, 1, 7, &day))
        return false;
    *days = first_week_day(year) + (week - 1) * 7 + day - 1;
    return true;
}

// "060": three digits count days of the year; one or two are a month.
static bool read_month_or_day(Reader *r, int64_t year, int64_t *days) {
    const char *start = r->at;
    int64_t number;
    if (!read_number(r, 3, &number))
        return false;
    if (r->at - start == 3) {
        *days = days_from_civil(year, 1, 1) + number - 1;
        return number >= 1 && number <= (civil_is_leap(year) ? 366 : 365);
    }
    int day = 1;
    if (number < 1 || number > 12)
        return false;
    if (accept(r, '-') && !read_two(r, 1, civil_month_length(year, (int)number), &day))
        return false;
    *days = days_from_civil(year, (int)number, day);
    return true;
}

static bool read_date(Reader *r, int64_t *days) {
    int64_t year;
    if (!read_year(r, &year))
        return false;
    if (!accept(r, '-')) {
        *days = days_from_civil(year, 1, 1);
        return true;
    }
    return accept(r, 'W') ? read_week(r, year, days) : read_month_or_day(r, year, days);
}

// ".25" of a unit of `unit` milliseconds. Each place counts whole tenths of milliseconds, as in
// Joda-Time; what is less than a millisecond is cut.
static int64_t read_fraction(Reader *r, int64_t unit) {
    int64_t tenths = 0, place = unit * 10;
    for (int n = 0; next_is_digit(r) && n < MAX_FRACTION_DIGITS; n++) {
        place /= 10;
        tenths += (*r->at++ - '0') * place;
    }
    return tenths / 10;
}

static bool accept_fraction(Reader *r) {
    if (r->at + 1 >= r->end || (*r->at != '.' && *r->at != ',') || r->at[1] < '0' || r->at[1] > '9')
        return false;
    r->at++;
    return true;
}

// hh[:mm[:ss]], the last one with a fraction.
static bool read_time(Reader *r, int64_t *milliseconds) {
    static const struct {
        int high;
        int64_t unit;
    } parts[] = {{23, 3600000}, {59, 60000}, {59, 1000}};
    *milliseconds = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int number;
        if (i > 0 && !accept(r, ':'))
            return true;
        if (!read_two(r, 0, parts[i].high, &number))
            return false;
        *milliseconds += number * parts[i].unit;
        if (accept_fraction(r)) {
            *milliseconds += read_fraction(r, parts[i].unit);
            return true;
        }
    }
    return true;
}

// Two digits of an offset behind a colon, if `colons`. *there: whether there are any.
static bool read_offset_part(Reader *r, bool colons, int *value, bool *there) {
    *value = 0;
    *there = colons ? accept(r, ':') : next_is_digit(r);
    if (!*there)
        return true;
    const char *start = r->at;
    return read_two(r, 0, 59, value) && r->at - start == 2;
}

// Z, z, +05, +0530, +05:30, +05:30:15, +05:30:15.123, or nothing: then *given stays false. In
// milliseconds.
static bool read_offset(Reader *r, int64_t *offset, bool *given) {
    const bool is_utc = accept(r, 'Z') || accept(r, 'z');
    *given = is_utc || (r->at < r->end && (*r->at == '-' || *r->at == '+'));
    if (is_utc || !*given)
        return true;
    const int sign = *r->at++ == '-' ? -1 : 1;
    int hours, minutes, seconds = 0;
    bool there;
    if (r->end - r->at < 2 || !read_two(r, 0, 23, &hours))
        return false;
    bool colons = r->at < r->end && *r->at == ':';
    if (!read_offset_part(r, colons, &minutes, &there) ||
        (there && !read_offset_part(r, colons, &seconds, &there)))
        return false;
    *offset = (hours * 60 + minutes) * 60000 + seconds * 1000;
    if (there && accept_fraction(r))
        *offset += read_fraction(r, 1000);
    *offset *= sign;
    return true;
}

bool parse_datetime(const char *text, size_t n_bytes, const LocalZone *local, pig_datetime *value) {
    Reader r = {text, text + n_bytes};
    int64_t days, time = 0, offset = 0;
    bool has_offset = false;
    if (!read_date(&r, &days))
        return false;
    // Apache Pig puts the T in place of a blank at that index only.
    if (accept(&r, 'T') || accept(&r, 't') || (r.at == text + BLANK_AT && accept(&r, ' '))) {
        if (next_is_digit(&r) && !read_time(&r, &time))
            return false;
        if (!read_offset(&r, &offset, &has_offset))
            return false;
    }
    if (r.at != r.end)
        return false;
    time += days * DAY_MILLISECONDS;
    if (!has_offset)
        return local_zone_read(local, time, value);
    *value =
        (pig_datetime){.milliseconds = time - offset, .offset_minutes = (int32_t)(offset / 60000)};
    return true;
}
