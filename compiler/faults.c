// SPDX-License-Identifier: Apache-2.0
//
// Faults are kept with their statement, because Apache Pig tells them only when the statement is
// needed. A statement over a broken relation has no words of its own: it points to the statements
// that do.

#include "lang/base/grow.h"
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
    faults->causes = arena_grow(arena, faults->causes, faults->n_causes, &faults->capacity_causes,
                                sizeof *faults->causes);
    faults->causes[faults->n_causes++] = cause;
}

void faults_add_cause(Arena *arena, Faults *faults, Faults *cause) {
    if (!cause || cause == faults)
        return;
    for (size_t i = 0; i < cause->n_causes; i++)
        add_one(arena, faults, cause->causes[i]);
    if (diagnostics_error_count(cause->sink) > 0)
        add_one(arena, faults, cause);
}

bool faults_exist(const Faults *faults) {
    return faults->n_causes > 0 || diagnostics_error_count(faults->sink) > 0;
}

// Apache Pig looks at a script several times: at its tree, as it makes operators, for columns, for
// names that stand twice, for types. The first fault that it tells is that of the earliest look,
// wherever it stands.
typedef enum Look { LOOK_TREE, LOOK_OPERATORS, LOOK_COLUMNS, LOOK_NAMES, LOOK_TYPES, LOOKS } Look;

// Ranges and the fields of tuples and bags are looked for as the operator is made.
static Look look_of(const Diagnostic *d) {
    const int code = d->code;
    if (d->early)
        return LOOK_OPERATORS;
    static const int operators[] = {0, 101, 1031, 1070, 2225};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (code == operators[i])
            return LOOK_OPERATORS;
    if (code == 1200)
        return LOOK_TREE;
    if (code == 1108)
        return LOOK_NAMES;
    bool types = (code >= 1037 && code <= 1068) || code == 1107;
    return types ? LOOK_TYPES : LOOK_COLUMNS;
}

bool faults_are_early(const DiagnosticSink *sink) {
    for (const Diagnostic *d = diagnostics_first(sink); d; d = d->next)
        if (d->severity == SEVERITY_ERROR && look_of(d) <= LOOK_OPERATORS)
            return true;
    return false;
}

// The diagnostics of one look; notes go with the error before them.
static void report_look(const Faults *faults, Look look, DiagnosticSink *sink) {
    Look present = LOOK_COLUMNS;
    for (const Diagnostic *d = diagnostics_first(faults->sink); d; d = d->next) {
        if (d->severity == SEVERITY_ERROR)
            present = look_of(d);
        if (present == look)
            diagnostics_add(sink, d);
    }
}

void faults_report(Faults *const *faults, size_t n, DiagnosticSink *sink) {
    for (int look = 0; look < LOOKS; look++)
        for (size_t i = 0; i < n; i++)
            report_look(faults[i], (Look)look, sink);
}

size_t faults_list(Faults *faults, bool again, Faults **list) {
    size_t n = 0;
    for (size_t i = 0; i <= faults->n_causes; i++) {
        Faults *one = i < faults->n_causes ? faults->causes[i] : faults;
        if (again || !one->reported)
            list[n++] = one;
        one->reported = true;
    }
    return n;
}
