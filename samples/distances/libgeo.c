// SPDX-License-Identifier: Apache-2.0
//
// A library of functions for Pig Latin: one over whole columns, one by row, one aggregate.
//
//   cc -shared -fPIC -O2 -I udf samples/distances/libgeo.c -o libgeo.so -lm

#include <math.h>
#include <stdio.h>

#include <pig_udf.h>

static const double EARTH_RADIUS_KM = 6371.0;
static const double RADIANS = 0.017453292519943295; // in a degree

// Great-circle distance by the haversine formula, which keeps its digits for near points.
static double haversine(double lat1, double lon1, double lat2, double lon2) {
    double s = sin((lat2 - lat1) * RADIANS / 2), t = sin((lon2 - lon1) * RADIANS / 2);
    double h = s * s + cos(lat1 * RADIANS) * cos(lat2 * RADIANS) * t * t;
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h));
}

// A column at a time. Rows with a null argument are null already and their values mean nothing.
static int distance(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args, pig_vec *out) {
    (void)n_args;
    double *km = pig_doubles_out(out);
    for (size_t i = 0; i < n_rows; i++) {
        if (pig_is_null(out, i))
            continue;
        double at[4];
        for (size_t a = 0; a < 4; a++)
            at[a] = pig_doubles(&args[a])[pig_at(&args[a], i)];
        if (fabs(at[0]) > 90 || fabs(at[2]) > 90)
            return pig_fail(ctx, "a latitude of %g is not on this planet",
                            fabs(at[0]) > 90 ? at[0] : at[2]);
        km[i] = haversine(at[0], at[1], at[2], at[3]);
    }
    return 0;
}

// A row at a time: 40.4168 -> "40.42 N".
static int latitude_text(pig_ctx *ctx, size_t row, const pig_vec *args, size_t n_args,
                         pig_vec *out) {
    (void)n_args;
    double latitude = pig_doubles(&args[0])[pig_at(&args[0], row)];
    char text[32];
    int n_bytes = snprintf(text, sizeof text, "%.2f %c", fabs(latitude), latitude < 0 ? 'S' : 'N');
    pig_strs_out(out)[row] = pig_str_copy(ctx, text, (size_t)n_bytes);
    return 0;
}

// The geometric mean. Its states can be merged, so that it runs before the shuffle too.
typedef struct Mean {
    double sum_of_logs;
    int64_t n;
} Mean;

static int mean_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                    void *const *states) {
    (void)ctx, (void)n_args;
    for (size_t i = 0; i < n_rows; i++) {
        if (pig_is_null(&args[0], i))
            continue;
        Mean *mean = (Mean *)states[i];
        mean->sum_of_logs += log(pig_doubles(&args[0])[pig_at(&args[0], i)]);
        mean->n++;
    }
    return 0;
}

static int mean_merge(pig_ctx *ctx, size_t n_states, void *const *into, void *const *from) {
    (void)ctx;
    for (size_t i = 0; i < n_states; i++) {
        Mean *to = (Mean *)into[i];
        const Mean *part = (const Mean *)from[i];
        to->sum_of_logs += part->sum_of_logs;
        to->n += part->n;
    }
    return 0;
}

static int mean_finish(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out) {
    for (size_t i = 0; i < n_states; i++) {
        const Mean *mean = (const Mean *)states[i];
        if (mean->n == 0)
            pig_set_null(ctx, out, i);
        else
            pig_doubles_out(out)[i] = exp(mean->sum_of_logs / (double)mean->n);
    }
    return 0;
}

static const pig_agg geometric_mean = {
    .size = sizeof(pig_agg),
    .state_bytes = sizeof(Mean),
    .add = mean_add,
    .merge = mean_merge,
    .finish = mean_finish,
};

static const pig_fn functions[] = {
    PIG_SCALAR("distance", "(lat: double, lon: double, lat2: double, lon2: double) -> (km: double)",
               distance, "great-circle distance in kilometres"),
    PIG_SCALAR_ROW("latitude_text", "(double) -> chararray", latitude_text,
                   "a latitude as people write it"),
    PIG_AGGREGATE("geometric_mean", "({(double)}) -> double", &geometric_mean,
                  "n-th root of the product of n numbers"),
};
PIG_LIBRARY("geo", "1.0", functions)
