// SPDX-License-Identifier: Apache-2.0
//
// gzip (RFC 1952, which allows several members in a file) and plain zlib streams (RFC 1950,
// Hadoop's DefaultCodec) through zlib.

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "runtime/io/codecs.h"

enum { ZLIB_WINDOW = 15, GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8, OUT_STEP = 64 * 1024 };

static void *create_decoder(int window) {
    z_stream *stream = calloc(1, sizeof *stream);
    if (stream && inflateInit2(stream, window) != Z_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

static void *decoder_create(void) {
    return create_decoder(GZIP_WINDOW);
}

static void *zlib_decoder_create(void) {
    return create_decoder(ZLIB_WINDOW);
}

static uInt step(size_t n_bytes) {
    return (uInt)(n_bytes < UINT32_MAX ? n_bytes : UINT32_MAX);
}

static CodecStatus decode(void *decoder, CodecBuffers *buffers) {
    z_stream *stream = decoder;
    const uInt n_in = step(buffers->n_in), n_room = step(buffers->n_out);
    stream->next_in = (Bytef *)buffers->in;
    stream->avail_in = n_in;
    stream->next_out = (Bytef *)buffers->out;
    stream->avail_out = n_room;
    const int result = inflate(stream, Z_NO_FLUSH);
    buffers->in = (const char *)stream->next_in;
    buffers->n_in -= n_in - stream->avail_in;
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

// A member that tells its length as those of BGZF do: in an extra field 'BC' of two bytes, less
// one.
static uint64_t member_bytes(const char *bytes, size_t n_bytes) {
    enum { FIXED = 10, EXTRA = 4, FIELD = 4 };
    const unsigned char *at = (const unsigned char *)bytes;
    if (n_bytes < FIXED + 2 || at[0] != 0x1F || at[1] != 0x8B || !(at[3] & EXTRA))
        return 0;
    const size_t n_extra = at[FIXED] | (size_t)at[FIXED + 1] << 8;
    const unsigned char *field = at + FIXED + 2, *end = field + n_extra;
    if (n_bytes < FIXED + 2 + n_extra)
        return 0;
    while (end - field >= FIELD + 2) {
        const size_t n = field[2] | (size_t)field[3] << 8;
        if (field[0] == 'B' && field[1] == 'C' && n == 2)
            return (uint64_t)(field[FIELD] | field[FIELD + 1] << 8) + 1;
        if (n > (size_t)(end - field) - FIELD)
            return 0;
        field += FIELD + n;
    }
    return 0;
}

// What every member begins with: two bytes, the method, flags without the reserved ones.
static const char *find_member(const char *bytes, size_t n_bytes, size_t n_readable) {
    enum { HEADER = 10, DEFLATE = 8, RESERVED = 0xE0 };
    const char *at = bytes, *const end = bytes + n_bytes;
    while (at < end && (at = memchr(at, 0x1F, (size_t)(end - at)))) {
        const unsigned char *header = (const unsigned char *)at;
        if (n_readable - (size_t)(at - bytes) < HEADER)
            return NULL;
        if (header[1] == 0x8B && header[2] == DEFLATE && !(header[3] & RESERVED))
            return at;
        at++;
    }
    return NULL;
}

static void *create_encoder(int window) {
    z_stream *stream = calloc(1, sizeof *stream);
    if (stream && deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, MEMORY_LEVEL,
                               Z_DEFAULT_STRATEGY) != Z_OK) {
        free(stream);
        return NULL;
    }
    return stream;
}

static void *encoder_create(void) {
    return create_encoder(GZIP_WINDOW);
}

static void *zlib_encoder_create(void) {
    return create_encoder(ZLIB_WINDOW);
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
    .never_empty = true,
    .decoder_create = decoder_create,
    .decode = decode,
    .decoder_free = decoder_free,
    .unit_bytes = member_bytes,
    .find_member = find_member,
    .cut_bytes = 4 * 1024 * 1024,
    .encoder_create = encoder_create,
    .encode = encode,
    .encoder_free = encoder_free,
};

const Codec codec_deflate = {
    .name = "zlib",
    .suffix = ".deflate",
    .by_class_only = true,
    .class_name = "DefaultCodec",
    .never_empty = true,
    .decoder_create = zlib_decoder_create,
    .decode = decode,
    .decoder_free = decoder_free,
    .encoder_create = zlib_encoder_create,
    .encode = encode,
    .encoder_free = encoder_free,
};
