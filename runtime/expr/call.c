// SPDX-License-Identifier: Apache-2.0
//
// Calls of functions. A scalar function gets dense columns: under a selection its arguments are
// gathered before the call and its result is put back at the rows. An aggregate over a bag column
// gets the bags' tuples in chunks, each tuple with the state of its row.

#include "runtime/expr/node.h"

#include "udf/vector/batch.h"

Status prepare_call(Node *node, Worker *worker) {
    FunctionFailure failure = {0};
    const FunctionCall *call = node->expression->call;
    node->function = function_state_create(call, &worker->host, &failure);
    if (!node->function)
        return worker_fail_function(worker, call, &node->expression->place, &failure);
    return STATUS_OK;
}

void release_call(Node *node) {
    function_state_free(node->function);
    node->function = NULL;
}

// ---- scalar functions ----

static Status call_dense(Node *node, const Scope *scope, size_t n_rows, const Vector *args,
                         Vector *out) {
    FunctionFailure failure = {0};
    Worker *worker = scope->worker;
    if (function_call(node->function, &worker->host, n_rows, args, out, &failure) == STATUS_OK)
        return STATUS_OK;
    return worker_fail_function(worker, node->expression->call, &node->expression->place, &failure);
}

Status run_call(Node *node, const Scope *scope, Vector *out) {
    Arena *arena = scope->worker->arena;
    Vector *args = ARENA_NEW_ARRAY(arena, Vector, node->n_children);
    for (size_t i = 0; i < node->n_children; i++)
        TRY(node_run(node->children[i], scope, &args[i]));
    bool impure = node->expression->call->fn->flags & PIG_IMPURE;
    if (node->n_children && all_constant(args, node->n_children) && !impure) {
        TRY(call_dense(node, scope, 1, args, out));
        out->form = PIG_CONSTANT;
        return STATUS_OK;
    }
    for (size_t i = 0; i < node->n_children; i++)
        args[i] = rows_gather(arena, &args[i], &scope->rows);
    Vector dense;
    TRY(call_dense(node, scope, scope->rows.n, args, &dense));
    *out = rows_scatter(arena, &dense, &scope->rows);
    return STATUS_OK;
}

// ---- aggregates ----

// Tuples on their way into the states: child rows with the state each belongs to.
typedef struct Chunk {
    size_t n;
    uint32_t rows[BATCH_ROWS];
    void *states[BATCH_ROWS];
} Chunk;

typedef struct Feeding {
    Node *node;
    const Scope *scope;
    const FunctionHost *host;
    const Vector *columns; // of the bags' tuples, as many as the function reads
    size_t n_columns;
    Chunk *chunk;
} Feeding;

static Vector chunk_column(Arena *arena, const Vector *v, const Chunk *chunk) {
    if (v->form == PIG_CONSTANT)
        return *v;
    bool contiguous = chunk->rows[chunk->n - 1] - chunk->rows[0] == chunk->n - 1;
    if (contiguous && (!v->valid || chunk->rows[0] % 64 == 0))
        return vector_slice(arena, v, chunk->rows[0], chunk->n);
    return vector_gather(arena, v, chunk->rows, chunk->n);
}

static Status feed_chunk(const Feeding *feeding) {
    Chunk *chunk = feeding->chunk;
    Worker *worker = feeding->scope->worker;
    if (chunk->n == 0)
        return STATUS_OK;
    Vector *args = ARENA_NEW_ARRAY(worker->arena, Vector, feeding->n_columns);
    for (size_t c = 0; c < feeding->n_columns; c++)
        args[c] = chunk_column(worker->arena, &feeding->columns[c], chunk);
    FunctionFailure failure = {0};
    Node *node = feeding->node;
    Status status =
        function_add(node->function, feeding->host, chunk->n, args, chunk->states, &failure);
    chunk->n = 0;
    if (status != STATUS_OK)
        return worker_fail_function(worker, node->expression->call, &node->expression->place,
                                    &failure);
    return worker_check(worker);
}

static Status feed_bag(const Feeding *feeding, pig_span span, void *state) {
    Chunk *chunk = feeding->chunk;
    for (size_t k = 0; k < span.n_rows; k++) {
        chunk->rows[chunk->n] = (uint32_t)(span.start + k);
        chunk->states[chunk->n++] = state;
        if (chunk->n == BATCH_ROWS)
            TRY(feed_chunk(feeding));
    }
    return STATUS_OK;
}

static Status feed_bags(const Feeding *feeding, const Vector *bags, const Rows *rows,
                        void *const *states) {
    for (size_t i = 0; i < rows->n; i++) {
        size_t row = rows_at(rows, i);
        if (!pig_is_null(bags, row))
            TRY(feed_bag(feeding, pig_spans(bags)[pig_at(bags, row)], states[i]));
    }
    return feed_chunk(feeding);
}

static void **make_states(const FunctionHost *host, const FunctionCall *call, size_t n) {
    size_t n_bytes = (function_state_bytes(call) + 15) & ~(size_t)15;
    char *memory = arena_array(host->states, n, n_bytes ? n_bytes : 16);
    void **states = arena_alloc(host->states, n * sizeof *states);
    for (size_t i = 0; i < n; i++)
        states[i] = memory + i * n_bytes;
    return states;
}

// Feeds and finishes the rows; the result is dense.
static Status aggregate(Node *node, const Scope *scope, const Vector *bags, Vector *dense) {
    const FunctionCall *call = node->expression->call;
    Worker *worker = scope->worker;
    const Rows *rows = &scope->rows;
    // States made here live no longer than the batch.
    FunctionHost host = worker->host;
    host.states = worker->arena;
    void **states = make_states(&host, call, rows->n);
    size_t n_tuples = vector_child_rows(bags, rows->n_rows);
    Vector *columns = ARENA_NEW_ARRAY(worker->arena, Vector, call->n_columns);
    for (size_t c = 0; c < call->n_columns; c++)
        columns[c] = tuple_field(worker->arena, &bags->children[0], c, n_tuples);
    Chunk *chunk = arena_alloc(worker->arena, sizeof *chunk);
    chunk->n = 0;
    Feeding feeding = {node, scope, &host, columns, call->n_columns, chunk};
    TRY(feed_bags(&feeding, bags, rows, states));
    FunctionFailure failure = {0};
    if (function_finish(node->function, &host, rows->n, states, dense, &failure) != STATUS_OK)
        return worker_fail_function(worker, call, &node->expression->place, &failure);
    for (size_t i = 0; i < rows->n; i++)
        if (pig_is_null(bags, rows_at(rows, i)))
            vector_set_null(worker->arena, dense, i, rows->n);
    return STATUS_OK;
}

static Status run_bags(Node *node, const Scope *scope, Vector *bags) {
    const Expression *child = node->children[0]->expression;
    TRY(node_run(node->children[0], scope, bags));
    if (bags->type == PIG_ANY)
        *bags = vector_from_any(scope->worker->arena, bags, scope->rows.n_rows,
                                child->type->tag == PIG_BAG ? child->type : type_of(PIG_BAG));
    if (bags->type != PIG_BAG)
        *bags = vector_null(scope->worker->arena, type_of(PIG_BAG));
    return STATUS_OK;
}

Status run_aggregate(Node *node, const Scope *scope, Vector *out) {
    Vector bags, dense;
    TRY(run_bags(node, scope, &bags));
    bool constant = bags.form == PIG_CONSTANT;
    Scope one = scope_of_one(scope);
    const Scope *counted = constant ? &one : scope;
    TRY(aggregate(node, counted, &bags, &dense));
    *out = rows_scatter(scope->worker->arena, &dense, &counted->rows);
    if (constant)
        out->form = PIG_CONSTANT;
    return STATUS_OK;
}
