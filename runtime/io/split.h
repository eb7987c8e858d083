// SPDX-License-Identifier: Apache-2.0
//
// Where one worker's input ends and the next begins. A task is what a worker takes at a time: a
// piece of a large file, or several small files. Tasks depend on the input alone, never on the
// number of threads, since their order decides the order of results.

#ifndef JAVELINA_RUNTIME_IO_SPLIT_H
#define JAVELINA_RUNTIME_IO_SPLIT_H

#include "runtime/io/uri.h"

// Bytes of a split; more when the input would make more than SPLIT_MAX_COUNT of them.
enum { SPLIT_BYTES = 16 * 1024 * 1024, SPLIT_MAX_COUNT = 4096 };

// A piece of one input file.
typedef struct Split {
    const char *path;
    uint64_t start, n_bytes; // of the file; a text split owns the lines that begin in it
    uint64_t file_bytes;
    bool regular; // else a pipe, read to its end
} Split;

typedef struct Task {
    size_t n_splits;
    const Split *splits;
} Task;

typedef struct Tasks {
    size_t n_tasks;
    Task *tasks;
    uint64_t n_bytes;
} Tasks;

// How files are cut.
typedef struct SplitRule {
    // Bytes of a piece of this file if it may be read from anywhere (format and codec allow it); 0:
    // it is not cut.
    uint64_t (*piece_bytes)(const char *path);
    uint64_t most_bytes; // of a piece, whatever the file says; 0: no limit
} SplitRule;

Tasks split_files(Arena *arena, const InputFiles *files, const SplitRule *rule);

#endif
