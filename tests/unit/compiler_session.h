// SPDX-License-Identifier: Apache-2.0
//
// A script through parser and compiler, without running anything: what its DESCRIBEs print, and the
// code and line of its first error ("1025 at 3"; "1003 at 0" where there is no line).

#ifndef JAVELINA_TESTS_UNIT_COMPILER_SESSION_H
#define JAVELINA_TESTS_UNIT_COMPILER_SESSION_H

#include <string.h>

#include "compiler/compile.h"
#include "lang/parse.h"

typedef struct TestSession {
    Arena *arena;
    DiagnosticSink *sink;
    Compiler *compiler;
    Registry *registry;
    CompilerEnvironment environment;
    Text out;
} TestSession;

static FormatKind test_format_kind(void *context, const char *name) {
    (void)context;
    if (strcmp(name, "TextLoader") == 0)
        return FORMAT_LOADER;
    return strcmp(name, "PigStorage") == 0 ? FORMAT_BOTH : FORMAT_UNKNOWN;
}

static TestSession *test_session_create(void) {
    Arena *arena = arena_create(0, NULL, NULL);
    TestSession *session = ARENA_NEW(arena, TestSession);
    session->arena = arena;
    session->sink = diagnostics_create(arena);
    session->registry = registry_create(arena);
    session->environment =
        (CompilerEnvironment){.registry = session->registry, .format_kind = test_format_kind};
    session->compiler = compiler_create(arena, &session->environment);
    session->out = text_new(0);
    return session;
}

static void test_session_free(TestSession *session) {
    text_free(&session->out);
    registry_destroy(session->registry);
    arena_destroy(session->arena);
}

// DESCRIBE A, DESCRIBE A::b, DUMP A; other commands do nothing.
static Status test_command(TestSession *s, const AstCommandLine *line) {
    const char *alias = line->arguments.n ? line->arguments.items[0].text : NULL;
    if (strcmp(line->word, "dump") == 0) {
        LogicalOperator *root;
        TRY(compiler_dump(s->compiler, alias, NULL, s->sink, &root));
        LogicalPlan *plan;
        return compiler_plan(s->compiler, s->arena, &(Roots){1, &root}, s->sink, &plan);
    }
    if (strcmp(line->word, "describe") != 0)
        return STATUS_OK;
    char *nested = alias ? strstr(alias, "::") : NULL;
    if (nested) {
        alias = arena_strndup(s->arena, alias, (size_t)(nested - alias));
        nested += 2;
    }
    return compiler_describe(s->compiler, alias, nested, NULL, s->sink, &s->out);
}

// Goes through the script up to its first error. Returns what it printed, borrowed.
static const char *test_compile(TestSession *s, const char *script) {
    Source *source = ARENA_NEW(s->arena, Source);
    *source = (Source){.name = "test.pig", .text = script, .n_bytes = strlen(script)};
    Preprocessed *text = ARENA_NEW(s->arena, Preprocessed);
    *text = preprocessed_plain(s->arena, source);
    Parser *parser = parser_create(s->arena, text, macros_create(s->arena), NULL, s->sink);
    Statement *statement;
    Status status = STATUS_OK;
    while (status == STATUS_OK && parser_next(parser, &statement) == PARSE_STATEMENT)
        if (statement->kind == STATEMENT_COMMAND)
            status = test_command(s, &statement->line);
        else
            (void)!compiler_add(s->compiler, statement, NULL);
    if (status == STATUS_OK)
        (void)!compiler_report(s->compiler, FAULTS_EARLY, s->sink);
    const Diagnostic *error = diagnostics_first_error(s->sink);
    if (error)
        text_printf(&s->out, "%d at %d\n", error->code, error->place.line);
    return s->out.data;
}

#endif
