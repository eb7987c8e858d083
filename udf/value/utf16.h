// SPDX-License-Identifier: Apache-2.0
//
// Chararrays are UTF-8 inside, but users count UTF-16 units, as in Apache Pig.

#ifndef JAVELINA_UDF_VALUE_UTF16_H
#define JAVELINA_UDF_VALUE_UTF16_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// UTF-16 units of UTF-8 text. All-ASCII text is counted 32 bytes at a time.
size_t utf16_length(const char *text, size_t n_bytes);

// Byte offset of unit `unit` (n_bytes when past the end). A unit in the middle of a surrogate pair
// gives the start of its character.
size_t utf16_offset(const char *text, size_t n_bytes, size_t unit);

// The first place of `wanted` (at least a byte) in the text, NULL: none.
const char *text_find(const char *text, size_t n_bytes, const char *wanted, size_t n_wanted);

// True when every byte is below 0x80.
bool text_is_ascii(const char *text, size_t n_bytes);

// True for well-formed UTF-8.
bool text_is_utf8(const char *text, size_t n_bytes);

// Copies n_bytes to `to` with every malformed sequence replaced by U+FFFD as Java's decoder does;
// returns the bytes written, at most 3 * n_bytes.
size_t text_repair_utf8(const char *text, size_t n_bytes, char *to);

#endif
