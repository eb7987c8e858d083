// SPDX-License-Identifier: Apache-2.0
//
// The logical plan: relational operators as a DAG from LOADs to STOREs and DUMPs, every expression
// typed. Read-only after building; each rewrite rule makes the changes it wants through the calls
// of rule.h and the plan is re-walked.
//
// Statements that are combinations become what they mean: SPLIT is one FILTER an output; ASSERT and
// SAMPLE are FILTERs; CUBE is a FOREACH with a flattened dimension function and a GROUP.

#ifndef JAVELINA_COMPILER_LOGICAL_H
#define JAVELINA_COMPILER_LOGICAL_H

#include "compiler/expression.h"

// LOGICAL(kind, word)
#define LOGICAL_KINDS(X)                                                                           \
    X(LOAD, "Load")                                                                                \
    X(STORE, "Store")                                                                              \
    X(DUMP, "Dump")                                                                                \
    X(FILTER, "Filter")                                                                            \
    X(FOREACH, "ForEach")                                                                          \
    X(GROUP, "CoGroup")                                                                            \
    X(JOIN, "Join")                                                                                \
    X(CROSS, "Cross")                                                                              \
    X(UNION, "Union")                                                                              \
    X(DISTINCT, "Distinct")                                                                        \
    X(ORDER, "Sort")                                                                               \
    X(LIMIT, "Limit")                                                                              \
    X(RANK, "Rank")                                                                                \
    X(STREAM, "Stream")                                                                            \
    X(NATIVE, "Native")

typedef enum LogicalKind {
#define X(kind, word) LOGICAL_##kind,
    LOGICAL_KINDS(X)
#undef X
} LogicalKind;

// A loader or storer as written: its class name after DEFINE, and its arguments.
typedef struct FormatCall {
    const char *name; // NULL: the default, PigStorage
    size_t n_args;
    const char *const *args;
    Place place;
} FormatCall;

enum { SORT_WHOLE_ROW = INT32_MAX }; // `*` over rows of unknown schema: the row as a tuple

typedef struct SortKey {
    size_t column; // of the input; for an input of unknown schema, the row's field
    bool descending;
} SortKey;

// How a COGROUP or JOIN input takes part.
typedef struct KeyedInput {
    size_t n_keys;
    Expression *const *keys; // over the input's row; n_keys is the same for all inputs
    bool inner;              // COGROUP: groups without a row here are dropped
                             // JOIN: rows of the OTHER side need a match here (not padded)
} KeyedInput;

typedef enum JoinHint {
    JOIN_DEFAULT,
    JOIN_REPLICATED,
    JOIN_SKEWED,
    JOIN_MERGE,
    JOIN_MERGE_SPARSE,
    JOIN_BLOOM,
} JoinHint;

typedef enum GroupHint { GROUP_DEFAULT, GROUP_COLLECTED, GROUP_MERGE } GroupHint;

// One operator of a nested block. Its input is a bag: `bag` evaluated on the FOREACH's input row
// (which may be NESTED), except that CROSS takes several.
typedef enum NestedKind {
    NESTED_BAG, // just the bag expression (`x = A.b;`)
    NESTED_FILTER,
    NESTED_ORDER,
    NESTED_DISTINCT,
    NESTED_LIMIT,
    NESTED_CROSS,
    NESTED_FOREACH,
} NestedKind;

// One item of GENERATE.
typedef struct GenerateItem {
    Expression *expression;
    bool flatten;
    size_t n_fields; // columns it becomes: 1, or the width of what is flattened; 0: not known
} GenerateItem;

typedef struct NestedOperator {
    NestedKind kind;
    const char *alias;
    Place place;
    const Schema *schema;   // of the tuples it makes; NULL: unknown
    const char *tuple_name; // declared name of the tuples, as in the bag it works on
    size_t n_bags;
    Expression *const *bags; // over the FOREACH's input row
    Expression *predicate;   // FILTER: over a tuple of the bag
    size_t n_sort_keys;      // ORDER
    const SortKey *sort_keys;
    Expression *limit; // LIMIT: constant or scalar
    size_t n_items;    // FOREACH: over a tuple of the bag
    const GenerateItem *items;
} NestedOperator;

typedef struct LogicalOperator LogicalOperator;
struct LogicalOperator {
    LogicalKind kind;
    size_t id;            // unique in the plan, stable through rules
    const char *alias;    // as DESCRIBE knows it; NULL: inline
    Place place;          // the operator's keyword
    const Schema *schema; // NULL: unknown, rows travel as one ragged tuple
    size_t n_inputs;
    LogicalOperator **inputs;
    int parallel;            // 0: not given
    const char *partitioner; // class of PARTITION BY; NULL: not given, or not looked at

    union {
        struct { // LOAD: text becomes the schema's types while it is read
            const char *location;
            FormatCall format;
            bool has_as;      // AS was given: rows are padded or cut to its width
            const bool *used; // by ColumnMapKeyPrune: columns that anyone reads; NULL: all
        } load;
        struct { // STORE
            const char *location;
            FormatCall format;
        } store;
        struct { // FILTER
            Expression *predicate;
        } filter;
        struct { // FOREACH
            size_t n_nested;
            const NestedOperator *nested; // in order; each refers to earlier ones
            size_t n_items;
            const GenerateItem *items;
        } foreach;
        struct { // GROUP: schema is (group, one bag an input)
            const KeyedInput *keyed;
            bool all; // one group, key 'all'
            GroupHint hint;
            const Type *key_type;
        } group;
        struct { // JOIN
            const KeyedInput *keyed;
            JoinHint hint;
        } join;
        struct { // ORDER
            size_t n_keys;
            const SortKey *keys;
            int64_t limit; // -1: none; else only the first rows are wanted (LimitOptimizer)
        } order;
        struct {               // LIMIT
            Expression *limit; // constant or scalar, long
        } limit;
        struct {           // RANK: one long column in front
            size_t n_keys; // 0: row number
            const SortKey *keys;
            bool dense;
        } rank;
        struct { // STREAM
            const struct StreamCommand *command;
        } stream;
        struct { // NATIVE: its input is the STORE that it reads; a LOAD has it as its input
            const struct NativeJob *job;
        } native;
    };
};

// A program that rows are streamed through.
typedef struct StreamEnd { // one INPUT or OUTPUT
    const char *path;      // NULL: stdin or stdout
    FormatCall format;     // name NULL: tab-separated text
} StreamEnd;

typedef struct StreamCommand {
    const char *command; // for /bin/sh
    size_t n_inputs;
    const StreamEnd *inputs;
    size_t n_outputs;
    const StreamEnd *outputs;
    size_t n_ships, n_caches;
    const char *const *ships;
    const char *const *caches;
    const char *stderr_directory; // NULL: not kept
    int64_t stderr_limit;
} StreamCommand;

// A job of another program, between the STORE it reads and the LOAD of what it writes.
typedef struct NativeJob {
    const char *program; // a jar, or a file that can be executed
    size_t n_paths;      // jars that it needs besides
    const char *const *paths;
    size_t n_words; // its arguments
    const char *const *words;
} NativeJob;

// A relation used as a value.
typedef struct ScalarRelation {
    LogicalOperator *relation;
    Place place;
} ScalarRelation;

typedef struct LogicalPlan {
    Arena *arena;
    size_t n_operators; // topological: inputs come before their users
    LogicalOperator **operators;
    size_t n_scalars;
    ScalarRelation *scalars;
} LogicalPlan;

const char *logical_word(LogicalKind kind);

#endif
