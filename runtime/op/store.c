// SPDX-License-Identifier: Apache-2.0
//
// STORE: the end of a pipeline at an output. Batches become bytes by the format's storer; each
// split writes to its part, or to each of the parts that a stage spreads rows over.

#include "runtime/exec/commit.h"
#include "runtime/op/operators.h"

typedef struct StorePipe {
    Commit *output;
    const StorerType *storer;
    void *writer; // the storer's
    size_t n_parts;
    PartWriter **parts; // of the present split, NULL before its first row
} StorePipe;

static Status store_open(Worker *worker, const PipeOperator *pipe, void **state) {
    StorePipe *self = ARENA_NEW(worker->state, StorePipe);
    self->output = worker->query->commits[pipe->store];
    self->storer = commit_storer(self->output);
    self->n_parts = commit_parts_of_task(self->output);
    self->parts = ARENA_NEW_ARRAY(worker->state, PartWriter *, self->n_parts);
    *state = self;
    return self->storer->open(worker, commit_store(self->output), &self->writer);
}

static Status store_push(Worker *worker, const PipeOperator *pipe, void *state,
                         const Batch *batch) {
    (void)pipe;
    StorePipe *self = state;
    const size_t number = self->n_parts > 1 ? worker->part : 0;
    PartWriter **part = &self->parts[number];
    if (!*part)
        TRY(part_open(self->output, worker, number, part));
    part_count_rows(*part, batch->n_selected);
    ByteSink *sink = part_sink(*part);
    TRY(self->storer->write(worker, self->writer, batch, sink));
    return sink->text.n_bytes > SINK_BYTES ? sink->more(worker, sink) : STATUS_OK;
}

static Status store_end_split(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)pipe;
    StorePipe *self = state;
    for (size_t p = 0; p < self->n_parts; p++) {
        if (!self->parts[p])
            TRY(part_open(self->output, worker, p, &self->parts[p]));
        PartWriter *part = self->parts[p];
        self->parts[p] = NULL;
        TRY(part_finish(part, worker));
    }
    return STATUS_OK;
}

static void store_close(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)worker, (void)pipe;
    StorePipe *self = state;
    for (size_t p = 0; self && p < self->n_parts; p++)
        part_abandon(self->parts[p]);
}

const PipeType pipe_store = {
    .name = "store",
    .open = store_open,
    .push = store_push,
    .end_split = store_end_split,
    .close = store_close,
};
