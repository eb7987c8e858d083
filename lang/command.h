// SPDX-License-Identifier: Apache-2.0
//
// Shell commands: their words, cut as the shell level of Apache Pig cuts them.

#ifndef JAVELINA_LANG_COMMAND_H
#define JAVELINA_LANG_COMMAND_H

#include "lang/scan.h"
#include "lang/split.h"

// Reads the words behind a command word; context->text is all of the text that is left, and the
// piece's offsets count in it. *end: behind the command. The statement is a COMMAND, or a REGISTER.
// Fails: 1000, status 8, when words are missing.
Status read_command(ParseContext *context, const Piece *piece, Statement **statement,
                    size_t *end) MUST_CHECK;

#endif
