// SPDX-License-Identifier: Apache-2.0
//
// Whole folders: making, clearing, moving, removing. Symbolic links are removed, not followed.

#ifndef JAVELINA_RUNTIME_EXEC_FOLDERS_H
#define JAVELINA_RUNTIME_EXEC_FOLDERS_H

#include <stdbool.h>

#include "lang/base/arena.h"

// All return false with errno set when something could not be done.

// Makes the folders above `path`, not `path` itself.
bool folder_make_parents(const char *path);

// Removes everything in the folder but the entry `keep` (NULL: everything).
bool folder_clear(const char *path, const char *keep);

// Removes the folder and everything in it.
bool folder_remove(const char *path);

// Renames every entry of `from` into `to` (one file system).
bool folder_move_all(Arena *arena, const char *from, const char *to);

#endif
