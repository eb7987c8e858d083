// SPDX-License-Identifier: Apache-2.0
//
// From a command line to a session. Signals: the first SIGINT or SIGTERM asks what runs to stop and
// clean up, a second one ends the process at once.

#include "runtime/shell/shell.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "runtime/shell/dryrun.h"
#include "runtime/shell/files.h"
#include "runtime/shell/output.h"
#include "runtime/shell/reader.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unknown"
#endif

static SignalState signals;
static volatile int64_t first_signal_milliseconds;

static int64_t milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// A second signal ends the process at once. One that comes together with the first is the same
// wish: timeout(1) and job control send to the process and to its group.
static void on_signal(int number) {
    enum { TOGETHER_MILLISECONDS = 100 };
    const int64_t now = milliseconds_now();
    if (signals.interrupted) {
        if (now - first_signal_milliseconds > TOGETHER_MILLISECONDS)
            _exit(128 + number);
        return;
    }
    first_signal_milliseconds = now;
    signals.number = number;
    signals.interrupted = true;
}

// A closed pipe is seen by the write that fails. A handler, and not SIG_IGN, since programs that
// are started get the usual action back.
static void on_closed_pipe(int number) {
    (void)number;
}

static void install_signals(void) {
    struct sigaction action = {.sa_handler = on_signal};
    struct sigaction pipe_action = {.sa_handler = on_closed_pipe, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigemptyset(&pipe_action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGPIPE, &pipe_action, NULL);
}

// ---- answers without a session ----

static void print_version(void) {
    printf("javelina %s (Pig Latin of Apache Pig 0.18)\n", PACKAGE_VERSION);
}

static void print_properties(Arena *arena, const Options *options, bool help) {
    Properties *properties = properties_create(arena);
    properties_load_environment(properties);
    for (size_t i = 0; i < options->properties.n; i++)
        properties_set_pair(properties, options->properties.words[i], PROPERTY_COMMAND_LINE);
    if (help)
        properties_print_help(properties, stdout);
    else
        properties_print(properties, stdout, true);
}

static void print_help(const char *program, Arena *arena, const Options *options) {
    const char *topic = options->help_topic != NULL ? options->help_topic : "";
    if (strcmp(topic, "properties") == 0)
        print_properties(arena, options, true);
    else
        options_print_help(stdout, program, strcmp(topic, "all") == 0);
}

// True if the command line asks a question that is answered here.
static bool answer(const char *program, Arena *arena, const Options *options) {
    if (options->given[OPTION_HELP])
        print_help(program, arena, options);
    else if (options->given[OPTION_VERSION])
        print_version();
    else if (options->given[OPTION_PRINT_COMMAND])
        print_properties(arena, options, false);
    else
        return false;
    return true;
}

// ---- with a session ----

static const char *bootup_path(Session *session) {
    const char *path = properties_get(session->properties, "pig.load.default.statements");
    const char *home = getenv("HOME");
    if (path != NULL || home == NULL)
        return path;
    path = arena_printf(session->arena, "%s/.pigbootup", home);
    return files_exists(path) ? path : NULL;
}

// Statements that everyone of a site or user wants. What is wrong in them ends a script, but not
// a shell.
static Status run_bootup(Session *session) {
    const char *path = bootup_path(session);
    if (path == NULL)
        return STATUS_OK;
    Status status = session_run_file(session, path);
    session->script_name = NULL;
    bool is_shell = session->options->script == NULL && session->options->statements == NULL;
    if (status == STATUS_OK || !is_shell)
        return status;
    session_report(session);
    return STATUS_OK;
}

static Status run_script(Session *session, const char *path) {
    if (session->options->given[OPTION_DRYRUN])
        return dryrun_write(session, path);
    TRY(session_run_file(session, path));
    if (session->check_only)
        fprintf(stderr, "%s syntax OK\n", path);
    return STATUS_OK;
}

static void greet(void) {
    fprintf(stderr, "javelina %s (Pig Latin, local, %ld threads)  help; \\q\n", PACKAGE_VERSION,
            sysconf(_SC_NPROCESSORS_ONLN));
}

static Status read_input(Session *session) {
    bool terminal = isatty(STDIN_FILENO);
    session->mode = terminal ? SESSION_INTERACTIVE : SESSION_STREAM;
    if (terminal)
        greet();
    reader_run(session);
    return STATUS_OK;
}

static Status run_session(Session *session) {
    const Options *options = session->options;
    if (!options->given[OPTION_DRYRUN])
        TRY(run_bootup(session));
    if (options->statements != NULL) {
        Source *source = ARENA_NEW(session->arena, Source);
        source->text = options->statements;
        source->n_bytes = strlen(options->statements);
        return session_run_text(session, source, true);
    }
    return options->script != NULL ? run_script(session, options->script) : read_input(session);
}

// Data that did not reach stdout is a failure. A reader that went away (head) is told nothing.
static int close_output(int exit_status) {
    bool lost = fflush(stdout) != 0;
    int error = errno;
    if (!lost && !ferror(stdout))
        return exit_status;
    if (lost && error != EPIPE)
        fprintf(stderr, "ERROR 2997: stdout cannot be written: %s\n", strerror(error));
    return exit_status != EXIT_STATUS_OK ? exit_status : EXIT_STATUS_IO;
}

static int end_session(Session *session, Status status) {
    if (status != STATUS_OK)
        session_fail(session);
    session_report(session);
    int exit_status = session_exit_status(session);
    session_close(session);
    if (exit_status == EXIT_STATUS_INTERRUPTED)
        exit_status = 128 + (signals.number != 0 ? signals.number : SIGINT);
    return close_output(exit_status);
}

// No memory for statements or plans: the one place that such an arena jumps to.
static void out_of_memory(void *context, size_t n_bytes) {
    (void)n_bytes;
    longjmp(*(jmp_buf *)context, 1);
}

// What the command line alone decides; true if nothing more is to be done.
static bool decide(const char *program, Arena *arena, int argc, char *const argv[],
                   Options *options, int *exit_status) {
    DiagnosticSink *sink = diagnostics_create(arena);
    if (options_parse(argc, argv, arena, sink, options) != STATUS_OK) {
        diagnostics_print(sink, stderr, output_wants_color(NULL, stderr));
        options_print_help(stdout, program, false);
        *exit_status = diagnostics_status(sink);
        return true;
    }
    *exit_status = EXIT_STATUS_OK;
    if (answer(program, arena, options))
        return true;
    if (!options->given[OPTION_CHECK] || (options->statements == NULL && options->script != NULL))
        return false;
    fprintf(stderr, "%s: -c needs a script file\n", program);
    *exit_status = EXIT_STATUS_ILLEGAL_ARGUMENTS;
    return true;
}

static int run_options(Arena *arena, const Options *options) {
    install_signals();
    Session *session = ARENA_NEW(arena, Session);
    Status status = session_open(session, arena, options, &signals);
    if (status == STATUS_OK)
        status = run_session(session);
    return end_session(session, status);
}

int shell_main(const char *program, int argc, char *const argv[]) {
    jmp_buf recovery;
    Arena *arena = arena_create(0, out_of_memory, &recovery);
    if (setjmp(recovery) != 0) {
        fputs("ERROR 9050: no memory left for the script\n", stderr);
        return EXIT_STATUS_THROWABLE;
    }
    Options *options = ARENA_NEW(arena, Options);
    int exit_status;
    if (!decide(program, arena, argc, argv, options, &exit_status))
        exit_status = run_options(arena, options);
    arena_destroy(arena);
    return exit_status;
}
