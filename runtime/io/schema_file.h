// SPDX-License-Identifier: Apache-2.0
//
// .pig_schema and .pig_header beside the parts of a result: a schema as JSON, as Apache Pig writes
// it, and a line with the names of the columns.

#ifndef JAVELINA_RUNTIME_IO_SCHEMA_FILE_H
#define JAVELINA_RUNTIME_IO_SCHEMA_FILE_H

#include "runtime/exec/worker.h"

// Writes both files for what `store` stores into the folder. Nothing if its schema is not known.
MUST_CHECK Status schema_file_write(Worker *worker, const LogicalOperator *store,
                                    const char *folder, char delimiter);

// The schema beside the first file or folder of the location that has one; NULL if there is none
// that can be read. A file's schema stands in its folder.
const Schema *schema_file_read(Arena *arena, const char *location);

// What is read when an AS clause stands over a schema that the data bring along (either may be
// NULL): the types of the data, the names of the clause. Reports 1031 if the two have not as many
// fields.
MUST_CHECK Status schema_stored(Arena *arena, const Schema *stored, const Schema *declared,
                                const FormatCall *call, DiagnosticSink *sink,
                                const Schema **schema);

// Appends the schema as .pig_schema has it.
void schema_file_put(Text *out, const Schema *schema);

#endif
