// SPDX-License-Identifier: Apache-2.0
//
// + - * / % and unary minus. Sums, differences and products are computed for every row of the
// batch: that is one loop without branches, and what comes out of null rows is never looked at.

#include <math.h>

#include "runtime/exec/query.h"
#include "runtime/expr/node.h"
#include "udf/value/bignum.h"

typedef struct Operands {
    const void *x;
    const void *y;
    bool x_constant, y_constant;
    size_t n; // values to compute
} Operands;

typedef void ArithmeticKernel(const Operands *operands, void *out);

// The loop is written three times so that each has constants in registers and can be vectorised.
#define ARITHMETIC(operation, tag, type, result)                                                   \
    static void kernel_##operation##_##tag(const Operands *operands, void *out) {                  \
        const type *restrict xs = operands->x, *restrict ys = operands->y;                         \
        type *restrict to = out;                                                                   \
        if (operands->x_constant) {                                                                \
            const type x = xs[0];                                                                  \
            for (size_t i = 0; i < operands->n; i++) {                                             \
                const type y = ys[i];                                                              \
                to[i] = result;                                                                    \
            }                                                                                      \
        } else if (operands->y_constant) {                                                         \
            const type y = ys[0];                                                                  \
            for (size_t i = 0; i < operands->n; i++) {                                             \
                const type x = xs[i];                                                              \
                to[i] = result;                                                                    \
            }                                                                                      \
        } else {                                                                                   \
            for (size_t i = 0; i < operands->n; i++) {                                             \
                const type x = xs[i], y = ys[i];                                                   \
                to[i] = result;                                                                    \
            }                                                                                      \
        }                                                                                          \
    }
#include "runtime/expr/kernels.def"

typedef struct ArithmeticEntry {
    ExpressionKind kind;
    pig_type tag;
    ArithmeticKernel *kernel;
} ArithmeticEntry;

static const ArithmeticEntry arithmetic_kernels[] = {
#define ARITHMETIC(operation, tag, type, result)                                                   \
    {EXPRESSION_##operation, tag, kernel_##operation##_##tag},
#include "runtime/expr/kernels.def"
};

// Divides the rows of `rows` that are not null; marks those with a zero divisor in zero[].
typedef size_t DivisionKernel(const Vector *x, const Vector *y, const Vector *valid,
                              const Rows *rows, void *out, bool *zero);

#define DIVISION(operation, tag, type, is_zero, result)                                            \
    static size_t kernel_##operation##_##tag(const Vector *xv, const Vector *yv,                   \
                                             const Vector *valid, const Rows *rows, void *out,     \
                                             bool *zero) {                                         \
        const type *xs = xv->data, *ys = yv->data;                                                 \
        const size_t x_step = xv->form == PIG_FLAT, y_step = yv->form == PIG_FLAT;                 \
        type *to = out;                                                                            \
        size_t n_zero = 0;                                                                         \
        if (!valid->valid && !rows->list) {                                                        \
            for (size_t i = 0; i < rows->n; i++) {                                                 \
                const type x = xs[i * x_step], y = ys[i * y_step];                                 \
                zero[i] = is_zero;                                                                 \
                n_zero += zero[i];                                                                 \
                to[i] = zero[i] ? 0 : (result);                                                    \
            }                                                                                      \
            return n_zero;                                                                         \
        }                                                                                          \
        for (size_t i = 0; i < rows->n; i++) {                                                     \
            const size_t row = rows_at(rows, i);                                                   \
            zero[i] = false;                                                                       \
            if (valid->valid && pig_is_null(valid, row)) {                                         \
                to[row] = 0;                                                                       \
                continue;                                                                          \
            }                                                                                      \
            const type x = xs[row * x_step], y = ys[row * y_step];                                 \
            zero[i] = is_zero;                                                                     \
            n_zero += zero[i];                                                                     \
            to[row] = zero[i] ? 0 : (result);                                                      \
        }                                                                                          \
        return n_zero;                                                                             \
    }
#include "runtime/expr/kernels.def"

typedef struct DivisionEntry {
    ExpressionKind kind;
    pig_type tag;
    DivisionKernel *kernel;
} DivisionEntry;

static const DivisionEntry division_kernels[] = {
#define DIVISION(operation, tag, type, zero, result)                                               \
    {EXPRESSION_##operation, tag, kernel_##operation##_##tag},
#include "runtime/expr/kernels.def"
};

// ---- division ----

static Status modulo_by_zero(Node *node, Worker *worker) {
    return worker_fail(worker, 0, &node->expression->place, "division by zero in %%");
}

static Status divide(Node *node, const Scope *scope, DivisionKernel *kernel, const Vector *sides,
                     Vector *out) {
    Arena *arena = scope->worker->arena;
    const Rows *rows = &scope->rows;
    bool *zero = arena_alloc(arena, rows->n);
    size_t n_zero = kernel(&sides[0], &sides[1], out, rows, out->data, zero);
    if (n_zero == 0)
        return STATUS_OK;
    if (node->expression->kind == EXPRESSION_MODULO)
        return modulo_by_zero(node, scope->worker);
    worker_warn(scope->worker, WARNING_DIVIDE_BY_ZERO, n_zero, "in a division");
    rows_set_null(arena, out, rows, zero);
    return STATUS_OK;
}

// ---- big numbers ----

static BigOperation big_operation(ExpressionKind kind) {
    switch (kind) {
    case EXPRESSION_ADD:
        return BIG_ADD;
    case EXPRESSION_SUBTRACT:
        return BIG_SUBTRACT;
    case EXPRESSION_MULTIPLY:
        return BIG_MULTIPLY;
    case EXPRESSION_DIVIDE:
        return BIG_DIVIDE;
    default:
        return BIG_MODULO;
    }
}

static Status big_arithmetic_rows(Node *node, const Scope *scope, const Vector *sides,
                                  Vector *out) {
    Arena *arena = scope->worker->arena;
    const Rows *rows = &scope->rows;
    BigOperation operation = big_operation(node->expression->kind);
    bool decimal = node->expression->type->tag == PIG_BIGDECIMAL;
    size_t n_zero = 0;
    for (size_t i = 0; i < rows->n; i++) {
        size_t row = rows_at(rows, i);
        if (pig_is_null(&sides[0], row) || pig_is_null(&sides[1], row)) {
            vector_set_null(arena, out, row, rows->n_rows);
            continue;
        }
        const pig_str *x = &pig_strs(&sides[0])[pig_at(&sides[0], row)];
        const pig_str *y = &pig_strs(&sides[1])[pig_at(&sides[1], row)];
        if (big_arithmetic(arena, operation, x, y, decimal, &pig_strs_out(out)[row]))
            continue;
        if (operation == BIG_MODULO)
            return modulo_by_zero(node, scope->worker);
        vector_set_null(arena, out, row, rows->n_rows);
        n_zero++;
    }
    if (n_zero)
        worker_warn(scope->worker, WARNING_DIVIDE_BY_ZERO, n_zero, "in a division");
    return STATUS_OK;
}

// ---- nodes ----

static ArithmeticKernel *find_arithmetic(ExpressionKind kind, pig_type tag) {
    for (size_t i = 0; i < sizeof arithmetic_kernels / sizeof *arithmetic_kernels; i++)
        if (arithmetic_kernels[i].kind == kind && arithmetic_kernels[i].tag == tag)
            return arithmetic_kernels[i].kernel;
    return NULL;
}

static DivisionKernel *find_division(ExpressionKind kind, pig_type tag) {
    for (size_t i = 0; i < sizeof division_kernels / sizeof *division_kernels; i++)
        if (division_kernels[i].kind == kind && division_kernels[i].tag == tag)
            return division_kernels[i].kernel;
    return NULL;
}

static Status compute(Node *node, const Scope *scope, const Vector *sides, Vector *out) {
    Arena *arena = scope->worker->arena;
    pig_type tag = node->expression->type->tag;
    size_t n_rows = scope->rows.n_rows;
    if (tag == PIG_BIGINTEGER || tag == PIG_BIGDECIMAL) {
        *out = vector_new(arena, type_of(tag), n_rows);
        return big_arithmetic_rows(node, scope, sides, out);
    }
    *out = vector_new_raw(arena, type_of(tag), n_rows);
    out->valid = combined_validity(arena, sides, 2, n_rows);
    ArithmeticKernel *kernel = find_arithmetic(node->expression->kind, tag);
    if (kernel) {
        kernel(&(Operands){sides[0].data, sides[1].data, sides[0].form == PIG_CONSTANT,
                           sides[1].form == PIG_CONSTANT, n_rows},
               out->data);
        return STATUS_OK;
    }
    DivisionKernel *division = find_division(node->expression->kind, tag);
    if (!division)
        return worker_fail(scope->worker, 1039, &node->expression->place,
                           "no arithmetic on values of type %s", type_name(tag));
    if (scope->rows.list)
        memset(out->data, 0, n_rows * vector_width(tag));
    return divide(node, scope, division, sides, out);
}

Status run_arithmetic(Node *node, const Scope *scope, Vector *out) {
    Vector sides[2];
    TRY(node_run(node->children[0], scope, &sides[0]));
    TRY(node_run(node->children[1], scope, &sides[1]));
    if (!all_constant(sides, 2))
        return compute(node, scope, sides, out);
    Scope one = scope_of_one(scope);
    TRY(compute(node, &one, sides, out));
    out->form = PIG_CONSTANT;
    return STATUS_OK;
}

static void negate_big(Arena *arena, const Vector *v, const Rows *rows, Vector *out) {
    for (size_t i = 0; i < rows->n; i++) {
        size_t row = rows_at(rows, i);
        if (pig_is_null(v, row))
            vector_set_null(arena, out, row, rows->n_rows);
        else
            pig_strs_out(out)[row] = big_negate(arena, &pig_strs(v)[row]);
    }
}

Status run_negate(Node *node, const Scope *scope, Vector *out) {
    Vector v;
    TRY(node_run(node->children[0], scope, &v));
    Arena *arena = scope->worker->arena;
    bool constant = v.form == PIG_CONSTANT;
    Rows rows = constant ? (Rows){NULL, 1, 1} : scope->rows;
    pig_type tag = node->expression->type->tag;
    *out = vector_new(arena, type_of(tag), rows.n_rows);
    out->form = v.form;
    if (type_is_string(tag)) {
        out->form = PIG_FLAT;
        negate_big(arena, &v, &rows, out);
        out->form = v.form;
        return STATUS_OK;
    }
    out->valid = v.valid;
    switch (tag) {
#define NEGATION(type_tag, type, result)                                                           \
    case type_tag: {                                                                               \
        const type *restrict xs = v.data;                                                          \
        type *restrict to = out->data;                                                             \
        for (size_t i = 0; i < rows.n_rows; i++) {                                                 \
            const type x = xs[i];                                                                  \
            to[i] = result;                                                                        \
        }                                                                                          \
        break;                                                                                     \
    }
#include "runtime/expr/kernels.def"
    default:
        return worker_fail(scope->worker, 1041, &node->expression->place,
                           "no minus for values of type %s", type_name(tag));
    }
    return STATUS_OK;
}
