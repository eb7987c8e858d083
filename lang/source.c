// SPDX-License-Identifier: Apache-2.0
//
// Lines are found by looking for line ends from the start of the text: only messages ask for them.

#include "lang/source.h"

#include <string.h>

int source_first_line(const Source *source) {
    return source->first_line > 0 ? source->first_line : 1;
}

const char *source_line(const Source *source, int line, size_t *n_bytes) {
    const char *at = source->text, *end = source->text + source->n_bytes;
    for (int i = source_first_line(source); i < line; i++) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (!line_end) {
            at = end;
            break;
        }
        at = line_end + 1;
    }
    const char *line_end = memchr(at, '\n', (size_t)(end - at));
    *n_bytes = (size_t)((line_end ? line_end : end) - at);
    if (*n_bytes && at[*n_bytes - 1] == '\r')
        --*n_bytes;
    return at;
}
