// SPDX-License-Identifier: Apache-2.0
//
// What several rules make.

#include "compiler/rules/rules.h"

Expression *predicate_and(Arena *arena, Expression *a, Expression *b) {
    return expression_new(arena, EXPRESSION_AND, &a->place, type_of(PIG_BOOLEAN), 2,
                          (Expression *[]){a, b});
}
