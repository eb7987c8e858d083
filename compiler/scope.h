// SPDX-License-Identifier: Apache-2.0
//
// What an expression is resolved against, and what comes out. A Scope says which names mean what at
// one place of a script; a Value is a typed expression with the name that DESCRIBE gives it.
//
// A Value whose expression is NULL is wrong and already reported: whoever gets one passes it on
// without another word, so that one mistake makes one message.

#ifndef JAVELINA_COMPILER_SCOPE_H
#define JAVELINA_COMPILER_SCOPE_H

#include "compiler/compile.h"
#include "compiler/name_index.h"
#include "lang/ast.h"

// Expressions, types and inline operators nest no deeper: more than the parser lets through. A CASE
// counts a level for each WHEN.
enum { COMPILER_MAX_DEPTH = 2100, COMPILER_MAX_NODES = 1000000 };

typedef struct Value {
    Expression *expression;
    const char *name;   // NULL: nameless; kept by what is wrong
    bool late_name;     // not there yet when names that stand twice are looked for
    pig_type unwidened; // its type before the operands were widened: what AS compares with
    bool null_literal;
} Value;

// Values of a list: arguments, keys, items.
typedef struct ValueList {
    size_t n;
    size_t capacity;
    Value *values;
    bool failed; // one of them is wrong
} ValueList;

struct NestedBlock; // resolve_nested.c
struct NestedAround;

typedef struct Scope {
    Compiler *compiler;
    Arena *arena;
    DiagnosticSink *sink;
    const char *relation;   // name of the row's relation or bag, for messages; NULL: none
    const Place *origin;    // where it was made; NULL: not told
    const Schema *schema;   // of the row; NULL: not known
    const Schema *indexed;  // the schema that `names` is of
    const NameIndex *names; // made when names are looked for often
    int n_lookups;
    pig_type unknown;            // type of a row's field when the schema is not known
    struct NestedBlock *nested;  // aliases of the FOREACH's block; NULL: none
    struct NestedAround *around; // in an operator of the block: names of expressions; NULL: none
    struct Faults *faults;       // of the statement
    Place statement;             // the operator's keyword
    bool fields_wait;            // wrong fields are told when the statement is needed, not before
    int depth;
} Scope;

// ---- what a session knows (compile.c) ----

const CompilerEnvironment *compiler_environment(const Compiler *compiler);
Registry *compiler_registry(const Compiler *compiler);

// A number that no other result name of the session has.
size_t compiler_next_serial(Compiler *compiler);

// A number for a new operator.
size_t compiler_next_operator(Compiler *compiler);

// The number of a relation that is used as a scalar.
size_t compiler_scalar(Compiler *compiler, LogicalOperator *relation, const Place *place);

// The relation of an alias (`@`: the last one). NULL: unknown, or broken when *known.
LogicalOperator *compiler_lookup(const Compiler *compiler, const char *alias, bool *known);

// Notes that the statement uses the broken alias; a wrong value.
Value compiler_use_broken(Scope *scope, const char *alias);

// ---- values (value.c) ----

static inline Value value_wrong(void) {
    return (Value){.expression = NULL};
}

// Wrong, but its name is known: names that stand twice are found all the same.
static inline Value value_wrong_named(const char *name) {
    return (Value){.name = name};
}
static inline bool value_is_wrong(Value v) {
    return v.expression == NULL;
}
// What operators take the value for.
static inline pig_type value_tag(Value v) {
    return type_seen(v.expression->type)->tag;
}

Value value_of(Expression *expression, const char *name);
Value value_null(Scope *scope, const Place *place);

void value_list_add(Scope *scope, ValueList *list, Value value);

// The value as `type`, through an implicit cast unless it has that type already. Not checked.
Value value_convert(Scope *scope, Value v, const Type *type);

// A written cast: 1051, 1052.
Value value_cast(Scope *scope, Value v, const Type *type, const Place *place);

// ---- operators (typing.c): each types its operands, puts in casts, reports at `place` ----

Value typed_arithmetic(Scope *scope, ExpressionKind kind, const Place *place, Value left,
                       Value right); // 1039
Value typed_comparison(Scope *scope, ExpressionKind kind, const Place *place, Value left,
                       Value right); // 1039
Value typed_logical(Scope *scope, ExpressionKind kind, const Place *place, Value left,
                    Value right);                                    // 1038
Value typed_not(Scope *scope, const Place *place, Value operand);    // 1042
Value typed_negate(Scope *scope, const Place *place, Value operand); // 1041
Value typed_null_test(Scope *scope, ExpressionKind kind, const Place *place, Value operand);
Value typed_matches(Scope *scope, const Place *place, Value left, Value right); // 1037
Value typed_condition(Scope *scope, const Place *place, Value condition, Value yes,
                      Value no); // 1047, 1048, 1050, 1052
Value typed_in(Scope *scope, const Place *place, Value operand, const ValueList *list);
Value typed_map_value(Scope *scope, const Place *place, Value map, const char *key,
                      size_t n_key_bytes);

// ---- literals (literal.c) ----

// A number, text or boolean as written. Out of range: 1200.
Value literal_value(Scope *scope, const AstExpression *ast);

// (a, b), {(a), (b)} and ['k'#v] over resolved parts. 1125.
Value literal_tuple(Scope *scope, const AstExpression *ast, const ValueList *parts);
Value literal_bag(Scope *scope, const AstExpression *ast, const ValueList *parts);
Value literal_map(Scope *scope, const AstExpression *ast, const ValueList *parts);

// ---- types and schemas as written (resolve_type.c) ----

// named: fields without a name get one ("val_0"), as in AS; else they stay nameless, as in casts.
const Type *resolve_type(Scope *scope, const AstType *ast, bool named);

// The name of a field that was written as a type alone: "val_0", "val_1", "tuple_0" ...
typedef struct FieldNumbers {
    int next[4];
} FieldNumbers;
const char *numbered_name(Scope *scope, FieldNumbers *numbers, const Type *type);

// 1200 when two fields have one name.
MUST_CHECK Status resolve_schema(Scope *scope, const AstSchema *ast, bool named,
                                 const Schema **schema);

// ---- expressions (resolve_expression.c) ----

Value resolve(Scope *scope, const AstExpression *ast);

// Adds what the expression stands for: one value, or the columns of `*` and of a range.
void resolve_into(Scope *scope, const AstExpression *ast, ValueList *list);

// True for `*` and ranges.
bool resolve_is_range(const AstExpression *ast);

// ---- functions (call.c) ----

// Calls a function by name: 1070, 1045, 1046.
Value call_function(Scope *scope, const char *name, const ValueList *arguments, const Place *place);

// ---- columns (column.c) ----

// Column `index` of the row; unknown schema: field `index`. Past the schema: 1000.
Value column_by_position(Scope *scope, size_t index, const Place *place);

// Column `index` of a known schema.
Value column_of(Scope *scope, size_t index, const Place *place);

// The column that the name means. Unknown or ambiguous: 1025.
Value column_by_name(Scope *scope, const char *name, const Place *place);

// True if the name is a column, also an ambiguous one.
bool column_exists(Scope *scope, const char *name);

// All columns; the whole row as one value when the schema is not known.
void columns_all(Scope *scope, const Place *place, ValueList *list);

// One end of a range, or a selected field: by name, or by position when the name is NULL.
typedef struct Selector {
    const char *name;
    size_t position;
    Place place;
} Selector;

// Columns from..to (NULL: open end); an open end of an unknown schema gives one value, the rest of
// the row as a tuple. 1025, 1000.
void columns_range(Scope *scope, const Selector *from, const Selector *to, const Place *place,
                   ValueList *list);

// A bag or tuple of unlike branches, that is taken for one of the first branch's columns, as one of
// these columns; other values as they are.
Value value_of_columns(Scope *scope, Value v);

// Fields of a tuple or bag: base.x, base.$0 , base.(x, y). 1000, 1127,
// 1128, 1129.
Value fields_of(Scope *scope, Value base, const Selector *selectors, size_t n, const Place *place);

// ---- nested blocks (resolve_nested.c) ----

// What an alias of the block means; false: it is none, or there is no block.
bool nested_find(Scope *scope, const char *name, const Place *place, Value *value);

// True where an operator of the block names a column of the FOREACH's row: it is not there, but no
// relation is meant.
bool nested_hides_relation(const Scope *scope, const char *name);

// The name that a value of GENERATE takes from the alias of the block that is all of its text;
// NULL: none.
const char *nested_item_name(const Scope *scope, const AstExpression *item, Value value);

#endif
