// SPDX-License-Identifier: Apache-2.0
//
// %t in SPRINTF: a long as milliseconds since 1970, in the time zone of the system. The proleptic
// Gregorian calendar also before 1582, where Java changes to the Julian one.

#include <stdlib.h>
#include <time.h>

#include "udf/builtin/date_names.h"
#include "udf/builtin/sprintf.h"

typedef struct Moment {
    struct tm local;
    int64_t milliseconds; // since 1970
    int in_second;        // milliseconds, 0 to 999
} Moment;

static Moment moment_of(int64_t milliseconds) {
    Moment m = {.milliseconds = milliseconds};
    m.in_second = (int)(((milliseconds % 1000) + 1000) % 1000);
    time_t seconds = (time_t)((milliseconds - m.in_second) / 1000);
    localtime_r(&seconds, &m.local);
    return m;
}

// Conversions made of others.
static const char *parts_of(char letter) {
    switch (letter) {
    case 'R':
        return "H:M";
    case 'T':
        return "H:M:S";
    case 'r':
        return "I:M:S P";
    case 'D':
        return "m/d/y";
    case 'F':
        return "Y-m-d";
    case 'c':
        return "a b d T Z Y";
    default:
        return NULL;
    }
}

static void append_offset(Text *to, long seconds) {
    long minutes = labs(seconds) / 60;
    text_printf(to, "%c%02ld%02ld", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

// Numbers and names; false: there is no such conversion.
static bool append_part(Text *to, const Moment *m, char letter) {
    const struct tm *t = &m->local;
    int hour = t->tm_hour % 12 ? t->tm_hour % 12 : 12, year = t->tm_year + 1900;
    const struct {
        char letter;
        const char *format;
        long long value;
    } numbers[] = {{'H', "%02lld", t->tm_hour},
                   {'I', "%02lld", hour},
                   {'k', "%lld", t->tm_hour},
                   {'l', "%lld", hour},
                   {'M', "%02lld", t->tm_min},
                   {'S', "%02lld", t->tm_sec},
                   {'L', "%03lld", m->in_second},
                   {'N', "%09lld", m->in_second * 1000000LL},
                   {'s', "%lld", m->milliseconds / 1000},
                   {'Q', "%lld", m->milliseconds},
                   {'C', "%02lld", year / 100},
                   {'Y', "%04lld", year},
                   {'y', "%02lld", year % 100},
                   {'j', "%03lld", t->tm_yday + 1},
                   {'m', "%02lld", t->tm_mon + 1},
                   {'d', "%02lld", t->tm_mday},
                   {'e', "%lld", t->tm_mday}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (numbers[i].letter == letter) {
            char digits[32];
            snprintf(digits, sizeof digits, numbers[i].format, numbers[i].value);
            text_append_string(to, digits);
            return true;
        }
    const char *day = date_day_names[(t->tm_wday + 6) % 7], *month = date_month_names[t->tm_mon];
    switch (letter) {
    case 'p':
        text_append_string(to, t->tm_hour < 12 ? "am" : "pm");
        return true;
    case 'P': // of %tr
        text_append_string(to, t->tm_hour < 12 ? "AM" : "PM");
        return true;
    case 'A':
        text_append_string(to, day);
        return true;
    case 'a':
        text_append(to, day, 3);
        return true;
    case 'B':
        text_append_string(to, month);
        return true;
    case 'b':
    case 'h':
        text_append(to, month, 3);
        return true;
    case 'z':
        append_offset(to, t->tm_gmtoff);
        return true;
    case 'Z':
        text_append_string(to, t->tm_zone);
        return true;
    default:
        return false;
    }
}

static bool append_date(Text *to, const Moment *m, char letter) {
    const char *parts = parts_of(letter);
    if (!parts)
        return letter != 'P' && append_part(to, m, letter);
    for (; *parts; parts++)
        if (*parts == 'T')
            append_date(to, m, 'T');
        else if (!append_part(to, m, *parts))
            text_append_char(to, *parts);
    return true;
}

FormatFault format_date(Text *to, const FormatItem *item, const pig_vec *v, size_t i) {
    int64_t milliseconds;
    if (item->precision >= 0)
        return "a date has no precision";
    if (item->hash || item->plus || item->space || item->zero || item->comma || item->parenthesis)
        return "%t takes no flag but -";
    if (!integer_at(v, i, &milliseconds) || type_at(v, i) != PIG_LONG)
        return "%t takes a long";
    const Moment moment = moment_of(milliseconds);
    Text date = text_new(0);
    bool known = append_date(&date, &moment, item->date_letter);
    if (known)
        format_padded(to, item, date.data, date.n_bytes);
    text_free(&date);
    return known ? NULL : "a conversion is unknown or missing";
}
