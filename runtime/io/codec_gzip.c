// SPDX-License-Identifier: Apache-2.0
//
// gzip through zlib. RFC 1952 allows several members in a file.

#include <stdlib.h>
#include <zlib.h>

#include "runtime/io/codecs.h"

enum { GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8, OUT_STEP = 64 * 1024 };

static void *decoder_create(void) {
    z_stream *stream = calloc(1, sizeof *stream);
    if (stream && inflateInit2(stream, GZIP_WINDOW) != Z_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

static CodecStatus decode(void *decoder, CodecBuffers *buffers) {
    z_stream *stream = decoder;
    stream->next_in = (Bytef *)buffers->in;
    stream->avail_in = (uInt)buffers->n_in;
    stream->next_out = (Bytef *)buffers->out;
    stream->avail_out = (uInt)(buffers->n_out < UINT32_MAX ? buffers->n_out : UINT32_MAX);
    const uInt n_room = stream->avail_out;
    const int result = inflate(stream, Z_NO_FLUSH);
    buffers->in = (const char *)stream->next_in;
    buffers->n_in = stream->avail_in;
    buffers->out += n_room - stream->avail_out;
    buffers->n_out -= n_room - stream->avail_out;
    if (result == Z_STREAM_END)
        return inflateReset(stream) == Z_OK ? CODEC_END : CODEC_DAMAGED;
    if (result == Z_MEM_ERROR)
        return CODEC_NO_MEMORY;
    return result == Z_OK || result == Z_BUF_ERROR ? CODEC_OK : CODEC_DAMAGED;
}

static void decoder_free(void *decoder) {
    inflateEnd(decoder);
    free(decoder);
}

static void *encoder_create(void) {
    z_stream *stream = calloc(1, sizeof *stream);
    if (stream && deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL,
                               Z_DEFAULT_STRATEGY) != Z_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

static bool encode(void *encoder, const char *bytes, size_t n_bytes, bool finish, Text *out) {
    z_stream *stream = encoder;
    stream->next_in = (Bytef *)bytes;
    stream->avail_in = (uInt)n_bytes;
    int result;
    do {
        char *room = text_reserve(out, OUT_STEP);
        if (!room)
            return false;
        stream->next_out = (Bytef *)room;
        stream->avail_out = OUT_STEP;
        result = deflate(stream, finish ? Z_FINISH : Z_NO_FLUSH);
        text_advance(out, OUT_STEP - stream->avail_out);
    } while (stream->avail_out == 0 || (finish && result == Z_OK));
    return !finish || deflateReset(stream) == Z_OK;
}

static void encoder_free(void *encoder) {
    deflateEnd(encoder);
    free(encoder);
}

const Codec codec_gzip = {
    .name = "gzip",
    .suffix = ".gz",
    .class_name = "GzipCodec",
    .decoder_create = decoder_create,
    .decode = decode,
    .decoder_free = decoder_free,
    .encoder_create = encoder_create,
    .encode = encode,
    .encoder_free = encoder_free,
};
