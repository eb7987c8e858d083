// SPDX-License-Identifier: Apache-2.0
//
// Declares everything that the table of built-ins names.

#ifndef JAVELINA_UDF_BUILTIN_FUNCTIONS_H
#define JAVELINA_UDF_BUILTIN_FUNCTIONS_H

#include "udf/builtin/builtin.h"

#define SCALAR(name, class_name, signature, flags, function, rule, doc, example)                   \
    pig_batch_fn udf_##function;                                                                   \
    RESULT_RULE(rule);
#define BOUND(name, class_name, signature, flags, function, binding, rule, doc, example)           \
    pig_batch_fn udf_##function;                                                                   \
    int udf_##binding##_bind(pig_ctx *ctx, void **data);                                           \
    void udf_##binding##_unbind(void *data);                                                       \
    RESULT_RULE(rule);
#define AGGREGATE(name, class_name, signature, aggregate, rule, doc, example)                      \
    extern const pig_agg udf_##aggregate;                                                          \
    RESULT_RULE(rule);
#define ALGEBRAIC(name, class_name, signature, function, aggregate, rule, doc, example)            \
    pig_batch_fn udf_##function;                                                                   \
    extern const pig_agg udf_##aggregate;                                                          \
    RESULT_RULE(rule);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wredundant-decls"
#include "udf/builtin/functions.def"
#pragma GCC diagnostic pop
#undef SCALAR
#undef BOUND
#undef AGGREGATE
#undef ALGEBRAIC

#endif
