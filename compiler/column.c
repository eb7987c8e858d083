// SPDX-License-Identifier: Apache-2.0
//
// Columns of the row, and fields of the tuples and bags in them: by name, by position, by range.

#include <string.h>

#include "compiler/scope.h"

enum {
    RANGE_MAX_COLUMNS = 100000, // between positions of a row of unknown schema
    LOOKUPS_WITHOUT_INDEX = 16,
};

// "A: {name: chararray,age: int}, from top.pig:1", told after an error about a name.
static void note_schema(Scope *scope) {
    if (!scope->relation || !scope->schema)
        return;
    const char *message = arena_printf(scope->arena, "%s: %s", scope->relation,
                                       schema_text(scope->arena, scope->schema));
    const Place *origin = scope->origin;
    if (origin && origin->source && origin->source->name)
        message = arena_printf(scope->arena, "%s, from %s:%d", message, origin->source->name,
                               origin->line);
    else if (origin)
        message = arena_printf(scope->arena, "%s, from line %d", message, origin->line);
    diagnostics_add(scope->sink, &(Diagnostic){.severity = SEVERITY_NOTE, .message = message});
}

static const char *relation_of(const Scope *scope) {
    return scope->relation ? scope->relation : "the input";
}

static Value report_name(Scope *scope, const char *name, const Place *place) {
    const char *relation = relation_of(scope);
    if (!scope->schema) {
        diagnose_hint(scope->sink, 1025, place, "use positions, or give names with AS",
                      "'%s' is not known: the schema of %s is not known", name, relation);
        return value_wrong();
    }
    bool ambiguous = schema_find(scope->schema, name) == SCHEMA_AMBIGUOUS;
    const char *hint = schema_hint(scope->arena, scope->schema, name);
    diagnose_hint(scope->sink, 1025, place, hint,
                  ambiguous ? "several fields of %2$s are called '%1$s'"
                            : "'%s' is not a field of %s",
                  name, relation);
    note_schema(scope);
    return value_wrong();
}

Value column_of(Scope *scope, size_t index, const Place *place) {
    const Field *field = &scope->schema->fields[index];
    return value_of(expression_column(scope->arena, place, field->type, index), field->name);
}

Value column_by_position(Scope *scope, size_t index, const Place *place) {
    if (!scope->schema) {
        Expression *node = expression_new(scope->arena, EXPRESSION_ROW_FIELD, place,
                                          type_of(scope->unknown), 0, NULL);
        node->index = index;
        return value_of(node, NULL);
    }
    if (index < (size_t)scope->schema->n_fields)
        return column_of(scope, index, place);
    diagnose(scope->sink, 1000, place, "there is no column $%zu: %s has %d", index,
             relation_of(scope), scope->schema->n_fields);
    note_schema(scope);
    return value_wrong();
}

// Many names are looked for in an index, which the first few are not worth.
static int find_name(Scope *scope, const char *name) {
    if (!scope->schema)
        return SCHEMA_NO_NAME;
    if (scope->indexed != scope->schema) {
        if (scope->n_lookups++ < LOOKUPS_WITHOUT_INDEX)
            return schema_find(scope->schema, name);
        scope->names = name_index(scope->arena, scope->schema->fields, scope->schema->n_fields);
        scope->indexed = scope->schema;
    }
    return name_index_find(scope->names, name);
}

bool column_exists(Scope *scope, const char *name) {
    return find_name(scope, name) != SCHEMA_NO_NAME;
}

Value column_by_name(Scope *scope, const char *name, const Place *place) {
    int index = find_name(scope, name);
    if (index < 0)
        return report_name(scope, name, place);
    return column_of(scope, (size_t)index, place);
}

void columns_all(Scope *scope, const Place *place, ValueList *list) {
    if (!scope->schema) {
        value_list_add(
            scope, list,
            value_of(expression_column(scope->arena, place, type_of(PIG_TUPLE), 0), NULL));
        return;
    }
    for (size_t i = 0; i < (size_t)scope->schema->n_fields; i++)
        value_list_add(scope, list, column_of(scope, i, place));
}

static void tell_early(Scope *scope) {
    if (!scope->fields_wait)
        diagnostics_set_early(scope->sink);
}

// The position of one end of a range; false after reporting.
static bool range_end(Scope *scope, const Selector *end, size_t *position) {
    Value v = end->name ? column_by_name(scope, end->name, &scope->statement)
                        : column_by_position(scope, end->position, &end->place);
    if (value_is_wrong(v) && end->name)
        tell_early(scope);
    if (value_is_wrong(v))
        return false;
    *position = v.expression->index;
    return true;
}

// The fields from `first` on of a row of unknown schema: a tuple of any width.
static Value row_tail(Scope *scope, size_t first, const Place *place) {
    Expression *row = expression_column(scope->arena, place, type_of(PIG_TUPLE), 0);
    if (first == 0)
        return value_of(row, NULL);
    Expression *tail =
        expression_new(scope->arena, EXPRESSION_TUPLE_TAIL, place, type_of(PIG_TUPLE), 1, &row);
    tail->index = first;
    return value_of(tail, NULL);
}

void columns_range(Scope *scope, const Selector *from, const Selector *to, const Place *place,
                   ValueList *list) {
    size_t first = 0, last = scope->schema ? (size_t)scope->schema->n_fields - 1 : 0;
    if ((from && !range_end(scope, from, &first)) || (to && !range_end(scope, to, &last))) {
        list->failed = true;
        return;
    }
    if (!to && !scope->schema) {
        value_list_add(scope, list, row_tail(scope, first, place));
        return;
    }
    if (first > last) {
        diagnose(scope->sink, 1000, place, "the range runs backwards, from column $%zu to $%zu",
                 first, last);
        list->failed = true;
    } else if (last - first >= RANGE_MAX_COLUMNS) {
        diagnose(scope->sink, 1000, place, "the range has more than %d columns", RANGE_MAX_COLUMNS);
        list->failed = true;
    }
    for (size_t i = first; i <= last && !list->failed; i++)
        value_list_add(scope, list, column_by_position(scope, i, place));
}

// ---- fields of tuples and bags ----

static Value report_no_fields(Scope *scope, Value base, const Selector *selector,
                              const Place *place) {
    const Type *type = base.expression->type;
    const char *text = type_text(scope->arena, type);
    if (type->tag == PIG_MAP && selector->name)
        diagnose_hint(scope->sink, 1128, &scope->statement, "the value of a key is m#'key'",
                      "there is no field '%s' in a %s", selector->name, text);
    else if (!selector->name)
        diagnose(scope->sink, 1129, place, "a value of type %s has no fields", text);
    else
        diagnose_hint(scope->sink, 1000, place,
                      type_is_untyped(type->tag) ? "cast it to a tuple with names first" : NULL,
                      "there is no field '%s' in a value of type %s", selector->name, text);
    return value_wrong();
}

// The field that a selector means in `fields` (NULL: not known); false after reporting.
static bool select_field(Scope *scope, Value base, const Schema *fields, const Selector *selector,
                         const Place *place, size_t *index) {
    if (!fields && selector->name) {
        report_no_fields(scope, base, selector, place);
        return false;
    }
    int found = selector->name ? schema_find(fields, selector->name) : (int)selector->position;
    *index = (size_t)found;
    if (found >= 0 && (!fields || found < fields->n_fields))
        return true;
    const char *text = schema_text(scope->arena, fields);
    if (!selector->name) {
        diagnose(scope->sink, 1127, &scope->statement, "there is no field $%zu in %s",
                 selector->position, text);
        return false;
    }
    diagnose_hint(scope->sink, 1128, &scope->statement,
                  schema_hint(scope->arena, fields, selector->name),
                  found == SCHEMA_AMBIGUOUS ? "several fields are called '%s' in %s"
                                            : "there is no field '%s' in %s",
                  selector->name, text);
    tell_early(scope);
    return false;
}

// What the selected fields are, nameless and untyped where nothing is known.
static const Schema *selected_schema(Scope *scope, const Schema *fields, const size_t *indexes,
                                     size_t n) {
    if (fields)
        return schema_project(scope->arena, fields, indexes, n);
    Schema *unknown = schema_new(scope->arena, (int)n);
    for (size_t i = 0; i < n; i++)
        unknown->fields[i].type = type_of(PIG_ANY);
    return unknown;
}

// "t_p_q": the tuple's name and those of the fields.
static const char *listed_name(Scope *scope, Value base, const Schema *selected) {
    Text name = text_new(0);
    text_append_string(&name, base.name ? base.name : "null");
    for (int i = 0; i < selected->n_fields; i++) {
        const char *field = selected->fields[i].name;
        text_printf(&name, "_%s", field ? field : "null");
    }
    const char *copy = arena_strndup(scope->arena, name.data, name.n_bytes);
    text_free(&name);
    return copy;
}

static Value tuple_fields(Scope *scope, Value base, const Schema *selected, const size_t *indexes,
                          size_t n, const Place *place) {
    bool known = base.expression->type->fields != NULL;
    if (n == 1) {
        Expression *field = expression_new(scope->arena, EXPRESSION_TUPLE_FIELD, place,
                                           selected->fields[0].type, 1, &base.expression);
        field->index = indexes[0];
        return value_of(field, selected->fields[0].name);
    }
    Expression *tuple = expression_new(scope->arena, EXPRESSION_TUPLE_PROJECT, place,
                                       type_tuple(scope->arena, selected), 1, &base.expression);
    tuple->n_indexes = n;
    tuple->indexes = indexes;
    Value v = value_of(tuple, listed_name(scope, base, selected));
    if (known)
        return v;
    v.name = NULL; // not even said to be a tuple
    return value_convert(scope, v, type_of(PIG_ANY));
}

static Value bag_fields(Scope *scope, Value base, const Schema *selected, const size_t *indexes,
                        size_t n, const Place *place) {
    const Type *type = type_bag(scope->arena, selected, NULL);
    Expression *bag =
        expression_new(scope->arena, EXPRESSION_BAG_PROJECT, place, type, 1, &base.expression);
    bag->n_indexes = n;
    bag->indexes = indexes;
    return value_of(bag, NULL);
}

// True if the type is taken for one of columns; a column that may be anything tells nothing.
static bool shows_columns(const Type *type) {
    const Schema *shown = type_is_complex(type->tag) && type->shown ? type->shown->fields : NULL;
    for (int i = 0; shown && i < shown->n_fields; i++)
        if (type_seen(shown->fields[i].type)->tag == PIG_ANY)
            return false;
    return shown && !type->fields;
}

Value value_of_columns(Scope *scope, Value v) {
    if (!shows_columns(v.expression->type))
        return v;
    const Schema *shown = v.expression->type->shown->fields;
    size_t n = (size_t)shown->n_fields;
    Schema *columns = schema_new(scope->arena, shown->n_fields);
    size_t *indexes = ARENA_NEW_ARRAY(scope->arena, size_t, n);
    for (size_t i = 0; i < n; i++) {
        indexes[i] = i;
        columns->fields[i] = (Field){shown->fields[i].name,
                                     type_shown_as(scope->arena, PIG_ANY, shown->fields[i].type)};
    }
    const Place *place = &v.expression->place;
    bool bag = v.expression->type->tag == PIG_BAG;
    Value projected = bag ? bag_fields(scope, v, columns, indexes, n, place)
                          : tuple_fields(scope, v, columns, indexes, n, place);
    if (bag)
        projected.expression->type =
            type_bag(scope->arena, columns, v.expression->type->shown->tuple_name);
    projected.name = v.name;
    return projected;
}

Value fields_of(Scope *scope, Value base, const Selector *selectors, size_t n, const Place *place) {
    if (value_is_wrong(base))
        return base;
    base = value_of_columns(scope, base);
    const Type *type = base.expression->type;
    bool untyped = type_is_untyped(type->tag);
    if (type->tag != PIG_TUPLE && type->tag != PIG_BAG && !untyped)
        return report_no_fields(scope, base, &selectors[0], place);
    size_t *indexes = ARENA_NEW_ARRAY(scope->arena, size_t, n);
    for (size_t i = 0; i < n; i++)
        if (!select_field(scope, base, type->fields, &selectors[i], place, &indexes[i]))
            return value_wrong();
    if (untyped) // whatever it is when it runs, as a tuple
        base = value_convert(scope, base, type_of(PIG_TUPLE));
    const Schema *selected = selected_schema(scope, type->fields, indexes, n);
    return type->tag == PIG_BAG ? bag_fields(scope, base, selected, indexes, n, place)
                                : tuple_fields(scope, base, selected, indexes, n, place);
}
