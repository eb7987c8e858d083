// SPDX-License-Identifier: Apache-2.0
//
// Values as the text that DUMP and PigStorage write.

#ifndef JAVELINA_UDF_VECTOR_PRINT_H
#define JAVELINA_UDF_VECTOR_PRINT_H

#include "udf/vector/map_order.h"

// Appends row `row` of v: "5", "1.0E10", "(a,{(1),(2)},[k#v])"; a null is nothing. Bytes of
// bytearrays go out raw.
void value_print(Text *out, const Vector *v, size_t row);

// The same with maps in an order of that kind.
void value_print_in_order(Text *out, const Vector *v, size_t row, MapOrder kind);

#endif
