// SPDX-License-Identifier: Apache-2.0
//
// The compiler's questions, passed on to the formats and to the session's properties.

#include "runtime/shell/environment.h"

#include "runtime/io/format.h"
#include "udf/builtin/zone.h"

// The formats' answers do not look at the context; the property call needs the session.
static const char *environment_property(void *context, const char *key) {
    const Session *session = context;
    return properties_get(session->properties, key);
}

int32_t environment_offset_minutes(const Session *session) {
    const char *zone = properties_get(session->properties, "pig.datetime.default.tz");
    int32_t number, minutes = 0;
    return zone && zone_from_id(zone, strlen(zone), &number, &minutes) ? minutes : 0;
}

static const Vector *environment_fold(void *context, Arena *arena, const Expression *expression,
                                      DiagnosticSink *sink) {
    return query_fold_constant(environment_offset_minutes(context), arena, expression, sink);
}

void environment_fill(Session *session) {
    session->environment = (CompilerEnvironment){
        .registry = session->registry,
        .context = session,
        .format_kind = format_kind,
        .check_format = format_check,
        .load_schema = format_load_schema,
        .check_output = format_check_output,
        .input_bytes = format_input_bytes,
        .fold_constant = environment_fold,
        .property = environment_property,
    };
}
