// SPDX-License-Identifier: Apache-2.0
//
// Inside of the evaluator: a tree of nodes made ready for one worker, and what the files of this
// folder share. A node computes the rows of a Rows; its result has a place for every row of the
// batch.

#ifndef JAVELINA_RUNTIME_EXPR_NODE_H
#define JAVELINA_RUNTIME_EXPR_NODE_H

#include "runtime/expr/evaluate.h"
#include "runtime/expr/rows.h"

typedef struct Node Node;

typedef struct Scope {
    Worker *worker;
    const Batch *input;
    Rows rows;
} Scope;

// Computes scope->rows of the node into *out.
typedef Status NodeRun(Node *node, const Scope *scope, Vector *out);

// For a boolean node: those of scope->rows where it is `want`, ascending, into selection[0..*n).
typedef Status NodeSelect(Node *node, const Scope *scope, bool want, uint32_t *selection,
                          size_t *n);

struct Node {
    const Expression *expression;
    const char *column_name; // CAST: for the example of a warning
    NodeRun *run;
    NodeSelect *select; // NULL: by way of a boolean vector
    size_t n_children;
    Node **children;
    const Vector *const *nested; // NESTED
    FunctionState *function;     // CALL, AGGREGATE
    struct Matcher *matcher;     // MATCHES
    struct ConstantSet *set;     // IN a list of constants
    pig_str key;                 // MAP_VALUE
};

MUST_CHECK Status node_run(Node *node, const Scope *scope, Vector *out);
MUST_CHECK Status node_select(Node *node, const Scope *scope, bool want, uint32_t *selection,
                              size_t *n);

// The rows of a boolean vector that are `want`.
size_t select_booleans(const Vector *v, Rows rows, bool want, uint32_t *selection);

// True when all n vectors are constant: one row is worth computing.
bool all_constant(const Vector *vectors, size_t n);

// Valid where all of the n vectors are: NULL when no row is null. Constant vectors that are null
// make every row null.
uint64_t *combined_validity(Arena *arena, const Vector *vectors, size_t n, size_t n_rows);

// One row for all: scope->rows as the first row alone.
static inline Scope scope_of_one(const Scope *scope) {
    Scope one = *scope;
    one.rows = (Rows){NULL, 1, 1};
    return one;
}

// The comparison of two vectors as a boolean vector of rows->n_rows, constant if both are.
void compare_vectors(Arena *arena, const Vector *vectors, ExpressionKind kind, const Rows *rows,
                     Vector *out);

// How nodes of each kind run.
NodeRun run_arithmetic, run_negate;                                          // arithmetic.c
NodeRun run_comparison;                                                      // comparison.c
NodeRun run_in;                                                              // in.c
NodeSelect select_comparison;                                                // comparison.c
NodeRun run_and_or, run_not, run_is_null, run_condition;                     // logic.c
NodeSelect select_and_or, select_not, select_is_null;                        // logic.c
NodeRun run_tuple_field, run_tuple_project, run_tuple_tail, run_bag_project; // access.c
NodeRun run_map_value, run_row_field, run_scalar;                            // access.c
NodeRun run_call, run_aggregate;                                             // call.c
NodeRun run_matches;                                                         // match.c
MUST_CHECK Status prepare_call(Node *node, Worker *worker);                  // call.c
void release_call(Node *node);                                               // call.c
MUST_CHECK Status prepare_matches(Node *node, Worker *worker);               // match.c
void prepare_in(Node *node, Worker *worker);                                 // in.c
void release_matches(Node *node);                                            // match.c

#endif
