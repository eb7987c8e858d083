// SPDX-License-Identifier: Apache-2.0
//
// Every codec: what it writes in pieces it reads again in pieces of any size; several members are
// one file; damage is seen.

#include <string.h>

#include "runtime/io/codecs.h"
#include "tests/unit/suite.h"

static const Codec *const codecs[] = {
#define CODEC(suffix, object) &object,
#include "runtime/io/codecs.def"
#undef CODEC
};
enum { N_CODECS = sizeof codecs / sizeof *codecs, PLAIN_BYTES = 700000 };

static char plain[PLAIN_BYTES];

static void make_plain(void) {
    srand(3);
    for (size_t i = 0; i < PLAIN_BYTES; i++)
        plain[i] = (char)(i % 1000 < 500 ? rand() % 256 : 'a' + (int)(i / 1000 % 20));
}

// Two members, the first in pieces.
static Text pack(const Codec *codec) {
    Text packed = text_new(0);
    void *encoder = codec->encoder_create();
    ck_assert_ptr_nonnull(encoder);
    ck_assert(codec->encode(encoder, plain, 1000, false, &packed));
    ck_assert(codec->encode(encoder, plain + 1000, 299000, false, &packed));
    ck_assert(codec->encode(encoder, "", 0, true, &packed));
    ck_assert(codec->encode(encoder, plain + 300000, PLAIN_BYTES - 300000, true, &packed));
    codec->encoder_free(encoder);
    return packed;
}

// Decodes with so many bytes in and out at a time; false: damaged or not whole.
static bool unpack(const Codec *codec, const Text *packed, size_t n_in, size_t n_out, Text *to) {
    void *decoder = codec->decoder_create();
    size_t at = 0;
    CodecStatus status = CODEC_END;
    bool fed = true;
    while (status <= CODEC_END && fed) {
        const size_t left = packed->n_bytes - at, n = left < n_in ? left : n_in;
        CodecBuffers buffers = {packed->data + at, n, text_reserve(to, n_out), n_out};
        if (n == 0 && status == CODEC_END)
            break;
        status = codec->decode(decoder, &buffers);
        text_advance(to, n_out - buffers.n_out);
        fed = buffers.n_in < n || buffers.n_out < n_out || n < left;
        at += n - buffers.n_in;
    }
    codec->decoder_free(decoder);
    return status == CODEC_END && at == packed->n_bytes;
}

START_TEST(what_is_written_is_read_again) {
    static const size_t sizes[] = {1 << 20, 4096, 777, 61};
    make_plain();
    for (size_t c = 0; c < N_CODECS; c++) {
        Text packed = pack(codecs[c]);
        for (size_t i = 0; i < 4; i++) {
            Text again = text_new(0);
            ck_assert_msg(unpack(codecs[c], &packed, sizes[i], sizes[3 - i], &again), "%s %zu",
                          codecs[c]->name, i);
            ck_assert_uint_eq(again.n_bytes, PLAIN_BYTES);
            ck_assert_int_eq(memcmp(again.data, plain, PLAIN_BYTES), 0);
            text_free(&again);
        }
        text_free(&packed);
    }
}
END_TEST

START_TEST(what_is_cut_short_is_not_whole) {
    make_plain();
    for (size_t c = 0; c < N_CODECS; c++) {
        Text packed = pack(codecs[c]), again = text_new(0);
        text_truncate(&packed, packed.n_bytes - 10);
        ck_assert_msg(!unpack(codecs[c], &packed, 4096, 4096, &again), "%s", codecs[c]->name);
        text_free(&packed);
        text_free(&again);
    }
}
END_TEST

START_TEST(other_bytes_do_not_crash) {
    make_plain();
    for (size_t c = 0; c < N_CODECS; c++) {
        for (size_t shift = 0; shift < 40; shift++) {
            Text noise = text_new(0), out = text_new(0);
            text_append(&noise, plain + shift, 500);
            (void)unpack(codecs[c], &noise, 100, 4096, &out);
            text_free(&noise);
            text_free(&out);
        }
    }
}
END_TEST

START_TEST(a_suffix_names_its_codec) {
    ck_assert_ptr_eq(codec_by_path("a/b.gz"), &codec_gzip);
    ck_assert_ptr_null(codec_by_path("a.gz/b"));
    ck_assert_ptr_null(codec_by_path(".gz"));
    ck_assert_ptr_eq(codec_by_class("org.apache.hadoop.io.compress.BZip2Codec"), &codec_bzip2);
}
END_TEST

RUN_SUITE("codec", what_is_written_is_read_again, what_is_cut_short_is_not_whole,
          other_bytes_do_not_crash, a_suffix_names_its_codec)
