// SPDX-License-Identifier: Apache-2.0
//
// TOKENIZE: words between delimiters, runs of which count as one. Delimiters are looked up in a
// table of 256 bytes; words point into the text. A set with characters beyond ASCII is searched
// character by character.

#include "udf/builtin/functions.h"

#include <stdlib.h>

static const char default_delimiters[] = " \",()*";

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

static size_t character_length(const char *at, const char *end) {
    const char *next = at + 1;
    while (next < end && ((unsigned char)*next & 0xC0) == 0x80)
        next++;
    return (size_t)(next - at);
}

static void words_ascii(const Delimiters *d, const char *at, const char *end, StrList *words) {
    for (;;) {
        while (at < end && d->is_delimiter[(unsigned char)*at])
            at++;
        if (at == end)
            return;
        const char *start = at;
        while (at < end && !d->is_delimiter[(unsigned char)*at])
            at++;
        str_list_add(words, pig_str_make(start, (size_t)(at - start)));
    }
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
    StrList words = str_list(ctx_arena(ctx), n_rows * 12);
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
