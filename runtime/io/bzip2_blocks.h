// SPDX-License-Identifier: Apache-2.0
//
// Blocks of a bzip2 file. They begin at any bit; they are found by the 48 bits that each begins
// with, and every one is given to libbz2 as a stream of its own, which checks its sum. Blocks are
// the caller's by the byte in which they begin.

#ifndef JAVELINA_RUNTIME_IO_BZIP2_BLOCKS_H
#define JAVELINA_RUNTIME_IO_BZIP2_BLOCKS_H

#include "runtime/io/codec.h"

extern const BlockType bzip2_blocks;

#endif
