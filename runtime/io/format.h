// SPDX-License-Identifier: Apache-2.0
//
// Formats: loaders and storers by name. One file a format, one line in formats.def. A loader turns
// splits of its input into batches of typed columns; a storer turns batches into bytes. Files,
// codecs and the order of parts are not a storer's business (runtime/exec/commit.h).

#ifndef JAVELINA_RUNTIME_IO_FORMAT_H
#define JAVELINA_RUNTIME_IO_FORMAT_H

#include "compiler/environment.h"
#include "runtime/exec/worker.h"
#include "runtime/io/split.h"
#include "udf/vector/batch.h"

typedef struct Loader Loader; // one LOAD, shared by the workers; each format has its own

// Takes a batch on its way; its data are in worker->arena or stand still until it returns.
typedef Status PushBatch(Worker *worker, void *context, const Batch *batch);

typedef struct LoaderType {
    // Prepares the load; the arguments have been checked. arena: of the query.
    Status (*open)(Worker *worker, const LogicalOperator *load, Arena *arena, Loader **loader);
    // Reads one split. Releases worker->arena after each push.
    Status (*read_split)(Worker *worker, Loader *loader, const Split *split, PushBatch *push,
                         void *context);
    void (*close)(Loader *loader);
    bool splittable; // a plain file may be cut anywhere
} LoaderType;

// Where a storer puts bytes: it appends to `text` and calls `more` after a row when text has grown
// past SINK_BYTES.
enum { SINK_BYTES = 512 * 1024 };
typedef struct ByteSink {
    Text text;
    Status (*more)(Worker *worker, struct ByteSink *sink);
} ByteSink;

typedef struct StorerType {
    // One worker's state for a STORE (*writer; in worker->state). The arguments have been checked.
    Status (*open)(Worker *worker, const LogicalOperator *store, void **writer);
    Status (*write)(Worker *worker, void *writer, const Batch *batch, ByteSink *sink);
    // Once, after all parts, before they are committed: side files (.pig_schema) into `folder`.
    // NULL: none.
    Status (*finish_folder)(Worker *worker, const LogicalOperator *store, const char *folder);
} StorerType;

// What formats.def says of a format.
typedef struct Format {
    const char *name;         // "PigStorage"
    const LoaderType *loader; // NULL: cannot load
    const StorerType *storer; // NULL: cannot store
    // Reports wrong arguments (1200). NULL: any will do.
    Status (*check)(const FormatCall *call, bool store, DiagnosticSink *sink);
    // As load_schema of the compiler's environment. NULL: the data bring no schema along.
    Status (*load_schema)(Arena *arena, const char *location, const FormatCall *call,
                          const Schema *declared, const Schema **schema, DiagnosticSink *sink);
    // Does a STORE take the place of what is at its location? NULL: never.
    bool (*overwrites)(const FormatCall *call);
    // What Apache Pig prints on standard output when the arguments are wrong, NULL: nothing.
    const char *(*usage)(const FormatCall *call);
    // A folder whose name ends as that of a packed file makes packed files.
    bool packs_by_name;
    // The format needs a schema to store by (else 2244).
    bool stores_by_schema;
} Format;

// By name with or without its package; NULL name: PigStorage. NULL if unknown.
const Format *format_by_name(const char *name);

// Does this STORE take the place of what is at its location?
bool format_overwrites(const FormatCall *call);

// ---- what the compiler's environment asks (compiler/environment.h); `context` is not used ----
FormatKind format_kind(void *context, const char *name);
Status format_check(void *context, const FormatCall *call, bool store, DiagnosticSink *sink);
Status format_load_schema(void *context, Arena *arena, const char *location, const FormatCall *call,
                          const Schema *declared, const Schema **schema, DiagnosticSink *sink);
Status format_check_output(void *context, const char *location, const FormatCall *call,
                           const Place *place, DiagnosticSink *sink);
int64_t format_input_bytes(void *context, const char *location);

#endif
