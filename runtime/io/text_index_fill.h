// SPDX-License-Identifier: Apache-2.0
//
// The loop of text_index_fill, compiled once for each way of comparing 64 bytes. The includer
// defines FILL_NAME, FILL_TARGET (a function attribute) and BLOCK_MASKS(bytes, delimiter,
// has_delimiter).

// Appends the positions of the set bits. Most blocks of real tables have a handful.
FILL_TARGET static inline uint32_t *FILL_HELPER(append)(uint32_t *to, uint64_t bits,
                                                        uint32_t base) {
    while (bits) {
        *to++ = base + (uint32_t)__builtin_ctzll(bits);
        bits &= bits - 1;
    }
    return to;
}

FILL_TARGET static size_t FILL_NAME(TextIndex *index, const char *data, size_t n_bytes,
                                    int delimiter, bool final) {
    const bool has_delimiter = delimiter != TEXT_NO_DELIMITER;
    const char wanted = has_delimiter ? (char)delimiter : '\n';
    size_t n_rows = 0, n_separators = 0;
    uint64_t high = 0, after_return = 0;
    index->row_start[0] = index->row_first[0] = 0;
    for (size_t base = 0; base < n_bytes && n_rows < BATCH_ROWS; base += 64) {
        const size_t left = n_bytes - base;
        TextMasks masks;
        if (left >= 64) {
            masks = BLOCK_MASKS(data + base, wanted);
        } else {
            char last[64] = {0};
            memcpy(last, data + base, left);
            masks = BLOCK_MASKS(last, wanted);
            const uint64_t real = ((uint64_t)1 << left) - 1;
            masks.delimiters &= real;
            masks.newlines &= real;
            masks.returns &= real;
        }
        high |= masks.high;
        uint64_t lines = masks.newlines;
        const uint64_t skipped = lines & (masks.returns << 1 | after_return); // \n of a \r\n
        lines = (lines & ~skipped) | masks.returns;
        const uint64_t all =
            has_delimiter ? (masks.delimiters & ~masks.newlines & ~masks.returns) | lines : lines;
        if (n_separators + 64 > index->capacity && !grow(index))
            return SIZE_MAX;
        if (__builtin_expect(after_return && skipped & 1, 0))
            index->row_start[n_rows] = (uint32_t)base + 1;
        after_return = masks.returns >> 63;
        FILL_HELPER(append)(index->separators + n_separators, all, (uint32_t)base);
        for (uint64_t bits = lines; bits; bits &= bits - 1) {
            const uint64_t bit = bits & -bits;
            const uint32_t at = (uint32_t)base + (uint32_t)__builtin_ctzll(bits);
            n_rows++;
            index->row_start[n_rows] = at + 1 + ((bit << 1 & skipped) != 0);
            index->row_first[n_rows] =
                (uint32_t)n_separators + (uint32_t)__builtin_popcountll(all & (bit - 1)) + 1;
        }
        n_separators += (size_t)__builtin_popcountll(all);
    }
    index->ascii = high == 0;
    return finish(index, data, n_bytes, final, n_rows, n_separators);
}
