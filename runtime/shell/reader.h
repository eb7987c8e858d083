// SPDX-License-Identifier: Apache-2.0
//
// Statements from standard input: typed at a terminal with prompts and history, or piped in with
// neither. Each is run as soon as it is whole; an error does not end the session.

#ifndef JAVELINA_RUNTIME_SHELL_READER_H
#define JAVELINA_RUNTIME_SHELL_READER_H

#include "runtime/shell/session.h"

// Until the input ends or a statement says quit. session->mode says which of the two.
void reader_run(Session *session);

#endif
