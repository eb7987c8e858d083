// SPDX-License-Identifier: Apache-2.0
//
// Words of the logical operators.

#include "compiler/logical.h"

static const char *const words[] = {
#define X(kind, word) word,
    LOGICAL_KINDS(X)
#undef X
};

const char *logical_word(LogicalKind kind) {
    return words[kind];
}
