// SPDX-License-Identifier: Apache-2.0
//
// What scanner, grammar and tree building share while one statement is read. Offsets count bytes
// from the start of the statement.

#ifndef JAVELINA_LANG_SCAN_H
#define JAVELINA_LANG_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/ast.h"
#include "lang/diagnostic.h"
#include "lang/place.h"

enum {
    PARSE_MAX_BRACKETS = 1000, // open at once in a statement; beyond it error 9040
    PARSE_MAX_DEPTH = 2000,    // levels of an expression, chains like a + b + c included: 9040
};

typedef struct TextRange {
    size_t start, end;
} TextRange;

typedef struct Token {
    int kind; // 0: none yet
    TextRange range;
} Token;

typedef struct ParseContext {
    Arena *arena;
    DiagnosticSink *sink;
    PlaceFinder places;
    const char *text; // of the statement
    size_t start;     // of the statement in places.text->text
    size_t n_bytes;
    void *scanner;
    size_t at;         // behind the last token
    int n_brackets;    // open
    bool is_define;    // the first word was DEFINE
    bool body_follows; // in DEFINE, behind RETURNS: the next brace begins the body of a macro
    size_t body_start;
    int body_braces;
    Token last[4];        // the tokens that the parser got, newest first
    int operator_kind;    // of the token behind the last `=`
    Statement *statement; // the result
    bool failed;
    size_t failed_at; // of the token that did not fit; n_bytes for faults of another kind
} ParseContext;

// Place of a range of the statement.
Place context_place(ParseContext *context, TextRange range);

// The statement's text of a range.
const char *context_text(const ParseContext *context, TextRange range);

// Reports an error at a range and marks the context as failed.
void context_fail(ParseContext *context, int code, TextRange range, const char *hint,
                  const char *format, ...) PRINTF_LIKE(5, 6);

// The same for a node that was read before: the parser does not go on from there.
void context_fail_at(ParseContext *context, int code, const Place *place, const char *hint,
                     const char *format, ...) PRINTF_LIKE(5, 6);

// Starts and ends scanning of context->text.
void scan_begin(ParseContext *context);
void scan_end(ParseContext *context);

// Runs the grammar over context->text. STATUS_FAILED when it reported.
Status parse_text(ParseContext *context) MUST_CHECK;

typedef enum WordClass {
    WORD_FREE, // no keyword
    WORD_NAME,
    WORD_COLUMN,
    WORD_TYPE,
    WORD_RESERVED,
} WordClass;

// The class of a word, by keywords.def.
WordClass word_class(const char *word);

// The token of a keyword, 0 if the word is none.
int keyword_token(const char *word, size_t n_bytes);

// A keyword near to a word that is none, NULL if there is none.
const char *nearest_keyword(const char *word);

#endif
