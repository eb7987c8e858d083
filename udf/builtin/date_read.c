// SPDX-License-Identifier: Apache-2.0
//
// Reading a datetime by a pattern. What the text gives is put into a local date and time one field
// after the other, the largest first, starting from 1970-01-01T00:00 (the year being 2000 when the
// text has a month or day but no year), as Joda-Time does.

#include "udf/builtin/date_names.h"
#include "udf/builtin/date_pattern.h"
#include "udf/value/datetime.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

// Fields in the order in which they are put together.
typedef enum ReadField {
    READ_ERA,
    READ_CENTURY,
    READ_ERA_YEAR,
    READ_YEAR,
    READ_WEEK_YEAR,
    READ_MONTH,
    READ_WEEK,
    READ_DAY_OF_YEAR,
    READ_DAY,
    READ_DAY_OF_WEEK,
    READ_HALF_DAY,
    READ_HOUR,
    READ_HALF_HOUR,
    READ_MINUTE,
    READ_SECOND,
    READ_MILLISECOND,
    N_READ_FIELDS
} ReadField;

typedef struct Reading {
    const char *at, *end;
    const DateDefaults *defaults;
    bool has[N_READ_FIELDS];
    int64_t value[N_READ_FIELDS];
    bool has_offset, has_zone;
    int32_t offset_minutes, zone;
} Reading;

static void set(Reading *r, ReadField field, int64_t value) {
    r->has[field] = true;
    r->value[field] = value;
}

// ---- from text to fields ----

// Up to `most` digits, with a sign where allowed; *n_digits of them.
static bool read_number(Reading *r, int most, bool sign, int64_t *value, int *n_digits) {
    bool negative = false;
    if (sign && r->at < r->end && (*r->at == '-' || *r->at == '+'))
        negative = *r->at++ == '-';
    const char *at = r->at, *stop = r->end - at > most ? at + most : r->end;
    int64_t number = 0;
    for (; at < stop && *at >= '0' && *at <= '9'; at++)
        number = number * 10 + (*at - '0');
    *n_digits = (int)(at - r->at);
    *value = negative ? -number : number;
    r->at = at;
    return *n_digits > 0;
}

static bool read_plain(Reading *r, ReadField field, int most, int64_t shift_from, int64_t to) {
    int64_t value;
    int n;
    if (!read_number(r, most, false, &value, &n))
        return false;
    set(r, field, value == shift_from ? to : value);
    return true;
}

static int64_t current_year(const DateDefaults *defaults) {
    pig_datetime now = {.milliseconds = defaults->now_milliseconds,
                        .offset_minutes = defaults->offset_minutes};
    return datetime_fields(&now).year;
}

// Two letters: a year of two digits lies near now; other lengths are taken as they are.
static bool read_year(Reading *r, const DatePart *part, ReadField field) {
    int64_t value;
    int n;
    const char *start = r->at;
    int most = part->before_digits ? part->count : 9;
    if (part->count == 2 && part->before_digits)
        most = 2;
    if (!read_number(r, most, true, &value, &n))
        return false;
    bool sign = !isdigit((unsigned char)*start);
    if (part->count == 2 && n == 2 && !sign) {
        int64_t lowest = current_year(r->defaults) - 80;
        value += lowest - (lowest % 100 + 100) % 100;
        value += value < lowest ? 100 : 0;
    }
    set(r, field, value);
    return true;
}

static bool starts_with(const Reading *r, const char *word, size_t n) {
    if ((size_t)(r->end - r->at) < n)
        return false;
    return (n == 1 && *r->at == *word) || strncasecmp(r->at, word, n) == 0;
}

// A full or short name of the list; the longest that fits.
static bool read_name(Reading *r, const char *const *names, int n_names, ReadField field) {
    for (int whole = 1; whole >= 0; whole--)
        for (int i = 0; i < n_names; i++) {
            size_t n = whole ? strlen(names[i]) : 3;
            if (!starts_with(r, names[i], n))
                continue;
            r->at += n;
            set(r, field, i + 1);
            return true;
        }
    return false;
}

static bool read_fraction(Reading *r, int most) {
    int64_t value = 0;
    int n = 0;
    for (; n < most && r->at < r->end && isdigit((unsigned char)*r->at); n++, r->at++)
        if (n < 3)
            value = value * 10 + (*r->at - '0');
    for (int i = n; i < 3; i++)
        value *= 10;
    set(r, READ_MILLISECOND, value);
    return n > 0;
}

static bool read_offset(Reading *r) {
    size_t n = zone_parse_offset(r->at, (size_t)(r->end - r->at), &r->offset_minutes);
    r->at += n;
    r->has_offset = n > 0;
    return n > 0;
}

// The longest zone id that the text starts with.
static bool read_zone_id(Reading *r) {
    if (r->at < r->end && (*r->at == '+' || *r->at == '-')) {
        r->has_zone = read_offset(r);
        r->zone = 0;
        return r->has_zone;
    }
    const char *stop = r->at;
    while (stop < r->end && (isalnum((unsigned char)*stop) || strchr("/_+-", *stop)))
        stop++;
    for (; stop > r->at; stop--) {
        int32_t minutes;
        if (zone_from_id(r->at, (size_t)(stop - r->at), &r->zone, &minutes)) {
            r->at = stop;
            r->has_zone = true;
            return true;
        }
    }
    return false;
}

// Short names of zones, those that Joda-Time knows.
static bool read_zone_name(Reading *r) {
    static const struct {
        const char *name, *zone;
    } known[] = {
        {"EST", "America/New_York"},
        {"EDT", "America/New_York"},
        {"CST", "America/Chicago"},
        {"CDT", "America/Chicago"},
        {"MST", "America/Denver"},
        {"MDT", "America/Denver"},
        {"PST", "America/Los_Angeles"},
        {"PDT", "America/Los_Angeles"},
        {"UTC", "UTC"},
        {"GMT", "UTC"},
        {"UT", "UTC"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t n = strlen(known[i].name);
        if (!starts_with(r, known[i].name, n))
            continue;
        int32_t minutes;
        r->at += n;
        r->has_zone = true;
        return zone_from_id(known[i].zone, strlen(known[i].zone), &r->zone, &minutes);
    }
    return false;
}

static bool read_part(Reading *r, const DatePart *part) {
    static const char *const eras[] = {"BC", "AD"};
    static const char *const halves[] = {"AM", "PM"};
    int most = part->before_digits && part->count > 2 ? part->count : 2;
    switch (part->letter) {
    case 'G':
        for (int i = 0; i < 2; i++)
            if (starts_with(r, eras[i], 2)) {
                r->at += 2;
                set(r, READ_ERA, i);
                return true;
            }
        return false;
    case 'a':
        for (int i = 0; i < 2; i++)
            if (starts_with(r, halves[i], 2)) {
                r->at += 2;
                set(r, READ_HALF_DAY, i);
                return true;
            }
        return false;
    case 'C':
        return read_plain(r, READ_CENTURY, 9, -1, 0);
    case 'Y':
        return read_year(r, part, READ_ERA_YEAR);
    case 'y':
        return read_year(r, part, READ_YEAR);
    case 'x':
        return read_year(r, part, READ_WEEK_YEAR);
    case 'M':
        if (part->count >= 3)
            return read_name(r, date_month_names, 12, READ_MONTH);
        return read_plain(r, READ_MONTH, most, -1, 0);
    case 'E':
        return read_name(r, date_day_names, 7, READ_DAY_OF_WEEK);
    case 'e':
        return read_plain(r, READ_DAY_OF_WEEK, 1, -1, 0);
    case 'w':
        return read_plain(r, READ_WEEK, 2, -1, 0);
    case 'D':
        return read_plain(r, READ_DAY_OF_YEAR, 3, -1, 0);
    case 'd':
        return read_plain(r, READ_DAY, most, -1, 0);
    case 'H':
        return read_plain(r, READ_HOUR, most, -1, 0);
    case 'k':
        return read_plain(r, READ_HOUR, most, 24, 0);
    case 'K':
        return read_plain(r, READ_HALF_HOUR, most, -1, 0);
    case 'h':
        return read_plain(r, READ_HALF_HOUR, most, 12, 0);
    case 'm':
        return read_plain(r, READ_MINUTE, most, -1, 0);
    case 's':
        return read_plain(r, READ_SECOND, most, -1, 0);
    case 'S':
        return read_fraction(r, part->count);
    case 'Z':
        return part->count >= 3 ? read_zone_id(r) : read_offset(r);
    default:
        return read_zone_name(r);
    }
}

// ---- from fields to an instant ----

static int64_t with_year(int64_t days, int64_t year) {
    int64_t old;
    int month, day, length;
    civil_from_days(days, &old, &month, &day);
    length = civil_month_length(year, month);
    return days_from_civil(year, month, day < length ? day : length);
}

static DatetimeFields fields_of(int64_t days) {
    pig_datetime midnight = {.milliseconds = days * 86400000};
    return datetime_fields(&midnight);
}

// First day of the ISO week 1 of a week year.
static int64_t week_year_start(int64_t year) {
    int64_t fourth = days_from_civil(year, 1, 4);
    return fourth - (fields_of(fourth).day_of_week - 1);
}

static bool in_range(const Reading *r, ReadField field, int64_t least, int64_t most) {
    return !r->has[field] || (r->value[field] >= least && r->value[field] <= most);
}

static bool ranges_hold(const Reading *r) {
    return in_range(r, READ_MONTH, 1, 12) && in_range(r, READ_DAY, 1, 31) &&
           in_range(r, READ_DAY_OF_YEAR, 1, 366) && in_range(r, READ_WEEK, 1, 53) &&
           in_range(r, READ_DAY_OF_WEEK, 1, 7) && in_range(r, READ_HOUR, 0, 23) &&
           in_range(r, READ_HALF_HOUR, 0, 11) && in_range(r, READ_MINUTE, 0, 59) &&
           in_range(r, READ_SECOND, 0, 59) && in_range(r, READ_YEAR, -292275054, 292275054) &&
           in_range(r, READ_ERA_YEAR, 1, 292275054) && in_range(r, READ_CENTURY, 0, 2922749) &&
           in_range(r, READ_WEEK_YEAR, -292275053, 292275053);
}

static bool years_of(const Reading *r, int64_t *days) {
    bool has_year = r->has[READ_YEAR] || r->has[READ_ERA_YEAR] || r->has[READ_WEEK_YEAR];
    if (!has_year && (r->has[READ_MONTH] || r->has[READ_DAY]))
        *days = days_from_civil(2000, 1, 1);
    if (r->has[READ_CENTURY])
        *days = with_year(*days, r->value[READ_CENTURY] * 100 + fields_of(*days).year % 100);
    if (r->has[READ_ERA_YEAR]) {
        bool before_christ = r->has[READ_ERA] && r->value[READ_ERA] == 0;
        int64_t year = r->value[READ_ERA_YEAR];
        *days = with_year(*days, before_christ ? 1 - year : year);
    }
    if (r->has[READ_YEAR])
        *days = with_year(*days, r->value[READ_YEAR]);
    if (r->has[READ_WEEK_YEAR]) {
        DatetimeFields f = fields_of(*days);
        *days = week_year_start(r->value[READ_WEEK_YEAR]) + (f.week - 1) * 7 + f.day_of_week - 1;
    }
    return true;
}

// A year, month and day, and nothing else that names a day: the usual text.
static bool is_plain_date(const Reading *r) {
    return r->has[READ_YEAR] && r->has[READ_MONTH] && r->has[READ_DAY] && !r->has[READ_CENTURY] &&
           !r->has[READ_ERA_YEAR] && !r->has[READ_WEEK_YEAR] && !r->has[READ_WEEK] &&
           !r->has[READ_DAY_OF_YEAR] && !r->has[READ_DAY_OF_WEEK];
}

static bool days_of(const Reading *r, int64_t *days) {
    if (is_plain_date(r)) {
        int64_t year = r->value[READ_YEAR];
        int month = (int)r->value[READ_MONTH], day = (int)r->value[READ_DAY];
        *days = days_from_civil(year, month, day);
        return day <= civil_month_length(year, month);
    }
    *days = 0;
    years_of(r, days);
    DatetimeFields f = fields_of(*days);
    if (r->has[READ_MONTH]) {
        int month = (int)r->value[READ_MONTH], length = civil_month_length(f.year, month);
        *days = days_from_civil(f.year, month, f.day < length ? f.day : length);
    }
    if (r->has[READ_WEEK])
        *days += 7 * (r->value[READ_WEEK] - fields_of(*days).week);
    f = fields_of(*days);
    if (r->has[READ_DAY_OF_YEAR]) {
        int64_t first = days_from_civil(f.year, 1, 1);
        *days = first + r->value[READ_DAY_OF_YEAR] - 1;
        if (*days >= days_from_civil(f.year + 1, 1, 1))
            return false;
    }
    if (r->has[READ_DAY]) {
        if (r->value[READ_DAY] > civil_month_length(f.year, f.month))
            return false;
        *days = days_from_civil(f.year, f.month, (int)r->value[READ_DAY]);
    }
    if (r->has[READ_DAY_OF_WEEK])
        *days += r->value[READ_DAY_OF_WEEK] - fields_of(*days).day_of_week;
    return true;
}

static int64_t time_of(const Reading *r) {
    int64_t hour = r->has[READ_HOUR] ? r->value[READ_HOUR] : 0;
    if (r->has[READ_HALF_DAY])
        hour = hour % 12 + 12 * r->value[READ_HALF_DAY];
    if (r->has[READ_HALF_HOUR])
        hour = hour / 12 * 12 + r->value[READ_HALF_HOUR];
    int64_t minute = r->has[READ_MINUTE] ? r->value[READ_MINUTE] : 0;
    int64_t second = r->has[READ_SECOND] ? r->value[READ_SECOND] : 0;
    int64_t millisecond = r->has[READ_MILLISECOND] ? r->value[READ_MILLISECOND] : 0;
    return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

static bool settle(const Reading *r, ZoneCache *zones, int64_t local, pig_datetime *value) {
    const DateDefaults *d = r->defaults;
    int32_t zone = r->has_zone ? r->zone : d->zone;
    *value = (pig_datetime){.zone = zone};
    if (r->has_offset)
        value->milliseconds = local - (int64_t)r->offset_minutes * 60000;
    else if (zone && !zone_local_to_instant(zones, zone, local, &value->milliseconds))
        return false;
    if (!zone) {
        value->offset_minutes = !r->has_zone ? d->offset_minutes : r->offset_minutes;
        if (!r->has_offset)
            value->milliseconds = local - (int64_t)value->offset_minutes * 60000;
        return true;
    }
    ZoneOffset offset;
    if (!zone_offset_at(zones, zone, value->milliseconds, &offset))
        return false;
    value->offset_minutes = offset.minutes;
    return true;
}

bool date_pattern_read(const DatePattern *pattern, ZoneCache *zones, const char *text,
                       size_t n_bytes, const DateDefaults *defaults, pig_datetime *value,
                       const char **why) {
    Reading r; // values are looked at only where `has` is set
    memset(r.has, 0, sizeof r.has);
    r.at = text;
    r.end = text + n_bytes;
    r.defaults = defaults;
    r.has_offset = r.has_zone = false;
    r.offset_minutes = r.zone = 0;
    *why = "the text does not fit the pattern";
    for (size_t i = 0; i < pattern->n_parts; i++) {
        const DatePart *part = &pattern->parts[i];
        if (part->letter) {
            if (!read_part(&r, part))
                return false;
        } else if (!starts_with(&r, pattern->literals + part->start, part->n_bytes)) {
            return false;
        } else {
            r.at += part->n_bytes;
        }
    }
    if (r.at != r.end)
        return false;
    *why = "a field of the date is out of range";
    int64_t days;
    if (!ranges_hold(&r) || !days_of(&r, &days))
        return false;
    *why = "the clock of that zone skips this time";
    return settle(&r, zones, days * 86400000 + time_of(&r), value);
}
