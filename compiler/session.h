// SPDX-License-Identifier: Apache-2.0
//
// The memory of a session: aliases, the faults of their statements, commands, scalars.

#ifndef JAVELINA_COMPILER_SESSION_H
#define JAVELINA_COMPILER_SESSION_H

#include "compiler/build.h"
#include "lang/base/map.h"

// The faults of one statement.
typedef struct Faults {
    DiagnosticSink *sink; // its own
    size_t n_causes, capacity_causes;
    struct Faults **causes; // of the relations that it uses: each has diagnostics of its own
    bool is_root;           // of a STORE: what it needs is looked at
    bool reported;
    struct Faults *next; // in order of statements
} Faults;

// What an alias means.
typedef struct Relation {
    const char *alias;
    LogicalOperator *op;       // NULL: its statement was wrong
    LogicalOperator *stand_in; // then: has its schema, so that what comes behind can be checked;
                               // NULL: not known
    LogicalOperator *block;    // the FOREACH with the nested block, for DESCRIBE alias::nested
    Faults *faults;            // of a wrong statement
} Relation;

typedef struct NamedCommand {
    const char *name;
    const AstCommand *command;
    struct NamedCommand *next;
} NamedCommand;

struct Compiler {
    Arena *arena;
    const CompilerEnvironment *environment;
    Map aliases; // alias -> Relation
    size_t n_relations, capacity_relations;
    Relation **relations; // in order of first definition
    const char *last_alias;
    Faults *first_faults, *last_faults;
    NamedCommand *commands; // newest first
    size_t n_stores, capacity_stores;
    LogicalOperator **stores;
    size_t n_scalars, capacity_scalars;
    ScalarRelation *scalars;
    size_t next_serial;
    size_t next_operator;
    bool has_jars; // some were registered: they may hold classes that are not known here
};

Relation *session_find(const Compiler *compiler, const char *alias);

// The relation that a DUMP or DESCRIBE wants (NULL: the last one): 1003, 2997, or its faults.
MUST_CHECK Status session_need(Compiler *compiler, const char *alias, const Place *place,
                               DiagnosticSink *sink, Relation **relation);

// The command of DEFINE name `...`; NULL: none.
const AstCommand *session_command(const Compiler *compiler, const char *name);

// What is refused only when jobs are made: keys and padding 1068, 1109; partitioners 1070, 2017
// (plan_check.c); hints 1103, 1104, 1109, 2171, 2249 to 2252 (plan_hints.c).
MUST_CHECK Status plan_check(const Compiler *compiler, const LogicalPlan *plan,
                             DiagnosticSink *sink);
MUST_CHECK Status plan_check_hints(const LogicalOperator *op, DiagnosticSink *sink);

// ---- faults (faults.c) ----

// The faults of a new statement.
Faults *faults_begin(Compiler *compiler);

// Notes that the statement uses a broken relation, whose faults are then its own.
void faults_add_cause(Arena *arena, Faults *faults, Faults *cause);

// True if the statement is wrong, by itself or by a cause.
bool faults_exist(const Faults *faults);

// True if there is an error that Apache Pig finds before it asks what a statement is needed for.
bool faults_are_early(const DiagnosticSink *sink);

// Lists the causes and then the faults themselves, which count as reported from now on. again:
// those too that were reported before. list: room for n_causes + 1. Returns how many there are.
size_t faults_list(Faults *faults, bool again, Faults **list);

// Adds the diagnostics to the sink in the order in which Apache Pig finds them.
void faults_report(Faults *const *faults, size_t n, DiagnosticSink *sink);

#endif
