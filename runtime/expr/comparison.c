// SPDX-License-Identifier: Apache-2.0
//
// == != < <= > >=. A comparison is worked out either as a boolean vector or straight as the
// selection of rows for which it holds; > and >= are < and <= with the sides exchanged, and a
// negated comparison is the opposite one. Numbers are compared by keys that order as
// Double.compare does.

#include "runtime/expr/node.h"
#include "udf/vector/compare.h"

typedef enum Test { TEST_EQUAL, TEST_NOT_EQUAL, TEST_LESS, TEST_LESS_EQUAL } Test;

static inline int32_t float_rank(float f) {
    int32_t bits;
    memcpy(&bits, &f, sizeof bits);
    bits = bits < 0 ? bits ^ INT32_MAX : bits;
    return f != f ? INT32_MAX : bits;
}

static inline int64_t double_rank(double d) {
    int64_t bits;
    memcpy(&bits, &d, sizeof bits);
    bits = bits < 0 ? bits ^ INT64_MAX : bits;
    return d != d ? INT64_MAX : bits;
}

// The two sides in the order in which `test` takes them, and which rows are not null in both.
typedef struct Sides {
    const Vector *x;
    const Vector *y;
    const uint64_t *valid;
} Sides;

static inline bool is_valid(const uint64_t *valid, size_t row) {
    return !valid || (valid[row / 64] >> (row % 64) & 1);
}

// ---- numbers ----

// Rows for which the test holds (or booleans of all rows, when selection is NULL).
typedef size_t CompareKernel(const Sides *sides, const Rows *rows, uint32_t *selection,
                             uint8_t *booleans);

#define SELECT_LOOP(x_index, y_index, name, operator)                                              \
    do {                                                                                           \
        if (!sides->valid && !rows->list) {                                                        \
            for (size_t row = 0; row < rows->n; row++) {                                           \
                selection[k] = (uint32_t)row;                                                      \
                k += key_##name(xs[x_index]) operator key_##name(ys[y_index]);                     \
            }                                                                                      \
        } else {                                                                                   \
            for (size_t i = 0; i < rows->n; i++) {                                                 \
                const size_t row = rows_at(rows, i);                                               \
                selection[k] = (uint32_t)row;                                                      \
                k += (size_t)(key_##name(xs[x_index]) operator key_##name(ys[y_index])) &          \
                     (size_t)is_valid(sides->valid, row);                                          \
            }                                                                                      \
        }                                                                                          \
    } while (0)

#define BOOLEAN_LOOP(x_index, y_index, name, operator)                                             \
    do {                                                                                           \
        for (size_t row = 0; row < rows->n_rows; row++)                                            \
            booleans[row] = key_##name(xs[x_index]) operator key_##name(ys[y_index]);              \
    } while (0)

#define COMPARE_KERNEL(name, type, test, operator)                                                 \
    static size_t compare_##name##_##test(const Sides *sides, const Rows *rows,                    \
                                          uint32_t *restrict selection,                            \
                                          uint8_t *restrict booleans) {                            \
        const type *restrict xs = sides->x->data, *restrict ys = sides->y->data;                   \
        const bool x_flat = sides->x->form == PIG_FLAT, y_flat = sides->y->form == PIG_FLAT;       \
        size_t k = 0;                                                                              \
        if (selection && x_flat && y_flat)                                                         \
            SELECT_LOOP(row, row, name, operator);                                                 \
        else if (selection && x_flat)                                                              \
            SELECT_LOOP(row, 0, name, operator);                                                   \
        else if (selection)                                                                        \
            SELECT_LOOP(0, row, name, operator);                                                   \
        else if (x_flat && y_flat)                                                                 \
            BOOLEAN_LOOP(row, row, name, operator);                                                \
        else if (x_flat)                                                                           \
            BOOLEAN_LOOP(row, 0, name, operator);                                                  \
        else                                                                                       \
            BOOLEAN_LOOP(0, row, name, operator);                                                  \
        return k;                                                                                  \
    }

#define COMPARISON(name, tag, type, key_type, key)                                                 \
    static inline key_type key_##name(type x) {                                                    \
        return key;                                                                                \
    }                                                                                              \
    COMPARE_KERNEL(name, type, EQUAL, ==)                                                          \
    COMPARE_KERNEL(name, type, NOT_EQUAL, !=)                                                      \
    COMPARE_KERNEL(name, type, LESS, <)                                                            \
    COMPARE_KERNEL(name, type, LESS_EQUAL, <=)
#include "runtime/expr/kernels.def"

static CompareKernel *find_kernel(pig_type tag, Test test) {
    switch (tag) {
#define COMPARISON(name, type_tag, type, key_type, key)                                            \
    case type_tag: {                                                                               \
        static CompareKernel *const kernels[] = {                                                  \
            compare_##name##_EQUAL, compare_##name##_NOT_EQUAL, compare_##name##_LESS,             \
            compare_##name##_LESS_EQUAL};                                                          \
        return kernels[test];                                                                      \
    }
#include "runtime/expr/kernels.def"
    default:
        return NULL;
    }
}

// ---- strings and everything else ----

static inline bool holds(int order, Test test) {
    switch (test) {
    case TEST_EQUAL:
        return order == 0;
    case TEST_NOT_EQUAL:
        return order != 0;
    case TEST_LESS:
        return order < 0;
    default:
        return order <= 0;
    }
}

static bool strings_hold(const Sides *sides, size_t row, Test test) {
    const pig_str *x = &pig_strs(sides->x)[pig_at(sides->x, row)];
    const pig_str *y = &pig_strs(sides->y)[pig_at(sides->y, row)];
    if (test == TEST_EQUAL || test == TEST_NOT_EQUAL)
        return pig_str_equal(x, y) == (test == TEST_EQUAL);
    if (sides->x->type == PIG_CHARARRAY)
        return holds(text_compare_utf16(x, y), test);
    return holds(value_compare(sides->x, row, sides->y, row), test);
}

static inline bool words_equal(const pig_str *x, const uint64_t *want) {
    uint64_t words[2];
    memcpy(words, x, sizeof words);
    return ((words[0] ^ want[0]) | (words[1] ^ want[1])) == 0;
}

// Equality with a constant of up to 12 bytes: two words against two words.
static size_t select_short_equal(const Vector *x, const pig_str *y, const uint64_t *valid,
                                 const Rows *rows, bool equal, uint32_t *restrict selection) {
    uint64_t want[2];
    memcpy(want, y, sizeof want);
    const pig_str *restrict xs = x->data;
    size_t k = 0;
    if (!valid && !rows->list) {
        for (size_t row = 0; row < rows->n; row++) {
            selection[k] = (uint32_t)row;
            k += words_equal(&xs[row], want) == equal;
        }
        return k;
    }
    for (size_t i = 0; i < rows->n; i++) {
        const size_t row = rows_at(rows, i);
        selection[k] = (uint32_t)row;
        k += (size_t)(words_equal(&xs[row], want) == equal) & (size_t)is_valid(valid, row);
    }
    return k;
}

static bool same_strings(const Sides *sides) {
    return sides->x->type == sides->y->type &&
           (sides->x->type == PIG_CHARARRAY || sides->x->type == PIG_BYTEARRAY);
}

// Inside tuples and maps equality goes by type as well; at the top level too when values are ANY.
static bool any_holds(const Sides *sides, size_t row, Test test) {
    if (same_strings(sides))
        return strings_hold(sides, row, test);
    return holds(value_compare(sides->x, row, sides->y, row), test);
}

static size_t select_any(const Sides *sides, const Rows *rows, Test test, uint32_t *selection) {
    bool equality = test == TEST_EQUAL || test == TEST_NOT_EQUAL;
    if (equality && same_strings(sides) && sides->x->form == PIG_FLAT &&
        sides->y->form == PIG_CONSTANT && pig_strs(sides->y)[0].n_bytes <= PIG_STR_INLINE)
        return select_short_equal(sides->x, pig_strs(sides->y), sides->valid, rows,
                                  test == TEST_EQUAL, selection);
    size_t k = 0;
    for (size_t i = 0; i < rows->n; i++) {
        const size_t row = rows_at(rows, i);
        selection[k] = (uint32_t)row;
        k += is_valid(sides->valid, row) && any_holds(sides, row, test);
    }
    return k;
}

static void booleans_of_strings(const Sides *sides, const Rows *rows, bool equal,
                                uint8_t *booleans) {
    const pig_str *xs = pig_strs(sides->x), *ys = pig_strs(sides->y);
    const size_t x_step = sides->x->form == PIG_FLAT, y_step = sides->y->form == PIG_FLAT;
    for (size_t i = 0; i < rows->n; i++) {
        const size_t row = rows_at(rows, i);
        booleans[row] = is_valid(sides->valid, row) &&
                        pig_str_equal(&xs[row * x_step], &ys[row * y_step]) == equal;
    }
}

static void booleans_any(const Sides *sides, const Rows *rows, Test test, uint8_t *booleans) {
    if (same_strings(sides) && (test == TEST_EQUAL || test == TEST_NOT_EQUAL)) {
        booleans_of_strings(sides, rows, test == TEST_EQUAL, booleans);
        return;
    }
    for (size_t i = 0; i < rows->n; i++) {
        const size_t row = rows_at(rows, i);
        booleans[row] = is_valid(sides->valid, row) && any_holds(sides, row, test);
    }
}

// ---- nodes ----

// The test for an operator, and whether its sides change places.
static Test test_of(ExpressionKind kind, bool want, bool *swapped) {
    // Negating exchanges == with !=, < with >=, <= with >.
    static const struct {
        Test test;
        bool swapped;
    } tests[][2] = {
        {{TEST_EQUAL, false}, {TEST_NOT_EQUAL, false}},
        {{TEST_NOT_EQUAL, false}, {TEST_EQUAL, false}},
        {{TEST_LESS, false}, {TEST_LESS_EQUAL, true}},
        {{TEST_LESS_EQUAL, false}, {TEST_LESS, true}},
        {{TEST_LESS, true}, {TEST_LESS_EQUAL, false}},
        {{TEST_LESS_EQUAL, true}, {TEST_LESS, false}},
    };
    _Static_assert(EXPRESSION_GREATER_EQUAL - EXPRESSION_EQUAL == 5, "order of the comparisons");
    size_t i = (size_t)(kind - EXPRESSION_EQUAL);
    *swapped = tests[i][!want].swapped;
    return tests[i][!want].test;
}

static Status run_sides(Node *node, const Scope *scope, Vector *sides) {
    TRY(node_run(node->children[0], scope, &sides[0]));
    return node_run(node->children[1], scope, &sides[1]);
}

static Sides order_sides(Arena *arena, const Vector *vectors, bool swapped, size_t n_rows) {
    return (Sides){&vectors[swapped], &vectors[!swapped],
                   combined_validity(arena, vectors, 2, n_rows)};
}

static void compare(Arena *arena, const Vector *vectors, ExpressionKind kind, const Rows *rows,
                    Vector *out) {
    bool swapped;
    Test test = test_of(kind, true, &swapped);
    Sides sides = order_sides(arena, vectors, swapped, rows->n_rows);
    *out = vector_new(arena, type_of(PIG_BOOLEAN), rows->n_rows);
    out->valid = (uint64_t *)sides.valid;
    CompareKernel *kernel =
        sides.x->type == sides.y->type ? find_kernel((pig_type)sides.x->type, test) : NULL;
    if (kernel)
        kernel(&sides, rows, NULL, pig_booleans_out(out));
    else
        booleans_any(&sides, rows, test, pig_booleans_out(out));
}

void compare_vectors(Arena *arena, const Vector *vectors, ExpressionKind kind, const Rows *rows,
                     Vector *out) {
    bool constant = all_constant(vectors, 2);
    Rows one = {NULL, 1, 1};
    compare(arena, vectors, kind, constant ? &one : rows, out);
    if (constant)
        out->form = PIG_CONSTANT;
}

Status run_comparison(Node *node, const Scope *scope, Vector *out) {
    Vector vectors[2];
    TRY(run_sides(node, scope, vectors));
    compare_vectors(scope->worker->arena, vectors, node->expression->kind, &scope->rows, out);
    return STATUS_OK;
}

Status select_comparison(Node *node, const Scope *scope, bool want, uint32_t *selection,
                         size_t *n) {
    Vector vectors[2];
    TRY(run_sides(node, scope, vectors));
    Arena *arena = scope->worker->arena;
    if (all_constant(vectors, 2)) {
        Vector v;
        compare_vectors(arena, vectors, node->expression->kind, &scope->rows, &v);
        *n = select_booleans(&v, scope->rows, want, selection);
        return STATUS_OK;
    }
    bool swapped;
    Test test = test_of(node->expression->kind, want, &swapped);
    Sides sides = order_sides(arena, vectors, swapped, scope->rows.n_rows);
    CompareKernel *kernel =
        sides.x->type == sides.y->type ? find_kernel((pig_type)sides.x->type, test) : NULL;
    *n = kernel ? kernel(&sides, &scope->rows, selection, NULL)
                : select_any(&sides, &scope->rows, test, selection);
    return STATUS_OK;
}
