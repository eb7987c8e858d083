// SPDX-License-Identifier: Apache-2.0
//
// What to say when a token does not fit: the likeliest mistake with its remedy, else what would
// have fitted.

#ifndef JAVELINA_LANG_SYNTAX_ERROR_H
#define JAVELINA_LANG_SYNTAX_ERROR_H

#include "lang/scan.h"

// Notes a token that the parser got.
void remember_token(ParseContext *context, int kind, TextRange range);

// Reports the token remembered last (1200). expected: names of the tokens that would have fitted.
void report_syntax_error(ParseContext *context, TextRange range, const char *const *expected,
                         size_t n_expected);

#endif
