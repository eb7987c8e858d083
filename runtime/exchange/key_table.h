// SPDX-License-Identifier: Apache-2.0
//
// The hash table of groups and joins. A KeyTable holds one entry a key: a piece of memory that
// never moves, with the key's hash, the key, and room for what the owner of the table keeps for it
// (aggregate states, a group number).
//
//   entry:  | hash 8 | null bits 8, 16 ... | key parts, 8 or 16 each | the owner's bytes |
//
// Equality is that of compare.h; null equals null. Not thread-safe.

#ifndef JAVELINA_RUNTIME_EXCHANGE_KEY_TABLE_H
#define JAVELINA_RUNTIME_EXCHANGE_KEY_TABLE_H

#include "runtime/exchange/key.h"
#include "udf/vector/column.h"

typedef struct KeyTable {
    const KeyLayout *layout;
    size_t entry_bytes;
    uint64_t *slots; // 16 bits of hash, 48 of address; 0: free
    size_t mask;
    size_t n_entries, capacity;
    char **entries; // in the order in which they came
    Arena *memory;  // of entries and their texts; borrowed
    Column *values; // one a part, for KEY_VALUE; NULL: none
} KeyTable;

// owner_bytes: zeroed memory behind each key. memory: borrowed, outlives the entries.
// STATUS_FAILED: out of memory.
MUST_CHECK Status key_table_init(KeyTable *table, const KeyLayout *layout, size_t owner_bytes,
                                 Arena *memory);
void key_table_free(KeyTable *table);

// Forgets the entries (they stay in `memory`).
void key_table_clear(KeyTable *table);

// Makes room for n entries in all.
MUST_CHECK Status key_table_reserve(KeyTable *table, size_t n);

// entries[i]: that of key i, made if need be.
MUST_CHECK Status key_table_add(KeyTable *table, const KeyBatch *batch, char **entries);

// entries[i]: that of key i, NULL if there is none, among n_tables tables (a power of two) of one
// `layout`, of which key_table_of names the one. Keys with skip[i] (NULL: none) are not looked up.
// Several threads may look up at once.
void key_tables_find(const KeyLayout *layout, const KeyTable *tables, size_t n_tables,
                     const KeyBatch *batch, const bool *skip, char **entries);

// Which of n tables (a power of two) a hash belongs to.
static inline size_t key_table_of(uint64_t hash, size_t n) {
    return hash >> 42 & (n - 1);
}

// Looks up or adopts an entry made by another table of the same layout: returns the entry that
// stands for its key from now on, `entry` itself if the key is new. NULL: out of memory.
char *key_table_adopt(KeyTable *table, char *entry);

// Brings the slot of a hash near, for a key_table_adopt soon.
static inline void key_table_prefetch(const KeyTable *table, uint64_t hash) {
    __builtin_prefetch(&table->slots[hash & table->mask]);
}

static inline uint64_t key_entry_hash(const char *entry) {
    return *(const uint64_t *)(const void *)entry;
}

// Part `part` of the keys of entries[0..n), as a vector. In the arena; texts are shared.
Vector key_entries_part(const KeyLayout *layout, size_t part, Arena *arena, char *const *entries,
                        size_t n);

// What a KEY_VALUE part holds.
typedef struct KeyReference {
    const KeyTable *table;
    uint64_t row;
} KeyReference;

#endif
