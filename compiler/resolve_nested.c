// SPDX-License-Identifier: Apache-2.0
//
// Each statement of the block becomes a NestedOperator over bags of the FOREACH's row, or a name
// for an expression. Conditions, keys and items inside are over a tuple of the bag: they see
// neither the row nor the bags of the block. The name of an expression stands for its text: it is
// resolved anew where it is used, over what names mean there.

#include "compiler/resolve_nested.h"

#include <string.h>

#include "lang/base/grow.h"
#include "compiler/session.h"

// The bag that operator `index` of the block makes.
static Expression *made_bag(Scope *scope, const NestedBlock *block, size_t index,
                            const Place *place) {
    const NestedOperator *op = &block->operators[index];
    const Type *type = type_bag(scope->arena, op->schema, op->tuple_name);
    Expression *bag = expression_new(scope->arena, EXPRESSION_NESTED, place, type, 0, NULL);
    bag->index = index;
    return bag;
}

// What is wrong in a statement of the block is told when something needs it.
static void tell_faults(Scope *scope, NestedAlias *alias) {
    for (const Diagnostic *d = diagnostics_first(alias->faults); d && !alias->told; d = d->next)
        diagnostics_add(scope->sink, d);
    alias->told = true;
}

// What an operator of the block sees of it.
typedef struct NestedAround {
    Scope *row; // of the FOREACH
    const NestedBlock *block;
    size_t n;      // aliases in front of what is being resolved
    Value *values; // of the aliases over the operator's tuples, once looked for
    bool *known;
} NestedAround;

static NestedAround *around(Scope *row, const NestedBlock *block) {
    const size_t n = block->n_aliases;
    NestedAround *a = ARENA_NEW(row->arena, NestedAround);
    *a = (NestedAround){.row = row,
                        .block = block,
                        .n = n,
                        .values = ARENA_NEW_ARRAY(row->arena, Value, n),
                        .known = ARENA_NEW_ARRAY(row->arena, bool, n)};
    return a;
}

static const NestedAlias *alias_of(const NestedBlock *block, size_t n, const char *name) {
    for (size_t i = n; i-- > 0;)
        if (strcmp(block->aliases[i].name, name) == 0)
            return &block->aliases[i];
    return NULL;
}

static bool find_around(Scope *scope, const char *name, Value *value) {
    NestedAround *a = scope->around;
    const NestedAlias *alias = alias_of(a->block, a->n, name);
    if (!alias || !alias->expression)
        return false;
    const size_t i = (size_t)(alias - a->block->aliases), n = a->n;
    if (!a->known[i]) {
        a->n = i;
        a->values[i] = resolve(scope, alias->expression);
        a->known[i] = true;
        a->n = n;
    }
    *value = a->values[i];
    return true;
}

bool nested_find(Scope *scope, const char *name, const Place *place, Value *value) {
    if (scope->around)
        return find_around(scope, name, value);
    const NestedBlock *block = scope->nested;
    for (size_t i = block ? block->n_aliases : 0; i-- > 0;) {
        NestedAlias *alias = &block->aliases[i];
        if (strcmp(alias->name, name) != 0)
            continue;
        if (alias->faults) {
            tell_faults(scope, alias);
            *value = value_wrong();
        } else if (!alias->is_operator)
            *value = alias->value;
        else
            *value = value_of(made_bag(scope, block, alias->index, place), alias->name);
        return true;
    }
    return false;
}

bool nested_hides_relation(const Scope *scope, const char *name) {
    return scope->around && column_exists(scope->around->row, name);
}

// Whether Apache Pig knows the type before it knows the columns: it looks at the first operand, the
// first branch, all arguments. Aliases share their parts, so that what is left of the walk is
// counted.
static bool known_without_columns(const Expression *e, size_t *left) {
    if (e->kind == EXPRESSION_CONSTANT)
        return true;
    if (*left == 0)
        return false;
    (*left)--;
    if (e->kind == EXPRESSION_CONDITION)
        return known_without_columns(e->children[1], left);
    if (e->kind != EXPRESSION_CALL && e->kind != EXPRESSION_AGGREGATE)
        return e->n_children && known_without_columns(e->children[0], left);
    for (size_t i = 0; i < e->n_children; i++)
        if (!known_without_columns(e->children[i], left))
            return false;
    return true;
}

const char *nested_item_name(const Scope *scope, const AstExpression *item, Value value) {
    const NestedBlock *block = scope->around ? scope->around->block : scope->nested;
    if (!block || item->kind != AST_NAME || value_is_wrong(value) || value.name)
        return NULL;
    const size_t n = scope->around ? scope->around->n : block->n_aliases;
    const NestedAlias *alias = alias_of(block, n, item->text);
    size_t left = 1000; // nodes that are looked at
    const bool named = alias && alias->expression && known_without_columns(value.expression, &left);
    return named ? alias->name : NULL;
}

// The scope of a tuple of the bag.
static Scope tuple_scope(Scope *row, const NestedBlock *block, const char *bag,
                         const Schema *schema) {
    Scope scope = *row;
    scope.schema = schema;
    scope.unknown = PIG_ANY;
    scope.relation = bag;
    scope.origin = NULL;
    scope.nested = NULL;
    scope.around = around(row, block);
    return scope;
}

static NestedOperator *add_operator(Scope *scope, NestedBlock *block, NestedKind kind,
                                    const AstNestedStatement *ast, const Schema *schema) {
    block->operators = arena_grow(scope->arena, block->operators, block->n, &block->capacity,
                                  sizeof *block->operators);
    NestedOperator *op = &block->operators[block->n++];
    op->kind = kind;
    op->alias = ast->alias.text;
    op->place = ast->operator? ast->operator->place : ast->alias.place;
    op->schema = schema;
    return op;
}

static void set_bag(Scope *scope, NestedOperator *op, Value bag) {
    Expression **bags = ARENA_NEW(scope->arena, Expression *);
    *bags = bag.expression;
    op->n_bags = 1;
    op->bags = bags;
    op->tuple_name = bag.expression->type->tuple_name;
}

// The bag that a nested operator works on.
static Value resolve_bag(Scope *scope, NestedBlock *block, const AstInput *input);

static Status resolve_operator(Scope *scope, NestedBlock *block, const AstNestedStatement *ast);

static Value resolve_inline(Scope *scope, NestedBlock *block, AstOperator *operator) {
    AstNestedStatement statement = {.alias = {.text = ""}, .operator= operator};
    if (scope->depth >= COMPILER_MAX_DEPTH) {
        diagnose(scope->sink, 9030, &operator->place, "operators nest deeper than %d levels",
                 COMPILER_MAX_DEPTH);
        return value_wrong();
    }
    scope->depth++;
    Status status = resolve_operator(scope, block, &statement);
    scope->depth--;
    if (status != STATUS_OK)
        return value_wrong();
    return value_of(made_bag(scope, block, block->n - 1, &operator->place), NULL);
}

// Names in what works on no bag are looked for in that value alone, as Apache Pig does, so that its
// codes come out.
static Schema *lone_schema(Scope *scope, Value v) {
    Schema *schema = schema_new(scope->arena, 1);
    schema->fields[0] = (Field){v.name, v.expression->type};
    return schema;
}

static bool is_local(Scope *scope, const AstExpression *base) {
    Value ignored;
    return base->kind != AST_NAME || column_exists(scope, base->text) ||
           nested_find(scope, base->text, &base->place, &ignored);
}

// Where a projection of the block looks for the fields; NULL: in the value, as everywhere else.
static const Schema *projected_schema(Scope *scope, Value v) {
    const Type *type = v.expression->type;
    if (type->tag == PIG_BAG)
        return type->fields;
    const bool opaque = type_is_untyped(type->tag) || type->tag == PIG_MAP;
    return opaque ? NULL : lone_schema(scope, v);
}

static bool is_field_of(const AstExpression *field, const Type *type) {
    return type->tag == PIG_TUPLE && (!type->fields || field->kind != AST_NAME ||
                                      schema_find(type->fields, field->text) >= 0);
}

// `x = A.b;` and the A.b of FILTER A.b: the columns are looked for as those of GENERATE are.
static Value resolve_projection(Scope *scope, const NestedBlock *block, const AstExpression *ast) {
    if (ast->kind != AST_DEREFERENCE || !is_local(scope, ast->children[0]))
        return resolve(scope, ast);
    Value bag = resolve(scope, ast->children[0]);
    if (value_is_wrong(bag))
        return bag;
    const Type *type = bag.expression->type;
    const Schema *schema = projected_schema(scope, bag);
    Scope tuple = tuple_scope(scope, block, bag.name, schema);
    Selector *selectors = ARENA_NEW_ARRAY(scope->arena, Selector, ast->n_children);
    for (size_t i = 1; i < ast->n_children; i++) {
        const AstExpression *field = ast->children[i];
        const bool is_selector = field->kind == AST_NAME || field->kind == AST_POSITION;
        if (!schema || !is_selector || is_field_of(field, type))
            return resolve(scope, ast);
        Value column = resolve(&tuple, field);
        if (value_is_wrong(column))
            return column;
        if (type->tag != PIG_BAG || column.expression->kind != EXPRESSION_COLUMN)
            return resolve(scope, ast);
        selectors[i - 1] = (Selector){.position = column.expression->index, .place = field->place};
    }
    return fields_of(scope, bag, selectors, ast->n_children - 1, &ast->place);
}

static Value resolve_bag(Scope *scope, NestedBlock *block, const AstInput *input) {
    if (input->operator)
        return resolve_inline(scope, block, input->operator);
    if (input->field)
        return resolve_projection(scope, block, input->field);
    const AstName *name = &input->alias;
    Value bag;
    if (!nested_find(scope, name->text, &name->place, &bag))
        bag = column_by_name(scope, name->text, &name->place);
    return bag;
}

static Status report_no_bag(Scope *scope, const Place *place, Value bag) {
    return diagnose(scope->sink, 1200, place, "a nested operator works on a bag, not on %s",
                    type_text(scope->arena, bag.expression->type));
}

// What a nested operator works on.
typedef struct NestedInput {
    Value bag;
    const Schema *schema; // of its tuples; NULL: not known
    Scope tuple;          // what names mean in one of them
} NestedInput;

// Untyped values are taken for bags.
static Status find_input(Scope *scope, NestedBlock *block, const AstOperator *ast, size_t i,
                         NestedInput *input) {
    Value bag = resolve_bag(scope, block, &ast->inputs.items[i]);
    if (value_is_wrong(bag))
        return STATUS_FAILED;
    if (type_is_untyped(bag.expression->type->tag))
        bag = value_convert(scope, bag, type_of(PIG_BAG));
    bag = value_of_columns(scope, bag);
    input->bag = bag;
    input->schema = bag.expression->type->fields;
    input->tuple = tuple_scope(scope, block, bag.name,
                               value_tag(bag) == PIG_BAG ? input->schema : lone_schema(scope, bag));
    input->tuple.statement = ast->place;
    return STATUS_OK;
}

static Status check_bag(Scope *scope, const AstOperator *ast, Value bag) {
    return value_tag(bag) == PIG_BAG ? STATUS_OK : report_no_bag(scope, &ast->place, bag);
}

static Status find_bag(Scope *scope, NestedBlock *block, const AstOperator *ast, size_t i,
                       NestedInput *input) {
    TRY(find_input(scope, block, ast, i, input));
    return check_bag(scope, ast, input->bag);
}

// A new operator over the bag, with the schema that its tuples have.
static NestedOperator *add_over(Scope *scope, NestedBlock *block, NestedKind kind,
                                const AstNestedStatement *ast, const NestedInput *input) {
    NestedOperator *op = add_operator(scope, block, kind, ast, input->schema);
    set_bag(scope, op, input->bag);
    return op;
}

static Status nested_filter(Scope *scope, NestedBlock *block, const AstNestedStatement *ast) {
    NestedInput input;
    TRY(find_input(scope, block, ast->operator, 0, &input));
    Value condition = resolve(&input.tuple, ast->operator->expression);
    if (value_is_wrong(condition))
        return STATUS_FAILED;
    TRY(check_bag(scope, ast->operator, input.bag));
    if (value_tag(condition) != PIG_BOOLEAN)
        return diagnose(scope->sink, 1058, &ast->operator->place,
                        "the condition of FILTER must be boolean, not %s",
                        type_text(scope->arena, condition.expression->type));
    condition = value_convert(scope, condition, type_of(PIG_BOOLEAN));
    add_over(scope, block, NESTED_FILTER, ast, &input)->predicate = condition.expression;
    return STATUS_OK;
}

static Status nested_order(Scope *scope, NestedBlock *block, const AstNestedStatement *ast) {
    NestedInput input;
    TRY(find_bag(scope, block, ast->operator, 0, &input));
    size_t n = 0;
    const SortKey *keys = build_sort_keys(&input.tuple, &ast->operator->sort, &n);
    if (!keys)
        return STATUS_FAILED;
    NestedOperator *op = add_over(scope, block, NESTED_ORDER, ast, &input);
    op->n_sort_keys = n;
    op->sort_keys = keys;
    return STATUS_OK;
}

static Status nested_limit(Scope *scope, NestedBlock *block, const AstNestedStatement *ast) {
    NestedInput input;
    TRY(find_bag(scope, block, ast->operator, 0, &input));
    Expression *limit = build_limit_expression(&input.tuple, ast->operator->expression);
    if (!limit)
        return STATUS_FAILED;
    add_over(scope, block, NESTED_LIMIT, ast, &input)->limit = limit;
    return STATUS_OK;
}

// DISTINCT, and an alias of a bag.
static Status nested_plain(Scope *scope, NestedBlock *block, NestedKind kind,
                           const AstNestedStatement *ast) {
    NestedInput input;
    TRY(find_bag(scope, block, ast->operator, 0, &input));
    add_over(scope, block, kind, ast, &input);
    return STATUS_OK;
}

// A second operator that casts the columns of the newest one, where AS wants other types.
static Status nested_cast(Scope *scope, NestedBlock *block, const AstNestedStatement *ast,
                          const Schema *schema) {
    Scope inner = tuple_scope(scope, block, ast->alias.text, block->operators[block->n - 1].schema);
    size_t n = (size_t)schema->n_fields;
    GenerateItem *items = ARENA_NEW_ARRAY(scope->arena, GenerateItem, n);
    bool needed = false;
    for (size_t i = 0; i < n; i++) {
        Value column = column_of(&inner, i, &ast->operator->place);
        Value converted = value_convert(&inner, column, schema->fields[i].type);
        needed |= converted.expression != column.expression;
        items[i] = (GenerateItem){.expression = converted.expression, .n_fields = 1};
    }
    if (!needed)
        return STATUS_OK;
    Expression *bag = made_bag(scope, block, block->n - 1, &ast->operator->place);
    NestedOperator *op = add_operator(scope, block, NESTED_FOREACH, ast, schema);
    set_bag(scope, op, value_of(bag, NULL));
    op->n_items = n;
    op->items = items;
    return STATUS_OK;
}

static Status nested_foreach(Scope *scope, NestedBlock *block, const AstNestedStatement *ast) {
    NestedInput input;
    TRY(find_bag(scope, block, ast->operator, 0, &input));
    if (ast->operator->n_nested)
        return diagnose(scope->sink, 1200, &ast->operator->place,
                        "a FOREACH in a block has no block of its own");
    Generated generated;
    TRY(foreach_generate(&input.tuple, &ast->operator->generate, &generated));
    NestedOperator *op = add_over(scope, block, NESTED_FOREACH, ast, &input);
    op->schema = generated.direct;
    op->n_items = generated.n_items;
    op->items = generated.items;
    if (!generated.schema)
        return STATUS_OK;
    return nested_cast(scope, block, ast, generated.schema);
}

static Status nested_cross(Scope *scope, NestedBlock *block, const AstNestedStatement *ast) {
    size_t n = ast->operator->inputs.n;
    Expression **bags = ARENA_NEW_ARRAY(scope->arena, Expression *, n);
    const Schema **schemas = ARENA_NEW_ARRAY(scope->arena, const Schema *, n);
    const char **names = ARENA_NEW_ARRAY(scope->arena, const char *, n);
    bool known = true;
    for (size_t i = 0; i < n; i++) {
        NestedInput input;
        TRY(find_bag(scope, block, ast->operator, i, &input));
        schemas[i] = input.schema;
        bags[i] = input.bag.expression;
        names[i] = input.bag.name ? input.bag.name : arena_printf(scope->arena, "1-%zu", i);
        known &= schemas[i] != NULL;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (schemas[i] && strcmp(names[i], names[k]) == 0)
                return diagnose(scope->sink, 1108, &ast->operator->place,
                                "CROSS takes '%s' twice: its fields would have the same names",
                                names[i]);
    const Schema *schema = known ? schema_concat(scope->arena, schemas, names, n) : NULL;
    NestedOperator *op = add_operator(scope, block, NESTED_CROSS, ast, schema);
    op->n_bags = n;
    op->bags = bags;
    op->tuple_name = bags[0]->type->tuple_name;
    return STATUS_OK;
}

static Status resolve_operator(Scope *scope, NestedBlock *block, const AstNestedStatement *ast) {
    switch (ast->operator->kind) {
    case AST_OPERATOR_FILTER:
        return nested_filter(scope, block, ast);
    case AST_OPERATOR_ORDER:
        return nested_order(scope, block, ast);
    case AST_OPERATOR_DISTINCT:
        return nested_plain(scope, block, NESTED_DISTINCT, ast);
    case AST_OPERATOR_LIMIT:
        return nested_limit(scope, block, ast);
    case AST_OPERATOR_FOREACH:
        return nested_foreach(scope, block, ast);
    case AST_OPERATOR_CROSS:
        return nested_cross(scope, block, ast);
    case AST_OPERATOR_ALIAS:
        return nested_plain(scope, block, NESTED_BAG, ast);
    default:
        return diagnose(scope->sink, 1200, &ast->operator->place,
                        "this operator cannot stand in a nested block");
    }
}

// `x = A.b;` makes a bag of its own, under the alias; other expressions keep their own names.
static Status resolve_expression(Scope *scope, NestedBlock *block, const AstNestedStatement *ast,
                                 NestedAlias *alias) {
    alias->expression = ast->expression;
    alias->value = resolve_projection(scope, block, ast->expression);
    if (value_is_wrong(alias->value))
        return STATUS_FAILED;
    const Type *type = alias->value.expression->type;
    if (ast->expression->kind != AST_DEREFERENCE || type->tag != PIG_BAG)
        return STATUS_OK;
    NestedOperator *op = add_operator(scope, block, NESTED_BAG, ast, type->fields);
    set_bag(scope, op, alias->value);
    alias->expression = NULL;
    alias->is_operator = true;
    alias->index = block->n - 1;
    return STATUS_OK;
}

static Status resolve_statement(Scope *scope, NestedBlock *block, const AstNestedStatement *ast,
                                NestedAlias *alias) {
    if (!ast->operator)
        return resolve_expression(scope, block, ast, alias);
    TRY(resolve_operator(scope, block, ast));
    alias->is_operator = true;
    alias->index = block->n - 1;
    return STATUS_OK;
}

Status nested_resolve(Scope *scope, const AstOperator *foreach, NestedBlock *block) {
    DiagnosticSink *told = scope->sink;
    Status status = STATUS_OK;
    scope->nested = block;
    block->aliases = ARENA_NEW_ARRAY(scope->arena, NestedAlias, foreach->n_nested);
    for (size_t i = 0; i < foreach->n_nested; i++) {
        const AstNestedStatement *ast = &foreach->nested_statements[i];
        NestedAlias alias = {.name = ast->alias.text};
        scope->sink = diagnostics_create(scope->arena);
        scope->fields_wait = !ast->operator;
        if (resolve_statement(scope, block, ast, &alias) != STATUS_OK)
            alias.faults = scope->sink;
        scope->sink = told;
        scope->fields_wait = false;
        if (alias.faults && faults_are_early(alias.faults)) {
            tell_faults(scope, &alias);
            status = STATUS_FAILED;
        }
        block->aliases[block->n_aliases++] = alias;
    }
    return status;
}
