// SPDX-License-Identifier: Apache-2.0
//
// Values of tokens. A text that has no escape is copied as it is; numbers keep their digits.

#include "lang/token.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

static const char *copy_text(ParseContext *context, TextRange range) {
    return arena_strndup(context->arena, context->text + range.start, range.end - range.start);
}

int token_word(ParseContext *context, PIG_YYSTYPE *value, TextRange range) {
    value->text = copy_text(context, range);
    int token = keyword_token(value->text, range.end - range.start);
    if (token == T_RETURNS && context->is_define)
        context->body_follows = true;
    return token ? token : T_NAME;
}

// Digits as a number; false when it is larger than `limit`.
static bool read_digits(const char *digits, size_t n, uint64_t limit, uint64_t *number) {
    *number = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t digit = (uint64_t)(digits[i] - '0');
        if (*number > (limit - digit) / 10)
            return false;
        *number = *number * 10 + digit;
    }
    return true;
}

static int too_large(ParseContext *context, TextRange range, const char *type, const char *hint) {
    context_fail(context, 1200, range, hint, "the number is too large for %s", type);
    return T_PIG_YYerror;
}

int token_position(ParseContext *context, PIG_YYSTYPE *value, TextRange range) {
    uint64_t number;
    if (!read_digits(context_text(context, range) + 1, range.end - range.start - 1, INT32_MAX,
                     &number))
        return too_large(context, range, "a position", NULL);
    value->number = (int64_t)number;
    return T_POSITION;
}

int token_number(ParseContext *context, PIG_YYSTYPE *value, TextRange range, int kind,
                 size_t n_suffix) {
    range.end -= n_suffix;
    value->text = copy_text(context, range);
    size_t n_digits = range.end - range.start;
    uint64_t number;
    if (kind == T_INTEGER && !read_digits(value->text, n_digits, INT32_MAX, &number)) {
        if (context->operator_kind != T_LIMIT || context->n_brackets > 0)
            return too_large(context, range, "int", "write L behind it for a long");
        kind = T_LONG_NUMBER; // LIMIT alone takes a long without L, outside of nested blocks
    }
    if (kind == T_LONG_NUMBER && !read_digits(value->text, n_digits, INT64_MAX, &number))
        return too_large(context, range, "long", "write BI behind it for a biginteger");
    return kind;
}

// ---- Texts ----

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// The four hexadecimal digits at `at`, -1 if they are not there. The text ends in a quote.
static int32_t code_unit(const char *at) {
    int32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static char *append_utf8(char *to, int32_t c) {
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

enum { REPLACEMENT_CHARACTER = 0xFFFD };

static bool is_high(int32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(int32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

// \uXXXX at `at` (its backslash), and the \uXXXX that completes a pair. *n_bytes: what was read, 0
// for a malformed one.
static int32_t unicode_escape(const char *at, size_t *n_bytes) {
    int32_t unit = code_unit(at + 2);
    *n_bytes = unit < 0 ? 0 : 6;
    if (is_high(unit) && at[6] == '\\' && at[7] == 'u') {
        int32_t low = code_unit(at + 8);
        if (is_low(low)) {
            *n_bytes = 12;
            return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return is_high(unit) || is_low(unit) ? REPLACEMENT_CHARACTER : unit;
}

static char simple_escape(char c) {
    static const char from[] = "tnrbf\\'", to[] = "\t\n\r\b\f\\'";
    const char *found = c ? strchr(from, c) : NULL;
    return found ? to[found - from] : '\0';
}

static int bad_escape(ParseContext *context, size_t at, bool unicode) {
    TextRange range = {at, at + 2};
    if (unicode) {
        context_fail(context, 2998, range, "write \\u and four hexadecimal digits",
                     "the escape is not complete");
        diagnostics_set_status(context->sink, EXIT_STATUS_THROWABLE);
    } else {
        context_fail(context, 1200, range,
                     "write \\\\ for a backslash, also in a regular expression",
                     "unknown escape in a text");
    }
    return T_PIG_YYerror;
}

// The text between quotes. lenient: a backslash in front of any other character than those of
// escapes falls away, the last one stays.
static int quoted(ParseContext *context, PIG_YYSTYPE *value, TextRange range, int kind,
                  bool lenient) {
    const char *text = context->text;
    char *bytes = arena_alloc(context->arena, range.end - range.start), *to = bytes;
    for (size_t i = range.start + 1; i < range.end - 1; i++) {
        if (text[i] != '\\' || (lenient && i + 2 == range.end)) {
            *to++ = text[i];
        } else if (text[i + 1] == 'u') {
            size_t n_read;
            int32_t c = unicode_escape(text + i, &n_read);
            if (n_read == 0)
                return bad_escape(context, i, true);
            to = append_utf8(to, c);
            i += n_read - 1;
        } else {
            char c = simple_escape(text[++i]);
            if (!c && lenient)
                c = text[i];
            if (!c)
                return bad_escape(context, i - 1, false);
            *to++ = c;
        }
    }
    *to = '\0';
    value->string = (AstString){bytes, (size_t)(to - bytes), context_place(context, range)};
    return kind;
}

int token_string(ParseContext *context, PIG_YYSTYPE *value, TextRange range, int kind) {
    return quoted(context, value, range, kind, false);
}

int token_command(ParseContext *context, PIG_YYSTYPE *value, TextRange range) {
    return quoted(context, value, range, T_COMMAND, true);
}

int token_body(ParseContext *context, PIG_YYSTYPE *value, TextRange *range) {
    *range = (TextRange){context->body_start, range->end - 1};
    context->body_follows = false;
    value->string = (AstString){context->text + range->start, range->end - range->start,
                                context_place(context, *range)};
    return T_BODY;
}

// ---- Characters that begin nothing ----

static bool is_typographic_quote(const char *text, size_t n_bytes) {
    return n_bytes >= 3 && memcmp(text, "\xE2\x80", 2) == 0 && strchr("\x98\x99\x9C\x9D", text[2]);
}

// What may be meant by a sign of another language, NULL if nothing is known.
static const char *sign_hint(char c) {
    switch (c) {
    case '&':
        return "write AND";
    case '|':
        return "write OR";
    case '!':
        return "write NOT, or != for unequal";
    case '\\':
        return "a statement goes on over lines by itself, up to ';'";
    case '~':
        return "write MATCHES";
    default:
        return NULL;
    }
}

int token_unexpected(ParseContext *context, TextRange range) {
    const char *text = context_text(context, range);
    size_t n_bytes = range.end - range.start;
    if (n_bytes == 0)
        context_fail(context, 1200, range, NULL, "the body of the macro is not closed");
    else if (*text == '\'')
        context_fail(context, 1200, range, "a text ends on the line that it begins on",
                     "the text is not closed");
    else if (*text == '"' || is_typographic_quote(text, n_bytes))
        context_fail(context, 1200, range, "a text stands in single quotes: 'text'",
                     "unexpected quote");
    else if (*text == '_')
        context_fail(context, 1200, range, "a name begins with a letter", "unexpected '_'");
    else if ((unsigned char)*text < ' ' || *text == 127)
        context_fail(context, 1200, range, NULL, "unexpected byte 0x%02X", (unsigned char)*text);
    else
        context_fail(context, 1200, range, sign_hint(*text), "unexpected character '%.*s'",
                     (int)(n_bytes < 40 ? n_bytes : 40), text);
    return T_PIG_YYerror;
}
