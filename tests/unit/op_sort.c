// SPDX-License-Identifier: Apache-2.0
//
// Normalised keys against comparison by columns, for random keys of every kind.

#include "runtime/exchange/sort.h"
#include "tests/unit/suite.h"
#include "udf/vector/compare.h"

enum { ROWS = 400, MOST_KEYS = 4 };

static uint64_t seed = 42;

static uint64_t next_random(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return seed >> 33;
}

// Short texts of few bytes, so that beginnings and whole texts are often equal.
static void put_text(Arena *arena, Vector *v, size_t row) {
    static const char *const pieces[] = {
        "a", "b", "ab", "aaaaaaaa", "\x01", "\xEF\xBD\x9E", "\xF0\x9F\x98\x80", "z"};
    char text[128];
    size_t n_bytes = 0;
    for (uint64_t n = next_random() % 4; n > 0; n--) {
        const char *piece = pieces[next_random() % 8];
        memcpy(text + n_bytes, piece, strlen(piece));
        n_bytes += strlen(piece);
        if (next_random() % 8 == 0)
            text[n_bytes++] = '\0';
    }
    vector_put_text(arena, v, row, text, n_bytes);
}

static Vector random_column(Arena *arena, pig_type type) {
    static const double doubles[] = {0.0, -0.0, 1.5, -1.5, __builtin_inf(), __builtin_nan("")};
    Vector v = vector_new(arena, type_of(type), ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        const uint64_t r = next_random();
        if (r % 7 == 0)
            vector_set_null(arena, &v, i, ROWS);
        else if (type == PIG_INT)
            pig_ints_out(&v)[i] = (int32_t)(r % 5) - 2;
        else if (type == PIG_LONG)
            pig_longs_out(&v)[i] = r % 3 == 0 ? INT64_MIN : (int64_t)(r % 5);
        else if (type == PIG_DOUBLE)
            pig_doubles_out(&v)[i] = doubles[r % 6];
        else
            put_text(arena, &v, i);
    }
    return v;
}

static int sign(int n) {
    return (n > 0) - (n < 0);
}

static void check_order(const SortColumns *columns, const SortItem *a, const SortItem *b) {
    const int prefix = sort_compare_prefix(a, b);
    const int whole = sign(sort_compare_rows(columns, a->row, columns, b->row));
    if (prefix)
        ck_assert_int_eq(sign(prefix), whole);
    else if (sort_is_settled(a))
        ck_assert_int_eq(whole, 0);
    if (!prefix)
        ck_assert_int_eq(sort_is_settled(a), sort_is_settled(b));
}

START_TEST(bytes_have_the_order_of_the_keys) {
    static const pig_type types[] = {PIG_INT, PIG_LONG, PIG_DOUBLE, PIG_CHARARRAY, PIG_BYTEARRAY};
    for (int round = 0; round < 60; round++) {
        Arena *arena = arena_create(0, NULL, NULL);
        Vector keys[MOST_KEYS];
        bool descending[MOST_KEYS];
        const size_t n_keys = 1 + next_random() % MOST_KEYS;
        for (size_t k = 0; k < n_keys; k++) {
            keys[k] = random_column(arena, types[next_random() % 5]);
            descending[k] = next_random() % 2;
            if (next_random() % 4 == 0)
                keys[k] = vector_to_any(arena, &keys[k], ROWS);
        }
        const SortColumns columns = {n_keys, keys, descending};
        SortItem items[ROWS], scratch[ROWS];
        sort_items_fill(&columns, NULL, ROWS, items);
        for (size_t i = 0; i < ROWS; i++)
            for (size_t j = 0; j < ROWS; j += 1 + next_random() % 5)
                check_order(&columns, &items[i], &items[j]);
        sort_items(&columns, items, ROWS, scratch);
        for (size_t i = 1; i < ROWS; i++) {
            const int order = sort_compare_rows(&columns, items[i - 1].row, &columns, items[i].row);
            ck_assert_int_le(order, 0);
            if (order == 0)
                ck_assert_uint_lt(items[i - 1].row, items[i].row);
        }
        arena_destroy(arena);
    }
}
END_TEST

RUN_SUITE("sort", bytes_have_the_order_of_the_keys)
