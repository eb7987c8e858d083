// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a script: scanner, parser and macro expansion. Parameters are not substituted, since
// back-ticks in a %declare would run commands.

#include <setjmp.h>
#include <stdlib.h>

#include "lang/parse.h"
#include "tests/fuzz/fuzz.h"

enum { ARENA_CAP = 64 << 20 };

static void give_up(void *context, size_t n_bytes) {
    (void)n_bytes;
    longjmp(*(jmp_buf *)context, 1);
}

static void parse_all(Arena *arena, const char *text, size_t n_bytes) {
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.name = "fuzz.pig", .text = text, .n_bytes = n_bytes};
    Preprocessed *plain = ARENA_NEW(arena, Preprocessed);
    *plain = preprocessed_plain(arena, source);
    Parser *parser =
        parser_create(arena, plain, macros_create(arena), NULL, diagnostics_create(arena));
    Statement *statement;
    while (parser_next(parser, &statement) != PARSE_END) {
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes) {
    jmp_buf full;
    Arena *arena = arena_create(ARENA_CAP, give_up, &full);
    if (setjmp(full) == 0) {
        const char *text = arena_strndup(arena, (const char *)bytes, n_bytes);
        text_is_complete(text, n_bytes);
        parse_all(arena, text, n_bytes);
    }
    arena_destroy(arena);
    return 0;
}
