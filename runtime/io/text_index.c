// SPDX-License-Identifier: Apache-2.0
//
// The kernels differ only in how 64 bytes become masks. After: Geoff Langdale, Daniel Lemire,
// "Parsing gigabytes of JSON per second", 2019 (bit masks of structural characters).

#include "runtime/io/text_index.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { FIRST_CAPACITY = 32 * 1024, ROW_ROOM = BATCH_ROWS + 64 + 2 };

bool text_index_init(TextIndex *index) {
    *index = (TextIndex){.capacity = FIRST_CAPACITY};
    index->row_start = malloc(ROW_ROOM * sizeof *index->row_start);
    index->row_first = malloc(ROW_ROOM * sizeof *index->row_first);
    index->separators = malloc((FIRST_CAPACITY + 1) * sizeof *index->separators);
    return index->row_start && index->row_first && index->separators;
}

void text_index_free(TextIndex *index) {
    free(index->row_start);
    free(index->row_first);
    free(index->separators);
    *index = (TextIndex){0};
}

static bool grow(TextIndex *index) {
    uint32_t *larger =
        realloc(index->separators, (2 * index->capacity + 1) * sizeof *index->separators);
    if (!larger)
        return false;
    index->separators = larger;
    index->capacity *= 2;
    return true;
}

// What the loop has found, cut at a batch and at what is certain.
static size_t finish(TextIndex *index, const char *data, size_t n_bytes, bool final, size_t n_rows,
                     size_t n_separators) {
    if (n_rows > BATCH_ROWS)
        n_rows = BATCH_ROWS;
    const bool all_seen = index->row_start[n_rows] == n_bytes || n_rows < BATCH_ROWS;
    if (final && all_seen && index->row_start[n_rows] < n_bytes) {
        index->separators[n_separators++] = (uint32_t)n_bytes;
        n_rows++;
        index->row_start[n_rows] = (uint32_t)n_bytes;
        index->row_first[n_rows] = (uint32_t)n_separators;
    }
    // A \r at the end of what is there may be half of a \r\n.
    if (!final && n_rows && index->row_start[n_rows] == n_bytes && data[n_bytes - 1] == '\r')
        n_rows--;
    // The loop may have ended between a \r and its \n.
    const size_t next = index->row_start[n_rows];
    if (n_rows && next < n_bytes && data[next] == '\n' && data[next - 1] == '\r')
        index->row_start[n_rows]++;
    index->n_rows = n_rows;
    index->n_separators = index->row_first[n_rows];
    return index->row_start[n_rows];
}

// ---- plain C: 8 bytes at a time ----

// The high bit of each zero byte of `word`, gathered into 8 bits.
static inline uint64_t zero_bytes(uint64_t word) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7Full;
    const uint64_t zeros = ~(((word & low) + low) | word | low);
    return (zeros >> 7) * 0x0102040810204080ull >> 56;
}

static inline TextMasks masks_swar(const char *bytes, char delimiter) {
    const uint64_t ones = 0x0101010101010101ull;
    TextMasks masks = {0};
    for (unsigned i = 0; i < 8; i++) {
        uint64_t word = 0;
        memcpy(&word, bytes + 8 * i, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        masks.delimiters |= zero_bytes(word ^ ones * (unsigned char)delimiter) << 8 * i;
        masks.newlines |= zero_bytes(word ^ ones * '\n') << 8 * i;
        masks.returns |= zero_bytes(word ^ ones * '\r') << 8 * i;
        masks.high |= word & ones << 7;
    }
    return masks;
}

#define FILL_NAME         fill_swar
#define FILL_HELPER(name) name##_swar
#define FILL_TARGET
#define BLOCK_MASKS masks_swar
#include "runtime/io/text_index_fill.inc"
#undef FILL_NAME
#undef FILL_HELPER
#undef FILL_TARGET
#undef BLOCK_MASKS

// ---- AVX2 ----

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

AVX2 static inline uint64_t equal_avx2(__m256i low, __m256i high, char wanted) {
    const __m256i pattern = _mm256_set1_epi8(wanted);
    const uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, pattern));
    const uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, pattern));
    return (uint64_t)b << 32 | a;
}

AVX2 static inline TextMasks masks_avx2(const char *bytes, char delimiter) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)bytes);
    const __m256i high = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    return (TextMasks){
        .delimiters = equal_avx2(low, high, delimiter),
        .newlines = equal_avx2(low, high, '\n'),
        .returns = equal_avx2(low, high, '\r'),
        .high = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(low, high)),
    };
}

#define FILL_NAME         fill_avx2
#define FILL_HELPER(name) name##_avx2
#define FILL_TARGET       AVX2
#define BLOCK_MASKS       masks_avx2
#include "runtime/io/text_index_fill.inc"
#undef FILL_NAME
#undef FILL_HELPER
#undef FILL_TARGET
#undef BLOCK_MASKS
#endif

// ---- NEON ----

#if defined(__aarch64__)
static inline uint64_t equal_neon(const uint8x16_t block[4], uint8_t wanted) {
    const uint8x16_t pattern = vdupq_n_u8(wanted);
    const uint8x16_t bit = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t a = vandq_u8(vceqq_u8(block[0], pattern), bit);
    const uint8x16_t b = vandq_u8(vceqq_u8(block[1], pattern), bit);
    const uint8x16_t c = vandq_u8(vceqq_u8(block[2], pattern), bit);
    const uint8x16_t d = vandq_u8(vceqq_u8(block[3], pattern), bit);
    uint8x16_t sum = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

static inline TextMasks masks_neon(const char *bytes, char delimiter) {
    const uint8_t *from = (const uint8_t *)bytes;
    const uint8x16_t block[4] = {vld1q_u8(from), vld1q_u8(from + 16), vld1q_u8(from + 32),
                                 vld1q_u8(from + 48)};
    const uint8x16_t any = vorrq_u8(vorrq_u8(block[0], block[1]), vorrq_u8(block[2], block[3]));
    return (TextMasks){
        .delimiters = equal_neon(block, (uint8_t)delimiter),
        .newlines = equal_neon(block, '\n'),
        .returns = equal_neon(block, '\r'),
        .high = vmaxvq_u8(any) & 0x80,
    };
}

#define FILL_NAME         fill_neon
#define FILL_HELPER(name) name##_neon
#define FILL_TARGET
#define BLOCK_MASKS masks_neon
#include "runtime/io/text_index_fill.inc"
#undef FILL_NAME
#undef FILL_HELPER
#undef FILL_TARGET
#undef BLOCK_MASKS
#endif

// ---- the choice ----

typedef size_t Fill(TextIndex *index, const char *data, size_t n_bytes, int delimiter, bool final);

typedef struct Kernel {
    const char *name;
    Fill *fill;
} Kernel;

static bool is_supported(const Kernel *kernel) {
#if defined(__x86_64__)
    if (kernel->fill == fill_avx2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
               __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
#endif
    (void)kernel;
    return true;
}

// Best first.
static const Kernel kernels[] = {
#if defined(__x86_64__)
    {"avx2", fill_avx2},
#elif defined(__aarch64__)
    {"neon", fill_neon},
#endif
    {"swar", fill_swar},
};

static Fill *best_fill(void) {
    const Kernel *kernel = kernels;
    while (!is_supported(kernel))
        kernel++;
    return kernel->fill;
}

size_t text_index_fill_by(const char *kernel, TextIndex *index, const char *data, size_t n_bytes,
                          int delimiter, bool final) {
    for (size_t i = 0; i < sizeof kernels / sizeof *kernels; i++)
        if (strcmp(kernels[i].name, kernel) == 0 && is_supported(&kernels[i]))
            return kernels[i].fill(index, data, n_bytes, delimiter, final);
    return SIZE_MAX;
}

size_t text_index_fill(TextIndex *index, const char *data, size_t n_bytes, int delimiter,
                       bool final) {
    return best_fill()(index, data, n_bytes, delimiter, final);
}

// ---- line starts ----

size_t text_line_start(const char *data, size_t n_bytes, size_t from, size_t limit) {
    enum { STEP = 4096 };
    if (from == 0)
        return limit > 0 ? 0 : SIZE_MAX;
    for (size_t at = from - 1; at < n_bytes && at < limit; at += STEP) {
        const size_t step = n_bytes - at < STEP ? n_bytes - at : STEP;
        const char *newline = memchr(data + at, '\n', step);
        const char *back = memchr(data + at, '\r', newline ? (size_t)(newline - data) - at : step);
        if (!newline && !back)
            continue;
        size_t start = (size_t)((back ? back : newline) - data) + 1;
        if (back && start < n_bytes && data[start] == '\n')
            start++;
        return start < limit ? start : SIZE_MAX;
    }
    return SIZE_MAX;
}
