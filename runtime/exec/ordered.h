// SPDX-License-Identifier: Apache-2.0
//
// Bytes that tasks make at once, written in the order of the tasks: the part file that many
// partitions share, and the rows of DUMP. The task whose turn it is writes through; the others keep
// their text until it is. Tasks must be begun in ascending order, so whoever has the turn is always
// running, and whoever would make the others' text more than ORDERED_PARKED_BYTES (or a part of the
// budget) can safely wait.

#ifndef JAVELINA_RUNTIME_EXEC_ORDERED_H
#define JAVELINA_RUNTIME_EXEC_ORDERED_H

#include <pthread.h>

#include "runtime/exec/worker.h"

enum { ORDERED_PARKED_BYTES = 64 * 1024 * 1024 };

// Writes bytes to where they belong; called by one thread at a time.
typedef Status OrderedWrite(Worker *worker, void *context, const char *bytes, size_t n_bytes);

typedef struct Ordered {
    pthread_mutex_t lock;
    pthread_cond_t turned;
    size_t turn; // the task that writes through
    struct ParkedText *parked;
    size_t n_parked, capacity;
    size_t parked_bytes;
    OrderedWrite *write;
    void *context;
} Ordered;

// The first turn is `first_task`'s. Free with ordered_free.
void ordered_init(Ordered *ordered, size_t first_task, OrderedWrite *write, void *context);
void ordered_free(Ordered *ordered);

// Writes the text and empties it if it is the task's turn; else leaves it, unless it has grown so
// large that the task must wait.
MUST_CHECK Status ordered_put(Ordered *ordered, Worker *worker, size_t task, Text *text);

// The task's last bytes; takes the text's memory when it must be parked. The turn goes on.
MUST_CHECK Status ordered_finish(Ordered *ordered, Worker *worker, size_t task, Text *text);

#endif
