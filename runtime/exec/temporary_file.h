// SPDX-License-Identifier: Apache-2.0
//
// Files for state that does not fit into memory. They have no name (they are unlinked at birth), so
// nothing of them is left however the process ends.

#ifndef JAVELINA_RUNTIME_EXEC_TEMPORARY_FILE_H
#define JAVELINA_RUNTIME_EXEC_TEMPORARY_FILE_H

#include "runtime/exec/worker.h"

enum { ERROR_TEMPORARY_FILE = 6018 };

// Where the program may put what it needs for a while: the setting (NULL: none), $TMPDIR or /tmp.
const char *temporary_directory_by(const char *setting);
const char *temporary_directory(const Worker *worker);

// Opens one for reading and writing. The caller closes it. Fails with 6018.
MUST_CHECK Status temporary_file_open(Worker *worker, int *file);

// Reports, with 6018, that it cannot be written. error: an errno.
Status temporary_file_fail(Worker *worker, int error);

#endif
