// SPDX-License-Identifier: Apache-2.0
//
// The table of parameters: scopes that see the scope they were made from, and the three ways in:
// -param, -param_file and (through preprocess.c) %declare and %default.

#include "lang/parameters.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lang/base/capture.h"
#include "lang/base/map.h"

enum { MAX_NEAR_NAMES = 1000 };

struct Parameters {
    Arena *arena;
    const Parameters *outer;
    Map values; // name -> const char *
};

Parameters *parameters_create(Arena *arena, const Parameters *outer) {
    Parameters *parameters = ARENA_NEW(arena, Parameters);
    parameters->arena = arena;
    parameters->outer = outer;
    parameters->values = map_new(arena);
    return parameters;
}

Arena *parameters_arena(Parameters *parameters) {
    return parameters->arena;
}

const char *parameters_find(const Parameters *parameters, const char *name, size_t n_name) {
    for (; parameters; parameters = parameters->outer) {
        const char *value = map_get(&parameters->values, name, n_name);
        if (value)
            return value;
    }
    return NULL;
}

const char *parameters_get(const Parameters *parameters, const char *name) {
    return parameters_find(parameters, name, strlen(name));
}

void parameters_set(Parameters *parameters, const char *name, size_t n_name, const char *value) {
    map_put(&parameters->values, name, n_name, arena_strdup(parameters->arena, value));
}

Status parameter_fault(DiagnosticSink *sink, const Place *place, const char *format, ...) {
    Text message = text_new(4096);
    va_list args;
    va_start(args, format);
    text_vprintf(&message, format, args);
    va_end(args);
    Status status = diagnose(sink, 2997, place, "%s", message.data);
    diagnostics_set_status(sink, EXIT_STATUS_IO);
    text_free(&message);
    return status;
}

// ---- Undefined names ----

static const char *near_parameter(const Parameters *parameters, const char *name) {
    const char *names[MAX_NEAR_NAMES];
    size_t n_names = 0;
    for (; parameters; parameters = parameters->outer) {
        size_t at = 0;
        const MapEntry *entry;
        while (n_names < MAX_NEAR_NAMES && (entry = map_next(&parameters->values, &at)))
            names[n_names++] = entry->key;
    }
    return nearest_name(name, names, n_names);
}

Status parameters_undefined(const Parameters *parameters, const char *name, size_t n_name,
                            const char *of, const Place *place, DiagnosticSink *sink) {
    Text shown = text_new(0), hint = text_new(0);
    text_append(&shown, name, n_name < 200 ? n_name : 200);
    const char *near = near_parameter(parameters, shown.data);
    if (near)
        text_printf(&hint, "did you mean '$%s'?", near);
    else
        text_printf(&hint, "give it by -param %s=VALUE or %%default", shown.data);
    Status status =
        diagnose_hint(sink, 2997, place, hint.data, "parameter '%s' is undefined%s%s%s", shown.data,
                      of ? " (wanted by the value of '" : "", of ? of : "", of ? "')" : "");
    diagnostics_set_status(sink, EXIT_STATUS_IO);
    text_free(&shown);
    text_free(&hint);
    return status;
}

// ---- Values as written ----

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name_part(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

size_t parameter_name_length(const char *text, size_t n_bytes) {
    size_t n = 0;
    while (n < n_bytes && text[n] == '_')
        n++;
    if (n == n_bytes || !is_letter(text[n]))
        return 0;
    while (n < n_bytes && is_name_part(text[n]))
        n++;
    return n;
}

// Offset of the quote that closes the text behind the one at `at`; n_bytes if there is none.
static size_t closing_quote(const char *text, size_t n_bytes, size_t at) {
    char quote = text[at];
    for (at++; at < n_bytes && text[at] != quote; at++)
        if (text[at] == '\\' && quote != '`' && at + 1 < n_bytes && text[at + 1] == quote)
            at++;
    return at;
}

// The inside of a quoted value: a backslash before the same quote goes away.
static WrittenValue quoted_value(Arena *arena, const char *text, size_t at, size_t end) {
    char quote = text[at];
    char *copy = arena_strndup(arena, text + at + 1, end - at - 1);
    size_t n_bytes = 0;
    for (size_t i = at + 1; i < end; i++) {
        if (quote != '`' && text[i] == '\\' && text[i + 1] == quote)
            i++;
        copy[n_bytes++] = text[i];
    }
    copy[n_bytes] = '\0';
    return (WrittenValue){.kind = quote == '`' ? VALUE_COMMAND : VALUE_TEXT,
                          .text = copy,
                          .n_bytes = n_bytes,
                          .end = end + 1};
}

static bool ends_word(const char *text, size_t n_bytes, size_t at, bool in_script) {
    if (is_blank(text[at]))
        return true;
    if (!in_script || at + 1 == n_bytes)
        return false;
    return (text[at] == '-' && text[at + 1] == '-') || (text[at] == '/' && text[at + 1] == '*');
}

WrittenValue read_value(Arena *arena, const char *text, size_t n_bytes, size_t at, bool in_script) {
    if (at < n_bytes && (text[at] == '\'' || text[at] == '"' || text[at] == '`')) {
        size_t end = closing_quote(text, n_bytes, at);
        if (end < n_bytes)
            return quoted_value(arena, text, at, end);
    }
    size_t start = at;
    while (at < n_bytes && !ends_word(text, n_bytes, at, in_script))
        at++;
    if (at == start)
        return (WrittenValue){.kind = VALUE_NONE, .end = at};
    return (WrittenValue){.kind = VALUE_TEXT,
                          .text = arena_strndup(arena, text + start, at - start),
                          .n_bytes = at - start,
                          .end = at};
}

// ---- Definitions ----

static void trim(Text *text) {
    size_t n_bytes = text->n_bytes, blanks = 0;
    while (n_bytes && (unsigned char)text->data[n_bytes - 1] <= ' ')
        n_bytes--;
    text_truncate(text, n_bytes);
    while (blanks < n_bytes && (unsigned char)text->data[blanks] <= ' ')
        blanks++;
    if (blanks) {
        memmove(text->data, text->data + blanks, n_bytes - blanks);
        text_truncate(text, n_bytes - blanks);
    }
}

static Status run_command(const Text *command, const Place *place, DiagnosticSink *sink,
                          Text *output) {
    int status = capture_output(command->data, output);
    if (status == 0) {
        trim(output);
        return STATUS_OK;
    }
    if (status < 0)
        (void)diagnose(sink, 2999, place, "command '%.200s' cannot be run: %s", command->data,
                       strerror(errno));
    else
        (void)diagnose(sink, 2999, place, "command '%.200s' ended with status %d", command->data,
                       status);
    diagnostics_set_status(sink, EXIT_STATUS_THROWABLE);
    return STATUS_FAILED;
}

Status parameters_define(Parameters *parameters, const char *name, size_t n_name,
                         const WrittenValue *value, bool overwrite, const Place *place,
                         DiagnosticSink *sink) {
    if (!overwrite && value->kind == VALUE_COMMAND && parameters_find(parameters, name, n_name))
        return STATUS_OK; // a command whose result is not wanted does not run
    Text result = text_new(PARAMETER_MAX_BYTES), output = text_new(PARAMETER_MAX_BYTES);
    const char *key = arena_strndup(parameters->arena, name, n_name);
    Status status =
        substitute_value(parameters, value->text, value->n_bytes, key, place, sink, &result);
    if (status == STATUS_OK && value->kind == VALUE_COMMAND) {
        status = run_command(&result, place, sink, &output);
        Text swap = result;
        result = output;
        output = swap;
    }
    if (status == STATUS_OK && text_is_full(&result))
        status = parameter_fault(sink, place, "the value of '%s' is larger than %d MiB", key,
                                 PARAMETER_MAX_BYTES >> 20);
    if (status == STATUS_OK && (overwrite || !parameters_find(parameters, name, n_name)))
        parameters_set(parameters, name, n_name, result.data);
    text_free(&result);
    text_free(&output);
    return status;
}

// ---- Files and -param ----

typedef struct ParameterReader {
    Parameters *parameters;
    DiagnosticSink *sink;
    const Source *source;

} ParameterReader;

static Place reader_place(const ParameterReader *reader, size_t at) {
    Preprocessed text = preprocessed_plain(reader->parameters->arena, reader->source);
    return preprocessed_place(&text, at, 1);
}

static Status expected(const ParameterReader *reader, size_t at, const char *what) {
    Place place = reader_place(reader, at);
    return parameter_fault(reader->sink, &place, "%s expected; write name=value", what);
}

static size_t skip_blanks(const Source *source, size_t at) {
    while (at < source->n_bytes) {
        if (source->text[at] == '#')
            while (at < source->n_bytes && source->text[at] != '\n')
                at++;
        else if (is_blank(source->text[at]))
            at++;
        else
            break;
    }
    return at;
}

// `name = value` at *at; moves *at behind it.
static Status read_definition(const ParameterReader *reader, size_t *at) {
    const char *text = reader->source->text;
    size_t n_bytes = reader->source->n_bytes, start = *at;
    size_t n_name = parameter_name_length(text + start, n_bytes - start);
    if (n_name == 0)
        return expected(reader, start, "a parameter name");
    size_t equals = skip_blanks(reader->source, start + n_name);
    if (equals == n_bytes || text[equals] != '=')
        return expected(reader, equals, "'='");
    size_t value_at = skip_blanks(reader->source, equals + 1);
    WrittenValue value = read_value(reader->parameters->arena, text, n_bytes, value_at, false);
    if (value.kind == VALUE_NONE)
        return expected(reader, value_at, "a value");
    *at = value.end;
    Place place = reader_place(reader, start);
    place.width = (int)n_name;
    return parameters_define(reader->parameters, text + start, n_name, &value, true, &place,
                             reader->sink);
}

Status parameters_add(Parameters *parameters, const char *definition, DiagnosticSink *sink) {
    Source *source = ARENA_NEW(parameters->arena, Source);
    source->text = arena_strdup(parameters->arena, definition);
    source->n_bytes = strlen(definition);
    ParameterReader reader = {parameters, sink, source};
    size_t at = skip_blanks(source, 0);
    return read_definition(&reader, &at);
}

static Status read_file(const char *path, DiagnosticSink *sink, Text *out) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return parameter_fault(sink, NULL, "parameter file '%s': %s", path, strerror(errno));
    char piece[4096];
    size_t n;
    while ((n = fread(piece, 1, sizeof piece, file)) > 0)
        text_append(out, piece, n);
    bool failed = ferror(file);
    fclose(file);
    if (failed)
        return parameter_fault(sink, NULL, "parameter file '%s' cannot be read", path);
    if (text_is_full(out))
        return parameter_fault(sink, NULL, "parameter file '%s' is larger than %d MiB", path,
                               PARAMETER_MAX_BYTES >> 20);
    return STATUS_OK;
}

Status parameters_read_file(Parameters *parameters, const char *path, DiagnosticSink *sink) {
    Text text = text_new(PARAMETER_MAX_BYTES);
    Status status = read_file(path, sink, &text);
    Source *source = ARENA_NEW(parameters->arena, Source);
    source->name = arena_strdup(parameters->arena, path);
    source->text = arena_strndup(parameters->arena, text.data, text.n_bytes);
    source->n_bytes = text.n_bytes;
    text_free(&text);
    ParameterReader reader = {parameters, sink, source};
    size_t at = 0;
    while (status == STATUS_OK && (at = skip_blanks(source, at)) < source->n_bytes)
        status = read_definition(&reader, &at);
    return status;
}
