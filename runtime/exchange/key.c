// SPDX-License-Identifier: Apache-2.0
//
// Open addressing with linear steps over 64-bit slots that hold an entry's address and 16 bits of
// its hash, so that a miss rarely touches an entry. A batch is looked up in passes (slots fetched,
// candidates fetched, keys compared), so that cache misses overlap.

#include "runtime/exchange/key.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "udf/vector/compare.h"

enum {
    FIRST_SLOTS = 1024,
    PASS_ROWS = 256, // keys that are in flight together
    PREFETCH_AHEAD = 16,
};

static const uint64_t ADDRESS_BITS = ((uint64_t)1 << 48) - 1;

// --- layout --------------------------------------------------------------------------------------

static KeyForm key_form(pig_type tag) {
    switch (tag) {
    case PIG_BOOLEAN:
    case PIG_INT:
    case PIG_LONG:
    case PIG_FLOAT:
    case PIG_DOUBLE:
        return KEY_WORD;
    case PIG_BYTEARRAY:
    case PIG_CHARARRAY:
    case PIG_BIGINTEGER:
        return KEY_TEXT;
    case PIG_DATETIME:
        return KEY_INSTANT;
    default:
        return KEY_VALUE;
    }
}

KeyLayout key_layout(Arena *arena, const Type *const *types, size_t n_parts) {
    KeyLayout layout = {.n_parts = n_parts, .n_null_words = (n_parts + 63) / 64};
    layout.parts = ARENA_NEW_ARRAY(arena, KeyPart, n_parts);
    layout.n_bytes = 8 + 8 * layout.n_null_words;
    for (size_t p = 0; p < n_parts; p++) {
        const KeyForm form = key_form(types[p]->tag);
        layout.parts[p] = (KeyPart){types[p], form, (uint32_t)layout.n_bytes};
        layout.n_bytes += form == KEY_WORD ? 8 : 16;
    }
    return layout;
}

// --- hashing -------------------------------------------------------------------------------------

// After: Wang Yi, "wyhash", 2019 (folding a 128-bit product).
static inline uint64_t fold(uint64_t a, uint64_t b) {
    const unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static const uint64_t SEED_A = UINT64_C(0xA0761D6478BD642F), SEED_B = UINT64_C(0xE7037ED1A0B428DB);

static inline uint64_t hash_word(uint64_t word) {
    return fold(word ^ SEED_A, SEED_B);
}

static inline uint64_t hash_text(const pig_str *s) {
    if (s->n_bytes > PIG_STR_INLINE)
        return XXH3_64bits(pig_str_data(s), s->n_bytes);
    uint64_t a, b;
    memcpy(&a, s, 8);
    memcpy(&b, s->u.far_.pad_, 8);
    return fold(a ^ SEED_A, b ^ SEED_B);
}

uint64_t key_hash_mix(uint64_t a, uint64_t b) {
    return fold(a ^ SEED_B, b ^ SEED_A);
}

static inline void put_hash(uint64_t *hashes, size_t i, uint64_t hash, bool combine) {
    hashes[i] = combine ? key_hash_mix(hashes[i], hash) : hash;
}

// --- keys of a batch -----------------------------------------------------------------------------

// The bits of a value by which it is compared: all NaN are one.
static inline uint64_t float_word(float f) {
    uint32_t bits;
    if (f != f)
        return UINT32_C(0x7FC00000);
    memcpy(&bits, &f, sizeof bits);
    return bits;
}

static inline uint64_t double_word(double d) {
    uint64_t bits;
    if (d != d)
        return UINT64_C(0x7FF8000000000000);
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

// Calls `make` of each row's element into out[i].
#define FILL(out, data, make)                                                                      \
    for (size_t i = 0; i < n; i++)                                                                 \
    (out)[i] = make((data)[constant ? 0 : rows ? rows[i] : i])

static void fill_words(const Vector *v, const uint32_t *rows, size_t n, uint64_t *words) {
    const bool constant = v->form == PIG_CONSTANT;
    switch (v->type) {
    case PIG_BOOLEAN:
        FILL(words, pig_booleans(v), (uint64_t));
        break;
    case PIG_INT:
        FILL(words, pig_ints(v), (uint64_t)(int64_t));
        break;
    case PIG_FLOAT:
        FILL(words, pig_floats(v), float_word);
        break;
    case PIG_DOUBLE:
        FILL(words, pig_doubles(v), double_word);
        break;
    default:
        FILL(words, pig_longs(v), (uint64_t));
    }
}

static const pig_str *dense_texts(Arena *arena, const Vector *v, const uint32_t *rows, size_t n) {
    const bool constant = v->form == PIG_CONSTANT;
    if (!constant && !rows)
        return pig_strs(v);
    pig_str *texts = arena_alloc(arena, n * sizeof *texts);
    FILL(texts, pig_strs(v), (pig_str));
    return texts;
}

static const pig_datetime *dense_instants(Arena *arena, const Vector *v, const uint32_t *rows,
                                          size_t n) {
    const bool constant = v->form == PIG_CONSTANT;
    pig_datetime *instants = arena_alloc(arena, n * sizeof *instants);
    FILL(instants, pig_datetimes(v), (pig_datetime));
    return instants;
}
#undef FILL

static void hash_words(const uint64_t *words, size_t n, uint64_t *hashes, bool combine) {
    for (size_t i = 0; i < n; i++)
        put_hash(hashes, i, hash_word(words[i]), combine);
}

static void hash_texts(const pig_str *texts, size_t n, uint64_t *hashes, bool combine) {
    for (size_t i = 0; i < n; i++)
        put_hash(hashes, i, hash_text(&texts[i]), combine);
}

static void fill_part(Arena *arena, KeyForm form, const Vector *v, const uint32_t *rows, size_t n,
                      KeyColumn *column, uint64_t *hashes, bool combine) {
    uint64_t *words;
    switch (form) {
    case KEY_WORD:
        words = arena_alloc(arena, n * sizeof *words);
        fill_words(v, rows, n, words);
        column->words = words;
        hash_words(words, n, hashes, combine);
        break;
    case KEY_TEXT:
        column->texts = dense_texts(arena, v, rows, n);
        column->stable = v->flags & PIG_VEC_STABLE;
        hash_texts(column->texts, n, hashes, combine);
        break;
    case KEY_INSTANT:
        column->instants = dense_instants(arena, v, rows, n);
        for (size_t i = 0; i < n; i++)
            put_hash(hashes, i, hash_word((uint64_t)column->instants[i].milliseconds), combine);
        break;
    case KEY_VALUE:
        column->vector = rows ? vector_gather(arena, v, rows, n) : *v;
        words = arena_alloc(arena, n * sizeof *words);
        vector_hash(&column->vector, NULL, n, words, false);
        for (size_t i = 0; i < n; i++)
            put_hash(hashes, i, hash_word(words[i]), combine);
    }
}

// Marks null parts; a null has the same hash whatever stands in its place.
static void mark_nulls(const KeyLayout *layout, const Vector *v, size_t part, const uint32_t *rows,
                       size_t n, uint64_t *nulls) {
    for (size_t i = 0; i < n; i++)
        if (pig_is_null(v, rows ? rows[i] : i))
            nulls[i * layout->n_null_words + part / 64] |= (uint64_t)1 << (part % 64);
}

// The hash of a key with null parts is made anew, since null rows may hold any bytes.
static uint64_t hash_with_nulls(const KeyLayout *layout, const KeyBatch *batch, size_t i) {
    const uint64_t *nulls = batch->nulls + i * layout->n_null_words;
    uint64_t hash = 0, h;
    for (size_t p = 0; p < layout->n_parts; p++) {
        const KeyColumn *column = &batch->columns[p];
        if (nulls[p / 64] >> (p % 64) & 1)
            h = SEED_A;
        else if (layout->parts[p].form == KEY_WORD)
            h = hash_word(column->words[i]);
        else if (layout->parts[p].form == KEY_TEXT)
            h = hash_text(&column->texts[i]);
        else if (layout->parts[p].form == KEY_INSTANT)
            h = hash_word((uint64_t)column->instants[i].milliseconds);
        else {
            const uint32_t row = (uint32_t)i;
            vector_hash(&column->vector, &row, 1, &h, false);
            h = hash_word(h);
        }
        put_hash(&hash, 0, h, p > 0);
    }
    return hash;
}

void key_batch_fill(const KeyLayout *layout, Arena *arena, const Vector *vectors,
                    const uint32_t *rows, size_t n, KeyBatch *batch) {
    *batch = (KeyBatch){.n = n};
    batch->hashes = arena_alloc(arena, n * sizeof *batch->hashes);
    batch->columns = ARENA_NEW_ARRAY(arena, KeyColumn, layout->n_parts);
    if (layout->n_parts == 0)
        memset(batch->hashes, 0, n * sizeof *batch->hashes);
    uint64_t *nulls = NULL;
    for (size_t p = 0; p < layout->n_parts; p++) {
        Vector v = vectors[p];
        const KeyPart *part = &layout->parts[p];
        if (v.type == PIG_ANY && part->type->tag != PIG_ANY) {
            size_t n_rows = n;
            for (size_t i = 0; rows && i < n; i++)
                if (rows[i] >= n_rows)
                    n_rows = (size_t)rows[i] + 1;
            const Vector flat = vector_flatten(arena, &v, n_rows);
            v = vector_from_any(arena, &flat, n_rows, part->type);
        }
        fill_part(arena, part->form, &v, rows, n, &batch->columns[p], batch->hashes, p > 0);
        if (!v.valid)
            continue;
        if (!nulls)
            nulls = ARENA_NEW_ARRAY(arena, uint64_t, n * layout->n_null_words);
        mark_nulls(layout, &v, p, rows, n, nulls);
    }
    batch->nulls = nulls;
    for (size_t i = 0; nulls && i < n; i++)
        for (size_t w = 0; w < layout->n_null_words; w++)
            if (nulls[i * layout->n_null_words + w]) {
                batch->hashes[i] = hash_with_nulls(layout, batch, i);
                break;
            }
}

static bool tuple_has_null(const Vector *v, size_t i) {
    if (v->type != PIG_TUPLE || pig_is_null(v, i))
        return false;
    i = pig_at(v, i);
    if (v->flags & PIG_VEC_RAGGED) {
        const pig_span span = pig_spans(v)[i];
        for (size_t f = 0; f < span.n_rows; f++)
            if (pig_is_null(&v->children[0], span.start + f))
                return true;
        return false;
    }
    for (size_t f = 0; f < v->n_children; f++)
        if (pig_is_null(&v->children[f], i))
            return true;
    return false;
}

bool key_has_null(const KeyLayout *layout, const KeyBatch *batch, size_t i) {
    for (size_t w = 0; batch->nulls && w < layout->n_null_words; w++)
        if (batch->nulls[i * layout->n_null_words + w])
            return true;
    for (size_t p = 0; p < layout->n_parts; p++)
        if (layout->parts[p].form == KEY_VALUE && tuple_has_null(&batch->columns[p].vector, i))
            return true;
    return false;
}

void key_batch_separate_nulls(const KeyLayout *layout, Arena *arena, size_t tag,
                              const int64_t *known, KeyBatch *batch) {
    uint64_t *words = ARENA_NEW_ARRAY(arena, uint64_t, batch->n);
    for (size_t i = 0; i < batch->n; i++) {
        words[i] = known ? (uint64_t)known[i] : key_has_null(layout, batch, i) ? tag + 1 : 0;
        if (words[i])
            batch->hashes[i] = key_hash_mix(batch->hashes[i], words[i]);
    }
    batch->columns[layout->n_parts - 1].words = words;
}

// --- entries -------------------------------------------------------------------------------------

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

// --- back to vectors -----------------------------------------------------------------------------

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
