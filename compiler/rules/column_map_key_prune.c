// SPDX-License-Identifier: Apache-2.0
//
// Finds the columns that nobody reads. Columns keep their numbers: a LOAD is told which ones to
// parse (the others come as constant nulls, at no cost), FOREACH items that nobody reads become
// null constants, and before an operator that stores rows (JOIN, GROUP, ORDER ...) a FOREACH drops
// what only operators before it needed. Bags are looked into: SUM(A.x) needs only x of A.
//
// One backward walk: every user of an operator comes after it, so when an operator is reached, what
// is needed of it is complete.

#include "compiler/rules/rules.h"

#include <string.h>

// What is needed of one column.
typedef struct Need {
    bool any;     // its value, or for a bag at least how many tuples it has
    bool whole;   // everything inside
    bool *fields; // a bag's fields, n_fields of them; NULL where the schema is not known
    size_t n_fields;
} Need;

typedef struct Needs {
    size_t n;
    Need *columns;
} Needs;

typedef struct Pruner {
    Rewrite *rewrite;
    Arena *arena;
    Needs *of; // by operator id
} Pruner;

static Needs needs_new(Arena *arena, const Schema *schema) {
    size_t n = schema ? (size_t)schema->n_fields : 1;
    Needs needs = {.n = n, .columns = ARENA_NEW_ARRAY(arena, Need, n)};
    for (size_t i = 0; schema && i < n; i++) {
        const Type *type = schema->fields[i].type;
        if (type->tag != PIG_BAG || !type->fields)
            continue;
        needs.columns[i].n_fields = (size_t)type->fields->n_fields;
        needs.columns[i].fields = ARENA_NEW_ARRAY(arena, bool, needs.columns[i].n_fields);
    }
    return needs;
}

static void need_whole(Needs *needs, size_t column) {
    if (column < needs->n)
        needs->columns[column].any = needs->columns[column].whole = true;
}

static void need_all(Needs *needs) {
    for (size_t i = 0; i < needs->n; i++)
        need_whole(needs, i);
}

static void need_field(Needs *needs, size_t column, size_t field) {
    if (column >= needs->n)
        return;
    Need *need = &needs->columns[column];
    need->any = true;
    if (field < need->n_fields)
        need->fields[field] = true;
    else
        need->whole = true;
}

static void need_size(Needs *needs, size_t column) {
    if (column < needs->n)
        needs->columns[column].any = true;
}

static bool needs_field(const Need *need, size_t field) {
    return need->whole || (field < need->n_fields && need->fields[field]);
}

// The row an expression reads, and the nested bags it may name.
typedef struct Reader {
    Needs *row;
    Needs *nested; // one column a nested operator, NULL outside of FOREACH
} Reader;

static void read_expression(const Reader *reader, const Expression *e);

// Where a bag expression that is used field by field stands; NULL if it is none of those.
static Needs *bag_slot(const Reader *reader, const Expression *bag, size_t *column) {
    *column = bag->index;
    if (bag->kind == EXPRESSION_COLUMN)
        return reader->row;
    if (bag->kind == EXPRESSION_NESTED)
        return reader->nested;
    return NULL;
}

static void read_bag_project(const Reader *reader, const Expression *e) {
    size_t column;
    Needs *slot = bag_slot(reader, e->children[0], &column);
    if (!slot) {
        read_expression(reader, e->children[0]);
        return;
    }
    for (size_t i = 0; i < e->n_indexes; i++)
        need_field(slot, column, e->indexes[i]);
}

static void read_aggregate(const Reader *reader, const Expression *e) {
    size_t column;
    Needs *slot = bag_slot(reader, e->children[0], &column);
    if (!slot) {
        read_expression(reader, e->children[0]);
        return;
    }
    need_size(slot, column);
    for (size_t i = 0; i < e->call->n_columns; i++)
        need_field(slot, column, i);
}

// Functions that only count the tuples of their bag.
static bool only_counts(const Expression *e) {
    const char *name = e->kind == EXPRESSION_CALL ? e->call->fn->name : "";
    return e->n_children == 1 && e->children[0]->type->tag == PIG_BAG &&
           (strcmp(name, "IsEmpty") == 0 || strcmp(name, "SIZE") == 0);
}

static void read_expression(const Reader *reader, const Expression *e) {
    size_t column;
    Needs *slot;
    switch (e->kind) {
    case EXPRESSION_COLUMN:
        need_whole(reader->row, e->index);
        return;
    case EXPRESSION_ROW_FIELD:
        need_whole(reader->row, 0);
        return;
    case EXPRESSION_NESTED:
        need_whole(reader->nested, e->index);
        return;
    case EXPRESSION_BAG_PROJECT:
        read_bag_project(reader, e);
        return;
    case EXPRESSION_AGGREGATE:
        read_aggregate(reader, e);
        return;
    default:
        if (only_counts(e) && (slot = bag_slot(reader, e->children[0], &column))) {
            need_size(slot, column);
            return;
        }
        for (size_t i = 0; i < e->n_children; i++)
            read_expression(reader, e->children[i]);
    }
}

// FLATTEN of a bag needs the fields that become needed columns.
static void read_flattened(const Reader *reader, const GenerateItem *item, const Need *out) {
    size_t column;
    const Expression *bag = item->expression;
    const size_t *indexes = NULL;
    if (bag->kind == EXPRESSION_BAG_PROJECT) {
        indexes = bag->indexes;
        bag = bag->children[0];
    }
    Needs *slot = bag_slot(reader, bag, &column);
    if (!slot || bag->type->tag != PIG_BAG || item->n_fields == 0) {
        read_expression(reader, item->expression);
        return;
    }
    need_size(slot, column);
    for (size_t f = 0; f < item->n_fields; f++)
        if (out[f].any)
            need_field(slot, column, indexes ? indexes[f] : f);
}

// What a nested operator reads of the tuples it works on, given what is needed of those it makes.
static void read_nested_tuples(Arena *arena, const NestedOperator *op, const Need *out,
                               const Schema *tuple, Needs *in) {
    (void)arena;
    const Reader reader = {.row = in, .nested = NULL};
    switch (op->kind) {
    case NESTED_FOREACH:
        for (size_t i = 0; i < op->n_items; i++)
            read_expression(&reader, op->items[i].expression);
        return;
    case NESTED_DISTINCT:
    case NESTED_CROSS:
        need_all(in);
        return;
    case NESTED_FILTER:
        read_expression(&reader, op->predicate);
        break;
    case NESTED_ORDER:
        for (size_t i = 0; i < op->n_sort_keys; i++)
            need_whole(in, op->sort_keys[i].column);
        break;
    default:
        break;
    }
    for (int f = 0; tuple && f < tuple->n_fields; f++)
        if (needs_field(out, (size_t)f))
            need_whole(in, (size_t)f);
}

// Adds to the bag `bag` (of the outer row) what is needed of its tuples.
static void need_of_bag(const Reader *outer, const Expression *bag, const Needs *tuple) {
    size_t column;
    const Expression *base = bag->kind == EXPRESSION_BAG_PROJECT ? bag->children[0] : bag;
    Needs *slot = bag_slot(outer, base, &column);
    if (!slot || (base->type->tag == PIG_BAG && !base->type->fields)) {
        read_expression(outer, bag);
        return;
    }
    need_size(slot, column);
    for (size_t f = 0; f < tuple->n; f++)
        if (tuple->columns[f].any)
            need_field(slot, column, bag == base ? f : bag->indexes[f]);
}

static void read_nested(Pruner *pruner, const Reader *outer, const NestedOperator *op,
                        const Need *out) {
    if (!out->any)
        return;
    for (size_t b = 0; b < op->n_bags; b++) {
        const Schema *tuple = op->bags[b]->type->fields;
        Needs in = needs_new(pruner->arena, tuple);
        if (tuple)
            read_nested_tuples(pruner->arena, op, out, tuple, &in);
        else
            need_all(&in);
        if (op->limit)
            read_expression(outer, op->limit);
        need_of_bag(outer, op->bags[b], &in);
    }
}

// Needs of the nested operators' bags: one column each.
static Needs nested_needs(Arena *arena, const LogicalOperator *op) {
    Schema *schema = schema_new(arena, (int)op->foreach.n_nested);
    for (size_t i = 0; i < op->foreach.n_nested; i++)
        schema->fields[i].type = type_bag(arena, op->foreach.nested[i].schema, NULL);
    return needs_new(arena, schema);
}

static bool any_needed(const Need *columns, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (columns[i].any)
            return true;
    return false;
}

// Replaces items that nobody reads by nulls and notes what the others read.
static void prune_foreach(Pruner *pruner, LogicalOperator *op, const Needs *out, Needs *in) {
    Needs nested = nested_needs(pruner->arena, op);
    const Reader reader = {.row = in, .nested = &nested};
    GenerateItem *items = ARENA_NEW_ARRAY(pruner->arena, GenerateItem, op->foreach.n_items);
    size_t column = 0;
    for (size_t i = 0; i < op->foreach.n_items; i++) {
        GenerateItem *item = &items[i];
        *item = op->foreach.items[i];
        const Need *columns = op->schema ? &out->columns[column] : NULL;
        column += item->n_fields;
        if (item->flatten && columns && item->n_fields)
            read_flattened(&reader, item, columns);
        else if (item->flatten || !columns || any_needed(columns, item->n_fields))
            read_expression(&reader, item->expression);
        else
            item->expression =
                expression_null(pruner->arena, &item->expression->place, item->expression->type);
    }
    op->foreach.items = items;
    for (size_t i = op->foreach.n_nested; i-- > 0;)
        read_nested(pruner, &reader, &op->foreach.nested[i], &nested.columns[i]);
}

// The same columns in and out.
static void pass_through(const Needs *out, Needs *in) {
    if (out->n != in->n) {
        need_all(in);
        return;
    }
    for (size_t i = 0; i < out->n; i++) {
        if (out->columns[i].whole)
            need_whole(in, i);
        else if (out->columns[i].any)
            need_size(in, i);
        for (size_t f = 0; f < out->columns[i].n_fields; f++)
            if (out->columns[i].fields[f])
                need_field(in, i, f);
    }
}

static void prune_keyed(const KeyedInput *keyed, Needs *in) {
    const Reader reader = {.row = in, .nested = NULL};
    for (size_t k = 0; k < keyed->n_keys; k++)
        read_expression(&reader, keyed->keys[k]);
}

// GROUP: input i is bag i + 1.
static void prune_group(const LogicalOperator *op, const Needs *out, Needs **in) {
    for (size_t i = 0; i < op->n_inputs; i++) {
        prune_keyed(&op->group.keyed[i], in[i]);
        const Need *bag = &out->columns[i + 1];
        for (size_t f = 0; f < in[i]->n; f++)
            if (bag->any && needs_field(bag, f))
                need_whole(in[i], f);
    }
}

// JOIN, CROSS: the inputs' columns side by side.
static void prune_side_by_side(const LogicalOperator *op, const Needs *out, Needs **in) {
    size_t column = 0;
    for (size_t i = 0; i < op->n_inputs; i++) {
        if (op->kind == LOGICAL_JOIN)
            prune_keyed(&op->join.keyed[i], in[i]);
        for (size_t f = 0; f < in[i]->n; f++, column++)
            if (!op->schema || out->columns[column].any)
                need_whole(in[i], f);
    }
}

static void prune_rank(const LogicalOperator *op, const Needs *out, Needs *in) {
    for (size_t f = 0; f < in->n; f++)
        if (!op->schema || out->columns[f + 1].any)
            need_whole(in, f);
}

static void need_sort_keys(const SortKey *keys, size_t n_keys, Needs *in) {
    for (size_t k = 0; k < n_keys; k++)
        need_whole(in, keys[k].column);
}

static void mark_load(Pruner *pruner, LogicalOperator *op, const Needs *out) {
    if (!op->schema)
        return;
    bool *used = ARENA_NEW_ARRAY(pruner->arena, bool, out->n);
    for (size_t i = 0; i < out->n; i++)
        used[i] = out->columns[i].any;
    op->load.used = used;
}

static bool stores_rows(LogicalKind kind) {
    return kind == LOGICAL_GROUP || kind == LOGICAL_JOIN || kind == LOGICAL_CROSS ||
           kind == LOGICAL_ORDER || kind == LOGICAL_RANK;
}

// An item of the dropping FOREACH: the column, or a null where it is not needed.
static GenerateItem keep_or_drop(Arena *arena, const Place *place, const Type *type, size_t column,
                                 bool keep) {
    return (GenerateItem){.expression = keep ? expression_column(arena, place, type, column)
                                             : expression_null(arena, place, type),
                          .n_fields = 1};
}

// A FOREACH in front of input i of op that drops what op does not need of it.
static void drop_before(Pruner *pruner, LogicalOperator *op, size_t i, const Needs *in) {
    LogicalOperator *input = op->inputs[i];
    bool pruned_there = (input->kind == LOGICAL_LOAD || input->kind == LOGICAL_FOREACH) &&
                        rewrite_count_users(pruner->rewrite, input) == 1;
    size_t n_kept = 0;
    for (size_t f = 0; f < in->n; f++)
        n_kept += in->columns[f].any;
    if (!input->schema || pruned_there || n_kept == in->n)
        return;
    LogicalOperator *drop = rewrite_new_operator(pruner->rewrite, LOGICAL_FOREACH, input, 1);
    GenerateItem *items = ARENA_NEW_ARRAY(pruner->arena, GenerateItem, in->n);
    for (size_t f = 0; f < in->n; f++)
        items[f] = keep_or_drop(pruner->arena, &op->place, input->schema->fields[f].type, f,
                                in->columns[f].any);
    drop->foreach.n_items = in->n;
    drop->foreach.items = items;
    drop->inputs[0] = input;
    op->inputs[i] = drop;
}

// What op needs of each of its inputs, given what is needed of op.
static void read_inputs(Pruner *pruner, LogicalOperator *op, const Needs *out, Needs **in) {
    const Reader reader = {.row = op->n_inputs ? in[0] : NULL, .nested = NULL};
    switch (op->kind) {
    case LOGICAL_LOAD:
        mark_load(pruner, op, out);
        break;
    case LOGICAL_FILTER:
        read_expression(&reader, op->filter.predicate);
        pass_through(out, in[0]);
        break;
    case LOGICAL_FOREACH:
        prune_foreach(pruner, op, out, in[0]);
        break;
    case LOGICAL_GROUP:
        prune_group(op, out, in);
        break;
    case LOGICAL_JOIN:
    case LOGICAL_CROSS:
        prune_side_by_side(op, out, in);
        break;
    case LOGICAL_UNION:
        for (size_t i = 0; i < op->n_inputs; i++)
            pass_through(out, in[i]);
        break;
    case LOGICAL_ORDER:
        need_sort_keys(op->order.keys, op->order.n_keys, in[0]);
        pass_through(out, in[0]);
        break;
    case LOGICAL_LIMIT:
        pass_through(out, in[0]);
        break;
    case LOGICAL_RANK:
        need_sort_keys(op->rank.keys, op->rank.n_keys, in[0]);
        prune_rank(op, out, in[0]);
        break;
    default:
        for (size_t i = 0; i < op->n_inputs; i++)
            need_all(in[i]);
    }
}

static void add_needs(Needs *into, const Needs *from) {
    pass_through(from, into);
}

static void prune_operator(Pruner *pruner, LogicalOperator *op) {
    Needs **in = ARENA_NEW_ARRAY(pruner->arena, Needs *, op->n_inputs);
    for (size_t i = 0; i < op->n_inputs; i++) {
        in[i] = ARENA_NEW(pruner->arena, Needs);
        *in[i] = needs_new(pruner->arena, op->inputs[i]->schema);
    }
    read_inputs(pruner, op, &pruner->of[op->id], in);
    for (size_t i = 0; i < op->n_inputs; i++) {
        add_needs(&pruner->of[op->inputs[i]->id], in[i]);
        if (stores_rows(op->kind))
            drop_before(pruner, op, i, in[i]);
    }
}

Status rule_column_map_key_prune(Rewrite *rewrite, bool *changed) {
    LogicalPlan *plan = rewrite->plan;
    size_t n = plan->n_operators, n_ids = 0;
    for (size_t i = 0; i < n; i++)
        n_ids = plan->operators[i]->id >= n_ids ? plan->operators[i]->id + 1 : n_ids;
    Pruner pruner = {
        .rewrite = rewrite, .arena = plan->arena, .of = ARENA_NEW_ARRAY(plan->arena, Needs, n_ids)};
    LogicalOperator **operators = plan->operators; // FOREACHs that are added come in a new array
    for (size_t i = 0; i < n; i++)
        pruner.of[operators[i]->id] = needs_new(plan->arena, operators[i]->schema);
    for (size_t i = 0; i < plan->n_scalars; i++)
        if (plan->scalars[i].relation)
            need_all(&pruner.of[plan->scalars[i].relation->id]);
    for (size_t i = n; i-- > 0;)
        prune_operator(&pruner, operators[i]);
    rewrite_resort(rewrite);
    *changed = false; // one walk finds all
    return STATUS_OK;
}
