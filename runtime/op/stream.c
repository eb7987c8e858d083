// SPDX-License-Identifier: Apache-2.0
//
// STREAM: rows as lines through an outside program, one process a split. Lines come back as rows of
// untyped fields, cast to the types of AS. INPUT and OUTPUT may name files instead of the standard
// streams: the input file is written before the program starts, the output file read when it ends.
// Such names are the same for all processes, so these programs run one after the other.

#include "runtime/op/stream_process.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/expr/cast.h"
#include "runtime/io/pig_storage.h"
#include "runtime/op/operators.h"
#include "runtime/op/tuple.h"
#include "udf/vector/print.h"

enum { FEED_BYTES = 64 * 1024 };

typedef struct StreamPipe {
    const PipeOperator *plan;
    StreamProcess process;
    StreamTask task;
    char in_delimiter, out_delimiter;
    bool names_files; // INPUT or OUTPUT does
    Text in, out;
    bool any_row;
} StreamPipe;

// ---- what the command says ----

static Status delimiter_of(Worker *worker, const StreamEnd *ends, size_t n_ends, char *delimiter) {
    PigStorageOptions options = {.delimiter = '\t'};
    if (n_ends && ends[0].format.name && pig_storage_options(&ends[0].format, &options))
        return worker_fail(worker, 2083, &ends[0].format.place,
                           "PigStreaming's delimiter must be a single character");
    *delimiter = options.delimiter;
    return STATUS_OK;
}

static bool names_files(const StreamTask *task) {
    for (size_t i = 1; i < task->command->n_outputs; i++)
        if (task->command->outputs[i].path)
            return true;
    return task->input || task->output;
}

static Status stream_open(Worker *worker, const PipeOperator *pipe, void **state) {
    StreamPipe *self = *state = ARENA_NEW(worker->state, StreamPipe);
    const StreamCommand *command = pipe->command;
    self->plan = pipe;
    self->process = (StreamProcess){.to = -1, .from = -1};
    self->in = text_new(0);
    self->out = text_new(0);
    TRY(delimiter_of(worker, command->inputs, command->n_inputs, &self->in_delimiter));
    TRY(delimiter_of(worker, command->outputs, command->n_outputs, &self->out_delimiter));
    TRY(stream_task_open(&self->task, worker, pipe));
    self->names_files = names_files(&self->task);
    return STATUS_OK;
}

static void stream_close(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)worker, (void)pipe;
    StreamPipe *self = state;
    if (!self)
        return;
    stream_process_kill(&self->process);
    stream_task_close(&self->task);
    text_free(&self->in);
    text_free(&self->out);
}

// ---- rows out to the program ----

static void put_row(Text *text, const Batch *batch, size_t row, bool ragged, char delimiter) {
    if (!ragged) {
        for (size_t c = 0; c < batch->n_columns; c++) {
            if (c)
                text_append_char(text, delimiter);
            value_print(text, &batch->columns[c], row);
        }
    } else {
        const Vector *tuple = &batch->columns[0];
        const size_t width = tuple_width(tuple, row);
        for (size_t f = 0; f < width; f++) {
            if (f)
                text_append_char(text, delimiter);
            if (tuple->flags & PIG_VEC_RAGGED)
                value_print(text, &tuple->children[0],
                            pig_spans(tuple)[pig_at(tuple, row)].start + f);
            else
                value_print(text, &tuple->children[f], pig_at(tuple, row));
        }
    }
    text_append_char(text, '\n');
}

// ---- lines back ----

typedef struct Lines {
    size_t n;
    const char *starts[BATCH_ROWS];
    size_t n_bytes[BATCH_ROWS];
} Lines;

static pig_str next_field(const char **at, const char *end, char delimiter) {
    const char *stop = memchr(*at, delimiter, (size_t)(end - *at));
    const pig_str field = pig_str_make(*at, (size_t)((stop ? stop : end) - *at));
    *at = stop ? stop + 1 : NULL;
    return field;
}

// Column `c` of n_rows, from the fields that next_field found; nulls where empty or missing.
static Status typed_columns(const StreamPipe *self, Worker *worker, const Lines *lines,
                            Vector *columns) {
    const Schema *schema = self->plan->output;
    Vector *raw = ARENA_NEW_ARRAY(worker->arena, Vector, (size_t)schema->n_fields);
    for (int c = 0; c < schema->n_fields; c++)
        raw[c] = vector_new(worker->arena, type_of(PIG_BYTEARRAY), lines->n);
    for (size_t i = 0; i < lines->n; i++) {
        const char *at = lines->starts[i], *end = at + lines->n_bytes[i];
        for (int c = 0; c < schema->n_fields; c++) {
            pig_str field = {0};
            if (at)
                field = next_field(&at, end, self->out_delimiter);
            if (field.n_bytes)
                pig_strs_out(&raw[c])[i] = field;
            else
                vector_set_null(worker->arena, &raw[c], i, lines->n);
        }
    }
    for (int c = 0; c < schema->n_fields; c++) {
        const Field *field = &schema->fields[c];
        columns[c] = raw[c];
        if (!type_is_untyped(field->type->tag))
            TRY(cast_vector(worker, &raw[c], rows_all(lines->n), field->type, field->name,
                            &columns[c]));
    }
    return STATUS_OK;
}

static Vector ragged_rows(const StreamPipe *self, Arena *arena, const Lines *lines) {
    size_t n_fields = 0;
    for (size_t i = 0; i < lines->n; i++) {
        n_fields++;
        for (size_t b = 0; b < lines->n_bytes[i]; b++)
            n_fields += lines->starts[i][b] == self->out_delimiter;
    }
    Vector fields = vector_new(arena, type_of(PIG_BYTEARRAY), n_fields);
    pig_span *spans = ARENA_NEW_ARRAY(arena, pig_span, lines->n);
    size_t to = 0;
    for (size_t i = 0; i < lines->n; i++) {
        const char *at = lines->starts[i], *end = at + lines->n_bytes[i];
        spans[i].start = to;
        while (at) {
            const pig_str field = next_field(&at, end, self->out_delimiter);
            if (field.n_bytes)
                pig_strs_out(&fields)[to] = field;
            else
                vector_set_null(arena, &fields, to, n_fields);
            to++;
        }
        spans[i].n_rows = to - spans[i].start;
    }
    Vector *values = arena_alloc(arena, sizeof *values);
    *values = vector_to_any(arena, &fields, n_fields);
    return (Vector){.type = PIG_TUPLE,
                    .form = PIG_FLAT,
                    .flags = PIG_VEC_RAGGED,
                    .n_children = 1,
                    .data = spans,
                    .children = values};
}

static Status push_lines(const StreamPipe *self, Worker *worker, const Lines *lines) {
    if (lines->n == 0)
        return STATUS_OK;
    const PipeOperator *pipe = self->plan;
    const ArenaMark mark = arena_mark(worker->arena);
    Batch out = {.n_rows = lines->n, .n_selected = lines->n, .n_columns = 1};
    if (pipe->output) {
        out.n_columns = (size_t)pipe->output->n_fields;
        out.columns = ARENA_NEW_ARRAY(worker->arena, Vector, out.n_columns);
        TRY(typed_columns(self, worker, lines, out.columns));
    } else {
        out.columns = ARENA_NEW(worker->arena, Vector);
        out.columns[0] = ragged_rows(self, worker->arena, lines);
    }
    TRY(pipe_push_outputs(worker, pipe->outputs, pipe->n_outputs, &out));
    arena_release(worker->arena, mark);
    return STATUS_OK;
}

// Where the first line ends: at a line feed, a carriage return, or both. *next: behind that end.
// NULL: the end, or what follows a carriage return, has not come yet.
static const char *line_end(const char *at, const char *end, bool at_end, const char **next) {
    const char *feed = memchr(at, '\n', (size_t)(end - at));
    const char *limit = feed ? feed : end;
    const char *back = memchr(at, '\r', (size_t)(limit - at));
    if (!back) {
        *next = feed ? feed + 1 : end;
        return feed || at_end ? limit : NULL;
    }
    if (back + 1 == end && !at_end)
        return NULL;
    *next = back + 1 + (back + 1 == feed);
    return back;
}

// Passes on the whole lines that have come back; at the end also one without a line end.
static Status take_lines(StreamPipe *self, Worker *worker, bool at_end) {
    const char *at = self->out.data, *end = at + self->out.n_bytes;
    Lines *lines = arena_alloc(worker->arena, sizeof *lines);
    lines->n = 0;
    while (at < end) {
        const char *next, *stop = line_end(at, end, at_end, &next);
        if (!stop)
            break;
        lines->starts[lines->n] = at;
        lines->n_bytes[lines->n++] = (size_t)(stop - at);
        at = next;
        if (lines->n == BATCH_ROWS) {
            TRY(push_lines(self, worker, lines));
            lines->n = 0;
        }
    }
    TRY(push_lines(self, worker, lines));
    const size_t n_rest = (size_t)(end - at);
    memmove(self->out.data, at, n_rest);
    text_truncate(&self->out, n_rest);
    return STATUS_OK;
}

static Status take_some(Worker *worker, void *context) {
    return take_lines(context, worker, false);
}

// ---- the pipe ----

static Status feed(StreamPipe *self, Worker *worker) {
    if (!self->process.running)
        TRY(stream_process_start(&self->process, worker, &self->task));
    TRY(stream_process_feed(&self->process, worker, self->in.data, self->in.n_bytes, &self->out));
    text_clear(&self->in);
    return STATUS_OK;
}

// Hands on rows as they are, unless they are gathered until the split ends.
static Status pass_on(StreamPipe *self, Worker *worker) {
    if (text_is_full(&self->in))
        return worker_fail(worker, 6017, NULL, "a row is too large to be streamed");
    if (self->names_files)
        return STATUS_OK;
    TRY(feed(self, worker));
    return take_lines(self, worker, false);
}

static Status stream_push(Worker *worker, const PipeOperator *pipe, void *state,
                          const Batch *batch) {
    StreamPipe *self = state;
    self->any_row |= batch->n_selected > 0;
    for (size_t i = 0; i < batch->n_selected; i++) {
        put_row(&self->in, batch, batch_row(batch, i), !pipe->input, self->in_delimiter);
        if (self->in.n_bytes >= FEED_BYTES)
            TRY(pass_on(self, worker));
    }
    return STATUS_OK;
}

static Status finish(StreamPipe *self, Worker *worker,
                     Status (*more)(Worker *worker, void *context)) {
    int status;
    TRY(stream_process_finish(&self->process, worker, &self->out, more, self, &status));
    if (status == 0)
        return stream_task_keep_outputs(&self->task, worker);
    const char *messages = stream_task_last_messages(&self->task, worker);
    return worker_fail(worker, 2055, NULL, "'%s' failed with exit status: %d%s%s",
                       self->plan->command->command, status, *messages ? "\n" : "", messages);
}

// ---- programs with files of fixed names ----

static Status write_input_file(StreamPipe *self, Worker *worker) {
    FILE *file = fopen(self->task.input, "wbe");
    const bool written =
        file && fwrite(self->in.data, 1, self->in.n_bytes, file) == self->in.n_bytes;
    if ((file && fclose(file) != 0) || !written)
        return worker_fail(worker, 2055, NULL, "cannot write %s: %s", self->task.input,
                           strerror(errno));
    text_clear(&self->in);
    return STATUS_OK;
}

static Status read_output_file(StreamPipe *self, Worker *worker) {
    text_clear(&self->out);
    FILE *file = fopen(self->task.output, "rbe");
    if (!file)
        return worker_fail(worker, 2055, NULL, "cannot read %s: %s", self->task.output,
                           strerror(errno));
    char *room;
    size_t n = 0;
    do {
        room = text_reserve(&self->out, FEED_BYTES);
        n = room ? fread(room, 1, FEED_BYTES, file) : 0;
        text_advance(&self->out, n);
    } while (n);
    fclose(file);
    return text_is_full(&self->out)
               ? worker_fail(worker, 6017, NULL, "%s is too large", self->task.output)
               : STATUS_OK;
}

static Status gather_output(Worker *worker, void *context) {
    (void)worker;
    StreamPipe *self = context;
    if (self->task.output)
        text_clear(&self->out);
    return STATUS_OK;
}

static Status run_with_files(StreamPipe *self, Worker *worker) {
    if (self->task.input)
        TRY(write_input_file(self, worker));
    TRY(feed(self, worker));
    TRY(finish(self, worker, gather_output));
    return self->task.output ? read_output_file(self, worker) : STATUS_OK;
}

// From its input file to its output in memory, one such program at a time. Nothing is waited for
// meanwhile but the program.
static Status run_alone(StreamPipe *self, Worker *worker) {
    pthread_mutex_t *files = &worker->query->streamed_files;
    pthread_mutex_lock(files);
    const Status status = run_with_files(self, worker);
    stream_process_kill(&self->process);
    pthread_mutex_unlock(files);
    return status;
}

static Status run_streaming(StreamPipe *self, Worker *worker) {
    TRY(feed(self, worker));
    return finish(self, worker, take_some);
}

static Status stream_end_split(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)pipe;
    StreamPipe *self = state;
    if (!self->any_row)
        return STATUS_OK;
    self->any_row = false;
    TRY(pass_on(self, worker));
    TRY(self->names_files ? run_alone(self, worker) : run_streaming(self, worker));
    TRY(take_lines(self, worker, true));
    text_clear(&self->out);
    return STATUS_OK;
}

const PipeType pipe_stream = {
    .name = "stream",
    .open = stream_open,
    .push = stream_push,
    .end_split = stream_end_split,
    .close = stream_close,
};
