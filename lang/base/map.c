// SPDX-License-Identifier: Apache-2.0
//
// Open addressing with linear probing, at most half full. The hash is FNV-1a (Fowler, Noll, Vo).

#include "lang/base/map.h"

#include <string.h>

enum { FIRST_SLOTS = 16 };

static uint64_t hash_bytes(const char *bytes, size_t n_bytes) {
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < n_bytes; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash;
}

Map map_new(Arena *arena) {
    return (Map){.arena = arena};
}

// The slot of the key, or the free slot where it belongs. The map has slots.
static MapEntry *find(const Map *map, const char *key, size_t n_key_bytes, uint64_t hash) {
    for (size_t i = hash & (map->n_slots - 1);; i = (i + 1) & (map->n_slots - 1)) {
        MapEntry *slot = &map->slots[i];
        if (!slot->key)
            return slot;
        if (slot->hash == hash && slot->n_key_bytes == n_key_bytes &&
            memcmp(slot->key, key, n_key_bytes) == 0)
            return slot;
    }
}

static void grow(Map *map) {
    Map larger = {.arena = map->arena, .n_slots = map->n_slots ? map->n_slots * 2 : FIRST_SLOTS};
    larger.slots = ARENA_NEW_ARRAY(map->arena, MapEntry, larger.n_slots);
    larger.n_entries = map->n_entries;
    for (size_t i = 0; i < map->n_slots; i++) {
        const MapEntry *from = &map->slots[i];
        if (from->key)
            *find(&larger, from->key, from->n_key_bytes, from->hash) = *from;
    }
    *map = larger;
}

void *map_get(const Map *map, const char *key, size_t n_key_bytes) {
    if (!map->n_slots)
        return NULL;
    const MapEntry *slot = find(map, key, n_key_bytes, hash_bytes(key, n_key_bytes));
    return slot->key ? slot->value : NULL;
}

const char *map_put(Map *map, const char *key, size_t n_key_bytes, void *value) {
    if ((map->n_entries + 1) * 2 > map->n_slots)
        grow(map);
    uint64_t hash = hash_bytes(key, n_key_bytes);
    MapEntry *slot = find(map, key, n_key_bytes, hash);
    if (!slot->key) {
        slot->key = arena_strndup(map->arena, key, n_key_bytes);
        slot->n_key_bytes = n_key_bytes;
        slot->hash = hash;
        map->n_entries++;
    }
    slot->value = value;
    return slot->key;
}

const MapEntry *map_next(const Map *map, size_t *at) {
    while (*at < map->n_slots) {
        const MapEntry *entry = &map->slots[(*at)++];
        if (entry->key)
            return entry;
    }
    return NULL;
}
