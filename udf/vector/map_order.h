// SPDX-License-Identifier: Apache-2.0
//
// The order of a map's entries: that of a Java HashMap, which scripts see in what they print and in
// the rows and bags made of maps.

#ifndef JAVELINA_UDF_VECTOR_MAP_ORDER_H
#define JAVELINA_UDF_VECTOR_MAP_ORDER_H

#include "udf/vector/value.h"

// Apache Pig shows another order once a map has been written to a file between two jobs and read
// again, as DUMP and a STORE behind a shuffle show it: then the table has just the buckets that its
// entries need.
typedef enum MapOrder {
    MAP_ORDER_FRESH,
    MAP_ORDER_READ_BACK,
    MAP_ORDER_DUMPED, // as read back; a key that is null is printed as null, by DUMP alone
} MapOrder;

// The numbers of a map's n entries in their order, into order[0..n).
void map_order(const Value *map, MapOrder kind, uint32_t *order, size_t n);

// A column of maps whose entries stand in the order of fresh maps. What it need not change it
// shares with `maps`; the rest lies in the arena.
Vector vector_order_maps(Arena *arena, const Vector *maps, size_t n_rows);

#endif
