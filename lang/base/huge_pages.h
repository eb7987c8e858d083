// SPDX-License-Identifier: Apache-2.0
//
// Large tables and arrays on pages of 2 MB: a fault instead of 512, and fewer misses of the
// processor's page cache where they are read at random.

#ifndef JAVELINA_LANG_BASE_HUGE_PAGES_H
#define JAVELINA_LANG_BASE_HUGE_PAGES_H

#include <stddef.h>

enum { HUGE_PAGE_BYTES = 2 * 1024 * 1024 };

// Asks for huge pages under what lies in memory[0..n_bytes), which is not yet written for the most
// part. A hint: nothing happens where the system has none, or to less than a few of them. memory
// may come from malloc and may be NULL.
void huge_pages_advise(void *memory, size_t n_bytes);

#endif
