// SPDX-License-Identifier: Apache-2.0
//
// For tests of the front end: a script from a string, read to its end.

#ifndef JAVELINA_TESTS_UNIT_LANG_SCRIPT_H
#define JAVELINA_TESTS_UNIT_LANG_SCRIPT_H

#include <string.h>

#include "lang/base/text.h"
#include "lang/parse.h"
#include "lang/unparse.h"
#include "tests/unit/suite.h"

enum { SCRIPT_MAX_STATEMENTS = 200 };

typedef struct Script {
    Arena *arena;
    DiagnosticSink *sink;
    Parameters *parameters;
    Source source;
    Preprocessed text;
    Statement *statements[SCRIPT_MAX_STATEMENTS];
    size_t n_statements;
} Script;

static inline Script script_new(void) {
    Script script = {.arena = arena_create(0, NULL, NULL)};
    script.sink = diagnostics_create(script.arena);
    script.parameters = parameters_create(script.arena, NULL);
    return script;
}

static inline void script_free(Script *script) {
    arena_destroy(script->arena);
}

static inline void script_read_statements(Script *script) {
    Parser *parser = parser_create(script->arena, &script->text, macros_create(script->arena), NULL,
                                   script->sink);
    Statement *statement;
    ParseOutcome outcome;
    while ((outcome = parser_next(parser, &statement)) != PARSE_END)
        if (outcome == PARSE_STATEMENT && script->n_statements < SCRIPT_MAX_STATEMENTS)
            script->statements[script->n_statements++] = statement;
}

// Reads all statements of a text; mistakes are in script->sink. The script stays where it is, since
// places point into it.
static inline void script_read(Script *script, const char *text) {
    script->source = (Source){.name = "t.pig", .text = text, .n_bytes = strlen(text)};
    if (preprocess(script->arena, &script->source, script->parameters, script->sink,
                   &script->text) == STATUS_OK)
        script_read_statements(script);
}

// The same without substitution.
static inline void script_read_plain(Script *script, const char *text) {
    script->source = (Source){.name = "t.pig", .text = text, .n_bytes = strlen(text)};
    script->text = preprocessed_plain(script->arena, &script->source);
    script_read_statements(script);
}

// The statements of a text as text, one a line, NUL-terminated in script->arena.
static inline const char *script_unparsed(Script *script) {
    Text out = text_new(0);
    for (size_t i = 0; i < script->n_statements; i++) {
        unparse_statement(&out, script->statements[i]);
        text_append_char(&out, '\n');
    }
    const char *result = arena_strdup(script->arena, out.data);
    text_free(&out);
    return result;
}

// Code of the first error, -1 without one.
static inline int script_code(const Script *script) {
    const Diagnostic *error = diagnostics_first_error(script->sink);
    return error ? error->code : -1;
}

static inline int script_line(const Script *script) {
    const Diagnostic *error = diagnostics_first_error(script->sink);
    return error ? error->place.line : -1;
}

static inline const char *script_message(const Script *script) {
    const Diagnostic *error = diagnostics_first_error(script->sink);
    return error ? error->message : "";
}

static inline const char *script_hint(const Script *script) {
    const Diagnostic *error = diagnostics_first_error(script->sink);
    return error && error->hint ? error->hint : "";
}

#endif
