// SPDX-License-Identifier: Apache-2.0
//
// Declarations of the operators that operators.def lists.

#ifndef JAVELINA_RUNTIME_OP_OPERATORS_H
#define JAVELINA_RUNTIME_OP_OPERATORS_H

#include "runtime/op/operator.h"

#define PIPE(kind, object)  extern const PipeType object;
#define STAGE(kind, object) extern const StageType object;
#include "runtime/op/operators.def"
#undef PIPE
#undef STAGE

#endif
