// SPDX-License-Identifier: Apache-2.0
//
// The command line: what options.def lists, a script or none, and the words behind it. The first
// word that is no option names the script; what follows belongs to the script.

#ifndef JAVELINA_RUNTIME_SHELL_OPTIONS_H
#define JAVELINA_RUNTIME_SHELL_OPTIONS_H

#include <stdio.h>

#include "lang/base/text.h"
#include "lang/diagnostic.h"

typedef enum OptionKind {
#define OPTION(kind, short_name, long_name, argument, group, help) OPTION_##kind,
#include "runtime/shell/options.def"
#undef OPTION
    OPTION_COUNT,
} OptionKind;

typedef enum OptionGroup { OPTION_COMMON, OPTION_MORE, OPTION_QUIET } OptionGroup;

typedef struct OptionEntry {
    OptionKind kind;
    const char *short_name, *long_name;
    const char *argument; // "": none
    OptionGroup group;
    const char *help;
} OptionEntry;

// A list of words in the order given.
typedef struct Words {
    size_t n;
    const char **words;
} Words;

typedef struct Options {
    bool given[OPTION_COUNT];
    const char *value[OPTION_COUNT]; // the last one, for options with an argument
    Words params, param_files, properties, rules_off;
    const char *script;     // NULL: none
    const char *statements; // behind -e, joined by blanks; NULL: none
    bool standard_input;    // "-"
    Words arguments;        // behind the script
    const char *help_topic; // behind -h; NULL: none
} Options;

// Reads the line. Borrowed words of argv live on in *options; the rest is in `arena`. Reports an
// unknown option or a missing argument with EXIT_STATUS_PARSE and code 9010.
MUST_CHECK Status options_parse(int argc, char *const argv[], Arena *arena, DiagnosticSink *sink,
                                Options *options);

// Usage, examples and the common options; all: every option.
void options_print_help(FILE *out, const char *program, bool all);

#endif
