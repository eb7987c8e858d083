// SPDX-License-Identifier: Apache-2.0
//
// Each rule looks at the last tokens and at what would have fitted, and either reports or passes on
// to the next. The last rule always reports.

#include "lang/syntax_error.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "lang/base/text.h"
#include "lang/token.h"

enum { MAX_TOLD = 4, MAX_SHOWN_BYTES = 40 };

typedef struct Expectation {
    const char *const *names;
    size_t n;
} Expectation;

void remember_token(ParseContext *context, int kind, TextRange range) {
    memmove(context->last + 1, context->last, sizeof context->last - sizeof *context->last);
    context->last[0] = (Token){kind, range};
    if (context->last[1].kind == '=')
        context->operator_kind = kind;
    if (kind == T_DEFINE && context->last[1].kind == 0)
        context->is_define = true;
}

static bool expects(Expectation expected, const char *name) {
    for (size_t i = 0; i < expected.n; i++)
        if (strcmp(expected.names[i], name) == 0)
            return true;
    return false;
}

// The token's text, cut to a length that fits a message.
static const char *shown(ParseContext *context, TextRange range) {
    size_t n_bytes = range.end - range.start;
    if (n_bytes <= MAX_SHOWN_BYTES)
        return arena_strndup(context->arena, context_text(context, range), n_bytes);
    n_bytes = MAX_SHOWN_BYTES;
    while (n_bytes && ((unsigned char)context_text(context, range)[n_bytes] & 0xC0) == 0x80)
        n_bytes--;
    return arena_printf(context->arena, "%.*s...", (int)n_bytes, context_text(context, range));
}

static bool is_word(const ParseContext *context, const Token *token) {
    char c = context->text[token->range.start];
    return token->range.end > token->range.start &&
           ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

static bool begins_line(const ParseContext *context, size_t at) {
    while (at > 0 && strchr(" \t\f", context->text[at - 1]))
        at--;
    return at > 0 && strchr("\r\n", context->text[at - 1]);
}

// `=` behind an operand, where a comparison is meant.
static bool single_equals(ParseContext *context, const Token *token) {
    int before = context->last[2].kind;
    if (token->kind != '=' || before == 0 || before == ';' || before == '{')
        return false;
    context_fail(context, 1200, token->range, "a comparison is written ==", "unexpected '='");
    return true;
}

static bool keyword_follows(const ParseContext *context, const Token *token, const char *word) {
    const char *at = context->text + token->range.end;
    at += strspn(at, " \t\r\n");
    return strncasecmp(at, word, strlen(word)) == 0;
}

static bool foreign_operator(ParseContext *context, const Token *token) {
    const Token *before = &context->last[1];
    if (token->kind == '>' && before->kind == '<') {
        TextRange both = {before->range.start, token->range.end};
        context_fail(context, 1200, both, "write !=", "unexpected '<>'");
    } else if (token->kind == T_NOT && keyword_follows(context, token, "in")) {
        context_fail(context, 1200, token->range, "write NOT x IN (...)", "unexpected 'NOT'");
    } else {
        return false;
    }
    return true;
}

// `A = FITLER B ...`: the word in front of the token that does not fit is to blame.
static bool misspelt_operator(ParseContext *context, const Token *token) {
    const Token *word = &context->last[1];
    if (word->kind != T_NAME || context->last[2].kind != '=' || token->kind == '(' ||
        token->kind == ';' || !(is_word(context, token) || token->kind == T_STRING))
        return false;
    const char *name = shown(context, word->range), *near = nearest_keyword(name);
    char *hint = near ? arena_printf(context->arena, "did you mean %s?", near) : NULL;
    for (char *letter = hint ? strstr(hint, near) : NULL; letter && *letter != '?'; letter++)
        *letter = (char)toupper((unsigned char)*letter);
    context_fail(context, 1200, word->range, hint, "'%s' is not an operator", name);
    context->failed_at = context->n_bytes;
    return true;
}

// `filter = LOAD ...`
static bool reserved_alias(ParseContext *context, const Token *token) {
    const Token *word = &context->last[1];
    if (token->kind != '=' || context->last[2].kind || !is_word(context, word))
        return false;
    context_fail(context, 1200, word->range, "choose another alias", "'%s' is a reserved word",
                 shown(context, word->range));
    context->failed_at = context->n_bytes;
    return true;
}

// Is the token a column that is a whole item of GENERATE, or a whole key?
static bool is_whole_item(const ParseContext *context, const Token *token) {
    if (token->kind != T_NAME && token->kind != T_POSITION)
        return false;
    switch (context->operator_kind) {
    case T_FOREACH:
    case T_GROUP:
    case T_COGROUP:
    case T_JOIN:
    case T_ORDER:
    case T_RANK:
        return token[1].kind == T_GENERATE || token[1].kind == T_BY || token[1].kind == ',';
    default:
        return false;
    }
}

// A word at the start of a line where the statement could have ended. Behind a column that is a
// whole item Apache Pig blames the column, which might have been the start of a longer expression.
static bool missing_semicolon(ParseContext *context, const Token *token, Expectation expected) {
    if (!expects(expected, "';'") || !is_word(context, token) ||
        !begins_line(context, token->range.start))
        return false;
    const Token *before = &context->last[1];
    if (is_whole_item(context, before)) {
        context_fail(context, 1200, before->range, NULL, "';' expected after '%s'",
                     shown(context, before->range));
        context->failed_at = token->range.start;
        return true;
    }
    Place end = context_place(context, before->range);
    const char *hint =
        arena_printf(context->arena, "the statement before it ends on line %d", end.line);
    context_fail(context, 1200, token->range, hint, "';' expected before '%s'",
                 shown(context, token->range));
    return true;
}

static bool missing_generate(ParseContext *context, const Token *token, Expectation expected) {
    if (token->kind != '}' || !expects(expected, "GENERATE"))
        return false;
    context_fail(context, 1200, token->range, "write GENERATE ...; before the brace",
                 "a nested block ends with GENERATE");
    return true;
}

static bool misspelt_keyword(ParseContext *context, const Token *token, Expectation expected) {
    if (token->kind != T_NAME)
        return false;
    const char *word = shown(context, token->range);
    const char *near = nearest_name(word, expected.names, expected.n);
    if (!near || !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", *near) ||
        strchr(near, ' '))
        return false;
    const char *hint = arena_printf(context->arena, "did you mean %s?", near);
    context_fail(context, 1200, token->range, hint, "unexpected '%s'", word);
    return true;
}

static bool reserved_name(ParseContext *context, const Token *token, Expectation expected) {
    if (!is_word(context, token) || token->kind == T_NAME || !expects(expected, "a name") ||
        expected.n < 2)
        return false;
    context_fail(context, 1200, token->range, NULL, "unexpected '%s', which is a reserved word",
                 shown(context, token->range));
    return true;
}

static bool is_sign(const char *name) {
    return !((*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z') || *name == '$' ||
             *name == '\'');
}

// "; or PARALLEL expected", when that is short enough to help.
static void append_expected(Text *message, Expectation expected) {
    if (expected.n == 0 || expected.n > MAX_TOLD)
        return;
    for (size_t i = 0; i < expected.n; i++) {
        const char *between = i == 0 ? "; " : i + 1 == expected.n ? " or " : ", ";
        const char *quote = is_sign(expected.names[i]) ? "'" : "";
        text_printf(message, "%s%s%s%s", between, quote, expected.names[i], quote);
    }
    text_append_string(message, " expected");
}

static void unexpected(ParseContext *context, const Token *token, Expectation expected) {
    Text message = text_new(0);
    if (token->kind == T_YYEOF)
        text_append_string(&message, "the statement is not complete");
    else
        text_printf(&message, "unexpected '%s'", shown(context, token->range));
    append_expected(&message, expected);
    context_fail(context, 1200, token->range, NULL, "%s", message.data);
    text_free(&message);
}

void report_syntax_error(ParseContext *context, TextRange range, const char *const *expected,
                         size_t n_expected) {
    Token token = {context->last[0].kind, range};
    Expectation fitting = {expected, n_expected};
    if (single_equals(context, &token) || foreign_operator(context, &token) ||
        misspelt_operator(context, &token) || reserved_alias(context, &token) ||
        missing_semicolon(context, &token, fitting) || missing_generate(context, &token, fitting) ||
        misspelt_keyword(context, &token, fitting) || reserved_name(context, &token, fitting))
        return;
    unexpected(context, &token, fitting);
}
