// SPDX-License-Identifier: Apache-2.0
//
// The map/reduce plan as a graph in graphviz' language.

#include "compiler/explain/explain.h"

#include "compiler/explain/describe_operator.h"

static void append_label(Text *out, const Text *label) {
    text_append_string(out, " [label=\"");
    for (size_t i = 0; i < label->n_bytes; i++) {
        if (label->data[i] == '"' || label->data[i] == '\\')
            text_append_char(out, '\\');
        text_append_char(out, label->data[i]);
    }
    text_append_string(out, "\"];\n");
}

static void dot_source(const PlanSource *source, size_t number, Text *out) {
    Text label = text_new(0);
    if (source->load)
        describe_logical_operator(source->load, &label);
    else
        describe_stage(source->stage, &label);
    text_printf(out, "  source%zu", number);
    append_label(out, &label);
    text_free(&label);
    for (size_t i = 0; i < source->n_outputs; i++)
        text_printf(out, "  source%zu -> pipe%zu;\n", number, source->outputs[i]->id);
}

static void dot_pipe(const StagePlan *plan, const PipeOperator *pipe, Text *out) {
    Text label = text_new(0);
    describe_pipe(pipe, &label);
    text_printf(out, "  pipe%zu", pipe->id);
    append_label(out, &label);
    text_free(&label);
    for (size_t i = 0; i < pipe->n_outputs; i++)
        text_printf(out, "  pipe%zu -> pipe%zu;\n", pipe->id, pipe->outputs[i]->id);
    for (size_t s = 0; pipe->stage && s < plan->n_sources; s++)
        if (plan->sources[s]->stage == pipe->stage)
            text_printf(out, "  pipe%zu -> source%zu;\n", pipe->id, s);
}

void explain_dot(const StagePlan *plan, Text *out) {
    text_append_string(out, "digraph plan {\n  node [shape=box];\n");
    for (size_t i = 0; i < plan->n_sources; i++)
        dot_source(plan->sources[i], i, out);
    for (size_t i = 0; i < plan->n_operators; i++)
        dot_pipe(plan, plan->operators[i], out);
    text_append_string(out, "}\n");
}
