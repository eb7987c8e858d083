// SPDX-License-Identifier: Apache-2.0
//
// Names to functions: built-ins (one table, udf/builtin/functions.def), libraries loaded by
// REGISTER, C functions named by DEFINE ... FFI(...), and aliases made by DEFINE. The compiler asks
// it for types, the executor for calls. A call site that resolved is a FunctionCall; it is
// immutable, and what changes while running is a FunctionState, one a worker thread.

#ifndef JAVELINA_UDF_REGISTRY_H
#define JAVELINA_UDF_REGISTRY_H

#include "lang/diagnostic.h"
#include "udf/type.h"
#include "udf/value/zone.h"
#include "udf/vector/vector.h"

typedef struct Registry Registry;
typedef struct Function Function; // one overload
typedef struct FunctionState FunctionState;

// How DESCRIBE names an unnamed result.
typedef enum ResultName {
    RESULT_NAMELESS,
    RESULT_BY_CLASS, // org.apache.pig.builtin.<class in lower case>_<first argument's name>_<n>
    RESULT_FIXED,    // what the function's own rule gives (TOKENIZE, TOP, PluckTuple ...)
} ResultName;

// What the compiler knows of one argument.
typedef struct Argument {
    const Type *type;
    const char *name;       // name of the column, NULL: none
    const Vector *constant; // one-row vector if the argument is a constant, else NULL
    bool is_null_literal;
} Argument;

typedef struct FunctionCall {
    const Function *function;
    const pig_fn *fn;
    size_t n_args;
    const Type *const *arg_types; // what each argument must be cast to before the call; for an
                                  // aggregate: the one bag's type
    const Type *result;
    ResultName naming;
    const char *class_name; // "org.apache.pig.builtin.UPPER"; for naming: its lower-case last part
    const char *fixed_name; // RESULT_FIXED
    size_t n_columns;       // aggregate: how many leading columns of the bag `add` reads
    size_t n_constructor_args;
    const char *const *constructor_args;
    const void *rule_data; // what typing the call worked out for running it
} FunctionCall;

// A registry with all built-ins. Everything it makes lives in `arena`.
Registry *registry_create(Arena *arena);
void registry_destroy(Registry *registry); // closes libraries

// DEFINE alias name('a', ...). Nothing is checked until the alias is called.
// name "FFI" with two arguments (library, C signature) makes a foreign function: that is checked
// now.
MUST_CHECK Status registry_define(Registry *registry, const char *alias, const char *name,
                                  const char *const *constructor_args, size_t n_args,
                                  const Place *place, DiagnosticSink *sink);

// REGISTER 'lib.so': loads, checks the manifest, enters its functions. On success *summary is one
// line that names them (arena).
MUST_CHECK Status registry_load_library(Registry *registry, const char *path, const Place *place,
                                        DiagnosticSink *sink, const char **summary);

// True if the name is a function (of any overload) or a DEFINEd alias of one.
bool registry_knows(const Registry *registry, const char *name);

// If `alias` was DEFINEd: its real name and constructor arguments (also for loaders and storers).
bool registry_definition(const Registry *registry, const char *alias, const char **name,
                         const char *const **constructor_args, size_t *n_args);

// Finds the overload that takes the arguments, as Apache Pig does: exact match first, then by
// widening int -> long -> float -> double; an untyped argument takes what a single remaining form
// wants. Reports 1070 (unknown, near names as hint), 1045 (no form fits; the hint says what it
// takes), 1046 (several fit). `inner_constructor`: constructor arguments written at the call, none
// in Pig Latin (n = 0).
MUST_CHECK Status registry_resolve(Registry *registry, const char *name, const Argument *args,
                                   size_t n_args, const Place *place, DiagnosticSink *sink,
                                   FunctionCall *call);

// All names, sorted: for completion, hints and the manual.
const char *const *registry_names(const Registry *registry, size_t *n_names);

// ---- running ----

// How a call failed: the first pig_fail of the batch.
typedef struct FunctionFailure {
    int code;
    char message[512];
    size_t row;
} FunctionFailure;

// What the host lends to a running call.
typedef struct FunctionHost {
    Arena *results; // pig_alloc
    Arena *states;  // pig_alloc_state
    const volatile bool *cancelled;
    void (*warn)(void *context, const char *kind); // may be called from any worker
    void *context;
    LocalZone local_zone;     // of times that name none
    int64_t now_milliseconds; // CurrentTime: one value for the run
    uint64_t task;            // number of the split or partition: seeds, UniqueID
    uint64_t section;         // pig_section
} FunctionHost;

// Makes the state of a call site for one worker (runs bind and per_thread). NULL and *failure set
// when bind fails. Given: function_state_free.
FunctionState *function_state_create(const FunctionCall *call, const FunctionHost *host,
                                     FunctionFailure *failure);
void function_state_free(FunctionState *state);

// Scalar call over n_rows dense rows; makes `out` (flat, in host->results). An aggregate may be
// called so too: args[0] is its bag (of the type arg_types[0], columns laid out), and row i of
// `out` is the aggregate of bag i, null for a null bag.
MUST_CHECK Status function_call(FunctionState *state, const FunctionHost *host, size_t n_rows,
                                const Vector *args, Vector *out, FunctionFailure *failure);

// Aggregates; `states[i]` points to the state of row i, function_state_bytes large, zeroed at
// birth.
size_t function_state_bytes(const FunctionCall *call);
MUST_CHECK Status function_add(FunctionState *state, const FunctionHost *host, size_t n_rows,
                               const Vector *args, void *const *states, FunctionFailure *failure);
MUST_CHECK Status function_merge(FunctionState *state, const FunctionHost *host, size_t n_states,
                                 void *const *into, void *const *from, FunctionFailure *failure);
MUST_CHECK Status function_finish(FunctionState *state, const FunctionHost *host, size_t n_states,
                                  void *const *states, Vector *out, FunctionFailure *failure);
MUST_CHECK Status function_save(FunctionState *state, const FunctionHost *host, const void *from,
                                pig_str *out, FunctionFailure *failure);
MUST_CHECK Status function_load(FunctionState *state, const FunctionHost *host, const pig_str *in,
                                void *into, FunctionFailure *failure);
// True when the states hold no pointers (spilled and shipped as they are).
bool function_state_is_flat(const FunctionCall *call);

// What the aggregate wants to know of the order of rows.
pig_order function_order(const FunctionCall *call);

#endif
