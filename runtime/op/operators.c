// SPDX-License-Identifier: Apache-2.0
//
// From the kind of an operator to its implementation.

#include "runtime/op/operators.h"

#define PIPE(kind, object) [PIPE_##kind] = &object,
#define STAGE(kind, object)
static const PipeType *const pipe_types[PIPE_COLLECT + 1] = {
#include "runtime/op/operators.def"
};
#undef PIPE
#undef STAGE

#define PIPE(kind, object)
#define STAGE(kind, object) [STAGE_##kind] = &object,
static const StageType *const stage_types[STAGE_NATIVE + 1] = {
#include "runtime/op/operators.def"
};
#undef PIPE
#undef STAGE

const PipeType *pipe_type(PipeKind kind) {
    return pipe_types[kind];
}

const StageType *stage_type(StageKind kind) {
    return stage_types[kind];
}
