// SPDX-License-Identifier: Apache-2.0
//
// bzip2 through libbz2. A stream cannot be reset, so each member gets a fresh one.

#include <bzlib.h>
#include <stdlib.h>

#include "runtime/io/bzip2_blocks.h"
#include "runtime/io/codecs.h"

enum { BLOCK_100K = 9, OUT_STEP = 64 * 1024, MAX_STEP = 1 << 30 };

typedef struct Stream {
    bz_stream bz;
    bool open;
} Stream;

static void *stream_create(void) {
    return calloc(1, sizeof(Stream));
}

static unsigned step(size_t n_bytes) {
    return n_bytes < MAX_STEP ? (unsigned)n_bytes : MAX_STEP;
}

static CodecStatus decode(void *decoder, CodecBuffers *buffers) {
    Stream *stream = decoder;
    if (!stream->open) {
        stream->bz = (bz_stream){0};
        if (BZ2_bzDecompressInit(&stream->bz, 0, 0) != BZ_OK)
            return CODEC_NO_MEMORY;
        stream->open = true;
    }
    const unsigned n_in = step(buffers->n_in), n_out = step(buffers->n_out);
    stream->bz.next_in = (char *)buffers->in;
    stream->bz.avail_in = n_in;
    stream->bz.next_out = buffers->out;
    stream->bz.avail_out = n_out;
    const int result = BZ2_bzDecompress(&stream->bz);
    buffers->in += n_in - stream->bz.avail_in;
    buffers->n_in -= n_in - stream->bz.avail_in;
    buffers->out += n_out - stream->bz.avail_out;
    buffers->n_out -= n_out - stream->bz.avail_out;
    if (result == BZ_STREAM_END) {
        BZ2_bzDecompressEnd(&stream->bz);
        stream->open = false;
        return CODEC_END;
    }
    if (result == BZ_MEM_ERROR)
        return CODEC_NO_MEMORY;
    return result == BZ_OK ? CODEC_OK : CODEC_DAMAGED;
}

static void decoder_free(void *decoder) {
    Stream *stream = decoder;
    if (stream->open)
        BZ2_bzDecompressEnd(&stream->bz);
    free(stream);
}

static bool encode(void *encoder, const char *bytes, size_t n_bytes, bool finish, Text *out) {
    Stream *stream = encoder;
    if (!stream->open) {
        stream->bz = (bz_stream){0};
        if (BZ2_bzCompressInit(&stream->bz, BLOCK_100K, 0, 0) != BZ_OK)
            return false;
        stream->open = true;
    }
    stream->bz.next_in = (char *)bytes;
    stream->bz.avail_in = (unsigned)n_bytes;
    int result = BZ_OK;
    while (finish ? result != BZ_STREAM_END : stream->bz.avail_in > 0) {
        char *room = text_reserve(out, OUT_STEP);
        if (!room)
            return false;
        stream->bz.next_out = room;
        stream->bz.avail_out = OUT_STEP;
        result = BZ2_bzCompress(&stream->bz, finish ? BZ_FINISH : BZ_RUN);
        if (result < 0)
            return false;
        text_advance(out, OUT_STEP - stream->bz.avail_out);
    }
    if (finish) {
        BZ2_bzCompressEnd(&stream->bz);
        stream->open = false;
    }
    return true;
}

static void encoder_free(void *encoder) {
    Stream *stream = encoder;
    if (stream->open)
        BZ2_bzCompressEnd(&stream->bz);
    free(stream);
}

const Codec codec_bzip2 = {
    .name = "bzip2",
    .suffix = ".bz2",
    .other_folder = ".bz",
    .class_name = "BZip2Codec",
    .decoder_create = stream_create,
    .decode = decode,
    .decoder_free = decoder_free,
    .blocks = &bzip2_blocks,
    .cut_bytes = 2 * 1024 * 1024,
    .encoder_create = stream_create,
    .encode = encode,
    .encoder_free = encoder_free,
};
