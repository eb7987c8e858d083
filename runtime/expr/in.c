// SPDX-License-Identifier: Apache-2.0
//
// IN. A list of constants becomes a hash table when the node is made; other lists are compared
// candidate by candidate. A match is true; without one, a null on either side makes the answer
// null.

#include "runtime/expr/node.h"
#include "udf/vector/compare.h"

typedef struct ConstantSet {
    Vector values;   // flat
    uint32_t *table; // row of `values` + 1, by hash; 0: free
    uint64_t mask;
    bool has_null;
} ConstantSet;

// ---- constants ----

static void insert(ConstantSet *set, uint64_t hash, size_t row) {
    uint64_t at = hash & set->mask;
    while (set->table[at])
        at = (at + 1) & set->mask;
    set->table[at] = (uint32_t)row + 1;
}

static bool holds(const ConstantSet *set, uint64_t hash, const Vector *v, size_t row) {
    for (uint64_t at = hash & set->mask; set->table[at]; at = (at + 1) & set->mask)
        if (value_equal(&set->values, set->table[at] - 1, v, row))
            return true;
    return false;
}

static bool all_are_constants(const Node *node) {
    for (size_t i = 1; i < node->n_children; i++)
        if (node->children[i]->expression->kind != EXPRESSION_CONSTANT)
            return false;
    return true;
}

void prepare_in(Node *node, Worker *worker) {
    size_t n = node->n_children - 1;
    if (n == 0 || !all_are_constants(node))
        return;
    Arena *arena = worker->state;
    const Vector **parts = ARENA_NEW_ARRAY(arena, const Vector *, n);
    size_t *n_rows = ARENA_NEW_ARRAY(arena, size_t, n);
    for (size_t i = 0; i < n; i++) {
        parts[i] = node->children[i + 1]->expression->constant;
        n_rows[i] = 1;
    }
    ConstantSet *set = node->set = ARENA_NEW(arena, ConstantSet);
    set->values = vector_concat(arena, parts, n_rows, n);
    set->mask = 3;
    while (set->mask < 2 * n)
        set->mask = set->mask * 2 + 1;
    set->table = ARENA_NEW_ARRAY(arena, uint32_t, set->mask + 1);
    uint64_t *hashes = ARENA_NEW_ARRAY(arena, uint64_t, n);
    vector_hash(&set->values, NULL, n, hashes, false);
    for (size_t i = 0; i < n; i++) {
        if (pig_is_null(&set->values, i))
            set->has_null = true;
        else
            insert(set, hashes[i], i);
    }
}

static void look_up(const ConstantSet *set, Arena *arena, const Vector *v, const Rows *rows,
                    Vector *out) {
    uint64_t *hashes = arena_alloc(arena, rows->n * sizeof *hashes);
    vector_hash(v, rows->list, rows->n, hashes, false);
    for (size_t i = 0; i < rows->n; i++) {
        const size_t row = rows_at(rows, i);
        bool null = v->valid && pig_is_null(v, row);
        bool found = !null && holds(set, hashes[i], v, row);
        pig_booleans_out(out)[row] = found;
        if (null || (!found && set->has_null))
            vector_set_null(arena, out, row, rows->n_rows);
    }
}

static Status run_set(Node *node, const Scope *scope, Vector *out) {
    Arena *arena = scope->worker->arena;
    Vector v;
    TRY(node_run(node->children[0], scope, &v));
    Rows rows = v.form == PIG_CONSTANT ? (Rows){NULL, 1, 1} : scope->rows;
    *out = vector_new(arena, type_of(PIG_BOOLEAN), rows.n_rows);
    look_up(node->set, arena, &v, &rows, out);
    out->form = v.form;
    return STATUS_OK;
}

// ---- any candidates ----

// Ors one more candidate into the answer.
static void add_candidate(Vector *answer, const Vector *equal, const Rows *rows, bool *null) {
    for (size_t i = 0; i < rows->n; i++) {
        const size_t row = rows_at(rows, i);
        if (pig_is_null(equal, row))
            null[row] = true;
        else
            pig_booleans_out(answer)[row] |= pig_booleans(equal)[pig_at(equal, row)];
    }
}

Status run_in(Node *node, const Scope *scope, Vector *out) {
    if (node->set)
        return run_set(node, scope, out);
    Arena *arena = scope->worker->arena;
    const Rows *rows = &scope->rows;
    Vector vectors[2], equal;
    TRY(node_run(node->children[0], scope, &vectors[0]));
    *out = vector_new(arena, type_of(PIG_BOOLEAN), rows->n_rows);
    bool *null = ARENA_NEW_ARRAY(arena, bool, rows->n_rows);
    for (size_t c = 1; c < node->n_children; c++) {
        TRY(node_run(node->children[c], scope, &vectors[1]));
        compare_vectors(arena, vectors, EXPRESSION_EQUAL, rows, &equal);
        add_candidate(out, &equal, rows, null);
    }
    for (size_t i = 0; i < rows->n; i++) {
        const size_t row = rows_at(rows, i);
        if (null[row] && !pig_booleans(out)[row])
            vector_set_null(arena, out, row, rows->n_rows);
    }
    return STATUS_OK;
}
