// SPDX-License-Identifier: Apache-2.0
//
// Two maps: whole names, and all their endings. A value is the address of the position, so that
// position 0 is not mistaken for none.

#include "compiler/name_index.h"

#include <string.h>

#include "lang/base/map.h"

struct NameIndex {
    Map whole, endings;
};

static const int ambiguous = SCHEMA_AMBIGUOUS;

// The next shorter ending of a name, NULL behind the last.
static const char *next_ending(const char *name) {
    const char *at = strstr(name, "::");
    return at ? at + 2 : NULL;
}

static void add(Map *map, const char *name, const int *position, bool first_wins) {
    size_t n_bytes = strlen(name);
    const int *before = map_get(map, name, n_bytes);
    if (!before)
        map_put(map, name, n_bytes, (void *)position);
    else if (!first_wins && *before != *position)
        map_put(map, name, n_bytes, (void *)&ambiguous);
}

NameIndex *name_index(Arena *arena, const Field *fields, int n) {
    NameIndex *index = ARENA_NEW(arena, NameIndex);
    int *positions = ARENA_NEW_ARRAY(arena, int, (size_t)n);
    index->whole = map_new(arena);
    index->endings = map_new(arena);
    for (int i = 0; i < n; i++) {
        positions[i] = i;
        if (!fields[i].name)
            continue;
        add(&index->whole, fields[i].name, &positions[i], true);
        for (const char *name = fields[i].name; name; name = next_ending(name))
            add(&index->endings, name, &positions[i], false);
    }
    return index;
}

static int position_in(const Map *map, const char *name) {
    const int *position = map_get(map, name, strlen(name));
    return position ? *position : SCHEMA_NO_NAME;
}

int name_index_find(const NameIndex *index, const char *name) {
    int position = position_in(&index->whole, name);
    return position >= 0 ? position : position_in(&index->endings, name);
}

int name_index_meet(const NameIndex *index, const char *name) {
    int met = position_in(&index->endings, name);
    for (const char *ending = next_ending(name); ending; ending = next_ending(ending)) {
        int position = position_in(&index->whole, ending);
        if (position >= 0 && met != SCHEMA_NO_NAME && met != position)
            met = SCHEMA_AMBIGUOUS;
        else if (position >= 0)
            met = position;
    }
    return met;
}
