// SPDX-License-Identifier: Apache-2.0
//
// One operator in one line; shared by the renderings of plans.

#ifndef JAVELINA_COMPILER_EXPLAIN_DESCRIBE_OPERATOR_H
#define JAVELINA_COMPILER_EXPLAIN_DESCRIBE_OPERATOR_H

#include "compiler/stages.h"

// "B: Filter (line 2)  age > 1  -> {name: chararray,age: int}".
void describe_logical_operator(const LogicalOperator *op, Text *out);

// "filter (B, line 2)  age > 1".
void describe_pipe(const PipeOperator *pipe, Text *out);

// "group by (state, action)  count(...), sum(...)".
void describe_stage(const Stage *stage, Text *out);

#endif
