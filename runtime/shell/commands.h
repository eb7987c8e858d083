// SPDX-License-Identifier: Apache-2.0
//
// Shell commands: the table of commands.def and one function each.

#ifndef JAVELINA_RUNTIME_SHELL_COMMANDS_H
#define JAVELINA_RUNTIME_SHELL_COMMANDS_H

#include "runtime/shell/session.h"

typedef struct CommandCall {
    Session *session;
    const char *word; // in lower case
    size_t n_args;
    const char **args;
    const Place *places; // of the arguments
} CommandCall;

typedef struct CommandEntry {
    const char *word;
    bool runs_batch;
    size_t fewest, most;
    Status (*run)(CommandCall *call);
    const char *usage, *help;
} CommandEntry;

// Runs a statement of kind STATEMENT_COMMAND: the STOREs that wait first, where the table says so.
// Under -c only `set KEY` does anything. Reports 1000 with EXIT_STATUS_THROWABLE for a word too
// many or an unknown command, 2997 with EXIT_STATUS_IO for what the command could not do.
MUST_CHECK Status command_run(Session *session, const Statement *statement);

// The table, for completion.
const CommandEntry *commands_table(size_t *n);

#define COMMAND(word, batch, fewest, most, function, usage, help)                                  \
    Status function(CommandCall *call);
#include "runtime/shell/commands.def"
#undef COMMAND

#endif
