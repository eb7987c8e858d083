// SPDX-License-Identifier: Apache-2.0
//
// The rewrite rules by function, one file each, and what several of them share.

#ifndef JAVELINA_COMPILER_RULES_RULES_H
#define JAVELINA_COMPILER_RULES_RULES_H

#include "compiler/operator_expressions.h"
#include "compiler/rule.h"

#define RULE(name, function) RuleFunction function;
#include "compiler/rules.def"
#undef RULE

// a AND b.
Expression *predicate_and(Arena *arena, Expression *a, Expression *b);

#endif
