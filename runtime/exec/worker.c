// SPDX-License-Identifier: Apache-2.0
//
// Failures and warnings of a worker. A failure cancels the splits behind it but not those before,
// so that the failure that is reported does not depend on which thread was faster.

#include "runtime/exec/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "runtime/exec/bus_error.h"
#include "runtime/exec/worker_memory.h"

static void warn_from_function(void *context, const char *kind) {
    worker_warn(context, WARNING_FUNCTION, 1, "%s", kind);
}

void worker_init(Worker *worker, Query *query, size_t number) {
    const StagePlan *plan = query->plan;
    *worker = (Worker){.query = query, .number = number};
    worker_memory_init(worker);
    worker->arena = worker_arena(worker);
    worker->state = worker_arena(worker);
    worker->operator_states = calloc(plan ? plan->n_operators + 1 : 1, sizeof(void *));
    worker->host = (FunctionHost){
        .results = worker->arena,
        .states = worker->state,
        .cancelled = query->options->interrupted,
        .warn = warn_from_function,
        .context = worker,
        .local_zone = query->options->local_zone,
        .now_milliseconds = query->now_milliseconds,
    };
}

void worker_free(Worker *worker) {
    arena_destroy(worker->arena);
    arena_destroy(worker->state);
    free(worker->operator_states);
}

void worker_begin(Worker *worker, size_t source, size_t split) {
    worker->source = source;
    worker->split = split;
    worker->part = 0;
    worker->order = (uint64_t)source << ORDER_SOURCE_SHIFT | split;
    worker->host.task = split;
    worker->input = NULL;
    worker->full_pipe = SIZE_MAX;
}

// What the jump to a recovery point was for.
static Status fail_at_recovery(Worker *worker) {
    const bool shrank = worker->input_shrank;
    worker->input_shrank = false;
    if (!shrank)
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory");
    return worker_fail(worker, ERROR_RUN, NULL, "an input file was cut short while it was read%s%s",
                       worker->input ? ": " : "", worker->input ? worker->input : "");
}

Status worker_guard(Worker *worker, Status (*work)(Worker *worker, void *context), void *context) {
    jmp_buf here, *const outer = worker->out_of_memory;
    Worker *const before = bus_errors_worker(worker);
    if (setjmp(here) != 0) {
        worker->out_of_memory = outer;
        bus_errors_worker(before);
        return fail_at_recovery(worker);
    }
    worker->out_of_memory = &here;
    const Status status = work(worker, context);
    worker->out_of_memory = outer;
    bus_errors_worker(before);
    return status;
}

_Noreturn void worker_out_of_memory(void *context, size_t n_bytes) {
    Worker *worker = context;
    if (worker->out_of_memory)
        longjmp(*worker->out_of_memory, 1);
    fprintf(stderr, "out of memory (%zu bytes wanted)\n", n_bytes);
    _Exit(EXIT_STATUS_THROWABLE);
}

// Lowers the order from which on work is pointless.
static void cancel_from(Query *query, uint64_t order) {
    uint64_t present = __atomic_load_n(&query->failed_order, __ATOMIC_RELAXED);
    while (order < present &&
           !__atomic_compare_exchange_n(&query->failed_order, &present, order, true,
                                        __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
        ;
}

// Takes the failure if it is this worker's first in split order; NULL if it is not.
static Failure *claim_failure(Worker *worker, int code, const Place *place) {
    Failure *failure = &worker->failure;
    cancel_from(worker->query, worker->order);
    if (failure->set && failure->order <= worker->order)
        return NULL;
    *failure = (Failure){.set = true, .order = worker->order, .code = code};
    if (place)
        failure->place = *place;
    return failure;
}

static PRINTF_LIKE(5, 0) Status fail(Worker *worker, int code, const Place *place, const char *hint,
                                     const char *format, va_list args) {
    Failure *failure = claim_failure(worker, code, place);
    if (!failure)
        return STATUS_FAILED;
    vsnprintf(failure->message, sizeof failure->message, format, args);
    if (hint)
        snprintf(failure->hint, sizeof failure->hint, "%s", hint);
    return STATUS_FAILED;
}

Status worker_fail(Worker *worker, int code, const Place *place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const Status status = fail(worker, code, place, NULL, format, args);
    va_end(args);
    return status;
}

Status worker_fail_hint(Worker *worker, int code, const Place *place, const char *hint,
                        const char *format, ...) {
    va_list args;
    va_start(args, format);
    const Status status = fail(worker, code, place, hint, format, args);
    va_end(args);
    return status;
}

Status worker_fail_function(Worker *worker, const FunctionCall *call, const Place *place,
                            const FunctionFailure *failure) {
    return worker_fail(worker, failure->code, place, "%s: %s", call->fn->name, failure->message);
}

void worker_warn(Worker *worker, WarningKind kind, uint64_t n, const char *example_format, ...) {
    WarningCount *warning = &worker->counters.warnings[kind];
    if (warning->count && warning->order <= worker->order) {
        warning->count += n;
        return;
    }
    char example[WARNING_EXAMPLE_BYTES];
    va_list args;
    va_start(args, example_format);
    vsnprintf(example, sizeof example, example_format, args);
    va_end(args);
    for (char *at = example; *at; at++) // data may hold what a terminal obeys
        if ((unsigned char)*at < ' ' || *at == 0x7F)
            *at = '.';
    counters_warn(&worker->counters, kind, worker->order, n, "%s", example);
}

Status worker_wait(const Worker *worker, pthread_cond_t *changed, pthread_mutex_t *lock,
                   long milliseconds) {
    enum { NANOSECONDS = 1000000000 };
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += milliseconds * 1000000;
    until.tv_sec += until.tv_nsec / NANOSECONDS;
    until.tv_nsec %= NANOSECONDS;
    pthread_cond_timedwait(changed, lock, &until);
    return worker_check(worker);
}

Status worker_check(const Worker *worker) {
    const Query *query = worker->query;
    if (query->options->interrupted && *query->options->interrupted)
        return STATUS_CANCELLED;
    return __atomic_load_n(&query->failed_order, __ATOMIC_RELAXED) < worker->order
               ? STATUS_CANCELLED
               : STATUS_OK;
}
