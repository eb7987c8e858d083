// SPDX-License-Identifier: Apache-2.0
//
// Threads live as long as a source: starting one costs a few dozen microseconds, and a source with
// a single task starts none.

#include "runtime/exec/source.h"

#include <pthread.h>
#include <stdlib.h>

#include "runtime/exec/collection.h"
#include "runtime/exec/commit.h"
#include "runtime/exec/pipeline.h"
#include "runtime/io/codec.h"
#include "runtime/op/operator.h"

typedef struct SourceRun {
    Query *query;
    size_t number;
    const PlanSource *source;
    Pipeline pipeline;
    size_t n_tasks;
    size_t next_task, n_done; // atomic
    size_t enough;            // no task behind this one is needed. Atomic
    // of a LOAD
    const Task *tasks;
    const LoaderType *loader_type;
    Loader *loader;
    // of a stage
    const StageType *stage_type;
    void *stage_state;
} SourceRun;

// ---- one task ----

static void report_progress(const SourceRun *run, const Worker *worker) {
    const Query *query = run->query;
    const RunOptions *options = query->options;
    if (!options->progress || worker->number != 0)
        return;
    const double of_source = (double)__atomic_load_n(&run->n_done, __ATOMIC_RELAXED) /
                             (double)(run->n_tasks ? run->n_tasks : 1);
    options->progress(options->progress_context,
                      ((double)run->number + of_source) / (double)query->plan->n_sources,
                      __atomic_load_n(&query->bytes_done, __ATOMIC_RELAXED), query->bytes_all);
}

// Has this task delivered all that a LIMIT wants of it?
static bool is_full(const Worker *worker, const SourceRun *run) {
    return run->pipeline.sole_limit && worker->full_pipe == run->pipeline.sole_limit->id;
}

static void note_enough(SourceRun *run, size_t task) {
    size_t enough = __atomic_load_n(&run->enough, __ATOMIC_RELAXED);
    while (task < enough && !__atomic_compare_exchange_n(&run->enough, &enough, task, true,
                                                         __ATOMIC_RELAXED, __ATOMIC_RELAXED))
        ;
}

static Status push_loaded(Worker *worker, void *context, const Batch *batch) {
    const SourceRun *run = context;
    TRY(worker_check(worker));
    worker->counters.rows_read += batch->n_selected;
    TRY(pipe_push_outputs(worker, run->source->outputs, run->source->n_outputs, batch));
    return is_full(worker, run) ? STATUS_CANCELLED : STATUS_OK;
}

static Status read_task(Worker *worker, SourceRun *run, const Task *task) {
    for (size_t i = 0; i < task->n_splits; i++) {
        const Split *split = &task->splits[i];
        worker->input = split->path;
        const Status status =
            run->loader_type->read_split(worker, run->loader, split, push_loaded, run);
        if (status == STATUS_CANCELLED && is_full(worker, run)) {
            note_enough(run, worker->split);
            return STATUS_OK;
        }
        TRY(status);
        worker->counters.bytes_read += split->n_bytes;
        __atomic_fetch_add(&run->query->bytes_done, split->n_bytes, __ATOMIC_RELAXED);
    }
    return STATUS_OK;
}

static Status run_task(Worker *worker, SourceRun *run, size_t task) {
    if (run->tasks)
        TRY(read_task(worker, run, &run->tasks[task]));
    else
        TRY(run->stage_type->run_partition(worker, run->source->stage, run->stage_state,
                                           run->source, task));
    TRY(pipeline_end_split(worker, &run->pipeline));
    arena_reset(worker->arena);
    __atomic_fetch_add(&run->n_done, 1, __ATOMIC_RELAXED);
    report_progress(run, worker);
    return STATUS_OK;
}

// ---- one worker ----

static Status run_tasks(Worker *worker, void *context) {
    SourceRun *run = context;
    worker->n_splits = run->n_tasks;
    worker_begin(worker, run->number, 0);
    TRY(pipeline_open(worker, &run->pipeline));
    for (;;) {
        const size_t task = __atomic_fetch_add(&run->next_task, 1, __ATOMIC_RELAXED);
        if (task >= run->n_tasks || task > __atomic_load_n(&run->enough, __ATOMIC_RELAXED))
            return STATUS_OK;
        worker_begin(worker, run->number, task);
        TRY(worker_check(worker));
        TRY(run_task(worker, run, task));
    }
}

static Status close_pipeline(Worker *worker, void *context) {
    const SourceRun *run = context;
    pipeline_close(worker, &run->pipeline);
    return STATUS_OK;
}

static Status work(Worker *worker, SourceRun *run) {
    Status status = worker_guard(worker, run_tasks, run);
    if (worker_guard(worker, close_pipeline, run) != STATUS_OK)
        status = STATUS_FAILED;
    arena_reset(worker->arena);
    arena_reset(worker->state);
    return status;
}

typedef struct Thread {
    pthread_t id;
    Worker *worker;
    SourceRun *run;
    Status status;
    bool started;
} Thread;

static void *thread_main(void *context) {
    Thread *thread = context;
    thread->status = work(thread->worker, thread->run);
    return NULL;
}

// All tasks on as many threads as there are tasks, the calling one among them.
static Status run_on_threads(SourceRun *run, Worker *workers) {
    size_t n_threads = run->query->n_threads;
    if (n_threads > run->n_tasks)
        n_threads = run->n_tasks;
    if (n_threads == 0)
        return STATUS_OK;
    Thread *threads = calloc(n_threads, sizeof *threads);
    if (!threads)
        return worker_fail(workers, ERROR_RUN, NULL, "out of memory");
    for (size_t i = 1; i < n_threads; i++) {
        threads[i] = (Thread){.worker = &workers[i], .run = run};
        if (!workers[i].query)
            worker_init(&workers[i], run->query, i);
        threads[i].started = pthread_create(&threads[i].id, NULL, thread_main, &threads[i]) == 0;
    }
    Status status = work(&workers[0], run);
    for (size_t i = 1; i < n_threads; i++) {
        if (!threads[i].started)
            continue;
        pthread_join(threads[i].id, NULL);
        if (threads[i].status != STATUS_OK && status != STATUS_FAILED)
            status = threads[i].status;
    }
    free(threads);
    return status;
}

// ---- before and after ----

// Stages open when the first source that feeds them begins.
static Status open_stage(Query *query, const Stage *stage) {
    void **state = &query->stage_states[stage->id];
    return *state ? STATUS_OK : stage_type(stage->kind)->open(query, stage, state);
}

static Status begin_end(SourceRun *run, Worker *worker, const PipeOperator *pipe) {
    Query *query = run->query;
    switch (pipe->kind) {
    case PIPE_EMIT:
    case PIPE_PROBE:
        return open_stage(query, pipe->stage);
    case PIPE_STORE:
        return commit_begin_source(query->commits[pipe->store], worker, run->source->stage,
                                   run->n_tasks);
    case PIPE_COLLECT:
        collection_begin_source(query->collections[pipe->collection]);
        return STATUS_OK;
    default:
        return STATUS_OK;
    }
}

static Status end_end(SourceRun *run, Worker *worker, const PipeOperator *pipe) {
    Query *query = run->query;
    if (pipe->kind == PIPE_STORE)
        return commit_end_source(query->commits[pipe->store], worker);
    if (pipe->kind == PIPE_COLLECT)
        return collection_end_source(query->collections[pipe->collection], worker);
    return STATUS_OK;
}

static Status for_each_operator(SourceRun *run, Worker *worker,
                                Status (*call)(SourceRun *run, Worker *worker,
                                               const PipeOperator *pipe)) {
    for (size_t i = 0; i < run->pipeline.n_operators; i++)
        TRY(call(run, worker, run->pipeline.operators[i]));
    return STATUS_OK;
}

static Status prepare_stage(SourceRun *run, Worker *worker) {
    const Stage *stage = run->source->stage;
    run->stage_type = stage_type(stage->kind);
    TRY(open_stage(run->query, stage));
    run->stage_state = run->query->stage_states[stage->id];
    return run->stage_type->seal(worker, stage, run->stage_state, &run->n_tasks);
}

static Status prepare_load(SourceRun *run, Worker *worker, const Tasks *tasks) {
    const LogicalOperator *load = run->source->load;
    const Format *format = format_by_name(load->load.format.name);
    if (!format || !format->loader)
        return worker_fail(worker, 1070, &load->place, "no loader is named %s",
                           load->load.format.name);
    run->tasks = tasks->tasks;
    run->n_tasks = tasks->n_tasks;
    run->loader_type = format->loader;
    return run->loader_type->open(worker, load, run->query->arena, &run->loader);
}

// What a source holds is given back whether it succeeded or not. Loaders stay open until the query
// ends when rows may still point into their input.
static void finish_source(SourceRun *run) {
    Query *query = run->query;
    if (run->loader) {
        query->loaders[run->number] = run->loader;
        return;
    }
    const Stage *stage = run->source->stage;
    if (!stage || !query->stage_states[stage->id])
        return;
    stage_type(stage->kind)->close(query, stage, query->stage_states[stage->id]);
    query->stage_states[stage->id] = NULL;
}

Status source_run(Query *query, size_t number, const Tasks *tasks, Worker *workers) {
    Worker *worker = &workers[0];
    SourceRun run = {
        .query = query,
        .number = number,
        .enough = SIZE_MAX,
        .source = query->plan->sources[number],
    };
    run.pipeline = pipeline_of(query->arena, query->plan, run.source);
    worker_begin(worker, number, 0);
    Status status = tasks ? prepare_load(&run, worker, tasks) : prepare_stage(&run, worker);
    if (status == STATUS_OK)
        status = for_each_operator(&run, worker, begin_end);
    if (status == STATUS_OK)
        status = run_on_threads(&run, workers);
    if (status == STATUS_OK)
        status = for_each_operator(&run, worker, end_end);
    finish_source(&run);
    return status;
}
