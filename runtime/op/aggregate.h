// SPDX-License-Identifier: Apache-2.0
//
// The parts of the AGGREGATE stage: what is common to a run (aggregate.c), how a worker gathers
// groups (aggregate_collect.c), how partial groups go to disk and back (aggregate_spill.c), and how
// partitions are put together (aggregate_finish.c).
//
// Each worker keeps a KeyTable of groups. An entry's owner bytes:
//
//   | INNER inputs seen 8 | entry that it was merged into 8 | states of the aggregates ... |
//
// Nothing of a result depends on the number of threads, not even the last digit of a sum of
// doubles:
//
// - aggregates that need all rows in order: when a split ends, the groups become a run, sorted by
//   bucket of their hash, and the runs of a bucket are merged in the order of the splits
// - sums of doubles: the same over sources of a few splits; over larger ones a worker keeps one
//   table, in which each split is a section, and the sums of sections are added exactly
// - others keep one table a worker; groups are put into the order of their hashes at the end

#ifndef JAVELINA_RUNTIME_OP_AGGREGATE_H
#define JAVELINA_RUNTIME_OP_AGGREGATE_H

#include "runtime/exchange/key_table.h"
#include "runtime/exchange/reducer_order.h"
#include "runtime/exchange/spill.h"
#include "runtime/expr/evaluate.h"
#include "runtime/op/operator.h"

enum {
    AGGREGATE_BUCKETS = 64,
    AGGREGATE_BUCKET_SHIFT = 42, // bits of the hash that neither slots nor tags of tables use
};

typedef struct AggregateCall {
    const StageAggregate *plan;
    size_t offset; // of the state in an entry
    size_t state_bytes;
    bool flat; // the state holds no pointers
    pig_order order;
    KeyLayout distinct; // of (group, arguments)
} AggregateCall;

// Entries in the order of their buckets; those of bucket b end at ends[b].
typedef struct BucketList {
    size_t n;
    char **entries;
    size_t ends[AGGREGATE_BUCKETS];
} BucketList;

// The groups of a split. In memory, or on disk as extents.
typedef struct AggregateRun {
    uint64_t order;
    size_t sequence; // of runs of one order
    bool spilled;
    BucketList groups;
    BucketList *distinct; // one an aggregate; only those that are distinct are used
    const SpillFile *file;
    struct SpilledPiece {
        size_t call; // SIZE_MAX: groups; else entries of this distinct aggregate
        size_t n;
        SpillExtent extent;
    } * pieces;
    size_t n_pieces, piece_capacity;
    size_t piece_ends[AGGREGATE_BUCKETS];
} AggregateRun;

// Rows of a small split that wait for their turn (aggregate_held.c).
typedef struct HeldRows HeldRows;

// What one worker needs for one input.
typedef struct AggregateInput {
    size_t n_open;
    Evaluator **keys;
    Evaluator ***args; // by aggregate
    Evaluator **filters;
} AggregateInput;

typedef struct AggregateWorker {
    Arena *memory; // of entries
    KeyTable groups;
    KeyTable *distinct; // by aggregate
    FunctionState **functions;
    void **same_states; // GROUP ALL: BATCH_ROWS times the state that was asked for last
    AggregateInput *inputs;
    AggregateRun *runs;
    size_t n_runs, run_capacity, next_sequence;
    SpillFile file;
    uint64_t section; // FunctionHost.section of the rows at hand
    uint64_t n_sections;
    size_t section_rows;
    HeldRows *held;      // NULL: none so far
    bool split_is_large; // no more of its rows are held
    size_t taken;        // of the budget
    bool spill_wanted;   // the budget has refused memory
    uint64_t n_rows;
} AggregateWorker;

typedef struct AggregateStage {
    const Stage *plan;
    Query *query;
    Arena *arena; // used while opening only
    KeyLayout layout;
    size_t n_keys;       // of the script; one more part tells null keys of different inputs apart
    bool parted;         // there is that part
    pig_order row_order; // of the aggregate that needs most
    size_t seen_offset, merged_offset;
    uint64_t *input_bits; // by input: its bit in `inputs seen`, 0 if it is not INNER
    uint64_t inner;       // all of them
    size_t owner_bytes;
    AggregateCall *calls;
    size_t n_workers;
    AggregateWorker *workers;
    const AggregateRun **runs; // after seal: all, in order
    size_t n_runs;
    size_t n_partitions;
    ReducerOrder order;
} AggregateStage;

static inline size_t aggregate_bucket(uint64_t hash) {
    return hash >> AGGREGATE_BUCKET_SHIFT & (AGGREGATE_BUCKETS - 1);
}
static inline uint64_t *aggregate_seen(const AggregateStage *self, char *entry) {
    return (uint64_t *)(void *)(entry + self->seen_offset);
}
// Until then: the group's rank among those of its table, while rows are sorted.
static inline uint64_t *aggregate_rank(const AggregateStage *self, char *entry) {
    return (uint64_t *)(void *)(entry + self->merged_offset);
}
static inline char **aggregate_merged(const AggregateStage *self, char *entry) {
    return (char **)(void *)(entry + self->merged_offset);
}

// Rows of a batch that an aggregate takes.
typedef struct AggregateTaken {
    size_t n, n_selected;   // of so many
    const uint32_t *rows;   // in the batch. NULL: 0 .. n - 1
    const uint32_t *places; // among the selected. NULL: 0 .. n - 1
    char **entries;         // their groups
} AggregateTaken;

// The worker's own part, made at first use.
MUST_CHECK Status aggregate_worker(AggregateStage *self, Worker *worker, AggregateWorker **mine);

// The host of function calls of this stage: states live in `states`.
FunctionHost aggregate_host(const Worker *worker, Arena *states);

MUST_CHECK Status aggregate_failed(Worker *worker, const AggregateCall *call,
                                   const FunctionFailure *failure);
MUST_CHECK Status aggregate_no_memory(Worker *worker);

// Rows of an input, or of partial groups, whose keys are wanted.
typedef struct AggregateRows {
    const Vector *keys;   // of the script
    const uint32_t *list; // NULL: 0 .. n - 1
    size_t n;
    size_t tag;            // tells the null keys of this input apart
    const int64_t *groups; // of row i: 0, or what does; NULL: the tag does
} AggregateRows;

// Makes the keys of the rows ready.
void aggregate_keys(const AggregateStage *self, Arena *arena, const AggregateRows *rows,
                    KeyBatch *batch);

Status aggregate_open_input(Worker *worker, const Stage *stage, void *state, size_t tag);
void aggregate_close_input(Worker *worker, const Stage *stage, void *state, size_t tag);
Status aggregate_emit(Worker *worker, const Stage *stage, void *state, size_t tag,
                      const Batch *batch);
Status aggregate_end_split(Worker *worker, const Stage *stage, void *state, size_t tag);

// Adds n rows of arguments to the states of their groups.
MUST_CHECK Status aggregate_add(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                                size_t a, const Vector *args, char *const *entries, size_t n);

// Notes the groups of a batch of an input, whose arguments will wait for the end of the split if it
// is small.
MUST_CHECK Status aggregate_hold_rows(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                                      size_t tag, char *const *entries, size_t n);
// Do the arguments of aggregate a wait?
bool aggregate_holds(const AggregateStage *self, const AggregateWorker *mine, size_t a);
// Keeps a copy of the arguments of the batch noted last.
MUST_CHECK Status aggregate_hold(AggregateStage *self, AggregateWorker *mine, Worker *worker,
                                 size_t a, const Vector *args, const AggregateTaken *taken);
// Adds what waits, in order.
MUST_CHECK Status aggregate_release(AggregateStage *self, AggregateWorker *mine, Worker *worker);
void aggregate_held_free(const AggregateStage *self, HeldRows *held);

// Turns the groups of the worker's table into a run.
MUST_CHECK Status aggregate_flush(AggregateStage *self, AggregateWorker *mine, Worker *worker);

// Writes all runs of the worker that are in memory to disk and frees them.
MUST_CHECK Status aggregate_spill(AggregateStage *self, AggregateWorker *mine, Worker *worker);

// A share of the keys, by their hashes.
typedef struct KeyShare {
    size_t number, n_shares;
} KeyShare;

static inline bool key_share_has(const KeyShare *share, uint64_t hash) {
    enum { OTHER_BITS = 1 }; // than those that buckets, slots and tags are made of
    return share->n_shares == 1 ||
           key_hash_mix(hash, OTHER_BITS) % share->n_shares == share->number;
}

// Partial groups of a partition on their way together. A partition that is too large for memory is
// gone through several times, each time for a share of its groups; and for those, if their distinct
// rows are too many, for a share of these.
typedef struct AggregateMerge {
    AggregateStage *stage;
    Worker *worker;
    AggregateWorker *mine;
    FunctionHost host;
    size_t first, last; // buckets
    KeyShare group_share, distinct_share;
    Arena *memory, *distinct_memory;
    KeyTable groups;
    KeyTable *distinct;
    size_t n_pairs;
    char *into[BATCH_ROWS], *from[BATCH_ROWS]; // entries to be merged
} AggregateMerge;

// Have the groups been merged, when an earlier share of their distinct rows was?
static inline bool aggregate_knows_groups(const AggregateMerge *merge) {
    return merge->distinct_share.number > 0;
}

// Adds the pieces of a spilled run to the merge.
MUST_CHECK Status aggregate_unspill(AggregateMerge *merge, const AggregateRun *run);

// What the groups and the distinct rows of spilled runs in buckets [first, last) will take.
void aggregate_spilled_bytes(const AggregateStage *self, size_t first, size_t last, size_t *groups,
                             size_t *distinct);

Status aggregate_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions);
Status aggregate_run_partition(Worker *worker, const Stage *stage, void *state,
                               const PlanSource *source, size_t partition);

#endif
