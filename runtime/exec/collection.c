// SPDX-License-Identifier: Apache-2.0
//
// A task's rows are turned into bytes on its own thread: printed ones for DUMP, packed ones for a
// scalar (only its first two rows, enough to complain).

#include "runtime/exec/collection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/exec/ordered.h"
#include "udf/value/utf16.h"
#include "udf/vector/pack.h"
#include "udf/vector/print.h"

enum { PRINT_BYTES = 64 * 1024, SCALAR_ROWS_KEPT = 2 };

// The first rows of a scalar within a task or a run, packed, one behind the other.
typedef struct FirstRows {
    size_t n_rows; // all that were seen
    Text packed;   // those kept
} FirstRows;

struct Collection {
    Query *query;
    const PlanCollection *plan;
    Ordered order;
    bool in_source;
    FirstRows first; // of the tasks so far; guarded by the order's turn
};

struct CollectionWriter {
    Collection *collection;
    size_t task;
    size_t n_rows; // of a scalar, packed
    Text text;     // printed or packed rows
};

static bool is_dump(const Collection *collection) {
    return collection->plan->kind == COLLECTION_DUMP;
}

Collection *collection_create(Query *query, const PlanCollection *plan) {
    Collection *collection = ARENA_NEW(query->arena, Collection);
    *collection = (Collection){.query = query, .plan = plan};
    collection->first.packed = text_new(0);
    return collection;
}

void collection_free(Collection *collection) {
    if (collection->in_source)
        ordered_free(&collection->order);
    collection->in_source = false;
    text_free(&collection->first.packed);
}

// ---- rows to bytes ----

static void print_fields(Text *out, const Batch *batch, size_t row) {
    text_append_char(out, '(');
    for (size_t c = 0; c < batch->n_columns; c++) {
        if (c)
            text_append_char(out, ',');
        value_print_in_order(out, &batch->columns[c], row, MAP_ORDER_DUMPED);
    }
    text_append(out, ")\n", 2);
}

static bool is_whole_row(const Collection *collection, const Batch *batch) {
    return batch_is_rows(batch, collection->plan->relation->schema);
}

// What is printed from `start` on is text: bytes that are not UTF-8 show as U+FFFD.
static void repair_from(Text *out, size_t start) {
    const size_t n_bytes = out->n_bytes - start;
    if (text_is_utf8(out->data + start, n_bytes))
        return;
    char *raw = malloc(n_bytes);
    char *to =
        raw ? (memcpy(raw, out->data + start, n_bytes), text_reserve(out, 3 * n_bytes)) : NULL;
    if (to) {
        out->n_bytes = start;
        text_advance(out, text_repair_utf8(raw, n_bytes, out->data + start));
    }
    free(raw);
}

static void print_rows(const Collection *collection, Text *out, const Batch *batch) {
    const bool whole = is_whole_row(collection, batch);
    const size_t start = out->n_bytes;
    for (size_t i = 0; i < batch->n_selected; i++) {
        const size_t row = batch_row(batch, i);
        if (whole) {
            value_print_in_order(out, &batch->columns[0], row, MAP_ORDER_DUMPED);
            text_append_char(out, '\n');
        } else {
            print_fields(out, batch, row);
        }
    }
    repair_from(out, start);
}

// A batch's columns as the fields of one tuple vector; a ragged batch is one already.
static Vector as_tuple(const Collection *collection, const Batch *batch) {
    if (is_whole_row(collection, batch))
        return batch->columns[0];
    return (Vector){
        .type = PIG_TUPLE,
        .n_children = (uint32_t)batch->n_columns,
        .children = batch->columns,
    };
}

static void pack_row(const Collection *collection, Text *out, const Batch *batch, size_t row) {
    const Vector tuple = as_tuple(collection, batch);
    pack_value(out, &tuple, row);
}

static void pack_rows(const Collection *collection, Text *out, const Batch *batch) {
    for (size_t i = 0; i < batch->n_selected; i++)
        pack_row(collection, out, batch, batch_row(batch, i));
}

// ---- a task ----

static void hand_over_rows(const Collection *collection, const char *bytes, size_t n_bytes) {
    const RowSink *rows = &collection->query->options->rows;
    for (size_t at = 0, n; at < n_bytes; at += n) {
        n = packed_size(bytes + at, n_bytes - at);
        if (n == 0)
            break;
        rows->take(rows->context, collection->plan->dump, bytes + at);
    }
}

static Status write_dump(Worker *worker, void *context, const char *bytes, size_t n_bytes) {
    Collection *collection = context;
    const RunOptions *options = collection->query->options;
    FILE *dump = options->dump;
    if (options->rows.take) {
        hand_over_rows(collection, bytes, n_bytes);
        return STATUS_OK;
    }
    if (dump && fwrite(bytes, 1, n_bytes, dump) != n_bytes)
        return worker_fail(worker, 0, &collection->plan->relation->place,
                           "cannot write the rows of DUMP: %s", strerror(errno));
    return STATUS_OK;
}

// Takes a task's packed rows into the collection's first rows.
static Status take_rows(Worker *worker, void *context, const char *bytes, size_t n_bytes) {
    (void)worker;
    FirstRows *first = &((Collection *)context)->first;
    for (size_t at = 0; at < n_bytes; first->n_rows++) {
        const size_t n = packed_size(bytes + at, n_bytes - at);
        if (n == 0)
            break;
        if (first->n_rows < SCALAR_ROWS_KEPT)
            text_append(&first->packed, bytes + at, n);
        at += n;
    }
    return STATUS_OK;
}

void collection_begin_source(Collection *collection) {
    ordered_init(&collection->order, 0, is_dump(collection) ? write_dump : take_rows, collection);
    collection->in_source = true;
}

Status collection_end_source(Collection *collection, Worker *worker) {
    (void)worker;
    ordered_free(&collection->order);
    collection->in_source = false;
    return STATUS_OK;
}

Status collection_open(Collection *collection, Worker *worker, CollectionWriter **opened) {
    CollectionWriter *writer = calloc(1, sizeof *writer);
    if (!writer)
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory");
    *writer = (CollectionWriter){.collection = collection, .task = worker->split};
    writer->text = text_new((size_t)8 << 30);
    *opened = writer;
    return STATUS_OK;
}

Status collection_add(CollectionWriter *writer, Worker *worker, const Batch *batch) {
    Collection *collection = writer->collection;
    if (is_dump(collection)) {
        if (collection->query->options->rows.take)
            pack_rows(collection, &writer->text, batch);
        else
            print_rows(collection, &writer->text, batch);
        if (text_is_full(&writer->text))
            return worker_fail(worker, 0, NULL, "a row is too large to be printed");
        return writer->text.n_bytes < PRINT_BYTES
                   ? STATUS_OK
                   : ordered_put(&collection->order, worker, writer->task, &writer->text);
    }
    for (size_t i = 0; i < batch->n_selected && writer->n_rows < SCALAR_ROWS_KEPT; i++) {
        pack_row(collection, &writer->text, batch, batch_row(batch, i));
        writer->n_rows++;
    }
    return STATUS_OK;
}

Status collection_finish(CollectionWriter *writer, Worker *worker) {
    const Status status =
        ordered_finish(&writer->collection->order, worker, writer->task, &writer->text);
    collection_abandon(writer);
    return status;
}

void collection_abandon(CollectionWriter *writer) {
    if (!writer)
        return;
    text_free(&writer->text);
    free(writer);
}

// ---- a scalar is complete ----

static Vector unpack_row(Arena *arena, const Type *type, const char *bytes, size_t n_bytes) {
    Unpacker *unpacker = unpacker_create(arena, type, 1);
    unpacker_add(unpacker, bytes, n_bytes);
    return unpacker_finish(unpacker);
}

static Status fail_several_rows(Worker *worker, const Collection *collection, const Type *type) {
    const Text *packed = &collection->first.packed;
    const size_t n = packed_size(packed->data, packed->n_bytes);
    const Vector first = unpack_row(worker->arena, type, packed->data, n);
    const Vector second = unpack_row(worker->arena, type, packed->data + n, packed->n_bytes - n);
    Text shown = text_new(0);
    text_append_string(&shown, "1st : ");
    value_print(&shown, &first, 0);
    text_append_string(&shown, ", 2nd :");
    value_print(&shown, &second, 0);
    const Status status = worker_fail_hint(
        worker, 0, NULL, "after a JOIN, GENERATE A::x names a column; A.x a relation's only row",
        "Scalar has more than one row in the output. %.*s",
        (int)(shown.n_bytes < 800 ? shown.n_bytes : 800), shown.data);
    text_free(&shown);
    return status;
}

Status collection_seal(Collection *collection, Worker *worker) {
    if (is_dump(collection))
        return STATUS_OK;
    Query *query = collection->query;
    const Schema *schema = collection->plan->relation->schema;
    const Type *type = schema ? type_tuple(query->arena, schema) : type_of(PIG_TUPLE);
    if (collection->first.n_rows > 1)
        return fail_several_rows(worker, collection, type);
    const Text *packed = &collection->first.packed;
    query->scalars[collection->plan->scalar] =
        collection->first.n_rows == 0
            ? vector_null(query->arena, type)
            : unpack_row(query->arena, type,
                         arena_strndup(query->arena, packed->data, packed->n_bytes),
                         packed->n_bytes);
    return STATUS_OK;
}
