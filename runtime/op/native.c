// SPDX-License-Identifier: Apache-2.0
//
// NATIVE (MAPREDUCE): a job of another program, run when what it reads has been stored. A file
// named *.jar is run as `hadoop jar` does: its manifest or else the first word names the class. It
// is run by hadoop where that is installed ($HADOOP_HOME, PATH), else by java ($JAVA_HOME, PATH).
// Any other file is executed. Its output and messages go where ours go.

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "runtime/exec/child.h"
#include "runtime/io/jar.h"
#include "runtime/op/operators.h"

enum { GLANCE_NANOSECONDS = 10 * 1000 * 1000 };

// ---- what to run ----

static bool is_jar(const char *path) {
    const size_t n = strlen(path);
    return n > 4 && strcasecmp(path + n - 4, ".jar") == 0;
}

// A program below the folder that the variable names; NULL if there is none.
static const char *in_home(Arena *arena, const char *variable, const char *name) {
    const char *home = getenv(variable);
    const char *path = home && *home ? arena_printf(arena, "%s/bin/%s", home, name) : NULL;
    return path && access(path, X_OK) == 0 ? path : NULL;
}

static const char *in_path(Arena *arena, const char *name) {
    for (const char *at = getenv("PATH"); at; at = strchr(at, ':')) {
        at += *at == ':';
        const char *path = arena_printf(arena, "%.*s/%s", (int)strcspn(at, ":"), at, name);
        if (access(path, X_OK) == 0)
            return path;
    }
    return NULL;
}

static const char *find_program(Arena *arena, const char *home, const char *name) {
    const char *path = in_home(arena, home, name);
    return path ? path : in_path(arena, name);
}

// "program:path:path" of the jars.
static const char *class_path(Arena *arena, const NativeJob *job) {
    const char *path = job->program;
    for (size_t i = 0; i < job->n_paths; i++)
        path = arena_printf(arena, "%s:%s", path, job->paths[i]);
    return path;
}

typedef struct Words {
    size_t n;
    const char **items;
} Words;

static void add_word(Words *words, const char *word) {
    words->items[words->n++] = word;
}

static Status jar_words(Worker *worker, const Stage *stage, Words *words) {
    Arena *arena = worker->arena;
    const NativeJob *job = stage->job;
    const char *program = find_program(arena, "HADOOP_HOME", "hadoop");
    if (program) {
        add_word(words, program);
        add_word(words, "jar");
        add_word(words, job->program);
        return STATUS_OK;
    }
    program = find_program(arena, "JAVA_HOME", "java");
    const char *main_class = jar_main_class(arena, job->program);
    if (!program)
        return worker_fail_hint(worker, ERROR_RUN, &stage->logical->place,
                                "set JAVA_HOME or HADOOP_HOME, or put java into PATH",
                                "there is no java to run '%s'", job->program);
    if (!main_class && job->n_words == 0)
        return worker_fail_hint(worker, ERROR_RUN, &stage->logical->place,
                                "name the class as the first of its arguments",
                                "the manifest of '%s' has no Main-Class", job->program);
    add_word(words, program);
    add_word(words, "-cp");
    add_word(words, class_path(arena, job));
    if (main_class)
        add_word(words, main_class);
    return STATUS_OK;
}

// The command as words, NULL at the end.
static Status command_words(Worker *worker, const Stage *stage, const char ***items) {
    enum { MAX_WORDS_IN_FRONT = 4 };
    const NativeJob *job = stage->job;
    Words words = {.items = ARENA_NEW_ARRAY(worker->arena, const char *,
                                            job->n_words + MAX_WORDS_IN_FRONT + 1)};
    if (access(job->program, R_OK) != 0)
        return worker_fail(worker, ERROR_RUN, &stage->logical->place,
                           "cannot read the program '%s': %s", job->program, strerror(errno));
    if (is_jar(job->program))
        TRY(jar_words(worker, stage, &words));
    else
        add_word(&words, strchr(job->program, '/')
                             ? job->program
                             : arena_printf(worker->arena, "./%s", job->program));
    for (size_t i = 0; i < job->n_words; i++)
        add_word(&words, job->words[i]);
    *items = words.items;
    return STATUS_OK;
}

// ---- running it ----

static Status wait_for(Worker *worker, int child, int *exit_status) {
    const struct timespec glance = {.tv_nsec = GLANCE_NANOSECONDS};
    while (!child_has_ended(child, exit_status)) {
        const Status status = worker_check(worker);
        if (status != STATUS_OK) {
            child_kill(child);
            return status;
        }
        nanosleep(&glance, NULL);
    }
    return STATUS_OK;
}

static Status run_job(Worker *worker, const Stage *stage) {
    const char *program = stage->job->program, **words = NULL;
    const Place *place = &stage->logical->place;
    FILE *out = worker->query->options->dump;
    int child, exit_status = 0;
    TRY(command_words(worker, stage, &words));
    if (out)
        fflush(out);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const ChildCommand command = {.file = words[0],
                                  .words = words,
                                  .input = nothing,
                                  .output = out ? fileno(out) : -1,
                                  .messages = -1};
    const int error = child_start(&command, &child);
    if (nothing >= 0)
        close(nothing);
    if (error)
        return worker_fail(worker, ERROR_RUN, place, "cannot run '%s': %s", program,
                           strerror(error));
    TRY(wait_for(worker, child, &exit_status));
    if (exit_status == 0)
        return STATUS_OK;
    return worker_fail(worker, ERROR_RUN, place, "the job '%s' failed with exit status %d", program,
                       exit_status);
}

static Status native_open(Query *query, const Stage *stage, void **state) {
    (void)query, (void)stage, (void)state;
    return STATUS_OK;
}

static Status native_seal(Worker *worker, const Stage *stage, void *state, size_t *n_partitions) {
    (void)state;
    NativeState *outcome = &worker->query->natives[stage->id];
    *n_partitions = 0;
    *outcome = NATIVE_FAILED;
    TRY(run_job(worker, stage));
    *outcome = NATIVE_SUCCEEDED;
    return STATUS_OK;
}

const StageType stage_native = {
    .name = "native",
    .open = native_open,
    .seal = native_seal,
};
