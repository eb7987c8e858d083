// SPDX-License-Identifier: Apache-2.0
//
// The compiler's questions, passed on to the formats and to the session's properties.

#include "runtime/shell/environment.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "runtime/io/format.h"
#include "udf/builtin/zone.h"

// The formats' answers do not look at the context; the property call needs the session.
static const char *environment_property(void *context, const char *key) {
    const Session *session = context;
    return properties_get(session->properties, key);
}

// Half-yearly looks at the past forty years tell whether a named zone keeps one offset.
static bool keeps_offset(int32_t number, int32_t *minutes) {
    enum { LOOKS = 80 };
    const int64_t half_year = 15778800000, now = (int64_t)time(NULL) * 1000;
    ZoneCache *cache = zone_cache_create();
    bool same = cache != NULL;
    for (int i = 0; same && i < LOOKS; i++) {
        ZoneOffset offset;
        same = zone_offset_at(cache, number, now - i * half_year, &offset) &&
               (i == 0 || offset.minutes == *minutes);
        *minutes = same ? offset.minutes : 0;
    }
    if (cache != NULL)
        zone_cache_free(cache);
    return same;
}

static bool fixed_offset(const char *zone, int32_t *minutes) {
    int32_t number;
    *minutes = 0;
    if (!zone_from_id(zone, strlen(zone), &number, minutes))
        return false;
    return number == 0 || keeps_offset(number, minutes);
}

int32_t environment_offset_minutes(const Session *session) {
    const char *zone = properties_get(session->properties, "pig.datetime.default.tz");
    int32_t minutes = 0;
    return zone != NULL && fixed_offset(zone, &minutes) ? minutes : 0;
}

Status environment_check_zone(const char *zone, DiagnosticSink *sink) {
    int32_t minutes;
    if (zone == NULL || fixed_offset(zone, &minutes))
        return STATUS_OK;
    return diagnose_hint(sink, 9051, NULL, "write an offset, as -05:00",
                         "the default time zone '%s' is not known or changes its offset", zone);
}

static const Vector *environment_fold(void *context, Arena *arena, const Expression *expression,
                                      DiagnosticSink *sink) {
    return query_fold_constant(environment_offset_minutes(context), arena, expression, sink);
}

// With wrong arguments Apache Pig prints a usage text where results go.
static Status environment_check_format(void *context, const FormatCall *call, bool store,
                                       DiagnosticSink *sink) {
    const Format *format = format_by_name(call->name);
    const char *usage = format && format->usage ? format->usage(call) : NULL;
    if (usage)
        fputs(usage, stdout);
    return format_check(context, call, store, sink);
}

void environment_fill(Session *session) {
    session->environment = (CompilerEnvironment){
        .registry = session->registry,
        .context = session,
        .format_kind = format_kind,
        .check_format = environment_check_format,
        .load_schema = format_load_schema,
        .check_output = format_check_output,
        .input_bytes = format_input_bytes,
        .fold_constant = environment_fold,
        .property = environment_property,
    };
}
