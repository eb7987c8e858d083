// SPDX-License-Identifier: Apache-2.0
//
// Distinct as an aggregate: the tuples so far, packed, in memory of the states.

#include "udf/builtin/functions.h"
#include "udf/vector/compare.h"
#include "udf/vector/pack.h"

// Adds a copy of the tuple unless it is there. The set grows in memory of the running worker.
static void distinct_keep(pig_ctx *ctx, ValueSet *set, const Value *tuple, uint64_t hash,
                          Text *packed) {
    Arena *states = ctx->host->states;
    if (!set->capacity)
        *set = value_set(states, 0);
    set->arena = states;
    if (!value_set_add_hashed(set, tuple, hash))
        return;
    char *bytes = NULL;
    size_t capacity = 0;
    state_keep_packed(ctx, tuple, packed, &bytes, &capacity);
    set->items[set->n - 1] = value_unpack(bytes);
}

static int distinct_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                        void *const *states) {
    pig_vec tuples = tuples_of(args, n_args);
    uint64_t *hashes = arena_array(ctx_arena(ctx), n_rows, sizeof *hashes);
    Text packed = text_new(0);
    for (size_t a = 0; a < n_args; a++)
        vector_hash(&args[a], NULL, n_rows, hashes, a > 0);
    for (size_t i = 0; i < n_rows; i++) {
        Value tuple = value_at(&tuples, i);
        distinct_keep(ctx, states[i], &tuple, hashes[i], &packed);
    }
    text_free(&packed);
    return 0;
}

static int distinct_merge(pig_ctx *ctx, size_t n_states, void *const *into, void *const *from) {
    Text packed = text_new(0);
    for (size_t i = 0; i < n_states; i++) {
        const ValueSet *part = from[i];
        for (size_t k = 0; k < part->n; k++)
            distinct_keep(ctx, into[i], &part->items[k], part->hashes[k], &packed);
    }
    text_free(&packed);
    return 0;
}

static int distinct_finish(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out) {
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_states);
    for (size_t i = 0; i < n_states; i++) {
        const ValueSet *set = states[i];
        size_t start = bags.children[0].n_rows;
        for (size_t k = 0; k < set->n; k++)
            append_value(&bags.children[0], &set->items[k]);
        end_span(&bags, start);
    }
    *out = column_finish(&bags);
    return 0;
}

// Saved as each hash and packed tuple.
static int distinct_save(pig_ctx *ctx, const void *state, pig_str *out) {
    const ValueSet *set = state;
    Text saved = text_new(0);
    for (size_t k = 0; k < set->n; k++) {
        text_append(&saved, (const char *)&set->hashes[k], sizeof set->hashes[k]);
        values_pack(&saved, &set->items[k]);
    }
    *out = pig_str_copy(ctx, saved.n_bytes ? saved.data : "", saved.n_bytes);
    text_free(&saved);
    return 0;
}

static int distinct_load(pig_ctx *ctx, const pig_str *in, void *state) {
    const char *at = pig_str_data(in), *end = at + in->n_bytes;
    Text packed = text_new(0);
    uint64_t hash;
    for (size_t n_bytes; end - at > (ptrdiff_t)sizeof hash; at += n_bytes) {
        memcpy(&hash, at, sizeof hash);
        at += sizeof hash;
        n_bytes = packed_size(at, (size_t)(end - at));
        if (n_bytes == 0)
            break;
        Value tuple = value_unpack(at);
        distinct_keep(ctx, state, &tuple, hash, &packed);
    }
    text_free(&packed);
    return at == end ? 0 : state_is_damaged(ctx);
}

const pig_agg udf_distinct_states = {.size = sizeof(pig_agg),
                                     .state_bytes = sizeof(ValueSet),
                                     .add = distinct_add,
                                     .merge = distinct_merge,
                                     .finish = distinct_finish,
                                     .save = distinct_save,
                                     .load = distinct_load};
