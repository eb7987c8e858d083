// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as lines of fields: every way of finding separators must find the same ones, inside the
// bytes that were given.

#include <string.h>

#include "runtime/io/text_index.h"
#include "tests/fuzz/fuzz.h"

static void check_bounds(const TextIndex *index, size_t taken, size_t n_bytes) {
    if (taken > n_bytes || index->n_rows > BATCH_ROWS)
        __builtin_trap();
    for (size_t i = 0; i < index->n_separators; i++)
        if (index->separators[i] > n_bytes)
            __builtin_trap();
}

static void check_same(const TextIndex *a, const TextIndex *b) {
    if (a->n_rows != b->n_rows)
        __builtin_trap();
    size_t n_bytes = (a->n_rows + 1) * sizeof *a->row_start;
    if (a->n_rows > 0 && (memcmp(a->row_start, b->row_start, n_bytes) != 0 ||
                          memcmp(a->row_first, b->row_first, n_bytes) != 0))
        __builtin_trap();
    size_t n_used = a->n_rows > 0 ? a->row_first[a->n_rows] : 0;
    if (n_used > 0 && memcmp(a->separators, b->separators, n_used * sizeof *a->separators) != 0)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes) {
    static const char *const kernels[] = {"avx2", "neon", "swar"};
    const char *data = (const char *)bytes;
    bool final = n_bytes > 0 && (bytes[0] & 1) != 0;
    TextIndex chosen, other;
    if (!text_index_init(&chosen))
        return 0;
    size_t taken = text_index_fill(&chosen, data, n_bytes, '\t', final);
    if (taken != SIZE_MAX)
        check_bounds(&chosen, taken, n_bytes);
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels && taken != SIZE_MAX; i++) {
        if (!text_index_init(&other))
            break;
        size_t also = text_index_fill_by(kernels[i], &other, data, n_bytes, '\t', final);
        if (also != SIZE_MAX) {
            if (also != taken)
                __builtin_trap();
            check_same(&chosen, &other);
        }
        text_index_free(&other);
    }
    text_index_free(&chosen);
    return 0;
}
