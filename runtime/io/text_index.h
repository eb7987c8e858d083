// SPDX-License-Identifier: Apache-2.0
//
// Where fields and lines end in a piece of text. 64 bytes at a time are compared with the
// delimiter, \n and \r; the bits of the results become positions. What is found is kept by row, so
// that a column can be taken from it without touching the others.
//
//   text         a \t b c \t \n d \r \n
//   separators   1   5  6    8              (offsets of delimiters and line ends)
//   row_start    0           7     10       (offset of each row; one more for what follows)
//   row_first    0           3     4        (its first separator; its last is its line end)
//
// Lines end at \n, at \r\n (the separator is at the \r) or at a lone \r.

#ifndef JAVELINA_RUNTIME_IO_TEXT_INDEX_H
#define JAVELINA_RUNTIME_IO_TEXT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "udf/vector/batch.h"

// The most bytes that may be indexed at a time, and so the longest line that can be read.
enum { TEXT_INDEX_MAX_BYTES = 1 << 30, TEXT_NO_DELIMITER = -1 };

typedef struct TextIndex {
    size_t n_rows;
    uint32_t *row_start; // [n_rows + 1]
    uint32_t *row_first; // [n_rows + 1]
    uint32_t *separators;
    size_t n_separators, capacity;
    bool ascii; // every indexed byte is below 0x80
} TextIndex;

// The bits of 64 bytes.
typedef struct TextMasks {
    uint64_t delimiters, newlines, returns, high;
} TextMasks;

// Makes an empty index; false: out of memory. Free with text_index_free.
bool text_index_init(TextIndex *index);
void text_index_free(TextIndex *index);

// Indexes up to BATCH_ROWS complete lines at the beginning of data[0..n_bytes), n_bytes at most
// TEXT_INDEX_MAX_BYTES. final: what follows the last line end is a line too (if it is not empty),
// and a \r at the end is a line end. delimiter: a byte, or TEXT_NO_DELIMITER. Returns the bytes
// that the rows take, line ends included; SIZE_MAX: out of memory.
size_t text_index_fill(TextIndex *index, const char *data, size_t n_bytes, int delimiter,
                       bool final);

// The first line that begins at or after `from`, SIZE_MAX if none does before `limit` (a line that
// begins at n_bytes is none). limit is at most n_bytes, the length of the file.
size_t text_line_start(const char *data, size_t n_bytes, size_t from, size_t limit);

// For tests: the same by a named way of finding separators ("avx2", "neon", "swar"); SIZE_MAX if
// this machine has not got it.
size_t text_index_fill_by(const char *kernel, TextIndex *index, const char *data, size_t n_bytes,
                          int delimiter, bool final);

#endif
