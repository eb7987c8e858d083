// SPDX-License-Identifier: Apache-2.0
//
// Looking up and making column names.

#include "compiler/schema.h"

#include <string.h>

#include "compiler/cast.h"

// True if `name` is `ending` or ends in "::ending".
static bool schema_name_ends_in(const char *name, const char *ending) {
    size_t n_name = strlen(name), n_ending = strlen(ending);
    if (n_ending > n_name || strcmp(name + n_name - n_ending, ending) != 0)
        return false;
    return n_name == n_ending ||
           (n_name >= n_ending + 2 && memcmp(name + n_name - n_ending - 2, "::", 2) == 0);
}

int schema_find(const Schema *schema, const char *name) {
    int found = SCHEMA_NO_NAME;
    for (int i = 0; i < schema->n_fields; i++) {
        const char *candidate = schema->fields[i].name;
        if (!candidate || !schema_name_ends_in(candidate, name))
            continue;
        if (strcmp(candidate, name) == 0)
            return i;
        found = found == SCHEMA_NO_NAME ? i : SCHEMA_AMBIGUOUS;
    }
    return found;
}

static const char *ambiguity_hint(Arena *arena, const Schema *schema, const char *name) {
    Text hint = text_new(0);
    for (int i = 0; i < schema->n_fields; i++) {
        const char *candidate = schema->fields[i].name;
        if (!candidate || !schema_name_ends_in(candidate, name))
            continue;
        text_append_string(&hint, hint.n_bytes ? " or " : "say ");
        text_append_string(&hint, candidate);
    }
    const char *copy = arena_strndup(arena, hint.data, hint.n_bytes);
    text_free(&hint);
    return copy;
}

// The part of a name behind its last "::".
static const char *last_part(const char *name) {
    for (const char *at; (at = strstr(name, "::"));)
        name = at + 2;
    return name;
}

const char *schema_hint(Arena *arena, const Schema *schema, const char *name) {
    if (!schema)
        return NULL;
    if (schema_find(schema, name) == SCHEMA_AMBIGUOUS)
        return ambiguity_hint(arena, schema, name);
    size_t n = 0;
    const char **names = ARENA_NEW_ARRAY(arena, const char *, (size_t)schema->n_fields * 2);
    for (int i = 0; i < schema->n_fields; i++)
        if (schema->fields[i].name)
            names[n++] = schema->fields[i].name;
    const char *near = nearest_name(name, names, n);
    if (!near) {
        for (size_t i = 0, n_full = n; i < n_full; i++)
            names[i] = last_part(names[i]);
        near = nearest_name(last_part(name), names, n);
    }
    return near ? arena_printf(arena, "did you mean '%s'?", near) : NULL;
}

static void copy_prefixed(Arena *arena, const char *prefix, const Schema *schema, Field *to) {
    for (int i = 0; i < schema->n_fields; i++) {
        to[i] = schema->fields[i];
        if (prefix && to[i].name)
            to[i].name = arena_printf(arena, "%s::%s", prefix, to[i].name);
    }
}

Schema *schema_prefixed(Arena *arena, const char *prefix, const Schema *schema) {
    Schema *copy = schema_new(arena, schema->n_fields);
    copy_prefixed(arena, prefix, schema, copy->fields);
    return copy;
}

Schema *schema_concat(Arena *arena, const Schema *const *schemas, const char *const *prefixes,
                      size_t n) {
    int n_fields = 0;
    for (size_t i = 0; i < n; i++)
        n_fields += schemas[i]->n_fields;
    Schema *all = schema_new(arena, n_fields);
    Field *to = all->fields;
    for (size_t i = 0; i < n; i++) {
        copy_prefixed(arena, prefixes ? prefixes[i] : NULL, schemas[i], to);
        to += schemas[i]->n_fields;
    }
    return all;
}

Schema *schema_project(Arena *arena, const Schema *schema, const size_t *indexes, size_t n) {
    Schema *projected = schema_new(arena, (int)n);
    for (size_t i = 0; i < n; i++)
        projected->fields[i] = schema->fields[indexes[i]];
    return projected;
}

const char *schema_text(Arena *arena, const Schema *schema) {
    Text text = text_new(0);
    schema_describe(schema, &text);
    const char *copy = arena_strndup(arena, text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

const char *type_text(Arena *arena, const Type *type) {
    Text text = text_new(0);
    type_describe(type, &text);
    const char *copy = arena_strndup(arena, text.data, text.n_bytes);
    text_free(&text);
    return copy;
}

// Bags of which at least one knows no more than the name of its tuples, if that.
static const Type *union_bag(Arena *arena, const Type *a, const Type *b) {
    const char *name = a->tuple_name ? a->tuple_name : b->tuple_name;
    return type_bag(arena, NULL, name);
}

const Type *schema_union_type(Arena *arena, const Type *a, const Type *b) {
    const Type *const as = type_seen(a), *const bs = type_seen(b);
    if (as != a || bs != b)
        return !type_equal(as, bs) ? schema_union_type(arena, as, bs) : as != a ? a : b;
    if (type_is_untyped(a->tag) && type_is_untyped(b->tag))
        return a->tag == b->tag ? a : type_of(PIG_ANY);
    if (type_is_untyped(a->tag))
        return b;
    if (type_is_untyped(b->tag))
        return a;
    if (type_is_number(a->tag) && type_is_number(b->tag))
        return type_of(cast_wider(a->tag, b->tag));
    if (a->tag != b->tag)
        return NULL;
    if (a->tag == PIG_BAG && !(a->fields && b->fields))
        return union_bag(arena, a, b);
    return type_equal(a, b) ? a : type_of(a->tag);
}
