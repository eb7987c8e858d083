// SPDX-License-Identifier: Apache-2.0
//
// A part of an xz file, block by block, so that several threads can unpack one file. Each stream
// ends in an index of its blocks, so the file is read from its end to its beginning:
//
//   header | block | block ... | index | footer | zeros | header | block ... | index | footer
//
// An index that agrees with header and footer is trusted; every block is checked by its own sum.

#include "runtime/io/xz_blocks.h"

#include <lzma.h>
#include <stdlib.h>

typedef struct XzBlocks {
    const uint8_t *file;
    uint64_t n_bytes;
    lzma_index *index;
    lzma_index_iter iter; // at the block at hand
    uint64_t at;          // where it begins; n_bytes: there is none
    lzma_stream lzma;
    lzma_block block; // which `lzma` unpacks
    bool begun;
} XzBlocks;

// ---- the index ----

// Where the zeros behind a stream that ends at or before `end` begin.
static size_t skip_zeros(const uint8_t *file, size_t end) {
    while (end >= 4 && !(file[end - 1] | file[end - 2] | file[end - 3] | file[end - 4]))
        end -= 4;
    return end;
}

// The index of the stream that ends at *end, which moves to where the stream begins. NULL: there is
// none.
static lzma_index *stream_index(const uint8_t *file, size_t *end) {
    const size_t header = LZMA_STREAM_HEADER_SIZE;
    lzma_stream_flags first, last;
    uint64_t memory = UINT64_MAX;
    lzma_index *index = NULL;
    if (*end < 2 * header || lzma_stream_footer_decode(&last, file + *end - header) != LZMA_OK ||
        last.backward_size > *end - 2 * header)
        return NULL;
    size_t at = *end - header - (size_t)last.backward_size;
    if (lzma_index_buffer_decode(&index, &memory, NULL, file, &at, *end - header) != LZMA_OK)
        return NULL;
    const uint64_t n_bytes = lzma_index_file_size(index);
    if (at == *end - header && n_bytes <= *end &&
        lzma_stream_header_decode(&first, file + *end - n_bytes) == LZMA_OK &&
        lzma_stream_flags_compare(&first, &last) == LZMA_OK &&
        lzma_index_stream_flags(index, &last) == LZMA_OK) {
        *end -= (size_t)n_bytes;
        return index;
    }
    lzma_index_end(index, NULL);
    return NULL;
}

// The index of all streams. NULL: the file is damaged.
static lzma_index *file_index(const uint8_t *file, size_t n_bytes) {
    lzma_index *all = NULL;
    size_t end = n_bytes;
    do {
        const size_t behind = end;
        end = skip_zeros(file, end);
        const uint64_t n_zeros = behind - end;
        lzma_index *index = stream_index(file, &end);
        if (!index || lzma_index_stream_padding(index, n_zeros) != LZMA_OK ||
            (all && lzma_index_cat(index, all, NULL) != LZMA_OK)) {
            lzma_index_end(index, NULL);
            lzma_index_end(all, NULL);
            return NULL;
        }
        all = index;
    } while (end > 0);
    return all;
}

// ---- blocks ----

static void next_block(XzBlocks *blocks) {
    const bool over = lzma_index_iter_next(&blocks->iter, LZMA_INDEX_ITER_NONEMPTY_BLOCK);
    blocks->at = over ? blocks->n_bytes : blocks->iter.block.compressed_file_offset;
    blocks->begun = false;
}

static CodecStatus begin_block(XzBlocks *blocks) {
    lzma_filter filters[LZMA_FILTERS_MAX + 1];
    lzma_block *block = &blocks->block;
    const uint8_t *header = blocks->file + blocks->at;
    *block = (lzma_block){.check = blocks->iter.stream.flags->check, .filters = filters};
    block->header_size = lzma_block_header_size_decode(*header);
    if (*header == 0 || block->header_size >= blocks->iter.block.total_size ||
        lzma_block_header_decode(block, NULL, header) != LZMA_OK)
        return CODEC_DAMAGED;
    lzma_ret result = lzma_block_compressed_size(block, blocks->iter.block.unpadded_size);
    if (result == LZMA_OK)
        result = lzma_block_decoder(&blocks->lzma, block);
    block->filters = NULL;
    for (lzma_filter *filter = filters; filter->id != LZMA_VLI_UNKNOWN; filter++)
        free(filter->options);
    blocks->begun = true;
    blocks->lzma.next_in = header + block->header_size;
    blocks->lzma.avail_in = (size_t)blocks->iter.block.total_size - block->header_size;
    return result == LZMA_OK          ? CODEC_OK
           : result == LZMA_MEM_ERROR ? CODEC_NO_MEMORY
                                      : CODEC_DAMAGED;
}

static CodecStatus read_block(void *state, char *to, size_t n_bytes, size_t *n_read) {
    XzBlocks *blocks = state;
    *n_read = 0;
    if (blocks->at == blocks->n_bytes)
        return CODEC_END;
    const CodecStatus status = blocks->begun ? CODEC_OK : begin_block(blocks);
    if (status != CODEC_OK)
        return status;
    blocks->lzma.next_out = (uint8_t *)to;
    blocks->lzma.avail_out = n_bytes;
    const lzma_ret result = lzma_code(&blocks->lzma, LZMA_RUN);
    *n_read = n_bytes - blocks->lzma.avail_out;
    if (result == LZMA_MEM_ERROR)
        return CODEC_NO_MEMORY;
    if (result != LZMA_STREAM_END)
        return result == LZMA_OK && *n_read > 0 ? CODEC_OK : CODEC_DAMAGED;
    if (blocks->lzma.total_out != blocks->iter.block.uncompressed_size)
        return CODEC_DAMAGED;
    next_block(blocks);
    return CODEC_OK;
}

static uint64_t block_at(const void *state) {
    const XzBlocks *blocks = state;
    return blocks->at;
}

static void close_blocks(void *state) {
    XzBlocks *blocks = state;
    lzma_end(&blocks->lzma);
    lzma_index_end(blocks->index, NULL);
    free(blocks);
}

static CodecStatus open_blocks(const char *file, size_t n_bytes, uint64_t start, void **opened) {
    XzBlocks *blocks = calloc(1, sizeof *blocks);
    if (!blocks)
        return CODEC_NO_MEMORY;
    *blocks = (XzBlocks){
        .file = (const uint8_t *)file,
        .n_bytes = n_bytes,
        .index = file_index((const uint8_t *)file, n_bytes),
        .lzma = LZMA_STREAM_INIT,
    };
    if (!blocks->index) {
        close_blocks(blocks);
        return CODEC_DAMAGED;
    }
    lzma_index_iter_init(&blocks->iter, blocks->index);
    do
        next_block(blocks);
    while (blocks->at < start);
    *opened = blocks;
    return CODEC_OK;
}

const BlockType xz_blocks = {
    .open = open_blocks,
    .read = read_block,
    .at = block_at,
    .close = close_blocks,
};
