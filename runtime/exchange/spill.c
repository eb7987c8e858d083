// SPDX-License-Identifier: Apache-2.0
//
// Spill files and the form of rows in them:
//
//   | rows 4 | then a column each: form 1 | [null bits] | values |
//
// Fixed-width values stand as in memory, strings as all lengths and then all bytes, everything else
// packed (udf/vector/pack.h).

#include "runtime/exchange/spill.h"

#include <errno.h>
#include <lz4.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/exec/temporary_file.h"
#include "udf/vector/pack.h"

enum {
    LARGEST_PIECE = 1 << 30,
    FORM_NULLS = 0,
    FORM_FIXED = 1,
    FORM_STRINGS = 2,
    FORM_PACKED = 3,
    FORM_HAS_NULLS = 16,
};

// ---- files ----

static Status open_file(Worker *worker, SpillFile *file) {
    TRY(temporary_file_open(worker, &file->fd));
    file->open = true;
    return STATUS_OK;
}

static Status write_all(Worker *worker, SpillFile *file, const char *bytes, size_t n_bytes) {
    while (n_bytes) {
        const ssize_t n = pwrite(file->fd, bytes, n_bytes, (off_t)file->end);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return temporary_file_fail(worker, n ? errno : ENOSPC);
        bytes += n;
        n_bytes -= (size_t)n;
        file->end += (uint64_t)n;
    }
    return STATUS_OK;
}

static Status write_bytes(Worker *worker, SpillFile *file, const char *bytes, size_t n_bytes,
                          SpillExtent *extent) {
    if (!file->open)
        TRY(open_file(worker, file));
    if (n_bytes > LARGEST_PIECE)
        return worker_fail(worker, ERROR_TEMPORARY_FILE, NULL, "a row is too large to be spilled");
    const int bound = LZ4_compressBound((int)n_bytes);
    char *packed = malloc((size_t)bound + 1);
    if (!packed)
        worker_out_of_memory(worker, (size_t)bound);
    const int n = LZ4_compress_default(bytes, packed, (int)n_bytes, bound);
    *extent = (SpillExtent){file->end, (uint32_t)n, (uint32_t)n_bytes};
    const Status status = write_all(worker, file, packed, (size_t)n);
    free(packed);
    return status;
}

// The piece, in the arena.
static Status read_bytes(Worker *worker, const SpillFile *file, const SpillExtent *extent,
                         Arena *arena, char **bytes) {
    *bytes = arena_alloc(arena, extent->n_raw_bytes);
    char *packed = malloc(extent->n_bytes + (size_t)1);
    if (!packed)
        worker_out_of_memory(worker, extent->n_bytes);
    size_t done = 0;
    while (done < extent->n_bytes) {
        const ssize_t n =
            pread(file->fd, packed + done, extent->n_bytes - done, (off_t)(extent->offset + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    const int n = done < extent->n_bytes ? -1
                                         : LZ4_decompress_safe(packed, *bytes, (int)extent->n_bytes,
                                                               (int)extent->n_raw_bytes);
    free(packed);
    if (n != (int)extent->n_raw_bytes)
        return worker_fail(worker, ERROR_TEMPORARY_FILE, NULL, "cannot read a temporary file back");
    return STATUS_OK;
}

void spill_close(SpillFile *file) {
    if (file->open)
        close(file->fd);
    file->open = false;
}

// ---- rows ----

static void put_u32(Text *out, size_t value) {
    const uint32_t u = (uint32_t)value;
    text_append(out, (const char *)&u, sizeof u);
}

static int column_form(const Vector *v) {
    if (v->form == PIG_CONSTANT && pig_is_null(v, 0))
        return FORM_NULLS;
    if (v->type == PIG_ANY || type_is_complex((pig_type)v->type))
        return FORM_PACKED;
    return type_is_string((pig_type)v->type) ? FORM_STRINGS : FORM_FIXED;
}

static void encode_strings(Text *out, const Vector *v, size_t n) {
    for (size_t i = 0; i < n; i++)
        put_u32(out, pig_is_null(v, i) ? 0 : pig_strs(v)[i].n_bytes);
    for (size_t i = 0; i < n; i++)
        if (!pig_is_null(v, i))
            text_append(out, pig_str_data(&pig_strs(v)[i]), pig_strs(v)[i].n_bytes);
}

static void encode_packed(Text *out, const Vector *v, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const size_t at = out->n_bytes;
        put_u32(out, 0);
        pack_value(out, v, i);
        if (text_is_full(out))
            return;
        const uint32_t n_bytes = (uint32_t)(out->n_bytes - at - sizeof(uint32_t));
        memcpy(out->data + at, &n_bytes, sizeof n_bytes);
    }
}

static void encode_column(Text *out, const Vector *v, size_t n) {
    const int form = column_form(v);
    const bool nulls = (form == FORM_FIXED || form == FORM_STRINGS) && v->valid;
    text_append_char(out, (char)(form | (nulls ? FORM_HAS_NULLS : 0)));
    if (nulls)
        text_append(out, (const char *)v->valid, (n + 63) / 64 * sizeof(uint64_t));
    if (form == FORM_FIXED)
        text_append(out, v->data, n * vector_width((pig_type)v->type));
    else if (form == FORM_STRINGS)
        encode_strings(out, v, n);
    else if (form == FORM_PACKED)
        encode_packed(out, v, n);
}

// Appends the first n rows to `out`, column by column. arena: scratch.
static void encode_rows(Arena *arena, Text *out, const SpillRows *rows, size_t n) {
    put_u32(out, n);
    for (size_t c = 0; c < rows->n_columns; c++) {
        const ArenaMark mark = arena_mark(arena);
        Vector v = rows->columns[c];
        if (column_form(&v) != FORM_NULLS)
            v = rows->rows ? vector_gather(arena, &v, rows->rows, n) : vector_flatten(arena, &v, n);
        encode_column(out, &v, n);
        arena_release(arena, mark);
    }
}

typedef struct Reader {
    const char *at, *end;
    bool damaged;
} Reader;

static const char *take(Reader *reader, size_t n_bytes) {
    if ((size_t)(reader->end - reader->at) < n_bytes) {
        reader->damaged = true;
        return NULL;
    }
    const char *bytes = reader->at;
    reader->at += n_bytes;
    return bytes;
}

static size_t take_u32(Reader *reader) {
    uint32_t u = 0;
    const char *bytes = take(reader, sizeof u);
    if (bytes)
        memcpy(&u, bytes, sizeof u);
    return u;
}

static void decode_strings(Reader *reader, Vector *v, size_t n) {
    Reader lengths = *reader;
    if (!take(reader, n * sizeof(uint32_t)))
        return;
    for (size_t i = 0; i < n; i++) {
        const size_t n_bytes = take_u32(&lengths);
        const char *bytes = take(reader, n_bytes);
        if (!bytes)
            return;
        pig_strs_out(v)[i] = pig_str_make(bytes, n_bytes);
    }
}

static Vector decode_packed(Arena *arena, Reader *reader, const Type *type, size_t n) {
    Unpacker *unpacker = unpacker_create(arena, type, n);
    for (size_t i = 0; i < n; i++) {
        const size_t n_bytes = take_u32(reader);
        const char *bytes = take(reader, n_bytes);
        unpacker_add(unpacker, bytes, bytes ? n_bytes : 0);
    }
    return unpacker_finish(unpacker);
}

static Vector decode_column(Arena *arena, Reader *reader, const Type *type, size_t n) {
    const char *head = take(reader, 1);
    const int form = head ? *head & ~FORM_HAS_NULLS : FORM_NULLS;
    if (form == FORM_NULLS)
        return vector_null(arena, type);
    if (form == FORM_PACKED)
        return decode_packed(arena, reader, type, n);
    Vector v = vector_new(arena, type, n);
    if (*head & FORM_HAS_NULLS) {
        const size_t n_bytes = (n + 63) / 64 * sizeof(uint64_t);
        const char *bytes = take(reader, n_bytes);
        if (!bytes)
            return v;
        vector_make_validity(arena, &v, n);
        memcpy(v.valid, bytes, n_bytes);
    }
    if (form == FORM_STRINGS) {
        decode_strings(reader, &v, n);
        return v;
    }
    const size_t n_bytes = n * vector_width(type->tag);
    const char *bytes = take(reader, n_bytes);
    if (bytes)
        memcpy(v.data, bytes, n_bytes);
    return v;
}

// Values point into `bytes`. Fails when they are damaged.
static Status decode_rows(Arena *arena, const char *bytes, size_t n_bytes, SpilledRows *rows) {
    Reader reader = {.at = bytes, .end = bytes + n_bytes};
    rows->n = take_u32(&reader);
    if (rows->n > n_bytes * (size_t)64 + BATCH_ROWS)
        return STATUS_FAILED;
    for (size_t c = 0; c < rows->n_columns; c++)
        rows->columns[c] = decode_column(arena, &reader, rows->types[c], rows->n);
    return reader.damaged ? STATUS_FAILED : STATUS_OK;
}

// ---- pieces of rows ----

// Encodes the first n rows; false if they take more than max_bytes.
static bool encode_some(Worker *worker, const SpillRows *rows, size_t n, size_t max_bytes,
                        Text *bytes) {
    const ArenaMark mark = arena_mark(worker->arena);
    *bytes = text_new(max_bytes);
    encode_rows(worker->arena, bytes, rows, n);
    arena_release(worker->arena, mark);
    return !text_is_full(bytes);
}

Status spill_write_rows(Worker *worker, SpillFile *file, const SpillRows *rows, SpillExtent *extent,
                        size_t *n_written) {
    size_t n = rows->n;
    Text bytes;
    while (!encode_some(worker, rows, n, n > 1 ? SPILL_PIECE_BYTES : LARGEST_PIECE, &bytes)) {
        text_free(&bytes);
        if (n == 1)
            return worker_fail(worker, ERROR_TEMPORARY_FILE, NULL,
                               "a row is too large to be spilled");
        n = (n + 7) / 8;
    }
    const Status status = write_bytes(worker, file, bytes.data, bytes.n_bytes, extent);
    text_free(&bytes);
    *n_written = n;
    return status;
}

Status spill_read_rows(Worker *worker, const SpillFile *file, const SpillExtent *extent,
                       Arena *arena, SpilledRows *rows) {
    char *bytes;
    TRY(read_bytes(worker, file, extent, arena, &bytes));
    return decode_rows(arena, bytes, extent->n_raw_bytes, rows) == STATUS_OK
               ? STATUS_OK
               : worker_fail(worker, ERROR_TEMPORARY_FILE, NULL,
                             "cannot read a temporary file back");
}
