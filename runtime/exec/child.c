// SPDX-License-Identifier: Apache-2.0
//
// SIGINT reaches children of a terminal's process group by itself; whoever waits for long asks
// child_has_ended from time to time, and ends the child when the run is cancelled.

#include "runtime/exec/child.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void put_stream(posix_spawn_file_actions_t *actions, int from, int to) {
    if (from >= 0)
        posix_spawn_file_actions_adddup2(actions, from, to);
}

static void set_signals(posix_spawnattr_t *attributes) {
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &usual);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

int child_start(const ChildCommand *command, int *child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    set_signals(&attributes);
    if (command->directory)
        posix_spawn_file_actions_addchdir_np(&actions, command->directory);
    put_stream(&actions, command->input, STDIN_FILENO);
    put_stream(&actions, command->output, STDOUT_FILENO);
    put_stream(&actions, command->messages, STDERR_FILENO);
    pid_t id = 0;
    const int error =
        posix_spawnp(&id, command->file, &actions, &attributes, (char *const *)command->words,
                     command->environment ? command->environment : environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    *child = id;
    return error;
}

static int shell_status(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int child_wait(int child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return shell_status(status);
}

bool child_has_ended(int child, int *exit_status) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) != child)
        return false;
    *exit_status = shell_status(status);
    return true;
}

void child_kill(int child) {
    kill(child, SIGKILL);
    child_wait(child);
}
