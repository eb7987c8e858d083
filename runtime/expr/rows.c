// SPDX-License-Identifier: Apache-2.0
//
// Moving values between batch rows and dense rows, and getting at fields of tuples.

#include "runtime/expr/rows.h"

#include "udf/vector/column.h"

Rows rows_without(Arena *arena, const Rows *rows, const Rows *taken) {
    uint32_t *left = arena_alloc(arena, (rows->n - taken->n) * sizeof *left);
    size_t k = 0, t = 0;
    for (size_t i = 0; i < rows->n; i++) {
        uint32_t row = (uint32_t)rows_at(rows, i);
        if (t < taken->n && rows_at(taken, t) == row)
            t++;
        else
            left[k++] = row;
    }
    return (Rows){left, k, rows->n_rows};
}

Rows rows_merge(Arena *arena, const Rows *a, const Rows *b) {
    uint32_t *out = arena_alloc(arena, (a->n + b->n) * sizeof *out);
    size_t i = 0, j = 0, k = 0;
    while (i < a->n || j < b->n) {
        bool left = j == b->n || (i < a->n && rows_at(a, i) < rows_at(b, j));
        out[k++] = (uint32_t)(left ? rows_at(a, i++) : rows_at(b, j++));
    }
    return (Rows){out, k, a->n_rows};
}

Vector rows_gather(Arena *arena, const Vector *v, const Rows *rows) {
    if (v->form == PIG_CONSTANT || !rows->list)
        return *v;
    return vector_gather(arena, v, rows->list, rows->n);
}

Vector rows_scatter(Arena *arena, const Vector *v, const Rows *rows) {
    if (v->form == PIG_CONSTANT || !rows->list)
        return *v;
    uint32_t *from = arena_alloc(arena, rows->n_rows * sizeof *from);
    memset(from, 0xFF, rows->n_rows * sizeof *from); // VECTOR_NO_ROW
    for (size_t i = 0; i < rows->n; i++)
        from[rows->list[i]] = (uint32_t)i;
    return vector_gather_or_null(arena, v, from, rows->n_rows);
}

void rows_set_null(Arena *arena, Vector *v, const Rows *rows, const bool *null) {
    for (size_t i = 0; i < rows->n; i++)
        if (null[i])
            vector_set_null(arena, v, rows_at(rows, i), rows->n_rows);
}

// ---- blending ----

#define COPY_LOOP(unit)                                                                            \
    do {                                                                                           \
        const unit *from = v->data;                                                                \
        unit *to = out->data;                                                                      \
        const size_t stride = v->form == PIG_FLAT;                                                 \
        for (size_t i = 0; i < rows->n; i++) {                                                     \
            const size_t row = rows_at(rows, i);                                                   \
            to[row] = from[row * stride];                                                          \
        }                                                                                          \
    } while (0)

static void blend_side(Arena *arena, Vector *out, const Vector *v, const Rows *rows) {
    switch (vector_width((pig_type)v->type)) {
    case 1:
        COPY_LOOP(uint8_t);
        break;
    case 4:
        COPY_LOOP(uint32_t);
        break;
    case 8:
        COPY_LOOP(uint64_t);
        break;
    default:
        COPY_LOOP(pig_str);
        break;
    }
    for (size_t i = 0; out->tags && i < rows->n; i++)
        out->tags[rows_at(rows, i)] = v->tags[pig_at(v, rows_at(rows, i))];
    for (size_t i = 0; v->valid && i < rows->n; i++)
        if (pig_is_null(v, rows_at(rows, i)))
            vector_set_null(arena, out, rows_at(rows, i), rows->n_rows);
}

static void append_blended(Column *column, const Vector *v, size_t row) {
    Value value = value_at(v, row);
    (void)!column_append_value(column, &value); // an arena does not fail
}

// Nested values: row by row, so that the children stand in one place.
static Vector blend_nested(Arena *arena, const Type *type, const Vector *a, const Rows *a_rows,
                           const Vector *b, const Rows *b_rows) {
    Column column;
    size_t n_rows = a_rows->n_rows, i = 0, j = 0;
    column_init_in(&column, arena, type, n_rows);
    for (size_t row = 0; row < n_rows; row++) {
        if (i < a_rows->n && rows_at(a_rows, i) == row) {
            append_blended(&column, a, row);
            i++;
        } else if (j < b_rows->n && rows_at(b_rows, j) == row) {
            append_blended(&column, b, row);
            j++;
        } else {
            (void)!column_append_null(&column, 1);
        }
    }
    return column_finish(&column);
}

static bool is_null_constant(const Vector *v) {
    return v->form == PIG_CONSTANT && v->valid && pig_is_null(v, 0);
}

Vector rows_blend(Arena *arena, const Type *type, const Vector *a, const Rows *a_rows,
                  const Vector *b, const Rows *b_rows) {
    if (b_rows->n == 0)
        return *a;
    if (a_rows->n == 0)
        return *b;
    // A null of another type fits everywhere.
    Vector none;
    if (is_null_constant(a) && a->type != b->type) {
        none = vector_null(arena, type_of((pig_type)b->type));
        a = &none;
    } else if (is_null_constant(b) && a->type != b->type) {
        none = vector_null(arena, type_of((pig_type)a->type));
        b = &none;
    }
    if (type_is_complex((pig_type)a->type) && a->type == b->type)
        return blend_nested(arena,
                            type->tag == (pig_type)a->type ? type : type_of((pig_type)a->type), a,
                            a_rows, b, b_rows);
    Vector left = *a, right = *b;
    if (a->type != b->type) {
        left = vector_to_any(arena, a, a_rows->n_rows);
        right = vector_to_any(arena, b, a_rows->n_rows);
    }
    Vector out = vector_new(arena, type_of((pig_type)left.type), a_rows->n_rows);
    out.flags = left.flags & right.flags & PIG_VEC_STABLE;
    blend_side(arena, &out, &left, a_rows);
    blend_side(arena, &out, &right, b_rows);
    return out;
}

#define CHOOSE_LOOP(unit)                                                                          \
    do {                                                                                           \
        const unit *a = yes->data, *b = no->data;                                                  \
        unit *to = out.data;                                                                       \
        for (size_t row = 0; row < n_rows; row++)                                                  \
            to[row] = *(holds[row] ? a + row * a_step : b + row * b_step);                         \
    } while (0)

Vector rows_choose(Arena *arena, const Vector *condition, const Vector *yes, const Vector *no,
                   size_t n_rows) {
    const uint8_t *holds = pig_booleans(condition);
    const size_t a_step = yes->form == PIG_FLAT, b_step = no->form == PIG_FLAT;
    Vector out = vector_new(arena, type_of((pig_type)yes->type), n_rows);
    out.flags = yes->flags & no->flags & PIG_VEC_STABLE;
    switch (vector_width((pig_type)yes->type)) {
    case 1:
        CHOOSE_LOOP(uint8_t);
        break;
    case 4:
        CHOOSE_LOOP(uint32_t);
        break;
    case 8:
        CHOOSE_LOOP(uint64_t);
        break;
    default:
        CHOOSE_LOOP(pig_str);
        break;
    }
    for (size_t row = 0; (condition->valid || yes->valid || no->valid) && row < n_rows; row++)
        if (pig_is_null(condition, row) || pig_is_null(holds[row] ? yes : no, row))
            vector_set_null(arena, &out, row, n_rows);
    return out;
}

// ---- tuples ----

// Makes v null where `tuple` is. Both have n_rows rows in the same form.
static void add_nulls(Arena *arena, Vector *v, const Vector *tuple, size_t n_rows) {
    if (!tuple->valid)
        return;
    size_t n_words = vector_validity_words(n_rows);
    uint64_t *valid = arena_alloc(arena, n_words * sizeof *valid);
    for (size_t w = 0; w < n_words; w++)
        valid[w] = tuple->valid[w] & (v->valid ? v->valid[w] : UINT64_MAX);
    v->valid = valid;
}

static Vector fixed_field(Arena *arena, const Vector *v, size_t index, size_t n_rows) {
    if (index >= v->n_children)
        return vector_null(arena, type_of(PIG_ANY));
    Vector out = v->children[index];
    if (v->form == PIG_CONSTANT) {
        out.form = PIG_CONSTANT;
        n_rows = 1;
    }
    if (out.form == PIG_CONSTANT && v->form == PIG_FLAT && v->valid)
        out = vector_flatten(arena, &out, n_rows);
    add_nulls(arena, &out, v, n_rows);
    return out;
}

static Vector ragged_field(Arena *arena, const Vector *v, size_t index, size_t n_rows) {
    size_t n = v->form == PIG_CONSTANT ? 1 : n_rows;
    const pig_span *spans = pig_spans(v);
    uint32_t *from = arena_alloc(arena, n * sizeof *from);
    for (size_t i = 0; i < n; i++)
        from[i] = index < spans[i].n_rows ? (uint32_t)(spans[i].start + index) : VECTOR_NO_ROW;
    Vector out = vector_gather_or_null(arena, &v->children[0], from, n);
    out.form = v->form;
    return out;
}

// Tuples that are values of a PIG_ANY column.
static Vector any_field(Arena *arena, const Vector *v, size_t index, size_t n_rows) {
    size_t n = v->form == PIG_CONSTANT ? 1 : n_rows;
    Column column;
    column_init_in(&column, arena, type_of(PIG_ANY), n);
    for (size_t i = 0; i < n; i++) {
        Value tuple = value_at(v, i), field = {.tag = PIG_UNKNOWN};
        if (tuple.tag == PIG_TUPLE && index < value_count(&tuple)) {
            ValueItems items = value_items(&tuple);
            for (size_t k = 0; k <= index; k++)
                field = value_next(&items);
        }
        (void)!column_append_value(&column, &field); // an arena does not fail
    }
    Vector out = column_finish(&column);
    out.form = v->form;
    return out;
}

Vector tuple_field(Arena *arena, const Vector *v, size_t index, size_t n_rows) {
    if (v->type != PIG_TUPLE)
        return any_field(arena, v, index, n_rows);
    return v->flags & PIG_VEC_RAGGED ? ragged_field(arena, v, index, n_rows)
                                     : fixed_field(arena, v, index, n_rows);
}

// ---- spans ----

Vector rows_compact_spans(Arena *arena, const Vector *v, const Rows *rows) {
    size_t total = 0, n = v->form == PIG_CONSTANT ? 1 : rows->n;
    const pig_span *spans = pig_spans(v);
    for (size_t i = 0; i < n; i++)
        total += spans[pig_at(v, rows_at(rows, i))].n_rows;
    uint32_t *list = arena_alloc(arena, total * sizeof *list);
    size_t n_rows = v->form == PIG_CONSTANT ? 1 : rows->n_rows, to = 0;
    Vector out = *v;
    out.data = ARENA_NEW_ARRAY(arena, pig_span, n_rows);
    for (size_t i = 0; i < n; i++) {
        size_t row = pig_at(v, rows_at(rows, i));
        pig_spans_out(&out)[row] = (pig_span){spans[row].n_rows ? to : 0, spans[row].n_rows};
        for (size_t k = 0; k < spans[row].n_rows; k++)
            list[to++] = (uint32_t)(spans[row].start + k);
    }
    out.children = ARENA_NEW_ARRAY(arena, Vector, v->n_children);
    for (uint32_t c = 0; c < v->n_children; c++)
        out.children[c] = vector_gather(arena, &v->children[c], list, total);
    return out;
}
