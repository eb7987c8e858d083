// SPDX-License-Identifier: Apache-2.0
//
// The two interfaces of the executor: pipe operators, which pass batches on, and stages, which
// collect rows and give them back in partitions. Each kind is one file and one line in a table
// (operators.def). What changes while running is in per-worker or shared state, never in the plan.
//
// Order of calls for a source: on every worker that takes part, pipe `open` for each operator
// reachable from the source; then for each split: `push` for each batch, `end_split` (upstream
// first); at last `close`. For a stage: `open` once before its first input runs; `emit` and
// `end_split` from many workers at once; `seal` once on one thread; `run_partition` from many
// workers, a partition each; `close` once.

#ifndef JAVELINA_RUNTIME_OP_OPERATOR_H
#define JAVELINA_RUNTIME_OP_OPERATOR_H

#include "runtime/exchange/reducer_order.h"
#include "runtime/exec/query.h"
#include "udf/vector/batch.h"

typedef struct PipeType {
    const char *name;
    // Makes this worker's state (*state; in worker->state or owned).
    Status (*open)(Worker *worker, const PipeOperator *pipe, void **state);
    // Takes a batch; passes results on through pipe_push_outputs. The batch is the caller's.
    Status (*push)(Worker *worker, const PipeOperator *pipe, void *state, const Batch *batch);
    // The split is over: pass on what is held back. NULL: nothing is.
    Status (*end_split)(Worker *worker, const PipeOperator *pipe, void *state);
    // Frees the state, also after a failure. NULL: nothing to free.
    void (*close)(Worker *worker, const PipeOperator *pipe, void *state);
} PipeType;

// Pushes a batch to each output of an operator (or of a source).
MUST_CHECK Status pipe_push_outputs(Worker *worker, PipeOperator *const *outputs, size_t n_outputs,
                                    const Batch *batch);

typedef struct StageType {
    const char *name;
    Status (*open)(Query *query, const Stage *stage, void **state);
    // This worker is about to emit rows of input `tag` (or to probe, tag = stage->probe), and has
    // emitted its last of the source at work; called by the EMIT and PROBE pipes as they open and
    // close, so what is made here may live in worker->state. NULL: nothing to do.
    Status (*open_input)(Worker *worker, const Stage *stage, void *state, size_t tag);
    void (*close_input)(Worker *worker, const Stage *stage, void *state, size_t tag);
    // Rows for input `tag`; called by the EMIT pipe.
    Status (*emit)(Worker *worker, const Stage *stage, void *state, size_t tag, const Batch *batch);
    // Worker has finished a split (worker->order names it): runs for determinism by split end here.
    Status (*end_split)(Worker *worker, const Stage *stage, void *state, size_t tag);
    // All inputs are in; for a JOIN, all probing is over too. Returns the number of partitions to
    // run, which does not depend on the number of threads. A JOIN stage always is a source of the
    // plan: partitions of an inner join that did not fit into memory are joined there.
    Status (*seal)(Worker *worker, const Stage *stage, void *state, size_t *n_partitions);
    // Pushes the rows of one partition to the outputs of `source`.
    Status (*run_partition)(Worker *worker, const Stage *stage, void *state,
                            const PlanSource *source, size_t partition);
    // Rows probing a JOIN stage; called by the PROBE pipe. NULL for other kinds.
    Status (*probe)(Worker *worker, const Stage *stage, void *state, const PipeOperator *pipe,
                    const Batch *batch);
    // A JOIN: all probing is over, before run_partition. NULL elsewhere.
    Status (*probe_end_split)(Worker *worker, const Stage *stage, void *state,
                              const PipeOperator *pipe);
    void (*close)(Query *query, const Stage *stage, void *state);
} StageType;

// Parts that the rows of a stage are stored in.
static inline size_t stage_parts(const Stage *stage) {
    return stage->parallel > 1 ? (size_t)stage->parallel : 1;
}

// How the keys of a stage are spread over them. layout: borrowed.
static inline ReducerOrder stage_reducers(const Stage *stage, const KeyLayout *layout,
                                          size_t n_keys) {
    const bool distinct = stage->logical && stage->logical->kind == LOGICAL_DISTINCT;
    return (ReducerOrder){.layout = layout,
                          .n_keys = n_keys,
                          .tuple = n_keys > 1 || distinct,
                          .n_reducers = stage_parts(stage)};
}

// The implementations, from operators.def.
const PipeType *pipe_type(PipeKind kind);
const StageType *stage_type(StageKind kind);

#endif
