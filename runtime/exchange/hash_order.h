// SPDX-License-Identifier: Apache-2.0
//
// An order of groups that does not depend on threads or on what was spilled: that of their hashes.

#ifndef JAVELINA_RUNTIME_EXCHANGE_HASH_ORDER_H
#define JAVELINA_RUNTIME_EXCHANGE_HASH_ORDER_H

#include "runtime/exchange/key_table.h"

// Sorts entries of a key table by their hashes, in linear time for hashes that are spread evenly.
// Scratch memory comes from the arena and is given back.
void hash_order(Arena *arena, char **entries, size_t n);

#endif
