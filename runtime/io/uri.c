// SPDX-License-Identifier: Apache-2.0
//
// A location is cut at its commas (not inside braces), braces are written out, patterns are matched
// component by component, and folders are walked. Within one part of the list a file counts once.

#include "runtime/io/uri.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/base/grow.h"
#include "lang/diagnostic.h"
#include "runtime/io/glob.h"

static PathError path_error(int code, const char *message) {
    return (PathError){.code = code, .message = message};
}

static PathError no_error(void) {
    return path_error(0, NULL);
}

// A growing list of paths, with the arena that they live in.
typedef struct Found {
    Arena *arena;
    size_t n, capacity;
    InputFile *files;
    bool roots_only; // folders stand for themselves
    bool too_many;
    const char *unreadable; // a folder, NULL: none
} Found;

static void add_file(Found *found, const char *path, const struct stat *status) {
    if (found->n == URI_MAX_FILES) {
        found->too_many = true;
        return;
    }
    found->files =
        arena_grow(found->arena, found->files, found->n, &found->capacity, sizeof *found->files);
    const bool regular = S_ISREG(status->st_mode);
    found->files[found->n++] = (InputFile){
        .path = path,
        .regular = regular,
        .n_bytes = regular ? (uint64_t)status->st_size : 0,
    };
}

static bool is_hidden(const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
    return (*name == '_' || *name == '.') && !dots;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// Sorted names in a folder; NULL if it cannot be read.
static const char **read_folder(Arena *arena, const char *path, size_t *n_names) {
    DIR *folder = opendir(path);
    if (!folder)
        return NULL;
    size_t n = 0, capacity = 64;
    const char **names = ARENA_NEW_ARRAY(arena, const char *, capacity);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (n == capacity) {
            const char **larger = ARENA_NEW_ARRAY(arena, const char *, 2 * capacity);
            memcpy(larger, names, n * sizeof *names);
            names = larger;
            capacity *= 2;
        }
        names[n++] = arena_strdup(arena, entry->d_name);
    }
    closedir(folder);
    qsort(names, n, sizeof *names, compare_names);
    *n_names = n;
    return names;
}

static const char *join_path(Arena *arena, const char *folder, const char *name) {
    if (!*folder)
        return arena_strdup(arena, name);
    const bool slash = folder[strlen(folder) - 1] == '/';
    return arena_printf(arena, slash ? "%s%s" : "%s/%s", folder, name);
}

// Adds a file, or all files below a folder.
static void add_path(Found *found, const char *path, int depth) {
    struct stat status;
    if (depth > URI_MAX_DEPTH || stat(path, &status) != 0)
        return;
    if (found->roots_only || !S_ISDIR(status.st_mode)) {
        add_file(found, path, &status);
        return;
    }
    size_t n_names = 0;
    const char **names = read_folder(found->arena, path, &n_names);
    if (!names)
        found->unreadable = path;
    for (size_t i = 0; names && i < n_names; i++)
        if (!is_hidden(names[i]))
            add_path(found, join_path(found->arena, path, names[i]), depth + 1);
}

// Matches the components of `pattern` below `folder`. Returns how many paths matched.
static size_t match_below(Found *found, const char *folder, const char *pattern, int depth) {
    while (*pattern == '/')
        pattern++;
    if (depth > URI_MAX_DEPTH)
        return 0;
    const char *slash = strchr(pattern, '/');
    const char *component =
        slash ? arena_strndup(found->arena, pattern, (size_t)(slash - pattern)) : pattern;
    const char *rest = slash ? slash : "";
    while (*rest == '/')
        rest++;
    size_t n_names = 1, n_matched = 0;
    const char *single[] = {component}, **names = single;
    const bool literal = !glob_is_pattern(component);
    if (!literal)
        names = read_folder(found->arena, *folder ? folder : ".", &n_names);
    for (size_t i = 0; names && i < n_names; i++) {
        if (!literal && !glob_match(component, names[i]))
            continue;
        const char *path = join_path(found->arena, folder, names[i]);
        if (*rest) {
            n_matched += match_below(found, path, rest, depth + 1);
        } else if (!is_hidden(path) && access(path, F_OK) == 0) {
            add_path(found, path, depth);
            n_matched++;
        }
    }
    return n_matched;
}

static int compare_files(const void *a, const void *b) {
    return strcmp(((const InputFile *)a)->path, ((const InputFile *)b)->path);
}

// Sorts files[first..) by path and drops repeats.
static void keep_each_once(Found *found, size_t first) {
    size_t kept = first;
    qsort(found->files + first, found->n - first, sizeof *found->files, compare_files);
    for (size_t i = first; i < found->n; i++)
        if (kept == first || strcmp(found->files[kept - 1].path, found->files[i].path) != 0)
            found->files[kept++] = found->files[i];
    found->n = kept;
}

// Has nothing of braces become the name behind the last slash? No file is called so.
static bool ends_in_slash(const char *path) {
    const size_t n_bytes = strlen(path);
    return n_bytes == 0 || path[n_bytes - 1] == '/';
}

static PathError expand_pattern(Found *found, const char *path) {
    size_t n_alternatives = 0, n_matched = 0;
    const size_t first = found->n;
    const char **alternatives =
        glob_alternatives(found->arena, path, URI_MAX_ALTERNATIVES, &n_alternatives);
    for (size_t i = 0; alternatives && i < n_alternatives; i++)
        if (!ends_in_slash(alternatives[i]))
            n_matched += match_below(found, *alternatives[i] == '/' ? "/" : "", alternatives[i], 0);
    if (n_matched == 0)
        return path_error(2118, arena_printf(found->arena, "Input Pattern %s matches 0 files",
                                             uri_display(found->arena, path)));
    if (found->n > first)
        keep_each_once(found, first);
    return no_error();
}

// A name of the folder that is near the missing one.
static const char *near_file(Arena *arena, const char *folder, const char *missing) {
    enum { MAX_NAMES = 4096 };
    DIR *dir = opendir(folder);
    if (!dir)
        return NULL;
    const char **names = ARENA_NEW_ARRAY(arena, const char *, MAX_NAMES);
    size_t n = 0;
    for (const struct dirent *entry; n < MAX_NAMES && (entry = readdir(dir));)
        if (entry->d_name[0] != '.' && entry->d_name[0] != '_')
            names[n++] = arena_strdup(arena, entry->d_name);
    closedir(dir);
    return nearest_name(missing, names, n);
}

// For a path that does not exist: the near name in its folder, or the folder above that does exist.
static const char *what_is_there(Arena *arena, const char *path) {
    char *folder = arena_strdup(arena, path);
    char *slash = strrchr(folder, '/');
    const char *name = slash ? slash + 1 : folder;
    const char *near = near_file(arena,
                                 !slash            ? "."
                                 : slash == folder ? "/"
                                                   : (*slash = 0, folder),
                                 name);
    if (near)
        return arena_printf(arena, "did you mean '%s'?", near);
    if (!slash || slash == folder || access(folder, F_OK) == 0)
        return NULL;
    while ((slash = strrchr(folder, '/')) && slash != folder) {
        *slash = '\0';
        if (access(folder, F_OK) == 0)
            return arena_printf(arena, "'%s' is the last folder of it that exists", folder);
    }
    return NULL;
}

static PathError expand_part(Found *found, const char *part) {
    const char *scheme = uri_foreign_scheme(found->arena, part);
    if (scheme)
        return path_error(1200,
                          arena_printf(found->arena, "no file system for scheme '%s'", scheme));
    const char *path = uri_local_path(found->arena, part);
    if (glob_is_pattern(path))
        return expand_pattern(found, path);
    if (access(path, F_OK) != 0 || is_hidden(path))
        return (PathError){2118,
                           arena_printf(found->arena, "Input path does not exist: %s",
                                        uri_display(found->arena, path)),
                           what_is_there(found->arena, path)};
    add_path(found, path, 0);
    return no_error();
}

// The comma that ends the part at `at`, or the end of the text.
static const char *part_end(const char *at) {
    int depth = 0;
    for (; *at; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '{')
            depth++;
        else if (*at == '}')
            depth -= depth > 0;
        else if (*at == ',' && depth == 0)
            break;
    }
    return at;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

// One part of the list without the blanks around it.
static const char *trimmed(Arena *arena, const char *at, const char *end) {
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
        end--;
    return arena_strndup(arena, at, (size_t)(end - at));
}

static PathError expand_list(Found *found, const char *location) {
    for (const char *at = location;; at++) {
        const char *end = part_end(at), *part = trimmed(found->arena, at, end);
        if (!*part)
            return path_error(1200, "an empty path in the list of inputs");
        const PathError error = expand_part(found, part);
        if (error.code)
            return error;
        at = end;
        if (!*at)
            return no_error();
    }
}

PathError uri_expand(Arena *arena, const char *location, InputFiles *list) {
    Found found = {.arena = arena};
    const PathError error = expand_list(&found, location);
    if (error.code)
        return error;
    if (found.unreadable)
        return path_error(2118, arena_printf(arena, "the folder '%s' cannot be read",
                                             uri_display(arena, found.unreadable)));
    if (found.too_many)
        return path_error(2118, "the location names too many files");
    *list = (InputFiles){.n_files = found.n, .files = found.files};
    return no_error();
}

PathError uri_roots(Arena *arena, const char *location, InputFiles *list) {
    Found found = {.arena = arena, .roots_only = true};
    const PathError error = expand_list(&found, location);
    *list = (InputFiles){.n_files = found.n, .files = found.files};
    return error;
}

const char *uri_foreign_scheme(Arena *arena, const char *location) {
    const char *colon = strchr(location, ':'), *slash = strchr(location, '/');
    if (!colon || colon == location || !slash || slash != colon + 1 ||
        strncmp(location, "file:", 5) == 0)
        return NULL;
    return arena_strndup(arena, location, (size_t)(colon - location));
}

const char *uri_local_path(Arena *arena, const char *location) {
    if (uri_foreign_scheme(arena, location))
        return NULL;
    if (strncmp(location, "file:", 5) == 0) {
        location += 5;
        if (strncmp(location, "//", 2) == 0) { // file://host/path: the host is set aside
            const char *path = strchr(location + 2, '/');
            location = path ? path : "/";
        }
    }
    size_t n_bytes = strlen(location);
    while (n_bytes > 1 && location[n_bytes - 1] == '/')
        n_bytes--;
    return arena_strndup(arena, location, n_bytes);
}

const char *uri_display(Arena *arena, const char *path) {
    char folder[4096];
    if (*path == '/' || !getcwd(folder, sizeof folder))
        return arena_printf(arena, "file:%s", path);
    return arena_printf(arena, "file:%s/%s", folder, path);
}
