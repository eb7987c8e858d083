// SPDX-License-Identifier: Apache-2.0
//
// Rewrites the expressions of a FOREACH over a GROUP. A bag is seen as a BagView: which input it
// comes from, what its fields are in terms of that input's row, and which rows belong to it. Every
// AGGREGATE over a view becomes a column of the AGGREGATE stage; everything else must only read the
// group key.

#include "compiler/combine.h"

#include <string.h>

enum { MAX_NESTED_DEPTH = 64 };

typedef struct BagView {
    size_t tag;
    size_t n_fields;
    Expression **fields; // over the input's row
    Expression *filter;  // NULL: all rows
    bool ordered;
    bool distinct;
    size_t n_distinct;
    Expression **distinct_fields; // the tuple that DISTINCT compared
} BagView;

typedef struct Combiner {
    Arena *arena;
    Registry *registry;
    const LogicalOperator *foreach;
    const LogicalOperator *group;
    size_t n_keys; // columns of the stage's output in front of the aggregates
    StageAggregate *aggregates;
    const Type **results;
    size_t n_aggregates, max_aggregates;
    bool failed;
} Combiner;

static bool view_of(Combiner *c, const Expression *bag, int depth, BagView *view);

static bool view_of_input(Combiner *c, const Expression *bag, BagView *view) {
    if (bag->index == 0 || bag->index > c->group->n_inputs)
        return false;
    size_t tag = bag->index - 1;
    const Schema *schema = c->group->inputs[tag]->schema;
    if (!schema)
        return false;
    size_t n = (size_t)schema->n_fields;
    *view =
        (BagView){.tag = tag, .n_fields = n, .fields = ARENA_NEW_ARRAY(c->arena, Expression *, n)};
    for (size_t f = 0; f < n; f++)
        view->fields[f] = expression_column(c->arena, &bag->place, schema->fields[f].type, f);
    return true;
}

static bool view_of_project(Combiner *c, const Expression *bag, int depth, BagView *view) {
    BagView whole;
    if (!view_of(c, bag->children[0], depth, &whole))
        return false;
    *view = whole;
    view->n_fields = bag->n_indexes;
    view->fields = ARENA_NEW_ARRAY(c->arena, Expression *, bag->n_indexes);
    for (size_t i = 0; i < bag->n_indexes; i++) {
        if (bag->indexes[i] >= whole.n_fields)
            return false;
        view->fields[i] = whole.fields[bag->indexes[i]];
    }
    return true;
}

static bool view_of_filter(Combiner *c, const NestedOperator *op, BagView *view) {
    Expression *predicate = expression_replace_columns(c->arena, op->predicate, view->fields);
    view->filter = view->filter
                       ? expression_new(c->arena, EXPRESSION_AND, &op->place, type_of(PIG_BOOLEAN),
                                        2, (Expression *[]){view->filter, predicate})
                       : predicate;
    return true;
}

static bool view_of_distinct(BagView *view) {
    if (view->distinct)
        return view->n_distinct == view->n_fields; // DISTINCT of the same tuples
    view->distinct = true;
    view->n_distinct = view->n_fields;
    view->distinct_fields = view->fields;
    return true;
}

static bool view_of_foreach(Combiner *c, const NestedOperator *op, BagView *view) {
    if (view->distinct)
        return false;
    Expression **fields = ARENA_NEW_ARRAY(c->arena, Expression *, op->n_items);
    for (size_t i = 0; i < op->n_items; i++) {
        if (op->items[i].flatten || op->items[i].n_fields != 1)
            return false;
        fields[i] = expression_replace_columns(c->arena, op->items[i].expression, view->fields);
    }
    view->fields = fields;
    view->n_fields = op->n_items;
    return true;
}

static bool view_of_nested(Combiner *c, const NestedOperator *op, int depth, BagView *view) {
    if (op->n_bags != 1 || !view_of(c, op->bags[0], depth, view))
        return false;
    switch (op->kind) {
    case NESTED_BAG:
        return true;
    case NESTED_ORDER:
        view->ordered = true;
        return true;
    case NESTED_FILTER:
        return view_of_filter(c, op, view);
    case NESTED_DISTINCT:
        return view_of_distinct(view);
    case NESTED_FOREACH:
        return view_of_foreach(c, op, view);
    default:
        return false;
    }
}

static bool view_of(Combiner *c, const Expression *bag, int depth, BagView *view) {
    if (depth > MAX_NESTED_DEPTH)
        return false;
    switch (bag->kind) {
    case EXPRESSION_COLUMN:
        return view_of_input(c, bag, view);
    case EXPRESSION_BAG_PROJECT:
        return view_of_project(c, bag, depth + 1, view);
    case EXPRESSION_NESTED:
        return view_of_nested(c, &c->foreach->foreach.nested[bag->index], depth + 1, view);
    default:
        return false;
    }
}

static bool same_list(Expression *const *a, size_t n_a, Expression *const *b, size_t n_b) {
    if (n_a != n_b)
        return false;
    for (size_t i = 0; i < n_a; i++)
        if (!expression_equal(a[i], b[i]))
            return false;
    return true;
}

static bool same_aggregate(const StageAggregate *a, const StageAggregate *b) {
    return a->tag == b->tag && a->distinct == b->distinct &&
           a->call->function == b->call->function && a->call->n_constructor_args == 0 &&
           b->call->n_constructor_args == 0 && !a->filter == !b->filter &&
           (!a->filter || expression_equal(a->filter, b->filter)) &&
           same_list(a->args, a->n_args, b->args, b->n_args) &&
           same_list(a->distinct_args, a->n_distinct, b->distinct_args, b->n_distinct);
}

// The output column of an aggregate, shared with an equal one.
static Expression *aggregate_column(Combiner *c, const Place *place, const StageAggregate *wanted) {
    size_t i = 0;
    while (i < c->n_aggregates && !same_aggregate(&c->aggregates[i], wanted))
        i++;
    if (i == c->n_aggregates) {
        if (i == c->max_aggregates) {
            c->failed = true;
            return NULL;
        }
        c->aggregates[i] = *wanted;
        c->results[i] = wanted->call->result;
        c->n_aggregates++;
    }
    return expression_column(c->arena, place, c->results[i], c->n_keys + i);
}

// The distinct tuple with the aggregate's arguments in front. False if an argument is not in it.
static bool arrange_distinct(Combiner *c, const BagView *view, StageAggregate *aggregate) {
    Expression **fields = ARENA_NEW_ARRAY(c->arena, Expression *, view->n_distinct);
    bool *taken = ARENA_NEW_ARRAY(c->arena, bool, view->n_distinct);
    size_t n = 0;
    for (size_t a = 0; a < aggregate->n_args; a++) {
        size_t f = 0;
        while (f < view->n_distinct &&
               (taken[f] || !expression_equal(view->distinct_fields[f], aggregate->args[a])))
            f++;
        if (f == view->n_distinct)
            return false;
        taken[f] = true;
        fields[n++] = view->distinct_fields[f];
    }
    for (size_t f = 0; f < view->n_distinct; f++)
        if (!taken[f])
            fields[n++] = view->distinct_fields[f];
    aggregate->distinct = true;
    aggregate->n_distinct = n;
    aggregate->distinct_args = fields;
    return true;
}

// Would the result tell that the bag was put into order?
static bool sees_order(const FunctionCall *call, const BagView *view) {
    return view->ordered && function_order(call) != PIG_ORDER_NONE;
}

// `call` over the tuples of the bag, as a column; NULL and c->failed if it cannot be.
static Expression *aggregate_over(Combiner *c, const FunctionCall *call, const Expression *bag) {
    BagView view;
    const pig_agg *functions = call->fn->aggregate;
    c->failed = !functions || !functions->merge || !view_of(c, bag, 0, &view) ||
                sees_order(call, &view) || call->n_columns > view.n_fields;
    if (c->failed)
        return NULL;
    StageAggregate aggregate = {.call = call,
                                .tag = view.tag,
                                .n_args = call->n_columns,
                                .args = view.fields,
                                .filter = view.filter};
    if (view.distinct && !arrange_distinct(c, &view, &aggregate)) {
        c->failed = true;
        return NULL;
    }
    return aggregate_column(c, &bag->place, &aggregate);
}

static bool same_rows(const BagView *a, const BagView *b) {
    return a->tag == b->tag && !a->distinct && !b->distinct && !a->filter == !b->filter &&
           (!a->filter || expression_equal(a->filter, b->filter));
}

static size_t count_bags(const Expression *call) {
    size_t n = 0;
    for (size_t i = 0; i < call->n_children; i++)
        n += call->children[i]->type->tag == PIG_BAG;
    return n;
}

static bool is_known(const Expression *e) {
    return e->kind == EXPRESSION_CONSTANT && !pig_is_null(e->constant, 0);
}

// The rows that the bags of the call have in common. False if they are not those of one view, or if
// another argument is not a constant.
static bool common_rows(Combiner *c, const Expression *call, BagView *views, BagView *rows) {
    size_t n_bags = 0;
    for (size_t i = 0; i < call->n_children; i++) {
        Expression *child = call->children[i];
        if (child->type->tag != PIG_BAG) {
            if (!is_known(child))
                return false;
            continue;
        }
        if (!view_of(c, child, 0, &views[i]) || views[i].distinct || views[i].n_fields == 0 ||
            sees_order(call->call, &views[i]))
            return false;
        if (n_bags++ == 0)
            *rows = views[i];
        else if (!same_rows(rows, &views[i]))
            return false;
    }
    return n_bags > 0;
}

// What `add` of an algebraic function reads: its constants, and all fields of its only bag, or the
// first field of each of several.
static Expression **algebraic_arguments(Combiner *c, const Expression *call, const BagView *views,
                                        size_t *n_args) {
    const bool whole = count_bags(call) == 1;
    size_t n = call->n_children;
    for (size_t i = 0; i < call->n_children; i++)
        n += views[i].n_fields;
    Expression **args = ARENA_NEW_ARRAY(c->arena, Expression *, n);
    n = 0;
    for (size_t i = 0; i < call->n_children; i++) {
        if (views[i].n_fields == 0)
            args[n++] = call->children[i];
        for (size_t f = 0; f < (whole ? views[i].n_fields : views[i].n_fields > 0); f++)
            args[n++] = views[i].fields[f];
    }
    *n_args = n;
    return args;
}

// The call of a scalar function that is algebraic as a column; NULL if it is none over the group's
// bags.
static Expression *algebraic_call(Combiner *c, const Expression *e) {
    BagView *views = ARENA_NEW_ARRAY(c->arena, BagView, e->n_children + 1), rows = {0};
    if (!e->call->fn->aggregate || !common_rows(c, e, views, &rows))
        return NULL;
    FunctionCall *call = ARENA_NEW(c->arena, FunctionCall);
    *call = *e->call;
    Expression **args = algebraic_arguments(c, e, views, &call->n_columns);
    const StageAggregate aggregate = {.call = call,
                                      .tag = rows.tag,
                                      .n_args = call->n_columns,
                                      .args = args,
                                      .filter = rows.filter};
    return aggregate_column(c, &e->place, &aggregate);
}

static Expression *rewrite(Combiner *c, const Expression *e, int depth);

// The number of tuples of a bag as a long column.
static Expression *count_of(Combiner *c, const Expression *bag) {
    FunctionCall *call = ARENA_NEW(c->arena, FunctionCall);
    DiagnosticSink *unheard = diagnostics_create(c->arena);
    const Argument argument = {.type = bag->type};
    if (registry_resolve(c->registry, "COUNT_STAR", &argument, 1, &bag->place, unheard, call) !=
        STATUS_OK) {
        c->failed = true;
        return NULL;
    }
    return aggregate_over(c, call, bag);
}

static Expression *is_empty(Combiner *c, const Expression *e) {
    Expression *count = count_of(c, e->children[0]);
    if (c->failed)
        return NULL;
    return expression_new(c->arena, EXPRESSION_EQUAL, &e->place, type_of(PIG_BOOLEAN), 2,
                          (Expression *[]){count, expression_long(c->arena, &e->place, 0)});
}

// A call of the class with a bag as its one argument.
static bool is_call_of_bag(const Expression *e, const char *class_name) {
    return e->kind == EXPRESSION_CALL && e->n_children == 1 &&
           e->children[0]->type->tag == PIG_BAG && strcmp(e->call->fn->name, class_name) == 0;
}

// The key as a value: a column, the word of GROUP ALL, or a tuple of the key columns.
static Expression *group_value(Combiner *c, const Expression *e) {
    const LogicalOperator *group = c->group;
    if (group->group.all)
        return expression_text(c->arena, &e->place, "all", 3);
    if (c->n_keys == 1)
        return expression_column(c->arena, &e->place, group->group.key_type, 0);
    Argument *arguments = ARENA_NEW_ARRAY(c->arena, Argument, c->n_keys);
    Expression **columns = ARENA_NEW_ARRAY(c->arena, Expression *, c->n_keys);
    for (size_t k = 0; k < c->n_keys; k++) {
        const Field *field = &group->group.key_type->fields->fields[k];
        columns[k] = expression_column(c->arena, &e->place, field->type, k);
        arguments[k] = (Argument){.type = field->type, .name = field->name};
    }
    FunctionCall *call = ARENA_NEW(c->arena, FunctionCall);
    if (registry_resolve(c->registry, "TOTUPLE", arguments, c->n_keys, &e->place,
                         diagnostics_create(c->arena), call) != STATUS_OK) {
        c->failed = true;
        return NULL;
    }
    Expression *tuple = expression_new(c->arena, EXPRESSION_CALL, &e->place, group->group.key_type,
                                       c->n_keys, columns);
    tuple->call = call;
    return tuple;
}

static bool is_group_column(const Expression *e) {
    return e->kind == EXPRESSION_COLUMN && e->index == 0;
}

static Expression *rewrite_children(Combiner *c, const Expression *e, int depth) {
    Expression *copy = ARENA_NEW(c->arena, Expression);
    Expression **children = ARENA_NEW_ARRAY(c->arena, Expression *, e->n_children);
    *copy = *e;
    copy->children = children;
    for (size_t i = 0; i < e->n_children && !c->failed; i++)
        children[i] = rewrite(c, e->children[i], depth + 1);
    return copy;
}

// e over the stage's output instead of the GROUP's.
static Expression *rewrite(Combiner *c, const Expression *e, int depth) {
    enum { MAX_DEPTH = 2000 };
    if (depth > MAX_DEPTH) {
        c->failed = true;
        return NULL;
    }
    Expression *column = NULL;
    if (e->kind == EXPRESSION_AGGREGATE)
        column = aggregate_over(c, e->call, e->children[0]);
    else if (e->kind == EXPRESSION_CALL)
        column = algebraic_call(c, e);
    if (column)
        return column;
    c->failed = false; // its bag may be made of what is no bag: SUM(TOBAG(MIN(A.x), group))
    if (is_call_of_bag(e, "IsEmpty"))
        column = is_empty(c, e);
    else if (is_call_of_bag(e, "BagSize"))
        column = count_of(c, e->children[0]);
    if (column && !c->failed)
        return column;
    c->failed = false; // its bag may be what an aggregate gives: SIZE(TOP(3, 0, A))
    if (is_group_column(e))
        return group_value(c, e);
    if (e->kind == EXPRESSION_TUPLE_FIELD && is_group_column(e->children[0]) && c->n_keys > 1 &&
        e->index < c->n_keys)
        return expression_column(c->arena, &e->place, e->type, e->index);
    if (e->kind == EXPRESSION_COLUMN || e->kind == EXPRESSION_NESTED) {
        c->failed = true;
        return NULL;
    }
    return e->n_children ? rewrite_children(c, e, depth) : (Expression *)e;
}

// Appends the item, FLATTEN(group) as its key columns.
static size_t combine_item(Combiner *c, const GenerateItem *item, GenerateItem *out) {
    if (item->flatten && is_group_column(item->expression) && c->n_keys > 1) {
        for (size_t k = 0; k < c->n_keys; k++)
            out[k] = (GenerateItem){.expression = expression_column(
                                        c->arena, &item->expression->place,
                                        c->group->group.key_type->fields->fields[k].type, k),
                                    .n_fields = 1};
        return c->n_keys;
    }
    *out = *item;
    out->expression = rewrite(c, item->expression, 0);
    return 1;
}

static size_t count_nodes(const Expression *e) {
    size_t n = 1;
    for (size_t i = 0; i < e->n_children; i++)
        n += count_nodes(e->children[i]);
    return n;
}

static const Schema *stage_output(const Combiner *c) {
    Schema *schema = schema_new(c->arena, (int)(c->n_keys + c->n_aggregates));
    for (size_t k = 0; k < c->n_keys; k++) {
        const Type *key = c->group->group.key_type;
        schema->fields[k] =
            c->n_keys == 1 ? (Field){.name = "group", .type = key} : key->fields->fields[k];
    }
    for (size_t a = 0; a < c->n_aggregates; a++)
        schema->fields[c->n_keys + a] = (Field){.type = c->results[a]};
    return schema;
}

// An aggregate stage has a bit for each INNER input.
static bool has_bits_enough(const LogicalOperator *group) {
    size_t n_inner = 0;
    for (size_t i = 0; i < group->n_inputs; i++)
        n_inner += group->group.keyed[i].inner;
    return n_inner <= STAGE_MOST_INNER;
}

bool combine_group(Arena *arena, const LogicalOperator *foreach, Registry *registry,
                   Combined *combined) {
    const LogicalOperator *group = foreach->inputs[0];
    if (group->kind != LOGICAL_GROUP || !has_bits_enough(group))
        return false;
    Combiner c = {.arena = arena,
                  .registry = registry,
                  .foreach = foreach,
                  .group = group,
                  .n_keys = group->group.all ? 0 : group->group.keyed[0].n_keys};
    if (c.n_keys > 1 && !group->group.key_type->fields)
        return false;
    size_t n_items = foreach->foreach.n_items;
    for (size_t i = 0; i < n_items; i++)
        c.max_aggregates += count_nodes(foreach->foreach.items[i].expression);
    c.aggregates = ARENA_NEW_ARRAY(arena, StageAggregate, c.max_aggregates);
    c.results = ARENA_NEW_ARRAY(arena, const Type *, c.max_aggregates);
    GenerateItem *items = ARENA_NEW_ARRAY(arena, GenerateItem, n_items * (c.n_keys + 1));
    size_t n = 0;
    for (size_t i = 0; i < n_items && !c.failed; i++)
        n += combine_item(&c, &foreach->foreach.items[i], &items[n]);
    // Without an aggregate and without keys, nothing would tell that there were rows at all.
    if (c.failed || (c.n_aggregates == 0 && c.n_keys == 0))
        return false;
    *combined = (Combined){.n_aggregates = c.n_aggregates,
                           .aggregates = c.aggregates,
                           .output = stage_output(&c),
                           .n_items = n,
                           .items = items};
    return true;
}
