// SPDX-License-Identifier: Apache-2.0
//
// Operators and statements to text.

#include "lang/unparse.h"

#include <inttypes.h>

#define APPEND(out, ...) text_printf(out, __VA_ARGS__)

// The keyword of an operator, as written in a script.
static const char *operator_keyword(AstOperatorKind kind) {
    static const char *const words[] = {
#define X(kind) #kind,
        AST_OPERATORS(X)
#undef X
    };
    return words[kind];
}

static void string(Text *out, const AstString *text) {
    unparse_string(out, text->text, text->n_bytes);
}

static void strings(Text *out, const AstStrings *list) {
    for (size_t i = 0; i < list->n; i++) {
        if (i)
            text_append_string(out, ", ");
        string(out, &list->items[i]);
    }
}

static void names(Text *out, const AstNames *list) {
    for (size_t i = 0; i < list->n; i++)
        APPEND(out, "%s%s", i ? ", " : "", list->items[i].text);
}

static void unparse_function(Text *out, const AstFunction *function) {
    APPEND(out, "%s(", function->name.text);
    strings(out, &function->arguments);
    text_append_char(out, ')');
}

static void using(Text *out, const AstFunction *function) {
    if (!function->name.text)
        return;
    text_append_string(out, " USING ");
    unparse_function(out, function);
}

static void as(Text *out, const AstSchema *schema) {
    if (!schema)
        return;
    text_append_string(out, " AS ");
    unparse_schema(out, schema);
}

static void inside(Text *out, const AstOperator *operator) {
    text_append_char(out, '(');
    unparse_operator(out, operator);
    text_append_char(out, ')');
}

static void input(Text *out, const AstInput *from) {
    if (from->operator)
        inside(out, from->operator);
    else if (from->field)
        unparse_expression(out, from->field);
    else
        text_append_string(out, from->alias.text);
}

static void inputs(Text *out, const AstInputs *list) {
    for (size_t i = 0; i < list->n; i++) {
        if (i)
            text_append_string(out, ", ");
        input(out, &list->items[i]);
    }
}

// One key bare, several in parentheses; a tuple as the only key needs a pair of its own.
static void keys(Text *out, const AstExpressions *list) {
    bool wrapped = list->n != 1 || list->items[0]->kind == AST_TUPLE;
    text_append_string(out, wrapped ? " BY (" : " BY ");
    for (size_t i = 0; i < list->n; i++) {
        if (i)
            text_append_string(out, ", ");
        unparse_expression(out, list->items[i]);
    }
    if (wrapped)
        text_append_char(out, ')');
}

static void keyed(Text *out, const AstKeyedInput *from) {
    input(out, &from->input);
    if (from->all)
        text_append_string(out, " ALL");
    else
        keys(out, &from->keys);
    if (from->inner || from->outer)
        text_append_string(out, from->inner ? " INNER" : " OUTER");
}

static const char *side(AstJoinKind kind) {
    static const char *const words[] = {"", " LEFT", " RIGHT", " FULL"};
    return words[kind];
}

static void keyed_inputs(Text *out, const AstOperator *operator) {
    for (size_t i = 0; i < operator->keyed.n; i++) {
        if (i)
            text_append_string(out, ", ");
        keyed(out, &operator->keyed.items[i]);
        if (i == 0 && operator->join != AST_JOIN_INNER)
            APPEND(out, "%s%s", side(operator->join), operator->outer_written ? " OUTER" : "");
    }
    if (operator->hint.text) {
        text_append_string(out, " USING ");
        string(out, &operator->hint);
    }
}

static void sort(Text *out, const AstSortKeys *list) {
    text_append_string(out, " BY ");
    for (size_t i = 0; i < list->n; i++) {
        if (i)
            text_append_string(out, ", ");
        unparse_expression(out, list->items[i].column);
        if (list->items[i].descending)
            text_append_string(out, " DESC");
    }
    using(out, &list->function);
}

static void generate(Text *out, const AstGenerate *items) {
    text_append_string(out, "GENERATE ");
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            text_append_string(out, ", ");
        unparse_expression(out, items->items[i].expression);
        as(out, items->items[i].as);
    }
}

static void foreach_body(Text *out, const AstOperator *operator) {
    if (!operator->nested) {
        text_append_char(out, ' ');
        generate(out, &operator->generate);
        return;
    }
    text_append_string(out, " { ");
    for (size_t i = 0; i < operator->n_nested; i++) {
        const AstNestedStatement *nested = &operator->nested_statements[i];
        APPEND(out, "%s = ", nested->alias.text);
        if (nested->operator)
            unparse_operator(out, nested->operator);
        else
            unparse_expression(out, nested->expression);
        text_append_string(out, "; ");
    }
    generate(out, &operator->generate);
    text_append_string(out, "; }");
}

static void by_expression(Text *out, const AstOperator *operator) {
    text_append_string(out, " BY ");
    unparse_expression(out, operator->expression);
    if (operator->message.text) {
        text_append_string(out, ", ");
        string(out, &operator->message);
    }
}

static void branches(Text *out, const AstOperator *operator) {
    text_append_string(out, " INTO ");
    for (size_t i = 0; i < operator->n_branches; i++) {
        const AstSplitBranch *branch = &operator->branches[i];
        APPEND(out, "%s%s", i ? ", " : "", branch->alias.text);
        if (branch->condition) {
            text_append_string(out, " IF ");
            unparse_expression(out, branch->condition);
        } else {
            text_append_string(out, branch->all ? " OTHERWISE ALL" : " OTHERWISE");
        }
    }
}

static void cube(Text *out, const AstExpressions *items) {
    text_append_string(out, " BY ");
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            text_append_string(out, ", ");
        unparse_expression(out, items->items[i]);
    }
}

static void command_bytes(Text *out, const char *text) {
    for (const char *c = text; *c; c++) {
        if (*c == '\\' || *c == '\n')
            text_append_char(out, '\\');
        text_append_char(out, *c == '\n' ? 'n' : *c);
    }
}

static void command_text(Text *out, const AstString *command) {
    text_append_char(out, '`');
    command_bytes(out, command->text);
    text_append_char(out, '`');
}

static void stream(Text *out, const AstOperator *operator) {
    text_append_string(out, " THROUGH ");
    if (operator->command)
        command_text(out, &operator->command->command);
    else
        text_append_string(out, operator->command_alias.text);
    as(out, operator->as);
}

static void native(Text *out, const AstOperator *operator) {
    string(out, &operator->jar);
    if (operator->native_paths.n) {
        text_append_string(out, " (");
        strings(out, &operator->native_paths);
        text_append_char(out, ')');
    }
    text_append_char(out, ' ');
    unparse_operator(out, operator->native_store);
    text_append_char(out, ' ');
    unparse_operator(out, operator->native_load);
    if (operator->parameters.n == 0)
        return;
    text_append_string(out, " `");
    for (size_t i = 0; i < operator->parameters.n; i++) {
        text_append_string(out, i ? " " : "");
        command_bytes(out, operator->parameters.items[i].text);
    }
    text_append_char(out, '`');
}

// What follows the inputs.
static void clauses(Text *out, const AstOperator *operator) {
    switch (operator->kind) {
    case AST_OPERATOR_LOAD:
        string(out, &operator->location);
        using(out, &operator->function);
        as(out, operator->as);
        return;
    case AST_OPERATOR_STORE:
        text_append_string(out, " INTO ");
        string(out, &operator->location);
        using(out, &operator->function);
        return;
    case AST_OPERATOR_FOREACH:
        foreach_body(out, operator);
        return;
    case AST_OPERATOR_FILTER:
    case AST_OPERATOR_ASSERT:
        by_expression(out, operator);
        return;
    case AST_OPERATOR_LIMIT:
    case AST_OPERATOR_SAMPLE:
        text_append_char(out, ' ');
        unparse_expression(out, operator->expression);
        return;
    case AST_OPERATOR_ORDER:
    case AST_OPERATOR_RANK:
        if (operator->sort.n)
            sort(out, &operator->sort);
        if (operator->dense)
            text_append_string(out, " DENSE");
        return;
    case AST_OPERATOR_CUBE:
        cube(out, &operator->cube);
        return;
    case AST_OPERATOR_SPLIT:
        branches(out, operator);
        return;
    case AST_OPERATOR_STREAM:
        stream(out, operator);
        return;
    case AST_OPERATOR_NATIVE:
        native(out, operator);
        return;
    default:
        return;
    }
}

void unparse_operator(Text *out, const AstOperator *operator) {
    if (operator->kind != AST_OPERATOR_ALIAS)
        APPEND(out, "%s ", operator_keyword(operator->kind));
    if (operator->onschema)
        text_append_string(out, "ONSCHEMA ");
    inputs(out, &operator->inputs);
    keyed_inputs(out, operator);
    clauses(out, operator);
    if (operator->partitioner.text)
        APPEND(out, " PARTITION BY %s", operator->partitioner.text);
    if (operator->parallel)
        APPEND(out, " PARALLEL %" PRId64, operator->parallel);
}

// ---- Statements ----

static void stream_ends(Text *out, const char *word, const char *standard,
                        const AstStreamEnds *ends) {
    if (ends->n == 0)
        return;
    APPEND(out, " %s(", word);
    for (size_t i = 0; i < ends->n; i++) {
        if (i)
            text_append_string(out, ", ");
        if (ends->items[i].path.text)
            string(out, &ends->items[i].path);
        else
            text_append_string(out, standard);
        using(out, &ends->items[i].function);
    }
    text_append_char(out, ')');
}

static void files(Text *out, const char *word, const AstStrings *list) {
    APPEND(out, " %s(", word);
    strings(out, list);
    text_append_char(out, ')');
}

static void command(Text *out, const AstCommand *c) {
    command_text(out, &c->command);
    stream_ends(out, "INPUT", "stdin", &c->inputs);
    stream_ends(out, "OUTPUT", "stdout", &c->outputs);
    if (c->has_ship)
        files(out, "SHIP", &c->ships);
    if (c->caches.n)
        files(out, "CACHE", &c->caches);
    if (!c->stderr_directory.text)
        return;
    text_append_string(out, " STDERR(");
    string(out, &c->stderr_directory);
    if (c->stderr_limit >= 0)
        APPEND(out, " LIMIT %" PRId64, c->stderr_limit);
    text_append_char(out, ')');
}

static void macro(Text *out, const Statement *statement) {
    const AstMacro *m = statement->macro;
    APPEND(out, "DEFINE %s(", statement->name.text);
    names(out, &m->parameters);
    text_append_string(out, ") RETURNS ");
    if (m->returns.n)
        names(out, &m->returns);
    else
        text_append_string(out, "VOID");
    text_append_string(out, " {");
    text_append(out, m->body.text, m->body.n_bytes);
    text_append_char(out, '}');
}

static void macro_call(Text *out, const Statement *statement) {
    names(out, &statement->aliases);
    APPEND(out, "%s%s(", statement->aliases.n ? " = " : "", statement->name.text);
    for (size_t i = 0; i < statement->arguments.n; i++) {
        const AstExpression *argument = statement->arguments.items[i];
        if (i)
            text_append_string(out, ", ");
        if (argument->kind == AST_STRING)
            APPEND(out, "'%s'", argument->text); // kept as written
        else
            unparse_expression(out, argument);
    }
    text_append_char(out, ')');
}

static void relation(Text *out, const Statement *statement) {
    if (statement->arrow)
        text_append_string(out, "=> ");
    else if (statement->aliases.n)
        APPEND(out, "%s = ", statement->aliases.items[0].text);
    unparse_operator(out, statement->operator);
}

static void registration(Text *out, const Statement *statement) {
    APPEND(out, "REGISTER '%s'", statement->path.text);
    if (statement->engine.text)
        APPEND(out, " USING %s", statement->engine.text);
    if (statement->namespace.text)
        APPEND(out, " AS %s", statement->namespace.text);
}

void unparse_statement(Text *out, const Statement *statement) {
    switch (statement->kind) {
    case STATEMENT_RELATION:
        relation(out, statement);
        break;
    case STATEMENT_DEFINE_FUNCTION:
        APPEND(out, "DEFINE %s ", statement->name.text);
        unparse_function(out, &statement->function);
        break;
    case STATEMENT_DEFINE_COMMAND:
        APPEND(out, "DEFINE %s ", statement->name.text);
        command(out, statement->command);
        break;
    case STATEMENT_DEFINE_MACRO:
        macro(out, statement);
        break;
    case STATEMENT_MACRO_CALL:
        macro_call(out, statement);
        break;
    case STATEMENT_IMPORT:
        text_append_string(out, "IMPORT ");
        string(out, &statement->path);
        break;
    case STATEMENT_REGISTER:
        registration(out, statement);
        break;
    case STATEMENT_COMMAND:
        text_append_string(out, statement->text.text);
        return;
    }
    text_append_char(out, ';');
}
