// SPDX-License-Identifier: Apache-2.0
//
// Instants with an offset or a zone; the proleptic Gregorian calendar; ISO-8601 text as Apache Pig
// reads and prints it.

#ifndef JAVELINA_UDF_VALUE_DATETIME_H
#define JAVELINA_UDF_VALUE_DATETIME_H

#include "udf/pig_udf.h"

enum { DATETIME_TEXT_BYTES = 48 };

// "2020-02-29T01:02:03.004Z" or with "+05:30"; returns the length. No terminator.
size_t format_datetime(const pig_datetime *value, char *to);

// ISO text to an instant. A text without offset takes default_offset_minutes. false: not a date.
bool parse_datetime(const char *text, size_t n_bytes, int32_t default_offset_minutes,
                    pig_datetime *value);

// Days since 1970-01-01 of a date and back (month 1..12). After: Howard Hinnant, "chrono-compatible
// low-level date algorithms", 2013.
int64_t days_from_civil(int64_t year, int month, int day);
void civil_from_days(int64_t days, int64_t *year, int *month, int *day);

// The value's own local clock.
typedef struct DatetimeFields {
    int64_t year;
    int month, day, hour, minute, second, millisecond;
    int day_of_week; // 1 Monday .. 7
    int day_of_year; // from 1
    int64_t week_year;
    int week; // ISO
} DatetimeFields;
DatetimeFields datetime_fields(const pig_datetime *value);

#endif
