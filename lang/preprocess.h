// SPDX-License-Identifier: Apache-2.0
//
// Parameter substitution: $NAME and ${NAME} are replaced before parsing, from %declare, -param,
// -param_file and %default, in this order of strength. Each piece of the result remembers where it
// came from, so that places name what the user wrote.

#ifndef JAVELINA_LANG_PREPROCESS_H
#define JAVELINA_LANG_PREPROCESS_H

#include "lang/diagnostic.h"

// A run of bytes of the result that came from consecutive bytes of the source, or (replaced) from
// one parameter.
typedef struct Segment {
    size_t start;        // in the result
    size_t source_start; // in the source
    bool replaced;
} Segment;

enum {
    PREPROCESS_MAX_BYTES = 256 * 1024 * 1024, // of a script after substitution
    PARAMETER_MAX_BYTES = 16 * 1024 * 1024,   // of a value, or of a parameter file
};

// Names and values; scopes nest (exec and run have their own).
typedef struct Parameters Parameters;

typedef struct Preprocessed {
    const Source *source;
    const char *text; // NUL-terminated
    size_t n_bytes;
    size_t n_segments; // sorted by start; the first starts at 0
    const Segment *segments;
    const MacroCall *call;  // the text is a macro's body: the call its places name; else NULL
    Parameters *parameters; // those in force, for macros and IMPORT; NULL: none
} Preprocessed;

Parameters *parameters_create(Arena *arena, const Parameters *outer);

// `-param name=value` as given on the command line. Reports 2997.
MUST_CHECK Status parameters_add(Parameters *parameters, const char *definition,
                                 DiagnosticSink *sink);

// -param_file. Reports 2997.
MUST_CHECK Status parameters_read_file(Parameters *parameters, const char *path,
                                       DiagnosticSink *sink);

// Value of a name, NULL when it is undefined.
const char *parameters_get(const Parameters *parameters, const char *name);

// Substitutes in the whole text; %declare and %default lines take effect in order and leave their
// line ends. Bodies of macros stay as they are. A byte order mark is left out. Reports every
// undefined name and malformed declaration (2997, status 5), failing commands (2999, status 8), and
// texts too large (9041). Result in `arena`.
MUST_CHECK Status preprocess(Arena *arena, const Source *source, Parameters *parameters,
                             DiagnosticSink *sink, Preprocessed *result);

// A preprocessed text without substitution.
Preprocessed preprocessed_plain(Arena *arena, const Source *source);

// Place of byte `offset` of the result, `width` bytes wide.
Place preprocessed_place(const Preprocessed *text, size_t offset, size_t width);

#endif
