// SPDX-License-Identifier: Apache-2.0
//
// Works out expressions that read nothing of the row. A failure there ends the script before it
// runs, as in Apache Pig (code 2000, or the function's own).

#include "compiler/rules/rules.h"

typedef struct Folding {
    Rewrite *rewrite;
    bool changed;
    Status status;
} Folding;

static bool may_fold(const Expression *node) {
    switch (node->kind) {
    case EXPRESSION_CONSTANT:
    case EXPRESSION_COLUMN:
    case EXPRESSION_ROW_FIELD:
    case EXPRESSION_SCALAR:
    case EXPRESSION_NESTED:
    case EXPRESSION_AGGREGATE:
        return false;
    case EXPRESSION_CALL:
        return node->n_children > 0 && !expression_is_impure(node);
    default:
        return node->n_children > 0;
    }
}

static Expression *fold(Arena *arena, Expression *node, void *context) {
    Folding *folding = context;
    const CompilerEnvironment *environment = folding->rewrite->environment;
    if (folding->status != STATUS_OK || !may_fold(node))
        return node;
    for (size_t i = 0; i < node->n_children; i++)
        if (node->children[i]->kind != EXPRESSION_CONSTANT)
            return node;
    const Vector *value =
        environment->fold_constant(environment->context, arena, node, folding->rewrite->sink);
    if (!value) {
        folding->status = STATUS_FAILED;
        return node;
    }
    folding->changed = true;
    return expression_constant(arena, &node->place, node->type, value);
}

Status rule_constant_calculator(Rewrite *rewrite, bool *changed) {
    Folding folding = {.rewrite = rewrite};
    if (!rewrite->environment->fold_constant)
        return STATUS_OK;
    for (size_t i = 0; i < rewrite->plan->n_operators; i++)
        operator_rewrite_expressions(rewrite->plan->arena, rewrite->plan->operators[i], fold,
                                     &folding);
    *changed = folding.changed;
    return folding.status;
}
