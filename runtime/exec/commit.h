// SPDX-License-Identifier: Apache-2.0
//
// One STORE of a run, from an empty folder to a committed result. Parts are written under
// OUT/_temporary, renamed into OUT when the run has succeeded, and `_SUCCESS` comes last. A run
// that fails takes back what it made; one that is killed leaves no part outside `_temporary`.
//
// Which part a task writes: each task of a LOAD has its own (part-m-...); the partitions of a stage
// share `parallel` parts (part-r-...), one if PARALLEL was not given. Those of a sort share them in
// partition order; those of other stages write to all of them, each row where worker->part says. A
// task without rows makes no part, but a result has at least one.

#ifndef JAVELINA_RUNTIME_EXEC_COMMIT_H
#define JAVELINA_RUNTIME_EXEC_COMMIT_H

#include "runtime/exec/query.h"
#include "runtime/io/format.h"

typedef struct Commit Commit;
typedef struct PartWriter PartWriter; // one task's way into its part

// Makes OUT and its parents. Fails with 6000 if OUT exists (unless the format says overwrite).
MUST_CHECK Status commit_create(Worker *worker, const PlanStore *store, Arena *arena,
                                Commit **output);

// A source begins whose tasks write to the output. stage: NULL for a LOAD. Not thread-safe.
MUST_CHECK Status commit_begin_source(Commit *output, Worker *worker, const Stage *stage,
                                      size_t n_tasks);
// All its tasks are done: closes its parts.
MUST_CHECK Status commit_end_source(Commit *output, Worker *worker);

// Parts that each task writes to: 1, or all of them. Each must be opened and finished.
size_t commit_parts_of_task(const Commit *output);

// The writer of task worker->split to the `number`th of its parts. Given: part_finish or
// part_abandon.
MUST_CHECK Status part_open(Commit *output, Worker *worker, size_t number, PartWriter **part);
ByteSink *part_sink(PartWriter *part);
void part_count_rows(PartWriter *part, size_t n_rows);
MUST_CHECK Status part_finish(PartWriter *part, Worker *worker);
void part_abandon(PartWriter *part);

// A file beside the parts, for what is stored with them: "folder/name", both made now. It comes
// into place with them. *file: given, close it. The path is in worker->arena.
const char *commit_side_path(const Commit *output, Worker *worker, const char *name);
MUST_CHECK Status commit_side_file(const Commit *output, Worker *worker, const char *name,
                                   int *file);

// Moves the parts into place and writes _SUCCESS.
MUST_CHECK Status commit_finish(Commit *output, Worker *worker);
void commit_free(Commit *output); // abandons first

bool commit_is_done(const Commit *output);
uint64_t commit_rows(const Commit *output);
uint64_t commit_bytes(const Commit *output);
const StorerType *commit_storer(const Commit *output);
const LogicalOperator *commit_store(const Commit *output);

#endif
