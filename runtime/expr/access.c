// SPDX-License-Identifier: Apache-2.0
//
// Getting at the inside of values: fields of tuples, columns of bags, values of maps, the row as a
// whole, columns of one-row relations.

#include "runtime/exec/query.h"
#include "runtime/expr/node.h"

// A value that arrived as PIG_ANY laid out as the type that the plan says it has.
static Vector laid_out(Arena *arena, const Vector *v, size_t n_rows, const Type *type) {
    if (v->type != PIG_ANY || !type_is_complex(type->tag))
        return *v;
    return vector_from_any(arena, v, n_rows, type);
}

static Status run_laid_out(Node *child, const Scope *scope, pig_type tag, Vector *v) {
    TRY(node_run(child, scope, v));
    const Type *type = child->expression->type;
    if (type->tag != tag)
        type = type_of(tag);
    *v = laid_out(scope->worker->arena, v, scope->rows.n_rows, type);
    if (v->type == tag)
        return STATUS_OK;
    Vector none = vector_null(scope->worker->arena, type); // a value of another kind has no inside
    *v = none;
    return STATUS_OK;
}

// ---- tuples ----

Status run_tuple_field(Node *node, const Scope *scope, Vector *out) {
    Vector tuple;
    TRY(node_run(node->children[0], scope, &tuple));
    *out = tuple_field(scope->worker->arena, &tuple, node->expression->index, scope->rows.n_rows);
    return STATUS_OK;
}

Status run_row_field(Node *node, const Scope *scope, Vector *out) {
    if (scope->input->n_columns == 0) {
        *out = vector_null(scope->worker->arena, node->expression->type);
        return STATUS_OK;
    }
    *out = tuple_field(scope->worker->arena, &scope->input->columns[0], node->expression->index,
                       scope->rows.n_rows);
    return STATUS_OK;
}

// The fields `indexes` of a tuple vector, as a tuple vector that is null where it is.
static Vector project(Arena *arena, const Vector *tuple, const Expression *expression,
                      size_t n_rows) {
    Vector out = {.type = PIG_TUPLE,
                  .form = tuple->form,
                  .n_children = (uint32_t)expression->n_indexes,
                  .valid = tuple->valid,
                  .children = ARENA_NEW_ARRAY(arena, Vector, expression->n_indexes)};
    for (size_t i = 0; i < expression->n_indexes; i++)
        out.children[i] = tuple_field(arena, tuple, expression->indexes[i], n_rows);
    return out;
}

Status run_tuple_project(Node *node, const Scope *scope, Vector *out) {
    Vector tuple;
    TRY(run_laid_out(node->children[0], scope, PIG_TUPLE, &tuple));
    *out = project(scope->worker->arena, &tuple, node->expression, scope->rows.n_rows);
    out->valid = NULL; // of a null tuple: a tuple of nulls
    return STATUS_OK;
}

// Each span of a ragged tuple vector without its first fields.
static pig_span *cut_spans(Arena *arena, const Vector *tuple, size_t n_cut, size_t n_rows) {
    size_t n = tuple->form == PIG_CONSTANT ? 1 : n_rows;
    pig_span *spans = ARENA_NEW_ARRAY(arena, pig_span, n);
    for (size_t i = 0; i < n; i++) {
        pig_span whole = pig_spans(tuple)[i];
        size_t cut = whole.n_rows < n_cut ? whole.n_rows : n_cut;
        spans[i] = (pig_span){whole.start + cut, whole.n_rows - cut};
    }
    return spans;
}

Status run_tuple_tail(Node *node, const Scope *scope, Vector *out) {
    TRY(run_laid_out(node->children[0], scope, PIG_TUPLE, out));
    size_t index = node->expression->index;
    if (out->flags & PIG_VEC_RAGGED) {
        out->data = cut_spans(scope->worker->arena, out, index, scope->rows.n_rows);
        return STATUS_OK;
    }
    size_t cut = index < out->n_children ? index : out->n_children;
    out->children += cut;
    out->n_children -= (uint32_t)cut;
    return STATUS_OK;
}

Status run_bag_project(Node *node, const Scope *scope, Vector *out) {
    Arena *arena = scope->worker->arena;
    TRY(run_laid_out(node->children[0], scope, PIG_BAG, out));
    size_t n = vector_child_rows(out, scope->rows.n_rows);
    Vector *child = ARENA_NEW(arena, Vector);
    *child = project(arena, &out->children[0], node->expression, n);
    child->valid = NULL; // as run_tuple_project
    out->children = child;
    return STATUS_OK;
}

// ---- maps ----

static uint32_t find_key(const Vector *map, size_t row, const pig_str *key) {
    pig_span span = pig_spans(map)[row];
    const Vector *keys = &map->children[0];
    for (size_t k = 0; k < span.n_rows; k++) {
        size_t at = pig_at(keys, span.start + k);
        if (pig_str_equal(&pig_strs(keys)[at], key) && !pig_is_null(keys, span.start + k))
            return (uint32_t)(span.start + k);
    }
    return VECTOR_NO_ROW;
}

Status run_map_value(Node *node, const Scope *scope, Vector *out) {
    Arena *arena = scope->worker->arena;
    Vector map;
    TRY(run_laid_out(node->children[0], scope, PIG_MAP, &map));
    size_t n = map.form == PIG_CONSTANT ? 1 : scope->rows.n_rows;
    uint32_t *from = arena_alloc(arena, n * sizeof *from);
    memset(from, 0xFF, n * sizeof *from); // VECTOR_NO_ROW
    for (size_t i = 0; i < (map.form == PIG_CONSTANT ? 1 : scope->rows.n); i++) {
        size_t row = map.form == PIG_CONSTANT ? 0 : rows_at(&scope->rows, i);
        if (!pig_is_null(&map, row))
            from[row] = find_key(&map, row, &node->key);
    }
    *out = vector_gather_or_null(arena, &map.children[1], from, n);
    out->form = map.form;
    return STATUS_OK;
}

// ---- scalars ----

Status run_scalar(Node *node, const Scope *scope, Vector *out) {
    const Expression *expression = node->expression;
    Vector row = scope->worker->query->scalars[expression->scalar];
    if (row.type == PIG_UNKNOWN) { // not collected
        *out = vector_null(scope->worker->arena, expression->type);
        return STATUS_OK;
    }
    row.form = PIG_CONSTANT;
    *out = tuple_field(scope->worker->arena, &row, expression->index, 1);
    out->form = PIG_CONSTANT;
    return STATUS_OK;
}
