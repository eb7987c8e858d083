// SPDX-License-Identifier: Apache-2.0
//
// Which FOREACHs over a GROUP can run as aggregates while rows arrive (in the combiner), so that no
// bag is ever made: those that use the bags only as arguments of aggregate functions, also through
// projections, nested FILTER, DISTINCT, FOREACH and ORDER, and through IsEmpty and SIZE.

#ifndef JAVELINA_COMPILER_COMBINE_H
#define JAVELINA_COMPILER_COMBINE_H

#include "compiler/stages.h"

// A FOREACH over a GROUP as aggregates plus a projection of their results.
typedef struct Combined {
    size_t n_aggregates;
    const StageAggregate *aggregates;
    const Schema *output; // key columns, then aggregate results
    size_t n_items;       // over that output
    const GenerateItem *items;
} Combined;

// Tries to combine `foreach` with the GROUP that is its input. False if it uses a bag as a bag.
bool combine_group(Arena *arena, const LogicalOperator *foreach, Registry *registry,
                   Combined *combined);

#endif
