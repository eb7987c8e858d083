// SPDX-License-Identifier: Apache-2.0
//
// Expressions, types and schemas to text. Parentheses are written only where the grammar's order of
// operators needs them: around a constant they would make a tuple.

#include "lang/unparse.h"

#include <inttypes.h>
#include <string.h>

// From loosest to tightest.
typedef enum Binding {
    BINDS_OR,
    BINDS_AND,
    BINDS_NOT,
    BINDS_COMPARISON,
    BINDS_SUM,
    BINDS_PRODUCT,
    BINDS_UNARY,
    BINDS_ATOM,
} Binding;

typedef struct Infix {
    const char *sign;
    Binding binding;
} Infix;

static const Infix infixes[] = {
    [AST_OR] = {"OR", BINDS_OR},
    [AST_AND] = {"AND", BINDS_AND},
    [AST_EQUAL] = {"==", BINDS_COMPARISON},
    [AST_NOT_EQUAL] = {"!=", BINDS_COMPARISON},
    [AST_LESS] = {"<", BINDS_COMPARISON},
    [AST_LESS_EQUAL] = {"<=", BINDS_COMPARISON},
    [AST_GREATER] = {">", BINDS_COMPARISON},
    [AST_GREATER_EQUAL] = {">=", BINDS_COMPARISON},
    [AST_MATCHES] = {"MATCHES", BINDS_COMPARISON},
    [AST_ADD] = {"+", BINDS_SUM},
    [AST_SUBTRACT] = {"-", BINDS_SUM},
    [AST_MULTIPLY] = {"*", BINDS_PRODUCT},
    [AST_DIVIDE] = {"/", BINDS_PRODUCT},
    [AST_MODULO] = {"%", BINDS_PRODUCT},
};

static const Infix *infix_of(const AstExpression *e) {
    bool known = e->kind < sizeof infixes / sizeof *infixes && infixes[e->kind].sign;
    return known ? &infixes[e->kind] : NULL;
}

static Binding binding_of(const AstExpression *e) {
    const Infix *infix = infix_of(e);
    if (infix)
        return infix->binding;
    switch (e->kind) {
    case AST_NOT:
        return BINDS_NOT;
    case AST_IS_NULL:
    case AST_IN:
        return BINDS_COMPARISON;
    case AST_NEGATE:
    case AST_CAST:
        return BINDS_UNARY;
    default:
        return BINDS_ATOM;
    }
}

// The expression as an operand that must bind at least as tightly as `least`.
static void operand(Text *out, const AstExpression *e, Binding least) {
    bool wrapped = binding_of(e) < least;
    if (wrapped)
        text_append_char(out, '(');
    unparse_expression(out, e);
    if (wrapped)
        text_append_char(out, ')');
}

// Children [first, n) with commas.
static void list(Text *out, const AstExpression *e, size_t first) {
    for (size_t i = first; i < e->n_children; i++) {
        if (i > first)
            text_append_string(out, ", ");
        unparse_expression(out, e->children[i]);
    }
}

void unparse_string(Text *out, const char *text, size_t n_bytes) {
    static const char from[] = "\t\n\r\b\f\\'", to[] = "tnrbf\\'";
    text_append_char(out, '\'');
    for (size_t i = 0; i < n_bytes; i++) {
        const char *found = text[i] ? strchr(from, text[i]) : NULL;
        if (found)
            text_printf(out, "\\%c", to[found - from]);
        else if ((unsigned char)text[i] < ' ')
            text_printf(out, "\\u%04x", (unsigned char)text[i]);
        else
            text_append_char(out, text[i]);
    }
    text_append_char(out, '\'');
}

static void infix(Text *out, const AstExpression *e, const Infix *sign) {
    Binding left = sign->binding + (sign->binding == BINDS_COMPARISON); // it does not associate
    operand(out, e->children[0], left);
    text_printf(out, " %s ", sign->sign);
    operand(out, e->children[1], sign->binding + 1);
}

static void dereference(Text *out, const AstExpression *e) {
    operand(out, e->children[0], BINDS_ATOM);
    text_append_string(out, e->parenthesised ? ".(" : ".");
    list(out, e, 1);
    if (e->parenthesised)
        text_append_char(out, ')');
}

static void map_value(Text *out, const AstExpression *e) {
    operand(out, e->children[0], BINDS_ATOM);
    text_append_char(out, '#');
    if (e->text)
        unparse_string(out, e->text, e->n_bytes);
    else
        text_append_string(out, "null");
}

static void range(Text *out, const AstExpression *e) {
    if (e->children[0])
        unparse_expression(out, e->children[0]);
    text_append_string(out, " .. ");
    if (e->children[1])
        unparse_expression(out, e->children[1]);
}

static void condition(Text *out, const AstExpression *e) {
    text_append_char(out, '(');
    unparse_expression(out, e->children[0]);
    text_append_string(out, " ? ");
    unparse_expression(out, e->children[1]);
    text_append_string(out, " : ");
    unparse_expression(out, e->children[2]);
    text_append_char(out, ')');
}

static void case_of(Text *out, const AstExpression *e) {
    size_t i = 0, end = e->n_children - e->flag;
    text_append_string(out, "CASE");
    if (e->kind == AST_CASE_VALUE) {
        text_append_char(out, ' ');
        unparse_expression(out, e->children[i++]);
    }
    for (; i < end; i += 2) {
        text_append_string(out, " WHEN ");
        unparse_expression(out, e->children[i]);
        text_append_string(out, " THEN ");
        unparse_expression(out, e->children[i + 1]);
    }
    if (e->flag) {
        text_append_string(out, " ELSE ");
        unparse_expression(out, e->children[i]);
    }
    text_append_string(out, " END");
}

static void map(Text *out, const AstExpression *e) {
    text_append_char(out, '[');
    for (size_t i = 0; i < e->n_children; i++) {
        if (i)
            text_append_string(out, e->flag && i % 2 ? "#" : ", ");
        unparse_expression(out, e->children[i]);
    }
    text_append_char(out, ']');
}

static void in_brackets(Text *out, const char *before, const AstExpression *e, size_t first,
                        char after) {
    text_append_string(out, before);
    list(out, e, first);
    text_append_char(out, after);
}

// False when the expression is not one token with a suffix.
static bool constant(Text *out, const AstExpression *e) {
    static const char *const suffixes[] = {
        [AST_INTEGER] = "",      [AST_LONG] = "L",        [AST_FLOAT] = "F", [AST_DOUBLE] = "",
        [AST_BIGINTEGER] = "BI", [AST_BIGDECIMAL] = "BD", [AST_NAME] = "",
    };
    if (e->kind < sizeof suffixes / sizeof *suffixes && suffixes[e->kind])
        text_printf(out, "%s%s", e->text, suffixes[e->kind]);
    else if (e->kind == AST_STRING)
        unparse_string(out, e->text, e->n_bytes);
    else if (e->kind == AST_BOOLEAN)
        text_append_string(out, e->flag ? "true" : "false");
    else if (e->kind == AST_NULL)
        text_append_string(out, "null");
    else
        return false;
    return true;
}

void unparse_expression(Text *out, const AstExpression *e) {
    if (constant(out, e))
        return;
    switch (e->kind) {
    case AST_POSITION:
        text_printf(out, "$%" PRId64, e->number);
        return;
    case AST_STAR:
        text_append_char(out, '*');
        return;
    case AST_RANGE:
        range(out, e);
        return;
    case AST_DEREFERENCE:
        dereference(out, e);
        return;
    case AST_MAP_VALUE:
        map_value(out, e);
        return;
    case AST_CAST:
        text_append_char(out, '(');
        unparse_type(out, e->type);
        text_append_char(out, ')');
        operand(out, e->children[0], BINDS_UNARY);
        return;
    case AST_NEGATE:
        text_append_string(out, "- "); // with a blank, since -- begins a comment
        operand(out, e->children[0], BINDS_UNARY);
        return;
    case AST_NOT:
        text_append_string(out, "NOT ");
        operand(out, e->children[0], BINDS_COMPARISON);
        return;
    case AST_IS_NULL:
        operand(out, e->children[0], BINDS_SUM);
        text_append_string(out, e->flag ? " IS NOT NULL" : " IS NULL");
        return;
    case AST_IN:
        operand(out, e->children[0], BINDS_SUM);
        in_brackets(out, " IN (", e, 1, ')');
        return;
    case AST_CONDITION:
        condition(out, e);
        return;
    case AST_CASE_VALUE:
    case AST_CASE_WHEN:
        case_of(out, e);
        return;
    case AST_CALL:
        text_append_string(out, e->text);
        in_brackets(out, "(", e, 0, ')');
        return;
    case AST_TUPLE:
        in_brackets(out, "(", e, 0, ')');
        return;
    case AST_BAG:
        in_brackets(out, "{", e, 0, '}');
        return;
    case AST_MAP:
        map(out, e);
        return;
    case AST_FLATTEN:
        in_brackets(out, "FLATTEN(", e, 0, ')');
        return;
    case AST_CUBE:
        in_brackets(out, "CUBE(", e, 0, ')');
        return;
    case AST_ROLLUP:
        in_brackets(out, "ROLLUP(", e, 0, ')');
        return;
    default:
        infix(out, e, infix_of(e));
        return;
    }
}

// ---- Types and schemas ----

static const char *type_word(AstTypeKind kind) {
    static const char *const words[] = {
#define X(kind, word) word,
        AST_TYPES(X)
#undef X
    };
    return words[kind];
}

static void fields(Text *out, const AstSchema *schema) {
    text_append_char(out, '(');
    for (size_t i = 0; schema && i < schema->n; i++) {
        const AstField *field = &schema->fields[i];
        if (i)
            text_append_string(out, ", ");
        if (field->name.text)
            text_append_string(out, field->name.text);
        if (field->name.text && field->type)
            text_append_char(out, ':');
        if (field->type)
            unparse_type(out, field->type);
    }
    text_append_char(out, ')');
}

void unparse_type(Text *out, const AstType *type) {
    text_append_string(out, type_word(type->kind));
    if (type->kind == AST_TYPE_TUPLE) {
        fields(out, type->fields);
    } else if (type->kind == AST_TYPE_MAP) {
        text_append_char(out, '[');
        if (type->value_name.text)
            text_printf(out, "%s:", type->value_name.text);
        if (type->value)
            unparse_type(out, type->value);
        text_append_char(out, ']');
    } else if (type->kind == AST_TYPE_BAG) {
        text_append_char(out, '{');
        if (type->tuple_name.text)
            text_printf(out, "%s:", type->tuple_name.text);
        if (type->tuple_name.text || type->fields) {
            text_append_string(out, "tuple"); // a cast wants the word
            fields(out, type->fields);
        }
        text_append_char(out, '}');
    }
}

void unparse_schema(Text *out, const AstSchema *schema) {
    if (schema->parenthesised || schema->n != 1) {
        fields(out, schema);
        return;
    }
    const AstField *field = &schema->fields[0];
    if (field->name.text)
        text_append_string(out, field->name.text);
    if (field->name.text && field->type)
        text_append_char(out, ':');
    if (field->type)
        unparse_type(out, field->type);
}
