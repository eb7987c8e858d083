// SPDX-License-Identifier: Apache-2.0
//
// A reader for each nested type, over one cursor. A typed tuple takes its fields to the next comma,
// the last one to the next parenthesis, whatever they contain; an untyped one and the values of
// maps keep brackets together. A reader that fails leaves half a value behind: the columns are cut
// back.

#include "runtime/expr/nested_text.h"

#include "runtime/expr/cast.h"
#include "runtime/expr/text_value.h"
#include "udf/vector/compare.h"

enum { MAX_BRACKETS = 256 };

typedef struct Reader {
    Arena *arena;
    const char *at;
    const char *end;
    const LocalZone *local_zone; // of times that name none
} Reader;

static bool read_nested(Reader *r, Column *column);

static bool skip_past(Reader *r, char c) {
    const char *found = memchr(r->at, c, (size_t)(r->end - r->at));
    r->at = found ? found + 1 : r->end;
    return found != NULL;
}

// ---- brackets ----

typedef struct Brackets {
    char open[MAX_BRACKETS];
    size_t n;
} Brackets;

static char opening_of(char c) {
    return c == ')' ? '(' : c == ']' ? '[' : '{';
}

// Notes an opening or closing bracket; false when there are too many open, or when a closing one
// has none to close. strict: it must close the one opened last.
static bool note_bracket(Brackets *brackets, char c, bool strict) {
    if (c == '(' || c == '[' || c == '{') {
        if (brackets->n == MAX_BRACKETS)
            return false;
        brackets->open[brackets->n++] = c;
    } else if (c == ')' || c == ']' || c == '}') {
        if (brackets->n == 0)
            return false;
        if (brackets->open[brackets->n - 1] == opening_of(c))
            brackets->n--;
        else if (strict)
            return false;
    }
    return true;
}

// ---- simple values ----

// A value of a simple type; text that does not fit is a null, which is no failure.
static void append_simple(Reader *r, Column *column, const char *text, size_t n_bytes) {
    pig_slot slot = {0};
    pig_type tag = (pig_type)column->vector.type;
    if (tag == PIG_ANY) {
        Value value = {.tag = PIG_BYTEARRAY, .slot.str = pig_str_make(text, n_bytes)};
        (void)!column_append_value(column, &value); // an arena does not fail
    } else if (text_to_slot(r->arena, text, n_bytes, tag, true, r->local_zone, &slot)) {
        (void)!column_append_slot(column, &slot);
    } else {
        (void)!column_append_null(column, 1);
    }
}

// ---- tuples ----

static bool read_typed_fields(Reader *r, Column *column) {
    for (size_t i = 0; i < column->n_children; i++) {
        Column *field = &column->children[i];
        char delimiter = i + 1 == column->n_children ? ')' : ',';
        const char *start = r->at;
        if (type_is_complex((pig_type)field->vector.type)) {
            if (!read_nested(r, field) || !skip_past(r, delimiter))
                return false;
            continue;
        }
        if (!skip_past(r, delimiter))
            return false;
        append_simple(r, field, start, (size_t)(r->at - 1 - start));
    }
    return true;
}

// Fields of an untyped tuple: bytes between commas outside of brackets.
static bool read_untyped_fields(Reader *r, Column *column) {
    Column *items = &column->children[0];
    size_t first = items->n_rows;
    Brackets brackets = {.n = 0};
    const char *start = r->at;
    for (; r->at < r->end; r->at++) {
        char c = *r->at;
        bool outside = brackets.n == 0;
        if (outside && (c == ')' || c == ',')) {
            append_simple(r, items, start, (size_t)(r->at - start));
            start = r->at + 1;
            if (c == ',')
                continue;
            r->at++;
            return column_append_span(column, first, items->n_rows - first) == STATUS_OK;
        }
        if (!note_bracket(&brackets, c, true))
            return false;
    }
    return false;
}

// Behind the opening parenthesis.
static bool read_fields(Reader *r, Column *column) {
    if (column->vector.flags & PIG_VEC_RAGGED)
        return read_untyped_fields(r, column);
    size_t n_rows = column->n_rows;
    if (column->n_children && read_typed_fields(r, column))
        return column_append_tuple(column) == STATUS_OK;
    column_truncate(column, n_rows);
    return false;
}

// To the parenthesis of a tuple; false at a brace that closes a bag, and at the end.
static bool find_tuple(Reader *r) {
    while (r->at < r->end && *r->at != '(' && *r->at != '}')
        r->at++;
    return r->at < r->end && *r->at == '(';
}

// A closing brace in its place makes a tuple null, and is left to whoever reads on.
static bool read_tuple(Reader *r, Column *column) {
    if (!find_tuple(r))
        return r->at < r->end && column_append_null(column, 1) == STATUS_OK;
    r->at++;
    return read_fields(r, column);
}

// ---- bags ----

static bool read_tuples(Reader *r, Column *tuples) {
    for (;;) {
        if (find_tuple(r)) {
            r->at++;
            if (!read_fields(r, tuples))
                return false;
        }
        while (r->at < r->end && *r->at != '}' && *r->at != ',')
            r->at++;
        if (r->at == r->end)
            return false;
        if (*r->at++ == '}')
            return true;
    }
}

static bool read_bag(Reader *r, Column *column) {
    Column *tuples = &column->children[0];
    size_t first = tuples->n_rows;
    if (skip_past(r, '{') && read_tuples(r, tuples))
        return column_append_span(column, first, tuples->n_rows - first) == STATUS_OK;
    column_truncate(tuples, first);
    return false;
}

// ---- maps ----

// The bytes of a value, up to a comma or bracket outside of brackets, on which r->at is left.
static bool find_value_end(Reader *r) {
    Brackets brackets = {.n = 0};
    for (; r->at < r->end; r->at++) {
        char c = *r->at;
        if (brackets.n == 0 && (c == ']' || c == ','))
            return true;
        if (!note_bracket(&brackets, c, false))
            return false;
    }
    return false;
}

static bool append_map_value(Reader *r, Column *values, const char *text, size_t n_bytes) {
    if (n_bytes == 0)
        return column_append_null(values, 1) == STATUS_OK;
    if (!type_is_complex((pig_type)values->vector.type)) {
        append_simple(r, values, text, n_bytes);
        return true;
    }
    Reader inner = {r->arena, text, text + n_bytes, r->local_zone};
    return read_nested(&inner, values);
}

// The entries of a map just read, to be looked up by key.
typedef struct Entries {
    const Vector *keys;
    size_t first, n;
    uint32_t *table; // entry + 1 by hash of its key; 0: free
    size_t mask;
} Entries;

// The entry that has the key of entry i: an earlier one, or i itself, which is entered.
static size_t first_with_key(const Entries *entries, size_t i, uint64_t hash) {
    const pig_str *keys = pig_strs(entries->keys) + entries->first;
    size_t at = hash & entries->mask;
    for (; entries->table[at]; at = (at + 1) & entries->mask)
        if (pig_str_equal(&keys[entries->table[at] - 1], &keys[i]))
            return entries->table[at] - 1;
    entries->table[at] = (uint32_t)i + 1;
    return i;
}

// For each key in the order of first appearance: kept[k], the entry where it appears first, and
// last[k], where it appears last. Returns how many keys there are.
static size_t find_keys(Arena *arena, const Entries *entries, uint32_t *kept, uint32_t *last) {
    size_t n = entries->n, n_keys = 0;
    uint32_t *rows = arena_alloc(arena, n * sizeof *rows);
    uint32_t *place = arena_alloc(arena, n * sizeof *place); // among the kept
    uint64_t *hashes = arena_alloc(arena, n * sizeof *hashes);
    for (size_t i = 0; i < n; i++)
        rows[i] = (uint32_t)(entries->first + i);
    vector_hash(entries->keys, rows, n, hashes, false);
    for (size_t i = 0; i < n; i++) {
        size_t entry = first_with_key(entries, i, hashes[i]);
        if (entry == i) {
            kept[n_keys] = rows[i];
            place[i] = (uint32_t)n_keys++;
        }
        last[place[entry]] = rows[i];
    }
    return n_keys;
}

static void keep_rows(Column *column, size_t first, const uint32_t *rows, size_t n) {
    column_finish(column);
    Vector kept = vector_gather(column->arrays, &column->vector, rows, n);
    column_truncate(column, first);
    (void)!column_append(column, &kept, NULL, n); // an arena does not fail
}

// Of entries with one key the last value stays, in the place of the first.
static void drop_duplicates(Column *keys, Column *values, size_t first) {
    Arena *arena = keys->arrays;
    Entries entries = {.keys = &keys->vector, .first = first, .n = keys->n_rows - first, .mask = 7};
    if (entries.n < 2)
        return;
    while (entries.mask < 2 * entries.n)
        entries.mask = entries.mask * 2 + 1;
    entries.table = ARENA_NEW_ARRAY(arena, uint32_t, entries.mask + 1);
    uint32_t *kept = arena_alloc(arena, entries.n * sizeof *kept);
    uint32_t *last = arena_alloc(arena, entries.n * sizeof *last);
    size_t n_keys = find_keys(arena, &entries, kept, last);
    if (n_keys == entries.n)
        return;
    keep_rows(keys, first, kept, n_keys);
    keep_rows(values, first, last, n_keys);
}

static bool read_entries(Reader *r, Column *keys, Column *values) {
    bool empty = true;
    for (;;) {
        const char *key = r->at;
        while (r->at < r->end && *r->at != '#') {
            if (empty && *r->at == ']') {
                r->at++;
                return true;
            }
            empty = false;
            r->at++;
        }
        if (r->at == r->end || r->at == key)
            return false;
        append_simple(r, keys, key, (size_t)(r->at - key));
        const char *value = ++r->at;
        if (!find_value_end(r) || !append_map_value(r, values, value, (size_t)(r->at - value)))
            return false;
        if (*r->at++ == ']')
            return true;
        empty = false;
    }
}

static bool read_map(Reader *r, Column *column) {
    Column *keys = &column->children[0], *values = &column->children[1];
    size_t first = keys->n_rows;
    if (skip_past(r, '[') && read_entries(r, keys, values)) {
        drop_duplicates(keys, values, first);
        return column_append_span(column, first, keys->n_rows - first) == STATUS_OK;
    }
    column_truncate(keys, first);
    column_truncate(values, first);
    return false;
}

// ---- any nested type ----

static bool read_nested(Reader *r, Column *column) {
    switch (column->vector.type) {
    case PIG_TUPLE:
        return read_tuple(r, column);
    case PIG_BAG:
        return read_bag(r, column);
    default:
        return read_map(r, column);
    }
}

bool nested_text_append(Column *column, Arena *arena, const char *text, size_t n_bytes,
                        const LocalZone *local_zone) {
    Reader r = {arena, text, text + n_bytes, local_zone};
    if (read_nested(&r, column))
        return true;
    (void)!column_append_null(column, 1); // an arena does not fail
    return false;
}
