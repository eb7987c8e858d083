// SPDX-License-Identifier: Apache-2.0
//
// Two flags say what may come next; the stack only remembers objects and arrays.

#include "runtime/io/json.h"

#include <stdint.h>
#include <string.h>

#include "udf/value/utf16.h"

void json_open(JsonReader *reader, Arena *arena, const char *text, size_t n_bytes) {
    reader->arena = arena;
    reader->start = reader->at = text;
    reader->end = text + n_bytes;
    reader->depth = 0;
    reader->wants_value = true;
    reader->after_value = reader->bad = false;
}

static JsonToken bad(JsonReader *reader) {
    reader->bad = true;
    return (JsonToken){.kind = JSON_BAD};
}

static void skip_blanks(JsonReader *reader) {
    while (reader->at < reader->end && strchr(" \t\r\n", *reader->at) && *reader->at)
        reader->at++;
}

static bool in_object(const JsonReader *reader) {
    return reader->depth > 0 && reader->is_object[reader->depth - 1];
}

// ---- strings ----

static bool hex4(const char *at, const char *end, uint32_t *code) {
    *code = 0;
    if (end - at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        const char c = at[i], lower = (char)(c | 0x20);
        const bool digit = c >= '0' && c <= '9', letter = lower >= 'a' && lower <= 'f';
        if (!digit && !letter)
            return false;
        *code = *code << 4 | (uint32_t)(digit ? c - '0' : lower - 'a' + 10);
    }
    return true;
}

static char *put_utf8(char *to, uint32_t code) {
    if (code < 0x80) {
        *to++ = (char)code;
        return to;
    }
    if (code < 0x800) {
        *to++ = (char)(0xC0 | code >> 6);
    } else {
        if (code < 0x10000) {
            *to++ = (char)(0xE0 | code >> 12);
        } else {
            *to++ = (char)(0xF0 | code >> 18);
            *to++ = (char)(0x80 | (code >> 12 & 0x3F));
        }
        *to++ = (char)(0x80 | (code >> 6 & 0x3F));
    }
    *to++ = (char)(0x80 | (code & 0x3F));
    return to;
}

// Decodes the \u escape whose digits are at *at, a second half included; a lone half is a
// question mark.
static bool take_unicode(const char **at, const char *end, char **to) {
    uint32_t code, low;
    if (!hex4(*at, end, &code))
        return false;
    *at += 4;
    if (code >= 0xD800 && code < 0xDC00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u' &&
        hex4(*at + 2, end, &low) && low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        *at += 6;
    }
    *to = put_utf8(*to, code >= 0xD800 && code < 0xE000 ? '?' : code);
    return true;
}

static bool take_escape(const char **at, const char *end, char **to) {
    static const char from[] = "\"\\/bfnrt", plain[] = "\"\\/\b\f\n\r\t";
    if (*at == end)
        return false;
    const char c = *(*at)++;
    if (c == 'u')
        return take_unicode(at, end, to);
    const char *found = c ? strchr(from, c) : NULL;
    if (found)
        *(*to)++ = plain[found - from];
    return found != NULL;
}

static bool decode(const JsonReader *reader, const char *at, const char *end, JsonToken *token) {
    char *const text = arena_alloc(reader->arena, (size_t)(end - at) + 4), *to = text;
    while (at < end) {
        if (*at != '\\')
            *to++ = *at++;
        else if (at++, !take_escape(&at, end, &to))
            return false;
    }
    token->text = text;
    token->n_bytes = (size_t)(to - text);
    return true;
}

// The string whose opening quote has been read.
static JsonToken take_string(JsonReader *reader, JsonKind kind) {
    const char *start = reader->at;
    bool escaped = false;
    while (reader->at < reader->end && *reader->at != '"') {
        if ((unsigned char)*reader->at < ' ')
            return bad(reader);
        escaped |= *reader->at == '\\';
        reader->at += *reader->at == '\\' ? 2 : 1;
    }
    if (reader->at >= reader->end || !text_is_utf8(start, (size_t)(reader->at - start)))
        return bad(reader);
    JsonToken token = {.kind = kind, .text = start, .n_bytes = (size_t)(reader->at - start)};
    if (escaped && !decode(reader, start, reader->at, &token))
        return bad(reader);
    reader->at++;
    return token;
}

// ---- other tokens ----

static const char *skip_digits(const char *at, const char *end) {
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

// Where the number at `at` ends; NULL: there is none. What follows it is not looked at.
static const char *number_end(const char *at, const char *end) {
    const char *start = at + (at < end && *at == '-');
    const char *digits = skip_digits(start, end);
    if (digits == start || (*start == '0' && digits > start + 1))
        return NULL;
    if (digits < end && *digits == '.') {
        start = digits + 1;
        if ((digits = skip_digits(start, end)) == start)
            return NULL;
    }
    if (digits < end && (*digits | 0x20) == 'e') {
        start = digits + 1;
        start += start < end && (*start == '+' || *start == '-');
        if ((digits = skip_digits(start, end)) == start)
            return NULL;
    }
    return digits;
}

static bool take_literal(JsonReader *reader, const char *word) {
    const size_t n = strlen(word);
    if ((size_t)(reader->end - reader->at) < n || memcmp(reader->at, word, n) != 0)
        return false;
    reader->at += n;
    return true;
}

static JsonToken take_word(JsonReader *reader) {
    const char *start = reader->at, *end;
    JsonToken token = {.text = start};
    if (take_literal(reader, "true"))
        token.kind = JSON_TRUE;
    else if (take_literal(reader, "false"))
        token.kind = JSON_FALSE;
    else if (take_literal(reader, "null"))
        token.kind = JSON_NULL;
    else if ((end = number_end(start, reader->end))) {
        token.kind = JSON_NUMBER;
        reader->at = end;
    } else
        return bad(reader);
    token.n_bytes = (size_t)(reader->at - start);
    reader->after_value = true;
    reader->wants_value = false;
    return token;
}

static JsonToken open_nested(JsonReader *reader, bool is_object) {
    if (reader->depth == JSON_MAX_DEPTH)
        return bad(reader);
    reader->is_object[reader->depth++] = is_object;
    reader->after_value = false;
    reader->wants_value = !is_object;
    return (JsonToken){is_object ? JSON_OBJECT : JSON_ARRAY, reader->at++, 1};
}

static JsonToken close_nested(JsonReader *reader, bool is_object) {
    if (reader->depth == 0 || in_object(reader) != is_object)
        return bad(reader);
    reader->depth--;
    reader->after_value = true;
    reader->wants_value = false;
    return (JsonToken){is_object ? JSON_OBJECT_END : JSON_ARRAY_END, reader->at++, 1};
}

static JsonToken take_key(JsonReader *reader) {
    if (*reader->at != '"')
        return bad(reader);
    reader->at++;
    const JsonToken token = take_string(reader, JSON_KEY);
    skip_blanks(reader);
    if (token.kind == JSON_BAD || reader->at == reader->end || *reader->at != ':')
        return bad(reader);
    reader->at++;
    reader->wants_value = true;
    return token;
}

static JsonToken take_value(JsonReader *reader) {
    if (*reader->at == '{' || *reader->at == '[')
        return open_nested(reader, *reader->at == '{');
    if (*reader->at != '"')
        return take_word(reader);
    reader->at++;
    const JsonToken token = take_string(reader, JSON_STRING);
    reader->after_value = true;
    reader->wants_value = false;
    return token;
}

JsonToken json_next(JsonReader *reader) {
    skip_blanks(reader);
    if (reader->bad)
        return (JsonToken){.kind = JSON_BAD};
    if (reader->at == reader->end)
        return reader->depth ? bad(reader) : (JsonToken){.kind = JSON_END};
    if (reader->after_value && *reader->at == ',' && reader->depth) {
        reader->at++;
        reader->after_value = false;
        reader->wants_value = !in_object(reader);
        skip_blanks(reader);
        if (reader->at == reader->end || *reader->at == ']' || *reader->at == '}')
            return bad(reader);
    }
    if (*reader->at == '}' || *reader->at == ']')
        return close_nested(reader, *reader->at == '}');
    if (reader->after_value)
        return bad(reader);
    return reader->wants_value ? take_value(reader) : take_key(reader);
}

bool json_skip(JsonReader *reader, const JsonToken *token) {
    if (token->kind != JSON_OBJECT && token->kind != JSON_ARRAY)
        return token->kind != JSON_BAD;
    const size_t depth = reader->depth - 1;
    while (reader->depth > depth)
        if (json_next(reader).kind == JSON_BAD)
            return false;
    return true;
}

// ---- writing ----

// The character at `at` of well-formed UTF-8 and its length.
static size_t next_character(const char *at, size_t n_left, uint32_t *code) {
    const unsigned char first = (unsigned char)*at;
    const size_t n = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    *code = n == 1 ? first : first & (0x7Fu >> n);
    if (n > n_left)
        return 1;
    for (size_t i = 1; i < n; i++)
        *code = *code << 6 | ((unsigned char)at[i] & 0x3F);
    return n;
}

static void put_control(Text *out, unsigned char c) {
    static const char from[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *found = c ? strchr(from, c) : NULL;
    if (found)
        text_printf(out, "\\%c", letters[found - from]);
    else
        text_printf(out, "\\u%04X", c);
}

void json_put_string(Text *out, const char *text, size_t n_bytes) {
    size_t plain = 0; // begin of what goes out as it is
    text_append_char(out, '"');
    for (size_t at = 0; at < n_bytes;) {
        const unsigned char c = (unsigned char)text[at];
        if (c >= 0x20 && c < 0xF0 && c != '"' && c != '\\') {
            at++;
            continue;
        }
        text_append(out, text + plain, at - plain);
        uint32_t code;
        const size_t n = next_character(text + at, n_bytes - at, &code);
        if (c < 0xF0)
            put_control(out, c);
        else
            text_printf(out, "\\u%04X\\u%04X", 0xD800 + ((code - 0x10000) >> 10 & 0x3FF),
                        0xDC00 + (code & 0x3FF));
        at += n;
        plain = at;
    }
    text_append(out, text + plain, n_bytes - plain);
    text_append_char(out, '"');
}
