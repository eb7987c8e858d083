// SPDX-License-Identifier: Apache-2.0
//
// The list is made anew for each Tab; a few hundred words cost nothing beside a key press.

#include "runtime/shell/complete.h"

#include <ctype.h>
#include <string.h>

#include "lang/base/grow.h"
#include "runtime/shell/commands.h"

// Words of statements, in the case in which scripts usually have them.
static const char *const KEYWORDS[] = {
    "AND",       "ANY",      "ARRANGE",  "AS",         "ASC",        "ASSERT",  "BY",
    "CASE",      "CROSS",    "CUBE",     "DEFINE",     "DENSE",      "DESC",    "DISTINCT",
    "DUMP",      "ELSE",     "END",      "FILTER",     "FLATTEN",    "FOREACH", "FULL",
    "GENERATE",  "GROUP",    "IF",       "IMPORT",     "IN",         "INNER",   "INTO",
    "IS",        "JOIN",     "LEFT",     "LIMIT",      "LOAD",       "MATCHES", "NOT",
    "NULL",      "ONSCHEMA", "OR",       "ORDER",      "OTHERWISE",  "OUTER",   "PARALLEL",
    "PARTITION", "RANK",     "REGISTER", "RETURNS",    "RIGHT",      "ROLLUP",  "SAMPLE",
    "SPLIT",     "STORE",    "STREAM",   "THEN",       "THROUGH",    "UNION",   "USING",
    "WHEN",      "COGROUP",  "bag",      "bigdecimal", "biginteger", "boolean", "bytearray",
    "chararray", "datetime", "double",   "float",      "int",        "long",    "map",
    "tuple"};

typedef struct Candidates {
    Arena *arena;
    size_t n, capacity;
    const char **words;
    const char *prefix; // of the word being typed
} Candidates;

static void add(Candidates *list, const char *word) {
    if (strncasecmp(word, list->prefix, strlen(list->prefix)) != 0)
        return;
    list->words =
        arena_grow(list->arena, list->words, list->n, &list->capacity, sizeof *list->words);
    list->words[list->n++] = word;
}

// A keyword in the case in which its first letters were typed.
static void add_keyword(Candidates *list, const char *word) {
    bool lower = islower((unsigned char)list->prefix[0]);
    char *copy = arena_strdup(list->arena, word);
    for (char *c = copy; *c != '\0' && list->prefix[0] != '\0'; c++)
        *c = (char)(lower ? tolower((unsigned char)*c) : toupper((unsigned char)*c));
    add(list, copy);
}

static void add_aliases(Candidates *list, const Session *session) {
    size_t n;
    const char *const *aliases = compiler_aliases(session->scope->compiler, &n);
    for (size_t i = 0; i < n; i++)
        add(list, aliases[i]);
}

static void add_functions(Candidates *list, const Session *session) {
    size_t n;
    const char *const *names = registry_names(session->registry, &n);
    for (size_t i = 0; i < n; i++)
        add(list, names[i]);
}

// Fields of every relation that the line names.
static void add_fields(Candidates *list, const Session *session, const char *line, size_t n_line) {
    for (size_t at = 0; at < n_line;) {
        size_t n_word = strcspn(line + at, " \t\n,;(){}=");
        char *word = arena_strndup(list->arena, line + at, n_word);
        const LogicalOperator *op = compiler_relation(session->scope->compiler, word);
        for (int i = 0; op != NULL && op->schema != NULL && i < op->schema->n_fields; i++) {
            if (op->schema->fields[i].name != NULL)
                add(list, op->schema->fields[i].name);
        }
        at += n_word + strspn(line + at + n_word, " \t\n,;(){}=");
        if (n_word == 0 && strspn(line + at, " \t\n,;(){}=") == 0)
            at++;
    }
}

static bool is_first_word(const char *line, size_t start) {
    return strspn(line, " \t") >= start;
}

EditorMatches complete_statement(void *context, const char *line, size_t start) {
    Session *session = context;
    Candidates list = {.arena = session->arena, .prefix = line + start};
    size_t n;
    const CommandEntry *commands = commands_table(&n);
    for (size_t i = 0; is_first_word(line, start) && i < n; i++)
        add(&list, commands[i].word);
    add_aliases(&list, session);
    add_fields(&list, session, line, start);
    if (!is_first_word(line, start))
        add_functions(&list, session);
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof KEYWORDS[0]; i++)
        add_keyword(&list, KEYWORDS[i]);
    return (EditorMatches){list.n, list.words};
}
