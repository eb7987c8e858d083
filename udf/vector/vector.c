// SPDX-License-Identifier: Apache-2.0
//
// Making vectors and taking rows from them. The loops over plain arrays are chosen by the width of
// an element; nested vectors gather their spans and share what the spans point to.

#include "udf/vector/vector.h"

#include "udf/vector/column.h"
#include "udf/vector/pack.h"
#include "udf/vector/value.h"

// Bytes of one element of v->data; 0 where there are none.
static size_t data_width(const Vector *v) {
    if (v->type == PIG_TUPLE)
        return v->flags & PIG_VEC_RAGGED ? sizeof(pig_span) : 0;
    return vector_width((pig_type)v->type);
}

// ---- making ----

static void *allocate(Arena *arena, size_t n_rows, size_t width, bool zero) {
    return zero ? arena_array(arena, n_rows, width) : arena_alloc(arena, n_rows * width);
}

static void lay_out_fields(Arena *arena, Vector *v, const Schema *fields, size_t n_rows, bool zero);

static Vector make(Arena *arena, const Type *type, size_t n_rows, bool zero);

static void lay_out_children(Arena *arena, Vector *v, const Type *type, size_t n_rows, bool zero) {
    switch (type->tag) {
    case PIG_TUPLE:
        lay_out_fields(arena, v, type->fields, n_rows, zero);
        break;
    case PIG_BAG:
        v->n_children = 1;
        v->children = ARENA_NEW(arena, Vector);
        v->children[0].type = PIG_TUPLE;
        lay_out_fields(arena, &v->children[0], type->fields, 0, zero);
        break;
    case PIG_MAP:
        v->n_children = 2;
        v->children = ARENA_NEW_ARRAY(arena, Vector, 2);
        v->children[0] = make(arena, type_of(PIG_CHARARRAY), 0, zero);
        v->children[1] = make(arena, type->value ? type->value : type_of(PIG_ANY), 0, zero);
        break;
    default:
        break;
    }
}

static void lay_out_fields(Arena *arena, Vector *v, const Schema *fields, size_t n_rows,
                           bool zero) {
    if (!fields) {
        v->flags |= PIG_VEC_RAGGED;
        v->data = allocate(arena, n_rows, sizeof(pig_span), zero);
        v->n_children = 1;
        v->children = ARENA_NEW(arena, Vector);
        v->children[0] = make(arena, type_of(PIG_ANY), 0, zero);
        return;
    }
    v->n_children = (uint32_t)fields->n_fields;
    v->children = ARENA_NEW_ARRAY(arena, Vector, v->n_children);
    for (uint32_t i = 0; i < v->n_children; i++)
        v->children[i] = make(arena, fields->fields[i].type, n_rows, zero);
}

static Vector make(Arena *arena, const Type *type, size_t n_rows, bool zero) {
    Vector v = {.type = (uint8_t)type->tag};
    size_t width = vector_width(type->tag);
    if (width)
        v.data = allocate(arena, n_rows, width, zero);
    if (type->tag == PIG_ANY)
        v.tags = arena_zalloc(arena, n_rows);
    lay_out_children(arena, &v, type, n_rows, zero);
    return v;
}

Vector vector_new(Arena *arena, const Type *type, size_t n_rows) {
    return make(arena, type, n_rows, true);
}

Vector vector_new_raw(Arena *arena, const Type *type, size_t n_rows) {
    return make(arena, type, n_rows, false);
}

Vector vector_null(Arena *arena, const Type *type) {
    Vector v = vector_new(arena, type, 1);
    vector_set_null(arena, &v, 0, 1);
    v.form = PIG_CONSTANT;
    return v;
}

void vector_make_validity(Arena *arena, Vector *v, size_t n_rows) {
    if (v->valid)
        return;
    size_t n_bytes = vector_validity_words(n_rows) * sizeof(uint64_t);
    v->valid = memset(arena_alloc(arena, n_bytes), 0xFF, n_bytes);
}

void vector_set_null(Arena *arena, Vector *v, size_t row, size_t n_rows) {
    vector_make_validity(arena, v, n_rows);
    v->valid[row / 64] &= ~((uint64_t)1 << (row % 64));
    size_t width = data_width(v);
    if (width)
        memset((char *)v->data + row * width, 0, width);
    if (v->tags)
        v->tags[row] = PIG_UNKNOWN;
}

void vector_put_text(Arena *arena, Vector *v, size_t row, const char *bytes, size_t n_bytes) {
    if (n_bytes > PIG_STR_INLINE)
        bytes = memcpy(arena_alloc(arena, n_bytes), bytes, n_bytes);
    pig_strs_out(v)[row] = pig_str_make(bytes, n_bytes);
}

size_t vector_child_rows(const Vector *v, size_t n_rows) {
    const pig_span *spans = pig_spans(v);
    size_t most = 0;
    if (v->form == PIG_CONSTANT)
        n_rows = n_rows ? 1 : 0;
    for (size_t i = 0; i < n_rows; i++) {
        size_t end = spans[i].start + spans[i].n_rows;
        most = end > most ? end : most;
    }
    return most;
}

// ---- taking rows ----

#define GATHER_LOOP(type)                                                                          \
    do {                                                                                           \
        type *restrict into = to;                                                                  \
        const type *restrict values = from;                                                        \
        for (size_t i = 0; i < n; i++)                                                             \
            into[i] = values[rows[i]];                                                             \
    } while (0)

static void gather_data(void *to, const void *from, size_t width, const uint32_t *restrict rows,
                        size_t n) {
    switch (width) {
    case 1:
        GATHER_LOOP(uint8_t);
        break;
    case 4:
        GATHER_LOOP(uint32_t);
        break;
    case 8:
        GATHER_LOOP(uint64_t);
        break;
    case 16:
        GATHER_LOOP(pig_span);
        break;
    default:
        break;
    }
}

static uint64_t *gather_validity(Arena *arena, const uint64_t *valid, const uint32_t *rows,
                                 size_t n) {
    uint64_t *to = arena_alloc(arena, vector_validity_words(n) * sizeof *to);
    for (size_t w = 0; w < vector_validity_words(n); w++) {
        size_t first = w * 64, n_bits = n - first < 64 ? n - first : 64;
        uint64_t word = 0;
        for (size_t b = 0; b < n_bits; b++) {
            uint32_t row = rows[first + b];
            word |= (valid[row / 64] >> (row % 64) & 1) << b;
        }
        to[w] = word;
    }
    return to;
}

// All rows zero: how a constant vector is read.
static const uint32_t *zero_rows(Arena *arena, size_t n) {
    return ARENA_NEW_ARRAY(arena, uint32_t, n);
}

Vector vector_gather(Arena *arena, const Vector *v, const uint32_t *rows, size_t n) {
    if (v->form == PIG_CONSTANT)
        rows = zero_rows(arena, n);
    Vector out = *v;
    out.form = PIG_FLAT;
    size_t width = data_width(v);
    if (width) {
        out.data = arena_alloc(arena, n * width);
        gather_data(out.data, v->data, width, rows, n);
    }
    if (v->tags) {
        out.tags = arena_alloc(arena, n);
        gather_data(out.tags, v->tags, 1, rows, n);
    }
    if (v->valid)
        out.valid = gather_validity(arena, v->valid, rows, n);
    if (v->type == PIG_TUPLE && !(v->flags & PIG_VEC_RAGGED)) {
        out.children = ARENA_NEW_ARRAY(arena, Vector, v->n_children);
        for (uint32_t i = 0; i < v->n_children; i++)
            out.children[i] = vector_gather(arena, &v->children[i], rows, n);
    }
    return out;
}

// Replaces VECTOR_NO_ROW by row 0; true if there was one.
static bool tame_rows(const uint32_t *rows, size_t n, uint32_t *tame) {
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        any |= rows[i] == VECTOR_NO_ROW;
        tame[i] = rows[i] == VECTOR_NO_ROW ? 0 : rows[i];
    }
    return any;
}

Vector vector_gather_or_null(Arena *arena, const Vector *v, const uint32_t *rows, size_t n) {
    uint32_t *tame = arena_alloc(arena, n * sizeof *tame);
    bool some = false, padded = tame_rows(rows, n, tame);
    for (size_t i = 0; i < n && !some; i++)
        some = rows[i] != VECTOR_NO_ROW;
    Vector out;
    if (some) {
        out = vector_gather(arena, v, tame, n);
    } else { // v may have no rows at all
        out = *v;
        out.form = PIG_CONSTANT;
        out.valid = NULL;
        out.data = arena_zalloc(arena, sizeof(pig_slot));
        out.tags = v->tags ? arena_zalloc(arena, 1) : NULL;
        if (n == 0)
            return out;
        vector_set_null(arena, &out, 0, 1);
        if (v->type != PIG_TUPLE || (v->flags & PIG_VEC_RAGGED))
            return vector_flatten(arena, &out, n);
        out.data = NULL;
        out.form = PIG_FLAT;
        out.valid = NULL;
        out.children = ARENA_NEW_ARRAY(arena, Vector, v->n_children);
        for (uint32_t i = 0; i < v->n_children; i++)
            out.children[i] = vector_gather_or_null(arena, &v->children[i], rows, n);
    }
    for (size_t i = 0; padded && i < n; i++)
        if (rows[i] == VECTOR_NO_ROW)
            vector_set_null(arena, &out, i, n);
    return out;
}

Vector vector_flatten(Arena *arena, const Vector *v, size_t n_rows) {
    if (v->form == PIG_FLAT)
        return *v;
    return vector_gather(arena, v, NULL, n_rows);
}

static uint64_t *slice_validity(Arena *arena, const uint64_t *valid, size_t first, size_t n) {
    if (first % 64 == 0 || n == 0)
        return (uint64_t *)valid + first / 64;
    size_t n_words = vector_validity_words(n), shift = first % 64;
    size_t last = (first + n - 1) / 64; // the last word there is
    uint64_t *to = arena_alloc(arena, n_words * sizeof *to);
    for (size_t w = 0; w < n_words; w++) {
        size_t from = first / 64 + w;
        to[w] = valid[from] >> shift | (from < last ? valid[from + 1] << (64 - shift) : 0);
    }
    return to;
}

Vector vector_slice(Arena *arena, const Vector *v, size_t first, size_t n) {
    Vector out = *v;
    if (v->form == PIG_CONSTANT)
        return out;
    if (v->data)
        out.data = (char *)v->data + first * data_width(v);
    if (v->tags)
        out.tags = v->tags + first;
    if (v->valid)
        out.valid = slice_validity(arena, v->valid, first, n);
    if (v->type == PIG_TUPLE && !(v->flags & PIG_VEC_RAGGED)) {
        out.children = ARENA_NEW_ARRAY(arena, Vector, v->n_children);
        for (uint32_t i = 0; i < v->n_children; i++)
            out.children[i] = vector_slice(arena, &v->children[i], first, n);
    }
    return out;
}

// ---- PIG_ANY ----

// false when the value is larger than a packed value can be.
static bool pack_into_arena(Arena *arena, const Value *value, pig_str *string) {
    Text packed = text_new(0);
    values_pack(&packed, value);
    size_t n_bytes = packed.n_bytes;
    const char *bytes = packed.data;
    if (n_bytes > PIG_STR_INLINE)
        bytes = memcpy(arena_alloc(arena, n_bytes), bytes, n_bytes);
    *string = pig_str_make(bytes, n_bytes);
    bool whole = !text_is_full(&packed);
    text_free(&packed);
    return whole;
}

void vector_set_any(Arena *arena, Vector *out, size_t to, size_t n_rows, const Vector *v,
                    size_t row) {
    if (v->type == PIG_ANY && !pig_is_null(v, row)) {
        row = pig_at(v, row);
        out->tags[to] = v->tags[row];
        ((pig_slot *)out->data)[to] = ((const pig_slot *)v->data)[row];
        vector_mark_valid(out, to);
        return;
    }
    Value value = value_at(v, row);
    pig_slot slot = value.slot;
    bool fits = value.tag != PIG_UNKNOWN;
    if (fits && type_is_complex(value.tag))
        fits = pack_into_arena(arena, &value, &slot.str);
    if (!fits) {
        vector_set_null(arena, out, to, n_rows);
        return;
    }
    out->tags[to] = (uint8_t)value.tag;
    vector_mark_valid(out, to);
    ((pig_slot *)out->data)[to] = slot;
}

Vector vector_to_any(Arena *arena, const Vector *v, size_t n_rows) {
    if (v->type == PIG_ANY)
        return *v;
    size_t n = v->form == PIG_CONSTANT ? 1 : n_rows;
    Vector out = vector_new(arena, type_of(PIG_ANY), n);
    out.flags |= type_is_complex((pig_type)v->type) ? 0 : v->flags & PIG_VEC_STABLE;
    for (size_t i = 0; i < n; i++)
        vector_set_any(arena, &out, i, n, v, i);
    out.form = v->form;
    return out;
}

// Slots of a simple type, moved closer together.
static Vector simple_from_any(Arena *arena, const Vector *v, size_t n, pig_type tag) {
    size_t width = vector_width(tag), n_misses = 0;
    Vector out = vector_new_raw(arena, type_of(tag), n);
    const pig_slot *slots = v->data;
    if (width == sizeof(pig_slot))
        memcpy(out.data, slots, n * width);
    for (size_t i = 0; width < sizeof(pig_slot) && i < n; i++)
        memcpy((char *)out.data + i * width, &slots[i], width);
    for (size_t i = 0; i < n; i++)
        n_misses += v->tags[i] != tag;
    for (size_t i = 0; n_misses && i < n; i++)
        if (v->tags[i] != tag)
            vector_set_null(arena, &out, i, n);
    out.flags = v->flags & PIG_VEC_STABLE;
    return out;
}

Vector vector_from_any(Arena *arena, const Vector *v, size_t n_rows, const Type *type) {
    size_t n = v->form == PIG_CONSTANT ? 1 : n_rows;
    if (type->tag == PIG_ANY)
        return *v;
    if (!type_is_complex(type->tag)) {
        Vector out = simple_from_any(arena, v, n, type->tag);
        out.form = v->form;
        return out;
    }
    Column column;
    column_init_in(&column, arena, type, n);
    for (size_t i = 0; i < n; i++) {
        Value value = value_at(v, i);
        (void)!column_append_value(&column, &value); // an arena does not fail
    }
    Vector out = column_finish(&column);
    out.form = v->form;
    return out;
}

// ---- putting together ----

// A type that describes v's physical form, names unknown.
static const Type *physical_type(Arena *arena, const Vector *v);

static const Schema *physical_fields(Arena *arena, const Vector *tuple) {
    if (tuple->flags & PIG_VEC_RAGGED)
        return NULL;
    Schema *fields = schema_new(arena, (int)tuple->n_children);
    for (int i = 0; i < fields->n_fields; i++)
        fields->fields[i].type = physical_type(arena, &tuple->children[i]);
    return fields;
}

static const Type *physical_type(Arena *arena, const Vector *v) {
    switch (v->type) {
    case PIG_TUPLE:
        return type_tuple(arena, physical_fields(arena, v));
    case PIG_BAG:
        return type_bag(arena, physical_fields(arena, &v->children[0]), NULL);
    case PIG_MAP:
        return type_map(arena, physical_type(arena, &v->children[1]));
    default:
        return type_of((pig_type)v->type);
    }
}

// The type that takes values of both: a where they are alike, else what knows less.
static const Type *common_type(Arena *arena, const Type *a, const Type *b) {
    if (type_equal(a, b))
        return a;
    if (a->tag != b->tag)
        return type_of(PIG_ANY);
    if (a->tag == PIG_MAP)
        return type_map(arena, common_type(arena, a->value, b->value));
    if (!a->fields || !b->fields || a->fields->n_fields != b->fields->n_fields)
        return type_of(a->tag);
    Schema *fields = schema_new(arena, a->fields->n_fields);
    for (int i = 0; i < fields->n_fields; i++)
        fields->fields[i].type =
            common_type(arena, a->fields->fields[i].type, b->fields->fields[i].type);
    return a->tag == PIG_TUPLE ? type_tuple(arena, fields) : type_bag(arena, fields, NULL);
}

Vector vector_concat(Arena *arena, const Vector *const *parts, const size_t *n_rows,
                     size_t n_parts) {
    size_t total = 0;
    const Type *type = NULL;
    for (size_t p = 0; p < n_parts; p++) {
        total += n_rows[p];
        const Type *one = physical_type(arena, parts[p]);
        type = type ? common_type(arena, type, one) : one;
    }
    Column column;
    column_init_in(&column, arena, type ? type : type_of(PIG_ANY), total);
    for (size_t p = 0; p < n_parts; p++)
        (void)!column_append(&column, parts[p], NULL, n_rows[p]); // an arena does not fail
    return column_finish(&column);
}

// ---- copying ----

static void *copy_array(Arena *arena, const void *array, size_t n_bytes) {
    return array ? memcpy(arena_alloc(arena, n_bytes), array, n_bytes) : NULL;
}

static void copy_far_strings(Arena *arena, Vector *v, size_t n) {
    bool strings = type_is_string((pig_type)v->type);
    for (size_t i = 0; i < n; i++) {
        pig_type tag = v->tags ? (pig_type)v->tags[i] : (pig_type)v->type;
        if (!strings && !(v->tags && (type_is_string(tag) || type_is_complex(tag))))
            continue;
        const pig_str *s = &pig_strs(v)[i]; // a slot begins like a string
        if (s->n_bytes > PIG_STR_INLINE)
            vector_put_text(arena, v, i, pig_str_data(s), s->n_bytes);
    }
}

Vector vector_copy(Arena *arena, const Vector *v, size_t n_rows) {
    size_t n = v->form == PIG_CONSTANT ? 1 : n_rows;
    size_t n_inside = v->type == PIG_TUPLE ? n : 0;
    Vector out = *v;
    out.data = copy_array(arena, v->data, n * data_width(v));
    out.tags = copy_array(arena, v->tags, n);
    out.valid = copy_array(arena, v->valid, vector_validity_words(n) * sizeof(uint64_t));
    if (type_is_string((pig_type)v->type) || v->type == PIG_ANY)
        copy_far_strings(arena, &out, n);
    if (v->type == PIG_BAG || v->type == PIG_MAP || (v->flags & PIG_VEC_RAGGED))
        n_inside = vector_child_rows(v, n);
    if (v->n_children)
        out.children = ARENA_NEW_ARRAY(arena, Vector, v->n_children);
    for (uint32_t c = 0; c < v->n_children; c++)
        out.children[c] = vector_copy(arena, &v->children[c], n_inside);
    return out;
}
