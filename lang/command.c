// SPDX-License-Identifier: Apache-2.0
//
// How many words a command takes is in commands.def. Words that are too many are not taken: they
// stay in the text and are found to begin nothing.

#include "lang/command.h"

#include <string.h>
#include <strings.h>

#include "lang/build.h"

typedef struct CommandReader {
    ParseContext *context;
    size_t at;
    AstStrings words;
} CommandReader;

static bool is_quoted(const char *text, ShellWord word) {
    return word.end - word.start >= 2 && text[word.start] == '\'' && text[word.end - 1] == '\'';
}

static void take(CommandReader *reader, ShellWord word, bool unquote) {
    ParseContext *context = reader->context;
    TextRange range = {word.start, word.end};
    size_t quote = unquote && is_quoted(context->text, word);
    size_t n_bytes = word.end - word.start - 2 * quote;
    AstString item = {arena_strndup(context->arena, context->text + word.start + quote, n_bytes),
                      n_bytes, context_place(context, range)};
    reader->words = add_string(context, reader->words, item);
    reader->at = word.end;
}

// Takes up to `limit` words; values: single-quoted texts may hold blanks.
static void take_words(CommandReader *reader, size_t limit, bool values, bool unquote) {
    const ParseContext *context = reader->context;
    while (reader->words.n < limit) {
        ShellWord word = values ? shell_value(context->text, context->n_bytes, reader->at)
                                : shell_word(context->text, context->n_bytes, reader->at);
        if (word.start == word.end)
            return;
        take(reader, word, unquote);
    }
}

static bool is_alias(const char *text, ShellWord word) {
    if (word.end == word.start + 1 && text[word.start] == '@')
        return true;
    for (size_t i = word.start; i < word.end; i++) {
        char c = text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool other = (c >= '0' && c <= '9') || c == '_' || c == ':';
        if (!letter && !(other && i > word.start))
            return false;
    }
    return word.end > word.start;
}

static void take_alias(CommandReader *reader) {
    const ParseContext *context = reader->context;
    ShellWord word = shell_word(context->text, context->n_bytes, reader->at);
    if (is_alias(context->text, word))
        take(reader, word, false);
}

// sh takes quotes off and resolves escapes in all words but the first, as the reference does.
static void unescape(AstString *word) {
    char *to = (char *)word->text;
    for (const char *from = word->text; *from; from++) {
        if (*from == '\\' && from[1] && strchr("\\'nt", from[1])) {
            from++;
            *to++ = *from == 'n' ? '\n' : *from == 't' ? '\t' : *from;
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    word->n_bytes = (size_t)(to - word->text);
}

static void take_values(CommandReader *reader) {
    take_words(reader, 1, true, false);
    take_words(reader, SIZE_MAX, true, true);
}

static void take_to_semicolon(CommandReader *reader) {
    const ParseContext *context = reader->context;
    ShellWord word = shell_word(context->text, context->n_bytes, reader->at);
    const char *semicolon = memchr(context->text + word.start, ';', context->n_bytes - word.start);
    word.end = semicolon ? (size_t)(semicolon - context->text) : context->n_bytes;
    take(reader, word, false);
}

static size_t fewest_words(CommandShape shape) {
    switch (shape) {
    case COMMAND_TWO:
        return 2;
    case COMMAND_PATH:
    case COMMAND_PATHS:
    case COMMAND_VALUES:
        return 1;
    default:
        return 0;
    }
}

static void take_all(CommandReader *reader, CommandShape shape) {
    switch (shape) {
    case COMMAND_NONE:
        return;
    case COMMAND_ALIAS:
        take_alias(reader);
        return;
    case COMMAND_PATH:
    case COMMAND_MAYBE:
        take_words(reader, 1, false, false);
        return;
    case COMMAND_TWO:
        take_words(reader, 2, false, false);
        return;
    case COMMAND_PATHS:
    case COMMAND_WORDS:
        take_words(reader, SIZE_MAX, false, false);
        return;
    case COMMAND_SET:
        take_words(reader, 1, false, false);
        take_words(reader, 2, true, true);
        return;
    case COMMAND_VALUES:
        take_values(reader);
        return;
    case COMMAND_TO_SEMICOLON:
        take_to_semicolon(reader);
        return;
    }
}

static AstString rest_of(ParseContext *context, size_t start, size_t end) {
    while (start < end && (unsigned char)context->text[start] <= ' ')
        start++;
    while (end > start && (unsigned char)context->text[end - 1] <= ' ')
        end--;
    return (AstString){arena_strndup(context->arena, context->text + start, end - start),
                       end - start, context_place(context, (TextRange){start, end})};
}

static bool same_word(const AstString *word, const char *other) {
    return strcasecmp(word->text, other) == 0;
}

// REGISTER path [USING engine [AS namespace]]
static Status read_register(ParseContext *context, Statement *statement, AstStrings words) {
    statement->kind = STATEMENT_REGISTER;
    statement->path = words.items[0];
    size_t n_bytes = statement->path.n_bytes;
    const char *path = statement->path.text;
    if (n_bytes >= 2 && path[0] == '\'' && path[n_bytes - 1] == '\'') {
        statement->path.text = arena_strndup(context->arena, path + 1, n_bytes - 2);
        statement->path.n_bytes = n_bytes - 2;
    }
    size_t n_used = 1;
    if (words.n >= 3 && same_word(&words.items[1], "using")) {
        statement->engine = (AstName){words.items[2].text, words.items[2].place};
        n_used = 3;
        if (words.n >= 5 && same_word(&words.items[3], "as")) {
            statement->namespace = (AstName){words.items[4].text, words.items[4].place};
            n_used = 5;
        }
    }
    if (words.n == n_used)
        return STATUS_OK;
    (void)diagnose_hint(context->sink, 1000, &words.items[n_used].place,
                        "REGISTER file USING language AS name", "unexpected '%.100s'",
                        words.items[n_used].text);
    diagnostics_set_status(context->sink, EXIT_STATUS_THROWABLE);
    return STATUS_FAILED;
}

static Status missing_words(ParseContext *context, const CommandWord *command, size_t at) {
    Place place = context_place(context, (TextRange){at, at});
    (void)diagnose(context->sink, 1000, &place, "'%s' needs %s", command->word,
                   fewest_words(command->shape) == 2 ? "two words" : "a word behind it");
    diagnostics_set_status(context->sink, EXIT_STATUS_THROWABLE);
    return STATUS_FAILED;
}

Status read_command(ParseContext *context, const Piece *piece, Statement **statement, size_t *end) {
    const CommandWord *command = piece->command;
    CommandReader reader = {.context = context, .at = piece->end};
    TextRange range = {piece->start, piece->end};
    Statement *made = make_statement(context, STATEMENT_COMMAND, range);
    take_all(&reader, command->shape);
    *end = reader.at;
    if (reader.words.n < fewest_words(command->shape))
        return missing_words(context, command, reader.at);
    made->line = (AstCommandLine){.word = command->word,
                                  .arguments = reader.words,
                                  .rest = rest_of(context, piece->end, reader.at)};
    made->text = rest_of(context, piece->start, reader.at);
    if (strcmp(command->word, "register") == 0)
        TRY(read_register(context, made, reader.words));
    if (strcmp(command->word, "sh") == 0)
        for (size_t i = 1; i < reader.words.n; i++)
            unescape(&reader.words.items[i]);
    *statement = made;
    return STATUS_OK;
}
