// SPDX-License-Identifier: Apache-2.0
//
// A session: statements come in, aliases are defined, roots of plans come out.

#include "compiler/compile.h"

#include <string.h>

#include "lang/base/grow.h"
#include "compiler/session.h"

Compiler *compiler_create(Arena *arena, const CompilerEnvironment *environment) {
    Compiler *compiler = ARENA_NEW(arena, Compiler);
    compiler->arena = arena;
    compiler->environment = environment;
    compiler->aliases = map_new(arena);
    compiler->next_serial = 1;
    return compiler;
}

const CompilerEnvironment *compiler_environment(const Compiler *compiler) {
    return compiler->environment;
}

Registry *compiler_registry(const Compiler *compiler) {
    return compiler->environment->registry;
}

size_t compiler_next_serial(Compiler *compiler) {
    return compiler->next_serial++;
}

size_t compiler_next_operator(Compiler *compiler) {
    return compiler->next_operator++;
}

// ---- aliases ----

Relation *session_find(const Compiler *compiler, const char *alias) {
    if (alias && strcmp(alias, "@") == 0)
        alias = compiler->last_alias;
    return alias ? map_get(&compiler->aliases, alias, strlen(alias)) : NULL;
}

// Defines or redefines an alias.
static void session_define(Compiler *compiler, const Relation *relation) {
    compiler->last_alias = relation->alias;
    Relation *old = session_find(compiler, relation->alias);
    if (old) {
        *old = *relation;
        return;
    }
    compiler->relations = arena_grow(compiler->arena, compiler->relations, compiler->n_relations,
                                     &compiler->capacity_relations, sizeof *compiler->relations);
    Relation *added = ARENA_NEW(compiler->arena, Relation);
    *added = *relation;
    compiler->relations[compiler->n_relations++] = added;
    map_put(&compiler->aliases, added->alias, strlen(added->alias), added);
}

LogicalOperator *compiler_relation(const Compiler *compiler, const char *alias) {
    const Relation *relation = session_find(compiler, alias);
    return relation ? relation->op : NULL;
}

LogicalOperator *compiler_lookup(const Compiler *compiler, const char *alias, bool *known) {
    const Relation *relation = session_find(compiler, alias);
    *known = relation != NULL;
    return relation ? relation->op : NULL;
}

Value compiler_use_broken(Scope *scope, const char *alias) {
    const Relation *relation = session_find(scope->compiler, alias);
    if (relation && scope->faults)
        faults_add_cause(scope->arena, scope->faults, relation->faults);
    return value_wrong();
}

const char *compiler_last_alias(const Compiler *compiler) {
    return compiler->last_alias;
}

const char *const *compiler_aliases(Compiler *compiler, size_t *n) {
    *n = compiler->n_relations;
    const char **names = ARENA_NEW_ARRAY(compiler->arena, const char *, *n);
    for (size_t i = 0; i < *n; i++)
        names[i] = compiler->relations[i]->alias;
    return names;
}

// ---- scalars and commands ----

size_t compiler_scalar(Compiler *compiler, LogicalOperator *relation, const Place *place) {
    for (size_t i = 0; i < compiler->n_scalars; i++)
        if (compiler->scalars[i].relation == relation)
            return i;
    compiler->scalars = arena_grow(compiler->arena, compiler->scalars, compiler->n_scalars,
                                   &compiler->capacity_scalars, sizeof *compiler->scalars);
    compiler->scalars[compiler->n_scalars] = (ScalarRelation){relation, *place};
    return compiler->n_scalars++;
}

const AstCommand *session_command(const Compiler *compiler, const char *name) {
    for (const NamedCommand *c = compiler->commands; c; c = c->next)
        if (strcmp(c->name, name) == 0)
            return c->command;
    return NULL;
}

static void define_command(Builder *b, const Statement *statement) {
    Compiler *compiler = b->compiler;
    if (build_check_command(b, statement->command) != STATUS_OK)
        return;
    NamedCommand *command = ARENA_NEW(compiler->arena, NamedCommand);
    *command = (NamedCommand){statement->name.text, statement->command, compiler->commands};
    compiler->commands = command;
}

// ---- statements ----

static void add_store(Compiler *compiler, LogicalOperator *store) {
    compiler->stores = arena_grow(compiler->arena, compiler->stores, compiler->n_stores,
                                  &compiler->capacity_stores, sizeof *compiler->stores);
    compiler->stores[compiler->n_stores++] = store;
}

// The alias that a statement defines; NULL: none. An ASSERT without alias redefines its input's.
static const char *defined_alias(const Statement *statement) {
    const AstOperator *ast = statement->operator;
    if (statement->arrow)
        return "____RESERVED____";
    if (statement->aliases.n > 0)
        return statement->aliases.items[0].text;
    if (ast->kind == AST_OPERATOR_ASSERT && ast->inputs.n > 0)
        return ast->inputs.items[0].alias.text;
    return NULL;
}

// A wrong statement that is told at once leaves its alias as it was.
static void define(Builder *b, const char *alias, LogicalOperator *op, LogicalOperator *stand_in) {
    bool broken = !op || faults_exist(b->faults);
    if (broken && b->is_told)
        return;
    Relation relation = {.alias = alias, .block = op ? b->block : NULL, .faults = b->faults};
    if (broken)
        relation.stand_in = op ? op : stand_in;
    else
        relation.op = op;
    session_define(b->compiler, &relation);
}

// What has the schema of the operator although that is wrong; NULL: nothing has.
static LogicalOperator *stand_in(Builder *b, const AstOperator *ast) {
    bool keeps_schema = ast->kind == AST_OPERATOR_FILTER || ast->kind == AST_OPERATOR_ORDER ||
                        ast->kind == AST_OPERATOR_LIMIT || ast->kind == AST_OPERATOR_SAMPLE ||
                        ast->kind == AST_OPERATOR_SPLIT;
    const AstInput *input = ast->inputs.n > 0 ? &ast->inputs.items[0] : NULL;
    if (!keeps_schema || input->operator)
        return NULL;
    const Relation *relation = session_find(b->compiler, input->alias.text);
    const LogicalOperator *known = !relation      ? NULL
                                   : relation->op ? relation->op
                                                  : relation->stand_in;
    LogicalOperator *copy = known ? ARENA_NEW(b->arena, LogicalOperator) : NULL;
    if (copy)
        *copy = *known;
    return copy;
}

// Each branch has its own faults: what is wrong in one does not touch the others.
static void add_split(Builder *b, const AstOperator *ast) {
    SplitBranch *branches = ARENA_NEW_ARRAY(b->arena, SplitBranch, ast->n_branches);
    for (size_t i = 0; i < ast->n_branches; i++)
        branches[i].faults = b->is_told ? b->faults : faults_begin(b->compiler);
    LogicalOperator *input = stand_in(b, ast);
    build_split(b, ast, branches);
    for (size_t i = 0; i < ast->n_branches; i++) {
        b->faults = branches[i].faults;
        define(b, ast->branches[i].alias.text, branches[i].op, input);
    }
}

static void add_relation(Builder *b, const Statement *statement) {
    const AstOperator *ast = statement->operator;
    if (ast->kind == AST_OPERATOR_SPLIT) {
        add_split(b, ast);
        return;
    }
    const char *alias = b->alias = defined_alias(statement);
    LogicalOperator *op = build_operator(b, ast);
    b->faults->is_root = ast->kind == AST_OPERATOR_STORE;
    if (op && op->kind == LOGICAL_STORE) {
        if (!faults_exist(b->faults))
            add_store(b->compiler, op);
        op = op->inputs[0]; // `T = STORE A ...`: T is A
    }
    if (alias)
        define(b, alias, op, stand_in(b, ast));
}

static void define_function(Builder *b, const Statement *statement) {
    const AstFunction *f = &statement->function;
    if (registry_define(compiler_registry(b->compiler), statement->name.text, f->name.text,
                        build_strings(b, &f->arguments), f->arguments.n, &f->name.place,
                        b->sink) != STATUS_OK)
        return;
}

static void add_statement(Builder *b, const Statement *statement) {
    switch (statement->kind) {
    case STATEMENT_RELATION:
        add_relation(b, statement);
        break;
    case STATEMENT_DEFINE_FUNCTION:
        define_function(b, statement);
        break;
    case STATEMENT_DEFINE_COMMAND:
        define_command(b, statement);
        break;
    case STATEMENT_REGISTER:
        build_register(b, statement);
        break;
    default:
        break;
    }
}

Status compiler_add(Compiler *compiler, const Statement *statement, DiagnosticSink *sink) {
    Faults *faults = faults_begin(compiler);
    Builder b = {.compiler = compiler,
                 .arena = compiler->arena,
                 .sink = faults->sink,
                 .place = statement->place,
                 .faults = faults,
                 .is_told = sink != NULL};
    add_statement(&b, statement);
    if (sink) {
        faults_report(&faults, 1, sink);
        faults->reported = true;
    }
    return faults_exist(faults) ? STATUS_FAILED : STATUS_OK;
}

// Those of which the plan of a STORE is made come in the order in which it is walked.
Status compiler_report(Compiler *compiler, ReportedFaults which, DiagnosticSink *sink) {
    size_t n = 0, capacity = 0;
    for (const Faults *faults = compiler->first_faults; faults; faults = faults->next)
        capacity++;
    Faults **told = ARENA_NEW_ARRAY(compiler->arena, Faults *, capacity);
    for (Faults *faults = compiler->first_faults; faults; faults = faults->next) {
        bool wanted = which == FAULTS_ALL ? diagnostics_error_count(faults->sink) > 0
                                          : faults_are_early(faults->sink);
        if (wanted && !faults->reported)
            told[n++] = faults;
        faults->reported |= wanted;
    }
    for (Faults *faults = compiler->first_faults; faults; faults = faults->next)
        if (which == FAULTS_NEEDED && faults->is_root && faults_exist(faults))
            n += faults_list(faults, false, told + n);
    faults_report(told, n, sink);
    return n > 0 ? STATUS_FAILED : STATUS_OK;
}

Roots compiler_take_stores(Compiler *compiler) {
    Roots roots = {compiler->n_stores, compiler->stores};
    compiler->n_stores = compiler->capacity_stores = 0;
    compiler->stores = NULL;
    return roots;
}

// ---- DUMP ----

static Status report_unknown(Compiler *compiler, const char *alias, const Place *place,
                             DiagnosticSink *sink) {
    size_t n = 0;
    const char *const *names = compiler_aliases(compiler, &n);
    const char *near = nearest_name(alias, names, n);
    return diagnose_hint(sink, 1003, place,
                         near ? arena_printf(compiler->arena, "did you mean '%s'?", near) : NULL,
                         "there is no relation '%s'", alias);
}

Status session_need(Compiler *compiler, const char *alias, const Place *place, DiagnosticSink *sink,
                    Relation **relation) {
    TRY(compiler_report(compiler, FAULTS_EARLY, sink));
    if (!alias)
        alias = compiler->last_alias;
    if (!alias) {
        Status status = diagnose(sink, 2997, place, "no relation has been defined yet");
        diagnostics_set_status(sink, EXIT_STATUS_IO);
        return status;
    }
    *relation = session_find(compiler, alias);
    if (!*relation)
        return report_unknown(compiler, alias, place, sink);
    if ((*relation)->op)
        return STATUS_OK;
    Faults *faults = (*relation)->faults;
    Faults **told = ARENA_NEW_ARRAY(compiler->arena, Faults *, faults->n_causes + 1);
    faults_report(told, faults_list(faults, true, told), sink);
    return STATUS_FAILED;
}

Status compiler_dump(Compiler *compiler, const char *alias, const Place *place,
                     DiagnosticSink *sink, LogicalOperator **root) {
    Relation *relation = NULL;
    TRY(session_need(compiler, alias, place, sink, &relation));
    Builder b = {.compiler = compiler,
                 .arena = compiler->arena,
                 .sink = sink,
                 .alias = relation->alias,
                 .place = place ? *place : (Place){0}};
    *root = relation_new(&b, LOGICAL_DUMP, relation->op->schema, 1, &relation->op);
    return STATUS_OK;
}
