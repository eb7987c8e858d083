// SPDX-License-Identifier: Apache-2.0
//
// Entries are sorted by the bucket that Java would put them in; those of one bucket keep the order
// in which they came.

#include "udf/vector/map_order.h"

#include <stdlib.h>

#include "udf/vector/java_hash.h"

typedef struct MapEntry {
    uint32_t bucket; // in the table that is printed
    uint32_t before; // in the table that was written, if the map was read back
    uint32_t number;
} MapEntry;

static int by_bucket(const void *a, const void *b) {
    const MapEntry *x = a, *y = b;
    if (x->bucket != y->bucket)
        return x->bucket < y->bucket ? -1 : 1;
    if (x->before != y->before)
        return x->before < y->before ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

// Buckets of a table that began with `first` and doubled while n entries were more than three
// quarters of it.
static uint32_t bucket_count(uint32_t first, size_t n) {
    while (n > (uint64_t)first * 3 / 4)
        first *= 2;
    return first;
}

// HashMap's own mix of String.hashCode; of a null key (NULL) it is 0.
static uint32_t key_hash(const pig_str *key) {
    const uint32_t hash = key ? java_text_hash(key) : 0;
    return hash ^ hash >> 16;
}

static MapEntry map_entry(const Value *key, size_t number, size_t n, MapOrder kind) {
    const uint32_t hash = key_hash(key->tag == PIG_UNKNOWN ? NULL : &key->slot.str);
    const uint32_t written = hash & (bucket_count(16, n) - 1);
    if (kind == MAP_ORDER_FRESH)
        return (MapEntry){.bucket = written, .number = (uint32_t)number};
    // A table that is read from a file is made for n entries.
    return (MapEntry){hash & (bucket_count(1, n) - 1), written, (uint32_t)number};
}

void map_order(const Value *map, MapOrder kind, uint32_t *order, size_t n) {
    MapEntry few[32], *entries = n <= 32 ? few : malloc(n * sizeof *entries);
    for (size_t i = 0; !entries && i < n; i++)
        order[i] = (uint32_t)i;
    if (!entries)
        return;
    ValueItems items = value_items(map);
    for (size_t i = 0; i < n; i++) {
        const Value key = value_next(&items);
        value_next(&items);
        entries[i] = map_entry(&key, i, n, kind);
    }
    qsort(entries, n, sizeof *entries, by_bucket);
    for (size_t i = 0; i < n; i++)
        order[i] = entries[i].number;
    if (entries != few)
        free(entries);
}

// Appends the rows of a map's entries to rows, in order.
static void order_entries(const Vector *maps, size_t row, uint32_t *rows, pig_span *span,
                          size_t *n_taken) {
    const Value map = value_at(maps, row);
    const uint64_t start = pig_spans(maps)[row].start;
    const size_t n = value_count(&map);
    map_order(&map, MAP_ORDER_FRESH, rows + *n_taken, n);
    *span = (pig_span){.start = *n_taken, .n_rows = n};
    for (size_t i = 0; i < n; i++)
        rows[(*n_taken)++] += (uint32_t)start;
}

// Do the entries of a map stand in order?
static bool in_order(const Vector *keys, pig_span span) {
    const uint32_t mask = bucket_count(16, span.n_rows) - 1;
    uint32_t last = 0;
    for (size_t row = span.start; span.n_rows > 1 && row < span.start + span.n_rows; row++) {
        const pig_str *key = pig_is_null(keys, row) ? NULL : &pig_strs(keys)[pig_at(keys, row)];
        const uint32_t bucket = key_hash(key) & mask;
        if (bucket < last)
            return false;
        last = bucket;
    }
    return true;
}

Vector vector_order_maps(Arena *arena, const Vector *maps, size_t n_rows) {
    const size_t n = maps->form == PIG_CONSTANT ? 1 : n_rows;
    size_t n_entries = 0;
    bool all_in_order = true;
    for (size_t i = 0; i < n; i++) {
        const pig_span span = pig_is_null(maps, i) ? (pig_span){0} : pig_spans(maps)[i];
        n_entries += span.n_rows;
        all_in_order = all_in_order && in_order(&maps->children[0], span);
    }
    Vector ordered = *maps;
    if (all_in_order)
        return ordered;
    uint32_t *rows = ARENA_NEW_ARRAY(arena, uint32_t, n_entries);
    pig_span *spans = ARENA_NEW_ARRAY(arena, pig_span, n);
    size_t n_taken = 0;
    for (size_t i = 0; i < n; i++)
        if (!pig_is_null(maps, i))
            order_entries(maps, i, rows, &spans[i], &n_taken);
    Vector *children = ARENA_NEW_ARRAY(arena, Vector, 2);
    for (size_t c = 0; c < 2; c++)
        children[c] = vector_gather(arena, &maps->children[c], rows, n_taken);
    ordered.data = spans;
    ordered.children = children;
    return ordered;
}
