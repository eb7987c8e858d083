// SPDX-License-Identifier: Apache-2.0
//
// TOKENIZE: words between delimiters, runs of which count as one; words point into the text. Of 64
// bytes at a time a bit mask is made of which are delimiters; where neighbouring bits differ a word
// starts or ends. A set with characters beyond ASCII is searched character by character.

#include "udf/builtin/functions.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static const char default_delimiters[] = " \",()*";

enum { BLOCK = 64, MAX_COMPARED = 8 };

typedef struct Delimiters {
    uint8_t is_delimiter[256]; // of ASCII bytes, and of first bytes of the others
    const char *text;
    size_t n_bytes;
    bool ascii;
} Delimiters;

static void prepare(Delimiters *d, const char *text, size_t n_bytes) {
    memset(d->is_delimiter, 0, sizeof d->is_delimiter);
    d->text = text;
    d->n_bytes = n_bytes;
    d->ascii = true;
    for (size_t i = 0; i < n_bytes; i++) {
        d->is_delimiter[(unsigned char)text[i]] = 1;
        d->ascii &= (unsigned char)text[i] < 0x80;
    }
}

// ---- ASCII delimiters ----

static uint64_t looked_up(const Delimiters *d, const char *block) {
    uint64_t bits = 0;
    for (int i = 0; i < BLOCK; i++)
        bits |= (uint64_t)d->is_delimiter[(unsigned char)block[i]] << i;
    return bits;
}

// Bit i: byte i of the block is a delimiter.
static uint64_t delimiter_bits(const Delimiters *d, const char *block) {
#ifdef __SSE2__
    if (d->n_bytes > MAX_COMPARED)
        return looked_up(d, block);
    uint64_t bits = 0;
    for (int part = 0; part < BLOCK / 16; part++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * part));
        __m128i hits = _mm_setzero_si128();
        for (size_t k = 0; k < d->n_bytes; k++)
            hits = _mm_or_si128(hits, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(d->text[k])));
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * part);
    }
    return bits;
#else
    return looked_up(d, block);
#endif
}

static void words_ascii(const Delimiters *d, const char *text, const char *end, StrList *words) {
    const char *start = NULL; // of the word that is open
    uint64_t before = 1;      // the byte before the block counts as a delimiter
    for (const char *block = text; block < end; block += BLOCK) {
        size_t n = (size_t)(end - block);
        uint64_t bits;
        if (n >= BLOCK) {
            bits = delimiter_bits(d, block);
        } else {
            char padded[BLOCK] = {0};
            memcpy(padded, block, n);
            bits = delimiter_bits(d, padded) | ~(uint64_t)0 << n;
        }
        uint64_t edges = bits ^ (bits << 1 | before);
        before = bits >> (BLOCK - 1);
        for (; edges; edges &= edges - 1) {
            const char *at = block + __builtin_ctzll(edges);
            if (start)
                str_list_add(words, str_part(start, (size_t)(at - start), end));
            start = start ? NULL : at;
        }
    }
    if (start)
        str_list_add(words, str_part(start, (size_t)(end - start), end));
}

// ---- any delimiters ----

static size_t character_length(const char *at, const char *end) {
    const char *next = at + 1;
    while (next < end && ((unsigned char)*next & 0xC0) == 0x80)
        next++;
    return (size_t)(next - at);
}

static bool delimits(const Delimiters *d, const char *at, size_t n) {
    return d->is_delimiter[(unsigned char)*at] && memmem(d->text, d->n_bytes, at, n);
}

static void words_utf8(const Delimiters *d, const char *at, const char *end, StrList *words) {
    const char *start = at;
    while (at < end) {
        size_t n = character_length(at, end);
        if (delimits(d, at, n)) {
            if (at > start)
                str_list_add(words, pig_str_make(start, (size_t)(at - start)));
            start = at + n;
        }
        at += n;
    }
    if (end > start)
        str_list_add(words, pig_str_make(start, (size_t)(end - start)));
}

BATCH_FN(udf_tokenize) {
    Delimiters d;
    prepare(&d, default_delimiters, sizeof default_delimiters - 1);
    size_t n_bytes = 0;
    for (size_t i = 0; i < n_rows; i++)
        n_bytes += str_at(&args[0], i)->n_bytes;
    StrList words = str_list(ctx_arena(ctx), n_bytes / 4);
    const pig_str *previous = NULL;
    for (size_t i = 0; i < n_rows; i++) {
        if (!row_is_valid(out, i))
            continue;
        if (n_args > 1) {
            const pig_str *set = str_at(&args[1], i);
            if (!previous || !pig_str_equal(previous, set))
                prepare(&d, pig_str_data(set), set->n_bytes);
            previous = set;
        }
        const pig_str *text = str_at(&args[0], i);
        const char *data = pig_str_data(text);
        size_t before = words.n;
        (d.ascii ? words_ascii : words_utf8)(&d, data, data + text->n_bytes, &words);
        pig_spans_out(out)[i] = (pig_span){before, words.n - before};
    }
    Vector values = str_list_vector(&words);
    values.flags |= args[0].flags & PIG_VEC_STABLE;
    bag_of_single_fields(ctx_arena(ctx), out, values, words.n);
    return 0;
}

// The bag is named after the argument, and so clashes with another TOKENIZE of it.
RESULT_RULE(tokenize) {
    const char *name = request->n_args ? request->args[0].name : NULL;
    call->naming = RESULT_FIXED;
    call->fixed_name =
        arena_printf(request->arena, "bag_of_tokenTuples_from_%s", name ? name : "null");
    return STATUS_OK;
}
