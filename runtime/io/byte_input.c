// SPDX-License-Identifier: Apache-2.0
//
// Without a codec the bytes go straight to the caller; with one they pass through a buffer of
// packed bytes.

#include "runtime/io/byte_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/io/codec.h"

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
};

Status byte_input_open(Worker *worker, const char *path, ByteInput **opened) {
    ByteInput *input = calloc(1, sizeof *input);
    *opened = input;
    if (!input)
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory");
    input->path = path;
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
    return STATUS_OK;
}

void byte_input_close(ByteInput *input) {
    if (!input)
        return;
    if (input->decoder)
        input->codec->decoder_free(input->decoder);
    if (input->file >= 0)
        close(input->file);
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

static Status fail_damaged(const ByteInput *input, Worker *worker, const char *what) {
    return worker_fail(worker, ERROR_RUN, NULL, "'%s' is not whole %s data: %s at byte %llu",
                       input->path, input->codec->name, what,
                       (unsigned long long)(input->n_read - (input->n_packed - input->at)));
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
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory while unpacking '%s'",
                           input->path);
    if (status == CODEC_DAMAGED)
        return fail_damaged(input, worker, "damaged");
    input->in_member = status != CODEC_END;
    return STATUS_OK;
}

Status byte_input_read(ByteInput *input, Worker *worker, char *to, size_t n_bytes, size_t *n_read) {
    *n_read = 0;
    if (!input->codec)
        return read_file(input, worker, to, n_bytes, n_read);
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
