// SPDX-License-Identifier: Apache-2.0
//
// BinStorage: records of tagged values, interchangeable with Apache Pig's. As there, what stands
// between records is passed over (and counted), and a record that is damaged ends the run unless
// the script has such records skipped.

#include <stdlib.h>
#include <string.h>

#include "runtime/exec/query.h"
#include "runtime/expr/cast.h"
#include "runtime/io/bad_records.h"
#include "runtime/io/bin_value.h"
#include "runtime/io/byte_input.h"
#include "runtime/io/formats.h"
#include "runtime/io/uri.h"
#include "udf/vector/pack.h"

enum {
    MARK_BYTES = 3, // before the tuple, whose own first byte always follows
    FULL_MARK_BYTES = 4,
    BUFFER_BYTES = 256 * 1024,
    MAX_RECORD_BYTES = 1 << 30,
    BATCH_PACKED_BYTES = 8 * 1024 * 1024,
};
static const char mark[FULL_MARK_BYTES] = {1, 2, 3, PIG_TUPLE};

// One worker's input; made when it reads its first split.
typedef struct BinWorker {
    ByteInput *input;
    char *buffer;
    size_t capacity, n_used, at;
    uint64_t offset; // of the buffer in the file, once unpacked
    bool over;
    Text packed; // records of a batch
} BinWorker;

struct Loader {
    const LogicalOperator *load;
    size_t n_workers;
    BinWorker *workers;
    bool skips_bad; // records
};

// ---- records ----

static Status refill(Worker *worker, BinWorker *self) {
    if (self->at)
        memmove(self->buffer, self->buffer + self->at, self->n_used - self->at);
    self->n_used -= self->at;
    self->offset += self->at;
    self->at = 0;
    if (self->n_used == self->capacity) {
        const size_t capacity = self->capacity ? 2 * self->capacity : BUFFER_BYTES;
        char *larger =
            capacity <= 2 * (size_t)MAX_RECORD_BYTES ? realloc(self->buffer, capacity) : NULL;
        if (!larger)
            return worker_fail(worker, ERROR_RUN, NULL, "a record of '%s' is too large",
                               worker->input);
        self->buffer = larger;
        self->capacity = capacity;
    }
    size_t n = 0;
    TRY(byte_input_read(self->input, worker, self->buffer + self->n_used,
                        self->capacity - self->n_used, &n));
    self->n_used += n;
    self->over = n == 0;
    return STATUS_OK;
}

// Moves to the next mark in the buffer; false: there is none (all but the last bytes are passed).
static bool find_mark(Worker *worker, BinWorker *self) {
    const size_t start = self->at;
    bool found = false;
    while (self->n_used - self->at >= FULL_MARK_BYTES) {
        found = memcmp(self->buffer + self->at, mark, FULL_MARK_BYTES) == 0;
        if (found)
            break;
        const char *next =
            memchr(self->buffer + self->at + 1, mark[0], self->n_used - self->at - 1);
        self->at = next ? (size_t)(next - self->buffer) : self->n_used;
    }
    if (self->over && !found)
        self->at = self->n_used;
    if (self->at > start)
        worker_warn(worker, WARNING_NO_RECORD, 1, "%s: %zu bytes from byte %llu on", worker->input,
                    self->at - start, (unsigned long long)(self->offset + start));
    return found;
}

// Passes over a record that cannot be read, if such records are skipped.
static Status pass_damaged(Worker *worker, const Loader *loader, BinWorker *self, bool whole) {
    const unsigned long long place = self->offset + self->at;
    if (!loader->skips_bad)
        return worker_fail(worker, ERROR_RUN, NULL, "'%s': the record at byte %llu %s",
                           worker->input, place, whole ? "is damaged" : "is not whole");
    worker_warn(worker, WARNING_RECORD_SKIPPED, 1, "%s at byte %llu", worker->input, place);
    const char *from = self->buffer + self->at + 1;
    const char *next =
        memmem(from, (size_t)(self->buffer + self->n_used - from), mark, FULL_MARK_BYTES);
    self->at = next ? (size_t)(next - self->buffer) : self->n_used;
    return STATUS_OK;
}

// Packs the next record. *found: there was one.
static Status next_record(Worker *worker, const Loader *loader, BinWorker *self, bool *found) {
    *found = false;
    for (;;) {
        if (find_mark(worker, self)) {
            const char *at = self->buffer + self->at + MARK_BYTES;
            const size_t start = self->packed.n_bytes;
            const BinStatus status =
                bin_pack(worker->arena, &at, self->buffer + self->n_used, &self->packed);
            if (status == BIN_OK) {
                self->at = (size_t)(at - self->buffer);
                *found = true;
                return STATUS_OK;
            }
            text_truncate(&self->packed, start);
            if (status != BIN_INCOMPLETE || self->over) {
                TRY(pass_damaged(worker, loader, self, status != BIN_INCOMPLETE));
                continue;
            }
        }
        if (self->over)
            return STATUS_OK;
        TRY(refill(worker, self));
    }
}

// ---- batches ----

static Vector unpack_rows(Arena *arena, const BinWorker *self, const size_t *starts,
                          size_t n_rows) {
    Unpacker *unpacker = unpacker_create(arena, type_of(PIG_TUPLE), n_rows);
    for (size_t i = 0; i < n_rows; i++)
        unpacker_add(unpacker, self->packed.data + starts[i], self->packed.n_bytes - starts[i]);
    return unpacker_finish(unpacker);
}

// Field c of ragged rows; null where a row has not got it.
static Status typed_column(Worker *worker, const Vector *rows, size_t n_rows, size_t c,
                           const Field *field, Vector *column) {
    uint32_t *places = ARENA_NEW_ARRAY(worker->arena, uint32_t, n_rows);
    for (size_t i = 0; i < n_rows; i++) {
        const pig_span span = pig_spans(rows)[i];
        places[i] = c < span.n_rows ? (uint32_t)(span.start + c) : VECTOR_NO_ROW;
    }
    const Vector any = vector_gather_or_null(worker->arena, &rows->children[0], places, n_rows);
    if (field->type->tag == PIG_ANY) {
        *column = any;
        return STATUS_OK;
    }
    return cast_vector(worker, &any, rows_all(n_rows), field->type,
                       field->name ? field->name : "BinStorage", column);
}

static Status push_rows(Worker *worker, const Loader *loader, const BinWorker *self,
                        const size_t *starts, size_t n_rows, PushBatch *push, void *context) {
    const LogicalOperator *load = loader->load;
    Vector rows = unpack_rows(worker->arena, self, starts, n_rows);
    Batch batch = {.n_rows = n_rows, .n_selected = n_rows, .n_columns = 1, .columns = &rows};
    if (!load->schema)
        return push(worker, context, &batch);
    batch.n_columns = (size_t)load->schema->n_fields;
    batch.columns = ARENA_NEW_ARRAY(worker->arena, Vector, batch.n_columns);
    for (size_t c = 0; c < batch.n_columns; c++) {
        const Field *field = &load->schema->fields[c];
        if (load->load.used && !load->load.used[c])
            batch.columns[c] = vector_null(worker->arena, field->type);
        else
            TRY(typed_column(worker, &rows, n_rows, c, field, &batch.columns[c]));
    }
    return push(worker, context, &batch);
}

static Status read_batches(Worker *worker, Loader *loader, BinWorker *self, PushBatch *push,
                           void *context) {
    bool found = true;
    while (found) {
        const ArenaMark arena = arena_mark(worker->arena);
        size_t *starts = ARENA_NEW_ARRAY(worker->arena, size_t, BATCH_ROWS), n = 0;
        text_clear(&self->packed);
        while (found && n < BATCH_ROWS && self->packed.n_bytes < BATCH_PACKED_BYTES) {
            starts[n] = self->packed.n_bytes;
            TRY(next_record(worker, loader, self, &found));
            n += found;
        }
        if (n)
            TRY(push_rows(worker, loader, self, starts, n, push, context));
        arena_release(worker->arena, arena);
    }
    return STATUS_OK;
}

// ---- the loader ----

static Status open_loader(Worker *worker, const LogicalOperator *load, Arena *arena,
                          Loader **made) {
    Loader *loader = ARENA_NEW(arena, Loader);
    loader->load = load;
    loader->skips_bad = bad_records_skip(worker->query);
    loader->n_workers = worker->query->n_threads;
    loader->workers = ARENA_NEW_ARRAY(arena, BinWorker, loader->n_workers);
    for (size_t i = 0; i < loader->n_workers; i++)
        loader->workers[i].packed = text_new((size_t)4 << 30);
    *made = loader;
    return STATUS_OK;
}

static Status read_split(Worker *worker, Loader *loader, const Split *split, PushBatch *push,
                         void *context) {
    BinWorker *self = &loader->workers[worker->number];
    byte_input_close(self->input);
    self->input = NULL;
    self->at = self->n_used = 0;
    self->offset = 0;
    self->over = false;
    TRY(byte_input_open(worker, split->path, &self->input));
    return read_batches(worker, loader, self, push, context);
}

static void close_loader(Loader *loader) {
    for (size_t i = 0; i < loader->n_workers; i++) {
        byte_input_close(loader->workers[i].input);
        free(loader->workers[i].buffer);
        text_free(&loader->workers[i].packed);
    }
}

static const LoaderType bin_loader = {
    .open = open_loader,
    .read_split = read_split,
    .close = close_loader,
};

// ---- the storer ----

static Status open_storer(Worker *worker, const LogicalOperator *store, void **writer) {
    (void)worker;
    *writer = store->inputs[0];
    return STATUS_OK;
}

static Status write_batch(Worker *worker, void *writer, const Batch *batch, ByteSink *sink) {
    const LogicalOperator *stored = writer;
    const bool ragged = batch_is_rows(batch, stored->schema);
    const Vector tuple = {
        .type = PIG_TUPLE, .n_children = (uint32_t)batch->n_columns, .children = batch->columns};
    for (size_t i = 0; i < batch->n_selected; i++) {
        const Value value = value_at(ragged ? &batch->columns[0] : &tuple, batch_row(batch, i));
        text_append(&sink->text, mark, MARK_BYTES);
        bin_put(&sink->text, &value);
        if (sink->text.n_bytes > SINK_BYTES)
            TRY(sink->more(worker, sink));
    }
    return STATUS_OK;
}

static const StorerType bin_storer = {.open = open_storer, .write = write_batch};

// ---- for the compiler ----

// The first record of the location, packed; its memory is given, text_free.
static Text first_record(Arena *arena, const char *location) {
    InputFiles files = {0};
    Text packed = text_new(0);
    Text head = text_new(0);
    if (uri_expand(arena, location, &files).code != 0)
        files.n_files = 0;
    for (size_t i = 0; i < files.n_files && packed.n_bytes == 0; i++) {
        FILE *file = fopen(files.files[i].path, "re");
        text_clear(&head);
        char *room = text_reserve(&head, BUFFER_BYTES);
        if (file && room)
            text_advance(&head, fread(room, 1, BUFFER_BYTES, file));
        if (file)
            fclose(file);
        const char *at = head.data + MARK_BYTES;
        if (head.n_bytes > MARK_BYTES && memcmp(head.data, mark, MARK_BYTES) == 0 &&
            bin_pack(arena, &at, head.data + head.n_bytes, &packed) != BIN_OK)
            text_clear(&packed);
    }
    text_free(&head);
    return packed;
}

// Fields without a type hold values of the types that the data have.
static const Schema *with_any(Arena *arena, const Schema *declared) {
    Schema *schema = schema_new(arena, declared->n_fields);
    for (int i = 0; i < declared->n_fields; i++) {
        schema->fields[i] = declared->fields[i];
        if (declared->fields[i].type->tag == PIG_BYTEARRAY)
            schema->fields[i].type = type_of(PIG_ANY);
    }
    return schema;
}

static Status load_schema(Arena *arena, const char *location, const FormatCall *call,
                          const Schema *declared, const Schema **schema, DiagnosticSink *sink) {
    Text packed = first_record(arena, location);
    const Schema *found = NULL;
    if (packed.n_bytes && packed_type(packed.data) == PIG_TUPLE)
        found = bin_type(arena, packed.data)->fields;
    text_free(&packed);
    if (declared && found && declared->n_fields != found->n_fields)
        return diagnose(sink, 1031, &call->place, "the data have %d fields, the AS clause %d",
                        found->n_fields, declared->n_fields);
    if (declared)
        *schema = with_any(arena, declared);
    else if (found)
        *schema = with_any(arena, found);
    return STATUS_OK;
}

const Format format_bin_storage = {
    .name = "BinStorage",
    .loader = &bin_loader,
    .storer = &bin_storer,
    .load_schema = load_schema,
};
