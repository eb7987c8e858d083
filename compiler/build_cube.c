// SPDX-License-Identifier: Apache-2.0
//
// CUBE: a FOREACH that flattens the bags of CubeDimensions and RollupDimensions (each gives every
// row with the dimensions kept or nulled), with the other columns behind, and a GROUP by the
// dimensions whose bag is called `cube`.

#include <string.h>

#include "compiler/build.h"

typedef struct Dimensions {
    ValueList columns; // of all CUBE and ROLLUP parts, in order
    ValueList bags;    // one a part
    size_t *widths;    // columns of each part
} Dimensions;

static Status report_column(Builder *b, const char *message, int code) {
    Status status = diagnose(b->sink, code, &b->place, "%s", message);
    return status;
}

// A dimension is a column; a name that is none is found before names are looked up elsewhere.
static Status add_dimension(Builder *b, Scope *scope, const AstExpression *ast, ValueList *part) {
    if (ast->kind == AST_NAME && scope->schema && !column_exists(scope, ast->text))
        return diagnose_hint(b->sink, 2225, &b->place,
                             schema_hint(b->arena, scope->schema, ast->text),
                             "the dimension '%s' is not a field of %s", ast->text,
                             scope->relation ? scope->relation : "its input");
    resolve_into(scope, ast, part);
    if (part->failed)
        return STATUS_FAILED;
    if (part->values[part->n - 1].expression->kind != EXPRESSION_COLUMN)
        return report_column(b, "a dimension of CUBE is a column", 1200);
    return STATUS_OK;
}

static Status check_dimensions(Builder *b, const ValueList *columns) {
    for (size_t i = 0; i < columns->n; i++) {
        const Expression *column = columns->values[i].expression;
        if (column->type->tag == PIG_BAG || column->type->tag == PIG_MAP)
            return diagnose(b->sink, columns->n > 1 ? 1061 : 1068, &b->place,
                            "a %s cannot be a dimension", type_name(column->type->tag));
        for (size_t k = 0; k < i; k++)
            if (columns->values[k].expression->index == column->index)
                return diagnose(b->sink, 0, &b->place, "the dimension %s stands twice",
                                columns->values[i].name ? columns->values[i].name : "");
    }
    return STATUS_OK;
}

static Status resolve_dimensions(Builder *b, Scope *scope, const AstExpressions *cube,
                                 Dimensions *dimensions) {
    *dimensions = (Dimensions){.widths = ARENA_NEW_ARRAY(b->arena, size_t, cube->n)};
    for (size_t i = 0; i < cube->n; i++) {
        const AstExpression *part = cube->items[i];
        ValueList columns = {0};
        for (size_t k = 0; k < part->n_children; k++)
            TRY(add_dimension(b, scope, part->children[k], &columns));
        dimensions->widths[i] = columns.n;
        for (size_t k = 0; k < columns.n; k++)
            value_list_add(scope, &dimensions->columns, columns.values[k]);
        const char *function = part->kind == AST_CUBE ? "CubeDimensions" : "RollupDimensions";
        value_list_add(scope, &dimensions->bags,
                       call_function(scope, function, &columns, &part->place));
    }
    TRY(check_dimensions(b, &dimensions->columns));
    return dimensions->bags.failed ? STATUS_FAILED : STATUS_OK;
}

// The dimensions with their names, then the other columns.
static LogicalOperator *spread(Builder *b, Scope *scope, LogicalOperator *input,
                               const Dimensions *dimensions) {
    size_t n_parts = dimensions->bags.n, n_columns = (size_t)input->schema->n_fields;
    bool *is_dimension = ARENA_NEW_ARRAY(b->arena, bool, n_columns);
    GenerateItem *items = ARENA_NEW_ARRAY(b->arena, GenerateItem, n_parts + n_columns);
    Schema *schema = schema_new(b->arena, (int)n_columns);
    size_t n_items = 0, n_fields = 0;
    for (size_t i = 0; i < n_parts; i++) {
        const Expression *bag = dimensions->bags.values[i].expression;
        items[n_items++] = (GenerateItem){.expression = dimensions->bags.values[i].expression,
                                          .flatten = true,
                                          .n_fields = dimensions->widths[i]};
        for (size_t k = 0; k < dimensions->widths[i]; k++, n_fields++) {
            const Value *column = &dimensions->columns.values[n_fields];
            const Type *type =
                bag->type->fields ? bag->type->fields->fields[k].type : column->expression->type;
            schema->fields[n_fields] = (Field){column->name, type};
            is_dimension[column->expression->index] = true;
        }
    }
    for (size_t i = 0; i < n_columns; i++) {
        if (is_dimension[i])
            continue;
        Value column = column_of(scope, i, &b->place);
        items[n_items++] = (GenerateItem){.expression = column.expression, .n_fields = 1};
        schema->fields[n_fields++] = input->schema->fields[i];
    }
    return relation_project(b, input, schema, n_items, items);
}

static LogicalOperator *group_by_dimensions(Builder *b, LogicalOperator *spread_rows, size_t n) {
    Scope scope = relation_scope(b, spread_rows);
    Expression **keys = ARENA_NEW_ARRAY(b->arena, Expression *, n);
    Schema *key = schema_new(b->arena, (int)n);
    for (size_t i = 0; i < n; i++) {
        keys[i] = column_of(&scope, i, &b->place).expression;
        key->fields[i] = spread_rows->schema->fields[i];
    }
    const Type *key_type = n == 1 ? key->fields[0].type : type_tuple(b->arena, key);
    Schema *schema = schema_new(b->arena, 2);
    schema->fields[0] = (Field){"group", key_type};
    schema->fields[1] = (Field){"cube", type_bag(b->arena, spread_rows->schema, NULL)};
    LogicalOperator *op = relation_new(b, LOGICAL_GROUP, schema, 1, &spread_rows);
    KeyedInput *keyed = ARENA_NEW(b->arena, KeyedInput);
    *keyed = (KeyedInput){.n_keys = n, .keys = keys};
    op->group.keyed = keyed;
    op->group.key_type = key_type;
    return op;
}

LogicalOperator *build_cube(Builder *b, const AstOperator *ast) {
    LogicalOperator *input = build_input(b, &ast->inputs.items[0]);
    if (!input)
        return NULL;
    if (!input->schema) {
        report_column(b, "CUBE needs an input of known schema", 1200);
        return NULL;
    }
    Scope scope = relation_scope(b, input);
    Dimensions dimensions;
    if (resolve_dimensions(b, &scope, &ast->cube, &dimensions) != STATUS_OK)
        return NULL;
    return group_by_dimensions(b, spread(b, &scope, input, &dimensions), dimensions.columns.n);
}
