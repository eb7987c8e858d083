// SPDX-License-Identifier: Apache-2.0
//
// The shell level: which bytes are one Pig Latin statement, which are a shell command. Nothing is
// understood here but quotes, comments, brackets and the first words of a statement. Offsets count
// bytes of the text that is passed in.

#ifndef JAVELINA_LANG_SPLIT_H
#define JAVELINA_LANG_SPLIT_H

#include <stddef.h>

// What may follow a command word; see commands.def.
typedef enum CommandShape {
    COMMAND_NONE,
    COMMAND_ALIAS,
    COMMAND_PATH,
    COMMAND_PATHS,
    COMMAND_MAYBE,
    COMMAND_TWO,
    COMMAND_WORDS,
    COMMAND_VALUES,
    COMMAND_SET,
    COMMAND_TO_SEMICOLON,
} CommandShape;

typedef struct CommandWord {
    const char *word;     // as AstCommandLine names it
    const char *spelling; // in lower case
    CommandShape shape;
} CommandWord;

typedef enum PieceKind {
    PIECE_END,        // only blanks and comments are left
    PIECE_STATEMENT,  // a Pig Latin statement, its `;` or `}` included
    PIECE_UNFINISHED, // one that the text ends in
    PIECE_COMMAND,    // a command word; what follows is not part of the piece
    PIECE_UNKNOWN,    // a word that begins nothing
    PIECE_COMMENT,    // a comment that is not closed
} PieceKind;

typedef struct Piece {
    PieceKind kind;
    size_t start, end;
    const CommandWord *command;
    size_t open; // UNFINISHED: the quote or bracket that is still open, else `start`
    size_t
        hidden_brace; // UNFINISHED: a `}` that ended no block, for want of `;` before it; 0: none
} Piece;

// The next piece at or behind `at`.
Piece split_next(const char *text, size_t n_bytes, size_t at);

// A word near to `word` that may begin a statement or command, NULL if there is none.
const char *nearest_statement_word(const char *word);

// End of the Pig Latin statement that starts at `at`; n_bytes when it does not end.
size_t statement_end(const char *text, size_t n_bytes, size_t at);

// End of the comment that starts at `at`, `at` if none does (or it is not closed).
size_t skip_comment(const char *text, size_t n_bytes, size_t at);

// Offset behind the quoted text that starts at `at`, at + 1 if it is not closed. A backslash hides
// the byte behind it, but not in back-quotes.
size_t quoted_end(const char *text, size_t n_bytes, size_t at);

// A word of a shell command: it ends at a blank, a line end, `;`, `(` or `)`. at: where to look;
// blanks (not line ends) and comments before it are skipped. An empty word: none is left.
typedef struct ShellWord {
    size_t start, end;
} ShellWord;
ShellWord shell_word(const char *text, size_t n_bytes, size_t at);

// The same, but a text in single quotes is one word, blanks and all.
ShellWord shell_value(const char *text, size_t n_bytes, size_t at);

#endif
