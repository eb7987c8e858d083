// SPDX-License-Identifier: Apache-2.0
//
// Packing walks a Value; the length of a nested value is filled in behind its items.

#include "udf/vector/pack.h"

#include "udf/vector/column.h"

static void append32(Text *out, size_t value) {
    uint32_t word = (uint32_t)value;
    text_append(out, (const char *)&word, sizeof word);
}

static uint32_t load32(const char *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

void pack_null(Text *out) {
    text_append_char(out, PIG_UNKNOWN);
}

void pack_string(Text *out, pig_type tag, const char *bytes, size_t n_bytes) {
    text_append_char(out, (char)tag);
    append32(out, n_bytes);
    text_append(out, bytes, n_bytes);
}

void pack_slot(Text *out, pig_type tag, const pig_slot *slot) {
    text_append_char(out, (char)tag);
    text_append(out, (const char *)slot, vector_width(tag));
}

size_t pack_open(Text *out, pig_type tag) {
    text_append_char(out, (char)tag);
    const size_t header = out->n_bytes;
    append32(out, 0);
    append32(out, 0);
    return header;
}

void pack_close(Text *out, size_t opened, size_t n_items) {
    if (text_is_full(out))
        return;
    const uint32_t sizes[] = {(uint32_t)(out->n_bytes - opened - 8), (uint32_t)n_items};
    memcpy(out->data + opened, sizes, sizeof sizes);
}

static void pack_nested(Text *out, const Value *value) {
    const size_t opened = pack_open(out, value->tag);
    ValueItems items = value_items(value);
    for (size_t i = 0; i < items.n_items; i++) {
        Value item = value_next(&items);
        values_pack(out, &item);
    }
    pack_close(out, opened, value_count(value));
}

void values_pack(Text *out, const Value *value) {
    if (value->packed) {
        text_append(out, value->packed, packed_size(value->packed, SIZE_MAX));
        return;
    }
    if (type_is_complex(value->tag))
        pack_nested(out, value);
    else if (type_is_string(value->tag))
        pack_string(out, value->tag, pig_str_data(&value->slot.str), value->slot.str.n_bytes);
    else
        pack_slot(out, value->tag, &value->slot);
}

void pack_value(Text *out, const Vector *v, size_t row) {
    Value value = value_at(v, row);
    values_pack(out, &value);
}

size_t packed_size(const char *bytes, size_t n_bytes) {
    if (n_bytes < 1)
        return 0;
    pig_type tag = packed_type(bytes);
    size_t size = 1;
    if (type_is_complex(tag))
        size = n_bytes < PACKED_NESTED_HEADER ? SIZE_MAX
                                              : PACKED_NESTED_HEADER + (size_t)load32(bytes + 1);
    else if (type_is_string(tag))
        size = n_bytes < 5 ? SIZE_MAX : 5 + (size_t)load32(bytes + 1);
    else
        size += vector_width(tag);
    return size <= n_bytes ? size : 0;
}

size_t packed_count(const char *bytes) {
    return load32(bytes + 5);
}

struct Unpacker {
    Column column;
};

Unpacker *unpacker_create(Arena *arena, const Type *type, size_t n_rows) {
    Unpacker *unpacker = ARENA_NEW(arena, Unpacker);
    column_init_in(&unpacker->column, arena, type, n_rows);
    return unpacker;
}

void unpacker_add(Unpacker *unpacker, const char *bytes, size_t n_bytes) {
    Value value = {.tag = PIG_UNKNOWN};
    if (bytes && packed_size(bytes, n_bytes))
        value = value_unpack(bytes);
    (void)!column_append_value(&unpacker->column, &value); // an arena does not fail
}

Vector unpacker_finish(Unpacker *unpacker) {
    return column_finish(&unpacker->column);
}
