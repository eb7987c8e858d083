// SPDX-License-Identifier: Apache-2.0
//
// Values as the text that DUMP and PigStorage write.

#ifndef JAVELINA_UDF_VECTOR_PRINT_H
#define JAVELINA_UDF_VECTOR_PRINT_H

#include "udf/vector/vector.h"

// Appends row `row` of v: "5", "1.0E10", "(a,{(1),(2)},[k#v])"; a null is nothing. Bytes of
// bytearrays go out raw.
void value_print(Text *out, const Vector *v, size_t row);

// Maps come in the order of a Java HashMap. Apache Pig shows another order once a map has been
// written to a file between two jobs and read again, as DUMP and a STORE behind a shuffle show it:
// then the table has just the buckets that its entries need.
typedef enum MapOrder { MAP_ORDER_FRESH, MAP_ORDER_READ_BACK } MapOrder;
void value_print_in_order(Text *out, const Vector *v, size_t row, MapOrder kind);

#endif
