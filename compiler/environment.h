// SPDX-License-Identifier: Apache-2.0
//
// What the compiler asks of the world while it builds a plan. The executor fills it in; tests use
// small fakes. All calls may be NULL: then nothing is known.

#ifndef JAVELINA_COMPILER_ENVIRONMENT_H
#define JAVELINA_COMPILER_ENVIRONMENT_H

#include "compiler/logical.h"

typedef enum FormatKind {
    FORMAT_UNKNOWN,
    FORMAT_LOADER,
    FORMAT_STORER,
    FORMAT_BOTH,
    FORMAT_NEITHER, // of streams only
} FormatKind;

typedef struct CompilerEnvironment {
    Registry *registry;
    void *context;
    // Is the name (with or without package) a loader or storer?
    FormatKind (*format_kind)(void *context, const char *name);
    // Checks the arguments of a loader or storer (delimiters, options); reports 1200 and the like.
    Status (*check_format)(void *context, const FormatCall *format, bool store,
                           DiagnosticSink *sink);
    // The schema that the data bring along (.pig_schema, BinStorage), NULL if none; with_names
    // false: types only. `declared` is the AS schema or NULL: its names are what the result takes,
    // and its columns are cast to its types. The loader may add columns (-tagFile). Reports 1031,
    // 2245.
    Status (*load_schema)(void *context, Arena *arena, const char *location,
                          const FormatCall *format, const Schema *declared, const Schema **schema,
                          DiagnosticSink *sink);
    // Does the output exist (6000)? Asked when a STORE is about to run.
    Status (*check_output)(void *context, const char *location, const FormatCall *format,
                           const Place *place, DiagnosticSink *sink);
    // Bytes behind a location, -1 unknown.
    int64_t (*input_bytes)(void *context, const char *location);
    FoldConstant *fold_constant;
    // A property of `set`, -D or the configuration; NULL if it is not set.
    const char *(*property)(void *context, const char *key);
} CompilerEnvironment;

#endif
