// SPDX-License-Identifier: Apache-2.0
//
// Places and errors of the statement that is read.

#include "lang/scan.h"

Place context_place(ParseContext *context, TextRange range) {
    return place_find(&context->places, context->start + range.start, range.end - range.start);
}

const char *context_text(const ParseContext *context, TextRange range) {
    return context->text + range.start;
}

static void fail(ParseContext *context, int code, const Place *place, size_t at, const char *hint,
                 const char *format, va_list args) {
    if (context->failed)
        return; // one message a statement
    context->failed = true;
    context->failed_at = at;
    const char *message = arena_vprintf(context->arena, format, args);
    (void)diagnose_hint(context->sink, code, place, hint, "%s", message);
}

void context_fail(ParseContext *context, int code, TextRange range, const char *hint,
                  const char *format, ...) {
    Place place = context_place(context, range);
    va_list args;
    va_start(args, format);
    fail(context, code, &place, range.start, hint, format, args);
    va_end(args);
}

void context_fail_at(ParseContext *context, int code, const Place *place, const char *hint,
                     const char *format, ...) {
    va_list args;
    va_start(args, format);
    fail(context, code, place, context->n_bytes, hint, format, args);
    va_end(args);
}
