// SPDX-License-Identifier: Apache-2.0
//
// Hygiene of macros: aliases of a body get names of their own. A statement from a macro inside a
// macro passes the innermost scope first, then each scope around it.

#ifndef JAVELINA_LANG_RENAME_H
#define JAVELINA_LANG_RENAME_H

#include "lang/ast.h"
#include "lang/base/arena.h"
#include "lang/base/map.h"

// One call of a macro.
typedef struct MacroScope {
    const char *macro;
    const char
        *prefix; // what stands before and behind a name of this body in the end: the parts of
    const char *suffix; // this call and of all calls around it
    Map kept;           // names of results and arguments: they are the caller's
    Map seen;           // names met as aliases in this body
    Map assigned;       // names that statements of this body defined
    struct MacroScope *outer;
} MacroScope;

// The scope of a call; number: of the calls of this macro, from 0.
MacroScope *macro_scope(Arena *arena, const char *macro, int64_t number, MacroScope *outer);

// Renames the aliases of a statement that was parsed in `scope`, in place.
void rename_statement(Arena *arena, MacroScope *scope, Statement *statement);

#endif
