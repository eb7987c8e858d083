// SPDX-License-Identifier: Apache-2.0
//
// Counting is plain addition; only the first example of a kind is formatted.

#include "runtime/exec/counters.h"

#include <stdio.h>
#include <string.h>

void counters_warn(Counters *counters, WarningKind kind, uint64_t order, uint64_t n,
                   const char *example_format, ...) {
    WarningCount *warning = &counters->warnings[kind];
    if (warning->count == 0 || order < warning->order) {
        va_list args;
        va_start(args, example_format);
        vsnprintf(warning->example, sizeof warning->example, example_format, args);
        va_end(args);
        warning->order = order;
    }
    warning->count += n;
}

static void add_warning(WarningCount *into, const WarningCount *from) {
    if (from->count == 0)
        return;
    if (into->count == 0 || from->order < into->order) {
        into->order = from->order;
        memcpy(into->example, from->example, sizeof into->example);
    }
    into->count += from->count;
}

void counters_add(Counters *into, const Counters *from) {
    for (size_t i = 0; i < WARNING_KIND_COUNT; i++)
        add_warning(&into->warnings[i], &from->warnings[i]);
    into->rows_read += from->rows_read;
    into->bytes_read += from->bytes_read;
}

const char *warning_name(WarningKind kind) {
    static const char *const names[] = {
#define X(kind, name, sentence) name,
        WARNING_KINDS(X)
#undef X
    };
    return names[kind];
}

const char *warning_sentence(WarningKind kind) {
    static const char *const sentences[] = {
#define X(kind, name, sentence) sentence,
        WARNING_KINDS(X)
#undef X
    };
    return sentences[kind];
}
