// SPDX-License-Identifier: Apache-2.0
//
// Zone rules. A TZif file (RFC 8536) lists the changes of the past; the text behind it, in the form
// of POSIX's TZ variable, says how it goes on.

#include "udf/value/zone.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "udf/value/datetime.h"

static const char *const names[] = {
#define ZONE(name) name,
#include "udf/value/zones.def"
#undef ZONE
};

enum { N_ZONES = sizeof names / sizeof *names, MAX_FILE = 1 << 20, MAX_TYPES = 64 };

int32_t zone_number(const char *name, size_t n_bytes) {
    for (int32_t i = 0; i < N_ZONES; i++)
        if (strlen(names[i]) == n_bytes && strncasecmp(names[i], name, n_bytes) == 0)
            return i + 1;
    return 0;
}

const char *zone_name(int32_t number) {
    return number > 0 && number <= N_ZONES ? names[number - 1] : NULL;
}

// A day of change in POSIX form: Mm.w.d, the w-th weekday d of month m, at `seconds` local time.
typedef struct RuleDay {
    int month, week, weekday;
    int32_t seconds;
} RuleDay;

typedef struct Zone {
    struct Zone *next;
    int32_t number;
    bool readable;
    size_t n_changes;
    int64_t *changes; // seconds
    uint8_t *types;   // after each change
    uint8_t first_type;
    size_t n_types;
    ZoneOffset offsets[MAX_TYPES];
    bool has_rule, has_summer;
    ZoneOffset standard, summer;
    RuleDay to_summer, to_standard;
} Zone;

struct ZoneCache {
    Zone *first;
};

ZoneCache *zone_cache_create(void) {
    return calloc(1, sizeof(ZoneCache));
}

void zone_cache_free(ZoneCache *cache) {
    for (Zone *zone = cache ? cache->first : NULL; zone;) {
        Zone *next = zone->next;
        free(zone->changes);
        free(zone->types);
        free(zone);
        zone = next;
    }
    free(cache);
}

// ---- the rule behind the file ----

static bool rule_name(const char **at, char *to) {
    size_t n = 0;
    bool quoted = **at == '<';
    *at += quoted;
    while (**at && (quoted ? **at != '>' : isalpha((unsigned char)**at))) {
        if (n < 7)
            to[n++] = **at;
        ++*at;
    }
    *at += quoted && **at == '>';
    to[n] = 0;
    return n > 0;
}

static int32_t rule_time(const char **at) {
    int sign = **at == '-' ? -1 : 1;
    *at += **at == '-' || **at == '+';
    int32_t parts[3] = {0};
    for (int i = 0; i < 3; i++) {
        while (isdigit((unsigned char)**at))
            parts[i] = parts[i] * 10 + (*(*at)++ - '0');
        if (i == 2 || **at != ':')
            break;
        ++*at;
    }
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2]);
}

static bool rule_day(const char **at, RuleDay *day) {
    int n = 0;
    if (sscanf(*at, ",M%d.%d.%d%n", &day->month, &day->week, &day->weekday, &n) != 3)
        return false;
    *at += n;
    day->seconds = 7200;
    if (**at == '/') {
        ++*at;
        day->seconds = rule_time(at);
    }
    return true;
}

static void set_offset(ZoneOffset *offset, int32_t seconds) {
    offset->seconds = seconds;
    offset->minutes = seconds / 60;
}

static void read_rule(Zone *zone, const char *text) {
    if (!rule_name(&text, zone->standard.abbreviation))
        return;
    set_offset(&zone->standard, -rule_time(&text));
    zone->has_rule = true;
    if (!rule_name(&text, zone->summer.abbreviation))
        return;
    const bool is_given = *text && *text != ',';
    set_offset(&zone->summer, is_given ? -rule_time(&text) : zone->standard.seconds + 3600);
    zone->has_summer = rule_day(&text, &zone->to_summer) && rule_day(&text, &zone->to_standard);
}

// Local seconds since 1970 of a rule's day in a year.
static int64_t rule_seconds(const RuleDay *day, int64_t year) {
    int64_t first = days_from_civil(year, day->month, 1);
    int64_t weekday = ((first + 4) % 7 + 7) % 7; // 0 Sunday
    int64_t date = first + (day->weekday - weekday + 7) % 7 + (day->week - 1) * 7;
    int64_t next_month = day->month == 12 ? days_from_civil(year + 1, 1, 1)
                                          : days_from_civil(year, day->month + 1, 1);
    while (date >= next_month)
        date -= 7;
    return date * 86400 + day->seconds;
}

static int64_t year_of(int64_t seconds) {
    int64_t year;
    int month, day;
    int64_t days = seconds >= 0 ? seconds / 86400 : -((86399 - seconds) / 86400);
    civil_from_days(days, &year, &month, &day);
    return year;
}

static bool in_summer(const Zone *zone, int64_t seconds) {
    if (!zone->has_summer)
        return false;
    int64_t year = year_of(seconds + zone->standard.seconds);
    int64_t start = rule_seconds(&zone->to_summer, year) - zone->standard.seconds;
    int64_t end = rule_seconds(&zone->to_standard, year) - zone->summer.seconds;
    return start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
}

// ---- the file ----

static int64_t big_endian(const unsigned char *at, int n) {
    uint64_t value = at[0] & 0x80 && n == 8 ? ~(uint64_t)0 : 0;
    for (int i = 0; i < n; i++)
        value = value << 8 | at[i];
    return n == 4 ? (int32_t)(uint32_t)value : (int64_t)value;
}

typedef struct Header {
    size_t n_utc, n_standard, n_leaps, n_changes, n_types, n_chars;
} Header;

static bool read_header(const unsigned char *at, const unsigned char *end, Header *h) {
    if (end - at < 44 || memcmp(at, "TZif", 4) != 0)
        return false;
    size_t *counts[] = {&h->n_utc,     &h->n_standard, &h->n_leaps,
                        &h->n_changes, &h->n_types,    &h->n_chars};
    for (int i = 0; i < 6; i++) {
        int64_t n = big_endian(at + 20 + 4 * i, 4);
        if (n < 0 || n > MAX_FILE)
            return false;
        *counts[i] = (size_t)n;
    }
    return h->n_types > 0 && h->n_types <= MAX_TYPES;
}

static size_t body_bytes(const Header *h, size_t time_bytes) {
    return h->n_changes * (time_bytes + 1) + h->n_types * 6 + h->n_chars +
           h->n_leaps * (time_bytes + 4) + h->n_standard + h->n_utc;
}

static bool read_body(Zone *zone, const unsigned char *at, const Header *h) {
    zone->n_changes = h->n_changes;
    zone->n_types = h->n_types;
    zone->changes = calloc(h->n_changes + 1, sizeof *zone->changes);
    zone->types = calloc(h->n_changes + 1, 1);
    if (!zone->changes || !zone->types)
        return false;
    const unsigned char *types = at + h->n_changes * 8, *offsets = types + h->n_changes;
    const char *chars = (const char *)offsets + h->n_types * 6;
    for (size_t i = 0; i < h->n_changes; i++) {
        zone->changes[i] = big_endian(at + 8 * i, 8);
        zone->types[i] = types[i];
        if (types[i] >= h->n_types)
            return false;
    }
    for (size_t t = 0; t < h->n_types; t++) {
        const unsigned char *entry = offsets + 6 * t;
        set_offset(&zone->offsets[t], (int32_t)big_endian(entry, 4));
        if (entry[5] < h->n_chars)
            snprintf(zone->offsets[t].abbreviation, sizeof zone->offsets[t].abbreviation, "%.*s",
                     (int)(h->n_chars - entry[5]), chars + entry[5]);
    }
    return true;
}

static bool parse_file(Zone *zone, const unsigned char *bytes, size_t n_bytes) {
    const unsigned char *end = bytes + n_bytes, *at = bytes;
    Header h;
    if (!read_header(at, end, &h) || at[4] < '2')
        return false;
    at += 44 + body_bytes(&h, 4);
    if (at > end || !read_header(at, end, &h) || (size_t)(end - at) < 44 + body_bytes(&h, 8))
        return false;
    if (!read_body(zone, at + 44, &h))
        return false;
    at += 44 + body_bytes(&h, 8);
    char rule[128] = "";
    if (at < end && *at == '\n') {
        size_t n = (size_t)(end - at) - 1;
        n = n < sizeof rule - 1 ? n : sizeof rule - 1;
        memcpy(rule, at + 1, n);
        rule[strcspn(rule, "\n")] = 0;
    }
    read_rule(zone, rule);
    return true;
}

static bool read_file(Zone *zone) {
    char path[256];
    const char *directory = getenv("TZDIR");
    snprintf(path, sizeof path, "%s/%s", directory ? directory : "/usr/share/zoneinfo",
             zone_name(zone->number));
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    unsigned char *bytes = malloc(MAX_FILE);
    ssize_t n = bytes ? read(file, bytes, MAX_FILE) : -1;
    bool good = n > 0 && parse_file(zone, bytes, (size_t)n);
    free(bytes);
    close(file);
    return good;
}

static const Zone *zone_of(ZoneCache *cache, int32_t number) {
    if (!zone_name(number))
        return NULL;
    for (const Zone *zone = cache->first; zone; zone = zone->next)
        if (zone->number == number)
            return zone->readable ? zone : NULL;
    Zone *zone = calloc(1, sizeof *zone);
    if (!zone)
        return NULL;
    zone->number = number;
    zone->readable = read_file(zone);
    zone->next = cache->first;
    cache->first = zone;
    return zone->readable ? zone : NULL;
}

// ---- asking ----

// Offset in seconds; *type: which entry, -1 the rule's standard time, -2 its summer time.
static int32_t offset_at(const Zone *zone, int64_t seconds, int *type) {
    if (zone->has_rule && (zone->n_changes == 0 || seconds >= zone->changes[zone->n_changes - 1])) {
        bool summer = in_summer(zone, seconds);
        *type = summer ? -2 : -1;
        return summer ? zone->summer.seconds : zone->standard.seconds;
    }
    size_t low = 0, high = zone->n_changes; // changes[low - 1] <= seconds < changes[low]
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (zone->changes[middle] <= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    *type = low ? zone->types[low - 1] : zone->first_type;
    return zone->offsets[*type].seconds;
}

static int64_t floor_seconds(int64_t milliseconds) {
    return milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000);
}

bool zone_offset_at(ZoneCache *cache, int32_t number, int64_t milliseconds, ZoneOffset *offset) {
    const Zone *zone = zone_of(cache, number);
    if (!zone)
        return false;
    int type;
    offset_at(zone, floor_seconds(milliseconds), &type);
    *offset = type == -2 ? zone->summer : type == -1 ? zone->standard : zone->offsets[type];
    return true;
}

bool zone_local_to_instant(ZoneCache *cache, int32_t number, int64_t local, int64_t *instant) {
    const Zone *zone = zone_of(cache, number);
    if (!zone)
        return false;
    int64_t seconds = floor_seconds(local);
    int type;
    // The offsets a day before and after are the two that can hold; the earlier instant wins.
    int32_t before = offset_at(zone, seconds - 86400, &type);
    int32_t after = offset_at(zone, seconds + 86400, &type);
    int32_t tries[2] = {before, after};
    for (int i = 0; i < 2; i++)
        if (offset_at(zone, seconds - tries[i], &type) == tries[i]) {
            *instant = local - (int64_t)tries[i] * 1000;
            return true;
        }
    return false;
}

size_t zone_parse_offset(const char *text, size_t n_bytes, int32_t *minutes) {
    if (n_bytes < 3 || (text[0] != '+' && text[0] != '-') || !isdigit((unsigned char)text[1]) ||
        !isdigit((unsigned char)text[2]))
        return 0;
    int32_t hours = (text[1] - '0') * 10 + (text[2] - '0'), rest = 0;
    size_t n = 3, digits = n_bytes > 3 && text[3] == ':' ? 4 : 3;
    if (n_bytes >= digits + 2 && isdigit((unsigned char)text[digits]) &&
        isdigit((unsigned char)text[digits + 1])) {
        rest = (text[digits] - '0') * 10 + (text[digits + 1] - '0');
        n = digits + 2;
    }
    if (hours > 23 || rest > 59)
        return 0;
    *minutes = (text[0] == '-' ? -1 : 1) * (hours * 60 + rest);
    return n;
}

bool zone_from_id(const char *id, size_t n_bytes, int32_t *number, int32_t *minutes) {
    *number = *minutes = 0;
    if ((n_bytes == 3 && memcmp(id, "UTC", 3) == 0) || (n_bytes == 1 && *id == 'Z'))
        return true;
    if (n_bytes && (*id == '+' || *id == '-'))
        return zone_parse_offset(id, n_bytes, minutes) == n_bytes;
    *number = zone_number(id, n_bytes);
    return *number != 0;
}

// ---- the zone of times that name none ----

bool local_zone_open(LocalZone *zone, const char *id, size_t n_bytes) {
    *zone = (LocalZone){0};
    if (!zone_from_id(id, n_bytes, &zone->number, &zone->offset_minutes))
        return false;
    if (zone->number == 0)
        return true;
    zone->rules = zone_cache_create();
    if (zone->rules && zone_of(zone->rules, zone->number))
        return true;
    local_zone_close(zone);
    return false;
}

void local_zone_close(LocalZone *zone) {
    zone_cache_free(zone->rules);
    *zone = (LocalZone){0};
}

pig_datetime local_zone_at(const LocalZone *zone, int64_t milliseconds) {
    pig_datetime value = {milliseconds, zone->offset_minutes, zone->number};
    ZoneOffset offset;
    if (zone->number && zone_offset_at(zone->rules, zone->number, milliseconds, &offset))
        value.offset_minutes = offset.minutes;
    return value;
}

bool local_zone_read(const LocalZone *zone, int64_t local, pig_datetime *value) {
    int64_t instant = local - zone->offset_minutes * INT64_C(60000);
    if (zone->number && !zone_local_to_instant(zone->rules, zone->number, local, &instant))
        return false;
    *value = local_zone_at(zone, instant);
    return true;
}
