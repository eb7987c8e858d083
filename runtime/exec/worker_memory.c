// SPDX-License-Identifier: Apache-2.0
//
// Each mapped block is a file of its own, allocated in full, so that a full disk is an error here
// and not a signal later. Pages of older blocks are let go whenever a new one is made: they stay in
// the file, and the process does not look larger than it needs to be.

#include "runtime/exec/worker_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runtime/exec/query.h"
#include "runtime/exec/temporary_file.h"

enum {
    LEAST_MAPPED_BYTES = 16 * 1024 * 1024,
    FREE_BYTES = 4 * 1024 * 1024, // a worker's own, whatever the others hold
};

// In front of each block.
typedef struct BlockHead {
    _Alignas(16) size_t n_bytes; // with the head
    bool mapped;
    struct BlockHead *before, *after; // of those mapped
} BlockHead;

void mapped_blocks_init(MappedBlocks *blocks) {
    *blocks = (MappedBlocks){0};
    pthread_mutex_init(&blocks->lock, NULL);
}

void mapped_blocks_free(MappedBlocks *blocks) {
    pthread_mutex_destroy(&blocks->lock);
}

// ---- mapped blocks ----

static void link_block(MappedBlocks *blocks, BlockHead *head) {
    pthread_mutex_lock(&blocks->lock);
    for (BlockHead *older = blocks->first; older; older = older->after)
        madvise(older, older->n_bytes, MADV_DONTNEED);
    head->after = blocks->first;
    if (head->after)
        head->after->before = head;
    blocks->first = head;
    pthread_mutex_unlock(&blocks->lock);
}

static void unlink_block(MappedBlocks *blocks, BlockHead *head) {
    pthread_mutex_lock(&blocks->lock);
    if (head->before)
        head->before->after = head->after;
    else
        blocks->first = head->after;
    if (head->after)
        head->after->before = head->before;
    pthread_mutex_unlock(&blocks->lock);
}

static BlockHead *map_block(Worker *worker, size_t n_bytes) {
    int file;
    if (temporary_file_open(worker, &file) != STATUS_OK)
        return NULL;
    const int error = posix_fallocate(file, 0, (off_t)n_bytes);
    BlockHead *head =
        error ? MAP_FAILED : mmap(NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (head == MAP_FAILED)
        (void)temporary_file_fail(worker, error ? error : errno);
    close(file);
    if (head == MAP_FAILED)
        return NULL;
    *head = (BlockHead){.n_bytes = n_bytes, .mapped = true};
    link_block(&worker->query->mapped, head);
    return head;
}

// ---- blocks ----

// May the worker have so much of the machine's memory?
static bool take_from_budget(Worker *worker, size_t n_bytes) {
    Budget *budget = worker->query->budget;
    if (!budget_take(budget, n_bytes)) {
        if (__atomic_load_n(&worker->block_bytes, __ATOMIC_RELAXED) + n_bytes > FREE_BYTES)
            return false;
        budget_force(budget, n_bytes);
    }
    __atomic_fetch_add(&worker->block_bytes, n_bytes, __ATOMIC_RELAXED);
    return true;
}

static void give_to_budget(Worker *worker, size_t n_bytes) {
    budget_give_back(worker->query->budget, n_bytes);
    __atomic_fetch_sub(&worker->block_bytes, n_bytes, __ATOMIC_RELAXED);
}

static void *take_block(void *context, size_t *n_bytes) {
    Worker *worker = context;
    if (*n_bytes > SIZE_MAX / 2)
        return NULL;
    size_t with_head = *n_bytes + sizeof(BlockHead);
    BlockHead *head = NULL;
    if (take_from_budget(worker, with_head)) {
        head = malloc(with_head);
        if (head)
            *head = (BlockHead){.n_bytes = with_head};
        else
            give_to_budget(worker, with_head);
    } else {
        const size_t page = (size_t)sysconf(_SC_PAGESIZE);
        if (with_head < LEAST_MAPPED_BYTES)
            with_head = LEAST_MAPPED_BYTES;
        with_head = (with_head + page - 1) / page * page;
        *n_bytes = with_head - sizeof(BlockHead);
        head = map_block(worker, with_head);
    }
    return head ? head + 1 : NULL;
}

static void give_back_block(void *context, void *block, size_t n_bytes) {
    (void)n_bytes;
    Worker *worker = context;
    BlockHead *head = (BlockHead *)block - 1;
    const size_t with_head = head->n_bytes;
    if (head->mapped) {
        unlink_block(&worker->query->mapped, head);
        munmap(head, with_head);
        return;
    }
    free(head);
    give_to_budget(worker, with_head);
}

void worker_memory_init(Worker *worker) {
    worker->block_source = (ArenaSource){take_block, give_back_block, worker};
}

Arena *worker_arena(Worker *worker) {
    Arena *arena = arena_create(0, worker_out_of_memory, worker);
    if (worker->query->budget)
        arena_set_source(arena, &worker->block_source);
    return arena;
}
