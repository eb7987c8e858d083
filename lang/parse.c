// SPDX-License-Identifier: Apache-2.0
//
// A stack of texts: the script at the bottom, above it the bodies of macros that are being expanded
// and the files that are being imported. The next statement comes from the top; a text that is read
// to its end is popped. The shell level exists only at the bottom.

#include "lang/parse.h"

#include <string.h>
#include <strings.h>

#include "lang/command.h"
#include "lang/macro.h"
#include "lang/scan.h"
#include "lang/split.h"

typedef struct Frame {
    const Preprocessed *text;
    PlaceFinder places;
    size_t at;         // where the next statement is looked for
    Macro *macro;      // whose body this is; NULL in a script or imported file
    Statement *call;   // of that macro
    MacroScope *scope; // NULL outside of macros
    bool failed;       // a statement of it did, so that its results may be missing
    struct Frame *below;
} Frame;

struct Parser {
    Arena *arena;
    DiagnosticSink *sink;
    MacroTable *macros;
    const char *import_path;
    Frame *script, *top;
    int depth;
    size_t n_expanded_bytes; // of bodies since the last statement of the script
    bool looked_ahead;       // for macros that are defined behind their use
};

static Frame *make_frame(Parser *parser, const Preprocessed *text) {
    Frame *frame = ARENA_NEW(parser->arena, Frame);
    frame->text = text;
    frame->places = place_finder(text);
    return frame;
}

Parser *parser_create(Arena *arena, const Preprocessed *text, MacroTable *macros,
                      const char *import_path, DiagnosticSink *sink) {
    Parser *parser = ARENA_NEW(arena, Parser);
    parser->arena = arena;
    parser->sink = sink;
    parser->macros = macros;
    parser->import_path = import_path;
    Preprocessed *copy = ARENA_NEW(arena, Preprocessed);
    *copy = *text;
    parser->script = parser->top = make_frame(parser, copy);
    parser->depth = 1;
    return parser;
}

// ---- Reading one statement ----

static ParseContext make_context(Parser *parser, Frame *frame, size_t start, size_t end) {
    return (ParseContext){.arena = parser->arena,
                          .sink = parser->sink,
                          .places = frame->places,
                          .text = frame->text->text + start,
                          .start = start,
                          .n_bytes = end - start};
}

// The statement as written, up to its ';'.
static AstString statement_text(ParseContext *context) {
    size_t n_bytes = context->n_bytes;
    while (n_bytes && strchr("; \t\r\n", context->text[n_bytes - 1]))
        n_bytes--;
    const size_t n_blanks = strspn(context->text + n_bytes, " \t\r\n");
    if (n_bytes + n_blanks < context->n_bytes) // there is a ';'
        n_bytes += n_blanks;
    return (AstString){arena_strndup(context->arena, context->text, n_bytes), n_bytes,
                       context->statement->place};
}

// After a mistake: a missing `;` has put the next statement into this one. Where that begins, if
// the token that did not fit begins a line and a statement; else the end.
static size_t resume_at(const ParseContext *context) {
    size_t at = context->failed_at, n_bytes = context->n_bytes;
    if (at == 0 || at >= n_bytes)
        return n_bytes;
    size_t before = at;
    while (before > 0 && strchr(" \t\f", context->text[before - 1]))
        before--;
    if (before == 0 || !strchr("\r\n", context->text[before - 1]))
        return n_bytes;
    PieceKind kind = split_next(context->text, n_bytes, at).kind;
    bool begins = kind == PIECE_STATEMENT || kind == PIECE_COMMAND || kind == PIECE_UNFINISHED;
    return begins ? at : n_bytes;
}

static Status read_statement(Parser *parser, Frame *frame, const Piece *piece,
                             Statement **statement) {
    ParseContext context = make_context(parser, frame, piece->start, piece->end);
    Status status = parse_text(&context);
    frame->places = context.places;
    frame->at = piece->end;
    if (status != STATUS_OK) {
        frame->at = piece->start + resume_at(&context);
        return status;
    }
    *statement = context.statement;
    context.statement->text = statement_text(&context);
    // A call keeps its names: the statements that it becomes pass this scope as well.
    if (frame->scope && context.statement->kind != STATEMENT_MACRO_CALL)
        rename_statement(parser->arena, frame->scope, *statement);
    return STATUS_OK;
}

// ---- The shell level ----

static Place frame_place(Frame *frame, size_t at, size_t width) {
    return place_find(&frame->places, at, width);
}

static Status unreadable(Parser *parser, const Place *place, const char *hint,
                         const char *message) {
    (void)diagnose_hint(parser->sink, 1000, place, hint, "%s", message);
    diagnostics_set_status(parser->sink, EXIT_STATUS_THROWABLE);
    return STATUS_FAILED;
}

static Status unfinished(Parser *parser, Frame *frame, const Piece *piece) {
    Arena *arena = parser->arena;
    size_t end = frame->text->n_bytes;
    Place open = frame_place(frame, piece->open, 1), place = frame_place(frame, end, 0);
    frame->at = end;
    if (piece->open == piece->start)
        return unreadable(parser, &place, arena_printf(arena, "it begins on line %d", open.line),
                          "the last statement has no ';'");
    if (piece->hidden_brace) {
        Place brace = frame_place(frame, piece->hidden_brace, 1);
        return unreadable(parser, &place, "write GENERATE ...; before the brace",
                          arena_printf(arena, "the '}' on line %d, column %d closes no block",
                                       brace.line, brace.column));
    }
    return unreadable(
        parser, &place, arena_printf(arena, "opened on line %d, column %d", open.line, open.column),
        arena_printf(arena, "the text ends, but %c is not closed", frame->text->text[piece->open]));
}

// What may be meant by a word that begins nothing.
static const char *unknown_hint(Parser *parser, const char *word, size_t n_bytes) {
    const char *equals = memchr(word, '=', n_bytes);
    if (equals && equals > word)
        return "write blanks around '='";
    const char *copy = arena_strndup(parser->arena, word, n_bytes);
    if (keyword_token(copy, n_bytes))
        return arena_printf(parser->arena, "write ALIAS = %s ...", copy);
    const char *near = nearest_statement_word(copy);
    return near ? arena_printf(parser->arena, "did you mean '%s'?", near) : NULL;
}

static Status unknown(Parser *parser, Frame *frame, const Piece *piece) {
    const char *text = frame->text->text;
    size_t n_shown = piece->end - piece->start < 60 ? piece->end - piece->start : 60;
    Place place = frame_place(frame, piece->start, piece->end - piece->start);
    size_t next = piece->end;
    while (next < frame->text->n_bytes && !strchr("\r\n;", text[next]))
        next++;
    frame->at = next;
    if (piece->kind == PIECE_COMMENT) {
        frame->at = frame->text->n_bytes;
        return unreadable(parser, &place, NULL, "the comment is not closed");
    }
    const char *hint = unknown_hint(parser, text + piece->start, piece->end - piece->start);
    return unreadable(parser, &place, hint,
                      arena_printf(parser->arena, "'%.*s' begins no statement or command",
                                   (int)n_shown, text + piece->start));
}

static Status read_shell_command(Parser *parser, Frame *frame, Piece piece, Statement **statement) {
    size_t start = piece.start, end;
    ParseContext context = make_context(parser, frame, start, frame->text->n_bytes);
    piece.start = 0;
    piece.end -= start;
    Status status = read_command(&context, &piece, statement, &end);
    frame->places = context.places;
    frame->at = start + end;
    return status;
}

static Status read_piece(Parser *parser, Frame *frame, Statement **statement) {
    Piece piece = split_next(frame->text->text, frame->text->n_bytes, frame->at);
    *statement = NULL;
    switch (piece.kind) {
    case PIECE_END:
        return STATUS_OK;
    case PIECE_STATEMENT:
        return read_statement(parser, frame, &piece, statement);
    case PIECE_COMMAND:
        return read_shell_command(parser, frame, piece, statement);
    case PIECE_UNFINISHED:
        return unfinished(parser, frame, &piece);
    default:
        return unknown(parser, frame, &piece);
    }
}

// In a macro or an imported file there are only statements.
static Status read_plain(Parser *parser, Frame *frame, Statement **statement) {
    const char *text = frame->text->text;
    Piece piece = split_next(text, frame->text->n_bytes, frame->at);
    *statement = NULL;
    if (piece.kind == PIECE_END)
        return STATUS_OK;
    piece.end = statement_end(text, frame->text->n_bytes, piece.start);
    return read_statement(parser, frame, &piece, statement);
}

// ---- Macros and imports ----

// Ends all expansion: what is too large does not get better by going on.
static Status give_up(Parser *parser, const Place *place, const char *message) {
    parser->top = parser->script;
    parser->depth = 1;
    return diagnose(parser->sink, 9042, place, "%s", message);
}

static Status push(Parser *parser, Frame *frame, const Place *place) {
    parser->n_expanded_bytes += frame->text->n_bytes + 1;
    if (parser->depth >= MACRO_MAX_DEPTH)
        return give_up(parser, place, "too many macros or imports in one another");
    if (parser->n_expanded_bytes > MACRO_MAX_BYTES)
        return give_up(parser, place, "the macro becomes too many statements");
    frame->below = parser->top;
    parser->top = frame;
    parser->depth++;
    return STATUS_OK;
}

// The frame of a file, *frame NULL when it was imported before.
static Status open_file(Parser *parser, const Statement *import, Frame **frame) {
    Source *source;
    *frame = NULL;
    TRY(import_read(parser->arena, &import->path, parser->import_path, parser->sink, &source));
    if (!macro_import_once(parser->macros, source->name))
        return STATUS_OK;
    Preprocessed *text = ARENA_NEW(parser->arena, Preprocessed);
    TRY(preprocess(parser->arena, source, parser->script->text->parameters, parser->sink, text));
    *frame = make_frame(parser, text);
    return STATUS_OK;
}

static Status import(Parser *parser, const Statement *statement) {
    Frame *frame;
    TRY(open_file(parser, statement, &frame));
    return frame ? push(parser, frame, &statement->place) : STATUS_OK;
}

static Status define(Parser *parser, const Frame *frame, const Statement *statement) {
    const AstString *body = &statement->macro->body;
    const TextPart part = {frame->text, (size_t)(body->text - frame->text->text), body->n_bytes};
    return macro_define(parser->macros, statement, part, parser->sink);
}

static bool is_word_at(const Frame *frame, size_t at, const char *word) {
    size_t n = strlen(word);
    return frame->text->n_bytes - at > n && strncasecmp(frame->text->text + at, word, n) == 0;
}

// Makes the macros known that the rest of the script defines: a call may stand before its DEFINE.
// Mistakes are reported when the statement is read in its turn.
static void look_ahead(Parser *parser) {
    Frame ahead = *parser->script;
    DiagnosticSink *sink = parser->sink;
    parser->looked_ahead = true;
    parser->sink = diagnostics_create(parser->arena);
    for (;;) {
        Piece piece = split_next(ahead.text->text, ahead.text->n_bytes, ahead.at);
        if (piece.kind == PIECE_END || piece.kind == PIECE_COMMENT)
            break;
        ahead.at = piece.end;
        Statement *statement;
        if (piece.kind == PIECE_STATEMENT && is_word_at(&ahead, piece.start, "define") &&
            read_statement(parser, &ahead, &piece, &statement) == STATUS_OK &&
            statement->kind == STATEMENT_DEFINE_MACRO)
            (void)define(parser, &ahead, statement);
    }
    parser->sink = sink;
}

static bool is_open(const Parser *parser, const Macro *macro) {
    for (const Frame *frame = parser->top; frame; frame = frame->below)
        if (frame->macro == macro)
            return true;
    return false;
}

static Status call(Parser *parser, Frame *frame, Statement *statement) {
    const Place *place = &statement->name.place;
    Macro *macro = macro_find(parser->macros, statement->name.text);
    if (!macro && !parser->looked_ahead) {
        look_ahead(parser);
        macro = macro_find(parser->macros, statement->name.text);
    }
    if (!macro)
        return unknown_macro(parser->macros, statement->name.text, place, parser->sink);
    if (is_open(parser, macro))
        return diagnose(parser->sink, 1200, place, "macro '%s' calls itself", macro->name);
    Preprocessed *text = ARENA_NEW(parser->arena, Preprocessed);
    MacroScope *scope;
    TRY(macro_expand(parser->arena, macro, statement, parser->script->text->parameters,
                     frame->scope, parser->sink, text, &scope));
    Frame *body = make_frame(parser, text);
    body->macro = macro;
    body->call = statement;
    body->scope = scope;
    return push(parser, body, place);
}

// ---- The interface ----

static Status pop(Parser *parser) {
    const Frame *frame = parser->top;
    parser->top = frame->below;
    parser->depth--;
    if (!frame->macro || frame->failed)
        return STATUS_OK;
    return macro_check_results(frame->scope, frame->macro, frame->call, parser->sink);
}

// One step. *statement is NULL when there is nothing to hand out yet.
static Status step(Parser *parser, Statement **statement) {
    Frame *frame = parser->top;
    if (frame == parser->script) {
        parser->n_expanded_bytes = 0;
        TRY(read_piece(parser, frame, statement));
    } else {
        TRY(read_plain(parser, frame, statement));
        if (!*statement)
            return pop(parser);
    }
    const Statement *read = *statement;
    if (!read)
        return STATUS_OK;
    switch (read->kind) {
    case STATEMENT_MACRO_CALL: {
        Statement *calling = *statement;
        *statement = NULL;
        return call(parser, frame, calling);
    }
    case STATEMENT_IMPORT:
        *statement = NULL;
        return import(parser, read);
    case STATEMENT_DEFINE_MACRO:
        *statement = NULL;
        return define(parser, frame, read);
    default:
        return STATUS_OK;
    }
}

static bool at_end(const Parser *parser) {
    const Frame *script = parser->script;
    return parser->top == script &&
           split_next(script->text->text, script->text->n_bytes, script->at).kind == PIECE_END;
}

ParseOutcome parser_next(Parser *parser, Statement **statement) {
    *statement = NULL;
    while (!at_end(parser)) {
        Frame *frame = parser->top;
        if (step(parser, statement) != STATUS_OK) {
            frame->failed = true;
            return PARSE_ERROR;
        }
        if (*statement)
            return PARSE_STATEMENT;
    }
    return PARSE_END;
}

bool text_is_complete(const char *text, size_t n_bytes) {
    size_t at = 0;
    for (;;) {
        Piece piece = split_next(text, n_bytes, at);
        if (piece.kind == PIECE_UNFINISHED || piece.kind == PIECE_COMMENT)
            return false;
        if (piece.kind == PIECE_END)
            return true;
        at = piece.end;
        if (piece.kind == PIECE_STATEMENT)
            continue;
        while (at < n_bytes && !strchr("\r\n;", text[at]))
            at++;
    }
}
