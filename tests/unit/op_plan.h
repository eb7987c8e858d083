// SPDX-License-Identifier: Apache-2.0
//
// Map/reduce plans made by hand, from lines of text to the lines that DUMP writes.

#ifndef JAVELINA_TESTS_UNIT_OP_PLAN_H
#define JAVELINA_TESTS_UNIT_OP_PLAN_H

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "runtime/exec/query.h"
#include "tests/unit/suite.h"

enum { PLAN_MOST = 32 };

typedef struct TestPlan {
    Arena *arena;
    StagePlan plan;
    PlanSource *sources[PLAN_MOST];
    Stage *stages[PLAN_MOST];
    PipeOperator *operators[PLAN_MOST];
    PlanCollection collection;
    char paths[PLAN_MOST][64];
    size_t n_paths;
    int code; // of the last run's first error
} TestPlan;

static inline TestPlan *plan_new(void) {
    Arena *arena = arena_create(0, NULL, NULL);
    TestPlan *self = ARENA_NEW(arena, TestPlan);
    self->arena = arena;
    self->plan = (StagePlan){.arena = arena,
                             .sources = self->sources,
                             .stages = self->stages,
                             .operators = self->operators,
                             .n_collections = 1,
                             .collections = &self->collection};
    self->collection.kind = COLLECTION_DUMP;
    return self;
}

static inline void plan_free(TestPlan *self) {
    for (size_t i = 0; i < self->n_paths; i++)
        unlink(self->paths[i]);
    arena_destroy(self->arena);
}

// "k:chararray v:int" to a schema.
static inline Schema *plan_schema(TestPlan *self, const char *text) {
    int n = 1;
    for (const char *c = text; *c; c++)
        n += *c == ' ';
    Schema *schema = schema_new(self->arena, n);
    char *copy = arena_strdup(self->arena, text), *save = NULL;
    int f = 0;
    for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save), f++) {
        char *colon = strchr(word, ':');
        *colon = '\0';
        schema->fields[f] = (Field){word, type_of(type_from_name(colon + 1, strlen(colon + 1)))};
    }
    return schema;
}

static inline const Type *plan_bag(TestPlan *self, const Schema *schema) {
    return type_bag(self->arena, schema, NULL);
}

// A source that reads the text.
static inline PlanSource *plan_load(TestPlan *self, const char *text, const Schema *schema) {
    char *path = self->paths[self->n_paths++];
    strcpy(path, "/tmp/op_plan_XXXXXX");
    const int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    LogicalOperator *load = ARENA_NEW(self->arena, LogicalOperator);
    *load = (LogicalOperator){.kind = LOGICAL_LOAD, .alias = "A", .schema = schema};
    load->load.location = path;
    PlanSource *source = ARENA_NEW(self->arena, PlanSource);
    source->load = load;
    source->schema = schema;
    self->sources[self->plan.n_sources++] = source;
    return source;
}

static inline Stage *plan_stage(TestPlan *self, StageKind kind, size_t n_inputs,
                                const Schema *output) {
    Stage *stage = ARENA_NEW(self->arena, Stage);
    *stage = (Stage){.kind = kind,
                     .id = self->plan.n_stages,
                     .n_inputs = n_inputs,
                     .inputs = ARENA_NEW_ARRAY(self->arena, StageInput, n_inputs),
                     .output = output,
                     .probe = SIZE_MAX,
                     .limit = -1};
    self->stages[self->plan.n_stages++] = stage;
    return stage;
}

static inline PlanSource *plan_stage_source(TestPlan *self, Stage *stage) {
    PlanSource *source = ARENA_NEW(self->arena, PlanSource);
    source->stage = stage;
    source->schema = stage->output;
    self->sources[self->plan.n_sources++] = source;
    return source;
}

static inline PipeOperator *plan_pipe(TestPlan *self, PipeKind kind, const Schema *input,
                                      const Schema *output) {
    PipeOperator *pipe = ARENA_NEW(self->arena, PipeOperator);
    *pipe = (PipeOperator){
        .kind = kind, .id = self->plan.n_operators, .input = input, .output = output};
    self->operators[self->plan.n_operators++] = pipe;
    return pipe;
}

static inline void plan_add_output(TestPlan *self, PipeOperator ***outputs, size_t *n,
                                   PipeOperator *pipe) {
    PipeOperator **more = ARENA_NEW_ARRAY(self->arena, PipeOperator *, *n + 1);
    if (*n)
        memcpy(more, *outputs, *n * sizeof *more);
    more[(*n)++] = pipe;
    *outputs = more;
}

static inline PipeOperator *plan_behind(TestPlan *self, PlanSource *source, PipeOperator *pipe) {
    plan_add_output(self, &source->outputs, &source->n_outputs, pipe);
    return pipe;
}

static inline PipeOperator *plan_then(TestPlan *self, PipeOperator *first, PipeOperator *pipe) {
    plan_add_output(self, &first->outputs, &first->n_outputs, pipe);
    return pipe;
}

static inline PipeOperator *plan_emit(TestPlan *self, Stage *stage, size_t tag) {
    PipeOperator *pipe = plan_pipe(self, PIPE_EMIT, stage->inputs[tag].schema, NULL);
    pipe->stage = stage;
    pipe->tag = tag;
    return pipe;
}

static inline PipeOperator *plan_dump(TestPlan *self, const Schema *schema) {
    LogicalOperator *relation = ARENA_NEW(self->arena, LogicalOperator);
    *relation = (LogicalOperator){.kind = LOGICAL_FILTER, .alias = "R", .schema = schema};
    self->collection.relation = relation;
    return plan_pipe(self, PIPE_COLLECT, schema, schema);
}

// ---- expressions ----

static inline Expression *plan_node(TestPlan *self, ExpressionKind kind, const Type *type) {
    Expression *node = ARENA_NEW(self->arena, Expression);
    node->kind = kind;
    node->type = type;
    return node;
}

static inline Expression *plan_column(TestPlan *self, const Schema *schema, size_t index) {
    Expression *node = plan_node(self, EXPRESSION_COLUMN, schema->fields[index].type);
    node->index = index;
    return node;
}

static inline Expression *plan_field(TestPlan *self, size_t index) {
    Expression *node = plan_node(self, EXPRESSION_ROW_FIELD, type_of(PIG_ANY));
    node->index = index;
    return node;
}

static inline Expression *plan_int(TestPlan *self, int32_t value) {
    Expression *node = plan_node(self, EXPRESSION_CONSTANT, type_of(PIG_INT));
    Vector *constant = ARENA_NEW(self->arena, Vector);
    *constant = vector_new(self->arena, type_of(PIG_INT), 1);
    pig_ints_out(constant)[0] = value;
    constant->form = PIG_CONSTANT;
    node->constant = constant;
    return node;
}

static inline Expression *plan_binary(TestPlan *self, ExpressionKind kind, const Type *type,
                                      Expression *a, Expression *b) {
    Expression *node = plan_node(self, kind, type);
    Expression **children = ARENA_NEW_ARRAY(self->arena, Expression *, 2);
    children[0] = a;
    children[1] = b;
    node->n_children = 2;
    node->children = children;
    return node;
}

static inline Expression **plan_list(TestPlan *self, size_t n, ...) {
    Expression **list = ARENA_NEW_ARRAY(self->arena, Expression *, n);
    va_list args;
    va_start(args, n);
    for (size_t i = 0; i < n; i++)
        list[i] = va_arg(args, Expression *);
    va_end(args);
    return list;
}

static inline void plan_set_input(Stage *stage, size_t tag, const Schema *schema, size_t n_keys,
                                  Expression *const *keys, bool inner) {
    ((StageInput *)stage->inputs)[tag] = (StageInput){schema, n_keys, keys, inner};
}

// ---- running ----

static inline int plan_line_order(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// What DUMP writes; sorted: its lines in order. budget_bytes: 0 for plenty.
static inline const char *plan_run_with(TestPlan *self, size_t n_threads, size_t budget_bytes,
                                        bool sorted) {
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *dump = open_memstream(&text, &n_bytes);
    Budget *budget = budget_create(budget_bytes);
    const RunOptions options = {.n_threads = n_threads, .budget = budget, .dump = dump};
    DiagnosticSink *sink = diagnostics_create(self->arena);
    RunResult result;
    const Status status = query_run(&self->plan, &options, self->arena, sink, &result);
    fclose(dump);
    const Diagnostic *error = diagnostics_first_error(sink);
    self->code = error ? error->code : 0;
    if (status != STATUS_OK)
        ck_assert_ptr_nonnull(error);
    ck_assert_uint_eq(budget_used(budget), 0);
    budget_destroy(budget);
    char *copy = arena_strndup(self->arena, text, n_bytes);
    free(text);
    if (!sorted)
        return copy;
    size_t n = 0;
    for (char *c = copy; *c; c++)
        n += *c == '\n';
    char **lines = ARENA_NEW_ARRAY(self->arena, char *, n + 1), *save = NULL;
    n = 0;
    for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
        lines[n++] = line;
    qsort(lines, n, sizeof *lines, plan_line_order);
    Text joined = text_new(0);
    for (size_t i = 0; i < n; i++)
        text_printf(&joined, "%s\n", lines[i]);
    const char *all = arena_strdup(self->arena, joined.data);
    text_free(&joined);
    return all;
}

static inline const char *plan_run(TestPlan *self) {
    return plan_run_with(self, 2, 0, true);
}

#endif
