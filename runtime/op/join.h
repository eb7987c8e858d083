// SPDX-License-Identifier: Apache-2.0
//
// The parts of the JOIN stage: the build sides and their hash tables (join_build.c) and the probe
// (join.c). All inputs but one are build sides: their rows are shuffled by key, and when the first
// probing row comes, all workers together make a hash table of each partition. A build side that
// does not fit into memory leaves partitions on disk; probing rows of those wait in a shuffle of
// their own, and the stage's partitions join them at the end.

#ifndef JAVELINA_RUNTIME_OP_JOIN_H
#define JAVELINA_RUNTIME_OP_JOIN_H

#include <pthread.h>

#include "runtime/op/keyed_input.h"
#include "runtime/op/operator.h"

// What stands behind a key in the tables of a build side.
typedef struct JoinMatches {
    uint32_t first, n; // references of the partition with this key
    uint64_t matched;  // some probing row had the key
} JoinMatches;

// One partition of a build side.
typedef struct JoinPart {
    ShuffledRows rows;
    RowRef *refs; // sorted by key; .store counts through all partitions of the side
    Arena *memory;
} JoinPart;

typedef struct JoinSide {
    size_t tag;
    KeyedStore store;
    KeyTable *tables; // by partition
    JoinPart *parts;
    size_t n_stores; // of all partitions
    const RowStore **stores;
    RowStore empty; // stands where a partition has no store
} JoinSide;

typedef struct JoinWorker {
    KeyedReader *readers; // by input
} JoinWorker;

typedef struct JoinStage {
    const Stage *plan;
    Query *query;
    Arena *arena;
    KeyLayout layout;
    size_t n_keys;
    size_t n_sides;
    JoinSide *sides;
    KeyedStore probe;    // rows that wait for partitions on disk
    bool keeps_probe;    // probing rows without a match come out, padded
    bool keeps_build;    // so do rows of the (only) build side
    size_t n_partitions; // of the shuffles
    bool *deferred;      // by partition: some side has rows of it on disk
    size_t n_workers;
    JoinWorker *workers;
    pthread_mutex_t lock; // of what follows
    pthread_cond_t changed;
    size_t next_part, n_parts_done;
    bool built, failed;
} JoinStage;

static inline JoinMatches *join_matches(const JoinStage *self, char *entry) {
    return (JoinMatches *)(void *)(entry + self->layout.n_bytes);
}

// Stores that a partition's references may count: one a worker, one for rows from disk.
static inline size_t join_stores_a_partition(const JoinStage *self) {
    return self->n_workers + 1;
}

// Makes all tables that fit into memory, together with the other workers; returns when they are
// there.
MUST_CHECK Status join_build(JoinStage *self, Worker *worker);

// Makes the tables of one partition, of all sides; for partitions on disk.
MUST_CHECK Status join_build_partition(JoinStage *self, Worker *worker, size_t partition);

// Frees them.
void join_free_partition(JoinStage *self, size_t partition);

#endif
