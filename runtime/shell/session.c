// SPDX-License-Identifier: Apache-2.0
//
// The life of a session, and the walk over a script's statements.

#include "runtime/shell/session.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/base/grow.h"
#include "runtime/shell/batch.h"
#include "runtime/shell/commands.h"
#include "runtime/shell/environment.h"
#include "runtime/shell/files.h"
#include "runtime/shell/output.h"

// ---- opening ----

static void set_by_option(Session *session, const char *pair) {
    properties_set_pair(session->properties, pair, PROPERTY_COMMAND_LINE);
    const char *key = arena_strndup(session->arena, pair, strcspn(pair, "="));
    const char *near = properties_near_miss(key);
    if (near != NULL)
        diagnose_warning(session->sink, "%s is not a known property; did you mean %s?", key, near);
}

static Status load_properties(Session *session) {
    const Options *options = session->options;
    properties_load_environment(session->properties);
    for (size_t i = 0; i < options->properties.n; i++)
        set_by_option(session, options->properties.words[i]);
    const char *path = options->value[OPTION_PROPERTY_FILE];
    if (path != NULL)
        TRY(properties_load(session->properties, path, PROPERTY_FILE, session->sink));
    if (options->value[OPTION_LOGFILE] != NULL)
        properties_set(session->properties, "pig.logfile", options->value[OPTION_LOGFILE],
                       PROPERTY_SET);
    return STATUS_OK;
}

// Scripts for a cluster run here as well, with a word about it.
static Status check_execution_type(Session *session) {
    static const char *const NAMES[] = {"local",     "mapreduce", "mr",         "tez",
                                        "tez_local", "spark",     "spark_local"};
    const char *name = session->options->value[OPTION_EXECTYPE];
    bool known = name == NULL;
    for (size_t i = 0; !known && i < sizeof NAMES / sizeof NAMES[0]; i++)
        known = strcasecmp(name, NAMES[i]) == 0;
    if (!known)
        return diagnose(session->sink, 9010, NULL,
                        "unknown execution type '%s'; there are local, mapreduce, tez and spark",
                        name);
    if (name != NULL && strcasecmp(name, "local") != 0)
        diagnostics_add(session->sink,
                        &(Diagnostic){.severity = SEVERITY_NOTE,
                                      .message = arena_printf(session->arena,
                                                              "-x %s runs on this machine", name)});
    return STATUS_OK;
}

// What would otherwise be found wrong only when something runs.
static Status check_properties(Session *session) {
    const char *memory = properties_get(session->properties, "pig.memory");
    if (memory != NULL && budget_parse_size(memory) == 0)
        return diagnose(session->sink, 9010, NULL, "pig.memory: '%s' is no size, as 512m or 4g",
                        memory);
    return environment_use_zone(session,
                                properties_get(session->properties, "pig.datetime.default.tz"));
}

static Status load_parameters(Session *session) {
    const Options *options = session->options;
    for (size_t i = 0; i < options->param_files.n; i++)
        TRY(parameters_read_file(session->parameters, options->param_files.words[i],
                                 session->sink));
    for (size_t i = 0; i < options->params.n; i++)
        TRY(parameters_add(session->parameters, options->params.words[i], session->sink));
    return STATUS_OK;
}

Scope *scope_create(Session *session) {
    Scope *scope = ARENA_NEW(session->arena, Scope);
    scope->compiler = compiler_create(session->arena, &session->environment);
    scope->macros = macros_create(session->arena);
    return scope;
}

Status session_open(Session *session, Arena *arena, const Options *options, SignalState *signals) {
    *session = (Session){.arena = arena,
                         .options = options,
                         .out = stdout,
                         .signals = signals,
                         .interrupted = &signals->interrupted,
                         .check_only = options->given[OPTION_CHECK]};
    session->sink = diagnostics_create(arena);
    session->color = output_wants_color(options->value[OPTION_COLOR], stderr);
    session->properties = properties_create(arena);
    session->parameters = parameters_create(arena, NULL);
    TRY(load_properties(session));
    TRY(check_execution_type(session));
    TRY(check_properties(session));
    session->registry = registry_create(arena);
    environment_fill(session);
    session->scope = scope_create(session);
    return load_parameters(session);
}

void session_close(Session *session) {
    if (session->registry != NULL)
        registry_destroy(session->registry);
    session->registry = NULL;
    local_zone_close(&session->local_zone);
}

// ---- reporting ----

static void append_to_log(Session *session) {
    const char *path = properties_get(session->properties, "pig.logfile");
    if (path == NULL || diagnostics_error_count(session->sink) == 0)
        return;
    FILE *log = fopen(path, "a");
    if (log == NULL)
        return;
    diagnostics_print(session->sink, log, false);
    fclose(log);
}

// Notes are for people who watch; errors and warnings for everyone.
static bool is_worth_telling(const Session *session) {
    if (session->options->given[OPTION_VERBOSE] || output_is_terminal(stderr))
        return true;
    for (const Diagnostic *d = diagnostics_first(session->sink); d != NULL; d = d->next) {
        if (d->severity != SEVERITY_NOTE)
            return true;
    }
    return false;
}

void session_report(Session *session) {
    if (diagnostics_first(session->sink) == NULL)
        return;
    fflush(session->out);
    if (is_worth_telling(session))
        diagnostics_print(session->sink, stderr, session->color);
    append_to_log(session);
    diagnostics_clear(session->sink);
}

// A failure that is not a STORE's: it decides the exit status if it is the first.
void session_fail(Session *session) {
    if (session->first_failure == EXIT_STATUS_OK)
        session->first_failure = diagnostics_status(session->sink);
}

bool session_survives(Session *session) {
    if (session->mode != SESSION_INTERACTIVE || session->signals->number != SIGINT)
        return false;
    *session->interrupted = false;
    return true;
}

ExitStatus session_exit_status(const Session *session) {
    if (*session->interrupted)
        return EXIT_STATUS_INTERRUPTED;
    if (session->mode == SESSION_INTERACTIVE)
        return EXIT_STATUS_OK;
    if (session->first_failure != EXIT_STATUS_OK)
        return session->first_failure;
    if (session->n_failed == 0)
        return EXIT_STATUS_OK;
    return session->n_stored > 0 ? EXIT_STATUS_PARTIAL_FAILURE : EXIT_STATUS_FAILURE;
}

// ---- history ----

static void add_history_line(Session *session, const char *line, size_t n_bytes) {
    History *history = &session->scope->history;
    history->lines = arena_grow(session->arena, history->lines, history->n, &history->capacity,
                                sizeof *history->lines);
    history->lines[history->n++] = arena_strndup(session->arena, line, n_bytes);
}

static bool same_name(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

// Where the history goes on: lines are counted within one text only.
static void enter_source(History *history, const Source *source) {
    const char *name = source != NULL ? source->name : NULL;
    if (!same_name(name, history->source_name))
        history->last_line = history->n == 0 ? 0 : INT_MAX;
    history->source_name = name;
}

// On standard input and in grunt each statement is a batch of its own, and an error ends only that.
static bool goes_on(const Session *session) {
    return session->mode != SESSION_SCRIPT && session->depth == 0;
}

// A statement that begins on the line where the one before ended goes on that line.
static void add_script_lines(Session *session, const Statement *statement, const char *text) {
    History *history = &session->scope->history;
    enter_source(history, statement->place.source);
    for (; history->last_line < statement->place.line - 1; history->last_line++)
        add_history_line(session, "", 0);
    if (history->n > 0 && history->last_line == statement->place.line) {
        history->n--;
        text = arena_printf(session->arena, "%s%s", history->lines[history->n], text);
    }
    history->last_line = statement->place.line;
    for (const char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        add_history_line(session, text, (size_t)(end - text));
        history->last_line++;
    }
    add_history_line(session, text, strlen(text));
}

// Of a script its lines, and an empty one for each line between two statements; else a statement an
// entry. What a macro became is not shown.
static void add_to_history(Session *session, const Statement *statement) {
    if (statement->place.call != NULL)
        return;
    const char *text = arena_printf(session->arena, "%s;", statement->text.text);
    if (goes_on(session))
        add_history_line(session, text, strlen(text));
    else
        add_script_lines(session, statement, text);
}

// ---- statements ----

static bool is_store(const Statement *statement) {
    const AstOperator *what = statement->operator;
    return what != NULL && (what->kind == AST_OPERATOR_STORE || what->kind == AST_OPERATOR_NATIVE);
}

// Definitions take effect, and fail, at once; a relation's faults wait for the batch.
static Status take_relation(Session *session, const Statement *statement) {
    Scope *scope = session->scope;
    bool at_once = statement->kind != STATEMENT_RELATION || goes_on(session);
    DiagnosticSink *sink = at_once ? session->sink : NULL;
    Status status = compiler_add(scope->compiler, statement, sink);
    if (status != STATUS_OK && at_once)
        return status;
    add_to_history(session, statement);
    if (!is_store(statement))
        return STATUS_OK;
    scope->has_store = true;
    return goes_on(session) ? batch_run(session) : STATUS_OK;
}

static Status take_statement(Session *session, const Statement *statement) {
    if (statement->kind == STATEMENT_COMMAND)
        return command_run(session, statement);
    return take_relation(session, statement);
}

// Behind a syntax error: collects those that follow up to the next shell command, as one report.
static void collect_syntax_errors(Parser *parser) {
    Statement *statement;
    for (;;) {
        ParseOutcome outcome = parser_next(parser, &statement);
        if (outcome == PARSE_END)
            return;
        if (outcome == PARSE_STATEMENT && statement->kind == STATEMENT_COMMAND)
            return;
    }
}

// Reports a failed statement; true if the script goes on behind it. Ctrl-C also drops what stands
// behind the statement on its line.
static bool goes_on_after(Session *session, Status status) {
    if (!goes_on(session))
        return false;
    session_fail(session);
    batch_discard(session);
    session_report(session);
    if (status != STATUS_CANCELLED)
        return true;
    if (session_survives(session))
        fputs("interrupted\n", stderr);
    return false;
}

static Status walk(Session *session, Parser *parser) {
    while (!session->quit) {
        Statement *statement;
        ParseOutcome outcome = parser_next(parser, &statement);
        if (outcome == PARSE_END)
            break;
        if (outcome == PARSE_ERROR && !goes_on(session))
            collect_syntax_errors(parser);
        Status status = outcome == PARSE_ERROR ? STATUS_FAILED : take_statement(session, statement);
        if (*session->interrupted && status == STATUS_OK)
            status = STATUS_CANCELLED;
        if (status != STATUS_OK && !goes_on_after(session, status))
            return status;
        session_report(session);
    }
    return STATUS_OK;
}

static Status walk_text(Session *session, const Source *source, bool is_plain) {
    Preprocessed text;
    if (is_plain)
        text = preprocessed_plain(session->arena, source);
    else
        TRY(preprocess(session->arena, source, session->parameters, session->sink, &text));
    const char *import_path = properties_get(session->properties, "pig.import.search.path");
    Parser *parser =
        parser_create(session->arena, &text, session->scope->macros, import_path, session->sink);
    return walk(session, parser);
}

Status session_run_text(Session *session, const Source *source, bool is_plain) {
    TRY(walk_text(session, source, is_plain));
    return goes_on(session) ? STATUS_OK : batch_run(session);
}

Status session_check_text(Session *session, const Source *source, Roots *roots) {
    TRY(walk_text(session, source, false));
    TRY(batch_faults(session));
    *roots = compiler_take_stores(session->scope->compiler);
    return STATUS_OK;
}

void session_run_piece(Session *session, const Source *source) {
    if (session_run_text(session, source, false) != STATUS_OK)
        session_fail(session);
    session_report(session);
}

// ---- scripts ----

Status session_read_source(Session *session, const char *path, const Source **source) {
    char *text;
    size_t n_bytes;
    TRY(files_read(path, SCRIPT_MAX_BYTES, &text, &n_bytes, session->sink));
    Source *read = ARENA_NEW(session->arena, Source);
    read->name = arena_strdup(session->arena, path);
    read->text = arena_strndup(session->arena, text, n_bytes);
    read->n_bytes = n_bytes;
    free(text);
    *source = read;
    return STATUS_OK;
}

Status session_run_file(Session *session, const char *path) {
    const Source *source;
    TRY(session_read_source(session, path, &source));
    const char *slash = strrchr(source->name, '/');
    session->script_name = slash != NULL ? slash + 1 : source->name;
    return session_run_text(session, source, false);
}

Status session_run_script(Session *session, const char *path, Parameters *parameters,
                          bool own_scope) {
    if (session->depth >= SESSION_MAX_DEPTH)
        return files_fail(session->sink, "scripts run one another more than %d deep",
                          SESSION_MAX_DEPTH);
    const Source *source;
    TRY(session_read_source(session, path, &source));
    Scope *outer_scope = session->scope;
    Parameters *outer_parameters = session->parameters;
    if (own_scope)
        session->scope = scope_create(session);
    session->parameters = parameters;
    session->depth++;
    Status status = session_run_text(session, source, false);
    if (status != STATUS_OK)
        batch_discard(session);
    session->depth--;
    session->quit = false;
    session->scope = outer_scope;
    session->parameters = outer_parameters;
    return status;
}
