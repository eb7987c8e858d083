// SPDX-License-Identifier: Apache-2.0
//
// JSON (RFC 8259) a token at a time, and its strings. Depth is bounded; nothing is built.

#ifndef JAVELINA_RUNTIME_IO_JSON_H
#define JAVELINA_RUNTIME_IO_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/base/arena.h"
#include "lang/base/text.h"

enum { JSON_MAX_DEPTH = 512 };

typedef enum JsonKind {
    JSON_END, // of the text
    JSON_OBJECT,
    JSON_OBJECT_END,
    JSON_ARRAY,
    JSON_ARRAY_END,
    JSON_KEY,
    JSON_STRING,
    JSON_NUMBER,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL,
    JSON_BAD, // not JSON, or too deep; comes again for ever
} JsonKind;

// text: of a KEY or STRING with escapes decoded (in the reader's arena if it had any, else in the
// input), of other tokens as written.
typedef struct JsonToken {
    JsonKind kind;
    const char *text;
    size_t n_bytes;
} JsonToken;

typedef struct JsonReader {
    Arena *arena;
    const char *start, *at, *end;
    size_t depth;
    bool is_object[JSON_MAX_DEPTH];
    bool wants_value; // behind a key, a comma or at the start
    bool after_value; // a comma or an end is next
    bool bad;
} JsonReader;

// Reads text[0..n_bytes), borrowed.
void json_open(JsonReader *reader, Arena *arena, const char *text, size_t n_bytes);

JsonToken json_next(JsonReader *reader);

// Reads past the value that `token` begins. false: it is not whole.
bool json_skip(JsonReader *reader, const JsonToken *token);

// Appends the text as a JSON string with its quotes. Beyond the basic plane it is written as two
// \u escapes, as Apache Pig's Jackson does.
void json_put_string(Text *out, const char *text, size_t n_bytes);

#endif
