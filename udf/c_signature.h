// SPDX-License-Identifier: Apache-2.0
//
// Signatures of C functions as DEFINE ... FFI takes them:
//
//   double hypot(double, double)              names of parameters are allowed and ignored
//   double frexp(double, out int*)            what is written through `out` is part of the result
//   const char* gnu_get_libc_version(void)    text is copied; "char* free" gives it to us to free
//   size_t hash(bytes, size_t)                a text and its length, one argument of the script
//   int printf_like(const char*, ...; long)   the types of the variable part stand behind "...;"
//   double strict(double) errno               a set errno is an error
//
// Integers: char short int long, int8 to int64, int8_t to int64_t, the same unsigned, size_t, bool.

#ifndef JAVELINA_UDF_C_SIGNATURE_H
#define JAVELINA_UDF_C_SIGNATURE_H

#include "lang/base/arena.h"
#include "lang/base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { C_SIGNATURE_MAX_PARAMETERS = 32 };

typedef enum CType {
    C_VOID,
    C_BOOL,
    C_INT8,
    C_UINT8,
    C_INT16,
    C_UINT16,
    C_INT32,
    C_UINT32,
    C_INT64,
    C_UINT64,
    C_FLOAT,
    C_DOUBLE,
    C_TEXT,       // const char*, char*
    C_TEXT_FREED, // result "char* free"
    C_BYTES,      // pointer of a bytes, size_t pair
    C_BYTE_COUNT, // its size_t
} CType;

typedef struct CParameter {
    CType type;
    bool out; // a pointer to a variable that the function sets
} CParameter;

typedef struct CSignature {
    const char *name;
    CType result;
    size_t n_parameters;
    CParameter parameters[C_SIGNATURE_MAX_PARAMETERS];
    bool variadic;
    size_t n_fixed; // parameters before the variable part
    bool check_errno;
} CSignature;

typedef enum CSignatureFault {
    C_SIGNATURE_GOOD,
    C_SIGNATURE_UNREADABLE,
    C_SIGNATURE_UNSUPPORTED, // a structure, or a pointer that is no text
    C_SIGNATURE_VARIADIC,    // "..." without the types behind it
} CSignatureFault;

// Reads a signature; *why says what is wrong.
CSignatureFault c_signature_parse(Arena *arena, const char *text, CSignature *signature, Text *why);

#endif
