// SPDX-License-Identifier: Apache-2.0
//
// A batch is one plan, so that a LOAD shared by several STOREs is read once. A STORE that fails
// while running takes no other along, as in Apache Pig, where each is a job of its own; query_run
// sees to that.

#include "runtime/shell/batch.h"

#include "runtime/shell/environment.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/rule.h"
#include "runtime/shell/output.h"
#include "runtime/shell/table.h"

// Operators whose rows go through a shuffle by key.
static bool takes_parallel(const LogicalOperator *op) {
    switch (op->kind) {
    case LOGICAL_GROUP:
        return !op->group.all;
    case LOGICAL_JOIN:
    case LOGICAL_ORDER:
    case LOGICAL_DISTINCT:
    case LOGICAL_CROSS:
        return true;
    default:
        return false;
    }
}

// `set default_parallel n` stands for a PARALLEL that is not written.
static void put_default_parallel(const Session *session, const LogicalPlan *plan) {
    const char *text = properties_get(session->properties, "default_parallel");
    long n = text != NULL ? strtol(text, NULL, 10) : 0;
    for (size_t i = 0; n > 0 && n < INT_MAX && i < plan->n_operators; i++) {
        LogicalOperator *op = plan->operators[i];
        if (op->parallel == 0 && takes_parallel(op))
            op->parallel = (int)n;
    }
}

Status batch_stages(Session *session, LogicalPlan *logical, StagePlan **stages) {
    const Words *off = &session->options->rules_off;
    put_default_parallel(session, logical);
    TRY(rules_run(logical, &session->environment, off->words, off->n, session->sink));
    return stages_build(logical, &session->environment, session->sink, stages);
}

Status batch_plan(Session *session, Arena *arena, const Roots *roots, Plans *plans) {
    TRY(compiler_plan(session->scope->compiler, arena, roots, session->sink, &plans->logical));
    return batch_stages(session, plans->logical, &plans->stages);
}

static const char *session_property(void *context, const char *key) {
    return properties_get(((Session *)context)->properties, key);
}

static size_t thread_count(const Session *session) {
    const char *text = properties_get(session->properties, "pig.threads");
    long n = text != NULL ? strtol(text, NULL, 10) : 0;
    return n > 0 && n <= 4096 ? (size_t)n : 0;
}

static bool wants_progress(const Session *session) {
    const char *kind = session->options->value[OPTION_PROGRESS];
    bool refused = kind != NULL && strcmp(kind, "none") == 0;
    return !refused && !session->options->given[OPTION_SILENT] && output_is_terminal(stderr);
}

Status batch_run_stages(Session *session, Arena *arena, const StagePlan *stages,
                        const RowSink *rows, RunResult *result) {
    const char *memory = properties_get(session->properties, "pig.memory");
    Budget *budget = budget_create(memory != NULL ? budget_parse_size(memory) : 0);
    Progress progress = {.name = session->script_name,
                         .out = wants_progress(session) ? stderr : NULL};
    const RunOptions options = {
        .n_threads = thread_count(session),
        .budget = budget,
        .temporary_directory = properties_get(session->properties, "pig.temp.dir"),
        .dump = session->out,
        .rows = rows != NULL ? *rows : (RowSink){0},
        .property = session_property,
        .property_context = session,
        .progress = progress_update,
        .progress_context = &progress,
        .interrupted = session->interrupted,
        .local_zone = session->local_zone,
    };
    progress_start(&progress);
    Status status = query_run(stages, &options, arena, session->sink, result);
    progress_end(&progress);
    fflush(session->out);
    budget_destroy(budget);
    return status;
}

static void report_run(const Session *session, const RunResult *result) {
    const Options *options = session->options;
    output_warnings(&result->counters, stderr, session->color);
    bool asked = options->given[OPTION_VERBOSE];
    bool quiet = options->given[OPTION_SILENT] || !output_is_terminal(stderr);
    bool something = result->n_stores > 0 || session->timing;
    if (asked || (!quiet && something))
        output_summary(result, stderr);
}

// ---- stores ----

static size_t count_stored(const RunResult *result) {
    size_t n = 0;
    for (size_t i = 0; i < result->n_stores; i++)
        n += result->stores[i].stored;
    return n;
}

static Status check_output(Session *session, const LogicalOperator *store) {
    const CompilerEnvironment *environment = &session->environment;
    return environment->check_output == NULL
               ? STATUS_OK
               : environment->check_output(environment->context, store->store.location,
                                           &store->store.format, &store->place, session->sink);
}

// Outputs that jobs of other programs read are found when the plan is made.
static Status check_native_outputs(Session *session, const LogicalPlan *plan) {
    for (size_t i = 0; i < plan->n_operators; i++)
        if (plan->operators[i]->kind == LOGICAL_NATIVE)
            TRY(check_output(session, plan->operators[i]->inputs[0]));
    return STATUS_OK;
}

// Compiles and runs some roots. *n_stored: outputs that were written.
static Status run_roots(Session *session, const Roots *roots, const RowSink *rows,
                        RunResult *result, Arena *arena) {
    Plans plans;
    *result = (RunResult){0};
    TRY(batch_plan(session, arena, roots, &plans));
    TRY(check_native_outputs(session, plans.logical));
    Status status = batch_run_stages(session, arena, plans.stages, rows, result);
    if (status == STATUS_OK || count_stored(result) > 0)
        report_run(session, result);
    return status;
}

static bool stops_on_failure(const Session *session) {
    return session->options->given[OPTION_STOP_ON_FAILURE] ||
           properties_is_true(session->properties, "stop.on.failure");
}

static Status run_stores(Session *session, const Roots *roots) {
    Arena *arena = arena_create(0, NULL, NULL);
    RunResult result;
    Status status = run_roots(session, roots, NULL, &result, arena);
    session->n_stored += count_stored(&result) + result.failed_behind_a_job;
    bool has_run = result.n_stores > 0;
    if (status == STATUS_FAILED && has_run && !stops_on_failure(session)) {
        session->n_failed += result.n_stores - count_stored(&result);
        session_report(session);
        status = STATUS_OK;
    }
    arena_destroy(arena);
    return status;
}

// -M: each STORE is a plan of its own.
static Status run_one_by_one(Session *session, const Roots *roots) {
    for (size_t i = 0; i < roots->n; i++) {
        const Roots one = {1, &roots->operators[i]};
        TRY(run_stores(session, &one));
    }
    return STATUS_OK;
}

static bool runs_together(const Session *session) {
    return !session->options->given[OPTION_NO_MULTIQUERY] &&
           properties_is_true(session->properties, "opt.multiquery");
}

// Existing outputs are found before anything runs.
static Status check_outputs(Session *session, const Roots *roots) {
    Status status = STATUS_OK;
    for (size_t i = 0; i < roots->n; i++)
        if (check_output(session, roots->operators[i]) != STATUS_OK)
            status = STATUS_FAILED;
    return status;
}

// What the STOREs of a batch need is checked; without one only what stops even a DUMP that does not
// need it.
Status batch_faults(Session *session) {
    Scope *scope = session->scope;
    ReportedFaults which = session->check_only ? FAULTS_ALL
                           : scope->has_store  ? FAULTS_NEEDED
                                               : FAULTS_EARLY;
    return compiler_report(scope->compiler, which, session->sink);
}

// Faults that the batch did not need do not trouble later ones.
static void forget_faults(Session *session) {
    Arena *arena = arena_create(0, NULL, NULL);
    DiagnosticSink *unread = diagnostics_create(arena);
    (void)!compiler_report(session->scope->compiler, FAULTS_ALL, unread);
    arena_destroy(arena);
}

static void end_batch(Session *session) {
    Scope *scope = session->scope;
    forget_faults(session);
    scope->has_store = false;
    compiler_aliases(scope->compiler, &scope->n_settled);
}

void batch_discard(Session *session) {
    compiler_take_stores(session->scope->compiler);
    end_batch(session);
}

Status batch_run(Session *session) {
    Scope *scope = session->scope;
    Status status = batch_faults(session);
    const Roots roots = compiler_take_stores(scope->compiler);
    if (status == STATUS_OK && roots.n > 0 && !session->check_only)
        status = check_outputs(session, &roots);
    if (status == STATUS_OK && roots.n > 0 && !session->check_only)
        status =
            runs_together(session) ? run_stores(session, &roots) : run_one_by_one(session, &roots);
    end_batch(session);
    return status;
}

static bool wants_box(const Session *session) {
    if (session->rows != ROWS_AUTO)
        return session->rows == ROWS_BOX;
    return session->mode == SESSION_INTERACTIVE && output_is_terminal(session->out);
}

static Status dump_root(Session *session, const Roots *roots, int64_t limit, Arena *arena) {
    bool boxed = wants_box(session);
    RunResult result;
    if (!boxed && limit == TABLE_ALL_ROWS)
        return run_roots(session, roots, NULL, &result, arena);
    Table table = {.out = session->out,
                   .arena = arena,
                   .limit = limit,
                   .stop = session->interrupted,
                   .boxed = boxed};
    table_open(&table, roots->operators[0]->schema);
    const RowSink rows = {table_row, &table};
    Status status = run_roots(session, roots, &rows, &result, arena);
    if (table.more) { // it was the limit that stopped the run
        *session->interrupted = false;
        status = STATUS_OK;
    }
    if (status == STATUS_OK)
        table_close(&table, result.seconds);
    else
        table_abandon(&table);
    return status;
}

// As SIGPIPE would: the reader of the rows (head) wants no more.
static Status end_quietly(Session *session) {
    diagnostics_clear(session->sink);
    session->first_failure = EXIT_STATUS_PIPE;
    session->quit = true;
    return STATUS_CANCELLED;
}

Status batch_dump(Session *session, const char *alias, const Place *place, int64_t limit) {
    LogicalOperator *root;
    TRY(compiler_dump(session->scope->compiler, alias, place, session->sink, &root));
    const Roots roots = {1, &root};
    Arena *arena = arena_create(0, NULL, NULL);
    Status status = dump_root(session, &roots, limit, arena);
    if (status == STATUS_FAILED && output_is_broken(session->out))
        status = end_quietly(session);
    if (status == STATUS_OK) {
        session->n_stored += session->n_failed > 0; // as Apache Pig counts: only behind a failure
        end_batch(session);
    }
    arena_destroy(arena);
    return status;
}
