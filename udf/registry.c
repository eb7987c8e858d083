// SPDX-License-Identifier: Apache-2.0
//
// Where names are kept: the table of built-ins, functions of loaded libraries, C functions, and
// what DEFINE gave other names. Later definitions hide earlier ones, as in Apache Pig.

#include "udf/registry_internal.h"

#include <dlfcn.h>
#include <stdlib.h>

// Packages that a name without one is looked for in. java.lang has no functions, but a script may
// spell it.
static const char *const packages[] = {"", "java.lang.", "org.apache.pig.builtin.",
                                       "org.apache.pig.impl.builtin."};

Registry *registry_create(Arena *arena) {
    Registry *registry = ARENA_NEW(arena, Registry);
    registry->arena = arena;
    registry->builtins = ARENA_NEW_ARRAY(arena, Function, udf_n_builtins);
    for (size_t i = 0; i < udf_n_builtins; i++) {
        const Builtin *b = &udf_builtins[i];
        Function *f = &registry->builtins[i];
        *f = (Function){.name = b->name,
                        .class_name = b->class_name,
                        .signature_text = b->signature,
                        .fn = b->fn,
                        .rule = b->rule,
                        .example = b->example};
        udf_builtin_constructor(b->name, &f->min_constructor_args, &f->max_constructor_args);
    }
    return registry;
}

void registry_destroy(Registry *registry) {
    for (LoadedFunction *f = registry->loaded; f; f = f->next)
        if (f->function.serial)
            pthread_mutex_destroy(f->function.serial);
    for (OpenLibrary *l = registry->libraries; l; l = l->next)
        dlclose(l->handle);
    registry->libraries = NULL;
    registry->loaded = NULL;
}

static void keep_open(Registry *registry, void *handle) {
    OpenLibrary *library = ARENA_NEW(registry->arena, OpenLibrary);
    library->handle = handle;
    library->next = registry->libraries;
    registry->libraries = library;
}

static void enter(Registry *registry, const Function *function) {
    LoadedFunction *entry = ARENA_NEW(registry->arena, LoadedFunction);
    entry->function = *function;
    entry->next = registry->loaded;
    registry->loaded = entry;
    registry->names = NULL;
}

// ---- DEFINE ----

static const Definition *find_definition(const Registry *registry, const char *alias) {
    for (const Definition *d = registry->definitions; d; d = d->next)
        if (strcmp(d->alias, alias) == 0)
            return d;
    return NULL;
}

Status registry_define(Registry *registry, const char *alias, const char *name,
                       const char *const *constructor_args, size_t n_args, const Place *place,
                       DiagnosticSink *sink) {
    Arena *arena = registry->arena;
    Definition *d = ARENA_NEW(arena, Definition);
    d->alias = arena_strdup(arena, alias);
    d->name = arena_strdup(arena, name);
    const char **args = ARENA_NEW_ARRAY(arena, const char *, n_args);
    for (size_t i = 0; i < n_args; i++)
        args[i] = arena_strdup(arena, constructor_args[i]);
    d->args = args;
    d->n_args = n_args;
    if (strcmp(name, "FFI") == 0) {
        if (n_args != 2)
            return diagnose_hint(sink, 9010, place, "FFI('libm.so.6', 'double cbrt(double)')",
                                 "FFI takes a library and a C signature");
        void *handle = NULL;
        d->foreign = ffi_function(arena, d->alias, args[0], args[1], place, sink, &handle);
        if (!d->foreign)
            return STATUS_FAILED;
        keep_open(registry, handle);
    }
    d->next = registry->definitions;
    registry->definitions = d;
    registry->names = NULL;
    return STATUS_OK;
}

bool registry_definition(const Registry *registry, const char *alias, const char **name,
                         const char *const **constructor_args, size_t *n_args) {
    const Definition *d = find_definition(registry, alias);
    if (!d)
        return false;
    *name = d->name;
    *constructor_args = d->args;
    *n_args = d->n_args;
    return true;
}

// ---- names to overloads ----

const char *registry_bare_name(const char *name) {
    for (size_t p = 1; p < sizeof packages / sizeof *packages; p++) {
        size_t n = strlen(packages[p]);
        if (strncmp(name, packages[p], n) == 0)
            return name + n;
    }
    return name;
}

static size_t collect_loaded(const Registry *registry, const char *name, const Function **found) {
    size_t n = 0;
    const char *library = NULL;
    for (LoadedFunction *l = registry->loaded; l && n < REGISTRY_MAX_OVERLOADS; l = l->next)
        if (strcmp(l->function.name, name) == 0 &&
            (n == 0 || strcmp(library, l->function.library) == 0)) {
            library = l->function.library;
            found[n++] = &l->function;
        }
    return n;
}

static size_t collect_builtin(const Registry *registry, const char *name, bool by_class,
                              const Function **found) {
    size_t n = 0;
    for (size_t i = 0; i < udf_n_builtins && n < REGISTRY_MAX_OVERLOADS; i++) {
        const Function *f = &registry->builtins[i];
        if (strcmp(by_class ? f->class_name : f->name, name) == 0)
            found[n++] = f;
    }
    return n;
}

void registry_lookup(const Registry *registry, const char *name, Lookup *lookup) {
    *lookup = (Lookup){.written = name};
    const Definition *d = find_definition(registry, name);
    if (d) {
        lookup->n_constructor_args = d->n_args;
        lookup->constructor_args = d->args;
        if (d->foreign) {
            lookup->functions[lookup->n_functions++] = d->foreign;
            lookup->n_constructor_args = 0;
            return;
        }
        name = d->name;
    }
    lookup->name = name;
    lookup->n_functions = collect_loaded(registry, name, lookup->functions);
    if (lookup->n_functions)
        return;
    const char *bare = registry_bare_name(name);
    lookup->n_functions = collect_builtin(registry, bare, false, lookup->functions);
    if (lookup->n_functions)
        return;
    lookup->by_class = !udf_builtin_chooses_form(bare);
    lookup->n_functions = collect_builtin(registry, bare, true, lookup->functions);
}

bool registry_knows(const Registry *registry, const char *name) {
    Lookup lookup;
    registry_lookup(registry, name, &lookup);
    return lookup.n_functions > 0;
}

// ---- all names ----

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *registry_names(const Registry *constant, size_t *n_names) {
    Registry *registry = (Registry *)constant; // the list is made when first asked for
    if (!registry->names) {
        size_t n = udf_n_builtins;
        for (const LoadedFunction *l = registry->loaded; l; l = l->next)
            n++;
        for (const Definition *d = registry->definitions; d; d = d->next)
            n++;
        const char **names = ARENA_NEW_ARRAY(registry->arena, const char *, n);
        size_t at = 0, kept = 0;
        for (size_t i = 0; i < udf_n_builtins; i++)
            names[at++] = registry->builtins[i].name;
        for (const LoadedFunction *l = registry->loaded; l; l = l->next)
            names[at++] = l->function.name;
        for (const Definition *d = registry->definitions; d; d = d->next)
            names[at++] = d->alias;
        qsort(names, n, sizeof *names, compare_names);
        for (size_t i = 0; i < n; i++)
            if (*names[i] && (kept == 0 || strcmp(names[i], names[kept - 1]) != 0))
                names[kept++] = names[i];
        registry->names = names;
        registry->n_names = kept;
    }
    *n_names = registry->n_names;
    return registry->names;
}

// ---- libraries ----

static Function function_of(Registry *registry, const pig_library *library, const pig_fn *fn) {
    Function f = {.name = fn->name,
                  .class_name = fn->name,
                  .signature_text = fn->signature,
                  .rule = NULL,
                  .max_constructor_args = fn->bind ? SIGNATURE_MAX_PARAMETERS : 0,
                  .library = library->name};
    // A library built against an older header has shorter entries.
    memcpy(&f.fn, fn, fn->size < sizeof f.fn ? fn->size : sizeof f.fn);
    if (fn->flags & PIG_SERIAL) {
        f.serial = ARENA_NEW(registry->arena, pthread_mutex_t);
        pthread_mutex_init(f.serial, NULL);
    }
    return f;
}

Status registry_load_library(Registry *registry, const char *path, const Place *place,
                             DiagnosticSink *sink, const char **summary) {
    void *handle = NULL;
    const pig_library *library = library_open(registry->arena, path, place, sink, &handle);
    if (!library)
        return STATUS_FAILED;
    keep_open(registry, handle);
    Text line = text_new(0);
    text_printf(&line, "%s %s (abi %u.%u):", library->name, library->version, library->abi_major,
                library->abi_minor);
    const char *entry = (const char *)library->functions;
    for (size_t i = 0; i < library->n_functions; i++, entry += library->sizeof_fn) {
        Function f = function_of(registry, library, (const pig_fn *)(const void *)entry);
        enter(registry, &f);
        text_printf(&line, " %s%s", f.name, f.signature_text);
    }
    *summary = arena_strndup(registry->arena, line.data, line.n_bytes);
    text_free(&line);
    return STATUS_OK;
}
