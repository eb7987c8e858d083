// SPDX-License-Identifier: Apache-2.0
//
// Vectors and columns: taking rows, putting rows together, nulls, nested values, printing, packing.

#include "udf/vector/vector.h"

#include <string.h>

#include "tests/unit/suite.h"
#include "udf/vector/batch.h"
#include "udf/vector/column.h"
#include "udf/vector/compare.h"
#include "udf/vector/pack.h"
#include "udf/vector/print.h"

static Arena *arena;

static void setup(void) {
    arena = arena_create(0, NULL, NULL);
}

static const char *printed(const Vector *v, size_t row) {
    Text text = text_new(0);
    value_print(&text, v, row);
    const char *copy = arena_strndup(arena, text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

static Vector longs(size_t n) {
    Vector v = vector_new(arena, type_of(PIG_LONG), n);
    for (size_t i = 0; i < n; i++)
        pig_longs_out(&v)[i] = (int64_t)i * 10;
    return v;
}

static Vector words(const char *const *texts, size_t n) {
    Vector v = vector_new(arena, type_of(PIG_CHARARRAY), n);
    for (size_t i = 0; i < n; i++) {
        if (texts[i])
            vector_put_text(arena, &v, i, texts[i], strlen(texts[i]));
        else
            vector_set_null(arena, &v, i, n);
    }
    return v;
}

static const Type *pair_type(pig_type first, pig_type second) {
    Schema *fields = schema_new(arena, 2);
    fields->fields[0].type = type_of(first);
    fields->fields[1].type = type_of(second);
    return type_tuple(arena, fields);
}

// Row i is the bag {(0,w0),...} of i tuples.
static Vector bags(size_t n) {
    static const char *const texts[] = {"a", "a longer text than twelve bytes", NULL, "d", "e",
                                        "f"};
    const Type *pair = pair_type(PIG_LONG, PIG_CHARARRAY);
    Vector v = vector_new(arena, type_bag(arena, pair->fields, NULL), n);
    v.children[0].children[0] = longs(6);
    v.children[0].children[1] = words(texts, 6);
    for (size_t i = 0; i < n; i++)
        pig_spans_out(&v)[i] = (pig_span){0, i};
    return v;
}

START_TEST(gather_takes_rows_with_their_nulls) {
    setup();
    Vector v = longs(100);
    vector_set_null(arena, &v, 7, 100);
    const uint32_t rows[] = {99, 7, 0, 7, 64};
    Vector out = vector_gather(arena, &v, rows, 5);
    ck_assert_str_eq(printed(&out, 0), "990");
    ck_assert(pig_is_null(&out, 1));
    ck_assert_int_eq(pig_longs(&out)[1], 0);
    ck_assert_str_eq(printed(&out, 4), "640");
    arena_destroy(arena);
}
END_TEST

START_TEST(gather_or_null_pads) {
    setup();
    Vector v = bags(3);
    const uint32_t rows[] = {2, VECTOR_NO_ROW, 1};
    Vector out = vector_gather_or_null(arena, &v, rows, 3);
    ck_assert_str_eq(printed(&out, 0), "{(0,a),(10,a longer text than twelve bytes)}");
    ck_assert(pig_is_null(&out, 1));
    const uint32_t none[] = {VECTOR_NO_ROW, VECTOR_NO_ROW};
    Vector tuples = vector_new(arena, pair_type(PIG_INT, PIG_BOOLEAN), 0);
    out = vector_gather_or_null(arena, &tuples, none, 2);
    ck_assert(pig_is_null(&out, 1));
    ck_assert(pig_is_null(&out.children[0], 1));
    arena_destroy(arena);
}
END_TEST

START_TEST(constants_flatten_to_every_row) {
    setup();
    Vector v = vector_null(arena, type_of(PIG_INT));
    ck_assert(pig_is_null(&v, 5));
    Vector pair = vector_new(arena, pair_type(PIG_LONG, PIG_DOUBLE), 1);
    pig_longs_out(&pair.children[0])[0] = 4;
    pig_doubles_out(&pair.children[1])[0] = 1e10;
    pair.form = PIG_CONSTANT;
    Vector flat = vector_flatten(arena, &pair, 3);
    ck_assert_int_eq(flat.form, PIG_FLAT);
    ck_assert_str_eq(printed(&flat, 2), "(4,1.0E10)");
    arena_destroy(arena);
}
END_TEST

START_TEST(columns_own_what_they_take) {
    setup();
    Arena *strings = arena_create(0, NULL, NULL);
    Vector v = bags(5);
    vector_set_null(arena, &v, 1, 5);
    const Type *pair = pair_type(PIG_LONG, PIG_CHARARRAY);
    const Type *type = type_bag(arena, pair->fields, NULL);
    Column column;
    column_init(&column, type, strings);
    for (int k = 0; k < 100; k++) {
        const uint32_t rows[] = {3, 1, 2};
        ck_assert_int_eq(column_append(&column, &v, rows, 3), STATUS_OK);
    }
    ck_assert_int_eq(column_append_null(&column, 2), STATUS_OK);
    ck_assert_uint_eq(column.n_rows, 302);
    ck_assert_uint_eq(column.children[0].n_rows, 500);
    ck_assert_str_eq(printed(&column.vector, 297),
                     "{(0,a),(10,a longer text than twelve bytes),(20,)}");
    ck_assert(pig_is_null(&column.vector, 298));
    ck_assert(pig_is_null(&column.vector, 301));
    column_clear(&column);
    ck_assert_int_eq(column_append(&column, &v, NULL, 5), STATUS_OK);
    ck_assert_str_eq(printed(&column.vector, 0), "{}");
    column_free(&column);
    arena_destroy(strings);
    arena_destroy(arena);
}
END_TEST

START_TEST(any_columns_hold_each_type) {
    setup();
    Vector bag = bags(3), number = longs(3);
    Vector any = vector_new(arena, type_of(PIG_ANY), 4);
    vector_set_any(arena, &any, 0, 4, &bag, 2);
    vector_set_any(arena, &any, 1, 4, &number, 2);
    vector_set_null(arena, &any, 2, 4);
    vector_set_any(arena, &any, 3, 4, &bag, 0);
    ck_assert_str_eq(printed(&any, 0), "{(0,a),(10,a longer text than twelve bytes)}");
    ck_assert_str_eq(printed(&any, 1), "20");
    ck_assert_str_eq(printed(&any, 3), "{}");
    Vector back = vector_from_any(arena, &any, 4, type_of(PIG_LONG));
    ck_assert(pig_is_null(&back, 0));
    ck_assert_int_eq(pig_longs(&back)[1], 20);
    const Type *pair = pair_type(PIG_LONG, PIG_CHARARRAY);
    back = vector_from_any(arena, &any, 4, type_bag(arena, pair->fields, NULL));
    ck_assert_str_eq(printed(&back, 0), printed(&any, 0));
    ck_assert_int_eq(value_compare(&back, 0, &any, 0), 0);
    arena_destroy(arena);
}
END_TEST

START_TEST(concat_puts_bags_end_to_end) {
    setup();
    Vector a = bags(3), b = bags(2);
    const Vector *parts[] = {&a, &b};
    const size_t n_rows[] = {3, 2};
    Vector out = vector_concat(arena, parts, n_rows, 2);
    ck_assert_str_eq(printed(&out, 2), printed(&a, 2));
    ck_assert_str_eq(printed(&out, 4), "{(0,a)}");
    Vector number = longs(2);
    parts[1] = &number;
    out = vector_concat(arena, parts, n_rows, 2);
    ck_assert_int_eq(out.type, PIG_ANY);
    ck_assert_str_eq(printed(&out, 1), "{(0,a)}");
    ck_assert_str_eq(printed(&out, 4), "10");
    arena_destroy(arena);
}
END_TEST

START_TEST(slices_share_values) {
    setup();
    Vector v = longs(200);
    vector_set_null(arena, &v, 130, 200);
    Vector out = vector_slice(arena, &v, 128, 10);
    ck_assert_int_eq(pig_longs(&out)[1], 1290);
    ck_assert(pig_is_null(&out, 2));
    out = vector_slice(arena, &v, 125, 10);
    ck_assert(pig_is_null(&out, 5));
    ck_assert(!pig_is_null(&out, 4));
    arena_destroy(arena);
}
END_TEST

START_TEST(packed_values_come_back) {
    setup();
    Vector v = bags(4);
    Text text = text_new(0);
    pack_value(&text, &v, 3);
    ck_assert_uint_eq(packed_size(text.data, text.n_bytes), text.n_bytes);
    ck_assert_uint_eq(packed_size(text.data, text.n_bytes - 1), 0);
    ck_assert_uint_eq(packed_count(text.data), 3);
    const Type *pair = pair_type(PIG_LONG, PIG_CHARARRAY);
    Unpacker *unpacker = unpacker_create(arena, type_bag(arena, pair->fields, NULL), 2);
    unpacker_add(unpacker, NULL, 0);
    unpacker_add(unpacker, text.data, text.n_bytes);
    Vector out = unpacker_finish(unpacker);
    ck_assert(pig_is_null(&out, 0));
    ck_assert_str_eq(printed(&out, 1), printed(&v, 3));
    unpacker = unpacker_create(arena, type_of(PIG_BAG), 1); // ragged inside
    unpacker_add(unpacker, text.data, text.n_bytes);
    out = unpacker_finish(unpacker);
    ck_assert_str_eq(printed(&out, 0), printed(&v, 3));
    text_free(&text);
    arena_destroy(arena);
}
END_TEST

START_TEST(maps_print_in_hash_map_order) {
    setup();
    static const char *const keys[] = {"one", "two", "three", "four", "a", "b"};
    Vector map = vector_new(arena, type_map(arena, type_of(PIG_LONG)), 1);
    map.children[0] = words(keys, 6);
    map.children[1] = longs(6);
    pig_spans_out(&map)[0] = (pig_span){0, 6};
    ck_assert_str_eq(printed(&map, 0), "[a#40,b#50,four#30,one#0,two#10,three#20]");
    arena_destroy(arena);
}
END_TEST

START_TEST(batches_drop_their_selection) {
    setup();
    Vector columns[] = {longs(10), vector_null(arena, type_of(PIG_INT))};
    const uint32_t selection[] = {2, 4, 9};
    Batch batch = {10, selection, 3, 2, columns};
    Batch out = batch_compact(arena, &batch);
    ck_assert_uint_eq(out.n_rows, 3);
    ck_assert_ptr_null(out.selection);
    ck_assert_int_eq(pig_longs(&out.columns[0])[2], 90);
    ck_assert_int_eq(out.columns[1].form, PIG_CONSTANT);
    arena_destroy(arena);
}
END_TEST

RUN_SUITE("vector rows", gather_takes_rows_with_their_nulls, gather_or_null_pads,
          constants_flatten_to_every_row, columns_own_what_they_take, any_columns_hold_each_type,
          concat_puts_bags_end_to_end, slices_share_values, packed_values_come_back,
          maps_print_in_hash_map_order, batches_drop_their_selection)
