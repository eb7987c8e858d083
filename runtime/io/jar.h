// SPDX-License-Identifier: Apache-2.0
//
// The one thing that running a jar needs to know of it: the class that its manifest starts.

#ifndef JAVELINA_RUNTIME_IO_JAR_H
#define JAVELINA_RUNTIME_IO_JAR_H

#include "lang/base/arena.h"

// The Main-Class of the jar's manifest, in the arena; NULL if there is none, or no readable jar.
const char *jar_main_class(Arena *arena, const char *path);

#endif
