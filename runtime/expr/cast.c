// SPDX-License-Identifier: Apache-2.0
//
// Casts, by the physical type of what comes in. Text and numbers have loops; nested values cast
// their children; a PIG_ANY column is parted by type and put together again.

#include "runtime/expr/cast.h"

#include <math.h>

#include "runtime/expr/nested_text.h"
#include "runtime/expr/rows.h"
#include "runtime/expr/text_value.h"
#include "udf/value/bignum.h"
#include "udf/value/number_text.h"
#include "udf/vector/column.h"
#include "udf/vector/print.h"

// One cast: what every step needs to know. `v` is flat or is looked at in its one row.
typedef struct Cast {
    Worker *worker;
    Arena *arena;
    const Vector *v;
    Rows rows;
    const Type *to;
    const char *column_name;
} Cast;

static Status cast(const Cast *c, Vector *out);

static void warn_text(const Cast *c, size_t n, size_t first_row) {
    if (n == 0)
        return;
    const pig_str *example = &pig_strs(c->v)[first_row];
    worker_warn(c->worker, WARNING_FIELD_DISCARDED_TYPE_CONVERSION, n, "%s'%.*s' is no %s",
                c->column_name ? c->column_name : "",
                example->n_bytes < 60 ? (int)example->n_bytes : 60, pig_str_data(example),
                type_name(c->to->tag));
}

// ---- text to simple types ----

#define PARSE_LOOP(type, call)                                                                     \
    do {                                                                                           \
        type *to = out->data;                                                                      \
        for (size_t i = 0; i < c->rows.n; i++) {                                                   \
            const size_t row = rows_at(&c->rows, i);                                               \
            if (out->valid && !(out->valid[row / 64] >> (row % 64) & 1))                           \
                continue;                                                                          \
            const char *text = pig_str_data(&strings[row]);                                        \
            const size_t n_bytes = strings[row].n_bytes;                                           \
            if (!(call)) {                                                                         \
                first_bad = n_bad ? first_bad : row;                                               \
                n_bad++;                                                                           \
                vector_set_null(c->arena, out, row, c->rows.n_rows);                               \
            }                                                                                      \
        }                                                                                          \
    } while (0)

// A copy of the validity, so that more rows can become null.
static void copy_validity(const Cast *c, Vector *out) {
    if (!c->v->valid)
        return;
    size_t n_bytes = vector_validity_words(c->rows.n_rows) * sizeof(uint64_t);
    out->valid = memcpy(arena_alloc(c->arena, n_bytes), c->v->valid, n_bytes);
}

static Status text_to_simple(const Cast *c, Vector *out) {
    const pig_str *strings = pig_strs(c->v);
    bool file_bytes = c->v->type == PIG_BYTEARRAY;
    size_t n_bad = 0, first_bad = 0;
    *out = vector_new(c->arena, c->to, c->rows.n_rows);
    copy_validity(c, out);
    switch (c->to->tag) {
    case PIG_INT:
        PARSE_LOOP(int32_t, parse_int(text, n_bytes, file_bytes, &to[row]));
        break;
    case PIG_LONG:
        PARSE_LOOP(int64_t, parse_long(text, n_bytes, file_bytes, &to[row]));
        break;
    case PIG_DOUBLE:
        PARSE_LOOP(double, parse_double(text, n_bytes, &to[row]));
        break;
    case PIG_FLOAT:
        PARSE_LOOP(float, parse_float(text, n_bytes, file_bytes, &to[row]));
        break;
    case PIG_BOOLEAN:
        PARSE_LOOP(bool, parse_boolean(text, n_bytes, &to[row]));
        break;
    default:
        PARSE_LOOP(pig_slot, text_to_slot(c->arena, text, n_bytes, c->to->tag, file_bytes,
                                          &c->worker->host.local_zone, &to[row]));
    }
    warn_text(c, n_bad, first_bad);
    return STATUS_OK;
}

static Status bytes_to_chararray(const Cast *c, Vector *out) {
    *out = *c->v;
    out->type = PIG_CHARARRAY;
    pig_str *repaired = NULL;
    for (size_t i = 0; i < c->rows.n; i++) {
        size_t row = rows_at(&c->rows, i);
        pig_str string = text_as_chararray(c->arena, &pig_strs(c->v)[row]);
        if (!repaired && string.n_bytes == pig_strs(c->v)[row].n_bytes &&
            memcmp(&string, &pig_strs(c->v)[row], sizeof string) == 0)
            continue;
        if (!repaired) {
            repaired = arena_alloc(c->arena, c->rows.n_rows * sizeof *repaired);
            memcpy(repaired, c->v->data, c->rows.n_rows * sizeof *repaired);
            out->data = repaired;
            out->flags &= (uint16_t)~PIG_VEC_STABLE;
        }
        repaired[row] = string;
    }
    return STATUS_OK;
}

static Status text_to_nested(const Cast *c, Vector *out) {
    Column column;
    size_t n_bad = 0, first_bad = 0, i = 0;
    column_init_in(&column, c->arena, c->to, c->rows.n_rows);
    for (size_t row = 0; row < c->rows.n_rows; row++) {
        bool wanted = i < c->rows.n && rows_at(&c->rows, i) == row;
        i += wanted;
        if (!wanted || pig_is_null(c->v, row)) {
            (void)!column_append_null(&column, 1); // an arena does not fail
            continue;
        }
        const pig_str *text = &pig_strs(c->v)[row];
        if (!nested_text_append(&column, c->arena, pig_str_data(text), text->n_bytes,
                                &c->worker->host.local_zone)) {
            first_bad = n_bad ? first_bad : row;
            n_bad++;
        }
    }
    warn_text(c, n_bad, first_bad);
    *out = column_finish(&column);
    return STATUS_OK;
}

// ---- numbers ----

static inline int64_t double_to_long(double d) {
    if (d >= 9223372036854775808.0)
        return INT64_MAX;
    if (d <= -9223372036854775808.0)
        return INT64_MIN;
    return d == d ? (int64_t)d : 0;
}

static inline int32_t double_to_int(double d) {
    if (d >= 2147483647.0)
        return INT32_MAX;
    if (d <= -2147483648.0)
        return INT32_MIN;
    return d == d ? (int32_t)d : 0;
}

// Every row is converted, selected or not: one loop without branches.
#define CONVERT(to_type, from_type, result)                                                        \
    do {                                                                                           \
        const from_type *restrict xs = c->v->data;                                                 \
        to_type *restrict to = out->data;                                                          \
        for (size_t i = 0; i < c->rows.n_rows; i++) {                                              \
            const from_type x = xs[i];                                                             \
            to[i] = result;                                                                        \
        }                                                                                          \
        return true;                                                                               \
    } while (0)

#define PAIR(from, to) ((unsigned)(from) << 8 | (unsigned)(to))

static bool convert_numbers(const Cast *c, Vector *out) {
    switch (PAIR(c->v->type, c->to->tag)) {
    case PAIR(PIG_INT, PIG_LONG):
        CONVERT(int64_t, int32_t, x);
    case PAIR(PIG_INT, PIG_FLOAT):
        CONVERT(float, int32_t, (float)x);
    case PAIR(PIG_INT, PIG_DOUBLE):
        CONVERT(double, int32_t, x);
    case PAIR(PIG_INT, PIG_BOOLEAN):
        CONVERT(uint8_t, int32_t, x != 0);
    case PAIR(PIG_LONG, PIG_INT):
        CONVERT(int32_t, int64_t, (int32_t)x);
    case PAIR(PIG_LONG, PIG_FLOAT):
        CONVERT(float, int64_t, (float)x);
    case PAIR(PIG_LONG, PIG_DOUBLE):
        CONVERT(double, int64_t, (double)x);
    case PAIR(PIG_LONG, PIG_BOOLEAN):
        CONVERT(uint8_t, int64_t, x != 0);
    case PAIR(PIG_FLOAT, PIG_INT):
        CONVERT(int32_t, float, double_to_int((double)x));
    case PAIR(PIG_FLOAT, PIG_LONG):
        CONVERT(int64_t, float, double_to_long((double)x));
    case PAIR(PIG_FLOAT, PIG_DOUBLE):
        CONVERT(double, float, (double)x);
    case PAIR(PIG_FLOAT, PIG_BOOLEAN):
        CONVERT(uint8_t, float, x != 0);
    case PAIR(PIG_DOUBLE, PIG_INT):
        CONVERT(int32_t, double, double_to_int(x));
    case PAIR(PIG_DOUBLE, PIG_LONG):
        CONVERT(int64_t, double, double_to_long(x));
    case PAIR(PIG_DOUBLE, PIG_FLOAT):
        CONVERT(float, double, (float)x);
    case PAIR(PIG_DOUBLE, PIG_BOOLEAN):
        CONVERT(uint8_t, double, x != 0);
    case PAIR(PIG_BOOLEAN, PIG_INT):
        CONVERT(int32_t, uint8_t, x);
    case PAIR(PIG_BOOLEAN, PIG_LONG):
        CONVERT(int64_t, uint8_t, x);
    case PAIR(PIG_BOOLEAN, PIG_FLOAT):
        CONVERT(float, uint8_t, x);
    case PAIR(PIG_BOOLEAN, PIG_DOUBLE):
        CONVERT(double, uint8_t, x);
    default:
        return false;
    }
}

// ---- value by value ----

// A number of any kind as a slot of a big type.
static bool to_big(const Cast *c, const pig_slot *x, pig_slot *out) {
    bool decimal = c->to->tag == PIG_BIGDECIMAL;
    switch (c->v->type) {
    case PIG_BOOLEAN:
        out->str = big_from_long(c->arena, x->boolean);
        return true;
    case PIG_INT:
        out->str = big_from_long(c->arena, x->i);
        return true;
    case PIG_LONG:
        out->str = big_from_long(c->arena, x->l);
        return true;
    case PIG_FLOAT:
    case PIG_DOUBLE: {
        double d = c->v->type == PIG_FLOAT ? (double)x->f : x->d;
        if (decimal && !isfinite(d))
            return false;
        out->str = big_from_double(c->arena, d, decimal);
        return true;
    }
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        out->str = big_convert(c->arena, &x->str, c->v->type == PIG_BIGDECIMAL);
        return true;
    default:
        return false;
    }
}

static bool from_big(const Cast *c, const pig_slot *x, pig_slot *out) {
    bool decimal = c->v->type == PIG_BIGDECIMAL;
    switch (c->to->tag) {
    case PIG_INT:
        out->i = (int32_t)big_to_long(&x->str, decimal);
        return true;
    case PIG_LONG:
        out->l = big_to_long(&x->str, decimal);
        return true;
    case PIG_FLOAT:
        out->f = (float)big_to_double(&x->str, decimal);
        return true;
    case PIG_DOUBLE:
        out->d = big_to_double(&x->str, decimal);
        return true;
    case PIG_BOOLEAN: {
        pig_str zero = big_from_long(c->arena, 0);
        out->boolean = big_compare(&x->str, &zero, decimal) != 0;
        return true;
    }
    default:
        return false;
    }
}

static bool to_text(const Cast *c, size_t row, pig_slot *out) {
    Text text = text_new(0);
    value_print(&text, c->v, row);
    const char *bytes = text.data;
    if (text.n_bytes > PIG_STR_INLINE)
        bytes = memcpy(arena_alloc(c->arena, text.n_bytes), bytes, text.n_bytes);
    out->str = pig_str_make(bytes, text.n_bytes);
    text_free(&text);
    return true;
}

static bool cast_one(const Cast *c, size_t row, pig_slot *out) {
    pig_slot x = {0};
    size_t width = vector_width((pig_type)c->v->type);
    memcpy(&x, (const char *)c->v->data + row * width, width);
    if (c->to->tag == PIG_CHARARRAY)
        return to_text(c, row, out);
    if (c->to->tag == PIG_BIGINTEGER || c->to->tag == PIG_BIGDECIMAL)
        return to_big(c, &x, out);
    return (c->v->type == PIG_BIGINTEGER || c->v->type == PIG_BIGDECIMAL) && from_big(c, &x, out);
}

#define TO_TEXT(type, format)                                                                      \
    do {                                                                                           \
        const type *xs = c->v->data;                                                               \
        for (size_t i = 0; i < c->rows.n; i++) {                                                   \
            const size_t row = rows_at(&c->rows, i);                                               \
            char digits[NUMBER_TEXT_BYTES];                                                        \
            if (out->valid && pig_is_null(out, row))                                               \
                continue;                                                                          \
            vector_put_text(c->arena, out, row, digits, format(xs[row], digits));                  \
        }                                                                                          \
    } while (0)

// Numbers as text, without a buffer for each.
static bool numbers_to_text(const Cast *c, Vector *out) {
    const pig_type from = (pig_type)c->v->type;
    if (c->to->tag != PIG_CHARARRAY || from < PIG_INT || from > PIG_DOUBLE)
        return false;
    *out = vector_new(c->arena, c->to, c->rows.n_rows);
    copy_validity(c, out);
    if (from == PIG_INT)
        TO_TEXT(int32_t, format_int);
    else if (from == PIG_LONG)
        TO_TEXT(int64_t, format_long);
    else if (from == PIG_FLOAT)
        TO_TEXT(float, format_float);
    else
        TO_TEXT(double, format_double);
    return true;
}

static Status cast_each(const Cast *c, Vector *out) {
    size_t width = vector_width(c->to->tag), n_bad = 0;
    if (numbers_to_text(c, out))
        return STATUS_OK;
    *out = vector_new(c->arena, c->to, c->rows.n_rows);
    copy_validity(c, out);
    for (size_t i = 0; i < c->rows.n; i++) {
        size_t row = rows_at(&c->rows, i);
        if (pig_is_null(out, row))
            continue;
        pig_slot slot = {0};
        if (cast_one(c, row, &slot)) {
            memcpy((char *)out->data + row * width, &slot, width);
        } else {
            vector_set_null(c->arena, out, row, c->rows.n_rows);
            n_bad++;
        }
    }
    if (n_bad)
        worker_warn(c->worker, WARNING_IMPLICIT_CAST, n_bad, "%s to %s",
                    type_name((pig_type)c->v->type), type_name(c->to->tag));
    return STATUS_OK;
}

// ---- nested values ----

static Status cast_rows(const Cast *c, const Vector *v, Rows rows, const Type *to, Vector *out) {
    return cast_vector(c->worker, v, rows, to, c->column_name, out);
}

// Tuples of another width than the target's are null.
static void null_other_widths(const Cast *c, size_t width, Vector *out) {
    bool ragged = c->v->flags & PIG_VEC_RAGGED;
    for (size_t i = 0; i < c->rows.n; i++) {
        size_t row = rows_at(&c->rows, i);
        size_t n = ragged ? pig_spans(c->v)[row].n_rows : c->v->n_children;
        if (n != width && !pig_is_null(out, row))
            vector_set_null(c->arena, out, row, c->rows.n_rows);
    }
}

static Status cast_tuples(const Cast *c, Vector *out) {
    const Schema *fields = c->to->fields;
    size_t n = (size_t)fields->n_fields;
    *out = (Vector){.type = PIG_TUPLE,
                    .n_children = (uint32_t)n,
                    .children = ARENA_NEW_ARRAY(c->arena, Vector, n)};
    copy_validity(c, out);
    for (size_t f = 0; f < n; f++) {
        Vector field = tuple_field(c->arena, c->v, f, c->rows.n_rows);
        TRY(cast_rows(c, &field, c->rows, fields->fields[f].type, &out->children[f]));
    }
    null_other_widths(c, n, out);
    return STATUS_OK;
}

static Status cast_bags(const Cast *c, Vector *out) {
    *out = rows_compact_spans(c->arena, c->v, &c->rows);
    size_t n = vector_child_rows(out, c->rows.n_rows);
    Vector *tuples = ARENA_NEW(c->arena, Vector);
    const Type *tuple = type_tuple(c->arena, c->to->fields);
    TRY(cast_rows(c, &out->children[0], (Rows){NULL, n, n}, tuple, tuples));
    out->children = tuples;
    return STATUS_OK;
}

static Status cast_maps(const Cast *c, Vector *out) {
    *out = rows_compact_spans(c->arena, c->v, &c->rows);
    size_t n = vector_child_rows(out, c->rows.n_rows);
    Vector *children = ARENA_NEW_ARRAY(c->arena, Vector, 2);
    children[0] = out->children[0];
    TRY(cast_rows(c, &out->children[1], (Rows){NULL, n, n}, c->to->value, &children[1]));
    out->children = children;
    return STATUS_OK;
}

static Status cast_nested(const Cast *c, Vector *out) {
    bool inside = c->to->tag == PIG_MAP ? c->to->value != NULL : c->to->fields != NULL;
    if (!inside) {
        *out = *c->v;
        return STATUS_OK;
    }
    if (c->to->tag == PIG_TUPLE)
        return cast_tuples(c, out);
    return c->to->tag == PIG_BAG ? cast_bags(c, out) : cast_maps(c, out);
}

// ---- values of any type ----

// The rows whose value has the tag.
static Rows rows_of_tag(const Cast *c, uint8_t tag) {
    uint32_t *list = arena_alloc(c->arena, c->rows.n * sizeof *list);
    size_t k = 0;
    for (size_t i = 0; i < c->rows.n; i++) {
        size_t row = rows_at(&c->rows, i);
        list[k] = (uint32_t)row;
        k += c->v->tags[row] == tag;
    }
    return (Rows){list, k, c->rows.n_rows};
}

static void mark_tags(const Cast *c, bool *seen) {
    for (size_t i = 0; i < c->rows.n; i++)
        seen[c->v->tags[rows_at(&c->rows, i)]] = true;
}

// Parts the rows by tag, casts each part as a typed column, puts the results together.
static Status cast_any(const Cast *c, Vector *out) {
    bool seen[PIG_ANY + 1] = {false};
    mark_tags(c, seen);
    Rows done = {NULL, 0, c->rows.n_rows};
    for (int tag = PIG_BOOLEAN; tag < PIG_ANY; tag++) {
        if (!seen[tag])
            continue;
        Rows rows = rows_of_tag(c, (uint8_t)tag);
        Vector typed = vector_from_any(c->arena, c->v, c->rows.n_rows, type_of((pig_type)tag));
        Vector part;
        TRY(cast_rows(c, &typed, rows, c->to, &part));
        *out = done.n ? rows_blend(c->arena, c->to, &part, &rows, out, &done) : part;
        done = rows_merge(c->arena, &rows, &done);
    }
    Vector none = vector_null(c->arena, c->to);
    Rows nulls = rows_of_tag(c, PIG_UNKNOWN);
    if (done.n == 0)
        *out = none;
    else if (nulls.n)
        *out = rows_blend(c->arena, c->to, out, &done, &none, &nulls);
    return STATUS_OK;
}

// ---- dispatch ----

static Status cast_number(const Cast *c, Vector *out) {
    *out = vector_new_raw(c->arena, c->to, c->rows.n_rows);
    out->valid = c->v->valid;
    return convert_numbers(c, out) ? STATUS_OK : cast_each(c, out);
}

// (boolean) of these passes the checks; Apache Pig ends the job when it meets a value, null or not.
static bool has_no_truth(pig_type tag) {
    return tag == PIG_DATETIME || type_is_complex(tag);
}

static Status cast(const Cast *c, Vector *out) {
    pig_type from = (pig_type)c->v->type, to = c->to->tag;
    if (to == PIG_BOOLEAN && has_no_truth(from) && c->rows.n > 0)
        return worker_fail(c->worker, 2055, NULL, "a value of type %s cannot be cast to boolean",
                           type_name(from));
    if (type_is_untyped(to)) { // a value stays what it is
        *out = *c->v;
        return STATUS_OK;
    }
    if (from == PIG_ANY)
        return cast_any(c, out);
    if (from == to && type_is_complex(to))
        return cast_nested(c, out);
    if (from == to) {
        *out = *c->v;
        return STATUS_OK;
    }
    if (from == PIG_BYTEARRAY && to == PIG_CHARARRAY)
        return bytes_to_chararray(c, out);
    if (from == PIG_BYTEARRAY && type_is_complex(to))
        return text_to_nested(c, out);
    if (from == PIG_BYTEARRAY || (from == PIG_CHARARRAY && !type_is_complex(to)))
        return text_to_simple(c, out);
    if (!type_is_complex(from) && !type_is_complex(to))
        return cast_number(c, out);
    *out = vector_null(c->arena, c->to);
    worker_warn(c->worker, WARNING_IMPLICIT_CAST, c->rows.n, "%s to %s", type_name(from),
                type_name(to));
    return STATUS_OK;
}

Status cast_vector(Worker *worker, const Vector *v, Rows rows, const Type *to,
                   const char *column_name, Vector *result) {
    Cast c = {worker, worker->arena, v, rows, to, column_name};
    if (v->form == PIG_FLAT)
        return cast(&c, result);
    Vector one = *v;
    one.form = PIG_FLAT;
    c.v = &one;
    c.rows = (Rows){NULL, 1, 1};
    TRY(cast(&c, result));
    result->form = PIG_CONSTANT;
    return STATUS_OK;
}
