// SPDX-License-Identifier: Apache-2.0
//
// Shuffled rows of several inputs, grouped by key: what GROUP makes bags of, and small joins cross.
// Groups come in the order of reducer_order.h; rows of a group in that of the input, or, if they
// are all of a small input, as a mapper of Apache Pig puts them out.

#ifndef JAVELINA_RUNTIME_OP_KEYED_GROUPS_H
#define JAVELINA_RUNTIME_OP_KEYED_GROUPS_H

#include "runtime/exchange/reducer_order.h"
#include "runtime/op/keyed_input.h"

// The rows of one input, sorted by group.
typedef struct GroupedInput {
    ShuffledRows rows;
    uint32_t *groups; // of rows.refs[i]
    size_t *ends;     // by group: where its references end
    RowRef *refs;     // sorted
} GroupedInput;

typedef struct KeyedGroups {
    // What is asked for.
    Worker *worker;
    const KeyedStore *stores; // by input
    size_t n_inputs;
    const KeyLayout *layout;
    bool parted; // null keys of different inputs are different groups
    const ReducerOrder *order;
    // What is made.
    Arena *memory;
    KeyTable table;
    char **entries;  // of the groups, in order
    size_t *ends;    // of each reducer's entries
    uint32_t *ranks; // of each group, among all
    GroupedInput *inputs;
} KeyedGroups;

// Reads and groups all rows of the pieces, one an input. Free with keyed_groups_free, also after a
// failure.
MUST_CHECK Status keyed_groups_make(KeyedGroups *groups, const ShufflePieces *pieces);
void keyed_groups_free(KeyedGroups *groups);

// The number of an entry's group.
static inline uint64_t *keyed_group_number(const KeyedGroups *groups, char *entry) {
    return (uint64_t *)(void *)(entry + groups->layout->n_bytes);
}

// Where a group's references begin, and how many there are.
static inline size_t grouped_start(const GroupedInput *input, size_t group) {
    return group ? input->ends[group - 1] : 0;
}

static inline size_t grouped_rows(const GroupedInput *input, size_t group) {
    return input->ends[group] - grouped_start(input, group);
}

#endif
