// SPDX-License-Identifier: Apache-2.0
//
// Partitions of a join that did not fit into memory. One whose build sides are too large still is
// shuffled again by other bits of the hash. What no hash takes apart (a single key; CROSS, which
// has none) is joined block by block: for each block of the build side all probing rows are read.

#include "runtime/op/join.h"

// Some partition of shuffles of one level.
typedef struct DiskPartition {
    const KeyedStore *stores; // by input
    size_t level, partition;
    uint64_t n_before; // build rows of the partition that this was split from
} DiskPartition;

typedef struct DiskJoin {
    JoinStage *stage;
    Worker *worker;
    const PlanSource *source;
    const DiskPartition *part;
    ShufflePieces *pieces; // by input
    JoinTables tables;     // of one partition
    Joiner *joiner;
    size_t block_bytes; // of a side
    uint64_t *matched;  // probing rows that have had a match; NULL: there is one block only
} DiskJoin;

static const ShufflePieces *probe_pieces(const DiskJoin *join) {
    return &join->pieces[join->stage->plan->probe];
}

// ---- block by block ----

static uint32_t *numbers(Arena *arena, size_t n) {
    uint32_t *rows = arena_alloc(arena, n * sizeof *rows);
    for (size_t i = 0; i < n; i++)
        rows[i] = (uint32_t)i;
    return rows;
}

static Status probe_rows(Worker *worker, void *context, const Vector *columns, uint64_t first,
                         size_t n) {
    const DiskJoin *join = context;
    const JoinStage *self = join->stage;
    JoinProbe probe = {.columns = columns, .rows = numbers(worker->arena, n)};
    const KeyedRows rows = {keyed_store_keys(join_probe_store(self), worker->arena, columns), NULL,
                            n, self->plan->probe};
    keyed_batch(&self->layout, false, worker->arena, &rows, &probe.keys);
    bool *skip = arena_alloc(worker->arena, n * sizeof *skip);
    for (size_t i = 0; i < n; i++)
        skip[i] = key_has_null(&self->layout, &probe.keys, i);
    probe.skip = skip;
    joiner_begin_at(join->joiner, first);
    return joiner_probe(join->joiner, &probe);
}

static Status pad_rows(Worker *worker, void *context, const Vector *columns, uint64_t first,
                       size_t n) {
    const DiskJoin *join = context;
    uint32_t *rows = arena_alloc(worker->arena, n * sizeof *rows);
    size_t n_padded = 0;
    for (uint64_t i = first; i < first + n; i++)
        if (!(join->matched[i / 64] >> (i % 64) & 1))
            rows[n_padded++] = (uint32_t)(i - first);
    return joiner_pad(join->joiner, columns, rows, n_padded);
}

static Status scan_probe(DiskJoin *join, ShuffleSink *sink) {
    const ShufflePieces *pieces = probe_pieces(join);
    return shuffle_scan(pieces, join->worker, 0, pieces->n_rows, sink, join);
}

// Rows of each block of side s and the sides behind it, with all probing rows.
static Status join_blocks(DiskJoin *join, size_t s) {
    JoinStage *self = join->stage;
    if (s == self->n_sides) {
        TRY(scan_probe(join, probe_rows));
        return self->keeps_build ? joiner_push_unmatched(join->joiner, 0) : STATUS_OK;
    }
    const ShufflePieces *pieces = &join->pieces[join->tables.sides[s].tag];
    uint64_t from = 0;
    do {
        const JoinRange block = {pieces, from, shuffle_pieces_end(pieces, from, join->block_bytes)};
        TRY(join_build_part(self, join->worker, &join->tables, s, 0, &block));
        TRY(join_blocks(join, s + 1));
        from = block.to;
    } while (from < pieces->n_rows);
    return STATUS_OK;
}

static Status join_all_blocks(DiskJoin *join, Arena *arena) {
    JoinStage *self = join->stage;
    const Query *query = self->query;
    const size_t share = budget_share(query->budget, query->n_threads);
    join->block_bytes = share / self->n_sides;
    join_tables_init(self, arena, join->part->stores, 1, &join->tables);
    join->joiner = joiner_new(self, join->worker, &join->tables, join->source->outputs,
                              join->source->n_outputs);
    const ShufflePieces *first = &join->pieces[join->tables.sides[0].tag];
    if (self->keeps_probe && shuffle_pieces_end(first, 0, join->block_bytes) < first->n_rows) {
        join->matched = ARENA_NEW_ARRAY(arena, uint64_t, probe_pieces(join)->n_rows / 64 + 1);
        joiner_note_matched(join->joiner, join->matched);
    }
    Status status = join_blocks(join, 0);
    if (status == STATUS_OK && join->matched)
        status = scan_probe(join, pad_rows);
    join_tables_free(self, &join->tables);
    return status;
}

// ---- partitions of partitions ----

static Status join_partition(JoinStage *self, Worker *worker, const PlanSource *source,
                             const DiskPartition *part);

static Status join_split(DiskJoin *join, Arena *arena, uint64_t n_rows) {
    JoinStage *self = join->stage;
    const size_t n_inputs = self->plan->n_inputs;
    KeyedStore *stores = ARENA_NEW_ARRAY(arena, KeyedStore, n_inputs);
    DiskPartition next = {.stores = stores, .level = join->part->level + 1, .n_before = n_rows};
    Status status = STATUS_OK;
    size_t n_made = 0;
    for (size_t i = 0; i < n_inputs && status == STATUS_OK; i++) {
        const KeyedSplit split = {&join->part->stores[i], &self->layout, false, i};
        status = keyed_store_split(&split, join->worker, arena, &join->pieces[i], &stores[i]);
        n_made++;
    }
    for (size_t p = 0; p < SHUFFLE_MOST_PARTITIONS && status == STATUS_OK; p++) {
        next.partition = p;
        status = join_partition(self, join->worker, join->source, &next);
    }
    for (size_t i = 0; i < n_made; i++)
        shuffle_free(&stores[i].shuffle);
    return status;
}

// Is there anything to push?
static bool can_push(const DiskJoin *join, uint64_t n_build) {
    const JoinStage *self = join->stage;
    return (n_build || self->keeps_probe) && (probe_pieces(join)->n_rows || self->keeps_build);
}

static Status join_partition(JoinStage *self, Worker *worker, const PlanSource *source,
                             const DiskPartition *part) {
    const size_t n_inputs = self->plan->n_inputs, p = part->partition;
    Arena *arena = worker_arena(worker);
    const ArenaMark mark = arena_mark(worker->arena);
    DiskJoin join = {.stage = self, .worker = worker, .source = source, .part = part};
    join.pieces = ARENA_NEW_ARRAY(arena, ShufflePieces, n_inputs);
    uint64_t n_rows = 0;
    size_t n_bytes = 0;
    for (size_t i = 0; i < n_inputs; i++) {
        shuffle_find(&part->stores[i].shuffle, worker, p, p + 1, &join.pieces[i]);
        n_rows += i == self->plan->probe ? 0 : join.pieces[i].n_rows;
        n_bytes += i == self->plan->probe ? 0 : join.pieces[i].n_bytes;
    }
    Status status = STATUS_OK;
    if (can_push(&join, n_rows) && self->n_keys > 0 &&
        keyed_split_helps(worker, part->level, n_rows, part->n_before, n_bytes))
        status = join_split(&join, arena, n_rows);
    else if (can_push(&join, n_rows))
        status = join_all_blocks(&join, arena);
    for (size_t i = 0; i < n_inputs; i++)
        shuffle_pieces_free(&join.pieces[i]);
    arena_release(worker->arena, mark);
    arena_destroy(arena);
    return status;
}

Status join_from_disk(JoinStage *self, Worker *worker, const PlanSource *source, size_t partition) {
    const DiskPartition part = {
        .stores = self->inputs, .partition = partition, .n_before = UINT64_MAX};
    return join_partition(self, worker, source, &part);
}
