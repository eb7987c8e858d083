// SPDX-License-Identifier: Apache-2.0
//
// The part of a plan that one STORE needs: for running stores one by one when a run of all has
// failed.

#ifndef JAVELINA_RUNTIME_EXEC_PLAN_SLICE_H
#define JAVELINA_RUNTIME_EXEC_PLAN_SLICE_H

#include "runtime/exec/query.h"

// A plan with the same numbers (stores, stages, operators, scalars) that makes store `store` only:
// the other entries of `stores` have no operator (.store is NULL). Jobs of other programs that have
// been run (natives, by stage id) are left out; NULL if one that is needed has failed. In the
// arena.
const StagePlan *plan_slice(Arena *arena, const StagePlan *plan, size_t store,
                            const NativeState *natives);

#endif
