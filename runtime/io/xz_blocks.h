// SPDX-License-Identifier: Apache-2.0
//
// Blocks of an xz file, found by the indexes that it carries.

#ifndef JAVELINA_RUNTIME_IO_XZ_BLOCKS_H
#define JAVELINA_RUNTIME_IO_XZ_BLOCKS_H

#include "runtime/io/codec.h"

extern const BlockType xz_blocks;

#endif
