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
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/exec/folders.h"
#include "runtime/exec/ordered.h"
#include "runtime/io/codec.h"
#include "runtime/io/uri.h"

enum { ERROR_OUTPUT_EXISTS = 6000 };

typedef struct Part {
    Commit *commit;
    size_t number;
    int file; // -1: not made yet
    Ordered order;
} Part;

struct Commit {
    const PlanStore *plan;
    const StorerType *storer;
    const Codec *codec;
    const char *folder, *temporary;
    const char *replaced; // where a file that the folder takes the place of waits; NULL: none
    bool made_folder, committed;
    size_t n_parts_made; // files in `temporary`
    size_t next_number;  // of the first part of the next source
    size_t n_tasks;      // of the source at work
    size_t n_parts;
    Part *parts;
    bool all_parts; // those without rows are made too
    bool spread;    // each task writes to all parts
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

static const Place *store_place(const Commit *commit) {
    return &commit->plan->store->place;
}

static Status fail_io(const Commit *commit, Worker *worker, const char *what, const char *path) {
    return worker_fail(worker, ERROR_RUN, store_place(commit), "cannot %s '%s': %s", what, path,
                       strerror(errno));
}

// ---- the folder ----

Status format_check_output(void *context, const char *location, const FormatCall *call,
                           const Place *place, DiagnosticSink *sink) {
    (void)context;
    Arena *arena = arena_create(0, NULL, NULL);
    const char *path = uri_local_path(arena, location);
    Status status = STATUS_OK;
    if (path && access(path, F_OK) == 0 && !format_overwrites(call)) {
        status = diagnose(sink, ERROR_OUTPUT_EXISTS, place,
                          "Output Location Validation Failed for: '%s': it already exists",
                          uri_display(arena, path));
        diagnostics_set_status(sink, EXIT_STATUS_PIG);
    }
    arena_destroy(arena);
    return status;
}

// A file where the folder is to be steps aside until all is committed.
static Status set_file_aside(Commit *commit, Worker *worker) {
    struct stat status;
    if (stat(commit->folder, &status) != 0 || S_ISDIR(status.st_mode))
        return STATUS_OK;
    const char *aside = arena_printf(commit->arena, "%s._replaced", commit->folder);
    if (rename(commit->folder, aside) != 0)
        return fail_io(commit, worker, "rename", commit->folder);
    commit->replaced = aside;
    if (mkdir(commit->folder, 0777) != 0)
        return fail_io(commit, worker, "make the folder", commit->folder);
    commit->made_folder = true;
    return STATUS_OK;
}

static Status make_folder(Commit *commit, Worker *worker, const FormatCall *call) {
    if (!folder_make_parents(commit->folder))
        return fail_io(commit, worker, "make the folder of", commit->folder);
    if (mkdir(commit->folder, 0777) == 0)
        commit->made_folder = true;
    else if (errno != EEXIST)
        return fail_io(commit, worker, "make the folder", commit->folder);
    else if (!format_overwrites(call))
        return worker_fail(worker, ERROR_OUTPUT_EXISTS, store_place(commit),
                           "Output Location Validation Failed for: '%s': it already exists",
                           uri_display(commit->arena, commit->folder));
    else
        TRY(set_file_aside(commit, worker));
    if (mkdir(commit->temporary, 0777) != 0 && errno != EEXIST)
        return fail_io(commit, worker, "make the folder", commit->temporary);
    return STATUS_OK;
}

static const char *property_of(const RunOptions *options, const char *key) {
    return options->property ? options->property(options->property_context, key) : NULL;
}

// The codec that the folder's own name asks for (path; NULL: it does not), else the one that is
// set.
static const Codec *find_codec(const RunOptions *options, const char *path) {
    static const char *const keys[][2] = {
        {"output.compression.enabled", "output.compression.codec"},
        {"mapreduce.output.fileoutputformat.compress",
         "mapreduce.output.fileoutputformat.compress.codec"},
        {"mapred.output.compress", "mapred.output.compression.codec"},
    };
    const Codec *codec = path ? codec_by_folder(path) : NULL;
    for (size_t i = 0; !codec && i < sizeof keys / sizeof *keys; i++) {
        const char *enabled = property_of(options, keys[i][0]);
        const char *class_name = property_of(options, keys[i][1]);
        if (enabled && strcasecmp(enabled, "true") == 0)
            codec = codec_by_class(class_name ? class_name : "DefaultCodec");
    }
    return codec;
}

Status commit_create(Worker *worker, const PlanStore *store, Arena *arena, Commit **made) {
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
        return worker_fail(worker, ERROR_RUN, &logical->place, "no file system for '%s'",
                           logical->store.location);
    Commit *commit = ARENA_NEW(arena, Commit);
    *commit = (Commit){
        .plan = store,
        .storer = format->storer,
        .codec = find_codec(worker->query->options, format->packs_by_name ? path : NULL),
        .folder = path,
        .temporary = arena_printf(arena, "%s/_temporary", path),
        .arena = arena,
    };
    *made = commit;
    return make_folder(commit, worker, &logical->store.format);
}

// ---- parts ----

static Status write_all(const Commit *commit, Worker *worker, int file, const char *bytes,
                        size_t n_bytes) {
    while (n_bytes > 0) {
        const ssize_t n = write(file, bytes, n_bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_io(commit, worker, "write to", commit->folder);
        bytes += n;
        n_bytes -= (size_t)n;
    }
    return STATUS_OK;
}

// Makes the file. Only the task that has the part's turn comes here; the path is built in its own
// memory, since the commit's arena belongs to no worker.
static Status make_part_file(Part *part, Worker *worker) {
    const Commit *commit = part->commit;
    const char *path = arena_printf(worker->arena, "%s/part-%c-%05zu%s", commit->temporary,
                                    commit->plan->after_reduce ? 'r' : 'm', part->number,
                                    commit->codec ? commit->codec->suffix : "");
    part->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return part->file < 0 ? fail_io(commit, worker, "make", path) : STATUS_OK;
}

static Status write_part(Worker *worker, void *context, const char *bytes, size_t n_bytes) {
    Part *part = context;
    if (part->file < 0)
        TRY(make_part_file(part, worker));
    __atomic_fetch_add(&part->commit->bytes, n_bytes, __ATOMIC_RELAXED);
    return write_all(part->commit, worker, part->file, bytes, n_bytes);
}

Status commit_begin_source(Commit *commit, Worker *worker, const Stage *stage, size_t n_tasks) {
    size_t n_parts = n_tasks;
    if (stage)
        n_parts = stage->parallel > 1 ? (size_t)stage->parallel : 1;
    commit->all_parts = stage != NULL;
    commit->spread =
        n_parts > 1 && stage && stage->kind != STAGE_ORDER && stage->kind != STAGE_RANK;
    commit->n_tasks = n_tasks;
    commit->n_parts = n_parts;
    commit->parts = calloc(n_parts ? n_parts : 1, sizeof *commit->parts);
    if (!commit->parts)
        return worker_fail(worker, ERROR_RUN, store_place(commit), "out of memory");
    for (size_t i = 0; i < n_parts; i++) {
        Part *part = &commit->parts[i];
        *part = (Part){.commit = commit, .number = commit->next_number + i, .file = -1};
        ordered_init(&part->order, commit->spread ? 0 : (i * n_tasks + n_parts - 1) / n_parts,
                     write_part, part);
    }
    return STATUS_OK;
}

static void close_parts(Commit *commit) {
    for (size_t i = 0; i < commit->n_parts; i++) {
        Part *part = &commit->parts[i];
        if (part->file >= 0) {
            commit->n_parts_made++;
            close(part->file);
        }
        ordered_free(&part->order);
    }
    free(commit->parts);
    commit->parts = NULL;
    if (commit->n_parts_made) // else the numbers are still free
        commit->next_number += commit->n_parts;
    commit->n_parts = 0;
}

// Makes the file of a part that has no rows.
static Status make_empty_file(Part *part, Worker *worker) {
    const Codec *codec = part->commit->codec;
    Text member = text_new(0);
    void *encoder = codec ? codec->encoder_create() : NULL;
    if (encoder) {
        codec->encode(encoder, "", 0, true, &member);
        codec->encoder_free(encoder);
    }
    const Status status = write_part(worker, part, member.data, member.n_bytes);
    text_free(&member);
    return status;
}

// Parts of the present source that have rows.
static size_t n_files(const Commit *commit) {
    size_t n = 0;
    for (size_t i = 0; i < commit->n_parts; i++)
        n += commit->parts[i].file >= 0;
    return n;
}

Status commit_end_source(Commit *commit, Worker *worker) {
    // Empty parts make up the number that PARALLEL asks for; a JOIN has written some from its LOAD.
    size_t n_missing = commit->n_parts > commit->n_parts_made + n_files(commit)
                           ? commit->n_parts - commit->n_parts_made - n_files(commit)
                           : 0;
    for (size_t i = 0; commit->all_parts && n_missing && i < commit->n_parts; i++)
        if (commit->parts[i].file < 0 && n_missing--)
            TRY(make_empty_file(&commit->parts[i], worker));
    close_parts(commit);
    return STATUS_OK;
}

// ---- a task's writer ----

static Status encode(PartWriter *part, Worker *worker, bool finish) {
    const Codec *codec = part->part->commit->codec;
    Text *text = &part->sink.text;
    if (!codec->encode(part->encoder, text->data, text->n_bytes, finish, &part->encoded))
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory while compressing");
    text_clear(text);
    return STATUS_OK;
}

static Status flush_part(Worker *worker, ByteSink *sink) {
    PartWriter *part = (PartWriter *)sink;
    if (text_is_full(&sink->text))
        return worker_fail(worker, ERROR_RUN, store_place(part->part->commit),
                           "a row is too large to be written");
    part->wrote = true;
    if (!part->encoder)
        return ordered_put(&part->part->order, worker, part->task, &sink->text);
    TRY(encode(part, worker, false));
    return ordered_put(&part->part->order, worker, part->task, &part->encoded);
}

size_t commit_parts_of_task(const Commit *commit) {
    return commit->spread ? commit->n_parts : 1;
}

Status part_open(Commit *commit, Worker *worker, size_t number, PartWriter **opened) {
    PartWriter *part = calloc(1, sizeof *part);
    if (!part)
        return worker_fail(worker, ERROR_RUN, store_place(commit), "out of memory");
    // Part p takes the tasks from ceil(p * n_tasks / n_parts) on.
    if (!commit->spread)
        number = worker->split * commit->n_parts / commit->n_tasks;
    part->part = &commit->parts[number];
    part->task = worker->split;
    part->sink = (ByteSink){.text = text_new((size_t)8 << 30), .more = flush_part};
    part->encoded = text_new((size_t)8 << 30);
    *opened = part;
    if (commit->codec && !(part->encoder = commit->codec->encoder_create()))
        return worker_fail(worker, ERROR_RUN, store_place(commit), "out of memory");
    return STATUS_OK;
}

ByteSink *part_sink(PartWriter *part) {
    return &part->sink;
}

void part_count_rows(PartWriter *part, size_t n_rows) {
    part->rows += n_rows;
}

Status part_finish(PartWriter *part, Worker *worker) {
    Commit *commit = part->part->commit;
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
    __atomic_fetch_add(&commit->rows, part->rows, __ATOMIC_RELAXED);
    part_abandon(part);
    return status;
}

void part_abandon(PartWriter *part) {
    if (!part)
        return;
    if (part->encoder)
        part->part->commit->codec->encoder_free(part->encoder);
    text_free(&part->sink.text);
    text_free(&part->encoded);
    free(part);
}

// ---- files beside the parts ----

const char *commit_side_path(const Commit *commit, Worker *worker, const char *name) {
    return arena_printf(worker->arena, "%s/%s", commit->temporary, name);
}

Status commit_side_file(const Commit *commit, Worker *worker, const char *name, int *file) {
    const char *path = commit_side_path(commit, worker, name);
    *file =
        folder_make_parents(path) ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : -1;
    return *file < 0 ? fail_io(commit, worker, "make", path) : STATUS_OK;
}

// ---- the end ----

// A result without rows has one empty part all the same.
static Status make_empty_part(Commit *commit, Worker *worker) {
    Part part = {.commit = commit, .file = -1};
    TRY(make_empty_file(&part, worker));
    close(part.file);
    commit->n_parts_made++;
    return STATUS_OK;
}

static Status touch_success(const Commit *commit, Worker *worker) {
    const char *path = arena_printf(commit->arena, "%s/_SUCCESS", commit->folder);
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return fail_io(commit, worker, "make", path);
    close(file);
    return STATUS_OK;
}

Status commit_finish(Commit *commit, Worker *worker) {
    if (commit->n_parts_made == 0)
        TRY(make_empty_part(commit, worker));
    if (commit->storer->finish_folder)
        TRY(commit->storer->finish_folder(worker, commit->plan->store, commit->temporary));
    if (!commit->made_folder && !folder_clear(commit->folder, "_temporary"))
        return fail_io(commit, worker, "clear", commit->folder);
    if (!folder_move_all(commit->arena, commit->temporary, commit->folder))
        return fail_io(commit, worker, "move parts into", commit->folder);
    rmdir(commit->temporary);
    TRY(touch_success(commit, worker));
    commit->committed = true;
    if (commit->replaced)
        unlink(commit->replaced);
    return STATUS_OK;
}

// Takes back what was made, if it was not committed or only for a job of another program.
static void commit_abandon(Commit *commit) {
    if (commit->n_parts)
        close_parts(commit);
    if (commit->committed && !commit->plan->native)
        return;
    folder_remove(commit->temporary);
    if (commit->made_folder)
        folder_remove(commit->folder);
    commit->made_folder = false;
    if (commit->replaced)
        (void)rename(commit->replaced, commit->folder);
    commit->replaced = NULL;
}

void commit_free(Commit *commit) {
    commit_abandon(commit);
}

bool commit_is_done(const Commit *commit) {
    return commit->committed;
}

uint64_t commit_rows(const Commit *commit) {
    return commit->rows;
}

uint64_t commit_bytes(const Commit *commit) {
    return commit->bytes;
}

const StorerType *commit_storer(const Commit *commit) {
    return commit->storer;
}

const LogicalOperator *commit_store(const Commit *commit) {
    return commit->plan->store;
}
