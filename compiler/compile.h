// SPDX-License-Identifier: Apache-2.0
//
// From statements to logical plans. A Compiler is the memory of a session: which alias means which
// operator, which functions and commands are defined. Statements are added in order; a plan is
// asked for when something must run.
//
// An alias whose statement was wrong stays known as broken, with its diagnostics: as in Apache Pig,
// a DUMP reports only faults of what it needs, a batch with a STORE reports all.

#ifndef JAVELINA_COMPILER_COMPILE_H
#define JAVELINA_COMPILER_COMPILE_H

#include "compiler/environment.h"
#include "lang/ast.h"

typedef struct Compiler Compiler;

// Everything it makes lives in `arena`. environment: borrowed.
Compiler *compiler_create(Arena *arena, const CompilerEnvironment *environment);

// Takes a relational statement, DEFINE or REGISTER (macros are expanded before). STATUS_FAILED when
// it has errors. Without a sink they are kept with the alias, for compiler_report and for whoever
// needs it; with one they are added to it, and the alias means what it meant before. The statement
// is borrowed for the compiler's life.
Status compiler_add(Compiler *compiler, const Statement *statement, DiagnosticSink *sink);

// Which errors are reported: those that Apache Pig finds before it asks what is needed, and which
// therefore stop a DUMP that does not need the statement (unknown aliases and functions, AS that
// does not fit ...); also those of what the STOREs need; all.
typedef enum ReportedFaults { FAULTS_EARLY, FAULTS_NEEDED, FAULTS_ALL } ReportedFaults;

// Reports errors of statements that were added without a sink and have not been reported yet.
// STATUS_FAILED if there was one.
MUST_CHECK Status compiler_report(Compiler *compiler, ReportedFaults which, DiagnosticSink *sink);

// The STOREs added since the last compiler_take_stores, as roots.
typedef struct Roots {
    size_t n;
    LogicalOperator **operators; // LOGICAL_STORE or LOGICAL_DUMP
} Roots;
Roots compiler_take_stores(Compiler *compiler);

// A DUMP of an alias (NULL: the last one) as root. Reports 1003 if it is unknown, 2997 if there is
// none, or the errors that its statements had; first those of compiler_report(compiler,
// FAULTS_EARLY, ..).
MUST_CHECK Status compiler_dump(Compiler *compiler, const char *alias, const Place *place,
                                DiagnosticSink *sink, LogicalOperator **root);

// The operator that an alias means, NULL if unknown or broken.
LogicalOperator *compiler_relation(const Compiler *compiler, const char *alias);
const char *compiler_last_alias(const Compiler *compiler);

// All aliases in order of definition (completion, `aliases`). Borrowed until the next call.
const char *const *compiler_aliases(Compiler *compiler, size_t *n);

// Appends what DESCRIBE prints, line end included. nested: NULL, or an alias inside the FOREACH.
MUST_CHECK Status compiler_describe(Compiler *compiler, const char *alias, const char *nested,
                                    const Place *place, DiagnosticSink *sink, Text *out);

// A plan of its own for the roots: operators are copied into `arena`, so that rules may change
// them; expressions and schemas are shared. Scalars that the roots need are in plan->scalars at
// the numbers that SCALAR expressions use. Reports what is refused only now: 1068, 1109.
MUST_CHECK Status compiler_plan(Compiler *compiler, Arena *arena, const Roots *roots,
                                DiagnosticSink *sink, LogicalPlan **plan);

// compiler_plan for a DUMP, with a DUMP of every other relation that it needs added behind.
MUST_CHECK Status compiler_plan_steps(Compiler *compiler, Arena *arena, LogicalOperator *dump,
                                      DiagnosticSink *sink, LogicalPlan **plan);

#endif
