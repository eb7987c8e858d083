// SPDX-License-Identifier: Apache-2.0
//
// Arenas of a run. Their larger blocks are counted by the budget. Once that is used up they lie in
// mapped temporary files, which the system writes out and reads back as it sees fit: so what cannot
// be split (the bag of a single group, its ORDER or DISTINCT, a very long row) is bounded by disk,
// not by memory. State that can be split asks the budget itself and spills (exchange/spill.h).

#ifndef JAVELINA_RUNTIME_EXEC_WORKER_MEMORY_H
#define JAVELINA_RUNTIME_EXEC_WORKER_MEMORY_H

#include <pthread.h>

#include "runtime/exec/worker.h"

// Mapped blocks of all workers.
typedef struct MappedBlocks {
    pthread_mutex_t lock;
    struct BlockHead *first;
} MappedBlocks;

void mapped_blocks_init(MappedBlocks *blocks);
void mapped_blocks_free(MappedBlocks *blocks);

// Makes worker->block_source ready.
void worker_memory_init(Worker *worker);

// An empty arena of the worker. Given: free it with arena_destroy, before the worker goes.
Arena *worker_arena(Worker *worker);

#endif
