// SPDX-License-Identifier: Apache-2.0
//
// One thread of a run, and what it lends to everything that runs on it: scratch memory, counters,
// the first failure. The query is what all workers share.

#ifndef JAVELINA_RUNTIME_EXEC_WORKER_H
#define JAVELINA_RUNTIME_EXEC_WORKER_H

#include <pthread.h>
#include <setjmp.h>

#include "compiler/stages.h"
#include "runtime/exec/budget.h"
#include "runtime/exec/counters.h"
#include "udf/registry.h"

typedef struct Query Query; // runtime/exec/query.h
typedef struct Worker Worker;

// Of a failure that has no number of its own (a file that cannot be read, a full disk): what Apache
// Pig says when the job of a DUMP fails. For STOREs it is reported as 2244.
enum { ERROR_RUN = 1066 };

enum { ORDER_SOURCE_SHIFT = 40 };

// Why a run ends early. Of several, the one of the lowest order wins.
typedef struct Failure {
    bool set;
    uint64_t order;           // source << ORDER_SOURCE_SHIFT | split
    const PipeOperator *pipe; // that failed; NULL: none
    int code;
    Place place;
    char message[1024];
    char hint[256];
} Failure;

struct Worker {
    Query *query;
    size_t number; // from 0
    Arena *arena;  // results of the present batch; released when it has passed through
    Arena *state;  // lives as long as the source's pipeline on this worker
    Counters counters;
    FunctionHost host; // .results is `arena`
    Failure failure;
    uint64_t order;         // source << 40 | split at work
    size_t source;          // number of the plan source at work
    size_t split;           // number of the split or partition at work
    size_t n_splits;        // that the source has
    size_t part;            // that a STORE writes the rows to which a stage is pushing (commit.h)
    const char *input;      // name of the file at work, NULL: none (for warnings)
    size_t full_pipe;       // id of the LIMIT operator that lets no more rows of the split through
    jmp_buf *out_of_memory; // where arenas jump to; set while a task runs
    volatile bool input_shrank; // the jump is for a mapped file that was cut short
    void **operator_states;     // by pipe operator id; owned by the pipeline
    ArenaSource block_source;   // of larger blocks (runtime/exec/worker_memory.h)
    size_t block_bytes;         // in memory. Atomic
};

// Makes the worker's arenas and what it lends to functions. The query must be ready but for its
// states. Free with worker_free.
void worker_init(Worker *worker, Query *query, size_t number);
void worker_free(Worker *worker);

// Takes up split or partition `split` of plan source `source`.
void worker_begin(Worker *worker, size_t source, size_t split);

// Calls `work` with a recovery point for arenas that are full: that is a failure like any other.
MUST_CHECK Status worker_guard(Worker *worker, Status (*work)(Worker *worker, void *context),
                               void *context);

// An ArenaFullHandler that goes to the worker's recovery point; context: the worker.
_Noreturn void worker_out_of_memory(void *worker, size_t n_bytes);

// Records a failure (kept if it is the first in split order) and returns STATUS_FAILED.
Status worker_fail(Worker *worker, int code, const Place *place, const char *format, ...)
    PRINTF_LIKE(4, 5);
Status worker_fail_hint(Worker *worker, int code, const Place *place, const char *hint,
                        const char *format, ...) PRINTF_LIKE(5, 6);

// Reports what a function call left in `failure`.
Status worker_fail_function(Worker *worker, const FunctionCall *call, const Place *place,
                            const FunctionFailure *failure);

// Counts a warning at the present place.
void worker_warn(Worker *worker, WarningKind kind, uint64_t n, const char *example_format, ...)
    PRINTF_LIKE(4, 5);

// STATUS_CANCELLED once another worker has failed or the user has interrupted.
MUST_CHECK Status worker_check(const Worker *worker);

// Waits for `changed`, milliseconds at the most, and then checks: a wait must see that the run is
// over. The lock is held.
MUST_CHECK Status worker_wait(const Worker *worker, pthread_cond_t *changed, pthread_mutex_t *lock,
                              long milliseconds);

#endif
