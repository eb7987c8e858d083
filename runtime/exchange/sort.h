// SPDX-License-Identifier: Apache-2.0
//
// Sorting of rows by keys. A row is sorted as a SortItem: the first 15 bytes of its normalised key
// (bytes whose order is that of the keys, null first, or inverted for DESC) and its number. Items
// with equal bytes are told apart by comparing the key columns. The sort is stable.

#ifndef JAVELINA_RUNTIME_EXCHANGE_SORT_H
#define JAVELINA_RUNTIME_EXCHANGE_SORT_H

#include "compiler/logical.h"
#include "udf/vector/vector.h"

typedef struct SortItem {
    uint64_t high, low; // 15 bytes of the normalised key, big end first; then 1 if there is more
    uint32_t row;
    uint32_t run; // for the caller
} SortItem;

// Key columns in the order in which they count.
typedef struct SortColumns {
    size_t n_keys;
    const Vector *keys;
    const bool *descending;
} SortColumns;

// Fills items[0..n) for rows rows[0..n) (NULL: 0 .. n - 1) of the key columns; run is set to 0.
void sort_items_fill(const SortColumns *columns, const uint32_t *rows, size_t n, SortItem *items);

// Is the whole key in the item's bytes? Then items with equal bytes have equal keys.
static inline bool sort_is_settled(const SortItem *item) {
    return (item->low & 0xFF) == 0;
}

// <0, 0, >0: row i of a against row j of b by all keys.
int sort_compare_rows(const SortColumns *a, size_t i, const SortColumns *b, size_t j);

static inline int sort_compare_prefix(const SortItem *a, const SortItem *b) {
    if (a->high != b->high)
        return a->high < b->high ? -1 : 1;
    return a->low < b->low ? -1 : a->low > b->low;
}

// Sorts items, which are rows of `columns`. scratch: room for n. After: McIlroy, Bostic, McIlroy,
// "Engineering radix sort", 1993 (buckets by the first byte that differs; small ones by merging).
void sort_items(const SortColumns *columns, SortItem *items, size_t n, SortItem *scratch);

#endif
