// SPDX-License-Identifier: Apache-2.0
//
// A file as plain bytes: unpacked by the codec that its name tells. All of it, or, of packed files
// that are made of units which can be unpacked by themselves (blocks, frames, members), those from
// the first that begins in a split on.

#ifndef JAVELINA_RUNTIME_IO_BYTE_INPUT_H
#define JAVELINA_RUNTIME_IO_BYTE_INPUT_H

#include "runtime/exec/worker.h"
#include "runtime/io/member_chain.h"
#include "runtime/io/split.h"

typedef struct ByteInput ByteInput;

// Given: byte_input_close. Fails if the file cannot be opened.
MUST_CHECK Status byte_input_open(Worker *worker, const char *path, ByteInput **input);
// From the first unit that begins in the split to the end of the file. A file that has no units is
// one.
// chain: shared with the readers of the other splits.
MUST_CHECK Status byte_input_open_split(Worker *worker, const Split *split, MemberChain *chain,
                                        ByteInput **input);
// Have all units that begin in the split been read? What comes next belongs to a later split. A
// read never goes over this place.
bool byte_input_passed_split(const ByteInput *input);
void byte_input_close(ByteInput *input); // NULL is allowed

// Reads at most n_bytes, at least one unless the input is over (*n_read is 0 then) or the split has
// just been passed (it may be). Fails when the
// file cannot be read or is damaged; the message names the file and the offset.
MUST_CHECK Status byte_input_read(ByteInput *input, Worker *worker, char *to, size_t n_bytes,
                                  size_t *n_read);

#endif
