// SPDX-License-Identifier: Apache-2.0
//
// Few rows of each input with which every step of a relation still shows what it does: it has rows,
// a filter drops some, a group has several, an order has something to order. Found by leaving out
// rows as long as the steps show what they showed with all of them (delta debugging, Zeller and
// Hildebrandt 2002), over a sample of each input. What the sample does not show is not made up.

#ifndef JAVELINA_RUNTIME_SHELL_EXAMPLES_H
#define JAVELINA_RUNTIME_SHELL_EXAMPLES_H

#include "runtime/shell/session.h"

typedef struct ExampleStep {
    const char *alias; // NULL: nameless
    const Schema *schema;
    LogicalKind kind;
    size_t dump;     // id of the operator that gives its rows
    size_t n_inputs; // steps before this one
    const size_t *inputs;
    size_t n_rows;
    bool has_pair; // a bag of two or more in some row
    size_t n_kept; // of the rows
    Text kept;     // those, packed one behind the other (udf/vector/pack.h)
} ExampleStep;

typedef struct Examples {
    size_t n;
    ExampleStep *steps; // inputs before their users
} Examples;

// Examples for a DUMP, in `arena`. Reports 2997 for what has no schema or is made by the job of
// another program, and what goes wrong while it runs. Free them in any case.
MUST_CHECK Status examples_find(Session *session, Arena *arena, LogicalOperator *dump,
                                Examples *examples);
void examples_free(Examples *examples);

#endif
