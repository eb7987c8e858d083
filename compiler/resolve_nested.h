// SPDX-License-Identifier: Apache-2.0
//
// The block of a nested FOREACH: aliases of bags that operators make, and of plain expressions.

#ifndef JAVELINA_COMPILER_RESOLVE_NESTED_H
#define JAVELINA_COMPILER_RESOLVE_NESTED_H

#include "compiler/build.h"

// What a nested alias means.
typedef struct NestedAlias {
    const char *name;
    bool is_operator;
    size_t index;                    // operator: number in the block
    Value value;                     // expression
    const AstExpression *expression; // the same as text; NULL: operator
    DiagnosticSink *faults;          // of a wrong statement; NULL: it is right
    bool told;                       // they were
} NestedAlias;

typedef struct NestedBlock {
    size_t n, capacity;
    NestedOperator *operators;
    size_t n_aliases;
    NestedAlias *aliases; // room for all of the block
} NestedBlock;

// Resolves the statements of the block in order; all are looked at.
MUST_CHECK Status nested_resolve(Scope *scope, const AstOperator *foreach, NestedBlock *block);

// GENERATE of a FOREACH, at top level or nested (build_foreach.c).
MUST_CHECK Status foreach_generate(Scope *scope, const AstGenerate *ast, Generated *generated);

#endif
