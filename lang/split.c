// SPDX-License-Identifier: Apache-2.0
//
// A statement begins with `alias =`, `a, b =`, `name (`, `=>`, or one of five keywords; the longest
// match wins against a shell word, so that `A=LOAD` is one unknown word, as in Apache Pig. It ends
// at `;`, or at the `}` of a nested block or macro body.

#include "lang/split.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "lang/diagnostic.h"

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word_part(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

// ---- Pieces of text that hide what is in them ----

static bool starts(const char *text, size_t n_bytes, size_t at, const char *with) {
    size_t n = strlen(with);
    return n_bytes - at >= n && memcmp(text + at, with, n) == 0;
}

size_t skip_comment(const char *text, size_t n_bytes, size_t at) {
    if (starts(text, n_bytes, at, "--") || starts(text, n_bytes, at, "#!")) {
        while (at < n_bytes && !is_line_end(text[at]))
            at++;
        return at;
    }
    if (!starts(text, n_bytes, at, "/*"))
        return at;
    const char *close = memmem(text + at + 2, n_bytes - at - 2, "*/", 2);
    return close ? (size_t)(close - text) + 2 : at;
}

size_t quoted_end(const char *text, size_t n_bytes, size_t at) {
    char quote = text[at];
    for (size_t i = at + 1; i < n_bytes; i++) {
        if (text[i] == quote)
            return i + 1;
        if (text[i] == '\\' && quote != '`')
            i++;
    }
    return at + 1;
}

// ---- The end of a statement ----

typedef enum Block { BLOCK_NONE, BLOCK_OF_FOREACH, BLOCK_OF_MACRO } Block;

typedef struct StatementScan {
    const char *text;
    size_t n_bytes, at;
    int parentheses, braces;
    bool has_block;          // the open brace began a nested block or a macro's body
    Block wants_block;       // FOREACH or RETURNS was met, so that a brace begins one
    bool in_generate;        // GENERATE outside of blocks: braces are bags
    bool in_schema;          // behind AS: `;` in parentheses does not end the statement
    bool in_nested_generate; // GENERATE in a block: a brace means nothing until `;`, as in Apache
                             // Pig
    size_t open;             // the outermost bracket or quote that is open
    size_t hidden_brace;     // the first `}` in a nested GENERATE
    bool of_shell;           // of a script, not of a macro or an imported file
} StatementScan;

static bool word_is(const StatementScan *s, size_t n_bytes, const char *word) {
    return strlen(word) == n_bytes && strncasecmp(s->text + s->at, word, n_bytes) == 0;
}

static void scan_word(StatementScan *s) {
    size_t end = s->at;
    while (end < s->n_bytes && is_word_part(s->text[end]))
        end++;
    size_t n = end - s->at;
    if (s->braces == 0 && s->parentheses == 0) {
        if (word_is(s, n, "foreach"))
            s->wants_block = BLOCK_OF_FOREACH;
        else if (word_is(s, n, "returns"))
            s->wants_block = BLOCK_OF_MACRO;
        else if (word_is(s, n, "generate"))
            s->in_generate = true;
        else if (word_is(s, n, "as"))
            s->in_schema = true;
    } else if (s->has_block && s->wants_block == BLOCK_OF_FOREACH && word_is(s, n, "generate")) {
        s->in_nested_generate = true;
        s->hidden_brace = 0;
    }
    s->at = end;
}

// False when the quote is not closed: the statement does not end.
static bool scan_quoted(StatementScan *s) {
    size_t end = quoted_end(s->text, s->n_bytes, s->at);
    if (end == s->at + 1) {
        s->open = s->at;
        s->at = s->n_bytes;
        return false;
    }
    s->at = end;
    return true;
}

// A brace in a nested GENERATE is passed over.
static bool hides_brace(StatementScan *s) {
    char c = s->text[s->at];
    if (!s->in_nested_generate || (c != '{' && c != '}'))
        return false;
    if (c == '}' && !s->hidden_brace)
        s->hidden_brace = s->at;
    s->at++;
    return true;
}

static void scan_open(StatementScan *s) {
    if (hides_brace(s))
        return;
    if (s->braces == 0 && s->parentheses == 0)
        s->open = s->at;
    if (s->text[s->at] == '(') {
        s->parentheses++;
    } else {
        if (s->braces == 0 && s->parentheses == 0)
            s->has_block = s->wants_block && !s->in_generate && !s->in_schema;
        s->braces++;
    }
    s->at++;
}

// True at the `}` that ends the statement.
static bool scan_close(StatementScan *s) {
    if (hides_brace(s))
        return false;
    if (s->text[s->at++] == ')') {
        if (s->parentheses > 0)
            s->parentheses--;
    } else if (s->braces > 0 && --s->braces == 0 && s->has_block) {
        if (s->at < s->n_bytes && s->text[s->at] == ';')
            s->at++;
        return true;
    }
    if (s->parentheses == 0 && s->braces == 0)
        s->in_schema = false;
    return false;
}

// True at the `;` that ends the statement. The shell level does not see the block of a FOREACH in
// parentheses, so that its first `;` ends the statement, there.
static bool scan_semicolon(StatementScan *s) {
    s->at++;
    s->in_nested_generate = false;
    bool inside = s->braces > 0 && (s->has_block || !s->of_shell);
    return !inside && !(s->in_schema && s->parentheses > 0);
}

// Moves behind the end of the statement; false when the text ends before.
static bool scan_statement(StatementScan *s) {
    while (s->at < s->n_bytes) {
        char c = s->text[s->at];
        size_t comment_end = skip_comment(s->text, s->n_bytes, s->at);
        if (comment_end > s->at) {
            s->at = comment_end;
        } else if (c == '/' && starts(s->text, s->n_bytes, s->at, "/*")) {
            s->open = s->at;
            s->at = s->n_bytes;
        } else if (c == '\'' || c == '`' || (c == '"' && s->has_block && s->braces)) {
            if (!scan_quoted(s))
                return false;
        } else if (is_word_part(c)) {
            scan_word(s);
        } else if (c == '(' || c == '{') {
            scan_open(s);
        } else if (c == ')' || c == '}') {
            if (scan_close(s))
                return true;
        } else if (c == ';') {
            if (scan_semicolon(s))
                return true;
        } else if (c == ',' && s->parentheses == 0 && s->braces == 0) {
            s->in_schema = false;
            s->at++;
        } else {
            s->at++;
        }
    }
    return false;
}

size_t statement_end(const char *text, size_t n_bytes, size_t at) {
    StatementScan s = {.text = text, .n_bytes = n_bytes, .at = at};
    return scan_statement(&s) ? s.at : n_bytes;
}

// ---- The beginning of a statement ----

static const CommandWord command_words[] = {
#define COMMAND(word, spelling, shape) {#word, spelling, COMMAND_##shape},
#include "lang/commands.def"
};

static const CommandWord *find_command(const char *word, size_t n_bytes) {
    for (size_t i = 0; i < sizeof command_words / sizeof *command_words; i++) {
        const CommandWord *command = &command_words[i];
        if (strlen(command->spelling) == n_bytes &&
            strncasecmp(command->spelling, word, n_bytes) == 0)
            return command;
    }
    return NULL;
}

const char *nearest_statement_word(const char *word) {
    enum { N = sizeof command_words / sizeof *command_words };
    const char *words[N + 5] = {"split", "define", "store", "assert", "import"};
    for (size_t i = 0; i < N; i++)
        words[5 + i] = command_words[i].spelling;
    return nearest_name(word, words, N + 5);
}

static size_t skip_line_blanks(const char *text, size_t n_bytes, size_t at) {
    while (at < n_bytes && is_blank(text[at]))
        at++;
    return at;
}

// End of the alias at `at`, `at` if there is none.
static size_t alias_end(const char *text, size_t n_bytes, size_t at) {
    size_t end = at;
    if (end == n_bytes || !is_letter(text[end]))
        return at;
    while (end < n_bytes) {
        if (is_word_part(text[end]))
            end++;
        else if (starts(text, n_bytes, end, "::"))
            end += 2;
        else
            break;
    }
    return end;
}

static bool is_statement_keyword(const char *word, size_t n_bytes) {
    static const char *const keywords[] = {"split", "define", "store", "assert", "import"};
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (strlen(keywords[i]) == n_bytes && strncasecmp(keywords[i], word, n_bytes) == 0)
            return true;
    return false;
}

// Offset behind the words that show that a statement begins at `at`, 0 if none does.
static size_t statement_head(const char *text, size_t n_bytes, size_t at) {
    if (starts(text, n_bytes, at, "=>"))
        return at + 2;
    size_t end = alias_end(text, n_bytes, at);
    if (end == at)
        return 0;
    if (is_statement_keyword(text + at, end - at))
        return end;
    size_t next = skip_line_blanks(text, n_bytes, end);
    if (next < n_bytes && text[next] == '(')
        return next + 1;
    while (next < n_bytes && text[next] == ',') {
        size_t alias = skip_line_blanks(text, n_bytes, next + 1);
        end = alias_end(text, n_bytes, alias);
        if (end == alias)
            return 0;
        next = skip_line_blanks(text, n_bytes, end);
    }
    return next < n_bytes && text[next] == '=' ? next + 1 : 0;
}

static bool ends_shell_word(char c) {
    return is_blank(c) || is_line_end(c) || c == ';' || c == '(' || c == ')';
}

static size_t shell_word_end(const char *text, size_t n_bytes, size_t at) {
    while (at < n_bytes && !ends_shell_word(text[at]))
        at++;
    return at;
}

static Piece statement_piece(const char *text, size_t n_bytes, size_t at) {
    StatementScan s = {.text = text, .n_bytes = n_bytes, .at = at, .open = at, .of_shell = true};
    bool ends = scan_statement(&s);
    return (Piece){.kind = ends ? PIECE_STATEMENT : PIECE_UNFINISHED,
                   .start = at,
                   .end = s.at,
                   .open = s.open,
                   .hidden_brace = s.hidden_brace};
}

Piece split_next(const char *text, size_t n_bytes, size_t at) {
    for (size_t comment_end; at < n_bytes; at = comment_end) {
        comment_end = skip_comment(text, n_bytes, at);
        if (is_blank(text[at]) || is_line_end(text[at]) || text[at] == ';')
            comment_end = at + 1;
        else if (comment_end == at)
            break;
    }
    if (at >= n_bytes)
        return (Piece){.kind = PIECE_END, .start = n_bytes, .end = n_bytes};
    if (starts(text, n_bytes, at, "/*"))
        return (Piece){.kind = PIECE_COMMENT, .start = at, .end = n_bytes};
    size_t word_end = shell_word_end(text, n_bytes, at);
    size_t head = statement_head(text, n_bytes, at);
    if (head && head >= word_end)
        return statement_piece(text, n_bytes, at);
    const CommandWord *command = find_command(text + at, word_end - at);
    return (Piece){.kind = command ? PIECE_COMMAND : PIECE_UNKNOWN,
                   .start = at,
                   .end = word_end > at ? word_end : at + 1,
                   .command = command};
}

// ---- Words of a shell command ----

static size_t skip_to_word(const char *text, size_t n_bytes, size_t at) {
    for (;;) {
        at = skip_line_blanks(text, n_bytes, at);
        size_t comment_end = at < n_bytes ? skip_comment(text, n_bytes, at) : at;
        if (comment_end == at)
            return at;
        at = comment_end;
    }
}

ShellWord shell_word(const char *text, size_t n_bytes, size_t at) {
    size_t start = skip_to_word(text, n_bytes, at);
    return (ShellWord){start, shell_word_end(text, n_bytes, start)};
}

ShellWord shell_value(const char *text, size_t n_bytes, size_t at) {
    ShellWord word = shell_word(text, n_bytes, at);
    if (word.start == n_bytes || text[word.start] != '\'')
        return word;
    size_t end = quoted_end(text, n_bytes, word.start);
    bool on_one_line = !memchr(text + word.start, '\n', end - word.start);
    if (on_one_line && end > word.end)
        word.end = end;
    return word;
}
