// SPDX-License-Identifier: Apache-2.0
//
// Building, walking, comparing and printing expression trees.

#include "compiler/expression.h"

#include <string.h>

#include "udf/vector/compare.h"
#include "udf/vector/print.h"

static const char *const words[] = {
#define X(kind, word, meaning) word,
    EXPRESSION_KINDS(X)
#undef X
};

const char *expression_word(ExpressionKind kind) {
    return words[kind];
}

Expression *expression_new(Arena *arena, ExpressionKind kind, const Place *place, const Type *type,
                           size_t n_children, Expression *const *children) {
    Expression *node = ARENA_NEW(arena, Expression);
    node->kind = kind;
    if (place)
        node->place = *place;
    node->type = type;
    node->n_children = n_children;
    node->n_nodes = 1;
    for (size_t i = 0; i < n_children; i++)
        node->n_nodes += children[i]->n_nodes;
    if (n_children) {
        Expression **copy = ARENA_NEW_ARRAY(arena, Expression *, n_children);
        memcpy(copy, children, n_children * sizeof *copy);
        node->children = copy;
    }
    return node;
}

Expression *expression_column(Arena *arena, const Place *place, const Type *type, size_t index) {
    Expression *node = expression_new(arena, EXPRESSION_COLUMN, place, type, 0, NULL);
    node->index = index;
    return node;
}

Expression *expression_constant(Arena *arena, const Place *place, const Type *type,
                                const Vector *value) {
    Expression *node = expression_new(arena, EXPRESSION_CONSTANT, place, type, 0, NULL);
    node->constant = value;
    return node;
}

// A one-row constant vector of the type, its value zero.
static Vector *constant_vector(Arena *arena, const Type *type) {
    Vector *value = ARENA_NEW(arena, Vector);
    *value = vector_new(arena, type, 1);
    value->form = PIG_CONSTANT;
    return value;
}

Expression *expression_null(Arena *arena, const Place *place, const Type *type) {
    Vector *value = ARENA_NEW(arena, Vector);
    *value = vector_null(arena, type);
    return expression_constant(arena, place, type, value);
}

Expression *expression_text(Arena *arena, const Place *place, const char *text, size_t n_bytes) {
    const Type *type = type_of(PIG_CHARARRAY);
    Vector *value = constant_vector(arena, type);
    vector_put_text(arena, value, 0, text, n_bytes);
    return expression_constant(arena, place, type, value);
}

Expression *expression_long(Arena *arena, const Place *place, int64_t value) {
    const Type *type = type_of(PIG_LONG);
    Vector *vector = constant_vector(arena, type);
    pig_longs_out(vector)[0] = value;
    return expression_constant(arena, place, type, vector);
}

bool expression_walk(const Expression *expression,
                     bool (*visit)(const Expression *node, void *context), void *context) {
    if (!visit(expression, context))
        return false;
    for (size_t i = 0; i < expression->n_children; i++)
        if (!expression_walk(expression->children[i], visit, context))
            return false;
    return true;
}

static bool is_pure(const Expression *node, void *context) {
    (void)context;
    return !(node->call && node->call->fn && node->call->fn->flags & PIG_IMPURE);
}

bool expression_is_impure(const Expression *expression) {
    return !expression_walk(expression, is_pure, NULL);
}

Expression *expression_rewrite(Arena *arena, const Expression *expression, ChangeExpression *change,
                               void *context) {
    Expression *node = (Expression *)expression; // shared; copied before it is changed
    Expression **children = NULL;
    for (size_t i = 0; i < expression->n_children; i++) {
        Expression *child = expression_rewrite(arena, expression->children[i], change, context);
        if (child == expression->children[i])
            continue;
        if (!children) {
            node = ARENA_NEW(arena, Expression);
            *node = *expression;
            children = ARENA_NEW_ARRAY(arena, Expression *, expression->n_children);
            memcpy(children, expression->children, expression->n_children * sizeof *children);
            node->children = children;
        }
        children[i] = child;
    }
    return change(arena, node, context);
}

static Expression *replace_column(Arena *arena, Expression *node, void *context) {
    (void)arena;
    Expression *const *map = context;
    return node->kind == EXPRESSION_COLUMN && map[node->index] ? map[node->index] : node;
}

Expression *expression_replace_columns(Arena *arena, const Expression *expression,
                                       Expression *const *map) {
    return expression_rewrite(arena, expression, replace_column, (void *)map);
}

typedef struct ColumnMarks {
    bool *used;
    size_t n;
} ColumnMarks;

static bool mark_column(const Expression *node, void *context) {
    ColumnMarks *marks = context;
    size_t column = node->kind == EXPRESSION_COLUMN ? node->index : 0;
    bool reads = node->kind == EXPRESSION_COLUMN || node->kind == EXPRESSION_ROW_FIELD;
    if (reads && column < marks->n)
        marks->used[column] = true;
    return true;
}

void expression_mark_columns(const Expression *expression, bool *used, size_t n) {
    expression_walk(expression, mark_column, &(ColumnMarks){.used = used, .n = n});
}

static bool same_indexes(const Expression *a, const Expression *b) {
    return a->n_indexes == b->n_indexes &&
           (a->n_indexes == 0 ||
            memcmp(a->indexes, b->indexes, a->n_indexes * sizeof *a->indexes) == 0);
}

static bool same_text(const Expression *a, const Expression *b) {
    return a->n_text_bytes == b->n_text_bytes &&
           (a->n_text_bytes == 0 || memcmp(a->text, b->text, a->n_text_bytes) == 0);
}

static bool same_call(const FunctionCall *a, const FunctionCall *b) {
    return a == b || (a && b && a->function == b->function && a->n_constructor_args == 0 &&
                      b->n_constructor_args == 0);
}

bool expression_equal(const Expression *a, const Expression *b) {
    if (a == b)
        return true;
    if (a->kind != b->kind || a->n_children != b->n_children || a->index != b->index ||
        a->scalar != b->scalar || !type_equal(a->type, b->type) || !same_indexes(a, b) ||
        !same_text(a, b) || !same_call(a->call, b->call))
        return false;
    if (a->kind == EXPRESSION_CONSTANT && !value_equal(a->constant, 0, b->constant, 0))
        return false;
    for (size_t i = 0; i < a->n_children; i++)
        if (!expression_equal(a->children[i], b->children[i]))
            return false;
    return true;
}

static void describe_constant(const Expression *expression, Text *out) {
    bool quoted = expression->type->tag == PIG_CHARARRAY;
    if (pig_is_null(expression->constant, 0)) {
        text_append_string(out, "null");
        return;
    }
    text_append_string(out, quoted ? "'" : "");
    value_print(out, expression->constant, 0);
    text_append_string(out, quoted ? "'" : "");
}

static void describe_column(const Expression *expression, const Schema *input, Text *out) {
    size_t index = expression->index;
    if (input && index < (size_t)input->n_fields && input->fields[index].name)
        text_append_string(out, input->fields[index].name);
    else
        text_printf(out, "$%zu", index);
}

static void describe_children(const Expression *expression, const Schema *input,
                              const char *separator, Text *out) {
    for (size_t i = 0; i < expression->n_children; i++) {
        if (i)
            text_append_string(out, separator);
        expression_describe(expression->children[i], input, out);
    }
}

static void describe_indexes(const Expression *expression, Text *out) {
    for (size_t i = 0; i < expression->n_indexes; i++)
        text_printf(out, "%s$%zu", i ? ", " : ".(", expression->indexes[i]);
    text_append_string(out, ")");
}

// `word(child, child)`, the way every kind without a form of its own is shown.
static void describe_as_call(const Expression *expression, const Schema *input, const char *word,
                             Text *out) {
    text_append_string(out, word);
    text_append_char(out, '(');
    describe_children(expression, input, ", ", out);
    text_append_char(out, ')');
}

static bool is_infix(ExpressionKind kind) {
    return (kind >= EXPRESSION_ADD && kind <= EXPRESSION_OR) || kind == EXPRESSION_MATCHES;
}

static void describe_infix(const Expression *expression, const Schema *input, Text *out) {
    text_append_char(out, '(');
    expression_describe(expression->children[0], input, out);
    text_printf(out, " %s ", expression_word(expression->kind));
    expression_describe(expression->children[1], input, out);
    text_append_char(out, ')');
}

void expression_describe(const Expression *expression, const Schema *input, Text *out) {
    if (is_infix(expression->kind)) {
        describe_infix(expression, input, out);
        return;
    }
    switch (expression->kind) {
    case EXPRESSION_CONSTANT:
        describe_constant(expression, out);
        break;
    case EXPRESSION_COLUMN:
    case EXPRESSION_ROW_FIELD:
        describe_column(expression, expression->kind == EXPRESSION_COLUMN ? input : NULL, out);
        break;
    case EXPRESSION_TUPLE_FIELD:
        describe_children(expression, input, "", out);
        text_printf(out, ".$%zu", expression->index);
        break;
    case EXPRESSION_TUPLE_TAIL:
        describe_children(expression, input, "", out);
        text_printf(out, ".$%zu..", expression->index);
        break;
    case EXPRESSION_TUPLE_PROJECT:
    case EXPRESSION_BAG_PROJECT:
        describe_children(expression, input, "", out);
        describe_indexes(expression, out);
        break;
    case EXPRESSION_MAP_VALUE:
        describe_children(expression, input, "", out);
        text_printf(out, "#'%.*s'", (int)expression->n_text_bytes, expression->text);
        break;
    case EXPRESSION_CAST:
        text_append_char(out, '(');
        type_describe(expression->type, out);
        text_append_char(out, ')');
        describe_children(expression, input, "", out);
        break;
    case EXPRESSION_CALL:
    case EXPRESSION_AGGREGATE:
        describe_as_call(expression, input, expression->call->fn->name, out);
        break;
    case EXPRESSION_SCALAR:
        text_printf(out, "scalar#%zu.$%zu", expression->scalar, expression->index);
        break;
    case EXPRESSION_NESTED:
        text_printf(out, "nested#%zu", expression->index);
        break;
    default:
        describe_as_call(expression, input, expression_word(expression->kind), out);
    }
}
