// SPDX-License-Identifier: Apache-2.0
//
// One loop a type. Validity is gathered in words of 64 rows; a column without nulls has no bitmap.

#include "runtime/io/text_columns.h"

#include <math.h>

#include "runtime/expr/cast.h"
#include "runtime/io/field_parse.h"
#include "udf/value/datetime.h"
#include "udf/value/number_text.h"
#include "udf/value/utf16.h"

// Where a field stands in the piece. n_bytes is 0 for a field that the row has not got: both are
// null.
typedef struct FieldSpan {
    uint32_t start;
    uint32_t n_bytes;
    bool missing;
} FieldSpan;

static inline FieldSpan field_span(const TextIndex *index, size_t row, size_t field) {
    const uint32_t first = index->row_first[row];
    if (__builtin_expect(field >= index->row_first[row + 1] - first, 0))
        return (FieldSpan){.missing = true};
    const uint32_t start = field ? index->separators[first + field - 1] + 1 : index->row_start[row];
    return (FieldSpan){.start = start, .n_bytes = index->separators[first + field] - start};
}

static void note_misfit(MisfitFields *misfits, size_t row, const char *text, size_t n_bytes) {
    if (misfits->n_fields++ == 0) {
        misfits->first_row = row;
        misfits->first = text;
        misfits->first_bytes = n_bytes;
    }
}

// ---- one field ----

static inline bool read_int(const TextPiece *piece, const char *text, size_t n_bytes,
                            int32_t *value) {
    int64_t number;
    if (piece->padded && plain_integer(text, n_bytes, &number) && number == (int32_t)number) {
        *value = (int32_t)number;
        return true;
    }
    return parse_int(text, n_bytes, true, value);
}

static inline bool read_long(const TextPiece *piece, const char *text, size_t n_bytes,
                             int64_t *value) {
    return (piece->padded && plain_integer(text, n_bytes, value)) ||
           parse_long(text, n_bytes, true, value);
}

static inline bool read_float(const TextPiece *piece, const char *text, size_t n_bytes,
                              float *value) {
    (void)piece;
    return plain_float(text, n_bytes, value) || parse_float(text, n_bytes, true, value);
}

static inline bool read_double(const TextPiece *piece, const char *text, size_t n_bytes,
                               double *value) {
    (void)piece;
    return plain_double(text, n_bytes, value) || parse_double(text, n_bytes, value);
}

static inline bool read_boolean(const TextPiece *piece, const char *text, size_t n_bytes,
                                uint8_t *value) {
    bool truth;
    (void)piece;
    const bool fits = parse_boolean(text, n_bytes, &truth);
    *value = fits && truth;
    return fits;
}

static inline bool read_datetime(const TextPiece *piece, const char *text, size_t n_bytes,
                                 pig_datetime *value) {
    return parse_datetime(text, n_bytes, piece->local_zone, value);
}

// ---- fixed-width columns ----

#define NUMBER_COLUMN(name, C, read)                                                               \
    static bool name(const TextPiece *piece, size_t field, void *data, uint64_t *valid,            \
                     MisfitFields *misfits) {                                                      \
        C *const values = data;                                                                    \
        const size_t n_rows = piece->index->n_rows;                                                \
        bool all = true;                                                                           \
        for (size_t base = 0; base < n_rows; base += 64) {                                         \
            const size_t n = n_rows - base < 64 ? n_rows - base : 64;                              \
            uint64_t word = 0;                                                                     \
            for (size_t i = 0; i < n; i++) {                                                       \
                const FieldSpan span = field_span(piece->index, base + i, field);                  \
                const char *const text = piece->data + span.start;                                 \
                C value = {0};                                                                     \
                if (span.n_bytes == 0) {                                                           \
                } else if (__builtin_expect(read(piece, text, span.n_bytes, &value), 1)) {         \
                    word |= (uint64_t)1 << i;                                                      \
                } else {                                                                           \
                    value = (C){0};                                                                \
                    note_misfit(misfits, base + i, text, span.n_bytes);                            \
                }                                                                                  \
                values[base + i] = value;                                                          \
            }                                                                                      \
            valid[base / 64] = word;                                                               \
            all &= word == (n == 64 ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1);                      \
        }                                                                                          \
        return all;                                                                                \
    }

NUMBER_COLUMN(int_column, int32_t, read_int)
NUMBER_COLUMN(long_column, int64_t, read_long)
NUMBER_COLUMN(float_column, float, read_float)
NUMBER_COLUMN(double_column, double, read_double)
NUMBER_COLUMN(boolean_column, uint8_t, read_boolean)
NUMBER_COLUMN(datetime_column, pig_datetime, read_datetime)

// ---- strings ----

// pig_str_make without branches or calls; 16 bytes behind `text` must be readable.
static inline pig_str padded_string(const char *text, uint32_t n_bytes) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t words[2], first, rest;
    const uint32_t n_first = n_bytes < 4 ? n_bytes : 4;
    const uint32_t n_rest = n_bytes < 4 ? 0 : n_bytes < 12 ? n_bytes - 4 : 8;
    pig_str string;
    memcpy(&first, text, sizeof first);
    memcpy(&rest, text + 4, sizeof rest);
    first &= ((uint64_t)1 << 8 * n_first) - 1;
    rest &= n_rest == 8 ? ~(uint64_t)0 : ((uint64_t)1 << 8 * n_rest) - 1;
    words[0] = first << 32 | n_bytes;
    words[1] = n_bytes <= PIG_STR_INLINE ? rest : (uint64_t)(uintptr_t)text;
    memcpy(&string, words, sizeof string);
    return string;
#else
    return pig_str_make(text, n_bytes);
#endif
}

_Static_assert(sizeof(void *) == 8, "far strings hold 64-bit pointers");

static bool string_column(const TextPiece *piece, size_t field, void *data, uint64_t *valid,
                          MisfitFields *misfits) {
    pig_str *const values = data;
    const size_t n_rows = piece->index->n_rows;
    const bool empty_is_text = piece->empty_is_text && field == 0;
    bool all = true;
    (void)misfits;
    for (size_t base = 0; base < n_rows; base += 64) {
        const size_t n = n_rows - base < 64 ? n_rows - base : 64;
        uint64_t word = 0;
        for (size_t i = 0; i < n; i++) {
            const FieldSpan span = field_span(piece->index, base + i, field);
            const char *const text = piece->data + span.start;
            values[base + i] = piece->padded ? padded_string(text, span.n_bytes)
                                             : pig_str_make(text, span.n_bytes);
            word |= (uint64_t)(span.n_bytes != 0 || (empty_is_text && !span.missing)) << i;
        }
        valid[base / 64] = word;
        all &= word == (n == 64 ? ~(uint64_t)0 : ((uint64_t)1 << n) - 1);
    }
    return all;
}

// Chararrays hold well-formed text: other bytes become U+FFFD, in the arena.
static void repair_strings(Arena *arena, const TextPiece *piece, Vector *column) {
    pig_str *values = pig_strs_out(column);
    for (size_t i = 0; i < piece->index->n_rows; i++) {
        const char *text = pig_str_data(&values[i]);
        const size_t n_bytes = values[i].n_bytes;
        if (text_is_utf8(text, n_bytes))
            continue;
        char *repaired = arena_alloc(arena, 3 * n_bytes);
        values[i] = pig_str_make(repaired, text_repair_utf8(text, n_bytes, repaired));
        column->flags &= (uint16_t)~PIG_VEC_STABLE;
    }
}

// ---- everything else: one field at a time ----

static Vector cast_column(Arena *arena, const TextPiece *piece, size_t field, const Type *type,
                          MisfitFields *misfits) {
    const size_t n_rows = piece->index->n_rows;
    FieldCaster *caster = field_caster_create(arena, type, n_rows, piece->local_zone);
    for (size_t row = 0; row < n_rows; row++) {
        const FieldSpan span = field_span(piece->index, row, field);
        const char *text = span.n_bytes ? piece->data + span.start : NULL;
        if (!field_caster_add(caster, text, span.n_bytes))
            note_misfit(misfits, row, text, span.n_bytes);
    }
    return field_caster_finish(caster);
}

typedef bool FixedColumn(const TextPiece *piece, size_t field, void *data, uint64_t *valid,
                         MisfitFields *misfits);

static FixedColumn *fixed_column(pig_type tag) {
    switch (tag) {
    case PIG_BOOLEAN:
        return boolean_column;
    case PIG_INT:
        return int_column;
    case PIG_LONG:
        return long_column;
    case PIG_FLOAT:
        return float_column;
    case PIG_DOUBLE:
        return double_column;
    case PIG_DATETIME:
        return datetime_column;
    case PIG_BYTEARRAY:
    case PIG_CHARARRAY:
        return string_column;
    default:
        return NULL;
    }
}

Vector text_column(Arena *arena, const TextPiece *piece, size_t field, const Type *type,
                   MisfitFields *misfits) {
    FixedColumn *const fill = fixed_column(type->tag);
    *misfits = (MisfitFields){0};
    if (!fill)
        return cast_column(arena, piece, field, type, misfits);
    const size_t n_rows = piece->index->n_rows;
    Vector column = {.type = (uint8_t)type->tag, .form = PIG_FLAT};
    column.data = arena_alloc(arena, n_rows * vector_width(type->tag));
    uint64_t *valid = arena_alloc(arena, (n_rows + 63) / 64 * sizeof *valid);
    if (!fill(piece, field, column.data, valid, misfits))
        column.valid = valid;
    if (fill == string_column && piece->stable)
        column.flags = PIG_VEC_STABLE;
    if (type->tag == PIG_CHARARRAY && !piece->utf8)
        repair_strings(arena, piece, &column);
    return column;
}

void text_mark_misfits(const TextPiece *piece, size_t field, const Vector *column, bool *is_bad) {
    for (size_t row = 0; row < piece->index->n_rows; row++)
        if (pig_is_null(column, row) && field_span(piece->index, row, field).n_bytes)
            is_bad[row] = true;
}

// ---- rows of differing width ----

static void put_any(Vector *fields, size_t at, const pig_str *value) {
    pig_slot *slots = fields->data;
    const bool null = value->n_bytes == 0;
    slots[at] = (pig_slot){.str = *value};
    fields->tags[at] = null ? PIG_UNKNOWN : PIG_BYTEARRAY;
    if (null)
        fields->valid[at / 64] &= ~((uint64_t)1 << at % 64);
}

Vector text_ragged_rows(Arena *arena, const TextPiece *piece, const pig_str *tag) {
    const TextIndex *index = piece->index;
    const size_t n_rows = index->n_rows, n_tags = tag != NULL;
    const size_t n_fields = index->n_separators + n_rows * n_tags;
    Vector rows = vector_new(arena, type_of(PIG_TUPLE), n_rows);
    Vector *fields = ARENA_NEW(arena, Vector);
    *fields = vector_new(arena, type_of(PIG_ANY), n_fields);
    vector_make_validity(arena, fields, n_fields);
    fields->flags |= piece->stable ? PIG_VEC_STABLE : 0;
    size_t at = 0;
    for (size_t row = 0; row < n_rows; row++) {
        const uint32_t first = index->row_first[row], last = index->row_first[row + 1];
        uint32_t start = index->row_start[row];
        pig_spans_out(&rows)[row] = (pig_span){at, last - first + n_tags};
        if (tag)
            put_any(fields, at++, tag);
        for (uint32_t i = first; i < last; i++) {
            const uint32_t end = index->separators[i];
            const pig_str value = pig_str_make(piece->data + start, end - start);
            put_any(fields, at++, &value);
            start = end + 1;
        }
    }
    rows.n_children = 1;
    rows.children = fields;
    return rows;
}
