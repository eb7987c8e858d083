// SPDX-License-Identifier: Apache-2.0
//
// Keys of a batch, a part at a time: values brought into the form in which they are compared, and
// hashed. Keys with null parts are rare and hashed again one by one.

#include "runtime/exchange/key.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "udf/vector/compare.h"

// ---- layout ----

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

// ---- hashing ----

// After: Wang Yi, "wyhash", 2019 (folding a 128-bit product).
static inline uint64_t fold(uint64_t a, uint64_t b) {
    const unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static const uint64_t SEED_A = UINT64_C(0xA0761D6478BD642F), SEED_B = UINT64_C(0xE7037ED1A0B428DB);

// Of a null part. No seed: key_hash_mix would give 0 for every key that has such a part.
static const uint64_t NULL_HASH = UINT64_C(0x8EBC6AF09C88C6E3);

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

// ---- keys of a batch ----

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

// Fills column p of the batch and mixes it into the hashes.
static void fill_part(Arena *arena, KeyForm form, const Vector *v, const uint32_t *rows,
                      KeyBatch *batch, size_t p) {
    KeyColumn *column = &batch->columns[p];
    uint64_t *hashes = batch->hashes, *words;
    const size_t n = batch->n;
    const bool combine = p > 0;
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
            h = NULL_HASH;
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
        fill_part(arena, part->form, &v, rows, batch, p);
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
