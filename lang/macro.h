// SPDX-License-Identifier: Apache-2.0
//
// Macros that DEFINE ... RETURNS made known, files that IMPORT read, and the text that a call
// becomes. parse.h does expansion by itself; this header is for parse.c.

#ifndef JAVELINA_LANG_MACRO_H
#define JAVELINA_LANG_MACRO_H

#include "lang/parameters.h"
#include "lang/parse.h"
#include "lang/rename.h"

enum {
    MACRO_MAX_DEPTH = 100,         // of calls and IMPORTs in one another: error 9042
    MACRO_MAX_BYTES = 1024 * 1024, // of all bodies that one statement of a script becomes: 9042
};

typedef struct Macro {
    const char *name;
    const AstMacro *definition;
    TextPart body;
    Place place; // of the DEFINE
    int64_t n_calls;
} Macro;

// NULL when there is none.
Macro *macro_find(const MacroTable *table, const char *name);

// Reports a macro that is not known (1200), with a near name.
Status unknown_macro(const MacroTable *table, const char *name, const Place *place,
                     DiagnosticSink *sink);

// Makes a macro known. The same definition may come again (a file that is imported twice).
// Fails: 1200 when another has the name.
Status macro_define(MacroTable *table, const Statement *statement, TextPart body,
                    DiagnosticSink *sink) MUST_CHECK;

// Notes that a file was imported; false if it was before.
bool macro_import_once(MacroTable *table, const char *path);

// The body of the macro that `call` names with parameters put in, and the scope of its names.
// Fails: 1200 wrong number of arguments or results, undefined parameter.
Status macro_expand(Arena *arena, Macro *macro, const Statement *call, Parameters *parameters,
                    MacroScope *outer, DiagnosticSink *sink, Preprocessed *text,
                    MacroScope **scope) MUST_CHECK;

// Reports a result that the body did not assign (1200).
Status macro_check_results(const MacroScope *scope, const Macro *macro, const Statement *call,
                           DiagnosticSink *sink) MUST_CHECK;

// The text of the file that IMPORT names: from the working directory, then from the folders of
// `import_path`. Fails: 101.
Status import_read(Arena *arena, const AstString *path, const char *import_path,
                   DiagnosticSink *sink, Source **source) MUST_CHECK;

#endif
