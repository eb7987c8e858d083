// SPDX-License-Identifier: Apache-2.0
//
// Values as Apache Pig's BinStorage writes them: a type byte, then big-endian data.
//
//   1    null                             55  chararray, 16-bit length, UTF-8
//   5    boolean, 1 byte                  60  chararray, 32-bit length
//   6    byte, 1 byte (read as int)       65  biginteger, 32-bit length, two's complement
//   10   int   15 long  20 float          70  bigdecimal, 32-bit length, text
//   25   double                           100 map, 32-bit count, keys and values in turn
//   30   datetime, milliseconds,          110 tuple, 32-bit count, fields
//        16-bit offset in minutes         120 bag, 64-bit count, tuples
//   50   bytearray, 32-bit length
//
// A record is the bytes 1 2 3 and a tuple.

#ifndef JAVELINA_RUNTIME_IO_BIN_VALUE_H
#define JAVELINA_RUNTIME_IO_BIN_VALUE_H

#include "lang/base/text.h"
#include "udf/type.h"
#include "udf/vector/value.h"

enum { BIN_MAX_DEPTH = 200 };

// What became of an attempt to read.
typedef enum BinStatus { BIN_OK, BIN_INCOMPLETE, BIN_DAMAGED } BinStatus;

// Reads the datum at *at (before end) and packs it (udf/vector/pack.h); *at moves behind it.
BinStatus bin_pack(Arena *arena, const char **at, const char *end, Text *out);

// Appends a value.
void bin_put(Text *out, const Value *value);

// The type that a packed value has, nested ones by their first item; a null is a bytearray.
const Type *bin_type(Arena *arena, const char *packed);

#endif
