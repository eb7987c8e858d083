// SPDX-License-Identifier: Apache-2.0
//
// Open addressing with linear steps over 64-bit slots that hold an entry's address and 16 bits of
// its hash, so that a miss rarely touches an entry. A batch is looked up in passes (slots fetched,
// candidates fetched, keys compared), so that cache misses overlap.

#include "runtime/exchange/key_table.h"

#include <stdlib.h>

#include "lang/base/huge_pages.h"
#include "udf/vector/compare.h"

enum {
    FIRST_SLOTS = 1024,
    PASS_ROWS = 256, // keys that are in flight together
    PREFETCH_AHEAD = 16,
};

static const uint64_t ADDRESS_BITS = ((uint64_t)1 << 48) - 1;

// ---- entries ----

static inline const uint64_t *entry_nulls(const char *entry) {
    return (const uint64_t *)(const void *)(entry + 8);
}

static bool value_part_equal(const KeyColumn *column, size_t i, const KeyReference *reference,
                             size_t part) {
    return value_equal(&column->vector, i, &reference->table->values[part].vector, reference->row);
}

static bool part_equal(const KeyPart *part, size_t p, const KeyColumn *column, size_t i,
                       const char *entry) {
    const void *stored = entry + part->offset;
    switch (part->form) {
    case KEY_WORD:
        return column->words[i] == *(const uint64_t *)stored;
    case KEY_TEXT:
        return pig_str_equal(&column->texts[i], stored);
    case KEY_INSTANT:
        return column->instants[i].milliseconds == ((const pig_datetime *)stored)->milliseconds;
    default:
        return value_part_equal(column, i, stored, p);
    }
}

// Is key i that of the entry?
static bool key_equal(const KeyLayout *layout, const KeyBatch *batch, size_t i, const char *entry) {
    const uint64_t *stored = entry_nulls(entry);
    const uint64_t *nulls = batch->nulls ? batch->nulls + i * layout->n_null_words : NULL;
    if (batch->hashes[i] != key_entry_hash(entry))
        return false;
    for (size_t w = 0; w < layout->n_null_words; w++)
        if (stored[w] != (nulls ? nulls[w] : 0))
            return false;
    for (size_t p = 0; p < layout->n_parts; p++)
        if (!(stored[p / 64] >> (p % 64) & 1) &&
            !part_equal(&layout->parts[p], p, &batch->columns[p], i, entry))
            return false;
    return true;
}

// The same for keys of one part, the common case.
static inline bool one_word_equal(const KeyBatch *batch, size_t i, const char *entry) {
    const uint64_t null = batch->nulls ? batch->nulls[i] : 0;
    return *entry_nulls(entry) == null &&
           (null || batch->columns[0].words[i] == *(const uint64_t *)(const void *)(entry + 16));
}

static inline bool one_text_equal(const KeyBatch *batch, size_t i, const char *entry) {
    const uint64_t null = batch->nulls ? batch->nulls[i] : 0;
    const pig_str *stored = (const pig_str *)(const void *)(entry + 16);
    return *entry_nulls(entry) == null &&
           (null || pig_str_equal(&batch->columns[0].texts[i], stored));
}

static inline uint64_t slot_of(const char *entry, uint64_t hash) {
    return (uint64_t)(uintptr_t)entry | (hash & ~ADDRESS_BITS);
}

static inline char *slot_entry(uint64_t slot) {
    return (char *)(uintptr_t)(slot & ADDRESS_BITS);
}

static inline bool slot_may_be(uint64_t slot, uint64_t hash) {
    return (slot ^ hash) >> 48 == 0;
}

Status key_table_init(KeyTable *table, const KeyLayout *layout, size_t owner_bytes, Arena *memory) {
    *table = (KeyTable){.layout = layout, .memory = memory};
    table->entry_bytes = layout->n_bytes + (owner_bytes + 7) / 8 * 8;
    table->mask = FIRST_SLOTS - 1;
    table->slots = calloc(FIRST_SLOTS, sizeof *table->slots);
    bool values = false;
    for (size_t p = 0; p < layout->n_parts; p++)
        values |= layout->parts[p].form == KEY_VALUE;
    if (values) {
        table->values = ARENA_NEW_ARRAY(memory, Column, layout->n_parts);
        for (size_t p = 0; p < layout->n_parts; p++)
            column_init(&table->values[p], layout->parts[p].type, memory);
    }
    return table->slots ? STATUS_OK : STATUS_FAILED;
}

void key_table_free(KeyTable *table) {
    for (size_t p = 0; table->values && p < table->layout->n_parts; p++)
        column_free(&table->values[p]);
    free(table->slots);
    free(table->entries);
    *table = (KeyTable){.layout = table->layout};
}

void key_table_clear(KeyTable *table) {
    memset(table->slots, 0, (table->mask + 1) * sizeof *table->slots);
    table->n_entries = 0;
}

static void insert_slot(uint64_t *slots, size_t mask, const char *entry) {
    const uint64_t hash = key_entry_hash(entry);
    size_t at = hash & mask;
    while (slots[at])
        at = (at + 1) & mask;
    slots[at] = slot_of(entry, hash);
}

Status key_table_reserve(KeyTable *table, size_t n) {
    size_t n_slots = table->mask + 1;
    while (n_slots < n + n / 2)
        n_slots *= 2;
    if (n > table->capacity) {
        const size_t capacity = n > 2 * table->capacity ? n : 2 * table->capacity;
        char **entries = realloc(table->entries, capacity * sizeof *entries);
        if (!entries)
            return STATUS_FAILED;
        table->entries = entries;
        table->capacity = capacity;
    }
    if (n_slots == table->mask + 1)
        return STATUS_OK;
    uint64_t *slots = calloc(n_slots, sizeof *slots);
    if (!slots)
        return STATUS_FAILED;
    huge_pages_advise(slots, n_slots * sizeof *slots);
    for (size_t e = 0; e < table->n_entries; e++) {
        if (e + PREFETCH_AHEAD < table->n_entries)
            __builtin_prefetch(table->entries[e + PREFETCH_AHEAD]);
        insert_slot(slots, n_slots - 1, table->entries[e]);
    }
    free(table->slots);
    table->slots = slots;
    table->mask = n_slots - 1;
    return STATUS_OK;
}

static Status put_part(KeyTable *table, size_t p, const KeyColumn *column, size_t i, char *entry) {
    const KeyPart *part = &table->layout->parts[p];
    void *to = entry + part->offset;
    switch (part->form) {
    case KEY_WORD:
        *(uint64_t *)to = column->words[i];
        return STATUS_OK;
    case KEY_TEXT: {
        pig_str text = column->texts[i];
        if (text.n_bytes > PIG_STR_INLINE && !column->stable)
            text = pig_str_make(arena_strndup(table->memory, pig_str_data(&text), text.n_bytes),
                                text.n_bytes);
        *(pig_str *)to = text;
        return STATUS_OK;
    }
    case KEY_INSTANT:
        *(pig_datetime *)to = column->instants[i];
        return STATUS_OK;
    default: {
        const uint32_t row = (uint32_t)i;
        *(KeyReference *)to = (KeyReference){table, table->values[p].n_rows};
        return column_append(&table->values[p], &column->vector, &row, 1);
    }
    }
}

// Makes the entry of key i; there is room for it.
static char *new_entry(KeyTable *table, const KeyBatch *batch, size_t i) {
    const KeyLayout *layout = table->layout;
    char *entry = arena_zalloc(table->memory, table->entry_bytes);
    *(uint64_t *)(void *)entry = batch->hashes[i];
    if (batch->nulls)
        memcpy(entry + 8, batch->nulls + i * layout->n_null_words, 8 * layout->n_null_words);
    const uint64_t *nulls = entry_nulls(entry);
    for (size_t p = 0; p < layout->n_parts; p++)
        if (!(nulls[p / 64] >> (p % 64) & 1) &&
            put_part(table, p, &batch->columns[p], i, entry) != STATUS_OK)
            return NULL;
    table->entries[table->n_entries++] = entry;
    return entry;
}

typedef enum OneKey { NOT_ONE, ONE_WORD, ONE_TEXT } OneKey;

static OneKey one_key(const KeyLayout *layout) {
    if (layout->n_parts != 1)
        return NOT_ONE;
    return layout->parts[0].form == KEY_WORD   ? ONE_WORD
           : layout->parts[0].form == KEY_TEXT ? ONE_TEXT
                                               : NOT_ONE;
}

__attribute__((always_inline)) static inline bool
equal_as(OneKey one, const KeyLayout *layout, const KeyBatch *batch, size_t i, const char *entry) {
    if (one == ONE_WORD)
        return one_word_equal(batch, i, entry);
    if (one == ONE_TEXT)
        return one_text_equal(batch, i, entry);
    return key_equal(layout, batch, i, entry);
}

// The entry of key i; with `add` it is made. *at: the slot where the search ended.
__attribute__((always_inline)) static inline char *
look_up(const KeyTable *table, OneKey one, const KeyBatch *batch, size_t i, size_t *at) {
    const uint64_t hash = batch->hashes[i];
    for (*at = hash & table->mask;; *at = (*at + 1) & table->mask) {
        const uint64_t slot = table->slots[*at];
        if (slot == 0)
            return NULL;
        if (slot_may_be(slot, hash) && equal_as(one, table->layout, batch, i, slot_entry(slot)))
            return slot_entry(slot);
    }
}

__attribute__((always_inline)) static inline Status add_as(KeyTable *table, OneKey one,
                                                           const KeyBatch *batch, char **entries) {
    for (size_t first = 0; first < batch->n; first += PASS_ROWS) {
        const size_t last = first + PASS_ROWS < batch->n ? first + PASS_ROWS : batch->n;
        if (key_table_reserve(table, table->n_entries + (last - first)) != STATUS_OK)
            return STATUS_FAILED;
        for (size_t i = first; i < last; i++)
            key_table_prefetch(table, batch->hashes[i]);
        for (size_t i = first; i < last; i++)
            __builtin_prefetch(slot_entry(table->slots[batch->hashes[i] & table->mask]));
        for (size_t i = first; i < last; i++) {
            size_t at;
            entries[i] = look_up(table, one, batch, i, &at);
            if (!entries[i]) {
                entries[i] = new_entry(table, batch, i);
                if (!entries[i])
                    return STATUS_FAILED;
                table->slots[at] = slot_of(entries[i], batch->hashes[i]);
            }
        }
    }
    return STATUS_OK;
}

Status key_table_add(KeyTable *table, const KeyBatch *batch, char **entries) {
    switch (one_key(table->layout)) {
    case ONE_WORD:
        return add_as(table, ONE_WORD, batch, entries);
    case ONE_TEXT:
        return add_as(table, ONE_TEXT, batch, entries);
    default:
        return add_as(table, NOT_ONE, batch, entries);
    }
}

// The keys that are looked up, and their tables.
typedef struct Sought {
    const KeyTable *tables;
    size_t n_tables;
    const KeyBatch *batch;
    const bool *skip;
} Sought;

static inline const KeyTable *sought_table(const Sought *sought, size_t i) {
    if (sought->skip && sought->skip[i])
        return NULL;
    return &sought->tables[key_table_of(sought->batch->hashes[i], sought->n_tables)];
}

__attribute__((always_inline)) static inline void find_as(const Sought *sought, OneKey one,
                                                          char **entries) {
    const KeyBatch *batch = sought->batch;
    const KeyTable *tables[PASS_ROWS];
    for (size_t first = 0; first < batch->n; first += PASS_ROWS) {
        const size_t n = batch->n - first < PASS_ROWS ? batch->n - first : PASS_ROWS;
        for (size_t i = 0; i < n; i++) {
            tables[i] = sought_table(sought, first + i);
            if (tables[i])
                key_table_prefetch(tables[i], batch->hashes[first + i]);
        }
        for (size_t i = 0; i < n; i++)
            if (tables[i])
                __builtin_prefetch(
                    slot_entry(tables[i]->slots[batch->hashes[first + i] & tables[i]->mask]));
        for (size_t i = 0; i < n; i++) {
            size_t at;
            entries[first + i] = tables[i] ? look_up(tables[i], one, batch, first + i, &at) : NULL;
        }
    }
}

void key_tables_find(const KeyLayout *layout, const KeyTable *tables, size_t n_tables,
                     const KeyBatch *batch, const bool *skip, char **entries) {
    const Sought sought = {tables, n_tables, batch, skip};
    switch (one_key(layout)) {
    case ONE_WORD:
        find_as(&sought, ONE_WORD, entries);
        break;
    case ONE_TEXT:
        find_as(&sought, ONE_TEXT, entries);
        break;
    default:
        find_as(&sought, NOT_ONE, entries);
    }
}

static bool entry_part_equal(const KeyPart *part, size_t p, const char *a, const char *b) {
    const void *x = a + part->offset, *y = b + part->offset;
    switch (part->form) {
    case KEY_WORD:
        return *(const uint64_t *)x == *(const uint64_t *)y;
    case KEY_TEXT:
        return pig_str_equal(x, y);
    case KEY_INSTANT:
        return ((const pig_datetime *)x)->milliseconds == ((const pig_datetime *)y)->milliseconds;
    default: {
        const KeyReference *r = x, *s = y;
        return value_equal(&r->table->values[p].vector, r->row, &s->table->values[p].vector,
                           s->row);
    }
    }
}

static bool entries_equal(const KeyLayout *layout, const char *a, const char *b) {
    if (memcmp(a, b, 8 + 8 * layout->n_null_words) != 0)
        return false;
    const uint64_t *nulls = entry_nulls(a);
    for (size_t p = 0; p < layout->n_parts; p++)
        if (!(nulls[p / 64] >> (p % 64) & 1) && !entry_part_equal(&layout->parts[p], p, a, b))
            return false;
    return true;
}

char *key_table_adopt(KeyTable *table, char *entry) {
    if (key_table_reserve(table, table->n_entries + 1) != STATUS_OK)
        return NULL;
    const uint64_t hash = key_entry_hash(entry);
    size_t at = hash & table->mask;
    for (; table->slots[at]; at = (at + 1) & table->mask) {
        char *found = slot_entry(table->slots[at]);
        if (slot_may_be(table->slots[at], hash) && entries_equal(table->layout, found, entry))
            return found;
    }
    table->slots[at] = slot_of(entry, hash);
    table->entries[table->n_entries++] = entry;
    return entry;
}

// ---- back to vectors ----

static void word_to(Vector *out, size_t i, uint64_t word) {
    switch (out->type) {
    case PIG_BOOLEAN:
        pig_booleans_out(out)[i] = (uint8_t)word;
        break;
    case PIG_INT:
    case PIG_FLOAT: {
        const uint32_t low = (uint32_t)word;
        memcpy((char *)out->data + 4 * i, &low, sizeof low);
        break;
    }
    default:
        memcpy((char *)out->data + 8 * i, &word, sizeof word);
    }
}

// KEY_VALUE parts may stand in columns of several tables: each run of one table is gathered.
static Vector gather_values(Arena *arena, const KeyPart *part, size_t p, char *const *entries,
                            size_t n) {
    const Vector **parts = ARENA_NEW_ARRAY(arena, const Vector *, n + 1);
    size_t *n_rows = ARENA_NEW_ARRAY(arena, size_t, n + 1);
    uint32_t *rows = arena_alloc(arena, n * sizeof *rows);
    size_t n_parts = 0;
    for (size_t first = 0, next; first < n; first = next) {
        const bool null = entry_nulls(entries[first])[p / 64] >> (p % 64) & 1;
        const KeyReference *head = (const void *)(entries[first] + part->offset);
        size_t n_here = 0;
        for (next = first; next < n; next++) {
            const KeyReference *r = (const void *)(entries[next] + part->offset);
            const bool is_null = entry_nulls(entries[next])[p / 64] >> (p % 64) & 1;
            if (is_null != null || (!null && r->table != head->table))
                break;
            rows[n_here++] = (uint32_t)r->row;
        }
        Vector *piece = arena_alloc(arena, sizeof *piece);
        if (null) {
            const Vector one = vector_null(arena, part->type);
            *piece = vector_flatten(arena, &one, n_here);
        } else {
            *piece = vector_gather(arena, &head->table->values[p].vector, rows, n_here);
        }
        parts[n_parts] = piece;
        n_rows[n_parts++] = n_here;
    }
    return n_parts == 1 ? *parts[0] : vector_concat(arena, parts, n_rows, n_parts);
}

Vector key_entries_part(const KeyLayout *layout, size_t p, Arena *arena, char *const *entries,
                        size_t n) {
    const KeyPart *part = &layout->parts[p];
    if (part->form == KEY_VALUE)
        return gather_values(arena, part, p, entries, n);
    Vector out = vector_new(arena, part->type, n);
    for (size_t i = 0; i < n; i++) {
        const char *stored = entries[i] + part->offset;
        if (entry_nulls(entries[i])[p / 64] >> (p % 64) & 1)
            vector_set_null(arena, &out, i, n);
        else if (part->form == KEY_WORD)
            word_to(&out, i, *(const uint64_t *)(const void *)stored);
        else
            memcpy((char *)out.data + 16 * i, stored, 16);
    }
    return out;
}
