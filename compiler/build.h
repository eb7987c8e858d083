// SPDX-License-Identifier: Apache-2.0
//
// Building operators: one build_* file a family of statements. A Builder is the statement being
// built. What a statement takes is resolved first (Values), then put together and checked here.

#ifndef JAVELINA_COMPILER_BUILD_H
#define JAVELINA_COMPILER_BUILD_H

#include "compiler/scope.h"

typedef struct Builder {
    Compiler *compiler;
    Arena *arena;
    DiagnosticSink *sink;
    Place place;       // the operator's keyword
    const char *alias; // NULL: an inline operator
    int parallel;
    const char *partitioner; // NULL: none
    int depth;               // of inline operators
    struct Faults *faults;   // of the statement: faults of its inputs are noted here
    LogicalOperator *block;  // the FOREACH with a nested block that was built
    bool is_told;            // its faults are told at once
    bool fields_wait;        // as in Scope
} Builder;

// ---- operators (relation.c) ----

// A new operator over the inputs, with the builder's alias and place.
LogicalOperator *relation_new(Builder *b, LogicalKind kind, const Schema *schema, size_t n_inputs,
                              LogicalOperator *const *inputs);

// What names mean in expressions over the operator's rows.
Scope relation_scope(Builder *b, const LogicalOperator *input);

// The name that an operator gives in "name::column" and in bags of GROUP.
const char *relation_name(Builder *b, const LogicalOperator *op);

// A FOREACH of the items over `input`, in the name of `input`.
LogicalOperator *relation_project(Builder *b, LogicalOperator *input, const Schema *schema,
                                  size_t n_items, const GenerateItem *items);

// `input` with its columns cast to the schema's types (positions agree); itself if they fit
// already.
LogicalOperator *relation_cast(Builder *b, LogicalOperator *input, const Schema *schema);

// ---- statements (build.c and its families) ----

// The operator, with its inputs; NULL after reporting, or when an input was wrong.
LogicalOperator *build_operator(Builder *b, const AstOperator *ast);

// An input: an alias or an operator in parentheses. 1200 when the alias is unknown.
LogicalOperator *build_input(Builder *b, const AstInput *input);

// All inputs; false when one is wrong (the others are looked at too).
bool build_inputs(Builder *b, const AstInputs *inputs, LogicalOperator ***built);

// Reports `code` when one relation stands twice among the inputs of a COGROUP, JOIN or UNION.
MUST_CHECK Status build_check_distinct(Builder *b, LogicalOperator *const *inputs, size_t n,
                                       int code, const char *what);

// A boolean condition over the rows of `input`. 1058; what: "FILTER" ...
Value build_condition(Builder *b, const LogicalOperator *input, const AstExpression *ast,
                      const char *what);

// A FILTER of the input.
LogicalOperator *build_filter_on(Builder *b, LogicalOperator *input, Expression *predicate);

// Columns of sort keys; NULL after reporting.
const SortKey *build_sort_keys(Scope *scope, const AstSortKeys *ast, size_t *n);

// The number behind LIMIT: a constant or a scalar, as long. 1131, 1058. NULL after reporting.
Expression *build_limit_expression(Scope *scope, const AstExpression *ast);

// One call for each kind of operator. NULL after reporting, or when an input was wrong.
LogicalOperator *build_load(Builder *b, const AstOperator *ast);
LogicalOperator *build_store(Builder *b, const AstOperator *ast);
LogicalOperator *build_filter(Builder *b, const AstOperator *ast);
LogicalOperator *build_foreach(Builder *b, const AstOperator *ast);
LogicalOperator *build_group(Builder *b, const AstOperator *ast);
LogicalOperator *build_join(Builder *b, const AstOperator *ast);
LogicalOperator *build_cross(Builder *b, const AstOperator *ast);
LogicalOperator *build_union(Builder *b, const AstOperator *ast);
LogicalOperator *build_distinct(Builder *b, const AstOperator *ast);
LogicalOperator *build_limit(Builder *b, const AstOperator *ast);
LogicalOperator *build_sample(Builder *b, const AstOperator *ast);
LogicalOperator *build_order(Builder *b, const AstOperator *ast);
LogicalOperator *build_rank(Builder *b, const AstOperator *ast);
LogicalOperator *build_cube(Builder *b, const AstOperator *ast);
LogicalOperator *build_assert(Builder *b, const AstOperator *ast);
LogicalOperator *build_stream(Builder *b, const AstOperator *ast);
LogicalOperator *build_native(Builder *b, const AstOperator *ast);

// SPLIT: sets the operator of each branch, NULL if wrong; its faults are given.
typedef struct SplitBranch {
    struct Faults *faults;
    LogicalOperator *op;
} SplitBranch;
void build_split(Builder *b, const AstOperator *ast, SplitBranch *branches);

// REGISTER: 101, and what libraries report.
void build_register(Builder *b, const Statement *statement);

// A function behind USING; a name that DEFINE made stands for what it was made of.
FormatCall build_format(Builder *b, const AstFunction *function);

// The files that DEFINE ships must exist (1200), and what it reads and writes rows with must be
// known: 1070, 1200.
MUST_CHECK Status build_check_command(Builder *b, const AstCommand *ast);

// The strings of a list as C strings.
const char *const *build_strings(Builder *b, const AstStrings *strings);

// ---- keys (build_keys.c) ----

// The keys of the inputs of a GROUP or JOIN, cast to what they have in common. 1200 when their
// numbers differ (1122, 1012 with ranges), 1107 (of several 1130) when their types do, 1061 for a
// bag or map among several keys of a GROUP.
typedef struct Keys {
    size_t n; // of each input
    const KeyedInput *inputs;
    const Field *common; // name and common type of each key
} Keys;
MUST_CHECK Status build_keys(Builder *b, const AstKeyedInputs *ast, LogicalOperator *const *inputs,
                             bool group, Keys *keys);

// ---- GENERATE (build_generate.c) ----

// One column of AS. type NULL: not given.
typedef struct AsField {
    const char *name;
    const Type *type;
} AsField;

// One item as written: an expression, or the columns of a range or of `*`.
typedef struct WrittenItem {
    ValueList values;
    bool range; // several columns: AS names the first of them
    bool whole; // the row of unknown schema, or the rest of it from some column on
    bool flatten;
    size_t n_as;
    const AsField *as;
    Place place;
} WrittenItem;

typedef struct Generated {
    size_t n_items;
    const GenerateItem *items;
    const Schema *direct; // what the items make; NULL: not known
    const Schema *schema; // the same after the casts of AS on flattened columns
} Generated;

// Names and types of what GENERATE makes. 1031, 1108. place: the word GENERATE.
MUST_CHECK Status generate(Scope *scope, const Place *place, const WrittenItem *written, size_t n,
                           Generated *generated);

// The type that a column of type `actual` has after AS `declared`; NULL when they do not go
// together.
const Type *as_type(Arena *arena, const Type *declared, const Type *actual);

#endif
