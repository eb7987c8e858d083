// SPDX-License-Identifier: Apache-2.0
//
// A call is text first: names after dollar signs are replaced in the body, which is then parsed
// like a script. So a macro can be used before the things that its body names exist.

#include "lang/macro.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lang/parameters.h"

struct MacroTable {
    Arena *arena;
    Map macros;  // name -> Macro
    Map imports; // path -> itself
};

MacroTable *macros_create(Arena *arena) {
    MacroTable *table = ARENA_NEW(arena, MacroTable);
    table->arena = arena;
    table->macros = map_new(arena);
    table->imports = map_new(arena);
    return table;
}

Macro *macro_find(const MacroTable *table, const char *name) {
    return map_get(&table->macros, name, strlen(name));
}

enum { MAX_NEAR_NAMES = 1000 };

Status unknown_macro(const MacroTable *table, const char *name, const Place *place,
                     DiagnosticSink *sink) {
    const char *names[MAX_NEAR_NAMES];
    size_t n_names = 0, at = 0;
    const MapEntry *entry;
    while (n_names < MAX_NEAR_NAMES && (entry = map_next(&table->macros, &at)))
        names[n_names++] = entry->key;
    const char *near = nearest_name(name, names, n_names);
    const char *hint = near ? arena_printf(table->arena, "did you mean '%s'?", near) : NULL;
    return diagnose_hint(sink, 1200, place, hint, "macro '%s' is not defined", name);
}

static bool same_place(const Place *a, const Place *b) {
    return a->source == b->source && a->line == b->line && a->column == b->column;
}

Status macro_define(MacroTable *table, const Statement *statement, TextPart body,
                    DiagnosticSink *sink) {
    const Macro *known = macro_find(table, statement->name.text);
    if (known && same_place(&known->place, &statement->place))
        return STATUS_OK;
    if (known)
        return diagnose_hint(
            sink, 1200, &statement->name.place,
            arena_printf(table->arena, "the first is in line %d of %s", known->place.line,
                         known->place.source->name ? known->place.source->name : "the text"),
            "macro '%s' is defined twice", known->name);
    Macro *macro = ARENA_NEW(table->arena, Macro);
    *macro = (Macro){.name = statement->name.text,
                     .definition = statement->macro,
                     .body = body,
                     .place = statement->place};
    map_put(&table->macros, macro->name, strlen(macro->name), macro);
    return STATUS_OK;
}

bool macro_import_once(MacroTable *table, const char *path) {
    if (map_get(&table->imports, path, strlen(path)))
        return false;
    map_put(&table->imports, path, strlen(path), table);
    return true;
}

// ---- Calls ----

static const char *plural(size_t n) {
    return n == 1 ? "" : "s";
}

static Status check_counts(const Macro *macro, const Statement *call, DiagnosticSink *sink) {
    size_t n_wanted = macro->definition->parameters.n, n_given = call->arguments.n;
    if (n_wanted != n_given)
        return diagnose(sink, 1200, &call->name.place,
                        "macro '%s' takes %zu argument%s, but is given %zu", macro->name, n_wanted,
                        plural(n_wanted), n_given);
    size_t n_results = macro->definition->returns.n, n_taken = call->aliases.n;
    if (n_results != n_taken)
        return diagnose(sink, 1200, &call->name.place,
                        "macro '%s' returns %zu relation%s, but %zu %s taken", macro->name,
                        n_results, plural(n_results), n_taken, n_taken == 1 ? "is" : "are");
    return STATUS_OK;
}

// An argument in quotes is text of the program: its quotes need no backslash there.
static const char *program_text(Arena *arena, const char *argument) {
    char *text = arena_strdup(arena, argument), *to = text;
    for (const char *at = argument; *at; at++) {
        if (at[0] == '\\' && at[1] == '\'')
            at++;
        else if (at[0] == '\\' && at[1])
            *to++ = *at++;
        *to++ = *at;
    }
    *to = '\0';
    return text;
}

static const char *argument_text(Arena *arena, const AstExpression *argument) {
    if (argument->kind == AST_POSITION)
        return arena_printf(arena, "$%lld", (long long)argument->number);
    return argument->kind == AST_STRING ? program_text(arena, argument->text) : argument->text;
}

static void keep(MacroScope *scope, const char *name) {
    map_put(&scope->kept, name, strlen(name), scope);
}

static void hand_in(MacroScope *scope, Parameters *parameters, const AstName *name,
                    const char *value) {
    parameters_set(parameters, name->text, strlen(name->text), value);
    keep(scope, value);
}

Status macro_expand(Arena *arena, Macro *macro, const Statement *call, Parameters *parameters,
                    MacroScope *outer, DiagnosticSink *sink, Preprocessed *text,
                    MacroScope **made) {
    TRY(check_counts(macro, call, sink));
    MacroScope *scope = macro_scope(arena, macro->name, macro->n_calls++, outer);
    Parameters *inner = parameters_create(arena, parameters);
    const AstMacro *definition = macro->definition;
    for (size_t i = 0; i < definition->returns.n; i++)
        hand_in(scope, inner, &definition->returns.items[i], call->aliases.items[i].text);
    for (size_t i = 0; i < definition->parameters.n; i++)
        hand_in(scope, inner, &definition->parameters.items[i],
                argument_text(arena, call->arguments.items[i]));
    MacroCall *place = ARENA_NEW(arena, MacroCall);
    *place = (MacroCall){.macro = macro->name, .at = call->name.place};
    *made = scope;
    return preprocess_body(arena, macro->body, inner, place, sink, text);
}

Status macro_check_results(const MacroScope *scope, const Macro *macro, const Statement *call,
                           DiagnosticSink *sink) {
    const AstNames *returns = &macro->definition->returns;
    for (size_t i = 0; i < returns->n; i++) {
        const char *result = call->aliases.items[i].text;
        if (!map_get(&scope->assigned, result, strlen(result)))
            return diagnose_hint(sink, 1200, &returns->items[i].place,
                                 "results are written with a dollar sign: $out = ...",
                                 "the body of macro '%s' does not assign its result '%s'",
                                 macro->name, returns->items[i].text);
    }
    return STATUS_OK;
}

// ---- Files ----

static FILE *open_in(Arena *arena, const char *folder, size_t n_folder, const char **path) {
    const char *full = arena_printf(arena, "%.*s/%s", (int)n_folder, folder, *path);
    FILE *file = fopen(full, "rb");
    if (file)
        *path = full;
    return file;
}

static FILE *open_import(Arena *arena, const char *import_path, const char **path) {
    FILE *file = fopen(*path, "rb");
    while (!file && import_path && *import_path && **path != '/') {
        size_t n_folder = strcspn(import_path, ",");
        file = open_in(arena, import_path, n_folder, path);
        import_path += n_folder;
        import_path += *import_path == ',';
    }
    return file;
}

Status import_read(Arena *arena, const AstString *path, const char *import_path,
                   DiagnosticSink *sink, Source **made) {
    const char *name = path->text;
    FILE *file = open_import(arena, import_path, &name);
    if (!file)
        return diagnose(sink, 101, &path->place, "file '%s' cannot be imported: %s", path->text,
                        strerror(errno));
    Text text = text_new(PREPROCESS_MAX_BYTES);
    char piece[4096];
    size_t n;
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        text_append(&text, piece, n);
    bool failed = ferror(file) != 0;
    fclose(file);
    Source *source = ARENA_NEW(arena, Source);
    *source = (Source){.name = arena_strdup(arena, name),
                       .text = arena_strndup(arena, text.data, text.n_bytes),
                       .n_bytes = text.n_bytes};
    bool full = text_is_full(&text);
    text_free(&text);
    if (failed || full)
        return diagnose(sink, 101, &path->place, "file '%s' cannot be imported: %s", path->text,
                        full ? "it is too large" : "it cannot be read");
    *made = source;
    return STATUS_OK;
}
