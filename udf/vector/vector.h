// SPDX-License-Identifier: Apache-2.0
//
// Columns of values in memory: making them, taking rows from them, putting rows together. A vector
// is a pig_vec (udf/pig_udf.h). Vectors made here live in an arena and are valid until it is reset;
// the pipeline resets a worker's arena after each batch of its source has passed through.
//
// Invariants. Null rows of fixed-width and string vectors hold zero bytes when made here, so
// reading them is harmless. Spans of null rows are {0, 0}. A vector may have more rows than a
// batch: the child of a bag column has as many as the spans name. Children are shared between
// vectors freely (a gathered bag column points to the same child), so nobody writes to a vector it
// did not make.

#ifndef JAVELINA_UDF_VECTOR_VECTOR_H
#define JAVELINA_UDF_VECTOR_VECTOR_H

#include "udf/pig_udf.h"
#include "udf/type.h"

typedef pig_vec Vector;

// Bytes of one element of `data`, 0 for a TUPLE.
static inline size_t vector_width(pig_type tag) {
    switch (tag) {
    case PIG_BOOLEAN:
        return sizeof(uint8_t);
    case PIG_INT:
    case PIG_FLOAT:
        return sizeof(int32_t);
    case PIG_LONG:
    case PIG_DOUBLE:
        return sizeof(int64_t);
    case PIG_TUPLE:
    case PIG_UNKNOWN:
        return 0;
    default:
        return sizeof(pig_slot);
    }
}

// A flat vector of the type with room for n_rows, values zeroed, no row null. Children of nested
// types are laid out by the type: those of a TUPLE have room for n_rows too, those of bags, maps
// and ragged tuples have no rows yet. A TUPLE of unknown fields is ragged.
Vector vector_new(Arena *arena, const Type *type, size_t n_rows);

// The same with values left as they are: for kernels that write every row.
Vector vector_new_raw(Arena *arena, const Type *type, size_t n_rows);

// A vector of one null, for every row.
Vector vector_null(Arena *arena, const Type *type);

// Makes `valid` writable and all-valid if it was NULL. n_rows: rows of v.
void vector_make_validity(Arena *arena, Vector *v, size_t n_rows);

// Marks one row null (and zeroes its value). n_rows: rows of v.
void vector_set_null(Arena *arena, Vector *v, size_t row, size_t n_rows);

static inline void vector_mark_valid(Vector *v, size_t row) {
    if (v->valid)
        v->valid[row / 64] |= (uint64_t)1 << (row % 64);
}

// The rows rows[0..n) of v, in that order, as a flat vector. Far strings and children of bags and
// maps are shared with v, not copied.
Vector vector_gather(Arena *arena, const Vector *v, const uint32_t *rows, size_t n);

// As vector_gather, but a row of VECTOR_NO_ROW becomes null (the padded side of an outer join).
#define VECTOR_NO_ROW UINT32_MAX
Vector vector_gather_or_null(Arena *arena, const Vector *v, const uint32_t *rows, size_t n);

// v itself if flat, else its constant repeated n times.
Vector vector_flatten(Arena *arena, const Vector *v, size_t n_rows);

// Rows first .. first + n - 1 without copying values where possible; first is a multiple of 64 or
// v has no validity, else the bitmap is copied.
Vector vector_slice(Arena *arena, const Vector *v, size_t first, size_t n);

// The vectors end to end, n_rows[i] rows of each, with children of their own: for UNION of bags,
// TOBAG, appending small parts. Far strings are shared.
Vector vector_concat(Arena *arena, const Vector *const *parts, const size_t *n_rows,
                     size_t n_parts);

// A copy that shares nothing with v.
Vector vector_copy(Arena *arena, const Vector *v, size_t n_rows);

// The value of row `row` of v, which may be of any type, into row `to` of the PIG_ANY vector `out`
// of n_rows. Nested values are packed into the arena.
void vector_set_any(Arena *arena, Vector *out, size_t to, size_t n_rows, const Vector *v,
                    size_t row);

// v as a PIG_ANY vector of n_rows.
Vector vector_to_any(Arena *arena, const Vector *v, size_t n_rows);

// The values of a PIG_ANY vector that have tag `tag`, as a vector of `type` (whose tag is `tag`);
// all other rows are null. Packed values are laid out again.
Vector vector_from_any(Arena *arena, const Vector *v, size_t n_rows, const Type *type);

// Writes the string to row `row`, copying long text into the arena.
void vector_put_text(Arena *arena, Vector *v, size_t row, const char *bytes, size_t n_bytes);

// Rows of the children of a bag, map or ragged tuple vector (flat or constant, n_rows rows) that
// its spans reach: one past the highest.
size_t vector_child_rows(const Vector *v, size_t n_rows);

// 64-bit words of a validity bitmap of n_rows.
static inline size_t vector_validity_words(size_t n_rows) {
    return (n_rows + 63) / 64;
}

#endif
