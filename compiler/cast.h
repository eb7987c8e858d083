// SPDX-License-Identifier: Apache-2.0
//
// Which casts exist, and what operands become: the tables behind implicit and written casts. How
// values are converted is the executor's.

#ifndef JAVELINA_COMPILER_CAST_H
#define JAVELINA_COMPILER_CAST_H

#include "udf/type.h"

typedef enum CastVerdict {
    CAST_FINE,
    CAST_TO_BYTES, // 1051: nothing typed becomes bytearray
    CAST_ABSENT,   // 1052
} CastVerdict;

// May a value of `from` be cast to `to`? Complex types are compared inside; a tuple may be cast to
// one of fewer fields, or to tuple(); a bag or map of which more is known not to bag{} or map[].
CastVerdict cast_verdict(const Type *from, const Type *to);

// The wider of two number types: bigdecimal, biginteger, double, float, long, int.
static inline pig_type cast_wider(pig_type a, pig_type b) {
    return a > b ? a : b;
}

// What both operands of an operator become; PIG_UNKNOWN when it does not take them.
pig_type cast_arithmetic(pig_type left, pig_type right);
pig_type cast_modulo(pig_type left, pig_type right);

// The same for comparisons; equality: == and != (they also take booleans, tuples, maps).
pig_type cast_comparison(pig_type left, pig_type right, bool equality);

#endif
