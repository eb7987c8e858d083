// SPDX-License-Identifier: Apache-2.0
//
// Signatures: of manifests and of C functions.

#include "tests/fuzz/fuzz.h"
#include "udf/c_signature.h"
#include "udf/signature.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes) {
    Arena *arena = arena_create(0, NULL, NULL);
    const char *text = arena_strndup(arena, (const char *)bytes, n_bytes);
    Text why = text_new(0);
    (void)signature_parse(arena, text, &why);
    CSignature signature;
    (void)c_signature_parse(arena, text, &signature, &why);
    text_free(&why);
    arena_destroy(arena);
    return 0;
}
