// SPDX-License-Identifier: Apache-2.0
//
// Recursion is bounded by the deepest path that the system allows: names are opened relative to
// their folder, one descriptor a level.

#include "runtime/exec/folders.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_DEPTH = 512 };

bool folder_make_parents(const char *path) {
    char made[4096];
    const size_t n_bytes = strlen(path);
    if (n_bytes >= sizeof made) {
        errno = ENAMETOOLONG;
        return false;
    }
    for (size_t i = 1; i < n_bytes; i++) {
        if (path[i] != '/')
            continue;
        memcpy(made, path, i);
        made[i] = '\0';
        if (mkdir(made, 0777) != 0 && errno != EEXIST)
            return false;
    }
    return true;
}

static bool clear_at(int folder, const char *keep, int depth);

static bool remove_entry(int folder, const char *name, int depth) {
    if (unlinkat(folder, name, 0) == 0)
        return true;
    if (errno != EISDIR && errno != EPERM)
        return false;
    const int inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return inner >= 0 && clear_at(inner, NULL, depth + 1) &&
           unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

// Empties an open folder and closes it.
static bool clear_at(int folder, const char *keep, int depth) {
    DIR *entries = fdopendir(folder);
    bool done = entries && depth < MAX_DEPTH;
    if (!entries) {
        close(folder);
        return false;
    }
    for (struct dirent *entry; done && (entry = readdir(entries));) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || (keep && strcmp(name, keep) == 0))
            continue;
        done = remove_entry(folder, name, depth);
    }
    closedir(entries);
    return done;
}

bool folder_clear(const char *path, const char *keep) {
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return folder >= 0 && clear_at(folder, keep, 0);
}

bool folder_remove(const char *path) {
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return folder >= 0 && clear_at(folder, NULL, 0) && rmdir(path) == 0;
}

bool folder_move_all(Arena *arena, const char *from, const char *to) {
    DIR *entries = opendir(from);
    bool done = entries != NULL;
    if (!entries)
        return false;
    for (struct dirent *entry; done && (entry = readdir(entries));) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        done = rename(arena_printf(arena, "%s/%s", from, name),
                      arena_printf(arena, "%s/%s", to, name)) == 0;
    }
    closedir(entries);
    return done;
}
