// SPDX-License-Identifier: Apache-2.0
//
// The command line by table. Options of Apache Pig keep their names and take their argument as the
// next word (whatever it looks like) or behind '='; one letter and its argument may also be written
// as one word, as in -Dkey=value.

#include "runtime/shell/options.h"

#include <string.h>

static const OptionEntry OPTIONS[] = {
#define OPTION(kind, short_name, long_name, argument, group, help)                                 \
    {OPTION_##kind, short_name, long_name, argument, OPTION_##group, help},
#include "runtime/shell/options.def"
#undef OPTION
};

// One word of the line taken apart.
typedef struct OptionWord {
    const OptionEntry *entry;
    const char *argument; // NULL: not within the word
} OptionWord;

static bool same_name(const char *name, const char *word, size_t n_bytes) {
    return n_bytes > 0 && strlen(name) == n_bytes && strncmp(name, word, n_bytes) == 0;
}

// Whole names first, so that -param is not -p with the argument "aram".
static OptionWord find_option(const char *word) {
    const char *equals = strchr(word, '=');
    size_t n_bytes = equals != NULL ? (size_t)(equals - word) : strlen(word);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const OptionEntry *entry = &OPTIONS[i];
        if (equals != NULL && entry->argument[0] == '\0')
            continue;
        if (same_name(entry->short_name, word, n_bytes) ||
            same_name(entry->long_name, word, n_bytes))
            return (OptionWord){entry, equals != NULL ? equals + 1 : NULL};
    }
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (OPTIONS[i].kind == OPTION_PROPERTY && word[0] == OPTIONS[i].short_name[0])
            return (OptionWord){&OPTIONS[i], word + 1};
    }
    return (OptionWord){NULL, NULL};
}

static void add_word(Arena *arena, Words *list, const char *word) {
    const char **grown = ARENA_NEW_ARRAY(arena, const char *, list->n + 1);
    if (list->n > 0)
        memcpy(grown, list->words, list->n * sizeof *grown);
    grown[list->n++] = word;
    list->words = grown;
}

static Status fail_usage(DiagnosticSink *sink, const char *hint, const char *format,
                         const char *word) {
    char message[512];
    snprintf(message, sizeof message, format, word);
    Status failed = diagnose_hint(sink, 9010, NULL, hint, "%s", message);
    diagnostics_set_status(sink, EXIT_STATUS_PARSE);
    return failed;
}

static Status fail_unknown(DiagnosticSink *sink, Arena *arena, const char *word) {
    const char *names[OPTION_COUNT];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        names[i] = OPTIONS[i].long_name;
    const char *near = nearest_name(word + strspn(word, "-"), names, OPTION_COUNT);
    const char *hint =
        near != NULL && near[0] != '\0' ? arena_printf(arena, "did you mean '-%s'?", near) : NULL;
    return fail_usage(sink, hint, "unknown option '%s'", word);
}

static const char *join_words(Arena *arena, int n, char *const words[]) {
    char *joined = arena_strdup(arena, n > 0 ? words[0] : "");
    for (int i = 1; i < n; i++)
        joined = arena_printf(arena, "%s %s", joined, words[i]);
    return joined;
}

static void keep_value(Options *options, Arena *arena, OptionKind kind, const char *value) {
    options->value[kind] = value;
    if (kind == OPTION_PARAM)
        add_word(arena, &options->params, value);
    else if (kind == OPTION_PARAM_FILE)
        add_word(arena, &options->param_files, value);
    else if (kind == OPTION_PROPERTY)
        add_word(arena, &options->properties, value);
    else if (kind == OPTION_OPTIMIZER_OFF)
        add_word(arena, &options->rules_off, value);
}

// Takes the option at argv[*at] and what belongs to it; *at is then the next word.
static Status take_option(int argc, char *const argv[], int *at, Arena *arena, DiagnosticSink *sink,
                          Options *options) {
    const char *word = argv[(*at)++];
    OptionWord found = find_option(word + (word[1] == '-' ? 2 : 1));
    if (found.entry == NULL)
        return fail_unknown(sink, arena, word);
    OptionKind kind = found.entry->kind;
    options->given[kind] = true;
    if (kind == OPTION_HELP && *at < argc)
        options->help_topic = argv[*at];
    if (found.entry->argument[0] == '\0')
        return STATUS_OK;
    if (found.argument == NULL && *at >= argc)
        return fail_usage(sink, NULL, "option '%s' needs an argument", word);
    if (kind == OPTION_EXECUTE && found.argument == NULL) {
        options->statements = join_words(arena, argc - *at, argv + *at);
        *at = argc;
        return STATUS_OK;
    }
    const char *value = found.argument != NULL ? found.argument : argv[(*at)++];
    keep_value(options, arena, kind, value);
    if (kind == OPTION_EXECUTE)
        options->statements = value;
    return STATUS_OK;
}

Status options_parse(int argc, char *const argv[], Arena *arena, DiagnosticSink *sink,
                     Options *options) {
    *options = (Options){0};
    int at = 1;
    while (at < argc && argv[at][0] == '-' && argv[at][1] != '\0')
        TRY(take_option(argc, argv, &at, arena, sink, options));
    options->script = options->value[OPTION_FILE];
    if (options->script == NULL && options->statements == NULL && at < argc) {
        options->standard_input = strcmp(argv[at], "-") == 0;
        options->script = options->standard_input ? NULL : argv[at];
        at++;
    }
    for (; at < argc; at++)
        add_word(arena, &options->arguments, argv[at]);
    return STATUS_OK;
}

// "-p, -param NAME=VALUE"
static void print_names(FILE *out, const OptionEntry *entry) {
    char names[64];
    const char *dash = entry->long_name[0] != '\0' ? ", -" : "";
    if (entry->short_name[0] == '\0')
        snprintf(names, sizeof names, "    --%s %s", entry->long_name, entry->argument);
    else
        snprintf(names, sizeof names, "-%s%s%s %s", entry->short_name, dash, entry->long_name,
                 entry->argument);
    fprintf(out, "  %-30s %s\n", names, entry->help);
}

void options_print_help(FILE *out, const char *program, bool all) {
    fprintf(out,
            "Usage: %s [options] [script [arguments]]\n"
            "       %s [options] -e statements\n"
            "       %s [options] [-]          interactive, or statements from standard input\n\n"
            "  pig top.pig\n"
            "  pig -p day=2024-05-01 top.pig\n"
            "  pig -e \"A = LOAD 'users.tsv' AS (name, age:int); DUMP A;\"\n"
            "  pig -c top.pig                  # only check\n"
            "  pig -D pig.memory=4g -F top.pig\n\n",
            program, program, program);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (all || OPTIONS[i].group == OPTION_COMMON)
            print_names(out, &OPTIONS[i]);
    }
    if (!all)
        fprintf(out, "\n`%s --help all` lists every option, `%s -h properties` the properties.\n",
                program, program);
}
