// SPDX-License-Identifier: Apache-2.0
//
// The arguments of PigStorage: a delimiter, and options.

#ifndef JAVELINA_RUNTIME_IO_PIG_STORAGE_H
#define JAVELINA_RUNTIME_IO_PIG_STORAGE_H

#include "compiler/logical.h"

typedef enum PigStorageTag { TAG_NONE, TAG_FILE, TAG_PATH } PigStorageTag;

typedef struct PigStorageOptions {
    char delimiter;
    bool schema, no_schema; // -schema, -noschema
    PigStorageTag tag;      // -tagFile, -tagsource, -tagPath
    bool overwrite;         // -overwrite true
} PigStorageOptions;

// Reads the arguments. Returns NULL, or what is wrong with them (static text).
const char *pig_storage_options(const FormatCall *call, PigStorageOptions *options);

// Do they say that what is at the location already goes?
bool pig_storage_overwrites(const FormatCall *call);

// What Apache Pig prints on standard output if an option is unknown; else NULL.
const char *pig_storage_usage(const FormatCall *call);

#endif
