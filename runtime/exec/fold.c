// SPDX-License-Identifier: Apache-2.0
//
// Constant expressions at compile time: the executor's own evaluator on a batch of one row without
// columns.

#include <time.h>

#include "runtime/exec/query.h"
#include "runtime/expr/evaluate.h"

enum { ERROR_FOLDING = 2000 };

typedef struct Folding {
    Arena *arena;
    const Expression *expression;
    Evaluator *evaluator;
    Vector *value;
} Folding;

static Status evaluate(Worker *worker, void *context) {
    Folding *folding = context;
    const Batch row = {.n_rows = 1, .n_selected = 1};
    TRY(evaluator_create(worker, folding->expression, NULL, &folding->evaluator));
    Vector result;
    TRY(evaluator_run(folding->evaluator, worker, &row, &result));
    folding->value = ARENA_NEW(folding->arena, Vector);
    *folding->value = vector_copy(folding->arena, &result, 1);
    return STATUS_OK;
}

static Status close_evaluator(Worker *worker, void *context) {
    (void)worker;
    Folding *folding = context;
    if (folding->evaluator)
        evaluator_destroy(folding->evaluator);
    return STATUS_OK;
}

const Vector *query_fold_constant(const LocalZone *local_zone, Arena *arena,
                                  const Expression *expression, DiagnosticSink *sink) {
    Budget *budget = budget_create(0);
    const RunOptions options = {.n_threads = 1, .budget = budget, .local_zone = *local_zone};
    Query query = {
        .options = &options,
        .budget = budget,
        .n_threads = 1,
        .failed_order = UINT64_MAX,
        .arena = arena,
        .now_milliseconds = (int64_t)time(NULL) * 1000,
    };
    mapped_blocks_init(&query.mapped);
    Worker worker;
    worker_init(&worker, &query, 0);
    Folding folding = {.arena = arena, .expression = expression};
    Status status = worker_guard(&worker, evaluate, &folding);
    (void)!worker_guard(&worker, close_evaluator, &folding);
    if (status != STATUS_OK) {
        const Failure *failure = &worker.failure;
        (void)diagnose(sink, failure->code ? failure->code : ERROR_FOLDING, &expression->place,
                       "%s", failure->message);
    }
    worker_free(&worker);
    mapped_blocks_free(&query.mapped);
    budget_destroy(budget);
    return status == STATUS_OK ? folding.value : NULL;
}
