// SPDX-License-Identifier: Apache-2.0
//
// Names and values of parameters, how a value is written, and the substitution of macro bodies:
// what preprocess.c, parameters.c and macro.c share behind preprocess.h.

#ifndef JAVELINA_LANG_PARAMETERS_H
#define JAVELINA_LANG_PARAMETERS_H

#include "lang/base/text.h"
#include "lang/preprocess.h"

typedef enum ValueKind {
    VALUE_NONE,    // nothing there
    VALUE_TEXT,    // a bare word, or a quoted text whose quotes are gone
    VALUE_COMMAND, // the inside of back-ticks
} ValueKind;

// A value as written, not yet substituted.
typedef struct WrittenValue {
    ValueKind kind;
    const char *text;
    size_t n_bytes;
    size_t end; // offset behind it
} WrittenValue;

// Length of a parameter name at `text`, 0 if there is none: `_`s, a letter, then letters, digits,
// _.
size_t parameter_name_length(const char *text, size_t n_bytes);

// Reads the value that begins at offset `at` of text[0 .. n_bytes): '..', "..", `..` or a word that
// ends at a blank or a comment (`--` and `/*` in a script, `#` in a parameter file).
WrittenValue read_value(Arena *arena, const char *text, size_t n_bytes, size_t at, bool in_script);

// Substitutes in the value, runs it if it is a command, and sets name to the result; without
// `overwrite` only if the name is undefined. Reports 2997, 2999 at `place`.
Status parameters_define(Parameters *parameters, const char *name, size_t n_name,
                         const WrittenValue *value, bool overwrite, const Place *place,
                         DiagnosticSink *sink) MUST_CHECK;

// Where values live.
Arena *parameters_arena(Parameters *parameters);

// Sets a name to a value as it is.
void parameters_set(Parameters *parameters, const char *name, size_t n_name, const char *value);

const char *parameters_find(const Parameters *parameters, const char *name, size_t n_name);

// Reports an undefined name (2997, status 5), with a near name as hint. of: the parameter whose
// value needed it, or NULL.
Status parameters_undefined(const Parameters *parameters, const char *name, size_t n_name,
                            const char *of, const Place *place, DiagnosticSink *sink);

// Reports 2997 with status 5.
Status parameter_fault(DiagnosticSink *sink, const Place *place, const char *format, ...)
    PRINTF_LIKE(3, 4);

// Substitutes `$name` and `${name}` in all of a text and appends the result.
Status substitute_value(const Parameters *parameters, const char *text, size_t n_bytes,
                        const char *of, const Place *place, DiagnosticSink *sink,
                        Text *out) MUST_CHECK;

// Bytes start .. start + n_bytes of a text.
typedef struct TextPart {
    const Preprocessed *text;
    size_t start, n_bytes;
} TextPart;

// Substitutes in a macro's body, with `call` noted on its places. The parameters of the macro are
// in `parameters`.
Status preprocess_body(Arena *arena, TextPart body, Parameters *parameters, const MacroCall *call,
                       DiagnosticSink *sink, Preprocessed *result) MUST_CHECK;

// Where byte `offset` of the result comes from.
size_t preprocessed_source_offset(const Preprocessed *text, size_t offset);

#endif
