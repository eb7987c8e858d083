// SPDX-License-Identifier: Apache-2.0
//
// Without a codec the bytes go straight to the caller; with one they pass through a buffer of
// packed bytes. Blocks of bzip2 are unpacked one by one out of a mapping; other units are found by
// their lengths, from the beginning of the file on.

#include "runtime/io/byte_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runtime/io/bzip2_blocks.h"
#include "runtime/io/codecs.h"

enum { PACKED_BYTES = 256 * 1024 };

struct ByteInput {
    const char *path;
    int file;
    const Codec *codec;
    void *decoder;
    char *packed;
    size_t at, n_packed;
    uint64_t n_read; // of the file
    bool file_ended;
    bool in_member; // a member has begun and not ended
    // of a split
    uint64_t stop; // where the first unit behind the split begins; UINT64_MAX: not looked at
    bool passed;
    void *mapping;
    size_t mapping_bytes;
    Bzip2Blocks *blocks;
    Text plain;     // a block's bytes
    size_t n_given; // of them
};

Status byte_input_open(Worker *worker, const char *path, ByteInput **opened) {
    ByteInput *input = calloc(1, sizeof *input);
    *opened = input;
    if (!input)
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory");
    input->path = path;
    input->stop = UINT64_MAX;
    input->plain = text_new((size_t)1 << 31);
    input->file = open(path, O_RDONLY | O_CLOEXEC);
    if (input->file < 0)
        return worker_fail(worker, ERROR_RUN, NULL, "cannot open '%s': %s", path, strerror(errno));
    input->codec = codec_by_path(path);
    if (!input->codec)
        return STATUS_OK;
    input->decoder = input->codec->decoder_create();
    input->packed = malloc(PACKED_BYTES);
    if (!input->decoder || !input->packed)
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory");
    input->in_member = input->codec->never_empty;
    return STATUS_OK;
}

void byte_input_close(ByteInput *input) {
    if (!input)
        return;
    if (input->decoder)
        input->codec->decoder_free(input->decoder);
    if (input->file >= 0)
        close(input->file);
    bzip2_blocks_close(input->blocks);
    if (input->mapping)
        munmap(input->mapping, input->mapping_bytes);
    text_free(&input->plain);
    free(input->packed);
    free(input);
}

static Status read_file(ByteInput *input, Worker *worker, char *to, size_t n_bytes,
                        size_t *n_read) {
    ssize_t n;
    do
        n = read(input->file, to, n_bytes);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return worker_fail(worker, ERROR_RUN, NULL, "cannot read '%s': %s", input->path,
                           strerror(errno));
    *n_read = (size_t)n;
    input->n_read += (size_t)n;
    input->file_ended = n == 0;
    return STATUS_OK;
}

static Status refill(ByteInput *input, Worker *worker) {
    input->at = 0;
    return read_file(input, worker, input->packed, PACKED_BYTES, &input->n_packed);
}

// Where the next packed byte that has not been decoded stands in the file.
static uint64_t file_place(const ByteInput *input) {
    return input->blocks ? bzip2_blocks_at(input->blocks)
                         : input->n_read - (input->n_packed - input->at);
}

static Status fail_damaged(const ByteInput *input, Worker *worker, const char *what) {
    return worker_fail(worker, ERROR_RUN, NULL, "'%s' is not whole %s data: %s at byte %llu",
                       input->path, input->codec->name, what,
                       (unsigned long long)file_place(input));
}

static Status fail_memory(const ByteInput *input, Worker *worker) {
    return worker_fail(worker, ERROR_RUN, NULL, "out of memory while unpacking '%s'", input->path);
}

static void warn_garbage(const ByteInput *input, Worker *worker, uint64_t place) {
    worker_warn(worker, WARNING_NO_RECORD, 1, "%s: no %s data from byte %llu on", input->path,
                input->codec->name, (unsigned long long)place);
}

static Status decode_some(ByteInput *input, Worker *worker, char *to, size_t n_bytes,
                          size_t *n_read) {
    CodecBuffers buffers = {
        .in = input->packed + input->at,
        .n_in = input->n_packed - input->at,
        .out = to,
        .n_out = n_bytes,
    };
    const CodecStatus status = input->codec->decode(input->decoder, &buffers);
    input->at = input->n_packed - buffers.n_in;
    *n_read = n_bytes - buffers.n_out;
    if (status == CODEC_NO_MEMORY)
        return fail_memory(input, worker);
    if (status == CODEC_DAMAGED)
        return fail_damaged(input, worker, "damaged");
    input->in_member = status != CODEC_END;
    input->passed |= !input->in_member && file_place(input) == input->stop;
    return STATUS_OK;
}

static Status read_blocks(ByteInput *input, Worker *worker, char *to, size_t n_bytes,
                          size_t *n_read) {
    CodecStatus status = CODEC_OK;
    while (status == CODEC_OK && input->n_given == input->plain.n_bytes) {
        text_clear(&input->plain);
        input->n_given = 0;
        status = bzip2_blocks_next(input->blocks, &input->plain);
        if (status == CODEC_OK && !input->passed && bzip2_blocks_garbage(input->blocks))
            warn_garbage(input, worker, bzip2_blocks_garbage(input->blocks));
    }
    if (status == CODEC_DAMAGED)
        return fail_damaged(input, worker, "damaged");
    if (status == CODEC_NO_MEMORY)
        return fail_memory(input, worker);
    const size_t left = input->plain.n_bytes - input->n_given;
    *n_read = left < n_bytes ? left : n_bytes;
    memcpy(to, input->plain.data + input->n_given, *n_read);
    input->n_given += *n_read;
    input->passed |= *n_read == left && file_place(input) >= input->stop;
    return STATUS_OK;
}

Status byte_input_read(ByteInput *input, Worker *worker, char *to, size_t n_bytes, size_t *n_read) {
    *n_read = 0;
    if (!input->codec)
        return read_file(input, worker, to, n_bytes, n_read);
    if (input->blocks)
        return read_blocks(input, worker, to, n_bytes, n_read);
    while (*n_read == 0) {
        if (input->at == input->n_packed && !input->file_ended)
            TRY(refill(input, worker));
        const size_t before = input->at;
        if (input->at == input->n_packed && input->file_ended && !input->in_member)
            return STATUS_OK;
        TRY(decode_some(input, worker, to, n_bytes, n_read));
        if (*n_read == 0 && input->file_ended && input->in_member && before == input->at)
            return fail_damaged(input, worker, "it ends too early");
    }
    return STATUS_OK;
}

// ---- splits ----

static Status map_file(ByteInput *input, Worker *worker, const Split *split) {
    input->mapping_bytes = (size_t)split->file_bytes;
    input->mapping = mmap(NULL, input->mapping_bytes, PROT_READ, MAP_PRIVATE, input->file, 0);
    if (input->mapping != MAP_FAILED)
        return STATUS_OK;
    input->mapping = NULL;
    return worker_fail(worker, ERROR_RUN, NULL, "cannot read '%s': %s", input->path,
                       strerror(errno));
}

// The first unit that begins at or behind `wanted`; a unit of unknown length is the last one.
static uint64_t find_unit(const ByteInput *input, uint64_t from, uint64_t wanted) {
    const char *file = input->mapping;
    const uint64_t n_bytes = input->mapping_bytes;
    while (from < wanted && from < n_bytes) {
        const uint64_t n = input->codec->unit_bytes(file + from, (size_t)(n_bytes - from));
        from = n == 0 || n > n_bytes - from ? n_bytes : from + n;
    }
    return from;
}

static Status begin_units(ByteInput *input, Worker *worker, const Split *split) {
    const uint64_t first = find_unit(input, 0, split->start);
    input->stop = find_unit(input, first, split->start + split->n_bytes);
    input->passed = first >= input->stop;
    input->n_read = first;
    if (lseek(input->file, (off_t)first, SEEK_SET) >= 0)
        return STATUS_OK;
    return worker_fail(worker, ERROR_RUN, NULL, "cannot read '%s': %s", input->path,
                       strerror(errno));
}

static Status begin_blocks(ByteInput *input, Worker *worker, const Split *split) {
    input->stop = split->start + split->n_bytes;
    input->blocks = bzip2_blocks_open(input->mapping, input->mapping_bytes, split->start);
    if (!input->blocks)
        return fail_memory(input, worker);
    input->passed = file_place(input) >= input->stop;
    return STATUS_OK;
}

Status byte_input_open_split(Worker *worker, const Split *split, ByteInput **opened) {
    TRY(byte_input_open(worker, split->path, opened));
    ByteInput *input = *opened;
    const bool blocks = input->codec == &codec_bzip2;
    const bool whole = split->start == 0 && split->n_bytes == split->file_bytes;
    if (!input->codec || !split->regular || split->file_bytes == 0)
        return STATUS_OK;
    if (!blocks && (whole || !input->codec->unit_bytes))
        return STATUS_OK;
    TRY(map_file(input, worker, split));
    return blocks ? begin_blocks(input, worker, split) : begin_units(input, worker, split);
}

bool byte_input_passed_split(const ByteInput *input) {
    return input->passed;
}
