// SPDX-License-Identifier: Apache-2.0
//
// The plan is made once, with its LOADs reading temporary files; each attempt writes the rows that
// are left into those and runs it.

#include "runtime/shell/examples.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lang/base/grow.h"
#include "runtime/exec/folders.h"
#include "runtime/exec/temporary_file.h"
#include "runtime/io/bin_value.h"
#include "runtime/shell/batch.h"
#include "runtime/shell/files.h"

enum {
    FIRST_SAMPLE = 1000, // rows of each input; ten times as many while a step has no row
    LARGEST_SAMPLE = 100000,
    MOST_ROWS = 1000000, // of all steps together: a larger sample is not tried
    ROWS_KEPT = 10,      // of a step
    MOST_SECONDS = 2,    // of leaving out
};

// The rows of a LOAD that are tried.
typedef struct Sample {
    size_t load;           // id
    LogicalOperator *dump; // of it, for drawing
    const char *path;      // of the file that stands for it
    Text packed;           // one row behind the other
    size_t n_rows, capacity;
    size_t *starts; // of the rows in `packed`; in the arena
    bool *left_out;
    bool more; // rows follow
} Sample;

typedef struct Finder {
    Session *session;
    Arena *arena;
    const char *folder;
    StagePlan *stages; // of all steps, over the files
    size_t n_samples;
    Sample *samples;
    Examples *examples;
    size_t most;   // rows of a sample
    size_t n_rows; // of all steps in this run
    bool stopped;  // enough was seen: the run was interrupted from here
} Finder;

// ---- runs ----

static void stop(Finder *finder) {
    finder->stopped = true;
    *finder->session->interrupted = true;
}

// Runs stages whose rows go to `take`, which may stop the run.
static Status run(Finder *finder, const StagePlan *stages, RowSink rows) {
    Arena *arena = arena_create(0, NULL, NULL);
    RunResult result;
    finder->stopped = false;
    Status status = batch_run_stages(finder->session, arena, stages, &rows, &result);
    if (finder->stopped) {
        *finder->session->interrupted = false;
        status = STATUS_OK;
    }
    arena_destroy(arena);
    return status;
}

// ---- samples ----

typedef struct Sampling {
    Finder *finder;
    Sample *sample;
} Sampling;

static void take_sample(void *context, const LogicalOperator *dump, const char *packed) {
    (void)dump;
    const Sampling *sampling = context;
    Sample *s = sampling->sample;
    if (s->n_rows == sampling->finder->most) {
        s->more = true;
        stop(sampling->finder);
        return;
    }
    s->starts =
        arena_grow(sampling->finder->arena, s->starts, s->n_rows, &s->capacity, sizeof *s->starts);
    s->starts[s->n_rows++] = s->packed.n_bytes;
    const Value row = value_unpack(packed);
    values_pack(&s->packed, &row);
}

static Status draw_sample(Finder *finder, Sample *sample) {
    Arena *arena = arena_create(0, NULL, NULL);
    const Roots roots = {1, &sample->dump};
    Plans plans;
    sample->n_rows = 0;
    sample->more = false;
    text_clear(&sample->packed);
    Status status = batch_plan(finder->session, arena, &roots, &plans);
    Sampling sampling = {finder, sample};
    if (status == STATUS_OK)
        status = run(finder, plans.stages, (RowSink){take_sample, &sampling});
    sample->left_out = ARENA_NEW_ARRAY(finder->arena, bool, sample->n_rows);
    arena_destroy(arena);
    return status;
}

// The rows that are not left out, as the file that the plan reads.
static Status write_sample(const Finder *finder, const Sample *sample) {
    Text bytes = text_new(0);
    for (size_t i = 0; i < sample->n_rows; i++) {
        if (sample->left_out[i])
            continue;
        const Value row = value_unpack(sample->packed.data + sample->starts[i]);
        text_append(&bytes, "\1\2\3", 3);
        bin_put(&bytes, &row);
    }
    FILE *file = fopen(sample->path, "w");
    const bool written = file && fwrite(bytes.data, 1, bytes.n_bytes, file) == bytes.n_bytes;
    const bool closed = file && fclose(file) == 0;
    text_free(&bytes);
    return written && closed ? STATUS_OK
                             : files_fail(finder->session->sink, "%s cannot be written: %s",
                                          sample->path, strerror(errno));
}

// ---- steps ----

static void take_row(void *context, const LogicalOperator *dump, const char *packed) {
    Finder *finder = context;
    ExampleStep *step = finder->examples->steps;
    while (step->dump != dump->id)
        step++;
    if (++finder->n_rows > MOST_ROWS)
        stop(finder);
    const Value row = value_unpack(packed);
    ValueItems fields = value_items(&row);
    for (size_t i = 0; i < fields.n_items && !step->has_pair; i++) {
        const Value field = value_next(&fields);
        step->has_pair = field.tag == PIG_BAG && value_count(&field) > 1;
    }
    if (step->n_rows++ < ROWS_KEPT) {
        step->n_kept++;
        values_pack(&step->kept, &row);
    }
}

// Runs the steps over the rows that are not left out.
static Status run_steps(Finder *finder) {
    for (size_t i = 0; i < finder->n_samples; i++)
        TRY(write_sample(finder, &finder->samples[i]));
    for (size_t i = 0; i < finder->examples->n; i++) {
        ExampleStep *step = &finder->examples->steps[i];
        step->n_rows = step->n_kept = 0;
        step->has_pair = false;
        text_clear(&step->kept);
    }
    finder->n_rows = 0;
    return run(finder, finder->stages, (RowSink){take_row, finder});
}

enum { SHOWS_ROWS = 1, SHOWS_LOSS = 2, SHOWS_PAIR = 4, SHOWS_ORDER = 8 };

static unsigned shown(const Examples *examples, const ExampleStep *step) {
    size_t n_in = 0;
    for (size_t i = 0; i < step->n_inputs; i++)
        n_in += examples->steps[step->inputs[i]].n_rows;
    unsigned shows = step->n_rows > 0 ? SHOWS_ROWS : 0;
    if ((step->kind == LOGICAL_FILTER || step->kind == LOGICAL_DISTINCT) && step->n_rows < n_in)
        shows |= SHOWS_LOSS;
    if (step->kind == LOGICAL_GROUP && step->has_pair)
        shows |= SHOWS_PAIR;
    if ((step->kind == LOGICAL_ORDER || step->kind == LOGICAL_RANK) && step->n_rows > 1)
        shows |= SHOWS_ORDER;
    return shows;
}

static bool all_have_rows(const Examples *examples) {
    for (size_t i = 0; i < examples->n; i++)
        if (examples->steps[i].n_rows == 0)
            return false;
    return true;
}

static bool more_follow(const Finder *finder) {
    for (size_t i = 0; i < finder->n_samples; i++)
        if (finder->samples[i].more)
            return true;
    return false;
}

static Status draw_samples(Finder *finder, size_t most) {
    finder->most = most;
    for (size_t i = 0; i < finder->n_samples; i++)
        TRY(draw_sample(finder, &finder->samples[i]));
    return run_steps(finder);
}

// Draws larger samples until every step has a row, as far as that is possible.
static Status draw_enough(Finder *finder) {
    size_t most = FIRST_SAMPLE;
    TRY(draw_samples(finder, most));
    while (!all_have_rows(finder->examples) && !finder->stopped && more_follow(finder) &&
           most < LARGEST_SAMPLE) {
        most *= 10;
        TRY(draw_samples(finder, most));
    }
    while (finder->stopped && most > 1) { // a CROSS, say: too much of it
        most /= 10;
        TRY(draw_samples(finder, most));
    }
    return STATUS_OK;
}

// ---- leaving out ----

typedef struct Reduction {
    Finder *finder;
    unsigned *wanted; // what each step shows with all rows
    struct timespec began;
} Reduction;

static bool has_time(const Reduction *reduction) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec - reduction->began.tv_sec < MOST_SECONDS &&
           !*reduction->finder->session->interrupted;
}

static bool shows_all(const Reduction *reduction) {
    const Examples *examples = reduction->finder->examples;
    for (size_t i = 0; i < examples->n; i++)
        if (reduction->wanted[i] & ~shown(examples, &examples->steps[i]))
            return false;
    return true;
}

// Leaves out rows [from, to) of a sample if all still shows what it did.
static Status try_without(Reduction *reduction, Sample *sample, size_t from, size_t to) {
    bool *before = ARENA_NEW_ARRAY(reduction->finder->arena, bool, to - from);
    bool changes = false;
    for (size_t i = from; i < to; i++) {
        before[i - from] = sample->left_out[i];
        changes |= !sample->left_out[i];
        sample->left_out[i] = true;
    }
    if (!changes)
        return STATUS_OK;
    TRY(run_steps(reduction->finder));
    if (!shows_all(reduction))
        memcpy(&sample->left_out[from], before, (to - from) * sizeof *before);
    return STATUS_OK;
}

static Status reduce_sample(Reduction *reduction, Sample *sample) {
    for (size_t n = (sample->n_rows + 1) / 2; n > 0; n = n > 1 ? (n + 1) / 2 : 0)
        for (size_t from = 0; from < sample->n_rows && has_time(reduction); from += n) {
            const size_t to = from + n < sample->n_rows ? from + n : sample->n_rows;
            TRY(try_without(reduction, sample, from, to));
        }
    return STATUS_OK;
}

static Status reduce(Finder *finder) {
    const Examples *examples = finder->examples;
    Reduction reduction = {.finder = finder,
                           .wanted = ARENA_NEW_ARRAY(finder->arena, unsigned, examples->n)};
    for (size_t i = 0; i < examples->n; i++)
        reduction.wanted[i] = shown(examples, &examples->steps[i]);
    clock_gettime(CLOCK_MONOTONIC, &reduction.began);
    for (size_t i = 0; i < finder->n_samples; i++)
        TRY(reduce_sample(&reduction, &finder->samples[i]));
    return run_steps(finder);
}

// ---- plans ----

static Status add_sample(Finder *finder, LogicalOperator *dump) {
    const LogicalOperator *load = dump->inputs[0];
    if (!load->schema)
        return files_fail(finder->session->sink,
                          "ILLUSTRATE needs a schema: write LOAD ... AS (...) for %s",
                          load->alias ? load->alias : "each input");
    if (load->n_inputs)
        return files_fail(finder->session->sink, "ILLUSTRATE runs no jobs of other programs");
    finder->samples[finder->n_samples] =
        (Sample){.load = load->id,
                 .dump = dump,
                 .path = arena_printf(finder->arena, "%s/%zu", finder->folder, finder->n_samples),
                 .packed = text_new(0)};
    finder->n_samples++;
    return STATUS_OK;
}

// A sample for each LOAD, to be drawn by plans of their own.
static Status open_samples(Finder *finder, LogicalOperator *dump) {
    Session *session = finder->session;
    LogicalPlan *plan;
    TRY(compiler_plan_steps(session->scope->compiler, finder->arena, dump, session->sink, &plan));
    finder->samples = ARENA_NEW_ARRAY(finder->arena, Sample, plan->n_operators);
    for (size_t i = 0; i < plan->n_operators; i++) {
        LogicalOperator *op = plan->operators[i];
        if (op->kind == LOGICAL_DUMP && op->inputs[0]->kind == LOGICAL_LOAD)
            TRY(add_sample(finder, op));
    }
    return STATUS_OK;
}

// Makes a LOAD read the file of its sample.
static void redirect(const Finder *finder, LogicalOperator *load) {
    const Sample *sample = finder->samples;
    while (sample->load != load->id)
        sample++;
    load->load.location = sample->path;
    load->load.format = (FormatCall){.name = "BinStorage", .place = load->load.format.place};
    load->load.has_as = true;
}

static void add_step(Finder *finder, const LogicalOperator **relations,
                     const LogicalOperator *dump) {
    Examples *examples = finder->examples;
    const LogicalOperator *relation = relations[examples->n] = dump->inputs[0];
    size_t *inputs = ARENA_NEW_ARRAY(finder->arena, size_t, relation->n_inputs);
    ExampleStep *step = &examples->steps[examples->n];
    *step = (ExampleStep){.alias = relation->alias,
                          .schema = relation->schema,
                          .kind = relation->kind,
                          .dump = dump->id,
                          .inputs = inputs,
                          .kept = text_new(0)};
    for (size_t i = 0; i < relation->n_inputs; i++)
        for (size_t k = 0; k < examples->n; k++)
            if (relations[k] == relation->inputs[i])
                inputs[step->n_inputs++] = k;
    examples->n++;
}

static int by_relation(const void *a, const void *b) {
    const size_t x = (*(LogicalOperator *const *)a)->inputs[0]->id;
    const size_t y = (*(LogicalOperator *const *)b)->inputs[0]->id;
    return (x > y) - (x < y);
}

// The plan of all steps over the samples.
static Status open_steps(Finder *finder, LogicalOperator *dump) {
    Session *session = finder->session;
    LogicalPlan *plan;
    TRY(compiler_plan_steps(session->scope->compiler, finder->arena, dump, session->sink, &plan));
    LogicalOperator **dumps = ARENA_NEW_ARRAY(finder->arena, LogicalOperator *, plan->n_operators);
    size_t n = 0;
    for (size_t i = 0; i < plan->n_operators; i++) {
        if (plan->operators[i]->kind == LOGICAL_LOAD)
            redirect(finder, plan->operators[i]);
        if (plan->operators[i]->kind == LOGICAL_DUMP)
            dumps[n++] = plan->operators[i];
    }
    qsort(dumps, n, sizeof *dumps, by_relation);
    const LogicalOperator **relations = ARENA_NEW_ARRAY(finder->arena, const LogicalOperator *, n);
    finder->examples->steps = ARENA_NEW_ARRAY(finder->arena, ExampleStep, n);
    for (size_t i = 0; i < n; i++)
        add_step(finder, relations, dumps[i]);
    return batch_stages(session, plan, &finder->stages);
}

static Status find(Finder *finder, LogicalOperator *dump) {
    TRY(open_samples(finder, dump));
    TRY(open_steps(finder, dump));
    TRY(draw_enough(finder));
    return reduce(finder);
}

Status examples_find(Session *session, Arena *arena, LogicalOperator *dump, Examples *examples) {
    *examples = (Examples){0};
    const char *parent =
        temporary_directory_by(properties_get(session->properties, "pig.temp.dir"));
    char *folder = arena_printf(arena, "%s/pig-illustrate-XXXXXX", parent);
    if (!mkdtemp(folder))
        return files_fail(session->sink, "no folder can be made in %s: %s", parent,
                          strerror(errno));
    Finder finder = {.session = session, .arena = arena, .folder = folder, .examples = examples};
    const Status status = find(&finder, dump);
    for (size_t i = 0; i < finder.n_samples; i++)
        text_free(&finder.samples[i].packed);
    (void)!folder_remove(folder);
    return status;
}

void examples_free(Examples *examples) {
    for (size_t i = 0; i < examples->n; i++)
        text_free(&examples->steps[i].kept);
    *examples = (Examples){0};
}
