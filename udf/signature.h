// SPDX-License-Identifier: Apache-2.0
//
// Signatures of functions in schema text, as written in the table of built-ins and in manifests:
//
//   (lat: double, lon: double) -> (cell: chararray)    a double, a double; a chararray named "cell"
//   (chararray, chararray...) -> chararray             the last one may repeat
//   ({(double)}) -> double                             a bag of one double
//   (any, int) -> (a: int, b: long)                    anything; a tuple
//   (...) -> bytearray                                 any arguments, unchecked
//
// A result in parentheses with a single field is that field with its name, not a tuple.

#ifndef JAVELINA_UDF_SIGNATURE_H
#define JAVELINA_UDF_SIGNATURE_H

#include "udf/type.h"

enum { SIGNATURE_MAX_PARAMETERS = 64, SIGNATURE_MAX_DEPTH = 16 };

typedef struct Signature {
    bool unchecked; // any number of arguments of any types
    bool variadic;  // the last parameter stands for itself and all arguments after it
    size_t n_parameters;
    const Field *parameters; // type PIG_ANY: takes anything
    const Type *result;
    const char *result_name; // NULL: none
} Signature;

// The signature written in `text`, in the arena; NULL when it cannot be read, with the reason
// appended to *why.
const Signature *signature_parse(Arena *arena, const char *text, Text *why);

#endif
