// SPDX-License-Identifier: Apache-2.0
//
// The compiler's questions, passed on to the formats and to the session's properties.

#include "runtime/shell/environment.h"

#include <stdio.h>
#include <string.h>

#include "runtime/io/format.h"

// The formats' answers do not look at the context; the property call needs the session.
static const char *environment_property(void *context, const char *key) {
    const Session *session = context;
    return properties_get(session->properties, key);
}

Status environment_use_zone(Session *session, const char *id) {
    LocalZone zone;
    if (id == NULL || *id == '\0')
        return STATUS_OK;
    if (!local_zone_open(&zone, id, strlen(id)))
        return diagnose(session->sink, 9051, NULL, "the default time zone '%s' is not known", id);
    local_zone_close(&session->local_zone);
    session->local_zone = zone;
    return STATUS_OK;
}

static const Vector *environment_fold(void *context, Arena *arena, const Expression *expression,
                                      DiagnosticSink *sink) {
    const Session *session = context;
    return query_fold_constant(&session->local_zone, arena, expression, sink);
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
