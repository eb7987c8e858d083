// SPDX-License-Identifier: Apache-2.0
//
// Declarations of the formats that formats.def lists.

#ifndef JAVELINA_RUNTIME_IO_FORMATS_H
#define JAVELINA_RUNTIME_IO_FORMATS_H

#include "runtime/io/format.h"

#define FORMAT(name, object, package) extern const Format object;
#include "runtime/io/formats.def"
#undef FORMAT

#endif
