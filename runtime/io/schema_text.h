// SPDX-License-Identifier: Apache-2.0
//
// A schema written in a loader's argument, as in an AS clause: "id: int, b: {(v: long)}, m: [int]".

#ifndef JAVELINA_RUNTIME_IO_SCHEMA_TEXT_H
#define JAVELINA_RUNTIME_IO_SCHEMA_TEXT_H

#include "udf/type.h"

enum { SCHEMA_TEXT_MAX_FIELDS = 1 << 16, SCHEMA_TEXT_MAX_DEPTH = 64 };

// The schema in the arena; NULL if the text is none. A field without a type is a bytearray.
const Schema *schema_text_parse(Arena *arena, const char *text);

#endif
