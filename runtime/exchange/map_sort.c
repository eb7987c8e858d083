// SPDX-License-Identifier: Apache-2.0
//
// Quicksort with the median of three as pivot, which sets keys equal to it aside at both ends and
// brings them to the middle afterwards; insertion of short ranges; heapsort when the recursion gets
// too deep. It begins with the last row in front: the index that Hadoop sorts grows downwards.
// After: Bentley, McIlroy, "Engineering a sort function", 1993.

#include "runtime/exchange/map_sort.h"

enum { SHORT_RANGE = 13 };

typedef struct MapSort {
    const uint32_t *ranks;
    uint32_t *rows;
} MapSort;

static int compare(const MapSort *sort, size_t i, size_t j) {
    const uint32_t x = sort->ranks[sort->rows[i]], y = sort->ranks[sort->rows[j]];
    return x < y ? -1 : x > y;
}

static void swap(const MapSort *sort, size_t i, size_t j) {
    const uint32_t row = sort->rows[i];
    sort->rows[i] = sort->rows[j];
    sort->rows[j] = row;
}

static void swap_if_greater(const MapSort *sort, size_t i, size_t j) {
    if (compare(sort, i, j) > 0)
        swap(sort, i, j);
}

static void insertion_sort(const MapSort *sort, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        for (size_t j = i; j > first && compare(sort, j - 1, j) > 0; j--)
            swap(sort, j, j - 1);
}

// Element i of a heap of n, counted from 1, sinks to its place.
static void sink(const MapSort *sort, size_t first, size_t i, size_t n) {
    for (size_t child; (child = 2 * i) <= n; i = child) {
        if (child < n && compare(sort, first + child - 1, first + child) < 0)
            child++;
        if (compare(sort, first + i - 1, first + child - 1) >= 0)
            return;
        swap(sort, first + i - 1, first + child - 1);
    }
}

static void heap_sort(const MapSort *sort, size_t first, size_t end) {
    const size_t n = end - first;
    size_t level = 1;
    while (2 * level <= n)
        level *= 2;
    for (; level > 1; level /= 2)
        for (size_t i = level / 2; i < level; i++)
            sink(sort, first, i, n);
    for (size_t last = n; last > 1; last--) {
        swap(sort, first, first + last - 1);
        sink(sort, first, 1, last - 1);
    }
}

// The keys equal to the pivot end up in [*low, *high).
static void divide(const MapSort *sort, size_t first, size_t end, size_t *low, size_t *high) {
    const size_t middle = first + (end - first) / 2;
    swap_if_greater(sort, middle, first);
    swap_if_greater(sort, middle, end - 1);
    swap_if_greater(sort, first, end - 1);
    size_t i = first, j = end;            // between them: not looked at yet
    size_t left = first + 1, right = end; // equal keys: before left, from right on
    for (;;) {
        for (int order; ++i < j && (order = compare(sort, i, first)) <= 0;)
            if (order == 0 && left++ != i)
                swap(sort, left - 1, i);
        for (int order; --j > i && (order = compare(sort, first, j)) <= 0;)
            if (order == 0 && --right != j)
                swap(sort, right, j);
        if (i >= j)
            break;
        swap(sort, i, j);
    }
    j = i;
    while (left > first)
        swap(sort, --left, --i);
    while (right < end)
        swap(sort, right++, j++);
    *low = i;
    *high = j;
}

static void quick_sort(const MapSort *sort, size_t first, size_t end, int depth) {
    while (end - first >= SHORT_RANGE) {
        if (depth-- == 0) {
            heap_sort(sort, first, end);
            return;
        }
        size_t low, high;
        divide(sort, first, end, &low, &high);
        if (low - first < end - high) {
            quick_sort(sort, first, low, depth);
            first = high;
        } else {
            quick_sort(sort, high, end, depth);
            end = low;
        }
    }
    insertion_sort(sort, first, end);
}

void map_sort(const uint32_t *ranks, size_t n, uint32_t *rows) {
    const MapSort sort = {ranks, rows};
    int depth = 0;
    for (size_t most = 1; most < n; most *= 2)
        depth += 4;
    for (size_t i = 0; i < n; i++)
        rows[i] = (uint32_t)(n - 1 - i);
    quick_sort(&sort, 0, n, depth);
}
