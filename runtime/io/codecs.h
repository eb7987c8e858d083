// SPDX-License-Identifier: Apache-2.0
//
// Declarations of the codecs that codecs.def lists.

#ifndef JAVELINA_RUNTIME_IO_CODECS_H
#define JAVELINA_RUNTIME_IO_CODECS_H

#include "runtime/io/codec.h"

#define CODEC(suffix, object) extern const Codec object;
#include "runtime/io/codecs.def"
#undef CODEC

#endif
