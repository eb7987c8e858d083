// SPDX-License-Identifier: Apache-2.0
//
// The one call of a fuzz target, by libFuzzer's name. A target is one file: it feeds the bytes to
// one entry point and must come back without a crash, a leak or a hang, whatever they are.

#ifndef JAVELINA_TESTS_FUZZ_FUZZ_H
#define JAVELINA_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// Tries `n_bytes` bytes (borrowed). Returns 0.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

#endif
