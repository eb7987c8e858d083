// SPDX-License-Identifier: Apache-2.0
//
// Calls of functions: the registry chooses the form, here the arguments are cast to what it takes
// and the result gets the name that DESCRIBE shows.

#include <ctype.h>
#include <string.h>

#include "compiler/scope.h"

static const Argument *describe_arguments(Scope *scope, const ValueList *values) {
    Argument *arguments = ARENA_NEW_ARRAY(scope->arena, Argument, values->n);
    for (size_t i = 0; i < values->n; i++) {
        const Value *v = &values->values[i];
        arguments[i] = (Argument){
            .type = v->expression->type,
            .name = v->name,
            .constant = v->expression->kind == EXPRESSION_CONSTANT ? v->expression->constant : NULL,
            .is_null_literal = v->null_literal,
        };
    }
    return arguments;
}

static uint32_t java_hash(const char *text) {
    uint32_t hash = 0;
    for (; *text; text++)
        hash = 31 * hash + (unsigned char)*text;
    return hash ^ hash >> 16;
}

// The argument that Apache Pig calls the first: it keeps their names in a Java HashMap, whose order
// is that of the low bits of the hashes, of as many buckets as three quarters of them hold all.
static const char *first_name(const ValueList *arguments) {
    size_t n_buckets = 16, n = 0;
    for (size_t i = 0; i < arguments->n; i++)
        n += arguments->values[i].name != NULL;
    while (n > n_buckets / 4 * 3)
        n_buckets *= 2;
    const char *first = NULL;
    for (size_t i = 0; i < arguments->n; i++) {
        const char *name = arguments->values[i].name;
        uint32_t mask = (uint32_t)(n_buckets - 1);
        if (name && (!first || (java_hash(name) & mask) < (java_hash(first) & mask)))
            first = name;
    }
    return first;
}

// "org.apache.pig.builtin.upper_s_14": the class in lower case, the first argument's name if there
// is one, and a number that no other result of the session has.
static const char *class_result_name(Scope *scope, const FunctionCall *call,
                                     const ValueList *arguments) {
    char *class_name = arena_strdup(scope->arena, call->class_name);
    char *last = strrchr(class_name, '.'); // the package keeps its case
    for (char *c = last ? last + 1 : class_name; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    const char *first = first_name(arguments);
    size_t serial = compiler_next_serial(scope->compiler);
    if (!first)
        return arena_printf(scope->arena, "%s_%zu", class_name, serial);
    return arena_printf(scope->arena, "%s_%s_%zu", class_name, first, serial);
}

static const char *result_name(Scope *scope, const FunctionCall *call, const ValueList *arguments) {
    switch (call->naming) {
    case RESULT_BY_CLASS:
        return class_result_name(scope, call, arguments);
    case RESULT_FIXED:
        return call->fixed_name;
    default:
        return NULL;
    }
}

static const char *last_part(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

// Apache Pig chooses the class for the argument's type (BigIntegerAbs for ABS) after it has looked
// for names that stand twice.
static bool is_late_name(Scope *scope, const char *name, const FunctionCall *call) {
    const char *const *args;
    size_t n_args;
    if (call->naming != RESULT_FIXED)
        return false;
    registry_definition(compiler_registry(scope->compiler), name, &name, &args, &n_args);
    return strcmp(last_part(call->class_name), last_part(name)) != 0;
}

// TOTUPLE(*) over rows of unknown schema is the row, however wide it is; TOTUPLE($1..) its rest.
static bool is_row_itself(const Scope *scope, const char *name, const ValueList *arguments) {
    if (scope->schema || arguments->n != 1 || strcmp(last_part(name), "TOTUPLE") != 0)
        return false;
    const Expression *argument = arguments->values[0].expression;
    bool whole = argument->kind == EXPRESSION_COLUMN || argument->kind == EXPRESSION_TUPLE_TAIL;
    return whole && argument->type->tag == PIG_TUPLE;
}

Value call_function(Scope *scope, const char *name, const ValueList *arguments,
                    const Place *place) {
    Registry *registry = compiler_registry(scope->compiler);
    FunctionCall *call = ARENA_NEW(scope->arena, FunctionCall);
    if (arguments->failed) { // that there is no such function is told all the same
        if (!registry_knows(registry, name))
            (void)!registry_resolve(registry, name, NULL, 0, place, scope->sink, call);
        return value_wrong();
    }
    if (is_row_itself(scope, name, arguments))
        return value_of(arguments->values[0].expression,
                        arena_printf(scope->arena, "org.apache.pig.builtin.totuple_%zu",
                                     compiler_next_serial(scope->compiler)));
    const Argument *described = describe_arguments(scope, arguments);
    if (registry_resolve(registry, name, described, arguments->n, place, scope->sink, call) !=
        STATUS_OK)
        return value_wrong();
    Expression **children = ARENA_NEW_ARRAY(scope->arena, Expression *, arguments->n);
    for (size_t i = 0; i < arguments->n; i++) {
        const Type *wanted = call->arg_types && i < call->n_args ? call->arg_types[i] : NULL;
        Value v = arguments->values[i];
        children[i] = (wanted ? value_convert(scope, v, wanted) : v).expression;
    }
    ExpressionKind kind =
        call->fn->kind == PIG_KIND_AGGREGATE ? EXPRESSION_AGGREGATE : EXPRESSION_CALL;
    Expression *node =
        expression_new(scope->arena, kind, place, call->result, arguments->n, children);
    node->call = call;
    Value v = value_of(node, result_name(scope, call, arguments));
    v.late_name = is_late_name(scope, name, call);
    return v;
}
