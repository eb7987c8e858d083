// SPDX-License-Identifier: Apache-2.0
//
// The buffer doubles until its maximum.

#include "lang/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST_CAPACITY = 64, DEFAULT_MAX_BYTES = 1 << 30 };

static char empty_string[1]; // never written: capacity 0 sends every append through grow

Text text_new(size_t max_bytes) {
    return (Text){.data = empty_string, .max_bytes = max_bytes ? max_bytes : DEFAULT_MAX_BYTES};
}

void text_free(Text *text) {
    if (text->capacity)
        free(text->data);
    *text = text_new(text->max_bytes);
}

void text_clear(Text *text) {
    text->full = false;
    text_truncate(text, 0);
}

void text_truncate(Text *text, size_t n_bytes) {
    if (text->capacity == 0 || n_bytes > text->n_bytes)
        return;
    text->n_bytes = n_bytes;
    text->data[n_bytes] = '\0';
}

static bool grow(Text *text, size_t n_bytes) {
    size_t needed = text->n_bytes + n_bytes + 1;
    size_t capacity = text->capacity ? text->capacity : SMALLEST_CAPACITY;
    while (capacity < needed)
        capacity *= 2;
    char *data = realloc(text->capacity ? text->data : NULL, capacity);
    if (!data) {
        text->full = true;
        return false;
    }
    if (text->capacity == 0)
        data[0] = '\0';
    text->data = data;
    text->capacity = capacity;
    return true;
}

char *text_reserve(Text *text, size_t n_bytes) {
    if (text->full || n_bytes > text->max_bytes - text->n_bytes) {
        text->full = true;
        return NULL;
    }
    if (text->capacity - text->n_bytes <= n_bytes && !grow(text, n_bytes))
        return NULL;
    return text->data + text->n_bytes;
}

void text_advance(Text *text, size_t n_bytes) {
    text->n_bytes += n_bytes;
    text->data[text->n_bytes] = '\0';
}

void text_append_slowly(Text *text, const char *bytes, size_t n_bytes) {
    char *to = text_reserve(text, n_bytes);
    if (!to || n_bytes == 0)
        return;
    memcpy(to, bytes, n_bytes);
    text_advance(text, n_bytes);
}

void text_append_string(Text *text, const char *string) {
    text_append(text, string, strlen(string));
}

void text_append_char(Text *text, char c) {
    text_append(text, &c, 1);
}

void text_vprintf(Text *text, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int n_bytes = vsnprintf(NULL, 0, format, args);
    char *to = n_bytes < 0 ? NULL : text_reserve(text, (size_t)n_bytes);
    if (to) {
        vsnprintf(to, (size_t)n_bytes + 1, format, again);
        text_advance(text, (size_t)n_bytes);
    }
    va_end(again);
}

void text_printf(Text *text, const char *format, ...) {
    va_list args;
    va_start(args, format);
    text_vprintf(text, format, args);
    va_end(args);
}
