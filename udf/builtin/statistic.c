// SPDX-License-Identifier: Apache-2.0
//
// COV and COR: covariance and correlation of each pair of one-column bags, as tuples of the two
// names (given to the constructor, else var0, var1 ...) and the value. A null or text in the data
// gives a null.

#include "udf/builtin/functions.h"

#include <math.h>
#include <stdio.h>

typedef struct Moments {
    double n, x, y, xy, xx, yy;
} Moments;

static bool number_of(pig_ctx *ctx, const Value *tuple, double *number) {
    Value field = value_field(tuple, 0);
    Vector one = {.type = PIG_ANY, .form = PIG_CONSTANT, .data = &field.slot};
    uint8_t tag = (uint8_t)field.tag;
    one.tags = &tag;
    return field.tag != PIG_UNKNOWN && !type_is_complex(field.tag) &&
           double_at(ctx, &one, 0, number);
}

static void moments_add(Moments *m, double x, double y) {
    m->x += x;
    m->y += y;
    m->xy += x * y;
    m->xx += x * x;
    m->yy += y * y;
}

static bool moments_of(pig_ctx *ctx, const Value *a, const Value *b, Moments *m) {
    *m = (Moments){0};
    ValueItems xs = value_items(a), ys = value_items(b);
    m->n = (double)xs.n_items;
    if (xs.n_items != ys.n_items)
        return false;
    for (size_t i = 0; i < xs.n_items; i++) {
        Value tx = value_next(&xs), ty = value_next(&ys);
        double x, y;
        if (!number_of(ctx, &tx, &x) || !number_of(ctx, &ty, &y))
            return false;
        moments_add(m, x, y);
    }
    return true;
}

static double covariance(const Moments *m) {
    return (m->n * m->xy - m->x * m->y) / (m->n * m->n);
}

static double correlation(const Moments *m) {
    return (m->n * m->xy - m->x * m->y) /
           sqrt((m->n * m->xx - m->x * m->x) * (m->n * m->yy - m->y * m->y));
}

static Value column_name(pig_ctx *ctx, size_t i) {
    const char *given = pig_constructor_arg(ctx, i);
    if (given)
        return text_value(given, strlen(given));
    char *name = pig_alloc(ctx, 24);
    return text_value(name, (size_t)snprintf(name, 24, "var%zu", i));
}

static void append_pair(pig_ctx *ctx, Column *tuples, size_t i, size_t j, double number) {
    Value first = column_name(ctx, i), second = column_name(ctx, j);
    Value value = {.tag = PIG_DOUBLE};
    value.slot.d = number;
    size_t start = tuples->children[0].n_rows;
    append_value(&tuples->children[0], &first);
    append_value(&tuples->children[0], &second);
    append_value(&tuples->children[0], &value);
    end_span(tuples, start);
}

typedef double Statistic(const Moments *m);

// One row of the result: moments[i * n + j] are those of bags i and j.
static void append_pairs(pig_ctx *ctx, Column *bags, const Moments *moments, size_t n,
                         Statistic *statistic) {
    size_t start = bags->children[0].n_rows;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            append_pair(ctx, &bags->children[0], i, j, statistic(&moments[i * n + j]));
    end_span(bags, start);
}

static int pairs(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args, pig_vec *out,
                 Statistic *statistic) {
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_rows);
    Moments *moments = arena_array(ctx_arena(ctx), n_args * n_args, sizeof *moments);
    for (size_t row = 0; row < n_rows; row++) {
        bool good = row_is_valid(out, row);
        for (size_t i = 0; i < n_args && good; i++)
            for (size_t j = i + 1; j < n_args && good; j++) {
                Value a = value_at(&args[i], row), b = value_at(&args[j], row);
                good = a.tag == PIG_BAG && b.tag == PIG_BAG &&
                       moments_of(ctx, &a, &b, &moments[i * n_args + j]);
            }
        if (good)
            append_pairs(ctx, &bags, moments, n_args, statistic);
        else
            append_null(&bags);
    }
    *out = column_finish(&bags);
    return 0;
}

BATCH_FN(udf_cov) {
    return pairs(ctx, n_rows, args, n_args, out, covariance);
}

BATCH_FN(udf_cor) {
    return pairs(ctx, n_rows, args, n_args, out, correlation);
}

// ---- as aggregates ----

typedef struct PairStates {
    Moments *moments; // n * n as above; NULL before the first row
    int64_t n_rows;
    bool bad; // there was a null or text
} PairStates;

static Moments *state_moments(pig_ctx *ctx, PairStates *s) {
    if (!s->moments) {
        size_t n_bytes = ctx->call->n_args * ctx->call->n_args * sizeof *s->moments;
        s->moments = memset(pig_alloc_state(ctx, n_bytes), 0, n_bytes);
    }
    return s->moments;
}

// The columns as doubles, and which rows have one in each.
static void read_numbers(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                         double **columns, bool *good) {
    memset(good, true, n_rows);
    for (size_t a = 0; a < n_args; a++) {
        columns[a] = arena_alloc(ctx_arena(ctx), n_rows * sizeof **columns);
        if (args[a].type == PIG_DOUBLE && args[a].form == PIG_FLAT && !args[a].valid) {
            columns[a] = args[a].data;
            continue;
        }
        for (size_t i = 0; i < n_rows; i++)
            good[i] &= !type_is_complex(type_at(&args[a], i)) &&
                       double_at(ctx, &args[a], i, &columns[a][i]);
    }
}

static int add_pairs(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_columns,
                     void *const *states) {
    size_t n = ctx->call->n_args < n_columns ? ctx->call->n_args : n_columns;
    double **columns = arena_array(ctx_arena(ctx), n, sizeof *columns);
    bool *good = arena_alloc(ctx_arena(ctx), n_rows);
    read_numbers(ctx, n_rows, args, n, columns, good);
    for (size_t row = 0; row < n_rows; row++) {
        PairStates *s = states[row];
        Moments *moments = state_moments(ctx, s);
        s->n_rows++;
        s->bad |= !good[row];
        for (size_t i = 0; i < n && good[row]; i++)
            for (size_t j = i + 1; j < n; j++)
                moments_add(&moments[i * n + j], columns[i][row], columns[j][row]);
    }
    return 0;
}

static int merge_pairs(pig_ctx *ctx, size_t n_states, void *const *into, void *const *from) {
    size_t n = ctx->call->n_args;
    for (size_t k = 0; k < n_states; k++) {
        PairStates *s = into[k];
        const PairStates *part = from[k];
        s->n_rows += part->n_rows;
        s->bad |= part->bad;
        Moments *to = state_moments(ctx, s);
        for (size_t p = 0; part->moments && p < n * n; p++) {
            to[p].x += part->moments[p].x;
            to[p].y += part->moments[p].y;
            to[p].xy += part->moments[p].xy;
            to[p].xx += part->moments[p].xx;
            to[p].yy += part->moments[p].yy;
        }
    }
    return 0;
}

static int finish_pairs(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out,
                        Statistic *statistic) {
    size_t n = ctx->call->n_args;
    Column bags;
    column_init_in(&bags, ctx_arena(ctx), ctx->call->result, n_states);
    for (size_t k = 0; k < n_states; k++) {
        PairStates *s = states[k];
        Moments *moments = state_moments(ctx, s);
        for (size_t p = 0; p < n * n; p++)
            moments[p].n = (double)s->n_rows;
        if (s->bad && n > 1)
            append_null(&bags);
        else
            append_pairs(ctx, &bags, moments, n, statistic);
    }
    *out = column_finish(&bags);
    return 0;
}

static int finish_cov(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out) {
    return finish_pairs(ctx, n_states, states, out, covariance);
}

static int finish_cor(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out) {
    return finish_pairs(ctx, n_states, states, out, correlation);
}

// Saved as the state and its moments.
static int save_pairs(pig_ctx *ctx, const void *state, pig_str *out) {
    PairStates s = *(const PairStates *)state;
    size_t n_moments = ctx->call->n_args * ctx->call->n_args * sizeof *s.moments;
    char *bytes = pig_alloc(ctx, sizeof s + n_moments);
    memcpy(bytes + sizeof s, state_moments(ctx, &s), n_moments);
    memcpy(bytes, &s, sizeof s);
    *out = pig_str_make(bytes, sizeof s + n_moments);
    return 0;
}

static int load_pairs(pig_ctx *ctx, const pig_str *in, void *state) {
    PairStates *s = state;
    size_t n_moments = ctx->call->n_args * ctx->call->n_args * sizeof *s->moments;
    if (in->n_bytes != sizeof *s + n_moments)
        return state_is_damaged(ctx);
    memcpy(s, pig_str_data(in), sizeof *s);
    s->moments = NULL;
    memcpy(state_moments(ctx, s), pig_str_data(in) + sizeof *s, n_moments);
    return 0;
}

#define PAIR_AGGREGATE(name, finish_fn)                                                            \
    const pig_agg name = {.size = sizeof(pig_agg),                                                 \
                          .state_bytes = sizeof(PairStates),                                       \
                          .add = add_pairs,                                                        \
                          .merge = merge_pairs,                                                    \
                          .finish = finish_fn,                                                     \
                          .save = save_pairs,                                                      \
                          .load = load_pairs};

PAIR_AGGREGATE(udf_cov_states, finish_cov)
PAIR_AGGREGATE(udf_cor_states, finish_cor)
