// SPDX-License-Identifier: Apache-2.0
//
// biginteger and bigdecimal: exact numbers of any size. In a vector such a number is a pig_str
// whose bytes are: 4 bytes scale (little endian, 0 for biginteger), 1 byte sign (0 or 1 =
// negative), then the magnitude of the unscaled integer, least significant byte first, no leading
// zero bytes. Equal bigintegers are equal bytes. Arithmetic is GMP's.

#ifndef JAVELINA_UDF_VALUE_BIGNUM_H
#define JAVELINA_UDF_VALUE_BIGNUM_H

#include "lang/base/arena.h"
#include "lang/base/text.h"
#include "udf/pig_udf.h"

enum { BIG_HEADER_BYTES = 5 }; // scale and sign

// The results live in the arena when they are long.
pig_str big_from_long(Arena *arena, int64_t value);
bool big_from_text(Arena *arena, const char *text, size_t n_bytes, bool decimal, pig_str *value);
// Through long for a biginteger, through its text for a bigdecimal; `value` is finite for the
// latter.
pig_str big_from_double(Arena *arena, double value, bool decimal);
// Between the two big types: decimal tells what `value` is.
pig_str big_convert(Arena *arena, const pig_str *value, bool decimal);
int64_t big_to_long(const pig_str *value, bool decimal); // low 64 bits, fraction dropped
double big_to_double(const pig_str *value, bool decimal);
void big_print(Text *out, const pig_str *value, bool decimal); // Java's toString

void big_print_base(Text *out, const pig_str *value, int base); // a biginteger

// Appends a biginteger as Java's toByteArray has it, the number of bytes in four in front: two's
// complement, as few bytes as hold the sign, the highest first; so is the number.
void big_put_bytes(Text *out, const pig_str *value);

int big_compare(const pig_str *a, const pig_str *b, bool decimal);
uint64_t big_hash(const pig_str *value, bool decimal); // equal for 1.5 and 1.50

// Appends bytes whose memcmp order is that of the numbers; self-delimiting.
void big_append_sort_key(Text *out, const pig_str *value, bool decimal);

typedef enum BigOperation {
    BIG_ADD,
    BIG_SUBTRACT,
    BIG_MULTIPLY,
    BIG_DIVIDE,
    BIG_MODULO
} BigOperation;

// false: division by zero (a null), or BIG_MODULO by a negative number.
bool big_arithmetic(Arena *arena, BigOperation operation, const pig_str *a, const pig_str *b,
                    bool decimal, pig_str *result);
pig_str big_negate(Arena *arena, const pig_str *value);

#endif
