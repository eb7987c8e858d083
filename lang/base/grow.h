// SPDX-License-Identifier: Apache-2.0
//
// Arrays that double when they are full, in an arena or in memory of malloc's.

#ifndef JAVELINA_LANG_BASE_GROW_H
#define JAVELINA_LANG_BASE_GROW_H

#include "lang/base/arena.h"

// `items` with room for one more behind the n that there are; *capacity: what there is room for. A
// larger array lies in the arena and is zeroed behind the n.
void *arena_grow(Arena *arena, void *items, size_t n, size_t *capacity, size_t item_bytes);

// The same for an array to be freed; what is behind the n is not initialised. NULL, with `items`
// and *capacity as they were, when there is no memory.
void *heap_grow(void *items, size_t n, size_t *capacity, size_t item_bytes);

#endif
