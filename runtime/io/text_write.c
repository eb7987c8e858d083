// SPDX-License-Identifier: Apache-2.0
//
// Row by row, since that is how the bytes lie; room is made once a row, so that fields are written
// without checks.

#include "runtime/io/text_write.h"

#include "udf/value/datetime.h"
#include "udf/value/number_text.h"
#include "udf/vector/print.h"

enum { FIELD_BYTES = 64 }; // room that any value but a string needs
_Static_assert((int)FIELD_BYTES > (int)NUMBER_TEXT_BYTES &&
                   (int)FIELD_BYTES > (int)DATETIME_TEXT_BYTES,
               "a field's room holds numbers and datetimes");

// Copies a string to where at least its length and 16 bytes are free.
static inline char *put_string(char *to, const pig_str *value) {
    if (value->n_bytes <= PIG_STR_INLINE) {
        memcpy(to, value->u.inlined, PIG_STR_INLINE);
        return to + value->n_bytes;
    }
    memcpy(to, pig_str_data(value), value->n_bytes);
    return to + value->n_bytes;
}

static inline char *put_boolean(char *to, bool value) {
    memcpy(to, value ? "true" : "false", value ? 4 : 5);
    return to + (value ? 4 : 5);
}

// Writes a value whose room has been made.
static inline char *put_field(char *to, const Vector *column, size_t row) {
    const size_t at = pig_at(column, row);
    switch (column->type) {
    case PIG_BOOLEAN:
        return put_boolean(to, pig_booleans(column)[at]);
    case PIG_INT:
        return to + format_int(pig_ints(column)[at], to);
    case PIG_LONG:
        return to + format_long(pig_longs(column)[at], to);
    case PIG_FLOAT:
        return to + format_float(pig_floats(column)[at], to);
    case PIG_DOUBLE:
        return to + format_double(pig_doubles(column)[at], to);
    case PIG_DATETIME:
        return to + format_datetime(&pig_datetimes(column)[at], to);
    default:
        return put_string(to, &pig_strs(column)[at]);
    }
}

static bool is_simple(const Vector *column) {
    return column->type != PIG_BIGINTEGER && column->type != PIG_BIGDECIMAL &&
           column->type < PIG_MAP;
}

static inline size_t field_bytes(const Vector *column, size_t row) {
    const bool is_string = column->type == PIG_CHARARRAY || column->type == PIG_BYTEARRAY;
    return is_string ? pig_strs(column)[pig_at(column, row)].n_bytes + FIELD_BYTES : FIELD_BYTES;
}

static void write_simple_row(Text *out, const Batch *batch, size_t row, char delimiter) {
    size_t n_bytes = 1;
    for (size_t c = 0; c < batch->n_columns; c++)
        n_bytes += field_bytes(&batch->columns[c], row);
    char *const start = text_reserve(out, n_bytes), *to = start;
    if (!start)
        return;
    for (size_t c = 0; c < batch->n_columns; c++) {
        if (c)
            *to++ = delimiter;
        if (!pig_is_null(&batch->columns[c], row))
            to = put_field(to, &batch->columns[c], row);
    }
    *to++ = '\n';
    text_advance(out, (size_t)(to - start));
}

static void write_row(Text *out, const Batch *batch, size_t row, char delimiter, MapOrder maps) {
    for (size_t c = 0; c < batch->n_columns; c++) {
        if (c)
            text_append_char(out, delimiter);
        value_print_in_order(out, &batch->columns[c], row, maps);
    }
    text_append_char(out, '\n');
}

static void write_ragged_row(Text *out, const Vector *rows, size_t row, char delimiter,
                             MapOrder maps) {
    const pig_span span =
        pig_is_null(rows, row) ? (pig_span){0, 0} : pig_spans(rows)[pig_at(rows, row)];
    for (uint64_t i = 0; i < span.n_rows; i++) {
        if (i)
            text_append_char(out, delimiter);
        value_print_in_order(out, &rows->children[0], (size_t)(span.start + i), maps);
    }
    text_append_char(out, '\n');
}

static bool all_simple(const Batch *batch) {
    for (size_t c = 0; c < batch->n_columns; c++)
        if (!is_simple(&batch->columns[c]))
            return false;
    return true;
}

Status text_write_batch(Worker *worker, const Batch *batch, bool rows_are_tuples, char delimiter,
                        MapOrder maps, ByteSink *sink) {
    const bool simple = all_simple(batch);
    for (size_t i = 0; i < batch->n_selected; i++) {
        const size_t row = batch_row(batch, i);
        if (rows_are_tuples)
            write_ragged_row(&sink->text, &batch->columns[0], row, delimiter, maps);
        else if (simple)
            write_simple_row(&sink->text, batch, row, delimiter);
        else
            write_row(&sink->text, batch, row, delimiter, maps);
        if (sink->text.n_bytes > SINK_BYTES)
            TRY(sink->more(worker, sink));
    }
    return STATUS_OK;
}
