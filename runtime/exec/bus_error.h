// SPDX-License-Identifier: Apache-2.0
//
// When another program cuts a file short while it is mapped, reading it raises SIGBUS. Here that
// becomes a failure of the worker at work instead of the end of the process.

#ifndef JAVELINA_RUNTIME_EXEC_BUS_ERROR_H
#define JAVELINA_RUNTIME_EXEC_BUS_ERROR_H

#include <signal.h>

#include "runtime/exec/worker.h"

// What was done on SIGBUS before.
typedef struct BusErrors {
    struct sigaction before;
} BusErrors;

// From here on SIGBUS goes to the recovery point of the worker at work on the thread (its
// input_shrank is set); without one it ends the process as ever.
void bus_errors_begin(BusErrors *errors);
void bus_errors_end(const BusErrors *errors);

// Says which worker is at work on this thread (NULL: none); returns the one before.
Worker *bus_errors_worker(Worker *worker);

#endif
