// SPDX-License-Identifier: Apache-2.0
//
// A child process on a pipe.

#include "lang/base/capture.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int start(const char *command, int output, pid_t *child) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    char *bash[] = {"bash", "-c", (char *)command, NULL};
    char *sh[] = {"sh", "-c", (char *)command, NULL};
    if (!error)
        error = posix_spawnp(child, bash[0], &actions, NULL, bash, environ);
    if (error == ENOENT)
        error = posix_spawnp(child, sh[0], &actions, NULL, sh, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static void read_all(int input, Text *out) {
    char piece[4096];
    for (;;) {
        ssize_t n = read(input, piece, sizeof piece);
        if (n > 0)
            text_append(out, piece, (size_t)n);
        else if (n == 0 || errno != EINTR)
            return;
    }
}

static int wait_for(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int capture_output(const char *command, Text *out) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return -1;
    pid_t child;
    int error = start(command, ends[1], &child);
    close(ends[1]);
    if (!error)
        read_all(ends[0], out);
    close(ends[0]);
    if (error) {
        errno = error;
        return -1;
    }
    return wait_for(child);
}
