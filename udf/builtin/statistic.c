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
        m->x += x;
        m->y += y;
        m->xy += x * y;
        m->xx += x * x;
        m->yy += y * y;
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

static int pairs(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args, pig_vec *out,
                 double (*statistic)(const Moments *)) {
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
        size_t start = bags.children[0].n_rows;
        for (size_t i = 0; i < n_args && good; i++)
            for (size_t j = i + 1; j < n_args; j++)
                append_pair(ctx, &bags.children[0], i, j, statistic(&moments[i * n_args + j]));
        if (good)
            end_span(&bags, start);
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
