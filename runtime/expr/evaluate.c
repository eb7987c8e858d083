// SPDX-License-Identifier: Apache-2.0
//
// Expressions made ready: the tree of nodes, and how each kind runs.

#include "runtime/expr/evaluate.h"

#include "runtime/exec/query.h"
#include "runtime/expr/cast.h"
#include "runtime/expr/node.h"

struct Evaluator {
    Node *root;
};

// ---- simple nodes ----

static Status run_constant(Node *node, const Scope *scope, Vector *out) {
    (void)scope;
    *out = *node->expression->constant;
    out->form = PIG_CONSTANT;
    return STATUS_OK;
}

static Status run_column(Node *node, const Scope *scope, Vector *out) {
    size_t index = node->expression->index;
    *out = index < scope->input->n_columns
               ? scope->input->columns[index]
               : vector_null(scope->worker->arena, node->expression->type);
    return STATUS_OK;
}

static Status run_nested(Node *node, const Scope *scope, Vector *out) {
    (void)scope;
    *out = *node->nested[node->expression->index];
    return STATUS_OK;
}

static Status run_cast(Node *node, const Scope *scope, Vector *out) {
    Vector v;
    TRY(node_run(node->children[0], scope, &v));
    return cast_vector(scope->worker, &v, scope->rows, node->expression->type, node->column_name,
                       out);
}

// ---- kinds ----

typedef struct NodeKind {
    NodeRun *run;
    NodeSelect *select;
} NodeKind;

static const NodeKind kinds[] = {
    [EXPRESSION_CONSTANT] = {run_constant, NULL},
    [EXPRESSION_COLUMN] = {run_column, NULL},
    [EXPRESSION_ROW_FIELD] = {run_row_field, NULL},
    [EXPRESSION_TUPLE_FIELD] = {run_tuple_field, NULL},
    [EXPRESSION_TUPLE_PROJECT] = {run_tuple_project, NULL},
    [EXPRESSION_TUPLE_TAIL] = {run_tuple_tail, NULL},
    [EXPRESSION_BAG_PROJECT] = {run_bag_project, NULL},
    [EXPRESSION_MAP_VALUE] = {run_map_value, NULL},
    [EXPRESSION_CAST] = {run_cast, NULL},
    [EXPRESSION_NEGATE] = {run_negate, NULL},
    [EXPRESSION_ADD] = {run_arithmetic, NULL},
    [EXPRESSION_SUBTRACT] = {run_arithmetic, NULL},
    [EXPRESSION_MULTIPLY] = {run_arithmetic, NULL},
    [EXPRESSION_DIVIDE] = {run_arithmetic, NULL},
    [EXPRESSION_MODULO] = {run_arithmetic, NULL},
    [EXPRESSION_EQUAL] = {run_comparison, select_comparison},
    [EXPRESSION_NOT_EQUAL] = {run_comparison, select_comparison},
    [EXPRESSION_LESS] = {run_comparison, select_comparison},
    [EXPRESSION_LESS_EQUAL] = {run_comparison, select_comparison},
    [EXPRESSION_GREATER] = {run_comparison, select_comparison},
    [EXPRESSION_GREATER_EQUAL] = {run_comparison, select_comparison},
    [EXPRESSION_AND] = {run_and_or, select_and_or},
    [EXPRESSION_OR] = {run_and_or, select_and_or},
    [EXPRESSION_NOT] = {run_not, select_not},
    [EXPRESSION_IS_NULL] = {run_is_null, select_is_null},
    [EXPRESSION_IS_NOT_NULL] = {run_is_null, select_is_null},
    [EXPRESSION_MATCHES] = {run_matches, NULL},
    [EXPRESSION_IN] = {run_in, NULL},
    [EXPRESSION_CONDITION] = {run_condition, NULL},
    [EXPRESSION_CALL] = {run_call, NULL},
    [EXPRESSION_AGGREGATE] = {run_aggregate, NULL},
    [EXPRESSION_SCALAR] = {run_scalar, NULL},
    [EXPRESSION_NESTED] = {run_nested, NULL},
};

Status node_run(Node *node, const Scope *scope, Vector *out) {
    return node->run(node, scope, out);
}

size_t select_booleans(const Vector *v, Rows rows, bool want, uint32_t *selection) {
    size_t k = 0;
    if (v->form == PIG_CONSTANT) {
        if (pig_is_null(v, 0) || (pig_booleans(v)[0] != 0) != want)
            return 0;
        for (size_t i = 0; i < rows.n; i++)
            selection[i] = (uint32_t)rows_at(&rows, i);
        return rows.n;
    }
    const uint8_t *values = pig_booleans(v);
    for (size_t i = 0; i < rows.n; i++) {
        size_t row = rows_at(&rows, i);
        selection[k] = (uint32_t)row;
        k += (values[row] != 0) == want && !(v->valid && pig_is_null(v, row));
    }
    return k;
}

Status node_select(Node *node, const Scope *scope, bool want, uint32_t *selection, size_t *n) {
    if (node->select)
        return node->select(node, scope, want, selection, n);
    Vector v;
    TRY(node_run(node, scope, &v));
    *n = select_booleans(&v, scope->rows, want, selection);
    return STATUS_OK;
}

// ---- making ----

static Status prepare(Node *node, Worker *worker) {
    const Expression *expression = node->expression;
    switch (expression->kind) {
    case EXPRESSION_CALL:
    case EXPRESSION_AGGREGATE:
        return prepare_call(node, worker);
    case EXPRESSION_MATCHES:
        return prepare_matches(node, worker);
    case EXPRESSION_IN:
        prepare_in(node, worker);
        return STATUS_OK;
    case EXPRESSION_MAP_VALUE:
        node->key = pig_str_make(expression->text, expression->n_text_bytes);
        return STATUS_OK;
    default:
        return STATUS_OK;
    }
}

static void release(Node *node) {
    if (!node)
        return;
    if (node->function)
        release_call(node);
    if (node->matcher)
        release_matches(node);
    for (size_t i = 0; i < node->n_children; i++)
        release(node->children[i]);
}

static Status create(Worker *worker, const Expression *expression, const Vector *const *nested,
                     Node **made) {
    Node *node = *made = ARENA_NEW(worker->state, Node);
    *node = (Node){.expression = expression,
                   .run = kinds[expression->kind].run,
                   .select = kinds[expression->kind].select,
                   .nested = nested,
                   .children = ARENA_NEW_ARRAY(worker->state, Node *, expression->n_children)};
    for (size_t i = 0; i < expression->n_children; i++) {
        node->n_children = i + 1;
        TRY(create(worker, expression->children[i], nested, &node->children[i]));
    }
    return prepare(node, worker);
}

Status evaluator_create(Worker *worker, const Expression *expression, const Vector *const *nested,
                        Evaluator **evaluator) {
    Evaluator *made = ARENA_NEW(worker->state, Evaluator);
    *evaluator = made;
    return create(worker, expression, nested, &made->root);
}

void evaluator_destroy(Evaluator *evaluator) {
    if (evaluator)
        release(evaluator->root);
}

static Scope scope_of(Worker *worker, const Batch *input) {
    return (Scope){worker, input, {input->selection, input->n_selected, input->n_rows}};
}

Status evaluator_run(Evaluator *evaluator, Worker *worker, const Batch *input, Vector *result) {
    Scope scope = scope_of(worker, input);
    return node_run(evaluator->root, &scope, result);
}

Status evaluator_select(Evaluator *evaluator, Worker *worker, const Batch *input,
                        uint32_t *selection, size_t *n_selected) {
    Scope scope = scope_of(worker, input);
    return node_select(evaluator->root, &scope, true, selection, n_selected);
}

// ---- shared ----

bool all_constant(const Vector *vectors, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (vectors[i].form != PIG_CONSTANT)
            return false;
    return true;
}

uint64_t *combined_validity(Arena *arena, const Vector *vectors, size_t n, size_t n_rows) {
    uint64_t *valid = NULL;
    size_t n_words = vector_validity_words(n_rows);
    for (size_t i = 0; i < n; i++) {
        const Vector *v = &vectors[i];
        if (!v->valid || (v->form == PIG_CONSTANT && !pig_is_null(v, 0)))
            continue;
        if (v->form == PIG_CONSTANT)
            return ARENA_NEW_ARRAY(arena, uint64_t, n_words);
        if (!valid) {
            valid = arena_alloc(arena, n_words * sizeof *valid);
            memcpy(valid, v->valid, n_words * sizeof *valid);
            continue;
        }
        for (size_t w = 0; w < n_words; w++)
            valid[w] &= v->valid[w];
    }
    return valid;
}
