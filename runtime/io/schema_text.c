// SPDX-License-Identifier: Apache-2.0
//
// Recursive descent over bytes; depth is bounded.

#include "runtime/io/schema_text.h"

#include <ctype.h>
#include <string.h>

typedef struct SchemaParser {
    Arena *arena;
    const char *at;
    int depth;
} SchemaParser;

static const Type *parse_type(SchemaParser *parser);
static const Schema *parse_fields(SchemaParser *parser, char close);

static void skip_blanks(SchemaParser *parser) {
    while (isspace((unsigned char)*parser->at))
        parser->at++;
}

static bool take(SchemaParser *parser, char wanted) {
    skip_blanks(parser);
    if (*parser->at != wanted)
        return false;
    parser->at++;
    return true;
}

static bool is_word_byte(char c) {
    return isalnum((unsigned char)c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

// A name, with "::" inside; a single colon ends it. NULL: there is none.
static const char *take_name(SchemaParser *parser, size_t *n_bytes) {
    skip_blanks(parser);
    const char *start = parser->at;
    while (is_word_byte(*parser->at)) {
        if (*parser->at == ':' && parser->at[1] != ':')
            break;
        parser->at += *parser->at == ':' ? 2 : 1;
    }
    *n_bytes = (size_t)(parser->at - start);
    return *n_bytes ? start : NULL;
}

static const Type *parse_map(SchemaParser *parser) {
    if (take(parser, ']'))
        return type_of(PIG_MAP);
    const Type *value = parse_type(parser);
    return value && take(parser, ']') ? type_map(parser->arena, value) : NULL;
}

static const Type *parse_tuple(SchemaParser *parser) {
    if (take(parser, ')'))
        return type_of(PIG_TUPLE);
    const Schema *fields = parse_fields(parser, ')');
    return fields ? type_tuple(parser->arena, fields) : NULL;
}

static const Type *parse_bag(SchemaParser *parser) {
    if (take(parser, '}'))
        return type_of(PIG_BAG);
    size_t n_bytes;
    const char *name = take_name(parser, &n_bytes);
    if (name && take(parser, ':'))
        name = arena_strndup(parser->arena, name, n_bytes);
    else
        name = NULL; // the word was "tuple"
    if (name)
        (void)take_name(parser, &n_bytes); // "tuple"
    if (!take(parser, '('))
        return NULL;
    const Type *tuple = parse_tuple(parser);
    return tuple && take(parser, '}') ? type_bag(parser->arena, tuple->fields, name) : NULL;
}

static const Type *parse_word(SchemaParser *parser) {
    size_t n_bytes;
    const char *word = take_name(parser, &n_bytes);
    const pig_type tag = word ? type_from_name(word, n_bytes) : PIG_UNKNOWN;
    if (tag == PIG_TUPLE && take(parser, '('))
        return parse_tuple(parser);
    if (tag == PIG_BAG && take(parser, '{'))
        return parse_bag(parser);
    if (tag == PIG_MAP && take(parser, '['))
        return parse_map(parser);
    return tag == PIG_UNKNOWN ? NULL : type_of(tag);
}

static const Type *parse_type(SchemaParser *parser) {
    const Type *type;
    if (++parser->depth > SCHEMA_TEXT_MAX_DEPTH)
        return NULL;
    if (take(parser, '('))
        type = parse_tuple(parser);
    else if (take(parser, '{'))
        type = parse_bag(parser);
    else if (take(parser, '['))
        type = parse_map(parser);
    else
        type = parse_word(parser);
    parser->depth--;
    return type;
}

static bool parse_field(SchemaParser *parser, Field *field) {
    size_t n_bytes;
    const char *name = take_name(parser, &n_bytes);
    if (!name)
        return false;
    field->name = arena_strndup(parser->arena, name, n_bytes);
    field->type = take(parser, ':') ? parse_type(parser) : type_of(PIG_BYTEARRAY);
    return field->type != NULL;
}

static bool is_named(const Field *fields, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(fields[i].name, name) == 0)
            return true;
    return false;
}

// Fields up to `close`, which is taken too.
static const Schema *parse_fields(SchemaParser *parser, char close) {
    size_t n = 0, capacity = 8;
    Field *fields = ARENA_NEW_ARRAY(parser->arena, Field, capacity);
    do {
        if (n == SCHEMA_TEXT_MAX_FIELDS || !parse_field(parser, &fields[n]) ||
            is_named(fields, n, fields[n].name))
            return NULL;
        if (++n == capacity) {
            Field *larger = ARENA_NEW_ARRAY(parser->arena, Field, 2 * capacity);
            memcpy(larger, fields, n * sizeof *fields);
            fields = larger;
            capacity *= 2;
        }
    } while (take(parser, ','));
    skip_blanks(parser);
    if (*parser->at != close)
        return NULL;
    parser->at += close != '\0';
    Schema *schema = ARENA_NEW(parser->arena, Schema);
    *schema = (Schema){.n_fields = (int)n, .fields = fields};
    return schema;
}

const Schema *schema_text_parse(Arena *arena, const char *text) {
    SchemaParser parser = {.arena = arena, .at = text};
    return parse_fields(&parser, '\0');
}
