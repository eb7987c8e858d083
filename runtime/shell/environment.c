// SPDX-License-Identifier: Apache-2.0
//
// The compiler's questions, passed on to the formats and to the session's properties.

#include "runtime/shell/environment.h"

#include "runtime/io/format.h"

// The formats' answers do not look at the context; the property call needs the session.
static const char *environment_property(void *context, const char *key) {
    const Session *session = context;
    return properties_get(session->properties, key);
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
        .fold_constant = query_fold_constant,
        .property = environment_property,
    };
}
