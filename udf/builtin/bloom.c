// SPDX-License-Identifier: Apache-2.0
//
// BuildBloom and Bloom, with the filters of Hadoop's BloomFilter byte for byte:
//
//   int -1 | int hashes | byte kind of hash | int bits | bits, the lowest of each byte first
//
// all big endian. After: Burton H. Bloom, "Space/time trade-offs in hash coding with allowable
// errors", 1970. Hashes: Bob Jenkins's lookup3 (2006) and Austin Appleby's MurmurHash2 (2008), the
// latter with the sign extension that Hadoop's code has.

#include "udf/builtin/functions.h"
#include "udf/vector/print.h"

#include <ctype.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { HEADER_BYTES = 13, HASH_JENKINS = 0, HASH_MURMUR = 1, MAX_HASHES = 256 };
enum { MAX_BITS = 1 << 30 };

typedef struct BloomShape {
    int32_t n_bits, n_hashes;
    uint8_t hash;
} BloomShape;

// ---- hashes ----

static uint32_t rotate(uint32_t x, int n) {
    return x << n | x >> (32 - n);
}

static void jenkins_final(uint32_t *a, uint32_t *b, uint32_t *c) {
    *c = (*c ^ *b) - rotate(*b, 14);
    *a = (*a ^ *c) - rotate(*c, 11);
    *b = (*b ^ *a) - rotate(*a, 25);
    *c = (*c ^ *b) - rotate(*b, 16);
    *a = (*a ^ *c) - rotate(*c, 4);
    *b = (*b ^ *a) - rotate(*a, 14);
    *c = (*c ^ *b) - rotate(*b, 24);
}

static uint32_t jenkins(const uint8_t *key, size_t n, uint32_t seed) {
    uint32_t a = 0xdeadbeef + (uint32_t)n + seed, b = a, c = a;
    uint8_t block[12];
    for (; n > 12; key += 12, n -= 12) {
        uint32_t words[3];
        memcpy(words, key, 12);
        a += words[0];
        b += words[1];
        c += words[2];
        a = (a - c) ^ rotate(c, 4), c += b;
        b = (b - a) ^ rotate(a, 6), a += c;
        c = (c - b) ^ rotate(b, 8), b += a;
        a = (a - c) ^ rotate(c, 16), c += b;
        b = (b - a) ^ rotate(a, 19), a += c;
        c = (c - b) ^ rotate(b, 4), b += a;
    }
    if (n == 0)
        return c;
    memset(block, 0, sizeof block);
    memcpy(block, key, n);
    uint32_t words[3];
    memcpy(words, block, 12);
    a += words[0];
    b += words[1];
    c += words[2];
    jenkins_final(&a, &b, &c);
    return c;
}

static uint32_t murmur(const uint8_t *key, size_t n, uint32_t seed) {
    const uint32_t m = 0x5bd1e995;
    uint32_t h = seed ^ (uint32_t)n;
    const int8_t *end = (const int8_t *)key + n;
    for (size_t i = 0; i + 4 <= n; i += 4) {
        uint32_t k;
        memcpy(&k, key + i, 4);
        k *= m;
        k ^= k >> 24;
        k *= m;
        h = h * m ^ k;
    }
    size_t left = n % 4;
    if (left >= 3)
        h ^= (uint32_t)end[-3] << 16;
    if (left >= 2)
        h ^= (uint32_t)end[-2] << 8;
    if (left >= 1)
        h = (h ^ (uint32_t)end[-1]) * m;
    h ^= h >> 13;
    h *= m;
    return h ^ h >> 15;
}

// Bit numbers of a key: each hash seeds the next.
static void key_bits(const BloomShape *shape, const char *key, size_t n, uint32_t *bits) {
    uint32_t seed = 0;
    for (int i = 0; i < shape->n_hashes; i++) {
        seed = (shape->hash == HASH_MURMUR ? murmur : jenkins)((const uint8_t *)key, n, seed);
        int32_t rest = (int32_t)seed % shape->n_bits;
        bits[i] = (uint32_t)(rest < 0 ? -rest : rest);
    }
}

// ---- BuildBloom ----

static bool contains(const char *text, const char *word) {
    return strcasestr(text, word) != NULL;
}

// ('jenkins', 'fixed', bits, hashes) or ('jenkins', elements, rate of false positives).
static bool shape_of(const FunctionCall *call, BloomShape *shape) {
    const char *const *args = call->constructor_args;
    if (!contains(args[0], "jenkins") && !contains(args[0], "murmur"))
        return false;
    shape->hash = contains(args[0], "jenkins") ? HASH_JENKINS : HASH_MURMUR;
    if (call->n_constructor_args == 4) {
        shape->n_bits = atoi(args[2]);
        shape->n_hashes = atoi(args[3]);
    } else {
        double elements = atof(args[1]), rate = atof(args[2]);
        if (elements < 1 || rate <= 0 || rate >= 1)
            return false;
        double bits = -(elements * log(rate)) / pow(log(2), 2);
        shape->n_bits = bits < MAX_BITS ? (int32_t)bits : MAX_BITS;
        shape->n_hashes = (int32_t)(0.7 * shape->n_bits / elements);
    }
    return shape->n_bits > 0 && shape->n_bits <= MAX_BITS && shape->n_hashes > 0 &&
           shape->n_hashes <= MAX_HASHES;
}

RESULT_RULE(build_bloom) {
    BloomShape *shape = ARENA_NEW(request->arena, BloomShape);
    if (!shape_of(call, shape))
        return diagnose(request->sink, 1200, NULL,
                        "BuildBloom takes 'jenkins' or 'murmur', then 'fixed', bits and hashes, or "
                        "a number of elements and a rate");
    call->rule_data = shape;
    return STATUS_OK;
}

static void put_int(char *to, int32_t value) {
    for (int i = 0; i < 4; i++)
        to[i] = (char)((uint32_t)value >> (24 - 8 * i));
}

// The bytes of a key: its text; of a tuple with several fields the tuple's text. false: null.
static bool append_key(Text *key, const Value *tuple) {
    text_clear(key);
    Value first = value_field(tuple, 0);
    bool single = value_count(tuple) == 1;
    values_print(key, single ? &first : tuple);
    return !single || first.tag != PIG_UNKNOWN;
}

static int add_key(pig_ctx *ctx, const BloomShape *shape, const Value *tuple, Text *key,
                   char *filter) {
    uint32_t bits[MAX_HASHES];
    if (!append_key(key, tuple))
        return pig_fail(ctx, "a Bloom filter holds no null key");
    key_bits(shape, key->data, key->n_bytes, bits);
    for (int h = 0; h < shape->n_hashes; h++)
        filter[HEADER_BYTES + bits[h] / 8] |= (char)(1 << bits[h] % 8);
    return 0;
}

static size_t filter_bytes(const BloomShape *shape) {
    return HEADER_BYTES + ((size_t)shape->n_bits + 7) / 8;
}

// Makes memory of filter_bytes an empty filter.
static char *empty_filter(const BloomShape *shape, char *filter) {
    memset(filter, 0, filter_bytes(shape));
    put_int(filter, -1);
    put_int(filter + 4, shape->n_hashes);
    filter[8] = (char)shape->hash;
    put_int(filter + 9, shape->n_bits);
    return filter;
}

BATCH_FN(udf_build_bloom) {
    UNUSED(n_args);
    const BloomShape *shape = ctx->call->rule_data;
    size_t n_bytes = filter_bytes(shape);
    Text key = text_new(0);
    for (size_t i = 0; i < n_rows && !ctx->failed; i++) {
        Value bag = value_at(&args[0], i);
        if (!row_is_valid(out, i))
            continue;
        ctx->row = i;
        char *filter = empty_filter(shape, pig_alloc(ctx, n_bytes));
        ValueItems tuples = value_items(&bag);
        for (size_t t = 0; t < tuples.n_items && !ctx->failed; t++) {
            Value tuple = value_next(&tuples);
            add_key(ctx, shape, &tuple, &key, filter);
        }
        pig_strs_out(out)[i] = pig_str_make(filter, n_bytes);
    }
    text_free(&key);
    return ctx->failed ? -1 : 0;
}

// As an aggregate: the filter so far, NULL before the first key.
typedef struct BloomState {
    char *filter;
} BloomState;

static char *state_filter(pig_ctx *ctx, BloomState *s) {
    const BloomShape *shape = ctx->call->rule_data;
    if (!s->filter)
        s->filter = empty_filter(shape, pig_alloc_state(ctx, filter_bytes(shape)));
    return s->filter;
}

static int bloom_add(pig_ctx *ctx, size_t n_rows, const pig_vec *args, size_t n_args,
                     void *const *states) {
    pig_vec tuples = tuples_of(args, n_args);
    Text key = text_new(0);
    for (size_t i = 0; i < n_rows && !ctx->failed; i++) {
        Value tuple = value_at(&tuples, i);
        add_key(ctx, ctx->call->rule_data, &tuple, &key, state_filter(ctx, states[i]));
    }
    text_free(&key);
    return ctx->failed ? -1 : 0;
}

static void add_filter(pig_ctx *ctx, BloomState *into, const char *filter) {
    char *to = state_filter(ctx, into);
    for (size_t b = HEADER_BYTES; b < filter_bytes(ctx->call->rule_data); b++)
        to[b] |= filter[b];
}

static int bloom_merge(pig_ctx *ctx, size_t n_states, void *const *into, void *const *from) {
    for (size_t i = 0; i < n_states; i++) {
        const BloomState *part = from[i];
        if (part->filter)
            add_filter(ctx, into[i], part->filter);
    }
    return 0;
}

static int bloom_finish(pig_ctx *ctx, size_t n_states, void *const *states, pig_vec *out) {
    for (size_t i = 0; i < n_states; i++)
        pig_strs_out(out)[i] =
            pig_str_copy(ctx, state_filter(ctx, states[i]), filter_bytes(ctx->call->rule_data));
    return 0;
}

static int bloom_save(pig_ctx *ctx, const void *state, pig_str *out) {
    const BloomState *s = state;
    size_t n_bytes = s->filter ? filter_bytes(ctx->call->rule_data) : 0;
    *out = pig_str_copy(ctx, s->filter ? s->filter : "", n_bytes);
    return 0;
}

static int bloom_load(pig_ctx *ctx, const pig_str *in, void *state) {
    if (in->n_bytes == 0)
        return 0;
    if (in->n_bytes != filter_bytes(ctx->call->rule_data))
        return state_is_damaged(ctx);
    add_filter(ctx, state, pig_str_data(in));
    return 0;
}

const pig_agg udf_build_bloom_states = {.size = sizeof(pig_agg),
                                        .state_bytes = sizeof(BloomState),
                                        .add = bloom_add,
                                        .merge = bloom_merge,
                                        .finish = bloom_finish,
                                        .save = bloom_save,
                                        .load = bloom_load,
                                        .order = PIG_ORDER_NONE};

// ---- Bloom ----

typedef struct BloomFilter {
    BloomShape shape;
    char *bytes;
} BloomFilter;

static int32_t get_int(const char *from) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value = value << 8 | (unsigned char)from[i];
    return (int32_t)value;
}

// The first file of the folder whose name begins with "part", or the path itself if it is a file.
static FILE *open_filter(const char *path) {
    DIR *folder = opendir(path);
    if (!folder)
        return fopen(path, "rbe");
    char file[4096] = "";
    for (struct dirent *entry; (entry = readdir(folder));)
        if (strncmp(entry->d_name, "part", 4) == 0 &&
            snprintf(file, sizeof file, "%s/%s", path, entry->d_name) < (int)sizeof file)
            break;
    closedir(folder);
    return *file ? fopen(file, "rbe") : NULL;
}

static bool read_filter(FILE *file, BloomFilter *filter) {
    char header[HEADER_BYTES];
    if (!file || fread(header, 1, sizeof header, file) != sizeof header || get_int(header) != -1)
        return false;
    filter->shape = (BloomShape){
        .n_hashes = get_int(header + 4), .hash = (uint8_t)header[8], .n_bits = get_int(header + 9)};
    const BloomShape *s = &filter->shape;
    if (s->n_bits <= 0 || s->n_bits > MAX_BITS || s->n_hashes <= 0 || s->n_hashes > MAX_HASHES)
        return false;
    size_t n_bytes = ((size_t)s->n_bits + 7) / 8;
    filter->bytes = malloc(n_bytes);
    return filter->bytes && fread(filter->bytes, 1, n_bytes, file) == n_bytes;
}

int udf_bloom_bind(pig_ctx *ctx, void **data) {
    const char *path = pig_constructor_arg(ctx, 0);
    BloomFilter *filter = calloc(1, sizeof *filter);
    if (!filter)
        return pig_fail_code(ctx, 9020, "out of memory");
    *data = filter;
    FILE *file = path ? open_filter(path) : NULL;
    bool good = read_filter(file, filter);
    if (file)
        fclose(file);
    if (good)
        return 0;
    udf_bloom_unbind(filter);
    return pig_fail(ctx, "'%.300s' holds no Bloom filter", path ? path : "");
}

void udf_bloom_unbind(void *data) {
    BloomFilter *filter = data;
    free(filter->bytes);
    free(filter);
}

static void append_arguments(Text *key, const pig_vec *args, size_t n_args, size_t i) {
    text_clear(key);
    if (n_args != 1)
        text_append_char(key, '(');
    for (size_t a = 0; a < n_args; a++) {
        text_append_string(key, a ? "," : "");
        value_print(key, &args[a], pig_at(&args[a], i));
    }
    if (n_args != 1)
        text_append_char(key, ')');
}

BATCH_FN(udf_bloom) {
    UNUSED(out);
    const BloomFilter *filter = ctx->bind_data;
    uint32_t bits[MAX_HASHES];
    Text key = text_new(0);
    for (size_t i = 0; i < n_rows; i++) {
        append_arguments(&key, args, n_args, i);
        key_bits(&filter->shape, key.data, key.n_bytes, bits);
        bool found = true;
        for (int h = 0; h < filter->shape.n_hashes && found; h++)
            found = filter->bytes[bits[h] / 8] >> bits[h] % 8 & 1;
        pig_booleans_out(out)[i] = found;
    }
    text_free(&key);
    return 0;
}
