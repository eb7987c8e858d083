// SPDX-License-Identifier: Apache-2.0
//
// From what a script says in LOAD and STORE to files: `file:` URIs and plain paths, comma lists,
// globs (* ? [a-c] [^0-9] {a,b}, backslash quotes), folders in depth. Blanks around a part go.
// Files and folders whose name begins with `_` or `.` are not read.

#ifndef JAVELINA_RUNTIME_IO_URI_H
#define JAVELINA_RUNTIME_IO_URI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/arena.h"

// The most files that one location may name, and alternatives that its braces may make.
enum { URI_MAX_FILES = 4 * 1000 * 1000, URI_MAX_ALTERNATIVES = 65536, URI_MAX_DEPTH = 256 };

typedef struct InputFile {
    const char *path;
    uint64_t n_bytes; // 0 when it is not a regular file
    bool regular;     // else a pipe or device: its size is unknown
} InputFile;

typedef struct InputFiles {
    size_t n_files;
    InputFile *files; // in the order of the list, each glob and folder in name order
} InputFiles;

// Why a location names nothing to read. code 0: no error.
typedef struct PathError {
    int code; // 2118: missing or unreadable; 1200: an empty part, an unknown scheme
    const char *message;
    const char *hint; // what is there instead; NULL: nothing near
} PathError;

// Finds the files of a location. All in the arena.
PathError uri_expand(Arena *arena, const char *location, InputFiles *found);

// What the parts and patterns of a location match, folders not walked. All in the arena.
PathError uri_roots(Arena *arena, const char *location, InputFiles *found);

// The local path of one location without globs: `file:` and slashes at the end taken off. NULL if
// it names another file system.
const char *uri_local_path(Arena *arena, const char *location);

// "file:/home/x/data.txt": the absolute name that messages show.
const char *uri_display(Arena *arena, const char *path);

// The scheme of a location that is not local ("hdfs"), else NULL.
const char *uri_foreign_scheme(Arena *arena, const char *location);

#endif
