// SPDX-License-Identifier: Apache-2.0
//
// hashCode of values as Java computes it. It decides where Apache Pig puts things that users see:
// entries of a map, rows of a PARALLEL operator.

#ifndef JAVELINA_UDF_VECTOR_JAVA_HASH_H
#define JAVELINA_UDF_VECTOR_JAVA_HASH_H

#include "udf/vector/value.h"

// Of a String: of the UTF-16 units of UTF-8 text. Malformed bytes count as one unit each.
uint32_t java_text_hash(const pig_str *text);

// Of bytes, as an array of bytes and Hadoop's Text have it.
uint32_t java_bytes_hash(const pig_str *bytes);

// Of the object that holds the value in Apache Pig; of a null 0.
uint32_t java_value_hash(const Value *value);

// The bits of a float or double: all NaN are one.
uint32_t java_float_bits(float value);
uint64_t java_double_bits(double value);

#endif
