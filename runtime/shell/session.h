// SPDX-License-Identifier: Apache-2.0
//
// One run of pig or grunt: what has been defined, which settings hold, what failed. Statements come
// in as text; relational ones wait in the present batch, and a shell command, the end of the script
// or (on standard input and in grunt) their own end makes the batch run.
//
// A Scope is what a script under exec has for itself: aliases, macros and history. Parameters nest
// separately, since run has its own parameters but its caller's aliases.

#ifndef JAVELINA_RUNTIME_SHELL_SESSION_H
#define JAVELINA_RUNTIME_SHELL_SESSION_H

#include <signal.h>
#include <stdio.h>

#include "compiler/compile.h"
#include "lang/parse.h"
#include "runtime/exec/query.h"
#include "runtime/shell/options.h"
#include "runtime/shell/properties.h"

// Scripts that run or exec one another deeper than this are refused.
enum { SESSION_MAX_DEPTH = 64, SCRIPT_MAX_BYTES = 1 << 28 };

typedef struct History {
    size_t n, capacity;
    const char **lines;
    const char *source_name; // of the newest statement
    int last_line;           // where that ended
} History;

typedef struct Scope {
    Compiler *compiler;
    MacroTable *macros;
    bool has_store;   // in the present batch
    size_t n_settled; // aliases that were there when the last batch ended
    History history;
} Scope;

typedef enum SessionMode {
    SESSION_SCRIPT,      // a file, or -e: stops at the first error
    SESSION_STREAM,      // standard input: goes on after an error
    SESSION_INTERACTIVE, // a terminal: the same, with prompts and tables
} SessionMode;

// What the signal handler leaves behind.
typedef struct SignalState {
    volatile bool interrupted;
    volatile sig_atomic_t number; // SIGINT, or SIGTERM: then a shell ends too
} SignalState;

// How DUMP shows rows: in a box on a terminal in grunt, else as tuples; or always so.
typedef enum RowMode { ROWS_AUTO, ROWS_TUPLE, ROWS_BOX } RowMode;

typedef struct Session {
    Arena *arena; // of statements and definitions: lives as long as the session
    DiagnosticSink *sink;
    const Options *options;
    Properties *properties;
    LocalZone local_zone; // pig.datetime.default.tz
    Registry *registry;
    CompilerEnvironment environment;
    Scope *scope;
    Parameters *parameters; // of the script at work
    const char *script_name;
    SessionMode mode;
    int depth; // of exec and run
    bool quit; // the script at work has said quit
    bool check_only;
    FILE *out; // data and what was asked for
    bool color;
    RowMode rows;
    bool timing;               // each run tells its time
    size_t n_stored, n_failed; // outputs so far; DUMPs count as written behind a failure
    ExitStatus first_failure;  // of what has been reported
    const SignalState *signals;
    volatile bool *interrupted; // that of the signals; an interactive session takes it back
} Session;

// A session with what the options say: properties, definitions, an empty scope. Lives in `arena`.
// Reports a property file that is not there, an unknown execution type, a bad parameter.
MUST_CHECK Status session_open(Session *session, Arena *arena, const Options *options,
                               SignalState *signals);
void session_close(Session *session);

// Runs the statements of a text. In SESSION_SCRIPT mode it stops at the first error and, where all
// went well, runs what waits at the end. is_plain: parameters are not replaced (-e).
MUST_CHECK Status session_run_text(Session *session, const Source *source, bool is_plain);

// Reads the statements of a text without running anything; *roots: its STOREs.
MUST_CHECK Status session_check_text(Session *session, const Source *source, Roots *roots);

// session_run_text for a script file.
MUST_CHECK Status session_run_file(Session *session, const char *path);

// A script under exec (own_scope) or run, with its own parameters.
MUST_CHECK Status session_run_script(Session *session, const char *path, Parameters *parameters,
                                     bool own_scope);

// Reads a script's text; borrowed by the session's arena. Reports 2997.
MUST_CHECK Status session_read_source(Session *session, const char *path, const Source **source);

// A fresh scope over the session's definitions.
Scope *scope_create(Session *session);

// A whole statement or several from standard input; failures are remembered and reported.
void session_run_piece(Session *session, const Source *source);

// Remembers the exit status of the error just reported, if it is the first failure.
void session_fail(Session *session);

// Prints what has been reported, appends it to the log file if there is one, and forgets.
void session_report(Session *session);

// After an interruption: true if only the statement was meant (Ctrl-C in a shell); the flag is then
// taken back.
bool session_survives(Session *session);

// What the process ends with.
ExitStatus session_exit_status(const Session *session);

#endif
