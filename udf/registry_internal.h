// SPDX-License-Identifier: Apache-2.0
//
// What registry.c (names) and resolve.c (overloads) share.

#ifndef JAVELINA_UDF_REGISTRY_INTERNAL_H
#define JAVELINA_UDF_REGISTRY_INTERNAL_H

#include "udf/function.h"

enum { REGISTRY_MAX_OVERLOADS = 32 };

typedef struct Definition {
    struct Definition *next;
    const char *alias;
    const char *name;
    const char *const *args;
    size_t n_args;
    const Function *foreign; // FFI
} Definition;

typedef struct LoadedFunction {
    struct LoadedFunction *next;
    Function function;
} LoadedFunction;

typedef struct OpenLibrary {
    struct OpenLibrary *next;
    void *handle;
} OpenLibrary;

struct Registry {
    Arena *arena;
    Function *builtins; // as udf_builtins
    LoadedFunction *loaded;
    Definition *definitions;
    OpenLibrary *libraries;
    const char *const *names; // NULL: not made yet
    size_t n_names;
};

// The overloads behind a name; none when it is unknown.
typedef struct Lookup {
    const char *written; // in the script
    const char *name;    // after DEFINE
    bool by_class;       // named by its class: "IntAbs"
    size_t n_functions;
    const Function *functions[REGISTRY_MAX_OVERLOADS];
    size_t n_constructor_args;
    const char *const *constructor_args;
} Lookup;

void registry_lookup(const Registry *registry, const char *name, Lookup *lookup);

// The name without a package that is searched anyway.
const char *registry_bare_name(const char *name);

// True if `name` is a class of Apache Pig that is no function; reported as the reference does.
bool udf_refuse_other_class(const ResultRequest *request, const char *name, Status *status);

#endif
