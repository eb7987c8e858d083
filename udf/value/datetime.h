// SPDX-License-Identifier: Apache-2.0
//
// Instants with an offset or a zone; the proleptic Gregorian calendar; ISO-8601 text as Apache Pig
// reads and prints it.

#ifndef JAVELINA_UDF_VALUE_DATETIME_H
#define JAVELINA_UDF_VALUE_DATETIME_H

#include "udf/value/zone.h"

enum { DATETIME_TEXT_BYTES = 48 };

// "2020-02-29T01:02:03.004Z" or with "+05:30"; returns the length. No terminator.
size_t format_datetime(const pig_datetime *value, char *to);

// ISO text to an instant; a text without offset is a time of `local`. false: not a date, or a time
// that the clock of `local` skips.
bool parse_datetime(const char *text, size_t n_bytes, const LocalZone *local, pig_datetime *value);

// Days since 1970-01-01 of a date and back (month 1..12). After: Howard Hinnant, "chrono-compatible
// low-level date algorithms", 2013.
int64_t days_from_civil(int64_t year, int month, int day);
static inline void civil_from_days(int64_t days, int64_t *year, int *month, int *day);

static inline bool civil_is_leap(int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static inline int civil_month_length(int64_t year, int month) {
    return month == 2 ? 28 + civil_is_leap(year) : 30 + ((month + month / 8) & 1);
}

static inline int64_t floor_divide(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

// Milliseconds of the value's own local clock; at the ends of time they wrap, as Java's do.
static inline int64_t datetime_local(const pig_datetime *value) {
    return (int64_t)((uint64_t)value->milliseconds +
                     (uint64_t)(value->offset_minutes * INT64_C(60000)));
}

// The day since 1970-01-01 of such a clock, and the milliseconds since its midnight.
enum { DAY_MILLISECONDS = 86400000 };
static inline int64_t datetime_day(int64_t local, int64_t *rest) {
    *rest = local % DAY_MILLISECONDS;
    if (*rest < 0)
        *rest += DAY_MILLISECONDS;
    return floor_divide(local, DAY_MILLISECONDS);
}

// The value's own local clock in parts.
typedef struct DatetimeFields {
    int64_t year;
    int month, day, hour, minute, second, millisecond;
    int day_of_week; // 1 Monday .. 7
    int day_of_year; // from 1
    int64_t week_year;
    int week; // ISO
} DatetimeFields;
DatetimeFields datetime_fields(const pig_datetime *value);

// The ISO week and its year of a day since 1970-01-01.
int civil_week(int64_t days, int64_t *week_year);

// ---- civil_from_days, inline since whole columns go through it ----

// Any number of days.
void civil_from_many_days(int64_t days, int64_t *year, int *month, int *day);

// Dates within some 800,000 years by multiplications instead of divisions. After: Cassio Neri and
// Lorenz Schneider, "Euclidean affine functions and their application to calendar algorithms",
// 2022.
static inline void civil_from_few_days(int32_t days, int64_t *year, int *month, int *day) {
    const uint32_t eras = 2100; // of 400 years, that all is positive
    const uint32_t n = (uint32_t)days + 719468u + 146097u * eras;
    const uint32_t in_centuries = 4 * n + 3, century = in_centuries / 146097;
    const uint32_t in_years = (in_centuries % 146097) | 3;
    const uint64_t product = (uint64_t)2939745 * in_years;
    const uint32_t year_of_century = (uint32_t)(product >> 32);
    const uint32_t day_of_year = (uint32_t)product / 2939745 / 4; // from the 1st of March
    const uint32_t in_months = 2141 * day_of_year + 197913;
    const bool next_year = day_of_year >= 306;
    *year = (int64_t)100 * century + year_of_century + next_year - 400 * (int64_t)eras;
    *month = (int)(in_months >> 16) - (next_year ? 12 : 0);
    *day = (int)((in_months & 0xFFFF) / 2141) + 1;
}

static inline void civil_from_days(int64_t days, int64_t *year, int *month, int *day) {
    enum { FEW_DAYS = 300000000 };
    if (days >= -FEW_DAYS && days <= FEW_DAYS)
        civil_from_few_days((int32_t)days, year, month, day);
    else
        civil_from_many_days(days, year, month, day);
}

#endif
