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

static bool ends_in(const char *path, const char *suffix) {
    const size_t n_bytes = strlen(path), n_suffix = strlen(suffix);
    return n_bytes > n_suffix && strcmp(path + n_bytes - n_suffix, suffix) == 0;
}

const Codec *codec_by_path(const char *path) {
    for (size_t i = 0; i < N_CODECS; i++)
        if (ends_in(path, codecs[i]->suffix))
            return codecs[i];
    return NULL;
}

const Codec *codec_by_folder(const char *path) {
    for (size_t i = 0; i < N_CODECS; i++) {
        const Codec *codec = codecs[i];
        if (codec->by_class_only)
            continue;
        if (ends_in(path, codec->suffix) ||
            (codec->other_folder && ends_in(path, codec->other_folder)))
            return codec;
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
