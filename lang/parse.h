// SPDX-License-Identifier: Apache-2.0
//
// From script text to statements, one at a time, so that what precedes an error can run first, as
// in Apache Pig. Parameters have been substituted before (preprocess.h); macros are expanded here:
// a call gives the statements of its body one after the other.

#ifndef JAVELINA_LANG_PARSE_H
#define JAVELINA_LANG_PARSE_H

#include "lang/ast.h"
#include "lang/diagnostic.h"
#include "lang/preprocess.h"

typedef struct Parser Parser;

// Macros that DEFINE ... RETURNS has made known; lives as long as the session.
typedef struct MacroTable MacroTable;
MacroTable *macros_create(Arena *arena);

// A parser over preprocessed text. Statements and diagnostics live in `arena`. import_path: where
// IMPORT looks after the working directory (comma separated, NULL: nowhere else).
Parser *parser_create(Arena *arena, const Preprocessed *text, MacroTable *macros,
                      const char *import_path, DiagnosticSink *sink);

typedef enum ParseOutcome {
    PARSE_STATEMENT, // *statement is the next one
    PARSE_ERROR,     // a syntax error was reported; the next call goes on behind it
    PARSE_END,
} ParseOutcome;

ParseOutcome parser_next(Parser *parser, Statement **statement);

// For a shell that reads line by line: would more lines belong to the last statement of the text?
bool text_is_complete(const char *text, size_t n_bytes);

#endif
