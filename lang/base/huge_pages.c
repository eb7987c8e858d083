// SPDX-License-Identifier: Apache-2.0

#include "lang/base/huge_pages.h"

#include <stdint.h>
#include <sys/mman.h>

void huge_pages_advise(void *memory, size_t n_bytes) {
    if (!memory || n_bytes < 2 * (size_t)HUGE_PAGE_BYTES)
        return;
    const uintptr_t first = ((uintptr_t)memory + HUGE_PAGE_BYTES - 1) & -(uintptr_t)HUGE_PAGE_BYTES;
    const uintptr_t end = ((uintptr_t)memory + n_bytes) & -(uintptr_t)HUGE_PAGE_BYTES;
#ifdef MADV_HUGEPAGE
    if (end > first)
        (void)madvise((char *)memory + (first - (uintptr_t)memory), end - first, MADV_HUGEPAGE);
#endif
}
