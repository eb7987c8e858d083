// SPDX-License-Identifier: Apache-2.0
//
// Parsing and printing of date patterns; reading is in date_read.c.

#include "udf/builtin/date_names.h"
#include "udf/builtin/date_pattern.h"
#include "udf/value/datetime.h"

#include <ctype.h>
#include <string.h>

const char *const date_month_names[12] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
const char *const date_day_names[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};

static bool reads_digits(const DatePart *part) {
    if (part->letter == 'M')
        return part->count < 3;
    return part->letter && strchr("CYxwyeDdhHmsSkK", part->letter);
}

static bool add_literal(DatePattern *pattern, const char *text, size_t n_bytes, size_t *used) {
    if (pattern->n_parts == DATE_PATTERN_MAX_PARTS || *used + n_bytes > DATE_PATTERN_MAX_BYTES)
        return false;
    DatePart *part = &pattern->parts[pattern->n_parts++];
    *part = (DatePart){.start = (uint16_t)*used, .n_bytes = (uint16_t)n_bytes};
    memcpy(pattern->literals + *used, text, n_bytes);
    *used += n_bytes;
    return true;
}

// A quoted text at *at (behind its quote); two quotes are one.
static bool add_quoted(DatePattern *pattern, const char **at, const char *end, size_t *used) {
    if (*at < end && **at == '\'') { // '' outside of quotes
        ++*at;
        return add_literal(pattern, "'", 1, used);
    }
    while (*at < end) {
        const char *quote = memchr(*at, '\'', (size_t)(end - *at));
        const char *stop = quote ? quote : end;
        if (stop > *at && !add_literal(pattern, *at, (size_t)(stop - *at), used))
            return false;
        *at = quote ? quote + 1 : end;
        if (*at == end || **at != '\'')
            return true;
        ++*at;
        if (!add_literal(pattern, "'", 1, used))
            return false;
    }
    return true;
}

bool date_pattern_parse(DatePattern *pattern, const char *text, size_t n_bytes, const char **why) {
    const char *at = text, *end = text + n_bytes;
    size_t used = 0;
    *pattern = (DatePattern){0};
    *why = "the pattern is too long";
    while (at < end) {
        if (*at == '\'') {
            at++;
            if (!add_quoted(pattern, &at, end, &used))
                return false;
            continue;
        }
        const char *start = at;
        bool letter = isalpha((unsigned char)*at);
        while (at < end && (letter ? *at == *start : !isalpha((unsigned char)*at) && *at != '\''))
            at++;
        if (letter && !strchr("GCYxwyMeEDdahKHkmsSzZ", *start)) {
            *why = "a letter of the pattern means nothing";
            return false;
        }
        if (!letter) {
            if (!add_literal(pattern, start, (size_t)(at - start), &used))
                return false;
        } else if (pattern->n_parts == DATE_PATTERN_MAX_PARTS) {
            return false;
        } else {
            pattern->parts[pattern->n_parts++] =
                (DatePart){.letter = *start, .count = (int)(at - start)};
        }
    }
    for (size_t i = 0; i + 1 < pattern->n_parts; i++)
        pattern->parts[i].before_digits = reads_digits(&pattern->parts[i + 1]);
    if (n_bytes == 0)
        *why = "the pattern is empty";
    return n_bytes > 0;
}

// ---- printing ----

static void print_padded(Text *to, int64_t value, int width) {
    enum { MOST_DIGITS = 20 };
    if (width == 2 && value >= 0 && value < 100) {
        const char two[] = {(char)('0' + value / 10), (char)('0' + value % 10)};
        text_append(to, two, sizeof two);
        return;
    }
    char digits[MOST_DIGITS], *end = digits + sizeof digits, *at = end;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (value < 0)
        text_append_char(to, '-');
    do
        *--at = (char)('0' + left % 10);
    while ((left /= 10) != 0);
    for (int n = (int)(end - at); n < width; n++)
        text_append_char(to, '0');
    text_append(to, at, (size_t)(end - at));
}

static int64_t floor_modulo(int64_t a, int64_t b) {
    int64_t rest = a % b;
    return rest < 0 ? rest + b : rest;
}

static void print_name(Text *to, const char *name, int count) {
    text_append(to, name, count < 4 ? 3 : strlen(name));
}

static void print_offset(Text *to, int32_t minutes, bool colon) {
    int32_t absolute = minutes < 0 ? -minutes : minutes;
    text_printf(to, "%c%02d%s%02d", minutes < 0 ? '-' : '+', absolute / 60, colon ? ":" : "",
                absolute % 60);
}

static void print_zone_id(Text *to, const pig_datetime *value) {
    const char *name = zone_name(value->zone);
    if (name)
        text_append_string(to, name);
    else if (value->offset_minutes == 0)
        text_append_string(to, "UTC");
    else
        print_offset(to, value->offset_minutes, true);
}

static void print_zone_name(Text *to, ZoneCache *zones, const pig_datetime *value) {
    ZoneOffset offset;
    if (zone_name(value->zone) &&
        zone_offset_at(zones, value->zone, value->milliseconds, &offset) &&
        isalpha((unsigned char)offset.abbreviation[0]))
        text_append_string(to, offset.abbreviation);
    else if (value->offset_minutes == 0)
        text_append_string(to, "UTC");
    else
        print_offset(to, value->offset_minutes, true);
}

static void print_fraction(Text *to, int millisecond, int count) {
    int divisor = 100;
    for (int i = 0; i < count; i++, divisor /= 10)
        text_append_char(to, divisor ? (char)('0' + millisecond / divisor % 10) : '0');
}

static void print_year(Text *to, int64_t year, int count) {
    if (count == 2)
        print_padded(to, floor_modulo(year < 0 ? -year : year, 100), 2);
    else
        print_padded(to, year, count);
}

static void print_part(const DatePart *part, ZoneCache *zones, const pig_datetime *value,
                       const DatetimeFields *f, Text *to) {
    int half_hour = f->hour % 12;
    int64_t era_year = f->year > 0 ? f->year : 1 - f->year;
    switch (part->letter) {
    case 'G':
        text_append_string(to, f->year > 0 ? "AD" : "BC");
        break;
    case 'C':
        print_padded(to, era_year / 100, part->count);
        break;
    case 'Y':
        print_year(to, era_year, part->count);
        break;
    case 'y':
        print_year(to, f->year, part->count);
        break;
    case 'x':
        print_year(to, f->week_year, part->count);
        break;
    case 'M':
        if (part->count >= 3)
            print_name(to, date_month_names[f->month - 1], part->count);
        else
            print_padded(to, f->month, part->count);
        break;
    case 'E':
        print_name(to, date_day_names[f->day_of_week - 1], part->count);
        break;
    case 'a':
        text_append_string(to, f->hour < 12 ? "AM" : "PM");
        break;
    case 'h':
        print_padded(to, half_hour ? half_hour : 12, part->count);
        break;
    case 'K':
        print_padded(to, half_hour, part->count);
        break;
    case 'k':
        print_padded(to, f->hour ? f->hour : 24, part->count);
        break;
    case 'H':
        print_padded(to, f->hour, part->count);
        break;
    case 'm':
        print_padded(to, f->minute, part->count);
        break;
    case 's':
        print_padded(to, f->second, part->count);
        break;
    case 'd':
        print_padded(to, f->day, part->count);
        break;
    case 'D':
        print_padded(to, f->day_of_year, part->count);
        break;
    case 'e':
        print_padded(to, f->day_of_week, part->count);
        break;
    case 'w':
        print_padded(to, f->week, part->count);
        break;
    case 'S':
        print_fraction(to, f->millisecond, part->count);
        break;
    case 'z':
        print_zone_name(to, zones, value);
        break;
    case 'Z':
        if (part->count >= 3)
            print_zone_id(to, value);
        else
            print_offset(to, value->offset_minutes, part->count == 2);
        break;
    default:
        break;
    }
}

void date_pattern_print(const DatePattern *pattern, ZoneCache *zones, const pig_datetime *value,
                        Text *to) {
    DatetimeFields fields = datetime_fields(value);
    for (size_t i = 0; i < pattern->n_parts; i++) {
        const DatePart *part = &pattern->parts[i];
        if (part->letter)
            print_part(part, zones, value, &fields, to);
        else
            text_append(to, pattern->literals + part->start, part->n_bytes);
    }
}
