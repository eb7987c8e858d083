// SPDX-License-Identifier: Apache-2.0
//
// Matches of probing rows. They are noted as numbers (which probing row, which row of each build
// side) and gathered a batch at a time.

#include "runtime/op/join.h"
#include "runtime/op/tuple.h"

struct Joiner {
    JoinStage *stage;
    Worker *worker;
    const JoinTables *tables;
    PipeOperator *const *outputs;
    size_t n_outputs;
    const Vector *columns; // of the probing rows; NULL: there are none
    size_t n;
    uint32_t rows[BATCH_ROWS]; // probing row; VECTOR_NO_ROW where columns is NULL
    RowRef *refs;              // BATCH_ROWS a side
    uint64_t *matched;         // NULL: rows without a match are padded
    uint64_t first;            // number of a probe's first row among the bits of `matched`
};

static RowRef *side_refs(const Joiner *joiner, size_t side) {
    return joiner->refs + side * BATCH_ROWS;
}

Joiner *joiner_new(JoinStage *self, Worker *worker, const JoinTables *tables,
                   PipeOperator *const *outputs, size_t n_outputs) {
    Joiner *joiner = ARENA_NEW(worker->arena, Joiner);
    joiner->stage = self;
    joiner->worker = worker;
    joiner->tables = tables;
    joiner->outputs = outputs;
    joiner->n_outputs = n_outputs;
    joiner->refs = arena_alloc(worker->arena, self->n_sides * BATCH_ROWS * sizeof(RowRef));
    return joiner;
}

void joiner_note_matched(Joiner *joiner, uint64_t *bits) {
    joiner->matched = bits;
}

void joiner_begin_at(Joiner *joiner, uint64_t first) {
    joiner->first = first;
}

static Vector probe_column(const Joiner *joiner, Arena *arena, size_t column) {
    const Vector *v = &joiner->columns[column];
    return v->form == PIG_CONSTANT ? *v : vector_gather(arena, v, joiner->rows, joiner->n);
}

// The columns of input `tag` for the noted matches.
static size_t input_columns(const Joiner *joiner, Arena *arena, size_t tag, Vector *columns) {
    const JoinStage *self = joiner->stage;
    const KeyedStore *store = &self->inputs[tag];
    if (tag == self->plan->probe) {
        for (size_t c = 0; c < store->n_columns; c++)
            columns[c] = joiner->columns ? probe_column(joiner, arena, c)
                                         : vector_null(arena, store->types[c]);
        return store->n_columns;
    }
    size_t s = 0;
    while (joiner->tables->sides[s].tag != tag)
        s++;
    const JoinSide *side = &joiner->tables->sides[s];
    for (size_t c = 0; c < store->n_columns; c++)
        columns[c] =
            row_gather(arena, side->stores, side->n_stores, c, side_refs(joiner, s), joiner->n);
    return store->n_columns;
}

// Ragged rows: the fields of each input strung together.
static Vector ragged_rows(const Stage *plan, Arena *arena, Vector *columns, size_t n) {
    size_t n_columns = 0, n_parts = 0;
    for (size_t i = 0; i < plan->n_inputs; i++)
        n_columns += plan->inputs[i].schema ? (size_t)plan->inputs[i].schema->n_fields : 1;
    TuplePart *parts = ARENA_NEW_ARRAY(arena, TuplePart, n_columns);
    for (size_t i = 0; i < plan->n_inputs; i++) {
        const Schema *schema = plan->inputs[i].schema;
        for (int f = 0; f < (schema ? schema->n_fields : 1); f++, n_parts++)
            parts[n_parts] = (TuplePart){.values = &columns[n_parts], .spread = !schema};
    }
    return tuple_concat(arena, parts, n_parts, n);
}

Batch join_rows(const JoinStage *self, Arena *arena, Vector *columns, size_t n_columns, size_t n) {
    Batch out = {.n_rows = n, .n_selected = n, .columns = columns, .n_columns = n_columns};
    if (!self->plan->output) {
        out.columns = arena_alloc(arena, sizeof *out.columns);
        *out.columns = ragged_rows(self->plan, arena, columns, n);
        out.n_columns = 1;
    }
    return out;
}

static Status flush(Joiner *joiner) {
    const Stage *plan = joiner->stage->plan;
    Arena *arena = joiner->worker->arena;
    if (joiner->n == 0)
        return STATUS_OK;
    const ArenaMark mark = arena_mark(arena);
    size_t n_columns = 0, n = 0;
    for (size_t i = 0; i < plan->n_inputs; i++)
        n_columns += joiner->stage->inputs[i].n_columns;
    Vector *columns = ARENA_NEW_ARRAY(arena, Vector, n_columns);
    for (size_t i = 0; i < plan->n_inputs; i++)
        n += input_columns(joiner, arena, i, columns + n);
    const Batch out = join_rows(joiner->stage, arena, columns, n_columns, joiner->n);
    joiner->n = 0;
    TRY(worker_check(joiner->worker));
    TRY(pipe_push_outputs(joiner->worker, joiner->outputs, joiner->n_outputs, &out));
    arena_release(arena, mark);
    return STATUS_OK;
}

// Notes the rows of one key of a single build side.
static Status note_matches(Joiner *joiner, uint32_t row, const RowRef *refs, size_t n) {
    while (n) {
        if (joiner->n == BATCH_ROWS)
            TRY(flush(joiner));
        const size_t room = BATCH_ROWS - joiner->n, here = n < room ? n : room;
        memcpy(joiner->refs + joiner->n, refs, here * sizeof *refs);
        for (size_t i = 0; i < here; i++)
            joiner->rows[joiner->n + i] = row;
        joiner->n += here;
        refs += here;
        n -= here;
    }
    return STATUS_OK;
}

static Status note_padded(Joiner *joiner, uint32_t row) {
    const RowRef none = {ROW_REF_NONE, 0};
    return note_matches(joiner, row, &none, 1);
}

// Notes the product of several sides' matches, the last side turning fastest.
static Status note_product(Joiner *joiner, uint32_t row, const RowRef *const *refs,
                           const uint32_t *counts) {
    const size_t n_sides = joiner->stage->n_sides;
    uint64_t n = 1;
    for (size_t s = 0; s < n_sides; s++)
        if (__builtin_mul_overflow(n, counts[s], &n))
            return worker_fail(joiner->worker, 2078, NULL, "the join makes too many rows of one");
    for (uint64_t k = 0; k < n; k++) {
        if (joiner->n == BATCH_ROWS)
            TRY(flush(joiner));
        uint64_t rest = k;
        for (size_t s = n_sides; s-- > 0;) {
            side_refs(joiner, s)[joiner->n] = refs[s][rest % counts[s]];
            rest /= counts[s];
        }
        joiner->rows[joiner->n++] = row;
    }
    return STATUS_OK;
}

// ---- probing ----

static const RowRef *matches_refs(const JoinTables *tables, size_t side, uint64_t hash,
                                  const JoinMatches *matches) {
    const size_t partition = key_table_of(hash, tables->n_partitions);
    return tables->sides[side].parts[partition].refs + matches->first;
}

static Status probe_one_side(Joiner *joiner, const JoinProbe *probe) {
    JoinStage *self = joiner->stage;
    const JoinTables *tables = joiner->tables;
    const KeyBatch *keys = &probe->keys;
    char **entries = arena_alloc(joiner->worker->arena, keys->n * sizeof *entries);
    key_tables_find(&self->layout, tables->sides[0].tables, tables->n_partitions, keys, probe->skip,
                    entries);
    for (size_t i = 0; i < keys->n; i++) {
        if (!entries[i]) {
            if (self->keeps_probe && !joiner->matched)
                TRY(note_padded(joiner, probe->rows[i]));
            continue;
        }
        JoinMatches *matches = join_matches(self, entries[i]);
        if (self->keeps_build && !matches->matched)
            __atomic_store_n(&matches->matched, 1, __ATOMIC_RELAXED);
        if (joiner->matched)
            joiner->matched[(joiner->first + i) / 64] |= (uint64_t)1 << (joiner->first + i) % 64;
        TRY(note_matches(joiner, probe->rows[i], matches_refs(tables, 0, keys->hashes[i], matches),
                         matches->n));
    }
    return STATUS_OK;
}

static Status probe_many_sides(Joiner *joiner, const JoinProbe *probe) {
    JoinStage *self = joiner->stage;
    const JoinTables *tables = joiner->tables;
    const KeyBatch *keys = &probe->keys;
    Arena *arena = joiner->worker->arena;
    char **entries = arena_alloc(arena, self->n_sides * keys->n * sizeof *entries);
    const RowRef **refs = ARENA_NEW_ARRAY(arena, const RowRef *, self->n_sides);
    uint32_t *counts = ARENA_NEW_ARRAY(arena, uint32_t, self->n_sides);
    for (size_t s = 0; s < self->n_sides; s++)
        key_tables_find(&self->layout, tables->sides[s].tables, tables->n_partitions, keys,
                        probe->skip, entries + s * keys->n);
    for (size_t i = 0; i < keys->n; i++) {
        bool all = true;
        for (size_t s = 0; all && s < self->n_sides; s++) {
            char *entry = entries[s * keys->n + i];
            all = entry != NULL;
            if (!all)
                break;
            const JoinMatches *matches = join_matches(self, entry);
            refs[s] = matches_refs(tables, s, keys->hashes[i], matches);
            counts[s] = matches->n;
        }
        if (all)
            TRY(note_product(joiner, probe->rows[i], refs, counts));
    }
    return STATUS_OK;
}

Status joiner_probe(Joiner *joiner, const JoinProbe *probe) {
    joiner->columns = probe->columns;
    TRY(joiner->stage->n_sides == 1 ? probe_one_side(joiner, probe)
                                    : probe_many_sides(joiner, probe));
    return flush(joiner);
}

Status joiner_pad(Joiner *joiner, const Vector *columns, const uint32_t *rows, size_t n) {
    joiner->columns = columns;
    for (size_t i = 0; i < n; i++)
        TRY(note_padded(joiner, rows[i]));
    return flush(joiner);
}

Status joiner_push_unmatched(Joiner *joiner, size_t partition) {
    const JoinSide *side = &joiner->tables->sides[0];
    const KeyTable *table = &side->tables[partition];
    joiner->columns = NULL;
    for (size_t e = 0; e < table->n_entries; e++) {
        const JoinMatches *matches = join_matches(joiner->stage, table->entries[e]);
        if (!matches->matched)
            TRY(note_matches(joiner, VECTOR_NO_ROW, side->parts[partition].refs + matches->first,
                             matches->n));
    }
    return flush(joiner);
}
