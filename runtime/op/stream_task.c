// SPDX-License-Identifier: Apache-2.0
//
// STDERR('dir' LIMIT n) keeps the messages of the first n tasks of a STORE in OUT/_logs/dir; the
// second and further OUTPUTs become OUT/name/part-... . Where no STORE follows in the same pipeline
// there is no place for either.

#include "runtime/op/stream_task.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/exec/commit.h"
#include "runtime/exec/folders.h"
#include "runtime/exec/temporary_file.h"

enum { ERROR_STREAM = 2055, DEFAULT_KEPT_LOGS = 100, SHOWN_MESSAGES = 600, COPY_BYTES = 1 << 20 };

static Status fail_io(Worker *worker, const char *what, const char *path) {
    return worker_fail(worker, ERROR_STREAM, NULL, "cannot %s '%s': %s", what, path,
                       strerror(errno));
}

// ---- shipped files ----

typedef struct Shipped {
    const char *path, *name;
} Shipped;

// The i-th file of SHIP and then CACHE, where "path#name" gives another name.
static Shipped shipped_file(Arena *arena, const StreamCommand *command, size_t i) {
    const char *item =
        i < command->n_ships ? command->ships[i] : command->caches[i - command->n_ships];
    const char *hash = i < command->n_ships ? NULL : strchr(item, '#');
    const char *path = hash ? arena_strndup(arena, item, (size_t)(hash - item)) : item;
    const char *slash = strrchr(path, '/');
    return (Shipped){path, hash && hash[1] ? hash + 1 : slash ? slash + 1 : path};
}

static bool is_same_file(const char *a, const char *b) {
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

// Are all shipped files in our directory under their names?
static bool finds_all_here(Arena *arena, const StreamCommand *command) {
    for (size_t i = 0; i < command->n_ships + command->n_caches; i++) {
        const Shipped file = shipped_file(arena, command, i);
        if (!strstr(file.path, "://") && !is_same_file(file.path, file.name))
            return false;
    }
    return true;
}

static Status link_into(Worker *worker, const char *directory, const char *path, const char *name) {
    char *real = realpath(path, NULL);
    const char *link = arena_printf(worker->arena, "%s/%s", directory, name);
    const bool made = real && (symlink(real, link) == 0 || errno == EEXIST);
    free(real);
    return made ? STATUS_OK : fail_io(worker, "make the link", link);
}

static Status link_shipped(StreamTask *task, Worker *worker) {
    const StreamCommand *command = task->command;
    for (size_t i = 0; i < command->n_ships + command->n_caches; i++) {
        const Shipped file = shipped_file(worker->arena, command, i);
        if (!strstr(file.path, "://"))
            TRY(link_into(worker, task->directory, file.path, file.name));
    }
    return STATUS_OK;
}

// What our directory has, but for names that are taken.
static Status link_ours(StreamTask *task, Worker *worker) {
    DIR *ours = opendir(".");
    Status status = ours ? STATUS_OK : fail_io(worker, "read the directory", ".");
    for (const struct dirent *entry; status == STATUS_OK && (entry = readdir(ours));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            access(entry->d_name, F_OK) == 0)
            status = link_into(worker, task->directory, entry->d_name, entry->d_name);
    if (ours)
        closedir(ours);
    return status;
}

static Status make_directory(StreamTask *task, Worker *worker) {
    char *path = arena_printf(worker->state, "%s/pig-stream-XXXXXX", temporary_directory(worker));
    if (!mkdtemp(path))
        return fail_io(worker, "make the directory", path);
    task->directory = path;
    TRY(link_shipped(task, worker));
    return link_ours(task, worker);
}

// ---- opening and closing ----

static bool is_standard(const char *path) {
    return !path || strcmp(path, "stdin") == 0 || strcmp(path, "stdout") == 0;
}

// A file of rows as we find it; NULL for the standard streams.
static const char *rows_file(const StreamTask *task, Worker *worker, const StreamEnd *ends,
                             size_t n_ends) {
    if (n_ends == 0 || is_standard(ends[0].path))
        return NULL;
    return task->directory && ends[0].path[0] != '/'
               ? arena_printf(worker->state, "%s/%s", task->directory, ends[0].path)
               : ends[0].path;
}

// The store that the rows come to in the same pipeline; NULL: none.
static struct Commit *store_behind(const Worker *worker, const PipeOperator *pipe) {
    if (pipe->kind == PIPE_STORE)
        return worker->query->commits[pipe->store];
    for (size_t i = 0; i < pipe->n_outputs; i++) {
        struct Commit *store = store_behind(worker, pipe->outputs[i]);
        if (store)
            return store;
    }
    return NULL;
}

Status stream_task_open(StreamTask *task, Worker *worker, const PipeOperator *pipe) {
    const StreamCommand *command = pipe->command;
    *task = (StreamTask){.command = command};
    if (command->stderr_directory || command->n_outputs > 1)
        task->store = store_behind(worker, pipe);
    if (!finds_all_here(worker->arena, command))
        TRY(make_directory(task, worker));
    task->input = rows_file(task, worker, command->inputs, command->n_inputs);
    task->output = rows_file(task, worker, command->outputs, command->n_outputs);
    return STATUS_OK;
}

void stream_task_close(StreamTask *task) {
    if (task->directory)
        folder_remove(task->directory);
    task->directory = NULL;
}

// ---- the environment ----

extern char **environ;

typedef struct Names {
    size_t n;
    char **items;
} Names;

// "name=value" for each name in the comma list that is a property.
static void add_properties(Worker *worker, const char *list, Names *names) {
    const RunOptions *options = worker->query->options;
    for (const char *at = list; *at;) {
        at += strspn(at, ", \t");
        const size_t n = strcspn(at, ", \t");
        const char *name = arena_strndup(worker->arena, at, n);
        const char *value = n ? options->property(options->property_context, name) : NULL;
        if (value)
            names->items[names->n++] = arena_printf(worker->arena, "%s=%s", name, value);
        at += n;
    }
}

char **stream_task_environment(const StreamTask *task, Worker *worker) {
    const RunOptions *options = worker->query->options;
    const char *list = options->property ? options->property(options->property_context,
                                                             "pig.streaming.environment")
                                         : NULL;
    size_t n = 0;
    while (environ[n])
        n++;
    Names names = {.items =
                       ARENA_NEW_ARRAY(worker->arena, char *, n + (list ? strlen(list) : 0) + 2)};
    for (size_t i = 0; i < n; i++)
        if (strncmp(environ[i], "PATH=", 5) != 0)
            names.items[names.n++] = environ[i];
    const char *path = getenv("PATH");
    char *ours = task->directory ? NULL : getcwd(NULL, 0);
    names.items[names.n++] =
        arena_printf(worker->arena, "PATH=%s:%s", path ? path : "/usr/bin:/bin",
                     task->directory ? task->directory
                     : ours          ? ours
                                     : ".");
    free(ours);
    if (list)
        add_properties(worker, list, &names);
    return names.items;
}

// ---- messages and further outputs ----

Status stream_task_messages(StreamTask *task, Worker *worker, int *file) {
    const StreamCommand *command = task->command;
    const int64_t limit = command->stderr_limit < 0 ? DEFAULT_KEPT_LOGS : command->stderr_limit;
    *file = -1;
    task->log = NULL;
    if (!command->stderr_directory || !task->store || (int64_t)worker->split >= limit)
        return STATUS_OK;
    const char *name = arena_printf(worker->arena, "_logs/%s/task-%05zu", command->stderr_directory,
                                    worker->split);
    TRY(commit_side_file(task->store, worker, name, file));
    task->log = name;
    return STATUS_OK;
}

const char *stream_task_last_messages(const StreamTask *task, Worker *worker) {
    if (!task->log)
        return "";
    const char *path = commit_side_path(task->store, worker, task->log);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return "";
    char *text = arena_alloc(worker->arena, SHOWN_MESSAGES + 1);
    const off_t end = lseek(file, 0, SEEK_END);
    const ssize_t n =
        pread(file, text, SHOWN_MESSAGES, end > SHOWN_MESSAGES ? end - SHOWN_MESSAGES : 0);
    close(file);
    text[n > 0 ? n : 0] = '\0';
    return text;
}

static Status copy_file(Worker *worker, const char *path, int to) {
    const int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return errno == ENOENT ? STATUS_OK : fail_io(worker, "read", path);
    ssize_t n;
    while ((n = sendfile(to, from, NULL, COPY_BYTES)) > 0)
        ;
    const Status status = n == 0 ? STATUS_OK : fail_io(worker, "copy", path);
    close(from);
    return status;
}

static Status keep_output(const StreamTask *task, Worker *worker, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *from = task->directory && path[0] != '/'
                           ? arena_printf(worker->arena, "%s/%s", task->directory, path)
                           : path;
    int to;
    TRY(commit_side_file(
        task->store, worker,
        arena_printf(worker->arena, "%s/part-%05zu", slash ? slash + 1 : path, worker->split),
        &to));
    const Status status = copy_file(worker, from, to);
    close(to);
    return status;
}

Status stream_task_keep_outputs(const StreamTask *task, Worker *worker) {
    const StreamCommand *command = task->command;
    for (size_t i = 1; task->store && i < command->n_outputs; i++)
        if (!is_standard(command->outputs[i].path))
            TRY(keep_output(task, worker, command->outputs[i].path));
    return STATUS_OK;
}
