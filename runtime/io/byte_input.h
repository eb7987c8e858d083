// SPDX-License-Identifier: Apache-2.0
//
// A file read from its beginning as plain bytes: unpacked by the codec that its name tells.

#ifndef JAVELINA_RUNTIME_IO_BYTE_INPUT_H
#define JAVELINA_RUNTIME_IO_BYTE_INPUT_H

#include "runtime/exec/worker.h"

typedef struct ByteInput ByteInput;

// Given: byte_input_close. Fails if the file cannot be opened.
MUST_CHECK Status byte_input_open(Worker *worker, const char *path, ByteInput **input);
void byte_input_close(ByteInput *input); // NULL is allowed

// Reads at most n_bytes, at least one unless the input is over (*n_read is 0 then). Fails when the
// file cannot be read or is damaged; the message names the file and the offset.
MUST_CHECK Status byte_input_read(ByteInput *input, Worker *worker, char *to, size_t n_bytes,
                                  size_t *n_read);

#endif
