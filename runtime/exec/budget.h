// SPDX-License-Identifier: Apache-2.0
//
// One memory limit for the process. Whoever holds state asks before it grows; a refusal means:
// spill first. Thread-safe.

#ifndef JAVELINA_RUNTIME_EXEC_BUDGET_H
#define JAVELINA_RUNTIME_EXEC_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Budget Budget;

// limit_bytes: 0 means 70 % of the machine's memory or of the cgroup's limit.
Budget *budget_create(size_t limit_bytes);
void budget_destroy(Budget *budget);

// Takes n_bytes; false when that would pass the limit (nothing is taken).
bool budget_take(Budget *budget, size_t n_bytes);

// Takes n_bytes even past the limit: for the least an operator needs to make progress.
void budget_force(Budget *budget, size_t n_bytes);

void budget_give_back(Budget *budget, size_t n_bytes);

// State smaller than this is not worth a spill, though the budget refuses it more memory.
size_t budget_least_spill(const Budget *budget);

// What one of n_threads may read back of what was spilled, and work on.
size_t budget_share(const Budget *budget, size_t n_threads);

size_t budget_limit(const Budget *budget);
size_t budget_used(const Budget *budget);
size_t budget_peak(const Budget *budget);

// "64m", "1.5g", "800000"; 0 if it is not a size.
size_t budget_parse_size(const char *text);

#endif
