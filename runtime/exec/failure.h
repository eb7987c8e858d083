// SPDX-License-Identifier: Apache-2.0
//
// The number under which a failed run is told, and whether anything of it counts as done. Both
// depend on the jobs that Apache Pig would have made of the plan.

#ifndef JAVELINA_RUNTIME_EXEC_FAILURE_H
#define JAVELINA_RUNTIME_EXEC_FAILURE_H

#include "runtime/exec/worker.h"

enum { ERROR_SETUP = 2081 }; // of a loader or storer

// The code to report. failure: borrowed, set.
int failure_code(const StagePlan *plan, const Failure *failure);

// Would a job of the plan have succeeded before the one that fails? The exit status then tells of a
// partial failure, though nothing is stored.
bool failure_is_behind_a_job(const StagePlan *plan, const Failure *failure);

#endif
