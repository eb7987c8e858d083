// SPDX-License-Identifier: Apache-2.0
//
// Without a codec the bytes go straight to the caller; with one they pass through a buffer of
// packed bytes, or, in a split, lie in a mapping. Blocks of bzip2 are unpacked one by one; other
// units are found by their lengths, from the beginning of the file on. Members of gzip that do not
// tell theirs are guessed by what they begin with, and what has been unpacked of a guess is handed
// out once the reader of the split before has come to the same place.

#include "runtime/io/byte_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "runtime/io/codecs.h"

enum {
    PACKED_BYTES = 256 * 1024,
    STEP_BYTES = 256 * 1024,            // unpacked between two looks at the split before
    MAX_AHEAD_BYTES = 64 * 1024 * 1024, // unpacked of a guess
};

struct ByteInput {
    const char *path;
    int file;
    const Codec *codec;
    void *decoder;
    const char *packed; // `buffer` or `mapping`
    char *buffer;
    size_t at, n_packed;
    uint64_t n_read; // of the file
    bool file_ended;
    bool in_member; // a member has begun and not ended
    // of a split
    uint64_t stop; // where the first unit behind the split begins; UINT64_MAX: not looked at
    bool passed;
    void *mapping;
    size_t mapping_bytes;
    void *blocks;       // a reader of the codec's; NULL: it has no blocks
    Text plain;         // what has been unpacked of a guess
    size_t n_given;     // of it
    MemberChain *chain; // NULL: no other reader wants to know where members end
    const Split *split;
    bool guesses; // what is unpacked may not be the split's
    bool told;    // where the split's members end
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
    input->packed = input->buffer = malloc(PACKED_BYTES);
    if (!input->decoder || !input->buffer)
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory");
    input->in_member = input->codec->never_empty;
    return STATUS_OK;
}

void byte_input_close(ByteInput *input) {
    uint64_t stop = 0;
    if (!input)
        return;
    if (input->chain && !input->told)
        (void)member_chain_tell(input->chain, input->split, MEMBER_UNKNOWN, &stop);
    if (input->decoder)
        input->codec->decoder_free(input->decoder);
    if (input->file >= 0)
        close(input->file);
    if (input->blocks)
        input->codec->blocks->close(input->blocks);
    if (input->mapping)
        munmap(input->mapping, input->mapping_bytes);
    text_free(&input->plain);
    free(input->buffer);
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
    return read_file(input, worker, input->buffer, PACKED_BYTES, &input->n_packed);
}

// Where the next packed byte that has not been decoded stands in the file.
static uint64_t file_place(const ByteInput *input) {
    return input->blocks ? input->codec->blocks->at(input->blocks)
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

// A member ends here. Is it the last of the split?
static void note_end(ByteInput *input) {
    const uint64_t place = file_place(input);
    if (input->passed || place < input->stop)
        return;
    input->passed = !input->chain || input->guesses ||
                    member_chain_tell(input->chain, input->split, place, &input->stop);
    input->told = input->passed && !input->guesses;
}

static CodecStatus decode_step(ByteInput *input, char *to, size_t n_bytes, size_t *n_read) {
    CodecBuffers buffers = {
        .in = input->packed + input->at,
        .n_in = input->n_packed - input->at,
        .out = to,
        .n_out = n_bytes,
    };
    const CodecStatus status = input->codec->decode(input->decoder, &buffers);
    input->at = input->n_packed - buffers.n_in;
    *n_read = n_bytes - buffers.n_out;
    if (status == CODEC_DAMAGED || status == CODEC_NO_MEMORY)
        return status;
    input->in_member = status != CODEC_END;
    if (!input->in_member)
        note_end(input);
    return status;
}

static Status decode_some(ByteInput *input, Worker *worker, char *to, size_t n_bytes,
                          size_t *n_read) {
    const CodecStatus status = decode_step(input, to, n_bytes, n_read);
    if (status == CODEC_NO_MEMORY)
        return fail_memory(input, worker);
    return status == CODEC_DAMAGED ? fail_damaged(input, worker, "damaged") : STATUS_OK;
}

// Hands out what lies in `plain`.
static void give_plain(ByteInput *input, char *to, size_t n_bytes, size_t *n_read) {
    const size_t left = input->plain.n_bytes - input->n_given;
    *n_read = left < n_bytes ? left : n_bytes;
    memcpy(to, input->plain.data + input->n_given, *n_read);
    input->n_given += *n_read;
}

static Status read_blocks(ByteInput *input, Worker *worker, char *to, size_t n_bytes,
                          size_t *n_read) {
    const BlockType *type = input->codec->blocks;
    const CodecStatus status = type->read(input->blocks, to, n_bytes, n_read);
    if (status == CODEC_DAMAGED)
        return fail_damaged(input, worker, "damaged");
    if (status == CODEC_NO_MEMORY)
        return fail_memory(input, worker);
    const bool had_passed = input->passed;
    input->passed |= file_place(input) >= input->stop;
    if (input->passed && !had_passed && type->garbage && type->garbage(input->blocks))
        warn_garbage(input, worker, type->garbage(input->blocks));
    return STATUS_OK;
}

Status byte_input_read(ByteInput *input, Worker *worker, char *to, size_t n_bytes, size_t *n_read) {
    *n_read = 0;
    if (!input->codec)
        return read_file(input, worker, to, n_bytes, n_read);
    if (input->blocks)
        return read_blocks(input, worker, to, n_bytes, n_read);
    if (input->n_given < input->plain.n_bytes) {
        give_plain(input, to, n_bytes, n_read);
        return STATUS_OK;
    }
    const bool had_passed = input->passed;
    while (*n_read == 0 && input->passed == had_passed) {
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

// The first unit that begins at or behind `wanted`; *sure: units tell their lengths up to there.
// One that does not is taken to be the last.
static uint64_t find_unit(const ByteInput *input, uint64_t wanted, bool *sure) {
    const char *file = input->mapping;
    const uint64_t n_bytes = input->mapping_bytes;
    uint64_t at = 0;
    *sure = true;
    while (at < wanted && at < n_bytes) {
        const uint64_t n = input->codec->unit_bytes(file + at, (size_t)(n_bytes - at));
        *sure &= n > 0;
        at = n == 0 || n > n_bytes - at ? n_bytes : at + n;
    }
    return at;
}

// Reads on from a place in the mapping where a member may begin. false: out of memory.
static bool begin_at(ByteInput *input, uint64_t place) {
    input->codec->decoder_free(input->decoder);
    input->decoder = input->codec->decoder_create();
    input->packed = input->mapping;
    input->at = (size_t)place;
    input->n_read = input->n_packed = input->mapping_bytes;
    input->file_ended = true;
    input->in_member = place == 0 && input->codec->never_empty;
    input->passed = false;
    input->n_given = 0;
    text_clear(&input->plain);
    return input->decoder != NULL;
}

// ---- members of unknown length ----

// Begins with what next looks like a member at or behind `from`. false: nothing does in the split.
static bool begin_guess(ByteInput *input, uint64_t from, uint64_t *guess) {
    const char *at =
        input->codec->find_member((const char *)input->mapping + from, (size_t)(input->stop - from),
                                  input->mapping_bytes - (size_t)from);
    *guess = at ? (uint64_t)(at - (const char *)input->mapping) : MEMBER_UNKNOWN;
    return at && begin_at(input, *guess);
}

// Unpacks some more of a guess. false: it is no member, or not whole.
static bool unpack_guess(ByteInput *input) {
    size_t n_read = 0;
    char *room = text_reserve(&input->plain, STEP_BYTES);
    if (!room)
        return false;
    const CodecStatus status = decode_step(input, room, STEP_BYTES, &n_read);
    text_advance(&input->plain, n_read);
    return status == CODEC_END || (status == CODEC_OK && n_read > 0);
}

// Unpacks from what looks like a member on until it is known where the split's first member begins:
// *place. *guess: where that was.
static Status guess_members(ByteInput *input, Worker *worker, uint64_t *guess, uint64_t *place) {
    bool found = begin_guess(input, input->split->start, guess);
    while (!member_chain_ask(input->chain, input->split, place)) {
        if (!found) {
            if (!member_chain_pass(input->chain, input->split, place))
                break;
            input->told = true;
            *place = input->stop;
            break;
        }
        if (input->passed || input->plain.n_bytes > MAX_AHEAD_BYTES)
            return member_chain_wait(input->chain, worker, input->split, place);
        TRY(worker_check(worker));
        if (!unpack_guess(input))
            found = begin_guess(input, *guess + 1, guess);
    }
    return STATUS_OK;
}

// Unpacks all before the split to see where its first member begins.
static Status walk_members(ByteInput *input, Worker *worker) {
    size_t n_read;
    if (!begin_at(input, 0))
        return fail_memory(input, worker);
    while (input->in_member || file_place(input) < input->split->start) {
        char *room = text_reserve(&input->plain, STEP_BYTES);
        TRY(worker_check(worker));
        if (!room)
            return fail_memory(input, worker);
        TRY(decode_some(input, worker, room, STEP_BYTES, &n_read));
        if (n_read == 0 && input->in_member)
            return fail_damaged(input, worker, "it ends too early");
    }
    return STATUS_OK;
}

static Status begin_members(ByteInput *input, Worker *worker) {
    uint64_t guess = 0, place;
    input->guesses = true;
    TRY(guess_members(input, worker, &guess, &place));
    if (place == MEMBER_UNKNOWN)
        TRY(walk_members(input, worker));
    else if (place != guess && !begin_at(input, place))
        return fail_memory(input, worker);
    input->guesses = input->passed = false;
    if (!input->told && !input->in_member)
        note_end(input);
    input->passed |= input->told;
    return STATUS_OK;
}

static Status begin_units(ByteInput *input, Worker *worker, MemberChain *chain) {
    const Split *split = input->split;
    bool sure;
    const uint64_t first = find_unit(input, split->start, &sure);
    input->stop = split->start + split->n_bytes;
    if (input->codec->find_member)
        input->chain = chain;
    if (input->chain && !sure)
        return begin_members(input, worker);
    if (!begin_at(input, first))
        return fail_memory(input, worker);
    if (first > 0)
        note_end(input);
    return STATUS_OK;
}

// Where blocks cannot be found the first split has all of the file.
static Status begin_blocks(ByteInput *input, Worker *worker) {
    const Split *split = input->split;
    const CodecStatus status = input->codec->blocks->open(input->mapping, input->mapping_bytes,
                                                          split->start, &input->blocks);
    if (status == CODEC_NO_MEMORY)
        return fail_memory(input, worker);
    input->stop = split->start + split->n_bytes;
    input->passed = input->blocks ? file_place(input) >= input->stop : split->start > 0;
    if (!input->blocks)
        input->stop = UINT64_MAX;
    return STATUS_OK;
}

Status byte_input_open_split(Worker *worker, const Split *split, MemberChain *chain,
                             ByteInput **opened) {
    TRY(byte_input_open(worker, split->path, opened));
    ByteInput *input = *opened;
    input->split = split;
    const bool whole = split->start == 0 && split->n_bytes == split->file_bytes;
    if (!input->codec || !split->regular || split->file_bytes == 0)
        return STATUS_OK;
    if (!input->codec->blocks && (whole || !input->codec->unit_bytes))
        return STATUS_OK;
    TRY(map_file(input, worker, split));
    return input->codec->blocks ? begin_blocks(input, worker) : begin_units(input, worker, chain);
}

bool byte_input_passed_split(const ByteInput *input) {
    return input->passed && input->n_given == input->plain.n_bytes;
}
