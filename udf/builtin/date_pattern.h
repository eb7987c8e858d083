// SPDX-License-Identifier: Apache-2.0
//
// Date patterns with the letters and meaning of Joda-Time's DateTimeFormat, which ToDate and
// ToString take. A pattern is parsed once into parts; parts print a datetime or read one.

#ifndef JAVELINA_UDF_BUILTIN_DATE_PATTERN_H
#define JAVELINA_UDF_BUILTIN_DATE_PATTERN_H

#include "lang/base/text.h"
#include "udf/value/zone.h"

enum { DATE_PATTERN_MAX_PARTS = 64, DATE_PATTERN_MAX_BYTES = 512 };

typedef struct DatePart {
    char letter; // 0: literal
    int count;
    bool before_digits;      // the next part reads digits, so this one reads no more than its count
    uint16_t start, n_bytes; // of a literal, in DatePattern.literals
} DatePart;

typedef struct DatePattern {
    size_t n_parts;
    DatePart parts[DATE_PATTERN_MAX_PARTS];
    char literals[DATE_PATTERN_MAX_BYTES];
} DatePattern;

// false with a reason: an unknown letter, an empty or an overlong pattern.
bool date_pattern_parse(DatePattern *pattern, const char *text, size_t n_bytes, const char **why);

// Appends the datetime. zones: for names of zones.
void date_pattern_print(const DatePattern *pattern, ZoneCache *zones, const pig_datetime *value,
                        Text *to);

typedef struct DateDefaults {
    int32_t zone; // number of the result's zone, 0: none
    int32_t offset_minutes;
    int64_t now_milliseconds; // two-digit years lie from 80 before to 19 after
} DateDefaults;

// Reads a text that must fit the pattern to its end. A zone read by z or ZZZ is kept, an offset
// read by Z or ZZ only finds the instant. false with a reason.
bool date_pattern_read(const DatePattern *pattern, ZoneCache *zones, const char *text,
                       size_t n_bytes, const DateDefaults *defaults, pig_datetime *value,
                       const char **why);

#endif
