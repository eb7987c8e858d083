// SPDX-License-Identifier: Apache-2.0
//
// From the name of a loader or storer to its implementation, and the questions of the compiler that
// the formats answer.

#include "runtime/io/format.h"

#include <string.h>

#include "runtime/io/formats.h"
#include "runtime/io/uri.h"

typedef struct NamedFormat {
    const char *name, *package;
    const Format *format;
} NamedFormat;

static const NamedFormat formats[] = {
#define FORMAT(name, object, package) {name, package, &object},
#include "runtime/io/formats.def"
#undef FORMAT
};

static bool has_name(const NamedFormat *named, const char *name) {
    const size_t n_bytes = strlen(named->package);
    if (strncmp(name, named->package, n_bytes) == 0)
        name += n_bytes;
    return strcmp(name, named->name) == 0;
}

const Format *format_by_name(const char *name) {
    if (!name)
        name = "PigStorage";
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (has_name(&formats[i], name))
            return formats[i].format;
    return NULL;
}

bool format_overwrites(const FormatCall *call) {
    const Format *format = format_by_name(call->name);
    return format && format->overwrites && format->overwrites(call);
}

FormatKind format_kind(void *context, const char *name) {
    (void)context;
    const Format *format = format_by_name(name);
    if (!format)
        return FORMAT_UNKNOWN;
    if (format->loader && format->storer)
        return FORMAT_BOTH;
    if (!format->loader && !format->storer)
        return FORMAT_NEITHER;
    return format->loader ? FORMAT_LOADER : FORMAT_STORER;
}

Status format_check(void *context, const FormatCall *call, bool store, DiagnosticSink *sink) {
    (void)context;
    const Format *format = format_by_name(call->name);
    return format && format->check ? format->check(call, store, sink) : STATUS_OK;
}

Status format_load_schema(void *context, Arena *arena, const char *location, const FormatCall *call,
                          const Schema *declared, const Schema **schema, DiagnosticSink *sink) {
    (void)context;
    const Format *format = format_by_name(call->name);
    *schema = declared;
    return format && format->load_schema
               ? format->load_schema(arena, location, call, declared, schema, sink)
               : STATUS_OK;
}

int64_t format_input_bytes(void *context, const char *location) {
    (void)context;
    Arena *arena = arena_create(0, NULL, NULL);
    InputFiles files = {0};
    const PathError error = uri_expand(arena, location, &files);
    int64_t n_bytes = error.code ? -1 : 0;
    for (size_t i = 0; n_bytes >= 0 && i < files.n_files; i++)
        n_bytes = files.files[i].regular ? n_bytes + (int64_t)files.files[i].n_bytes : -1;
    arena_destroy(arena);
    return n_bytes;
}
