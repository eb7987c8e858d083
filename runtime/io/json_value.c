// SPDX-License-Identifier: Apache-2.0
//
// Reading goes by place: the i-th value of an object is field i, whatever its key. It goes token by
// token, as Apache Pig does, so that a value of the wrong shape is read as the fields behind it.
// Writing: map values are strings, not-a-number is a string.

#include "runtime/io/json_value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/grow.h"
#include "runtime/expr/text_value.h"
#include "udf/value/bignum.h"
#include "udf/value/datetime.h"
#include "udf/value/number_text.h"
#include "udf/vector/pack.h"
#include "udf/vector/print.h"

// ---- reading ----

static bool is_decimal(const JsonToken *token) {
    for (size_t i = 0; i < token->n_bytes; i++)
        if (strchr(".eE", token->text[i]))
            return true;
    return false;
}

// The digits of a whole number; false: it is outside [-limit - 1, limit].
static bool parse_whole(const JsonToken *token, int64_t limit, int64_t *value) {
    const bool negative = token->text[0] == '-';
    *value = 0;
    for (size_t i = negative; i < token->n_bytes; i++) {
        const int digit = token->text[i] - '0';
        if (__builtin_mul_overflow(*value, 10, value) ||
            __builtin_add_overflow(*value, negative ? -digit : digit, value))
            return false;
    }
    return *value <= limit && *value >= -limit - 1;
}

// A number with a point or an exponent loses what is behind the point; none may overflow.
static bool pack_whole(const JsonToken *token, pig_type tag, Text *out) {
    const int64_t limit = tag == PIG_INT ? INT32_MAX : INT64_MAX;
    int64_t whole;
    double number;
    if (!is_decimal(token)) {
        if (!parse_whole(token, limit, &whole))
            return false;
    } else {
        if (!parse_double(token->text, token->n_bytes, &number) || number > (double)limit ||
            number < -(double)limit - (tag == PIG_INT))
            return false;
        whole = number < (double)limit ? (int64_t)number : limit;
    }
    pack_slot(out, tag,
              tag == PIG_INT ? &(pig_slot){.i = (int32_t)whole} : &(pig_slot){.l = whole});
    return true;
}

static bool pack_fraction(const JsonToken *token, pig_type tag, Text *out) {
    pig_slot slot = {.l = 0};
    double number;
    if (!parse_double(token->text, token->n_bytes, &number))
        return false;
    if (tag == PIG_FLOAT)
        slot.f = (float)number;
    else
        slot.d = number;
    pack_slot(out, tag, &slot);
    return true;
}

// Writes the whole part of a decimal number out: "-1.99e2" -> "-199". As in Apache Pig it is a
// double on its way: digits past the seventeenth are zeros.
static bool whole_part(Arena *arena, const JsonToken *token, JsonToken *whole) {
    enum { MAX_EXPONENT = 308 };
    double number;
    char *const text = arena_alloc(arena, NUMBER_TEXT_BYTES);
    if (!parse_double(token->text, token->n_bytes, &number) || !isfinite(number))
        return false;
    const char *at = text, *const end = text + format_double(number, text);
    char *const digits = arena_alloc(arena, NUMBER_TEXT_BYTES + MAX_EXPONENT), *to = digits;
    long n_whole = -1; // digits before the point
    if (*at == '-')
        *to++ = *at++;
    char *const first = to;
    for (; at < end && *at != 'E'; at++) {
        if (*at == '.')
            n_whole = to - first;
        else
            *to++ = *at;
    }
    if (n_whole < 0)
        n_whole = to - first;
    const long exponent =
        at < end ? strtol(arena_strndup(arena, at + 1, (size_t)(end - at - 1)), NULL, 10) : 0;
    n_whole = exponent < -n_whole ? 0 : n_whole + exponent;
    while (to - first < n_whole)
        *to++ = '0';
    if (n_whole == 0)
        first[n_whole++] = '0';
    *whole = (JsonToken){
        .kind = JSON_NUMBER, .text = digits, .n_bytes = (size_t)(first - digits + n_whole)};
    return true;
}

static bool has_blanks(const JsonToken *token) {
    for (size_t i = 0; i < token->n_bytes; i++)
        if ((unsigned char)token->text[i] <= ' ')
            return true;
    return false;
}

static bool pack_big(Arena *arena, const JsonToken *token, pig_type tag, Text *out) {
    pig_str value;
    JsonToken number = *token;
    if (has_blanks(token))
        return false;
    if (tag == PIG_BIGINTEGER && is_decimal(token) && !whole_part(arena, token, &number))
        return false;
    if (!big_from_text(arena, number.text, number.n_bytes, tag == PIG_BIGDECIMAL, &value))
        return false;
    pack_string(out, tag, pig_str_data(&value), value.n_bytes);
    return true;
}

static bool pack_datetime(const JsonToken *token, const LocalZone *local_zone, Text *out) {
    pig_slot slot = {.l = 0};
    if (!parse_datetime(token->text, token->n_bytes, local_zone, &slot.datetime))
        return false;
    pack_slot(out, PIG_DATETIME, &slot);
    return true;
}

static bool pack_scalar(const JsonFields *fields, const JsonToken *token, pig_type tag, Text *out) {
    const bool is_number = token->kind == JSON_NUMBER;
    switch (tag) {
    case PIG_BOOLEAN:
        if (token->kind != JSON_TRUE && token->kind != JSON_FALSE)
            return false;
        pack_slot(out, tag, &(pig_slot){.boolean = token->kind == JSON_TRUE});
        return true;
    case PIG_INT:
    case PIG_LONG:
        return is_number && pack_whole(token, tag, out);
    case PIG_FLOAT:
    case PIG_DOUBLE:
        return is_number && pack_fraction(token, tag, out);
    case PIG_BIGINTEGER:
        return is_number && pack_big(fields->reader->arena, token, tag, out);
    case PIG_BIGDECIMAL:
        return (is_number || token->kind == JSON_STRING) &&
               pack_big(fields->reader->arena, token, tag, out);
    case PIG_DATETIME:
        return pack_datetime(token, fields->local_zone, out);
    default:
        pack_string(out, tag == PIG_CHARARRAY ? PIG_CHARARRAY : PIG_BYTEARRAY, token->text,
                    token->n_bytes);
        return true;
    }
}

// Takes back what was packed from `start` on and puts a null there.
static void become_null(Text *out, size_t start) {
    text_truncate(out, start);
    pack_null(out);
}

// An object whose brace has been read, as a tuple of exactly the fields; null if it has more.
// Without fields it cannot be read.
static bool pack_object(const JsonFields *reading, const Schema *schema, Text *out) {
    if (!schema)
        return false;
    const size_t start = out->n_bytes, opened = pack_open(out, PIG_TUPLE);
    for (int i = 0; i < schema->n_fields; i++)
        if (!json_pack_field(reading, schema->fields[i].type, out))
            return false;
    pack_close(out, opened, (size_t)schema->n_fields);
    const JsonToken end = json_next(reading->reader);
    if (end.kind != JSON_OBJECT_END)
        become_null(out, start);
    return end.kind != JSON_BAD;
}

// A value that stands alone in the array of a bag: the first field of a tuple. An array in it is no
// value: its brackets and what they hold are.
static bool pack_lone(const JsonFields *reading, const JsonToken *token, const Schema *schema,
                      Text *out) {
    const size_t tuple = pack_open(out, PIG_TUPLE);
    if (token->kind == JSON_NULL)
        pack_null(out);
    else if (!pack_scalar(reading, token, schema->fields[0].type->tag, out))
        return false;
    for (int i = 1; i < schema->n_fields; i++)
        pack_null(out);
    pack_close(out, tuple, (size_t)schema->n_fields);
    return true;
}

static bool pack_array(const JsonFields *reading, const Schema *schema, Text *out) {
    const size_t opened = pack_open(out, PIG_BAG);
    size_t n = 0;
    if (!schema || schema->n_fields == 0)
        return false;
    for (;; n++) {
        const JsonToken token = json_next(reading->reader);
        if (token.kind == JSON_ARRAY_END)
            break;
        if (token.kind == JSON_BAD || token.kind == JSON_END)
            return false;
        if (token.kind == JSON_OBJECT ? !pack_object(reading, schema, out)
                                      : !pack_lone(reading, &token, schema, out))
            return false;
    }
    pack_close(out, opened, n);
    return true;
}

// A value of a map: its text, cast to the type that the schema promises. Apache Pig leaves it text
// whatever the schema says, and expressions fail on it.
static void pack_member(const JsonFields *reading, const JsonToken *token, pig_type tag,
                        Text *out) {
    pig_slot slot = {0};
    if (tag == PIG_CHARARRAY || type_is_untyped(tag)) {
        pack_string(out, tag == PIG_CHARARRAY ? tag : PIG_BYTEARRAY, token->text, token->n_bytes);
    } else if (type_is_complex(tag) ||
               !text_to_slot(reading->reader->arena, token->text, token->n_bytes, tag, true,
                             reading->local_zone, &slot)) {
        pack_null(out);
        ++*reading->n_misfits;
    } else if (type_is_string(tag)) {
        pack_string(out, tag, pig_str_data(&slot.str), slot.str.n_bytes);
    } else {
        pack_slot(out, tag, &slot);
    }
}

// An entry of a map that has been packed.
typedef struct Member {
    size_t start, n_key; // key and value lie from `start` to the next entry's
    const char *key;     // once all are packed
    bool dropped;
} Member;

typedef struct Members {
    size_t n, capacity;
    Member *list;
} Members;

static void add_member(Arena *arena, Members *members, size_t start, size_t n_key) {
    members->list =
        arena_grow(arena, members->list, members->n, &members->capacity, sizeof *members->list);
    members->list[members->n++] = (Member){.start = start, .n_key = n_key};
}

static int compare_keys(const Member *a, const Member *b) {
    const size_t n = a->n_key < b->n_key ? a->n_key : b->n_key;
    const int order = memcmp(a->key, b->key, n);
    return order ? order : (a->n_key > b->n_key) - (a->n_key < b->n_key);
}

// Equal keys in the order of the data.
static int compare_members(const void *left, const void *right) {
    const Member *a = *(Member *const *)left, *b = *(Member *const *)right;
    const int order = compare_keys(a, b);
    return order ? order : (a->start > b->start) - (a->start < b->start);
}

// Marks all entries of a key but the last. false: there are none.
static bool mark_repeated(Arena *arena, const Members *members, const Text *out) {
    Member **sorted = ARENA_NEW_ARRAY(arena, Member *, members->n);
    bool found = false;
    for (size_t i = 0; i < members->n; i++) {
        sorted[i] = &members->list[i];
        sorted[i]->key = out->data + sorted[i]->start;
    }
    qsort(sorted, members->n, sizeof *sorted, compare_members);
    for (size_t i = 1; i < members->n; i++)
        found |= sorted[i - 1]->dropped = compare_keys(sorted[i - 1], sorted[i]) == 0;
    return found;
}

// Of entries with the same key the last one counts.
static void drop_repeated(Arena *arena, Members *members, Text *out) {
    if (members->n < 2 || !mark_repeated(arena, members, out))
        return;
    size_t to = members->list[0].start, n_kept = 0;
    for (size_t i = 0; i < members->n; i++) {
        const Member *member = &members->list[i];
        const size_t end = i + 1 < members->n ? member[1].start : out->n_bytes;
        if (member->dropped)
            continue;
        memmove(out->data + to, out->data + member->start, end - member->start);
        to += end - member->start;
        n_kept++;
    }
    text_truncate(out, to);
    members->n = n_kept;
}

// Reads to the first closing brace, whatever it closes: nested values come apart into text.
static bool pack_members(const JsonFields *reading, const Type *value, Text *out) {
    static const JsonToken no_name = {.kind = JSON_KEY, .text = "null", .n_bytes = 4};
    const size_t opened = pack_open(out, PIG_MAP);
    const Type *type = value ? value : type_of(PIG_BYTEARRAY);
    Members members = {0};
    JsonToken last_key = no_name;
    for (;;) {
        JsonToken key = json_next(reading->reader), token = key;
        if (key.kind == JSON_OBJECT_END)
            break;
        if (key.kind == JSON_KEY) {
            last_key = key;
            token = json_next(reading->reader);
        } else {
            key = key.kind == JSON_ARRAY_END ? last_key : no_name;
        }
        if (token.kind == JSON_BAD || token.kind == JSON_END)
            return false;
        const size_t start = out->n_bytes;
        pack_string(out, PIG_CHARARRAY, key.text, key.n_bytes);
        const size_t n_key = out->n_bytes - start;
        if (token.kind == JSON_NULL)
            pack_null(out);
        else
            pack_member(reading, &token, type->tag, out);
        add_member(reading->reader->arena, &members, start, n_key);
    }
    drop_repeated(reading->reader->arena, &members, out);
    pack_close(out, opened, members.n);
    return true;
}

bool json_pack_field(const JsonFields *reading, const Type *type, Text *out) {
    const JsonToken name = json_next(reading->reader);
    if (name.kind == JSON_END || name.kind == JSON_NULL) {
        pack_null(out);
        return true;
    }
    const JsonToken value = json_next(reading->reader);
    if (name.kind == JSON_BAD || value.kind == JSON_BAD || value.kind == JSON_END)
        return false;
    const bool nests = type->tag == PIG_TUPLE || type->tag == PIG_BAG || type->tag == PIG_MAP;
    const JsonKind opener = type->tag == PIG_BAG ? JSON_ARRAY : JSON_OBJECT;
    if (value.kind == JSON_NULL || (nests && value.kind != opener)) {
        pack_null(out);
        return true;
    }
    switch (type->tag) {
    case PIG_TUPLE:
        return pack_object(reading, type->fields, out);
    case PIG_BAG:
        return pack_array(reading, type->fields, out);
    case PIG_MAP:
        return pack_members(reading, type->value, out);
    default:
        return pack_scalar(reading, &value, type->tag, out);
    }
}

// ---- writing ----

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

// A value that is not quoted, of a column that may hold others than its schema says (Type.shown).
static bool is_bare(const Vector *v, size_t row) {
    const Value value = value_at(v, row);
    if (value.tag == PIG_FLOAT)
        return isfinite(value.slot.f);
    if (value.tag == PIG_DOUBLE)
        return isfinite(value.slot.d);
    return value.tag == PIG_BOOLEAN || type_is_number(value.tag);
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
    case PIG_ANY:
        if (type_seen(type) != type && is_bare(v, row)) {
            value_print(out, v, row);
            break;
        }
        // fall through
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
