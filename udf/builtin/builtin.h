// SPDX-License-Identifier: Apache-2.0
//
// What the files of built-ins share: the shape of their functions, rules for results, and short
// ways to read arguments and build nested results.
//
// A column that is a constant has one value; reading element i * step(v) works for both forms.

#ifndef JAVELINA_UDF_BUILTIN_BUILTIN_H
#define JAVELINA_UDF_BUILTIN_BUILTIN_H

#include "udf/context.h"
#include "udf/vector/column.h"
#include "udf/vector/value.h"
#include "udf/vector/vector.h"

// Names `fn` with the parameters of a pig_batch_fn.
#define BATCH_FN(fn)                                                                               \
    int fn(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args, pig_vec *out)

// For parameters that a function need not look at.
#define UNUSED(x) ((void)(x))

static inline size_t step(const pig_vec *v) {
    return v->form == PIG_CONSTANT ? 0 : 1;
}

static inline bool row_is_valid(const pig_vec *v, size_t i) {
    return !v->valid || (v->valid[i / 64] >> (i % 64) & 1);
}

static inline const pig_str *str_at(const pig_vec *v, size_t i) {
    return &pig_strs(v)[pig_at(v, i)];
}

// pig_str_make for a part of a text that goes on to `end`: faster where 12 bytes can be read
// whatever the length.
static inline pig_str str_part(const char *at, size_t n, const char *end) {
    if (n > PIG_STR_INLINE || end - at < PIG_STR_INLINE)
        return pig_str_make(at, n);
    uint64_t low;
    uint32_t high;
    memcpy(&low, at, 8);
    memcpy(&high, at + 8, 4);
    if (n <= 8) {
        low = n == 8 ? low : low & (((uint64_t)1 << (8 * n)) - 1);
        high = 0;
    } else {
        high = n == 12 ? high : high & (((uint32_t)1 << (8 * (n - 8))) - 1);
    }
    pig_str part = {.n_bytes = (uint32_t)n};
    memcpy(part.u.inlined, &low, 8);
    memcpy(part.u.inlined + 8, &high, 4);
    return part;
}

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "parts are masked from the low end");

// True if all rows belong to one state: GROUP ALL, mostly. Then it can stay in registers.
static inline bool one_state(void *const *states, size_t n_rows) {
    if (n_rows < 8 || states[0] != states[n_rows - 1] || states[0] != states[n_rows / 2])
        return false;
    uintptr_t others = 0;
    for (size_t i = 0; i < n_rows; i++)
        others |= (uintptr_t)states[i] ^ (uintptr_t)states[0];
    return others == 0;
}

// The text at row i, also of a value that is only known to be text while running; false: null or
// not text. bytes_too: take untyped bytes as text.
bool text_at(const pig_vec *v, size_t i, bool bytes_too, pig_str *text);

// The double that an untyped value or number stands for; false: null, or no number (counted as a
// warning).
bool double_at(pig_ctx *ctx, const pig_vec *v, size_t i, double *value);

// The integer in a vector of int or long (or PIG_ANY of those); false: null or something else.
bool integer_at(const pig_vec *v, size_t i, int64_t *value);

// The text of any value as Apache Pig prints it; `scratch` holds it when it had to be printed.
pig_str any_text_at(const pig_vec *v, size_t i, Text *scratch);

// Every row of out is null: a function whose arguments are not checked was given too few.
int all_null(pig_ctx *ctx, size_t n_rows, pig_vec *out);

// pig_type of the value at row i: the vector's, or of a PIG_ANY value its own; PIG_UNKNOWN: null.
pig_type type_at(const pig_vec *v, size_t i);

// ---- lists of strings that grow ----

typedef struct StrList {
    Arena *arena;
    pig_str *items;
    size_t n, capacity;
} StrList;

// guess: how many there will be, more or less.
StrList str_list(Arena *arena, size_t guess);
void str_list_grow(StrList *list);

static inline void str_list_add(StrList *list, pig_str item) {
    if (list->n == list->capacity)
        str_list_grow(list);
    list->items[list->n++] = item;
}

// The list as a vector of chararrays.
Vector str_list_vector(const StrList *list);

// Makes the tuples of the bag column `out` one-field tuples of `values` (n rows); spans are the
// caller's.
void bag_of_single_fields(Arena *arena, pig_vec *out, Vector values, size_t n);

// Makes the fields of the ragged tuple column `out` the chararrays of `list`, which it keeps, null
// where n_bytes is NO_STRING; spans are the caller's.
void ragged_of_strings(Arena *arena, pig_vec *out, const StrList *list);
#define NO_STRING UINT32_MAX

// Makes the tuples of the bag column `out` ragged tuples of one field each: the n values of the
// PIG_ANY vector `fields`. For bags whose schema says nothing of their tuples.
void bag_of_ragged_singles(Arena *arena, pig_vec *out, Vector *fields, size_t n);

// ---- nested values ----
// Results row by row: a Column of the call's result type (column_init_in), its children filled,
// then column_append_span or column_append_null; `*out = column_finish(...)`.

// A column of tuples whose fields are the n columns; borrows them.
Vector tuples_of(const Vector *fields, size_t n);

// Field f of a tuple; a null value past its end.
Value value_field(const Value *tuple, size_t f);

// Appends to the tuples of a bag column one tuple with one field, ragged or not.
void append_single(Column *tuples, const Value *field);

// Appends a tuple as it is.
void append_value(Column *column, const Value *value);

// For aggregates: packs the value into *bytes, memory of the states that is replaced where it is
// too small. packed: for scratch.
void state_keep_packed(pig_ctx *ctx, const Value *value, Text *packed, char **bytes,
                       size_t *capacity);
// What `load` of an aggregate returns for bytes that `save` has not made.
int state_is_damaged(pig_ctx *ctx);

// Ends a row of a bag, map or ragged tuple whose child had `start` rows before it.
void end_span(Column *column, size_t start);

void append_null(Column *column);

// A chararray as a value. Borrows.
Value text_value(const char *bytes, size_t n_bytes);

// A set of values, in the order in which they came.
typedef struct ValueSet {
    Arena *arena;
    Value *items;
    uint64_t *hashes;
    uint32_t *slots; // number of the item plus one; NULL while there are few
    size_t n, capacity, n_slots;
} ValueSet;

ValueSet value_set(Arena *arena, size_t guess);
bool value_set_add(ValueSet *set, const Value *value); // true: it was not there
// The same for sets all of whose values come with a hash by the same rule.
bool value_set_add_hashed(ValueSet *set, const Value *value, uint64_t hash);
bool value_set_has(const ValueSet *set, const Value *value);

// ---- rules (result_rules.c) ----

#define RESULT_RULE(rule) Status result_##rule(const ResultRequest *request, FunctionCall *call)

#endif
