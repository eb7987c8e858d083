// SPDX-License-Identifier: Apache-2.0
//
// A file of any bytes through PigStorage, TextLoader, JsonLoader and BinStorage, and through every
// codec's name, with and without a schema.

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime/exec/query.h"
#include "runtime/io/schema_text.h"
#include "tests/fuzz/fuzz.h"

static const char schema_text[] =
    "a:chararray, b:int, c:long, d:double, e:float, f:boolean, g:datetime, h, t:(x:int, y), "
    "m:[long], s:{(v:int, w:chararray)}, i:biginteger, j:bigdecimal";

// Reads the file without doing anything to its rows; a failure is as good as a result.
static void load(const char *path, const char *format, const Schema *schema) {
    Arena *arena = arena_create(0, NULL, NULL);
    LogicalOperator loaded = {.kind = LOGICAL_LOAD, .alias = "A", .schema = schema};
    loaded.load.location = path;
    loaded.load.format.name = format;
    PlanSource source = {.load = &loaded, .schema = schema};
    PlanSource *sources[] = {&source};
    const StagePlan plan = {.arena = arena, .n_sources = 1, .sources = sources};
    Budget *budget = budget_create(0);
    const RunOptions options = {.n_threads = 1, .budget = budget};
    RunResult result;
    (void)!query_run(&plan, &options, arena, diagnostics_create(arena), &result);
    budget_destroy(budget);
    arena_destroy(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes) {
    static const char *const formats[] = {"PigStorage", "TextLoader", "JsonLoader", "BinStorage"};
    static const char *const suffixes[] = {"", ".gz", ".bz2", ".zst", ".lz4", ".xz", ".snappy"};
    Arena *arena = arena_create(0, NULL, NULL);
    const Schema *schema = schema_text_parse(arena, schema_text);
    const Schema *text = schema_text_parse(arena, "line:chararray");
    char folder[] = "/tmp/fuzz_load_XXXXXX";
    if (!mkdtemp(folder))
        return 0;
    for (size_t s = 0; s < sizeof suffixes / sizeof *suffixes; s++) {
        const char *path = arena_printf(arena, "%s/in%s", folder, suffixes[s]);
        const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        const bool written = file >= 0 && write(file, bytes, n_bytes) == (ssize_t)n_bytes;
        if (file >= 0)
            close(file);
        for (size_t f = 0; written && f < (s ? 1 : sizeof formats / sizeof *formats); f++) {
            load(path, formats[f], f == 1 ? text : schema);
            load(path, formats[f], NULL);
        }
        unlink(path);
    }
    rmdir(folder);
    arena_destroy(arena);
    return 0;
}
