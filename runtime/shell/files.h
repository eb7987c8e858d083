// SPDX-License-Identifier: Apache-2.0
//
// Local files, for the plain commands (cat, cp, rm ...) and for fs. A path may carry "file:" in
// front. Every call reports what went wrong as code 2997 with status EXIT_STATUS_IO, as Apache Pig
// does for all of its file commands, and changes nothing else.

#ifndef JAVELINA_RUNTIME_SHELL_FILES_H
#define JAVELINA_RUNTIME_SHELL_FILES_H

#include <stdio.h>

#include "lang/diagnostic.h"

// Directories nested deeper than this are refused.
enum { FILES_MAX_DEPTH = 1000 };

// Adds a 2997 with EXIT_STATUS_IO and returns STATUS_FAILED.
Status files_fail(DiagnosticSink *sink, const char *format, ...) PRINTF_LIKE(2, 3);

// The path without "file:" or "file://". Borrowed from `path`.
const char *files_local_path(const char *path);

// "file:/full/path" of a path, as `ls` and `pwd` show it. Given: free.
char *files_shown_path(const char *path);

bool files_exists(const char *path);
bool files_is_directory(const char *path);

// Writes the file, or each plain file of the directory in name order, to `out`.
MUST_CHECK Status files_cat(const char *path, FILE *out, DiagnosticSink *sink);

// One line a file: full path, replication, size; a directory: one line for each entry.
MUST_CHECK Status files_list(const char *path, FILE *out, DiagnosticSink *sink);

// A copy of a file or of a directory with all below it. An existing directory `to` receives the
// copy under its own name; an existing file is replaced if `replace`, else an error.
MUST_CHECK Status files_copy(const char *from, const char *to, bool replace, DiagnosticSink *sink);

// Renames, across file systems too; into `to` if that is a directory.
MUST_CHECK Status files_move(const char *from, const char *to, DiagnosticSink *sink);

// Removes a file or a directory with all below it.
MUST_CHECK Status files_remove(const char *path, DiagnosticSink *sink);

// With parents; a directory that exists is fine.
MUST_CHECK Status files_make_directory(const char *path, DiagnosticSink *sink);

// NULL: the home directory.
MUST_CHECK Status files_change_directory(const char *path, DiagnosticSink *sink);

// The whole file, NUL-terminated. Given: free. max_bytes: beyond that it is refused.
MUST_CHECK Status files_read(const char *path, size_t max_bytes, char **text, size_t *n_bytes,
                             DiagnosticSink *sink);

#endif
