// SPDX-License-Identifier: Apache-2.0
//
// xz through liblzma. A stream is begun anew for each member.

#include <lzma.h>
#include <stdlib.h>

#include "runtime/io/codecs.h"
#include "runtime/io/xz_blocks.h"

enum { PRESET = 6, OUT_STEP = 64 * 1024 };

typedef struct Stream {
    lzma_stream lzma;
    bool open;
} Stream;

static void *stream_create(void) {
    Stream *stream = calloc(1, sizeof *stream);
    if (stream)
        stream->lzma = (lzma_stream)LZMA_STREAM_INIT;
    return stream;
}

static void stream_free(void *state) {
    Stream *stream = state;
    lzma_end(&stream->lzma);
    free(stream);
}

static CodecStatus decode(void *decoder, CodecBuffers *buffers) {
    Stream *stream = decoder;
    if (!stream->open && lzma_stream_decoder(&stream->lzma, UINT64_MAX, 0) != LZMA_OK)
        return CODEC_NO_MEMORY;
    stream->open = true;
    stream->lzma.next_in = (const uint8_t *)buffers->in;
    stream->lzma.avail_in = buffers->n_in;
    stream->lzma.next_out = (uint8_t *)buffers->out;
    stream->lzma.avail_out = buffers->n_out;
    const lzma_ret result = lzma_code(&stream->lzma, LZMA_RUN);
    buffers->in = (const char *)stream->lzma.next_in;
    buffers->n_in = stream->lzma.avail_in;
    buffers->out = (char *)stream->lzma.next_out;
    buffers->n_out = stream->lzma.avail_out;
    if (result == LZMA_STREAM_END) {
        stream->open = false;
        return CODEC_END;
    }
    if (result == LZMA_MEM_ERROR)
        return CODEC_NO_MEMORY;
    return result == LZMA_OK || result == LZMA_BUF_ERROR ? CODEC_OK : CODEC_DAMAGED;
}

static bool encode(void *encoder, const char *bytes, size_t n_bytes, bool finish, Text *out) {
    Stream *stream = encoder;
    if (!stream->open && lzma_easy_encoder(&stream->lzma, PRESET, LZMA_CHECK_CRC64) != LZMA_OK)
        return false;
    stream->open = !finish;
    stream->lzma.next_in = (const uint8_t *)bytes;
    stream->lzma.avail_in = n_bytes;
    lzma_ret result = LZMA_OK;
    while (finish ? result != LZMA_STREAM_END : stream->lzma.avail_in > 0) {
        char *room = text_reserve(out, OUT_STEP);
        if (!room)
            return false;
        stream->lzma.next_out = (uint8_t *)room;
        stream->lzma.avail_out = OUT_STEP;
        result = lzma_code(&stream->lzma, finish ? LZMA_FINISH : LZMA_RUN);
        if (result != LZMA_OK && result != LZMA_STREAM_END)
            return false;
        text_advance(out, OUT_STEP - stream->lzma.avail_out);
    }
    return true;
}

const Codec codec_xz = {
    .name = "xz",
    .suffix = ".xz",
    .class_name = "XzCodec",
    .decoder_create = stream_create,
    .decode = decode,
    .decoder_free = stream_free,
    .blocks = &xz_blocks,
    .cut_bytes = 4 * 1024 * 1024,
    .encoder_create = stream_create,
    .encode = encode,
    .encoder_free = stream_free,
};
