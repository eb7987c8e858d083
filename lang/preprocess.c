// SPDX-License-Identifier: Apache-2.0
//
// One pass over the text. Comments and bodies of macros are copied, quoted texts are substituted in
// but hide comments, %declare and %default are obeyed where they stand, and every piece of the
// result notes where it came from.
//
// A value put in for $a is final; one put in for ${a} has its own $names replaced. A backslash
// before a dollar sign protects it and goes away. All this is as in Apache Pig.

#include "lang/preprocess.h"

#include <string.h>
#include <strings.h>

#include "lang/parameters.h"
#include "lang/place.h"
#include "lang/split.h"

enum { MAX_UNDEFINED_REPORTS = 20 };

// ---- Places ----

static const Segment *segment_of(const Preprocessed *text, size_t offset) {
    size_t low = 0, high = text->n_segments;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->segments[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return &text->segments[low];
}

size_t preprocessed_source_offset(const Preprocessed *text, size_t offset) {
    if (text->n_segments == 0)
        return offset;
    const Segment *segment = segment_of(text, offset);
    size_t source = segment->source_start + (segment->replaced ? 0 : offset - segment->start);
    return source < text->source->n_bytes ? source : text->source->n_bytes;
}

static bool is_continuation(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

static int count_characters(const char *from, const char *to) {
    int n = 0;
    for (; from < to; from++)
        n += !is_continuation(*from);
    return n;
}

Place preprocessed_place(const Preprocessed *text, size_t offset, size_t width) {
    const Source *source = text->source;
    size_t first = preprocessed_source_offset(text, offset);
    size_t last = width ? preprocessed_source_offset(text, offset + width) : first;
    const char *line = source->text, *at = source->text + first, *next;
    Place place = {.source = source, .line = source_first_line(source), .call = text->call};
    while ((next = memchr(line, '\n', (size_t)(at - line)))) {
        line = next + 1;
        place.line++;
    }
    if (line == source->text && source->n_bytes >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0 &&
        at >= line + 3)
        line += 3; // a byte order mark takes no column
    place.column = count_characters(line, at) + 1;
    if (last > first) {
        const char *end = source->text + last;
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        place.width = count_characters(at, line_end ? line_end : end);
    }
    if (place.width < 1)
        place.width = 1;
    return place;
}

static Segment *one_segment(Arena *arena, size_t source_start) {
    Segment *segment = ARENA_NEW(arena, Segment);
    segment->source_start = source_start;
    return segment;
}

static size_t mark_length(const Source *source) {
    return source->n_bytes >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

Preprocessed preprocessed_plain(Arena *arena, const Source *source) {
    size_t mark = mark_length(source);
    return (Preprocessed){.source = source,
                          .text = source->text + mark,
                          .n_bytes = source->n_bytes - mark,
                          .n_segments = 1,
                          .segments = one_segment(arena, mark)};
}

// ---- Building the result ----

typedef struct Substitution {
    const Preprocessed *from;
    PlaceFinder places; // of `from`
    const char *in;
    size_t n_bytes, at; // of `in`: the part to substitute in, and where the pass is
    Parameters *parameters;
    DiagnosticSink *sink;
    Text out;
    Text segments; // Segment values, one after another
    size_t n_segments;
    bool next_is_new;      // a value was just put in, or bytes were left out
    const MacroCall *call; // in a macro's body: escapes stay, and an undefined name is 1200
    int n_failures;
    bool no_comment;  // a comment was met that does not end: so does no later one
    bool unclosed[3]; // the same for texts in the quotes of `quote_marks`
} Substitution;

static void add_segment(Substitution *s, bool replaced) {
    Segment segment = {.start = s->out.n_bytes,
                       .source_start = preprocessed_source_offset(
                           s->from, (size_t)(s->in - s->from->text) + s->at),
                       .replaced = replaced};
    text_append(&s->segments, (const char *)&segment, sizeof segment);
    s->n_segments++;
    s->next_is_new = replaced;
}

static void copy(Substitution *s, size_t n_bytes) {
    if (s->next_is_new || s->n_segments == 0)
        add_segment(s, false);
    text_append(&s->out, s->in + s->at, n_bytes);
    s->at += n_bytes;
}

static void leave_out(Substitution *s, size_t n_bytes) {
    s->at += n_bytes;
    s->next_is_new = true;
}

static Place place_here(Substitution *s, size_t at, size_t width) {
    Place place = place_find(&s->places, (size_t)(s->in - s->from->text) + at, width);
    if (s->call)
        place.call = s->call;
    return place;
}

// ---- References ----

// `$name` or `${name}` at the start of a text.
typedef struct Reference {
    const char *name;
    size_t n_name;
    size_t n_bytes; // of the whole reference; 0: it is none
    bool braces;
} Reference;

static Reference reference_at(const char *text, size_t n_bytes) {
    Reference r = {.name = text + 1};
    if (n_bytes < 2 || text[0] != '$')
        return r;
    r.braces = text[1] == '{';
    r.name += r.braces;
    r.n_name = parameter_name_length(r.name, n_bytes - 1 - r.braces);
    size_t end = 1 + r.braces + r.n_name;
    if (r.n_name == 0 || (r.braces && (end == n_bytes || text[end] != '}')))
        return r;
    r.n_bytes = end + r.braces;
    return r;
}

// Appends a value. A value that ${a} stands for has its own $names replaced (braces: inner).
static Status append_value(const Parameters *parameters, const char *value, bool inner,
                           const char *of, const Place *place, DiagnosticSink *sink, Text *out) {
    size_t n_bytes = strlen(value);
    for (size_t i = 0; i < n_bytes; i++) {
        if (value[i] == '\\' && value[i + 1] == '$') {
            text_append_char(out, value[++i]);
            continue;
        }
        Reference r = reference_at(value + i, n_bytes - i);
        if (!inner || r.n_bytes == 0 || r.braces) {
            text_append_char(out, value[i]);
            continue;
        }
        const char *found = parameters_find(parameters, r.name, r.n_name);
        if (!found)
            return parameters_undefined(parameters, r.name, r.n_name, of, place, sink);
        text_append_string(out, found);
        i += r.n_bytes - 1;
    }
    return STATUS_OK;
}

Status substitute_value(const Parameters *parameters, const char *text, size_t n_bytes,
                        const char *of, const Place *place, DiagnosticSink *sink, Text *out) {
    for (size_t i = 0; i < n_bytes;) {
        if (text[i] == '\\' && i + 1 < n_bytes && text[i + 1] == '$') {
            text_append_char(out, '$');
            i += 2;
            continue;
        }
        Reference r = reference_at(text + i, n_bytes - i);
        if (r.n_bytes == 0) {
            text_append_char(out, text[i++]);
            continue;
        }
        const char *value = parameters_find(parameters, r.name, r.n_name);
        if (!value)
            return parameters_undefined(parameters, r.name, r.n_name, of, place, sink);
        TRY(append_value(parameters, value, r.braces, of, place, sink, out));
        i += r.n_bytes;
    }
    return STATUS_OK;
}

static void substitute_reference(Substitution *s, const Reference *r) {
    const char *value = parameters_find(s->parameters, r->name, r->n_name);
    Place place = place_here(s, s->at, r->n_bytes);
    Status status;
    if (value) {
        add_segment(s, true);
        status = append_value(s->parameters, value, r->braces, NULL, &place, s->sink, &s->out);
    } else if (s->call) {
        status = diagnose(s->sink, 1200, &place, "macro '%s' has no parameter or result '%.*s'",
                          s->call->macro, r->n_name < 100 ? (int)r->n_name : 100, r->name);
    } else {
        status =
            s->n_failures < MAX_UNDEFINED_REPORTS
                ? parameters_undefined(s->parameters, r->name, r->n_name, NULL, &place, s->sink)
                : STATUS_FAILED;
    }
    s->n_failures += status != STATUS_OK;
    leave_out(s, r->n_bytes);
}

// One step of the pass where only dollar signs and backslashes mean something.
static void step(Substitution *s) {
    const char *here = s->in + s->at;
    size_t left = s->n_bytes - s->at;
    if (*here == '\\' && left > 1 && here[1] == '$') {
        if (s->call)
            copy(s, 1);
        else
            leave_out(s, 1);
        copy(s, 1);
        return;
    }
    Reference r = reference_at(here, left);
    if (r.n_bytes)
        substitute_reference(s, &r);
    else
        copy(s, 1);
}

static void step_until(Substitution *s, size_t end) {
    while (s->at < end)
        step(s);
}

// ---- %declare and %default ----

static bool is_word_part(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_word_start(char c) {
    return is_word_part(c) && !(c >= '0' && c <= '9');
}

static bool word_at(const Substitution *s, size_t at, const char *word) {
    size_t n_word = strlen(word);
    return s->n_bytes - at >= n_word && strncasecmp(s->in + at, word, n_word) == 0;
}

static size_t skip_line_blanks(const Substitution *s, size_t at) {
    for (;;) {
        while (at < s->n_bytes && (s->in[at] == ' ' || s->in[at] == '\t' || s->in[at] == '\r'))
            at++;
        size_t comment = skip_comment(s->in, s->n_bytes, at);
        if (comment == at || memchr(s->in + at, '\n', comment - at))
            return at;
        at = comment;
    }
}

static void declaration_expects(Substitution *s, size_t at, const char *what) {
    Place place = place_here(s, at, 1);
    s->n_failures++;
    (void)parameter_fault(s->sink, &place, "%s expected; write %%declare name value", what);
    size_t start = s->at;
    while (s->at < s->n_bytes && s->in[s->at] != '\n')
        s->at++;
    s->next_is_new = s->at > start;
}

// A declaration whose keyword, n_word bytes, stands here. What follows the value on its line stays.
static void declare(Substitution *s, size_t n_word, bool overwrite) {
    size_t name_at = skip_line_blanks(s, s->at + n_word);
    size_t n_name = parameter_name_length(s->in + name_at, s->n_bytes - name_at);
    if (n_name == 0) {
        declaration_expects(s, name_at, "a parameter name");
        return;
    }
    size_t value_at = skip_line_blanks(s, name_at + n_name);
    Arena *arena = parameters_arena(s->parameters);
    WrittenValue value = read_value(arena, s->in, s->n_bytes, value_at, true);
    if (value.kind == VALUE_NONE) {
        declaration_expects(s, value_at, "a value");
        return;
    }
    // Behind a bare word that is no name the line must end; a `;` right there does no harm.
    size_t next = skip_line_blanks(s, value.end);
    bool bare = !strchr("'\"`", s->in[value_at]) && !is_word_start(s->in[value_at]);
    bool ends = next == s->n_bytes || s->in[next] == '\n' || s->in[value.end] == ';';
    if (bare && !ends) {
        declaration_expects(s, next, "the end of the line");
        return;
    }
    Place place = place_here(s, value_at, value.end - value_at);
    s->n_failures += parameters_define(s->parameters, s->in + name_at, n_name, &value, overwrite,
                                       &place, s->sink) != STATUS_OK;
    leave_out(s, value.end - s->at);
}

// ---- The pass ----

// End of the word that starts at `at`.
static size_t word_end(const Substitution *s, size_t at) {
    while (at < s->n_bytes && is_word_part(s->in[at]))
        at++;
    return at;
}

static size_t skip_blanks(const Substitution *s, size_t at) {
    while (at < s->n_bytes && strchr(" \t\r\n\f", s->in[at]) && s->in[at])
        at++;
    return at;
}

// `DEFINE name (` begins a macro, whose body is substituted in when it is called.
static bool is_macro_definition(const Substitution *s) {
    size_t name = skip_blanks(s, s->at + strlen("define"));
    if (name == s->at + strlen("define"))
        return false;
    size_t end = word_end(s, name);
    size_t next = skip_blanks(s, end);
    return end > name && next < s->n_bytes && s->in[next] == '(';
}

static void pass_word(Substitution *s) {
    size_t end = word_end(s, s->at);
    if (end - s->at == strlen("define") && word_at(s, s->at, "define") && is_macro_definition(s)) {
        copy(s, statement_end(s->in, s->n_bytes, s->at) - s->at);
        return;
    }
    bool is_register = end - s->at == strlen("register") && word_at(s, s->at, "register");
    copy(s, end - s->at);
    if (!is_register)
        return;
    // A path behind REGISTER may hold a glob that looks like the start of a comment.
    copy(s, skip_blanks(s, s->at) - s->at);
    size_t path_end = s->at;
    while (path_end < s->n_bytes && !strchr("(); \t\r\n", s->in[path_end]))
        path_end++;
    step_until(s, path_end);
}

static const char quote_marks[] = "'\"`";

// End of the comment or quoted text that starts here; s->at if none does. What is not closed is
// looked for only once: else a text full of opening marks would be read over and over.
static size_t comment_end(Substitution *s) {
    if (s->in[s->at] == '/' && s->no_comment)
        return s->at;
    size_t end = skip_comment(s->in, s->n_bytes, s->at);
    bool opens = s->n_bytes - s->at >= 2 && memcmp(s->in + s->at, "/*", 2) == 0;
    s->no_comment |= opens && end == s->at;
    return end;
}

static size_t quote_end(Substitution *s) {
    const char *mark = s->in[s->at] ? strchr(quote_marks, s->in[s->at]) : NULL;
    if (!mark || s->unclosed[mark - quote_marks])
        return s->at;
    size_t end = quoted_end(s->in, s->n_bytes, s->at);
    s->unclosed[mark - quote_marks] = end == s->at + 1;
    return end;
}

static void pass(Substitution *s) {
    while (s->at < s->n_bytes && !text_is_full(&s->out)) {
        char c = s->in[s->at];
        size_t end;
        if ((end = comment_end(s)) > s->at)
            copy(s, end - s->at);
        else if ((end = quote_end(s)) > s->at)
            step_until(s, end);
        else if (is_word_start(c))
            pass_word(s);
        else if (c == '%' && word_at(s, s->at, "%declare"))
            declare(s, strlen("%declare"), true);
        else if (c == '%' && word_at(s, s->at, "%default"))
            declare(s, strlen("%default"), false);
        else if (c >= '0' && c <= '9')
            copy(s, word_end(s, s->at) - s->at);
        else
            step(s);
    }
}

// Moves the result into the arena and frees the buffers.
static Status finish(Substitution *s, Arena *arena, Preprocessed *result) {
    bool too_large = text_is_full(&s->out) || text_is_full(&s->segments);
    if (s->n_segments == 0)
        add_segment(s, false);
    *result = (Preprocessed){.source = s->from->source,
                             .text = arena_strndup(arena, s->out.data, s->out.n_bytes),
                             .n_bytes = s->out.n_bytes,
                             .n_segments = s->segments.n_bytes / sizeof(Segment),
                             .call = s->call,
                             .parameters = s->parameters};
    Segment *segments = ARENA_NEW_ARRAY(arena, Segment, result->n_segments);
    memcpy(segments, s->segments.data, result->n_segments * sizeof(Segment));
    result->segments = segments;
    text_free(&s->out);
    text_free(&s->segments);
    if (too_large)
        return diagnose(s->sink, 9041, NULL, "the text is larger than %d MiB after substitution",
                        PREPROCESS_MAX_BYTES >> 20);
    return s->n_failures ? STATUS_FAILED : STATUS_OK;
}

static Status substitute(Arena *arena, TextPart part, Parameters *parameters, const MacroCall *call,
                         DiagnosticSink *sink, Preprocessed *result) {
    Substitution s = {.from = part.text,
                      .places = place_finder(part.text),
                      .call = call,
                      .in = part.text->text + part.start,
                      .n_bytes = part.n_bytes,
                      .parameters = parameters,
                      .sink = sink,
                      .out = text_new(PREPROCESS_MAX_BYTES),
                      .segments = text_new(0)};
    pass(&s);
    return finish(&s, arena, result);
}

Status preprocess(Arena *arena, const Source *source, Parameters *parameters, DiagnosticSink *sink,
                  Preprocessed *result) {
    Preprocessed plain = preprocessed_plain(arena, source);
    if (parameters)
        return substitute(arena, (TextPart){&plain, 0, plain.n_bytes}, parameters, NULL, sink,
                          result);
    *result = plain;
    return STATUS_OK;
}

Status preprocess_body(Arena *arena, TextPart body, Parameters *parameters, const MacroCall *call,
                       DiagnosticSink *sink, Preprocessed *result) {
    return substitute(arena, body, parameters, call, sink, result);
}
