// SPDX-License-Identifier: Apache-2.0
//
// The files behind the LOADs of a plan, found before anything is written, and the last source that
// feeds each output. A LOAD of what the same plan stores is looked up when its source begins.

#ifndef JAVELINA_RUNTIME_EXEC_INPUTS_H
#define JAVELINA_RUNTIME_EXEC_INPUTS_H

#include "runtime/exec/query.h"
#include "runtime/io/split.h"

// Number of the last source that feeds a store or collection; SIZE_MAX: none does.
typedef struct LastUses {
    size_t *stores;
    size_t *collections;
    bool *store_is_read; // by a LOAD of a later source
} LastUses;

typedef struct Inputs {
    Query *query;
    LastUses last_uses;
    Tasks *tasks;   // by source
    bool *known;    // by source
    uint64_t *rows; // by source, once run
} Inputs;

// Fails with 2118 (missing).
MUST_CHECK Status inputs_find(Inputs *inputs, Worker *worker);

// The tasks of a source, NULL for a stage.
MUST_CHECK Status inputs_of_source(Inputs *inputs, Worker *worker, size_t source,
                                   const Tasks **tasks);

void inputs_count(Inputs *inputs, size_t source, uint64_t n_rows);

// One InputResult a LOAD; returns how many.
size_t inputs_results(const Inputs *inputs, Arena *arena, InputResult **results);

// Rows that all workers have read so far.
uint64_t counters_rows(const Worker *workers, size_t n_workers);

#endif
