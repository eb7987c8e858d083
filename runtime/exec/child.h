// SPDX-License-Identifier: Apache-2.0
//
// Outside programs, started by posix_spawn: no copy of a large parent's page tables, no buffer of
// ours flushed twice. Signals have their usual meaning in the child.

#ifndef JAVELINA_RUNTIME_EXEC_CHILD_H
#define JAVELINA_RUNTIME_EXEC_CHILD_H

#include <stdbool.h>

typedef struct ChildCommand {
    const char *file;            // found in PATH if it has no slash
    const char *const *words;    // the file's name, then arguments; NULL at the end
    char *const *environment;    // NULL: ours
    const char *directory;       // it starts there; NULL: in ours
    int input, output, messages; // file descriptors of its standard streams; -1: ours
} ChildCommand;

// Starts it; *child: to be waited for. Returns 0, or an error number.
int child_start(const ChildCommand *command, int *child);

// Waits for its end: its exit status as a shell tells it (128 + the signal that ended it).
int child_wait(int child);

// Has it ended? *exit_status as child_wait; then it must not be waited for again.
bool child_has_ended(int child, int *exit_status);

// Ends it at once, and waits.
void child_kill(int child);

#endif
