// SPDX-License-Identifier: Apache-2.0
//
// The first bits of a hash say where it goes, nearly; small sorts do the rest. The hashes
// are copied out first: the entries lie scattered in memory.

#include "runtime/exchange/hash_order.h"

#include <stdlib.h>

enum { MOST_BITS = 16, FEW = 64 };

typedef struct Hashed {
    uint64_t hash;
    char *entry;
} Hashed;

// Bits that spread n entries over about as many places.
static int spreading_bits(size_t n) {
    int bits = 1;
    while (bits < MOST_BITS && (size_t)1 << bits < n)
        bits++;
    return bits;
}

// Moves entries to where the first `bits` of their hashes say. places: zeroes; then, for each value
// of those bits, the end of its entries.
static void spread(const Hashed *from, size_t n, int bits, size_t *places, Hashed *to) {
    const int shift = 64 - bits;
    for (size_t i = 0; i < n; i++)
        places[from[i].hash >> shift]++;
    for (size_t p = 0, sum = 0; p < (size_t)1 << bits; p++) {
        const size_t here = places[p];
        places[p] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        to[places[from[i].hash >> shift]++] = from[i];
}

static void insertion_sort(Hashed *items, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const Hashed item = items[i];
        size_t at = i;
        for (; at > 0 && items[at - 1].hash > item.hash; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

static int by_hash(const void *a, const void *b) {
    const uint64_t x = ((const Hashed *)a)->hash, y = ((const Hashed *)b)->hash;
    return x < y ? -1 : x > y;
}

static void sort(Hashed *items, size_t n) {
    if (n <= FEW)
        insertion_sort(items, n);
    else
        qsort(items, n, sizeof *items, by_hash);
}

void hash_order(Arena *arena, char **entries, size_t n) {
    const ArenaMark mark = arena_mark(arena);
    const int bits = spreading_bits(n);
    Hashed *given = arena_alloc(arena, n * sizeof *given);
    Hashed *sorted = arena_alloc(arena, n * sizeof *sorted);
    size_t *places = ARENA_NEW_ARRAY(arena, size_t, (size_t)1 << bits);
    for (size_t i = 0; i < n; i++)
        given[i] = (Hashed){key_entry_hash(entries[i]), entries[i]};
    spread(given, n, bits, places, sorted);
    for (size_t p = 0, start = 0; p < (size_t)1 << bits; start = places[p++])
        sort(sorted + start, places[p] - start);
    for (size_t i = 0; i < n; i++)
        entries[i] = sorted[i].entry;
    arena_release(arena, mark);
}
