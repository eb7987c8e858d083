// SPDX-License-Identifier: Apache-2.0
//
// TOP and Distinct as aggregates: the tuples that count so far, packed, in memory of the states.

#include "udf/builtin/functions.h"
#include "udf/vector/compare.h"
#include "udf/vector/pack.h"

#include <stdlib.h>
#include <strings.h>

// Packs the value into *bytes, which is replaced where it is too small.
static void keep_packed(pig_ctx *ctx, const Value *value, Text *packed, char **bytes,
                        size_t *capacity) {
    text_clear(packed);
    values_pack(packed, value);
    if (packed->n_bytes > *capacity) {
        *capacity = packed->n_bytes + packed->n_bytes / 4;
        *bytes = pig_alloc_state(ctx, *capacity);
    }
    memcpy(*bytes, packed->data, packed->n_bytes);
}

// ---- TOP ----

typedef struct Kept {
    Value key;     // in `tuple`
    int64_t place; // among the tuples of the group: the earlier of two equal ones is kept
    char *tuple;
    size_t capacity;
} Kept;

// A heap of the best tuples, the worst of them first.
typedef struct TopState {
    int64_t n_wanted, column, n_seen;
    size_t n, capacity;
    Kept *heap;
} TopState;

static bool is_ascending(const pig_ctx *ctx) {
    const char *order = pig_constructor_arg(ctx, 0);
    return order && strcasecmp(order, "ASC") == 0;
}

// Does the result show x after y?
static bool is_worse(const Kept *x, const Kept *y, bool ascending) {
    int order = values_compare(&x->key, &y->key);
    if (order == 0)
        return x->place > y->place;
    return ascending ? order > 0 : order < 0;
}

static void swap(Kept *x, Kept *y) {
    Kept z = *x;
    *x = *y;
    *y = z;
}

static void sift_up(Kept *heap, size_t at, bool ascending) {
    for (; at > 0 && is_worse(&heap[at], &heap[(at - 1) / 2], ascending); at = (at - 1) / 2)
        swap(&heap[at], &heap[(at - 1) / 2]);
}

static void sift_down(Kept *heap, size_t n, bool ascending) {
    for (size_t at = 0, worst;; at = worst) {
        worst = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < n; child++)
            if (is_worse(&heap[child], &heap[worst], ascending))
                worst = child;
        if (worst == at)
            return;
        swap(&heap[at], &heap[worst]);
    }
}

static void grow_heap(pig_ctx *ctx, TopState *s) {
    if (s->n < s->capacity)
        return;
    s->capacity = s->capacity ? 2 * s->capacity : s->n_wanted < 16 ? (size_t)s->n_wanted : 16;
    Kept *heap = pig_alloc_state(ctx, s->capacity * sizeof *heap);
    if (s->n)
        memcpy(heap, s->heap, s->n * sizeof *heap);
    memset(heap + s->n, 0, (s->capacity - s->n) * sizeof *heap);
    s->heap = heap;
}

static void keep(pig_ctx *ctx, TopState *s, Kept *into, const Value *tuple, int64_t place,
                 Text *packed) {
    keep_packed(ctx, tuple, packed, &into->tuple, &into->capacity);
    Value kept = value_unpack(into->tuple);
    into->key = value_field(&kept, (size_t)s->column);
    into->place = place;
}

// May a tuple with this key be among the best?
static bool is_wanted(const TopState *s, const Value *key, int64_t place, bool ascending) {
    if ((int64_t)s->n < s->n_wanted)
        return true;
    const Kept candidate = {.key = *key, .place = place};
    return s->n > 0 && is_worse(&s->heap[0], &candidate, ascending);
}

// Takes a tuple that is wanted.
static void take(pig_ctx *ctx, TopState *s, const Value *tuple, int64_t place, bool ascending,
                 Text *packed) {
    if ((int64_t)s->n < s->n_wanted) {
        grow_heap(ctx, s);
        keep(ctx, s, &s->heap[s->n], tuple, place, packed);
        sift_up(s->heap, s->n++, ascending);
        return;
    }
    keep(ctx, s, &s->heap[0], tuple, place, packed);
    sift_down(s->heap, s->n, ascending);
}

// Numbers that are no better than the worst of a full heap need not be looked at as Values.
static bool is_hopeless(const TopState *s, const pig_vec *keys, size_t i, bool ascending) {
    if (keys->type != PIG_DOUBLE || keys->valid || (int64_t)s->n < s->n_wanted || s->n == 0 ||
        s->heap[0].key.tag != PIG_DOUBLE)
        return false;
    double key = pig_doubles(keys)[pig_at(keys, i)], worst = s->heap[0].key.slot.d;
    return ascending ? key > worst : key < worst;
}

// Arguments: how many, of which column, the fields of the tuples.
static int top_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                   void *const *states) {
    enum { N_NUMBERS = 2 };
    pig_vec tuples = tuples_of(args + N_NUMBERS, n_args - N_NUMBERS);
    int64_t n_wanted = 0, column = 0;
    if (n_rows == 0 || !integer_at(&args[0], 0, &n_wanted) || !integer_at(&args[1], 0, &column))
        return 0;
    if (n_wanted < 0)
        return pig_fail(ctx, "TOP cannot take %lld tuples", (long long)n_wanted);
    if (column < 0 || (size_t)column >= tuples.n_children)
        return pig_fail(ctx, "the tuples of the bag have no column %lld", (long long)column);
    const pig_vec *keys = &tuples.children[column];
    const bool ascending = is_ascending(ctx);
    Text packed = text_new(0);
    for (size_t i = 0; i < n_rows; i++) {
        TopState *s = states[i];
        s->n_wanted = n_wanted;
        s->column = column;
        const int64_t place = s->n_seen++;
        if (is_hopeless(s, keys, i, ascending))
            continue;
        Value key = value_at(keys, i), tuple = value_at(&tuples, i);
        if (is_wanted(s, &key, place, ascending))
            take(ctx, s, &tuple, place, ascending, &packed);
    }
    text_free(&packed);
    return 0;
}

static int top_merge(pig_ctx *ctx, size_t n_states, void *const *into, void *const *from) {
    const bool ascending = is_ascending(ctx);
    Text packed = text_new(0);
    for (size_t i = 0; i < n_states; i++) {
        TopState *s = into[i];
        const TopState *part = from[i];
        s->n_wanted = part->n_seen ? part->n_wanted : s->n_wanted;
        s->column = part->n_seen ? part->column : s->column;
        for (size_t k = 0; k < part->n; k++) {
            const Kept *kept = &part->heap[k];
            Value tuple = value_unpack(kept->tuple);
            if (is_wanted(s, &kept->key, s->n_seen + kept->place, ascending))
                take(ctx, s, &tuple, s->n_seen + kept->place, ascending, &packed);
        }
        s->n_seen += part->n_seen;
    }
    text_free(&packed);
    return 0;
}

// Sorts the heap, the best first.
static void sort_heap(TopState *s, bool ascending) {
    for (size_t n = s->n; n > 1; n--) {
        swap(&s->heap[0], &s->heap[n - 1]);
        sift_down(s->heap, n - 1, ascending);
    }
}

static int top_finish(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out) {
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_states);
    for (size_t i = 0; i < n_states; i++) {
        TopState *s = states[i];
        size_t start = bags.children[0].n_rows;
        sort_heap(s, is_ascending(ctx));
        for (size_t k = 0; k < s->n; k++) {
            Value tuple = value_unpack(s->heap[k].tuple);
            append_value(&bags.children[0], &tuple);
        }
        end_span(&bags, start);
    }
    *out = column_finish(&bags);
    return 0;
}

// Saved as the counts, then each place and packed tuple.
static int top_save(pig_ctx *ctx, const void *state, pig_str *out) {
    const TopState *s = state;
    Text saved = text_new(0);
    const int64_t counts[] = {s->n_wanted, s->column, s->n_seen};
    text_append(&saved, (const char *)counts, sizeof counts);
    for (size_t k = 0; k < s->n; k++) {
        text_append(&saved, (const char *)&s->heap[k].place, sizeof s->heap[k].place);
        text_append(&saved, s->heap[k].tuple, packed_size(s->heap[k].tuple, SIZE_MAX));
    }
    *out = pig_str_copy(ctx, saved.data, saved.n_bytes);
    text_free(&saved);
    return 0;
}

static int damaged(pig_ctx *ctx) {
    return pig_fail_code(ctx, 9021, "a saved aggregate is damaged");
}

static int top_load(pig_ctx *ctx, const pig_str *in, void *state) {
    TopState *s = state;
    int64_t counts[3], place;
    const char *at = pig_str_data(in), *end = at + in->n_bytes;
    if (in->n_bytes < sizeof counts)
        return damaged(ctx);
    memcpy(counts, at, sizeof counts);
    s->n_wanted = counts[0];
    s->column = counts[1];
    s->n_seen = counts[2];
    Text packed = text_new(0);
    size_t n_bytes = 0;
    for (at += sizeof counts; end - at > (ptrdiff_t)sizeof place; at += n_bytes) {
        memcpy(&place, at, sizeof place);
        at += sizeof place;
        n_bytes = packed_size(at, (size_t)(end - at));
        if (n_bytes == 0)
            break;
        Value tuple = value_unpack(at), key = value_field(&tuple, (size_t)s->column);
        if (is_wanted(s, &key, place, is_ascending(ctx)))
            take(ctx, s, &tuple, place, is_ascending(ctx), &packed);
    }
    text_free(&packed);
    return at == end ? 0 : damaged(ctx);
}

const pig_agg udf_top_states = {.size = sizeof(pig_agg),
                                .state_bytes = sizeof(TopState),
                                .add = top_add,
                                .merge = top_merge,
                                .finish = top_finish,
                                .save = top_save,
                                .load = top_load};

// ---- Distinct ----

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
    keep_packed(ctx, tuple, packed, &bytes, &capacity);
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
    return at == end ? 0 : damaged(ctx);
}

const pig_agg udf_distinct_states = {.size = sizeof(pig_agg),
                                     .state_bytes = sizeof(ValueSet),
                                     .add = distinct_add,
                                     .merge = distinct_merge,
                                     .finish = distinct_finish,
                                     .save = distinct_save,
                                     .load = distinct_load};
