// SPDX-License-Identifier: Apache-2.0
//
// Plans as text for people: an operator a line with its alias, the script's line and its schema.

#ifndef JAVELINA_COMPILER_EXPLAIN_EXPLAIN_H
#define JAVELINA_COMPILER_EXPLAIN_EXPLAIN_H

#include "compiler/stages.h"

// The logical plan as a tree from each STORE or DUMP down to the LOADs; an operator with several
// users is shown once and referred to by its number later.
void explain_logical(const LogicalPlan *plan, Text *out);

// The physical plan: what each source's rows are pushed through.
void explain_physical(const StagePlan *plan, Text *out);

// The map/reduce plan: a job a stage, its map side, combiner, shuffle key and reduce side.
void explain_stages(const StagePlan *plan, Text *out);

// The map/reduce plan as a graph for graphviz.
void explain_dot(const StagePlan *plan, Text *out);

#endif
