// SPDX-License-Identifier: Apache-2.0
//
// Growing columns. Rows of the same physical form are appended by loops over arrays; whatever else
// comes goes value by value.

#include "udf/vector/column.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 64 };

// Bytes of one element of the column's data.
static size_t element_bytes(const Column *column) {
    if (column->vector.type == PIG_TUPLE)
        return column->vector.flags & PIG_VEC_RAGGED ? sizeof(pig_span) : 0;
    return vector_width((pig_type)column->vector.type);
}

static bool has_spans(const Vector *v) {
    return v->type == PIG_BAG || v->type == PIG_MAP || (v->flags & PIG_VEC_RAGGED);
}

// ---- life ----

static void *zeroed(Arena *arrays, size_t n, size_t width) {
    return arrays ? arena_array(arrays, n, width) : calloc(n ? n : 1, width);
}

static void init(Column *column, pig_type tag, const Type *type, Arena *strings, Arena *arrays);

// A column that could not get its children has none; its first append fails.
static void make_children(Column *column, size_t n) {
    column->children = zeroed(column->arrays, n, sizeof(Column));
    column->vector.children = zeroed(column->arrays, n, sizeof(Vector));
    if (column->children && column->vector.children) {
        column->n_children = n;
        column->vector.n_children = (uint32_t)n;
    }
}

static void init_fields(Column *column, const Schema *fields) {
    if (!fields) {
        column->vector.flags |= PIG_VEC_RAGGED;
        make_children(column, 1);
        if (column->n_children)
            init(&column->children[0], PIG_ANY, type_of(PIG_ANY), column->strings, column->arrays);
        return;
    }
    make_children(column, (size_t)fields->n_fields);
    for (size_t i = 0; i < column->n_children; i++)
        init(&column->children[i], fields->fields[i].type->tag, fields->fields[i].type,
             column->strings, column->arrays);
}

static void init(Column *column, pig_type tag, const Type *type, Arena *strings, Arena *arrays) {
    *column =
        (Column){.vector.type = (uint8_t)tag, .type = type, .strings = strings, .arrays = arrays};
    if (tag == PIG_TUPLE)
        init_fields(column, type->fields);
    if (tag == PIG_BAG) {
        make_children(column, 1);
        if (column->n_children)
            init(&column->children[0], PIG_TUPLE, type, strings, arrays);
    }
    if (tag == PIG_MAP) {
        const Type *value = type->value ? type->value : type_of(PIG_ANY);
        make_children(column, 2);
        if (column->n_children) {
            init(&column->children[0], PIG_CHARARRAY, type_of(PIG_CHARARRAY), strings, arrays);
            init(&column->children[1], value->tag, value, strings, arrays);
        }
    }
    column_finish(column);
}

void column_init(Column *column, const Type *type, Arena *strings) {
    init(column, type->tag, type, strings, NULL);
}

void column_init_in(Column *column, Arena *arena, const Type *type, size_t n_rows) {
    init(column, type->tag, type, NULL, arena);
    (void)!column_reserve(column, n_rows); // an arena does not fail
}

void column_own_strings(Column *column, Arena *strings) {
    column->strings = strings;
    for (size_t i = 0; i < column->n_children; i++)
        column_own_strings(&column->children[i], strings);
}

void column_free(Column *column) {
    for (size_t i = 0; i < column->n_children; i++)
        column_free(&column->children[i]);
    if (!column->arrays) {
        free(column->vector.data);
        free(column->vector.valid);
        free(column->vector.tags);
        free(column->vector.children);
        free(column->children);
    }
    *column = (Column){0};
}

void column_clear(Column *column) {
    column->n_rows = 0;
    if (column->vector.valid && !column->arrays)
        free(column->vector.valid);
    column->vector.valid = NULL;
    for (size_t i = 0; i < column->n_children; i++)
        column_clear(&column->children[i]);
    column_finish(column);
}

void column_truncate(Column *column, size_t n_rows) {
    column->n_rows = n_rows;
    if (column->vector.type == PIG_TUPLE && !(column->vector.flags & PIG_VEC_RAGGED))
        for (size_t i = 0; i < column->n_children; i++)
            column_truncate(&column->children[i], n_rows);
}

Vector column_finish(Column *column) {
    for (size_t i = 0; i < column->n_children; i++)
        column->vector.children[i] = column_finish(&column->children[i]);
    return column->vector;
}

size_t column_bytes(const Column *column) {
    size_t per_row = element_bytes(column) + (column->vector.tags ? 1 : 0);
    size_t n_bytes = column->capacity * per_row;
    if (column->vector.valid)
        n_bytes += column->capacity / 8;
    for (size_t i = 0; i < column->n_children; i++)
        n_bytes += sizeof(Column) + column_bytes(&column->children[i]);
    return n_bytes;
}

// ---- growth ----

static bool resize(Column *column, void **array, size_t used_bytes, size_t n_bytes) {
    void *larger = column->arrays ? arena_alloc(column->arrays, n_bytes) : realloc(*array, n_bytes);
    if (!larger)
        return false;
    if (column->arrays && used_bytes)
        memcpy(larger, *array, used_bytes);
    *array = larger;
    return true;
}

static bool resize_validity(Column *column, size_t capacity) {
    void *valid = column->vector.valid;
    size_t used = valid ? vector_validity_words(column->n_rows) * sizeof(uint64_t) : 0;
    if (!resize(column, &valid, used, vector_validity_words(capacity) * sizeof(uint64_t)))
        return false;
    column->vector.valid = valid;
    return true;
}

Status column_reserve(Column *column, size_t n) {
    size_t needed = column->n_rows + n;
    if (needed <= column->capacity)
        return STATUS_OK;
    size_t capacity = column->capacity ? column->capacity : FIRST_CAPACITY;
    if (column->arrays && column->capacity == 0)
        capacity = needed; // built once, to a known size
    while (capacity < needed)
        capacity *= 2;
    size_t width = element_bytes(column);
    if (width && !resize(column, &column->vector.data, column->n_rows * width, capacity * width))
        return STATUS_FAILED;
    void *tags = column->vector.tags;
    if (column->vector.type == PIG_ANY) {
        if (!resize(column, &tags, column->n_rows, capacity))
            return STATUS_FAILED;
        column->vector.tags = tags;
    }
    if (column->vector.valid && !resize_validity(column, capacity))
        return STATUS_FAILED;
    column->capacity = capacity;
    return STATUS_OK;
}

static void set_bits(uint64_t *bits, size_t first, size_t n, bool on) {
    for (size_t i = first; i < first + n;) {
        if (i % 64 == 0 && first + n - i >= 64) {
            bits[i / 64] = on ? UINT64_MAX : 0;
            i += 64;
            continue;
        }
        uint64_t bit = (uint64_t)1 << (i % 64);
        bits[i / 64] = on ? bits[i / 64] | bit : bits[i / 64] & ~bit;
        i++;
    }
}

// Rows n_rows .. n_rows + n - 1 are `valid`; the column has room for them.
static Status append_validity(Column *column, size_t n, bool valid) {
    if (!column->vector.valid) {
        if (valid)
            return STATUS_OK;
        if (!resize_validity(column, column->capacity))
            return STATUS_FAILED;
        set_bits(column->vector.valid, 0, column->n_rows, true);
    }
    set_bits(column->vector.valid, column->n_rows, n, valid);
    return STATUS_OK;
}

static Status append_validity_of(Column *column, const Vector *v, const uint32_t *rows, size_t n) {
    TRY(append_validity(column, n, true));
    if (!v->valid)
        return STATUS_OK;
    for (size_t i = 0; i < n; i++) {
        if (!pig_is_null(v, rows ? rows[i] : i))
            continue;
        if (!column->vector.valid) {
            if (!resize_validity(column, column->capacity))
                return STATUS_FAILED;
            set_bits(column->vector.valid, 0, column->n_rows + n, true);
        }
        size_t to = column->n_rows + i;
        column->vector.valid[to / 64] &= ~((uint64_t)1 << (to % 64));
    }
    return STATUS_OK;
}

// ---- rows of the same form ----

#define APPEND_LOOP(type)                                                                          \
    do {                                                                                           \
        type *restrict into = (type *)to + at;                                                     \
        const type *restrict values = from;                                                        \
        if (rows)                                                                                  \
            for (size_t i = 0; i < n; i++)                                                         \
                into[i] = values[rows[i]];                                                         \
        else                                                                                       \
            memcpy(into, values, n * sizeof(type));                                                \
    } while (0)

static void copy_elements(void *to, size_t at, const void *from, size_t width, const uint32_t *rows,
                          size_t n) {
    switch (width) {
    case 1:
        APPEND_LOOP(uint8_t);
        break;
    case 4:
        APPEND_LOOP(uint32_t);
        break;
    case 8:
        APPEND_LOOP(uint64_t);
        break;
    case 16:
        APPEND_LOOP(pig_span);
        break;
    default:
        break;
    }
}

static pig_str owned(char **to, const pig_str *s) {
    size_t n_bytes = s->n_bytes;
    memcpy(*to, pig_str_data(s), n_bytes);
    pig_str string = pig_str_make(*to, n_bytes);
    *to += n_bytes;
    return string;
}

// Gives the far strings of the last n rows (not counted in n_rows yet) a home in `strings`: one
// piece of memory for all of them.
static void own_strings(Column *column, size_t n) {
    pig_str *strings = (pig_str *)column->vector.data + column->n_rows;
    size_t n_bytes = 0;
    for (size_t i = 0; i < n; i++)
        n_bytes += strings[i].n_bytes > PIG_STR_INLINE ? strings[i].n_bytes : 0;
    if (n_bytes == 0)
        return;
    char *to = arena_alloc(column->strings, n_bytes);
    for (size_t i = 0; i < n; i++)
        if (strings[i].n_bytes > PIG_STR_INLINE)
            strings[i] = owned(&to, &strings[i]);
}

static bool slot_is_far(const Column *column, size_t row) {
    pig_type tag = (pig_type)column->vector.tags[row];
    return (type_is_string(tag) || type_is_complex(tag)) &&
           ((const pig_slot *)column->vector.data)[row].str.n_bytes > PIG_STR_INLINE;
}

// The same for values of any type, of which strings and packed values are far.
static void own_slots(Column *column, size_t n) {
    pig_slot *slots = (pig_slot *)column->vector.data;
    size_t n_bytes = 0, end = column->n_rows + n;
    for (size_t i = column->n_rows; i < end; i++)
        n_bytes += slot_is_far(column, i) ? slots[i].str.n_bytes : 0;
    if (n_bytes == 0)
        return;
    char *to = arena_alloc(column->strings, n_bytes);
    for (size_t i = column->n_rows; i < end; i++)
        if (slot_is_far(column, i))
            slots[i].str = owned(&to, &slots[i].str);
}

static Status append_elements(Column *column, const Vector *v, const uint32_t *rows, size_t n) {
    size_t at = column->n_rows;
    copy_elements(column->vector.data, at, v->data, element_bytes(column), rows, n);
    if (v->type == PIG_ANY)
        copy_elements(column->vector.tags, at, v->tags, 1, rows, n);
    if (column->strings && !(v->flags & PIG_VEC_STABLE)) {
        if (v->type == PIG_ANY)
            own_slots(column, n);
        else if (type_is_string((pig_type)v->type))
            own_strings(column, n);
    }
    TRY(append_validity_of(column, v, rows, n));
    column->n_rows += n;
    return STATUS_OK;
}

// The child rows that rows[0..n) of v span, in a list of the column's kind of memory.
static uint32_t *spanned_rows(Arena *arrays, const Vector *v, const uint32_t *rows, size_t n,
                              size_t *n_children) {
    const pig_span *spans = pig_spans(v);
    size_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += spans[rows ? rows[i] : i].n_rows;
    size_t n_bytes = (total ? total : 1) * sizeof(uint32_t);
    uint32_t *list = arrays ? arena_alloc(arrays, n_bytes) : malloc(n_bytes);
    *n_children = total;
    if (!list)
        return NULL;
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        pig_span span = spans[rows ? rows[i] : i];
        for (size_t k = 0; k < span.n_rows; k++)
            list[to++] = (uint32_t)(span.start + k);
    }
    return list;
}

static Status append_spanned(Column *column, const Vector *v, const uint32_t *rows, size_t n) {
    size_t total;
    uint32_t *list = spanned_rows(column->arrays, v, rows, n, &total);
    if (!list)
        return STATUS_FAILED;
    Status status = STATUS_OK;
    size_t start = column->children[0].n_rows;
    for (size_t c = 0; c < column->n_children && status == STATUS_OK; c++)
        status = column_append(&column->children[c], &v->children[c], list, total);
    if (!column->arrays)
        free(list);
    TRY(status);
    pig_span *spans = (pig_span *)column->vector.data + column->n_rows;
    for (size_t i = 0; i < n; i++) {
        size_t width = pig_spans(v)[rows ? rows[i] : i].n_rows;
        bool null = pig_is_null(v, rows ? rows[i] : i);
        spans[i] = null ? (pig_span){0, 0} : (pig_span){start, width};
        start += width;
    }
    TRY(append_validity_of(column, v, rows, n));
    column->n_rows += n;
    return STATUS_OK;
}

static Status append_fields(Column *column, const Vector *v, const uint32_t *rows, size_t n) {
    for (size_t c = 0; c < column->n_children; c++)
        TRY(column_append(&column->children[c], &v->children[c], rows, n));
    TRY(append_validity_of(column, v, rows, n));
    column->n_rows += n;
    return STATUS_OK;
}

// ---- any rows ----

// The one value of a constant vector of a simple type, n times.
static Status append_repeated(Column *column, const Vector *v, size_t n) {
    if (n == 0)
        return STATUS_OK;
    Vector one = *v;
    one.form = PIG_FLAT;
    size_t first = column->n_rows, width = element_bytes(column);
    TRY(append_elements(column, &one, NULL, 1));
    char *data = column->vector.data;
    for (size_t i = first + 1; i < first + n; i++)
        memcpy(data + i * width, data + first * width, width);
    if (column->vector.tags)
        memset(column->vector.tags + first, column->vector.tags[first], n);
    TRY(append_validity(column, n - 1, !pig_is_null(v, 0)));
    column->n_rows += n - 1;
    return STATUS_OK;
}

static Status append_one_by_one(Column *column, const Vector *v, const uint32_t *rows, size_t n) {
    if (v->form == PIG_CONSTANT && n && pig_is_null(v, 0)) // a column that nobody reads
        return column_append_null(column, n);
    for (size_t i = 0; i < n; i++) {
        Value value = value_at(v, rows ? rows[i] : i);
        TRY(column_append_value(column, &value));
    }
    return STATUS_OK;
}

static bool same_form(const Column *column, const Vector *v) {
    const Vector *own = &column->vector;
    return v->form == PIG_FLAT && own->type == v->type &&
           (own->flags & PIG_VEC_RAGGED) == (v->flags & PIG_VEC_RAGGED) &&
           (has_spans(v) || own->n_children == v->n_children);
}

Status column_append(Column *column, const Vector *v, const uint32_t *rows, size_t n) {
    TRY(column_reserve(column, n));
    Status status;
    if (v->form == PIG_CONSTANT && v->type == column->vector.type &&
        !type_is_complex((pig_type)v->type))
        status = append_repeated(column, v, n);
    else if (!same_form(column, v))
        status = append_one_by_one(column, v, rows, n);
    else if (has_spans(v))
        status = append_spanned(column, v, rows, n);
    else if (v->type == PIG_TUPLE)
        status = append_fields(column, v, rows, n);
    else
        status = append_elements(column, v, rows, n);
    if (column->n_children)
        column_finish(column);
    return status;
}

Status column_append_null(Column *column, size_t n) {
    TRY(column_reserve(column, n));
    size_t width = element_bytes(column);
    if (width)
        memset((char *)column->vector.data + column->n_rows * width, 0, n * width);
    if (column->vector.tags)
        memset(column->vector.tags + column->n_rows, PIG_UNKNOWN, n);
    if (column->vector.type == PIG_TUPLE && width == 0)
        for (size_t c = 0; c < column->n_children; c++)
            TRY(column_append_null(&column->children[c], n));
    TRY(append_validity(column, n, false));
    column->n_rows += n;
    if (column->n_children)
        column_finish(column);
    return STATUS_OK;
}

Status column_append_slot(Column *column, const pig_slot *slot) {
    TRY(column_reserve(column, 1));
    size_t width = element_bytes(column);
    memcpy((char *)column->vector.data + column->n_rows * width, slot, width);
    if (column->strings && type_is_string((pig_type)column->vector.type))
        own_strings(column, 1);
    TRY(append_validity(column, 1, true));
    column->n_rows++;
    return STATUS_OK;
}

Status column_append_span(Column *column, size_t start, size_t n) {
    TRY(column_reserve(column, 1));
    ((pig_span *)column->vector.data)[column->n_rows] = (pig_span){start, n};
    TRY(append_validity(column, 1, true));
    column->n_rows++;
    return STATUS_OK;
}

Status column_append_tuple(Column *column) {
    TRY(column_reserve(column, 1));
    TRY(append_validity(column, 1, true));
    column->n_rows++;
    return STATUS_OK;
}

// A value into a PIG_ANY column.
static Status append_any(Column *column, const Value *value) {
    TRY(column_reserve(column, 1));
    Text packed = text_new(0);
    pig_slot slot = value->slot;
    if (type_is_complex(value->tag)) {
        values_pack(&packed, value);
        if (text_is_full(&packed)) {
            text_free(&packed);
            return STATUS_FAILED;
        }
        const char *bytes = packed.data;
        // Far bytes need a home now when own_strings will not give them one.
        if (!column->strings && column->arrays && packed.n_bytes > PIG_STR_INLINE)
            bytes = memcpy(arena_alloc(column->arrays, packed.n_bytes), bytes, packed.n_bytes);
        slot.str = pig_str_make(bytes, packed.n_bytes);
    }
    ((pig_slot *)column->vector.data)[column->n_rows] = slot;
    column->vector.tags[column->n_rows] = (uint8_t)value->tag;
    if (column->strings)
        own_slots(column, 1);
    text_free(&packed);
    TRY(append_validity(column, 1, true));
    column->n_rows++;
    return STATUS_OK;
}

static Status append_items(Column *column, const Value *value) {
    ValueItems items = value_items(value);
    bool map = value->tag == PIG_MAP;
    size_t start = column->children[0].n_rows;
    for (size_t i = 0; i < items.n_items; i++) {
        Value item = value_next(&items);
        TRY(column_append_value(&column->children[map ? i % 2 : 0], &item));
    }
    return column_append_span(column, start, map ? items.n_items / 2 : items.n_items);
}

static Status append_tuple_value(Column *column, const Value *value) {
    ValueItems items = value_items(value);
    if (items.n_items != column->n_children)
        return column_append_null(column, 1);
    for (size_t i = 0; i < items.n_items; i++) {
        Value item = value_next(&items);
        TRY(column_append_value(&column->children[i], &item));
    }
    return column_append_tuple(column);
}

Status column_append_value(Column *column, const Value *value) {
    pig_type tag = (pig_type)column->vector.type;
    if (value->tag == PIG_UNKNOWN)
        return column_append_null(column, 1);
    if (tag == PIG_ANY)
        return append_any(column, value);
    if (tag != value->tag)
        return column_append_null(column, 1);
    if (!type_is_complex(tag))
        return column_append_slot(column, &value->slot);
    if (has_spans(&column->vector))
        return append_items(column, value);
    return append_tuple_value(column, value);
}
