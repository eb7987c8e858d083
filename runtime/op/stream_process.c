// SPDX-License-Identifier: Apache-2.0
//
// Pipes to and from a shell. Writing never blocks: poll tells which side is ready.

#include "runtime/op/stream_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lang/base/text.h"

enum { PIECE_BYTES = 64 * 1024, GLANCE_MILLISECONDS = 100 };

extern char **environ;

static Status cannot_start(Worker *worker, const char *command, int error) {
    return worker_fail(worker, 2055, NULL, "cannot start '%s': %s", command, strerror(error));
}

// The environment with another PATH.
static char **environment_with(Arena *arena, const char *path) {
    size_t n = 0;
    while (environ[n])
        n++;
    char **copy = ARENA_NEW_ARRAY(arena, char *, n + 2);
    const char *old = getenv("PATH");
    size_t to = 0;
    for (size_t i = 0; i < n; i++)
        if (strncmp(environ[i], "PATH=", 5) != 0)
            copy[to++] = environ[i];
    copy[to] = arena_printf(arena, "PATH=%s:%s", path, old ? old : "/usr/bin:/bin");
    return copy;
}

static int spawn(Worker *worker, StreamProcess *process, const char *command, const char *path,
                 int child_in, int child_out) {
    char *line = arena_printf(worker->arena, "exec %s", command);
    char *arguments[] = {"sh", "-c", line, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawn_file_actions_adddup2(&actions, child_in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, child_out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int error = posix_spawn(&process->pid, "/bin/sh", &actions, &attributes, arguments,
                                  path ? environment_with(worker->arena, path) : environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

Status stream_process_start(StreamProcess *process, Worker *worker, const char *command,
                            const char *path) {
    int in[2], out[2];
    *process = (StreamProcess){.to = -1, .from = -1};
    if (pipe2(in, O_CLOEXEC) != 0)
        return cannot_start(worker, command, errno);
    if (pipe2(out, O_CLOEXEC) != 0) {
        const int error = errno;
        close(in[0]);
        close(in[1]);
        return cannot_start(worker, command, error);
    }
    const int error = spawn(worker, process, command, path, in[0], out[1]);
    close(in[0]);
    close(out[1]);
    process->to = in[1];
    process->from = out[0];
    process->running = error == 0;
    if (error) {
        stream_process_kill(process);
        return cannot_start(worker, command, error);
    }
    fcntl(process->to, F_SETFL, O_NONBLOCK);
    fcntl(process->from, F_SETFL, O_NONBLOCK);
    return STATUS_OK;
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

static int shell_status(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
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
    int status = 0;
    while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
        ;
    process->running = false;
    *exit_status = shell_status(status);
    return STATUS_OK;
}

void stream_process_kill(StreamProcess *process) {
    close_end(&process->to);
    close_end(&process->from);
    if (!process->running)
        return;
    kill(process->pid, SIGKILL);
    while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    process->running = false;
}
