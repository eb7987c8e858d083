// SPDX-License-Identifier: Apache-2.0
//
// Fields of text into a growing column of their type.

#include "runtime/expr/cast.h"
#include "runtime/expr/nested_text.h"
#include "runtime/expr/text_value.h"

struct FieldCaster {
    Arena *arena;
    Column column;
    const LocalZone *local_zone;
};

FieldCaster *field_caster_create(Arena *arena, const Type *to, size_t n_rows,
                                 const LocalZone *local_zone) {
    FieldCaster *caster = ARENA_NEW(arena, FieldCaster);
    caster->arena = arena;
    caster->local_zone = local_zone;
    column_init_in(&caster->column, arena, to, n_rows);
    return caster;
}

bool field_caster_add(FieldCaster *caster, const char *text, size_t n_bytes) {
    Column *column = &caster->column;
    pig_type tag = (pig_type)column->vector.type;
    pig_slot slot = {0};
    bool fits = text != NULL;
    if (text && type_is_complex(tag))
        return nested_text_append(column, caster->arena, text, n_bytes, caster->local_zone);
    if (text && tag == PIG_ANY) {
        Value value = {.tag = PIG_BYTEARRAY, .slot.str = pig_str_make(text, n_bytes)};
        (void)!column_append_value(column, &value); // an arena does not fail
        return true;
    }
    fits = fits && text_to_slot(caster->arena, text, n_bytes, tag, true, caster->local_zone, &slot);
    if (fits)
        (void)!column_append_slot(column, &slot);
    else
        (void)!column_append_null(column, 1);
    return fits || !text;
}

Vector field_caster_finish(FieldCaster *caster) {
    return column_finish(&caster->column);
}
