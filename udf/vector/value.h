// SPDX-License-Identifier: Apache-2.0
//
// One value, wherever it stands: in a typed column, in a PIG_ANY column, or packed. What walks
// nested values (print, compare, hash, pack, cast) is written once over this view. Columns of
// simple types have their own loops.

#ifndef JAVELINA_UDF_VECTOR_VALUE_H
#define JAVELINA_UDF_VECTOR_VALUE_H

#include "udf/vector/vector.h"

typedef struct Value {
    pig_type tag;         // PIG_UNKNOWN: null
    pig_slot slot;        // simple types
    const Vector *vector; // nested: row `row` of a vector (an index, not seen through pig_at) ...
    size_t row;
    const char *packed; // ... or packed bytes; the other one is NULL
} Value;

// Row `row` of v. Borrows from v.
Value value_at(const Vector *v, size_t row);

// The packed value at `bytes`, which must be whole. Borrows.
Value value_unpack(const char *bytes);

// The inside of a nested value: fields of a tuple, tuples of a bag, or keys and values of a map in
// turn (n_items counts both).
typedef struct ValueItems {
    size_t n_items;
    size_t next;
    pig_type tag;
    const Vector *vector;
    size_t row;
    const char *packed;
} ValueItems;

ValueItems value_items(const Value *nested);
Value value_next(ValueItems *items);

// Fields, tuples or entries.
size_t value_count(const Value *nested);

int values_compare(const Value *a, const Value *b);
uint64_t values_hash(const Value *value);
void values_print(Text *out, const Value *value);

// The same as Java's own toString has it: a map is {k=v, l=w}, a null is null.
void values_print_java(Text *out, const Value *value);
void values_pack(Text *out, const Value *value);
void values_append_sort_key(Text *out, const Value *value);

#endif
