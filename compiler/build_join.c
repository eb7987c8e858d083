// SPDX-License-Identifier: Apache-2.0
//
// JOIN and CROSS: the columns of all inputs side by side, each called "relation::column".

#include <strings.h>

#include "compiler/build.h"

typedef struct HintWord {
    const char *word;
    JoinHint hint;
} HintWord;

static const HintWord hint_words[] = {
    {"hash", JOIN_DEFAULT},
    {"default", JOIN_DEFAULT},
    {"repl", JOIN_REPLICATED},
    {"replicated", JOIN_REPLICATED},
    {"skewed", JOIN_SKEWED},
    {"merge", JOIN_MERGE},
    {"merge-sparse", JOIN_MERGE_SPARSE},
    {"bloom", JOIN_BLOOM},
};

static Status join_hint(Builder *b, const AstOperator *ast, JoinHint *hint) {
    *hint = JOIN_DEFAULT;
    if (!ast->hint.text)
        return STATUS_OK;
    for (size_t i = 0; i < sizeof hint_words / sizeof *hint_words; i++)
        if (strcasecmp(ast->hint.text, hint_words[i].word) == 0) {
            *hint = hint_words[i].hint;
            return STATUS_OK;
        }
    return diagnose(b->sink, 1200, &ast->hint.place,
                    "JOIN knows hash, replicated, skewed, merge, merge-sparse and bloom, not '%s'",
                    ast->hint.text);
}

// What the parser of Apache Pig refuses. What merge joins ask of their inputs is looked at when the
// join is needed.
static Status check_hint(Builder *b, const AstOperator *ast, JoinHint hint) {
    if (hint == JOIN_REPLICATED && (ast->join == AST_JOIN_RIGHT || ast->join == AST_JOIN_FULL))
        return diagnose(b->sink, 1200, &b->place, "a replicated join can be inner or left outer");
    if (hint == JOIN_SKEWED && ast->keyed.n > 2)
        return diagnose(b->sink, 1200, &b->place, "a skewed join takes two relations");
    if ((hint == JOIN_MERGE || hint == JOIN_MERGE_SPARSE) && ast->keyed.n > 2)
        return diagnose(b->sink, 1200, &b->place, "a merge join takes two relations");
    if (hint == JOIN_SKEWED && ast->partitioner.text)
        return diagnose(b->sink, 1200, &b->place, "a skewed join takes no PARTITION BY");
    return STATUS_OK;
}

static const Schema *side_by_side(Builder *b, LogicalOperator *const *inputs, size_t n) {
    const Schema **schemas = ARENA_NEW_ARRAY(b->arena, const Schema *, n);
    const char **names = ARENA_NEW_ARRAY(b->arena, const char *, n);
    for (size_t i = 0; i < n; i++) {
        if (!inputs[i]->schema)
            return NULL;
        schemas[i] = inputs[i]->schema;
        names[i] = relation_name(b, inputs[i]);
    }
    return schema_concat(b->arena, schemas, names, n);
}

static Status check_join(Builder *b, const AstOperator *ast, LogicalOperator *const *inputs,
                         JoinHint *hint) {
    TRY(build_check_distinct(b, inputs, ast->keyed.n, 1200, "JOIN"));
    TRY(join_hint(b, ast, hint));
    TRY(check_hint(b, ast, *hint));
    if (ast->join == AST_JOIN_INNER)
        return STATUS_OK;
    if (ast->keyed.n != 2)
        return diagnose(b->sink, 1200, &b->place, "an outer join takes two relations");
    return STATUS_OK;
}

LogicalOperator *build_join(Builder *b, const AstOperator *ast) {
    size_t n = ast->keyed.n;
    LogicalOperator **inputs = ARENA_NEW_ARRAY(b->arena, LogicalOperator *, n);
    bool all = true;
    for (size_t i = 0; i < n; i++) {
        inputs[i] = build_input(b, &ast->keyed.items[i].input);
        all &= inputs[i] != NULL;
    }
    Keys keys;
    JoinHint hint;
    if (!all || check_join(b, ast, inputs, &hint) != STATUS_OK ||
        build_keys(b, &ast->keyed, inputs, false, &keys) != STATUS_OK)
        return NULL;
    LogicalOperator *op = relation_new(b, LOGICAL_JOIN, side_by_side(b, inputs, n), n, inputs);
    KeyedInput *keyed = ARENA_NEW_ARRAY(b->arena, KeyedInput, n);
    for (size_t i = 0; i < n; i++) {
        keyed[i] = keys.inputs[i];
        // A side is inner when the rows of the other need a match in it.
        bool kept_alone =
            ast->join == AST_JOIN_FULL || ast->join == (i == 0 ? AST_JOIN_RIGHT : AST_JOIN_LEFT);
        keyed[i].inner = !kept_alone;
    }
    op->join.keyed = keyed;
    op->join.hint = hint;
    return op;
}

LogicalOperator *build_cross(Builder *b, const AstOperator *ast) {
    LogicalOperator **inputs;
    if (!build_inputs(b, &ast->inputs, &inputs))
        return NULL;
    size_t n = ast->inputs.n;
    return relation_new(b, LOGICAL_CROSS, side_by_side(b, inputs, n), n, inputs);
}
