// SPDX-License-Identifier: Apache-2.0
//
// Commands about files and the system's shell. Paths are literal here; only fs knows globs.

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/shell/commands.h"
#include "runtime/shell/files.h"
#include "runtime/shell/fs.h"
#include "runtime/shell/process.h"

Status command_cat(CommandCall *call) {
    for (size_t i = 0; i < call->n_args; i++)
        TRY(files_cat(call->args[i], call->session->out, call->session->sink));
    return STATUS_OK;
}

Status command_cd(CommandCall *call) {
    return files_change_directory(call->n_args > 0 ? call->args[0] : NULL, call->session->sink);
}

// cp, copyFromLocal, copyToLocal: all the same while both ends are files of this machine.
Status command_copy(CommandCall *call) {
    return files_copy(call->args[0], call->args[1], true, call->session->sink);
}

Status command_mv(CommandCall *call) {
    return files_move(call->args[0], call->args[1], call->session->sink);
}

Status command_mkdir(CommandCall *call) {
    return files_make_directory(call->args[0], call->session->sink);
}

Status command_ls(CommandCall *call) {
    return files_list(call->n_args > 0 ? call->args[0] : ".", call->session->out,
                      call->session->sink);
}

Status command_pwd(CommandCall *call) {
    char *shown = files_shown_path(".");
    if (shown == NULL)
        return files_fail(call->session->sink, "the present folder has no name");
    fprintf(call->session->out, "%s\n", shown);
    free(shown);
    return STATUS_OK;
}

Status command_rm(CommandCall *call) {
    for (size_t i = 0; i < call->n_args; i++)
        TRY(files_remove(call->args[i], call->session->sink));
    return STATUS_OK;
}

Status command_rmf(CommandCall *call) {
    for (size_t i = 0; i < call->n_args; i++) {
        if (files_exists(call->args[i]))
            TRY(files_remove(call->args[i], call->session->sink));
    }
    return STATUS_OK;
}

Status command_fs(CommandCall *call) {
    return fs_run(call->n_args, call->args, call->session->out, call->session->arena,
                  call->session->sink);
}

// The words, out of their quotes, with single blanks between, as in Apache Pig: sh echo 'a   b'
// says "a b".
static const char *join_words(const CommandCall *call) {
    Text line = text_new(0);
    for (size_t i = 0; i < call->n_args; i++)
        text_printf(&line, "%s%s", i > 0 ? " " : "", call->args[i]);
    const char *joined = arena_strdup(call->session->arena, line.data);
    text_free(&line);
    return joined;
}

Status command_sh(CommandCall *call) {
    const char *command = join_words(call);
    const char *const argv[] = {"/bin/sh", "-c", command, NULL};
    int status = process_run(argv, NULL, call->session->out);
    if (status == 0)
        return STATUS_OK;
    if (status < 0)
        return files_fail(call->session->sink, "/bin/sh cannot be run");
    return files_fail(call->session->sink, "sh command '%s' ended with status %d", command, status);
}
