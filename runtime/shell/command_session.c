// SPDX-License-Identifier: Apache-2.0
//
// Commands about the session itself: settings, scripts, history, help, leaving.

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/error_code.h"
#include "runtime/shell/batch.h"
#include "runtime/shell/commands.h"
#include "runtime/shell/environment.h"
#include "runtime/shell/files.h"

// ---- set ----

static Status fail_value(Session *session, const char *key, const char *value) {
    Status failed = diagnose(session->sink, 1000, NULL, "'%s' is no value for %s", value, key);
    diagnostics_set_status(session->sink, EXIT_STATUS_THROWABLE);
    return failed;
}

// 'a b' without its quotes; "a b" keeps them.
static const char *unquote(Session *session, const char *word) {
    size_t n = strlen(word);
    if (n < 2 || word[0] != '\'' || word[n - 1] != '\'')
        return word;
    return arena_strndup(session->arena, word + 1, n - 2);
}

static bool is_number(const char *text) {
    char *end;
    strtol(text, &end, 10);
    return *text != '\0' && *end == '\0';
}

static Status check_debug(Session *session, const char **value) {
    bool on = strcasecmp(*value, "on") == 0, off = strcasecmp(*value, "off") == 0;
    if (!on && !off)
        return fail_value(session, "debug", *value);
    *value = on ? "true" : "false";
    return STATUS_OK;
}

static Status check_parallel(Session *session, const char **value) {
    return is_number(*value) ? STATUS_OK : fail_value(session, "default_parallel", *value);
}

static Status check_job_name(Session *session, const char **value) {
    *value = arena_printf(session->arena, "PigLatin:%s", *value);
    return STATUS_OK;
}

static Status check_zone(Session *session, const char **value) {
    return environment_use_zone(session, *value);
}

static Status check_memory(Session *session, const char **value) {
    return budget_parse_size(*value) > 0 ? STATUS_OK : fail_value(session, "pig.memory", *value);
}

static Status check_threads(Session *session, const char **value) {
    bool good = is_number(*value) && atol(*value) > 0;
    return good ? STATUS_OK : fail_value(session, "pig.threads", *value);
}

static Status check_skip_path(Session *session, const char **value) {
    if (files_exists(*value) && !files_is_directory(*value))
        return STATUS_OK;
    return files_fail(session->sink, "invalid value for stream.skippath: %s", *value);
}

// Keys whose values are looked at; a check may replace the value.
static const struct {
    const char *key;
    Status (*check)(Session *session, const char **value);
} CHECKED[] = {
    {"debug", check_debug},
    {"default_parallel", check_parallel},
    {"job.name", check_job_name},
    {"pig.datetime.default.tz", check_zone},
    {"pig.memory", check_memory},
    {"pig.threads", check_threads},
    {"stream.skippath", check_skip_path},
};

static Status check_value(Session *session, const char *key, const char **value) {
    for (size_t i = 0; i < sizeof CHECKED / sizeof CHECKED[0]; i++) {
        if (strcmp(CHECKED[i].key, key) == 0)
            return CHECKED[i].check(session, value);
    }
    return STATUS_OK;
}

static void show_setting(Session *session, const char *key) {
    const char *value = properties_get(session->properties, key);
    if (value == NULL && strcmp(key, "default_parallel") == 0)
        value = "-1";
    else if (value == NULL && strcmp(key, "job.priority") == 0)
        value = "null";
    else if (value == NULL && strcmp(key, "job.name") == 0)
        value =
            arena_printf(session->arena, "PigLatin:%s",
                         session->script_name != NULL ? session->script_name : "DefaultJobName");
    if (value != NULL)
        fprintf(session->out, "%s=%s\n", key, value);
    else
        fprintf(session->out, "%s is not defined\n", key);
}

Status command_set(CommandCall *call) {
    Session *session = call->session;
    if (call->n_args == 0) {
        properties_print(session->properties, session->out, session->mode == SESSION_INTERACTIVE);
        return STATUS_OK;
    }
    const char *key = unquote(session, call->args[0]);
    if (call->n_args == 1) {
        show_setting(session, key);
        return STATUS_OK;
    }
    const char *value = unquote(session, call->args[1]);
    TRY(check_value(session, key, &value));
    properties_set(session->properties, key, value, PROPERTY_SET);
    const char *near = properties_near_miss(key);
    if (near != NULL)
        diagnose_warning(session->sink, "%s is not a known property; did you mean %s?", key, near);
    return STATUS_OK;
}

// ---- scripts ----

// Words of exec and run: -param N=V, -param_file F, the script.
static Status read_script_words(CommandCall *call, Parameters *parameters, const char **script) {
    Session *session = call->session;
    *script = NULL;
    for (size_t i = 0; i < call->n_args; i++) {
        bool takes_next = i + 1 < call->n_args;
        if (strcmp(call->args[i], "-param") == 0 && takes_next)
            TRY(parameters_add(parameters, unquote(session, call->args[++i]), session->sink));
        else if (strcmp(call->args[i], "-param_file") == 0 && takes_next)
            TRY(parameters_read_file(parameters, unquote(session, call->args[++i]), session->sink));
        else
            *script = unquote(session, call->args[i]);
    }
    return STATUS_OK;
}

static Status run_named_script(CommandCall *call, bool own_scope) {
    Session *session = call->session;
    Parameters *parameters = parameters_create(session->arena, session->parameters);
    const char *script;
    TRY(read_script_words(call, parameters, &script));
    if (script == NULL)
        return STATUS_OK; // exec alone: the STOREs have run
    return session_run_script(session, script, parameters, own_scope);
}

Status command_exec(CommandCall *call) {
    return run_named_script(call, true);
}

Status command_run_script(CommandCall *call) {
    return run_named_script(call, false);
}

// ---- the rest ----

Status command_history(CommandCall *call) {
    const History *history = &call->session->scope->history;
    bool numbers = call->n_args == 0 || strcmp(call->args[0], "-n") != 0;
    for (size_t i = 0; i < history->n; i++) {
        if (numbers)
            fprintf(call->session->out, "%zu   ", i + 1);
        fprintf(call->session->out, "%s\n", history->lines[i]);
    }
    return STATUS_OK;
}

// help 1045: what an error code means.
static bool explain_code(const char *word, FILE *out) {
    const ErrorCode *code = is_number(word) ? error_code_find(atoi(word)) : NULL;
    if (code != NULL)
        fprintf(out, "ERROR %d: %s\n    %s\n", code->number, code->meaning, code->remedy);
    return code != NULL;
}

Status command_help(CommandCall *call) {
    FILE *out = call->session->out;
    if (call->n_args > 0 && explain_code(call->args[0], out))
        return STATUS_OK;
    size_t n;
    const CommandEntry *entries = commands_table(&n);
    const char *wanted = call->n_args > 0 ? call->args[0] : NULL;
    if (wanted == NULL)
        fputs("Statements end with ';', commands at the end of the line.\n", out);
    for (size_t i = 0; i < n; i++) {
        bool shown =
            wanted != NULL ? strcasecmp(wanted, entries[i].word) == 0 : entries[i].help[0] != '\0';
        if (shown)
            fprintf(out, "  %s %s\n      %s\n", entries[i].word, entries[i].usage, entries[i].help);
    }
    return STATUS_OK;
}

Status command_mode(CommandCall *call) {
    static const char *const WORDS[] = {"auto", "tuple", "box"};
    Session *session = call->session;
    for (int i = 0; call->n_args > 0 && i < 3; i++) {
        if (strcmp(call->args[0], WORDS[i]) == 0) {
            session->rows = (RowMode)i;
            return STATUS_OK;
        }
    }
    if (call->n_args > 0)
        return files_fail(session->sink, "there is no mode '%s'; there are auto, tuple and box",
                          call->args[0]);
    fprintf(session->out, "rows are shown as: %s\n", WORDS[session->rows]);
    return STATUS_OK;
}

Status command_timing(CommandCall *call) {
    Session *session = call->session;
    session->timing = !session->timing;
    fprintf(session->out, "timing is %s\n", session->timing ? "on" : "off");
    return STATUS_OK;
}

Status command_clear(CommandCall *call) {
    if (call->session->mode == SESSION_INTERACTIVE)
        fputs("\033[H\033[2J", call->session->out);
    return STATUS_OK;
}

// Apache Pig takes what looks like the name of a job: job_DATE_NUMBER.
static bool is_job_name(const char *name) {
    size_t n_parts = 1;
    for (const char *at = name; *at; at++)
        n_parts += *at == '_';
    return strncmp(name, "job_", 4) == 0 && n_parts == 3;
}

Status command_kill(CommandCall *call) {
    if (!is_job_name(call->args[0])) {
        DiagnosticSink *sink = call->session->sink;
        const Status failed = diagnose(sink, 2999, NULL, "'%s' names no job", call->args[0]);
        diagnostics_set_status(sink, EXIT_STATUS_THROWABLE);
        return failed;
    }
    fprintf(call->session->out, "Job with id %s is not active\n", call->args[0]);
    return STATUS_OK;
}

Status command_quit(CommandCall *call) {
    call->session->quit = true;
    return STATUS_OK;
}

Status command_sql(CommandCall *call) {
    return files_fail(call->session->sink, "sql needs HCatalog, which is not available");
}
