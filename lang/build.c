// SPDX-License-Identifier: Apache-2.0
//
// A list grows by doubling: its room is the next power of two of its length, so that no capacity
// is kept in the tree.

#include "lang/build.h"

#include <string.h>

// ---- Lists ----

// `items` with room for one more behind the n there are.
static void *grown(ParseContext *context, void *items, size_t n, size_t item_bytes) {
    if (n && (n & (n - 1)))
        return items;
    void *larger = arena_array(context->arena, n ? n * 2 : 1, item_bytes);
    if (n)
        memcpy(larger, items, n * item_bytes);
    return larger;
}

#define ADD(list, items, item)                                                                     \
    do {                                                                                           \
        (list).items = grown(context, (list).items, (list).n, sizeof *(list).items);               \
        (list).items[(list).n++] = (item);                                                         \
    } while (0)

#define LIST(List, add, Item, items)                                                               \
    List add(ParseContext *context, List list, Item item) {                                        \
        ADD(list, items, item);                                                                    \
        return list;                                                                               \
    }
LIST(AstNames, add_name, AstName, items)
LIST(AstStrings, add_string, AstString, items)
LIST(AstExpressions, add_expression, AstExpression *, items)
LIST(AstInputs, add_input, AstInput, items)
LIST(AstKeyedInputs, add_keyed, AstKeyedInput, items)
LIST(AstSortKeys, add_sort_key, AstSortKey, items)
LIST(AstGenerate, add_item, AstGenerateItem, items)
LIST(NestedBlock, add_nested, AstNestedStatement, statements)
LIST(Branches, add_branch, AstSplitBranch, items)
LIST(AstStreamEnds, add_end, AstStreamEnd, items)
#undef LIST

AstSchema *add_field(ParseContext *context, AstSchema *schema, AstField item, TextRange range) {
    if (!schema) {
        schema = ARENA_NEW(context->arena, AstSchema);
        schema->place = context_place(context, range);
    }
    ADD(*schema, fields, item);
    return schema;
}

AstExpressions one(ParseContext *context, AstExpression *item) {
    return add_expression(context, (AstExpressions){0}, item);
}

AstExpressions add_first(ParseContext *context, AstExpression *first, AstExpressions rest) {
    AstExpressions all = one(context, first);
    for (size_t i = 0; i < rest.n; i++)
        all = add_expression(context, all, rest.items[i]);
    return all;
}

AstExpressions add_pair(ParseContext *context, AstExpressions list, AstExpression *a,
                        AstExpression *b) {
    return add_expression(context, add_expression(context, list, a), b);
}

AstExpressions two(ParseContext *context, AstExpression *a, AstExpression *b) {
    return add_pair(context, (AstExpressions){0}, a, b);
}

AstKeyedInputs pair(ParseContext *context, AstKeyedInput left, AstKeyedInput right) {
    return add_keyed(context, add_keyed(context, (AstKeyedInputs){0}, left), right);
}

// ---- Expressions ----

AstName make_name(ParseContext *context, const char *text, TextRange range) {
    return (AstName){text, context_place(context, range)};
}

AstName no_name(void) {
    return (AstName){0};
}

AstString no_string(void) {
    return (AstString){0};
}

AstExpression *make_leaf(ParseContext *context, AstExpressionKind kind, TextRange range) {
    AstExpression *e = ARENA_NEW(context->arena, AstExpression);
    e->kind = kind;
    e->place = context_place(context, range);
    return e;
}

AstExpression *make_constant(ParseContext *context, AstExpressionKind kind, const char *text,
                             TextRange range) {
    AstExpression *e = make_leaf(context, kind, range);
    e->text = text;
    e->n_bytes = strlen(text);
    return e;
}

AstExpression *make_text(ParseContext *context, AstString text, TextRange range) {
    AstExpression *e = make_leaf(context, AST_STRING, range);
    e->text = text.text;
    e->n_bytes = text.n_bytes;
    return e;
}

AstExpression *make_raw(ParseContext *context, AstExpressionKind kind, TextRange range,
                        size_t n_quote) {
    AstExpression *e = make_leaf(context, kind, range);
    e->n_bytes = range.end - range.start - 2 * n_quote;
    e->text = arena_strndup(context->arena, context->text + range.start + n_quote, e->n_bytes);
    return e;
}

AstExpression *make_boolean(ParseContext *context, bool value, TextRange range) {
    AstExpression *e = make_leaf(context, AST_BOOLEAN, range);
    e->flag = value;
    return e;
}

AstExpression *make_column(ParseContext *context, const char *name, TextRange range) {
    return make_constant(context, AST_NAME, name, range);
}

AstExpression *make_position(ParseContext *context, int64_t number, TextRange range) {
    AstExpression *e = make_leaf(context, AST_POSITION, range);
    e->number = number;
    return e;
}

// Takes over the children and notes how deep the tree now is.
static AstExpression *with_children(ParseContext *context, AstExpression *e, AstExpressions list,
                                    TextRange range) {
    e->children = list.items;
    e->n_children = list.n;
    for (size_t i = 0; i < list.n; i++)
        if (list.items[i] && list.items[i]->depth >= e->depth)
            e->depth = list.items[i]->depth + 1;
    if (e->depth > PARSE_MAX_DEPTH)
        context_fail(context, 9040, range, NULL, "the expression has more than %d levels",
                     PARSE_MAX_DEPTH);
    return e;
}

static AstExpression *node(ParseContext *context, AstExpressionKind kind, AstExpressions list,
                           TextRange range) {
    return with_children(context, make_leaf(context, kind, range), list, range);
}

static AstExpressions list_of(ParseContext *context, size_t n, AstExpression *a, AstExpression *b,
                              AstExpression *c) {
    AstExpression **items = ARENA_NEW_ARRAY(context->arena, AstExpression *, n);
    AstExpression *all[] = {a, b, c};
    memcpy(items, all, n * sizeof *items);
    return (AstExpressions){n, items};
}

AstExpression *make_range(ParseContext *context, AstExpression *from, AstExpression *to,
                          TextRange range) {
    return node(context, AST_RANGE, list_of(context, 2, from, to, NULL), range);
}

AstExpression *make_unary(ParseContext *context, AstExpressionKind kind, AstExpression *of,
                          TextRange range) {
    return node(context, kind, list_of(context, 1, of, NULL, NULL), range);
}

AstExpression *make_binary(ParseContext *context, AstExpressionKind kind, AstExpression *left,
                           AstExpression *right, TextRange range) {
    return node(context, kind, list_of(context, 2, left, right, NULL), range);
}

AstExpression *make_arithmetic(ParseContext *context, AstExpressionKind kind, AstExpression *left,
                               AstExpression *right, TextRange range) {
    return make_binary(context, kind, want_value(context, left), want_value(context, right), range);
}

AstExpression *make_null_check(ParseContext *context, AstExpression *of, bool negated,
                               TextRange range) {
    AstExpression *e = make_unary(context, AST_IS_NULL, of, range);
    e->flag = negated;
    return e;
}

AstExpression *make_in(ParseContext *context, AstExpression *of, AstExpressions list,
                       TextRange range) {
    return node(context, AST_IN, add_first(context, of, list), range);
}

AstExpression *make_cast(ParseContext *context, AstType *type, AstExpression *of, TextRange range) {
    AstExpression *e = make_unary(context, AST_CAST, want_value(context, of), range);
    e->type = type;
    return e;
}

AstExpression *make_condition(ParseContext *context, AstExpression *condition, AstExpression *yes,
                              AstExpression *no, TextRange range) {
    AstExpression *e = node(context, AST_CONDITION, list_of(context, 3, condition, yes, no), range);
    e->place = condition->place; // where the reference points to
    return e;
}

AstExpression *make_case(ParseContext *context, AstExpression *of, AstExpressions branches,
                         AstExpression *otherwise, TextRange range) {
    AstExpressions all = of ? add_first(context, of, branches) : branches;
    if (otherwise)
        all = add_expression(context, all, otherwise);
    AstExpression *e = node(context, of ? AST_CASE_VALUE : AST_CASE_WHEN, all, range);
    e->flag = otherwise != NULL;
    return e;
}

static bool is_scalar(const AstExpression *e) {
    switch (e->kind) {
    case AST_INTEGER:
    case AST_LONG:
    case AST_FLOAT:
    case AST_DOUBLE:
    case AST_BIGINTEGER:
    case AST_BIGDECIMAL:
    case AST_STRING:
    case AST_BOOLEAN:
    case AST_NULL:
        return true;
    default:
        return false;
    }
}

// As in the reference, nothing is taken out of a map of constants or an empty bag. A bag of
// constants becomes a call like any other.
static void want_parts(ParseContext *context, AstExpression *from, TextRange range) {
    bool empty = from->kind == AST_BAG && from->n_children == 0;
    if (empty || (from->kind == AST_MAP && from->flag))
        context_fail(context, 1200, range, NULL, "nothing can be taken out of a constant");
    from->flag &= from->kind != AST_BAG;
}

AstExpression *make_dereference(ParseContext *context, AstExpression *from, AstExpressions items,
                                bool parenthesised, TextRange range) {
    want_parts(context, from, range);
    AstExpression *e = node(context, AST_DEREFERENCE, add_first(context, from, items), range);
    e->parenthesised = parenthesised;
    return e;
}

AstExpression *make_map_value(ParseContext *context, AstExpression *from, AstString key,
                              TextRange range) {
    want_parts(context, from, range);
    AstExpression *e = make_unary(context, AST_MAP_VALUE, from, range);
    e->text = key.text;
    e->n_bytes = key.n_bytes;
    return e;
}

// The text of a chain of names, a.b.c; NULL if the expression is something else.
static const char *chain_name(ParseContext *context, const AstExpression *e) {
    if (e->kind == AST_NAME && !e->parenthesised)
        return e->text;
    if (e->kind != AST_DEREFERENCE || e->parenthesised || e->n_children != 2 ||
        e->children[1]->kind != AST_NAME)
        return NULL;
    const char *left = chain_name(context, e->children[0]);
    return left ? arena_printf(context->arena, "%s.%s", left, e->children[1]->text) : NULL;
}

static const AstExpression *leftmost(const AstExpression *e) {
    while (e->kind == AST_DEREFERENCE)
        e = e->children[0];
    return e;
}

AstExpression *make_call(ParseContext *context, AstExpression *callee, AstExpressions arguments,
                         TextRange range) {
    const char *name = chain_name(context, callee);
    if (!name) {
        context_fail(context, 1200, range, NULL, "a function's name is expected before '('");
        name = "";
    }
    AstExpression *e = node(context, AST_CALL, arguments, range);
    e->place = leftmost(callee)->place;
    e->text = name;
    e->n_bytes = strlen(name);
    return e;
}

static bool is_literal(const AstExpression *e) {
    bool composed = e->kind == AST_TUPLE || e->kind == AST_BAG || e->kind == AST_MAP;
    return is_scalar(e) || (composed && e->flag);
}

static bool all_literal(AstExpressions list) {
    for (size_t i = 0; i < list.n; i++)
        if (!is_literal(list.items[i]))
            return false;
    return true;
}

AstExpression *make_parentheses(ParseContext *context, AstExpressions items, TextRange range) {
    bool literal = all_literal(items);
    if (items.n == 1 && !literal && items.items[0]->kind != AST_STAR &&
        items.items[0]->kind != AST_RANGE) {
        // `x.(a)` is marked in the same way, and means something.
        items.items[0]->parenthesised |= items.items[0]->kind != AST_DEREFERENCE;
        return items.items[0];
    }
    AstExpression *e = node(context, AST_TUPLE, items, range);
    e->flag = literal;
    return e;
}

AstExpression *make_bag(ParseContext *context, AstExpressions items, TextRange range) {
    AstExpression *e = node(context, AST_BAG, items, range);
    e->flag = true;
    for (size_t i = 0; i < items.n; i++)
        e->flag &= items.items[i]->kind == AST_TUPLE && items.items[i]->flag;
    return e;
}

AstExpression *make_map(ParseContext *context, AstExpressions items, bool with_signs,
                        TextRange range) {
    AstExpression *e = node(context, AST_MAP, items, range);
    e->flag = with_signs;
    return e;
}

AstExpression *make_dimensions(ParseContext *context, AstExpressionKind kind, AstExpressions items,
                               TextRange range) {
    return node(context, kind, items, range);
}

static bool is_condition(const AstExpression *e) {
    return (e->kind >= AST_EQUAL && e->kind <= AST_IN);
}

_Static_assert(AST_IN - AST_EQUAL == 11, "conditions stand together in AST_EXPRESSIONS");

AstExpression *want_value(ParseContext *context, AstExpression *e) {
    if (is_condition(e))
        context_fail_at(context, 1200, &e->place, "write (CONDITION ? true : false)",
                        "a condition is not a value here");
    return e;
}

// In parentheses, constants alone are a tuple, and IN is no condition.
AstExpression *want_condition(ParseContext *context, AstExpression *e) {
    if (e->kind == AST_IN)
        context_fail_at(context, 1200, &e->place, "write it without parentheses",
                        "IN cannot stand alone in parentheses");
    return e;
}

AstExpression *want_literal(ParseContext *context, AstExpression *e) {
    bool plain_bag = e->kind != AST_BAG || e->flag;
    if (!is_literal(e) || !plain_bag)
        context_fail_at(context, 1200, &e->place, "without #: ['key', value]",
                        "the value behind # is a constant");
    return e;
}

// Only a call may have reserved words among the names that its dots join.
static void want_free_words(ParseContext *context, const AstExpression *e) {
    for (; e->kind == AST_DEREFERENCE || e->kind == AST_MAP_VALUE; e = e->children[0]) {
        const AstExpression *part = e->kind == AST_DEREFERENCE ? e->children[1] : NULL;
        if (part && part->kind == AST_NAME && word_class(part->text) > WORD_COLUMN)
            context_fail_at(context, 1200, &part->place, NULL, "'%s' is a reserved word",
                            part->text);
    }
}

AstExpression *want_whole(ParseContext *context, AstExpression *e) {
    AstExpressions parts = {e->n_children, e->children};
    bool constants = parts.n > 0 && all_literal(parts);
    if (e->kind == AST_BAG && constants && !e->flag)
        context_fail_at(context, 1200, &e->place, "write {(1), (2)}",
                        "a constant bag holds tuples");
    else if (e->kind == AST_MAP && constants && !e->flag)
        context_fail_at(context, 1200, &e->place, "write ['key'#value]",
                        "the entries of a constant map are written with #");
    want_free_words(context, e);
    return e;
}

// ---- Types and schemas ----

AstType *make_type(ParseContext *context, AstTypeKind kind, TextRange range) {
    AstType *type = ARENA_NEW(context->arena, AstType);
    type->kind = kind;
    type->place = context_place(context, range);
    return type;
}

AstType *make_tuple_type(ParseContext *context, AstSchema *fields, TextRange range) {
    AstType *type = make_type(context, AST_TYPE_TUPLE, range);
    type->fields = fields;
    return type;
}

AstType *make_bag_type(ParseContext *context, AstName name, AstType *tuple, TextRange range) {
    AstType *type = make_type(context, AST_TYPE_BAG, range);
    if (tuple && tuple->kind != AST_TYPE_TUPLE)
        context_fail(context, 1200, range, "write bag{(field: type)}", "a bag holds tuples");
    if (tuple) // of no fields: different from no tuple
        type->fields = tuple->fields ? tuple->fields : ARENA_NEW(context->arena, AstSchema);
    type->tuple_name = name;
    return type;
}

AstType *make_map_type(ParseContext *context, AstName name, AstType *value, TextRange range) {
    AstType *type = make_type(context, AST_TYPE_MAP, range);
    type->value = value;
    type->value_name = name;
    return type;
}

AstType *want_bracket(ParseContext *context, AstType *type, AstTypeKind kind, TextRange range) {
    if (type->kind != kind)
        context_fail(context, 1200, range, NULL, "'%s' expected here",
                     kind == AST_TYPE_BAG ? "{" : "[");
    return type;
}

AstField make_field(AstName name, AstType *type, Place place) {
    return (AstField){name, type, place};
}

AstField unnamed_field(AstType *type) {
    return make_field(no_name(), type, type->place);
}

AstSchema *in_parentheses(AstSchema *schema) {
    schema->parenthesised = true;
    return schema;
}

// Reports a field of GENERATE ... AS whose name is a reserved word (1200).
static AstSchema *want_free_names(ParseContext *context, AstSchema *schema) {
    for (size_t i = 0; schema && i < schema->n; i++) {
        const AstName *name = &schema->fields[i].name;
        if (name->text && word_class(name->text) > WORD_NAME)
            context_fail_at(context, 1200, &name->place, "choose another name",
                            "'%s' is a reserved word", name->text);
    }
    return schema;
}

// ---- Parts of operators ----

AstName dotted_name(ParseContext *context, AstName left, const char *right, TextRange range) {
    left.text = arena_printf(context->arena, "%s.%s", left.text, right);
    left.place.width = context_place(context, range).column - left.place.column;
    left.place.width += (int)strlen(right);
    return left;
}

AstFunction make_function(AstName name, AstStrings arguments) {
    return (AstFunction){name, arguments};
}

AstInput alias_input(AstName alias) {
    return (AstInput){.alias = alias};
}

AstInput operator_input(AstOperator *operator) {
    return (AstInput){.operator= operator};
}

AstInput field_input(AstExpression *field) {
    if (field->kind == AST_NAME)
        return alias_input((AstName){field->text, field->place});
    return (AstInput){.field = field};
}

AstKeyedInput keyed_input(AstInput input, AstExpressions keys) {
    return (AstKeyedInput){.input = input, .keys = keys};
}

AstExpressions open_parentheses(ParseContext *context, AstExpression *key) {
    if (key->kind == AST_TUPLE && key->n_children == 0)
        context_fail_at(context, 1200, &key->place, NULL, "a key is missing");
    if (key->kind == AST_TUPLE && !key->parenthesised)
        return (AstExpressions){key->n_children, key->children};
    return one(context, want_value(context, key));
}

AstSortKey sort_key(AstExpression *column, bool descending) {
    return (AstSortKey){column, descending};
}

AstGenerateItem generate_item(ParseContext *context, AstExpression *expression, AstSchema *as) {
    return (AstGenerateItem){expression, want_free_names(context, as)};
}

int64_t whole_number(const char *digits) {
    int64_t number = 0;
    for (; *digits; digits++)
        number = number * 10 + (*digits - '0');
    return number;
}
