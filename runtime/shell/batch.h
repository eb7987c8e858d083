// SPDX-License-Identifier: Apache-2.0
//
// From aliases to results: compiles the roots of a batch, rewrites, cuts into stages, runs.

#ifndef JAVELINA_RUNTIME_SHELL_BATCH_H
#define JAVELINA_RUNTIME_SHELL_BATCH_H

#include "runtime/shell/session.h"

// Runs the STOREs that wait. A batch with a STORE reports the faults of all its statements and runs
// nothing if there are any. A STORE that fails while running is reported and counted but is no
// failure of the call, unless -F was given.
MUST_CHECK Status batch_run(Session *session);

// Reports the faults of the statements that wait.
MUST_CHECK Status batch_faults(Session *session);

// Forgets what waits.
void batch_discard(Session *session);

// Computes an alias (NULL: the last one) and prints its rows: in a box in grunt on a terminal, else
// as tuples. limit: the most rows wanted, TABLE_ALL_ROWS (-1) for no limit.
MUST_CHECK Status batch_dump(Session *session, const char *alias, const Place *place,
                             int64_t limit);

// The plans of an alias, ready to be explained, in `arena`; alias NULL: of the STOREs that wait.
typedef struct Plans {
    LogicalPlan *logical;
    StagePlan *stages;
} Plans;
MUST_CHECK Status batch_plan(Session *session, Arena *arena, const Roots *roots, Plans *plans);

// The stages of a logical plan, which the rules may change.
MUST_CHECK Status batch_stages(Session *session, LogicalPlan *logical, StagePlan **stages);

// Runs stages; *result is in `arena`. rows: takes those of DUMPs; NULL: they are printed as tuples.
MUST_CHECK Status batch_run_stages(Session *session, Arena *arena, const StagePlan *stages,
                                   const RowSink *rows, RunResult *result);

#endif
