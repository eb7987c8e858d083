// SPDX-License-Identifier: Apache-2.0
//
// A growing byte buffer, always NUL-terminated behind its last byte, born with a maximum.
// An allocation failure or a step past the maximum makes the Text "full": what was appended
// before stays, later appends do nothing, and text_is_full tells.

#ifndef JAVELINA_LANG_BASE_TEXT_H
#define JAVELINA_LANG_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "lang/base/status.h"

typedef struct Text {
    char *data; // never NULL
    size_t n_bytes;
    size_t capacity; // 0 while data points to a shared empty string
    size_t max_bytes;
    bool full;
} Text;

// An empty buffer. max_bytes: 0 means 1 GiB. Free it with text_free.
Text text_new(size_t max_bytes);
void text_free(Text *text);

// Empties the buffer, keeps its memory.
void text_clear(Text *text);

// Cuts it to n_bytes (no more than it has).
void text_truncate(Text *text, size_t n_bytes);

// text_append where the buffer has to grow, or is full.
void text_append_slowly(Text *text, const char *bytes, size_t n_bytes);

static inline void text_append(Text *text, const char *bytes, size_t n_bytes) {
    if (n_bytes == 0 || text->full || text->capacity - text->n_bytes <= n_bytes ||
        text->max_bytes - text->n_bytes < n_bytes) {
        text_append_slowly(text, bytes, n_bytes);
        return;
    }
    memcpy(text->data + text->n_bytes, bytes, n_bytes);
    text->n_bytes += n_bytes;
    text->data[text->n_bytes] = '\0';
}

void text_append_string(Text *text, const char *string);
void text_append_char(Text *text, char c);
void text_printf(Text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_vprintf(Text *text, const char *format, va_list args);

// Makes room for n_bytes more and returns where to write them; NULL when full. The caller then
// sets n_bytes itself through text_advance.
char *text_reserve(Text *text, size_t n_bytes);
void text_advance(Text *text, size_t n_bytes);

static inline bool text_is_full(const Text *text) {
    return text->full;
}

#endif
