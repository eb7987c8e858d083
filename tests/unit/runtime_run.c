// SPDX-License-Identifier: Apache-2.0
//
// Plans made by hand, run from files to files.

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/exec/folders.h"
#include "runtime/exec/query.h"
#include "tests/unit/suite.h"

// A LOAD whose rows go to a STORE.
typedef struct LoadStore {
    Arena *arena;
    LogicalOperator load, store;
    LogicalOperator *store_inputs[1];
    PipeOperator store_pipe;
    PipeOperator *outputs[1], *operators[1];
    PlanSource source;
    PlanSource *sources[1];
    PlanStore stores[1];
    StagePlan plan;
} LoadStore;

// Made anew for each test: the working directory, and a plan.
static char folder[64];
static Arena *arena;
static LoadStore made;
static RunResult result;

static void set_up(void) {
    arena = arena_create(0, NULL, NULL);
    strcpy(folder, "/tmp/runtime_run_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
}

static void tear_down(void) {
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert(folder_remove(folder));
    arena_destroy(arena);
}

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static const char *read_file(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file)
        return NULL;
    char *text = arena_zalloc(arena, 1 << 16);
    ck_assert_uint_lt(fread(text, 1, (1 << 16) - 1, file), (1 << 16) - 1);
    fclose(file);
    return text;
}

static Schema *schema_of(size_t n_fields, const pig_type *tags) {
    static const char *const names[] = {"a", "b", "c", "d"};
    Schema *schema = schema_new(arena, (int)n_fields);
    for (size_t i = 0; i < n_fields; i++)
        schema->fields[i] = (Field){.name = names[i], .type = type_of(tags[i])};
    return schema;
}

static void make_plan(const char *from, const char *to, const Schema *schema) {
    memset(&made, 0, sizeof made);
    made.load = (LogicalOperator){.kind = LOGICAL_LOAD, .alias = "A", .schema = schema};
    made.load.load.location = from;
    made.store = (LogicalOperator){.kind = LOGICAL_STORE, .schema = schema, .n_inputs = 1};
    made.store.store.location = to;
    made.store_inputs[0] = &made.load;
    made.store.inputs = made.store_inputs;
    made.store_pipe = (PipeOperator){.kind = PIPE_STORE, .input = schema};
    made.outputs[0] = made.operators[0] = &made.store_pipe;
    made.source =
        (PlanSource){.load = &made.load, .schema = schema, .n_outputs = 1, .outputs = made.outputs};
    made.sources[0] = &made.source;
    made.stores[0] = (PlanStore){.store = &made.store};
    made.plan = (StagePlan){
        .arena = arena,
        .n_sources = 1,
        .sources = made.sources,
        .n_operators = 1,
        .operators = made.operators,
        .n_stores = 1,
        .stores = made.stores,
    };
}

// Runs it on two threads; returns the code of the first error, 0 without one.
static int run_plan(void) {
    Budget *budget = budget_create(0);
    const RunOptions options = {.n_threads = 2, .budget = budget};
    DiagnosticSink *sink = diagnostics_create(arena);
    const Status status = query_run(&made.plan, &options, arena, sink, &result);
    budget_destroy(budget);
    const Diagnostic *error = diagnostics_first_error(sink);
    ck_assert_int_eq(status == STATUS_OK, error == NULL);
    return error ? error->code : 0;
}

START_TEST(loads_typed_columns_and_stores_them) {
    const pig_type tags[] = {PIG_CHARARRAY, PIG_INT, PIG_DOUBLE};
    write_file("in.txt",
               "x\t 7 \t2.50\nlonger than twelve bytes\tseven\t1e3\n\t\nz\t-12\t.5\tcut\n");
    make_plan("in.txt", "deep/out", schema_of(3, tags));
    ck_assert_int_eq(run_plan(), 0);
    ck_assert_str_eq(read_file("deep/out/part-m-00000"),
                     "x\t7\t2.5\nlonger than twelve bytes\t\t1000.0\n\t\t\nz\t-12\t0.5\n");
    ck_assert_str_eq(read_file("deep/out/_SUCCESS"), "");
    ck_assert_int_ne(access("deep/out/_temporary", F_OK), 0);
    ck_assert_uint_eq(result.stores[0].rows, 4);
    ck_assert(result.stores[0].stored);
    ck_assert_uint_eq(result.inputs[0].rows, 4);
    ck_assert_uint_eq(result.counters.warnings[WARNING_FIELD_DISCARDED_TYPE_CONVERSION].count, 1);
    ck_assert_str_eq(result.counters.warnings[WARNING_FIELD_DISCARDED_TYPE_CONVERSION].example,
                     "A.b: in.txt:2: 'seven'");
}
END_TEST

START_TEST(rows_without_schema_keep_their_width) {
    write_file("in.txt", "a\tb\n\nc\t\td\r\ne");
    make_plan("in.txt", "out", NULL);
    ck_assert_int_eq(run_plan(), 0);
    ck_assert_str_eq(read_file("out/part-m-00000"), "a\tb\n\nc\t\td\ne\n");
}
END_TEST

START_TEST(an_empty_input_makes_an_empty_part) {
    write_file("in.txt", "");
    make_plan("in.txt", "out", NULL);
    ck_assert_int_eq(run_plan(), 0);
    ck_assert_str_eq(read_file("out/part-m-00000"), "");
}
END_TEST

START_TEST(a_missing_input_writes_nothing) {
    make_plan("none.txt", "out", NULL);
    ck_assert_int_eq(run_plan(), 2118);
    ck_assert_int_ne(access("out", F_OK), 0);
    ck_assert(!result.stores[0].stored);
}
END_TEST

START_TEST(an_output_that_exists_is_left_alone) {
    write_file("in.txt", "a\n");
    ck_assert_int_eq(mkdir("out", 0777), 0);
    write_file("out/mine", "kept");
    make_plan("in.txt", "out", NULL);
    ck_assert_int_eq(run_plan(), 6000);
    ck_assert_str_eq(read_file("out/mine"), "kept");
    ck_assert_int_ne(access("out/_SUCCESS", F_OK), 0);
}
END_TEST

START_TEST(compressed_output_can_be_loaded_again) {
    static const char *const folders[] = {"a.gz", "a.bz2", "a.zst", "a.lz4", "a.xz", "a.snappy"};
    FILE *file = fopen("in.txt", "w");
    for (int i = 0; i < 30000; i++)
        fprintf(file, "%d\tsome words that repeat\n", i % 1000);
    fclose(file);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        make_plan("in.txt", folders[i], NULL);
        ck_assert_int_eq(run_plan(), 0);
        const char *back = arena_printf(arena, "back%zu", i);
        make_plan(folders[i], back, NULL);
        ck_assert_int_eq(run_plan(), 0);
        ck_assert_uint_eq(result.inputs[0].rows, 30000);
        ck_assert_int_eq(system(arena_printf(arena, "cmp -s in.txt %s/part-m-00000", back)), 0);
    }
}
END_TEST

START_TEST(large_files_are_read_in_splits) {
    const pig_type tags[] = {PIG_LONG, PIG_CHARARRAY};
    FILE *file = fopen("in.txt", "w");
    for (int i = 0; i < 2000000; i++)
        fprintf(file, "%d\tabcdefghijklmnop%s", i, i % 3 ? "\n" : "\r\n");
    fclose(file);
    make_plan("in.txt", "out", schema_of(2, tags));
    ck_assert_int_eq(run_plan(), 0);
    ck_assert_uint_eq(result.inputs[0].rows, 2000000);
    ck_assert_int_eq(
        system("tr -d '\\r' < in.txt > want; cat out/part-m-0000[0-9] | cmp -s - want"), 0);
    ck_assert_int_eq(access("out/part-m-00001", F_OK), 0);
}
END_TEST

// Cuts the file that is being read.
static void cut_input(void *context, const LogicalOperator *dump, const char *packed) {
    (void)context, (void)dump, (void)packed;
    ck_assert_int_eq(truncate("in.txt", 100), 0);
}

START_TEST(an_input_cut_short_is_a_failure) {
    FILE *file = fopen("in.txt", "w");
    for (int i = 0; i < 600000; i++)
        fprintf(file, "%d\tabcdefghijklmnop\n", i);
    fclose(file);
    make_plan("in.txt", "out", NULL);
    PlanCollection dumped = {.kind = COLLECTION_DUMP, .relation = &made.load};
    made.plan.n_stores = 0;
    made.plan.n_collections = 1;
    made.plan.collections = &dumped;
    made.store_pipe.kind = PIPE_COLLECT;
    Budget *budget = budget_create(0);
    const RunOptions options = {.n_threads = 1, .budget = budget, .rows = {cut_input, NULL}};
    DiagnosticSink *sink = diagnostics_create(arena);
    ck_assert_int_eq(query_run(&made.plan, &options, arena, sink, &result), STATUS_FAILED);
    ck_assert_int_eq(diagnostics_first_error(sink)->code, ERROR_RUN);
    budget_destroy(budget);
}
END_TEST

RUN_SUITE_BETWEEN("run", set_up, tear_down, loads_typed_columns_and_stores_them,
                  rows_without_schema_keep_their_width, an_empty_input_makes_an_empty_part,
                  a_missing_input_writes_nothing, an_output_that_exists_is_left_alone,
                  compressed_output_can_be_loaded_again, large_files_are_read_in_splits,
                  an_input_cut_short_is_a_failure)
