// SPDX-License-Identifier: Apache-2.0
//
// Order and equality of values, as Apache Pig orders them: null first; Double.compare for floating
// point (-0.0 below 0.0, NaN above all and equal to itself); bytes unsigned; chararrays by UTF-16
// unit; datetimes by instant; tuples by width, then field by field; bags and maps by size first;
// values of different types by type number.

#ifndef JAVELINA_UDF_VECTOR_COMPARE_H
#define JAVELINA_UDF_VECTOR_COMPARE_H

#include "udf/vector/vector.h"

// <0, 0, >0: row i of a against row j of b (same type, or at least one PIG_ANY).
int value_compare(const Vector *a, size_t i, const Vector *b, size_t j);

// value_compare(...) == 0, faster. Nulls are equal to each other.
bool value_equal(const Vector *a, size_t i, const Vector *b, size_t j);

// Chararrays in UTF-16 order (differs from byte order only beyond the BMP).
int text_compare_utf16(const pig_str *a, const pig_str *b);

// Hashes rows of v (rows NULL: 0..n-1) into hashes[0..n). Equal values have equal hashes, also
// between a typed vector and a PIG_ANY one. combine: mix into what is there (further key columns).
void vector_hash(const Vector *v, const uint32_t *rows, size_t n, uint64_t *hashes, bool combine);

// Appends to `out` bytes whose memcmp order is value_compare's (null first). descending: inverted,
// null last. Self-delimiting, so keys can be strung together. Used by sorts.
void value_append_sort_key(Text *out, const Vector *v, size_t row, bool descending);

#endif
