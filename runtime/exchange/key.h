// SPDX-License-Identifier: Apache-2.0
//
// Keys of groups and joins, and the hash table over them. A KeyTable holds one entry a key: a piece
// of memory that never moves, with the key's hash, the key, and room for what the owner of the
// table keeps for it (aggregate states, a group number).
//
//   entry:  | hash 8 | null bits 8, 16 ... | key parts, 8 or 16 each | the owner's bytes |
//
// Equality is that of compare.h; null equals null. Not thread-safe.

#ifndef JAVELINA_RUNTIME_EXCHANGE_KEY_H
#define JAVELINA_RUNTIME_EXCHANGE_KEY_H

#include "udf/vector/column.h"

// How a part of a key stands in an entry.
typedef enum KeyForm {
    KEY_WORD,    // 8 bytes: boolean, int, long, float, double
    KEY_TEXT,    // a pig_str: bytes whose equality is that of the value
    KEY_INSTANT, // a pig_datetime: equal by milliseconds
    KEY_VALUE,   // a row of a column of the table that made the entry
} KeyForm;

typedef struct KeyPart {
    const Type *type;
    KeyForm form;
    uint32_t offset; // in the entry
} KeyPart;

typedef struct KeyLayout {
    size_t n_parts;
    KeyPart *parts;
    size_t n_null_words;
    size_t n_bytes; // of an entry up to the owner's bytes; a multiple of 8
} KeyLayout;

// Layout of keys of these types. In the arena.
KeyLayout key_layout(Arena *arena, const Type *const *types, size_t n_parts);

// The keys of some rows, made ready for look-up.
typedef struct KeyColumn {
    Vector vector; // KEY_VALUE: dense
    const uint64_t *words;
    const pig_str *texts;
    const pig_datetime *instants;
    bool stable; // far texts may be kept without copying
} KeyColumn;

typedef struct KeyBatch {
    size_t n;
    uint64_t *hashes;
    const uint64_t *nulls; // n_null_words a row; NULL: no part of any key is null
    KeyColumn *columns;
} KeyBatch;

// The keys of rows[0..n) (NULL: 0 .. n - 1) of the vectors, one a part. In the arena; borrows the
// vectors. Hash: a multiply-fold of each part, XXH3 for long text.
void key_batch_fill(const KeyLayout *layout, Arena *arena, const Vector *vectors,
                    const uint32_t *rows, size_t n, KeyBatch *batch);

// True if any part of key i is null, or is a tuple with a null field.
bool key_has_null(const KeyLayout *layout, const KeyBatch *batch, size_t i);

// For keys of several inputs whose null keys are not equal across inputs: the layout's last part is
// a long that is 0 for keys without null and tag + 1 for others. Sets that part, which
// key_batch_fill was given as a constant 0. known[i]: the part's values; NULL: found here.
void key_batch_separate_nulls(const KeyLayout *layout, Arena *arena, size_t tag,
                              const int64_t *known, KeyBatch *batch);

// Mixes two hashes.
uint64_t key_hash_mix(uint64_t a, uint64_t b);

#endif
