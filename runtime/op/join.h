// SPDX-License-Identifier: Apache-2.0
//
// The parts of the JOIN stage: life and the rows that come in (join.c), the build sides and their
// hash tables (join_build.c), matches and their way out (join_match.c), partitions on disk
// (join_disk.c), small inputs (join_small.c). All inputs but one are build sides: their rows are
// shuffled by key, and when the first probing row comes, all workers together make a hash table of
// each partition. A build side that does not fit into memory leaves partitions on disk; probing
// rows of those wait in a shuffle of their own, and the stage's partitions join them at the end.

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
    const KeyedStore *store;
    KeyTable *tables; // by partition
    JoinPart *parts;
    size_t n_stores; // of all partitions
    const RowStore **stores;
    RowStore empty; // stands where a partition has no store
} JoinSide;

// What rows are looked up in.
typedef struct JoinTables {
    size_t n_partitions;
    size_t n_stores; // that a partition's references may count
    JoinSide *sides;
} JoinTables;

typedef struct JoinWorker {
    KeyedReader *readers; // by input
} JoinWorker;

typedef struct JoinStage {
    const Stage *plan;
    Query *query;
    Arena *arena;
    KeyLayout layout;
    size_t n_keys;
    KeyedStore *inputs; // that of the probe: rows that wait for partitions on disk
    size_t n_sides;
    JoinTables tables;
    bool keeps_probe;  // probing rows without a match come out, padded
    bool keeps_build;  // so do rows of the (only) build side
    bool *deferred;    // by partition: its probing rows wait, as some side has rows of it on disk
    bool may_be_small; // all rows wait until it is known whether they are few
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

static inline KeyedStore *join_probe_store(const JoinStage *self) {
    return &self->inputs[self->plan->probe];
}

// ---- tables ----

// Empty tables of n_partitions. stores: by input; borrowed. Free with join_tables_free.
void join_tables_init(const JoinStage *self, Arena *arena, const KeyedStore *stores,
                      size_t n_partitions, JoinTables *tables);
void join_tables_free(const JoinStage *self, JoinTables *tables);

// Some rows of a build side.
typedef struct JoinRange {
    const ShufflePieces *pieces;
    uint64_t from, to;
} JoinRange;

// Makes the table of one partition of a side from these rows, in place of the one that is there.
MUST_CHECK Status join_build_part(const JoinStage *self, Worker *worker, JoinTables *tables,
                                  size_t side, size_t partition, const JoinRange *range);

// Makes all tables that fit into memory, together with the other workers; returns when they are
// there.
MUST_CHECK Status join_build(JoinStage *self, Worker *worker);

// ---- matches ----

// Rows that are looked up.
typedef struct JoinProbe {
    const Vector *columns; // stored columns of the probe
    KeyBatch keys;
    const uint32_t *rows; // of the columns; one a key
    const bool *skip;     // has no match; NULL: none is skipped
} JoinProbe;

// Matches on their way out. In worker->arena.
typedef struct Joiner Joiner;
Joiner *joiner_new(JoinStage *self, Worker *worker, const JoinTables *tables,
                   PipeOperator *const *outputs, size_t n_outputs);

// The joiner does not pad rows without a match, but notes those that have one: bit row of `bits`
// for each row of a probe (its key i is row first + i). NULL: it pads.
void joiner_note_matched(Joiner *joiner, uint64_t *bits);
void joiner_begin_at(Joiner *joiner, uint64_t first);

// n joined rows of these columns, those of the inputs in turn.
Batch join_rows(const JoinStage *self, Arena *arena, Vector *columns, size_t n_columns, size_t n);

// Pushes the matches of the rows.
MUST_CHECK Status joiner_probe(Joiner *joiner, const JoinProbe *probe);

// Pushes probing rows, padded.
MUST_CHECK Status joiner_pad(Joiner *joiner, const Vector *columns, const uint32_t *rows, size_t n);

// Pushes the rows of a partition of the only build side that no probing row has matched.
MUST_CHECK Status joiner_push_unmatched(Joiner *joiner, size_t partition);

// ---- small ----

// Are the query's inputs so small that the join may be?
bool join_may_be_small(const Query *query, const Stage *stage);

// All rows are in: are they few?
bool join_is_small(const JoinStage *self);

// Joins them, in the order of Apache Pig's reducers.
MUST_CHECK Status join_small(const JoinStage *self, Worker *worker, const PlanSource *source);

// ---- on disk ----

// Joins partition `partition` of the stage's shuffles with the probing rows that waited for it.
MUST_CHECK Status join_from_disk(JoinStage *self, Worker *worker, const PlanSource *source,
                                 size_t partition);

#endif
