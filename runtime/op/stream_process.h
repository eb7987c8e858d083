// SPDX-License-Identifier: Apache-2.0
//
// An outside program with its standard input and output in our hands. It is written to and read
// from at once, so that neither side waits for the other for ever.

#ifndef JAVELINA_RUNTIME_OP_STREAM_PROCESS_H
#define JAVELINA_RUNTIME_OP_STREAM_PROCESS_H

#include "runtime/op/stream_task.h"

typedef struct StreamProcess {
    bool running;
    int child;
    int to, from; // our ends of the pipes, -1 when closed
} StreamProcess;

// Starts `bash -c "exec COMMAND"` where and as the task says.
MUST_CHECK Status stream_process_start(StreamProcess *process, Worker *worker, StreamTask *task);

// Writes the bytes and appends to `out` whatever the program has written meanwhile. A program that
// has closed its input gets no more.
MUST_CHECK Status stream_process_feed(StreamProcess *process, Worker *worker, const char *bytes,
                                      size_t n_bytes, Text *out);

// Closes its input, reads on until it closes its output (calling `more` whenever `out` has grown by
// a good piece), and waits for it. *exit_status: as the shell would say.
MUST_CHECK Status stream_process_finish(StreamProcess *process, Worker *worker, Text *out,
                                        Status (*more)(Worker *worker, void *context),
                                        void *context, int *exit_status);

// Ends it, after a failure.
void stream_process_kill(StreamProcess *process);

#endif
