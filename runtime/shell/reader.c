// SPDX-License-Identifier: Apache-2.0
//
// Gathers lines until they make whole statements, then hands them to the session. Places count
// lines from the beginning of the input, not of the statement.

#include "runtime/shell/reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/complete.h"
#include "runtime/shell/editor.h"

enum { STATEMENT_MAX_BYTES = 1 << 26 };

typedef struct Reader {
    Session *session;
    Text text;      // of the statement so far
    int first_line; // its first line in the input, from 1
    int n_lines;    // read so far
} Reader;

// One line without its end. Given: free.
static EditorResult read_line(Reader *reader, char **line) {
    if (reader->session->mode == SESSION_INTERACTIVE)
        return editor_read(reader->text.n_bytes > 0 ? "    >> " : "grunt> ", line);
    size_t capacity = 0;
    *line = NULL;
    ssize_t n = getline(line, &capacity, stdin);
    if (n < 0) {
        free(*line); // getline gives a buffer at the end of the input too
        *line = NULL;
        return EDITOR_END;
    }
    if (n > 0 && (*line)[n - 1] == '\n')
        (*line)[n - 1] = '\0';
    return EDITOR_LINE;
}

static bool is_blank(const char *text) {
    while (isspace((unsigned char)*text))
        text++;
    return *text == '\0';
}

static void run_statement(Reader *reader) {
    Session *session = reader->session;
    Source *source = ARENA_NEW(session->arena, Source);
    source->name = "<stdin>";
    source->text = arena_strndup(session->arena, reader->text.data, reader->text.n_bytes);
    source->n_bytes = reader->text.n_bytes;
    source->first_line = reader->first_line;
    text_clear(&reader->text);
    session_run_piece(session, source);
}

static void remember(const Reader *reader) {
    char *statement = strndup(reader->text.data, reader->text.n_bytes - 1);
    if (statement != NULL)
        editor_remember(statement);
    free(statement);
}

static void take_line(Reader *reader, const char *line) {
    reader->n_lines++;
    if (reader->text.n_bytes == 0) {
        if (is_blank(line))
            return;
        reader->first_line = reader->n_lines;
    }
    text_append_string(&reader->text, line);
    text_append_char(&reader->text, '\n');
    if (!text_is_complete(reader->text.data, reader->text.n_bytes) && !text_is_full(&reader->text))
        return;
    if (reader->session->mode == SESSION_INTERACTIVE)
        remember(reader);
    run_statement(reader);
}

void reader_run(Session *session) {
    Reader reader = {.session = session, .text = text_new(STATEMENT_MAX_BYTES)};
    if (session->mode == SESSION_INTERACTIVE)
        editor_open(session->interrupted, complete_statement, session);
    while (!session->quit) {
        char *line;
        EditorResult result = read_line(&reader, &line);
        if (result == EDITOR_END)
            break;
        if (result == EDITOR_INTERRUPTED) {
            text_clear(&reader.text);
            if (!session_survives(session))
                break;
            continue;
        }
        take_line(&reader, line);
        free(line);
        if (*session->interrupted && !session_survives(session))
            break;
    }
    if (!session->quit && reader.text.n_bytes > 0 && !*session->interrupted)
        run_statement(&reader);
    if (session->mode == SESSION_INTERACTIVE)
        editor_close();
    text_free(&reader.text);
}
