// SPDX-License-Identifier: Apache-2.0
//
// Inside of the registry: one overload of a function, wherever it comes from, and the rules by
// which the type and name of a result follow from the arguments.

#ifndef JAVELINA_UDF_FUNCTION_H
#define JAVELINA_UDF_FUNCTION_H

#include <pthread.h>

#include "udf/registry.h"
#include "udf/signature.h"

// What a rule knows of the call it types.
typedef struct ResultRequest {
    Arena *arena;
    const Argument *args;
    size_t n_args;
    const Place *place;
    DiagnosticSink *sink;
} ResultRequest;

// Sets result, naming and fixed_name of a call whose function, argument types and constructor
// arguments are set. May set n_columns and arg_types too. Reports and fails where the reference
// refuses the call while typing it.
typedef Status ResultRule(const ResultRequest *request, FunctionCall *call);

struct Function {
    const char *name;       // as scripts call it: "ABS"
    const char *class_name; // full name of the class that does it: "org.apache.pig.builtin.IntAbs"
    const char *signature_text;
    const Signature *signature; // parsed at first use
    pig_fn fn;
    ResultRule *rule;
    int min_constructor_args, max_constructor_args;
    const char *library; // where it comes from; NULL: built in
    const char *example;
    const void *foreign;     // FFI: the call plan
    pthread_mutex_t *serial; // PIG_SERIAL: held during calls
};

// An entry of udf/builtin/functions.def.
typedef struct Builtin {
    const char *name;
    const char *class_name; // last part
    const char *signature;
    ResultRule *rule;
    pig_fn fn;
    const char *example;
} Builtin;

// All of them; overloads of one name stand together, in the order in which the reference tries
// them.
extern const Builtin udf_builtins[];
extern const size_t udf_n_builtins;

// How many constructor arguments a built-in takes.
void udf_builtin_constructor(const char *name, int *min, int *max);

// The code of a call that fits no form.
int udf_builtin_no_form_code(const char *class_name, size_t n_args);

// A typed class that still chooses its form by the arguments when it is called by its name.
bool udf_builtin_chooses_form(const char *class_name);

// The scalar function that stands for a typed class called with arguments it does not take: fails
// with the class's code on the first row that is not null.
pig_batch_fn udf_wrong_class_argument;

// Makes a function of a C function of a library: "libm.so.6", "double hypot(double, double)".
// The library stays open until registry_destroy, through *handle. NULL after reporting 101, 9010 to
// 9015.
const Function *ffi_function(Arena *arena, const char *name, const char *library,
                             const char *signature, const Place *place, DiagnosticSink *sink,
                             void **handle);

// Loads a library and checks its manifest; NULL after reporting 101 or 9001 to 9009.
const pig_library *library_open(Arena *arena, const char *path, const Place *place,
                                DiagnosticSink *sink, void **handle);

#endif
