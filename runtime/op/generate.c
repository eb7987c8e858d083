// SPDX-License-Identifier: Apache-2.0
//
// Items are evaluated over the whole batch first. If nothing multiplies rows, the results are the
// columns. Else the product is walked and its rows noted as numbers (which input row, which tuple
// of each bag), and every BATCH_ROWS of them the columns are gathered. Where the noted numbers are
// consecutive, as when one bag column made by a group or TOKENIZE is flattened, columns are slices.

#include "runtime/op/generate.h"

#include "runtime/op/tuple.h"
#include "udf/vector/map_order.h"

typedef enum ItemKind {
    ITEM_PLAIN,
    ITEM_TUPLE, // fields become columns
    ITEM_BAG,   // tuples become rows
    ITEM_MAP,   // entries become rows
    ITEM_ANY,   // may be a bag: known when the values are seen
} ItemKind;

typedef struct Item {
    const GenerateItem *plan;
    Evaluator *evaluator;
    ItemKind kind;
    const Schema *fields; // of the tuples, if known
    // Of the present batch:
    Vector value;
    ItemKind acts_as;
    size_t n_columns;
    Vector *columns;      // what it becomes: over input rows, or over tuples of the bag
    const Vector *tuples; // spread into a ragged row: the tuples themselves
    uint32_t *rows;       // of a multiplying item: row of `columns` for each result row
    bool has_no_row;
} Item;

struct Generator {
    size_t n_items;
    Item *items;
    bool ragged;
    bool transient;    // what a batch of results needed may go once the sink has returned
    uint32_t *origins; // of the result rows noted so far
    size_t n_noted;
};

// Where results go.
typedef struct Delivery {
    Worker *worker;
    GeneratorSink *sink;
    void *context;
} Delivery;

static ItemKind item_kind(const GenerateItem *item) {
    if (!item->flatten)
        return ITEM_PLAIN;
    switch (item->expression->type->tag) {
    case PIG_TUPLE:
        return ITEM_TUPLE;
    case PIG_BAG:
        return ITEM_BAG;
    case PIG_MAP:
        return ITEM_MAP;
    case PIG_ANY:
    case PIG_BYTEARRAY:
        return ITEM_ANY;
    default:
        return ITEM_PLAIN;
    }
}

Status generator_create(Worker *worker, const GenerateItem *items, size_t n_items,
                        const Schema *output, const Vector *const *nested, bool transient,
                        Generator **generator) {
    Generator *self = *generator = ARENA_NEW(worker->state, Generator);
    self->n_items = n_items;
    self->items = ARENA_NEW_ARRAY(worker->state, Item, n_items);
    self->ragged = output == NULL;
    self->transient = transient;
    self->origins = ARENA_NEW_ARRAY(worker->state, uint32_t, BATCH_ROWS);
    for (size_t i = 0; i < n_items; i++) {
        Item *item = &self->items[i];
        item->plan = &items[i];
        item->kind = item_kind(&items[i]);
        item->fields = items[i].expression->type->fields;
        if (item->kind >= ITEM_BAG)
            item->rows = ARENA_NEW_ARRAY(worker->state, uint32_t, BATCH_ROWS);
        TRY(evaluator_create(worker, items[i].expression, nested, &item->evaluator));
    }
    return STATUS_OK;
}

void generator_destroy(Generator *generator) {
    for (size_t i = 0; generator && i < generator->n_items; i++)
        if (generator->items[i].evaluator)
            evaluator_destroy(generator->items[i].evaluator);
}

// ---- what an item becomes ----

static bool any_is_complex(const Vector *v, const Batch *batch) {
    if (v->type != PIG_ANY)
        return false;
    for (size_t i = 0; i < batch->n_selected; i++) {
        const uint8_t tag = v->tags[pig_at(v, batch_row(batch, i))];
        if (tag == PIG_TUPLE || tag == PIG_BAG || tag == PIG_MAP)
            return true;
    }
    return false;
}

static size_t width_known(const Item *item) {
    if (item->plan->n_fields)
        return item->plan->n_fields;
    return item->fields ? (size_t)item->fields->n_fields : 1;
}

// A value that is no tuple: one column, and nulls for the further names that AS gave.
static void one_column(Worker *worker, const Generator *self, Item *item) {
    item->n_columns = self->ragged || item->kind == ITEM_PLAIN ? 1 : width_known(item);
    item->columns = &item->value;
    if (item->n_columns == 1)
        return;
    item->columns = ARENA_NEW_ARRAY(worker->arena, Vector, item->n_columns);
    item->columns[0] = item->value;
    for (size_t c = 1; c < item->n_columns; c++)
        item->columns[c] = vector_null(worker->arena, type_of(PIG_ANY));
}

// Lays out the columns of an item over its rows (input rows, or tuples of a bag).
static void take_tuples(Worker *worker, const Generator *self, Item *item, const Vector *tuples,
                        size_t n_rows) {
    item->tuples = tuples;
    if (self->ragged)
        return;
    item->n_columns = width_known(item);
    item->columns = tuple_columns(worker->arena, tuples, n_rows, item->fields, item->n_columns);
}

static void prepare_item(Worker *worker, const Generator *self, Item *item, const Batch *input) {
    item->acts_as = item->kind;
    item->tuples = NULL;
    if (item->kind == ITEM_ANY) {
        if (any_is_complex(&item->value, input)) {
            item->value = bags_of_any(worker->arena, &item->value, input->n_rows, input);
            item->acts_as = ITEM_BAG;
        } else {
            item->acts_as = ITEM_PLAIN;
        }
    }
    switch (item->acts_as) {
    case ITEM_TUPLE:
        take_tuples(worker, self, item, &item->value, input->n_rows);
        break;
    case ITEM_BAG:
        take_tuples(worker, self, item, &item->value.children[0],
                    bag_child_rows(&item->value, input));
        break;
    case ITEM_MAP: { // its entries as tuples; a null map of unknown inside is one null
        item->value = vector_order_maps(worker->arena, &item->value, input->n_rows);
        Vector *entries = ARENA_NEW(worker->arena, Vector);
        *entries = (Vector){.type = PIG_TUPLE, .n_children = 2, .children = item->value.children};
        take_tuples(worker, self, item, entries, bag_child_rows(&item->value, input));
        break;
    }
    default:
        one_column(worker, self, item);
    }
}

static bool multiplies(const Item *item) {
    return item->acts_as == ITEM_BAG || item->acts_as == ITEM_MAP;
}

// ---- results ----

static size_t count_columns(const Generator *self) {
    size_t n = 0;
    for (size_t i = 0; i < self->n_items; i++)
        n += self->items[i].n_columns;
    return n;
}

// parts: of ragged rows; NULL: the batch has its columns.
static Status pass_on(const Delivery *delivery, Batch *out, const TuplePart *parts, size_t n_parts,
                      const uint32_t *origins) {
    Vector row;
    if (parts) {
        row = tuple_concat(delivery->worker->arena, parts, n_parts, out->n_rows);
        out->columns = &row;
        out->n_columns = 1;
    }
    return delivery->sink(delivery->worker, delivery->context, out, origins);
}

// The parts of a ragged row: an item's tuples, or its columns.
static size_t item_parts(const Item *item, const uint32_t *rows, TuplePart *parts) {
    if (item->tuples) {
        parts[0] = (TuplePart){
            .values = item->tuples, .rows = rows, .spread = true, .null_width = width_known(item)};
        return 1;
    }
    for (size_t c = 0; c < item->n_columns; c++)
        parts[c] = (TuplePart){.values = &item->columns[c], .rows = rows};
    return item->n_columns;
}

// Result rows are the input's rows.
static Status generate_straight(Generator *self, const Delivery *delivery, const Batch *input) {
    Worker *worker = delivery->worker;
    Batch out = *input;
    if (self->ragged) {
        // Only selected rows may be read, so the result is made dense.
        uint32_t *rows = arena_alloc(worker->arena, input->n_selected * sizeof *rows);
        for (size_t i = 0; i < input->n_selected; i++)
            rows[i] = (uint32_t)batch_row(input, i);
        TuplePart *parts = ARENA_NEW_ARRAY(worker->arena, TuplePart, 2 * self->n_items);
        size_t n_parts = 0;
        for (size_t i = 0; i < self->n_items; i++)
            n_parts += item_parts(&self->items[i], rows, parts + n_parts);
        out.n_rows = out.n_selected = input->n_selected;
        out.selection = NULL;
        return pass_on(delivery, &out, parts, n_parts, rows);
    }
    out.n_columns = count_columns(self);
    out.columns = ARENA_NEW_ARRAY(worker->arena, Vector, out.n_columns);
    size_t to = 0;
    for (size_t i = 0; i < self->n_items; i++)
        for (size_t c = 0; c < self->items[i].n_columns; c++)
            out.columns[to++] = self->items[i].columns[c];
    return delivery->sink(worker, delivery->context, &out, NULL);
}

static bool consecutive(const uint32_t *rows, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (rows[i] != rows[0] + i)
            return false;
    return n && rows[0] != VECTOR_NO_ROW;
}

// One column of the result; sliced where the rows follow each other.
static Vector result_column(Arena *arena, const Vector *column, const uint32_t *rows, size_t n,
                            bool slice, bool has_no_row) {
    if (slice)
        return vector_slice(arena, column, rows[0], n);
    return has_no_row ? vector_gather_or_null(arena, column, rows, n)
                      : vector_gather(arena, column, rows, n);
}

// Passes on the rows noted so far.
static Status flush(Generator *self, const Delivery *delivery) {
    Worker *worker = delivery->worker;
    const size_t n = self->n_noted;
    if (n == 0)
        return STATUS_OK;
    self->n_noted = 0;
    const ArenaMark mark = arena_mark(worker->arena);
    Batch out = {.n_rows = n, .n_selected = n};
    TuplePart *parts = NULL;
    size_t n_parts = 0, to = 0;
    if (self->ragged) {
        parts = ARENA_NEW_ARRAY(worker->arena, TuplePart, 2 * self->n_items);
    } else {
        out.n_columns = count_columns(self);
        out.columns = ARENA_NEW_ARRAY(worker->arena, Vector, out.n_columns);
    }
    for (size_t i = 0; i < self->n_items; i++) {
        Item *item = &self->items[i];
        const uint32_t *rows = multiplies(item) ? item->rows : self->origins;
        if (self->ragged) {
            n_parts += item_parts(item, rows, parts + n_parts);
            continue;
        }
        const bool has_no_row = multiplies(item) && item->has_no_row;
        const bool slice = !has_no_row && consecutive(rows, n);
        for (size_t c = 0; c < item->n_columns; c++)
            out.columns[to++] =
                result_column(worker->arena, &item->columns[c], rows, n, slice, has_no_row);
        item->has_no_row = false;
    }
    TRY(pass_on(delivery, &out, parts, n_parts, self->origins));
    if (self->transient)
        arena_release(worker->arena, mark);
    return STATUS_OK;
}

// The tuples of an item for an input row; a null bag counts as one that is not there.
static pig_span item_span(const Item *item, size_t row) {
    if (pig_is_null(&item->value, row))
        return (pig_span){VECTOR_NO_ROW, 1};
    return pig_spans(&item->value)[pig_at(&item->value, row)];
}

// Notes the product of the multiplying items for one input row, the last item turning fastest.
static Status note_row(Generator *self, const Delivery *delivery, size_t row, Item **many,
                       size_t n_many) {
    Worker *worker = delivery->worker;
    pig_span *spans = arena_alloc(worker->arena, n_many * sizeof *spans);
    uint64_t n_rows = 1;
    for (size_t m = 0; m < n_many; m++) {
        spans[m] = item_span(many[m], row);
        if (__builtin_mul_overflow(n_rows, spans[m].n_rows, &n_rows))
            return worker_fail(worker, 2078, NULL, "FLATTEN makes too many rows of one");
    }
    for (uint64_t k = 0; k < n_rows; k++) {
        if (self->n_noted == BATCH_ROWS) {
            TRY(worker_check(worker));
            TRY(flush(self, delivery));
        }
        uint64_t rest = k;
        for (size_t m = n_many; m-- > 0;) {
            const uint64_t at = n_many == 1 ? rest : rest % spans[m].n_rows;
            rest = n_many == 1 ? 0 : rest / spans[m].n_rows;
            many[m]->rows[self->n_noted] = (uint32_t)(spans[m].start + at);
            many[m]->has_no_row |= spans[m].start == VECTOR_NO_ROW;
        }
        self->origins[self->n_noted++] = (uint32_t)row;
    }
    return STATUS_OK;
}

// The common case of a single bag: whole spans at a time.
static Status note_span(Generator *self, const Delivery *delivery, size_t row, Item *item) {
    Worker *worker = delivery->worker;
    pig_span span = item_span(item, row);
    item->has_no_row |= span.start == VECTOR_NO_ROW;
    while (span.n_rows) {
        if (self->n_noted == BATCH_ROWS) {
            TRY(worker_check(worker));
            TRY(flush(self, delivery));
            item->has_no_row |= span.start == VECTOR_NO_ROW;
        }
        const size_t room = BATCH_ROWS - self->n_noted;
        const size_t n = span.n_rows < room ? span.n_rows : room;
        for (size_t i = 0; i < n; i++) {
            item->rows[self->n_noted + i] = (uint32_t)(span.start + i);
            self->origins[self->n_noted + i] = (uint32_t)row;
        }
        self->n_noted += n;
        span.start += n;
        span.n_rows -= n;
    }
    return STATUS_OK;
}

Status generator_run(Generator *generator, Worker *worker, const Batch *input, GeneratorSink *sink,
                     void *context) {
    const Delivery delivery = {worker, sink, context};
    Item **many = ARENA_NEW_ARRAY(worker->arena, Item *, generator->n_items + 1);
    size_t n_many = 0;
    for (size_t i = 0; i < generator->n_items; i++) {
        Item *item = &generator->items[i];
        TRY(evaluator_run(item->evaluator, worker, input, &item->value));
        prepare_item(worker, generator, item, input);
        item->has_no_row = false;
        if (multiplies(item))
            many[n_many++] = item;
    }
    if (n_many == 0)
        return generate_straight(generator, &delivery, input);
    generator->n_noted = 0;
    for (size_t i = 0; i < input->n_selected; i++) {
        const size_t row = batch_row(input, i);
        if (n_many == 1)
            TRY(note_span(generator, &delivery, row, many[0]));
        else
            TRY(note_row(generator, &delivery, row, many, n_many));
    }
    return flush(generator, &delivery);
}
