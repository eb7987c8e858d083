// SPDX-License-Identifier: Apache-2.0
//
// Files are cut into equal pieces; pieces are gathered into a task until it holds a split's bytes.

#include "runtime/io/split.h"

// Bytes of a piece of the file, 0: it is not cut. n_bytes: of the whole input.
static uint64_t piece_of(const InputFile *file, const SplitRule *rule, uint64_t n_bytes) {
    const uint64_t least = n_bytes / SPLIT_MAX_COUNT + 1;
    uint64_t piece = file->regular ? rule->piece_bytes(file->path) : 0;
    if (rule->most_bytes && piece > rule->most_bytes)
        piece = rule->most_bytes;
    return piece && piece < least ? least : piece;
}

// How many pieces a file makes: no last piece is shorter than a tenth of a split.
static size_t count_pieces(const InputFile *file, uint64_t piece) {
    if (piece == 0 || file->n_bytes <= piece + piece / 10)
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

// A task is full when its splits weigh SPLIT_BYTES: a piece that was cut weighs so much.
static uint64_t weight_of(const Split *split, uint64_t piece) {
    if (!split->regular)
        return SPLIT_BYTES;
    return piece ? (uint64_t)((double)split->n_bytes / (double)piece * SPLIT_BYTES)
                 : split->n_bytes;
}

static Tasks gather(Arena *arena, const Split *splits, const uint64_t *weights, size_t n_splits) {
    Tasks tasks = {.tasks = ARENA_NEW_ARRAY(arena, Task, n_splits)};
    uint64_t gathered = SPLIT_BYTES;
    for (size_t i = 0; i < n_splits; i++) {
        if (gathered >= SPLIT_BYTES) {
            tasks.tasks[tasks.n_tasks++].splits = splits + i;
            gathered = 0;
        }
        tasks.tasks[tasks.n_tasks - 1].n_splits++;
        gathered += weights[i];
        tasks.n_bytes += splits[i].n_bytes;
    }
    return tasks;
}

Tasks split_files(Arena *arena, const InputFiles *files, const SplitRule *rule) {
    uint64_t n_bytes = 0;
    size_t n_splits = 0, n = 0;
    for (size_t i = 0; i < files->n_files; i++)
        n_bytes += files->files[i].n_bytes;
    for (size_t i = 0; i < files->n_files; i++)
        n_splits += count_pieces(&files->files[i], piece_of(&files->files[i], rule, n_bytes));
    Split *splits = ARENA_NEW_ARRAY(arena, Split, n_splits);
    uint64_t *weights = ARENA_NEW_ARRAY(arena, uint64_t, n_splits);
    for (size_t i = 0; i < files->n_files; i++) {
        const InputFile *file = &files->files[i];
        const uint64_t piece = piece_of(file, rule, n_bytes);
        const size_t n_pieces = count_pieces(file, piece);
        cut_file(splits + n, file, piece, n_pieces);
        for (size_t k = n; k < n + n_pieces; k++)
            weights[k] = weight_of(&splits[k], piece);
        n += n_pieces;
    }
    return gather(arena, splits, weights, n_splits);
}
