// SPDX-License-Identifier: Apache-2.0
//
// The container in which Hadoop writes LZ4 and Snappy: blocks of
//
//   4 bytes   length of the plain bytes, big endian
//   then, until so many plain bytes are there:
//     4 bytes   length of a packed chunk, big endian
//     n bytes   the chunk
//
// A decoder gathers a whole chunk before it unpacks it.

#ifndef JAVELINA_RUNTIME_IO_HADOOP_BLOCKS_H
#define JAVELINA_RUNTIME_IO_HADOOP_BLOCKS_H

#include "runtime/io/codec.h"

// The most plain bytes of a block that is believed; Hadoop's own are 256 KiB.
enum { HADOOP_BLOCK_MAX_BYTES = 64 * 1024 * 1024 };

// Unpacks a chunk into at most n_room bytes; false: damaged. *n_plain: how many it made.
typedef bool UnpackChunk(const char *packed, size_t n_packed, char *to, size_t n_room,
                         size_t *n_plain);

typedef struct HadoopBlocks {
    UnpackChunk *unpack;
    Text gathered;   // header or chunk, as far as it has come
    size_t n_wanted; // bytes to gather before something can be done
    bool in_chunk;   // gathering a chunk, not a length
    size_t n_left;   // plain bytes of the block still to come
    Text plain;      // unpacked
    size_t n_given;  // of `plain`
} HadoopBlocks;

void hadoop_blocks_init(HadoopBlocks *blocks, UnpackChunk *unpack);
void hadoop_blocks_free(HadoopBlocks *blocks);
CodecStatus hadoop_blocks_decode(HadoopBlocks *blocks, CodecBuffers *buffers);

// Appends a length as such a container has it.
void hadoop_blocks_put_length(Text *out, size_t n_bytes);

#endif
