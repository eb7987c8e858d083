// SPDX-License-Identifier: Apache-2.0
//
// Commands about relations: DUMP, DESCRIBE, EXPLAIN, ILLUSTRATE, aliases.

#include <stdlib.h>
#include <string.h>

#include "compiler/explain/explain.h"
#include "runtime/shell/batch.h"
#include "runtime/shell/commands.h"
#include "runtime/shell/files.h"
#include "runtime/shell/illustrate.h"
#include "runtime/shell/table.h"

static const char *first_argument(const CommandCall *call) {
    return call->n_args > 0 ? call->args[0] : NULL;
}

static const Place *first_place(const CommandCall *call) {
    return call->n_args > 0 ? &call->places[0] : NULL;
}

Status command_dump(CommandCall *call) {
    return batch_dump(call->session, first_argument(call), first_place(call), TABLE_ALL_ROWS);
}

Status command_head(CommandCall *call) {
    enum { USUAL_ROWS = 10 };
    long n = USUAL_ROWS;
    if (call->n_args > 1) {
        char *end;
        n = strtol(call->args[1], &end, 10);
        if (*end != '\0' || n < 0)
            return files_fail(call->session->sink, "head: '%s' is no number of rows",
                              call->args[1]);
    }
    return batch_dump(call->session, first_argument(call), first_place(call), n);
}

Status command_describe(CommandCall *call) {
    Session *session = call->session;
    const char *alias = first_argument(call), *nested = NULL;
    const char *colons = alias != NULL ? strstr(alias, "::") : NULL;
    if (colons != NULL) {
        nested = colons + 2;
        alias = arena_strndup(session->arena, alias, (size_t)(colons - alias));
    }
    Text text = text_new(0);
    Status status = compiler_describe(session->scope->compiler, alias, nested, first_place(call),
                                      session->sink, &text);
    fwrite(text.data, 1, text.n_bytes, session->out);
    text_free(&text);
    return status;
}

// In a script, aliases of statements that no batch has read yet do not show, as in Apache Pig.
Status command_aliases(CommandCall *call) {
    Session *session = call->session;
    size_t n;
    const char *const *names = compiler_aliases(session->scope->compiler, &n);
    if (session->mode == SESSION_SCRIPT && n > session->scope->n_settled)
        n = session->scope->n_settled;
    fputs("aliases: [", session->out);
    for (size_t i = 0; i < n; i++)
        fprintf(session->out, "%s%s", i > 0 ? ", " : "", names[i]);
    fputs("]\n", session->out);
    return STATUS_OK;
}

// ---- scripts that are looked at, not run ----

typedef struct ScriptView {
    const char *path;
    Parameters *parameters;
    Status (*look)(Session *session, const Roots *stores, void *context);
    void *context;
} ScriptView;

// Reads a script in a scope of its own and looks at its STOREs there.
static Status view_script(Session *session, const ScriptView *view) {
    const Source *source;
    TRY(session_read_source(session, view->path, &source));
    Scope *outer = session->scope;
    Parameters *outer_parameters = session->parameters;
    bool outer_check = session->check_only;
    session->scope = scope_create(session);
    session->parameters = view->parameters;
    session->check_only = true;
    session->depth++;
    Roots stores = {0};
    Status status = session_check_text(session, source, &stores);
    session->check_only = outer_check;
    if (status == STATUS_OK)
        status = view->look(session, &stores, view->context);
    session->depth--;
    session->parameters = outer_parameters;
    session->scope = outer;
    return status;
}

// ---- explain ----

typedef struct Explain {
    const char *script, *out, *alias;
    bool dot;
    Parameters *parameters;
} Explain;

static bool is_plain_option(const char *word) {
    return strcmp(word, "-brief") == 0 || strcmp(word, "-xml") == 0; // there is one text form
}

static Status unreadable_word(CommandCall *call, size_t i) {
    DiagnosticSink *sink = call->session->sink;
    const Status failed =
        diagnose(sink, 1000, &call->places[i], "'%s' is no option of explain, nor its only alias",
                 call->args[i]);
    diagnostics_set_status(sink, EXIT_STATUS_THROWABLE);
    return failed;
}

static Status read_explain(CommandCall *call, Explain *explain) {
    Session *session = call->session;
    *explain = (Explain){.parameters = parameters_create(session->arena, session->parameters)};
    for (size_t i = 0; i < call->n_args; i++) {
        const char *word = call->args[i];
        bool takes_next = i + 1 < call->n_args;
        if (strcmp(word, "-script") == 0 && takes_next)
            explain->script = call->args[++i];
        else if (strcmp(word, "-out") == 0 && takes_next)
            explain->out = call->args[++i];
        else if (strcmp(word, "-param") == 0 && takes_next)
            TRY(parameters_add(explain->parameters, call->args[++i], session->sink));
        else if (strcmp(word, "-param_file") == 0 && takes_next)
            TRY(parameters_read_file(explain->parameters, call->args[++i], session->sink));
        else if (strcmp(word, "-dot") == 0)
            explain->dot = true;
        else if (word[0] != '-' && explain->alias == NULL)
            explain->alias = word;
        else if (!is_plain_option(word))
            return unreadable_word(call, i);
    }
    return STATUS_OK;
}

static void print_plans(const Plans *plans, bool dot, FILE *out) {
    Text text = text_new(0);
    if (dot) {
        explain_dot(plans->stages, &text);
    } else {
        explain_logical(plans->logical, &text);
        text_append_char(&text, '\n');
        explain_physical(plans->stages, &text);
        text_append_char(&text, '\n');
        explain_stages(plans->stages, &text);
    }
    fwrite(text.data, 1, text.n_bytes, out);
    text_free(&text);
}

// The file behind -out, in it if it is a folder; else the session's output.
static FILE *open_output(Session *session, const Explain *explain) {
    if (explain->out == NULL)
        return session->out;
    const char *path = explain->out;
    if (files_is_directory(path))
        path = arena_printf(session->arena, "%s/plan.%s", path, explain->dot ? "dot" : "txt");
    return fopen(path, "w");
}

static Status explain_roots(Session *session, const Explain *explain, const Roots *roots) {
    Arena *arena = arena_create(0, NULL, NULL);
    Plans plans;
    Status status = batch_plan(session, arena, roots, &plans);
    FILE *out = status == STATUS_OK ? open_output(session, explain) : NULL;
    if (status == STATUS_OK && out == NULL)
        status = files_fail(session->sink, "%s cannot be written", explain->out);
    if (status == STATUS_OK)
        print_plans(&plans, explain->dot, out);
    if (out != NULL && out != session->out)
        fclose(out);
    arena_destroy(arena);
    return status;
}

static Status explain_scripted(Session *session, const Roots *stores, void *context) {
    return stores->n > 0 ? explain_roots(session, context, stores) : STATUS_OK;
}

Status command_explain(CommandCall *call) {
    Session *session = call->session;
    Explain explain;
    TRY(read_explain(call, &explain));
    if (explain.script != NULL) {
        const ScriptView view = {explain.script, explain.parameters, explain_scripted, &explain};
        return view_script(session, &view);
    }
    const Compiler *compiler = session->scope->compiler;
    if (explain.alias == NULL && compiler_last_alias(compiler) == NULL) {
        fputs("Logical plan is empty.\n", session->out);
        return STATUS_OK;
    }
    LogicalOperator *root;
    TRY(compiler_dump(session->scope->compiler, explain.alias, first_place(call), session->sink,
                      &root));
    const Roots roots = {1, &root};
    return explain_roots(session, &explain, &roots);
}

// ---- illustrate ----

typedef struct Illustrate {
    const char *alias; // NULL: the last one
    const Place *place;
} Illustrate;

static Status illustrate(Session *session, const Roots *stores, void *context) {
    (void)stores;
    const Illustrate *wanted = context;
    LogicalOperator *root;
    TRY(compiler_dump(session->scope->compiler, wanted->alias, wanted->place, session->sink,
                      &root));
    Arena *arena = arena_create(0, NULL, NULL);
    Examples examples;
    const Status status = examples_find(session, arena, root, &examples);
    if (status == STATUS_OK)
        illustrate_print(&examples, session->out);
    examples_free(&examples);
    arena_destroy(arena);
    return status;
}

Status command_illustrate(CommandCall *call) {
    Session *session = call->session;
    Illustrate wanted = {0};
    ScriptView view = {.parameters = parameters_create(session->arena, session->parameters),
                       .look = illustrate,
                       .context = &wanted};
    for (size_t i = 0; i < call->n_args; i++) {
        bool takes_next = i + 1 < call->n_args;
        if (strcmp(call->args[i], "-script") == 0 && takes_next)
            view.path = call->args[++i];
        else if (strcmp(call->args[i], "-param") == 0 && takes_next)
            TRY(parameters_add(view.parameters, call->args[++i], session->sink));
        else if (strcmp(call->args[i], "-param_file") == 0 && takes_next)
            TRY(parameters_read_file(view.parameters, call->args[++i], session->sink));
        else
            wanted = (Illustrate){call->args[i], &call->places[i]};
    }
    return view.path != NULL ? view_script(session, &view) : illustrate(session, NULL, &wanted);
}
