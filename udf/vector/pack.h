// SPDX-License-Identifier: Apache-2.0
//
// Values as self-describing bytes: nested values inside PIG_ANY columns, constants of a serialised
// stage, spilled rows. Layout: tag byte (0 for null), then the value. Fixed-width: the machine's
// bytes. Strings: 32-bit length, bytes. Tuples, bags, maps: 32-bit length of the packed items,
// 32-bit count, the items (fields; tuples; key and value in turn).

#ifndef JAVELINA_UDF_VECTOR_PACK_H
#define JAVELINA_UDF_VECTOR_PACK_H

#include "udf/vector/vector.h"

enum { PACKED_NESTED_HEADER = 9 }; // bytes before the first item of a nested value

// Appends row `row` of v, type tag included.
void pack_value(Text *out, const Vector *v, size_t row);

// The same for values that stand in no vector: a null; a string type; a fixed-width type, whose
// value stands at the start of the slot.
void pack_null(Text *out);
void pack_string(Text *out, pig_type tag, const char *bytes, size_t n_bytes);
void pack_slot(Text *out, pig_type tag, const pig_slot *slot);

// Begins a tuple, bag or map; its items are packed next (tuples of a bag; keys and values of a map
// in turn) and pack_close gets what pack_open returned, and their count (entries of a map).
size_t pack_open(Text *out, pig_type tag);
void pack_close(Text *out, size_t opened, size_t n_items);

// Bytes that the packed value at `bytes` takes; 0 if it does not fit into n_bytes (damaged).
size_t packed_size(const char *bytes, size_t n_bytes);

// pig_type of a packed value; PIG_UNKNOWN: null.
static inline pig_type packed_type(const char *bytes) {
    return (pig_type)(unsigned char)bytes[0];
}

// Fields of a packed tuple, tuples of a bag, entries of a map.
size_t packed_count(const char *bytes);

// Puts the packed value into row `row` of `out` (n_rows rows): of the value's own type, or PIG_ANY,
// or a nested type whose inside takes it; anything that does not fit is null. Strings point into
// `bytes`. Children are appended: call with rows in ascending order.
typedef struct Unpacker Unpacker;
Unpacker *unpacker_create(Arena *arena, const Type *type, size_t n_rows);
void unpacker_add(Unpacker *unpacker, const char *bytes, size_t n_bytes); // NULL: a null row
Vector unpacker_finish(Unpacker *unpacker);

#endif
