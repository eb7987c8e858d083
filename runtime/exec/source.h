// SPDX-License-Identifier: Apache-2.0
//
// One source of a plan, run on all threads: splits of a LOAD or partitions of a stage are taken in
// order by whoever is free, and pushed through the pipeline behind the source.

#ifndef JAVELINA_RUNTIME_EXEC_SOURCE_H
#define JAVELINA_RUNTIME_EXEC_SOURCE_H

#include "runtime/exec/query.h"
#include "runtime/io/split.h"

// Runs plan->sources[number]. tasks: of a LOAD, else NULL. workers: n_threads of them, the first of
// which is the calling thread's; they are made ready when needed (worker.query is NULL before).
MUST_CHECK Status source_run(Query *query, size_t number, const Tasks *tasks, Worker *workers);

#endif
