// SPDX-License-Identifier: Apache-2.0
//
// Reading goes by place: the i-th value of an object is field i, whatever its key. Writing: map
// values are strings, not-a-number is a string.

#include "runtime/io/json_value.h"

#include <math.h>

#include "udf/value/bignum.h"
#include "udf/value/datetime.h"
#include "udf/value/number_text.h"
#include "udf/vector/pack.h"
#include "udf/vector/print.h"

// --- reading ---

static bool pack_number(const JsonToken *token, pig_type tag, Text *out) {
    pig_slot slot = {.l = 0};
    double number;
    if (!parse_double(token->text, token->n_bytes, &number))
        return false;
    switch (tag) {
    case PIG_INT:
        if (!parse_int(token->text, token->n_bytes, true, &slot.i))
            return false;
        break;
    case PIG_LONG:
        if (!parse_long(token->text, token->n_bytes, true, &slot.l))
            return false;
        break;
    case PIG_FLOAT:
        slot.f = (float)number;
        break;
    default:
        slot.d = number;
        break;
    }
    pack_slot(out, tag, &slot);
    return true;
}

static bool pack_big(Arena *arena, const JsonToken *token, pig_type tag, Text *out) {
    pig_str value;
    if (!big_from_text(arena, token->text, token->n_bytes, tag == PIG_BIGDECIMAL, &value))
        return false;
    pack_string(out, tag, pig_str_data(&value), value.n_bytes);
    return true;
}

static bool pack_datetime(const JsonToken *token, int32_t default_offset_minutes, Text *out) {
    pig_slot slot = {.l = 0};
    if (!parse_datetime(token->text, token->n_bytes, default_offset_minutes, &slot.datetime))
        return false;
    pack_slot(out, PIG_DATETIME, &slot);
    return true;
}

static bool is_scalar(const JsonToken *token) {
    return token->kind >= JSON_STRING && token->kind <= JSON_FALSE;
}

static bool pack_scalar(JsonReader *reader, const JsonToken *token, pig_type tag, Text *out,
                        int32_t default_offset_minutes) {
    if (!is_scalar(token))
        return false;
    switch (tag) {
    case PIG_BOOLEAN:
        if (token->kind != JSON_TRUE && token->kind != JSON_FALSE)
            return false;
        pack_slot(out, tag, &(pig_slot){.boolean = token->kind == JSON_TRUE});
        return true;
    case PIG_INT:
    case PIG_LONG:
    case PIG_FLOAT:
    case PIG_DOUBLE:
        return token->kind == JSON_NUMBER && pack_number(token, tag, out);
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        return token->kind == JSON_NUMBER && pack_big(reader->arena, token, tag, out);
    case PIG_DATETIME:
        return pack_datetime(token, default_offset_minutes, out);
    default:
        pack_string(out, tag == PIG_CHARARRAY ? PIG_CHARARRAY : PIG_BYTEARRAY, token->text,
                    token->n_bytes);
        return true;
    }
}

// The value behind the next key of an object; JSON_OBJECT_END when there is none.
static JsonToken next_member(JsonReader *reader) {
    const JsonToken token = json_next(reader);
    return token.kind == JSON_KEY ? json_next(reader) : token;
}

// An object whose brace has been read, as a tuple of exactly the fields.
static bool pack_object(JsonReader *reader, const Schema *fields, Text *out,
                        int32_t default_offset_minutes) {
    const size_t opened = pack_open(out, PIG_TUPLE);
    for (int i = 0; i < fields->n_fields; i++) {
        const JsonToken token = next_member(reader);
        if (!json_pack(reader, &token, fields->fields[i].type, out, default_offset_minutes))
            return false;
    }
    pack_close(out, opened, (size_t)fields->n_fields);
    return json_next(reader).kind == JSON_OBJECT_END;
}

static bool pack_array(JsonReader *reader, const Schema *fields, Text *out,
                       int32_t default_offset_minutes) {
    const size_t opened = pack_open(out, PIG_BAG);
    size_t n = 0;
    for (;; n++) {
        const JsonToken token = json_next(reader);
        if (token.kind == JSON_ARRAY_END)
            break;
        if (token.kind == JSON_OBJECT) {
            if (!pack_object(reader, fields, out, default_offset_minutes))
                return false;
            continue;
        }
        const size_t tuple = pack_open(out, PIG_TUPLE);
        if (fields->n_fields < 1 ||
            !json_pack(reader, &token, fields->fields[0].type, out, default_offset_minutes))
            return false;
        pack_close(out, tuple, 1);
    }
    pack_close(out, opened, n);
    return true;
}

static bool pack_members(JsonReader *reader, const Type *value, Text *out,
                         int32_t default_offset_minutes) {
    const size_t opened = pack_open(out, PIG_MAP);
    const Type *type = value ? value : type_of(PIG_BYTEARRAY);
    size_t n = 0;
    for (;; n++) {
        const JsonToken key = json_next(reader);
        if (key.kind == JSON_OBJECT_END)
            break;
        if (key.kind != JSON_KEY)
            return false;
        pack_string(out, PIG_CHARARRAY, key.text, key.n_bytes);
        const JsonToken token = json_next(reader);
        if (!json_pack(reader, &token, type, out, default_offset_minutes))
            return false;
    }
    pack_close(out, opened, n);
    return true;
}

bool json_pack(JsonReader *reader, const JsonToken *token, const Type *type, Text *out,
               int32_t default_offset_minutes) {
    static const Schema nothing = {0};
    const Schema *fields = type->fields ? type->fields : &nothing;
    if (token->kind == JSON_NULL) {
        pack_null(out);
        return true;
    }
    switch (type->tag) {
    case PIG_TUPLE:
        return token->kind == JSON_OBJECT &&
               pack_object(reader, fields, out, default_offset_minutes);
    case PIG_BAG:
        return token->kind == JSON_ARRAY && pack_array(reader, fields, out, default_offset_minutes);
    case PIG_MAP:
        return token->kind == JSON_OBJECT &&
               pack_members(reader, type->value, out, default_offset_minutes);
    default:
        return pack_scalar(reader, token, type->tag, out, default_offset_minutes);
    }
}

// --- writing ---

// The value as PigStorage prints it, in quotes.
static void put_printed(Text *out, const Vector *v, size_t row) {
    Text printed = text_new(0);
    value_print(&printed, v, row);
    json_put_string(out, printed.data, printed.n_bytes);
    text_free(&printed);
}

static bool is_finite(const Vector *v, size_t row) {
    const size_t at = pig_at(v, row);
    return v->type == PIG_FLOAT ? isfinite(pig_floats(v)[at]) : isfinite(pig_doubles(v)[at]);
}

static void put_map(Text *out, const Vector *v, size_t row) {
    const pig_span span = pig_spans(v)[pig_at(v, row)];
    text_append_char(out, '{');
    for (uint64_t i = span.start; i < span.start + span.n_rows; i++) {
        if (i > span.start)
            text_append_char(out, ',');
        put_printed(out, &v->children[0], i);
        text_append_char(out, ':');
        if (pig_is_null(&v->children[1], i))
            text_append_string(out, "null");
        else
            put_printed(out, &v->children[1], i);
    }
    text_append_char(out, '}');
}

static void put_bag(Text *out, const Vector *v, size_t row, const Type *type) {
    const pig_span span = pig_spans(v)[pig_at(v, row)];
    const Type tuple = {.tag = PIG_TUPLE, .fields = type->fields};
    text_append_char(out, '[');
    for (uint64_t i = span.start; i < span.start + span.n_rows; i++) {
        if (i > span.start)
            text_append_char(out, ',');
        json_put_value(out, &v->children[0], i, &tuple);
    }
    text_append_char(out, ']');
}

void json_put_value(Text *out, const Vector *v, size_t row, const Type *type) {
    const bool known = type->fields && !(v->flags & PIG_VEC_RAGGED);
    if (pig_is_null(v, row)) {
        text_append_string(out, "null");
        return;
    }
    switch (v->type) {
    case PIG_BOOLEAN:
    case PIG_INT:
    case PIG_LONG:
    case PIG_BIGINTEGER:
    case PIG_BIGDECIMAL:
        value_print(out, v, row);
        break;
    case PIG_FLOAT:
    case PIG_DOUBLE:
        if (is_finite(v, row))
            value_print(out, v, row);
        else
            put_printed(out, v, row);
        break;
    case PIG_TUPLE:
        if (known)
            json_put_row(out, v->children, v->form == PIG_CONSTANT ? 0 : row, type->fields);
        else
            put_printed(out, v, row);
        break;
    case PIG_BAG:
        put_bag(out, v, row, type);
        break;
    case PIG_MAP:
        put_map(out, v, row);
        break;
    default:
        put_printed(out, v, row);
    }
}

void json_put_row(Text *out, const Vector *columns, size_t row, const Schema *schema) {
    int n_nameless = 0;
    text_append_char(out, '{');
    for (int i = 0; i < schema->n_fields; i++) {
        const Field *field = &schema->fields[i];
        if (i)
            text_append_char(out, ',');
        if (field->name)
            json_put_string(out, field->name, strlen(field->name));
        else
            text_printf(out, "\"val_%d\"", n_nameless++);
        text_append_char(out, ':');
        json_put_value(out, &columns[i], row, field->type);
    }
    text_append_char(out, '}');
}
