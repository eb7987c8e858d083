// SPDX-License-Identifier: Apache-2.0
//
// A block handed to libbz2 is: a stream's header, the block's bits moved to a byte's edge, the mark
// of the end of a stream, and the sum of the stream, which for one block is the block's own. The
// 48 bits of a mark may also come about by chance: a block that is damaged up to the next mark is
// tried up to the one behind it. The sum of a stream is that of its blocks; those before the part
// that is read are only looked up, and unpacked when the sum is not right.

#include "runtime/io/bzip2_blocks.h"

#include <bzlib.h>
#include <stdlib.h>
#include <string.h>

enum {
    MARK_BITS = 48,
    SUM_BITS = 32,
    HEADER_BYTES = 4,
    OUT_STEP = 256 * 1024,
    MAX_TRIES = 3,
    MAX_BLOCK_BYTES = 2 * 1024 * 1024, // packed; a block holds 900,000 bytes before it is packed
};
static const uint64_t block_mark = 0x314159265359, end_mark = 0x177245385090;
static const uint64_t mark_mask = ((uint64_t)1 << MARK_BITS) - 1;
static const uint64_t nowhere = UINT64_MAX;

// A mark in the file.
typedef struct Mark {
    uint64_t bit; // where it begins; `nowhere`: there is none
    bool ends_stream;
} Mark;

typedef struct Bzip2Blocks {
    const unsigned char *file;
    uint64_t n_bytes;
    uint64_t at;        // bit of the next block; n_bytes * 8: none
    uint64_t begin;     // bit of the block whose bytes are in `plain`
    bool damaged;       // at `at`
    uint64_t garbage;   // the byte behind the last stream where something else begins; 0: none
    Text packed;        // a block as a stream
    uint64_t first;     // bit of the first block that has been read of the stream
    uint64_t n_read;    // blocks, of the stream
    uint32_t sum;       // of those
    bool whole_stream;  // `first` is the stream's first
    Text plain;         // its bytes
    size_t n_given;     // of them
    uint8_t hints[256]; // by the byte in the middle of a mark: the shifts at which it can lie there
} Bzip2Blocks;

// ---- bits ----

static void make_hints(uint8_t hints[256]) {
    for (unsigned shift = 0; shift < 8; shift++) {
        hints[block_mark >> (16 - shift) & 0xFF] |= (uint8_t)(1u << shift);
        hints[end_mark >> (16 - shift) & 0xFF] |= (uint8_t)(1u << shift);
    }
}

// The first mark that begins at or behind a bit and before `limit` bytes.
static Mark find_mark(const Bzip2Blocks *blocks, uint64_t from, uint64_t limit) {
    uint64_t window = 0;
    const uint64_t end = limit < blocks->n_bytes ? limit : blocks->n_bytes;
    for (uint64_t i = from / 8; i < end; i++) {
        window = window << 8 | blocks->file[i];
        // Of a mark that ends `shift` bits before the end of byte i, byte i - 2 holds bits 16 to 23
        // counted from that end.
        unsigned shifts = blocks->hints[window >> 16 & 0xFF];
        for (unsigned shift = 0; shifts; shift++, shifts >>= 1) {
            const uint64_t bits = window >> shift & mark_mask;
            const uint64_t behind = (i + 1) * 8 - shift;
            if ((shifts & 1) && (bits == block_mark || bits == end_mark) &&
                behind >= from + MARK_BITS)
                return (Mark){.bit = behind - MARK_BITS, .ends_stream = bits == end_mark};
        }
    }
    return (Mark){.bit = nowhere};
}

static unsigned bit_byte(const Bzip2Blocks *blocks, uint64_t bit) {
    const uint64_t i = bit / 8;
    const unsigned shift = (unsigned)(bit % 8);
    const unsigned low = i + 1 < blocks->n_bytes ? blocks->file[i + 1] : 0;
    return (blocks->file[i] << shift | low >> (8 - shift)) & 0xFF;
}

static uint64_t read_bits(const Bzip2Blocks *blocks, uint64_t bit, unsigned n_bits) {
    uint64_t value = 0;
    for (unsigned i = 0; i < n_bits; i += 8)
        value = value << 8 | bit_byte(blocks, bit + i);
    return value;
}

// Bits behind each other; `pending` holds the last n_pending < 8 of them.
typedef struct BitWriter {
    Text *out;
    unsigned pending, n_pending;
} BitWriter;

static void put_bits(BitWriter *writer, uint64_t value, unsigned n_bits) {
    while (n_bits > 0) {
        n_bits--;
        writer->pending = writer->pending << 1 | (value >> n_bits & 1);
        if (++writer->n_pending == 8) {
            text_append_char(writer->out, (char)writer->pending);
            writer->n_pending = 0;
        }
    }
}

// ---- blocks ----

static void pack_stream(Bzip2Blocks *blocks, uint64_t end) {
    const uint64_t n_bits = end - blocks->at;
    Text *packed = &blocks->packed;
    text_clear(packed);
    text_append(packed, "BZh9", HEADER_BYTES);
    char *to = text_reserve(packed, (size_t)(n_bits / 8) + 16);
    if (!to)
        return;
    for (uint64_t i = 0; i < n_bits / 8; i++)
        to[i] = (char)bit_byte(blocks, blocks->at + i * 8);
    text_advance(packed, (size_t)(n_bits / 8));
    BitWriter writer = {.out = packed};
    const unsigned n_left = (unsigned)(n_bits % 8);
    if (n_left)
        put_bits(&writer, bit_byte(blocks, end - n_left) >> (8 - n_left), n_left);
    put_bits(&writer, end_mark, MARK_BITS);
    put_bits(&writer, read_bits(blocks, blocks->at + MARK_BITS, SUM_BITS), SUM_BITS);
    put_bits(&writer, 0, 7); // fills the last byte
}

static CodecStatus unpack_stream(Bzip2Blocks *blocks) {
    Text *plain = &blocks->plain;
    text_clear(plain);
    bz_stream stream = {
        .next_in = blocks->packed.data,
        .avail_in = (unsigned)blocks->packed.n_bytes,
    };
    if (text_is_full(&blocks->packed) || BZ2_bzDecompressInit(&stream, 0, 0) != BZ_OK)
        return CODEC_NO_MEMORY;
    int result = BZ_OK;
    while (result == BZ_OK) {
        stream.next_out = text_reserve(plain, OUT_STEP);
        stream.avail_out = OUT_STEP;
        if (!stream.next_out)
            result = BZ_MEM_ERROR;
        else
            result = BZ2_bzDecompress(&stream);
        const unsigned n = OUT_STEP - stream.avail_out;
        if (result == BZ_OK && n == 0 && stream.avail_in == 0)
            result = BZ_DATA_ERROR; // it wants more
        text_advance(plain, n);
    }
    BZ2_bzDecompressEnd(&stream);
    return result == BZ_STREAM_END  ? CODEC_OK
           : result == BZ_MEM_ERROR ? CODEC_NO_MEMORY
                                    : CODEC_DAMAGED;
}

// Is what begins at a byte no bzip2 data, and are there none behind it either?
static bool is_garbage(const Bzip2Blocks *blocks, uint64_t byte) {
    if (blocks->n_bytes - byte >= 3 && memcmp(blocks->file + byte, "BZh", 3) == 0)
        return false;
    return find_mark(blocks, byte * 8, blocks->n_bytes).bit == nowhere;
}

// Moves to the first block of the stream that begins at a byte, or to the end of the file if that
// is there. false: something else is.
static bool begin_stream(Bzip2Blocks *blocks, uint64_t byte) {
    blocks->n_read = 0;
    blocks->sum = 0;
    blocks->whole_stream = true;
    for (;;) {
        blocks->at = byte * 8;
        if (byte >= blocks->n_bytes)
            return byte == blocks->n_bytes;
        const unsigned char *header = blocks->file + byte;
        if (byte > 0 && is_garbage(blocks, byte)) {
            blocks->garbage = byte;
            blocks->at = blocks->n_bytes * 8;
            return true;
        }
        if (blocks->n_bytes - byte < HEADER_BYTES + MARK_BITS / 8 ||
            memcmp(header, "BZh", 3) != 0 || header[3] < '1' || header[3] > '9')
            return false;
        const uint64_t mark = read_bits(blocks, (byte + HEADER_BYTES) * 8, MARK_BITS);
        blocks->at += HEADER_BYTES * 8;
        if (mark != end_mark)
            return mark == block_mark;
        byte += HEADER_BYTES + (MARK_BITS + SUM_BITS) / 8; // a stream without blocks
    }
}

static uint32_t rotate(uint32_t sum, unsigned n) {
    n %= 32;
    return n ? sum << n | sum >> (32 - n) : sum;
}

// The block at a bit is the next of a stream whose blocks before have a sum.
static uint32_t add_sum(const Bzip2Blocks *blocks, uint32_t sum, uint64_t bit) {
    return rotate(sum, 1) ^ (uint32_t)read_bits(blocks, bit + MARK_BITS, SUM_BITS);
}

// The first block of the stream that goes on at `bit`: what follows the last end of a stream.
static uint64_t stream_begin(const Bzip2Blocks *blocks, uint64_t bit) {
    enum { WINDOW_BYTES = 1024 * 1024 };
    for (uint64_t high = bit / 8; high > 0;) {
        const uint64_t low = high > WINDOW_BYTES ? high - WINDOW_BYTES : 0;
        uint64_t last = nowhere;
        Mark mark = find_mark(blocks, low * 8, high + MARK_BITS / 8);
        for (; mark.bit < bit; mark = find_mark(blocks, mark.bit + 1, high + MARK_BITS / 8))
            if (mark.ends_stream)
                last = mark.bit;
        if (last != nowhere)
            return find_mark(blocks, last + 1, blocks->n_bytes).bit;
        high = low;
    }
    return find_mark(blocks, 0, blocks->n_bytes).bit;
}

// The sum of the stream's blocks before `first`, by what looks like blocks.
static uint32_t look_up_sum(const Bzip2Blocks *blocks) {
    uint32_t sum = 0;
    uint64_t at = stream_begin(blocks, blocks->first);
    for (; at < blocks->first; at = find_mark(blocks, at + 1, blocks->n_bytes).bit)
        sum = add_sum(blocks, sum, at);
    return sum;
}

static CodecStatus unpack_block(Bzip2Blocks *blocks);

// The same, of blocks that could be unpacked. false: out of memory, or one could not be.
static bool unpack_sum(const Bzip2Blocks *blocks, uint32_t *sum) {
    Bzip2Blocks before = {.file = blocks->file, .n_bytes = blocks->n_bytes, .whole_stream = true};
    CodecStatus status = CODEC_OK;
    before.packed = text_new(0);
    before.plain = text_new(0);
    make_hints(before.hints);
    before.at = stream_begin(blocks, blocks->first);
    while (status == CODEC_OK && before.at < blocks->first)
        status = unpack_block(&before);
    *sum = before.sum;
    text_free(&before.packed);
    text_free(&before.plain);
    return status == CODEC_OK;
}

// Does the stream whose end is marked at `bit` have the sum that is written there?
static bool sum_fits(const Bzip2Blocks *blocks, uint64_t bit) {
    const uint32_t wanted = (uint32_t)read_bits(blocks, bit + MARK_BITS, SUM_BITS);
    const unsigned n = (unsigned)(blocks->n_read % 32);
    uint32_t before = 0;
    if (blocks->whole_stream)
        return blocks->sum == wanted;
    return (rotate(look_up_sum(blocks), n) ^ blocks->sum) == wanted ||
           (unpack_sum(blocks, &before) && (rotate(before, n) ^ blocks->sum) == wanted);
}

static void note_sum(Bzip2Blocks *blocks, uint64_t bit) {
    if (blocks->n_read++ == 0)
        blocks->first = bit;
    blocks->sum = add_sum(blocks, blocks->sum, bit);
}

static void end_stream(Bzip2Blocks *blocks, uint64_t bit) {
    if (sum_fits(blocks, bit)) {
        blocks->damaged = // told when it is come to
            !begin_stream(blocks, (bit + MARK_BITS + SUM_BITS + 7) / 8);
    } else {
        blocks->damaged = true;
        blocks->at = bit;
    }
}

static CodecStatus unpack_block(Bzip2Blocks *blocks) {
    const uint64_t start = blocks->begin = blocks->at;
    text_clear(&blocks->plain);
    if (blocks->damaged)
        return CODEC_DAMAGED;
    if (start >= blocks->n_bytes * 8)
        return CODEC_END;
    CodecStatus status = CODEC_DAMAGED;
    Mark next = {.bit = start};
    for (unsigned i = 0; i < MAX_TRIES && status == CODEC_DAMAGED; i++) {
        next = find_mark(blocks, next.bit + 1, start / 8 + MAX_BLOCK_BYTES);
        if (next.bit == nowhere)
            break;
        pack_stream(blocks, next.bit);
        status = unpack_stream(blocks);
    }
    blocks->damaged = status != CODEC_OK;
    if (status == CODEC_OK)
        note_sum(blocks, start);
    if (status == CODEC_OK && next.ends_stream)
        end_stream(blocks, next.bit);
    else if (status == CODEC_OK)
        blocks->at = next.bit;
    return status;
}

static CodecStatus read_block(void *state, char *to, size_t n_bytes, size_t *n_read) {
    Bzip2Blocks *blocks = state;
    CodecStatus status = CODEC_OK;
    *n_read = 0;
    while (status == CODEC_OK && blocks->n_given == blocks->plain.n_bytes) {
        blocks->n_given = 0;
        status = unpack_block(blocks);
    }
    if (status != CODEC_OK)
        return status;
    const size_t left = blocks->plain.n_bytes - blocks->n_given;
    *n_read = left < n_bytes ? left : n_bytes;
    memcpy(to, blocks->plain.data + blocks->n_given, *n_read);
    blocks->n_given += *n_read;
    return CODEC_OK;
}

static uint64_t garbage_at(const void *state) {
    const Bzip2Blocks *blocks = state;
    return blocks->garbage;
}

// While a block's bytes are handed out it still is the one at hand.
static uint64_t block_at(const void *state) {
    const Bzip2Blocks *blocks = state;
    return (blocks->n_given < blocks->plain.n_bytes ? blocks->begin : blocks->at) / 8;
}

// ---- the beginning ----

static void find_first(Bzip2Blocks *blocks, uint64_t start) {
    if (start == 0) {
        blocks->damaged = !begin_stream(blocks, 0);
        return;
    }
    Mark mark = {.bit = start * 8 - 1};
    do
        mark = find_mark(blocks, mark.bit + 1, blocks->n_bytes);
    while (mark.bit != nowhere && mark.ends_stream);
    blocks->at = mark.bit == nowhere ? blocks->n_bytes * 8 : mark.bit;
}

static void close_blocks(void *state) {
    Bzip2Blocks *blocks = state;
    text_free(&blocks->packed);
    text_free(&blocks->plain);
    free(blocks);
}

static CodecStatus open_blocks(const char *file, size_t n_bytes, uint64_t start, void **opened) {
    Bzip2Blocks *blocks = calloc(1, sizeof *blocks);
    if (!blocks)
        return CODEC_NO_MEMORY;
    blocks->file = (const unsigned char *)file;
    blocks->n_bytes = n_bytes;
    blocks->packed = text_new(0);
    blocks->plain = text_new(0);
    make_hints(blocks->hints);
    find_first(blocks, start);
    *opened = blocks;
    return CODEC_OK;
}

const BlockType bzip2_blocks = {
    .open = open_blocks,
    .read = read_block,
    .at = block_at,
    .garbage = garbage_at,
    .close = close_blocks,
};
