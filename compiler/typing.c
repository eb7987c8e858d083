// SPDX-License-Identifier: Apache-2.0
//
// The types of operators. Which operands an operator takes and what they become is in cast.c; here
// the casts are put in and the faults reported.

#include "compiler/cast.h"
#include "compiler/scope.h"

static Value binary(Scope *scope, ExpressionKind kind, const Place *place, const Type *type,
                    Value left, Value right) {
    Expression *children[] = {left.expression, right.expression};
    return value_of(expression_new(scope->arena, kind, place, type, 2, children), NULL);
}

static Value unary(Scope *scope, ExpressionKind kind, const Place *place, const Type *type,
                   Value operand) {
    return value_of(expression_new(scope->arena, kind, place, type, 1, &operand.expression), NULL);
}

static const char *type_words(Scope *scope, Value v) {
    return v.null_literal ? "null" : type_text(scope->arena, v.expression->type);
}

static Value report_operands(Scope *scope, ExpressionKind kind, const Place *place, Value left,
                             Value right) {
    bool untyped = type_is_untyped(value_tag(left)) || type_is_untyped(value_tag(right));
    diagnose_hint(scope->sink, 1039, place, untyped ? "cast the untyped operand" : NULL,
                  "%s does not take %s and %s", expression_word(kind), type_words(scope, left),
                  type_words(scope, right));
    return value_wrong();
}

Value typed_arithmetic(Scope *scope, ExpressionKind kind, const Place *place, Value left,
                       Value right) {
    if (value_is_wrong(left) || value_is_wrong(right))
        return value_wrong();
    pig_type tag = kind == EXPRESSION_MODULO ? cast_modulo(value_tag(left), value_tag(right))
                                             : cast_arithmetic(value_tag(left), value_tag(right));
    if (tag == PIG_UNKNOWN)
        return report_operands(scope, kind, place, left, right);
    const Type *type = type_of(tag);
    pig_type unwidened = left.unwidened;
    Value result = binary(scope, kind, place, type, value_convert(scope, left, type),
                          value_convert(scope, right, type));
    result.unwidened = unwidened;
    return result;
}

// Tuples and maps are compared as they are; an untyped operand takes the other's whole type.
static const Type *comparison_type(pig_type tag, Value left, Value right) {
    if (!type_is_complex(tag))
        return type_of(tag);
    return type_seen((type_is_untyped(value_tag(left)) ? right : left).expression->type);
}

Value typed_comparison(Scope *scope, ExpressionKind kind, const Place *place, Value left,
                       Value right) {
    if (value_is_wrong(left) || value_is_wrong(right))
        return value_wrong();
    bool equality = kind == EXPRESSION_EQUAL || kind == EXPRESSION_NOT_EQUAL;
    pig_type tag = cast_comparison(value_tag(left), value_tag(right), equality);
    if (tag == PIG_UNKNOWN)
        return report_operands(scope, kind, place, left, right);
    const Type *type = comparison_type(tag, left, right);
    if (left.expression->type->tag != tag)
        left = value_convert(scope, left, type);
    if (right.expression->type->tag != tag)
        right = value_convert(scope, right, type);
    return binary(scope, kind, place, type_of(PIG_BOOLEAN), left, right);
}

// The null literal counts as a boolean.
static Value as_boolean(Scope *scope, Value v) {
    bool fits = v.null_literal || value_tag(v) == PIG_BOOLEAN;
    return fits ? value_convert(scope, v, type_of(PIG_BOOLEAN)) : v;
}

Value typed_logical(Scope *scope, ExpressionKind kind, const Place *place, Value left,
                    Value right) {
    if (value_is_wrong(left) || value_is_wrong(right))
        return value_wrong();
    left = as_boolean(scope, left);
    right = as_boolean(scope, right);
    if (value_tag(left) != PIG_BOOLEAN || value_tag(right) != PIG_BOOLEAN) {
        diagnose(scope->sink, 1038, place, "the operands of %s must be boolean, not %s and %s",
                 kind == EXPRESSION_AND ? "AND" : "OR", type_words(scope, left),
                 type_words(scope, right));
        return value_wrong();
    }
    return binary(scope, kind, place, type_of(PIG_BOOLEAN), left, right);
}

Value typed_not(Scope *scope, const Place *place, Value operand) {
    if (value_is_wrong(operand))
        return operand;
    operand = as_boolean(scope, operand);
    if (value_tag(operand) != PIG_BOOLEAN) {
        diagnose(scope->sink, 1042, place, "the operand of NOT must be boolean, not %s",
                 type_words(scope, operand));
        return value_wrong();
    }
    return unary(scope, EXPRESSION_NOT, place, type_of(PIG_BOOLEAN), operand);
}

Value typed_negate(Scope *scope, const Place *place, Value operand) {
    if (value_is_wrong(operand))
        return operand;
    pig_type unwidened = operand.unwidened;
    if (type_is_untyped(value_tag(operand)))
        operand = value_convert(scope, operand, type_of(PIG_DOUBLE));
    if (!type_is_number(value_tag(operand))) {
        diagnose(scope->sink, 1041, place, "minus takes a number, not %s",
                 type_words(scope, operand));
        return value_wrong();
    }
    operand = value_convert(scope, operand, type_of(value_tag(operand)));
    Value v = unary(scope, EXPRESSION_NEGATE, place, operand.expression->type, operand);
    v.unwidened = unwidened;
    return v;
}

Value typed_null_test(Scope *scope, ExpressionKind kind, const Place *place, Value operand) {
    if (value_is_wrong(operand))
        return operand;
    return unary(scope, kind, place, type_of(PIG_BOOLEAN), operand);
}

static Value as_text(Scope *scope, Value v) {
    bool fits = type_is_untyped(value_tag(v)) || value_tag(v) == PIG_CHARARRAY;
    return fits ? value_convert(scope, v, type_of(PIG_CHARARRAY)) : v;
}

Value typed_matches(Scope *scope, const Place *place, Value left, Value right) {
    if (value_is_wrong(left) || value_is_wrong(right))
        return value_wrong();
    left = as_text(scope, left);
    right = as_text(scope, right);
    if (value_tag(left) != PIG_CHARARRAY || value_tag(right) != PIG_CHARARRAY) {
        diagnose(scope->sink, 1037, place, "MATCHES takes two chararrays, not %s and %s",
                 type_words(scope, left), type_words(scope, right));
        return value_wrong();
    }
    return binary(scope, EXPRESSION_MATCHES, place, type_of(PIG_BOOLEAN), left, right);
}

static bool takes_branch_type(pig_type tag) {
    return tag == PIG_CHARARRAY || type_is_number(tag);
}

// True if values of `from` look the same as values of `to`: Apache Pig does not cast the fields of
// branches, it says that they are of the first branch's type.
static bool passes_as(const Type *from, const Type *to) {
    if (type_is_untyped(from->tag))
        return true;
    if (from->tag != to->tag)
        return (from->tag == PIG_INT && to->tag == PIG_LONG) ||
               (to->tag == PIG_CHARARRAY && !type_is_complex(from->tag) &&
                from->tag != PIG_DATETIME);
    if (from->tag == PIG_MAP)
        return !from->value || (to->value && passes_as(from->value, to->value));
    if (!from->fields || !to->fields)
        return !from->fields;
    bool passes = from->fields->n_fields == to->fields->n_fields;
    for (int i = 0; passes && i < to->fields->n_fields; i++)
        passes = passes_as(from->fields->fields[i].type, to->fields->fields[i].type);
    return passes;
}

static const Type *mixed_type(Arena *arena, const Type *a, const Type *b);

static const Schema *mixed_fields(Arena *arena, const Schema *a, const Schema *b) {
    Schema *fields = schema_new(arena, a->n_fields);
    for (int i = 0; i < a->n_fields; i++)
        fields->fields[i] =
            (Field){.name = a->fields[i].name,
                    .type = mixed_type(arena, a->fields[i].type, b->fields[i].type)};
    return fields;
}

// What is shown as `a`, as far as that goes, and holds values of both types.
static const Type *mixed_type(Arena *arena, const Type *a, const Type *b) {
    if (type_equal(a, b) || passes_as(b, a))
        return a;
    if (a->tag != b->tag || !type_is_complex(a->tag))
        return type_shown_as(arena, PIG_ANY, type_seen(a));
    if (a->tag == PIG_MAP && a->value && b->value)
        return type_map_named(arena, a->tuple_name, mixed_type(arena, a->value, b->value));
    if (!a->fields || !b->fields || a->fields->n_fields != b->fields->n_fields)
        return a->fields ? type_shown_as(arena, a->tag, a) : a;
    const Schema *fields = mixed_fields(arena, a->fields, b->fields);
    return a->tag == PIG_TUPLE ? type_tuple(arena, fields) : type_bag(arena, fields, a->tuple_name);
}

// The type of both branches, where they are of one kind; NULL when they do not go together.
static const Type *alike_type(Scope *scope, Value yes, Value no) {
    const Type *a = yes.expression->type, *b = no.expression->type;
    if (a->tag == PIG_TUPLE && a->fields && b->fields && a->fields->n_fields != b->fields->n_fields)
        return NULL;
    return mixed_type(scope->arena, a, b);
}

// An untyped value (a null literal or not) takes the other branch's type if that is of some kinds.
static const Type *typed_branch(Value untyped, const Type *other) {
    if (untyped.null_literal)
        return other;
    return takes_branch_type(type_seen(other)->tag) ? type_seen(other) : NULL;
}

// The type of both branches; NULL after reporting.
static const Type *branch_type(Scope *scope, const Place *place, Value yes, Value no) {
    const Type *const yes_type = yes.expression->type, *const no_type = no.expression->type;
    const Type *const a = type_seen(yes_type), *const b = type_seen(no_type), *type = NULL;
    bool mixed = yes_type != a || no_type != b;
    int code = 1050;
    if (mixed && a->tag == b->tag) {
        pig_type tag = yes_type->tag == no_type->tag ? yes_type->tag : PIG_ANY;
        type = type_shown_as(scope->arena, tag, a);
    } else if (type_is_number(a->tag) && type_is_number(b->tag)) {
        type = type_of(cast_wider(a->tag, b->tag));
    } else if (type_is_untyped(a->tag) && type_is_untyped(b->tag)) {
        type = a->tag == b->tag ? a : type_of(PIG_ANY);
    } else if (b->tag == PIG_DATETIME) { // whatever the other is, it is cast to datetime
        type = cast_verdict(a, b) == CAST_FINE ? b : NULL;
        code = 1052;
    } else if (type_is_untyped(a->tag)) {
        type = typed_branch(yes, no_type);
    } else if (type_is_untyped(b->tag)) {
        type = typed_branch(no, yes_type);
    } else if (a->tag == b->tag) {
        type = alike_type(scope, yes, no);
        code = 1048;
    }
    if (!type)
        diagnose(scope->sink, code, place, "the two branches are of types %s and %s",
                 type_words(scope, yes), type_words(scope, no));
    return type;
}

Value typed_condition(Scope *scope, const Place *place, Value condition, Value yes, Value no) {
    if (value_is_wrong(condition) || value_is_wrong(yes) || value_is_wrong(no))
        return value_wrong_named(yes.name);
    if (value_tag(condition) != PIG_BOOLEAN) {
        diagnose(scope->sink, 1047, place, "the condition before ? must be boolean, not %s",
                 type_words(scope, condition));
        return value_wrong();
    }
    const Type *type = branch_type(scope, place, yes, no);
    if (!type)
        return value_wrong();
    Value first = value_convert(scope, yes, type), second = value_convert(scope, no, type);
    condition = as_boolean(scope, condition);
    Expression *children[] = {condition.expression, first.expression, second.expression};
    Value v = value_of(expression_new(scope->arena, EXPRESSION_CONDITION, place, type, 3, children),
                       yes.name);
    v.unwidened = yes.null_literal ? no.unwidened : yes.unwidened;
    return v;
}

// `operand` equals one of the list's values that are compared as `tag`.
static Value in_as(Scope *scope, const Place *place, Value operand, pig_type tag,
                   const ValueList *list, const pig_type *tags) {
    Expression **children = ARENA_NEW_ARRAY(scope->arena, Expression *, list->n + 1);
    size_t n = 0;
    const Type *type = type_is_complex(tag) ? type_seen(operand.expression->type) : type_of(tag);
    children[n++] = value_convert(scope, operand, type).expression;
    for (size_t i = 0; i < list->n; i++)
        if (tags[i] == tag)
            children[n++] = value_convert(scope, list->values[i], type).expression;
    ExpressionKind kind = n == 2 ? EXPRESSION_EQUAL : EXPRESSION_IN;
    return value_of(expression_new(scope->arena, kind, place, type_of(PIG_BOOLEAN), n, children),
                    NULL);
}

// Each value is compared in the type that it and the operand have in common, so the list may fall
// into several INs.
Value typed_in(Scope *scope, const Place *place, Value operand, const ValueList *list) {
    if (value_is_wrong(operand) || list->failed)
        return value_wrong();
    pig_type *tags = ARENA_NEW_ARRAY(scope->arena, pig_type, list->n);
    for (size_t i = 0; i < list->n; i++) {
        tags[i] = cast_comparison(value_tag(operand), value_tag(list->values[i]), true);
        if (tags[i] == PIG_UNKNOWN)
            return report_operands(scope, EXPRESSION_IN, place, operand, list->values[i]);
    }
    Value result = value_wrong();
    for (size_t i = 0; i < list->n; i++) {
        bool done = false;
        for (size_t k = 0; k < i; k++)
            done |= tags[k] == tags[i];
        if (done)
            continue;
        Value part = in_as(scope, place, operand, tags[i], list, tags);
        result = value_is_wrong(result) ? part
                                        : typed_logical(scope, EXPRESSION_OR, place, result, part);
    }
    return result;
}

Value typed_map_value(Scope *scope, const Place *place, Value map, const char *key,
                      size_t n_key_bytes) {
    if (value_is_wrong(map))
        return map;
    if (map.expression->type->tag != PIG_MAP) {
        map = value_cast(scope, map, type_of(PIG_MAP), place);
        if (value_is_wrong(map))
            return map;
        ((Expression *)map.expression)->implicit = true;
    }
    const Type *value = map.expression->type->value;
    Value v = unary(scope, EXPRESSION_MAP_VALUE, place, value ? value : type_of(PIG_ANY), map);
    v.name = map.expression->type->tuple_name;
    v.expression->text = key;
    v.expression->n_text_bytes = n_key_bytes;
    return v;
}
