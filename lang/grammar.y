// SPDX-License-Identifier: Apache-2.0
//
// The grammar of one Pig Latin statement, level by level that of Apache Pig. Every action is one call
// of build.h. What its grammar takes and its next look refuses is refused by the want_* calls.

%define api.pure full
%define api.prefix {pig_yy}
%define api.token.prefix {T_}
%define api.location.type {TextRange}
%define parse.error custom
%locations
%param {ParseContext *context}

%code requires {
#include "lang/build.h"
}

%code {
#include "lang/syntax_error.h"
#include "lang/token.h"

#define YYLLOC_DEFAULT(current, rhs, n)                                                            \
    do {                                                                                           \
        (current).start = (n) ? YYRHSLOC(rhs, 1).start : YYRHSLOC(rhs, 0).end;                     \
        (current).end = YYRHSLOC(rhs, n).end;                                                      \
    } while (0)

// The stack's memory comes from the arena, so that nothing is lost when that is full and jumps.
#define YYMAXDEPTH 100000
#define YYMALLOC(n_bytes) arena_alloc(context->arena, n_bytes)
#define YYFREE(piece) ((void)(piece))

static int yylex(PIG_YYSTYPE *value, TextRange *range, ParseContext *context);
static void yyerror(TextRange *range, ParseContext *context, const char *message);
}

%union {
    const char *text;
    int64_t number;
    bool flag;
    AstJoinKind join;
    AstExpressionKind kind;
    AstName name;
    AstNames names;
    AstString string;
    AstStrings strings;
    AstFunction function;
    AstExpression *expression;
    AstExpressions expressions;
    AstType *type;
    AstField field;
    AstSchema *schema;
    AstInput input;
    AstInputs inputs;
    AstKeyedInput keyed;
    AstKeyedInputs keyed_inputs;
    AstSortKey sort_key;
    AstSortKeys sort_keys;
    AstGenerateItem item;
    AstGenerate items;
    AstNestedStatement nested;
    NestedBlock block;
    AstSplitBranch branch;
    Branches branches;
    AstStreamEnd end;
    AstStreamEnds ends;
    AstCommand *command;
    AstOperator *operator;
    Statement *statement;
}

%token YYEOF 0 "the end of the statement"
%token <text> NAME "a name"
%token <number> POSITION "$n"
%token <text> INTEGER "a whole number" LONG_NUMBER "a long" FLOAT_NUMBER "a float"
%token <text> DOUBLE_NUMBER "a number" BIGINTEGER_NUMBER "a biginteger"
%token <text> BIGDECIMAL_NUMBER "a bigdecimal"
%token <string> STRING "a text" LONG_STRING "a text over lines" COMMAND "a command in back-quotes"
%token <string> BODY "the body of a macro"
%token EQUAL "==" NOT_EQUAL "!=" LESS_EQUAL "<=" GREATER_EQUAL ">=" ARROW "=>" DOTS ".."

// Keywords, as in keywords.def.
%token <text> ALL "ALL" AND "AND" AS "AS" ASC "ASC" ASSERT "ASSERT" BAG "bag"
%token <text> BIGDECIMAL "bigdecimal" BIGINTEGER "biginteger" BOOLEAN "boolean" BY "BY"
%token <text> BYTEARRAY "bytearray" CACHE "CACHE" CASE "CASE" CHARARRAY "chararray"
%token <text> COGROUP "COGROUP" CROSS "CROSS" CUBE "CUBE" DATETIME "datetime" DEFINE "DEFINE"
%token <text> DENSE "DENSE" DESC "DESC" DISTINCT "DISTINCT" DOUBLE "double" ELSE "ELSE"
%token <text> END "END" EQ "EQ" FALSE "FALSE" FILTER "FILTER" FLATTEN "FLATTEN" FLOAT "float"
%token <text> FOREACH "FOREACH" FULL "FULL" GENERATE "GENERATE" GROUP "GROUP" GT "GT" GTE "GTE"
%token <text> IF "IF" IMPORT "IMPORT" IN "IN" INNER "INNER" INPUT "INPUT" INT "int" INTO "INTO"
%token <text> IS "IS" JOIN "JOIN" LEFT "LEFT" LIMIT "LIMIT" LOAD "LOAD" LONG "long" LT "LT"
%token <text> LTE "LTE" MAP "map" MATCHES "MATCHES" NATIVE "MAPREDUCE" NEQ "NEQ" NOT "NOT"
%token <text> NULL "NULL" ONSCHEMA "ONSCHEMA" OR "OR" ORDER "ORDER" OTHERWISE "OTHERWISE"
%token <text> OUTER "OUTER" OUTPUT "OUTPUT" PARALLEL "PARALLEL" PARTITION "PARTITION"
%token <text> RANK "RANK" REGISTER "REGISTER" RETURNS "RETURNS" RIGHT "RIGHT" ROLLUP "ROLLUP" SAMPLE "SAMPLE"
%token <text> SHIP "SHIP" SPLIT "SPLIT" STDERR "STDERR" STDIN "STDIN" STDOUT "STDOUT"
%token <text> STORE "STORE" STREAM "STREAM" THEN "THEN" THROUGH "THROUGH" TRUE "TRUE"
%token <text> TUPLE "tuple" UNION "UNION" USING "USING" VOID "VOID" WHEN "WHEN"

// `CASE WHEN`: the keyword, not a field of that name. `([]) x`: a cast, not a tuple of a map.
%expect 16

%type <text> name function_word free_word any_word type_word
%type <name> alias dotted
%type <names> names results names_or_none returns
%type <string> any_text
%type <strings> texts texts_or_none
%type <function> function using_or_none
%type <expression> condition conjunction negation comparison value expression product operand
%type <expression> postfix parentheses constant case else_or_none field_reference
%type <expression> argument columns_argument range flatten sort_column cube_item nested_field
%type <expression> macro_argument
%type <expressions> values arguments arguments_or_none whens value_whens map_entries keys cube_items columns
%type <expressions> macro_arguments macro_arguments_or_none
%type <kind> comparison_sign
%type <type> type simple_type map_type keyword_type bracket_type tuple_of cast_type cast_tuple
%type <schema> cast_types cast_types_or_none typed_fields
%type <field> field explicit_field
%type <schema> schema fields fields_or_none as_or_none
%type <input> input nested_input
%type <inputs> inputs nested_inputs
%type <keyed> group_input join_input
%type <keyed_inputs> group_inputs join_inputs
%type <sort_key> order_key rank_key
%type <sort_keys> order_keys order_by rank_keys rank_by
%type <flag> direction
%type <join> side
%type <item> item
%type <items> items
%type <nested> nested
%type <block> nesteds
%type <branch> branch otherwise
%type <branches> branches all_branches
%type <end> stream_end
%type <ends> stream_ends
%type <command> command
%type <string> hint_or_none
%type <name> partition_or_none
%type <operator> operator operation parallel_operator in_parentheses load store foreach_block nested_operator split assert
%type <number> string_limit
%type <statement> statement

%%

statement:
    alias '=' operation ';'         { $$ = relation_statement(context, $1, $3, @1); }
  | ARROW operation ';'             { $$ = arrow_statement(context, $2, @1); }
  | alias '=' foreach_block semicolon_or_none
                                    { $$ = relation_statement(context, $1, $3, @1); }
  | ARROW foreach_block semicolon_or_none
                                    { $$ = arrow_statement(context, $2, @1); }
  | assert ';'                      { $$ = relation_statement(context, (AstName){0}, $1, @1); }
  | split ';'                       { $$ = relation_statement(context, (AstName){0}, $1, @1); }
  | operation ';'                   { $$ = relation_statement(context, (AstName){0}, $1, @1); }
  | foreach_block semicolon_or_none { $$ = relation_statement(context, (AstName){0}, $1, @1); }
  | alias '=' name ';'              { $$ = alias_statement(context, $1,
                                                           make_name(context, $3, @3), @1); }
  | NAME '(' macro_arguments_or_none ')' ';'
                                    { $$ = macro_call(context, (AstNames){0},
                                                      make_name(context, $1, @1), $3, @1); }
  | alias '=' NAME '(' macro_arguments_or_none ')' ';'
                                    { $$ = macro_call(context,
                                                      add_name(context, (AstNames){0}, $1),
                                                      make_name(context, $3, @3), $5, @1); }
  | results '=' NAME '(' macro_arguments_or_none ')' ';'
                                    { $$ = macro_call(context, $1, make_name(context, $3, @3),
                                                      $5, @1); }
  | IMPORT STRING ';'               { $$ = make_import(context, $2, @1); }
  | REGISTER STRING ';'             { $$ = make_register(context, $2, (AstName){0},
                                                         (AstName){0}, @1); }
  | REGISTER STRING USING dotted ';' { $$ = make_register(context, $2, $4, (AstName){0}, @1); }
  | REGISTER STRING USING dotted AS alias ';' { $$ = make_register(context, $2, $4, $6, @1); }
  | DEFINE NAME function ';'        { $$ = make_define_function(context, make_name(context, $2, @2),
                                                           $3, @1); }
  | DEFINE NAME command ';'         { $$ = make_define_command(context, make_name(context, $2, @2),
                                                          $3, @1); }
  | DEFINE NAME '(' names_or_none ')' RETURNS returns BODY semicolon_or_none
                                    { $$ = make_define_macro(context, make_name(context, $2, @2), $4,
                                                        $7, $8, @1); }
  ;

semicolon_or_none: %empty | ';' ;

results:
    alias ',' alias                 { $$ = add_name(context,
                                          add_name(context, (AstNames){0}, $1), $3); }
  | results ',' alias               { $$ = add_name(context, $1, $3); }
  ;

macro_arguments_or_none: %empty     { $$ = (AstExpressions){0}; }
  | macro_arguments ;

macro_arguments:
    macro_argument                  { $$ = add_expression(context, (AstExpressions){0}, $1); }
  | macro_arguments ',' macro_argument { $$ = add_expression(context, $1, $3); }
  ;

// Of a number, what is written counts.
macro_argument:
    NAME                            { $$ = make_column(context, $1, @1); }
  | POSITION                        { $$ = make_position(context, $1, @1); }
  | INTEGER                         { $$ = make_constant(context, AST_INTEGER, $1, @1); }
  | DOUBLE_NUMBER                   { $$ = make_constant(context, AST_DOUBLE, $1, @1); }
  | BIGINTEGER_NUMBER               { $$ = make_raw(context, AST_INTEGER, @1, 0); }
  | BIGDECIMAL_NUMBER               { $$ = make_raw(context, AST_DOUBLE, @1, 0); }
  | STRING                          { $$ = make_raw(context, AST_STRING, @1, 1); }
  ;

names_or_none: %empty               { $$ = (AstNames){0}; }
  | names ;

names:
    alias                           { $$ = add_name(context, (AstNames){0}, $1); }
  | names ',' alias                 { $$ = add_name(context, $1, $3); }
  ;

returns:
    VOID                            { $$ = (AstNames){0}; }
  | names ;

// ---- Names ----

// What may be an alias or a field.
name:
    NAME | CUBE | ELSE | END | IN | RANK | THEN | WHEN
  ;

// Reserved words that may be functions.
function_word:
    ASSERT | CACHE | COGROUP | CROSS | DISTINCT | FILTER | FOREACH | FULL | IMPORT | INNER | INPUT
  | INTO | JOIN | LEFT | LIMIT | LOAD | NATIVE | ORDER | OUTER | OUTPUT | PARTITION | RIGHT | ROLLUP
  | SAMPLE | SHIP | SPLIT | STORE | STREAM | THROUGH | UNION
  ;

// Reserved words that may still be fields of a LOAD schema or parts behind a dot.
free_word:
    ALL | AND | AS | ASC | ASSERT | BY | CACHE | CASE | COGROUP | CROSS | DEFINE | DENSE | DESC
    | DISTINCT | EQ | FALSE | FILTER | FLATTEN | FOREACH | FULL | GENERATE | GROUP | GT | GTE
    | IF | IMPORT | INNER | INPUT | INTO | IS | JOIN | LEFT | LIMIT | LOAD | LT | LTE | MATCHES
    | NATIVE | NEQ | NOT | ONSCHEMA | OR | ORDER | OTHERWISE | OUTER | OUTPUT | PARALLEL
    | PARTITION | REGISTER | RETURNS | RIGHT | ROLLUP | SAMPLE | SHIP | SPLIT | STDERR | STDIN | STDOUT
    | STORE | STREAM | THROUGH | TRUE | UNION | USING | VOID
  ;

type_word:
    BAG | BIGDECIMAL | BIGINTEGER | BOOLEAN | BYTEARRAY | CHARARRAY | DATETIME | DOUBLE | FLOAT
    | INT | LONG | MAP | TUPLE
  ;

any_word: name | free_word | type_word ;

alias: name                         { $$ = make_name(context, $1, @1); } ;

dotted:
    alias
  | dotted '.' any_word             { $$ = dotted_name(context, $1, $3, @3); }
  ;

any_text: STRING | LONG_STRING ;

texts_or_none: %empty               { $$ = (AstStrings){0}; }
  | texts ;

texts:
    any_text                        { $$ = add_string(context, (AstStrings){0}, $1); }
  | texts ',' any_text              { $$ = add_string(context, $1, $3); }
  ;

function:
    dotted                          { $$ = make_function($1, (AstStrings){0}); }
  | dotted '(' texts_or_none ')'    { $$ = make_function($1, $3); }
  ;

using_or_none: %empty               { $$ = (AstFunction){0}; }
  | USING function                  { $$ = $2; }
  ;

// ---- Types and schemas ----

as_or_none: %empty                  { $$ = NULL; }
  | AS schema                       { $$ = $2; }
  ;

schema:
    '(' fields ')'                  { $$ = in_parentheses($2); }
  | explicit_field                  { $$ = add_field(context, NULL, $1, @1); }
  ;

fields_or_none: %empty              { $$ = NULL; }
  | fields ;

fields:
    field                           { $$ = add_field(context, NULL, $1, @1); }
  | fields ',' field                { $$ = add_field(context, $1, $3, @3); }
  ;

field:
    explicit_field
  | bracket_type                    { $$ = unnamed_field($1); }
  | tuple_of                        { $$ = unnamed_field($1); }
  ;

explicit_field:
    any_word ':' type               { $$ = make_field(make_name(context, $1, @1), $3,
                                                      context_place(context, @1)); }
  | name                            { $$ = make_field(make_name(context, $1, @1), NULL,
                                                      context_place(context, @1)); }
  | free_word                       { $$ = make_field(make_name(context, $1, @1), NULL,
                                                      context_place(context, @1)); }
  | keyword_type                    { $$ = unnamed_field($1); }
  ;

// Fields that cannot be taken for columns.
typed_fields:
    any_word ':' type               { $$ = add_field(context, NULL, make_field(make_name(context, $1,
                                          @1), $3, context_place(context, @1)), @1); }
  | typed_fields ',' any_word ':' type
                                    { $$ = add_field(context, $1, make_field(make_name(context, $3,
                                          @3), $5, context_place(context, @3)), @3); }
  ;

type: keyword_type | bracket_type | tuple_of ;

tuple_of: '(' fields_or_none ')'    { $$ = make_tuple_type(context, $2, @1); } ;

bracket_type:
    '{' '}'                         { $$ = make_bag_type(context, no_name(), NULL, @1); }
  | '{' type '}'                    { $$ = make_bag_type(context, no_name(), $2, @1); }
  | '{' any_word ':' type '}'       { $$ = make_bag_type(context, make_name(context, $2, @2), $4,
                                                         @1); }
  | '{' NULL ':' '}'                { $$ = make_bag_type(context, no_name(), NULL, @1); }
  | '{' NULL ':' type '}'           { $$ = make_bag_type(context, no_name(), $4, @1); }
  | '[' ']'                         { $$ = make_map_type(context, no_name(), NULL, @1); }
  | '[' type ']'                    { $$ = make_map_type(context, no_name(), $2, @1); }
  | '[' any_word ':' type ']'       { $$ = make_map_type(context, make_name(context, $2, @2), $4,
                                                         @1); }
  ;

keyword_type:
    simple_type
  | TUPLE tuple_of                  { $$ = $2; }
  | BAG bracket_type                { $$ = want_bracket(context, $2, AST_TYPE_BAG, @2); }
  | map_type
  ;

map_type: MAP bracket_type          { $$ = want_bracket(context, $2, AST_TYPE_MAP, @2); } ;

// In a cast every word is written, and parts have no names.
cast_type:
    simple_type
  | map_type
  | cast_tuple
  | BAG '{' '}'                     { $$ = make_bag_type(context, no_name(), NULL, @1); }
  | BAG '{' cast_tuple '}'          { $$ = make_bag_type(context, no_name(), $3, @1); }
  ;

cast_tuple: TUPLE '(' cast_types_or_none ')' { $$ = make_tuple_type(context, $3, @1); } ;

cast_types_or_none: %empty          { $$ = NULL; }
  | cast_types ;

cast_types:
    cast_type                       { $$ = add_field(context, NULL, unnamed_field($1), @1); }
  | cast_types ',' cast_type        { $$ = add_field(context, $1, unnamed_field($3), @3); }
  ;

simple_type:
    BOOLEAN                         { $$ = make_type(context, AST_TYPE_BOOLEAN, @1); }
  | INT                             { $$ = make_type(context, AST_TYPE_INT, @1); }
  | LONG                            { $$ = make_type(context, AST_TYPE_LONG, @1); }
  | FLOAT                           { $$ = make_type(context, AST_TYPE_FLOAT, @1); }
  | DOUBLE                          { $$ = make_type(context, AST_TYPE_DOUBLE, @1); }
  | DATETIME                        { $$ = make_type(context, AST_TYPE_DATETIME, @1); }
  | BIGINTEGER                      { $$ = make_type(context, AST_TYPE_BIGINTEGER, @1); }
  | BIGDECIMAL                      { $$ = make_type(context, AST_TYPE_BIGDECIMAL, @1); }
  | CHARARRAY                       { $$ = make_type(context, AST_TYPE_CHARARRAY, @1); }
  | BYTEARRAY                       { $$ = make_type(context, AST_TYPE_BYTEARRAY, @1); }
  ;

// ---- Conditions and values ----
//
// Both are AstExpressions. Only in parentheses may one stand where the other is wanted, so that the
// grammar goes on: build.c finds conditions that are taken for values.

condition:
    conjunction
  | condition OR conjunction        { $$ = make_binary(context, AST_OR, $1, $3, @2); }
  ;

conjunction:
    negation
  | conjunction AND negation        { $$ = make_binary(context, AST_AND, $1, $3, @2); }
  ;

negation:
    comparison
  | NOT comparison                  { $$ = make_unary(context, AST_NOT, $2, @1); }
  ;

comparison:
    expression                      { $$ = want_condition(context, $1); }
  | value comparison_sign value     { $$ = make_binary(context, $2, $1, $3, @2); }
  | value IN '(' values ')'         { $$ = make_in(context, $1, $4, @2); }
  | value IS NULL                   { $$ = make_null_check(context, $1, false, @2); }
  | value IS NOT NULL               { $$ = make_null_check(context, $1, true, @2); }
  ;

comparison_sign:
    EQUAL                           { $$ = AST_EQUAL; }
  | EQ                              { $$ = AST_EQUAL; }
  | NOT_EQUAL                       { $$ = AST_NOT_EQUAL; }
  | NEQ                             { $$ = AST_NOT_EQUAL; }
  | '<'                             { $$ = AST_LESS; }
  | LT                              { $$ = AST_LESS; }
  | LESS_EQUAL                      { $$ = AST_LESS_EQUAL; }
  | LTE                             { $$ = AST_LESS_EQUAL; }
  | '>'                             { $$ = AST_GREATER; }
  | GT                              { $$ = AST_GREATER; }
  | GREATER_EQUAL                   { $$ = AST_GREATER_EQUAL; }
  | GTE                             { $$ = AST_GREATER_EQUAL; }
  | MATCHES                         { $$ = AST_MATCHES; }
  ;

value: expression                   { $$ = want_value(context, $1); } ;

values:
    value                           { $$ = one(context, $1); }
  | values ',' value                { $$ = add_expression(context, $1, $3); }
  ;

expression:
    product
  | expression '+' product          { $$ = make_arithmetic(context, AST_ADD, $1, $3, @2); }
  | expression '-' product          { $$ = make_arithmetic(context, AST_SUBTRACT, $1, $3, @2); }
  ;

product:
    operand
  | product '*' operand             { $$ = make_arithmetic(context, AST_MULTIPLY, $1, $3, @2); }
  | product '/' operand             { $$ = make_arithmetic(context, AST_DIVIDE, $1, $3, @2); }
  | product '%' operand             { $$ = make_arithmetic(context, AST_MODULO, $1, $3, @2); }
  ;

operand:
    constant
  | '-' operand                     { $$ = make_unary(context, AST_NEGATE, want_value(context, $2),
                                                      @1); }
  | postfix                         { $$ = want_whole(context, $1); }
  | parentheses
  ;

postfix:
    field_reference
  | case
  | '(' columns_argument ')'        { $$ = make_parentheses(context, one(context, $2), @1); }
  | '(' columns_argument ',' arguments ')'
                                    { $$ = make_parentheses(context, add_first(context, $2, $4),
                                                            @1); }
  | '{' arguments_or_none '}'       { $$ = make_bag(context, $2, @1); }
  | '[' ']'                         { $$ = make_map(context, (AstExpressions){0}, true, @1); }
  | '[' arguments ']'               { $$ = make_map(context, $2, false, @1); }
  | '[' map_entries ']'             { $$ = make_map(context, $2, true, @1); }
  | postfix '.' any_word            { $$ = make_dereference(context, $1,
                                          one(context, make_column(context, $3, @3)), false, @2); }
  | postfix '.' POSITION            { $$ = make_dereference(context, $1,
                                          one(context, make_position(context, $3, @3)), false,
                                          @2); }
  | postfix '.' '(' columns ')'     { $$ = make_dereference(context, $1, $4, true, @2); }
  | postfix '#' STRING              { $$ = make_map_value(context, $1, $3, @2); }
  | postfix '#' NULL                { $$ = make_map_value(context, $1, no_string(), @2); }
  | postfix '(' arguments_or_none ')' { $$ = make_call(context, $1, $3, @2); }
  | function_word '(' arguments_or_none ')'
                                    { $$ = make_call(context, make_column(context, $1, @1), $3,
                                                     @2); }
  ;

columns:
    field_reference                 { $$ = one(context, $1); }
  | columns ',' field_reference     { $$ = add_expression(context, $1, $3); }
  ;

field_reference:
    name                            { $$ = make_column(context, $1, @1); }
  | GROUP                           { $$ = make_column(context, $1, @1); }
  | POSITION                        { $$ = make_position(context, $1, @1); }
  ;

// A cast, a tuple, a condition that chooses, or mere parentheses.
parentheses:
    '(' cast_type ')' operand       { $$ = make_cast(context, $2, $4, @1); }
  | '(' '[' ']' ')' operand         { $$ = make_cast(context, make_map_type(context, no_name(), NULL,
                                                                           @2), $5, @1); }
  | '(' '[' keyword_type ']' ')' operand
                                    { $$ = make_cast(context, make_map_type(context, no_name(), $3,
                                                                           @2), $6, @1); }
  | '(' '[' '(' typed_fields ')' ']' ')' operand
                                    { $$ = make_cast(context, make_map_type(context, no_name(),
                                          make_tuple_type(context, $4, @3), @2), $8, @1); }
  | '(' '[' ']' ')'                 { $$ = make_parentheses(context, one(context,
                                          make_map(context, (AstExpressions){0}, true, @2)), @1); }
  | '(' ')'                         { $$ = make_parentheses(context, (AstExpressions){0}, @1); }
  | '(' condition ')'               { $$ = make_parentheses(context, one(context, $2), @1); }
  | '(' condition ',' arguments ')' { $$ = make_parentheses(context,
                                          add_first(context, want_value(context, $2), $4), @1); }
  | '(' condition '?' value ':' value ')'
                                    { $$ = make_condition(context, $2, $4, $6, @3); }
  ;

constant:
    INTEGER                         { $$ = make_constant(context, AST_INTEGER, $1, @1); }
  | LONG_NUMBER                     { $$ = make_constant(context, AST_LONG, $1, @1); }
  | FLOAT_NUMBER                    { $$ = make_constant(context, AST_FLOAT, $1, @1); }
  | DOUBLE_NUMBER                   { $$ = make_constant(context, AST_DOUBLE, $1, @1); }
  | BIGINTEGER_NUMBER               { $$ = make_constant(context, AST_BIGINTEGER, $1, @1); }
  | BIGDECIMAL_NUMBER               { $$ = make_constant(context, AST_BIGDECIMAL, $1, @1); }
  | STRING                          { $$ = make_text(context, $1, @1); }
  | TRUE                            { $$ = make_boolean(context, true, @1); }
  | FALSE                           { $$ = make_boolean(context, false, @1); }
  | NULL                            { $$ = make_leaf(context, AST_NULL, @1); }
  ;

map_entries:
    STRING '#' operand              { $$ = two(context, make_text(context, $1, @1),
                                               want_literal(context, $3)); }
  | map_entries ',' STRING '#' operand
                                    { $$ = add_pair(context, $1, make_text(context, $3, @3),
                                                    want_literal(context, $5)); }
  ;

case:
    CASE value value_whens else_or_none END { $$ = make_case(context, $2, $3, $4, @1); }
  | CASE whens else_or_none END     { $$ = make_case(context, NULL, $2, $3, @1); }
  ;

whens:
    WHEN condition THEN value       { $$ = two(context, $2, $4); }
  | whens WHEN condition THEN value { $$ = add_pair(context, $1, $3, $5); }
  ;

value_whens:
    WHEN value THEN value           { $$ = two(context, $2, $4); }
  | value_whens WHEN value THEN value { $$ = add_pair(context, $1, $3, $5); }
  ;

else_or_none: %empty                { $$ = NULL; }
  | ELSE value                      { $$ = $2; }
  ;

arguments_or_none: %empty           { $$ = (AstExpressions){0}; }
  | arguments ;

arguments:
    argument                        { $$ = one(context, $1); }
  | arguments ',' argument          { $$ = add_expression(context, $1, $3); }
  ;

argument: value | columns_argument ;

// Several columns at once.
columns_argument:
    range
  | '*'                             { $$ = make_leaf(context, AST_STAR, @1); }
  ;

range:
    field_reference DOTS            { $$ = make_range(context, $1, NULL, @1); }
  | field_reference DOTS field_reference { $$ = make_range(context, $1, $3, @1); }
  | DOTS field_reference            { $$ = make_range(context, NULL, $2, @1); }
  ;

// ---- Operators ----

operation: parallel_operator | in_parentheses ;

parallel_operator:
    operator
  | operator PARALLEL INTEGER       { $$ = with_parallel(context, $1, $3); }
  ;

in_parentheses:
    '(' parallel_operator ')'       { $$ = $2; }
  | '(' foreach_block ')'           { $$ = $2; }
  ;

input:
    alias                           { $$ = alias_input($1); }
  | '@'                             { $$ = alias_input(make_name(context, "@", @1)); }
  | in_parentheses                  { $$ = operator_input($1); }
  ;

inputs:
    input                           { $$ = add_input(context, (AstInputs){0}, $1); }
  | inputs ',' input                { $$ = add_input(context, $1, $3); }
  ;

hint_or_none: %empty                { $$ = no_string(); }
  | USING STRING                    { $$ = $2; }
  ;

partition_or_none: %empty           { $$ = (AstName){0}; }
  | PARTITION BY dotted             { $$ = $3; }
  ;

operator:
    load
  | store
  | FILTER input BY condition      { $$ = unary_operator(context, AST_OPERATOR_FILTER, $2, $4,
                                                          @1); }
  | FOREACH input GENERATE items    { $$ = make_foreach(context, $2, (NestedBlock){.generate = $4},
                                                   false, @3, @1); }
  | GROUP group_inputs hint_or_none partition_or_none
                                    { $$ = make_group(context, AST_OPERATOR_GROUP, $2, $3, $4, @1); }
  | COGROUP group_inputs hint_or_none partition_or_none
                                    { $$ = make_group(context, AST_OPERATOR_COGROUP, $2, $3, $4, @1); }
  | JOIN join_inputs hint_or_none partition_or_none
                                    { $$ = make_join(context, AST_JOIN_INNER, false, $2, $3, $4, @1); }
  | JOIN join_input side ',' join_input hint_or_none partition_or_none
                                    { $$ = make_join(context, $3, false, pair(context, $2, $5), $6, $7,
                                                @1); }
  | JOIN join_input side OUTER ',' join_input hint_or_none partition_or_none
                                    { $$ = make_join(context, $3, true, pair(context, $2, $6), $7, $8,
                                                @1); }
  | CROSS inputs partition_or_none  { $$ = make_many(context, AST_OPERATOR_CROSS, $2, $3, @1); }
  | UNION inputs                    { $$ = make_union(context, false, $2, @1); }
  | UNION ONSCHEMA inputs           { $$ = make_union(context, true, $3, @1); }
  | DISTINCT input partition_or_none { $$ = make_many(context, AST_OPERATOR_DISTINCT,
                                                 add_input(context, (AstInputs){0}, $2), $3, @1); }
  | LIMIT input value               { $$ = unary_operator(context, AST_OPERATOR_LIMIT, $2, $3, @1); }
  | SAMPLE input value              { $$ = unary_operator(context, AST_OPERATOR_SAMPLE, $2, $3, @1); }
  | ORDER input BY order_by using_or_none { $$ = make_order(context, AST_OPERATOR_ORDER, $2, $4, $5,
                                                       @1); }
  | RANK input                      { $$ = make_rank(context, $2, (AstSortKeys){0}, false, @1); }
  | RANK input BY rank_by          { $$ = make_rank(context, $2, $4, false, @1); }
  | RANK input BY rank_by DENSE    { $$ = make_rank(context, $2, $4, true, @1); }
  | CUBE input BY cube_items        { $$ = make_cube(context, $2, $4, @1); }
  | STREAM input THROUGH COMMAND as_or_none
                                    { $$ = make_stream(context, $2, make_command(context, $4),
                                                  (AstName){0}, $5, @1); }
  | STREAM input THROUGH alias as_or_none { $$ = make_stream(context, $2, NULL, $4, $5, @1); }
  | NATIVE STRING store load        { $$ = make_native(context, $2, (AstStrings){0}, $3, $4,
                                                  no_string(), @1); }
  | NATIVE STRING store load COMMAND { $$ = make_native(context, $2, (AstStrings){0}, $3, $4, $5, @1); }
  | NATIVE STRING '(' texts ')' store load { $$ = make_native(context, $2, $4, $6, $7, no_string(),
                                                         @1); }
  | NATIVE STRING '(' texts ')' store load COMMAND
                                    { $$ = make_native(context, $2, $4, $6, $7, $8, @1); }
  ;

load: LOAD STRING using_or_none as_or_none { $$ = make_load(context, $2, $3, $4, @1); } ;

store: STORE input INTO STRING using_or_none { $$ = make_store(context, $2, $4, $5, @1); } ;

// ---- GROUP and JOIN ----

keys: argument                      { $$ = open_parentheses(context, $1); } ;

group_inputs:
    group_input                     { $$ = add_keyed(context, (AstKeyedInputs){0}, $1); }
  | group_inputs ',' group_input    { $$ = add_keyed(context, $1, $3); }
  ;

group_input:
    input BY keys                   { $$ = keyed_input($1, $3); }
  | input BY keys INNER             { $$ = keyed_input($1, $3); $$.inner = true; }
  | input BY keys OUTER             { $$ = keyed_input($1, $3); $$.outer = true; }
  | input ALL                       { $$ = keyed_input($1, (AstExpressions){0}); $$.all = true; }
  | input ALL INNER                 { $$ = keyed_input($1, (AstExpressions){0});
                                      $$.all = $$.inner = true; }
  | input ALL OUTER                 { $$ = keyed_input($1, (AstExpressions){0});
                                      $$.all = $$.outer = true; }
  ;

join_inputs:
    join_input ',' join_input       { $$ = pair(context, $1, $3); }
  | join_inputs ',' join_input      { $$ = add_keyed(context, $1, $3); }
  ;

join_input: input BY keys           { $$ = keyed_input($1, $3); } ;

side:
    LEFT                            { $$ = AST_JOIN_LEFT; }
  | RIGHT                           { $$ = AST_JOIN_RIGHT; }
  | FULL                            { $$ = AST_JOIN_FULL; }
  ;

// ---- ORDER, RANK, CUBE ----

order_by:
    order_keys
  | '*' direction                   { $$ = add_sort_key(context, (AstSortKeys){0},
                                          sort_key(make_leaf(context, AST_STAR, @1), $2)); }
  ;

rank_by:
    rank_keys
  | '*' direction                   { $$ = add_sort_key(context, (AstSortKeys){0},
                                          sort_key(make_leaf(context, AST_STAR, @1), $2)); }
  ;

rank_keys:
    rank_key                        { $$ = add_sort_key(context, (AstSortKeys){0}, $1); }
  | rank_keys ',' rank_key          { $$ = add_sort_key(context, $1, $3); }
  ;

order_keys:
    order_key                       { $$ = add_sort_key(context, (AstSortKeys){0}, $1); }
  | order_keys ',' order_key        { $$ = add_sort_key(context, $1, $3); }
  ;

order_key:
    rank_key
  | '(' field_reference direction ')' { $$ = sort_key($2, $3); }
  ;

sort_column: field_reference | range ;

rank_key: sort_column direction     { $$ = sort_key($1, $2); } ;

direction: %empty                   { $$ = false; }
  | ASC                             { $$ = false; }
  | DESC                            { $$ = true; }
  ;

cube_items:
    cube_item                       { $$ = one(context, $1); }
  | cube_items ',' cube_item        { $$ = add_expression(context, $1, $3); }
  ;

cube_item:
    CUBE '(' arguments ')'          { $$ = make_dimensions(context, AST_CUBE, $3, @1); }
  | ROLLUP '(' arguments ')'        { $$ = make_dimensions(context, AST_ROLLUP, $3, @1); }
  ;

// ---- FOREACH ----

items:
    item                            { $$ = add_item(context, (AstGenerate){0}, $1); }
  | items ',' item                  { $$ = add_item(context, $1, $3); }
  ;

item:
    argument as_or_none             { $$ = generate_item(context, $1, $2); }
  | flatten as_or_none              { $$ = generate_item(context, $1, $2); }
  ;

flatten: FLATTEN '(' value ')'      { $$ = make_unary(context, AST_FLATTEN, $3, @1); } ;

foreach_block: FOREACH input '{' nesteds GENERATE items ';' '}'
                                    { $$ = make_foreach(context, $2,
                                                   (NestedBlock){$4.n, $4.statements, $6}, true,
                                                   @5, @1); } ;

nesteds: %empty                     { $$ = (NestedBlock){0}; }
  | nesteds nested                  { $$ = add_nested(context, $1, $2); }
  ;

nested:
    alias '=' nested_operator ';'   { $$ = (AstNestedStatement){$1, $3, NULL}; }
  | alias '=' value ';'             { $$ = (AstNestedStatement){$1, NULL, $3}; }
  ;

nested_operator:
    FILTER nested_input BY condition { $$ = unary_operator(context, AST_OPERATOR_FILTER, $2, $4,
                                                            @1); }
  | ORDER nested_input BY order_by using_or_none { $$ = make_order(context, AST_OPERATOR_ORDER, $2, $4,
                                                              $5, @1); }
  | DISTINCT nested_input           { $$ = unary_operator(context, AST_OPERATOR_DISTINCT, $2, NULL,
                                                          @1); }
  | LIMIT nested_input value        { $$ = unary_operator(context, AST_OPERATOR_LIMIT, $2, $3, @1); }
  | CROSS nested_inputs             { $$ = make_many(context, AST_OPERATOR_CROSS, $2, (AstName){0},
                                                @1); }
  | FOREACH nested_input GENERATE items { $$ = make_foreach(context, $2,
                                                       (NestedBlock){.generate = $4}, false, @3,
                                                       @1); }
  ;

nested_inputs:
    nested_input                    { $$ = add_input(context, (AstInputs){0}, $1); }
  | nested_inputs ',' nested_input  { $$ = add_input(context, $1, $3); }
  ;

nested_input: nested_field          { $$ = field_input($1); } ;

nested_field:
    field_reference
  | field_reference '.' any_word    { $$ = make_dereference(context, $1,
                                          one(context, make_column(context, $3, @3)), false, @2); }
  | field_reference '.' POSITION    { $$ = make_dereference(context, $1,
                                          one(context, make_position(context, $3, @3)), false,
                                          @2); }
  | field_reference '.' '(' columns ')' { $$ = make_dereference(context, $1, $4, true, @2); }
  ;

// ---- ASSERT ----

assert:
    ASSERT input BY condition       { $$ = make_assert(context, $2, $4, no_string(), @1); }
  | ASSERT input BY condition ',' STRING { $$ = make_assert(context, $2, $4, $6, @1); }
  ;

// ---- SPLIT ----

split: SPLIT input INTO all_branches { $$ = make_split(context, $2, $4, @1); } ;

all_branches:
    branches ',' branch             { $$ = add_branch(context, $1, $3); }
  | branches ',' otherwise          { $$ = add_branch(context, $1, $3); }
  ;

branches:
    branch                          { $$ = add_branch(context, (Branches){0}, $1); }
  | branches ',' branch             { $$ = add_branch(context, $1, $3); }
  ;

branch: alias IF condition         { $$ = (AstSplitBranch){.alias = $1, .condition = $3}; } ;

otherwise:
    alias OTHERWISE                 { $$ = (AstSplitBranch){.alias = $1}; }
  | alias OTHERWISE ALL             { $$ = (AstSplitBranch){.alias = $1, .all = true}; }
  ;

// ---- DEFINE of a command ----

command:
    COMMAND                         { $$ = make_command(context, $1); }
  | command SHIP '(' texts_or_none ')' { $$ = once(context, $1, $1->has_ship, @2);
                                       $$->has_ship = true; $$->ships = $4; }
  | command CACHE '(' texts ')'     { $$ = once(context, $1, $1->caches.n, @2); $$->caches = $4; }
  | command INPUT '(' stream_ends ')' { $$ = once(context, $1, $1->inputs.n, @2); $$->inputs = $4; }
  | command OUTPUT '(' stream_ends ')' { $$ = once(context, $1, $1->outputs.n, @2);
                                       $$->outputs = $4; }
  | command STDERR '(' ')'          { $$ = $1; }
  | command STDERR '(' STRING string_limit ')'
                                    { $$ = once(context, $1, $1->stderr_directory.text, @2);
                                      $$->stderr_directory = $4; $$->stderr_limit = $5; }
  ;

string_limit: %empty                { $$ = -1; }
  | LIMIT INTEGER                   { $$ = whole_number($2); }
  ;

stream_ends:
    stream_end                      { $$ = add_end(context, (AstStreamEnds){0}, $1); }
  | stream_ends ',' stream_end      { $$ = add_end(context, $1, $3); }
  ;

stream_end:
    STDIN using_or_none             { $$ = (AstStreamEnd){no_string(), $2}; }
  | STDOUT using_or_none            { $$ = (AstStreamEnd){no_string(), $2}; }
  | STRING using_or_none            { $$ = (AstStreamEnd){$1, $2}; }
  ;

%%

// Hands on a token and remembers it: messages look at the last few.
static int yylex(PIG_YYSTYPE *value, TextRange *range, ParseContext *context) {
    int kind = pig_scan_lex(value, range, context->scanner);
    if (kind == T_YYEOF)
        *range = (TextRange){context->n_bytes, context->n_bytes};
    remember_token(context, kind, *range);
    return kind;
}

static void yyerror(TextRange *range, ParseContext *context, const char *message) {
    (void)message; // only ever that the stack is full
    context_fail(context, 9040, *range, NULL, "the statement is nested too deeply");
}

// Tokens that would have fitted, by their names.
static int yyreport_syntax_error(const yypcontext_t *here, ParseContext *context) {
    yysymbol_kind_t symbols[YYNTOKENS];
    const char *names[YYNTOKENS];
    int n = yypcontext_expected_tokens(here, symbols, YYNTOKENS);
    for (int i = 0; i < n; i++)
        names[i] = yysymbol_name(symbols[i]);
    report_syntax_error(context, *yypcontext_location(here), names, n < 0 ? 0 : (size_t)n);
    return 0;
}

Status parse_text(ParseContext *context) {
    scan_begin(context);
    bool accepted = context->scanner && yyparse(context) == 0;
    scan_end(context);
    return accepted && !context->failed ? STATUS_OK : STATUS_FAILED;
}
