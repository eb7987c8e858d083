// SPDX-License-Identifier: Apache-2.0
//
// A list of diagnostics in the order reported, and how they look on a terminal or in a log.

#include "lang/diagnostic.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

enum {
    MAX_KEPT_ERRORS = 1000,  // later ones are only counted
    MAX_SHOWN_ERRORS = 10,   // the rest is told as a number
    MAX_EXCERPT_BYTES = 160, // of a source line around the caret
    MAX_NAME_BYTES = 64,     // longer names get no suggestion
    MAX_SHOWN_CALLS = 5,     // macro calls named under an error
};

struct DiagnosticSink {
    Arena *arena;
    Diagnostic *first, *last;
    Diagnostic *last_error;
    const Diagnostic *first_error;
    int n_errors;
};

DiagnosticSink *diagnostics_create(Arena *arena) {
    DiagnosticSink *sink = ARENA_NEW(arena, DiagnosticSink);
    sink->arena = arena;
    return sink;
}

void diagnostics_add(DiagnosticSink *sink, const Diagnostic *d) {
    if (d->severity == SEVERITY_ERROR && sink->n_errors++ >= MAX_KEPT_ERRORS)
        return;
    Diagnostic *copy = ARENA_NEW(sink->arena, Diagnostic);
    *copy = *d;
    copy->next = NULL;
    if (sink->last)
        sink->last->next = copy;
    else
        sink->first = copy;
    sink->last = copy;
    if (d->severity != SEVERITY_ERROR)
        return;
    sink->last_error = copy;
    if (!sink->first_error)
        sink->first_error = copy;
}

static void report(DiagnosticSink *sink, int code, const Place *place, const char *hint,
                   const char *format, va_list args) {
    Diagnostic d = {
        .severity = SEVERITY_ERROR,
        .code = code,
        .status = EXIT_STATUS_PIG,
        .message = arena_vprintf(sink->arena, format, args),
        .hint = hint ? arena_strdup(sink->arena, hint) : NULL,
    };
    if (place)
        d.place = *place;
    diagnostics_add(sink, &d);
}

Status diagnose(DiagnosticSink *sink, int code, const Place *place, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(sink, code, place, NULL, format, args);
    va_end(args);
    return STATUS_FAILED;
}

Status diagnose_hint(DiagnosticSink *sink, int code, const Place *place, const char *hint,
                     const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(sink, code, place, hint, format, args);
    va_end(args);
    return STATUS_FAILED;
}

void diagnostics_set_status(DiagnosticSink *sink, ExitStatus status) {
    if (sink->last_error)
        sink->last_error->status = status;
}

void diagnostics_set_early(DiagnosticSink *sink) {
    if (sink->last_error)
        sink->last_error->early = true;
}

void diagnose_warning(DiagnosticSink *sink, const char *format, ...) {
    va_list args;
    va_start(args, format);
    Diagnostic d = {.severity = SEVERITY_WARNING,
                    .message = arena_vprintf(sink->arena, format, args)};
    va_end(args);
    diagnostics_add(sink, &d);
}

const Diagnostic *diagnostics_first(const DiagnosticSink *sink) {
    return sink->first;
}

const Diagnostic *diagnostics_first_error(const DiagnosticSink *sink) {
    return sink->first_error;
}

int diagnostics_error_count(const DiagnosticSink *sink) {
    return sink->n_errors;
}

ExitStatus diagnostics_status(const DiagnosticSink *sink) {
    return sink->first_error ? sink->first_error->status : EXIT_STATUS_OK;
}

void diagnostics_clear(DiagnosticSink *sink) {
    *sink = (DiagnosticSink){.arena = sink->arena};
}

// ---- Printing ----

#define RED    "\033[1;31m"
#define YELLOW "\033[1;33m"
#define CYAN   "\033[36m"
#define PLAIN  "\033[0m"

static const char *paint(bool color, const char *code) {
    return color ? code : "";
}

static const char *severity_word(Severity severity) {
    static const char *const words[] = {"ERROR", "WARNING", "NOTE"};
    return words[severity];
}

static const char *severity_color(Severity severity) {
    return severity == SEVERITY_ERROR ? RED : severity == SEVERITY_WARNING ? YELLOW : CYAN;
}

static void print_headline(const Diagnostic *d, FILE *out, bool color) {
    const Place *place = &d->place;
    if (place->line && place->source && place->source->name)
        fprintf(out, "%s:%d:%d: ", place->source->name, place->line, place->column);
    fprintf(out, "%s%s", paint(color, severity_color(d->severity)), severity_word(d->severity));
    if (d->severity == SEVERITY_ERROR)
        fprintf(out, " %d", d->code);
    fprintf(out, ":%s %s\n", paint(color, PLAIN), d->message);
}

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

// A window of the line that contains the caret; lines of data can be very long.
static size_t window_start(const char *line, size_t n_bytes, int column) {
    if (n_bytes <= MAX_EXCERPT_BYTES)
        return 0;
    size_t at = 0;
    for (int i = 1; i < column && at < n_bytes; i++)
        for (at++; at < n_bytes && is_continuation(line[at]);)
            at++;
    if (at < MAX_EXCERPT_BYTES / 2)
        return 0;
    at -= MAX_EXCERPT_BYTES / 2;
    while (is_continuation(line[at]))
        at++;
    return at;
}

// Tabs and control characters would move the caret: each becomes one blank.
static void print_clean(const char *bytes, size_t n_bytes, FILE *out) {
    for (size_t i = 0; i < n_bytes; i++)
        fputc((unsigned char)bytes[i] < ' ' || bytes[i] == 127 ? ' ' : bytes[i], out);
}

static int count_characters(const char *bytes, size_t n_bytes) {
    int n = 0;
    for (size_t i = 0; i < n_bytes; i++)
        n += !is_continuation(bytes[i]);
    return n;
}

static void print_excerpt(const Diagnostic *d, FILE *out, bool color) {
    const Place *place = &d->place;
    size_t n_bytes;
    const char *line = source_line(place->source, place->line, &n_bytes);
    size_t start = window_start(line, n_bytes, place->column);
    size_t shown = n_bytes - start > MAX_EXCERPT_BYTES ? MAX_EXCERPT_BYTES : n_bytes - start;
    while (start + shown < n_bytes && shown && is_continuation(line[start + shown]))
        shown--;
    int indent = place->column - 1 - count_characters(line, start) + (start ? 3 : 0);
    int room = count_characters(line + start, shown) + (start ? 3 : 0) - indent;
    int width = place->width < 1 ? 1 : place->width;
    if (width > room)
        width = room < 1 ? 1 : room;

    int digits = fprintf(out, "%3d", place->line);
    fprintf(out, " | %s", start ? "..." : "");
    print_clean(line + start, shown, out);
    fprintf(out, "%s\n%*s | %*s%s", start + shown < n_bytes ? "..." : "", digits, "",
            indent > 0 ? indent : 0, "", paint(color, severity_color(d->severity)));
    for (int i = 0; i < width; i++)
        fputc('^', out);
    fprintf(out, "%s%s%s\n", paint(color, PLAIN), d->hint ? " " : "", d->hint ? d->hint : "");
}

static void print_place(const Place *place, FILE *out) {
    fprintf(out, "    at line %d, column %d", place->line, place->column);
    if (place->source && place->source->name)
        fprintf(out, " of %s", place->source->name);
    fputc('\n', out);
    int n_shown = 0;
    for (const MacroCall *call = place->call; call; call = call->at.call) {
        if (n_shown++ == MAX_SHOWN_CALLS) {
            fputs("    in further macro calls\n", out);
            break;
        }
        fprintf(out, "    in macro %s, called from ", call->macro);
        if (call->at.source && call->at.source->name)
            fprintf(out, "%s:", call->at.source->name);
        fprintf(out, "%d:%d\n", call->at.line, call->at.column);
    }
}

static void print_one(const Diagnostic *d, FILE *out, bool color) {
    print_headline(d, out, color);
    if (d->place.line && d->place.source) {
        print_excerpt(d, out, color);
    } else if (d->hint) {
        fprintf(out, "    %s\n", d->hint);
    }
    if (d->place.line && d->severity == SEVERITY_ERROR)
        print_place(&d->place, out);
}

void diagnostics_print(const DiagnosticSink *sink, FILE *out, bool color) {
    int n_shown = 0;
    for (const Diagnostic *d = sink->first; d; d = d->next) {
        if (d->severity == SEVERITY_ERROR && n_shown++ >= MAX_SHOWN_ERRORS)
            continue;
        print_one(d, out, color);
    }
    if (sink->n_errors > MAX_SHOWN_ERRORS)
        fprintf(out, "%d errors; the first %d are shown\n", sink->n_errors, MAX_SHOWN_ERRORS);
}

// ---- Near names ----

static int smaller(int a, int b) {
    return a < b ? a : b;
}

static bool same_letter(char a, char b) {
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

// Edit distance with transpositions of neighbours, after Damerau, "A technique for computer
// detection and correction of spelling errors", 1964 (the restricted form). Case does not count.
static int edit_distance(const char *a, size_t n_a, const char *b, size_t n_b) {
    int rows[3][MAX_NAME_BYTES + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= n_b; j++)
        last[j] = (int)j;
    for (size_t i = 1; i <= n_a; i++) {
        now[0] = (int)i;
        for (size_t j = 1; j <= n_b; j++) {
            int best = last[j - 1] + !same_letter(a[i - 1], b[j - 1]);
            best = smaller(best, smaller(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
                same_letter(a[i - 2], b[j - 1]))
                best = smaller(best, before[j - 2] + 1);
            now[j] = best;
        }
        int *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return last[n_b];
}

const char *nearest_name(const char *wanted, const char *const *names, size_t n_names) {
    size_t n_wanted = strlen(wanted);
    if (n_wanted == 0 || n_wanted > MAX_NAME_BYTES)
        return NULL;
    const char *best = NULL;
    int best_distance = (int)(n_wanted / 3) + 1;
    for (size_t i = 0; i < n_names; i++) {
        size_t n_name = strlen(names[i]);
        if (n_name > MAX_NAME_BYTES)
            continue;
        if (strcasecmp(wanted, names[i]) == 0)
            return names[i];
        int distance = edit_distance(wanted, n_wanted, names[i], n_name);
        if (distance < best_distance) {
            best_distance = distance;
            best = names[i];
        }
    }
    return best;
}
