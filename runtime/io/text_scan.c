// SPDX-License-Identifier: Apache-2.0
//
// A mapped split is indexed where it lies, and strings of its rows may point into it for the rest
// of the run. A buffer is indexed, its whole lines are handed on, what is left moves to the front;
// it doubles when a line does not fit.

#include "runtime/io/text_scan.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/io/byte_input.h"
#include "runtime/io/codec.h"
#include "udf/value/utf16.h"

enum {
    MAP_FROM_BYTES = 1024 * 1024, // smaller files are read: mappings are few and dear
    BUFFER_BYTES = 1024 * 1024,
    LINE_SLACK_BYTES = 256 * 1024,
};

// A mapping to be undone at the end.
typedef struct Mapping {
    struct Mapping *next;
    void *start;
    size_t n_bytes;
} Mapping;

// One worker's buffers; made when it reads its first split.
typedef struct ScanWorker {
    TextIndex index;
    ByteInput *input;
    char *buffer;
    size_t capacity;
} ScanWorker;

struct TextScan {
    int delimiter;
    size_t n_workers;
    ScanWorker *workers;
    pthread_mutex_t lock;
    Mapping *mappings;
    MemberChain *chain; // of packed files
};

// One split at work.
typedef struct Scan {
    TextScan *scan;
    ScanWorker *self;
    Worker *worker;
    const Split *split;
    TakeText *take;
    void *context;
    bool stable;
    uint64_t line;    // of the next row, 0: not known
    uint64_t offset;  // of the next row in the file
    bool packed_part; // not from its beginning: neither line nor offset is known
} Scan;

TextScan *text_scan_open(Arena *arena, int delimiter, size_t n_workers) {
    TextScan *scan = ARENA_NEW(arena, TextScan);
    scan->delimiter = delimiter;
    scan->n_workers = n_workers;
    scan->workers = ARENA_NEW_ARRAY(arena, ScanWorker, n_workers);
    pthread_mutex_init(&scan->lock, NULL);
    scan->chain = member_chain_create(arena);
    return scan;
}

void text_scan_close(TextScan *scan) {
    for (size_t i = 0; i < scan->n_workers; i++) {
        text_index_free(&scan->workers[i].index);
        byte_input_close(scan->workers[i].input);
        free(scan->workers[i].buffer);
    }
    for (Mapping *mapping = scan->mappings, *next; mapping; mapping = next) {
        next = mapping->next;
        munmap(mapping->start, mapping->n_bytes);
        free(mapping);
    }
    member_chain_destroy(scan->chain);
    pthread_mutex_destroy(&scan->lock);
}

// ---- rows of indexed text ----

static Status hand_on(Scan *scan, const char *data, size_t n_bytes, size_t n_readable) {
    const TextIndex *index = &scan->self->index;
    const bool cuts_text = scan->scan->delimiter >= 0x80; // may lie inside a character
    const TextPiece piece = {
        .index = index,
        .data = data,
        .padded = n_readable - n_bytes >= TEXT_PADDING,
        .stable = scan->stable,
        .first_line = scan->line,
        .offset = scan->packed_part ? TEXT_NO_OFFSET : scan->offset,
        .utf8 = index->ascii || (!cuts_text && text_is_utf8(data, n_bytes)),
        .local_zone = &scan->worker->host.local_zone,
    };
    const ArenaMark mark = arena_mark(scan->worker->arena);
    TRY(scan->take(scan->worker, scan->context, &piece));
    arena_release(scan->worker->arena, mark);
    scan->line += scan->line ? index->n_rows : 0;
    scan->offset += n_bytes;
    return STATUS_OK;
}

// Hands on all whole lines of data[0..n_bytes); n_readable bytes may be read. *n_taken: what they
// took.
static Status scan_lines(Scan *scan, const char *data, size_t n_bytes, size_t n_readable,
                         bool final, size_t *n_taken) {
    size_t at = 0;
    while (at < n_bytes) {
        const size_t left = n_bytes - at;
        const bool capped = left > TEXT_INDEX_MAX_BYTES;
        const size_t n =
            text_index_fill(&scan->self->index, data + at, capped ? TEXT_INDEX_MAX_BYTES : left,
                            scan->scan->delimiter, final && !capped);
        if (n == SIZE_MAX)
            return worker_fail(scan->worker, ERROR_RUN, NULL, "out of memory for a long line");
        if (n == 0 && capped)
            return worker_fail(scan->worker, ERROR_RUN, NULL, "a line of '%s' is longer than 1 GiB",
                               scan->split->path);
        if (n == 0)
            break;
        TRY(hand_on(scan, data + at, n, n_readable - at));
        at += n;
    }
    *n_taken = at;
    return STATUS_OK;
}

static size_t mark_bytes(const char *data, size_t n_bytes) {
    return n_bytes >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

// ---- mapped files ----

static Status fail_read(const Scan *scan) {
    return worker_fail(scan->worker, ERROR_RUN, NULL, "cannot read '%s': %s", scan->split->path,
                       strerror(errno));
}

static bool keep_mapping(TextScan *scan, void *start, size_t n_bytes) {
    Mapping *mapping = malloc(sizeof *mapping);
    if (!mapping)
        return false;
    *mapping = (Mapping){.start = start, .n_bytes = n_bytes};
    pthread_mutex_lock(&scan->lock);
    mapping->next = scan->mappings;
    scan->mappings = mapping;
    pthread_mutex_unlock(&scan->lock);
    return true;
}

// A part of a file in memory.
typedef struct MappedText {
    const char *data;
    uint64_t from;  // place of `data` in the file
    size_t n_bytes; // to the end of the mapping or of the file
    size_t n_readable;
    bool to_end; // the end of the file is in it
} MappedText;

// Maps the file from the page before the split to at least `slack` bytes behind it.
static Status map_text(const Scan *scan, uint64_t slack, MappedText *mapped) {
    const Split *split = scan->split;
    const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
    const uint64_t from = split->start ? (split->start - 1) / page * page : 0;
    const uint64_t wanted = split->start + split->n_bytes + slack;
    const uint64_t end = wanted < split->file_bytes ? wanted : split->file_bytes;
    const int file = open(split->path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0)
        return fail_read(scan);
    if (fstat(file, &status) != 0 || (uint64_t)status.st_size < split->file_bytes) {
        close(file);
        return worker_fail(scan->worker, ERROR_RUN, NULL, "'%s' shrank while it was read",
                           split->path);
    }
    const size_t n_bytes = (size_t)(end - from);
    void *start = mmap(NULL, n_bytes, PROT_READ, MAP_PRIVATE, file, (off_t)from);
    close(file);
    if (start == MAP_FAILED)
        return fail_read(scan);
    if (!keep_mapping(scan->scan, start, n_bytes)) {
        munmap(start, n_bytes);
        return worker_fail(scan->worker, ERROR_RUN, NULL, "out of memory");
    }
    madvise(start, n_bytes, MADV_SEQUENTIAL);
    *mapped = (MappedText){
        .data = start,
        .from = from,
        .n_bytes = n_bytes,
        .n_readable = (n_bytes + page - 1) / page * page,
        .to_end = end == split->file_bytes,
    };
    return STATUS_OK;
}

// Where the lines of the split end: behind its last line, which may go on far behind the split;
// then more is mapped.
static Status find_end(const Scan *scan, MappedText *mapped, size_t *end) {
    const size_t to = (size_t)(scan->split->start + scan->split->n_bytes - mapped->from);
    uint64_t slack = LINE_SLACK_BYTES;
    *end = to;
    if (to == mapped->n_bytes)
        return STATUS_OK;
    while ((*end = text_line_start(mapped->data, mapped->n_bytes, to, mapped->n_bytes)) ==
           SIZE_MAX) {
        *end = mapped->n_bytes;
        if (mapped->to_end)
            return STATUS_OK;
        TRY(map_text(scan, slack *= 8, mapped));
    }
    return STATUS_OK;
}

static Status scan_mapped(Scan *scan) {
    const Split *split = scan->split;
    MappedText mapped = {0};
    TRY(map_text(scan, LINE_SLACK_BYTES, &mapped));
    const size_t from = (size_t)(split->start - mapped.from), to = from + (size_t)split->n_bytes;
    size_t start = text_line_start(mapped.data, mapped.n_bytes, from, to), end, n_taken;
    if (start == SIZE_MAX)
        return STATUS_OK; // all of it belongs to a line of an earlier split
    if (split->start == 0)
        start = mark_bytes(mapped.data, mapped.n_bytes);
    TRY(find_end(scan, &mapped, &end));
    scan->stable = true;
    scan->line = split->start == 0;
    scan->offset = mapped.from + start;
    TRY(scan_lines(scan, mapped.data + start, end - start, mapped.n_readable - start, true,
                   &n_taken));
    // The process lets go of the pages; strings that still point there bring them back from the
    // system's cache. Memory then grows with what is kept, not with what was read.
    madvise((void *)mapped.data, mapped.n_bytes, MADV_DONTNEED);
    return STATUS_OK;
}

// ---- buffered input ----

static Status make_room(const Scan *scan, size_t n_used) {
    ScanWorker *self = scan->self;
    if (self->capacity > n_used)
        return STATUS_OK;
    if (n_used > TEXT_INDEX_MAX_BYTES)
        return worker_fail(scan->worker, ERROR_RUN, NULL, "a line of '%s' is longer than 1 GiB",
                           scan->split->path);
    const size_t capacity = self->capacity ? 2 * self->capacity : BUFFER_BYTES;
    char *larger = realloc(self->buffer, capacity + TEXT_PADDING);
    if (!larger)
        return worker_fail(scan->worker, ERROR_RUN, NULL, "out of memory for a long line");
    self->buffer = larger;
    self->capacity = capacity;
    return STATUS_OK;
}

// What is in a worker's buffer.
typedef struct Buffered {
    size_t n_used;
    size_t own; // bytes that come of the split's own units, once that is known; else SIZE_MAX
    bool begun; // the first line of the split has been found
    bool over;  // nothing more is wanted
} Buffered;

// Reads until the buffer is full, the split's own bytes are all there, or the input is over. Behind
// the own bytes it reads on piece by piece.
static Status fill_buffer(const Scan *scan, Buffered *buffered) {
    ScanWorker *self = scan->self;
    size_t n;
    bool just_passed;
    do {
        if (buffered->own == SIZE_MAX && byte_input_passed_split(self->input))
            buffered->own = buffered->n_used;
        TRY(byte_input_read(self->input, scan->worker, self->buffer + buffered->n_used,
                            self->capacity - buffered->n_used, &n));
        buffered->n_used += n;
        just_passed = buffered->own == SIZE_MAX && byte_input_passed_split(self->input);
    } while (buffered->n_used < self->capacity && buffered->own == SIZE_MAX &&
             (n > 0 || just_passed));
    buffered->over = n == 0;
    return STATUS_OK;
}

// Of units that were cut, the line that begins at or before their first byte belongs to the split
// before, and the one that begins right behind their last byte to this one: so neither has to know
// what stands on the other side. Returns the offset of the first line that begins at or behind
// `from`; SIZE_MAX: there is none yet.
static size_t line_of_units(const ScanWorker *self, const Buffered *buffered, size_t from) {
    const size_t start = text_line_start(self->buffer, buffered->n_used, from, SIZE_MAX);
    // A return at the end of what is there may be half of a line end.
    return start < buffered->n_used || buffered->over ? start : SIZE_MAX;
}

// Where the split's lines begin in the buffer. What is before goes.
static size_t skip_to_begin(const Scan *scan, Buffered *buffered) {
    if (scan->split->start == 0) {
        buffered->begun = true;
        return mark_bytes(scan->self->buffer, buffered->n_used);
    }
    const size_t start = line_of_units(scan->self, buffered, 1);
    buffered->begun = start != SIZE_MAX;
    if (buffered->begun)
        return start < buffered->n_used ? start : buffered->n_used;
    return buffered->n_used ? buffered->n_used - 1 : 0;
}

// Cuts off what begins behind the split's own bytes, once that can be seen.
static void cut_end(const Scan *scan, Buffered *buffered) {
    if (buffered->own == SIZE_MAX)
        return;
    const size_t end = line_of_units(scan->self, buffered, buffered->own + 1);
    if (end == SIZE_MAX)
        return;
    buffered->n_used = end < buffered->n_used ? end : buffered->n_used;
    buffered->over = true;
}

static void drop_front(const Scan *scan, Buffered *buffered, size_t n_bytes) {
    char *buffer = scan->self->buffer;
    memmove(buffer, buffer + n_bytes, buffered->n_used - n_bytes);
    buffered->n_used -= n_bytes;
    if (buffered->own != SIZE_MAX)
        buffered->own -= n_bytes < buffered->own ? n_bytes : buffered->own;
}

static Status read_input(Scan *scan) {
    ScanWorker *self = scan->self;
    Buffered buffered = {.own = SIZE_MAX};
    TRY(byte_input_open_split(scan->worker, scan->split, scan->scan->chain, &self->input));
    if (scan->split->start > 0 && byte_input_passed_split(self->input))
        return STATUS_OK; // no unit begins here
    scan->line = scan->split->start == 0;
    scan->packed_part = scan->split->start > 0;
    while (!buffered.over) {
        TRY(make_room(scan, buffered.n_used));
        TRY(fill_buffer(scan, &buffered));
        cut_end(scan, &buffered);
        if (!buffered.begun)
            drop_front(scan, &buffered, skip_to_begin(scan, &buffered));
        size_t n_taken = 0;
        if (buffered.begun)
            TRY(scan_lines(scan, self->buffer, buffered.n_used, self->capacity + TEXT_PADDING,
                           buffered.over, &n_taken));
        drop_front(scan, &buffered, n_taken);
    }
    return STATUS_OK;
}

// The input is closed however it ends: others may wait for where its members end.
static Status scan_buffered(Scan *scan) {
    const Status status = read_input(scan);
    byte_input_close(scan->self->input);
    scan->self->input = NULL;
    return status;
}

Status text_scan_split(TextScan *text_scan, Worker *worker, const Split *split, TakeText *take,
                       void *context) {
    ScanWorker *self = &text_scan->workers[worker->number];
    Scan scan = {
        .scan = text_scan,
        .self = self,
        .worker = worker,
        .split = split,
        .take = take,
        .context = context,
    };
    if (!self->index.separators && !text_index_init(&self->index))
        return worker_fail(worker, ERROR_RUN, NULL, "out of memory");
    const bool whole = split->n_bytes == split->file_bytes;
    const bool mapped = split->regular && (split->file_bytes >= MAP_FROM_BYTES || !whole) &&
                        !codec_by_path(split->path);
    return mapped ? scan_mapped(&scan) : scan_buffered(&scan);
}
