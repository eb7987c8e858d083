// SPDX-License-Identifier: Apache-2.0
//
// Makes the nodes of the syntax tree; every action of the grammar is one of these calls. Nodes live
// in the context's arena. Lists are passed by value and handed back longer.

#ifndef JAVELINA_LANG_BUILD_H
#define JAVELINA_LANG_BUILD_H

#include "lang/scan.h"

// What stands in the braces of a nested FOREACH.
typedef struct NestedBlock {
    size_t n;
    AstNestedStatement *statements;
    AstGenerate generate;
} NestedBlock;

typedef struct Branches {
    size_t n;
    AstSplitBranch *items;
} Branches;

AstName make_name(ParseContext *context, const char *text, TextRange range);
AstName no_name(void);
AstString no_string(void);

// ---- Lists: the list with one more item ----

AstNames add_name(ParseContext *context, AstNames list, AstName item);
AstStrings add_string(ParseContext *context, AstStrings list, AstString item);
AstExpressions add_expression(ParseContext *context, AstExpressions list, AstExpression *item);
AstInputs add_input(ParseContext *context, AstInputs list, AstInput item);
AstKeyedInputs add_keyed(ParseContext *context, AstKeyedInputs list, AstKeyedInput item);
AstSortKeys add_sort_key(ParseContext *context, AstSortKeys list, AstSortKey item);
AstGenerate add_item(ParseContext *context, AstGenerate list, AstGenerateItem item);
NestedBlock add_nested(ParseContext *context, NestedBlock list, AstNestedStatement item);
Branches add_branch(ParseContext *context, Branches list, AstSplitBranch item);
AstStreamEnds add_end(ParseContext *context, AstStreamEnds list, AstStreamEnd item);
AstSchema *add_field(ParseContext *context, AstSchema *schema, AstField item, TextRange range);

// ---- Expressions ----

AstExpression *make_constant(ParseContext *context, AstExpressionKind kind, const char *text,
                             TextRange range);
AstExpression *make_text(ParseContext *context, AstString text, TextRange range);
// A constant as written, without n_quote bytes at each end, for macros.
AstExpression *make_raw(ParseContext *context, AstExpressionKind kind, TextRange range,
                        size_t n_quote);
AstExpression *make_boolean(ParseContext *context, bool value, TextRange range);
AstExpression *make_leaf(ParseContext *context, AstExpressionKind kind, TextRange range);
AstExpression *make_column(ParseContext *context, const char *name, TextRange range);
AstExpression *make_position(ParseContext *context, int64_t number, TextRange range);
AstExpression *make_range(ParseContext *context, AstExpression *from, AstExpression *to,
                          TextRange range);
AstExpression *make_unary(ParseContext *context, AstExpressionKind kind, AstExpression *of,
                          TextRange range);
AstExpression *make_binary(ParseContext *context, AstExpressionKind kind, AstExpression *left,
                           AstExpression *right, TextRange range);
AstExpression *make_arithmetic(ParseContext *context, AstExpressionKind kind, AstExpression *left,
                               AstExpression *right, TextRange range);
AstExpression *make_null_check(ParseContext *context, AstExpression *of, bool negated,
                               TextRange range);
AstExpression *make_in(ParseContext *context, AstExpression *of, AstExpressions list,
                       TextRange range);
AstExpression *make_cast(ParseContext *context, AstType *type, AstExpression *of, TextRange range);
AstExpression *make_condition(ParseContext *context, AstExpression *condition, AstExpression *yes,
                              AstExpression *no, TextRange range);
// of: NULL for CASE WHEN condition. branches: WHEN, THEN pairs. otherwise: NULL without ELSE.
AstExpression *make_case(ParseContext *context, AstExpression *of, AstExpressions branches,
                         AstExpression *otherwise, TextRange range);
// from.item
AstExpression *make_dereference(ParseContext *context, AstExpression *from, AstExpressions items,
                                bool parenthesised, TextRange range);
AstExpression *make_map_value(ParseContext *context, AstExpression *from, AstString key,
                              TextRange range);
// `callee` is a name or a chain of dereferences, which the dots of a function's name look like.
AstExpression *make_call(ParseContext *context, AstExpression *callee, AstExpressions arguments,
                         TextRange range);
// ( items ): grouping, a tuple, or a tuple of one constant.
AstExpression *make_parentheses(ParseContext *context, AstExpressions items, TextRange range);
AstExpression *make_bag(ParseContext *context, AstExpressions items, TextRange range);
AstExpression *make_map(ParseContext *context, AstExpressions items, bool with_signs,
                        TextRange range);
AstExpression *make_dimensions(ParseContext *context, AstExpressionKind kind, AstExpressions items,
                               TextRange range);

// Each reports what cannot stand in such a place (1200) and returns the expression.
AstExpression *want_value(ParseContext *context, AstExpression *expression);
AstExpression *want_condition(ParseContext *context, AstExpression *expression);
AstExpression *want_literal(ParseContext *context, AstExpression *expression);
// A bag, map, column or call with all its dots.
AstExpression *want_whole(ParseContext *context, AstExpression *expression);

// ---- Types and schemas ----

AstType *make_type(ParseContext *context, AstTypeKind kind, TextRange range);
AstType *make_tuple_type(ParseContext *context, AstSchema *fields, TextRange range);
AstType *make_bag_type(ParseContext *context, AstName name, AstType *tuple, TextRange range);
AstType *make_map_type(ParseContext *context, AstName name, AstType *value, TextRange range);
// BAG or MAP in front of brackets that must be of its kind (1200).
AstType *want_bracket(ParseContext *context, AstType *type, AstTypeKind kind, TextRange range);
AstField make_field(AstName name, AstType *type, Place place);
AstField unnamed_field(AstType *type);
AstSchema *in_parentheses(AstSchema *schema);
// ---- Parts of operators ----

AstName dotted_name(ParseContext *context, AstName left, const char *right, TextRange range);
AstFunction make_function(AstName name, AstStrings arguments);
AstInput alias_input(AstName alias);
AstInput operator_input(AstOperator *operator);
// An input in a nested block.
AstInput field_input(AstExpression *field);
// keys: one expression, or several in parentheses.
AstKeyedInput keyed_input(AstInput input, AstExpressions keys);
AstExpressions open_parentheses(ParseContext *context, AstExpression *key);
AstSortKey sort_key(AstExpression *column, bool descending);
AstGenerateItem generate_item(ParseContext *context, AstExpression *expression, AstSchema *as);

// Digits that the scanner found to fit an int.
int64_t whole_number(const char *digits);

// Lists of one and two; a list with one more in front, with two more behind.
AstExpressions one(ParseContext *context, AstExpression *item);
AstExpressions two(ParseContext *context, AstExpression *a, AstExpression *b);
AstExpressions add_first(ParseContext *context, AstExpression *first, AstExpressions rest);
AstExpressions add_pair(ParseContext *context, AstExpressions list, AstExpression *a,
                        AstExpression *b);
AstKeyedInputs pair(ParseContext *context, AstKeyedInput left, AstKeyedInput right);

// ---- Operators: range is that of the keyword ----

AstOperator *unary_operator(ParseContext *context, AstOperatorKind kind, AstInput input,
                            AstExpression *expression, TextRange range);
AstOperator *make_load(ParseContext *context, AstString location, AstFunction function,
                       AstSchema *as, TextRange range);
AstOperator *make_store(ParseContext *context, AstInput input, AstString location,
                        AstFunction function, TextRange range);
AstOperator *make_foreach(ParseContext *context, AstInput input, NestedBlock block, bool nested,
                          TextRange generate, TextRange range);
AstOperator *make_group(ParseContext *context, AstOperatorKind kind, AstKeyedInputs inputs,
                        AstString hint, AstName partitioner, TextRange range);
AstOperator *make_join(ParseContext *context, AstJoinKind kind, bool outer_written,
                       AstKeyedInputs inputs, AstString hint, AstName partitioner, TextRange range);
// CROSS and DISTINCT.
AstOperator *make_many(ParseContext *context, AstOperatorKind kind, AstInputs inputs,
                       AstName partitioner, TextRange range);
AstOperator *make_union(ParseContext *context, bool onschema, AstInputs inputs, TextRange range);
AstOperator *make_order(ParseContext *context, AstOperatorKind kind, AstInput input,
                        AstSortKeys keys, AstFunction function, TextRange range);
AstOperator *make_rank(ParseContext *context, AstInput input, AstSortKeys keys, bool dense,
                       TextRange range);
AstOperator *make_cube(ParseContext *context, AstInput input, AstExpressions items,
                       TextRange range);
AstOperator *make_assert(ParseContext *context, AstInput input, AstExpression *condition,
                         AstString message, TextRange range);
AstOperator *make_split(ParseContext *context, AstInput input, Branches branches, TextRange range);
// command: NULL when an alias names it.
AstOperator *make_stream(ParseContext *context, AstInput input, AstCommand *command, AstName alias,
                         AstSchema *as, TextRange range);
AstOperator *make_native(ParseContext *context, AstString jar, AstStrings paths, AstOperator *store,
                         AstOperator *load, AstString arguments, TextRange range);
AstOperator *with_parallel(ParseContext *context, AstOperator *operator, const char * number);
// The command; 1200 if `is_given`: the option that the range names stands there a second time.
AstCommand *once(ParseContext *context, AstCommand *command, bool is_given, TextRange range);
AstCommand *make_command(ParseContext *context, AstString text);

// ---- Statements: range is that of the first word. The newest is context->statement ----

Statement *make_statement(ParseContext *context, AstStatementKind kind, TextRange range);
Statement *relation_statement(ParseContext *context, AstName alias, AstOperator *operator,
                              TextRange range);
Statement *arrow_statement(ParseContext *context, AstOperator *operator, TextRange range);
Statement *alias_statement(ParseContext *context, AstName alias, AstName of, TextRange range);
Statement *macro_call(ParseContext *context, AstNames results, AstName macro,
                      AstExpressions arguments, TextRange range);
Statement *make_import(ParseContext *context, AstString path, TextRange range);
// Of an imported file; the shell level reads those of a script.
Statement *make_register(ParseContext *context, AstString path, AstName engine, AstName space,
                         TextRange range);
Statement *make_define_function(ParseContext *context, AstName name, AstFunction function,
                                TextRange range);
Statement *make_define_command(ParseContext *context, AstName name, AstCommand *command,
                               TextRange range);
Statement *make_define_macro(ParseContext *context, AstName name, AstNames parameters,
                             AstNames returns, AstString body, TextRange range);

#endif
