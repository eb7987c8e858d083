// SPDX-License-Identifier: Apache-2.0
//
// A library of functions for pig: one that works on whole columns, one row by row, and an aggregate
// that also runs in the combiner. Build it alone with
//
//   cc -O2 -shared -fPIC -o geo.so geo.c -lm      (with pig_udf.h on the include path)

#include <math.h>
#include <stdio.h>

#include "udf/pig_udf.h"

// ---- by batch: the distance of two places on a sphere ----

static double radians(double degrees) {
    return degrees * (3.14159265358979323846 / 180);
}

// Row i of an argument is [i], or [0] if the argument is a constant: pig_at knows.
static int distance(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args, pig_vec *out) {
    (void)ctx, (void)n_args;
    const double earth_km = 6371;
    double *km = pig_doubles_out(out);
    for (size_t i = 0; i < n_rows; i++) {
        double lat1 = radians(pig_doubles(&args[0])[pig_at(&args[0], i)]);
        double lon1 = radians(pig_doubles(&args[1])[pig_at(&args[1], i)]);
        double lat2 = radians(pig_doubles(&args[2])[pig_at(&args[2], i)]);
        double lon2 = radians(pig_doubles(&args[3])[pig_at(&args[3], i)]);
        double a =
            pow(sin((lat2 - lat1) / 2), 2) + cos(lat1) * cos(lat2) * pow(sin((lon2 - lon1) / 2), 2);
        km[i] = 2 * earth_km * asin(sqrt(a));
    }
    return 0;
}

// ---- by row: the name of a grid cell, "N48E002" ----

static int cell(pig_ctx *ctx, size_t row, const pig_vec *args, size_t n_args, pig_vec *out) {
    (void)n_args;
    double lat = floor(pig_doubles(&args[0])[pig_at(&args[0], row)]);
    double lon = floor(pig_doubles(&args[1])[pig_at(&args[1], row)]);
    if (!(fabs(lat) <= 90 && fabs(lon) <= 180))
        return pig_fail(ctx, "(%g, %g) is no place on earth", lat, lon);
    char name[16];
    int n = snprintf(name, sizeof name, "%c%02d%c%03d", lat < 0 ? 'S' : 'N', (int)fabs(lat),
                     lon < 0 ? 'W' : 'E', (int)fabs(lon));
    pig_strs_out(out)[row] = pig_str_copy(ctx, name, (size_t)n);
    return 0;
}

// ---- an aggregate: how far the values spread ----
// Parts are merged as in Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for
// computing sample variances", 1979.

typedef struct Spread {
    double n, mean, squares; // squares: of the differences from the mean
} Spread;

static int spread_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                      void *const *states) {
    (void)ctx, (void)n_args;
    for (size_t i = 0; i < n_rows; i++) {
        Spread *s = states[i];
        double x = pig_doubles(args)[pig_at(args, i)], before = x - s->mean;
        s->n += 1;
        s->mean += before / s->n;
        s->squares += before * (x - s->mean);
    }
    return 0;
}

static int spread_merge(pig_ctx *ctx, size_t n_states, void *const *into, void *const *from) {
    (void)ctx;
    for (size_t i = 0; i < n_states; i++) {
        Spread *a = into[i];
        const Spread *b = from[i];
        double n = a->n + b->n, apart = b->mean - a->mean;
        if (n == 0)
            continue;
        a->squares += b->squares + apart * apart * a->n * b->n / n;
        a->mean += apart * b->n / n;
        a->n = n;
    }
    return 0;
}

static int spread_finish(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out) {
    for (size_t i = 0; i < n_states; i++) {
        const Spread *s = states[i];
        if (s->n == 0)
            pig_set_null(ctx, out, i);
        else
            pig_doubles_out(out)[i] = sqrt(s->squares / s->n);
    }
    return 0;
}

static const pig_agg spread = {.size = sizeof(pig_agg),
                               .state_bytes = sizeof(Spread),
                               .add = spread_add,
                               .merge = spread_merge,
                               .finish = spread_finish};

static const pig_fn functions[] = {
    PIG_SCALAR("distance",
               "(lat1: double, lon1: double, lat2: double, lon2: double) -> (km: double)", distance,
               "kilometres between two places"),
    PIG_SCALAR_ROW("cell", "(lat: double, lon: double) -> (cell: chararray)", cell,
                   "the one-degree cell of a place"),
    PIG_AGGREGATE("spread", "(bag{(x: double)}) -> double", &spread,
                  "standard deviation of a column"),
};

PIG_LIBRARY("geo", "1.0", functions)
