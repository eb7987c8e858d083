// SPDX-License-Identifier: Apache-2.0
//
// Zstandard through libzstd; the level is the library's default.

#include <zstd.h>

#include "runtime/io/codecs.h"

static void *decoder_create(void) {
    return ZSTD_createDCtx();
}

static CodecStatus decode(void *decoder, CodecBuffers *buffers) {
    ZSTD_inBuffer in = {.src = buffers->in, .size = buffers->n_in};
    ZSTD_outBuffer out = {.dst = buffers->out, .size = buffers->n_out};
    const size_t result = ZSTD_decompressStream(decoder, &out, &in);
    buffers->in += in.pos;
    buffers->n_in -= in.pos;
    buffers->out += out.pos;
    buffers->n_out -= out.pos;
    if (ZSTD_isError(result))
        return CODEC_DAMAGED;
    return result == 0 ? CODEC_END : CODEC_OK;
}

static void decoder_free(void *decoder) {
    ZSTD_freeDCtx(decoder);
}

static uint64_t frame_bytes(const char *bytes, size_t n_bytes) {
    const size_t n = ZSTD_findFrameCompressedSize(bytes, n_bytes);
    return ZSTD_isError(n) ? 0 : n;
}

// Frames carry a sum, so that damage is seen.
static void *encoder_create(void) {
    ZSTD_CCtx *encoder = ZSTD_createCCtx();
    if (encoder)
        (void)ZSTD_CCtx_setParameter(encoder, ZSTD_c_checksumFlag, 1);
    return encoder;
}

static bool encode(void *encoder, const char *bytes, size_t n_bytes, bool finish, Text *out) {
    ZSTD_inBuffer in = {.src = bytes, .size = n_bytes};
    const size_t n_step = ZSTD_CStreamOutSize();
    size_t left;
    do {
        ZSTD_outBuffer to = {.dst = text_reserve(out, n_step), .size = n_step};
        if (!to.dst)
            return false;
        left = ZSTD_compressStream2(encoder, &to, &in, finish ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left))
            return false;
        text_advance(out, to.pos);
    } while (in.pos < in.size || (finish && left > 0));
    return true;
}

static void encoder_free(void *encoder) {
    ZSTD_freeCCtx(encoder);
}

const Codec codec_zstd = {
    .name = "zstd",
    .suffix = ".zst",
    .class_name = "ZStandardCodec",
    .decoder_create = decoder_create,
    .decode = decode,
    .decoder_free = decoder_free,
    .unit_bytes = frame_bytes,
    .cut_bytes = 4 * 1024 * 1024,
    .encoder_create = encoder_create,
    .encode = encode,
    .encoder_free = encoder_free,
};
