// SPDX-License-Identifier: Apache-2.0
//
// Names of columns: how a written name finds its column, how operators make new names, and how the
// schemas of a UNION become one. A name may carry the relations it went through: "A::B::x". It is
// found by the whole name, or by any ending of it after a "::" that only one column has.

#ifndef JAVELINA_COMPILER_SCHEMA_H
#define JAVELINA_COMPILER_SCHEMA_H

#include "lang/diagnostic.h"
#include "udf/type.h"

enum { SCHEMA_NO_NAME = -1, SCHEMA_AMBIGUOUS = -2 };

// The column that `name` means, SCHEMA_NO_NAME or SCHEMA_AMBIGUOUS. schema: not NULL.
int schema_find(const Schema *schema, const char *name);

// A hint for a name that was not found: the nearest name, or the candidates of an ambiguous one.
// NULL when nothing is near.
const char *schema_hint(Arena *arena, const Schema *schema, const char *name);

// A copy whose names all begin with "prefix::". prefix NULL: as it is.
Schema *schema_prefixed(Arena *arena, const char *prefix, const Schema *schema);

// The columns of all schemas side by side, each with its prefix (prefixes NULL: none).
Schema *schema_concat(Arena *arena, const Schema *const *schemas, const char *const *prefixes,
                      size_t n);

// The columns `indexes`, names kept.
Schema *schema_project(Arena *arena, const Schema *schema, const size_t *indexes, size_t n);

// The text of DESCRIBE in the arena.
const char *schema_text(Arena *arena, const Schema *schema);
const char *type_text(Arena *arena, const Type *type);

// The type that a UNION gives a column of two types: the wider number, the typed one of typed and
// untyped; complex types that differ inside lose their inside. NULL when the two do not fit.
const Type *schema_union_type(Arena *arena, const Type *a, const Type *b);

#endif
