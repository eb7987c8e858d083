// SPDX-License-Identifier: Apache-2.0
//
// JsonLoader and JsonStorage: an object a line. A value that does not fit nulls itself and all
// behind it; a line that is no object is a row of nulls, counted.

#include "runtime/exec/query.h"
#include "runtime/io/bad_records.h"
#include "runtime/io/formats.h"
#include "runtime/io/json_value.h"
#include "runtime/io/schema_file.h"
#include "runtime/io/schema_text.h"
#include "runtime/io/text_scan.h"
#include "udf/vector/pack.h"

struct Loader {
    const LogicalOperator *load;
    TextScan *scan;
    bool skips_bad; // lines that do not fit
};

typedef struct JsonRead {
    const Loader *loader;
    PushBatch *push;
    void *context;
    JsonReader json;
} JsonRead;

// The packed fields of a batch: where each begins, row by row; SIZE_MAX: null.
typedef struct PackedRows {
    Text bytes;
    size_t *starts;
    bool *is_bad;
    size_t n_bad, first_bad; // rows
    size_t n_misfits;        // values of maps that became null
} PackedRows;

// Reads a line. false: it is not as the schema wants it.
static bool read_row(Worker *worker, JsonRead *read, const char *text, size_t n_bytes,
                     PackedRows *packed, size_t *starts) {
    const LogicalOperator *load = read->loader->load;
    const Schema *schema = load->schema;
    const JsonFields reading = {&read->json, &worker->host.local_zone, &packed->n_misfits};
    json_open(&read->json, worker->arena, text, n_bytes);
    bool fits = json_next(&read->json).kind == JSON_OBJECT;
    for (int i = 0; i < schema->n_fields; i++) {
        const size_t start = packed->bytes.n_bytes;
        fits = fits && json_pack_field(&reading, schema->fields[i].type, &packed->bytes);
        starts[i] = fits ? start : SIZE_MAX;
        if (!fits)
            text_truncate(&packed->bytes, start);
    }
    return fits;
}

static Vector unpack_column(Arena *arena, const PackedRows *packed, size_t n_rows, size_t n_columns,
                            size_t column, const Type *type) {
    Unpacker *unpacker = unpacker_create(arena, type, n_rows);
    for (size_t row = 0; row < n_rows; row++) {
        const size_t start = packed->starts[row * n_columns + column];
        if (start == SIZE_MAX)
            unpacker_add(unpacker, NULL, 0);
        else
            unpacker_add(unpacker, packed->bytes.data + start, packed->bytes.n_bytes - start);
    }
    return unpacker_finish(unpacker);
}

// Leaves bad lines out or tells how many there are.
static void judge_rows(Worker *worker, const JsonRead *read, const TextPiece *piece,
                       const PackedRows *packed, Batch *batch) {
    enum { MOST_SHOWN = 80 };
    char place[WARNING_EXAMPLE_BYTES];
    if (packed->n_misfits)
        worker_warn(worker, WARNING_FIELD_DISCARDED_TYPE_CONVERSION, packed->n_misfits,
                    "%s: the values of maps", worker->input);
    if (packed->n_bad == 0)
        return;
    text_place(worker, piece, packed->first_bad, place, sizeof place);
    const uint32_t start = piece->index->row_start[packed->first_bad];
    const size_t n_bytes = piece->index->separators[packed->first_bad] - start;
    if (read->loader->skips_bad)
        bad_records_drop(worker, batch, packed->is_bad, place);
    else
        worker_warn(worker, WARNING_BAD_RECORD, packed->n_bad, "%s: '%.*s'", place,
                    (int)(n_bytes < MOST_SHOWN ? n_bytes : MOST_SHOWN), piece->data + start);
}

static Status push_rows(Worker *worker, const JsonRead *read, const TextPiece *piece,
                        const PackedRows *packed) {
    const size_t n_rows = piece->index->n_rows;
    const LogicalOperator *load = read->loader->load;
    const size_t n_columns = (size_t)load->schema->n_fields;
    Vector *columns = ARENA_NEW_ARRAY(worker->arena, Vector, n_columns);
    for (size_t c = 0; c < n_columns; c++) {
        const Type *type = load->schema->fields[c].type;
        columns[c] = load->load.used && !load->load.used[c]
                         ? vector_null(worker->arena, type)
                         : unpack_column(worker->arena, packed, n_rows, n_columns, c, type);
    }
    Batch batch = {
        .n_rows = n_rows, .n_selected = n_rows, .n_columns = n_columns, .columns = columns};
    judge_rows(worker, read, piece, packed, &batch);
    return read->push(worker, read->context, &batch);
}

static Status take_lines(Worker *worker, void *context, const TextPiece *piece) {
    JsonRead *read = context;
    const TextIndex *index = piece->index;
    const size_t n_columns = (size_t)read->loader->load->schema->n_fields;
    PackedRows packed = {.bytes = text_new((size_t)4 << 30)};
    packed.starts = ARENA_NEW_ARRAY(worker->arena, size_t, index->n_rows * n_columns);
    packed.is_bad = ARENA_NEW_ARRAY(worker->arena, bool, index->n_rows);
    for (size_t row = 0; row < index->n_rows; row++) {
        const uint32_t start = index->row_start[row];
        const size_t n_bytes = index->separators[row] - start;
        packed.is_bad[row] = !read_row(worker, read, piece->data + start, n_bytes, &packed,
                                       packed.starts + row * n_columns);
        if (packed.is_bad[row] && packed.n_bad++ == 0)
            packed.first_bad = row;
    }
    const Status status =
        text_is_full(&packed.bytes)
            ? worker_fail(worker, ERROR_RUN, NULL, "too large JSON in '%s'", worker->input)
            : push_rows(worker, read, piece, &packed);
    text_free(&packed.bytes);
    return status;
}

static Status open_loader(Worker *worker, const LogicalOperator *load, Arena *arena,
                          Loader **made) {
    Loader *loader = ARENA_NEW(arena, Loader);
    if (!load->schema)
        return worker_fail(worker, 2245, NULL, "Cannot get schema from loadFunc JsonLoader");
    *loader = (Loader){.load = load,
                       .skips_bad = bad_records_skip(worker->query),
                       .scan = text_scan_open(arena, TEXT_NO_DELIMITER, worker->query->n_threads)};
    *made = loader;
    return STATUS_OK;
}

static Status read_split(Worker *worker, Loader *loader, const Split *split, PushBatch *push,
                         void *context) {
    JsonRead *read = arena_alloc(worker->state, sizeof *read);
    *read = (JsonRead){.loader = loader, .push = push, .context = context};
    return text_scan_split(loader->scan, worker, split, take_lines, read);
}

static void close_loader(Loader *loader) {
    text_scan_close(loader->scan);
}

// ---- the storer ----

static Status open_storer(Worker *worker, const LogicalOperator *store, void **writer) {
    (void)worker;
    *writer = (void *)store->inputs[0]->schema;
    return STATUS_OK;
}

static Status write_batch(Worker *worker, void *writer, const Batch *batch, ByteSink *sink) {
    const Schema *schema = writer;
    for (size_t i = 0; i < batch->n_selected; i++) {
        json_put_row(&sink->text, batch->columns, batch_row(batch, i), schema);
        text_append_char(&sink->text, '\n');
        if (sink->text.n_bytes > SINK_BYTES)
            TRY(sink->more(worker, sink));
    }
    return STATUS_OK;
}

static Status finish_folder(Worker *worker, const LogicalOperator *store, const char *folder) {
    return schema_file_write(worker, store, folder, '\t');
}

// ---- for the compiler ----

static Status check_loader(const FormatCall *call, bool store, DiagnosticSink *sink) {
    (void)store;
    Arena *arena = arena_create(0, NULL, NULL);
    Status status = STATUS_OK;
    if (call->n_args > 1)
        status = diagnose(sink, 1200, &call->place, "JsonLoader takes one schema");
    else if (call->n_args == 1 && !schema_text_parse(arena, call->args[0]))
        status = diagnose(sink, 1200, &call->place, "'%s' is not a schema", call->args[0]);
    arena_destroy(arena);
    return status;
}

static Status load_schema(Arena *arena, const char *location, const FormatCall *call,
                          const Schema *declared, const Schema **schema, DiagnosticSink *sink) {
    const Schema *own =
        call->n_args ? schema_text_parse(arena, call->args[0]) : schema_file_read(arena, location);
    if (!own)
        return diagnose(sink, 2245, NULL,
                        "Cannot get schema from loadFunc org.apache.pig.builtin.JsonLoader");
    return schema_stored(arena, own, declared, call, sink, schema);
}

static const LoaderType json_loader = {
    .open = open_loader,
    .read_split = read_split,
    .close = close_loader,
    .splittable = true,
};

static const StorerType json_storer = {
    .open = open_storer,
    .write = write_batch,
    .finish_folder = finish_folder,
};

const Format format_json_loader = {
    .name = "JsonLoader",
    .loader = &json_loader,
    .check = check_loader,
    .load_schema = load_schema,
};

const Format format_json_storage = {
    .name = "JsonStorage",
    .storer = &json_storer,
    .stores_by_schema = true,
};
