// SPDX-License-Identifier: Apache-2.0
//
// Faults are kept with their statement, because Apache Pig tells them only when the statement is
// needed. A statement over a broken relation has no words of its own: it points to the statements
// that do.

#include <string.h>

#include "compiler/session.h"

Faults *faults_begin(Compiler *compiler) {
    Faults *faults = ARENA_NEW(compiler->arena, Faults);
    faults->sink = diagnostics_create(compiler->arena);
    if (compiler->last_faults)
        compiler->last_faults->next = faults;
    else
        compiler->first_faults = faults;
    compiler->last_faults = faults;
    return faults;
}

static void add_one(Arena *arena, Faults *faults, Faults *cause) {
    for (size_t i = 0; i < faults->n_causes; i++)
        if (faults->causes[i] == cause)
            return;
    if (faults->n_causes == faults->capacity_causes) {
        size_t capacity = faults->capacity_causes ? faults->capacity_causes * 2 : 4;
        Faults **causes = ARENA_NEW_ARRAY(arena, Faults *, capacity);
        if (faults->n_causes)
            memcpy(causes, faults->causes, faults->n_causes * sizeof *causes);
        faults->causes = causes;
        faults->capacity_causes = capacity;
    }
    faults->causes[faults->n_causes++] = cause;
}

void faults_add_cause(Arena *arena, Faults *faults, Faults *cause) {
    if (!cause || cause == faults)
        return;
    if (diagnostics_error_count(cause->sink) > 0)
        add_one(arena, faults, cause);
    for (size_t i = 0; i < cause->n_causes; i++)
        add_one(arena, faults, cause->causes[i]);
}

bool faults_exist(const Faults *faults) {
    return faults->n_causes > 0 || diagnostics_error_count(faults->sink) > 0;
}

static void report_own(Compiler *compiler, Faults *faults, DiagnosticSink *sink) {
    if (faults->round == compiler->report_round)
        return;
    faults->round = compiler->report_round;
    faults->reported = true;
    for (const Diagnostic *d = diagnostics_first(faults->sink); d; d = d->next)
        diagnostics_add(sink, d);
}

void faults_report(Compiler *compiler, Faults *faults, DiagnosticSink *sink) {
    for (size_t i = 0; i < faults->n_causes; i++)
        report_own(compiler, faults->causes[i], sink);
    report_own(compiler, faults, sink);
}
