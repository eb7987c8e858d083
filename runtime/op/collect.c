// SPDX-License-Identifier: Apache-2.0
//
// COLLECT: the end of a pipeline at DUMP or at a scalar.

#include "runtime/exec/collection.h"
#include "runtime/op/operators.h"

typedef struct CollectPipe {
    Collection *collection;
    CollectionWriter *writer; // of the present split, NULL before its first row
} CollectPipe;

static Status collect_open(Worker *worker, const PipeOperator *pipe, void **state) {
    CollectPipe *self = ARENA_NEW(worker->state, CollectPipe);
    self->collection = worker->query->collections[pipe->collection];
    *state = self;
    return STATUS_OK;
}

static Status collect_push(Worker *worker, const PipeOperator *pipe, void *state,
                           const Batch *batch) {
    (void)pipe;
    CollectPipe *self = state;
    if (!self->writer)
        TRY(collection_open(self->collection, worker, &self->writer));
    return collection_add(self->writer, worker, batch);
}

static Status collect_end_split(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)pipe;
    CollectPipe *self = state;
    if (!self->writer)
        TRY(collection_open(self->collection, worker, &self->writer));
    CollectionWriter *writer = self->writer;
    self->writer = NULL;
    return collection_finish(writer, worker);
}

static void collect_close(Worker *worker, const PipeOperator *pipe, void *state) {
    (void)worker, (void)pipe;
    CollectPipe *self = state;
    if (self)
        collection_abandon(self->writer);
}

const PipeType pipe_collect = {
    .name = "collect",
    .open = collect_open,
    .push = collect_push,
    .end_split = collect_end_split,
    .close = collect_close,
};
