// SPDX-License-Identifier: Apache-2.0
//
// Datetimes from and to text, as Apache Pig prints them.

#include "udf/value/datetime.h"

#include "tests/unit/suite.h"

typedef struct TextCase {
    const char *text;
    const char *printed; // NULL: not a datetime
} TextCase;

static const TextCase cases[] = {
    {"2020", "2020-01-01T00:00:00.000Z"},
    {"2020-1-5", "2020-01-05T00:00:00.000Z"},
    {"2020-W01-3", "2020-01-01T00:00:00.000Z"},
    {"2020-W01", "2019-12-30T00:00:00.000Z"},
    {"2020-045", "2020-02-14T00:00:00.000Z"},
    {"2020-01-01T", "2020-01-01T00:00:00.000Z"},
    {"2020-01-01 ", "2020-01-01T00:00:00.000Z"},
    {"2020-01-01 10:00", "2020-01-01T10:00:00.000Z"},
    {"2020 10:00", NULL},
    {"2020-01-01Z", NULL},
    {"2020-01-01TZ", "2020-01-01T00:00:00.000Z"},
    {"2020-01-01T+05:30", "2020-01-01T00:00:00.000+05:30"},
    {"2020-01-01T10:30.5", "2020-01-01T10:30:30.000Z"},
    {"2020-01-01T10:30:56,5", "2020-01-01T10:30:56.500Z"},
    {"2020-01-01T24:00", NULL},
    {"20200101", "20200101-01-01T00:00:00.000Z"},
    {"T10:00", NULL},
    {"-5", "-0005-01-01T00:00:00.000Z"},
    {"2020-01-01T10:00:00+5", NULL},
    {"2020-01-01T10:00:00+0530", "2020-01-01T10:00:00.000+05:30"},
    {"2020-01-01T10:00:00+05:30:15", "2020-01-01T09:59:45.000+05:30"},
    {"2020-02-30", NULL},
    {"2021-366", NULL},
    {"2020-W54", NULL},
    {"2020-01-01T10:00:00.1234567891Z", NULL},
    {"2020-01-01T10:00:00.123456789Z", "2020-01-01T10:00:00.123Z"},
    {"", NULL},
    {" 2020-01-01", NULL},
};

static const LocalZone utc = {0}, three_hours = {.offset_minutes = 180};

START_TEST(text_is_read_and_printed_as_iso_8601) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pig_datetime value;
        char printed[DATETIME_TEXT_BYTES + 1];
        bool read = parse_datetime(cases[i].text, strlen(cases[i].text), &utc, &value);
        ck_assert_msg(read == (cases[i].printed != NULL), "'%s'", cases[i].text);
        if (!read)
            continue;
        printed[format_datetime(&value, printed)] = '\0';
        ck_assert_str_eq(printed, cases[i].printed);
    }
}
END_TEST

START_TEST(text_without_offset_takes_the_default) {
    pig_datetime value;
    ck_assert(parse_datetime("2020-01-01T03:00", 16, &three_hours, &value));
    ck_assert_int_eq(value.milliseconds, 1577836800000);
    ck_assert_int_eq(value.offset_minutes, 180);
}
END_TEST

START_TEST(days_and_dates_convert_both_ways) {
    ck_assert_int_eq(days_from_civil(1970, 1, 1), 0);
    ck_assert_int_eq(days_from_civil(2000, 3, 1), 11017);
    for (int64_t days = -800000; days < 800000; days += 37) {
        int64_t year;
        int month, day;
        civil_from_days(days, &year, &month, &day);
        ck_assert_int_eq(days_from_civil(year, month, day), days);
    }
}
END_TEST

// Dates near the ends of what multiplications do, and far beyond.
START_TEST(distant_days_convert_both_ways) {
    static const int64_t edges[] = {0, 300000000, -300000000, 100000000000, -100000000000};
    for (size_t e = 0; e < sizeof edges / sizeof *edges; e++)
        for (int64_t days = edges[e] - 1000; days < edges[e] + 1000; days++) {
            int64_t year;
            int month, day;
            civil_from_days(days, &year, &month, &day);
            ck_assert(month >= 1 && month <= 12 && day >= 1 && day <= 31);
            ck_assert_int_eq(days_from_civil(year, month, day), days);
        }
}
END_TEST

// Week 1 is the one with 4 January; weeks begin on Mondays and follow each other.
START_TEST(weeks_begin_on_mondays_and_years_with_4_january) {
    const int64_t day_milliseconds = 86400000;
    for (int64_t days = -200000; days < 200000; days++) {
        pig_datetime value = {.milliseconds = days * day_milliseconds};
        const DatetimeFields f = datetime_fields(&value);
        value.milliseconds += day_milliseconds;
        const DatetimeFields next = datetime_fields(&value);
        ck_assert_int_eq(next.day_of_week, f.day_of_week % 7 + 1);
        ck_assert(next.day_of_year == f.day_of_year + 1 || next.day_of_year == 1);
        if (f.day_of_week < 7)
            ck_assert(next.week == f.week && next.week_year == f.week_year);
        else
            ck_assert(next.week == f.week + 1 || next.week == 1);
        if (f.month == 1 && f.day == 4)
            ck_assert(f.week == 1 && f.week_year == f.year);
    }
}
END_TEST

START_TEST(fields_know_iso_weeks) {
    pig_datetime value;
    ck_assert(parse_datetime("2021-01-03T23:59:58.007", 23, &utc, &value));
    DatetimeFields f = datetime_fields(&value);
    ck_assert_int_eq(f.day_of_week, 7);
    ck_assert_int_eq(f.week_year, 2020);
    ck_assert_int_eq(f.week, 53);
    ck_assert_int_eq(f.day_of_year, 3);
    ck_assert_int_eq(f.second, 58);
    ck_assert_int_eq(f.millisecond, 7);
}
END_TEST

RUN_SUITE("datetime", text_is_read_and_printed_as_iso_8601, text_without_offset_takes_the_default,
          days_and_dates_convert_both_ways, fields_know_iso_weeks, distant_days_convert_both_ways,
          weeks_begin_on_mondays_and_years_with_4_january)
