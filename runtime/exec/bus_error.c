// SPDX-License-Identifier: Apache-2.0
//
// The signal comes to the thread that read, so a thread-local pointer finds its worker. The signal
// is not blocked in its handler, which is left by a jump.

#include "runtime/exec/bus_error.h"

#include <stddef.h>

static _Thread_local Worker *worker_at_work;

static void on_bus_error(int number) {
    Worker *worker = worker_at_work;
    if (worker && worker->out_of_memory) {
        worker->input_shrank = true;
        longjmp(*worker->out_of_memory, 1);
    }
    signal(number, SIG_DFL);
    raise(number);
}

void bus_errors_begin(BusErrors *errors) {
    struct sigaction action = {.sa_handler = on_bus_error, .sa_flags = SA_NODEFER};
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &errors->before);
}

void bus_errors_end(const BusErrors *errors) {
    sigaction(SIGBUS, &errors->before, NULL);
}

Worker *bus_errors_worker(Worker *worker) {
    Worker *before = worker_at_work;
    worker_at_work = worker;
    return before;
}
