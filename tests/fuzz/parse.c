// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a script: parameters, scanner, parser, macro expansion, and the way back to text. A
// text with back-ticks is parsed without substitution, since in a %declare they would run commands.

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "lang/parse.h"
#include "lang/unparse.h"
#include "tests/fuzz/fuzz.h"

enum { ARENA_CAP = 64 << 20 };

static void give_up(void *context, size_t n_bytes) {
    (void)n_bytes;
    longjmp(*(jmp_buf *)context, 1);
}

static void write_back(Arena *arena, const Statement *statement) {
    Text out = text_new(1 << 20);
    unparse_statement(&out, statement);
    const char *copy = arena_strndup(arena, out.data, out.n_bytes);
    text_is_complete(copy, out.n_bytes);
    text_free(&out);
}

static void parse_all(Arena *arena, const char *text, size_t n_bytes) {
    DiagnosticSink *sink = diagnostics_create(arena);
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.name = "fuzz.pig", .text = text, .n_bytes = n_bytes};
    Preprocessed script = preprocessed_plain(arena, source);
    Parameters *parameters = parameters_create(arena, NULL);
    if (!memchr(text, '`', n_bytes) && preprocess(arena, source, parameters, sink, &script))
        return;
    Parser *parser = parser_create(arena, &script, macros_create(arena), NULL, sink);
    Statement *statement;
    for (ParseOutcome outcome; (outcome = parser_next(parser, &statement)) != PARSE_END;)
        if (outcome == PARSE_STATEMENT)
            write_back(arena, statement);
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
