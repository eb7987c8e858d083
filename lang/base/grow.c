// SPDX-License-Identifier: Apache-2.0
//
// The first array has room for FIRST items.

#include "lang/base/grow.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST = 8 };

static size_t doubled(size_t capacity) {
    return capacity ? 2 * capacity : FIRST;
}

void *arena_grow(Arena *arena, void *items, size_t n, size_t *capacity, size_t item_bytes) {
    if (n < *capacity)
        return items;
    void *larger = arena_array(arena, doubled(*capacity), item_bytes);
    if (n)
        memcpy(larger, items, n * item_bytes);
    *capacity = doubled(*capacity);
    return larger;
}

void *heap_grow(void *items, size_t n, size_t *capacity, size_t item_bytes) {
    if (n < *capacity)
        return items;
    void *larger = reallocarray(items, doubled(*capacity), item_bytes);
    if (larger)
        *capacity = doubled(*capacity);
    return larger;
}
