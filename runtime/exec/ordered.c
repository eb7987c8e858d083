// SPDX-License-Identifier: Apache-2.0
//
// Whoever has the turn needs no lock to write: nobody else touches the place until the turn moves.

#include "runtime/exec/ordered.h"

#include <stdlib.h>

#include "lang/base/grow.h"
#include "runtime/exec/query.h"

// A finished task's text that waits for its turn.
typedef struct ParkedText {
    size_t task;
    Text text;
} ParkedText;

void ordered_init(Ordered *ordered, size_t first_task, OrderedWrite *write, void *context) {
    *ordered = (Ordered){.turn = first_task, .write = write, .context = context};
    pthread_mutex_init(&ordered->lock, NULL);
    pthread_cond_init(&ordered->turned, NULL);
}

void ordered_free(Ordered *ordered) {
    for (size_t i = 0; i < ordered->n_parked; i++)
        text_free(&ordered->parked[i].text);
    free(ordered->parked);
    pthread_mutex_destroy(&ordered->lock);
    pthread_cond_destroy(&ordered->turned);
}

static bool is_turn(const Ordered *ordered, size_t task) {
    return __atomic_load_n(&ordered->turn, __ATOMIC_ACQUIRE) == task;
}

// What tasks may hold that wait for their turn.
static size_t most_bytes(const Worker *worker) {
    const size_t part = budget_limit(worker->query->budget) / 8;
    return part < ORDERED_PARKED_BYTES ? part : ORDERED_PARKED_BYTES;
}

static Status write_text(Ordered *ordered, Worker *worker, Text *text) {
    const Status status = text->n_bytes
                              ? ordered->write(worker, ordered->context, text->data, text->n_bytes)
                              : STATUS_OK;
    text_clear(text);
    return status;
}

static Status wait_for_turn(Ordered *ordered, Worker *worker, size_t task) {
    Status status = STATUS_OK;
    pthread_mutex_lock(&ordered->lock);
    while (status == STATUS_OK && !is_turn(ordered, task))
        status = worker_wait(worker, &ordered->turned, &ordered->lock, 20);
    pthread_mutex_unlock(&ordered->lock);
    return status;
}

Status ordered_put(Ordered *ordered, Worker *worker, size_t task, Text *text) {
    if (!is_turn(ordered, task)) {
        if (text->n_bytes < most_bytes(worker))
            return STATUS_OK;
        TRY(wait_for_turn(ordered, worker, task));
    }
    return write_text(ordered, worker, text);
}

// Keeps the text for later. Called with the lock held.
static Status park(Ordered *ordered, Worker *worker, size_t task, Text *text) {
    ParkedText *parked =
        heap_grow(ordered->parked, ordered->n_parked, &ordered->capacity, sizeof *parked);
    if (!parked)
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory for the rows of a task");
    ordered->parked = parked;
    ordered->parked[ordered->n_parked++] = (ParkedText){.task = task, .text = *text};
    ordered->parked_bytes += text->n_bytes;
    *text = text_new(text->max_bytes);
    return STATUS_OK;
}

// Takes out the parked text of a task, false if there is none. Called with the lock held.
static bool unpark(Ordered *ordered, size_t task, Text *text) {
    for (size_t i = 0; i < ordered->n_parked; i++) {
        if (ordered->parked[i].task != task)
            continue;
        *text = ordered->parked[i].text;
        ordered->parked_bytes -= text->n_bytes;
        ordered->parked[i] = ordered->parked[--ordered->n_parked];
        return true;
    }
    return false;
}

Status ordered_finish(Ordered *ordered, Worker *worker, size_t task, Text *text) {
    Status status = STATUS_OK;
    pthread_mutex_lock(&ordered->lock);
    while (ordered->turn != task && ordered->parked_bytes + text->n_bytes > most_bytes(worker)) {
        pthread_mutex_unlock(&ordered->lock);
        TRY(wait_for_turn(ordered, worker, task));
        pthread_mutex_lock(&ordered->lock);
    }
    if (ordered->turn != task) {
        status = park(ordered, worker, task, text);
        pthread_mutex_unlock(&ordered->lock);
        return status;
    }
    pthread_mutex_unlock(&ordered->lock);
    status = write_text(ordered, worker, text);
    pthread_mutex_lock(&ordered->lock);
    Text next;
    while (status == STATUS_OK) {
        __atomic_store_n(&ordered->turn, ++task, __ATOMIC_RELEASE);
        if (!unpark(ordered, task, &next))
            break;
        status = write_text(ordered, worker, &next);
        text_free(&next);
    }
    pthread_cond_broadcast(&ordered->turned);
    pthread_mutex_unlock(&ordered->lock);
    return status;
}
