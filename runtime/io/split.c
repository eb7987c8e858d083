// SPDX-License-Identifier: Apache-2.0
//
// Files are cut into equal pieces; pieces are gathered into a task until it holds a split's bytes.

#include "runtime/io/split.h"

static uint64_t split_bytes(uint64_t n_bytes) {
    const uint64_t wanted = n_bytes / SPLIT_MAX_COUNT;
    return wanted > SPLIT_BYTES ? wanted : SPLIT_BYTES;
}

// How many pieces a file makes: no last piece is shorter than a tenth of a split.
static size_t count_pieces(const InputFile *file, uint64_t piece, bool can_cut) {
    if (!can_cut || !file->regular || file->n_bytes <= piece + piece / 10)
        return 1;
    return (size_t)((file->n_bytes - piece / 10 + piece - 1) / piece);
}

static void cut_file(Split *splits, const InputFile *file, uint64_t piece, size_t n_pieces) {
    for (size_t i = 0; i < n_pieces; i++) {
        const uint64_t start = i * piece;
        splits[i] = (Split){
            .path = file->path,
            .start = start,
            .n_bytes = i + 1 == n_pieces ? file->n_bytes - start : piece,
            .file_bytes = file->n_bytes,
            .regular = file->regular,
        };
    }
}

static Tasks gather(Arena *arena, const Split *splits, size_t n_splits, uint64_t piece) {
    Tasks tasks = {.tasks = ARENA_NEW_ARRAY(arena, Task, n_splits)};
    uint64_t gathered = piece;
    for (size_t i = 0; i < n_splits; i++) {
        if (gathered >= piece) {
            tasks.tasks[tasks.n_tasks++].splits = splits + i;
            gathered = 0;
        }
        tasks.tasks[tasks.n_tasks - 1].n_splits++;
        gathered += splits[i].regular ? splits[i].n_bytes : piece;
        tasks.n_bytes += splits[i].n_bytes;
    }
    return tasks;
}

Tasks split_files(Arena *arena, const InputFiles *files, bool (*can_cut)(const char *path)) {
    uint64_t n_bytes = 0;
    size_t n_splits = 0, n = 0;
    for (size_t i = 0; i < files->n_files; i++)
        n_bytes += files->files[i].n_bytes;
    const uint64_t piece = split_bytes(n_bytes);
    for (size_t i = 0; i < files->n_files; i++)
        n_splits += count_pieces(&files->files[i], piece, can_cut(files->files[i].path));
    Split *splits = ARENA_NEW_ARRAY(arena, Split, n_splits);
    for (size_t i = 0; i < files->n_files; i++) {
        const InputFile *file = &files->files[i];
        const size_t n_pieces = count_pieces(file, piece, can_cut(file->path));
        cut_file(splits + n, file, piece, n_pieces);
        n += n_pieces;
    }
    return gather(arena, splits, n_splits, piece);
}
