// SPDX-License-Identifier: Apache-2.0
//
// A run: find the inputs, make the outputs, run the sources in order, commit. Whatever fails is a
// Failure of a worker; the first in split order becomes a Diagnostic.

#include "runtime/exec/query.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "runtime/exec/bus_error.h"
#include "runtime/exec/collection.h"
#include "runtime/exec/commit.h"
#include "runtime/exec/failure.h"
#include "runtime/exec/inputs.h"
#include "runtime/exec/plan_slice.h"
#include "runtime/exec/source.h"
#include "runtime/op/operator.h"

// A query and what its run needs besides.
typedef struct Run {
    Query query;
    Inputs inputs;
    Worker *workers;
    Arena *result_arena;
    RunResult *result;
    DiagnosticSink *sink;
} Run;

static size_t available_cores(void) {
    cpu_set_t set;
    const int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n > 0 ? (size_t)n : 1;
}

static int64_t clock_milliseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// ---- the steps ----

static Status create_outputs(Run *run, Worker *worker) {
    const StagePlan *plan = run->query.plan;
    worker_begin(worker, 0, 0);
    for (size_t i = 0; i < plan->n_stores; i++)
        if (plan->stores[i].store)
            TRY(commit_create(worker, &plan->stores[i], run->query.arena, &run->query.commits[i]));
    for (size_t i = 0; i < plan->n_collections; i++)
        run->query.collections[i] = collection_create(&run->query, &plan->collections[i]);
    return STATUS_OK;
}

// Collections and outputs that no later source feeds are complete. An output that a later LOAD
// reads is committed now, the others when all has succeeded.
static Status seal_after(Run *run, Worker *worker, size_t source) {
    Query *query = &run->query;
    const LastUses *last = &run->inputs.last_uses;
    for (size_t i = 0; i < query->plan->n_collections; i++)
        if (last->collections[i] == source)
            TRY(collection_seal(query->collections[i], worker));
    for (size_t i = 0; i < query->plan->n_stores; i++)
        if (last->stores[i] == source && query->commits[i] && last->store_is_read[i])
            TRY(commit_finish(query->commits[i], worker));
    return STATUS_OK;
}

static Status run_sources(Run *run, Worker *worker) {
    Query *query = &run->query;
    for (size_t i = 0; i < query->plan->n_sources; i++) {
        const Tasks *tasks = NULL;
        worker_begin(worker, i, 0);
        TRY(worker_check(worker));
        TRY(inputs_of_source(&run->inputs, worker, i, &tasks));
        const uint64_t rows = counters_rows(run->workers, query->n_threads);
        TRY(source_run(query, i, tasks, run->workers));
        if (tasks)
            inputs_count(&run->inputs, i, counters_rows(run->workers, query->n_threads) - rows);
        worker_begin(worker, i, 0);
        TRY(seal_after(run, worker, i));
    }
    return STATUS_OK;
}

static Status commit_outputs(Run *run, Worker *worker) {
    Query *query = &run->query;
    for (size_t i = 0; i < query->plan->n_stores; i++)
        if (query->commits[i] && !commit_is_done(query->commits[i]))
            TRY(commit_finish(query->commits[i], worker));
    return STATUS_OK;
}

static Status run_all(Worker *worker, void *context) {
    Run *run = context;
    TRY(inputs_find(&run->inputs, worker));
    TRY(create_outputs(run, worker));
    TRY(run_sources(run, worker));
    return commit_outputs(run, worker);
}

// ---- results ----

static void report_failure(const Run *run) {
    const Failure *first = NULL;
    for (size_t i = 0; i < run->query.n_threads; i++) {
        const Failure *failure = &run->workers[i].failure;
        if (failure->set && (!first || failure->order < first->order))
            first = failure;
    }
    if (!first)
        return;
    run->result->failed_behind_a_job = failure_is_behind_a_job(run->query.plan, first);
    (void)diagnose_hint(run->sink, failure_code(run->query.plan, first), &first->place,
                        first->hint[0] ? arena_strdup(run->result_arena, first->hint) : NULL, "%s",
                        first->message);
}

static void collect_results(Run *run) {
    const Query *query = &run->query;
    const StagePlan *plan = query->plan;
    RunResult *result = run->result;
    for (size_t i = 0; i < plan->n_stores; i++) {
        const Commit *output = query->commits[i];
        if (output)
            result->stores[i] = (StoreResult){
                .store = plan->stores[i].store,
                .stored = commit_is_done(output),
                .rows = commit_rows(output),
                .bytes = commit_bytes(output),
            };
    }
    result->n_inputs = inputs_results(&run->inputs, run->result_arena, &result->inputs);
    for (size_t i = 0; i < query->n_threads; i++)
        counters_add(&result->counters, &run->workers[i].counters);
    result->peak_bytes = budget_peak(query->budget);
}

// ---- begin and end ----

static bool create_run(Run *run, const StagePlan *plan, const RunOptions *options,
                       NativeState *natives) {
    Query *query = &run->query;
    *query = (Query){
        .plan = plan,
        .options = options,
        .budget = options->budget,
        .n_threads = options->n_threads ? options->n_threads : available_cores(),
        .failed_order = UINT64_MAX,
        .natives = natives,
        .now_milliseconds = clock_milliseconds(CLOCK_REALTIME),
    };
    mapped_blocks_init(&query->mapped);
    pthread_mutex_init(&query->streamed_files, NULL);
    run->workers = calloc(query->n_threads, sizeof *run->workers);
    if (!run->workers)
        return false;
    worker_init(&run->workers[0], query, 0);
    Arena *arena = worker_arena(&run->workers[0]);
    query->arena = arena;
    query->scalars = ARENA_NEW_ARRAY(arena, Vector, plan->n_scalars + 1);
    query->stage_states = ARENA_NEW_ARRAY(arena, void *, plan->n_stages + 1);
    query->loaders = ARENA_NEW_ARRAY(arena, struct Loader *, plan->n_sources + 1);
    query->commits = ARENA_NEW_ARRAY(arena, Commit *, plan->n_stores + 1);
    query->collections = ARENA_NEW_ARRAY(arena, Collection *, plan->n_collections + 1);
    run->inputs = (Inputs){.query = query};
    return true;
}

static void destroy_run(Run *run) {
    Query *query = &run->query;
    const StagePlan *plan = query->plan;
    for (size_t i = 0; i < plan->n_stages; i++)
        if (query->stage_states[plan->stages[i]->id])
            stage_type(plan->stages[i]->kind)
                ->close(query, plan->stages[i], query->stage_states[plan->stages[i]->id]);
    for (size_t i = 0; i < plan->n_sources; i++)
        if (query->loaders[i])
            format_by_name(plan->sources[i]->load->load.format.name)
                ->loader->close(query->loaders[i]);
    for (size_t i = 0; i < plan->n_stores; i++)
        if (query->commits[i])
            commit_free(query->commits[i]);
    for (size_t i = 0; i < plan->n_collections; i++)
        if (query->collections[i])
            collection_free(query->collections[i]);
    for (size_t i = 0; i < query->n_threads; i++)
        if (run->workers[i].query)
            worker_free(&run->workers[i]);
    arena_destroy(query->arena);
    free(run->workers);
    mapped_blocks_free(&query->mapped);
    pthread_mutex_destroy(&query->streamed_files);
}

// One run of a plan; adds to *result what it did.
static Status run_once(const StagePlan *plan, const RunOptions *options, NativeState *natives,
                       Arena *arena, DiagnosticSink *sink, RunResult *result) {
    Run run = {.result_arena = arena, .result = result, .sink = sink};
    if (!create_run(&run, plan, options, natives))
        return diagnose(sink, ERROR_RUN, NULL, "out of memory");
    const Status status = worker_guard(&run.workers[0], run_all, &run);
    if (status != STATUS_OK)
        report_failure(&run);
    collect_results(&run);
    destroy_run(&run);
    return status;
}

// After a failure: each store for itself, so that one that fails does not take the others along.
// What the single runs report is known already.
static void run_store_by_store(const StagePlan *plan, const RunOptions *options,
                               NativeState *natives, Arena *arena, RunResult *result) {
    DiagnosticSink *known = diagnostics_create(arena);
    for (size_t i = 0; i < plan->n_stores; i++) {
        if (result->stores[i].stored || plan->stores[i].native)
            continue;
        RunResult single = {.n_stores = plan->n_stores};
        single.stores = ARENA_NEW_ARRAY(arena, StoreResult, plan->n_stores);
        const StagePlan *slice = plan_slice(arena, plan, i, natives);
        if (slice && run_once(slice, options, natives, arena, known, &single) == STATUS_OK)
            result->stores[i] = single.stores[i];
    }
}

// What was stored for jobs of other programs is no result.
static void forget_native_stores(const StagePlan *plan, RunResult *result) {
    result->n_stores = 0;
    for (size_t i = 0; i < plan->n_stores; i++)
        if (!plan->stores[i].native)
            result->stores[result->n_stores++] = result->stores[i];
}

// Do two stores write to one place?
static bool has_twin_stores(const StagePlan *plan) {
    for (size_t i = 0; i < plan->n_stores; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(plan->stores[i].store->store.location,
                       plan->stores[j].store->store.location) == 0)
                return true;
    return false;
}

Status query_run(const StagePlan *plan, const RunOptions *options, Arena *arena,
                 DiagnosticSink *sink, RunResult *result) {
    const int64_t begin = clock_milliseconds(CLOCK_MONOTONIC);
    *result = (RunResult){.n_stores = plan->n_stores};
    result->stores = ARENA_NEW_ARRAY(arena, StoreResult, plan->n_stores + 1);
    for (size_t i = 0; i < plan->n_stores; i++)
        result->stores[i].store = plan->stores[i].store;
    if (has_twin_stores(plan))
        return diagnose(sink, ERROR_SETUP, NULL, "Unable to setup the store function.");
    NativeState *natives = ARENA_NEW_ARRAY(arena, NativeState, plan->n_stages + 1);
    BusErrors bus_errors;
    bus_errors_begin(&bus_errors);
    const Status status = run_once(plan, options, natives, arena, sink, result);
    if (status == STATUS_FAILED && plan->n_stores > 1)
        run_store_by_store(plan, options, natives, arena, result);
    bus_errors_end(&bus_errors);
    forget_native_stores(plan, result);
    result->seconds = (double)(clock_milliseconds(CLOCK_MONOTONIC) - begin) / 1000;
    return status;
}
