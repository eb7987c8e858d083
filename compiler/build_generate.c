// SPDX-License-Identifier: Apache-2.0
//
// GENERATE: what each item becomes. FLATTEN widens tuples, bags and maps into columns; AS renames
// columns and casts them. Casts of flattened columns need a projection of their own behind this
// one, so the result says both what the items make and what it is to become.

#include <string.h>

#include "compiler/build.h"
#include "lang/base/map.h"

typedef struct Columns { // of the result, growing
    Scope *scope;
    int n, capacity;
    Field *direct;      // as the items make them
    Field *wanted;      // as AS wants them
    const char **names; // those that must differ
    bool unknown;       // an item of unknown width
    bool failed;        // an item is wrong
} Columns;

static void *grown(Columns *columns, const void *items, size_t item_bytes) {
    void *copy = arena_array(columns->scope->arena, (size_t)columns->capacity, item_bytes);
    if (columns->n)
        memcpy(copy, items, (size_t)columns->n * item_bytes);
    return copy;
}

static void add_column(Columns *columns, Field direct, Field wanted, bool late_name) {
    if (columns->n == columns->capacity) {
        columns->capacity = columns->capacity ? columns->capacity * 2 : 16;
        columns->direct = grown(columns, columns->direct, sizeof *columns->direct);
        columns->wanted = grown(columns, columns->wanted, sizeof *columns->wanted);
        columns->names = grown(columns, columns->names, sizeof *columns->names);
    }
    columns->direct[columns->n] = direct;
    columns->wanted[columns->n] = wanted;
    columns->names[columns->n++] = late_name ? NULL : wanted.name;
}

// The first name that stands twice.
static const char *duplicate(const Columns *columns) {
    Map seen = map_new(columns->scope->arena);
    for (int i = 0; !columns->unknown && i < columns->n; i++) {
        const char *name = columns->names[i];
        if (name && map_get(&seen, name, strlen(name)))
            return name;
        if (name)
            map_put(&seen, name, strlen(name), seen.arena);
    }
    return NULL;
}

static const Schema *columns_schema(Columns *columns, const Field *fields) {
    if (columns->unknown)
        return NULL;
    Schema *schema = schema_new(columns->scope->arena, columns->n);
    if (columns->n)
        memcpy(schema->fields, fields, (size_t)columns->n * sizeof *fields);
    return schema;
}

// ---- AS ----

static bool number_or_text(pig_type tag) {
    return type_is_number(tag) || tag == PIG_CHARARRAY;
}

static const Schema *as_fields(Arena *arena, const Schema *declared, const Schema *actual) {
    if (declared->n_fields != actual->n_fields)
        return NULL;
    Schema *merged = schema_new(arena, declared->n_fields);
    for (int i = 0; i < declared->n_fields; i++) {
        const Field *d = &declared->fields[i], *a = &actual->fields[i];
        const Type *type = as_type(arena, d->type, a->type);
        if (!type)
            return NULL;
        merged->fields[i] = (Field){.name = d->name ? d->name : a->name, .type = type};
    }
    return merged;
}

const Type *as_type(Arena *arena, const Type *declared, const Type *actual) {
    if (type_is_untyped(declared->tag))
        return actual;
    const Type *const seen = type_seen(actual);
    if (seen != actual && !type_is_complex(seen->tag) && seen->tag == declared->tag)
        return actual;
    actual = seen;
    if (type_is_untyped(actual->tag) || actual->tag == PIG_UNKNOWN)
        return declared;
    if (declared->tag != actual->tag)
        return number_or_text(declared->tag) && number_or_text(actual->tag) ? declared : NULL;
    if (declared->tag == PIG_MAP) {
        if (!declared->value || !actual->value)
            return declared->value ? declared : actual;
        const Type *value = as_type(arena, declared->value, actual->value);
        return value ? type_map_named(arena, declared->tuple_name, value) : NULL;
    }
    if (!declared->fields || !actual->fields)
        return declared->fields ? declared : actual;
    const Schema *fields = as_fields(arena, declared->fields, actual->fields);
    if (!fields)
        return NULL;
    if (declared->tag == PIG_TUPLE)
        return type_tuple(arena, fields);
    return type_bag(arena, fields,
                    declared->tuple_name ? declared->tuple_name : actual->tuple_name);
}

static Status report_as(Scope *scope, const char *declared, const char *actual) {
    return diagnose(scope->sink, 1031, &scope->statement, "AS %s does not fit %s", declared,
                    actual);
}

static Status report_as_count(Scope *scope, size_t n_declared, size_t n_columns) {
    return diagnose(scope->sink, 1031, &scope->statement,
                    "AS gives %zu column%s where there %s %zu", n_declared,
                    n_declared == 1 ? "" : "s", n_columns == 1 ? "is" : "are", n_columns);
}

// What shows as NULL (fields of TOBAG of mixed values) is plainly untyped once it has a name.
static bool shows_null(const Type *type) {
    return type->tag == PIG_ANY && type_seen(type) == type;
}

static const Type *without_null(Arena *arena, const Type *type) {
    if (shows_null(type))
        return type_of(PIG_ANY);
    if (type->shown)
        return type_shown_as(arena, type->tag, without_null(arena, type->shown));
    if (type->tag != PIG_BAG || !type->fields || type->fields->n_fields != 1 ||
        !shows_null(type->fields->fields[0].type))
        return type;
    Schema *fields = schema_prefixed(arena, NULL, type->fields);
    fields->fields[0].type = type_of(PIG_ANY);
    return type_bag(arena, fields, type->tuple_name);
}

// What AS number `i` makes of a column. Sets *wanted.
static Status apply_as(Scope *scope, const AsField *as, Field actual, Field *wanted) {
    *wanted = actual;
    if (!as)
        return STATUS_OK;
    wanted->name = as->name;
    wanted->type = without_null(scope->arena, actual.type);
    if (!as->type)
        return STATUS_OK;
    wanted->type = as_type(scope->arena, as->type, actual.type);
    if (wanted->type)
        return STATUS_OK;
    return report_as(
        scope, arena_printf(scope->arena, "%s:%s", wanted->name, type_text(scope->arena, as->type)),
        type_text(scope->arena, actual.type));
}

// ---- items ----

// What FLATTEN makes of the value; NULL: not known. An untyped map is known to have keys and values
// only where AS names two.
static const Schema *flattened_schema(Scope *scope, Value v, size_t n_as) {
    const Type *type = v.expression->type;
    const char *prefix = v.name ? v.name : "null";
    if (type->tag == PIG_MAP && (type->value || n_as == 2)) {
        Schema *entry = schema_new(scope->arena, 2);
        entry->fields[0] = (Field){"key", type_of(PIG_CHARARRAY)};
        entry->fields[1] = (Field){"value", type->value ? type->value : type_of(PIG_ANY)};
        return schema_prefixed(scope->arena, prefix, entry);
    }
    if (!type->fields || type->fields->n_fields == 0)
        return NULL;
    return schema_prefixed(scope->arena, prefix, type->fields);
}

static const Schema *unknown_columns(Scope *scope, size_t n) {
    if (n == 0)
        return NULL;
    Schema *schema = schema_new(scope->arena, (int)n);
    for (size_t i = 0; i < n; i++)
        schema->fields[i].type = type_of(PIG_ANY);
    return schema;
}

static Status add_flattened(Columns *columns, const WrittenItem *written, Value v,
                            GenerateItem *item) {
    Scope *scope = columns->scope;
    v = value_of_columns(scope, v);
    const Schema *schema = flattened_schema(scope, v, written->n_as);
    const Type *type = v.expression->type;
    bool of_untyped_map = schema && type->tag == PIG_MAP && !type->value;
    if (!schema)
        schema = unknown_columns(scope, written->n_as);
    *item = (GenerateItem){.expression = v.expression,
                           .flatten = true,
                           .n_fields = schema ? (size_t)schema->n_fields : 0};
    if (!schema) {
        columns->unknown = true;
        return STATUS_OK;
    }
    if (written->n_as && written->n_as != item->n_fields)
        return report_as_count(scope, written->n_as, item->n_fields);
    for (int i = 0; i < schema->n_fields; i++) {
        Field wanted;
        const AsField *as = written->n_as ? &written->as[i] : NULL;
        TRY(apply_as(scope, as, schema->fields[i], &wanted));
        if (of_untyped_map && !as->type)
            wanted.type = type_of(PIG_ANY);
        Field direct = {wanted.name, schema->fields[i].type};
        add_column(columns, direct, wanted, false);
    }
    return STATUS_OK;
}

// A column that is not widened: AS casts it in place, if it names another type than the one that
// Apache Pig saw before it widened the operands.
static Status add_plain(Columns *columns, const AsField *as, Value v, GenerateItem *item) {
    Scope *scope = columns->scope;
    Field wanted;
    TRY(apply_as(scope, as, (Field){v.name, v.expression->type}, &wanted));
    if (!type_is_complex(wanted.type->tag) && wanted.type->tag == v.unwidened)
        wanted.type = v.expression->type;
    v = value_convert(scope, v, wanted.type);
    *item = (GenerateItem){.expression = v.expression, .n_fields = 1};
    add_column(columns, wanted, wanted, !as && v.late_name);
    return STATUS_OK;
}

// What is wrong still has its name.
static void add_wrong(Columns *columns, const AsField *as, Value v) {
    Field field = {as && as->name ? as->name : v.name, type_of(PIG_BYTEARRAY)};
    add_column(columns, field, field, false);
    columns->failed = true;
}

static bool widens(const WrittenItem *written, Value v) {
    pig_type tag = v.expression->type->tag;
    return written->whole || (written->flatten && type_is_complex(tag));
}

static Status add_item(Columns *columns, const WrittenItem *written, GenerateItem *items) {
    const ValueList *list = &written->values;
    bool single = list->n == 1 && !list->failed && widens(written, list->values[0]);
    bool count_fits =
        written->range ? written->n_as <= list->n : !written->n_as || written->n_as == list->n;
    if (!single && !list->failed && !count_fits)
        return report_as_count(columns->scope, written->n_as, list->n);
    for (size_t i = 0; i < list->n; i++) {
        Value v = list->values[i];
        const AsField *as = i < written->n_as ? &written->as[i] : NULL;
        if (value_is_wrong(v))
            add_wrong(columns, as, v);
        else if (widens(written, v))
            TRY(add_flattened(columns, written, v, &items[i]));
        else
            TRY(add_plain(columns, as, v, &items[i]));
    }
    columns->failed |= list->failed;
    return STATUS_OK;
}

Status generate(Scope *scope, const Place *place, const WrittenItem *written, size_t n,
                Generated *generated) {
    size_t n_items = 0;
    for (size_t i = 0; i < n; i++)
        n_items += written[i].values.n;
    GenerateItem *items = ARENA_NEW_ARRAY(scope->arena, GenerateItem, n_items);
    Columns columns = {.scope = scope};
    for (size_t i = 0, at = 0; i < n; at += written[i++].values.n)
        TRY(add_item(&columns, &written[i], items + at));
    generated->n_items = n_items;
    generated->items = items;
    generated->direct = columns_schema(&columns, columns.direct);
    generated->schema = columns_schema(&columns, columns.wanted);
    const char *twice = duplicate(&columns);
    if (twice)
        return diagnose_hint(scope->sink, 1108, place, "rename one with AS",
                             "two columns are called '%s'", twice);
    return columns.failed ? STATUS_FAILED : STATUS_OK;
}
