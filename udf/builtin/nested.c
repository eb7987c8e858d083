// SPDX-License-Identifier: Apache-2.0
//
// Reading and building nested values. What a column refuses for want of memory its arena has
// already reported, so the statuses here are always good.

#include "udf/builtin/builtin.h"

static void ignore(Status status) {
    UNUSED(status);
}

Vector tuples_of(const Vector *fields, size_t n) {
    return (Vector){.type = PIG_TUPLE,
                    .form = PIG_FLAT,
                    .n_children = (uint32_t)n,
                    .children = (Vector *)fields};
}

Value value_field(const Value *tuple, size_t f) {
    ValueItems items = value_items(tuple);
    Value value = {0};
    if (f >= items.n_items)
        return value;
    for (size_t i = 0; i <= f; i++)
        value = value_next(&items);
    return value;
}

void append_value(Column *column, const Value *value) {
    ignore(column_append_value(column, value));
}

void append_null(Column *column) {
    ignore(column_append_null(column, 1));
}

void append_single(Column *tuples, const Value *field) {
    size_t start = tuples->children[0].n_rows;
    append_value(&tuples->children[0], field);
    if (tuples->vector.flags & PIG_VEC_RAGGED)
        ignore(column_append_span(tuples, start, 1));
    else
        ignore(column_append_tuple(tuples));
}

void end_span(Column *column, size_t start) {
    ignore(column_append_span(column, start, column->children[0].n_rows - start));
}

Value text_value(const char *bytes, size_t n_bytes) {
    Value value = {.tag = PIG_CHARARRAY};
    value.slot.str = pig_str_make(bytes, n_bytes);
    return value;
}

// ---- sets ----

// Sets of so few values have no table: comparing is cheaper than hashing.
enum { FEW_VALUES = 6, LEAST_CAPACITY = 8 };

ValueSet value_set(Arena *arena, size_t guess) {
    ValueSet set = {.arena = arena, .capacity = guess < LEAST_CAPACITY ? LEAST_CAPACITY : guess};
    set.items = arena_alloc(arena, set.capacity * sizeof *set.items);
    return set;
}

// The slot that holds the value, or the free one where it belongs.
static size_t slot_of(const ValueSet *set, const Value *value, uint64_t hash) {
    size_t at = hash & (set->n_slots - 1);
    for (; set->slots[at]; at = (at + 1) & (set->n_slots - 1)) {
        size_t item = set->slots[at] - 1;
        if (set->hashes[item] == hash && values_compare(&set->items[item], value) == 0)
            break;
    }
    return at;
}

// A table for the items, whose hashes are there.
static void make_slots(ValueSet *set) {
    set->n_slots = 32;
    while (set->n_slots < 2 * set->capacity)
        set->n_slots *= 2;
    set->slots = arena_array(set->arena, set->n_slots, sizeof *set->slots);
    for (size_t i = 0; i < set->n; i++) {
        size_t at = set->hashes[i] & (set->n_slots - 1);
        while (set->slots[at])
            at = (at + 1) & (set->n_slots - 1);
        set->slots[at] = (uint32_t)i + 1;
    }
}

static void make_hashes(ValueSet *set) {
    set->hashes = arena_alloc(set->arena, set->capacity * sizeof *set->hashes);
    for (size_t i = 0; i < set->n; i++)
        set->hashes[i] = values_hash(&set->items[i]);
    make_slots(set);
}

static void grow(ValueSet *set) {
    const ValueSet old = *set;
    set->capacity *= 2;
    set->items = arena_alloc(set->arena, set->capacity * sizeof *set->items);
    memcpy(set->items, old.items, set->n * sizeof *set->items);
    if (!old.slots)
        return;
    set->hashes = arena_alloc(set->arena, set->capacity * sizeof *set->hashes);
    memcpy(set->hashes, old.hashes, set->n * sizeof *set->hashes);
    make_slots(set);
}

static bool is_among_few(const ValueSet *set, const Value *value) {
    for (size_t i = 0; i < set->n; i++)
        if (values_compare(&set->items[i], value) == 0)
            return true;
    return false;
}

bool value_set_add_hashed(ValueSet *set, const Value *value, uint64_t hash) {
    if (set->n == set->capacity)
        grow(set);
    if (!set->slots)
        make_hashes(set);
    size_t at = slot_of(set, value, hash);
    if (set->slots[at])
        return false;
    set->items[set->n] = *value;
    set->hashes[set->n] = hash;
    set->slots[at] = (uint32_t)++set->n;
    return true;
}

bool value_set_add(ValueSet *set, const Value *value) {
    if (set->slots || set->n == FEW_VALUES)
        return value_set_add_hashed(set, value, values_hash(value));
    if (is_among_few(set, value))
        return false;
    set->items[set->n++] = *value;
    return true;
}

bool value_set_has(const ValueSet *set, const Value *value) {
    return set->slots ? set->slots[slot_of(set, value, values_hash(value))] != 0
                      : is_among_few(set, value);
}
