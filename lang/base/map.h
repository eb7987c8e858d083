// SPDX-License-Identifier: Apache-2.0
//
// A hash map from text to a pointer: names of parameters, macros, keywords. It lives in an arena
// and only grows. Keys are copied. Not for hostile key sets of many millions.

#ifndef JAVELINA_LANG_BASE_MAP_H
#define JAVELINA_LANG_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/arena.h"

typedef struct MapEntry {
    const char *key; // NUL-terminated
    size_t n_key_bytes;
    void *value;
    uint64_t hash;
} MapEntry;

typedef struct Map {
    Arena *arena;
    MapEntry *slots; // a power of two, or NULL while empty; a slot without key is free
    size_t n_slots;
    size_t n_entries;
} Map;

// An empty map in `arena` (borrowed).
Map map_new(Arena *arena);

// The value of a key, NULL when it is not there.
void *map_get(const Map *map, const char *key, size_t n_key_bytes);

// Sets the value of a key; `value` is not NULL. Returns the map's copy of the key.
const char *map_put(Map *map, const char *key, size_t n_key_bytes, void *value);

// Entries one after another, in no order: start with *at = 0; NULL at the end.
const MapEntry *map_next(const Map *map, size_t *at);

#endif
