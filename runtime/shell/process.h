// SPDX-License-Identifier: Apache-2.0
//
// Running outside programs for `sh` and `fs -text`.

#ifndef JAVELINA_RUNTIME_SHELL_PROCESS_H
#define JAVELINA_RUNTIME_SHELL_PROCESS_H

#include <stdio.h>

// Runs argv[0] (found in PATH) with `argv` (NULL at the end) and waits for it. Its standard input
// is the file `input`, NULL: ours if that is a terminal, else nothing. Its standard output goes to
// the file behind `out`, which is flushed before. Returns its exit status, 128 + the signal that
// ended it, or -1 with errno set when it could not be started.
int process_run(const char *const argv[], const char *input, FILE *out);

#endif
