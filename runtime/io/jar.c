// SPDX-License-Identifier: Apache-2.0
//
// A zip file ends in a record that says where its directory is; each entry of that says where its
// bytes are:
//
//   [local header | bytes]... [directory entry]... [end record | comment]
//
// Numbers are little-endian. Every place is checked against the length of the file.

#include "runtime/io/jar.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum {
    END_RECORD = 0x06054b50,
    END_BYTES = 22,
    ENTRY = 0x02014b50,
    ENTRY_BYTES = 46,
    LOCAL_BYTES = 30,
    MAX_COMMENT = 65535,
    MAX_MANIFEST = 1 << 20,
    METHOD_DEFLATE = 8,
};

typedef struct Zip {
    const unsigned char *bytes;
    size_t n_bytes;
} Zip;

static uint32_t number(const Zip *zip, size_t at, size_t n_bytes) {
    uint32_t value = 0;
    for (size_t i = n_bytes; i-- > 0;)
        value = value << 8 | zip->bytes[at + i];
    return value;
}

static bool has(const Zip *zip, size_t at, size_t n_bytes) {
    return at <= zip->n_bytes && n_bytes <= zip->n_bytes - at;
}

// Where the end record is; SIZE_MAX: nowhere.
static size_t find_end(const Zip *zip) {
    for (size_t back = END_BYTES; back <= zip->n_bytes && back <= END_BYTES + MAX_COMMENT; back++)
        if (number(zip, zip->n_bytes - back, 4) == END_RECORD)
            return zip->n_bytes - back;
    return SIZE_MAX;
}

// Where the directory entry of `name` is; SIZE_MAX: nowhere.
static size_t find_entry(const Zip *zip, const char *name) {
    const size_t end = find_end(zip);
    if (end == SIZE_MAX)
        return SIZE_MAX;
    size_t at = number(zip, end + 16, 4);
    while (has(zip, at, ENTRY_BYTES) && number(zip, at, 4) == ENTRY) {
        const size_t n_name = number(zip, at + 28, 2);
        if (n_name == strlen(name) && has(zip, at + ENTRY_BYTES, n_name) &&
            strncasecmp((const char *)zip->bytes + at + ENTRY_BYTES, name, n_name) == 0)
            return at;
        at += ENTRY_BYTES + n_name + number(zip, at + 30, 2) + number(zip, at + 32, 2);
    }
    return SIZE_MAX;
}

static bool unpack(const unsigned char *from, size_t n_from, char *to, size_t n_to) {
    z_stream stream = {.next_in = (Bytef *)from,
                       .avail_in = (uInt)n_from,
                       .next_out = (Bytef *)to,
                       .avail_out = (uInt)n_to};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return false;
    const int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    return result == Z_STREAM_END && stream.avail_out == 0;
}

// The text of an entry, NULL if it cannot be read.
static char *entry_text(Arena *arena, const Zip *zip, size_t entry) {
    const size_t n_packed = number(zip, entry + 20, 4), n_text = number(zip, entry + 24, 4);
    size_t at = number(zip, entry + 42, 4);
    if (n_text > MAX_MANIFEST || !has(zip, at, LOCAL_BYTES))
        return NULL;
    at += LOCAL_BYTES + number(zip, at + 26, 2) + number(zip, at + 28, 2);
    if (!has(zip, at, n_packed))
        return NULL;
    char *text = arena_alloc(arena, n_text + 1);
    text[n_text] = '\0';
    if (number(zip, entry + 10, 2) == METHOD_DEFLATE)
        return unpack(zip->bytes + at, n_packed, text, n_text) ? text : NULL;
    if (n_packed != n_text)
        return NULL;
    memcpy(text, zip->bytes + at, n_text);
    return text;
}

// Lines longer than 72 bytes go on behind a line end and a blank.
static void join_lines(char *text) {
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (*from == '\r')
            continue;
        if (from[0] == '\n' && from[1] == ' ')
            from++;
        else
            *to++ = *from;
    }
    *to = '\0';
}

static const char *value_of(Arena *arena, const char *manifest, const char *key) {
    const size_t n_key = strlen(key);
    for (const char *line = manifest; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncasecmp(line, key, n_key) != 0)
            continue;
        const char *value = line + n_key + strspn(line + n_key, " \t");
        const size_t n_value = strcspn(value, " \t\n");
        return n_value ? arena_strndup(arena, value, n_value) : NULL;
    }
    return NULL;
}

static const char *main_class(Arena *arena, const Zip *zip) {
    const size_t entry = find_entry(zip, "META-INF/MANIFEST.MF");
    char *manifest = entry == SIZE_MAX ? NULL : entry_text(arena, zip, entry);
    if (!manifest)
        return NULL;
    join_lines(manifest);
    return value_of(arena, manifest, "Main-Class:");
}

const char *jar_main_class(Arena *arena, const char *path) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0)
        return NULL;
    const char *name = NULL;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= END_BYTES) {
        const size_t n_bytes = (size_t)status.st_size;
        void *bytes = mmap(NULL, n_bytes, PROT_READ, MAP_PRIVATE, file, 0);
        if (bytes != MAP_FAILED) {
            name = main_class(arena, &(Zip){bytes, n_bytes});
            munmap(bytes, n_bytes);
        }
    }
    close(file);
    return name;
}
