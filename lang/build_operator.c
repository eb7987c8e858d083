// SPDX-License-Identifier: Apache-2.0
//
// Operators and statements of the syntax tree.

#include "lang/build.h"

#include <string.h>

static AstOperator *make_operator(ParseContext *context, AstOperatorKind kind, TextRange range) {
    AstOperator *made = ARENA_NEW(context->arena, AstOperator);
    made->kind = kind;
    made->place = context_place(context, range);
    return made;
}

// The keyword's range when the whole operator's starts with it.
static TextRange keyword_range(const ParseContext *context, TextRange range) {
    size_t end = range.start;
    while (end < range.end && strchr(" \t\r\n('", context->text[end]) == NULL)
        end++;
    return (TextRange){range.start, end};
}

AstOperator *unary_operator(ParseContext *context, AstOperatorKind kind, AstInput input,
                            AstExpression *expression, TextRange range) {
    AstOperator *made = make_operator(context, kind, range);
    made->inputs = add_input(context, (AstInputs){0}, input);
    made->expression = expression;
    return made;
}

AstOperator *make_load(ParseContext *context, AstString location, AstFunction function,
                       AstSchema *as, TextRange range) {
    AstOperator *load = make_operator(context, AST_OPERATOR_LOAD, range);
    load->location = location;
    load->function = function;
    load->as = as;
    return load;
}

AstOperator *make_store(ParseContext *context, AstInput input, AstString location,
                        AstFunction function, TextRange range) {
    AstOperator *store = unary_operator(context, AST_OPERATOR_STORE, input, NULL, range);
    store->location = location;
    store->function = function;
    return store;
}

AstOperator *make_foreach(ParseContext *context, AstInput input, NestedBlock block, bool nested,
                          TextRange generate, TextRange range) {
    AstOperator *each = unary_operator(context, AST_OPERATOR_FOREACH, input, NULL, range);
    each->generate = block.generate;
    each->generate.place = context_place(context, generate);
    each->nested = nested;
    each->n_nested = block.n;
    each->nested_statements = block.statements;
    return each;
}

AstOperator *make_group(ParseContext *context, AstOperatorKind kind, AstKeyedInputs inputs,
                        AstString hint, AstName partitioner, TextRange range) {
    AstOperator *group = make_operator(context, kind, range);
    group->keyed = inputs;
    group->hint = hint;
    group->partitioner = partitioner;
    return group;
}

AstOperator *make_join(ParseContext *context, AstJoinKind kind, bool outer_written,
                       AstKeyedInputs inputs, AstString hint, AstName partitioner,
                       TextRange range) {
    AstOperator *join = make_group(context, AST_OPERATOR_JOIN, inputs, hint, partitioner, range);
    join->join = kind;
    join->outer_written = outer_written;
    return join;
}

AstOperator *make_many(ParseContext *context, AstOperatorKind kind, AstInputs inputs,
                       AstName partitioner, TextRange range) {
    AstOperator *many = make_operator(context, kind, range);
    many->inputs = inputs;
    many->partitioner = partitioner;
    return many;
}

AstOperator *make_union(ParseContext *context, bool onschema, AstInputs inputs, TextRange range) {
    AstOperator *made = make_many(context, AST_OPERATOR_UNION, inputs, (AstName){0}, range);
    made->onschema = onschema;
    return made;
}

AstOperator *make_order(ParseContext *context, AstOperatorKind kind, AstInput input,
                        AstSortKeys keys, AstFunction function, TextRange range) {
    AstOperator *order = unary_operator(context, kind, input, NULL, range);
    order->sort = keys;
    order->sort.function = function;
    return order;
}

AstOperator *make_rank(ParseContext *context, AstInput input, AstSortKeys keys, bool dense,
                       TextRange range) {
    AstOperator *rank =
        make_order(context, AST_OPERATOR_RANK, input, keys, (AstFunction){0}, range);
    rank->dense = dense;
    return rank;
}

AstOperator *make_cube(ParseContext *context, AstInput input, AstExpressions items,
                       TextRange range) {
    AstOperator *cube = unary_operator(context, AST_OPERATOR_CUBE, input, NULL, range);
    cube->cube = items;
    return cube;
}

AstOperator *make_assert(ParseContext *context, AstInput input, AstExpression *condition,
                         AstString message, TextRange range) {
    AstOperator *made = unary_operator(context, AST_OPERATOR_ASSERT, input, condition, range);
    made->message = message;
    return made;
}

AstOperator *make_split(ParseContext *context, AstInput input, Branches branches, TextRange range) {
    AstOperator *split = unary_operator(context, AST_OPERATOR_SPLIT, input, NULL, range);
    split->n_branches = branches.n;
    split->branches = branches.items;
    return split;
}

AstOperator *make_stream(ParseContext *context, AstInput input, AstCommand *command, AstName alias,
                         AstSchema *as, TextRange range) {
    AstOperator *stream = unary_operator(context, AST_OPERATOR_STREAM, input, NULL, range);
    stream->command = command;
    stream->command_alias = alias;
    stream->as = as;
    return stream;
}

static const char BLANKS[] = " \t\r\n";

// The bytes of the first word as Apache Pig cuts commands: up to a blank, or to the end of the
// first quoted part. 0: that does not end.
static size_t word_length(const char *text) {
    const size_t n = strcspn(text, " \t\r\n'\"");
    if (text[n] != '\'' && text[n] != '"')
        return n;
    const char *end = strchr(text + n + 1, text[n]);
    return end ? (size_t)(end + 1 - text) : 0;
}

// The words of a command, quotes kept. 1200: a quote is not closed.
static AstStrings command_words(ParseContext *context, AstString command) {
    AstStrings words = {0};
    const char *at = command.text ? command.text : "";
    for (at += strspn(at, BLANKS); *at; at += strspn(at, BLANKS)) {
        const size_t n_bytes = word_length(at);
        if (n_bytes == 0) {
            context_fail_at(context, 1200, &command.place, "close the quote",
                            "ill-formed command line: %s", command.text);
            break;
        }
        words = add_string(
            context, words,
            (AstString){arena_strndup(context->arena, at, n_bytes), n_bytes, command.place});
        at += n_bytes;
    }
    return words;
}

// The words with one blank between: this is what the shell gets.
static AstString joined_words(ParseContext *context, AstStrings words, Place place) {
    const char *text = "";
    for (size_t i = 0; i < words.n; i++)
        text = arena_printf(context->arena, "%s%s%s", text, i ? " " : "", words.items[i].text);
    return (AstString){text, strlen(text), place};
}

AstOperator *make_native(ParseContext *context, AstString jar, AstStrings paths, AstOperator *store,
                         AstOperator *load, AstString arguments, TextRange range) {
    AstOperator *native = make_operator(context, AST_OPERATOR_NATIVE, range);
    native->jar = jar;
    native->native_paths = paths;
    native->native_store = store;
    native->native_load = load;
    native->parameters = command_words(context, arguments);
    return native;
}

AstOperator *with_parallel(ParseContext *context, AstOperator *operator, const char * number) {
    (void)context;
    operator->parallel = whole_number(number);
    return operator;
}

AstCommand *make_command(ParseContext *context, AstString text) {
    AstCommand *command = ARENA_NEW(context->arena, AstCommand);
    command->stderr_limit = -1;
    const AstStrings words = command_words(context, text);
    command->command = joined_words(context, words, text.place);
    if (words.n == 0)
        context_fail_at(context, 1200, &text.place, NULL, "the command is empty");
    return command;
}

AstCommand *once(ParseContext *context, AstCommand *command, bool is_given, TextRange range) {
    if (is_given)
        context_fail(context, 1200, range, NULL, "this option was given before");
    return command;
}

// ---- Statements ----

Statement *make_statement(ParseContext *context, AstStatementKind kind, TextRange range) {
    Statement *statement = ARENA_NEW(context->arena, Statement);
    statement->kind = kind;
    statement->place = context_place(context, keyword_range(context, range));
    context->statement = statement;
    return statement;
}

Statement *relation_statement(ParseContext *context, AstName alias, AstOperator *operator,
                              TextRange range) {
    Statement *statement = make_statement(context, STATEMENT_RELATION, range);
    if (alias.text)
        statement->aliases = add_name(context, statement->aliases, alias);
    statement->operator= operator;
    return statement;
}

Statement *arrow_statement(ParseContext *context, AstOperator *operator, TextRange range) {
    Statement *statement = relation_statement(context, (AstName){0}, operator, range);
    statement->arrow = true;
    return statement;
}

Statement *alias_statement(ParseContext *context, AstName alias, AstName of, TextRange range) {
    AstOperator *copy = unary_operator(context, AST_OPERATOR_ALIAS, alias_input(of), NULL, range);
    copy->place = of.place;
    return relation_statement(context, alias, copy, range);
}

Statement *macro_call(ParseContext *context, AstNames results, AstName macro,
                      AstExpressions arguments, TextRange range) {
    Statement *statement = make_statement(context, STATEMENT_MACRO_CALL, range);
    statement->aliases = results;
    statement->name = macro;
    statement->arguments = arguments;
    return statement;
}

Statement *make_import(ParseContext *context, AstString path, TextRange range) {
    Statement *statement = make_statement(context, STATEMENT_IMPORT, range);
    statement->path = path;
    return statement;
}

Statement *make_register(ParseContext *context, AstString path, AstName engine, AstName space,
                         TextRange range) {
    Statement *statement = make_statement(context, STATEMENT_REGISTER, range);
    statement->path = path;
    statement->engine = engine;
    statement->namespace = space;
    return statement;
}

Statement *make_define_function(ParseContext *context, AstName name, AstFunction function,
                                TextRange range) {
    Statement *statement = make_statement(context, STATEMENT_DEFINE_FUNCTION, range);
    statement->name = name;
    statement->function = function;
    return statement;
}

Statement *make_define_command(ParseContext *context, AstName name, AstCommand *command,
                               TextRange range) {
    Statement *statement = make_statement(context, STATEMENT_DEFINE_COMMAND, range);
    statement->name = name;
    statement->command = command;
    return statement;
}

Statement *make_define_macro(ParseContext *context, AstName name, AstNames parameters,
                             AstNames returns, AstString body, TextRange range) {
    Statement *statement = make_statement(context, STATEMENT_DEFINE_MACRO, range);
    statement->name = name;
    statement->macro = ARENA_NEW(context->arena, AstMacro);
    *statement->macro = (AstMacro){parameters, returns, body};
    return statement;
}
