// SPDX-License-Identifier: Apache-2.0
//
// What is worth saying of each operator beside its name.

#include "compiler/explain/describe_operator.h"

static void describe_list(Expression *const *list, size_t n, const Schema *input, Text *out) {
    for (size_t i = 0; i < n; i++) {
        text_append_string(out, i ? ", " : "");
        expression_describe(list[i], input, out);
    }
}

static void describe_items(const GenerateItem *items, size_t n, const Schema *input, Text *out) {
    for (size_t i = 0; i < n; i++) {
        text_append_string(out, i ? ", " : "");
        text_append_string(out, items[i].flatten ? "flatten(" : "");
        expression_describe(items[i].expression, input, out);
        text_append_string(out, items[i].flatten ? ")" : "");
    }
}

static void describe_sort_keys(const SortKey *keys, size_t n, const Schema *input, Text *out) {
    for (size_t i = 0; i < n; i++) {
        const char *name = input && keys[i].column < (size_t)input->n_fields
                               ? input->fields[keys[i].column].name
                               : NULL;
        text_append_string(out, i ? ", " : "");
        if (name)
            text_append_string(out, name);
        else
            text_printf(out, "$%zu", keys[i].column);
        text_append_string(out, keys[i].descending ? " desc" : "");
    }
}

static void describe_keyed(const LogicalOperator *op, const KeyedInput *keyed, Text *out) {
    for (size_t i = 0; i < op->n_inputs; i++) {
        const char *alias = op->inputs[i]->alias;
        text_printf(out, "%s%s by (", i ? ", " : "", alias ? alias : "?");
        describe_list(keyed[i].keys, keyed[i].n_keys, op->inputs[i]->schema, out);
        text_printf(out, ")%s", keyed[i].inner ? "" : " outer");
    }
}

static void describe_used(const LogicalOperator *op, Text *out) {
    if (!op->load.used || !op->schema)
        return;
    const char *separator = "  columns ";
    for (int f = 0; f < op->schema->n_fields; f++) {
        if (!op->load.used[f])
            continue;
        const char *name = op->schema->fields[f].name;
        text_printf(out, "%s%s", separator, name ? name : "?");
        separator = ",";
    }
}

static const Schema *first_input(const LogicalOperator *op) {
    return op->n_inputs ? op->inputs[0]->schema : NULL;
}

static void describe_job(const NativeJob *job, Text *out) {
    text_append_string(out, job->program);
    for (size_t i = 0; i < job->n_words; i++)
        text_printf(out, " %s", job->words[i]);
}

static void describe_logical_detail(const LogicalOperator *op, Text *out) {
    switch (op->kind) {
    case LOGICAL_LOAD:
        text_printf(out, "'%s'", op->load.location);
        describe_used(op, out);
        break;
    case LOGICAL_STORE:
        text_printf(out, "'%s'", op->store.location);
        break;
    case LOGICAL_FILTER:
        expression_describe(op->filter.predicate, first_input(op), out);
        break;
    case LOGICAL_FOREACH:
        describe_items(op->foreach.items, op->foreach.n_items, first_input(op), out);
        break;
    case LOGICAL_GROUP:
        if (op->group.all)
            text_append_string(out, "all");
        else
            describe_keyed(op, op->group.keyed, out);
        break;
    case LOGICAL_JOIN:
        describe_keyed(op, op->join.keyed, out);
        break;
    case LOGICAL_ORDER:
        describe_sort_keys(op->order.keys, op->order.n_keys, first_input(op), out);
        if (op->order.limit >= 0)
            text_printf(out, "  first %lld", (long long)op->order.limit);
        break;
    case LOGICAL_LIMIT:
        expression_describe(op->limit.limit, NULL, out);
        break;
    case LOGICAL_RANK:
        describe_sort_keys(op->rank.keys, op->rank.n_keys, first_input(op), out);
        text_append_string(out, op->rank.dense ? " dense" : "");
        break;
    case LOGICAL_STREAM:
        text_append_string(out, op->stream.command->command);
        break;
    case LOGICAL_NATIVE:
        describe_job(op->native.job, out);
        break;
    default:
        break;
    }
}

void describe_logical_operator(const LogicalOperator *op, Text *out) {
    text_printf(out, "%s: %s", op->alias ? op->alias : "(unnamed)", logical_word(op->kind));
    if (op->place.line)
        text_printf(out, " (line %d)", op->place.line);
    text_append_string(out, "  ");
    describe_logical_detail(op, out);
    text_append_string(out, "  -> ");
    if (op->schema)
        schema_describe(op->schema, out);
    else
        text_append_string(out, "(schema unknown)");
}

static void describe_pipe_detail(const PipeOperator *pipe, Text *out) {
    switch (pipe->kind) {
    case PIPE_FILTER:
        expression_describe(pipe->predicate, pipe->input, out);
        break;
    case PIPE_PROJECT:
        describe_items(pipe->items, pipe->n_items, pipe->input, out);
        break;
    case PIPE_LIMIT:
        expression_describe(pipe->limit, NULL, out);
        break;
    case PIPE_PROBE:
        text_printf(out, "stage %zu as input %zu", pipe->stage->id, pipe->tag);
        break;
    case PIPE_EMIT:
        text_printf(out, "to stage %zu, input %zu", pipe->stage->id, pipe->tag);
        break;
    case PIPE_STORE:
        text_printf(out, "'%s'", pipe->logical->store.location);
        break;
    case PIPE_COLLECT:
        text_append_string(out, pipe->logical->kind == LOGICAL_DUMP ? "for DUMP" : "as value");
        break;
    default:
        break;
    }
}

void describe_pipe(const PipeOperator *pipe, Text *out) {
    text_append_string(out, pipe_word(pipe->kind));
    if (pipe->logical && pipe->logical->alias)
        text_printf(out, " (%s, line %d)", pipe->logical->alias, pipe->logical->place.line);
    text_append_string(out, "  ");
    describe_pipe_detail(pipe, out);
}

static void describe_aggregates(const Stage *stage, Text *out) {
    for (size_t a = 0; a < stage->n_aggregates; a++) {
        const StageAggregate *aggregate = &stage->aggregates[a];
        const Schema *input = stage->inputs[aggregate->tag].schema;
        text_printf(out, "%s%s(%s", a ? ", " : "  ", aggregate->call->fn->name,
                    aggregate->distinct ? "distinct " : "");
        describe_list(aggregate->args, aggregate->n_args, input, out);
        text_append_char(out, ')');
        if (aggregate->filter) {
            text_append_string(out, " where ");
            expression_describe(aggregate->filter, input, out);
        }
    }
}

void describe_stage(const Stage *stage, Text *out) {
    text_append_string(out, stage_word(stage->kind));
    if (stage->logical->alias)
        text_printf(out, " (%s, line %d)", stage->logical->alias, stage->logical->place.line);
    if (stage->kind == STAGE_NATIVE) {
        text_append_string(out, "  ");
        describe_job(stage->job, out);
        return;
    }
    for (size_t i = 0; i < stage->n_inputs && stage->inputs[i].n_keys; i++) {
        text_append_string(out, i ? " and " : " by ");
        describe_list(stage->inputs[i].keys, stage->inputs[i].n_keys, stage->inputs[i].schema, out);
    }
    describe_sort_keys(stage->sort_keys, stage->n_sort_keys, stage->inputs[0].schema, out);
    if (stage->limit >= 0)
        text_printf(out, "  first %lld", (long long)stage->limit);
    describe_aggregates(stage, out);
}
