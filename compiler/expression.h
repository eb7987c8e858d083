// SPDX-License-Identifier: Apache-2.0
//
// Typed expressions. Every node knows its type; implicit casts are EXPRESSION_CAST nodes like the
// written ones; names are gone: columns are numbers. Immutable once built; rules build new nodes.
//
// Columns. An expression is evaluated against one row of its operator's input. EXPRESSION_COLUMN is
// a column of that input. Where the input's schema is unknown its one column is the whole row (a
// ragged tuple, column 0): EXPRESSION_ROW_FIELD is a field of it (null past its end, type PIG_ANY
// or PIG_BYTEARRAY), and `*` is EXPRESSION_COLUMN 0. Inside the operators of a nested block the row
// is a tuple of the bag they work on.

#ifndef JAVELINA_COMPILER_EXPRESSION_H
#define JAVELINA_COMPILER_EXPRESSION_H

#include "lang/source.h"
#include "udf/registry.h"
#include "udf/type.h"

// EXPRESSION(kind, word for explain, meaning)
#define EXPRESSION_KINDS(X)                                                                        \
    X(CONSTANT, "constant", "`constant`: a one-row vector of `type`")                              \
    X(COLUMN, "column", "column `index` of the input row")                                         \
    X(ROW_FIELD, "row field", "field `index` of a row of unknown schema")                          \
    X(TUPLE_FIELD, "tuple field", "field `index` of the tuple child 0; null past the end")         \
    X(TUPLE_PROJECT, "tuple project", "the fields `indexes` of the tuple child 0, as a tuple")     \
    X(TUPLE_TAIL, "tuple tail", "the fields from `index` on of the tuple child 0, of any width")   \
    X(BAG_PROJECT, "bag project", "the fields `indexes` of each tuple of the bag child 0")         \
    X(MAP_VALUE, "map value", "value of key `text` in the map child 0")                            \
    X(CAST, "cast", "child 0 as `type`; `implicit` tells who wanted it")                           \
    X(NEGATE, "negate", "minus child 0")                                                           \
    X(ADD, "+", "")                                                                                \
    X(SUBTRACT, "-", "")                                                                           \
    X(MULTIPLY, "*", "")                                                                           \
    X(DIVIDE, "/", "null when the divisor is zero (but -0.0 divides)")                             \
    X(MODULO, "%", "")                                                                             \
    X(EQUAL, "==", "children of equal type, or tuples, or maps")                                   \
    X(NOT_EQUAL, "!=", "")                                                                         \
    X(LESS, "<", "")                                                                               \
    X(LESS_EQUAL, "<=", "")                                                                        \
    X(GREATER, ">", "")                                                                            \
    X(GREATER_EQUAL, ">=", "")                                                                     \
    X(AND, "and", "three-valued")                                                                  \
    X(OR, "or", "three-valued")                                                                    \
    X(NOT, "not", "")                                                                              \
    X(IS_NULL, "is null", "")                                                                      \
    X(IS_NOT_NULL, "is not null", "")                                                              \
    X(MATCHES, "matches", "child 0 matches the pattern child 1 as a whole")                        \
    X(IN, "in", "child 0 equals one of the others; without a match, a null among them: null")      \
    X(CONDITION, "?:", "child 0 true: child 1, false: child 2, null: null")                        \
    X(CALL, "call", "scalar function `call` of the children")                                      \
    X(AGGREGATE, "aggregate", "aggregate function `call` over the tuples of the bag child 0")      \
    X(SCALAR, "scalar", "column `index` of the only row of relation `scalar` (plan->scalars)")     \
    X(NESTED, "nested", "the bag that operator `index` of the FOREACH's nested block makes")

typedef enum ExpressionKind {
#define X(kind, word, meaning) EXPRESSION_##kind,
    EXPRESSION_KINDS(X)
#undef X
} ExpressionKind;

// CASE is built from CONDITION, COALESCE-free, in the order in which Apache Pig tests it.

typedef struct Expression Expression;
struct Expression {
    ExpressionKind kind;
    Place place;
    const Type *type;
    size_t n_children;
    Expression *const *children;
    size_t n_nodes;   // all of the tree; a part used twice counts twice, as it is run twice
    size_t index;     // COLUMN, ROW_FIELD, TUPLE_FIELD, TUPLE_TAIL, SCALAR, NESTED
    size_t n_indexes; // TUPLE_PROJECT, BAG_PROJECT
    const size_t *indexes;
    size_t scalar;    // SCALAR: number in the plan's list of scalars
    const char *text; // MAP_VALUE: the key
    size_t n_text_bytes;
    bool implicit;            // CAST
    const Vector *constant;   // CONSTANT
    const FunctionCall *call; // CALL, AGGREGATE
};

// A node with its children copied into the arena; kind-specific fields are the caller's to set.
Expression *expression_new(Arena *arena, ExpressionKind kind, const Place *place, const Type *type,
                           size_t n_children, Expression *const *children);

// COLUMN `index` of the input.
Expression *expression_column(Arena *arena, const Place *place, const Type *type, size_t index);

// A constant of one value. value: a one-row vector, borrowed for the arena's life.
Expression *expression_constant(Arena *arena, const Place *place, const Type *type,
                                const Vector *value);

// A null of the type; a chararray; a long.
Expression *expression_null(Arena *arena, const Place *place, const Type *type);
Expression *expression_text(Arena *arena, const Place *place, const char *text, size_t n_bytes);
Expression *expression_long(Arena *arena, const Place *place, int64_t value);

// True if the tree calls a function that is PIG_IMPURE (RANDOM, UniqueID, Assert ...).
bool expression_is_impure(const Expression *expression);

// Word for explain.
const char *expression_word(ExpressionKind kind);

// Appends the expression as explain shows it; columns by name if a schema is given (NULL allowed).
void expression_describe(const Expression *expression, const Schema *input, Text *out);

// The same tree; places and names set aside.
bool expression_equal(const Expression *a, const Expression *b);

// Copies the tree bottom up: `change` gets each node (its children already replaced) and returns
// what stands in its place, the node itself to keep it. Unchanged subtrees are shared.
typedef Expression *ChangeExpression(Arena *arena, Expression *node, void *context);
Expression *expression_rewrite(Arena *arena, const Expression *expression, ChangeExpression *change,
                               void *context);

// Replaces each COLUMN i by map[i] (an expression over another input) when map[i] is not NULL.
// Used to move operators past projections.
Expression *expression_replace_columns(Arena *arena, const Expression *expression,
                                       Expression *const *map);

// Calls visit for every node, parents first, until it returns false; returns the last answer.
bool expression_walk(const Expression *expression,
                     bool (*visit)(const Expression *node, void *context), void *context);

// Marks in used[0..n) the columns that the expression reads (ROW_FIELD marks column 0).
void expression_mark_columns(const Expression *expression, bool *used, size_t n);

// Evaluation of a constant expression at compile time, lent by the executor so that the compiler
// need not know it. Returns the value (in arena), or NULL after reporting (place of `expression`).
typedef const Vector *FoldConstant(void *context, Arena *arena, const Expression *expression,
                                   DiagnosticSink *sink);

#endif
