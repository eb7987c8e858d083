// SPDX-License-Identifier: Apache-2.0
//
// Plans of a DUMP that Apache Pig runs in the client: LOADs cut by a LIMIT, then operators that
// pass rows on.

#ifndef JAVELINA_COMPILER_FETCH_H
#define JAVELINA_COMPILER_FETCH_H

#include "compiler/logical.h"

bool plan_is_fetched(const LogicalPlan *plan);

#endif
