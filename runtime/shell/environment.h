// SPDX-License-Identifier: Apache-2.0
//
// What the compiler asks of the world, answered by the runtime: formats, schemas beside data,
// outputs that exist, constants.

#ifndef JAVELINA_RUNTIME_SHELL_ENVIRONMENT_H
#define JAVELINA_RUNTIME_SHELL_ENVIRONMENT_H

#include "runtime/shell/session.h"

// Fills in session->environment; the session's registry and properties must be there.
void environment_fill(Session *session);

// Makes a value of pig.datetime.default.tz ("America/New_York", "+03:00", "-0530", "Z", "UTC") the
// session's zone of times that name none; NULL or "" changes nothing. Reports 9051 for a zone that
// is not known.
MUST_CHECK Status environment_use_zone(Session *session, const char *id);

#endif
