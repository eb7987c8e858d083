// SPDX-License-Identifier: Apache-2.0
//
// STORE: the end of a pipeline at an output. Batches become bytes by the format's storer; each
// split writes to its part.

#include "runtime/exec/commit.h"
#include "runtime/op/operators.h"

typedef struct StorePipe {
    Commit *output;
    const StorerType *storer;
    void *writer;     // the storer's
    PartWriter *part; // of the present split, NULL before its first row
} StorePipe;

static Status store_open(Worker *worker, const PipeOperator *pipe, void **state) {
    StorePipe *self = ARENA_NEW(worker->state, StorePipe);
    self->output = worker->query->commits[pipe->store];
    self->storer = commit_storer(self->output);
    *state = self;
    return self->storer->open(worker, commit_store(self->output), &self->writer);
}

static Status store_push(Worker *worker, const PipeOperator *pipe, void *state,
                         const Batch *batch) {
    (void)pipe;
    StorePipe *self = state;
    if (!self->part)
        TRY(part_open(self->output, worker, &self->part));
    part_count_rows(self->part, batch->n_selected);
    ByteSink *sink = part_sink(self->part);
    TRY(self->storer->write(worker, self->writer, batch, sink));
    return sink->text.n_bytes > SINK_BYTES ? sink->more(worker, sink) : STATUS_OK;
}

static Status store_end_split(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)pipe;
    StorePipe *self = state;
    if (!self->part)
        TRY(part_open(self->output, worker, &self->part));
    PartWriter *part = self->part;
    self->part = NULL;
    return part_finish(part, worker);
}

static void store_close(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)worker, (void)pipe;
    StorePipe *self = state;
    if (self)
        part_abandon(self->part);
}

const PipeType pipe_store = {
    .name = "store",
    .open = store_open,
    .push = store_push,
    .end_split = store_end_split,
    .close = store_close,
};
