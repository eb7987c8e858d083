// SPDX-License-Identifier: Apache-2.0
//
// The library's callback interface with a loop of our own: poll wakes up for a key or for a
// signal, so that Ctrl-C drops the line at once and never jumps out of the library.

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "runtime/shell/editor.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

// What the library's callbacks reach; it has no context argument of its own.
static struct {
    const volatile bool *interrupted;
    EditorComplete *complete;
    void *context;
    EditorMatches matches;
    size_t next_match;
    char *history_path;
    int n_new;
    char *line;
    bool done, ended;
    struct termios terminal; // as it was
    bool terminal_changed;
} editor;

static char *next_match(const char *text, int state) {
    if (state == 0)
        editor.next_match = 0;
    size_t n_text = strlen(text);
    while (editor.next_match < editor.matches.n) {
        const char *word = editor.matches.words[editor.next_match++];
        if (strncmp(word, text, n_text) == 0)
            return strdup(word);
    }
    return NULL;
}

// Inside quotes the library's own completion of file names goes to work.
static bool inside_quotes(const char *line, int start) {
    bool inside = false;
    for (int i = 0; i < start; i++) {
        if (line[i] == '\'')
            inside = !inside;
        else if (line[i] == '\\' && inside && i + 1 < start)
            i++;
    }
    return inside;
}

static char **complete_word(const char *text, int start, int end) {
    (void)end;
    if (inside_quotes(rl_line_buffer, start))
        return NULL;
    rl_attempted_completion_over = 1;
    editor.matches = editor.complete(editor.context, rl_line_buffer, (size_t)start);
    return rl_completion_matches(text, next_match);
}

static void take_line(char *line) {
    editor.line = line;
    editor.done = true;
    editor.ended = line == NULL;
    rl_callback_handler_remove();
}

// On ^C a terminal sends the signal and then throws away what has been written and not yet shown:
// an answer that is quicker than that would be lost. So it is told not to; unread input is dropped
// by drop_line.
static void keep_output_on_interrupt(void) {
    struct termios changed;
    if (tcgetattr(STDIN_FILENO, &editor.terminal) != 0)
        return;
    changed = editor.terminal;
    changed.c_lflag |= NOFLSH;
    editor.terminal_changed = tcsetattr(STDIN_FILENO, TCSADRAIN, &changed) == 0;
}

void editor_open(const volatile bool *interrupted, EditorComplete *complete, void *context) {
    editor.interrupted = interrupted;
    keep_output_on_interrupt();
    editor.complete = complete;
    editor.context = context;
    rl_readline_name = "grunt";
    rl_catch_signals = 0;
    rl_basic_word_break_characters = " \t\n\"'`;,(){}[]=<>+-*/%?#@!|&";
    rl_completer_quote_characters = "'";
    if (complete != NULL)
        rl_attempted_completion_function = complete_word;
    using_history();
    stifle_history(EDITOR_HISTORY_MAX);
#ifndef HAVE_LIBEDIT
    history_comment_char = '#';
    history_write_timestamps = 1; // marks where an entry of several lines begins
#endif
    const char *home = getenv("HOME");
    if (home != NULL && asprintf(&editor.history_path, "%s/.pig_history", home) < 0)
        editor.history_path = NULL;
    if (editor.history_path != NULL)
        read_history(editor.history_path);
}

static EditorResult drop_line(void) {
#ifndef HAVE_LIBEDIT
    rl_free_line_state();
    rl_callback_sigcleanup();
#endif
    rl_callback_handler_remove();
    tcflush(STDIN_FILENO, TCIFLUSH);
    fputs("^C\n", rl_outstream != NULL ? rl_outstream : stderr);
    return EDITOR_INTERRUPTED;
}

// Signals are let in only while waiting, so that none falls between the look at the flag and the
// wait.
static bool wait_for_key(const sigset_t *usual) {
    struct pollfd key = {STDIN_FILENO, POLLIN, 0};
    return ppoll(&key, 1, NULL, usual) > 0;
}

EditorResult editor_read(const char *prompt, char **line) {
    sigset_t blocked, usual;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGINT);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_BLOCK, &blocked, &usual);
    *line = NULL;
    editor.done = false;
    rl_outstream = stderr;
    rl_callback_handler_install(prompt, take_line);
    EditorResult result = EDITOR_LINE;
    while (!editor.done && result == EDITOR_LINE) {
        if (*editor.interrupted)
            result = drop_line();
        else if (wait_for_key(&usual))
            rl_callback_read_char();
        else if (errno != EINTR)
            result = EDITOR_END;
    }
    sigprocmask(SIG_SETMASK, &usual, NULL);
    *line = editor.line;
    editor.line = NULL;
    return result == EDITOR_LINE && editor.ended ? EDITOR_END : result;
}

void editor_remember(const char *statement) {
    if (statement[0] == '\0' || statement[0] == ' ' || statement[0] == '\t')
        return;
    HIST_ENTRY *last = history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
    if (last != NULL && strcmp(last->line, statement) == 0)
        return;
    add_history(statement);
    editor.n_new++;
}

void editor_close(void) {
    if (editor.terminal_changed)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &editor.terminal);
    editor.terminal_changed = false;
    if (editor.history_path != NULL && editor.n_new > 0) {
        if (access(editor.history_path, F_OK) != 0)
            write_history(editor.history_path);
        else
            append_history(editor.n_new, editor.history_path);
    }
    free(editor.history_path);
    editor.history_path = NULL;
    editor.n_new = 0;
}
