// SPDX-License-Identifier: Apache-2.0
//
// Literals, and tuples, bags and maps written out. Those are calls of TOTUPLE, TOBAG and TOMAP;
// made of literals only they differ in a few ways: they have no names, a bag's tuples take a common
// type, and a map's values are untyped.

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/cast.h"
#include "compiler/scope.h"
#include "udf/value/bignum.h"
#include "udf/value/number_text.h"

static Value report_range(Scope *scope, const AstExpression *ast, const char *type) {
    diagnose_hint(scope->sink, 1200, &ast->place,
                  ast->kind == AST_INTEGER ? "write it with L for a long, BI for a biginteger"
                                           : NULL,
                  "%s is out of the range of %s", ast->text, type);
    return value_wrong();
}

static Vector *constant(Scope *scope, pig_type tag) {
    Vector *v = ARENA_NEW(scope->arena, Vector);
    *v = vector_new(scope->arena, type_of(tag), 1);
    v->form = PIG_CONSTANT;
    return v;
}

static Value constant_value(Scope *scope, const AstExpression *ast, pig_type tag, const Vector *v) {
    return value_of(expression_constant(scope->arena, &ast->place, type_of(tag), v), NULL);
}

static Value whole_literal(Scope *scope, const AstExpression *ast) {
    bool is_int = ast->kind == AST_INTEGER;
    errno = 0;
    long long number = strtoll(ast->text, NULL, 10);
    if (errno == ERANGE || (is_int && number != (int32_t)number))
        return report_range(scope, ast, is_int ? "int" : "long");
    Vector *v = constant(scope, is_int ? PIG_INT : PIG_LONG);
    if (is_int)
        pig_ints_out(v)[0] = (int32_t)number;
    else
        pig_longs_out(v)[0] = number;
    return constant_value(scope, ast, is_int ? PIG_INT : PIG_LONG, v);
}

static Value fraction_literal(Scope *scope, const AstExpression *ast) {
    bool is_float = ast->kind == AST_FLOAT;
    Vector *v = constant(scope, is_float ? PIG_FLOAT : PIG_DOUBLE);
    bool read = is_float ? parse_float(ast->text, strlen(ast->text), false, (float *)v->data)
                         : parse_double(ast->text, strlen(ast->text), (double *)v->data);
    if (!read)
        return report_range(scope, ast, is_float ? "float" : "double");
    return constant_value(scope, ast, is_float ? PIG_FLOAT : PIG_DOUBLE, v);
}

static Value big_literal(Scope *scope, const AstExpression *ast) {
    bool decimal = ast->kind == AST_BIGDECIMAL;
    Vector *v = constant(scope, decimal ? PIG_BIGDECIMAL : PIG_BIGINTEGER);
    if (!big_from_text(scope->arena, ast->text, strlen(ast->text), decimal, pig_strs_out(v)))
        return report_range(scope, ast, decimal ? "bigdecimal" : "biginteger");
    return constant_value(scope, ast, decimal ? PIG_BIGDECIMAL : PIG_BIGINTEGER, v);
}

Value literal_value(Scope *scope, const AstExpression *ast) {
    switch (ast->kind) {
    case AST_INTEGER:
    case AST_LONG:
        return whole_literal(scope, ast);
    case AST_FLOAT:
    case AST_DOUBLE:
        return fraction_literal(scope, ast);
    case AST_BIGINTEGER:
    case AST_BIGDECIMAL:
        return big_literal(scope, ast);
    case AST_STRING:
        return value_of(expression_text(scope->arena, &ast->place, ast->text, ast->n_bytes), NULL);
    case AST_BOOLEAN: {
        Vector *v = constant(scope, PIG_BOOLEAN);
        pig_booleans_out(v)[0] = ast->flag;
        return constant_value(scope, ast, PIG_BOOLEAN, v);
    }
    default:
        return value_null(scope, &ast->place);
    }
}

Value literal_tuple(Scope *scope, const AstExpression *ast, const ValueList *parts) {
    Value v = call_function(scope, "TOTUPLE", parts, &ast->place);
    if (!value_is_wrong(v) && ast->flag)
        v.name = NULL;
    return v;
}

// ---- bags ----

static const Type *common_type(Scope *scope, const Type *a, const Type *b);

// *fits: false when two fields of one place have nothing in common.
static const Schema *common_fields(Scope *scope, const Schema *a, const Schema *b, bool *fits) {
    if (!a || !b || a->n_fields != b->n_fields)
        return NULL;
    Schema *common = schema_new(scope->arena, a->n_fields);
    for (int i = 0; i < a->n_fields; i++) {
        const Type *type = common_type(scope, a->fields[i].type, b->fields[i].type);
        if (!type) {
            *fits = false;
            return NULL;
        }
        common->fields[i].type = type;
    }
    return common;
}

static const Type *common_type(Scope *scope, const Type *a, const Type *b) {
    if (a->tag == PIG_TUPLE && b->tag == PIG_TUPLE && !type_equal(a, b)) {
        bool fits = true;
        const Schema *fields = common_fields(scope, a->fields, b->fields, &fits);
        return fits ? type_tuple(scope->arena, fields) : NULL;
    }
    return schema_union_type(scope->arena, a, b);
}

// The parts of a constant bag, all cast to the tuple type that they have in common.
static Status unify_tuples(Scope *scope, const AstExpression *ast, ValueList *parts) {
    if (parts->n == 0 || parts->failed)
        return STATUS_OK;
    const Type *common = parts->values[0].expression->type;
    for (size_t i = 1; i < parts->n; i++) {
        const Type *type = parts->values[i].expression->type;
        const Type *wider = common_type(scope, common, type);
        if (!wider)
            return diagnose(scope->sink, 1125, &scope->statement,
                            "the tuples of the bag at column %d differ in type: %s and %s",
                            ast->place.column, type_text(scope->arena, common),
                            type_text(scope->arena, type));
        common = wider;
    }
    for (size_t i = 0; i < parts->n; i++)
        parts->values[i] = value_convert(scope, parts->values[i], common);
    return STATUS_OK;
}

Value literal_bag(Scope *scope, const AstExpression *ast, const ValueList *parts) {
    ValueList tuples = *parts;
    bool is_constant = ast->flag;
    if (is_constant && unify_tuples(scope, ast, &tuples) != STATUS_OK)
        return value_wrong();
    Value v = call_function(scope, "TOBAG", &tuples, &ast->place);
    if (value_is_wrong(v) || !is_constant)
        return v;
    v.name = NULL;
    if (parts->n == 0)
        v.expression->type = type_bag(scope->arena, NULL, "");
    return v;
}

Value literal_map(Scope *scope, const AstExpression *ast, const ValueList *parts) {
    if (parts->n == 0) // TOMAP of nothing would be null
        return constant_value(scope, ast, PIG_MAP, constant(scope, PIG_MAP));
    Value v = call_function(scope, "TOMAP", parts, &ast->place);
    if (value_is_wrong(v) || !ast->flag || !v.expression->type->value)
        return v;
    // value_cast would keep the type of the values.
    v.expression = expression_new(scope->arena, EXPRESSION_CAST, &ast->place, type_of(PIG_MAP), 1,
                                  &v.expression);
    v.expression->implicit = true;
    return v;
}
