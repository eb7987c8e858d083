// SPDX-License-Identifier: Apache-2.0
//
// What a shell command prints: back-ticks in parameters.

#ifndef JAVELINA_LANG_BASE_CAPTURE_H
#define JAVELINA_LANG_BASE_CAPTURE_H

#include "lang/base/text.h"

// Runs `command` with bash (sh where there is none), with no input, and appends its standard
// output. Its standard error is ours. Returns the exit status, 128 + signal, or -1 with errno set
// when it could not be started. Reads all of the output even when `out` is full.
int capture_output(const char *command, Text *out);

#endif
