// SPDX-License-Identifier: Apache-2.0
//
// The map/reduce plan. It is a list of sources in the order in which they run, each followed by a
// DAG of pipe operators that its rows are pushed through.
//
//   Source = a LOAD, read in splits                        (map side), or
//            a Stage, which first collects what earlier
//            sources emit to it (the shuffle), then gives
//            back rows partition by partition              (reduce side).
//   PipeOperator = FILTER, PROJECT, PROBE ... and the ends: EMIT to a stage, STORE, COLLECT.
//
// A UNION is two sources whose operators reach the same operator. A relation used twice is an
// operator with two outputs. The local executor runs source after source, each on all threads, with
// a barrier between; a Hadoop driver makes one job of a Stage with the pipelines that feed it.
// The plan is read-only while it runs; it is plain data, so that it can be shipped.

#ifndef JAVELINA_COMPILER_STAGES_H
#define JAVELINA_COMPILER_STAGES_H

#include "compiler/environment.h"
#include "compiler/logical.h"

typedef struct PipeOperator PipeOperator;
typedef struct Stage Stage;
typedef struct PlanSource PlanSource;

#define PIPE_KINDS(X)                                                                              \
    X(FILTER, "filter", "rows for which `predicate` is true")                                      \
    X(PROJECT, "project", "FOREACH: nested operators, items, FLATTEN")                             \
    X(LIMIT, "limit", "lets through at most `limit` rows a split: a LIMIT stage follows")          \
    X(PROBE, "probe", "joins its rows with what was emitted to the JOIN stage `stage`")            \
    X(STREAM, "stream", "through an outside program, one process a split or partition")            \
    X(EMIT, "emit", "end: rows go to input `tag` of `stage`")                                      \
    X(STORE, "store", "end: rows are written to `store`")                                          \
    X(COLLECT, "collect", "end: rows are kept for DUMP or a scalar, `collection` says which")

typedef enum PipeKind {
#define X(kind, word, meaning) PIPE_##kind,
    PIPE_KINDS(X)
#undef X
} PipeKind;

struct PipeOperator {
    PipeKind kind;
    size_t id;                      // from 0, dense: the executor keeps per-worker state in arrays
    const LogicalOperator *logical; // for messages and counters; NULL if there is none
    const Schema *input;            // NULL: one ragged tuple column
    const Schema *output;
    size_t n_outputs; // several: each gets every batch
    PipeOperator **outputs;

    Expression *predicate; // FILTER
    size_t n_nested;       // PROJECT
    const NestedOperator *nested;
    size_t n_items;
    const GenerateItem *items;
    Expression *limit;            // LIMIT
    Stage *stage;                 // EMIT, PROBE
    size_t tag;                   // EMIT: input of the stage
    size_t store;                 // STORE: number in plan->stores
    size_t collection;            // COLLECT: number in plan->collections
    const StreamCommand *command; // STREAM
};

#define STAGE_KINDS(X)                                                                             \
    X(AGGREGATE, "aggregate", "keys and aggregate results; without aggregates: DISTINCT")          \
    X(GROUP, "group", "group and a bag an input")                                                  \
    X(JOIN, "join", "hash table of all inputs but `probe`; then the rows PROBE left over")         \
    X(ORDER, "order", "sorted rows, the first `limit` of them")                                    \
    X(LIMIT, "limit", "the first `limit` rows in split order")                                     \
    X(RANK, "rank", "rows with their rank in front")                                               \
    X(NATIVE, "native", "runs a program on what was stored for it, no rows")

typedef enum StageKind {
#define X(kind, word, meaning) STAGE_##kind,
    STAGE_KINDS(X)
#undef X
} StageKind;

// One aggregate of an AGGREGATE stage, fed while rows arrive (in the combiner).
typedef struct StageAggregate {
    const FunctionCall *call;
    size_t tag; // the input whose rows feed it
    size_t n_args;
    Expression *const *args; // over that input's row: the columns that `add` reads
    Expression *filter;      // only rows for which it is true; NULL: all
    bool distinct;           // each different argument row of a group counts once: the args are
    size_t n_distinct;       // then distinct_args[0..n_distinct), of which args are a prefix
    Expression *const *distinct_args;
} StageAggregate;

enum { STAGE_MOST_INNER = 64 }; // INNER inputs of an AGGREGATE stage; GROUP takes any number

typedef struct StageInput {
    const Schema *schema; // of the rows emitted; NULL: ragged
    size_t n_keys;
    Expression *const *keys; // over those rows, already cast to the common key type
    bool inner;              // as in KeyedInput
} StageInput;

struct Stage {
    StageKind kind;
    size_t id;
    const LogicalOperator *logical;
    size_t n_inputs;
    const StageInput *inputs;
    const Schema *output; // NULL: ragged
    size_t n_aggregates;  // AGGREGATE: output is the key columns, then these
    const StageAggregate *aggregates;
    // AGGREGATE and GROUP: null keys of different inputs are different groups when n_inputs > 1.
    // GROUP: output column 0 is the key (a tuple of the keys when n_keys > 1), or 'all'.
    bool all;
    size_t probe;       // JOIN: the input that comes through PROBE operators; last to run
    size_t n_sort_keys; // ORDER, RANK
    const SortKey *sort_keys;
    int64_t limit;                // ORDER: -1 none
    Expression *limit_expression; // LIMIT
    bool dense;                   // RANK
    int parallel;
    const NativeJob *job; // NATIVE
    size_t store;         // NATIVE: the store that it reads
};

struct PlanSource {
    const LogicalOperator *load; // one of load, stage
    Stage *stage;
    const Stage *native;  // of a LOAD: the job that writes what it reads; NULL: none
    const Schema *schema; // of the rows that it pushes
    size_t n_outputs;
    PipeOperator **outputs;
    size_t n_scalars; // scalars that its operators read: their sources come earlier
    const size_t *scalars;
};

typedef struct PlanStore {
    const LogicalOperator *store;
    bool after_reduce;   // part-r-..., else part-m-...
    const Stage *native; // the job that reads it: it goes when the run ends; NULL: a result
} PlanStore;

typedef enum CollectionKind { COLLECTION_DUMP, COLLECTION_SCALAR } CollectionKind;

typedef struct PlanCollection {
    CollectionKind kind;
    const LogicalOperator *relation;
    const LogicalOperator *dump; // DUMP: the operator; it has the id of the root that was asked for
    size_t scalar;               // SCALAR: number of the scalar
} PlanCollection;

typedef struct StagePlan {
    Arena *arena;
    size_t n_sources; // in running order
    PlanSource **sources;
    size_t n_stages;
    Stage **stages;
    size_t n_operators; // pipe operators, by id
    PipeOperator **operators;
    size_t n_stores;
    PlanStore *stores;
    size_t n_collections;
    PlanCollection *collections;
    size_t n_scalars;
    bool fetched; // Apache Pig would run it without a job (compiler/fetch.h)
} StagePlan;

// Builds the map/reduce plan of an optimised logical plan (everything reachable from its STOREs and
// DUMPs). In plan->arena.
MUST_CHECK Status stages_build(const LogicalPlan *logical, const CompilerEnvironment *environment,
                               DiagnosticSink *sink, StagePlan **plan);

const char *pipe_word(PipeKind kind);
const char *stage_word(StageKind kind);

#endif
