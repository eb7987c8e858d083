// SPDX-License-Identifier: Apache-2.0
//
// The verbs of `fs` that only look: ls, du, count, stat, find, df, in the columns of the Hadoop
// file system shell.

#include <fnmatch.h>
#include <fts.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>

#include "lang/base/text.h"
#include "runtime/shell/files.h"
#include "runtime/shell/fs.h"

enum { SIZE_TEXT = 32, NAME_TEXT = 64, TIME_TEXT = 32 };

static Status fail_missing(FsCall *call, const char *path) {
    return files_fail(call->sink, "fs %s: %s: no such file or directory", call->verb, path);
}

// "11.3 K", or all digits.
static void size_text(char out[SIZE_TEXT], unsigned long long n, bool human) {
    static const char UNITS[] = " KMGTPE";
    double value = (double)n;
    size_t unit = 0;
    while (human && value >= 1024 && unit + 1 < sizeof UNITS - 1) {
        value /= 1024;
        unit++;
    }
    if (unit == 0)
        snprintf(out, SIZE_TEXT, "%llu", n);
    else if (value == (double)(unsigned long long)value)
        snprintf(out, SIZE_TEXT, "%.0f %c", value, UNITS[unit]);
    else
        snprintf(out, SIZE_TEXT, "%.1f %c", value, UNITS[unit]);
}

static void owner_text(char out[NAME_TEXT], uid_t id) {
    struct passwd *user = getpwuid(id);
    if (user != NULL)
        snprintf(out, NAME_TEXT, "%s", user->pw_name);
    else
        snprintf(out, NAME_TEXT, "%u", (unsigned)id);
}

static void group_text(char out[NAME_TEXT], gid_t id) {
    struct group *group = getgrgid(id);
    if (group != NULL)
        snprintf(out, NAME_TEXT, "%s", group->gr_name);
    else
        snprintf(out, NAME_TEXT, "%u", (unsigned)id);
}

static void time_text(char out[TIME_TEXT], time_t when, const char *format, bool utc) {
    struct tm parts;
    if (utc)
        gmtime_r(&when, &parts);
    else
        localtime_r(&when, &parts);
    if (strftime(out, TIME_TEXT, format, &parts) == 0)
        out[0] = '\0';
}

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static FTS *open_tree(const char *path) {
    char *const roots[] = {(char *)path, NULL};
    return fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
}

// The paths of a call, or the present folder without one.
static size_t path_count(const FsCall *call) {
    return call->n_args > 0 ? call->n_args : 1;
}

static const char *path_at(const FsCall *call, size_t i) {
    return call->n_args > 0 ? call->args[i] : ".";
}

// ---- ls ----

typedef struct Listing {
    Text lines; // of one -ls: printed once the count is known
    size_t n;
    bool human, names_only;
} Listing;

static void mode_text(char out[11], mode_t mode) {
    static const char LETTERS[] = "rwxrwxrwx";
    out[0] = S_ISDIR(mode) ? 'd' : '-';
    for (int i = 0; i < 9; i++)
        out[1 + i] = mode & (0400 >> i) ? LETTERS[i] : '-';
    out[10] = '\0';
}

static void list_one(Listing *listing, const char *path, const struct stat *about) {
    listing->n++;
    if (listing->names_only) {
        text_printf(&listing->lines, "%s\n", path);
        return;
    }
    char mode[11], size[SIZE_TEXT], owner[NAME_TEXT], group[NAME_TEXT], when[TIME_TEXT];
    mode_text(mode, about->st_mode);
    size_text(size, (unsigned long long)about->st_size, listing->human);
    owner_text(owner, about->st_uid);
    group_text(group, about->st_gid);
    time_text(when, about->st_mtime, "%Y-%m-%d %H:%M", false);
    text_printf(&listing->lines, "%s %3s %s %s %10s %s %s\n", mode,
                S_ISDIR(about->st_mode) ? "-" : "1", owner, group, size, when, path);
}

static void list_directory(Listing *listing, const char *path, bool tree_wanted) {
    FTS *tree = open_tree(path);
    for (FTSENT *entry; tree != NULL && (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_level == 0 || entry->fts_info == FTS_DP)
            continue;
        list_one(listing, entry->fts_path, entry->fts_statp);
        if (!tree_wanted)
            fts_set(tree, entry, FTS_SKIP);
    }
    if (tree != NULL)
        fts_close(tree);
}

// "file" of "./file" when no path was given.
static void print_listing(FsCall *call, const Listing *listing) {
    const char *at = listing->lines.data;
    for (size_t i = 0; i < listing->n; i++) {
        const char *end = strchr(at, '\n');
        const char *dot = call->n_args == 0 ? strstr(at, " ./") : NULL;
        if (dot != NULL && dot < end)
            fprintf(call->out, "%.*s%.*s\n", (int)(dot + 1 - at), at, (int)(end - dot - 3),
                    dot + 3);
        else
            fprintf(call->out, "%.*s\n", (int)(end - at), at);
        at = end + 1;
    }
}

static Status list_path(FsCall *call, const char *path) {
    struct stat about;
    const char *local = files_local_path(path);
    if (stat(local, &about) != 0)
        return fail_missing(call, path);
    Listing listing = {text_new(0), 0, fs_has_option(call, "-h"), fs_has_option(call, "-C")};
    bool tree = strcmp(call->verb, "-lsr") == 0 || fs_has_option(call, "-R");
    bool inside = S_ISDIR(about.st_mode) && !fs_has_option(call, "-d");
    if (inside)
        list_directory(&listing, local, tree);
    else
        list_one(&listing, local, &about);
    if (inside && !tree && !listing.names_only && listing.n > 0)
        fprintf(call->out, "Found %zu items\n", listing.n);
    print_listing(call, &listing);
    text_free(&listing.lines);
    return STATUS_OK;
}

Status fs_ls(FsCall *call) {
    Status status = STATUS_OK;
    for (size_t i = 0; i < path_count(call); i++) {
        Status one = list_path(call, path_at(call, i));
        if (one != STATUS_OK)
            status = one;
    }
    return status;
}

// ---- du, count ----

typedef struct Totals {
    unsigned long long directories, files, bytes;
} Totals;

static Totals measure(const char *path) {
    Totals totals = {0, 0, 0};
    FTS *tree = open_tree(path);
    for (FTSENT *entry; tree != NULL && (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_info == FTS_D)
            totals.directories++;
        if (entry->fts_info == FTS_F) {
            totals.files++;
            totals.bytes += (unsigned long long)entry->fts_statp->st_size;
        }
    }
    if (tree != NULL)
        fts_close(tree);
    return totals;
}

static void print_usage(FsCall *call, const char *path) {
    char size[SIZE_TEXT];
    size_text(size, measure(path).bytes, fs_has_option(call, "-h"));
    fprintf(call->out, "%s  %s  %s\n", size, size, path);
}

static Status usage_of(FsCall *call, const char *path) {
    const char *local = files_local_path(path);
    if (!files_exists(local))
        return fail_missing(call, path);
    bool summary = strcmp(call->verb, "-dus") == 0 || fs_has_option(call, "-s");
    if (summary || !files_is_directory(local)) {
        print_usage(call, local);
        return STATUS_OK;
    }
    FTS *tree = open_tree(local);
    for (FTSENT *entry; tree != NULL && (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_level != 1 || entry->fts_info == FTS_DP)
            continue;
        print_usage(call, entry->fts_path);
        fts_set(tree, entry, FTS_SKIP);
    }
    if (tree != NULL)
        fts_close(tree);
    return STATUS_OK;
}

Status fs_du(FsCall *call) {
    for (size_t i = 0; i < path_count(call); i++)
        TRY(usage_of(call, path_at(call, i)));
    return STATUS_OK;
}

Status fs_count(FsCall *call) {
    for (size_t i = 0; i < call->n_args; i++) {
        const char *path = files_local_path(call->args[i]);
        if (!files_exists(path))
            return fail_missing(call, path);
        Totals totals = measure(path);
        char size[SIZE_TEXT];
        size_text(size, totals.bytes, fs_has_option(call, "-h"));
        if (fs_has_option(call, "-q"))
            fprintf(call->out, "%12s %15s %15s %15s ", "none", "inf", "none", "inf");
        fprintf(call->out, "%12llu %12llu %18s %s\n", totals.directories, totals.files, size, path);
    }
    return STATUS_OK;
}

// ---- stat, find, df ----

static void stat_field(FsCall *call, char letter, const char *path, const struct stat *about) {
    char text[NAME_TEXT];
    switch (letter) {
    case 'b':
        fprintf(call->out, "%lld", (long long)about->st_size);
        break;
    case 'F':
        fputs(S_ISDIR(about->st_mode) ? "directory" : "regular file", call->out);
        break;
    case 'a':
        fprintf(call->out, "%o", (unsigned)(about->st_mode & 07777));
        break;
    case 'A':
        mode_text(text, about->st_mode);
        fputs(text + 1, call->out);
        break;
    case 'u':
    case 'g':
        (letter == 'u' ? owner_text(text, about->st_uid) : group_text(text, about->st_gid));
        fputs(text, call->out);
        break;
    case 'n': {
        const char *slash = strrchr(path, '/');
        fputs(slash != NULL ? slash + 1 : path, call->out);
        break;
    }
    case 'o':
        fprintf(call->out, "%lld", (long long)about->st_blksize);
        break;
    case 'r':
        fputs(S_ISDIR(about->st_mode) ? "0" : "1", call->out);
        break;
    case 'x':
    case 'y': {
        char when[TIME_TEXT];
        time_text(when, letter == 'y' ? about->st_mtime : about->st_atime, "%Y-%m-%d %H:%M:%S",
                  true);
        fputs(when, call->out);
        break;
    }
    case 'X':
    case 'Y':
        fprintf(call->out, "%lld",
                (long long)(letter == 'Y' ? about->st_mtime : about->st_atime) * 1000);
        break;
    default:
        putc(letter, call->out);
    }
}

static Status stat_one(FsCall *call, const char *format, const char *path) {
    struct stat about;
    if (stat(files_local_path(path), &about) != 0)
        return fail_missing(call, path);
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '%' && at[1] != '\0')
            stat_field(call, *++at, path, &about);
        else
            putc(*at, call->out);
    }
    putc('\n', call->out);
    return STATUS_OK;
}

Status fs_stat(FsCall *call) {
    bool has_format = strchr(call->args[0], '%') != NULL;
    if (has_format && call->n_args == 1)
        return files_fail(call->sink, "fs -stat needs a path");
    for (size_t i = has_format ? 1 : 0; i < call->n_args; i++)
        TRY(stat_one(call, has_format ? call->args[0] : "%y", call->args[i]));
    return STATUS_OK;
}

Status fs_find(FsCall *call) {
    const char *pattern = "*";
    size_t n_paths = call->n_args;
    for (size_t i = 0; i < call->n_args; i++) {
        bool is_expression = call->args[i][0] == '-';
        if (is_expression && i < n_paths)
            n_paths = i;
        if (strcmp(call->args[i], "-name") == 0 && i + 1 < call->n_args)
            pattern = call->args[i + 1];
    }
    for (size_t i = 0; i < n_paths; i++) {
        const char *path = files_local_path(call->args[i]);
        if (!files_exists(path))
            return fail_missing(call, path);
        FTS *tree = open_tree(path);
        for (FTSENT *entry; tree != NULL && (entry = fts_read(tree)) != NULL;) {
            if (entry->fts_info != FTS_DP && fnmatch(pattern, entry->fts_name, 0) == 0)
                fprintf(call->out, "%s\n", entry->fts_path);
        }
        if (tree != NULL)
            fts_close(tree);
    }
    return STATUS_OK;
}

Status fs_df(FsCall *call) {
    fputs("Filesystem  Size  Used  Available  Use%\n", call->out);
    for (size_t i = 0; i < path_count(call); i++) {
        struct statvfs about;
        const char *path = files_local_path(path_at(call, i));
        if (statvfs(path, &about) != 0)
            return fail_missing(call, path);
        unsigned long long unit = about.f_frsize, all = unit * about.f_blocks;
        unsigned long long used = all - unit * about.f_bfree, left = unit * about.f_bavail;
        char texts[3][SIZE_TEXT];
        bool human = fs_has_option(call, "-h");
        size_text(texts[0], all, human);
        size_text(texts[1], used, human);
        size_text(texts[2], left, human);
        fprintf(call->out, "file:///  %s  %s  %s  %llu%%\n", texts[0], texts[1], texts[2],
                all > 0 ? used * 100 / all : 0);
    }
    return STATUS_OK;
}
