// SPDX-License-Identifier: Apache-2.0
//
// A Part is a file and the order in which tasks write to it; a PartWriter gathers one task's bytes,
// encodes them and puts them there. Each task ends its own compressed member, so tasks compress at
// the same time.

#include "runtime/exec/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/exec/folders.h"
#include "runtime/exec/ordered.h"
#include "runtime/io/codec.h"
#include "runtime/io/uri.h"

enum { ERROR_OUTPUT_EXISTS = 6000, ERROR_STORE = 2135 };

typedef struct Part {
    Output *output;
    size_t number;
    int file; // -1: not made yet
    Ordered order;
} Part;

struct Output {
    const PlanStore *plan;
    const StorerType *storer;
    const Codec *codec;
    const char *folder, *temporary;
    bool made_folder, committed;
    size_t n_parts_made; // files in `temporary`
    size_t next_number;  // of the first part of the next source
    size_t n_tasks;      // of the source at work
    size_t n_parts;
    Part *parts;
    Arena *arena;
    uint64_t rows, bytes; // atomic
};

struct PartWriter {
    ByteSink sink; // first: the storer's view
    Part *part;
    size_t task;
    uint64_t rows;
    void *encoder;
    Text encoded;
    bool wrote;
};

static const Place *store_place(const Output *output) {
    return &output->plan->store->place;
}

static Status fail_io(const Output *output, Worker *worker, const char *what, const char *path) {
    return worker_fail(worker, ERROR_STORE, store_place(output), "cannot %s '%s': %s", what, path,
                       strerror(errno));
}

// --- the folder ---

static bool wants_overwrite(const FormatCall *call) {
    for (size_t i = 1; i < call->n_args; i++) {
        const char *option = strstr(call->args[i], "-overwrite");
        if (option && strstr(option, "true"))
            return true;
    }
    return false;
}

Status format_check_output(void *context, const char *location, const FormatCall *call,
                           const Place *place, DiagnosticSink *sink) {
    (void)context;
    Arena *arena = arena_create(0, NULL, NULL);
    const char *path = uri_local_path(arena, location);
    Status status = STATUS_OK;
    if (path && access(path, F_OK) == 0 && !wants_overwrite(call)) {
        status = diagnose(sink, ERROR_OUTPUT_EXISTS, place,
                          "Output Location Validation Failed for: '%s': it already exists",
                          uri_display(arena, path));
        diagnostics_set_status(sink, EXIT_STATUS_PIG);
    }
    arena_destroy(arena);
    return status;
}

static Status make_folder(Output *output, Worker *worker, const FormatCall *call) {
    if (!folder_make_parents(output->folder))
        return fail_io(output, worker, "make the folder of", output->folder);
    if (mkdir(output->folder, 0777) == 0)
        output->made_folder = true;
    else if (errno != EEXIST)
        return fail_io(output, worker, "make the folder", output->folder);
    else if (!wants_overwrite(call))
        return worker_fail(worker, ERROR_OUTPUT_EXISTS, store_place(output),
                           "Output Location Validation Failed for: '%s': it already exists",
                           uri_display(output->arena, output->folder));
    if (mkdir(output->temporary, 0777) != 0 && errno != EEXIST)
        return fail_io(output, worker, "make the folder", output->temporary);
    return STATUS_OK;
}

Status output_create(Worker *worker, const PlanStore *store, Arena *arena, Output **made) {
    const LogicalOperator *logical = store->store;
    const Format *format = format_by_name(logical->store.format.name);
    const char *path = uri_local_path(arena, logical->store.location);
    if (!format || !format->storer)
        return worker_fail(worker, 1070, &logical->place, "no storer is named %s",
                           logical->store.format.name);
    if (format->stores_by_schema && !logical->inputs[0]->schema)
        return worker_fail(worker, 2244, &logical->place,
                           "%s needs to know the schema of what it "
                           "stores",
                           format->name);
    if (!path)
        return worker_fail(worker, ERROR_STORE, &logical->place, "no file system for '%s'",
                           logical->store.location);
    Output *output = ARENA_NEW(arena, Output);
    *output = (Output){
        .plan = store,
        .storer = format->storer,
        .codec = codec_by_path(path),
        .folder = path,
        .temporary = arena_printf(arena, "%s/_temporary", path),
        .arena = arena,
    };
    *made = output;
    return make_folder(output, worker, &logical->store.format);
}

// --- parts ---

static Status write_all(const Output *output, Worker *worker, int file, const char *bytes,
                        size_t n_bytes) {
    while (n_bytes > 0) {
        const ssize_t n = write(file, bytes, n_bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_io(output, worker, "write to", output->folder);
        bytes += n;
        n_bytes -= (size_t)n;
    }
    return STATUS_OK;
}

// Makes the file. Only the task that has the part's turn comes here; the path is built in its own
// memory, since the output's arena belongs to no worker.
static Status make_part_file(Part *part, Worker *worker) {
    const Output *output = part->output;
    const char *path = arena_printf(worker->arena, "%s/part-%c-%05zu%s", output->temporary,
                                    output->plan->after_reduce ? 'r' : 'm', part->number,
                                    output->codec ? output->codec->suffix : "");
    part->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return part->file < 0 ? fail_io(output, worker, "make", path) : STATUS_OK;
}

static Status write_part(Worker *worker, void *context, const char *bytes, size_t n_bytes) {
    Part *part = context;
    if (part->file < 0)
        TRY(make_part_file(part, worker));
    __atomic_fetch_add(&part->output->bytes, n_bytes, __ATOMIC_RELAXED);
    return write_all(part->output, worker, part->file, bytes, n_bytes);
}

Status output_begin_source(Output *output, Worker *worker, const Stage *stage, size_t n_tasks) {
    size_t n_parts = n_tasks;
    if (stage) {
        n_parts = stage->parallel > 1 ? (size_t)stage->parallel : 1;
        if (n_parts > n_tasks)
            n_parts = n_tasks ? n_tasks : 1;
    }
    output->n_tasks = n_tasks;
    output->n_parts = n_parts;
    output->parts = calloc(n_parts ? n_parts : 1, sizeof *output->parts);
    if (!output->parts)
        return worker_fail(worker, ERROR_STORE, store_place(output), "out of memory");
    for (size_t i = 0; i < n_parts; i++) {
        Part *part = &output->parts[i];
        *part = (Part){.output = output, .number = output->next_number + i, .file = -1};
        ordered_init(&part->order, (i * n_tasks + n_parts - 1) / n_parts, write_part, part);
    }
    return STATUS_OK;
}

static void close_parts(Output *output) {
    for (size_t i = 0; i < output->n_parts; i++) {
        Part *part = &output->parts[i];
        if (part->file >= 0) {
            output->n_parts_made++;
            close(part->file);
        }
        ordered_free(&part->order);
    }
    free(output->parts);
    output->parts = NULL;
    output->next_number += output->n_parts;
    output->n_parts = 0;
}

Status output_end_source(Output *output, Worker *worker) {
    (void)worker;
    close_parts(output);
    return STATUS_OK;
}

// --- a task's writer ---

static Status encode(PartWriter *part, Worker *worker, bool finish) {
    const Codec *codec = part->part->output->codec;
    Text *text = &part->sink.text;
    if (!codec->encode(part->encoder, text->data, text->n_bytes, finish, &part->encoded))
        return worker_fail(worker, ERROR_STORE, NULL, "out of memory while compressing");
    text_clear(text);
    return STATUS_OK;
}

static Status flush_part(Worker *worker, ByteSink *sink) {
    PartWriter *part = (PartWriter *)sink;
    if (text_is_full(&sink->text))
        return worker_fail(worker, ERROR_STORE, store_place(part->part->output),
                           "a row is too large to be written");
    part->wrote = true;
    if (!part->encoder)
        return ordered_put(&part->part->order, worker, part->task, &sink->text);
    TRY(encode(part, worker, false));
    return ordered_put(&part->part->order, worker, part->task, &part->encoded);
}

Status part_open(Output *output, Worker *worker, PartWriter **opened) {
    PartWriter *part = calloc(1, sizeof *part);
    if (!part)
        return worker_fail(worker, ERROR_STORE, store_place(output), "out of memory");
    // Part p takes the tasks from ceil(p * n_tasks / n_parts) on.
    part->part = &output->parts[worker->split * output->n_parts / output->n_tasks];
    part->task = worker->split;
    part->sink = (ByteSink){.text = text_new((size_t)8 << 30), .more = flush_part};
    part->encoded = text_new((size_t)8 << 30);
    *opened = part;
    if (output->codec && !(part->encoder = output->codec->encoder_create()))
        return worker_fail(worker, ERROR_STORE, store_place(output), "out of memory");
    return STATUS_OK;
}

ByteSink *part_sink(PartWriter *part) {
    return &part->sink;
}

void part_count_rows(PartWriter *part, size_t n_rows) {
    part->rows += n_rows;
}

Status part_finish(PartWriter *part, Worker *worker) {
    Output *output = part->part->output;
    Text *last = &part->sink.text;
    Status status = STATUS_OK;
    if (text_is_full(last))
        status = flush_part(worker, &part->sink);
    if (status == STATUS_OK && part->encoder) {
        if (part->wrote || last->n_bytes)
            status = encode(part, worker, true);
        last = &part->encoded;
    }
    if (status == STATUS_OK)
        status = ordered_finish(&part->part->order, worker, part->task, last);
    __atomic_fetch_add(&output->rows, part->rows, __ATOMIC_RELAXED);
    part_abandon(part);
    return status;
}

void part_abandon(PartWriter *part) {
    if (!part)
        return;
    if (part->encoder)
        part->part->output->codec->encoder_free(part->encoder);
    text_free(&part->sink.text);
    text_free(&part->encoded);
    free(part);
}

// --- the end ---

// A result without rows has one empty part all the same.
static Status make_empty_part(Output *output, Worker *worker) {
    Part part = {.output = output, .file = -1};
    Text member = text_new(0);
    void *encoder = output->codec ? output->codec->encoder_create() : NULL;
    if (encoder) {
        output->codec->encode(encoder, "", 0, true, &member);
        output->codec->encoder_free(encoder);
    }
    const Status status = write_part(worker, &part, member.data, member.n_bytes);
    text_free(&member);
    if (part.file >= 0) {
        close(part.file);
        output->n_parts_made++;
    }
    return status;
}

static Status touch_success(const Output *output, Worker *worker) {
    const char *path = arena_printf(output->arena, "%s/_SUCCESS", output->folder);
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return fail_io(output, worker, "make", path);
    close(file);
    return STATUS_OK;
}

Status output_commit(Output *output, Worker *worker) {
    if (output->n_parts_made == 0)
        TRY(make_empty_part(output, worker));
    if (output->storer->finish_folder)
        TRY(output->storer->finish_folder(worker, output->plan->store, output->temporary));
    if (!output->made_folder && !folder_clear(output->folder, "_temporary"))
        return fail_io(output, worker, "clear", output->folder);
    if (!folder_move_all(output->arena, output->temporary, output->folder))
        return fail_io(output, worker, "move parts into", output->folder);
    rmdir(output->temporary);
    TRY(touch_success(output, worker));
    output->committed = true;
    return STATUS_OK;
}

void output_abandon(Output *output) {
    if (output->n_parts)
        close_parts(output);
    if (output->committed)
        return;
    folder_remove(output->temporary);
    if (output->made_folder)
        folder_remove(output->folder);
    output->made_folder = false;
}

void output_free(Output *output) {
    output_abandon(output);
}

bool output_is_committed(const Output *output) {
    return output->committed;
}

uint64_t output_rows(const Output *output) {
    return output->rows;
}

uint64_t output_bytes(const Output *output) {
    return output->bytes;
}

const StorerType *output_storer(const Output *output) {
    return output->storer;
}

const LogicalOperator *output_store(const Output *output) {
    return output->plan->store;
}
