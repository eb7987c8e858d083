// SPDX-License-Identifier: Apache-2.0
//
// The expressions that a relational operator has, those of nested operators among them.

#ifndef JAVELINA_COMPILER_OPERATOR_EXPRESSIONS_H
#define JAVELINA_COMPILER_OPERATOR_EXPRESSIONS_H

#include "compiler/logical.h"

typedef bool VisitExpression(const Expression *node, void *context);

// Walks (see expression_walk) every expression of the operator.
void operator_walk_expressions(const LogicalOperator *op, VisitExpression *visit, void *context);

// Applies `change` (see expression_rewrite) to every expression of the operator.
void operator_rewrite_expressions(Arena *arena, LogicalOperator *op, ChangeExpression *change,
                                  void *context);

#endif
