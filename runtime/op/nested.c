// SPDX-License-Identifier: Apache-2.0
//
// Operators of a nested block in order. A null bag is an empty one for every operator but the plain
// bag expression, which keeps it null.

#include "runtime/op/nested.h"

#include "runtime/exchange/sort.h"
#include "runtime/op/limit_count.h"
#include "runtime/op/nested_bags.h"
#include "runtime/op/tuple.h"
#include "udf/vector/compare.h"

typedef struct Operator {
    const NestedOperator *plan;
    const Schema *tuple; // of the tuples it takes; NULL: unknown
    Evaluator **bags;    // NULL: the bag is that of an earlier operator
    Evaluator *predicate;
    bool *used; // FILTER: columns that the predicate reads
    Evaluator *limit;
    Generator *generator;
    bool *descending;
    size_t n_best; // ORDER: only so many of each bag are wanted; SIZE_MAX: all
    bool needed;   // some expression reads it as a bag
    Bags made;
    Vector value;
} Operator;

struct NestedBlock {
    size_t n_operators;
    Operator *operators;
    const Vector **values;
};

// ---- making the block ready ----

// The operator that `bag` names, SIZE_MAX if it is an expression of its own.
static size_t earlier(const Expression *bag) {
    return bag->kind == EXPRESSION_NESTED ? bag->index : SIZE_MAX;
}

static bool mark_needed(const Expression *node, void *context) {
    if (node->kind == EXPRESSION_NESTED)
        ((NestedBlock *)context)->operators[node->index].needed = true;
    return true;
}

static void mark_all_needed(NestedBlock *self, const PipeOperator *pipe) {
    for (size_t i = 0; i < pipe->n_items; i++)
        expression_walk(pipe->items[i].expression, mark_needed, self);
    for (size_t i = 0; i < self->n_operators; i++) {
        const NestedOperator *plan = self->operators[i].plan;
        for (size_t b = 0; b < plan->n_bags; b++)
            if (earlier(plan->bags[b]) == SIZE_MAX)
                expression_walk(plan->bags[b], mark_needed, self);
    }
}

// An ORDER whose only reader is a LIMIT by a constant needs to find only the first few.
static void mark_best(NestedBlock *self, Arena *arena) {
    size_t *n_readers = ARENA_NEW_ARRAY(arena, size_t, self->n_operators);
    for (size_t i = 0; i < self->n_operators; i++)
        for (size_t b = 0; b < self->operators[i].plan->n_bags; b++) {
            const size_t from = earlier(self->operators[i].plan->bags[b]);
            if (from != SIZE_MAX)
                n_readers[from]++;
        }
    for (size_t i = 0; i < self->n_operators; i++) {
        const NestedOperator *plan = self->operators[i].plan;
        const size_t from = earlier(plan->bags[0]);
        if (plan->kind != NESTED_LIMIT || from == SIZE_MAX || n_readers[from] != 1)
            continue;
        Operator *source = &self->operators[from];
        const Expression *limit = plan->limit;
        if (source->plan->kind != NESTED_ORDER || source->needed ||
            limit->kind != EXPRESSION_CONSTANT || pig_is_null(limit->constant, 0))
            continue;
        const int64_t n = limit->constant->type == PIG_INT ? pig_ints(limit->constant)[0]
                                                           : pig_longs(limit->constant)[0];
        if (n >= 0)
            source->n_best = (size_t)n;
    }
}

static Status create_bags(NestedBlock *self, Worker *worker, Operator *op) {
    const NestedOperator *plan = op->plan;
    op->bags = ARENA_NEW_ARRAY(worker->state, Evaluator *, plan->n_bags);
    for (size_t b = 0; b < plan->n_bags; b++)
        if (earlier(plan->bags[b]) == SIZE_MAX)
            TRY(evaluator_create(worker, plan->bags[b], self->values, &op->bags[b]));
    return STATUS_OK;
}

static Status create_operator(NestedBlock *self, Worker *worker, Operator *op) {
    const NestedOperator *plan = op->plan;
    TRY(create_bags(self, worker, op));
    op->tuple = plan->bags[0]->type->fields;
    op->n_best = SIZE_MAX;
    if (plan->predicate) {
        TRY(evaluator_create(worker, plan->predicate, NULL, &op->predicate));
        const size_t n = op->tuple ? (size_t)op->tuple->n_fields : 1;
        op->used = ARENA_NEW_ARRAY(worker->state, bool, n);
        expression_mark_columns(plan->predicate, op->used, n);
    }
    if (plan->kind == NESTED_LIMIT)
        TRY(evaluator_create(worker, plan->limit, NULL, &op->limit));
    if (plan->kind == NESTED_FOREACH)
        TRY(generator_create(worker, plan->items, plan->n_items, plan->schema, NULL, false,
                             &op->generator));
    op->descending = ARENA_NEW_ARRAY(worker->state, bool, plan->n_sort_keys);
    for (size_t k = 0; k < plan->n_sort_keys; k++)
        op->descending[k] = plan->sort_keys[k].descending;
    return STATUS_OK;
}

Status nested_create(Worker *worker, const PipeOperator *pipe, NestedBlock **block) {
    NestedBlock *self = *block = ARENA_NEW(worker->state, NestedBlock);
    self->n_operators = pipe->n_nested;
    self->operators = ARENA_NEW_ARRAY(worker->state, Operator, pipe->n_nested);
    self->values = ARENA_NEW_ARRAY(worker->state, const Vector *, pipe->n_nested);
    for (size_t i = 0; i < pipe->n_nested; i++) {
        self->operators[i].plan = &pipe->nested[i];
        self->values[i] = &self->operators[i].value;
    }
    for (size_t i = 0; i < pipe->n_nested; i++)
        TRY(create_operator(self, worker, &self->operators[i]));
    mark_all_needed(self, pipe);
    mark_best(self, worker->state);
    return STATUS_OK;
}

void nested_destroy(NestedBlock *block) {
    for (size_t i = 0; block && i < block->n_operators; i++) {
        Operator *op = &block->operators[i];
        for (size_t b = 0; op->bags && b < op->plan->n_bags; b++)
            if (op->bags[b])
                evaluator_destroy(op->bags[b]);
        if (op->predicate)
            evaluator_destroy(op->predicate);
        if (op->limit)
            evaluator_destroy(op->limit);
        generator_destroy(op->generator);
    }
}

const Vector *const *nested_values(const NestedBlock *block) {
    return block->values;
}

// ---- the operators ----

static Status operator_input(NestedBlock *self, Worker *worker, const Operator *op, size_t b,
                             const Batch *batch, Bags *bags) {
    const size_t from = earlier(op->plan->bags[b]);
    if (from == SIZE_MAX)
        return bags_of_expression(worker, op->bags[b], batch, bags);
    *bags = self->operators[from].made;
    return STATUS_OK;
}

static Status run_filter(Operator *op, Worker *worker, const Batch *batch, const Bags *in) {
    Arena *arena = worker->arena;
    Bags out = {.tuples = in->tuples, .n_tuples = in->n_tuples};
    out.spans = ARENA_NEW_ARRAY(arena, pig_span, batch->n_rows);
    uint32_t *list = arena_alloc(arena, bags_total(in, batch) * sizeof *list);
    size_t n_columns, n_kept = 0;
    const Vector *columns = bags_columns(arena, in, op->tuple, &n_columns);
    BagsChunk *chunk = arena_alloc(arena, sizeof *chunk);
    uint32_t *selection = arena_alloc(arena, BATCH_ROWS * sizeof *selection);
    BagsWalk walk = {.bags = in, .batch = batch};
    while (bags_walk_next(&walk, chunk)) {
        const ArenaMark mark = arena_mark(arena);
        const Batch tuples = bags_chunk_batch(arena, chunk, columns, n_columns, op->used);
        size_t n;
        TRY(evaluator_select(op->predicate, worker, &tuples, selection, &n));
        for (size_t i = 0; i < n; i++) {
            list[n_kept++] = chunk->tuples[selection[i]];
            out.spans[chunk->rows[selection[i]]].n_rows++;
        }
        arena_release(arena, mark);
    }
    out.list = list;
    bags_set_starts(&out, batch);
    op->made = out;
    return STATUS_OK;
}

static bool item_before(const SortColumns *columns, const SortItem *a, const SortItem *b) {
    const int order = sort_compare_prefix(a, b);
    if (order || sort_is_settled(a))
        return order < 0;
    return sort_compare_rows(columns, a->row, columns, b->row) < 0;
}

// Moves the first n_best items in order to the front; the others are lost. Stable.
static void best_items(const SortColumns *columns, SortItem *items, size_t n, size_t n_best) {
    size_t n_kept = 0;
    for (size_t i = 0; i < n; i++) {
        const SortItem item = items[i];
        if (n_kept == n_best && !item_before(columns, &item, &items[n_kept - 1]))
            continue;
        size_t to = n_kept < n_best ? n_kept++ : n_kept - 1;
        for (; to > 0 && item_before(columns, &item, &items[to - 1]); to--)
            items[to] = items[to - 1];
        items[to] = item;
    }
}

static void order_bag(const SortColumns *columns, SortItem *items, SortItem *scratch, size_t n,
                      size_t n_best) {
    enum { FEW = 64 };
    if (n_best > 0 && n_best < n && n_best <= FEW)
        best_items(columns, items, n, n_best);
    else
        sort_items(columns, items, n, scratch);
}

static Status run_order(Operator *op, Worker *worker, const Batch *batch, const Bags *in) {
    Arena *arena = worker->arena;
    const NestedOperator *plan = op->plan;
    size_t n_columns = 0;
    const Vector *columns;
    if (op->tuple) {
        columns = bags_columns(arena, in, op->tuple, &n_columns);
    } else {
        for (size_t k = 0; k < plan->n_sort_keys; k++)
            if (plan->sort_keys[k].column >= n_columns &&
                plan->sort_keys[k].column != SORT_WHOLE_ROW)
                n_columns = plan->sort_keys[k].column + 1;
        columns = tuple_columns(arena, in->tuples, in->n_tuples, NULL, n_columns);
    }
    Vector *keys = ARENA_NEW_ARRAY(arena, Vector, plan->n_sort_keys);
    for (size_t k = 0; k < plan->n_sort_keys; k++) {
        const size_t column = plan->sort_keys[k].column;
        keys[k] = column == SORT_WHOLE_ROW ? *in->tuples : columns[column];
    }
    const SortColumns order = {plan->n_sort_keys, keys, op->descending};
    Bags out;
    uint32_t *list = bags_copy_list(arena, in, batch, &out);
    const size_t n = bags_total(&out, batch);
    SortItem *items = arena_alloc(arena, n * sizeof *items);
    SortItem *scratch = arena_alloc(arena, n * sizeof *scratch);
    sort_items_fill(&order, list, n, items);
    for (size_t i = 0; i < batch->n_selected; i++) {
        const pig_span span = out.spans[batch_row(batch, i)];
        order_bag(&order, items + span.start, scratch, span.n_rows, op->n_best);
    }
    for (size_t i = 0; i < n; i++)
        list[i] = items[i].row;
    op->made = out;
    return STATUS_OK;
}

static Status run_limit(Operator *op, Worker *worker, const Batch *batch, const Bags *in) {
    uint64_t limit;
    TRY(limit_count(worker, op->limit, &op->plan->limit->place, &limit));
    Bags out = *in;
    out.valid = NULL;
    out.spans = ARENA_NEW_ARRAY(worker->arena, pig_span, batch->n_rows);
    for (size_t i = 0; i < batch->n_selected; i++) {
        const size_t row = batch_row(batch, i);
        out.spans[row] = in->spans[row];
        if (out.spans[row].n_rows > limit)
            out.spans[row].n_rows = limit;
    }
    op->made = out;
    return STATUS_OK;
}

// ---- DISTINCT ----

typedef struct DistinctTable {
    const Vector *columns;
    size_t n_columns;
    const uint32_t *tuples; // by entry: tuple number, row of the batch, hash
    const uint32_t *rows;
    const uint64_t *hashes;
    uint32_t *slots; // entry + 1, 0: free
    size_t mask;
} DistinctTable;

static bool same_tuple(const DistinctTable *table, size_t a, size_t b) {
    if (table->hashes[a] != table->hashes[b] || table->rows[a] != table->rows[b])
        return false;
    for (size_t c = 0; c < table->n_columns; c++)
        if (!value_equal(&table->columns[c], table->tuples[a], &table->columns[c],
                         table->tuples[b]))
            return false;
    return true;
}

// Enters entry e; false if its like is there.
static bool distinct_add(DistinctTable *table, size_t e) {
    for (size_t slot = table->hashes[e] & table->mask;; slot = (slot + 1) & table->mask) {
        if (table->slots[slot] == 0) {
            table->slots[slot] = (uint32_t)e + 1;
            return true;
        }
        if (same_tuple(table, table->slots[slot] - 1, e))
            return false;
    }
}

static void hash_tuples(const Vector *columns, size_t n_columns, const uint32_t *tuples, size_t n,
                        uint64_t *hashes) {
    for (size_t c = 0; c < n_columns; c++)
        vector_hash(&columns[c], tuples, n, hashes, c > 0);
}

static Status run_distinct(Operator *op, Worker *worker, const Batch *batch, const Bags *in) {
    Arena *arena = worker->arena;
    Bags all, out = {.tuples = in->tuples, .n_tuples = in->n_tuples};
    uint32_t *list = bags_copy_list(arena, in, batch, &all);
    const size_t n = bags_total(&all, batch);
    uint32_t *rows = arena_alloc(arena, n * sizeof *rows);
    for (size_t i = 0, e = 0; i < batch->n_selected; i++)
        for (size_t t = 0; t < all.spans[batch_row(batch, i)].n_rows; t++)
            rows[e++] = (uint32_t)batch_row(batch, i);
    DistinctTable table = {.tuples = list, .rows = rows};
    table.columns = bags_columns(arena, in, op->tuple, &table.n_columns);
    uint64_t *hashes = ARENA_NEW_ARRAY(arena, uint64_t, n);
    hash_tuples(table.columns, table.n_columns, list, n, hashes);
    size_t n_slots = 16;
    while (n_slots < 2 * n)
        n_slots *= 2;
    table.mask = n_slots - 1;
    table.slots = ARENA_NEW_ARRAY(arena, uint32_t, n_slots);
    table.hashes = hashes;
    for (size_t e = 0; e < n; e++)
        hashes[e] =
            (hashes[e] ^ rows[e] * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xD6E8FEB86659FD93);
    out.spans = ARENA_NEW_ARRAY(arena, pig_span, batch->n_rows);
    uint32_t *kept = arena_alloc(arena, n * sizeof *kept);
    size_t n_kept = 0;
    for (size_t e = 0; e < n; e++)
        if (distinct_add(&table, e)) {
            kept[n_kept++] = list[e];
            out.spans[rows[e]].n_rows++;
        }
    out.list = kept;
    bags_set_starts(&out, batch);
    op->made = out;
    return STATUS_OK;
}

// ---- CROSS and FOREACH ----

// Columns of a bag that takes part in a CROSS, gathered by tuple number.
static size_t cross_columns(Arena *arena, const Bags *bags, const Schema *tuple,
                            const uint32_t *list, size_t n, Vector *columns) {
    if (!tuple)
        return 0;
    size_t n_columns;
    const Vector *from = bags_columns(arena, bags, tuple, &n_columns);
    for (size_t c = 0; c < n_columns; c++)
        columns[c] = vector_gather(arena, &from[c], list, n);
    return n_columns;
}

static size_t cross_count(const Bags *in, size_t n_bags, size_t row) {
    size_t n = 1;
    for (size_t b = 0; b < n_bags; b++)
        if (__builtin_mul_overflow(n, in[b].spans[row].n_rows, &n) || n > UINT32_MAX)
            return SIZE_MAX;
    return n;
}

// Writes the tuple numbers of the product of one row's bags, the last bag turning fastest.
static void cross_row(const Bags *in, size_t n_bags, size_t row, size_t n, size_t to,
                      uint32_t **lists) {
    for (size_t k = 0; k < n; k++) {
        size_t rest = k;
        for (size_t b = n_bags; b-- > 0;) {
            const pig_span span = in[b].spans[row];
            lists[b][to + k] = bags_tuple(&in[b], span.start + rest % span.n_rows);
            rest /= span.n_rows;
        }
    }
}

static Status run_cross(NestedBlock *self, Operator *op, Worker *worker, const Batch *batch) {
    Arena *arena = worker->arena;
    const NestedOperator *plan = op->plan;
    Bags *in = ARENA_NEW_ARRAY(arena, Bags, plan->n_bags);
    uint32_t **lists = ARENA_NEW_ARRAY(arena, uint32_t *, plan->n_bags);
    TuplePart *parts = ARENA_NEW_ARRAY(arena, TuplePart, plan->n_bags);
    for (size_t b = 0; b < plan->n_bags; b++)
        TRY(operator_input(self, worker, op, b, batch, &in[b]));
    Bags out = {.spans = ARENA_NEW_ARRAY(arena, pig_span, batch->n_rows)};
    for (size_t i = 0; i < batch->n_selected; i++) {
        const size_t row = batch_row(batch, i), n = cross_count(in, plan->n_bags, row);
        if (n == SIZE_MAX || out.n_tuples + n > UINT32_MAX)
            return worker_fail(worker, 2078, &plan->place,
                               "the nested CROSS makes too many tuples");
        out.spans[row] = (pig_span){out.n_tuples, n};
        out.n_tuples += n;
    }
    for (size_t b = 0; b < plan->n_bags; b++)
        lists[b] = arena_alloc(arena, out.n_tuples * sizeof **lists);
    for (size_t i = 0; i < batch->n_selected; i++) {
        const pig_span span = out.spans[batch_row(batch, i)];
        cross_row(in, plan->n_bags, batch_row(batch, i), span.n_rows, span.start, lists);
    }
    size_t n_columns = 0;
    Vector *columns =
        ARENA_NEW_ARRAY(arena, Vector, plan->schema ? (size_t)plan->schema->n_fields : 1);
    Vector *tuples = arena_alloc(arena, sizeof *tuples);
    for (size_t b = 0; b < plan->n_bags; b++) {
        parts[b] =
            (TuplePart){.values = in[b].tuples, .rows = lists[b], .spread = true, .null_width = 1};
        n_columns += cross_columns(arena, &in[b], plan->schema ? plan->bags[b]->type->fields : NULL,
                                   lists[b], out.n_tuples, columns + n_columns);
    }
    *tuples = plan->schema ? tuple_of_columns(columns, n_columns)
                           : tuple_concat(arena, parts, plan->n_bags, out.n_tuples);
    out.tuples = tuples;
    op->made = out;
    return STATUS_OK;
}

// Results of a nested FOREACH, batch by batch.
typedef struct Collected {
    const BagsChunk *chunk;
    const Schema *schema;
    pig_span *spans;
    size_t n_parts, capacity, n_tuples;
    Vector *parts;
    size_t *n_rows;
} Collected;

static Status collect(Worker *worker, void *context, const Batch *batch, const uint32_t *origins) {
    Collected *self = context;
    if (self->n_parts == self->capacity) {
        const size_t n = self->capacity ? 2 * self->capacity : 4;
        Vector *parts = ARENA_NEW_ARRAY(worker->arena, Vector, n);
        size_t *n_rows = ARENA_NEW_ARRAY(worker->arena, size_t, n);
        if (self->n_parts) {
            memcpy(parts, self->parts, self->n_parts * sizeof *parts);
            memcpy(n_rows, self->n_rows, self->n_parts * sizeof *n_rows);
        }
        self->parts = parts, self->n_rows = n_rows, self->capacity = n;
    }
    for (size_t i = 0; i < batch->n_rows; i++)
        self->spans[self->chunk->rows[origins ? origins[i] : i]].n_rows++;
    self->n_rows[self->n_parts] = batch->n_rows;
    Vector *part = &self->parts[self->n_parts++];
    if (!self->schema) {
        *part = batch->columns[0];
    } else {
        Vector *columns = ARENA_NEW_ARRAY(worker->arena, Vector, batch->n_columns);
        for (size_t c = 0; c < batch->n_columns; c++)
            columns[c] = vector_flatten(worker->arena, &batch->columns[c], batch->n_rows);
        *part = tuple_of_columns(columns, batch->n_columns);
    }
    self->n_tuples += batch->n_rows;
    return STATUS_OK;
}

static Status run_foreach(Operator *op, Worker *worker, const Batch *batch, const Bags *in) {
    Arena *arena = worker->arena;
    Bags out = {.spans = ARENA_NEW_ARRAY(arena, pig_span, batch->n_rows)};
    BagsChunk *chunk = arena_alloc(arena, sizeof *chunk);
    Collected collected = {.chunk = chunk, .schema = op->plan->schema, .spans = out.spans};
    size_t n_columns;
    const Vector *columns = bags_columns(arena, in, op->tuple, &n_columns);
    BagsWalk walk = {.bags = in, .batch = batch};
    while (bags_walk_next(&walk, chunk)) {
        const Batch tuples = bags_chunk_batch(arena, chunk, columns, n_columns, NULL);
        TRY(generator_run(op->generator, worker, &tuples, collect, &collected));
    }
    Vector *made = arena_alloc(arena, sizeof *made);
    const Vector **parts = ARENA_NEW_ARRAY(arena, const Vector *, collected.n_parts + 1);
    for (size_t p = 0; p < collected.n_parts; p++)
        parts[p] = &collected.parts[p];
    if (collected.n_parts == 0)
        *made = vector_new(arena, type_tuple(arena, op->plan->schema), 0);
    else if (collected.n_parts == 1)
        *made = collected.parts[0];
    else
        *made = vector_concat(arena, parts, collected.n_rows, collected.n_parts);
    out.tuples = made;
    out.n_tuples = collected.n_tuples;
    bags_set_starts(&out, batch);
    op->made = out;
    return STATUS_OK;
}

static Status run_operator(NestedBlock *self, Operator *op, Worker *worker, const Batch *batch) {
    if (op->plan->kind == NESTED_CROSS)
        return run_cross(self, op, worker, batch);
    Bags in;
    TRY(operator_input(self, worker, op, 0, batch, &in));
    switch (op->plan->kind) {
    case NESTED_FILTER:
        return run_filter(op, worker, batch, &in);
    case NESTED_ORDER:
        return run_order(op, worker, batch, &in);
    case NESTED_DISTINCT:
        return run_distinct(op, worker, batch, &in);
    case NESTED_LIMIT:
        return run_limit(op, worker, batch, &in);
    case NESTED_FOREACH:
        return run_foreach(op, worker, batch, &in);
    default:
        op->made = in;
        return STATUS_OK;
    }
}

Status nested_run(NestedBlock *block, Worker *worker, const Batch *batch) {
    for (size_t i = 0; i < block->n_operators; i++) {
        Operator *op = &block->operators[i];
        TRY(run_operator(block, op, worker, batch));
        if (op->needed)
            op->value = bags_vector(worker->arena, &op->made, batch);
    }
    return STATUS_OK;
}
