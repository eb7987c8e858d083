// SPDX-License-Identifier: Apache-2.0
//
// Local files by plain POSIX calls. Trees are walked with fts, which keeps its own stack; the order
// of entries is that of their names, so that output repeats.

#include "runtime/shell/files.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/base/text.h"

enum { COPY_BYTES = 1 << 16 };

Status files_fail(DiagnosticSink *sink, const char *format, ...) {
    char message[8192];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    Status failed = diagnose(sink, 2997, NULL, "%s", message);
    diagnostics_set_status(sink, EXIT_STATUS_IO);
    return failed;
}

static Status fail_errno(DiagnosticSink *sink, const char *path) {
    int error = errno;
    if (error == ENOENT)
        return files_fail(sink, "file or directory %s does not exist", path);
    return files_fail(sink, "%s: %s", path, strerror(error));
}

const char *files_local_path(const char *path) {
    if (strncmp(path, "file:", 5) != 0)
        return path;
    path += 5;
    return strncmp(path, "//", 2) == 0 ? path + 2 : path;
}

char *files_shown_path(const char *path) {
    char *full = realpath(path, NULL), *shown = NULL;
    if (asprintf(&shown, "file:%s", full != NULL ? full : path) < 0)
        shown = NULL;
    free(full);
    return shown;
}

// A name under a scheme that has no files here.
static Status check_scheme(const char *path, DiagnosticSink *sink) {
    const char *colon = strstr(path, "://");
    if (colon == NULL || strncmp(path, "file:", 5) == 0)
        return STATUS_OK;
    return files_fail(sink, "no file system for scheme '%.*s' in %s", (int)(colon - path), path,
                      path);
}

bool files_exists(const char *path) {
    struct stat about;
    return stat(files_local_path(path), &about) == 0;
}

bool files_is_directory(const char *path) {
    struct stat about;
    return stat(files_local_path(path), &about) == 0 && S_ISDIR(about.st_mode);
}

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static FTS *open_tree(const char *path, int options) {
    char *const roots[] = {(char *)path, NULL};
    return fts_open(roots, options | FTS_NOCHDIR, by_name);
}

// Checksum files of Apache Hadoop's local file system, which it does not show either.
static bool is_checksum_file(const char *name) {
    size_t n = strlen(name);
    return n > 5 && name[0] == '.' && strcmp(name + n - 4, ".crc") == 0;
}

// ---- reading ----

static Status cat_file(const char *path, FILE *out, DiagnosticSink *sink) {
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return fail_errno(sink, path);
    char buffer[COPY_BYTES];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, in)) > 0)
        fwrite(buffer, 1, n, out);
    bool bad = ferror(in);
    fclose(in);
    return bad ? files_fail(sink, "%s cannot be read", path) : STATUS_OK;
}

static Status cat_directory(const char *path, FILE *out, DiagnosticSink *sink) {
    FTS *tree = open_tree(path, FTS_LOGICAL);
    if (tree == NULL)
        return fail_errno(sink, path);
    Status status = STATUS_OK;
    for (FTSENT *entry; status == STATUS_OK && (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_info == FTS_D && entry->fts_level > 0)
            fts_set(tree, entry, FTS_SKIP);
        else if (entry->fts_info == FTS_F && !is_checksum_file(entry->fts_name))
            status = cat_file(entry->fts_path, out, sink);
    }
    fts_close(tree);
    return status;
}

Status files_cat(const char *path, FILE *out, DiagnosticSink *sink) {
    TRY(check_scheme(path, sink));
    const char *local = files_local_path(path);
    return files_is_directory(local) ? cat_directory(local, out, sink) : cat_file(local, out, sink);
}

static void list_entry(const char *path, bool is_directory, off_t n_bytes, FILE *out) {
    char *shown = files_shown_path(path);
    if (shown == NULL)
        return;
    if (is_directory)
        fprintf(out, "%s\t<dir>\n", shown);
    else
        fprintf(out, "%s<r 1>\t%lld\n", shown, (long long)n_bytes);
    free(shown);
}

Status files_list(const char *path, FILE *out, DiagnosticSink *sink) {
    TRY(check_scheme(path, sink));
    const char *local = files_local_path(path);
    struct stat about;
    if (stat(local, &about) != 0)
        return fail_errno(sink, path);
    if (!S_ISDIR(about.st_mode)) {
        list_entry(local, false, about.st_size, out);
        return STATUS_OK;
    }
    FTS *tree = open_tree(local, FTS_LOGICAL);
    if (tree == NULL)
        return fail_errno(sink, path);
    for (FTSENT *entry; (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_level != 1 || entry->fts_info == FTS_DP || is_checksum_file(entry->fts_name))
            continue;
        bool is_directory = entry->fts_info == FTS_D;
        list_entry(entry->fts_path, is_directory, entry->fts_statp->st_size, out);
        if (is_directory)
            fts_set(tree, entry, FTS_SKIP);
    }
    fts_close(tree);
    return STATUS_OK;
}

Status files_read(const char *path, size_t max_bytes, char **text, size_t *n_bytes,
                  DiagnosticSink *sink) {
    TRY(check_scheme(path, sink));
    FILE *in = fopen(files_local_path(path), "rb");
    if (in == NULL && errno == ENOENT)
        return files_fail(sink, "file %s does not exist", path);
    if (in == NULL)
        return fail_errno(sink, path);
    Text content = text_new(max_bytes);
    char buffer[COPY_BYTES];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, in)) > 0)
        text_append(&content, buffer, n);
    bool bad = ferror(in);
    fclose(in);
    if (bad || text_is_full(&content)) {
        text_free(&content);
        return files_fail(sink, bad ? "%s cannot be read" : "%s is too large", path);
    }
    *n_bytes = content.n_bytes;
    *text = malloc(content.n_bytes + 1);
    if (*text != NULL)
        memcpy(*text, content.data, content.n_bytes + 1);
    text_free(&content);
    return *text != NULL ? STATUS_OK : files_fail(sink, "no memory for %s", path);
}

// ---- copying ----

static bool write_all(int fd, const char *bytes, size_t n) {
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

static bool copy_bytes(int in, int out) {
    char buffer[COPY_BYTES];
    for (;;) {
        ssize_t n = read(in, buffer, sizeof buffer);
        if (n == 0)
            return true;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || !write_all(out, buffer, (size_t)n))
            return false;
    }
}

static Status copy_file(const char *from, const char *to, DiagnosticSink *sink) {
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return fail_errno(sink, from);
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (out < 0) {
        close(in);
        return fail_errno(sink, to);
    }
    bool good = copy_bytes(in, out);
    good &= close(out) == 0;
    close(in);
    return good ? STATUS_OK
                : files_fail(sink, "%s cannot be copied to %s: %s", from, to, strerror(errno));
}

static Status copy_entry(const FTSENT *entry, const char *target, DiagnosticSink *sink) {
    switch (entry->fts_info) {
    case FTS_D:
        if (entry->fts_level > FILES_MAX_DEPTH)
            return files_fail(sink, "%s is nested too deeply", entry->fts_path);
        return mkdir(target, 0777) == 0 || errno == EEXIST ? STATUS_OK : fail_errno(sink, target);
    case FTS_F:
    case FTS_DEFAULT:
        return copy_file(entry->fts_path, target, sink);
    case FTS_DP:
        return STATUS_OK;
    default:
        return files_fail(sink, "%s cannot be read", entry->fts_path);
    }
}

static Status copy_tree(const char *from, const char *to, DiagnosticSink *sink) {
    FTS *tree = open_tree(from, FTS_LOGICAL);
    if (tree == NULL)
        return fail_errno(sink, from);
    size_t n_from = strlen(from);
    Status status = STATUS_OK;
    for (FTSENT *entry; status == STATUS_OK && (entry = fts_read(tree)) != NULL;) {
        char *target = NULL;
        if (asprintf(&target, "%s%s", to, entry->fts_path + n_from) < 0) {
            status = files_fail(sink, "no memory to copy %s", from);
            break;
        }
        status = copy_entry(entry, target, sink);
        free(target);
    }
    fts_close(tree);
    return status;
}

// Where `from` lands: `to`, or a name inside it when it is a directory. Given: free.
static char *landing_place(const char *from, const char *to) {
    if (!files_is_directory(to))
        return strdup(to);
    size_t n = strlen(from);
    while (n > 1 && from[n - 1] == '/')
        n--;
    size_t start = n;
    while (start > 0 && from[start - 1] != '/')
        start--;
    char *place = NULL;
    if (asprintf(&place, "%s/%.*s", to, (int)(n - start), from + start) < 0)
        return NULL;
    return place;
}

// True when `to` is `from` or lies below it: copying would never end.
static bool lies_within(const char *from, const char *to) {
    char *full_from = realpath(from, NULL);
    char *parent = strdup(to);
    char *slash = parent != NULL ? strrchr(parent, '/') : NULL;
    if (slash != NULL)
        *(slash == parent ? slash + 1 : slash) = '\0';
    char *full_parent = realpath(to, NULL);
    if (full_parent == NULL)
        full_parent = realpath(slash != NULL ? parent : ".", NULL);
    size_t n = full_from != NULL ? strlen(full_from) : 0;
    bool within = full_from != NULL && full_parent != NULL &&
                  strncmp(full_from, full_parent, n) == 0 &&
                  (full_parent[n] == '/' || full_parent[n] == '\0');
    free(full_from);
    free(parent);
    free(full_parent);
    return within;
}

static Status copy_checked(const char *from, const char *to, bool replace, DiagnosticSink *sink) {
    if (!files_exists(from))
        return files_fail(sink, "file %s does not exist", from);
    if (lies_within(from, to))
        return files_fail(sink, "%s cannot be copied onto itself or below itself", from);
    if (!replace && files_exists(to))
        return files_fail(sink, "%s exists", to);
    return copy_tree(from, to, sink);
}

Status files_copy(const char *from, const char *to, bool replace, DiagnosticSink *sink) {
    TRY(check_scheme(from, sink));
    TRY(check_scheme(to, sink));
    from = files_local_path(from);
    char *place = landing_place(from, files_local_path(to));
    if (place == NULL)
        return files_fail(sink, "no memory to copy %s", from);
    Status status = copy_checked(from, place, replace, sink);
    free(place);
    return status;
}

Status files_move(const char *from, const char *to, DiagnosticSink *sink) {
    TRY(check_scheme(from, sink));
    TRY(check_scheme(to, sink));
    from = files_local_path(from);
    if (!files_exists(from))
        return files_fail(sink, "file or directory %s does not exist", from);
    char *place = landing_place(from, files_local_path(to));
    if (place == NULL)
        return files_fail(sink, "no memory to move %s", from);
    Status status = STATUS_OK;
    if (rename(from, place) != 0) {
        status = errno == EXDEV ? copy_checked(from, place, true, sink) : fail_errno(sink, place);
        if (status == STATUS_OK)
            status = files_remove(from, sink);
    }
    free(place);
    return status;
}

// ---- changing ----

Status files_remove(const char *path, DiagnosticSink *sink) {
    TRY(check_scheme(path, sink));
    const char *local = files_local_path(path);
    struct stat about;
    if (lstat(local, &about) != 0)
        return fail_errno(sink, path);
    FTS *tree = open_tree(local, FTS_PHYSICAL);
    if (tree == NULL)
        return fail_errno(sink, path);
    Status status = STATUS_OK;
    for (FTSENT *entry; status == STATUS_OK && (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_info != FTS_D && remove(entry->fts_path) != 0)
            status = fail_errno(sink, entry->fts_path);
    }
    fts_close(tree);
    return status;
}

Status files_make_directory(const char *path, DiagnosticSink *sink) {
    TRY(check_scheme(path, sink));
    char *name = strdup(files_local_path(path));
    if (name == NULL)
        return files_fail(sink, "no memory to make %s", path);
    bool good = name[0] != '\0';
    for (char *slash = name + 1; good && (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        good = mkdir(name, 0777) == 0 || errno == EEXIST;
        *slash = '/';
    }
    good = good && (mkdir(name, 0777) == 0 || (errno == EEXIST && files_is_directory(name)));
    Status status =
        good ? STATUS_OK : files_fail(sink, "%s cannot be made: %s", path, strerror(errno));
    free(name);
    return status;
}

Status files_change_directory(const char *path, DiagnosticSink *sink) {
    if (path == NULL)
        path = getenv("HOME");
    if (path == NULL)
        return files_fail(sink, "cd: HOME is not set");
    TRY(check_scheme(path, sink));
    const char *local = files_local_path(path);
    if (!files_exists(local))
        return files_fail(sink, "directory %s does not exist", path);
    if (!files_is_directory(local))
        return files_fail(sink, "%s is not a directory", path);
    return chdir(local) == 0 ? STATUS_OK : fail_errno(sink, path);
}
