// SPDX-License-Identifier: Apache-2.0
//
// Values between JSON and Pig, as JsonLoader and JsonStorage convert them.

#ifndef JAVELINA_RUNTIME_IO_JSON_VALUE_H
#define JAVELINA_RUNTIME_IO_JSON_VALUE_H

#include "runtime/io/json.h"
#include "udf/value/zone.h"
#include "udf/vector/vector.h"

// A reader whose fields are taken one after the other.
typedef struct JsonFields {
    JsonReader *reader;
    const LocalZone *local_zone; // of times that name none
    size_t *n_misfits;           // counts values of maps that are no text of their type
} JsonFields;

// Reads a name and its value and packs the value as `type` (udf/vector/pack.h). Null is packed for
// a null, for text where something nested is wanted, and behind the end. false: the line cannot be
// read further (no JSON, a number that does not fit); what was packed of it is the caller's to take
// back.
bool json_pack_field(const JsonFields *reading, const Type *type, Text *out);

// Appends row `row` of v, of `type`, as JSON.
void json_put_value(Text *out, const Vector *v, size_t row, const Type *type);

// Appends the fields' names and values as an object; nameless fields are val_0, val_1 ...
void json_put_row(Text *out, const Vector *columns, size_t row, const Schema *schema);

#endif
