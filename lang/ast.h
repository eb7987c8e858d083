// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree of Pig Latin. It is raw: no name has been looked up and no type decided, but
// every node knows its place. All nodes live in the arena of the script and are never changed after
// parsing, except that macro expansion makes renamed copies.
//
// Lists are counted arrays. A name is a NUL-terminated string as written (aliases and functions are
// case-sensitive; `a::b` is one name). Optional parts are NULL or 0 when absent.

#ifndef JAVELINA_LANG_AST_H
#define JAVELINA_LANG_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/source.h"

typedef struct AstExpression AstExpression;
typedef struct AstOperator AstOperator;
typedef struct AstSchema AstSchema;
typedef struct AstType AstType;

// ---- Words ----

typedef struct AstName {
    const char *text; // NULL: not given
    Place place;
} AstName;

typedef struct AstNames {
    size_t n;
    AstName *items;
} AstNames;

// Text of a quoted string, escapes resolved; may hold NUL bytes.
typedef struct AstString {
    const char *text; // NULL: not given
    size_t n_bytes;
    Place place;
} AstString;

typedef struct AstStrings {
    size_t n;
    AstString *items;
} AstStrings;

// A function with constructor arguments, as in USING F('a') or DEFINE x F('a').
typedef struct AstFunction {
    AstName name; // text NULL: no function was given
    AstStrings arguments;
} AstFunction;

// ---- Types and schemas ----

// AST_TYPE(kind, word)
#define AST_TYPES(X)                                                                               \
    X(BOOLEAN, "boolean")                                                                          \
    X(INT, "int")                                                                                  \
    X(LONG, "long")                                                                                \
    X(FLOAT, "float")                                                                              \
    X(DOUBLE, "double")                                                                            \
    X(DATETIME, "datetime")                                                                        \
    X(BIGINTEGER, "biginteger")                                                                    \
    X(BIGDECIMAL, "bigdecimal")                                                                    \
    X(CHARARRAY, "chararray")                                                                      \
    X(BYTEARRAY, "bytearray")                                                                      \
    X(TUPLE, "tuple")                                                                              \
    X(BAG, "bag")                                                                                  \
    X(MAP, "map")

typedef enum AstTypeKind {
#define X(kind, word) AST_TYPE_##kind,
    AST_TYPES(X)
#undef X
} AstTypeKind;

struct AstType {
    AstTypeKind kind;
    Place place;
    AstSchema *fields;  // TUPLE: its fields; BAG: fields of its tuples; NULL: not given (`tuple()`)
    AstName tuple_name; // BAG: declared name of the tuple
    AstType *value;     // MAP: type of the values, NULL: untyped
    AstName value_name; // MAP: declared name of the values
};

typedef struct AstField {
    AstName name;  // text NULL: a type alone
    AstType *type; // NULL: not given (bytearray)
    Place place;
} AstField;

struct AstSchema {
    size_t n;
    AstField *fields;
    bool parenthesised; // AS (a, b), not AS a
    Place place;
};

// ---- Expressions ----

// Which fields of AstExpression a kind uses stands beside it.
#define AST_EXPRESSIONS(X)                                                                         \
    X(INTEGER)     /* text: digits without suffix */                                               \
    X(LONG)        /* text */                                                                      \
    X(FLOAT)       /* text */                                                                      \
    X(DOUBLE)      /* text */                                                                      \
    X(BIGINTEGER)  /* text */                                                                      \
    X(BIGDECIMAL)  /* text */                                                                      \
    X(STRING)      /* text, n_bytes: escapes resolved */                                           \
    X(BOOLEAN)     /* flag */                                                                      \
    X(NULL)        /* */                                                                           \
    X(NAME)        /* text: a field, `a::b` included, or a relation before a dereference */        \
    X(POSITION)    /* number: $n */                                                                \
    X(STAR)        /* * */                                                                         \
    X(RANGE)       /* children 0, 1: NAME or POSITION, either may be NULL */                       \
    X(DEREFERENCE) /* child 0, then one or more NAME, POSITION, STAR, RANGE; parenthesised: x.(a)  \
                    */                                                                             \
    X(MAP_VALUE)   /* child 0; text, n_bytes: the key */                                           \
    X(CAST)        /* child 0; type */                                                             \
    X(NEGATE)      /* child 0 */                                                                   \
    X(ADD)                                                                                         \
    X(SUBTRACT)                                                                                    \
    X(MULTIPLY)                                                                                    \
    X(DIVIDE)                                                                                      \
    X(MODULO)                                                                                      \
    X(EQUAL)                                                                                       \
    X(NOT_EQUAL)                                                                                   \
    X(LESS)                                                                                        \
    X(LESS_EQUAL)                                                                                  \
    X(GREATER)                                                                                     \
    X(GREATER_EQUAL)                                                                               \
    X(MATCHES) /* children 0, 1 */                                                                 \
    X(AND)                                                                                         \
    X(OR)                                                                                          \
    X(NOT)        /* child 0 */                                                                    \
    X(IS_NULL)    /* child 0; flag: IS NOT NULL */                                                 \
    X(IN)         /* child 0 in the others */                                                      \
    X(CONDITION)  /* children 0 ? 1 : 2 */                                                         \
    X(CASE_VALUE) /* child 0, then WHEN, THEN pairs; flag: a last child is ELSE */                 \
    X(CASE_WHEN)  /* WHEN, THEN pairs; flag: a last child is ELSE */                               \
    X(CALL)       /* text: the function; children: arguments */                                    \
    X(TUPLE)      /* children; STAR and RANGE too; flag: a literal, constants all the way down. A  \
                     constant alone in parentheses is a tuple of one */                            \
    X(BAG)        /* children; flag: a literal, of literal tuples. Else each child that is no      \
                     tuple is put into one (TOBAG) */                                              \
    X(MAP)        /* children: key, value, key, value ... flag: written with #, else as TOMAP */   \
    X(FLATTEN)    /* child 0; only as a GENERATE item */                                           \
    X(CUBE)       /* children; only in CUBE BY */                                                  \
    X(ROLLUP)     /* children; only in CUBE BY */

typedef enum AstExpressionKind {
#define X(kind) AST_##kind,
    AST_EXPRESSIONS(X)
#undef X
} AstExpressionKind;

struct AstExpression {
    AstExpressionKind kind;
    Place place; // of an infix operator: its left operand's start is children[0]->place
    size_t n_children;
    AstExpression **children;
    const char *text;
    size_t n_bytes;
    int64_t number;
    bool flag;
    bool parenthesised;
    int depth; // levels below it; the parser keeps it under PARSE_MAX_DEPTH
    AstType *type;
};

typedef struct AstExpressions {
    size_t n;
    AstExpression **items;
} AstExpressions;

// ---- Relational operators ----

// An input: an alias, or an operator in parentheses.
// In a nested block an input may also be a field: $1, or a dereference like A.(x, y).
typedef struct AstInput {
    AstName alias;         // `@` is spelt "@"; text NULL: one of the others
    AstOperator *operator; // NULL: an alias or a field
    AstExpression *field;  // POSITION or DEREFERENCE, in nested blocks only
} AstInput;

typedef struct AstInputs {
    size_t n;
    AstInput *items;
} AstInputs;

typedef struct AstSortKey {
    AstExpression *column; // NAME, POSITION, STAR or RANGE
    bool descending;
} AstSortKey;

typedef struct AstSortKeys {
    size_t n;
    AstSortKey *items;
    AstFunction function; // ORDER ... USING f
} AstSortKeys;

typedef struct AstGenerateItem {
    AstExpression *expression; // may be FLATTEN
    AstSchema *as;             // NULL: none
} AstGenerateItem;

typedef struct AstGenerate {
    size_t n;
    AstGenerateItem *items;
    Place place; // of GENERATE
} AstGenerate;

// `name = ...;` in a nested block: a relational operator over bags, or an expression.
typedef struct AstNestedStatement {
    AstName alias;
    AstOperator *operator; // one of these
    AstExpression *expression;
} AstNestedStatement;

// One input of GROUP, COGROUP or JOIN.
typedef struct AstKeyedInput {
    AstInput input;
    AstExpressions keys; // n = 0: ALL
    bool all;
    bool inner, outer; // written behind the keys (COGROUP)
} AstKeyedInput;

typedef struct AstKeyedInputs {
    size_t n;
    AstKeyedInput *items;
} AstKeyedInputs;

typedef enum AstJoinKind {
    AST_JOIN_INNER,
    AST_JOIN_LEFT,
    AST_JOIN_RIGHT,
    AST_JOIN_FULL
} AstJoinKind;

typedef struct AstSplitBranch {
    AstName alias;
    AstExpression *condition; // NULL: OTHERWISE
    bool all;                 // OTHERWISE ALL
} AstSplitBranch;

// One INPUT or OUTPUT of a streaming command.
typedef struct AstStreamEnd {
    AstString path; // text NULL: stdin or stdout
    AstFunction function;
} AstStreamEnd;

typedef struct AstStreamEnds {
    size_t n;
    AstStreamEnd *items;
} AstStreamEnds;

typedef struct AstCommand {
    AstString command; // between back-quotes
    AstStreamEnds inputs, outputs;
    AstStrings ships, caches;
    bool has_ship; // SHIP() with nothing in it too
    AstString stderr_directory;
    int64_t stderr_limit; // -1: not given
} AstCommand;

#define AST_OPERATORS(X)                                                                           \
    X(LOAD)                                                                                        \
    X(STORE)                                                                                       \
    X(FOREACH)                                                                                     \
    X(FILTER)                                                                                      \
    X(GROUP)                                                                                       \
    X(COGROUP)                                                                                     \
    X(JOIN)                                                                                        \
    X(CROSS)                                                                                       \
    X(UNION)                                                                                       \
    X(DISTINCT)                                                                                    \
    X(LIMIT)                                                                                       \
    X(SAMPLE)                                                                                      \
    X(ORDER)                                                                                       \
    X(RANK)                                                                                        \
    X(CUBE)                                                                                        \
    X(ASSERT)                                                                                      \
    X(SPLIT)                                                                                       \
    X(STREAM)                                                                                      \
    X(NATIVE)                                                                                      \
    X(ALIAS) /* B = A; or the alias alone */

typedef enum AstOperatorKind {
#define X(kind) AST_OPERATOR_##kind,
    AST_OPERATORS(X)
#undef X
} AstOperatorKind;

// One relational operator, at top level, in parentheses or in a nested block.
struct AstOperator {
    AstOperatorKind kind;
    Place place;      // its keyword
    AstInputs inputs; // FOREACH FILTER CROSS UNION DISTINCT LIMIT SAMPLE ORDER RANK CUBE ASSERT
                      // SPLIT STREAM STORE ALIAS
    AstExpression *expression; // FILTER, SAMPLE, LIMIT, ASSERT
    AstString location;        // LOAD, STORE
    AstFunction function;      // LOAD, STORE: USING
    AstSchema *as;             // LOAD, STREAM
    AstKeyedInputs keyed;      // GROUP, COGROUP, JOIN
    AstJoinKind join;
    bool outer_written;   // JOIN LEFT OUTER
    AstString hint;       // USING 'replicated', 'merge', 'collected'
    bool hint_is_word;    // USING replicated without quotes, or "..."
    AstName partitioner;  // PARTITION BY
    int64_t parallel;     // 0: not given
    AstGenerate generate; // FOREACH
    bool nested;          // FOREACH { ... }
    size_t n_nested;
    AstNestedStatement *nested_statements;
    AstSortKeys sort;    // ORDER, RANK (n = 0: plain)
    bool dense;          // RANK
    bool onschema;       // UNION
    AstExpressions cube; // CUBE: CUBE and ROLLUP nodes
    AstString message;   // ASSERT
    size_t n_branches;   // SPLIT
    AstSplitBranch *branches;
    AstName command_alias;   // STREAM THROUGH name
    AstCommand *command;     // STREAM THROUGH `...`
    AstString jar;           // NATIVE
    AstStrings native_paths; // NATIVE: further paths in front of STORE
    AstOperator *native_store, *native_load;
    AstStrings parameters; // NATIVE: the words behind LOAD
};

// ---- Statements ----

#define AST_STATEMENTS(X)                                                                          \
    X(RELATION)        /* aliases[0] = operator, or STORE, SPLIT, ASSERT, NATIVE without alias */  \
    X(DEFINE_FUNCTION) /* name, function */                                                        \
    X(DEFINE_COMMAND)  /* name, command */                                                         \
    X(DEFINE_MACRO)    /* name, macro */                                                           \
    X(MACRO_CALL)      /* aliases = name(arguments); expanded before anyone else sees it.          \
                          Arguments: NAME, POSITION, INTEGER, DOUBLE, STRING (as written) */       \
    X(IMPORT)          /* path */                                                                  \
    X(REGISTER)        /* path, engine, namespace */                                               \
    X(COMMAND)         /* a shell command: `command` */

typedef enum AstStatementKind {
#define X(kind) STATEMENT_##kind,
    AST_STATEMENTS(X)
#undef X
} AstStatementKind;

typedef struct AstMacro {
    AstNames parameters;
    AstNames returns; // n = 0: void
    AstString body;   // its text, with the place where it begins
} AstMacro;

// A shell command: its word in lower case, its arguments cut as the shell level cuts them, and the
// line as written behind the word (sh, fs and -e style commands need it).
typedef struct AstCommandLine {
    const char *word; // "dump", "describe", "fs", "sh", "set", "exec", "declare" ...
    AstStrings arguments;
    AstString rest;
} AstCommandLine;

typedef struct Statement {
    AstStatementKind kind;
    Place place;      // its first word
    AstNames aliases; // results; `=> OP` has none
    bool arrow;       // `=> OP`
    AstOperator *operator;
    AstName name;
    AstFunction function;
    AstCommand *command;
    AstMacro *macro;
    AstExpressions arguments; // MACRO_CALL
    AstString path;
    AstName engine, namespace;
    AstCommandLine line;
    AstString text; // the whole statement as written (history, scripts)
} Statement;

#endif
