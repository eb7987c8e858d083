// SPDX-License-Identifier: Apache-2.0
//
// Three states: a block's length is awaited, a chunk's length is awaited, a chunk is awaited.

#include "runtime/io/hadoop_blocks.h"

#include <string.h>

enum { LENGTH_BYTES = 4 };

void hadoop_blocks_init(HadoopBlocks *blocks, UnpackChunk *unpack) {
    *blocks = (HadoopBlocks){
        .unpack = unpack,
        .gathered = text_new(0),
        .plain = text_new(0),
        .n_wanted = LENGTH_BYTES,
    };
}

void hadoop_blocks_free(HadoopBlocks *blocks) {
    text_free(&blocks->gathered);
    text_free(&blocks->plain);
}

static size_t get_length(const char *bytes) {
    const unsigned char *at = (const unsigned char *)bytes;
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
}

void hadoop_blocks_put_length(Text *out, size_t n_bytes) {
    const char bytes[LENGTH_BYTES] = {(char)(n_bytes >> 24), (char)(n_bytes >> 16),
                                      (char)(n_bytes >> 8), (char)n_bytes};
    text_append(out, bytes, sizeof bytes);
}

static void give(HadoopBlocks *blocks, CodecBuffers *buffers) {
    const size_t left = blocks->plain.n_bytes - blocks->n_given;
    const size_t n = left < buffers->n_out ? left : buffers->n_out;
    if (n)
        memcpy(buffers->out, blocks->plain.data + blocks->n_given, n);
    blocks->n_given += n;
    buffers->out += n;
    buffers->n_out -= n;
}

static CodecStatus unpack_chunk(HadoopBlocks *blocks) {
    const size_t room = blocks->n_left;
    size_t n_plain = 0;
    text_clear(&blocks->plain);
    blocks->n_given = 0;
    char *to = text_reserve(&blocks->plain, room);
    if (!to)
        return CODEC_NO_MEMORY;
    if (!blocks->unpack(blocks->gathered.data, blocks->gathered.n_bytes, to, room, &n_plain))
        return CODEC_DAMAGED;
    text_advance(&blocks->plain, n_plain);
    blocks->n_left -= n_plain;
    return CODEC_OK;
}

// Acts on what has been gathered and says what is wanted next.
static CodecStatus take_gathered(HadoopBlocks *blocks) {
    CodecStatus status = CODEC_OK;
    if (blocks->in_chunk) {
        status = unpack_chunk(blocks);
        blocks->in_chunk = false;
        blocks->n_wanted = LENGTH_BYTES;
    } else if (blocks->n_left == 0) {
        blocks->n_left = get_length(blocks->gathered.data);
        status = blocks->n_left > HADOOP_BLOCK_MAX_BYTES ? CODEC_DAMAGED : CODEC_OK;
    } else {
        blocks->n_wanted = get_length(blocks->gathered.data);
        blocks->in_chunk = true;
        status = blocks->n_wanted > 2 * HADOOP_BLOCK_MAX_BYTES ? CODEC_DAMAGED : CODEC_OK;
    }
    text_clear(&blocks->gathered);
    return status;
}

CodecStatus hadoop_blocks_decode(HadoopBlocks *blocks, CodecBuffers *buffers) {
    for (;;) {
        give(blocks, buffers);
        if (buffers->n_out == 0)
            return CODEC_OK;
        const size_t wanted = blocks->n_wanted - blocks->gathered.n_bytes;
        const size_t n = wanted < buffers->n_in ? wanted : buffers->n_in;
        text_append(&blocks->gathered, buffers->in, n);
        buffers->in += n;
        buffers->n_in -= n;
        if (text_is_full(&blocks->gathered))
            return CODEC_NO_MEMORY;
        if (n < wanted)
            break;
        const CodecStatus status = take_gathered(blocks);
        if (status != CODEC_OK)
            return status;
    }
    const bool between = blocks->n_left == 0 && !blocks->in_chunk && !blocks->gathered.n_bytes;
    return between ? CODEC_END : CODEC_OK;
}
