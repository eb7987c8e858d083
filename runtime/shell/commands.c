// SPDX-License-Identifier: Apache-2.0
//
// Finds a command, checks its words, runs it. The commands themselves are in command_*.c by what
// they deal with.

#include "runtime/shell/commands.h"

#include <string.h>

#include "runtime/shell/batch.h"

#define RUNS  true
#define KEEPS false
#define ANY   SIZE_MAX

static const CommandEntry COMMANDS[] = {
#define COMMAND(word, batch, fewest, most, function, usage, help)                                  \
    {word, batch, fewest, most, function, usage, help},
#include "runtime/shell/commands.def"
#undef COMMAND
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof COMMANDS[0] };

const CommandEntry *commands_table(size_t *n) {
    *n = COMMAND_COUNT;
    return COMMANDS;
}

static const CommandEntry *find_command(const char *word) {
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (strcmp(COMMANDS[i].word, word) == 0)
            return &COMMANDS[i];
    }
    return NULL;
}

// Text that the shell level cannot read.
static Status fail_reading(Session *session, const Place *place, const char *hint,
                           const char *message) {
    Status failed = diagnose_hint(session->sink, 1000, place, hint, "%s", message);
    diagnostics_set_status(session->sink, EXIT_STATUS_THROWABLE);
    return failed;
}

static Status fail_unknown(Session *session, const Statement *statement) {
    const char *names[COMMAND_COUNT], *word = statement->line.word;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = COMMANDS[i].word;
    const char *near = nearest_name(word, names, COMMAND_COUNT);
    const char *hint =
        near != NULL ? arena_printf(session->arena, "did you mean '%s'?", near) : NULL;
    return fail_reading(
        session, &statement->place, hint,
        arena_printf(session->arena, "'%s' is neither a command nor a statement", word));
}

static CommandCall make_call(Session *session, const Statement *statement) {
    const AstStrings *arguments = &statement->line.arguments;
    const char **args = ARENA_NEW_ARRAY(session->arena, const char *, arguments->n);
    Place *places = ARENA_NEW_ARRAY(session->arena, Place, arguments->n);
    for (size_t i = 0; i < arguments->n; i++) {
        args[i] = arguments->items[i].text;
        places[i] = arguments->items[i].place;
    }
    return (CommandCall){.session = session,
                         .word = statement->line.word,
                         .n_args = arguments->n,
                         .args = args,
                         .places = places};
}

// Words too many are found when the command has done its work, as in Apache Pig.
static Status run_entry(const CommandEntry *entry, CommandCall *call, const Statement *statement) {
    Session *session = call->session;
    size_t n_given = call->n_args;
    if (n_given < entry->fewest)
        return fail_reading(
            session, &statement->place, NULL,
            arena_printf(session->arena, "usage: %s %s", entry->word, entry->usage));
    if (n_given > entry->most)
        call->n_args = entry->most;
    TRY(entry->run(call));
    if (n_given <= entry->most)
        return STATUS_OK;
    return fail_reading(
        session, &call->places[entry->most], NULL,
        arena_printf(session->arena, "'%s' is a word too many", call->args[entry->most]));
}

// A batch that fails in front of sh ends with the status of a failing sh, as in Apache Pig.
static Status run_batch_before(Session *session, const CommandEntry *entry) {
    Status status = batch_run(session);
    bool is_first = session->first_failure == EXIT_STATUS_OK;
    if (status == STATUS_FAILED && entry->run == command_sh && is_first)
        session->first_failure = EXIT_STATUS_IO;
    return status;
}

Status command_run(Session *session, const Statement *statement) {
    const CommandEntry *entry = find_command(statement->line.word);
    if (entry == NULL)
        return fail_unknown(session, statement);
    if (session->check_only && entry->run != command_set)
        return STATUS_OK;
    CommandCall call = make_call(session, statement);
    if (session->check_only && call.n_args != 1)
        return STATUS_OK;
    if (entry->runs_batch)
        TRY(run_batch_before(session, entry));
    Status status = run_entry(entry, &call, statement);
    fflush(session->out);
    return status;
}
