// SPDX-License-Identifier: Apache-2.0
//
// Fields of text into a growing column of their type.

#include "runtime/expr/cast.h"
#include "runtime/expr/nested_text.h"
#include "runtime/expr/text_value.h"

struct FieldCaster {
    Arena *arena;
    Column column;
    int32_t default_offset_minutes;
};

FieldCaster *field_caster_create(Arena *arena, const Type *to, size_t n_rows,
                                 int32_t default_offset_minutes) {
    FieldCaster *caster = ARENA_NEW(arena, FieldCaster);
    caster->arena = arena;
    caster->default_offset_minutes = default_offset_minutes;
    column_init_in(&caster->column, arena, to, n_rows);
    return caster;
}

bool field_caster_add(FieldCaster *caster, const char *text, size_t n_bytes) {
    Column *column = &caster->column;
    pig_type tag = (pig_type)column->vector.type;
    pig_slot slot = {0};
    bool fits = text != NULL;
    if (text && type_is_complex(tag))
        return nested_text_append(column, caster->arena, text, n_bytes,
                                  caster->default_offset_minutes);
    if (text && tag == PIG_ANY) {
        Value value = {.tag = PIG_BYTEARRAY, .slot.str = pig_str_make(text, n_bytes)};
        (void)!column_append_value(column, &value); // an arena does not fail
        return true;
    }
    fits = fits && text_to_slot(caster->arena, text, n_bytes, tag, true,
                                caster->default_offset_minutes, &slot);
    if (fits)
        (void)!column_append_slot(column, &slot);
    else
        (void)!column_append_null(column, 1);
    return fits || !text;
}

Vector field_caster_finish(FieldCaster *caster) {
    return column_finish(&caster->column);
}
