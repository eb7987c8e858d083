// SPDX-License-Identifier: Apache-2.0
//
// Where the members of packed files end, told by the readers of their splits to each other. A
// member of gzip does not say how long it is: where the first one of a split begins is known once
// the split before has been read. Until then its reader can only guess, and unpack what it guessed.
//
//   split 0          split 1        split 2        split 3
//   [member ][member    ][member ][member                ]
//                      ^ told by split 0                 ^ told by split 1; split 2 and 3 have none

#ifndef JAVELINA_RUNTIME_IO_MEMBER_CHAIN_H
#define JAVELINA_RUNTIME_IO_MEMBER_CHAIN_H

#include "runtime/exec/worker.h"
#include "runtime/io/split.h"

// Shared by the readers of one LOAD, all threads.
typedef struct MemberChain MemberChain;

// The place that nobody knows: a reader stopped early.
#define MEMBER_UNKNOWN UINT64_MAX

MemberChain *member_chain_create(Arena *arena);
void member_chain_destroy(MemberChain *chain);

// Where the first member begins that begins in the split or behind it: *place, or MEMBER_UNKNOWN.
// false: the splits before are still at work.
bool member_chain_ask(MemberChain *chain, const Split *split, uint64_t *place);

// The same; waits. Splits are taken up in their order, so that the one before is at work or done.
// Fails when the run is cancelled.
MUST_CHECK Status member_chain_wait(MemberChain *chain, const Worker *worker, const Split *split,
                                    uint64_t *place);

// A member of the split's reader ends at `place`, at or behind *stop, where its own part ends.
// true: the reader is done. false: the members that begin before *stop, which has moved, are its
// own too, for the splits there saw none that they could read.
bool member_chain_tell(MemberChain *chain, const Split *split, uint64_t place, uint64_t *stop);

// The split holds nothing that can be read as the beginning of a member. true: so be it. false: one
// begins at *place (which may be MEMBER_UNKNOWN) all the same.
bool member_chain_pass(MemberChain *chain, const Split *split, uint64_t *place);

#endif
