// SPDX-License-Identifier: Apache-2.0
//
// -r: the script as the parser sees it, and again with macros put in. Only syntax is looked at.

#include "runtime/shell/dryrun.h"

#include <string.h>

#include "lang/unparse.h"
#include "runtime/shell/files.h"

static Status write_text(Session *session, const char *path, const char *suffix, const char *text,
                         size_t n_bytes) {
    const char *name = arena_printf(session->arena, "%s.%s", path, suffix);
    FILE *out = fopen(name, "w");
    if (out == NULL)
        return files_fail(session->sink, "%s cannot be written", name);
    bool good = fwrite(text, 1, n_bytes, out) == n_bytes;
    good &= fclose(out) == 0;
    return good ? STATUS_OK : files_fail(session->sink, "%s cannot be written", name);
}

typedef struct Expansion {
    Text text;
    bool has_macros, has_errors;
} Expansion;

static void expand(Session *session, const Preprocessed *text, Expansion *expansion) {
    const char *import_path = properties_get(session->properties, "pig.import.search.path");
    Parser *parser =
        parser_create(session->arena, text, session->scope->macros, import_path, session->sink);
    Statement *statement;
    for (ParseOutcome outcome; (outcome = parser_next(parser, &statement)) != PARSE_END;) {
        expansion->has_errors |= outcome == PARSE_ERROR;
        if (outcome == PARSE_ERROR)
            continue;
        expansion->has_macros |= statement->place.call != NULL;
        unparse_statement(&expansion->text, statement);
        text_append_char(&expansion->text, '\n');
    }
}

Status dryrun_write(Session *session, const char *path) {
    const Source *source;
    TRY(session_read_source(session, path, &source));
    Preprocessed text;
    TRY(preprocess(session->arena, source, session->parameters, session->sink, &text));
    TRY(write_text(session, path, "substituted", text.text, text.n_bytes));
    Expansion expansion = {.text = text_new(0)};
    expand(session, &text, &expansion);
    Status status = expansion.has_errors ? STATUS_FAILED : STATUS_OK;
    if (status == STATUS_OK && expansion.has_macros)
        status = write_text(session, path, "expanded", expansion.text.data, expansion.text.n_bytes);
    text_free(&expansion.text);
    return status;
}
