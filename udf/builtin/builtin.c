// SPDX-License-Identifier: Apache-2.0
//
// Short ways to read arguments and to build nested results.

#include "udf/builtin/builtin.h"

#include "udf/vector/pack.h"
#include "udf/vector/print.h"

#include "udf/value/bignum.h"
#include "udf/value/number_text.h"

pig_type type_at(const pig_vec *v, size_t i) {
    if (pig_is_null(v, i))
        return PIG_UNKNOWN;
    return (pig_type)(v->type == PIG_ANY ? v->tags[pig_at(v, i)] : v->type);
}

bool text_at(const pig_vec *v, size_t i, bool bytes_too, pig_str *text) {
    pig_type type = type_at(v, i);
    if (type != PIG_CHARARRAY && !(bytes_too && type == PIG_BYTEARRAY))
        return false;
    size_t at = pig_at(v, i);
    *text = v->type == PIG_ANY ? ((const pig_slot *)v->data)[at].str : pig_strs(v)[at];
    return true;
}

// The bytes of row i: a pig_slot of PIG_ANY, or an element of the vector's own type.
static const void *element(const pig_vec *v, size_t i, pig_type type) {
    size_t at = pig_at(v, i);
    return v->type == PIG_ANY ? (const void *)&((const pig_slot *)v->data)[at]
                              : (const char *)v->data + at * vector_width(type);
}

static bool double_of_text(pig_ctx *ctx, const pig_str *text, double *value) {
    if (parse_double(pig_str_data(text), text->n_bytes, value))
        return true;
    pig_warn(ctx, "FIELD_DISCARDED_TYPE_CONVERSION_FAILED");
    return false;
}

bool double_at(pig_ctx *ctx, const pig_vec *v, size_t i, double *value) {
    pig_type type = type_at(v, i);
    if (type == PIG_UNKNOWN)
        return false;
    const void *data = element(v, i, type);
    switch (type) {
    case PIG_BYTEARRAY:
    case PIG_CHARARRAY:
        return double_of_text(ctx, data, value);
    case PIG_INT:
        *value = *(const int32_t *)data;
        return true;
    case PIG_LONG:
        *value = (double)*(const int64_t *)data;
        return true;
    case PIG_FLOAT:
        *value = *(const float *)data;
        return true;
    case PIG_DOUBLE:
        *value = *(const double *)data;
        return true;
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        *value = big_to_double(data, type == PIG_BIGDECIMAL);
        return true;
    default:
        pig_warn(ctx, "FIELD_DISCARDED_TYPE_CONVERSION_FAILED");
        return false;
    }
}

bool integer_at(const pig_vec *v, size_t i, int64_t *value) {
    pig_type type = type_at(v, i);
    if (type != PIG_INT && type != PIG_LONG)
        return false;
    const void *data = element(v, i, type);
    *value = type == PIG_INT ? *(const int32_t *)data : *(const int64_t *)data;
    return true;
}

StrList str_list(Arena *arena, size_t guess) {
    StrList list = {.arena = arena, .capacity = guess < 64 ? 64 : guess};
    list.items = arena_alloc(arena, list.capacity * sizeof *list.items);
    return list;
}

void str_list_grow(StrList *list) {
    pig_str *items = arena_alloc(list->arena, 2 * list->capacity * sizeof *items);
    memcpy(items, list->items, list->n * sizeof *items);
    list->items = items;
    list->capacity *= 2;
}

Vector str_list_vector(const StrList *list) {
    return (Vector){.type = PIG_CHARARRAY, .form = PIG_FLAT, .data = list->items};
}

void bag_of_single_fields(Arena *arena, pig_vec *out, Vector values, size_t n) {
    UNUSED(n);
    Vector *field = ARENA_NEW(arena, Vector);
    *field = values;
    Vector *tuple = ARENA_NEW(arena, Vector);
    *tuple = (Vector){.type = PIG_TUPLE, .form = PIG_FLAT, .n_children = 1, .children = field};
    out->n_children = 1;
    out->children = tuple;
}

void bag_of_ragged_singles(Arena *arena, pig_vec *out, Vector *fields, size_t n) {
    pig_span *spans = arena_array(arena, n, sizeof *spans);
    for (size_t i = 0; i < n; i++)
        spans[i] = (pig_span){i, 1};
    Vector *tuple = ARENA_NEW(arena, Vector);
    *tuple = (Vector){.type = PIG_TUPLE,
                      .form = PIG_FLAT,
                      .flags = PIG_VEC_RAGGED,
                      .n_children = 1,
                      .data = spans,
                      .children = fields};
    out->n_children = 1;
    out->children = tuple;
}

void ragged_of_strings(Arena *arena, pig_vec *out, const StrList *list) {
    Vector *fields = ARENA_NEW(arena, Vector);
    *fields = (Vector){.type = PIG_ANY, .data = list->items};
    fields->tags = memset(arena_alloc(arena, list->n), PIG_CHARARRAY, list->n);
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].n_bytes == NO_STRING) {
            vector_set_null(arena, fields, i, list->n);
            fields->tags[i] = PIG_UNKNOWN;
        }
    out->n_children = 1;
    out->children = fields;
}

_Static_assert(sizeof(pig_slot) == sizeof(pig_str), "a list of strings is a list of slots");

pig_str any_text_at(const pig_vec *v, size_t i, Text *scratch) {
    pig_str text;
    if (text_at(v, i, true, &text))
        return text;
    text_clear(scratch);
    value_print(scratch, v, pig_at(v, i));
    return pig_str_make(scratch->data, scratch->n_bytes);
}

int all_null(pig_ctx *ctx, size_t n_rows, pig_vec *out) {
    for (size_t i = 0; i < n_rows; i++)
        pig_set_null(ctx, out, i);
    return 0;
}

void state_keep_packed(pig_ctx *ctx, const Value *value, Text *packed, char **bytes,
                       size_t *capacity) {
    text_clear(packed);
    values_pack(packed, value);
    if (packed->n_bytes > *capacity) {
        *capacity = packed->n_bytes + packed->n_bytes / 4;
        *bytes = pig_alloc_state(ctx, *capacity);
    }
    memcpy(*bytes, packed->data, packed->n_bytes);
}

int state_is_damaged(pig_ctx *ctx) {
    return pig_fail_code(ctx, 9021, "a saved aggregate is damaged");
}
