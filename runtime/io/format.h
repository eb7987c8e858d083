// SPDX-License-Identifier: Apache-2.0
//
// Formats: loaders and storers by name. One file a format, one line in formats.def. A loader turns
// splits of its input into batches of typed columns; a storer turns batches into a part file.

#ifndef JAVELINA_RUNTIME_IO_FORMAT_H
#define JAVELINA_RUNTIME_IO_FORMAT_H

#include "runtime/exec/worker.h"
#include "udf/vector/batch.h"

// A piece of one input file that one worker reads.
typedef struct Split {
    const char *path;
    uint64_t start, n_bytes; // of the file; a text split owns the lines that begin in it
    uint64_t file_bytes;
} Split;

typedef struct Loader Loader; // one LOAD, shared by the workers, read-only
typedef struct LoaderWorker LoaderWorker;

typedef struct LoaderType {
    const char *name; // "PigStorage"
    // Checks the arguments and prepares; arena: the query's.
    Status (*open)(Worker *worker, const LogicalOperator *load, Loader **loader);
    // Reads one split, pushing batches through `push` (data in worker->arena).
    Status (*read_split)(Worker *worker, Loader *loader, const Split *split,
                         Status (*push)(Worker *worker, void *context, const Batch *batch),
                         void *context);
    bool splittable; // a plain file may be cut anywhere
    void (*close)(Loader *loader);
} LoaderType;

typedef struct StorerType {
    const char *name;
    // One part file at `path` (created by the caller's committer).
    Status (*open)(Worker *worker, const LogicalOperator *store, const char *path, void **writer);
    Status (*write)(Worker *worker, void *writer, const Batch *batch);
    // Flushes and closes; *n_bytes written.
    Status (*finish)(Worker *worker, void *writer, uint64_t *n_bytes);
    void (*abandon)(void *writer);
    // Once, after all parts: side files (.pig_schema). NULL: none.
    Status (*finish_directory)(Worker *worker, const LogicalOperator *store, const char *path);
} StorerType;

// By name with or without "org.apache.pig.builtin."; NULL name: PigStorage. NULL if unknown.
const LoaderType *loader_by_name(const char *name);
const StorerType *storer_by_name(const char *name);

#endif
