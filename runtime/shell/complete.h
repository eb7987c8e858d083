// SPDX-License-Identifier: Apache-2.0
//
// What may stand for the word being typed: commands and keywords, functions, aliases, and the
// fields of relations that the line names.

#ifndef JAVELINA_RUNTIME_SHELL_COMPLETE_H
#define JAVELINA_RUNTIME_SHELL_COMPLETE_H

#include "runtime/shell/editor.h"
#include "runtime/shell/session.h"

// Matches EditorComplete; context: a Session.
EditorMatches complete_statement(void *context, const char *line, size_t start);

#endif
