// SPDX-License-Identifier: Apache-2.0
//
// The cast table is small enough to say in words: see cast_verdict.

#include "compiler/cast.h"

#include "udf/pig_udf.h"

enum { CAST_MAX_DEPTH = 64 };

static CastVerdict verdict(const Type *from, const Type *to, int depth);

static CastVerdict fields_verdict(const Schema *from, const Schema *to, int depth) {
    if (to->n_fields > from->n_fields)
        return CAST_ABSENT;
    for (int i = 0; i < to->n_fields; i++)
        if (verdict(from->fields[i].type, to->fields[i].type, depth) != CAST_FINE)
            return CAST_ABSENT;
    return CAST_FINE;
}

static CastVerdict complex_verdict(const Type *from, const Type *to, int depth) {
    if (from->tag != to->tag)
        return CAST_ABSENT;
    bool forgets = to->tag == PIG_MAP ? from->value && !to->value : from->fields && !to->fields;
    if (forgets)
        return to->tag == PIG_TUPLE ? CAST_FINE : CAST_ABSENT;
    if (to->tag != PIG_MAP)
        return from->fields ? fields_verdict(from->fields, to->fields, depth) : CAST_FINE;
    if (!from->value || !to->value)
        return CAST_FINE;
    return verdict(from->value, to->value, depth) == CAST_FINE ? CAST_FINE : CAST_ABSENT;
}

// A boolean or number takes what text and numbers can mean; a chararray takes all of these; a
// datetime takes only untyped bytes. (boolean) of anything passes, as in Apache Pig.
static bool simple_cast_exists(pig_type from, pig_type to) {
    if (to == PIG_BOOLEAN)
        return true;
    if (from == PIG_DATETIME || to == PIG_DATETIME)
        return from == to;
    return !type_is_complex(from);
}

static CastVerdict verdict(const Type *from, const Type *to, int depth) {
    if (depth > CAST_MAX_DEPTH)
        return CAST_ABSENT;
    from = type_seen(from);
    if (type_is_untyped(from->tag))
        return CAST_FINE;
    if (type_is_untyped(to->tag))
        return CAST_TO_BYTES;
    if (type_is_complex(to->tag))
        return complex_verdict(from, to, depth + 1);
    return simple_cast_exists(from->tag, to->tag) ? CAST_FINE : CAST_ABSENT;
}

CastVerdict cast_verdict(const Type *from, const Type *to) {
    return verdict(from, to, 0);
}

pig_type cast_arithmetic(pig_type left, pig_type right) {
    if (type_is_untyped(left) && type_is_untyped(right))
        return PIG_DOUBLE;
    if (type_is_untyped(left))
        return type_is_number(right) ? right : PIG_UNKNOWN;
    if (type_is_untyped(right))
        return type_is_number(left) ? left : PIG_UNKNOWN;
    return type_is_number(left) && type_is_number(right) ? cast_wider(left, right) : PIG_UNKNOWN;
}

static bool is_whole_number(pig_type tag) {
    return tag == PIG_INT || tag == PIG_LONG || tag == PIG_BIGINTEGER;
}

pig_type cast_modulo(pig_type left, pig_type right) {
    if (!is_whole_number(right) || !(is_whole_number(left) || type_is_untyped(left)))
        return PIG_UNKNOWN;
    return type_is_untyped(left) ? right : cast_wider(left, right);
}

pig_type cast_comparison(pig_type left, pig_type right, bool equality) {
    if (type_is_number(left) && type_is_number(right))
        return cast_wider(left, right);
    if (type_is_untyped(left) && type_is_untyped(right))
        return left == right ? left : PIG_ANY;
    pig_type type = type_is_untyped(left) ? right : left;
    if (left != right && !type_is_untyped(left) && !type_is_untyped(right))
        return PIG_UNKNOWN;
    bool ordered = type_is_number(type) || type == PIG_CHARARRAY || type == PIG_DATETIME;
    // An untyped operand may be compared with a boolean in any way, two booleans may not.
    if (type == PIG_BOOLEAN)
        return equality || left != right ? type : PIG_UNKNOWN;
    if (type == PIG_TUPLE || type == PIG_MAP)
        return equality ? type : PIG_UNKNOWN;
    return ordered ? type : PIG_UNKNOWN;
}
