// SPDX-License-Identifier: Apache-2.0
//
// Rewriting of logical plans. Rules run in the order of rules.def, each until it changes nothing
// more or a bound is reached; `-t Name` turns one off. A rule is one file with one function.

#ifndef JAVELINA_COMPILER_RULE_H
#define JAVELINA_COMPILER_RULE_H

#include "compiler/environment.h"

// What a rule sees of the plan. Users of operators are kept beside it.
typedef struct Rewrite {
    LogicalPlan *plan;
    const CompilerEnvironment *environment;
    DiagnosticSink *sink;
} Rewrite;

// Walks the plan and changes what it can. Sets *changed if it did.
typedef Status RuleFunction(Rewrite *rewrite, bool *changed);

// Runs all rules on the plan, but those that `disabled` names ("All": none but the mandatory ones).
MUST_CHECK Status rules_run(LogicalPlan *plan, const CompilerEnvironment *environment,
                            const char *const *disabled, size_t n_disabled, DiagnosticSink *sink);

// Users of an operator in the plan; those of a scalar count as one.
size_t rewrite_count_users(const Rewrite *rewrite, const LogicalOperator *op);

// Makes every user of `from` (inputs, scalars) use `to`, except `to` itself.
void rewrite_replace_uses(Rewrite *rewrite, const LogicalOperator *from, LogicalOperator *to);

// A new operator of the plan with a fresh id; the caller fills it in and links it.
LogicalOperator *rewrite_new_operator(Rewrite *rewrite, LogicalKind kind,
                                      const LogicalOperator *origin, size_t n_inputs);

// Puts the operators back into topological order and drops those nobody reaches.
void rewrite_resort(Rewrite *rewrite);

#endif
