// SPDX-License-Identifier: Apache-2.0
//
// AND, OR, NOT, IS NULL and the conditional, in three-valued logic. The right side and the branches
// are evaluated only for the rows that need them.

#include "runtime/expr/node.h"

// ---- AND, OR ----

// Rows where both children are `want`.
static Status select_both(Node *node, const Scope *scope, bool want, uint32_t *selection,
                          size_t *n) {
    Arena *arena = scope->worker->arena;
    uint32_t *first = arena_alloc(arena, scope->rows.n * sizeof *first);
    size_t n_first;
    TRY(node_select(node->children[0], scope, want, first, &n_first));
    Scope narrow = *scope;
    narrow.rows = (Rows){first, n_first, scope->rows.n_rows};
    *n = 0;
    return n_first ? node_select(node->children[1], &narrow, want, selection, n) : STATUS_OK;
}

// Rows where at least one child is `want`.
static Status select_either(Node *node, const Scope *scope, bool want, uint32_t *selection,
                            size_t *n) {
    Arena *arena = scope->worker->arena;
    size_t n_rows = scope->rows.n_rows;
    uint32_t *first = arena_alloc(arena, scope->rows.n * sizeof *first);
    uint32_t *second = arena_alloc(arena, scope->rows.n * sizeof *second);
    size_t n_first, n_second = 0;
    TRY(node_select(node->children[0], scope, want, first, &n_first));
    Scope rest = *scope;
    rest.rows = rows_without(arena, &scope->rows, &(Rows){first, n_first, n_rows});
    if (rest.rows.n)
        TRY(node_select(node->children[1], &rest, want, second, &n_second));
    Rows both =
        rows_merge(arena, &(Rows){first, n_first, n_rows}, &(Rows){second, n_second, n_rows});
    *n = both.n;
    memcpy(selection, both.list, both.n * sizeof *selection);
    return STATUS_OK;
}

Status select_and_or(Node *node, const Scope *scope, bool want, uint32_t *selection, size_t *n) {
    bool both = (node->expression->kind == EXPRESSION_AND) == want;
    return both ? select_both(node, scope, want, selection, n)
                : select_either(node, scope, want, selection, n);
}

// Where the left side decides (false for AND, true for OR) it is the answer; elsewhere the right
// side is, unless the left is null and the right does not decide.
Status run_and_or(Node *node, const Scope *scope, Vector *out) {
    Arena *arena = scope->worker->arena;
    const Rows *rows = &scope->rows;
    bool deciding = node->expression->kind == EXPRESSION_OR;
    Vector left, right;
    TRY(node_run(node->children[0], scope, &left));
    uint32_t *decided = arena_alloc(arena, rows->n * sizeof *decided);
    size_t n_decided = select_booleans(&left, *rows, deciding, decided);
    if (n_decided == rows->n) {
        *out = left;
        return STATUS_OK;
    }
    Scope rest = *scope;
    rest.rows = rows_without(arena, rows, &(Rows){decided, n_decided, rows->n_rows});
    TRY(node_run(node->children[1], &rest, &right));
    *out = vector_new(arena, type_of(PIG_BOOLEAN), rows->n_rows);
    memset(out->data, deciding, rows->n_rows);
    for (size_t i = 0; i < rest.rows.n; i++) {
        size_t row = rows_at(&rest.rows, i);
        bool null = pig_is_null(&right, row);
        bool value = !null && pig_booleans(&right)[pig_at(&right, row)];
        pig_booleans_out(out)[row] = value;
        if (null || (pig_is_null(&left, row) && value != deciding))
            vector_set_null(arena, out, row, rows->n_rows);
    }
    return STATUS_OK;
}

// ---- NOT, IS NULL ----

Status select_not(Node *node, const Scope *scope, bool want, uint32_t *selection, size_t *n) {
    return node_select(node->children[0], scope, !want, selection, n);
}

Status run_not(Node *node, const Scope *scope, Vector *out) {
    Vector v;
    TRY(node_run(node->children[0], scope, &v));
    size_t n = v.form == PIG_CONSTANT ? 1 : scope->rows.n_rows;
    *out = vector_new(scope->worker->arena, type_of(PIG_BOOLEAN), n);
    out->form = v.form;
    out->valid = v.valid;
    for (size_t i = 0; i < n; i++)
        pig_booleans_out(out)[i] = !pig_booleans(&v)[i];
    return STATUS_OK;
}

Status select_is_null(Node *node, const Scope *scope, bool want, uint32_t *selection, size_t *n) {
    Vector v;
    TRY(node_run(node->children[0], scope, &v));
    bool null = (node->expression->kind == EXPRESSION_IS_NULL) == want;
    size_t k = 0;
    for (size_t i = 0; i < scope->rows.n; i++) {
        size_t row = rows_at(&scope->rows, i);
        selection[k] = (uint32_t)row;
        k += pig_is_null(&v, row) == null;
    }
    *n = k;
    return STATUS_OK;
}

Status run_is_null(Node *node, const Scope *scope, Vector *out) {
    Vector v;
    TRY(node_run(node->children[0], scope, &v));
    bool null = node->expression->kind == EXPRESSION_IS_NULL;
    size_t n = v.form == PIG_CONSTANT ? 1 : scope->rows.n_rows;
    *out = vector_new(scope->worker->arena, type_of(PIG_BOOLEAN), n);
    out->form = v.form;
    for (size_t i = 0; i < n; i++)
        pig_booleans_out(out)[i] = pig_is_null(&v, i) == null;
    return STATUS_OK;
}

// ---- conditional ----

// The rows whose condition is `want`, and the branch for them.
static Status run_branch(Node *node, const Scope *scope, const Vector *condition, bool want,
                         Rows *rows, Vector *out) {
    uint32_t *list = arena_alloc(scope->worker->arena, scope->rows.n * sizeof *list);
    *rows = (Rows){list, select_booleans(condition, scope->rows, want, list), scope->rows.n_rows};
    if (rows->n == 0)
        return STATUS_OK;
    if (rows->n == scope->rows.n)
        *rows = scope->rows;
    Scope branch = *scope;
    branch.rows = *rows;
    return node_run(node->children[want ? 1 : 2], &branch, out);
}

// A branch that costs nothing and cannot fail is looked at for every row.
static bool is_at_hand(const Node *node) {
    return node->expression->kind == EXPRESSION_COLUMN ||
           node->expression->kind == EXPRESSION_CONSTANT;
}

static bool can_choose(const Vector *condition, const Vector *yes, const Vector *no) {
    return condition->form == PIG_FLAT && condition->type == PIG_BOOLEAN && yes->type == no->type &&
           yes->type != PIG_ANY && !type_is_complex((pig_type)yes->type);
}

Status run_condition(Node *node, const Scope *scope, Vector *out) {
    Vector condition, yes, no;
    Rows yes_rows, no_rows;
    Arena *arena = scope->worker->arena;
    const Type *type = node->expression->type;
    TRY(node_run(node->children[0], scope, &condition));
    if (is_at_hand(node->children[1]) && is_at_hand(node->children[2])) {
        TRY(node_run(node->children[1], scope, &yes));
        TRY(node_run(node->children[2], scope, &no));
        if (can_choose(&condition, &yes, &no)) {
            *out = rows_choose(arena, &condition, &yes, &no, scope->rows.n_rows);
            return STATUS_OK;
        }
    }
    TRY(run_branch(node, scope, &condition, true, &yes_rows, &yes));
    TRY(run_branch(node, scope, &condition, false, &no_rows, &no));
    if (yes_rows.n == scope->rows.n || no_rows.n == scope->rows.n) {
        *out = yes_rows.n ? yes : no;
        return STATUS_OK;
    }
    if (yes_rows.n + no_rows.n == scope->rows.n) {
        *out = rows_blend(arena, type, &yes, &yes_rows, &no, &no_rows);
        return STATUS_OK;
    }
    Vector none = vector_null(arena, type);
    Rows both = rows_merge(arena, &yes_rows, &no_rows);
    Rows null_rows = rows_without(arena, &scope->rows, &both);
    if (both.n == 0) {
        *out = none;
        return STATUS_OK;
    }
    *out = rows_blend(arena, type, &yes, &yes_rows, &no, &no_rows);
    if (null_rows.n)
        *out = rows_blend(arena, type, out, &both, &none, &null_rows);
    return STATUS_OK;
}
