// SPDX-License-Identifier: Apache-2.0
//
// .pig_schema and .pig_header beside the parts of a result: a schema as JSON, as Apache Pig writes
// it, and a line with the names of the columns.

#ifndef JAVELINA_RUNTIME_IO_SCHEMA_FILE_H
#define JAVELINA_RUNTIME_IO_SCHEMA_FILE_H

#include "runtime/exec/worker.h"

// Writes both files into the folder. schema NULL: nothing is written.
MUST_CHECK Status schema_file_write(Worker *worker, const Schema *schema, const char *folder,
                                    char delimiter);

// The schema beside the first file or folder of the location; NULL if there is none that can be
// read. A file's schema stands in its folder.
const Schema *schema_file_read(Arena *arena, const char *location);

// Appends the schema as .pig_schema has it.
void schema_file_put(Text *out, const Schema *schema);

#endif
