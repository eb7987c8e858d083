// SPDX-License-Identifier: Apache-2.0
//
// Where the reducers of Apache Pig find a key, so that part files can be compared with its own:
// the Java hash of the key names the reducer of a PARALLEL operator, and a reducer takes its keys
// in the order of the bytes that they are written as between mapper and reducer (short texts
// before long ones, negative numbers behind the others, nulls last). Where rows are sorted for a
// nested ORDER on their way (Apache Pig's secondary keys), keys are in their natural order.
//
// Hashes are free where there is one reducer. Bytes are compared only while the keys are few and
// in one partition: what is large comes in an order of its own.

#ifndef JAVELINA_RUNTIME_EXCHANGE_REDUCER_ORDER_H
#define JAVELINA_RUNTIME_EXCHANGE_REDUCER_ORDER_H

#include "runtime/exchange/key_table.h"

enum { REDUCER_SORTED_KEYS = 32 * 1024 };

typedef struct ReducerOrder {
    const KeyLayout *layout; // a part behind the script's tells null keys of inputs apart
    size_t n_keys;           // of the script
    bool tuple;              // the key is a tuple of the parts, even of one
    bool natural;            // keys are compared as ORDER does, not as bytes
    size_t n_reducers;
    bool whole; // all keys of the operator come together, none before or behind
} ReducerOrder;

// Are n keys sorted by their bytes? Otherwise they are only parted by reducers, and stay in order.
static inline bool reducer_order_sorts(const ReducerOrder *order, size_t n) {
    return order->whole && order->n_keys > 0 && n <= REDUCER_SORTED_KEYS;
}

// Puts entries[0..n) into order. ends[r]: where those of reducer r end. STATUS_FAILED: out of
// memory. Arena: for scratch.
MUST_CHECK Status reducer_order(const ReducerOrder *order, Arena *arena, char **entries, size_t n,
                                size_t *ends);

// The reducer of row i of the key columns.
size_t reducer_of(const ReducerOrder *order, const Vector *keys, size_t row);

#endif
