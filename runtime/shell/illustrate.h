// SPDX-License-Identifier: Apache-2.0
//
// ILLUSTRATE: a table for each step, as Apache Pig draws it.

#ifndef JAVELINA_RUNTIME_SHELL_ILLUSTRATE_H
#define JAVELINA_RUNTIME_SHELL_ILLUSTRATE_H

#include <stdio.h>

#include "runtime/shell/examples.h"

// Draws the steps that have a name and a schema.
void illustrate_print(const Examples *examples, FILE *out);

#endif
