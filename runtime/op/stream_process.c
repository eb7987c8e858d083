// SPDX-License-Identifier: Apache-2.0
//
// Pipes to and from a shell. Writing never blocks: poll tells which side is ready.

#include "runtime/op/stream_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lang/base/text.h"
#include "runtime/exec/child.h"

enum { PIECE_BYTES = 64 * 1024, GLANCE_MILLISECONDS = 100 };

static Status cannot_start(Worker *worker, const StreamTask *task, int error) {
    return worker_fail(worker, 2055, NULL, "cannot start '%s': %s", task->command->command,
                       strerror(error));
}

// Our ends and the program's of two pipes.
typedef struct Pipes {
    int in[2], out[2];
} Pipes;

static int open_pipes(Pipes *pipes) {
    if (pipe2(pipes->in, O_CLOEXEC) != 0)
        return errno;
    if (pipe2(pipes->out, O_CLOEXEC) == 0)
        return 0;
    const int error = errno;
    close(pipes->in[0]);
    close(pipes->in[1]);
    return error;
}

// Apache Pig runs commands by bash.
static const char *shell(void) {
    return access("/bin/bash", X_OK) == 0 ? "/bin/bash" : "/bin/sh";
}

static Status start(StreamProcess *process, Worker *worker, StreamTask *task, const Pipes *pipes) {
    const char *line = arena_printf(worker->arena, "exec %s", task->command->command);
    const char *const words[] = {shell(), "-c", line, NULL};
    int messages;
    TRY(stream_task_messages(task, worker, &messages));
    const ChildCommand child = {
        .file = words[0],
        .words = words,
        .environment = stream_task_environment(task, worker),
        .directory = task->directory,
        .input = pipes->in[0],
        .output = pipes->out[1],
        .messages = messages,
    };
    const int error = child_start(&child, &process->child);
    if (messages >= 0)
        close(messages);
    process->running = error == 0;
    return error ? cannot_start(worker, task, error) : STATUS_OK;
}

Status stream_process_start(StreamProcess *process, Worker *worker, StreamTask *task) {
    Pipes pipes;
    *process = (StreamProcess){.to = -1, .from = -1};
    const int error = open_pipes(&pipes);
    if (error)
        return cannot_start(worker, task, error);
    const Status status = start(process, worker, task, &pipes);
    close(pipes.in[0]);
    close(pipes.out[1]);
    process->to = pipes.in[1];
    process->from = pipes.out[0];
    fcntl(process->to, F_SETFL, O_NONBLOCK);
    fcntl(process->from, F_SETFL, O_NONBLOCK);
    if (status != STATUS_OK)
        stream_process_kill(process);
    return status;
}

static void close_end(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

// write() without the signal of a closed pipe: that is blocked in this thread and taken back.
static ssize_t write_quietly(int fd, const char *bytes, size_t n_bytes) {
    sigset_t pipe_signal, old;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &old);
    const ssize_t n = write(fd, bytes, n_bytes);
    const int error = errno;
    if (n < 0 && error == EPIPE) {
        const struct timespec now = {0};
        sigtimedwait(&pipe_signal, NULL, &now);
    }
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    errno = error;
    return n;
}

// Reads what is there. Closes our end at the end of the output.
static Status read_some(StreamProcess *process, Worker *worker, Text *out) {
    char *room = text_reserve(out, PIECE_BYTES);
    if (!room)
        return worker_fail(worker, 6017, NULL, "a line of a streaming program is too long");
    const ssize_t n = read(process->from, room, PIECE_BYTES);
    if (n > 0)
        text_advance(out, (size_t)n);
    else if (n == 0 || (errno != EAGAIN && errno != EINTR))
        close_end(&process->from);
    return STATUS_OK;
}

// Waits until the program reads or writes; *writable, *readable tell.
static Status wait_ready(StreamProcess *process, Worker *worker, bool *writable, bool *readable) {
    struct pollfd ends[] = {{process->from, POLLIN, 0}, {process->to, POLLOUT, 0}};
    *writable = *readable = false;
    while (!*writable && !*readable) {
        TRY(worker_check(worker));
        if (poll(ends, 2, GLANCE_MILLISECONDS) <= 0)
            continue;
        *readable = ends[0].revents != 0;
        *writable = ends[1].revents != 0;
    }
    return STATUS_OK;
}

Status stream_process_feed(StreamProcess *process, Worker *worker, const char *bytes,
                           size_t n_bytes, Text *out) {
    while (n_bytes && process->to >= 0) {
        bool writable, readable;
        TRY(wait_ready(process, worker, &writable, &readable));
        if (readable)
            TRY(read_some(process, worker, out));
        if (!writable)
            continue;
        const ssize_t n = write_quietly(process->to, bytes, n_bytes);
        if (n > 0) {
            bytes += n;
            n_bytes -= (size_t)n;
        } else if (n < 0 && errno != EAGAIN && errno != EINTR) {
            close_end(&process->to);
        }
    }
    return STATUS_OK;
}

Status stream_process_finish(StreamProcess *process, Worker *worker, Text *out,
                             Status (*more)(Worker *worker, void *context), void *context,
                             int *exit_status) {
    close_end(&process->to);
    while (process->from >= 0) {
        bool writable, readable;
        TRY(wait_ready(process, worker, &writable, &readable));
        TRY(read_some(process, worker, out));
        if (out->n_bytes >= 16 * PIECE_BYTES)
            TRY(more(worker, context));
    }
    *exit_status = child_wait(process->child);
    process->running = false;
    return STATUS_OK;
}

void stream_process_kill(StreamProcess *process) {
    close_end(&process->to);
    close_end(&process->from);
    if (process->running)
        child_kill(process->child);
    process->running = false;
}
