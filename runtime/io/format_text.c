// SPDX-License-Identifier: Apache-2.0
//
// PigStorage and TextLoader: lines, cut into fields or not.

#include <pthread.h>
#include <string.h>

#include "runtime/exec/query.h"
#include "runtime/io/bad_records.h"
#include "runtime/io/formats.h"
#include "runtime/io/pig_storage.h"
#include "runtime/io/schema_file.h"
#include "runtime/io/text_scan.h"
#include "runtime/io/text_write.h"

struct Loader {
    const LogicalOperator *load;
    TextScan *scan;
    PigStorageTag tag;
    bool is_text_loader;
    bool skips_bad;       // rows with a field that does not fit
    pthread_mutex_t lock; // of `paths`
    Arena *paths;         // what -tagPath puts in front; NULL without it
};

// One split on its way.
typedef struct TextRead {
    const Loader *loader;
    const Split *split;
    PushBatch *push;
    void *context;
    pig_str tag; // of the loader's -tagFile or -tagPath
} TextRead;

// ---- rows ----

static void warn_column(Worker *worker, const LogicalOperator *load, const Field *field,
                        const TextPiece *piece, const MisfitFields *misfits) {
    enum { MOST_SHOWN = 60 };
    const size_t n_shown = misfits->first_bytes < MOST_SHOWN ? misfits->first_bytes : MOST_SHOWN;
    char place[WARNING_EXAMPLE_BYTES];
    text_place(worker, piece, misfits->first_row, place, sizeof place);
    worker_warn(worker, WARNING_FIELD_DISCARDED_TYPE_CONVERSION, misfits->n_fields,
                "%s.%s: %s: '%.*s'", load->alias ? load->alias : "LOAD",
                field->name ? field->name : "?", place, (int)n_shown, misfits->first);
}

// The column with the earliest row goes first: the first example is kept.
static void warn_misfits(Worker *worker, const LogicalOperator *load, const TextPiece *piece,
                         const MisfitFields *misfits) {
    const size_t n_columns = (size_t)load->schema->n_fields;
    size_t first = n_columns;
    for (size_t c = 0; c < n_columns; c++)
        if (misfits[c].n_fields &&
            (first == n_columns || misfits[c].first_row < misfits[first].first_row))
            first = c;
    if (first == n_columns)
        return;
    warn_column(worker, load, &load->schema->fields[first], piece, &misfits[first]);
    for (size_t c = 0; c < n_columns; c++)
        if (c != first && misfits[c].n_fields)
            warn_column(worker, load, &load->schema->fields[c], piece, &misfits[c]);
}

// Leaves out the rows in which a field that is there has become null.
static void drop_misfits(Worker *worker, const TextRead *read, const TextPiece *piece,
                         const MisfitFields *misfits, Batch *batch) {
    const size_t n_tags = read->loader->tag != TAG_NONE;
    bool *is_bad = ARENA_NEW_ARRAY(worker->arena, bool, batch->n_rows);
    size_t first = batch->n_rows;
    for (size_t c = n_tags; c < batch->n_columns; c++) {
        if (misfits[c].n_fields == 0)
            continue;
        text_mark_misfits(piece, c - n_tags, &batch->columns[c], is_bad);
        first = misfits[c].first_row < first ? misfits[c].first_row : first;
    }
    if (first == batch->n_rows)
        return;
    char place[WARNING_EXAMPLE_BYTES];
    text_place(worker, piece, first, place, sizeof place);
    bad_records_drop(worker, batch, is_bad, place);
}

static Vector tag_column(Arena *arena, const pig_str *tag, const Type *type) {
    if (type->tag != PIG_CHARARRAY && type->tag != PIG_BYTEARRAY)
        return vector_null(arena, type);
    Vector column = {.type = (uint8_t)type->tag, .form = PIG_CONSTANT, .flags = PIG_VEC_STABLE};
    pig_str *value = ARENA_NEW(arena, pig_str);
    *value = *tag;
    column.data = value;
    return column;
}

static Status push_columns(Worker *worker, const TextRead *read, const TextPiece *piece) {
    const LogicalOperator *load = read->loader->load;
    const Schema *schema = load->schema;
    const size_t n_columns = (size_t)schema->n_fields, n_tags = read->loader->tag != TAG_NONE;
    Vector *columns = ARENA_NEW_ARRAY(worker->arena, Vector, n_columns + 1);
    MisfitFields *misfits = ARENA_NEW_ARRAY(worker->arena, MisfitFields, n_columns + 1);
    for (size_t c = 0; c < n_columns; c++) {
        const Field *field = &schema->fields[c];
        const bool used = !load->load.used || load->load.used[c] || read->loader->skips_bad;
        if (!used) {
            columns[c] = vector_null(worker->arena, field->type);
        } else if (c < n_tags) {
            columns[c] = tag_column(worker->arena, &read->tag, field->type);
        } else {
            columns[c] = text_column(worker->arena, piece, c - n_tags, field->type, &misfits[c]);
        }
    }
    Batch batch = {
        .n_rows = piece->index->n_rows,
        .n_selected = piece->index->n_rows,
        .n_columns = n_columns,
        .columns = columns,
    };
    if (read->loader->skips_bad)
        drop_misfits(worker, read, piece, misfits, &batch);
    else
        warn_misfits(worker, load, piece, misfits);
    return read->push(worker, read->context, &batch);
}

static Status push_ragged(Worker *worker, const TextRead *read, const TextPiece *piece) {
    Vector rows =
        text_ragged_rows(worker->arena, piece, read->loader->tag != TAG_NONE ? &read->tag : NULL);
    const Batch batch = {
        .n_rows = piece->index->n_rows,
        .n_selected = piece->index->n_rows,
        .n_columns = 1,
        .columns = &rows,
    };
    return read->push(worker, read->context, &batch);
}

static Status take_text(Worker *worker, void *context, const TextPiece *text) {
    const TextRead *read = context;
    TextPiece piece = *text;
    piece.empty_is_text = read->loader->is_text_loader;
    return read->loader->load->schema ? push_columns(worker, read, &piece)
                                      : push_ragged(worker, read, &piece);
}

// ---- the loaders ----

static Status open_loader(Worker *worker, const LogicalOperator *load, Arena *arena, int delimiter,
                          Loader **made) {
    Loader *loader = ARENA_NEW(arena, Loader);
    loader->load = load;
    loader->skips_bad = bad_records_skip(worker->query);
    loader->scan = text_scan_open(arena, delimiter, worker->query->n_threads);
    pthread_mutex_init(&loader->lock, NULL);
    *made = loader;
    return STATUS_OK;
}

static Status open_pig_storage(Worker *worker, const LogicalOperator *load, Arena *arena,
                               Loader **loader) {
    PigStorageOptions options;
    const char *wrong = pig_storage_options(&load->load.format, &options);
    if (wrong)
        return worker_fail(worker, 1200, &load->place, "%s", wrong);
    TRY(open_loader(worker, load, arena, (unsigned char)options.delimiter, loader));
    (*loader)->tag = options.tag;
    if (options.tag == TAG_PATH)
        (*loader)->paths = arena_create(0, NULL, NULL);
    return STATUS_OK;
}

static Status open_text_loader(Worker *worker, const LogicalOperator *load, Arena *arena,
                               Loader **loader) {
    if (load->schema && load->schema->n_fields > 0) {
        const pig_type tag = load->schema->fields[0].type->tag;
        if (tag != PIG_CHARARRAY && tag != PIG_BYTEARRAY)
            return worker_fail(worker, 2109, NULL, "TextLoader reads text only, not %s",
                               type_name(tag));
    }
    TRY(open_loader(worker, load, arena, TEXT_NO_DELIMITER, loader));
    (*loader)->is_text_loader = true;
    return STATUS_OK;
}

static void close_loader(Loader *loader) {
    text_scan_close(loader->scan);
    arena_destroy(loader->paths);
    pthread_mutex_destroy(&loader->lock);
}

// What -tagFile or -tagPath puts in front of the rows of a file. Lives as long as the run: rows
// that other stages keep point to it.
static pig_str tag_of(Loader *loader, const Split *split) {
    const char *slash = strrchr(split->path, '/'), *text = slash ? slash + 1 : split->path;
    if (loader->tag == TAG_PATH) {
        pthread_mutex_lock(&loader->lock);
        text = uri_display(loader->paths, split->path);
        pthread_mutex_unlock(&loader->lock);
    }
    return pig_str_make(text, strlen(text));
}

static Status read_split(Worker *worker, Loader *loader, const Split *split, PushBatch *push,
                         void *context) {
    TextRead read = {.loader = loader, .split = split, .push = push, .context = context};
    if (loader->tag != TAG_NONE)
        read.tag = tag_of(loader, split);
    return text_scan_split(loader->scan, worker, split, take_text, &read);
}

static const LoaderType pig_storage_loader = {
    .open = open_pig_storage,
    .read_split = read_split,
    .close = close_loader,
    .splittable = true,
};

static const LoaderType text_loader = {
    .open = open_text_loader,
    .read_split = read_split,
    .close = close_loader,
    .splittable = true,
};

// ---- the storer ----

typedef struct TextWriter {
    PigStorageOptions options;
    MapOrder maps;
    const LogicalOperator *stored;
} TextWriter;

// Behind a shuffle Apache Pig has written maps and read them again.
static MapOrder order_of_maps(const StagePlan *plan, const LogicalOperator *store) {
    for (size_t i = 0; i < plan->n_stores; i++)
        if (plan->stores[i].store == store && plan->stores[i].after_reduce)
            return MAP_ORDER_READ_BACK;
    return MAP_ORDER_FRESH;
}

static Status open_storer(Worker *worker, const LogicalOperator *store, void **writer) {
    TextWriter *self = ARENA_NEW(worker->state, TextWriter);
    const char *wrong = pig_storage_options(&store->store.format, &self->options);
    if (wrong)
        return worker_fail(worker, 1200, &store->place, "%s", wrong);
    self->maps = order_of_maps(worker->query->plan, store);
    self->stored = store->inputs[0];
    *writer = self;
    return STATUS_OK;
}

static Status write_batch(Worker *worker, void *writer, const Batch *batch, ByteSink *sink) {
    const TextWriter *self = writer;
    return text_write_batch(worker, batch, batch_is_rows(batch, self->stored->schema),
                            self->options.delimiter, self->maps, sink);
}

static Status finish_folder(Worker *worker, const LogicalOperator *store, const char *folder) {
    PigStorageOptions options;
    if (pig_storage_options(&store->store.format, &options) || !options.schema)
        return STATUS_OK;
    return schema_file_write(worker, store, folder, options.delimiter);
}

static const StorerType pig_storage_storer = {
    .open = open_storer,
    .write = write_batch,
    .finish_folder = finish_folder,
};

// ---- for the compiler ----

static Status check_pig_storage(const FormatCall *call, bool store, DiagnosticSink *sink) {
    (void)store;
    PigStorageOptions options;
    const char *wrong = pig_storage_options(call, &options);
    return wrong ? diagnose(sink, 1200, &call->place, "%s", wrong) : STATUS_OK;
}

// The stored schema behind what a tag puts in front.
static const Schema *with_tag(Arena *arena, const Schema *stored, PigStorageTag tag) {
    const char *name = tag == TAG_PATH ? "INPUT_FILE_PATH" : "INPUT_FILE_NAME";
    Schema *schema = schema_new(arena, stored->n_fields + 1);
    schema->fields[0] = (Field){.name = name, .type = type_of(PIG_CHARARRAY)};
    memcpy(schema->fields + 1, stored->fields, (size_t)stored->n_fields * sizeof *stored->fields);
    return schema;
}

static Status load_schema(Arena *arena, const char *location, const FormatCall *call,
                          const Schema *declared, const Schema **schema, DiagnosticSink *sink) {
    PigStorageOptions options;
    if (pig_storage_options(call, &options) || options.no_schema)
        return STATUS_OK; // wrong arguments are reported by the check
    const Schema *stored = schema_file_read(arena, location);
    if (!stored && options.schema)
        return diagnose(sink, 2245, NULL, "Cannot get schema from loadFunc PigStorage");
    if (stored && options.tag != TAG_NONE)
        stored = with_tag(arena, stored, options.tag);
    return schema_stored(arena, stored, declared, call, sink, schema);
}

const Format format_pig_storage = {
    .name = "PigStorage",
    .loader = &pig_storage_loader,
    .storer = &pig_storage_storer,
    .check = check_pig_storage,
    .load_schema = load_schema,
    .overwrites = pig_storage_overwrites,
    .usage = pig_storage_usage,
    .packs_by_name = true,
};

static Status check_text_loader(const FormatCall *call, bool store, DiagnosticSink *sink) {
    (void)store;
    return call->n_args ? diagnose(sink, 1200, &call->place, "TextLoader takes no arguments")
                        : STATUS_OK;
}

const Format format_text_loader = {
    .name = "TextLoader",
    .loader = &text_loader,
    .check = check_text_loader,
};

// Known for INPUT and OUTPUT of DEFINE, where STREAM reads it; no LOAD or STORE takes it.
const Format format_pig_streaming = {.name = "PigStreaming"};
