// SPDX-License-Identifier: Apache-2.0
//
// Opening a library of functions. Its manifest is checked whole before any function of it is
// called: a library that was built for another interface, or is damaged, is refused by name.

#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

#include "udf/function.h"

enum { MAX_FUNCTIONS = 10000 };

typedef struct Check {
    Arena *arena;
    const char *path;
    const Place *place;
    DiagnosticSink *sink;
} Check;

// A library as old as the first minor version had entries of these sizes.
enum {
    LEAST_VEC = offsetof(pig_vec, children) + sizeof(void *),
    LEAST_FN = offsetof(pig_fn, doc) + sizeof(void *),
    LEAST_AGG = offsetof(pig_agg, load) + sizeof(void *),
};

static Status check_versions(const Check *c, const pig_library *l) {
    if (l->magic != PIG_ABI_MAGIC)
        return diagnose_hint(c->sink, 9003, c->place, "rebuild it with this pig_udf.h",
                             "'%s' has a manifest of another kind", c->path);
    if (l->abi_major != PIG_ABI_MAJOR)
        return diagnose_hint(c->sink, 9001, c->place, "rebuild it or update pig",
                             "'%s' needs pig_udf abi %u, this is abi %d.%d", c->path, l->abi_major,
                             PIG_ABI_MAJOR, PIG_ABI_MINOR);
    if (l->abi_minor > PIG_ABI_MINOR && l->sizeof_fn > sizeof(pig_fn))
        return diagnose_hint(c->sink, 9002, c->place, "update pig",
                             "'%s' uses pig_udf abi %u.%u, this is abi %d.%d", c->path,
                             l->abi_major, l->abi_minor, PIG_ABI_MAJOR, PIG_ABI_MINOR);
    if (l->sizeof_vec < LEAST_VEC || l->sizeof_vec != sizeof(pig_vec) || l->sizeof_fn < LEAST_FN ||
        l->sizeof_agg < LEAST_AGG || l->sizeof_fn % _Alignof(pig_fn))
        return diagnose_hint(
            c->sink, 9004, c->place, "is it built for this processor and with this pig_udf.h?",
            "structures of '%s' have other sizes than here (pig_vec %zu, pig_fn %zu, pig_agg %zu)",
            c->path, l->sizeof_vec, l->sizeof_fn, l->sizeof_agg);
    if (!l->name || !l->version || (l->n_functions && !l->functions) ||
        l->n_functions > MAX_FUNCTIONS)
        return diagnose(c->sink, 9005, c->place, "the manifest of '%s' is incomplete", c->path);
    return STATUS_OK;
}

static Status bad_entry(const Check *c, const char *name, const char *what) {
    return diagnose(c->sink, 9006, c->place, "function %s of '%s' %s", name, c->path, what);
}

static Status check_aggregate(const Check *c, const pig_fn *fn, const Signature *s) {
    const pig_agg *a = fn->aggregate;
    if (fn->batch || fn->row || !a)
        return bad_entry(c, fn->name, "is an aggregate and must have just `aggregate`");
    if (a->size < LEAST_AGG || !a->add || !a->finish)
        return bad_entry(c, fn->name, "lacks add or finish");
    if (!a->save != !a->load)
        return bad_entry(c, fn->name, "must have both save and load, or neither");
    if (s->n_parameters != 1 || s->parameters[0].type->tag != PIG_BAG)
        return bad_entry(c, fn->name,
                         "is an aggregate and takes one bag: \"(bag{(x: int)}) -> ...\"");
    return STATUS_OK;
}

static Status check_function(const Check *c, const pig_fn *fn, size_t number) {
    if (fn->size < LEAST_FN || !fn->name || !*fn->name || !fn->signature)
        return diagnose(c->sink, 9006, c->place, "entry %zu of '%s' has no name or signature",
                        number, c->path);
    Text why = text_new(0);
    const Signature *s = signature_parse(c->arena, fn->signature, &why);
    Status status = STATUS_OK;
    if (!s)
        status = diagnose(c->sink, 9007, c->place, "the signature of %s in '%s' cannot be read: %s",
                          fn->name, c->path, why.data);
    text_free(&why);
    TRY(status);
    if (fn->kind == PIG_KIND_AGGREGATE)
        return check_aggregate(c, fn, s);
    if (fn->kind != PIG_KIND_SCALAR)
        return bad_entry(c, fn->name, "is of an unknown kind");
    if (fn->aggregate || !fn->batch == !fn->row)
        return bad_entry(c, fn->name, "must have one of `batch` and `row`");
    return STATUS_OK;
}

static Status check_library(const Check *c, const pig_library *l) {
    TRY(check_versions(c, l));
    const char *entry = (const char *)l->functions;
    for (size_t i = 0; i < l->n_functions; i++, entry += l->sizeof_fn)
        TRY(check_function(c, (const pig_fn *)(const void *)entry, i + 1));
    return STATUS_OK;
}

const pig_library *library_open(Arena *arena, const char *path, const Place *place,
                                DiagnosticSink *sink, void **handle) {
    Check c = {arena, path, place, sink};
    // A path without a slash is a file of this folder, not one of the system's libraries.
    const char *file = strchr(path, '/') ? path : arena_printf(arena, "./%s", path);
    if (access(file, R_OK) != 0) {
        (void)diagnose(sink, 101, place, "file '%s' does not exist or cannot be read", path);
        return NULL;
    }
    *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!*handle) {
        (void)diagnose_hint(sink, 9008, place, arena_strdup(arena, dlerror()),
                            "'%s' cannot be loaded", path);
        return NULL;
    }
    const pig_library *library = dlsym(*handle, "pig_manifest");
    if (library && check_library(&c, library) == STATUS_OK)
        return library;
    if (!library)
        (void)diagnose_hint(sink, 9009, place,
                            arena_printf(arena, "DEFINE f FFI('%s', 'double f(double)')", path),
                            "'%s' has no pig_manifest; its C functions can still be called", path);
    dlclose(*handle);
    *handle = NULL;
    return NULL;
}
