// SPDX-License-Identifier: Apache-2.0
//
// TOP, of a bag and as an aggregate. Which of equal tuples are kept, and in which order, goes by
// the steps of Java's PriorityQueue, to which Apache Pig adds every tuple and from which it takes
// the least whenever there is one too many: a binary heap in an array, read from its beginning at
// last.

#include <strings.h>

#include "udf/builtin/functions.h"
#include "udf/vector/compare.h"
#include "udf/vector/pack.h"

typedef struct TopItem {
    Value key, tuple;
    char *bytes; // of the tuple, if it is kept by a state
    size_t capacity;
} TopItem;

// What is known of a full heap when something less than all of it comes and goes.
typedef enum TopRest { REST_UNKNOWN, REST_STAYS, REST_MOVES } TopRest;

typedef struct TopHeap {
    TopItem *items; // of one more than there will be
    size_t n, capacity;
    int64_t n_wanted, column;
    TopRest rest;
} TopHeap;

// The bag keeps its type, and its name, so that two TOPs of one bag clash.
RESULT_RULE(top) {
    call->result = request->args[2].type->tag == PIG_BAG ? request->args[2].type : type_of(PIG_BAG);
    call->naming = request->args[2].name ? RESULT_FIXED : RESULT_NAMELESS;
    call->fixed_name = request->args[2].name;
    return STATUS_OK;
}

static bool is_ascending(const pig_ctx *ctx) {
    const char *order = pig_constructor_arg(ctx, 0);
    return order && strcasecmp(order, "ASC") == 0;
}

static int check_count(pig_ctx *ctx, int64_t n) {
    return n < 0 ? pig_fail(ctx, "TOP cannot take %lld tuples", (long long)n) : 0;
}

static int check_column(pig_ctx *ctx, int64_t column, size_t n_fields) {
    if (column >= 0 && (size_t)column < n_fields)
        return 0;
    return pig_fail(ctx, "the tuples of the bag have no column %lld", (long long)column);
}

// ---- the heap ----

static bool is_less(const Value *x, const Value *y, bool ascending) {
    const int order = values_compare(x, y);
    return ascending ? order > 0 : order < 0;
}

static void swap(TopItem *x, TopItem *y) {
    const TopItem z = *x;
    *x = *y;
    *y = z;
}

// Takes in the item behind the heap's last.
static void heap_add(TopHeap *heap, bool ascending) {
    TopItem *items = heap->items;
    for (size_t at = heap->n++, parent; at > 0; at = parent) {
        parent = (at - 1) / 2;
        if (!is_less(&items[at].key, &items[parent].key, ascending))
            return;
        swap(&items[at], &items[parent]);
    }
}

// Leaves the least item behind the heap's last.
static void heap_drop_least(TopHeap *heap, bool ascending) {
    TopItem *items = heap->items;
    const size_t n = --heap->n;
    swap(&items[0], &items[n]);
    for (size_t at = 0, child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && is_less(&items[child + 1].key, &items[child].key, ascending))
            child++;
        if (!is_less(&items[child].key, &items[at].key, ascending))
            return;
        swap(&items[at], &items[child]);
    }
}

// When the least of all is added to a full heap and dropped: does everything end where it was? So
// it does if the last place's ancestors are larger each than the one above, and are chosen on the
// way down before their siblings.
static bool heap_rests(const TopHeap *heap, bool ascending) {
    const TopItem *items = heap->items;
    if (heap->n < 2)
        return true;
    const Value *last = &items[(heap->n - 1) / 2].key;
    for (size_t at = (heap->n - 1) / 2; at > 0; at = (at - 1) / 2) {
        const Value *above = &items[(at - 1) / 2].key;
        if (!is_less(above, last, ascending))
            return false;
        if (at % 2 == 0 && !is_less(above, &items[at - 1].key, ascending))
            return false;
    }
    return true;
}

static bool is_full(const TopHeap *heap) {
    return (int64_t)heap->n >= heap->n_wanted;
}

// Would a tuple of this key leave the heap as it is?
static bool is_hopeless(TopHeap *heap, const Value *key, bool ascending) {
    if (!is_full(heap))
        return false;
    if (heap->n == 0)
        return true;
    if (!is_less(key, &heap->items[0].key, ascending))
        return false;
    if (heap->rest == REST_UNKNOWN)
        heap->rest = heap_rests(heap, ascending) ? REST_STAYS : REST_MOVES;
    return heap->rest == REST_STAYS;
}

// The place behind the heap's last item, zeroed at first.
static TopItem *heap_next(Arena *arena, TopHeap *heap) {
    if (heap->n == heap->capacity) {
        const size_t capacity = heap->capacity ? 2 * heap->capacity : 4;
        TopItem *items = ARENA_NEW_ARRAY(arena, TopItem, capacity);
        if (heap->n)
            memcpy(items, heap->items, heap->n * sizeof *items);
        heap->items = items;
        heap->capacity = capacity;
    }
    return &heap->items[heap->n];
}

// Takes in the item of heap_next.
static void heap_take(TopHeap *heap, bool ascending) {
    const bool full = is_full(heap);
    heap_add(heap, ascending);
    if (full)
        heap_drop_least(heap, ascending);
    heap->rest = REST_UNKNOWN;
}

static void append_heap(Column *bags, const TopHeap *heap) {
    const size_t start = bags->children[0].n_rows;
    for (size_t i = 0; i < heap->n; i++)
        append_value(&bags->children[0], &heap->items[i].tuple);
    end_span(bags, start);
}

// ---- of a bag ----

static int append_top(pig_ctx *ctx, Column *bags, const Value *bag, TopHeap *heap) {
    Arena *arena = ctx_arena(ctx);
    const bool ascending = is_ascending(ctx);
    ValueItems tuples = value_items(bag);
    for (size_t n = tuples.n_items; n > 0; n--) {
        const Value tuple = value_next(&tuples);
        if (check_column(ctx, heap->column, value_count(&tuple)) != 0)
            return -1;
        const Value key = value_field(&tuple, (size_t)heap->column);
        if (is_hopeless(heap, &key, ascending))
            continue;
        *heap_next(arena, heap) = (TopItem){.key = key, .tuple = tuple};
        heap_take(heap, ascending);
    }
    append_heap(bags, heap);
    return 0;
}

BATCH_FN(udf_top) {
    UNUSED(n_args);
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        TopHeap heap = {0};
        ctx->row = i;
        const Value bag = value_at(&args[2], i);
        if (!row_is_valid(out, i) || !integer_at(&args[0], i, &heap.n_wanted) ||
            !integer_at(&args[1], i, &heap.column)) {
            append_null(&bags);
            continue;
        }
        if (check_count(ctx, heap.n_wanted) != 0 || append_top(ctx, &bags, &bag, &heap) != 0)
            return -1;
    }
    *out = column_finish(&bags);
    return 0;
}

// ---- as an aggregate ----

// Keeps a copy of the tuple in the heap of a state.
static void keep(pig_ctx *ctx, TopHeap *heap, const Value *tuple, bool ascending, Text *packed) {
    TopItem *item = heap_next(ctx->host->states, heap);
    state_keep_packed(ctx, tuple, packed, &item->bytes, &item->capacity);
    item->tuple = value_unpack(item->bytes);
    item->key = value_field(&item->tuple, (size_t)heap->column);
    heap_take(heap, ascending);
}

// Numbers that leave a full heap as it is need not be looked at as Values.
static bool is_hopeless_number(const TopHeap *heap, const pig_vec *keys, size_t i, bool ascending) {
    if (heap->rest != REST_STAYS || keys->type != PIG_DOUBLE || keys->valid || !is_full(heap) ||
        heap->n == 0 || heap->items[0].key.tag != PIG_DOUBLE)
        return false;
    const double key = pig_doubles(keys)[pig_at(keys, i)], least = heap->items[0].key.slot.d;
    return ascending ? key > least : key < least;
}

// Arguments: how many, of which column, the fields of the tuples.
static int top_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                   void *const *states) {
    enum { N_NUMBERS = 2 };
    const pig_vec tuples = tuples_of(args + N_NUMBERS, n_args - N_NUMBERS);
    int64_t n_wanted = 0, column = 0;
    if (n_rows == 0 || !integer_at(&args[0], 0, &n_wanted) || !integer_at(&args[1], 0, &column))
        return 0;
    if (check_count(ctx, n_wanted) != 0 || check_column(ctx, column, tuples.n_children) != 0)
        return -1;
    const pig_vec *keys = &tuples.children[column];
    const bool ascending = is_ascending(ctx);
    Text packed = text_new(0);
    for (size_t i = 0; i < n_rows; i++) {
        TopHeap *heap = states[i];
        heap->n_wanted = n_wanted;
        heap->column = column;
        if (is_hopeless_number(heap, keys, i, ascending))
            continue;
        const Value key = value_at(keys, i), tuple = value_at(&tuples, i);
        if (!is_hopeless(heap, &key, ascending))
            keep(ctx, heap, &tuple, ascending, &packed);
    }
    text_free(&packed);
    return 0;
}

static void keep_all(pig_ctx *ctx, TopHeap *heap, const TopHeap *part, Text *packed) {
    const bool ascending = is_ascending(ctx);
    if (part->n) {
        heap->n_wanted = part->n_wanted;
        heap->column = part->column;
    }
    for (size_t i = 0; i < part->n; i++)
        if (!is_hopeless(heap, &part->items[i].key, ascending))
            keep(ctx, heap, &part->items[i].tuple, ascending, packed);
}

static int top_merge(pig_ctx *ctx, size_t n_states, void *const *into, void *const *from) {
    Text packed = text_new(0);
    for (size_t i = 0; i < n_states; i++)
        keep_all(ctx, into[i], from[i], &packed);
    text_free(&packed);
    return 0;
}

static int top_finish(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out) {
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_states);
    for (size_t i = 0; i < n_states; i++)
        append_heap(&bags, states[i]);
    *out = column_finish(&bags);
    return 0;
}

// Saved as two numbers, then each packed tuple in the order of the array, which is that of a heap.
static int top_save(pig_ctx *ctx, const void *state, pig_str *out) {
    const TopHeap *heap = state;
    const int64_t numbers[] = {heap->n_wanted, heap->column};
    Text saved = text_new(0);
    text_append(&saved, (const char *)numbers, sizeof numbers);
    for (size_t i = 0; i < heap->n; i++)
        text_append(&saved, heap->items[i].bytes, packed_size(heap->items[i].bytes, SIZE_MAX));
    *out = pig_str_copy(ctx, saved.data, saved.n_bytes);
    text_free(&saved);
    return 0;
}

static int top_load(pig_ctx *ctx, const pig_str *in, void *state) {
    TopHeap *heap = state;
    int64_t numbers[2];
    const char *at = pig_str_data(in), *end = at + in->n_bytes;
    if (in->n_bytes < sizeof numbers)
        return state_is_damaged(ctx);
    memcpy(numbers, at, sizeof numbers);
    heap->n_wanted = numbers[0];
    heap->column = numbers[1];
    Text packed = text_new(0);
    size_t n_bytes;
    for (at += sizeof numbers; at < end; at += n_bytes) {
        n_bytes = packed_size(at, (size_t)(end - at));
        if (n_bytes == 0)
            break;
        const Value tuple = value_unpack(at);
        keep(ctx, heap, &tuple, is_ascending(ctx), &packed);
    }
    text_free(&packed);
    return at == end ? 0 : state_is_damaged(ctx);
}

const pig_agg udf_top_states = {.size = sizeof(pig_agg),
                                .state_bytes = sizeof(TopHeap),
                                .add = top_add,
                                .merge = top_merge,
                                .finish = top_finish,
                                .save = top_save,
                                .load = top_load};
