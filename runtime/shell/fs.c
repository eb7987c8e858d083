// SPDX-License-Identifier: Apache-2.0
//
// `fs`: finds the verb, sorts its words into options and paths, expands globs, and runs it. The
// verbs here read or change files; they lean on files.h.

#include "runtime/shell/fs.h"

#include <errno.h>
#include <fts.h>
#include <glob.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/shell/files.h"
#include "runtime/shell/process.h"

enum { TAIL_BYTES = 1024 };

static Status fail_verb(FsCall *call, const char *path, const char *why) {
    return files_fail(call->sink, "fs %s: %s: %s", call->verb, path, why);
}

bool fs_has_option(const FsCall *call, const char *option) {
    for (size_t i = 0; i < call->n_options; i++) {
        if (strcmp(call->options[i], option) == 0)
            return true;
    }
    return false;
}

// Runs `step` on each path and keeps the worst status.
static Status each_path(FsCall *call, Status (*step)(FsCall *call, const char *path)) {
    Status status = STATUS_OK;
    for (size_t i = 0; i < call->n_args; i++) {
        Status one = step(call, call->args[i]);
        if (one != STATUS_OK)
            status = one;
    }
    return status;
}

// ---- reading ----

static Status cat_one(FsCall *call, const char *path) {
    if (files_is_directory(path))
        return fail_verb(call, path, "is a directory");
    return files_cat(path, call->out, call->sink);
}

static Status fs_cat(FsCall *call) {
    return each_path(call, cat_one);
}

// Unpacks by suffix through the system's own tools, which any machine with such files has.
static Status text_one(FsCall *call, const char *path) {
    static const char *const TOOLS[][2] = {
        {".gz", "gzip"}, {".bz2", "bzip2"}, {".zst", "zstd"}, {".xz", "xz"}};
    size_t n = strlen(path);
    for (size_t i = 0; i < sizeof TOOLS / sizeof TOOLS[0]; i++) {
        size_t n_suffix = strlen(TOOLS[i][0]);
        if (n <= n_suffix || strcmp(path + n - n_suffix, TOOLS[i][0]) != 0)
            continue;
        if (!files_exists(path))
            return fail_verb(call, path, "does not exist");
        const char *const argv[] = {TOOLS[i][1], "-dc", NULL};
        bool good = process_run(argv, files_local_path(path), call->out) == 0;
        return good ? STATUS_OK : fail_verb(call, path, "cannot be unpacked");
    }
    return cat_one(call, path);
}

static Status fs_text(FsCall *call) {
    return each_path(call, text_one);
}

// Copies n_bytes from `start`; -1: to the end.
static Status print_part(FsCall *call, const char *path, off_t start, off_t n_bytes) {
    FILE *in = fopen(files_local_path(path), "rb");
    if (in == NULL)
        return fail_verb(call, path, strerror(errno));
    if (fseeko(in, start, SEEK_SET) == 0) {
        for (int c; n_bytes-- != 0 && (c = getc(in)) != EOF;)
            putc(c, call->out);
    }
    fclose(in);
    return STATUS_OK;
}

static Status head_one(FsCall *call, const char *path) {
    return print_part(call, path, 0, TAIL_BYTES);
}

static Status fs_head(FsCall *call) {
    return each_path(call, head_one);
}

static Status tail_one(FsCall *call, const char *path) {
    struct stat about;
    if (stat(files_local_path(path), &about) != 0)
        return fail_verb(call, path, strerror(errno));
    if (S_ISDIR(about.st_mode))
        return fail_verb(call, path, "is a directory");
    return print_part(call, path, about.st_size > TAIL_BYTES ? about.st_size - TAIL_BYTES : 0, -1);
}

static Status fs_tail(FsCall *call) {
    return each_path(call, tail_one);
}

static Status append_sources(FsCall *call, const char *target, const char *mode) {
    FILE *out = fopen(files_local_path(target), mode);
    if (out == NULL)
        return fail_verb(call, target, strerror(errno));
    Status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i + 1 < call->n_args; i++) {
        status = files_cat(call->args[i], out, call->sink);
        if (fs_has_option(call, "-nl"))
            putc('\n', out);
    }
    bool full = fclose(out) != 0;
    return full ? fail_verb(call, target, strerror(errno)) : status;
}

static Status fs_append(FsCall *call) {
    return append_sources(call, call->args[call->n_args - 1], "ab");
}

static Status fs_getmerge(FsCall *call) {
    return append_sources(call, call->args[call->n_args - 1], "wb");
}

// -test: its letter is an option. No message says that the answer is no; the status does.
static Status fs_test(FsCall *call) {
    struct stat about;
    const char *path = files_local_path(call->args[0]);
    char letter = call->n_options == 1 ? call->options[0][1] : '\0';
    bool there = stat(path, &about) == 0, yes = false;
    switch (letter) {
    case 'e':
        yes = there;
        break;
    case 'd':
        yes = there && S_ISDIR(about.st_mode);
        break;
    case 'f':
        yes = there && S_ISREG(about.st_mode);
        break;
    case 's':
        yes = there && (S_ISDIR(about.st_mode) || about.st_size > 0);
        break;
    case 'z':
        yes = there && S_ISREG(about.st_mode) && about.st_size == 0;
        break;
    case 'r':
        yes = there && access(path, R_OK) == 0;
        break;
    case 'w':
        yes = there && access(path, W_OK) == 0;
        break;
    default:
        return files_fail(call->sink, "fs -test takes one of -d -e -f -r -s -w -z");
    }
    return yes ? STATUS_OK : files_fail(call->sink, "fs -test -%c %s is false", letter, path);
}

// ---- changing ----

// All sources into the last argument, or a lone one into the present folder.
static Status copy_or_move(FsCall *call, bool move) {
    bool lone = call->n_args == 1;
    const char *target = lone ? "." : call->args[call->n_args - 1];
    size_t n_sources = lone ? 1 : call->n_args - 1;
    if (n_sources > 1 && !files_is_directory(target))
        return fail_verb(call, target, "is not a directory");
    bool replace = fs_has_option(call, "-f");
    Status status = STATUS_OK;
    for (size_t i = 0; i < n_sources; i++) {
        Status one = move ? files_move(call->args[i], target, call->sink)
                          : files_copy(call->args[i], target, replace, call->sink);
        if (one != STATUS_OK)
            status = one;
    }
    return status;
}

static Status fs_copy(FsCall *call) {
    return copy_or_move(call, false);
}

static Status fs_move(FsCall *call) {
    return copy_or_move(call, true);
}

static Status remove_one(FsCall *call, const char *path) {
    bool tree = strcmp(call->verb, "-rmr") == 0 || fs_has_option(call, "-r") ||
                fs_has_option(call, "-R") || fs_has_option(call, "-rf");
    bool quiet = fs_has_option(call, "-f") || fs_has_option(call, "-rf");
    if (quiet && !files_exists(path))
        return STATUS_OK;
    if (!tree && files_is_directory(path))
        return fail_verb(call, path, "is a directory; use -r");
    TRY(files_remove(path, call->sink));
    fprintf(call->out, "Deleted %s\n", path);
    return STATUS_OK;
}

static Status fs_rm(FsCall *call) {
    return each_path(call, remove_one);
}

static Status rmdir_one(FsCall *call, const char *path) {
    if (rmdir(files_local_path(path)) == 0)
        return STATUS_OK;
    if (errno == ENOTEMPTY && fs_has_option(call, "--ignore-fail-on-non-empty"))
        return STATUS_OK;
    return fail_verb(call, path, strerror(errno));
}

static Status fs_rmdir(FsCall *call) {
    return each_path(call, rmdir_one);
}

static Status mkdir_one(FsCall *call, const char *path) {
    if (fs_has_option(call, "-p"))
        return files_make_directory(path, call->sink);
    return mkdir(files_local_path(path), 0777) == 0 ? STATUS_OK
                                                    : fail_verb(call, path, strerror(errno));
}

static Status fs_mkdir(FsCall *call) {
    return each_path(call, mkdir_one);
}

static Status touch_one(FsCall *call, const char *path) {
    struct stat about;
    if (strcmp(call->verb, "-touchz") == 0 && stat(files_local_path(path), &about) == 0 &&
        about.st_size > 0)
        return fail_verb(call, path, "exists and is not empty");
    FILE *file = fopen(files_local_path(path), "ab");
    if (file == NULL)
        return fail_verb(call, path, strerror(errno));
    fclose(file);
    return STATUS_OK;
}

static Status fs_touch(FsCall *call) {
    return each_path(call, touch_one);
}

// The paths behind a first argument that is something else.
static FsCall behind_first(const FsCall *call) {
    FsCall rest = *call;
    rest.args++;
    rest.n_args--;
    return rest;
}

static Status fs_truncate(FsCall *call) {
    char *end;
    long long n_bytes = strtoll(call->args[0], &end, 10);
    if (*end != '\0' || n_bytes < 0)
        return fail_verb(call, call->args[0], "is no length");
    for (size_t i = 1; i < call->n_args; i++) {
        if (truncate(files_local_path(call->args[i]), n_bytes) != 0)
            return fail_verb(call, call->args[i], strerror(errno));
    }
    return STATUS_OK;
}

// ---- modes and owners ----

// One clause of a symbolic mode, "u+x" or "go-w"; false if it is none.
static bool apply_clause(const char **text, mode_t *mode) {
    mode_t who = 0, bits = 0;
    const char *at = *text;
    for (; *at != '\0' && strchr("ugoa", *at) != NULL; at++)
        who |= *at == 'u' ? 0700 : *at == 'g' ? 0070 : *at == 'o' ? 0007 : 0777;
    char how = *at;
    if (how == '\0' || strchr("+-=", how) == NULL)
        return false;
    for (at++; *at != '\0' && strchr("rwxX", *at) != NULL; at++)
        bits |= *at == 'r' ? 0444 : *at == 'w' ? 0222 : 0111;
    bits &= who != 0 ? who : 0777;
    if (how == '=')
        *mode &= ~(who != 0 ? who : 0777);
    *mode = how == '-' ? *mode & ~bits : *mode | bits;
    *text = *at == ',' ? at + 1 : at;
    return *at == ',' || *at == '\0';
}

static bool apply_mode(const char *text, mode_t *mode) {
    char *end;
    unsigned long octal = strtoul(text, &end, 8);
    if (*text != '\0' && *end == '\0') {
        *mode = (mode_t)(octal & 07777);
        return octal <= 07777;
    }
    while (*text != '\0') {
        if (!apply_clause(&text, mode))
            return false;
    }
    return true;
}

static Status chmod_one(FsCall *call, const char *path, const char *mode_text) {
    struct stat about;
    if (stat(path, &about) != 0)
        return fail_verb(call, path, strerror(errno));
    mode_t mode = about.st_mode & 07777;
    if (!apply_mode(mode_text, &mode))
        return fail_verb(call, mode_text, "is no mode");
    return chmod(path, mode) == 0 ? STATUS_OK : fail_verb(call, path, strerror(errno));
}

// "owner", "owner:group", ":group"; for -chgrp a group.
static Status chown_one(FsCall *call, const char *path, const char *names) {
    const char *colon = strcmp(call->verb, "-chgrp") == 0 ? names - 1 : strchr(names, ':');
    uid_t owner = (uid_t)-1;
    gid_t group = (gid_t)-1;
    size_t n_owner = colon != NULL ? (colon < names ? 0 : (size_t)(colon - names)) : strlen(names);
    if (n_owner > 0) {
        struct passwd *user = getpwnam(arena_strndup(call->arena, names, n_owner));
        if (user == NULL)
            return fail_verb(call, names, "no such user");
        owner = user->pw_uid;
    }
    if (colon != NULL) {
        struct group *found = getgrnam(colon + 1);
        if (found == NULL)
            return fail_verb(call, names, "no such group");
        group = found->gr_gid;
    }
    return chown(path, owner, group) == 0 ? STATUS_OK : fail_verb(call, path, strerror(errno));
}

// Applies `change` to a path, with -R to all below it.
static Status change_tree(FsCall *call, const char *path,
                          Status (*change)(FsCall *, const char *, const char *)) {
    const char *local = files_local_path(path);
    if (!fs_has_option(call, "-R"))
        return change(call, local, call->args[0]);
    char *const roots[] = {(char *)local, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    if (tree == NULL)
        return fail_verb(call, path, strerror(errno));
    Status status = STATUS_OK;
    for (FTSENT *entry; status == STATUS_OK && (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_info != FTS_D)
            status = change(call, entry->fts_path, call->args[0]);
    }
    fts_close(tree);
    return status;
}

static Status change_all(FsCall *call, Status (*change)(FsCall *, const char *, const char *)) {
    for (size_t i = 1; i < call->n_args; i++)
        TRY(change_tree(call, call->args[i], change));
    return STATUS_OK;
}

static Status fs_chmod(FsCall *call) {
    return change_all(call, chmod_one);
}

static Status fs_chown(FsCall *call) {
    return change_all(call, chown_one);
}

static Status setrep_one(FsCall *call, const char *path) {
    if (!files_exists(path))
        return fail_verb(call, path, "does not exist");
    fprintf(call->out, "Replication 1 set: %s\n", path);
    return STATUS_OK;
}

static Status fs_setrep(FsCall *call) {
    FsCall rest = behind_first(call);
    return each_path(&rest, setrep_one);
}

static Status fs_nothing(FsCall *call) {
    (void)call;
    return STATUS_OK;
}

static Status fs_help(FsCall *call);

// ---- the table ----

typedef struct FsVerb {
    const char *name, *usage;
    size_t fewest, most;
    Status (*run)(FsCall *call);
} FsVerb;

static const FsVerb VERBS[] = {
#define FS(name, usage, fewest, most, function) {name, usage, fewest, most, function},
#include "runtime/shell/fs.def"
#undef FS
};
enum { VERB_COUNT = sizeof VERBS / sizeof VERBS[0] };

static Status fs_help(FsCall *call) {
    const char *wanted = call->n_args > 0 ? call->args[0] : NULL;
    for (size_t i = 0; i < VERB_COUNT; i++) {
        const char *name = VERBS[i].name;
        if (wanted == NULL || strcmp(name, wanted) == 0 || strcmp(name + 1, wanted) == 0)
            fprintf(call->out, "fs %s %s\n", name, VERBS[i].usage);
    }
    return STATUS_OK;
}

static const FsVerb *find_verb(const char *name) {
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (strcmp(VERBS[i].name, name) == 0)
            return &VERBS[i];
    }
    return NULL;
}

static Status fail_unknown(const char *verb, Arena *arena, DiagnosticSink *sink) {
    const char *names[VERB_COUNT];
    for (size_t i = 0; i < VERB_COUNT; i++)
        names[i] = VERBS[i].name;
    const char *near = nearest_name(verb, names, VERB_COUNT);
    const char *hint = near != NULL ? arena_printf(arena, "did you mean '%s'?", near) : NULL;
    Status failed = diagnose_hint(sink, 2997, NULL, hint, "fs has no command '%s'", verb);
    diagnostics_set_status(sink, EXIT_STATUS_IO);
    return failed;
}

static void add_path(FsCall *call, const char *path) {
    const char **grown = ARENA_NEW_ARRAY(call->arena, const char *, call->n_args + 1);
    if (call->n_args > 0)
        memcpy(grown, call->args, call->n_args * sizeof *grown);
    grown[call->n_args++] = path;
    call->args = grown;
}

// The names that a glob stands for; the word itself if there are none.
static void add_glob(FsCall *call, const char *word) {
    glob_t found = {0};
    bool any = glob(files_local_path(word), GLOB_BRACE, NULL, &found) == 0;
    for (size_t i = 0; any && i < found.gl_pathc; i++)
        add_path(call, arena_strdup(call->arena, found.gl_pathv[i]));
    if (!any)
        add_path(call, word);
    globfree(&found);
}

static bool is_option(const char *word) {
    return word[0] == '-' && word[1] != '\0';
}

Status fs_run(size_t n_words, const char *const *words, FILE *out, Arena *arena,
              DiagnosticSink *sink) {
    if (n_words == 0)
        return files_fail(sink, "fs needs a command; `fs -help` lists them");
    const FsVerb *verb = find_verb(words[0]);
    if (verb == NULL)
        return fail_unknown(words[0], arena, sink);
    FsCall call = {
        .verb = words[0], .options = words + 1, .out = out, .arena = arena, .sink = sink};
    bool takes_verb = verb->run == fs_help;
    size_t at = 1;
    for (; !takes_verb && at < n_words && is_option(words[at]); at++)
        call.n_options++;
    for (; at < n_words; at++) {
        if (strpbrk(words[at], "*?[{") != NULL && verb->run != fs_find)
            add_glob(&call, words[at]);
        else
            add_path(&call, words[at]);
    }
    if (call.n_args < verb->fewest || (verb->most > 0 && call.n_args > verb->most))
        return files_fail(sink, "usage: fs %s %s", verb->name, verb->usage);
    Status status = verb->run(&call);
    fflush(out);
    return status;
}
