// SPDX-License-Identifier: Apache-2.0
//
// A tree back to text. The text parses to the same tree; blanks, comments and needless parentheses
// are not kept, and keywords come out in capitals.

#ifndef JAVELINA_LANG_UNPARSE_H
#define JAVELINA_LANG_UNPARSE_H

#include "lang/ast.h"
#include "lang/base/text.h"

// The statement on one line with its `;`, a shell command without.
void unparse_statement(Text *out, const Statement *statement);

void unparse_operator(Text *out, const AstOperator *operator);
void unparse_expression(Text *out, const AstExpression *expression);
void unparse_type(Text *out, const AstType *type);
// As behind AS: (a: int, b: {t: (c)}), or one field without parentheses.
void unparse_schema(Text *out, const AstSchema *schema);

// A text as a constant, with quotes and escapes.
void unparse_string(Text *out, const char *text, size_t n_bytes);

#endif
