// SPDX-License-Identifier: Apache-2.0
//
// `fs`: the Hadoop file system shell on local files. Verbs stand in fs.def; changing ones are in
// fs.c, those that only look in fs_list.c. Each path of a verb is a glob; a verb goes on with its
// other paths after one that fails, and reports each.

#ifndef JAVELINA_RUNTIME_SHELL_FS_H
#define JAVELINA_RUNTIME_SHELL_FS_H

#include <stdio.h>

#include "lang/diagnostic.h"

// A verb at work.
typedef struct FsCall {
    const char *verb; // with its dash
    size_t n_options;
    const char *const *options; // words with a dash before the paths
    size_t n_args;
    const char *const *args; // globs expanded, but for verbs that take them as they are
    FILE *out;
    Arena *arena;
    DiagnosticSink *sink;
} FsCall;

// words[0] is the verb ("-ls"). Reports 2997 with EXIT_STATUS_IO, also for an unknown verb.
MUST_CHECK Status fs_run(size_t n_words, const char *const *words, FILE *out, Arena *arena,
                         DiagnosticSink *sink);

// True if the option was given, as "-r" or within "-rf".
bool fs_has_option(const FsCall *call, const char *option);

// Verbs of fs_list.c.
Status fs_ls(FsCall *call);
Status fs_du(FsCall *call);
Status fs_count(FsCall *call);
Status fs_stat(FsCall *call);
Status fs_find(FsCall *call);
Status fs_df(FsCall *call);

#endif
