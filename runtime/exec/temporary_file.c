// SPDX-License-Identifier: Apache-2.0
//
// They are made in the run's temporary directory, else in $TMPDIR, else in /tmp.

#include "runtime/exec/temporary_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/exec/query.h"

const char *temporary_directory_by(const char *setting) {
    const char *directory = setting ? setting : getenv("TMPDIR");
    return directory && *directory ? directory : "/tmp";
}

const char *temporary_directory(const Worker *worker) {
    return temporary_directory_by(worker->query->options->temporary_directory);
}

Status temporary_file_open(Worker *worker, int *file) {
    char path[4096];
    const char *directory = temporary_directory(worker);
    const int n = snprintf(path, sizeof path, "%s/pig-spill-XXXXXX", directory);
    if (n < 0 || (size_t)n >= sizeof path)
        return worker_fail(worker, ERROR_TEMPORARY_FILE, NULL,
                           "the temporary directory's name is too long");
    *file = mkostemp(path, O_CLOEXEC);
    if (*file < 0)
        return worker_fail_hint(
            worker, ERROR_TEMPORARY_FILE, NULL, "TMPDIR names another directory",
            "cannot make a temporary file in %s: %s", directory, strerror(errno));
    unlink(path);
    return STATUS_OK;
}

Status temporary_file_fail(Worker *worker, int error) {
    return worker_fail_hint(worker, ERROR_TEMPORARY_FILE, NULL,
                            "TMPDIR names another directory, -Dpig.memory allows more memory",
                            "cannot write a temporary file in %s: %s", temporary_directory(worker),
                            strerror(error));
}
