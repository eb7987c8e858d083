// SPDX-License-Identifier: Apache-2.0
//
// Values and their conversion: where implicit and written casts become nodes.

#include "lang/base/grow.h"
#include "compiler/cast.h"
#include "compiler/scope.h"

Value value_of(Expression *expression, const char *name) {
    return (Value){
        .expression = expression, .name = name, .unwidened = type_seen(expression->type)->tag};
}

Value value_null(Scope *scope, const Place *place) {
    Value v = value_of(expression_null(scope->arena, place, type_of(PIG_BYTEARRAY)), NULL);
    v.null_literal = true;
    return v;
}

void value_list_add(Scope *scope, ValueList *list, Value value) {
    list->values =
        arena_grow(scope->arena, list->values, list->n, &list->capacity, sizeof *list->values);
    list->values[list->n++] = value;
    list->failed |= value_is_wrong(value);
}

static Expression *cast_node(Scope *scope, Value v, const Type *type, const Place *place,
                             bool implicit) {
    Expression *node = expression_new(scope->arena, EXPRESSION_CAST, place, type, 1, &v.expression);
    node->implicit = implicit;
    return node;
}

// A value with another expression in it; the name stays.
static Value replaced(Value v, Expression *expression) {
    v.expression = expression;
    return v;
}

Value value_convert(Scope *scope, Value v, const Type *type) {
    if (value_is_wrong(v) || type_equal(v.expression->type, type))
        return v;
    const Place *place = &v.expression->place;
    if (v.null_literal)
        return replaced(v, expression_null(scope->arena, place, type));
    return replaced(v, cast_node(scope, v, type, place, true));
}

// The expression with a type that differs in names only.
static Expression *renamed(Scope *scope, const Expression *expression, const Type *type) {
    Expression *copy = ARENA_NEW(scope->arena, Expression);
    *copy = *expression;
    copy->type = type;
    return copy;
}

static Value report_cast(Scope *scope, Value v, const Type *to, CastVerdict verdict,
                         const Place *place) {
    const Type *from = v.expression->type;
    if (verdict == CAST_TO_BYTES)
        diagnose(scope->sink, 1051, place, "a value of type %s cannot be cast to bytearray",
                 type_text(scope->arena, from));
    else
        diagnose(scope->sink, 1052, place, "%s cannot be cast to %s", type_text(scope->arena, from),
                 type_text(scope->arena, to));
    return value_wrong_named(v.name);
}

// A bag cast to bags of fewer columns keeps its tuples, though it is taken for one of these.
static bool keeps_tuples(const Type *from, const Type *to) {
    return to->tag == PIG_BAG && to->fields && from->tag == PIG_BAG && from->fields &&
           to->fields->n_fields < from->fields->n_fields;
}

Value value_cast(Scope *scope, Value v, const Type *type, const Place *place) {
    if (value_is_wrong(v))
        return v;
    const Type *from = type_seen(v.expression->type);
    bool mixed = from != v.expression->type;
    CastVerdict verdict = cast_verdict(from, type);
    if (verdict != CAST_FINE)
        return report_cast(scope, v, type, verdict, place);
    bool keeps = type_is_untyped(from->tag) && type_is_untyped(type->tag);
    // A tuple cast to fewer fields is null when it runs, so one cast to tuple() always is.
    bool loses = from->tag == PIG_TUPLE && type->tag == PIG_TUPLE && !type->fields;
    if (v.null_literal || loses)
        v.expression = expression_null(scope->arena, place, type);
    else if (keeps_tuples(from, type))
        v.expression = renamed(scope, value_convert(scope, v, type_of(PIG_BAG)).expression,
                               type_shown_as(scope->arena, PIG_BAG, type));
    else if (type_equal(from, type) && !mixed)
        v.expression = renamed(scope, v.expression, type);
    else if (!keeps && !type_equal(from, type))
        v.expression = cast_node(scope, v, type, place, false);
    v.null_literal = false;
    v.unwidened = value_tag(v);
    return v;
}
