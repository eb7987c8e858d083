// SPDX-License-Identifier: Apache-2.0
//
// Taking tuples apart and putting them together. Struct tuples share their children; ragged ones
// are copied a value at a time.

#include "runtime/op/tuple.h"

#include "runtime/expr/rows.h"

static bool is_ragged(const Vector *tuple) {
    return (tuple->flags & PIG_VEC_RAGGED) != 0;
}

size_t tuple_width(const Vector *tuple, size_t row) {
    if (pig_is_null(tuple, row))
        return 0;
    if (!is_ragged(tuple))
        return tuple->n_children;
    return pig_spans(tuple)[pig_at(tuple, row)].n_rows;
}

// A copy of the column that is also null where the tuple is.
static Vector null_with_tuple(Arena *arena, const Vector *tuple, const Vector *column,
                              size_t n_rows) {
    Vector v = vector_flatten(arena, column, n_rows);
    const size_t n_words = (n_rows + 63) / 64;
    uint64_t *valid = arena_alloc(arena, n_words * sizeof *valid);
    for (size_t w = 0; w < n_words; w++)
        valid[w] = tuple->valid[w] & (v.valid ? v.valid[w] : ~(uint64_t)0);
    v.valid = valid;
    if (v.tags) {
        uint8_t *tags = arena_alloc(arena, n_rows);
        for (size_t i = 0; i < n_rows; i++)
            tags[i] = valid[i / 64] >> (i % 64) & 1 ? v.tags[i] : PIG_UNKNOWN;
        v.tags = tags;
    }
    return v;
}

static Vector struct_field(Arena *arena, const Vector *tuple, size_t field, size_t n_rows,
                           const Type *type) {
    if (field >= tuple->n_children)
        return vector_null(arena, type);
    Vector v = tuple->children[field];
    if (tuple->form == PIG_CONSTANT) {
        if (pig_is_null(tuple, 0))
            return vector_null(arena, type);
        v.form = PIG_CONSTANT;
        return v;
    }
    return tuple->valid ? null_with_tuple(arena, tuple, &v, n_rows) : v;
}

static Vector ragged_field(Arena *arena, const Vector *tuple, size_t field, size_t n_rows,
                           const Type *type) {
    const Vector found = tuple_field(arena, tuple, field, n_rows);
    const Vector out = vector_flatten(arena, &found, n_rows);
    if (type_is_untyped(type->tag))
        return out;
    return vector_from_any(arena, &out, n_rows, type);
}

Vector *tuple_columns(Arena *arena, const Vector *tuple, size_t n_rows, const Schema *fields,
                      size_t n_fields) {
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, n_fields);
    for (size_t f = 0; f < n_fields; f++) {
        const bool known = fields && f < (size_t)fields->n_fields;
        const Type *type = known ? fields->fields[f].type : type_of(PIG_ANY);
        columns[f] = is_ragged(tuple) ? ragged_field(arena, tuple, f, n_rows, type)
                                      : struct_field(arena, tuple, f, n_rows, type);
    }
    return columns;
}

Vector tuple_of_columns(Vector *columns, size_t n_columns) {
    return (Vector){.type = PIG_TUPLE,
                    .form = PIG_FLAT,
                    .n_children = (uint32_t)n_columns,
                    .children = columns};
}

size_t bag_child_rows(const Vector *bag, const Batch *batch) {
    size_t n = 0;
    for (size_t i = 0; i < batch->n_selected; i++) {
        const size_t row = batch_row(batch, i);
        if (pig_is_null(bag, row))
            continue;
        const pig_span span = pig_spans(bag)[pig_at(bag, row)];
        if (span.n_rows && span.start + span.n_rows > n)
            n = span.start + span.n_rows;
    }
    return n;
}

static uint32_t part_row(const TuplePart *part, size_t i) {
    return part->rows ? part->rows[i] : (uint32_t)i;
}

static size_t part_width(const TuplePart *part, size_t i) {
    if (!part->spread)
        return 1;
    const uint32_t row = part_row(part, i);
    if (row == VECTOR_NO_ROW || pig_is_null(part->values, row))
        return part->null_width;
    return tuple_width(part->values, row);
}

// Writes the fields of part row i to values `to`...; returns how many they are.
static size_t put_part(Arena *arena, Vector *values, size_t n_values, size_t to,
                       const TuplePart *part, size_t i) {
    const uint32_t row = part_row(part, i);
    const Vector *v = part->values;
    if (row == VECTOR_NO_ROW || pig_is_null(v, row)) {
        const size_t width = part->spread ? part->null_width : 1;
        for (size_t f = 0; f < width; f++)
            vector_set_null(arena, values, to + f, n_values);
        return width;
    }
    if (!part->spread) {
        vector_set_any(arena, values, to, n_values, v, row);
        return 1;
    }
    const size_t width = tuple_width(v, row);
    for (size_t f = 0; f < width; f++) {
        if (is_ragged(v))
            vector_set_any(arena, values, to + f, n_values, &v->children[0],
                           pig_spans(v)[pig_at(v, row)].start + f);
        else
            vector_set_any(arena, values, to + f, n_values, &v->children[f], pig_at(v, row));
    }
    return width;
}

// An empty ragged vector and its value column, with room for n_values.
static Vector ragged_new(Arena *arena, size_t n_rows, size_t n_values, pig_span **spans) {
    Vector *values = arena_alloc(arena, sizeof *values);
    *values = vector_new(arena, type_of(PIG_ANY), n_values);
    *spans = ARENA_NEW_ARRAY(arena, pig_span, n_rows ? n_rows : 1);
    return (Vector){.type = PIG_TUPLE,
                    .form = PIG_FLAT,
                    .flags = PIG_VEC_RAGGED,
                    .n_children = 1,
                    .data = *spans,
                    .children = values};
}

// A ragged column of n_rows tuples, none of them null, spread as it is: FLATTEN of what a pattern
// took apart.
static bool is_whole(const TuplePart *part, size_t n_rows) {
    const Vector *v = part->values;
    if (!part->spread || v->type != PIG_TUPLE || !is_ragged(v) || v->form != PIG_FLAT || v->valid)
        return false;
    for (size_t i = 0; part->rows && i < n_rows; i++)
        if (part->rows[i] != i)
            return false;
    return true;
}

Vector tuple_concat(Arena *arena, const TuplePart *parts, size_t n_parts, size_t n_rows) {
    if (n_parts == 1 && is_whole(parts, n_rows))
        return *parts->values;
    size_t n_values = 0;
    for (size_t p = 0; p < n_parts; p++)
        for (size_t i = 0; i < n_rows; i++)
            n_values += part_width(&parts[p], i);
    pig_span *spans;
    Vector out = ragged_new(arena, n_rows, n_values, &spans);
    size_t to = 0;
    for (size_t i = 0; i < n_rows; i++) {
        spans[i].start = to;
        for (size_t p = 0; p < n_parts; p++)
            to += put_part(arena, out.children, n_values, to, &parts[p], i);
        spans[i].n_rows = to - spans[i].start;
    }
    return out;
}

Vector tuple_group_key(Arena *arena, const Vector *key, size_t n_rows) {
    if (key->type != PIG_TUPLE || !key->valid)
        return *key;
    const TuplePart part = {.values = key, .spread = true};
    return tuple_concat(arena, &part, 1, n_rows);
}

// ---- values that may be bags ----

typedef struct AnyBags {
    const Vector *any;
    Vector bags, tuples, maps; // the values by kind, null where they are of another
    Vector *out;               // the tuples made
    pig_span *spans;
    size_t n_values;     // in all
    size_t tuple, value; // made so far
} AnyBags;

// Tuples and fields that row `row` becomes.
static void count_any(const AnyBags *self, size_t row, size_t *n_tuples, size_t *n_values) {
    *n_tuples = *n_values = 0;
    switch (self->any->tags[row]) {
    case PIG_UNKNOWN:
        return;
    case PIG_BAG: {
        const pig_span span = pig_spans(&self->bags)[row];
        *n_tuples = span.n_rows;
        for (size_t t = 0; t < span.n_rows; t++)
            *n_values += tuple_width(&self->bags.children[0], span.start + t);
        return;
    }
    case PIG_TUPLE:
        *n_tuples = 1;
        *n_values = tuple_width(&self->tuples, row);
        return;
    case PIG_MAP:
        *n_tuples = pig_spans(&self->maps)[row].n_rows;
        *n_values = 2 * *n_tuples;
        return;
    default:
        *n_tuples = *n_values = 1;
    }
}

// Writes the fields of tuple `t` of a row.
static void put_any_tuple(Arena *arena, AnyBags *self, size_t row, size_t t) {
    Vector *values = self->out->children;
    const uint8_t tag = self->any->tags[row];
    if (tag == PIG_BAG || tag == PIG_TUPLE) {
        const bool bag = tag == PIG_BAG;
        const TuplePart part = {.values = bag ? &self->bags.children[0] : &self->tuples,
                                .spread = true};
        const size_t from = bag ? pig_spans(&self->bags)[row].start + t : row;
        self->value += put_part(arena, values, self->n_values, self->value, &part, from);
    } else if (tag == PIG_MAP) {
        const size_t from = pig_spans(&self->maps)[row].start + t;
        for (int c = 0; c < 2; c++)
            vector_set_any(arena, values, self->value++, self->n_values, &self->maps.children[c],
                           from);
    } else {
        vector_set_any(arena, values, self->value++, self->n_values, self->any, row);
    }
}

// Writes the tuples of one row.
static void put_any(Arena *arena, AnyBags *self, size_t row, size_t n_tuples) {
    for (size_t t = 0; t < n_tuples; t++) {
        const size_t start = self->value;
        put_any_tuple(arena, self, row, t);
        self->spans[self->tuple++] = (pig_span){start, self->value - start};
    }
}

Vector bags_of_any(Arena *arena, const Vector *any, size_t n_rows, const Batch *batch) {
    const Vector flat = vector_flatten(arena, any, n_rows);
    AnyBags made = {
        .any = &flat,
        .bags = vector_from_any(arena, &flat, n_rows, type_of(PIG_BAG)),
        .tuples = vector_from_any(arena, &flat, n_rows, type_of(PIG_TUPLE)),
        .maps = vector_from_any(arena, &flat, n_rows, type_of(PIG_MAP)),
    };
    size_t n_tuples = 0, t, f;
    for (size_t i = 0; i < batch->n_selected; i++) {
        count_any(&made, batch_row(batch, i), &t, &f);
        n_tuples += t, made.n_values += f;
    }
    Vector *child = made.out = arena_alloc(arena, sizeof *child);
    *child = ragged_new(arena, n_tuples, made.n_values, &made.spans);
    Vector out = vector_new(arena, type_of(PIG_BAG), n_rows);
    out.children = child;
    out.n_children = 1;
    for (size_t i = 0; i < batch->n_selected; i++) {
        const size_t row = batch_row(batch, i);
        if (flat.tags[row] == PIG_UNKNOWN) {
            vector_set_null(arena, &out, row, n_rows);
            continue;
        }
        count_any(&made, row, &t, &f);
        pig_spans_out(&out)[row] = (pig_span){made.tuple, t};
        put_any(arena, &made, row, t);
    }
    return out;
}
