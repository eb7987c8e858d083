// SPDX-License-Identifier: Apache-2.0
//
// The names of many columns, found without looking at each. A name is found under every ending that
// schema_find takes for it: "A::B::x" under itself, "B::x" and "x".

#ifndef JAVELINA_COMPILER_NAME_INDEX_H
#define JAVELINA_COMPILER_NAME_INDEX_H

#include "compiler/schema.h"

typedef struct NameIndex NameIndex;

// An index of the first n fields. fields: borrowed, not to change while the index is used.
NameIndex *name_index(Arena *arena, const Field *fields, int n);

// What schema_find gives: a position, SCHEMA_NO_NAME or SCHEMA_AMBIGUOUS.
int name_index_find(const NameIndex *index, const char *name);

// The field that UNION ONSCHEMA puts together with the name: one ends in the other. SCHEMA_NO_NAME:
// none does, SCHEMA_AMBIGUOUS: several do.
int name_index_meet(const NameIndex *index, const char *name);

#endif
