// SPDX-License-Identifier: Apache-2.0
//
// Running a resolved call: the state of one worker, the loop round row functions, nulls that never
// reach a function which does not ask for them, failures with their row.

#include "udf/context.h"

#include <stdlib.h>

struct FunctionState {
    const FunctionCall *call;
    void *bind_data;
    void *thread_data;
    bool bound, threaded;
};

static pig_ctx context_of(const FunctionState *state, const FunctionHost *host, size_t n_rows,
                          FunctionFailure *failure) {
    return (pig_ctx){.host = host,
                     .call = state->call,
                     .failure = failure,
                     .n_rows = n_rows,
                     .bind_data = state->bind_data,
                     .thread_data = state->thread_data};
}

static Status settle(pig_ctx *ctx, int outcome) {
    if (outcome == 0 && !ctx->failed)
        return STATUS_OK;
    if (!ctx->failed)
        pig_fail(ctx, "the function returned %d without a message", outcome);
    return STATUS_FAILED;
}

FunctionState *function_state_create(const FunctionCall *call, const FunctionHost *host,
                                     FunctionFailure *failure) {
    FunctionState *state = calloc(1, sizeof *state);
    if (!state) {
        *failure = (FunctionFailure){.code = 9020, .message = "out of memory"};
        return NULL;
    }
    state->call = call;
    const pig_fn *fn = call->fn;
    pig_ctx ctx = context_of(state, host, 0, failure);
    if (fn->bind) {
        state->bound = settle(&ctx, fn->bind(&ctx, &state->bind_data)) == STATUS_OK;
        if (!state->bound)
            goto failed;
    }
    if (fn->per_thread) {
        ctx.bind_data = state->bind_data;
        state->threaded = settle(&ctx, fn->per_thread(&ctx, &state->thread_data)) == STATUS_OK;
        if (!state->threaded)
            goto failed;
    }
    return state;
failed:
    function_state_free(state);
    return NULL;
}

void function_state_free(FunctionState *state) {
    if (!state)
        return;
    const pig_fn *fn = state->call->fn;
    if (state->threaded && fn->drop)
        fn->drop(state->thread_data);
    if (state->bound && fn->unbind)
        fn->unbind(state->bind_data);
    free(state);
}

// ---- scalar functions ----

// Ands the validity of an argument into that of the result.
static void pass_nulls(Arena *arena, const Vector *arg, Vector *out, size_t n_rows) {
    if (!arg->valid || n_rows == 0)
        return;
    if (arg->form == PIG_CONSTANT) {
        if (pig_is_null(arg, 0)) {
            vector_make_validity(arena, out, n_rows);
            memset(out->valid, 0, (n_rows + 63) / 64 * sizeof(uint64_t));
        }
        return;
    }
    vector_make_validity(arena, out, n_rows);
    for (size_t w = 0; w < (n_rows + 63) / 64; w++)
        out->valid[w] &= arg->valid[w];
}

static int call_rows(pig_ctx *ctx, const pig_fn *fn, size_t n_rows, const Vector *args,
                     Vector *out) {
    for (size_t i = 0; i < n_rows; i++) {
        if (!(fn->flags & PIG_NULLS) && pig_is_null(out, i))
            continue;
        ctx->row = i;
        int outcome = fn->row(ctx, i, args, ctx->call->n_args, out);
        if (outcome != 0 || ctx->failed)
            return outcome ? outcome : -1;
    }
    return 0;
}

static Status call_bags(FunctionState *state, const FunctionHost *host, size_t n_rows,
                        const Vector *bags, Vector *out, FunctionFailure *failure);

Status function_call(FunctionState *state, const FunctionHost *host, size_t n_rows,
                     const Vector *args, Vector *out, FunctionFailure *failure) {
    const FunctionCall *call = state->call;
    const pig_fn *fn = call->fn;
    if (fn->kind == PIG_KIND_AGGREGATE)
        return call_bags(state, host, n_rows, args, out, failure);
    *out = vector_new(host->results, call->result, n_rows);
    if (!(fn->flags & PIG_NULLS))
        for (size_t a = 0; a < call->n_args; a++)
            pass_nulls(host->results, &args[a], out, n_rows);
    pig_ctx ctx = context_of(state, host, n_rows, failure);
    pthread_mutex_t *serial = call->function->serial;
    if (serial)
        pthread_mutex_lock(serial);
    int outcome = fn->batch ? fn->batch(&ctx, n_rows, args, call->n_args, out)
                            : call_rows(&ctx, fn, n_rows, args, out);
    if (serial)
        pthread_mutex_unlock(serial);
    return settle(&ctx, outcome);
}

// ---- aggregates ----

size_t function_state_bytes(const FunctionCall *call) {
    return call->fn->aggregate->state_bytes;
}

bool function_state_is_flat(const FunctionCall *call) {
    return !call->fn->aggregate->save;
}

pig_order function_order(const FunctionCall *call) {
    const pig_agg *aggregate = call->fn->aggregate;
    const bool tells = aggregate->size >= offsetof(pig_agg, order) + sizeof aggregate->order;
    return tells ? aggregate->order : PIG_ORDER_ROWS;
}

// Leaves out the rows whose first column is null. Few functions ask for this: built-ins see nulls.
static Status add_without_nulls(pig_ctx *ctx, size_t n_rows, const Vector *args, size_t n_args,
                                void *const *states) {
    Arena *arena = ctx->host->results;
    uint32_t *rows = arena_array(arena, n_rows, sizeof *rows);
    void **kept = arena_array(arena, n_rows, sizeof *kept);
    Vector *dense = arena_array(arena, n_args, sizeof *dense);
    size_t n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        rows[n] = (uint32_t)i;
        kept[n] = states[i];
        n += !pig_is_null(&args[0], i);
    }
    for (size_t a = 0; a < n_args; a++)
        dense[a] = vector_gather(arena, &args[a], rows, n);
    return settle(ctx, ctx->call->fn->aggregate->add(ctx, n, dense, n_args, kept));
}

Status function_add(FunctionState *state, const FunctionHost *host, size_t n_rows,
                    const Vector *args, void *const *states, FunctionFailure *failure) {
    const pig_fn *fn = state->call->fn;
    size_t n_args = state->call->n_columns;
    pig_ctx ctx = context_of(state, host, n_rows, failure);
    // Built-ins that are scalar functions too see nulls.
    bool nulls = fn->kind == PIG_KIND_SCALAR || fn->flags & PIG_NULLS;
    if (!nulls && n_args > 0 && args[0].valid)
        return add_without_nulls(&ctx, n_rows, args, n_args, states);
    return settle(&ctx, fn->aggregate->add(&ctx, n_rows, args, n_args, states));
}

Status function_merge(FunctionState *state, const FunctionHost *host, size_t n_states,
                      void *const *into, void *const *from, FunctionFailure *failure) {
    pig_ctx ctx = context_of(state, host, n_states, failure);
    return settle(&ctx, state->call->fn->aggregate->merge(&ctx, n_states, into, from));
}

Status function_finish(FunctionState *state, const FunctionHost *host, size_t n_states,
                       void *const *states, Vector *out, FunctionFailure *failure) {
    *out = vector_new(host->results, state->call->result, n_states);
    pig_ctx ctx = context_of(state, host, n_states, failure);
    return settle(&ctx, state->call->fn->aggregate->finish(&ctx, n_states, states, out));
}

Status function_save(FunctionState *state, const FunctionHost *host, const void *from, pig_str *out,
                     FunctionFailure *failure) {
    pig_ctx ctx = context_of(state, host, 0, failure);
    return settle(&ctx, state->call->fn->aggregate->save(&ctx, from, out));
}

Status function_load(FunctionState *state, const FunctionHost *host, const pig_str *in, void *into,
                     FunctionFailure *failure) {
    pig_ctx ctx = context_of(state, host, 0, failure);
    return settle(&ctx, state->call->fn->aggregate->load(&ctx, in, into));
}

// Columns that `add` reads, for the rows of all bags in turn. The tuples of a bag may be ragged:
// then the first field of each is looked up.
static void bag_columns(Arena *arena, const Vector *tuples, size_t n_columns, size_t n_tuples,
                        Vector *columns) {
    for (size_t c = 0; c < n_columns; c++) {
        if (!(tuples->flags & PIG_VEC_RAGGED)) {
            columns[c] = c < tuples->n_children ? tuples->children[c]
                                                : vector_null(arena, type_of(PIG_BYTEARRAY));
            continue;
        }
        uint32_t *rows = arena_array(arena, n_tuples, sizeof *rows);
        const pig_span *spans = pig_spans(tuples);
        for (size_t i = 0; i < n_tuples; i++) {
            size_t at = pig_at(tuples, i);
            rows[i] = !pig_is_null(tuples, i) && c < spans[at].n_rows
                          ? (uint32_t)(spans[at].start + c)
                          : VECTOR_NO_ROW;
        }
        columns[c] = vector_gather_or_null(arena, &tuples->children[0], rows, n_tuples);
    }
}

static size_t tuples_in_bags(const Vector *bags, size_t n_rows) {
    size_t n = 0;
    for (size_t i = 0; i < n_rows; i++)
        if (!pig_is_null(bags, i)) {
            const pig_span *span = &pig_spans(bags)[pig_at(bags, i)];
            n = span->start + span->n_rows > n ? span->start + span->n_rows : n;
        }
    return n;
}

// The aggregate of each bag of a column. Spans may overlap and leave gaps (gathered columns), so
// rows are listed bag by bag.
static Status call_bags(FunctionState *state, const FunctionHost *host, size_t n_rows,
                        const Vector *bags, Vector *out, FunctionFailure *failure) {
    Arena *arena = host->results;
    size_t n_columns = state->call->n_columns, n_tuples = tuples_in_bags(bags, n_rows), n = 0;
    size_t step = (function_state_bytes(state->call) + 15) & ~(size_t)15;
    char *memory = arena_array(arena, n_rows, step);
    void **states = arena_array(arena, n_rows, sizeof *states);
    Vector *columns = arena_array(arena, n_columns, sizeof *columns);
    bag_columns(arena, &bags->children[0], n_columns, n_tuples, columns);
    for (size_t i = 0; i < n_rows; i++) {
        states[i] = memory + i * step;
        n += pig_is_null(bags, i) ? 0 : pig_spans(bags)[pig_at(bags, i)].n_rows;
    }
    uint32_t *rows = arena_array(arena, n, sizeof *rows);
    void **owners = arena_array(arena, n, sizeof *owners);
    bool in_order = true;
    n = 0;
    for (size_t i = 0; i < n_rows; i++) {
        if (pig_is_null(bags, i))
            continue;
        const pig_span *span = &pig_spans(bags)[pig_at(bags, i)];
        for (uint64_t r = 0; r < span->n_rows; r++, n++) {
            rows[n] = (uint32_t)(span->start + r);
            owners[n] = states[i];
            in_order &= rows[n] == n;
        }
    }
    if (!in_order)
        for (size_t c = 0; c < n_columns; c++)
            columns[c] = vector_gather(arena, &columns[c], rows, n);
    TRY(function_add(state, host, n, columns, owners, failure));
    TRY(function_finish(state, host, n_rows, states, out, failure));
    for (size_t i = 0; i < n_rows; i++)
        if (pig_is_null(bags, i))
            vector_set_null(arena, out, i, n_rows);
    return STATUS_OK;
}
