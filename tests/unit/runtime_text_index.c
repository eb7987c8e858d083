// SPDX-License-Identifier: Apache-2.0
//
// The index of fields and lines against a scanner that reads a byte at a time.

#include <stdlib.h>
#include <string.h>

#include "runtime/io/text_index.h"
#include "tests/unit/suite.h"

enum { MAX_ROWS = 8192, MAX_FIELDS = 32768 };

// Rows and fields as plainly as can be: fields[row_first[r] .. row_first[r + 1]).
typedef struct PlainRows {
    size_t n_rows, n_fields;
    size_t row_first[MAX_ROWS + 1];
    size_t start[MAX_FIELDS], end[MAX_FIELDS];
} PlainRows;

static void end_field(PlainRows *rows, size_t start, size_t end) {
    rows->start[rows->n_fields] = start;
    rows->end[rows->n_fields++] = end;
}

static void end_row(PlainRows *rows) {
    rows->row_first[++rows->n_rows] = rows->n_fields;
}

static void scan_plainly(PlainRows *rows, const char *data, size_t n_bytes, int delimiter) {
    size_t start = 0;
    rows->n_rows = rows->n_fields = rows->row_first[0] = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        const char c = data[i];
        if (c == '\n' || c == '\r') {
            end_field(rows, start, i);
            end_row(rows);
            if (c == '\r' && i + 1 < n_bytes && data[i + 1] == '\n')
                i++;
            start = i + 1;
        } else if (delimiter >= 0 && c == (char)delimiter) {
            end_field(rows, start, i);
            start = i + 1;
        }
    }
    if (start < n_bytes || rows->n_fields > rows->row_first[rows->n_rows]) {
        end_field(rows, start, n_bytes);
        end_row(rows);
    }
}

// One answer for all rows: an assertion for each field would take longer than the scan.
static bool same_rows(const TextIndex *index, size_t offset, const PlainRows *rows,
                      size_t first_row) {
    bool same = true;
    for (size_t r = 0; r < index->n_rows; r++) {
        const size_t first = rows->row_first[first_row + r];
        const size_t n = rows->row_first[first_row + r + 1] - first;
        if (index->row_first[r + 1] - index->row_first[r] != n)
            return false;
        size_t start = offset + index->row_start[r];
        for (size_t f = 0; f < n; f++) {
            const size_t end = offset + index->separators[index->row_first[r] + f];
            same &= start == rows->start[first + f] && end == rows->end[first + f];
            start = end + 1;
        }
    }
    return same;
}

// Indexes all of the data in windows and compares.
static void check_data(const char *kernel, const char *data, size_t n_bytes, int delimiter) {
    static PlainRows rows;
    TextIndex index;
    size_t at = 0, n_rows = 0;
    ck_assert(text_index_init(&index));
    scan_plainly(&rows, data, n_bytes, delimiter);
    while (at < n_bytes) {
        const size_t n =
            text_index_fill_by(kernel, &index, data + at, n_bytes - at, delimiter, true);
        if (n == SIZE_MAX) { // not on this machine
            text_index_free(&index);
            return;
        }
        ck_assert_uint_gt(n, 0);
        ck_assert(same_rows(&index, at, &rows, n_rows));
        at += n;
        n_rows += index.n_rows;
    }
    ck_assert_uint_eq(n_rows, rows.n_rows);
    text_index_free(&index);
}

static const char *const kernels[] = {"avx2", "neon", "swar"};

static void check_all(const char *data, size_t n_bytes, int delimiter) {
    for (size_t k = 0; k < sizeof kernels / sizeof *kernels; k++)
        check_data(kernels[k], data, n_bytes, delimiter);
}

static void fill_randomly(char *data, size_t n_bytes, const char *letters) {
    const size_t n_letters = strlen(letters);
    for (size_t i = 0; i < n_bytes; i++)
        data[i] = letters[(size_t)rand() % n_letters];
}

START_TEST(agrees_with_a_plain_scanner_on_random_text) {
    static const char *const alphabets[] = {"a\t\n", "ab\t\r\n", "abcdefgh\t\xC3\xA9\n", "\r\n\t",
                                            "abcdefghijklmnopqrstuvwxyz\n"};
    char data[4000];
    srand(7);
    for (int round = 0; round < 400; round++) {
        const size_t n_bytes = (size_t)rand() % sizeof data;
        fill_randomly(data, n_bytes, alphabets[round % 5]);
        check_all(data, n_bytes, round % 7 ? '\t' : TEXT_NO_DELIMITER);
    }
}
END_TEST

START_TEST(carriage_returns_at_the_edge_of_a_block) {
    char data[200];
    for (size_t at = 60; at < 68; at++) {
        memset(data, 'x', sizeof data);
        memcpy(data + at, "\r\n", 2);
        check_all(data, sizeof data, '\t');
        check_all(data, at + 1, '\t');
        check_all(data, at + 2, '\t');
    }
}
END_TEST

START_TEST(more_rows_than_a_batch_come_in_windows) {
    char *data = malloc(7000);
    memset(data, '\n', 7000);
    check_all(data, 7000, '\t');
    for (size_t i = 0; i < 7000; i += 2)
        data[i] = '\r';
    check_all(data, 7000, '\t');
    data[0] = 'a';
    check_all(data, 6999, '\t');
    free(data);
}
END_TEST

START_TEST(an_unfinished_line_is_left_for_later) {
    TextIndex index;
    ck_assert(text_index_init(&index));
    ck_assert_uint_eq(text_index_fill(&index, "a\tb\nc\td", 7, '\t', false), 4);
    ck_assert_uint_eq(index.n_rows, 1);
    ck_assert_uint_eq(text_index_fill(&index, "ab\r", 3, '\t', false), 0);
    ck_assert_uint_eq(text_index_fill(&index, "ab\r", 3, '\t', true), 3);
    ck_assert_uint_eq(text_index_fill(&index, "abc", 3, '\t', false), 0);
    text_index_free(&index);
}
END_TEST

START_TEST(tells_ascii) {
    TextIndex index;
    ck_assert(text_index_init(&index));
    (void)text_index_fill(&index, "abc\n", 4, '\t', true);
    ck_assert(index.ascii);
    (void)text_index_fill(&index, "ab\xC3\xA9\n", 5, '\t', true);
    ck_assert(!index.ascii);
    text_index_free(&index);
}
END_TEST

START_TEST(line_starts_of_splits_cover_each_line_once) {
    char data[3000];
    srand(11);
    for (int round = 0; round < 200; round++) {
        const size_t n_bytes = 1 + (size_t)rand() % (sizeof data - 1);
        const size_t step = 1 + (size_t)rand() % 400;
        fill_randomly(data, n_bytes, round % 2 ? "abcdef\r\n" : "abcdefghijklm\n");
        size_t expected = 0; // where the next non-empty split must begin
        for (size_t from = 0; from < n_bytes; from += step) {
            const size_t to = from + step < n_bytes ? from + step : n_bytes;
            const size_t start = text_line_start(data, n_bytes, from, to);
            if (start == SIZE_MAX)
                continue;
            ck_assert_uint_eq(start, expected);
            const size_t next = text_line_start(data, n_bytes, to, n_bytes);
            expected = next == SIZE_MAX ? n_bytes : next;
        }
        ck_assert_uint_eq(expected, n_bytes);
    }
}
END_TEST

RUN_SUITE("text_index", agrees_with_a_plain_scanner_on_random_text,
          carriage_returns_at_the_edge_of_a_block, more_rows_than_a_batch_come_in_windows,
          an_unfinished_line_is_left_for_later, tells_ascii,
          line_starts_of_splits_cover_each_line_once)
