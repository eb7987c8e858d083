// SPDX-License-Identifier: Apache-2.0
//
// EMIT and PROBE: the ends of pipelines at a stage. EMIT hands rows to an input of the stage; PROBE
// joins its rows with what a JOIN stage has collected and passes the results on.

#include "runtime/op/operators.h"

static void *stage_state(const Worker *worker, const PipeOperator *pipe) {
    return worker->query->stage_states[pipe->stage->id];
}

static Status open_input(Worker *worker, const PipeOperator *pipe, size_t tag, void **state) {
    const StageType *type = stage_type(pipe->stage->kind);
    if (type->open_input)
        TRY(type->open_input(worker, pipe->stage, stage_state(worker, pipe), tag));
    *state = stage_state(worker, pipe);
    return STATUS_OK;
}

static void close_input(Worker *worker, const PipeOperator *pipe, size_t tag, void *state) {
    const StageType *type = stage_type(pipe->stage->kind);
    if (state && type->close_input)
        type->close_input(worker, pipe->stage, state, tag);
}

static Status emit_open(Worker *worker, const PipeOperator *pipe, void **state) {
    return open_input(worker, pipe, pipe->tag, state);
}

static Status emit_push(Worker *worker, const PipeOperator *pipe, void *state, const Batch *batch) {
    if (batch->n_selected == 0)
        return STATUS_OK;
    return stage_type(pipe->stage->kind)->emit(worker, pipe->stage, state, pipe->tag, batch);
}

static Status emit_end_split(Worker *worker, const PipeOperator *pipe, void *state) {
    return stage_type(pipe->stage->kind)->end_split(worker, pipe->stage, state, pipe->tag);
}

static void emit_close(Worker *worker, const PipeOperator *pipe, void *state) {
    close_input(worker, pipe, pipe->tag, state);
}

const PipeType pipe_emit = {
    .name = "emit",
    .open = emit_open,
    .push = emit_push,
    .end_split = emit_end_split,
    .close = emit_close,
};

static Status probe_open(Worker *worker, const PipeOperator *pipe, void **state) {
    return open_input(worker, pipe, pipe->stage->probe, state);
}

static Status probe_push(Worker *worker, const PipeOperator *pipe, void *state,
                         const Batch *batch) {
    if (batch->n_selected == 0)
        return STATUS_OK;
    return stage_type(pipe->stage->kind)->probe(worker, pipe->stage, state, pipe, batch);
}

static Status probe_end_split(Worker *worker, const PipeOperator *pipe, void *state) {
    return stage_type(pipe->stage->kind)->probe_end_split(worker, pipe->stage, state, pipe);
}

static void probe_close(Worker *worker, const PipeOperator *pipe, void *state) {
    close_input(worker, pipe, pipe->stage->probe, state);
}

const PipeType pipe_probe = {
    .name = "probe",
    .open = probe_open,
    .push = probe_push,
    .end_split = probe_end_split,
    .close = probe_close,
};
