// SPDX-License-Identifier: Apache-2.0
//
// What the compiler asks of the world, answered by the runtime: formats, schemas beside data,
// outputs that exist, constants.

#ifndef JAVELINA_RUNTIME_SHELL_ENVIRONMENT_H
#define JAVELINA_RUNTIME_SHELL_ENVIRONMENT_H

#include "runtime/shell/session.h"

// Fills in session->environment; the session's registry and properties must be there.
void environment_fill(Session *session);

// Minutes east of UTC of times that name no zone: pig.datetime.default.tz as "+03:00", "-0530", "Z"
// or "UTC"; anything else is taken as UTC.
int32_t environment_offset_minutes(const Session *session);

// Texts without a zone are read by one offset: a zone name will do if its offset never changes.
// Reports 9051 for any other; NULL is fine.
MUST_CHECK Status environment_check_zone(const char *zone, DiagnosticSink *sink);

#endif
