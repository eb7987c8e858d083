// SPDX-License-Identifier: Apache-2.0
//
// What lies outside: STREAM through programs, NATIVE jobs, REGISTER of libraries.

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/build.h"
#include "compiler/session.h"

static const StreamEnd *build_ends(Builder *b, const AstStreamEnds *ast) {
    StreamEnd *ends = ARENA_NEW_ARRAY(b->arena, StreamEnd, ast->n);
    for (size_t i = 0; i < ast->n; i++) {
        ends[i].path = ast->items[i].path.text;
        ends[i].format = build_format(b, &ast->items[i].function);
    }
    return ends;
}

// A command of STREAM as written, in the arena.
static const StreamCommand *build_command(Builder *b, const AstCommand *ast) {
    StreamCommand *command = ARENA_NEW(b->arena, StreamCommand);
    *command = (StreamCommand){
        .command = ast->command.text,
        .n_inputs = ast->inputs.n,
        .inputs = build_ends(b, &ast->inputs),
        .n_outputs = ast->outputs.n,
        .outputs = build_ends(b, &ast->outputs),
        .n_ships = ast->ships.n,
        .ships = build_strings(b, &ast->ships),
        .n_caches = ast->caches.n,
        .caches = build_strings(b, &ast->caches),
        .stderr_directory = ast->stderr_directory.text,
        .stderr_limit = ast->stderr_limit,
    };
    return command;
}

// ---- what DEFINE refuses ----

static Status check_ship(Builder *b, const AstCommand *ast, const char *path) {
    struct stat status;
    if (stat(path, &status) != 0)
        return diagnose(b->sink, 1200, &ast->command.place, "the file to SHIP does not exist: %s",
                        path);
    if (!S_ISDIR(status.st_mode))
        return STATUS_OK;
    return diagnose(b->sink, 1200, &ast->command.place, "a folder cannot be shipped: %s", path);
}

// "file#name": the file, which a program finds as `name`.
static Status check_cache(Builder *b, const AstCommand *ast, const char *item) {
    const char *path = arena_strndup(b->arena, item, strcspn(item, "#"));
    if (strstr(path, "://") || access(path, F_OK) == 0)
        return STATUS_OK;
    return diagnose(b->sink, 1200, &ast->command.place, "the file to CACHE does not exist: %s",
                    path);
}

static Status check_end(Builder *b, const AstStreamEnd *end) {
    const FormatCall format = build_format(b, &end->function);
    const CompilerEnvironment *environment = compiler_environment(b->compiler);
    if (!format.name)
        return STATUS_OK;
    const char *dot = strrchr(format.name, '.');
    if (strcmp(dot ? dot + 1 : format.name, "PigStreaming") == 0)
        return STATUS_OK;
    if (registry_knows(environment->registry, format.name) ||
        (environment->format_kind &&
         environment->format_kind(environment->context, format.name) != FORMAT_UNKNOWN))
        return diagnose(b->sink, 1200, &format.place, "%s does not write rows for programs",
                        format.name);
    return diagnose_hint(b->sink, 1070, &format.place, "PigStreaming('delimiter') is what there is",
                         "nothing of the name '%s' passes rows to programs", format.name);
}

static Status check_ends(Builder *b, const AstStreamEnds *ends) {
    for (size_t i = 0; i < ends->n; i++)
        TRY(check_end(b, &ends->items[i]));
    return STATUS_OK;
}

Status build_check_command(Builder *b, const AstCommand *ast) {
    for (size_t i = 0; i < ast->ships.n; i++)
        TRY(check_ship(b, ast, ast->ships.items[i].text));
    for (size_t i = 0; i < ast->caches.n; i++)
        TRY(check_cache(b, ast, ast->caches.items[i].text));
    TRY(check_ends(b, &ast->inputs));
    return check_ends(b, &ast->outputs);
}

LogicalOperator *build_stream(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    const AstCommand *command = ast->command;
    if (!command)
        command = session_command(b->compiler, ast->command_alias.text);
    if (!command) {
        diagnose(b->sink, 1200, &ast->command_alias.place, "no DEFINE names a command '%s'",
                 ast->command_alias.text);
        return NULL;
    }
    Scope scope = {.compiler = b->compiler, .arena = b->arena, .sink = b->sink};
    const Schema *schema = NULL;
    if ((ast->as && resolve_schema(&scope, ast->as, true, &schema) != STATUS_OK) || !input)
        return NULL;
    LogicalOperator *op = relation_new(b, LOGICAL_STREAM, schema, 1, &input);
    op->stream.command = build_command(b, command);
    return op;
}

static const NativeJob *build_job(Builder *b, const AstOperator *ast) {
    NativeJob *job = ARENA_NEW(b->arena, NativeJob);
    *job = (NativeJob){.program = ast->jar.text,
                       .n_paths = ast->native_paths.n,
                       .paths = build_strings(b, &ast->native_paths),
                       .n_words = ast->parameters.n,
                       .words = build_strings(b, &ast->parameters)};
    return job;
}

// A LOAD that comes after a job that comes after a STORE.
LogicalOperator *build_native(Builder *b, const AstOperator *ast) {
    const Builder written = *b;
    b->place = ast->native_store->place;
    LogicalOperator *store = build_store(b, ast->native_store);
    b->alias = written.alias;
    b->place = ast->native_load->place;
    LogicalOperator *load = build_load(b, ast->native_load);
    b->place = written.place;
    if (!store || !load)
        return NULL;
    LogicalOperator *native = relation_new(b, LOGICAL_NATIVE, NULL, 1, &store);
    native->native.job = build_job(b, ast);
    load->id = compiler_next_operator(b->compiler); // behind what it waits for
    load->n_inputs = 1;
    load->inputs = ARENA_NEW_ARRAY(b->arena, LogicalOperator *, 1);
    load->inputs[0] = native;
    return load;
}

// ---- REGISTER ----

static bool ends_in(const char *text, const char *ending) {
    size_t n_text = strlen(text), n_ending = strlen(ending);
    return n_text >= n_ending && strcmp(text + n_text - n_ending, ending) == 0;
}

static bool is_remote(const char *path) {
    return strstr(path, "://") != NULL && strncmp(path, "file://", 7) != 0;
}

// Jars of Java functions are not read: those of Apache Pig and its libraries are built in.
void build_register(Builder *b, const Statement *statement) {
    const char *path = statement->path.text;
    const Place *place = &statement->path.place;
    b->compiler->has_jars |= ends_in(path, ".jar");
    if (is_remote(path))
        return;
    if (access(strncmp(path, "file://", 7) == 0 ? path + 7 : path, R_OK) != 0) {
        diagnose(b->sink, statement->engine.text ? 2997 : 101, place,
                 "the file '%s' does not exist", path);
        if (statement->engine.text)
            diagnostics_set_status(b->sink, EXIT_STATUS_IO);
        return;
    }
    const char *summary = NULL;
    if (ends_in(path, ".so")) {
        if (registry_load_library(compiler_registry(b->compiler), path, place, b->sink, &summary) ==
            STATUS_OK)
            diagnostics_add(b->sink, &(Diagnostic){.severity = SEVERITY_NOTE, .message = summary});
    } else if (statement->engine.text) {
        diagnose(b->sink, 9034, place, "functions in %s scripts are not supported",
                 statement->engine.text);
    }
}
