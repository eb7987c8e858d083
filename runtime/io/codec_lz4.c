// SPDX-License-Identifier: Apache-2.0
//
// LZ4 through liblz4: reads LZ4 frames and Hadoop's container, told apart by the first four bytes;
// writes frames, which every other tool reads too.

#include <lz4.h>
#include <lz4frame.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/io/codecs.h"
#include "runtime/io/hadoop_blocks.h"

enum { MAGIC_BYTES = 4 };
static const unsigned char frame_magic[MAGIC_BYTES] = {0x04, 0x22, 0x4D, 0x18};

// ---- reading ----

typedef struct Decoder {
    LZ4F_dctx *frames;
    HadoopBlocks blocks;
    char first[MAGIC_BYTES]; // of the file, until the kind is known
    size_t n_first;
    enum { KIND_UNKNOWN, KIND_FRAMES, KIND_BLOCKS } kind;
} Decoder;

static bool unpack(const char *packed, size_t n_packed, char *to, size_t n_room, size_t *n_plain) {
    const int n = LZ4_decompress_safe(packed, to, (int)n_packed, (int)n_room);
    *n_plain = n < 0 ? 0 : (size_t)n;
    return n >= 0;
}

static void *decoder_create(void) {
    Decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder)
        return NULL;
    hadoop_blocks_init(&decoder->blocks, unpack);
    if (LZ4F_isError(LZ4F_createDecompressionContext(&decoder->frames, LZ4F_VERSION))) {
        hadoop_blocks_free(&decoder->blocks);
        free(decoder);
        return NULL;
    }
    return decoder;
}

static CodecStatus decode_frames(Decoder *decoder, CodecBuffers *buffers) {
    size_t n_in = buffers->n_in, n_out = buffers->n_out;
    const size_t result =
        LZ4F_decompress(decoder->frames, buffers->out, &n_out, buffers->in, &n_in, NULL);
    buffers->in += n_in;
    buffers->n_in -= n_in;
    buffers->out += n_out;
    buffers->n_out -= n_out;
    if (LZ4F_isError(result))
        return CODEC_DAMAGED;
    return result == 0 ? CODEC_END : CODEC_OK;
}

static CodecStatus decode_kind(Decoder *decoder, CodecBuffers *buffers) {
    return decoder->kind == KIND_FRAMES ? decode_frames(decoder, buffers)
                                        : hadoop_blocks_decode(&decoder->blocks, buffers);
}

// Gathers the first bytes; once they are there, decodes them.
static CodecStatus find_kind(Decoder *decoder, CodecBuffers *buffers) {
    while (decoder->n_first < MAGIC_BYTES && buffers->n_in > 0) {
        decoder->first[decoder->n_first++] = *buffers->in++;
        buffers->n_in--;
    }
    if (decoder->n_first < MAGIC_BYTES)
        return CODEC_OK;
    decoder->kind = memcmp(decoder->first, frame_magic, MAGIC_BYTES) ? KIND_BLOCKS : KIND_FRAMES;
    CodecBuffers replay = *buffers;
    replay.in = decoder->first;
    replay.n_in = MAGIC_BYTES; // no output can come of these
    return decode_kind(decoder, &replay) == CODEC_DAMAGED ? CODEC_DAMAGED : CODEC_OK;
}

static CodecStatus decode(void *state, CodecBuffers *buffers) {
    Decoder *decoder = state;
    if (decoder->kind == KIND_UNKNOWN) {
        const CodecStatus status = find_kind(decoder, buffers);
        if (status != CODEC_OK || buffers->n_in == 0)
            return status;
    }
    return decode_kind(decoder, buffers);
}

static void decoder_free(void *state) {
    Decoder *decoder = state;
    LZ4F_freeDecompressionContext(decoder->frames);
    hadoop_blocks_free(&decoder->blocks);
    free(decoder);
}

// ---- frames ----

static uint64_t get_number(const char *bytes) {
    const unsigned char *at = (const unsigned char *)bytes;
    return at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24;
}

// Bytes of a frame's header by its flags: magic, flags, block size, lengths, sum.
static uint64_t header_bytes(unsigned flags) {
    enum { HAS_SIZE = 8, HAS_DICTIONARY = 1 };
    return MAGIC_BYTES + 3 + (flags & HAS_SIZE ? 8 : 0) + (flags & HAS_DICTIONARY ? 4 : 0);
}

static uint64_t frame_bytes(const char *bytes, size_t n_bytes) {
    enum { LENGTH = 4, SUM = 4, HAS_BLOCK_SUMS = 16, HAS_SUM = 4 };
    const uint64_t is_plain = 0x80000000;
    if (n_bytes < MAGIC_BYTES + LENGTH)
        return 0;
    if ((get_number(bytes) & ~(uint64_t)0xF) == 0x184D2A50) // to be passed over
        return MAGIC_BYTES + LENGTH + get_number(bytes + MAGIC_BYTES);
    if (memcmp(bytes, frame_magic, MAGIC_BYTES) != 0)
        return 0;
    const unsigned flags = (unsigned char)bytes[MAGIC_BYTES];
    uint64_t at = header_bytes(flags);
    while (at + LENGTH <= n_bytes) {
        const uint64_t n = get_number(bytes + at);
        at += LENGTH;
        if (n == 0)
            return at + (flags & HAS_SUM ? SUM : 0);
        at += (n & ~is_plain) + (flags & HAS_BLOCK_SUMS ? SUM : 0);
    }
    return 0;
}

// ---- writing ----

typedef struct Encoder {
    LZ4F_cctx *frames;
    bool open;
} Encoder;

static void *encoder_create(void) {
    Encoder *encoder = calloc(1, sizeof *encoder);
    if (encoder && LZ4F_isError(LZ4F_createCompressionContext(&encoder->frames, LZ4F_VERSION))) {
        free(encoder);
        return NULL;
    }
    return encoder;
}

// Advances by what a call of LZ4F made; false if it failed.
static bool took(Text *out, size_t n_bytes) {
    if (LZ4F_isError(n_bytes))
        return false;
    text_advance(out, n_bytes);
    return true;
}

// Frames carry a sum, so that damage is seen.
static const LZ4F_preferences_t preferences = {
    .frameInfo = {.contentChecksumFlag = LZ4F_contentChecksumEnabled},
};

static bool encode(void *state, const char *bytes, size_t n_bytes, bool finish, Text *out) {
    Encoder *encoder = state;
    const size_t n_room = LZ4F_compressBound(n_bytes, &preferences) + LZ4F_HEADER_SIZE_MAX;
    char *room = text_reserve(out, n_room);
    if (!room)
        return false;
    if (!encoder->open &&
        !took(out, LZ4F_compressBegin(encoder->frames, room, n_room, &preferences)))
        return false;
    encoder->open = !finish;
    room = text_reserve(out, n_room);
    if (!room ||
        !took(out, LZ4F_compressUpdate(encoder->frames, room, n_room, bytes, n_bytes, NULL)))
        return false;
    room = text_reserve(out, n_room);
    return !finish || (room && took(out, LZ4F_compressEnd(encoder->frames, room, n_room, NULL)));
}

static void encoder_free(void *state) {
    Encoder *encoder = state;
    LZ4F_freeCompressionContext(encoder->frames);
    free(encoder);
}

const Codec codec_lz4 = {
    .name = "lz4",
    .suffix = ".lz4",
    .class_name = "Lz4Codec",
    .decoder_create = decoder_create,
    .decode = decode,
    .decoder_free = decoder_free,
    .unit_bytes = frame_bytes,
    .cut_bytes = 8 * 1024 * 1024,
    .encoder_create = encoder_create,
    .encode = encode,
    .encoder_free = encoder_free,
};
