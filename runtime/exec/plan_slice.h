// SPDX-License-Identifier: Apache-2.0
//
// The part of a plan that one STORE needs: for running stores one by one when a run of all has
// failed.

#ifndef JAVELINA_RUNTIME_EXEC_PLAN_SLICE_H
#define JAVELINA_RUNTIME_EXEC_PLAN_SLICE_H

#include "compiler/stages.h"

// A plan with the same numbers (stores, stages, operators, scalars) that makes store `store` only:
// the other entries of `stores` have no operator (.store is NULL). In the arena.
const StagePlan *plan_slice(Arena *arena, const StagePlan *plan, size_t store);

#endif
