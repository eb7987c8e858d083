// SPDX-License-Identifier: Apache-2.0
//
// Column stores. Gathering from several stores is a loop over references for columns of fixed
// width; nested columns are gathered store by store and put together.

#include "runtime/exchange/rows.h"

#include <stdlib.h>

const Type *const *row_types(Arena *arena, const Schema *schema, size_t *n_columns) {
    *n_columns = schema ? (size_t)schema->n_fields : 1;
    const Type **types = ARENA_NEW_ARRAY(arena, const Type *, *n_columns);
    for (size_t c = 0; c < *n_columns; c++)
        types[c] = schema ? schema->fields[c].type : type_of(PIG_TUPLE);
    return types;
}

Status row_store_init(RowStore *store, const Type *const *types, size_t n_columns, Arena *strings) {
    *store = (RowStore){.n_columns = n_columns, .types = types, .strings = strings};
    store->columns = calloc(n_columns + 1, sizeof *store->columns);
    store->kept = calloc(n_columns + 1, sizeof *store->kept);
    if (!store->columns || !store->kept)
        return STATUS_FAILED;
    for (size_t c = 0; c < n_columns; c++)
        column_init(&store->columns[c], types[c], strings);
    return STATUS_OK;
}

Status row_store_init_in(RowStore *store, const Type *const *types, size_t n_columns, Arena *arena,
                         size_t n_rows) {
    *store = (RowStore){.n_columns = n_columns, .types = types, .strings = arena, .in_arena = true};
    store->columns = ARENA_NEW_ARRAY(arena, Column, n_columns + 1);
    store->kept = ARENA_NEW_ARRAY(arena, bool, n_columns + 1);
    for (size_t c = 0; c < n_columns; c++) {
        column_init_in(&store->columns[c], arena, types[c], 0);
        column_own_strings(&store->columns[c], arena);
    }
    store->n_expected = n_rows;
    return STATUS_OK;
}

void row_store_free(RowStore *store) {
    for (size_t c = 0; store->columns && c < store->n_columns; c++)
        column_free(&store->columns[c]);
    if (!store->in_arena) {
        free(store->columns);
        free(store->kept);
    }
    *store = (RowStore){0};
}

Vector *row_store_columns(const RowStore *store, Arena *arena) {
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, store->n_columns);
    for (size_t c = 0; c < store->n_columns; c++)
        columns[c] =
            store->kept[c] ? store->columns[c].vector : vector_null(arena, store->types[c]);
    return columns;
}

static bool is_constant_null(const Vector *v) {
    return v->form == PIG_CONSTANT && pig_is_null(v, 0);
}

Status row_store_append(RowStore *store, const Vector *columns, const uint32_t *rows, size_t n) {
    for (size_t c = 0; c < store->n_columns; c++) {
        const Vector *v = &columns[c];
        Column *column = &store->columns[c];
        if (is_constant_null(v)) {
            if (store->kept[c])
                TRY(column_append_null(column, n));
            continue;
        }
        if (!store->kept[c]) {
            if (store->n_expected)
                TRY(column_reserve(column, store->n_expected));
            if (store->n_rows)
                TRY(column_append_null(column, store->n_rows));
            store->kept[c] = true;
        }
        TRY(column_append(column, v, rows, n));
    }
    store->n_rows += n;
    return STATUS_OK;
}

size_t row_store_bytes(const RowStore *store) {
    size_t n_bytes = 0;
    for (size_t c = 0; c < store->n_columns; c++)
        n_bytes += column_bytes(&store->columns[c]);
    return n_bytes;
}

// ---- gathering ----

static bool is_null_at(const RowStore *const *stores, size_t column, RowRef ref) {
    if (ref.store == ROW_REF_NONE || !stores[ref.store]->kept[column])
        return true;
    return pig_is_null(&stores[ref.store]->columns[column].vector, ref.row);
}

// Are all rows of the column there, in every store that is referred to?
static bool never_null(const RowStore *const *stores, size_t n_stores, size_t column,
                       const RowRef *refs, size_t n) {
    for (size_t s = 0; s < n_stores; s++)
        if (stores[s]->n_rows &&
            (!stores[s]->kept[column] || stores[s]->columns[column].vector.valid))
            return false;
    for (size_t i = 0; i < n; i++)
        if (refs[i].store == ROW_REF_NONE)
            return false;
    return true;
}

static uint64_t *gather_validity(Arena *arena, const RowStore *const *stores, size_t column,
                                 const RowRef *refs, size_t n) {
    uint64_t *valid = ARENA_NEW_ARRAY(arena, uint64_t, (n + 63) / 64 + 1);
    for (size_t i = 0; i < n; i++)
        valid[i / 64] |= (uint64_t)!is_null_at(stores, column, refs[i]) << (i % 64);
    return valid;
}

#define GATHER_LOOP(type)                                                                          \
    do {                                                                                           \
        type *restrict to = out->data;                                                             \
        for (size_t i = 0; i < n; i++)                                                             \
            to[i] = ((const type *)data[refs[i].store])[refs[i].row];                              \
    } while (0)

// All rows are there.
static void gather_plain(const void *const *data, size_t width, const RowRef *refs, size_t n,
                         Vector *out) {
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
    default:
        GATHER_LOOP(pig_span);
    }
}
#undef GATHER_LOOP

// Some may be null: those keep zero bytes.
static void gather_some(const void *const *data, size_t width, const RowRef *refs, size_t n,
                        Vector *out) {
    for (size_t i = 0; i < n; i++)
        if (out->valid[i / 64] >> (i % 64) & 1)
            memcpy((char *)out->data + i * width,
                   (const char *)data[refs[i].store] + refs[i].row * width, width);
}

static void gather_tags(const RowStore *const *stores, size_t column, const RowRef *refs, size_t n,
                        Vector *out) {
    for (size_t i = 0; i < n; i++)
        out->tags[i] = is_null_at(stores, column, refs[i])
                           ? PIG_UNKNOWN
                           : stores[refs[i].store]->columns[column].vector.tags[refs[i].row];
}

static Vector gather_simple(Arena *arena, const RowStore *const *stores, size_t n_stores,
                            size_t column, const RowRef *refs, size_t n) {
    Vector out = {.type = (uint8_t)stores[0]->types[column]->tag, .form = PIG_FLAT};
    const size_t width = vector_width((pig_type)out.type);
    const void **data = ARENA_NEW_ARRAY(arena, const void *, n_stores);
    for (size_t s = 0; s < n_stores; s++)
        data[s] = stores[s]->columns[column].vector.data;
    if (out.type == PIG_ANY) {
        out.tags = arena_alloc(arena, n);
        gather_tags(stores, column, refs, n, &out);
    }
    if (never_null(stores, n_stores, column, refs, n)) {
        out.data = arena_alloc(arena, n * width);
        gather_plain(data, width, refs, n, &out);
    } else {
        out.data = arena_zalloc(arena, n * width);
        out.valid = gather_validity(arena, stores, column, refs, n);
        gather_some(data, width, refs, n, &out);
    }
    return out;
}

static bool are_consecutive(const RowRef *refs, size_t n) {
    if (n == 0 || refs[n - 1].row - refs[0].row != n - 1)
        return false;
    for (size_t i = 0; i < n; i++)
        if (refs[i].store == ROW_REF_NONE || refs[i].row != refs[0].row + i)
            return false;
    return true;
}

// Rows of one store only.
static Vector gather_one_store(Arena *arena, const RowStore *store, size_t column,
                               const RowRef *refs, size_t n) {
    if (are_consecutive(refs, n))
        return vector_slice(arena, &store->columns[column].vector, refs[0].row, n);
    uint32_t *rows = arena_alloc(arena, n * sizeof *rows);
    bool all = true;
    for (size_t i = 0; i < n; i++) {
        all &= refs[i].store != ROW_REF_NONE;
        rows[i] = refs[i].store == ROW_REF_NONE ? VECTOR_NO_ROW : refs[i].row;
    }
    const Vector *v = &store->columns[column].vector;
    return all ? vector_gather(arena, v, rows, n) : vector_gather_or_null(arena, v, rows, n);
}

// Nested values: gathered by store, put end to end, then brought into the order of refs.
static Vector gather_nested(Arena *arena, const RowStore *const *stores, size_t n_stores,
                            size_t column, const RowRef *refs, size_t n) {
    const Vector **parts = ARENA_NEW_ARRAY(arena, const Vector *, n_stores);
    size_t *n_rows = ARENA_NEW_ARRAY(arena, size_t, n_stores);
    uint32_t *place = arena_alloc(arena, n * sizeof *place);
    uint32_t *rows = arena_alloc(arena, n * sizeof *rows);
    size_t n_parts = 0, base = 0;
    for (size_t i = 0; i < n; i++)
        place[i] = VECTOR_NO_ROW;
    for (size_t s = 0; s < n_stores; s++) {
        size_t n_here = 0;
        for (size_t i = 0; stores[s]->kept[column] && i < n; i++)
            if (refs[i].store == s) {
                place[i] = (uint32_t)(base + n_here);
                rows[n_here++] = refs[i].row;
            }
        if (n_here == 0)
            continue;
        Vector *part = arena_alloc(arena, sizeof *part);
        *part = vector_gather(arena, &stores[s]->columns[column].vector, rows, n_here);
        parts[n_parts] = part;
        n_rows[n_parts++] = n_here;
        base += n_here;
    }
    if (n_parts == 0)
        return vector_null(arena, stores[0]->types[column]);
    const Vector all = n_parts == 1 ? *parts[0] : vector_concat(arena, parts, n_rows, n_parts);
    return vector_gather_or_null(arena, &all, place, n);
}

Vector row_gather(Arena *arena, const RowStore *const *stores, size_t n_stores, size_t column,
                  const RowRef *refs, size_t n) {
    bool any = false;
    size_t n_filled = 0, filled = 0;
    for (size_t s = 0; s < n_stores; s++) {
        any |= stores[s]->kept[column];
        if (stores[s]->n_rows)
            n_filled++, filled = s;
    }
    const Type *type = n_stores ? stores[0]->types[column] : type_of(PIG_ANY);
    if (!any)
        return vector_null(arena, type);
    if (n_filled == 1)
        return gather_one_store(arena, stores[filled], column, refs, n);
    if (type_is_complex(type->tag))
        return gather_nested(arena, stores, n_stores, column, refs, n);
    return gather_simple(arena, stores, n_stores, column, refs, n);
}
