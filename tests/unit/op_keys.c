// SPDX-License-Identifier: Apache-2.0
//
// Hashes of keys: different keys of several parts get different hashes, whichever parts are null.

#include "runtime/exchange/key.h"
#include "tests/unit/suite.h"

enum { KEYS = 1000, PARTS = 3 };

static int by_value(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

// How many hashes KEYS keys have, of which part `counting` is a number and the parts in `nulls` are
// null.
static size_t count_hashes(Arena *arena, size_t counting, unsigned nulls) {
    const Type *types[PARTS] = {type_of(PIG_LONG), type_of(PIG_CHARARRAY), type_of(PIG_LONG)};
    const KeyLayout layout = key_layout(arena, types, PARTS);
    Vector parts[PARTS];
    for (size_t p = 0; p < PARTS; p++) {
        parts[p] = vector_new(arena, types[p], KEYS);
        for (size_t i = 0; i < KEYS; i++) {
            const int64_t value = p == counting ? (int64_t)i : 7;
            if (nulls >> p & 1)
                vector_set_null(arena, &parts[p], i, KEYS);
            else if (types[p]->tag == PIG_LONG)
                pig_longs_out(&parts[p])[i] = value;
            else
                vector_put_text(arena, &parts[p], i, (const char *)&value, sizeof value);
        }
    }
    KeyBatch keys;
    key_batch_fill(&layout, arena, parts, NULL, KEYS, &keys);
    qsort(keys.hashes, KEYS, sizeof *keys.hashes, by_value);
    size_t n = 1;
    for (size_t i = 1; i < KEYS; i++)
        n += keys.hashes[i] != keys.hashes[i - 1];
    return n;
}

START_TEST(null_parts_leave_hashes_apart) {
    Arena *arena = arena_create(0, NULL, NULL);
    for (size_t counting = 0; counting < PARTS; counting++)
        for (unsigned nulls = 0; nulls < 1u << PARTS; nulls++)
            if (!(nulls >> counting & 1))
                ck_assert_uint_eq(count_hashes(arena, counting, nulls), KEYS);
    arena_destroy(arena);
}
END_TEST

RUN_SUITE("keys", null_parts_leave_hashes_apart)
