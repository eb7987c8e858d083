// SPDX-License-Identifier: Apache-2.0
//
// The choice of a codec.

#include "runtime/io/codecs.h"

#include <string.h>

static const Codec *const codecs[] = {
#define CODEC(suffix, object) &object,
#include "runtime/io/codecs.def"
#undef CODEC
};

enum { N_CODECS = sizeof codecs / sizeof *codecs };

const Codec *codec_by_path(const char *path) {
    const size_t n_bytes = strlen(path);
    for (size_t i = 0; i < N_CODECS; i++) {
        const size_t n_suffix = strlen(codecs[i]->suffix);
        if (n_bytes > n_suffix && strcmp(path + n_bytes - n_suffix, codecs[i]->suffix) == 0)
            return codecs[i];
    }
    return NULL;
}

const Codec *codec_by_class(const char *class_name) {
    const char *dot = strrchr(class_name, '.');
    const char *last = dot ? dot + 1 : class_name;
    for (size_t i = 0; i < N_CODECS; i++)
        if (strcmp(codecs[i]->class_name, last) == 0)
            return codecs[i];
    return NULL;
}
