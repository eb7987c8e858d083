// SPDX-License-Identifier: Apache-2.0
//
// Snappy in Hadoop's container, through libsnappy.

#include <snappy-c.h>
#include <stdlib.h>

#include "runtime/io/codecs.h"
#include "runtime/io/hadoop_blocks.h"

enum { BLOCK_BYTES = 256 * 1024 };

static bool unpack(const char *packed, size_t n_packed, char *to, size_t n_room, size_t *n_plain) {
    *n_plain = n_room;
    return snappy_uncompress(packed, n_packed, to, n_plain) == SNAPPY_OK;
}

static void *decoder_create(void) {
    HadoopBlocks *blocks = malloc(sizeof *blocks);
    if (blocks)
        hadoop_blocks_init(blocks, unpack);
    return blocks;
}

static CodecStatus decode(void *decoder, CodecBuffers *buffers) {
    return hadoop_blocks_decode(decoder, buffers);
}

static void decoder_free(void *decoder) {
    hadoop_blocks_free(decoder);
    free(decoder);
}

// Blocks stand alone, so there is nothing to remember; the state only has to be there.
static void *encoder_create(void) {
    return malloc(1);
}

static bool encode(void *encoder, const char *bytes, size_t n_bytes, bool finish, Text *out) {
    (void)encoder, (void)finish;
    while (n_bytes > 0) {
        const size_t n = n_bytes < BLOCK_BYTES ? n_bytes : BLOCK_BYTES;
        size_t n_packed = snappy_max_compressed_length(n);
        hadoop_blocks_put_length(out, n);
        const size_t length_at = out->n_bytes;
        hadoop_blocks_put_length(out, 0);
        char *room = text_reserve(out, n_packed);
        if (!room || snappy_compress(bytes, n, room, &n_packed) != SNAPPY_OK)
            return false;
        text_advance(out, n_packed);
        for (unsigned i = 0; i < 4; i++)
            out->data[length_at + i] = (char)(n_packed >> (24 - 8 * i));
        bytes += n;
        n_bytes -= n;
    }
    return true;
}

static void encoder_free(void *encoder) {
    free(encoder);
}

const Codec codec_snappy = {
    .name = "snappy",
    .suffix = ".snappy",
    .class_name = "SnappyCodec",
    .decoder_create = decoder_create,
    .decode = decode,
    .decoder_free = decoder_free,
    .encoder_create = encoder_create,
    .encode = encode,
    .encoder_free = encoder_free,
};
