// SPDX-License-Identifier: Apache-2.0
//
// The budget is one atomic counter with a limit. The limit that nobody gave is 70 % of what the
// machine or the control group allows.

#include "runtime/exec/budget.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct Budget {
    size_t limit;
    _Atomic size_t used;
    _Atomic size_t peak;
};

// The number in a one-line file, 0 if there is none ("max").
static size_t number_in_file(const char *path) {
    FILE *file = fopen(path, "re");
    unsigned long long n_bytes = 0;
    if (!file)
        return 0;
    if (fscanf(file, "%llu", &n_bytes) != 1)
        n_bytes = 0;
    fclose(file);
    return (size_t)n_bytes;
}

static size_t default_limit(void) {
    static const char *const files[] = {"/sys/fs/cgroup/memory.max",
                                        "/sys/fs/cgroup/memory/memory.limit_in_bytes"};
    const long n_pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);
    size_t n_bytes = n_pages > 0 && page_bytes > 0 ? (size_t)n_pages * (size_t)page_bytes : 0;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const size_t allowed = number_in_file(files[i]);
        if (allowed && (!n_bytes || allowed < n_bytes))
            n_bytes = allowed;
    }
    return n_bytes ? n_bytes / 10 * 7 : (size_t)1 << 30;
}

Budget *budget_create(size_t limit_bytes) {
    Budget *budget = calloc(1, sizeof *budget);
    if (budget)
        budget->limit = limit_bytes ? limit_bytes : default_limit();
    return budget;
}

void budget_destroy(Budget *budget) {
    free(budget);
}

static void raise_peak(Budget *budget, size_t used) {
    size_t peak = atomic_load_explicit(&budget->peak, memory_order_relaxed);
    while (used > peak && !atomic_compare_exchange_weak(&budget->peak, &peak, used))
        ;
}

bool budget_take(Budget *budget, size_t n_bytes) {
    size_t used = atomic_load_explicit(&budget->used, memory_order_relaxed);
    do {
        if (n_bytes > budget->limit || used > budget->limit - n_bytes)
            return false;
    } while (!atomic_compare_exchange_weak(&budget->used, &used, used + n_bytes));
    raise_peak(budget, used + n_bytes);
    return true;
}

void budget_force(Budget *budget, size_t n_bytes) {
    raise_peak(budget, atomic_fetch_add(&budget->used, n_bytes) + n_bytes);
}

void budget_give_back(Budget *budget, size_t n_bytes) {
    atomic_fetch_sub(&budget->used, n_bytes);
}

size_t budget_least_spill(const Budget *budget) {
    enum { LEAST_BYTES = 4 * 1024 * 1024, PART = 16 };
    return budget->limit / PART < LEAST_BYTES ? budget->limit / PART : LEAST_BYTES;
}

size_t budget_share(const Budget *budget, size_t n_threads) {
    return budget->limit / (2 * n_threads);
}

size_t budget_limit(const Budget *budget) {
    return budget->limit;
}

size_t budget_used(const Budget *budget) {
    return atomic_load(&((Budget *)budget)->used);
}

size_t budget_peak(const Budget *budget) {
    return atomic_load(&((Budget *)budget)->peak);
}

static size_t unit_bytes(char unit) {
    switch (unit | 0x20) {
    case 'k':
        return (size_t)1 << 10;
    case 'm':
        return (size_t)1 << 20;
    case 'g':
        return (size_t)1 << 30;
    case 't':
        return (size_t)1 << 40;
    default:
        return 0;
    }
}

size_t budget_parse_size(const char *text) {
    char *end;
    const double number = strtod(text, &end);
    size_t unit = 1;
    if (end == text || !(number > 0))
        return 0;
    if (*end && *end != 'b' && *end != 'B') {
        unit = unit_bytes(*end++);
        if (unit == 0)
            return 0;
    }
    if (*end == 'b' || *end == 'B')
        end++;
    const double n_bytes = number * (double)unit;
    return *end || n_bytes >= (double)(SIZE_MAX / 2) ? 0 : (size_t)n_bytes;
}
