// SPDX-License-Identifier: Apache-2.0
//
// A part of a bzip2 file, block by block, so that several threads can unpack one file. Blocks begin
// at any bit; they are found by the 48 bits that each begins with, and every one is given to libbz2
// as a stream of its own, which checks its sum. Blocks are the caller's by the byte in which they
// begin.

#ifndef JAVELINA_RUNTIME_IO_BZIP2_BLOCKS_H
#define JAVELINA_RUNTIME_IO_BZIP2_BLOCKS_H

#include "runtime/io/codec.h"

typedef struct Bzip2Blocks Bzip2Blocks;

// The blocks of file[0..n_bytes), borrowed, from the first that begins in or behind byte `start`.
// Given: bzip2_blocks_close. NULL: out of memory.
Bzip2Blocks *bzip2_blocks_open(const char *file, size_t n_bytes, uint64_t start);
void bzip2_blocks_close(Bzip2Blocks *blocks); // NULL is allowed

// Appends the next block's plain bytes. CODEC_OK: there was one; CODEC_END: the file is over.
CodecStatus bzip2_blocks_next(Bzip2Blocks *blocks, Text *plain);

// The byte in which the next block begins, the file's length when there is none. Behind damage: the
// byte in which the block that is damaged begins.
uint64_t bzip2_blocks_at(const Bzip2Blocks *blocks);

// Once the file is over: where behind its last stream something begins that is no stream; 0:
// nothing does.
uint64_t bzip2_blocks_garbage(const Bzip2Blocks *blocks);

#endif
