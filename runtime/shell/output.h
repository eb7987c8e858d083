// SPDX-License-Identifier: Apache-2.0
//
// What the two programs write beside data: colours or not, the summary of a run, its warnings, and
// the progress line. All of it goes to stderr; with a stderr that is no terminal only warnings and
// errors are written.

#ifndef JAVELINA_RUNTIME_SHELL_OUTPUT_H
#define JAVELINA_RUNTIME_SHELL_OUTPUT_H

#include <stdio.h>

#include "lang/base/text.h"
#include "runtime/exec/query.h"

// when: "auto", "always", "never" or NULL for auto. In auto: NO_COLOR (not empty) is no, then
// CLICOLOR_FORCE (not empty, not 0) is yes, else a terminal that is not "dumb".
bool output_wants_color(const char *when, FILE *stream);

bool output_is_terminal(FILE *stream);

// True if the stream is a pipe that nobody reads any more.
bool output_is_broken(FILE *stream);

// Columns of the terminal behind the stream; 80 when unknown.
unsigned output_width(FILE *stream);

enum { AMOUNT_TEXT = 32 };

// "38 KB", "1.9 GB".
const char *output_bytes(char text[AMOUNT_TEXT], uint64_t n_bytes);

// "1,204".
const char *output_count(char text[AMOUNT_TEXT], uint64_t n);

// A line for each kind of warning: count, meaning, first example.
void output_warnings(const Counters *counters, FILE *out, bool color);

// A line for each input and store, the last with time and memory.
void output_summary(const RunResult *result, FILE *out);

// ---- progress ----

typedef struct Progress {
    const char *name; // of the script; NULL: none
    FILE *out;        // a terminal; NULL: nothing is drawn
    double started, drawn;
    double shown; // fraction: never falls
    bool visible;
} Progress;

// Starts the clock. Nothing is drawn in the first half second.
void progress_start(Progress *progress);

// Draws at most ten times a second. Matches RunOptions.progress; context: a Progress.
void progress_update(void *context, double fraction, uint64_t bytes_done, uint64_t bytes_all);

// Erases the line.
void progress_end(Progress *progress);

#endif
