// SPDX-License-Identifier: Apache-2.0
//
// The rewrite rules by function, one file each, and what several of them share.

#ifndef JAVELINA_COMPILER_RULES_RULES_H
#define JAVELINA_COMPILER_RULES_RULES_H

#include "compiler/rule.h"

#define RULE(name, function) RuleFunction function;
#include "compiler/rules.def"
#undef RULE

// Applies `change` (see expression_rewrite) to every expression of the operator.
void operator_rewrite_expressions(Arena *arena, LogicalOperator *op, ChangeExpression *change,
                                  void *context);

// Calls visit for every node of every expression of the operator that works on its input row (not
// on tuples of a nested bag), until it returns false.
bool operator_walk_expressions(const LogicalOperator *op,
                               bool (*visit)(const Expression *node, void *context), void *context);

// a AND b.
Expression *predicate_and(Arena *arena, Expression *a, Expression *b);

#endif
