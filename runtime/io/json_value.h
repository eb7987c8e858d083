// SPDX-License-Identifier: Apache-2.0
//
// Values between JSON and Pig, as JsonLoader and JsonStorage convert them.

#ifndef JAVELINA_RUNTIME_IO_JSON_VALUE_H
#define JAVELINA_RUNTIME_IO_JSON_VALUE_H

#include "runtime/io/json.h"
#include "udf/vector/vector.h"

// Packs the value that `token` begins as `type` (udf/vector/pack.h). false: it does not fit; what
// was packed of it is the caller's to take back.
bool json_pack(JsonReader *reader, const JsonToken *token, const Type *type, Text *out,
               int32_t default_offset_minutes);

// Appends row `row` of v, of `type`, as JSON.
void json_put_value(Text *out, const Vector *v, size_t row, const Type *type);

// Appends the fields' names and values as an object; nameless fields are val_0, val_1 ...
void json_put_row(Text *out, const Vector *columns, size_t row, const Schema *schema);

#endif
