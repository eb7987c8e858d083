// SPDX-License-Identifier: Apache-2.0
//
// From the text of a token to its value. Each call gets the token's range and returns its kind, or
// T_PIG_YYerror after it reported that the token is wrong.

#ifndef JAVELINA_LANG_TOKEN_H
#define JAVELINA_LANG_TOKEN_H

#include "lang/scan.h"

#include "lang/grammar.h"

// The next token, by the scanner. The grammar knows it under Bison's name.
int pig_scan_lex(PIG_YYSTYPE *value, TextRange *range, void *scanner);

// A name or a keyword.
int token_word(ParseContext *context, PIG_YYSTYPE *value, TextRange range);

// $n
int token_position(ParseContext *context, PIG_YYSTYPE *value, TextRange range);

// A number whose suffix has n_suffix letters. Whole numbers are checked against their type (1200).
int token_number(ParseContext *context, PIG_YYSTYPE *value, TextRange range, int kind,
                 size_t n_suffix);

// A text in quotes: escapes are resolved; 1200 for an unknown one, 2998 for a bad \u.
int token_string(ParseContext *context, PIG_YYSTYPE *value, TextRange range, int kind);

// A command in back-quotes.
int token_command(ParseContext *context, PIG_YYSTYPE *value, TextRange range);

// The body of a macro; the range becomes that of the inside of its braces.
int token_body(ParseContext *context, PIG_YYSTYPE *value, TextRange *range);

// A character that begins no token (1200), or a quote that is not closed.
int token_unexpected(ParseContext *context, TextRange range);

#endif
