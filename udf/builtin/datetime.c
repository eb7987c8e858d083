// SPDX-License-Identifier: Apache-2.0
//
// ToDate, ToString, Get..., ToUnixTime, ToMilliSeconds, CurrentTime. A text that is no date ends
// the run, as in the reference.

#include "udf/builtin/date_state.h"
#include "udf/builtin/functions.h"
#include "udf/value/datetime.h"

#include <stdlib.h>

int udf_date_bind(pig_ctx *ctx, void **data) {
    DateState *state = calloc(1, sizeof *state);
    if (!state)
        return pig_fail_code(ctx, 9020, "out of memory");
    state->zones = zone_cache_create();
    state->text = text_new(0);
    *data = state;
    return 0;
}

void udf_date_unbind(void *data) {
    DateState *state = data;
    zone_cache_free(state->zones);
    text_free(&state->text);
    free(state);
}

pig_datetime date_at(DateState *state, const pig_datetime *like, int64_t milliseconds) {
    pig_datetime value = *like;
    ZoneOffset offset;
    value.milliseconds = milliseconds;
    if (value.zone && zone_offset_at(state->zones, value.zone, milliseconds, &offset))
        value.offset_minutes = offset.minutes;
    return value;
}

int64_t date_local(DateState *state, const pig_datetime *value) {
    ZoneOffset offset;
    if (value->zone && zone_offset_at(state->zones, value->zone, value->milliseconds, &offset))
        return value->milliseconds + offset.seconds * INT64_C(1000);
    return datetime_local(value);
}

bool date_from_local(DateState *state, const pig_datetime *like, int64_t local,
                     pig_datetime *value) {
    int64_t instant = local - (int64_t)like->offset_minutes * 60000;
    if (like->zone && !zone_local_to_instant(state->zones, like->zone, local, &instant))
        return false;
    *value = date_at(state, like, instant);
    return true;
}

// Makes the state's pattern the one spelt by `text`; fails the call if it is bad.
static const DatePattern *use_pattern(pig_ctx *ctx, const pig_str *text) {
    DateState *state = ctx->bind_data;
    const char *bytes = pig_str_data(text), *why;
    if (state->parsed && state->text.n_bytes == text->n_bytes &&
        memcmp(state->text.data, bytes, text->n_bytes) == 0)
        return &state->pattern;
    text_clear(&state->text);
    text_append(&state->text, bytes, text->n_bytes);
    state->parsed = date_pattern_parse(&state->pattern, bytes, text->n_bytes, &why);
    if (!state->parsed)
        pig_fail(ctx, "date pattern '%.100s': %s", state->text.data, why);
    return state->parsed ? &state->pattern : NULL;
}

// ---- ToDate ----

BATCH_FN(udf_to_date_long) {
    UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++)
        pig_datetimes_out(out)[i] =
            local_zone_at(&ctx->host->local_zone, pig_longs(args)[pig_at(args, i)]);
    return 0;
}

BATCH_FN(udf_to_date_iso) {
    UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        const pig_str *text = str_at(args, i);
        if (!row_is_valid(out, i))
            continue;
        ctx->row = i;
        if (!parse_datetime(pig_str_data(text), text->n_bytes, &ctx->host->local_zone,
                            &pig_datetimes_out(out)[i]))
            return pig_fail(ctx, "'%.*s' is no date",
                            text->n_bytes > 100 ? 100 : (int)text->n_bytes, pig_str_data(text));
    }
    return 0;
}

static int read_date(pig_ctx *ctx, const pig_vec *args, size_t i, const DateDefaults *defaults,
                     pig_vec *out) {
    DateState *state = ctx->bind_data;
    const pig_str *text = str_at(&args[0], i);
    const DatePattern *pattern = use_pattern(ctx, str_at(&args[1], i));
    const char *why;
    if (!pattern)
        return -1;
    if (date_pattern_read(pattern, state->zones, pig_str_data(text), text->n_bytes, defaults,
                          &pig_datetimes_out(out)[i], &why))
        return 0;
    return pig_fail(ctx, "'%.*s' as a date '%.100s': %s",
                    text->n_bytes > 100 ? 100 : (int)text->n_bytes, pig_str_data(text),
                    state->text.data, why);
}

static DateDefaults defaults_of(const pig_ctx *ctx) {
    const LocalZone *local = &ctx->host->local_zone;
    return (DateDefaults){.zone = local->number,
                          .offset_minutes = local->offset_minutes,
                          .now_milliseconds = ctx->host->now_milliseconds};
}

BATCH_FN(udf_to_date_pattern) {
    UNUSED(n_args);
    DateDefaults defaults = defaults_of(ctx);
    for (size_t i = 0; i < n_rows; i++) {
        ctx->row = i;
        if (row_is_valid(out, i) && read_date(ctx, args, i, &defaults, out) != 0)
            return -1;
    }
    return 0;
}

// The third argument is the zone of the result.
static int move_to_zone(pig_ctx *ctx, const pig_str *id, DateDefaults *defaults) {
    if (zone_from_id(pig_str_data(id), id->n_bytes, &defaults->zone, &defaults->offset_minutes))
        return 0;
    return pig_fail(ctx, "there is no time zone '%.*s'", id->n_bytes > 100 ? 100 : (int)id->n_bytes,
                    pig_str_data(id));
}

BATCH_FN(udf_to_date_zone) {
    UNUSED(n_args);
    DateState *state = ctx->bind_data;
    DateDefaults defaults = defaults_of(ctx);
    bool moved = false;
    for (size_t i = 0; i < n_rows; i++) {
        ctx->row = i;
        if (!row_is_valid(out, i))
            continue;
        if (!moved && move_to_zone(ctx, str_at(&args[2], i), &defaults) != 0)
            return -1;
        moved = args[2].form == PIG_CONSTANT;
        if (read_date(ctx, args, i, &defaults, out) != 0)
            return -1;
        pig_datetime *value = &pig_datetimes_out(out)[i];
        pig_datetime like = {.zone = defaults.zone, .offset_minutes = defaults.offset_minutes};
        *value = date_at(state, &like, value->milliseconds);
    }
    return 0;
}

// The texts of a column of any type.
static pig_vec texts_of(pig_ctx *ctx, size_t n_rows, const pig_vec *values) {
    pig_vec texts = vector_new(ctx_arena(ctx), type_of(PIG_CHARARRAY), n_rows);
    Text scratch = text_new(0);
    for (size_t i = 0; i < n_rows; i++) {
        if (pig_is_null(values, i)) {
            vector_set_null(ctx_arena(ctx), &texts, i, n_rows);
            continue;
        }
        const pig_str text = any_text_at(values, i, &scratch);
        pig_strs_out(&texts)[i] = pig_str_copy(ctx, pig_str_data(&text), text.n_bytes);
    }
    text_free(&scratch);
    return texts;
}

// ToDateISO, ToDate2ARGS and ToDate3ARGS by their names; without any argument, null.
BATCH_FN(udf_to_date_of_any) {
    static pig_batch_fn *const forms[] = {udf_to_date_iso, udf_to_date_pattern, udf_to_date_zone};
    const char number = ctx->call->fn->name[strlen("ToDate")];
    const size_t n_texts = number == '2' ? 2 : number == '3' ? 3 : 1;
    pig_vec texts[3];
    if (n_args == 0)
        return all_null(ctx, n_rows, out);
    if (n_args < n_texts)
        return pig_fail_code(ctx, 2078, "%s takes %zu arguments", ctx->call->fn->name, n_texts);
    for (size_t a = 0; a < n_texts; a++) {
        texts[a] = texts_of(ctx, n_rows, &args[a]);
        for (size_t i = 0; i < n_rows; i++)
            if (pig_is_null(&texts[a], i))
                pig_set_null(ctx, out, i);
    }
    return forms[n_texts - 1](ctx, n_rows, texts, n_texts, out);
}

// ---- ToString ----

BATCH_FN(udf_date_to_string) {
    UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++) {
        char text[DATETIME_TEXT_BYTES];
        if (row_is_valid(out, i)) {
            size_t n = format_datetime(&pig_datetimes(args)[pig_at(args, i)], text);
            pig_strs_out(out)[i] = pig_str_copy(ctx, text, n);
        }
    }
    return 0;
}

BATCH_FN(udf_date_to_pattern) {
    UNUSED(n_args);
    DateState *state = ctx->bind_data;
    Text text = text_new(0);
    for (size_t i = 0; i < n_rows && !ctx->failed; i++) {
        ctx->row = i;
        if (!row_is_valid(out, i))
            continue;
        const DatePattern *pattern = use_pattern(ctx, str_at(&args[1], i));
        if (!pattern)
            break;
        text_clear(&text);
        date_pattern_print(pattern, state->zones, &pig_datetimes(args)[pig_at(args, i)], &text);
        pig_strs_out(out)[i] = pig_str_copy(ctx, text.data, text.n_bytes);
    }
    text_free(&text);
    return ctx->failed ? -1 : 0;
}

// ---- fields ----

// Day of the local date since 1970, and milliseconds of the local day.
static int64_t local_day(const pig_datetime *value, int64_t *rest) {
    return datetime_day(datetime_local(value), rest);
}

#define GET_DATE(name, field)                                                                      \
    BATCH_FN(udf_get_##name) {                                                                     \
        UNUSED(ctx), UNUSED(n_args);                                                               \
        for (size_t i = 0; i < n_rows; i++) {                                                      \
            int64_t rest, year;                                                                    \
            int month, day;                                                                        \
            civil_from_days(local_day(&pig_datetimes(args)[pig_at(args, i)], &rest), &year,        \
                            &month, &day);                                                         \
            pig_ints_out(out)[i] = (int32_t)(field);                                               \
        }                                                                                          \
        return 0;                                                                                  \
    }

#define GET_WEEK(name, field)                                                                      \
    BATCH_FN(udf_get_##name) {                                                                     \
        UNUSED(ctx), UNUSED(n_args);                                                               \
        for (size_t i = 0; i < n_rows; i++) {                                                      \
            int64_t rest, week_year;                                                               \
            int week =                                                                             \
                civil_week(local_day(&pig_datetimes(args)[pig_at(args, i)], &rest), &week_year);   \
            pig_ints_out(out)[i] = (int32_t)(field);                                               \
        }                                                                                          \
        return 0;                                                                                  \
    }

#define GET_TIME(name, field)                                                                      \
    BATCH_FN(udf_get_##name) {                                                                     \
        UNUSED(ctx), UNUSED(n_args);                                                               \
        for (size_t i = 0; i < n_rows; i++) {                                                      \
            int64_t rest;                                                                          \
            local_day(&pig_datetimes(args)[pig_at(args, i)], &rest);                               \
            pig_ints_out(out)[i] = (int32_t)(field);                                               \
        }                                                                                          \
        return 0;                                                                                  \
    }

GET_DATE(year, year)
GET_DATE(month, month)
GET_DATE(day, day)
GET_TIME(hour, rest / 3600000)
GET_TIME(minute, rest / 60000 % 60)
GET_TIME(second, rest / 1000 % 60)
GET_TIME(millisecond, rest % 1000)
GET_WEEK(week, ((void)week_year, week))
GET_WEEK(week_year, ((void)week, week_year))

BATCH_FN(udf_to_unix_time) {
    UNUSED(ctx), UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++)
        pig_longs_out(out)[i] = pig_datetimes(args)[pig_at(args, i)].milliseconds / 1000;
    return 0;
}

BATCH_FN(udf_to_milliseconds) {
    UNUSED(ctx), UNUSED(n_args);
    for (size_t i = 0; i < n_rows; i++)
        pig_longs_out(out)[i] = pig_datetimes(args)[pig_at(args, i)].milliseconds;
    return 0;
}

BATCH_FN(udf_current_time) {
    UNUSED(args), UNUSED(n_args);
    const pig_datetime now = local_zone_at(&ctx->host->local_zone, ctx->host->now_milliseconds);
    for (size_t i = 0; i < n_rows; i++)
        pig_datetimes_out(out)[i] = now;
    return 0;
}
