// SPDX-License-Identifier: Apache-2.0
//
// -r: what a script is once parameters and macros are put in.

#ifndef JAVELINA_RUNTIME_SHELL_DRYRUN_H
#define JAVELINA_RUNTIME_SHELL_DRYRUN_H

#include "runtime/shell/session.h"

// Writes PATH.substituted, and PATH.expanded if the script uses macros. Finds syntax errors only.
MUST_CHECK Status dryrun_write(Session *session, const char *path);

#endif
