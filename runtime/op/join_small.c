// SPDX-License-Identifier: Apache-2.0
//
// Joins of small inputs: rows grouped by key and crossed, in the order in which Apache Pig's reduce
// side does it. Whether they are small is known when the last row is in; larger ones are joined
// from the same shuffles by join_disk.c.

#include "runtime/op/join.h"
#include "runtime/op/keyed_groups.h"

typedef struct SmallJoin {
    const JoinStage *stage;
    Worker *worker;
    const PlanSource *source;
    KeyedGroups groups;
    RowRef *refs; // BATCH_ROWS an input
    size_t n;     // rows noted there
} SmallJoin;

static const RowRef NO_ROW = {ROW_REF_NONE, 0};

bool join_may_be_small(const Query *query, const Stage *stage) {
    enum { SMALL_BYTES = 1024 * 1024 };
    const LogicalOperator *logical = stage->logical;
    return stage->inputs[0].n_keys > 0 && query->bytes_all <= SMALL_BYTES && logical &&
           logical->kind == LOGICAL_JOIN && logical->join.hint == JOIN_DEFAULT;
}

bool join_is_small(const JoinStage *self) {
    uint64_t n_rows = 0;
    for (size_t i = 0; i < self->plan->n_inputs; i++) {
        const Shuffle *shuffle = &self->inputs[i].shuffle;
        n_rows += shuffle_rows(shuffle);
        for (size_t p = 0; p < shuffle->shape.n_partitions; p++)
            if (shuffle_is_spilled(shuffle, p))
                return false;
    }
    return self->may_be_small && n_rows <= SHUFFLE_TRAIL_ROWS;
}

static Status flush(SmallJoin *join) {
    const JoinStage *self = join->stage;
    Arena *arena = join->worker->arena;
    if (join->n == 0)
        return STATUS_OK;
    const ArenaMark mark = arena_mark(arena);
    size_t n_columns = 0;
    for (size_t i = 0; i < self->plan->n_inputs; i++)
        n_columns += self->inputs[i].n_columns;
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, n_columns), *column = columns;
    for (size_t i = 0; i < self->plan->n_inputs; i++) {
        const ShuffledRows *rows = &join->groups.inputs[i].rows;
        for (size_t c = 0; c < self->inputs[i].n_columns; c++)
            *column++ = row_gather(arena, rows->stores, rows->n_stores, c,
                                   join->refs + i * BATCH_ROWS, join->n);
    }
    Batch out = join_rows(self, arena, columns, n_columns, join->n);
    join->n = 0;
    TRY(worker_check(join->worker));
    TRY(pipe_push_outputs(join->worker, join->source->outputs, join->source->n_outputs, &out));
    arena_release(arena, mark);
    return STATUS_OK;
}

// All combinations of a group's rows, those of the last input turning fastest; an input that need
// not have any is padded.
static Status cross(SmallJoin *join, size_t group, size_t tag, RowRef *row) {
    const JoinStage *self = join->stage;
    if (tag == self->plan->n_inputs) {
        for (size_t i = 0; i < tag; i++)
            join->refs[i * BATCH_ROWS + join->n] = row[i];
        return ++join->n == BATCH_ROWS ? flush(join) : STATUS_OK;
    }
    const GroupedInput *input = &join->groups.inputs[tag];
    const size_t n = grouped_rows(input, group);
    const RowRef *refs = n ? input->refs + grouped_start(input, group) : &NO_ROW;
    for (size_t i = 0; i < (n ? n : 1); i++) {
        row[tag] = refs[i];
        TRY(cross(join, group, tag + 1, row));
    }
    return STATUS_OK;
}

static bool is_wanted(const SmallJoin *join, size_t group) {
    const Stage *plan = join->stage->plan;
    for (size_t i = 0; i < plan->n_inputs; i++)
        if (plan->inputs[i].inner && grouped_rows(&join->groups.inputs[i], group) == 0)
            return false;
    return true;
}

static Status push_all(SmallJoin *join) {
    const KeyedGroups *groups = &join->groups;
    const size_t n_inputs = join->stage->plan->n_inputs;
    join->refs = arena_alloc(groups->memory, n_inputs * BATCH_ROWS * sizeof *join->refs);
    RowRef *row = ARENA_NEW_ARRAY(groups->memory, RowRef, n_inputs);
    for (size_t r = 0, e = 0; r < groups->order->n_reducers; r++) {
        join->worker->part = r;
        for (; e < groups->ends[r]; e++) {
            const size_t group = *keyed_group_number(groups, groups->entries[e]);
            if (is_wanted(join, group))
                TRY(cross(join, group, 0, row));
        }
        TRY(flush(join));
    }
    return STATUS_OK;
}

Status join_small(const JoinStage *self, Worker *worker, const PlanSource *source) {
    const size_t n_inputs = self->plan->n_inputs;
    Arena *arena = worker_arena(worker);
    const KeyLayout layout = keyed_layout(arena, &self->plan->inputs[0], self->n_keys, true);
    ReducerOrder order = stage_reducers(self->plan, &layout, self->n_keys);
    order.whole = true;
    SmallJoin join = {.stage = self, .worker = worker, .source = source};
    join.groups = (KeyedGroups){.worker = worker,
                                .stores = self->inputs,
                                .n_inputs = n_inputs,
                                .layout = &layout,
                                .parted = true,
                                .order = &order};
    ShufflePieces *pieces = ARENA_NEW_ARRAY(arena, ShufflePieces, n_inputs);
    for (size_t i = 0; i < n_inputs; i++)
        shuffle_find(&self->inputs[i].shuffle, worker, 0,
                     self->inputs[i].shuffle.shape.n_partitions, &pieces[i]);
    Status status = keyed_groups_make(&join.groups, pieces);
    if (status == STATUS_OK)
        status = push_all(&join);
    keyed_groups_free(&join.groups);
    for (size_t i = 0; i < n_inputs; i++)
        shuffle_pieces_free(&pieces[i]);
    arena_destroy(arena);
    return status;
}
