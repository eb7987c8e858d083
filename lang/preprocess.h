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

typedef struct Preprocessed {
    const Source *source;
    const char *text; // NUL-terminated
    size_t n_bytes;
    size_t n_segments; // sorted by start; the first starts at 0
    const Segment *segments;
} Preprocessed;

// Names and values; scopes nest (exec and run have their own).
typedef struct Parameters Parameters;
Parameters *parameters_create(Arena *arena, const Parameters *outer);

// `-param name=value` as given on the command line. Reports 2997.
MUST_CHECK Status parameters_add(Parameters *parameters, const char *definition,
                                 DiagnosticSink *sink);

// -param_file. Reports 2997.
MUST_CHECK Status parameters_read_file(Parameters *parameters, const char *path,
                                       DiagnosticSink *sink);

// Substitutes in the whole text; %declare and %default lines take effect in order and leave their
// line ends. Reports an undefined name (2997, status 5). Result in `arena`.
MUST_CHECK Status preprocess(Arena *arena, const Source *source, Parameters *parameters,
                             DiagnosticSink *sink, Preprocessed *result);

// A preprocessed text without substitution.
Preprocessed preprocessed_plain(Arena *arena, const Source *source);

// Place of byte `offset` of the result, `width` bytes wide.
Place preprocessed_place(const Preprocessed *text, size_t offset, size_t width);

#endif
