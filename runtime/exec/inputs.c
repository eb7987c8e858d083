// SPDX-License-Identifier: Apache-2.0
//
// A LOAD reads a STORE of the plan if its location is the output's folder or lies below it. What a
// job of another program writes is looked for when the job is done.

#include "runtime/exec/inputs.h"

#include <stdlib.h>
#include <string.h>

#include "runtime/exec/pipeline.h"
#include "runtime/io/codec.h"
#include "runtime/io/format.h"

static uint64_t piece_of_text(const char *path) {
    const Codec *codec = codec_by_path(path);
    return codec ? codec->cut_bytes : SPLIT_BYTES;
}

static uint64_t never_cut(const char *path) {
    (void)path;
    return 0;
}

// The limit that a script sets on splits, 0: none.
static uint64_t most_split_bytes(const RunOptions *options) {
    static const char *const keys[] = {"pig.maxCombinedSplitSize",
                                       "mapreduce.input.fileinputformat.split.maxsize",
                                       "mapred.max.split.size"};
    uint64_t most = 0;
    for (size_t i = 0; options->property && i < sizeof keys / sizeof *keys; i++) {
        const char *text = options->property(options->property_context, keys[i]);
        const long long n = text ? strtoll(text, NULL, 10) : 0;
        if (n > 0 && (most == 0 || (uint64_t)n < most))
            most = (uint64_t)n;
    }
    return most;
}

static Status find_source(Inputs *inputs, Worker *worker, size_t source) {
    const LogicalOperator *load = inputs->query->plan->sources[source]->load;
    const Format *format = format_by_name(load->load.format.name);
    InputFiles files;
    const PathError error = uri_expand(inputs->query->arena, load->load.location, &files);
    if (error.code)
        return worker_fail_hint(worker, error.code, &load->place, error.hint, "%s", error.message);
    const bool splittable = format && format->loader && format->loader->splittable;
    const SplitRule rule = {splittable ? piece_of_text : never_cut,
                            most_split_bytes(inputs->query->options)};
    inputs->tasks[source] = split_files(inputs->query->arena, &files, &rule);
    inputs->known[source] = true;
    inputs->query->bytes_all += inputs->tasks[source].n_bytes;
    return STATUS_OK;
}

static void note_last_uses(Inputs *inputs) {
    const StagePlan *plan = inputs->query->plan;
    LastUses *last = &inputs->last_uses;
    for (size_t i = 0; i < plan->n_stores; i++)
        last->stores[i] = SIZE_MAX;
    for (size_t i = 0; i < plan->n_collections; i++)
        last->collections[i] = SIZE_MAX;
    for (size_t i = 0; i < plan->n_sources; i++) {
        const Pipeline pipeline = pipeline_of(inputs->query->arena, plan, plan->sources[i]);
        for (size_t p = 0; p < pipeline.n_operators; p++) {
            const PipeOperator *pipe = pipeline.operators[p];
            if (pipe->kind == PIPE_STORE)
                last->stores[pipe->store] = i;
            else if (pipe->kind == PIPE_COLLECT)
                last->collections[pipe->collection] = i;
        }
    }
}

// The store of the plan that the location lies in, SIZE_MAX if there is none. Marks it as read.
static size_t store_behind(Inputs *inputs, size_t source) {
    const StagePlan *plan = inputs->query->plan;
    Arena *arena = inputs->query->arena;
    const char *path = uri_local_path(arena, plan->sources[source]->load->load.location);
    for (size_t i = 0; path && i < plan->n_stores; i++) {
        if (!plan->stores[i].store || inputs->last_uses.stores[i] >= source)
            continue;
        const char *folder = uri_local_path(arena, plan->stores[i].store->store.location);
        const size_t n_bytes = folder ? strlen(folder) : 0;
        if (folder && strncmp(path, folder, n_bytes) == 0 &&
            (path[n_bytes] == '\0' || path[n_bytes] == '/')) {
            inputs->last_uses.store_is_read[i] = true;
            return i;
        }
    }
    return SIZE_MAX;
}

Status inputs_find(Inputs *inputs, Worker *worker) {
    const StagePlan *plan = inputs->query->plan;
    Arena *arena = inputs->query->arena;
    inputs->tasks = ARENA_NEW_ARRAY(arena, Tasks, plan->n_sources);
    inputs->known = ARENA_NEW_ARRAY(arena, bool, plan->n_sources);
    inputs->rows = ARENA_NEW_ARRAY(arena, uint64_t, plan->n_sources);
    inputs->last_uses = (LastUses){
        .stores = ARENA_NEW_ARRAY(arena, size_t, plan->n_stores),
        .collections = ARENA_NEW_ARRAY(arena, size_t, plan->n_collections),
        .store_is_read = ARENA_NEW_ARRAY(arena, bool, plan->n_stores),
    };
    note_last_uses(inputs);
    for (size_t i = 0; i < plan->n_stores; i++)
        inputs->last_uses.store_is_read[i] = plan->stores[i].native != NULL;
    for (size_t i = 0; i < plan->n_sources; i++) {
        worker_begin(worker, i, 0);
        if (plan->sources[i]->load && !plan->sources[i]->native &&
            store_behind(inputs, i) == SIZE_MAX)
            TRY(find_source(inputs, worker, i));
    }
    return STATUS_OK;
}

Status inputs_of_source(Inputs *inputs, Worker *worker, size_t source, const Tasks **tasks) {
    *tasks = NULL;
    if (!inputs->query->plan->sources[source]->load)
        return STATUS_OK;
    if (!inputs->known[source])
        TRY(find_source(inputs, worker, source));
    *tasks = &inputs->tasks[source];
    return STATUS_OK;
}

void inputs_count(Inputs *inputs, size_t source, uint64_t n_rows) {
    inputs->rows[source] = n_rows;
}

size_t inputs_results(const Inputs *inputs, Arena *arena, InputResult **results) {
    const StagePlan *plan = inputs->query->plan;
    size_t n = 0;
    *results = ARENA_NEW_ARRAY(arena, InputResult, plan->n_sources);
    for (size_t i = 0; i < plan->n_sources; i++)
        if (plan->sources[i]->load && inputs->known && inputs->known[i])
            (*results)[n++] = (InputResult){
                .load = plan->sources[i]->load,
                .rows = inputs->rows[i],
                .bytes = inputs->tasks[i].n_bytes,
            };
    return n;
}

uint64_t counters_rows(const Worker *workers, size_t n_workers) {
    uint64_t n_rows = 0;
    for (size_t i = 0; i < n_workers; i++)
        n_rows += workers[i].counters.rows_read;
    return n_rows;
}
