// SPDX-License-Identifier: Apache-2.0
//
// The order in which rows of equal keys leave a mapper of Apache Pig. Hadoop sorts what a mapper
// puts out by a quicksort that does not keep them in their order; scripts see it in bags, in joins,
// and in which rows a LIMIT behind an ORDER leaves. The same steps over ranks of the keys give the
// same order. Meant for small inputs: it takes one thread.

#ifndef JAVELINA_RUNTIME_EXCHANGE_MAP_SORT_H
#define JAVELINA_RUNTIME_EXCHANGE_MAP_SORT_H

#include <stddef.h>
#include <stdint.h>

enum { MAP_SORT_MOST_ROWS = 32 * 1024 };

// rows[0..n): the numbers of the rows in the order in which they leave the mapper. ranks[i]: how
// the key of row i compares with the others; equal for equal keys.
void map_sort(const uint32_t *ranks, size_t n, uint32_t *rows);

#endif
