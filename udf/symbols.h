// SPDX-License-Identifier: Apache-2.0
//
// Names of the functions that an open library offers, for hints.

#ifndef JAVELINA_UDF_SYMBOLS_H
#define JAVELINA_UDF_SYMBOLS_H

#include "lang/base/arena.h"

// The names, borrowed from the library while it is open; the array is in the arena.
const char **library_symbols(Arena *arena, void *handle, size_t *n_names);

#endif
