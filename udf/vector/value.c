// SPDX-License-Identifier: Apache-2.0
//
// Seeing values in columns, slots and packed bytes alike.

#include "udf/vector/value.h"

#include "udf/vector/pack.h"

static bool is_simple(pig_type tag) {
    return tag < PIG_MAP;
}

static inline Value slot_value(pig_type tag, const pig_slot *slot) {
    if (is_simple(tag))
        return (Value){.tag = tag, .slot = *slot};
    // Inlined packed bytes would dangle in a copy of the slot: point into the slot itself.
    return (Value){.tag = tag, .packed = pig_str_data(&slot->str)};
}

// A value of a simple type whose bytes stand at `data`. Each is made where the caller wants it: a
// structure that is written in pieces and then copied as a whole is slow.
static inline Value simple_value(pig_type tag, const char *data, size_t width) {
    uint32_t word;
    uint64_t words[2];
    switch (width) {
    case 1:
        return (Value){.tag = tag, .slot = {.boolean = (uint8_t)*data}};
    case 4:
        memcpy(&word, data, sizeof word);
        return (Value){.tag = tag, .slot = {.i = (int32_t)word}};
    case 8:
        memcpy(words, data, 8);
        return (Value){.tag = tag, .slot = {.l = (int64_t)words[0]}};
    default:
        memcpy(words, data, sizeof words);
        return (Value){.tag = tag,
                       .slot = {.datetime = {.milliseconds = (int64_t)words[0],
                                             .offset_minutes = (int32_t)(uint32_t)words[1],
                                             .zone = (int32_t)(uint32_t)(words[1] >> 32)}}};
    }
}

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are taken apart from the low end");

Value value_at(const Vector *v, size_t row) {
    row = pig_at(v, row);
    if (v->valid && !(v->valid[row / 64] >> (row % 64) & 1))
        return (Value){.tag = PIG_UNKNOWN};
    const pig_type tag = (pig_type)v->type;
    if (tag == PIG_ANY)
        return slot_value((pig_type)v->tags[row], (const pig_slot *)v->data + row);
    if (!is_simple(tag))
        return (Value){.tag = tag, .vector = v, .row = row};
    const size_t width = vector_width(tag);
    return simple_value(tag, (const char *)v->data + row * width, width);
}

static uint32_t load32(const char *bytes) {
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

Value value_unpack(const char *bytes) {
    const pig_type tag = packed_type(bytes);
    if (tag == PIG_UNKNOWN)
        return (Value){.tag = tag};
    if (type_is_string(tag))
        return (Value){.tag = tag, .slot = {.str = pig_str_make(bytes + 5, load32(bytes + 1))}};
    if (is_simple(tag))
        return simple_value(tag, bytes + 1, vector_width(tag));
    return (Value){.tag = tag, .packed = bytes};
}

size_t value_count(const Value *nested) {
    if (nested->packed)
        return packed_count(nested->packed);
    const Vector *v = nested->vector;
    if (nested->tag == PIG_TUPLE && !(v->flags & PIG_VEC_RAGGED))
        return v->n_children;
    return pig_spans(v)[nested->row].n_rows;
}

ValueItems value_items(const Value *nested) {
    ValueItems items = {.n_items = value_count(nested),
                        .tag = nested->tag,
                        .vector = nested->vector,
                        .row = nested->row};
    if (nested->tag == PIG_MAP)
        items.n_items *= 2;
    if (nested->packed) {
        items.packed = nested->packed + PACKED_NESTED_HEADER;
        return items;
    }
    if (nested->tag != PIG_TUPLE || (items.vector->flags & PIG_VEC_RAGGED))
        items.row = pig_spans(items.vector)[nested->row].start;
    return items;
}

Value value_next(ValueItems *items) {
    size_t i = items->next++;
    if (items->packed) {
        Value value = value_unpack(items->packed);
        items->packed += packed_size(items->packed, SIZE_MAX);
        return value;
    }
    const Vector *v = items->vector;
    if (items->tag == PIG_MAP)
        return value_at(&v->children[i % 2], items->row + i / 2);
    if (items->tag == PIG_TUPLE && !(v->flags & PIG_VEC_RAGGED))
        return value_at(&v->children[i], items->row);
    return value_at(&v->children[0], items->row + i);
}
