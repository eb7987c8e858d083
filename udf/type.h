// SPDX-License-Identifier: Apache-2.0
//
// Types of columns and schemas of relations, as the compiler reasons about them. All structures are
// immutable once built and live in the arena of the script or plan that made them.
//
// A bytearray in a script can be two things: bytes that a loader read (PIG_BYTEARRAY) or a value
// whose type is only known at run time (PIG_ANY). DESCRIBE shows both as bytearray.

#ifndef JAVELINA_UDF_TYPE_H
#define JAVELINA_UDF_TYPE_H

#include <stdbool.h>

#include "lang/base/arena.h"
#include "lang/base/text.h"
#include "udf/pig_udf.h"

typedef struct Schema Schema;
typedef struct Type Type;

struct Type {
    pig_type tag;
    const Schema *fields;   // TUPLE: its fields; BAG: the fields of its tuples; NULL: not known
    const char *tuple_name; // BAG: declared name of its tuple, else NULL. "" with fields NULL:
                            // shown as {} where other bags of unknown tuples are shown as {()}.
                            // MAP: declared name of the values
    const Type *value;      // MAP: type of the values, NULL: untyped (values are PIG_ANY)
    const Type *shown;      // What Apache Pig takes it for though values of other types come (int
                            // dimensions of CUBE that hold 'unknown'); NULL: what it is
};

typedef struct Field {
    const char *name; // with "::" prefixes; NULL: nameless
    const Type *type; // never NULL
} Field;

struct Schema {
    int n_fields;
    Field *fields;
};

// The simple type of a tag, shared and immortal. For TUPLE, BAG and MAP the one that knows nothing
// of what is inside.
const Type *type_of(pig_type tag);

const Type *type_tuple(Arena *arena, const Schema *fields);
const Type *type_bag(Arena *arena, const Schema *fields, const char *tuple_name);
const Type *type_map(Arena *arena, const Type *value);
const Type *type_map_named(Arena *arena, const char *name, const Type *value);

// Values of `tag` (PIG_ANY: of any type), nothing known of their inside, that are taken for
// `shown`. PIG_UNKNOWN: shown as NULL, taken for nothing.
const Type *type_shown_as(Arena *arena, pig_type tag, const Type *shown);

// An empty schema with room for n fields (names NULL, types bytearray).
Schema *schema_new(Arena *arena, int n_fields);

// The same structure, names of fields set aside.
bool type_equal(const Type *a, const Type *b);

// What operators and functions take values of the type for.
static inline const Type *type_seen(const Type *type) {
    return type->shown && type->shown->tag != PIG_UNKNOWN ? type->shown : type;
}

// True if values in it, or inside of it, may be of another type than is shown.
bool type_is_mixed(const Type *type);

static inline bool type_is_number(pig_type tag) {
    return tag == PIG_INT || tag == PIG_LONG || tag == PIG_FLOAT || tag == PIG_DOUBLE ||
           tag == PIG_BIGINTEGER || tag == PIG_BIGDECIMAL;
}
static inline bool type_is_complex(pig_type tag) {
    return tag == PIG_TUPLE || tag == PIG_BAG || tag == PIG_MAP;
}
static inline bool type_is_untyped(pig_type tag) {
    return tag == PIG_BYTEARRAY || tag == PIG_ANY;
}
// Stored as pig_str.
static inline bool type_is_string(pig_type tag) {
    return tag == PIG_CHARARRAY || tag == PIG_BYTEARRAY || tag == PIG_BIGINTEGER ||
           tag == PIG_BIGDECIMAL;
}

// "chararray", "bag" ... the word of the language.
const char *type_name(pig_type tag);

// The tag of a word of the language in any case, PIG_UNKNOWN if it is none.
pig_type type_from_name(const char *word, size_t n_bytes);

// Appends the type as DESCRIBE shows it: "int", "{(x: int,y: chararray)}", "map[int]".
void type_describe(const Type *type, Text *out);

// Appends "{a: int,b: {(c: long)}}"; a nameless field shows its type alone.
void schema_describe(const Schema *schema, Text *out);

#endif
