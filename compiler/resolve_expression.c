// SPDX-License-Identifier: Apache-2.0
//
// From expressions as parsed to typed ones: names become columns, functions are chosen, operators
// get the casts they need. A wrong part makes the whole wrong without another message, but all
// parts are looked at, so that each mistake is told.

#include <string.h>
#include <strings.h>

#include "compiler/scope.h"

static Value resolve_at_depth(Scope *scope, const AstExpression *ast);

static Value report_depth(Scope *scope, const AstExpression *ast) {
    diagnose(scope->sink, 9030, &ast->place, "the expression nests deeper than %d levels",
             COMPILER_MAX_DEPTH);
    return value_wrong();
}

// Names of a nested block stand for expressions, so that few lines can make a tree without end.
static Value report_size(Scope *scope, const AstExpression *ast) {
    diagnose(scope->sink, 9030, &ast->place, "the expression has more than %d parts",
             COMPILER_MAX_NODES);
    return value_wrong();
}

Value resolve(Scope *scope, const AstExpression *ast) {
    if (scope->depth >= COMPILER_MAX_DEPTH)
        return report_depth(scope, ast);
    scope->depth++;
    Value v = resolve_at_depth(scope, ast);
    scope->depth--;
    return !value_is_wrong(v) && v.expression->n_nodes > COMPILER_MAX_NODES
               ? report_size(scope, ast)
               : v;
}

// ---- names and fields ----

static Value report_relation(Scope *scope, const AstExpression *ast) {
    diagnose_hint(scope->sink, 1200, &ast->place,
                  arena_printf(scope->arena, "one value of its only row is %s.COLUMN", ast->text),
                  "the relation %s is not a value", ast->text);
    return value_wrong();
}

static Value resolve_name(Scope *scope, const AstExpression *ast) {
    Value v;
    if (nested_find(scope, ast->text, &ast->place, &v))
        return v;
    bool known = false;
    if (!column_exists(scope, ast->text) && !nested_hides_relation(scope, ast->text) &&
        (compiler_lookup(scope->compiler, ast->text, &known) || known))
        return report_relation(scope, ast);
    return column_by_name(scope, ast->text, &ast->place);
}

static Selector selector_of(const AstExpression *ast) {
    return (Selector){.name = ast->kind == AST_NAME ? ast->text : NULL,
                      .position = ast->kind == AST_NAME ? 0 : (size_t)ast->number,
                      .place = ast->place};
}

// The selectors behind child 0; NULL after reporting.
static const Selector *resolve_selectors(Scope *scope, const AstExpression *ast) {
    size_t n = ast->n_children - 1;
    Selector *selectors = ARENA_NEW_ARRAY(scope->arena, Selector, n);
    for (size_t i = 0; i < n; i++) {
        const AstExpression *field = ast->children[i + 1];
        if (field->kind != AST_NAME && field->kind != AST_POSITION) {
            diagnose(scope->sink, 1200, &field->place, "a field behind '.' is a name or $n");
            return NULL;
        }
        selectors[i] = selector_of(field);
    }
    return selectors;
}

// relation.column: the value of a relation of one row.
static Value resolve_scalar(Scope *scope, const AstExpression *ast, LogicalOperator *relation,
                            const Selector *selectors) {
    const AstExpression *base = ast->children[0];
    if (ast->n_children != 2) {
        diagnose(scope->sink, 1200, &base->place, "one column of %s can be taken, not several",
                 base->text);
        return value_wrong();
    }
    const Schema *schema = relation->schema;
    int index = (int)selectors[0].position;
    if (selectors[0].name)
        index = schema ? schema_find(schema, selectors[0].name) : SCHEMA_NO_NAME;
    if (index < 0 || (schema && index >= schema->n_fields)) {
        const char *name = selectors[0].name;
        diagnose_hint(scope->sink, 1200, &base->place,
                      name ? schema_hint(scope->arena, schema, name) : NULL,
                      "there is no column %s in %s",
                      name ? name : arena_printf(scope->arena, "$%d", index), base->text);
        return value_wrong();
    }
    const Type *type = schema ? schema->fields[index].type : type_of(PIG_ANY);
    Expression *node = expression_new(scope->arena, EXPRESSION_SCALAR, &ast->place, type, 0, NULL);
    node->index = (size_t)index;
    node->scalar = compiler_scalar(scope->compiler, relation, &ast->place);
    return value_of(node, schema ? schema->fields[index].name : NULL);
}

static Value resolve_dereference(Scope *scope, const AstExpression *ast) {
    const AstExpression *base = ast->children[0];
    const Selector *selectors = resolve_selectors(scope, ast);
    if (!selectors)
        return value_wrong();
    Value nested;
    bool local = base->kind != AST_NAME || column_exists(scope, base->text) ||
                 nested_find(scope, base->text, &base->place, &nested);
    if (!local) {
        bool known = false;
        LogicalOperator *relation = compiler_lookup(scope->compiler, base->text, &known);
        if (relation)
            return resolve_scalar(scope, ast, relation, selectors);
        if (known)
            return compiler_use_broken(scope, base->text);
    }
    return fields_of(scope, resolve(scope, base), selectors, ast->n_children - 1, &ast->place);
}

// ---- operators ----

static ExpressionKind kind_of(AstExpressionKind kind) {
    static const ExpressionKind kinds[] = {
        [AST_ADD] = EXPRESSION_ADD,
        [AST_SUBTRACT] = EXPRESSION_SUBTRACT,
        [AST_MULTIPLY] = EXPRESSION_MULTIPLY,
        [AST_DIVIDE] = EXPRESSION_DIVIDE,
        [AST_MODULO] = EXPRESSION_MODULO,
        [AST_EQUAL] = EXPRESSION_EQUAL,
        [AST_NOT_EQUAL] = EXPRESSION_NOT_EQUAL,
        [AST_LESS] = EXPRESSION_LESS,
        [AST_LESS_EQUAL] = EXPRESSION_LESS_EQUAL,
        [AST_GREATER] = EXPRESSION_GREATER,
        [AST_GREATER_EQUAL] = EXPRESSION_GREATER_EQUAL,
        [AST_AND] = EXPRESSION_AND,
        [AST_OR] = EXPRESSION_OR,
    };
    return kinds[kind];
}

static Value resolve_binary(Scope *scope, const AstExpression *ast) {
    Value left = resolve(scope, ast->children[0]);
    Value right = resolve(scope, ast->children[1]);
    if (ast->kind == AST_MATCHES)
        return typed_matches(scope, &ast->place, left, right);
    if (ast->kind == AST_AND || ast->kind == AST_OR)
        return typed_logical(scope, kind_of(ast->kind), &ast->place, left, right);
    if (ast->kind >= AST_EQUAL)
        return typed_comparison(scope, kind_of(ast->kind), &ast->place, left, right);
    return typed_arithmetic(scope, kind_of(ast->kind), &ast->place, left, right);
}

static Value resolve_condition(Scope *scope, const AstExpression *ast) {
    Value condition = resolve(scope, ast->children[0]);
    Value yes = resolve(scope, ast->children[1]);
    Value no = resolve(scope, ast->children[2]);
    return typed_condition(scope, &ast->children[0]->place, condition, yes, no);
}

static ValueList resolve_children(Scope *scope, const AstExpression *ast, size_t from) {
    ValueList list = {0};
    for (size_t i = from; i < ast->n_children; i++)
        resolve_into(scope, ast->children[i], &list);
    return list;
}

static Value resolve_in(Scope *scope, const AstExpression *ast) {
    Value operand = resolve(scope, ast->children[0]);
    ValueList list = resolve_children(scope, ast, 1);
    return typed_in(scope, &ast->place, operand, &list);
}

// CASE v WHEN a THEN x WHEN b THEN y ELSE z is (v == b ? y : (v == a ? x : z)), as in Apache Pig:
// the last match wins, and a null on the way makes the whole null.
static Value resolve_case_value(Scope *scope, const AstExpression *ast) {
    ValueList parts = resolve_children(scope, ast, 0);
    if (parts.failed)
        return value_wrong();
    size_t n_pairs = (parts.n - 1 - ast->flag) / 2;
    if (n_pairs > COMPILER_MAX_DEPTH)
        return report_depth(scope, ast);
    Value result = ast->flag ? parts.values[parts.n - 1] : value_null(scope, &ast->place);
    for (size_t i = 0; i < n_pairs; i++) {
        Value when = parts.values[1 + 2 * i], then = parts.values[2 + 2 * i];
        Value match = typed_comparison(scope, EXPRESSION_EQUAL, &when.expression->place,
                                       parts.values[0], when);
        result = typed_condition(scope, &ast->place, match, then, result);
    }
    return result;
}

// CASE WHEN p THEN x WHEN q THEN y ELSE z is (p ? x : (q ? y : z)).
static Value resolve_case_when(Scope *scope, const AstExpression *ast) {
    ValueList parts = resolve_children(scope, ast, 0);
    if (parts.failed)
        return value_wrong();
    size_t n_pairs = (parts.n - ast->flag) / 2;
    if (n_pairs > COMPILER_MAX_DEPTH)
        return report_depth(scope, ast);
    Value result = ast->flag ? parts.values[parts.n - 1] : value_null(scope, &ast->place);
    for (size_t i = n_pairs; i-- > 0;)
        result = typed_condition(scope, &ast->children[2 * i]->place, parts.values[2 * i],
                                 parts.values[2 * i + 1], result);
    return result;
}

// (bag{tuple()}), unlike (bag{}), takes bags of any tuples as they are.
static bool is_bag_of_any(const AstType *type) {
    return type->kind == AST_TYPE_BAG && type->fields && type->fields->n == 0;
}

static Value resolve_cast(Scope *scope, const AstExpression *ast) {
    Value v = resolve(scope, ast->children[0]);
    if (!value_is_wrong(v) && value_tag(v) == PIG_BAG && is_bag_of_any(ast->type))
        return value_convert(scope, v, type_of(PIG_BAG));
    return value_cast(scope, v, resolve_type(scope, ast->type, false), &ast->place);
}

// The word is ASSERT's: Apache Pig looks for a function that is written like it.
static bool is_assert(const char *name) {
    const char *dot = strrchr(name, '.');
    return strcasecmp(dot ? dot + 1 : name, "assert") == 0;
}

static Value resolve_call(Scope *scope, const AstExpression *ast) {
    if (is_assert(ast->text)) {
        diagnose_hint(scope->sink, 1070, &ast->place,
                      "write ASSERT relation BY condition, 'message';", "there is no function '%s'",
                      ast->text);
        return value_wrong();
    }
    ValueList arguments = resolve_children(scope, ast, 0);
    return call_function(scope, ast->text, &arguments, &ast->place);
}

static Value resolve_made(Scope *scope, const AstExpression *ast) {
    ValueList parts = resolve_children(scope, ast, 0);
    if (ast->kind == AST_TUPLE)
        return literal_tuple(scope, ast, &parts);
    return ast->kind == AST_BAG ? literal_bag(scope, ast, &parts) : literal_map(scope, ast, &parts);
}

// ---- all of them ----

static Value report_misplaced(Scope *scope, const AstExpression *ast, const char *what) {
    diagnose(scope->sink, 1200, &ast->place, "%s cannot stand here", what);
    return value_wrong();
}

static Value resolve_at_depth(Scope *scope, const AstExpression *ast) {
    switch (ast->kind) {
    case AST_NAME:
        return resolve_name(scope, ast);
    case AST_POSITION:
        return column_by_position(scope, (size_t)ast->number, &ast->place);
    case AST_DEREFERENCE:
        return resolve_dereference(scope, ast);
    case AST_MAP_VALUE:
        return typed_map_value(scope, &ast->place, resolve(scope, ast->children[0]), ast->text,
                               ast->n_bytes);
    case AST_CAST:
        return resolve_cast(scope, ast);
    case AST_NEGATE:
        return typed_negate(scope, &ast->place, resolve(scope, ast->children[0]));
    case AST_NOT:
        return typed_not(scope, &ast->place, resolve(scope, ast->children[0]));
    case AST_IS_NULL:
        return typed_null_test(scope, ast->flag ? EXPRESSION_IS_NOT_NULL : EXPRESSION_IS_NULL,
                               &ast->place, resolve(scope, ast->children[0]));
    case AST_IN:
        return resolve_in(scope, ast);
    case AST_CONDITION:
        return resolve_condition(scope, ast);
    case AST_CASE_VALUE:
        return resolve_case_value(scope, ast);
    case AST_CASE_WHEN:
        return resolve_case_when(scope, ast);
    case AST_CALL:
        return resolve_call(scope, ast);
    case AST_TUPLE:
    case AST_BAG:
    case AST_MAP:
        return resolve_made(scope, ast);
    case AST_STAR:
    case AST_RANGE:
        return report_misplaced(scope, ast, ast->kind == AST_STAR ? "*" : "a range of columns");
    case AST_FLATTEN:
        return report_misplaced(scope, ast, "FLATTEN");
    case AST_CUBE:
    case AST_ROLLUP:
        return report_misplaced(scope, ast, ast->kind == AST_CUBE ? "CUBE" : "ROLLUP");
    default:
        return ast->kind < AST_NAME ? literal_value(scope, ast) : resolve_binary(scope, ast);
    }
}

bool resolve_is_range(const AstExpression *ast) {
    return ast->kind == AST_STAR || ast->kind == AST_RANGE;
}

void resolve_into(Scope *scope, const AstExpression *ast, ValueList *list) {
    if (ast->kind == AST_STAR) {
        columns_all(scope, &ast->place, list);
    } else if (ast->kind == AST_RANGE) {
        const AstExpression *ends[] = {ast->children[0],
                                       ast->n_children > 1 ? ast->children[1] : NULL};
        Selector from, to;
        if (ends[0])
            from = selector_of(ends[0]);
        if (ends[1])
            to = selector_of(ends[1]);
        columns_range(scope, ends[0] ? &from : NULL, ends[1] ? &to : NULL, &ast->place, list);
    } else {
        value_list_add(scope, list, resolve(scope, ast));
    }
}
