// SPDX-License-Identifier: Apache-2.0
//
// The manifest of a jar: stored or deflated, with folded lines; damage is no crash.

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "runtime/io/jar.h"
#include "tests/unit/suite.h"

typedef struct Jar {
    unsigned char bytes[4096];
    size_t n_bytes;
} Jar;

static void put(Jar *jar, uint32_t number, size_t n_bytes) {
    for (size_t i = 0; i < n_bytes; i++)
        jar->bytes[jar->n_bytes++] = (unsigned char)(number >> 8 * i);
}

static void put_bytes(Jar *jar, const void *bytes, size_t n_bytes) {
    memcpy(jar->bytes + jar->n_bytes, bytes, n_bytes);
    jar->n_bytes += n_bytes;
}

static size_t deflated(const char *text, unsigned char *to, size_t n_to) {
    z_stream stream = {.next_in = (Bytef *)text,
                       .avail_in = (uInt)strlen(text),
                       .next_out = to,
                       .avail_out = (uInt)n_to};
    ck_assert_int_eq(deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    return n_to - stream.avail_out;
}

// A zip with one entry.
static Jar make_jar(const char *name, const char *text, bool deflate_it) {
    static const unsigned char zeros[32];
    unsigned char packed[1024];
    const size_t n_text = strlen(text), n_name = strlen(name);
    size_t n_packed = n_text;
    if (deflate_it)
        n_packed = deflated(text, packed, sizeof packed);
    else
        memcpy(packed, text, n_text);
    Jar jar = {.n_bytes = 0};
    put(&jar, 0x04034b50, 4); // local header: name at 30
    put_bytes(&jar, zeros, 22);
    put(&jar, (uint32_t)n_name, 2);
    put(&jar, 0, 2);
    put_bytes(&jar, name, n_name);
    put_bytes(&jar, packed, n_packed);
    const size_t directory = jar.n_bytes;
    put(&jar, 0x02014b50, 4); // entry: name at 46
    put_bytes(&jar, zeros, 6);
    put(&jar, deflate_it ? 8 : 0, 2);
    put_bytes(&jar, zeros, 8);
    put(&jar, (uint32_t)n_packed, 4);
    put(&jar, (uint32_t)n_text, 4);
    put(&jar, (uint32_t)n_name, 2);
    put_bytes(&jar, zeros, 12);
    put(&jar, 0, 4); // of the local header
    put_bytes(&jar, name, n_name);
    put(&jar, 0x06054b50, 4); // end
    put_bytes(&jar, zeros, 8);
    put(&jar, (uint32_t)(jar.n_bytes - directory), 4);
    put(&jar, (uint32_t)directory, 4);
    put(&jar, 0, 2);
    return jar;
}

// The main class of a file with the first n_bytes of the jar; "" if it has none.
static const char *main_class(Arena *arena, const Jar *jar, size_t n_bytes) {
    char path[] = "/tmp/javelina-jar-XXXXXX";
    const int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, jar->bytes, n_bytes), (ssize_t)n_bytes);
    close(file);
    const char *name = jar_main_class(arena, path);
    unlink(path);
    return name ? name : "";
}

START_TEST(main_class_is_found) {
    static const struct {
        const char *name, *manifest, *expected;
    } cases[] = {
        {"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nMain-Class: a.B\r\n\r\n", "a.B"},
        {"META-INF/MANIFEST.MF", "main-class: a.B \n", "a.B"},
        {"META-INF/MANIFEST.MF", "Main-Class: a.very.long.na\r\n me.of.a.Cl\r\n ass\r\nX: y\r\n",
         "a.very.long.name.of.a.Class"},
        {"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n", ""},
        {"META-INF/MANIFEST.MF", "Main-Class:\n", ""},
        {"a/B.class", "Main-Class: a.B\n", ""},
    };
    Arena *arena = arena_create(0, NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int deflate_it = 0; deflate_it < 2; deflate_it++) {
            const Jar jar = make_jar(cases[i].name, cases[i].manifest, deflate_it);
            ck_assert_str_eq(main_class(arena, &jar, jar.n_bytes), cases[i].expected);
        }
    arena_destroy(arena);
}
END_TEST

START_TEST(cut_jar_has_no_main_class) {
    Arena *arena = arena_create(0, NULL, NULL);
    const Jar jar = make_jar("META-INF/MANIFEST.MF", "Main-Class: a.B\n", true);
    for (size_t n = 0; n < jar.n_bytes; n++)
        ck_assert_str_eq(main_class(arena, &jar, n), "");
    arena_destroy(arena);
}
END_TEST

START_TEST(damaged_jar_is_no_crash) {
    Arena *arena = arena_create(0, NULL, NULL);
    const Jar jar = make_jar("META-INF/MANIFEST.MF", "Main-Class: a.B\n", true);
    for (size_t n = 0; n < jar.n_bytes; n++) {
        Jar damaged = jar;
        damaged.bytes[n] ^= 0xff;
        (void)main_class(arena, &damaged, damaged.n_bytes);
    }
    ck_assert_ptr_null(jar_main_class(arena, "/nonexistent.jar"));
    ck_assert_ptr_null(jar_main_class(arena, "/"));
    arena_destroy(arena);
}
END_TEST

RUN_SUITE("jar", main_class_is_found, cut_jar_has_no_main_class, damaged_jar_is_no_crash)
