// SPDX-License-Identifier: Apache-2.0
//
// What Apache Pig refuses only when it makes jobs of a plan: keys that cannot be compared, outer
// joins that do not know how many nulls to pad with, partitioners that are not there. DESCRIBE of
// such relations works.

#include <string.h>

#include "compiler/session.h"

static Status check_key_type(const Type *type, const Place *place, DiagnosticSink *sink) {
    if (type->tag != PIG_BAG && type->tag != PIG_MAP)
        return STATUS_OK;
    return diagnose(sink, 1068, place, "a %s cannot be a key", type_name(type->tag));
}

static Status check_keys(const LogicalOperator *op, const KeyedInput *keyed, DiagnosticSink *sink) {
    for (size_t i = 0; i < op->n_inputs; i++)
        for (size_t k = 0; k < keyed[i].n_keys; k++)
            TRY(check_key_type(keyed[i].keys[k]->type, &keyed[i].keys[k]->place, sink));
    return STATUS_OK;
}

// Beside another key a bag or map is ordered by its size.
static Status check_sort(const LogicalOperator *op, const SortKey *keys, size_t n,
                         DiagnosticSink *sink) {
    const Schema *schema = op->inputs[0]->schema;
    for (size_t i = 0; op->kind == LOGICAL_RANK && i < n; i++)
        if (keys[i].column == SORT_WHOLE_ROW)
            return diagnose_hint(sink, 0, &op->place, "give the schema with AS",
                                 "RANK BY * needs a known schema");
    if (!schema || n != 1)
        return STATUS_OK;
    return check_key_type(schema->fields[keys[0].column].type, &op->place, sink);
}

static Status check_padding(const LogicalOperator *op, DiagnosticSink *sink) {
    for (size_t i = 0; i < op->n_inputs; i++)
        if (!op->join.keyed[i].inner && !op->inputs[i]->schema)
            return diagnose_hint(sink, 1109, &op->place, "give it one with AS",
                                 "the outer join pads %s with nulls, and its schema is not known",
                                 op->inputs[i]->alias ? op->inputs[i]->alias : "an input");
    return STATUS_OK;
}

// Classes of PARTITION BY that Apache Pig has, and with which code it refuses them. Which rows come
// into which part is not specified, so that nothing is left to do for those that it takes.
typedef struct Partitioner {
    const char *name;
    int refusal; // 0: taken
} Partitioner;

static const Partitioner partitioners[] = {
    {"org.apache.hadoop.mapreduce.lib.partition.HashPartitioner", 0},
    {"org.apache.hadoop.mapreduce.lib.partition.KeyFieldBasedPartitioner", 0},
    {"org.apache.hadoop.mapreduce.lib.partition.BinaryPartitioner", 1066},
    {"org.apache.hadoop.mapreduce.lib.partition.TotalOrderPartitioner", 1066},
    {"org.apache.hadoop.mapred.lib.HashPartitioner", 2017},
    {"org.apache.hadoop.mapred.lib.KeyFieldBasedPartitioner", 2017},
    {"org.apache.hadoop.mapred.lib.BinaryPartitioner", 2017},
    {"org.apache.hadoop.mapred.lib.TotalOrderPartitioner", 2017},
};

static int partitioner_refusal(const Compiler *compiler, const char *name) {
    for (size_t i = 0; i < sizeof partitioners / sizeof *partitioners; i++)
        if (strcmp(name, partitioners[i].name) == 0)
            return partitioners[i].refusal;
    if (compiler->has_jars)
        return 0;
    return registry_knows(compiler->environment->registry, name) ? 2017 : 1070;
}

// Joins on the map side partition nothing.
static bool partitions(const LogicalOperator *op) {
    switch (op->kind) {
    case LOGICAL_GROUP:
    case LOGICAL_DISTINCT:
        return true;
    case LOGICAL_JOIN:
        return op->join.hint == JOIN_DEFAULT || op->join.hint == JOIN_BLOOM;
    default:
        return false;
    }
}

static Status check_partitioner(const Compiler *compiler, const LogicalOperator *op,
                                DiagnosticSink *sink) {
    if (!op->partitioner || !partitions(op))
        return STATUS_OK;
    const int code = partitioner_refusal(compiler, op->partitioner);
    return code ? diagnose(sink, code, &op->place, "there is no partitioner '%s'", op->partitioner)
                : STATUS_OK;
}

static Status check_operator(const Compiler *compiler, const LogicalOperator *op,
                             DiagnosticSink *sink) {
    TRY(plan_check_hints(op, sink));
    TRY(check_partitioner(compiler, op, sink));
    switch (op->kind) {
    case LOGICAL_GROUP:
        return check_keys(op, op->group.keyed, sink);
    case LOGICAL_JOIN:
        TRY(check_padding(op, sink));
        return check_keys(op, op->join.keyed, sink);
    case LOGICAL_ORDER:
        return check_sort(op, op->order.keys, op->order.n_keys, sink);
    case LOGICAL_RANK:
        return check_sort(op, op->rank.keys, op->rank.n_keys, sink);
    default:
        return STATUS_OK;
    }
}

Status plan_check(const Compiler *compiler, const LogicalPlan *plan, DiagnosticSink *sink) {
    Status status = STATUS_OK;
    for (size_t i = 0; i < plan->n_operators; i++)
        if (check_operator(compiler, plan->operators[i], sink) != STATUS_OK)
            status = STATUS_FAILED;
    return status;
}
