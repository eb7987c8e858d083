// SPDX-License-Identifier: Apache-2.0
//
// What a run counts: rows and bytes by source and store, and warnings by kind with the first
// example. Each worker counts for itself; the run adds them up in split order at the end, so that
// the first example does not depend on the thread count.

#ifndef JAVELINA_RUNTIME_EXEC_COUNTERS_H
#define JAVELINA_RUNTIME_EXEC_COUNTERS_H

#include <stdint.h>

#include "lang/diagnostic.h"

// WARNING(kind, Apache Pig's name, sentence)
#define WARNING_KINDS(X)                                                                           \
    X(FIELD_DISCARDED_TYPE_CONVERSION, "FIELD_DISCARDED_TYPE_CONVERSION_FAILED",                   \
      "fields do not fit their type, read as null")                                                \
    X(DIVIDE_BY_ZERO, "DIVIDE_BY_ZERO", "divisions by zero gave null")                             \
    X(NON_EXISTENT_FIELD, "ACCESSING_NON_EXISTENT_FIELD", "fields past the end of a row are null") \
    X(BAD_RECORD, "BAD_RECORD", "records do not fit; what cannot be read is null")                 \
    X(RECORD_SKIPPED, "RECORD_SKIPPED", "bad records were skipped")                                \
    X(NO_RECORD, "NO_RECORD", "stretches of bytes are no records and were passed over")            \
    X(IMPLICIT_CAST, "IMPLICIT_CAST", "values could not be cast, read as null")                    \
    X(FUNCTION, "UDF_WARNING", "warnings came from functions")

typedef enum WarningKind {
#define X(kind, name, sentence) WARNING_##kind,
    WARNING_KINDS(X)
#undef X
        WARNING_KIND_COUNT,
} WarningKind;

enum { WARNING_EXAMPLE_BYTES = 160 };

typedef struct WarningCount {
    uint64_t count;
    uint64_t order; // source << 40 | split: place of the first example in the run
    char example[WARNING_EXAMPLE_BYTES]; // "A.age: users.tsv: 'n/a'"
} WarningCount;

typedef struct Counters {
    WarningCount warnings[WARNING_KIND_COUNT];
    uint64_t rows_read, bytes_read;
} Counters;

// Counts `n` warnings; the example text is kept if it is the earliest of its kind.
void counters_warn(Counters *counters, WarningKind kind, uint64_t order, uint64_t n,
                   const char *example_format, ...) PRINTF_LIKE(5, 6);

// Adds `from` to `into`.
void counters_add(Counters *into, const Counters *from);

// Apache Pig's name and our sentence.
const char *warning_name(WarningKind kind);
const char *warning_sentence(WarningKind kind);

#endif
