// SPDX-License-Identifier: Apache-2.0
//
// Where the program of a STREAM runs and what it leaves. As with Apache Pig on one machine it runs
// in our working directory, which is added to PATH. Where files of SHIP or CACHE are not there
// under their names, it runs in a directory made for the worker, in which they are, and beside them
// all that our directory has.

#ifndef JAVELINA_RUNTIME_OP_STREAM_TASK_H
#define JAVELINA_RUNTIME_OP_STREAM_TASK_H

#include "runtime/exec/worker.h"

typedef struct StreamTask {
    const StreamCommand *command;
    const char *directory;      // NULL: ours
    const char *input, *output; // files of rows; NULL: standard input, output
    struct Commit *store;       // takes what the program leaves besides rows; NULL: nothing does
    const char *log;            // file of this process's messages below the store; NULL: none
} StreamTask;

// A worker's task; its texts are in worker->state.
MUST_CHECK Status stream_task_open(StreamTask *task, Worker *worker, const PipeOperator *pipe);

// The environment of its processes: PATH ends in their directory, and the properties that
// pig.streaming.environment names are there. In worker->arena.
char **stream_task_environment(const StreamTask *task, Worker *worker);

// Where messages of the next process go: a file, to be closed, or -1: to our standard error.
MUST_CHECK Status stream_task_messages(StreamTask *task, Worker *worker, int *file);

// The last of the messages that were kept, "" if there are none. In worker->arena.
const char *stream_task_last_messages(const StreamTask *task, Worker *worker);

// A process has succeeded: keeps the files of further OUTPUTs beside the stored rows.
MUST_CHECK Status stream_task_keep_outputs(const StreamTask *task, Worker *worker);

// Removes what was made for it.
void stream_task_close(StreamTask *task);

#endif
