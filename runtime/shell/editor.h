// SPDX-License-Identifier: Apache-2.0
//
// Lines typed at a terminal: editing, history, completion, over readline (or libedit). One editor
// a process, since that is what the library offers. History is ~/.pig_history; a statement over
// several lines is one entry, and one that begins with a blank is not kept.

#ifndef JAVELINA_RUNTIME_SHELL_EDITOR_H
#define JAVELINA_RUNTIME_SHELL_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

enum { EDITOR_HISTORY_MAX = 10000 };

// Words that may stand for the one being typed.
typedef struct EditorMatches {
    size_t n;
    const char *const *words; // borrowed until the next call
} EditorMatches;

// line: the statement's earlier lines are not in it. The word begins at line + start.
typedef EditorMatches EditorComplete(void *context, const char *line, size_t start);

typedef enum EditorResult { EDITOR_LINE, EDITOR_END, EDITOR_INTERRUPTED } EditorResult;

// Reads the history. interrupted: set by the SIGINT handler. complete: NULL for none.
void editor_open(const volatile bool *interrupted, EditorComplete *complete, void *context);

// One line without its line end. Given: free. EDITOR_INTERRUPTED after Ctrl-C, EDITOR_END after
// Ctrl-D on an empty line; *line is then NULL.
EditorResult editor_read(const char *prompt, char **line);

// Keeps a whole statement in the history.
void editor_remember(const char *statement);

// Writes what is new to the history file and puts the terminal back.
void editor_close(void);

#endif
