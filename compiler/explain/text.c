// SPDX-License-Identifier: Apache-2.0
//
// Plans as indented text.

#include "compiler/explain/explain.h"

#include "compiler/explain/describe_operator.h"

enum { MAX_EXPLAIN_DEPTH = 500 };

static void indent(Text *out, int depth) {
    for (int i = 0; i < depth; i++)
        text_append_string(out, "  ");
}

static void explain_tree(const LogicalOperator *op, bool *shown, int depth, Text *out) {
    indent(out, depth);
    text_printf(out, "#%zu ", op->id);
    if (shown[op->id] || depth > MAX_EXPLAIN_DEPTH) {
        text_printf(out, "%s: as above\n", op->alias ? op->alias : "(unnamed)");
        return;
    }
    shown[op->id] = true;
    describe_logical_operator(op, out);
    text_append_char(out, '\n');
    for (size_t i = 0; i < op->n_inputs; i++)
        explain_tree(op->inputs[i], shown, depth + 1, out);
}

// A DUMP, or a STORE that no job reads.
static bool is_root(const LogicalPlan *plan, const LogicalOperator *op) {
    for (size_t i = 0; i < plan->n_operators; i++)
        if (plan->operators[i]->kind == LOGICAL_NATIVE && plan->operators[i]->inputs[0] == op)
            return false;
    return op->kind == LOGICAL_STORE || op->kind == LOGICAL_DUMP;
}

void explain_logical(const LogicalPlan *plan, Text *out) {
    size_t n_ids = 1;
    for (size_t i = 0; i < plan->n_operators; i++)
        n_ids = plan->operators[i]->id >= n_ids ? plan->operators[i]->id + 1 : n_ids;
    bool *shown = ARENA_NEW_ARRAY(plan->arena, bool, n_ids);
    text_append_string(out, "Logical plan\n");
    for (size_t i = 0; i < plan->n_scalars; i++) {
        if (!plan->scalars[i].relation)
            continue;
        text_printf(out, "  value #%zu\n", i);
        explain_tree(plan->scalars[i].relation, shown, 2, out);
    }
    for (size_t i = 0; i < plan->n_operators; i++)
        if (is_root(plan, plan->operators[i]))
            explain_tree(plan->operators[i], shown, 1, out);
}

static void explain_pipe(const PipeOperator *pipe, bool *shown, int depth, Text *out) {
    indent(out, depth);
    text_printf(out, "%zu ", pipe->id);
    describe_pipe(pipe, out);
    bool again = shown[pipe->id] && pipe->n_outputs;
    text_append_string(out, again ? "  (goes on as above)\n" : "\n");
    shown[pipe->id] = true;
    for (size_t i = 0; i < pipe->n_outputs && !again; i++)
        explain_pipe(pipe->outputs[i], shown, depth + 1, out);
}

static void explain_source(const PlanSource *source, bool *shown, int depth, Text *out) {
    indent(out, depth);
    if (source->load) {
        describe_logical_operator(source->load, out);
    } else {
        text_printf(out, "stage %zu: ", source->stage->id);
        describe_stage(source->stage, out);
    }
    text_append_char(out, '\n');
    for (size_t i = 0; i < source->n_outputs; i++)
        explain_pipe(source->outputs[i], shown, depth + 1, out);
}

void explain_physical(const StagePlan *plan, Text *out) {
    bool *shown = ARENA_NEW_ARRAY(plan->arena, bool, plan->n_operators);
    text_append_string(out, "Physical plan\n");
    for (size_t i = 0; i < plan->n_sources; i++)
        explain_source(plan->sources[i], shown, 1, out);
}

static bool reaches_stage(const PipeOperator *pipe, const Stage *stage, int depth) {
    if (pipe->stage == stage)
        return true;
    for (size_t i = 0; i < pipe->n_outputs && depth < MAX_EXPLAIN_DEPTH; i++)
        if (reaches_stage(pipe->outputs[i], stage, depth + 1))
            return true;
    return false;
}

static bool feeds(const PlanSource *source, const Stage *stage) {
    for (size_t i = 0; i < source->n_outputs; i++)
        if (reaches_stage(source->outputs[i], stage, 0))
            return true;
    return false;
}

static void name_source(const PlanSource *source, Text *out) {
    if (source->load)
        text_printf(out, "load '%s'", source->load->load.location);
    else
        text_printf(out, "stage %zu", source->stage->id);
}

static void explain_stage(const StagePlan *plan, const Stage *stage, Text *out) {
    text_printf(out, "  stage %zu: ", stage->id);
    describe_stage(stage, out);
    if (stage->kind == STAGE_NATIVE) {
        text_printf(out, "\n    after: store '%s'\n",
                    plan->stores[stage->store].store->store.location);
        return;
    }
    text_append_string(out, "\n    map: ");
    const char *separator = "";
    for (size_t i = 0; i < plan->n_sources; i++) {
        if (!feeds(plan->sources[i], stage))
            continue;
        text_append_string(out, separator);
        name_source(plan->sources[i], out);
        separator = ", ";
    }
    if (stage->kind == STAGE_AGGREGATE)
        text_append_string(out, "\n    combine: yes");
    for (size_t i = 0; i < plan->n_sources; i++)
        if (plan->sources[i]->stage == stage)
            text_printf(out, "\n    reduce: %zu outputs", plan->sources[i]->n_outputs);
    text_append_char(out, '\n');
}

void explain_stages(const StagePlan *plan, Text *out) {
    text_append_string(out, "Map/reduce plan\n");
    for (size_t i = 0; i < plan->n_stages; i++)
        explain_stage(plan, plan->stages[i], out);
    if (plan->n_stages == 0)
        text_append_string(out, "  map only\n");
    for (size_t i = 0; i < plan->n_stores; i++) {
        const PlanStore *store = &plan->stores[i];
        text_printf(out, "  store '%s' %s", store->store->store.location,
                    store->after_reduce ? "(reduce side)" : "(map side)");
        if (store->native)
            text_printf(out, " for stage %zu", store->native->id);
        text_append_char(out, '\n');
    }
}
