// SPDX-License-Identifier: Apache-2.0
//
// Simple values from text, one at a time.

#include "runtime/expr/text_value.h"

#include "udf/value/bignum.h"
#include "udf/value/datetime.h"
#include "udf/value/number_text.h"
#include "udf/value/utf16.h"

// Of a string that stands in its structure, padded with zeros.
static bool inline_is_ascii(const pig_str *s) {
    uint64_t words[2];
    memcpy(words, s->u.inlined, sizeof words[0]);
    memcpy(&words[1], s->u.inlined + 4, sizeof words[1]);
    return s->n_bytes <= PIG_STR_INLINE && !((words[0] | words[1]) & 0x8080808080808080u);
}

pig_str text_as_chararray(Arena *arena, const pig_str *bytes) {
    if (inline_is_ascii(bytes))
        return *bytes;
    const char *text = pig_str_data(bytes);
    if (text_is_utf8(text, bytes->n_bytes))
        return *bytes;
    char *to = arena_alloc(arena, 3 * (size_t)bytes->n_bytes);
    size_t n_bytes = text_repair_utf8(text, bytes->n_bytes, to);
    return pig_str_make(to, n_bytes);
}

bool text_to_slot(Arena *arena, const char *text, size_t n_bytes, pig_type tag, bool file_bytes,
                  const LocalZone *local_zone, pig_slot *slot) {
    switch (tag) {
    case PIG_BOOLEAN: {
        bool value;
        bool read = parse_boolean(text, n_bytes, &value);
        slot->boolean = read && value;
        return read;
    }
    case PIG_INT:
        return parse_int(text, n_bytes, file_bytes, &slot->i);
    case PIG_LONG:
        return parse_long(text, n_bytes, file_bytes, &slot->l);
    case PIG_FLOAT:
        return parse_float(text, n_bytes, file_bytes, &slot->f);
    case PIG_DOUBLE:
        return parse_double(text, n_bytes, &slot->d);
    case PIG_DATETIME:
        return parse_datetime(text, n_bytes, local_zone, &slot->datetime);
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        return big_from_text(arena, text, n_bytes, tag == PIG_BIGDECIMAL, &slot->str);
    case PIG_CHARARRAY:
        slot->str = pig_str_make(text, n_bytes);
        slot->str = text_as_chararray(arena, &slot->str);
        return true;
    case PIG_BYTEARRAY:
        slot->str = pig_str_make(text, n_bytes);
        return true;
    default:
        return false;
    }
}
