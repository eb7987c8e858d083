// SPDX-License-Identifier: Apache-2.0
//
// Counting, finding, checking and repairing UTF-8. Each byte that is not a continuation begins a
// UTF-16 unit, and each byte from F0 up begins a second one.

#include "udf/value/utf16.h"

#include <string.h>

static const uint64_t high_bits = 0x8080808080808080u;

static uint64_t load64(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

bool text_is_ascii(const char *text, size_t n_bytes) {
    size_t i = 0;
    for (; i + 32 <= n_bytes; i += 32)
        if ((load64(text + i) | load64(text + i + 8) | load64(text + i + 16) |
             load64(text + i + 24)) &
            high_bits)
            return false;
    if (n_bytes >= 8) { // the last word may overlap what has been seen
        uint64_t any = load64(text + n_bytes - 8);
        for (; i + 8 <= n_bytes; i += 8)
            any |= load64(text + i);
        return !(any & high_bits);
    }
    unsigned char any = 0;
    for (; i < n_bytes; i++)
        any |= (unsigned char)text[i];
    return any < 0x80;
}

size_t utf16_length(const char *text, size_t n_bytes) {
    if (text_is_ascii(text, n_bytes))
        return n_bytes;
    size_t units = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        units += (size_t)((c & 0xC0) != 0x80) + (size_t)(c >= 0xF0);
    }
    return units;
}

size_t utf16_offset(const char *text, size_t n_bytes, size_t unit) {
    if (unit >= n_bytes)
        return n_bytes;
    if (text_is_ascii(text, unit + 1))
        return unit;
    size_t units = 0;
    for (size_t i = 0; i < n_bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c & 0xC0) == 0x80)
            continue;
        size_t next = units + (c >= 0xF0 ? 2 : 1);
        if (unit < next)
            return i;
        units = next;
    }
    return n_bytes;
}

// memchr finds what is rare fast; where the first byte stands often, memmem's tables pay.
const char *text_find(const char *text, size_t n_bytes, const char *wanted, size_t n_wanted) {
    enum { MOST_TRIES = 16 };
    const char *at = text, *end = text + n_bytes;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        if ((size_t)(end - at) < n_wanted)
            return NULL;
        at = memchr(at, *wanted, (size_t)(end - at) - n_wanted + 1);
        if (!at || n_wanted == 1 || memcmp(at, wanted, n_wanted) == 0)
            return at;
        at++;
    }
    return memmem(at, (size_t)(end - at), wanted, n_wanted);
}

// Bytes of the well-formed sequence at p, 0 if there is none; then *bad is how many bytes the
// longest beginning of a sequence there has (at least 1): what one U+FFFD stands for.
static size_t sequence_bytes(const unsigned char *p, size_t n_bytes, size_t *bad) {
    unsigned char c = p[0], low = 0x80, high = 0xBF;
    *bad = 1;
    if (c < 0x80)
        return 1;
    if (c < 0xC2 || c > 0xF4)
        return 0;
    size_t n = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (c == 0xE0)
        low = 0xA0;
    if (c == 0xED)
        high = 0x9F;
    if (c == 0xF0)
        low = 0x90;
    if (c == 0xF4)
        high = 0x8F;
    if (c == 0xED && n_bytes > 1 && p[1] > high && p[1] < 0xC0) { // half of a surrogate pair
        *bad = n_bytes > 2 && (p[2] & 0xC0) == 0x80 ? 3 : 2;
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        if (i >= n_bytes || p[i] < low || p[i] > high)
            return 0;
        *bad = i + 1;
        low = 0x80;
        high = 0xBF;
    }
    return n;
}

bool text_is_utf8(const char *text, size_t n_bytes) {
    if (text_is_ascii(text, n_bytes))
        return true;
    size_t bad;
    for (size_t i = 0; i < n_bytes;) {
        size_t n = sequence_bytes((const unsigned char *)text + i, n_bytes - i, &bad);
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}

size_t text_repair_utf8(const char *text, size_t n_bytes, char *to) {
    size_t written = 0, bad;
    for (size_t i = 0; i < n_bytes;) {
        size_t n = sequence_bytes((const unsigned char *)text + i, n_bytes - i, &bad);
        if (n == 0) {
            memcpy(to + written, "\xEF\xBF\xBD", 3);
            written += 3;
            i += bad;
            continue;
        }
        memcpy(to + written, text + i, n);
        written += n;
        i += n;
    }
    return written;
}
