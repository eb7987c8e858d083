// SPDX-License-Identifier: Apache-2.0
//
// Errors, warnings and notes as values. Whoever finds a problem reports a Diagnostic into a
// DiagnosticSink and returns STATUS_FAILED; the two programs print the sink and choose the exit
// status. The first error decides both the status and, for tools that scrape logs, the code.
//
// Printed shape (stderr):
//   top.pig:2:17: ERROR 1025: 'agee' is not a field of A
//     2 | B = FILTER A BY agee > 1;
//       |                 ^^^^ did you mean 'age'?
//     at line 2, column 17 of top.pig

#ifndef JAVELINA_LANG_DIAGNOSTIC_H
#define JAVELINA_LANG_DIAGNOSTIC_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "lang/base/arena.h"
#include "lang/base/status.h"
#include "lang/source.h"

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE } Severity;

// Exit statuses, those of Apache Pig's ReturnCode.
typedef enum ExitStatus {
    EXIT_STATUS_OK = 0,
    EXIT_STATUS_RETRIABLE = 1,
    EXIT_STATUS_FAILURE = 2,         // every store of the run failed
    EXIT_STATUS_PARTIAL_FAILURE = 3, // some stores failed
    EXIT_STATUS_ILLEGAL_ARGUMENTS = 4,
    EXIT_STATUS_IO = 5,        // script not found, undefined parameter, failing shell command
    EXIT_STATUS_PIG = 6,       // script errors; a DUMP whose job failed
    EXIT_STATUS_PARSE = 7,     // an unknown option
    EXIT_STATUS_THROWABLE = 8, // text that the shell level cannot read; internal errors
    EXIT_STATUS_INTERRUPTED = 130,
    EXIT_STATUS_PIPE = 141, // whoever read our output went away
} ExitStatus;

typedef struct Diagnostic {
    Severity severity;
    int code;          // Apache Pig's number; from 9000 our own; 0 where the reference gives 0
    ExitStatus status; // what the process ends with if this is the first error
    Place place;
    bool early;          // told though nothing needs the statement (compiler/faults.c)
    const char *message; // one sentence, no full stop, lower-case first letter
    const char *hint;    // NULL or a way out, shown beside the caret
    struct Diagnostic *next;
} Diagnostic;

typedef struct DiagnosticSink DiagnosticSink;

// A sink whose diagnostics live in `arena` (borrowed). Not safe for use from several threads:
// worker threads keep their first failure and the scheduler reports it.
DiagnosticSink *diagnostics_create(Arena *arena);

// Adds an error and returns STATUS_FAILED, so that `return diagnose(...)` reads well.
// place: NULL for none. The exit status is EXIT_STATUS_PIG.
Status diagnose(DiagnosticSink *sink, int code, const Place *place, const char *format, ...)
    PRINTF_LIKE(4, 5);

// The same with a hint (NULL allowed).
Status diagnose_hint(DiagnosticSink *sink, int code, const Place *place, const char *hint,
                     const char *format, ...) PRINTF_LIKE(5, 6);

// Any severity and status. `d` is copied; its texts must live as long as the sink's arena.
void diagnostics_add(DiagnosticSink *sink, const Diagnostic *d);

// Sets the exit status of the newest error.
void diagnostics_set_status(DiagnosticSink *sink, ExitStatus status);

// Marks the newest error as early.
void diagnostics_set_early(DiagnosticSink *sink);

// A counted warning without place.
void diagnose_warning(DiagnosticSink *sink, const char *format, ...) PRINTF_LIKE(2, 3);

// In the order reported.
const Diagnostic *diagnostics_first(const DiagnosticSink *sink);
const Diagnostic *diagnostics_first_error(const DiagnosticSink *sink);
int diagnostics_error_count(const DiagnosticSink *sink);

// Exit status of the first error, EXIT_STATUS_OK without one.
ExitStatus diagnostics_status(const DiagnosticSink *sink);

// Prints all (at most 10 errors, then a count) to `out`. color: with terminal colours.
void diagnostics_print(const DiagnosticSink *sink, FILE *out, bool color);

// Forgets everything reported so far (an interactive shell between statements).
void diagnostics_clear(DiagnosticSink *sink);

// The name in `names` nearest to `wanted` by edit distance if that is at most a third of its
// length, else NULL. Case-only differences win.
const char *nearest_name(const char *wanted, const char *const *names, size_t n_names);

#endif
