// SPDX-License-Identifier: Apache-2.0
//
// One child at a time.

#include "runtime/shell/process.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "runtime/exec/child.h"

int process_run(const char *const argv[], const char *input, FILE *out) {
    fflush(out);
    if (input == NULL && !isatty(STDIN_FILENO))
        input = "/dev/null";
    const int in = input != NULL ? open(input, O_RDONLY | O_CLOEXEC) : -1;
    if (input != NULL && in < 0)
        return -1;
    const ChildCommand command = {
        .file = argv[0], .words = argv, .input = in, .output = fileno(out), .messages = -1};
    int child;
    const int error = child_start(&command, &child);
    if (in >= 0)
        close(in);
    if (error == 0)
        return child_wait(child);
    errno = error;
    return -1;
}
