// SPDX-License-Identifier: Apache-2.0
//
// One list of the types gives their names and their shared, immortal Type objects.

#include "udf/type.h"

#include <strings.h>

// TYPE(tag, word)
#define TYPES(X)                                                                                   \
    X(PIG_UNKNOWN, "NULL")                                                                         \
    X(PIG_BOOLEAN, "boolean")                                                                      \
    X(PIG_INT, "int")                                                                              \
    X(PIG_LONG, "long")                                                                            \
    X(PIG_FLOAT, "float")                                                                          \
    X(PIG_DOUBLE, "double")                                                                        \
    X(PIG_DATETIME, "datetime")                                                                    \
    X(PIG_BYTEARRAY, "bytearray")                                                                  \
    X(PIG_CHARARRAY, "chararray")                                                                  \
    X(PIG_BIGINTEGER, "biginteger")                                                                \
    X(PIG_BIGDECIMAL, "bigdecimal")                                                                \
    X(PIG_MAP, "map")                                                                              \
    X(PIG_TUPLE, "tuple")                                                                          \
    X(PIG_BAG, "bag")

enum { TYPE_SLOTS = PIG_ANY + 1 };

static const char *const names[TYPE_SLOTS] = {
#define X(type, word) [type] = word,
    TYPES(X)
#undef X
        [PIG_ANY] = "bytearray",
};

static const Type types[TYPE_SLOTS] = {
#define X(type, word) [type] = {.tag = type},
    TYPES(X)
#undef X
        [PIG_ANY] = {.tag = PIG_ANY},
};

const Type *type_of(pig_type tag) {
    return &types[tag];
}

const Type *type_tuple(Arena *arena, const Schema *fields) {
    if (!fields)
        return type_of(PIG_TUPLE);
    Type *type = ARENA_NEW(arena, Type);
    type->tag = PIG_TUPLE;
    type->fields = fields;
    return type;
}

const Type *type_bag(Arena *arena, const Schema *fields, const char *tuple_name) {
    if (!fields && !tuple_name)
        return type_of(PIG_BAG);
    Type *type = ARENA_NEW(arena, Type);
    type->tag = PIG_BAG;
    type->fields = fields;
    type->tuple_name = tuple_name;
    return type;
}

const Type *type_map_named(Arena *arena, const char *name, const Type *value) {
    if (!value)
        return type_of(PIG_MAP);
    Type *type = ARENA_NEW(arena, Type);
    type->tag = PIG_MAP;
    type->tuple_name = name;
    type->value = value;
    return type;
}

const Type *type_map(Arena *arena, const Type *value) {
    return type_map_named(arena, NULL, value);
}

const Type *type_shown_as(Arena *arena, pig_type tag, const Type *shown) {
    Type *type = ARENA_NEW(arena, Type);
    *type = (Type){.tag = tag, .shown = shown};
    return type;
}

bool type_is_mixed(const Type *type) {
    if (type->shown || (type->value && type_is_mixed(type->value)))
        return true;
    for (int i = 0; type->fields && i < type->fields->n_fields; i++)
        if (type_is_mixed(type->fields->fields[i].type))
            return true;
    return false;
}

Schema *schema_new(Arena *arena, int n_fields) {
    Schema *schema = ARENA_NEW(arena, Schema);
    schema->n_fields = n_fields;
    schema->fields = ARENA_NEW_ARRAY(arena, Field, (size_t)n_fields);
    for (int i = 0; i < n_fields; i++)
        schema->fields[i].type = type_of(PIG_BYTEARRAY);
    return schema;
}

static bool fields_equal(const Schema *a, const Schema *b) {
    if (a == b)
        return true;
    if (!a || !b || a->n_fields != b->n_fields)
        return false;
    for (int i = 0; i < a->n_fields; i++)
        if (!type_equal(a->fields[i].type, b->fields[i].type))
            return false;
    return true;
}

bool type_equal(const Type *a, const Type *b) {
    if (a == b)
        return true;
    if (!a || !b || a->tag != b->tag)
        return false;
    return fields_equal(a->fields, b->fields) && type_equal(a->value, b->value);
}

const char *type_name(pig_type tag) {
    return names[tag];
}

pig_type type_from_name(const char *word, size_t n_bytes) {
#define X(type, name)                                                                              \
    if (type != PIG_UNKNOWN && n_bytes == sizeof(name) - 1 &&                                      \
        strncasecmp(word, name, n_bytes) == 0)                                                     \
        return type;
    TYPES(X)
#undef X
    return PIG_UNKNOWN;
}

static void describe_fields(const Schema *schema, Text *out) {
    for (int i = 0; schema && i < schema->n_fields; i++) {
        const Field *field = &schema->fields[i];
        if (i > 0)
            text_append_char(out, ',');
        if (field->name) {
            text_append_string(out, field->name);
            text_append(out, ": ", 2);
        }
        type_describe(field->type, out);
    }
}

static void describe_map(const Type *type, Text *out) {
    const Type *value = type->value;
    text_append_string(out, "map[");
    if (value && type->tuple_name)
        text_printf(out, "%s: ", type->tuple_name);
    if (value && (type->tuple_name || value->shown || !type_is_untyped(value->tag)))
        type_describe(value, out);
    text_append_char(out, ']');
}

// An empty tuple name: not even that there are tuples is known, as of an empty literal bag.
static void describe_bag(const Type *type, Text *out) {
    if (!type->fields && type->tuple_name && !*type->tuple_name) {
        text_append_string(out, "{}");
        return;
    }
    text_append_char(out, '{');
    if (type->tuple_name && *type->tuple_name) {
        text_append_string(out, type->tuple_name);
        text_append(out, ": ", 2);
    }
    text_append_char(out, '(');
    describe_fields(type->fields, out);
    text_append_char(out, ')');
    text_append_char(out, '}');
}

void type_describe(const Type *type, Text *out) {
    if (type->shown)
        type = type->shown;
    switch (type->tag) {
    case PIG_TUPLE:
        text_append_char(out, '(');
        describe_fields(type->fields, out);
        text_append_char(out, ')');
        break;
    case PIG_BAG:
        describe_bag(type, out);
        break;
    case PIG_MAP:
        describe_map(type, out);
        break;
    default:
        text_append_string(out, type_name(type->tag));
    }
}

void schema_describe(const Schema *schema, Text *out) {
    text_append_char(out, '{');
    describe_fields(schema, out);
    text_append_char(out, '}');
}
