// SPDX-License-Identifier: Apache-2.0
//
// Recursive descent over one line of text. Depth and number of parameters are bounded, so that a
// manifest cannot exhaust anything.

#include "udf/signature.h"

#include <ctype.h>

typedef struct Reader {
    Arena *arena;
    const char *text;
    const char *at;
    Text *why;
    bool failed;
} Reader;

static void fail(Reader *r, const char *expected) {
    if (!r->failed)
        text_printf(r->why, "%s expected at \"%.20s\" of \"%.200s\"", expected, r->at, r->text);
    r->failed = true;
}

static void skip_blanks(Reader *r) {
    while (*r->at == ' ' || *r->at == '\t')
        r->at++;
}

static bool accept(Reader *r, const char *token) {
    skip_blanks(r);
    size_t n = strlen(token);
    if (strncmp(r->at, token, n) != 0)
        return false;
    r->at += n;
    return true;
}

static void require(Reader *r, const char *token) {
    if (!r->failed && !accept(r, token))
        fail(r, token);
}

static size_t word_length(Reader *r) {
    skip_blanks(r);
    size_t n = 0;
    while (isalnum((unsigned char)r->at[n]) || r->at[n] == '_')
        n++;
    return n;
}

static const Type *read_type(Reader *r, int depth);

// "name: " before a type; NULL without one.
static const char *read_name(Reader *r) {
    size_t n = word_length(r);
    const char *after = r->at + n;
    while (*after == ' ')
        after++;
    if (n == 0 || *after != ':')
        return NULL;
    const char *name = arena_strndup(r->arena, r->at, n);
    r->at = after + 1;
    return name;
}

// Fields up to `close`, which is consumed.
static Schema *read_fields(Reader *r, const char *close, int depth) {
    Field fields[SIGNATURE_MAX_PARAMETERS];
    int n = 0;
    if (!accept(r, close)) {
        do {
            if (n == SIGNATURE_MAX_PARAMETERS) {
                fail(r, "at most 64 fields");
                break;
            }
            fields[n].name = read_name(r);
            fields[n++].type = read_type(r, depth);
        } while (!r->failed && accept(r, ","));
        require(r, close);
    }
    Schema *schema = schema_new(r->arena, n);
    memcpy(schema->fields, fields, (size_t)n * sizeof(Field));
    return schema;
}

// "{}" says not even that there are tuples, which DESCRIBE shows so; "{()}" is any bag too.
static const Type *read_bag(Reader *r, int depth) {
    if (accept(r, "}"))
        return type_bag(r->arena, NULL, "");
    const char *tuple_name = read_name(r);
    accept(r, "tuple");
    require(r, "(");
    const Schema *fields = read_fields(r, ")", depth);
    require(r, "}");
    if (fields->n_fields == 0)
        return type_of(PIG_BAG);
    return type_bag(r->arena, fields, tuple_name);
}

static const Type *read_map(Reader *r, int depth) {
    if (accept(r, "]"))
        return type_of(PIG_MAP);
    const Type *value = read_type(r, depth);
    require(r, "]");
    return type_map(r->arena, value);
}

static const Type *read_tuple(Reader *r, int depth) {
    const Schema *fields = read_fields(r, ")", depth);
    return fields->n_fields == 0 ? type_of(PIG_TUPLE) : type_tuple(r->arena, fields);
}

static const Type *read_type(Reader *r, int depth) {
    if (depth > SIGNATURE_MAX_DEPTH) {
        fail(r, "less nesting");
        return type_of(PIG_ANY);
    }
    if (accept(r, "{"))
        return read_bag(r, depth + 1);
    if (accept(r, "("))
        return read_tuple(r, depth + 1);
    if (accept(r, "["))
        return read_map(r, depth + 1);
    size_t n = word_length(r);
    pig_type tag = n == 3 && memcmp(r->at, "any", 3) == 0 ? PIG_ANY : type_from_name(r->at, n);
    if (tag == PIG_UNKNOWN) {
        fail(r, "a type");
        return type_of(PIG_ANY);
    }
    r->at += n;
    if (tag == PIG_BAG && accept(r, "{"))
        return read_bag(r, depth + 1);
    if (tag == PIG_TUPLE && accept(r, "("))
        return read_tuple(r, depth + 1);
    if (tag == PIG_MAP && accept(r, "["))
        return read_map(r, depth + 1);
    return type_of(tag);
}

static void read_parameters(Reader *r, Signature *s) {
    require(r, "(");
    if (accept(r, "...")) {
        s->unchecked = true;
        require(r, ")");
        return;
    }
    if (accept(r, ")"))
        return;
    Field *fields = ARENA_NEW_ARRAY(r->arena, Field, SIGNATURE_MAX_PARAMETERS);
    do {
        if (s->n_parameters == SIGNATURE_MAX_PARAMETERS) {
            fail(r, "at most 64 parameters");
            return;
        }
        Field *field = &fields[s->n_parameters++];
        field->name = read_name(r);
        field->type = read_type(r, 0);
        s->variadic = accept(r, "...");
    } while (!r->failed && !s->variadic && accept(r, ","));
    s->parameters = fields;
    require(r, ")");
}

static void read_result(Reader *r, Signature *s) {
    require(r, "->");
    s->result = read_type(r, 0);
    const Schema *fields = s->result->fields;
    if (s->result->tag == PIG_TUPLE && fields && fields->n_fields == 1) {
        s->result_name = fields->fields[0].name;
        s->result = fields->fields[0].type;
    }
    skip_blanks(r);
    if (!r->failed && *r->at)
        fail(r, "the end");
}

const Signature *signature_parse(Arena *arena, const char *text, Text *why) {
    Reader r = {.arena = arena, .text = text, .at = text, .why = why};
    Signature *s = ARENA_NEW(arena, Signature);
    read_parameters(&r, s);
    if (!r.failed)
        read_result(&r, s);
    return r.failed ? NULL : s;
}
