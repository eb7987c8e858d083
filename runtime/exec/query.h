// SPDX-License-Identifier: Apache-2.0
//
// A run of a map/reduce plan on this machine: sources one after the other, each on all threads. The
// shell hands in a plan and gets back what was stored, what failed and what was counted.

#ifndef JAVELINA_RUNTIME_EXEC_QUERY_H
#define JAVELINA_RUNTIME_EXEC_QUERY_H

#include <pthread.h>
#include <stdio.h>

#include "runtime/exec/worker.h"
#include "runtime/exec/worker_memory.h"

// Takes the rows of DUMPs, packed tuples (udf/vector/pack.h), those of one DUMP in order.
typedef struct RowSink {
    void (*take)(void *context, const LogicalOperator *dump, const char *packed);
    void *context;
} RowSink;

typedef struct RunOptions {
    size_t n_threads;                // 0: one a core
    Budget *budget;                  // borrowed
    const char *temporary_directory; // for spills; NULL: $TMPDIR or /tmp
    FILE *dump;                      // where DUMP writes
    RowSink rows;                    // instead, if it has a function
    const char *(*property)(void *context, const char *key);
    void *property_context;
    void (*progress)(void *context, double fraction, uint64_t bytes_done, uint64_t bytes_all);
    void *progress_context;
    const volatile bool *interrupted; // set by SIGINT
    LocalZone local_zone;             // of times that name none
} RunOptions;

// How one STORE ended.
typedef struct StoreResult {
    const LogicalOperator *store;
    bool stored;
    uint64_t rows, bytes;
} StoreResult;

typedef struct InputResult {
    const LogicalOperator *load;
    uint64_t rows, bytes;
} InputResult;

typedef struct RunResult {
    size_t n_stores;
    StoreResult *stores; // in the arena given to query_run
    size_t n_inputs;
    InputResult *inputs;
    Counters counters;
    double seconds;
    size_t peak_bytes;        // of the budget
    bool failed_behind_a_job; // runtime/exec/failure.h
} RunResult;

typedef enum NativeState { NATIVE_WAITS, NATIVE_SUCCEEDED, NATIVE_FAILED } NativeState;

// What all workers share.
struct Query {
    const StagePlan *plan;
    const RunOptions *options;
    Budget *budget;
    size_t n_threads;
    uint64_t failed_order;    // of the first failure so far; work behind it is pointless. Atomic;
                              // read through worker_check
    int64_t now_milliseconds; // CurrentTime: when the run began
    Vector *scalars;          // plan->n_scalars: a one-row TUPLE vector each, once collected
    Arena *arena;             // of the run
    void **stage_states;      // by stage id; NULL while the stage is not open
    struct Loader **loaders;  // by source number; closed when the run ends
    struct Commit **commits;  // by store number (runtime/exec/commit.h)
    struct Collection **collections; // by collection number (runtime/exec/collection.h)
    pthread_mutex_t streamed_files;  // programs whose files have one name run one after the other
    NativeState *natives; // by stage id: jobs of other programs are never run a second time
    uint64_t bytes_all, bytes_done; // of all LOADs; bytes_done is atomic
    MappedBlocks mapped;
};

// Runs the plan. On STATUS_OK everything is committed. Else the first failure has been reported to
// `sink`, result->stores tells what was stored all the same, and nothing half written is left.
// arena: for the result.
MUST_CHECK Status query_run(const StagePlan *plan, const RunOptions *options, Arena *arena,
                            DiagnosticSink *sink, RunResult *result);

// The value of a constant expression, as FoldConstant wants it (compiler/expression.h).
const Vector *query_fold_constant(const LocalZone *local_zone, Arena *arena,
                                  const Expression *expression, DiagnosticSink *sink);

#endif
