// SPDX-License-Identifier: Apache-2.0
//
// One value of a simple type from text.

#ifndef JAVELINA_RUNTIME_EXPR_TEXT_VALUE_H
#define JAVELINA_RUNTIME_EXPR_TEXT_VALUE_H

#include "udf/value/zone.h"
#include "udf/vector/vector.h"

// false: the text does not fit the type. file_bytes: see udf/value/number_text.h. Long strings
// point into `text` unless they had to be repaired.
bool text_to_slot(Arena *arena, const char *text, size_t n_bytes, pig_type tag, bool file_bytes,
                  const LocalZone *local_zone, pig_slot *slot);

// Bytes as a chararray: malformed UTF-8 becomes U+FFFD.
pig_str text_as_chararray(Arena *arena, const pig_str *bytes);

#endif
